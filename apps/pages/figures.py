from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something the portal holds, and the list of them."""

    label: str
    count: int
    view: str = ""  # empty: there is no list of them

    @property
    def url(self) -> str:
        return reverse(self.view) if self.view else ""
