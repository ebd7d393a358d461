"""Two organisations beside each other, on a day."""

from functools import cached_property
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.figures import marked
from apps.core.languages import language_name
from apps.core.names import call_as_on
from apps.core.renditions import Table
from apps.core.translations import translation
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Body, OrganizationLink
from apps.people.models import Tenure

from .comparison import Comparison, Fact, Row, Share, Standing, is_full, rows_of, statuses_in_words

SHOWN = 100  # so many shared events and documents stand on the page


def only_there(itself: list[Membership], bodies: list[Membership]) -> list[Membership]:
    """Return the memberships in bodies and programmes of those who do not belong to the organisation itself."""
    inside = {row.member for row in itself}
    return [row for row in bodies if row.member not in inside]


class ComparedOrganizations(Comparison):
    template = "pages/_compare_organizations.html"

    def arrange(self) -> None:
        day, today = self.moment.day, self.moment.today
        memberships = (
            Membership.objects.published()
            .filter(organization__in=self.records)
            .current_or_on(day, today)
            .select_related("country", "member_organization", "body__organization")
            .order_by("possible_from", "pk")
        )
        rows = list(memberships)
        call_as_on(day, [*self.records, *(row.member for row in rows), *(row.body for row in rows)])
        self.memberships: tuple[list[Membership], list[Membership]] = ([], [])
        in_bodies: tuple[list[Membership], list[Membership]] = ([], [])
        for membership in rows:
            kept = in_bodies if membership.body_id else self.memberships
            kept[membership.organization_id == self.records[1].pk].append(membership)
        sides = [
            [(row.member, Standing(row, bool(row.is_possible))) for row in [*itself, *only_there(itself, bodies)]]
            for itself, bodies in zip(self.memberships, in_bodies, strict=True)
        ]
        self.share = Share(rows_of(*sides), is_full)
        self.others = Share(self.share.neither)

    @property
    def names(self) -> tuple[str, str]:
        return self.records[0].short_name, self.records[1].short_name

    @property
    def is_comparable(self) -> bool:
        """False where no full member of one of them is recorded for the day."""
        return all(any(membership.is_full for membership in side) for side in self.memberships)

    @property
    def sentence(self) -> str:
        first, second = self.names
        if not self.is_comparable:
            unknown = [
                name
                for name, side in zip(self.names, self.memberships, strict=True)
                if not any(membership.is_full for membership in side)
            ]
            return " ".join(
                _("No full member of %(name)s is recorded here for this day.") % {"name": n} for n in unknown
            )
        both, only_first, only_second = len(self.share.both), len(self.share.first), len(self.share.second)
        if both:
            shared = ngettext(
                "%(first)s and %(second)s share %(count)s full member",
                "%(first)s and %(second)s share %(count)s full members",
                both,
            ) % {"first": first, "second": second, "count": both}
        else:
            shared = _("%(first)s and %(second)s have no full member in common") % {"first": first, "second": second}
        one = ngettext(
            "%(count)s belongs only to %(first)s", "%(count)s belong only to %(first)s", only_first
        ) % {"count": only_first, "first": first}  # fmt: skip
        other = _("%(count)s only to %(second)s") % {"count": only_second, "second": second}
        return f"{shared}; {one}, {other}."

    @property
    def labels(self) -> tuple[str, str, str]:
        first, second = self.names
        return (
            _("Only in the first (%(name)s)") % {"name": first},
            _("In both"),
            _("Only in the second (%(name)s)") % {"name": second},
        )

    @property
    def figure_title(self) -> str:
        return _("Full members: %(first)s and %(second)s") % dict(zip(("first", "second"), self.names, strict=True))

    @property
    def heads(self) -> list[tuple[str, str]]:
        """The names of both, each with its page on the day shown."""
        query = f"?on={self.moment.day.isoformat()}" if self.moment.day else ""
        return [
            (name, record.get_absolute_url() + query) for name, record in zip(self.names, self.records, strict=True)
        ]

    @cached_property
    def facts(self) -> list[Fact]:
        first, second = self.records
        counts = self._bodies()
        lines = [
            Fact(_("Name"), translation(first, "name").text, translation(second, "name").text),
            Fact(_("Founded"), *(record.start.spoken() if record.start else _("not known") for record in self.records)),
            Fact(_("Dissolved"), *(self._dissolved(record) for record in self.records)),
            Fact(_("Kind"), first.get_kind_display(), second.get_kind_display()),
            Fact(_("Seat"), *(self._seat(record) for record in self.records)),
            Fact(_("Official languages"), *(self._languages(record) for record in self.records)),
            Fact(_("Full members"), self.share.total_first, self.share.total_second),
            Fact(_("Other statuses"), *(self._statuses(side) for side in self.memberships)),
            Fact(_("Bodies"), *(counts.get(record.pk, 0) for record in self.records)),
        ]
        return [line for line in lines if not line.is_empty]

    @staticmethod
    def _dissolved(record: Any) -> str:
        return record.end.spoken() if record.end else _("on an unknown day") if record.end_unknown else ""

    @staticmethod
    def _seat(record: Any) -> str:
        city = record.seat
        if not city or not city.is_published:
            return ""
        country = city.country if city.country_id and city.country.is_published else None
        return ", ".join(str(place) for place in (city, country) if place)

    @staticmethod
    def _languages(record: Any) -> list[str]:
        return [language_name(code) for code in record.official_languages.split()]

    @staticmethod
    def _statuses(memberships: list[Membership]) -> list[str]:
        others = [row for row in memberships if not row.is_full and not row.is_possible]
        return [f"{label}: {count}" for label, count in statuses_in_words(others)]

    def _bodies(self) -> dict[int, int]:
        """Count the bodies of both that certainly exist on the day."""
        bodies = Body.objects.published().without_tree_fields().filter(organization__in=self.records)
        certain = bodies.on(self.moment.day) if self.moment.day else bodies.current(self.moment.today)
        return dict(certain.order_by().values("organization").annotate(n=Count("pk")).values_list("organization", "n"))

    @cached_property
    def links(self) -> list[tuple[Any, str, Any]]:
        """How one stands to the other: its successor, its assembly …"""
        between = OrganizationLink.objects.published().filter(
            organization__in=self.records, target__in=self.records
        ).select_related("organization", "target")  # fmt: skip
        return [(link.organization, link.get_kind_display(), link.target) for link in between]

    @cached_property
    def events(self) -> list[Event]:
        events = Event.objects.published()
        for record in self.records:
            events = events.filter(organizations=record)
        if self.moment.day:
            events = events.filter(possible_from__lte=self.moment.day)
        return list(events.latest_first().for_rows()[:SHOWN])

    @cached_property
    def documents(self) -> list[Document]:
        return list(Document.objects.published().of_each(*self.records).until(self.moment.day).latest_first()[:SHOWN])

    @cached_property
    def people(self) -> list[Row]:
        """People who held posts in both, each with their tenures here and there."""
        tenures = Tenure.objects.published().in_each(*self.records).select_related("person", "post").latest_first()
        if self.moment.day:
            tenures = tenures.filter(possible_from__lte=self.moment.day)
        sides: tuple[list, list] = ([], [])
        for tenure in tenures:
            sides[tenure.post.organization_id == self.records[1].pk].append((tenure.person, tenure))
        people: dict[int, Row] = {}
        for at, side in enumerate(sides):
            for person, tenure in side:
                row = people.setdefault(person.pk, Row(person))
                (row.second if at else row.first).append(Standing(tenure))
        return [row for row in people.values() if row.first and row.second]

    @property
    def table(self) -> Table:
        first, second = self.names
        said = {"first": self.labels[0], "both": self.labels[1], "second": self.labels[2], "unsure": _("Not certain")}
        return Table(
            "-".join(record.slug for record in self.records),
            [
                *(_("Member"), _("ISO code, 3 letters"), _("Full members")),
                *(_("%(name)s: status") % {"name": first}, _("%(name)s: since") % {"name": first}),
                *(_("%(name)s: status") % {"name": second}, _("%(name)s: since") % {"name": second}),
            ],
            (
                (row.thing, getattr(row.thing, "iso3", None), said.get(row.where(is_full), ""), *cells(row))
                for row in self.share.rows
            ),
        )


def cells(row: Row, with_body: bool = True) -> list[str]:
    """Return what a member is on either side, and since when, as a table for machines has it."""
    found = []
    for side in (row.first, row.second):
        found.append("; ".join(said(standing, with_body) for standing in side))
        found.append("; ".join(marked(standing.record.start) for standing in side))
    return found


def said(standing: Standing, with_body: bool = True) -> str:
    body = standing.record.body if with_body else None
    status = f"{standing.record.get_status_display()}{f' – {body}' if body else ''}"
    return f"{status} (" + _("possibly") + ")" if standing.is_possible else status
