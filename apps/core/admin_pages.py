"""Pages of the admin that are no list of records: an app above offers them in the index and in the bar at the side."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse


class AdminPage(NamedTuple):
    """`group` is the code of the app whose pages stand together under `title`; `name` is what the page is called."""

    group: str
    title: Any
    name: Any
    address: str  # as `reverse` knows it
    may_open: Callable[[HttpRequest], bool]


_pages: list[AdminPage] = []


def offer(page: AdminPage) -> None:
    _pages.append(page)


def offered(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the pages that somebody may open, in the shape in which the admin lists apps and their records."""
    groups: dict[str, dict[str, Any]] = {}
    for page in _pages:
        if not page.may_open(request):
            continue
        url = reverse(page.address)
        group = groups.setdefault(
            page.group,
            {"name": page.title, "app_label": page.group, "app_url": url, "has_module_perms": True, "models": []},
        )
        entry = {"name": page.name, "object_name": page.address.replace(":", "-"), "admin_url": url, "add_url": None}
        group["models"].append({**entry, "view_only": True, "perms": {"view": True}})
    return list(groups.values())
