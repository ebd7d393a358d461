"""Two members (countries, or organisations that are members of one) beside each other, on a day."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.dates import PartialDate
from apps.core.names import call_as_on, place_of
from apps.core.renditions import Table
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership

from .compared_organizations import SHOWN, cells
from .comparison import Comparison, Row, Share, Standing, certainty, is_full, rows_of


def earlier(first: PartialDate | None, second: PartialDate | None) -> str:
    """Say which date is the earlier: `first`, `second`, `same`, or "" where that is not known."""
    if not first or not second:
        return ""
    if first.is_exact and first == second:
        return "same"
    return "first" if first.latest < second.earliest else "second" if second.latest < first.earliest else ""


class ComparedMembers(Comparison):
    template = "pages/_compare_members.html"

    def arrange(self) -> None:
        sides: list[list[Membership]] = []
        for member in self.records:
            memberships = (
                Membership.objects.published()
                .of_member(member)
                .current_or_on(self.moment.day, self.moment.today)
                .select_related("organization", "body__organization")
            )
            sides.append(list(memberships.order_by("possible_from", "pk")))
        rows = [row for side in sides for row in side]
        above = (row.body.organization for row in rows if row.body_id)
        places = (place for row in rows for place in (row.organization, row.body))
        call_as_on(self.moment.day, [*self.records, *places, *above])
        self.share = self._share(sides, in_bodies=False)
        self.bodies = self._share(sides, in_bodies=True)
        for row in self.share.both:
            row.note = earlier(row.first[0].record.start, row.second[0].record.start)

    def _share(self, sides: Iterable[list[Membership]], in_bodies: bool) -> Share:
        rows = rows_of(
            *(
                [(row.body or row.organization, Standing(row, bool(row.is_possible))) for row in side
                 if bool(row.body_id) == in_bodies]
                for side in sides
            )
        )  # fmt: skip
        return Share(sorted(rows, key=lambda row: self._place(row.thing)))

    @staticmethod
    def _place(thing: Any) -> tuple:
        organization = getattr(thing, "organization", thing)
        return place_of(organization), getattr(thing, "position", 0), thing.pk

    @property
    def names(self) -> tuple[str, str]:
        return str(self.records[0]), str(self.records[1])

    @property
    def is_comparable(self) -> bool:
        return bool(self.share)

    @property
    def sentence(self) -> str:
        first, second = self.names
        if not self.share:
            return _("No membership of either is recorded here for this day.")
        both, full = len(self.share.both), len(self._both_full)
        if both:
            parts = [
                ngettext(
                    "%(first)s and %(second)s are together in %(count)s organisation",
                    "%(first)s and %(second)s are together in %(count)s organisations",
                    both,
                ) % {"first": first, "second": second, "count": both}
            ]  # fmt: skip
        else:
            parts = [_("%(first)s and %(second)s have no organisation in common") % {"first": first, "second": second}]
        parts[0] += "; " + _("in %(one)s only %(first)s, in %(other)s only %(second)s") % {
            "first": first, "second": second, "one": len(self.share.first), "other": len(self.share.second),
        } + "."  # fmt: skip
        if both:
            parts.append(
                _("Both are full members in all of them.")
                if full == both
                else _("In %(count)s of them both are full members.") % {"count": full}
            )
        return " ".join(parts)

    @property
    def _both_full(self) -> list[Row]:
        return [row for row in self.share.both if certainty(row.first, is_full) and certainty(row.second, is_full)]

    @property
    def labels(self) -> tuple[str, str, str]:
        first, second = self.names
        return (
            _("Only the first (%(name)s)") % {"name": first},
            pgettext("comparison", "Both"),
            _("Only the second (%(name)s)") % {"name": second},
        )

    @property
    def figure_title(self) -> str:
        return _("Organisations: %(first)s and %(second)s") % dict(zip(("first", "second"), self.names, strict=True))

    @cached_property
    def events(self) -> list[Event]:
        events = Event.objects.published().with_each(*self.records)
        if self.moment.day:
            events = events.filter(possible_from__lte=self.moment.day)
        return list(events.latest_first().for_rows()[:SHOWN])

    @cached_property
    def documents(self) -> list[Document]:
        return list(Document.objects.published().of_each(*self.records).until(self.moment.day).latest_first()[:SHOWN])

    @property
    def table(self) -> Table:
        first, second = self.names
        said = {"first": self.labels[0], "both": self.labels[1], "second": self.labels[2], "unsure": _("Not certain")}
        who = {"first": first, "second": second, "same": _("on the same day")}
        return Table(
            "-".join(record.slug for record in self.records),
            [
                *(_("Organisation"), _("Body or programme"), _("Who belongs")),
                *(_("%(name)s: status") % {"name": first}, _("%(name)s: since") % {"name": first}),
                *(_("%(name)s: status") % {"name": second}, _("%(name)s: since") % {"name": second}),
                _("Who was first"),
            ],
            (
                (
                    getattr(row.thing, "organization", row.thing).short_name,
                    row.thing if hasattr(row.thing, "organization_id") else "",
                    said[row.where(share.counts)],
                    *cells(row, with_body=False),
                    who.get(row.note, ""),
                )
                for share in (self.share, self.bodies)
                for row in share.rows
            ),
        )
