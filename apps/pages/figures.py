from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of something the portal holds, and the list of them."""

    label: Any
    count: int
    view: str

    @property
    def url(self) -> str:
        return reverse(self.view) if self.view else ""
