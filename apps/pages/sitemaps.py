"""Every public address, one sitemap for each language, each address naming itself in the others.

The paths are the same in all languages behind their prefix, so that each is made once.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property

from apps.core.translations import LANGUAGES
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.people.models import Person
from apps.reference.models import Country
from apps.terms.models import Term

# Pages that stand for no record: add a new one here.
PAGES = (
    "pages:home",
    *(f"{section}:list" for section in ("organizations", "members", "people", "events", "documents")),
    "members:matrix",
    "events:map",
    "events:timeline",
    "pages:compare",
    "terms:list",
    "pages:about",
    "changes:list",
    "corrections:list",
)


class Entry(NamedTuple):
    """A public page: the name of its address, what stands in it, and when it was last changed (if a record says so)."""

    route: str
    arguments: tuple[str, ...] = ()
    changed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one kind: one for each row of a queryset. `rows` hang on it; the latest of them dates the page."""

    route: str
    queryset: QuerySet
    keys: tuple[str, ...] = ("slug",)
    rows: str = ""

    @property
    def dated(self) -> QuerySet:
        changed: Any = F("updated_at")
        if self.rows:
            published = Q(**{f"{self.rows}__publication": "published"})
            latest = Max(f"{self.rows}__updated_at", filter=published)
            changed = Greatest(Coalesce(latest, "updated_at"), "updated_at")
        return self.queryset.annotate(changed=changed)

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        rows = self.dated.order_by("pk").values_list(*self.keys, "changed")[start:stop]
        return (Entry(self.route, tuple(row[:-1]), row[-1]) for row in rows)

    def summed(self, number: int) -> QuerySet:
        """Return a query of one row: how many pages there are, and when the latest of their records changed."""
        rows = self.queryset.order_by().annotate(part=Value(number)).values("part")
        return rows.annotate(count=Count("pk"), latest=Max("updated_at"))


def all_pages() -> list[Pages]:
    held = Membership.objects.published()
    organizations = Organization.objects.published()
    bodies = Body.objects.published().without_tree_fields()
    return [
        Pages("organizations:detail", organizations),
        Pages("organizations:structure", organizations, rows="bodies"),
        Pages("members:of_organization", organizations, rows="memberships"),
        Pages("people:of_organization", organizations, rows="posts__tenures"),
        Pages("events:of_organization", organizations, rows="events"),
        Pages("documents:of_organization", organizations, rows="documents"),
        Pages("organizations:body", bodies, keys=("organization__slug", "slug")),
        Pages(
            "members:of_body",
            bodies.filter(pk__in=held.filter(body__isnull=False).values("body")),
            keys=("organization__slug", "slug"),
            rows="memberships",
        ),
        Pages("members:detail", Country.objects.published().filter(pk__in=held.values("country"))),
        Pages("members:detail", organizations.filter(pk__in=held.values("member_organization"))),
        Pages("people:detail", Person.objects.published()),
        Pages("events:detail", Event.objects.published()),
        Pages("documents:detail", Document.objects.published()),
        Pages("terms:detail", Term.objects.published()),
    ]


class Entries:
    """All public pages as one list, of which only the slice that is asked for is read."""

    def __init__(self) -> None:
        self.pages = all_pages()

    @cached_property
    def _sums(self) -> dict[int, dict[str, Any]]:
        first, *others = (pages.summed(number) for number, pages in enumerate(self.pages))
        return {row["part"]: row for row in first.union(*others, all=True)}

    def _count(self, number: int) -> int:
        return self._sums[number]["count"] if number in self._sums else 0

    def count(self) -> int:
        return len(PAGES) + sum(row["count"] for row in self._sums.values())

    def latest(self) -> dt.datetime | None:
        return max((row["latest"] for row in self._sums.values() if row["latest"]), default=None)

    def __getitem__(self, cut: slice) -> list[Entry]:
        found = [Entry(route) for route in PAGES[cut]]
        before = len(PAGES)
        for number, pages in enumerate(self.pages):
            count = self._count(number)
            start, stop = max(0, cut.start - before), min(count, cut.stop - before)
            if start < stop:
                found += pages.entries(start, stop)
            before += count
        return found


class LanguageSitemap(Sitemap):
    """The public pages in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def items(self) -> Entries:
        return Entries()

    def location(self, entry: Entry) -> str:
        with translation.override(self.language):
            return reverse(entry.route, args=entry.arguments)

    def lastmod(self, entry: Entry) -> dt.datetime | None:
        return entry.changed

    def get_latest_lastmod(self) -> dt.datetime | None:
        return Entries().latest()

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls = super().get_urls(page, site, protocol)
        for url in urls:
            # x-default: as in the head of every page (see `core.sharing`).
            for name, code in (*zip(LANGUAGES, LANGUAGES, strict=True), ("x-default", settings.LANGUAGE_CODE)):
                address = url["location"].replace(f"/{self.language}/", f"/{code}/", 1)
                url["alternates"].append({"location": address, "lang_code": name})
        return urls


SITEMAPS = {language: LanguageSitemap(language) for language in LANGUAGES}
