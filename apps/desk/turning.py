"""Lists that are turned by a link to what is newer and one to what is older (`desk/_turn.html`)."""

from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest

from apps.core.numbers import number_in

MOST_DIGITS = 5  # of the number of a page


class Turned:
    """A view of such a list. `last_page`: how far it goes back."""

    request: HttpRequest
    last_page = 10**MOST_DIGITS - 1

    @cached_property
    def number(self) -> int:
        return min(max(number_in(self.request.GET.get("page", ""), MOST_DIGITS) or 1, 1), self.last_page)

    def kept(self) -> dict[str, str]:
        """Return what a link to another page keeps of the query."""
        return {}

    def turns(self, has_more: bool) -> dict[str, str]:
        """Return the links to the pages beside this one; empty: there is none."""
        return {
            "newer": self._page(self.number - 1) if self.number > 1 else "",
            "older": self._page(self.number + 1) if has_more and self.number < self.last_page else "",
        }

    def _page(self, number: int) -> str:
        query = {**self.kept(), **({"page": str(number)} if number > 1 else {})}
        return f"?{urlencode(query)}" if query else self.request.path
