"""One organisation on two days: who joined, who left, what changed in between."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from apps.core.dates import spoken_day
from apps.core.figures import marked
from apps.core.filters import Moment
from apps.core.renditions import Table
from apps.core.spans import Span
from apps.members.models import Membership
from apps.organizations.models import Body
from apps.people.models import Post
from apps.reference.models import Country

from .compared_organizations import said
from .comparison import (
    Comparison,
    Fact,
    Row,
    Share,
    Standing,
    absence,
    everything,
    is_full,
    rows_of,
    statuses_in_words,
)


@dataclass(frozen=True, slots=True)
class PostChange:
    """A post, and who held it on either day: tenures, or `vacant`, or `unknown`."""

    post: Post
    first: list[Standing]
    second: list[Standing]
    first_state: str
    second_state: str

    @property
    def people(self) -> tuple[set[int], set[int]]:
        first, second = ({standing.record.person_id for standing in side} for side in (self.first, self.second))
        return first, second

    @property
    def change(self) -> str:
        """Return `kept`, `changed`, or `unknown` where nobody is recorded for one of the days."""
        if "unknown" in (self.first_state, self.second_state):
            return "unknown"
        return "kept" if self.people[0] == self.people[1] else "changed"


class ComparedDays(Comparison):
    template = "pages/_compare_days.html"

    def __init__(self, organization: Any, days: tuple[dt.date, dt.date], moment: Moment) -> None:
        self.organization, self.days = organization, days
        super().__init__([organization], moment)

    def arrange(self) -> None:
        memberships = list(
            Membership.objects.published()
            .of_organization(self.organization)
            .between(*self.days)
            .select_related("country", "member_organization")
            .order_by("possible_from", "pk")
        )
        self.share = Share(rows_of(*self._on_either((row.member, row) for row in memberships)), is_full)
        shown = {standing.record.pk for row in self.share.rows for standing in (*row.first, *row.second)}
        self.others = Share(self.share.neither)
        self.in_between = [row for row in memberships if row.pk not in shown and row.is_full]
        self._say_what_came_after()

    def _on_either(self, records: Any) -> list[list[tuple[Any, Standing]]]:
        """Return what holds, or may, on the first day and what does on the second."""
        sides: list[list] = [[], []]
        for thing, record in records:
            for day, side in zip(self.days, sides, strict=True):
                if (certain := self.holds(record.span, day)) is not None:
                    side.append((thing, Standing(record, not certain)))
        return sides

    def holds(self, span: Span, day: dt.date) -> bool | None:
        return span.holds(None if day == self.moment.today else day, self.moment.today)

    def _say_what_came_after(self) -> None:
        """Note at a country that is gone which countries came after it, and at those what was before them."""
        after = Country.objects.published().by_predecessor()
        here = {row.thing.pk: row for row in self.share.rows if isinstance(row.thing, Country)}
        for key, successors in after.items():
            gone = here.get(key)
            followers = [here[country.pk] for country in successors if country.pk in here and here[country.pk].second]
            if gone is None or gone.second or not followers:
                continue
            gone.note, gone.links = "followed", [row.thing for row in followers]
            for row in followers:
                if not row.first:
                    row.note, row.links = "came", [*row.links, gone.thing]

    @property
    def names(self) -> tuple[str, str]:
        return spoken_day(self.days[0]), spoken_day(self.days[1])

    @property
    def title(self) -> str:
        words = {"organization": self.organization.short_name, "first": self.names[0], "second": self.names[1]}
        return _("%(organization)s: %(first)s and %(second)s") % words

    @property
    def is_comparable(self) -> bool:
        return bool(self.share)

    def absences(self) -> list[str]:
        said = [absence(self.organization, self.organization.short_name, day, self.moment) for day in self.days]
        return [sentence for sentence in said if sentence]

    def common_day(self) -> None:
        return None

    @property
    def sentence(self) -> str:
        name = self.organization.short_name
        if not self.share:
            return _("No full member of %(name)s is recorded here for either day.") % {"name": name}
        words = {
            "name": name, "first": self.names[0], "second": self.names[1],
            "before": self.share.total_first, "after": self.share.total_second,
            "joined": len(self.share.second), "left": len(self.share.first),
        }  # fmt: skip
        parts = [
            _("Full members of %(name)s: %(before)s on %(first)s, %(after)s on %(second)s.") % words,
            _("Joined: %(joined)s; left: %(left)s.") % words,
        ]
        followed = [row for row in self.share.first if row.note == "followed"]
        if followed:
            parts.append(
                ngettext(
                    "%(count)s of those that left was followed by a successor.",
                    "%(count)s of those that left were followed by successors.",
                    len(followed),
                ) % {"count": len(followed)}
            )  # fmt: skip
        return " ".join(parts)

    @property
    def labels(self) -> tuple[str, str, str]:
        return pgettext("comparison", "Left"), _("On both days"), pgettext("comparison", "Joined")

    @property
    def figure_name(self) -> str:
        return "-".join([self.organization.slug, *(day.isoformat() for day in self.days)])

    @property
    def figure_title(self) -> str:
        return _("Full members of %(name)s: %(first)s and %(second)s") % {
            "name": self.organization.short_name, "first": self.names[0], "second": self.names[1],
        }  # fmt: skip

    @property
    def changed(self) -> list[Row]:
        """Those who had another status than full on both days, but not the same."""
        return [row for row in self.others.both if row.status[0] != row.status[1]]

    @property
    def unchanged_others(self) -> int:
        return len(self.others.both) - len(self.changed)

    @cached_property
    def bodies(self) -> Share:
        bodies = Body.objects.filter(organization=self.organization).for_tree().between(*self.days)
        return Share(rows_of(*self._on_either((body, body) for body in bodies)), everything)

    @cached_property
    def posts(self) -> list[PostChange]:
        """The posts of which a holder is known on either day, or which stood vacant."""
        posts = Post.objects.filter(organization=self.organization).with_tenures().between(*self.days)
        changes = []
        for post in posts:
            sides = self._on_either((None, tenure) for tenure in post.shown_tenures)
            states = [
                post.state(Moment(day, self.moment.today)) if self.holds(post.span, day) is not None else "absent"
                for day in self.days
            ]
            first, second = ([standing for _thing, standing in side] for side in sides)
            if first or second:
                changes.append(PostChange(post, first, second, *states))
        return changes

    @property
    def posts_by_change(self) -> dict[str, list[PostChange]]:
        return {kind: [post for post in self.posts if post.change == kind] for kind in ("changed", "kept", "unknown")}

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Both days, each with the list of members on it."""
        members = reverse("members:of_organization", args=[self.organization.slug])
        return [
            (name, members if day == self.moment.today else f"{members}?on={day.isoformat()}")
            for name, day in zip(self.names, self.days, strict=True)
        ]

    @cached_property
    def facts(self) -> list[Fact]:
        first, second = (
            [s.record for row in self.share.rows for s in side(row) if not s.record.is_full and not s.is_possible]
            for side in (lambda row: row.first, lambda row: row.second)
        )
        lines = [
            Fact(_("Full members"), self.share.total_first, self.share.total_second),
            Fact(_("Other statuses"), *([f"{a}: {n}" for a, n in statuses_in_words(side)] for side in (first, second))),
            Fact(_("Bodies"), self.bodies.total_first, self.bodies.total_second),
        ]
        return [line for line in lines if not line.is_empty]

    @property
    def table(self) -> Table:
        first, second = (day.isoformat() for day in self.days)
        return Table(
            self.figure.name,
            [
                *(_("Kind"), _("Name"), pgettext("comparison", "Change")),
                *(first, _("Start"), _("End"), second, _("Start"), _("End")),
            ],
            self._cells(),
        )

    def _cells(self) -> Any:
        left, both, joined = self.labels
        labels = {"first": left, "second": joined, "both": both, "unsure": _("Not certain")}
        for row in self.share.rows:
            change = labels.get(row.where(is_full)) or self._other_change(row)
            yield _("Member"), row.thing, change, *_side(row.first, said), *_side(row.second, said)
        labels = {**labels, "first": pgettext("comparison", "Ended"), "second": pgettext("comparison", "Created")}
        for row in self.bodies.rows:
            change = labels[row.where(everything)]
            yield _("Body"), row.thing, change, *_side(row.first, _name), *_side(row.second, _name)
        for post in self.posts:
            change = {"changed": _("Holder changed"), "kept": _("On both days"), "unknown": _("Not certain")}[
                post.change
            ]
            yield _("Post"), post.post, change, *_side(post.first, _holder), *_side(post.second, _holder)

    def _other_change(self, row: Row) -> str:
        where = row.where(everything)
        if where == "both":
            return _("Status changed") if row.status[0] != row.status[1] else _("On both days")
        words = {"first": pgettext("comparison", "Ended"), "second": pgettext("comparison", "New")}
        return words.get(where, _("Not certain"))


def _side(standings: Sequence[Standing], words: Any) -> tuple[str, str, str]:
    return (
        "; ".join(str(words(standing)) for standing in standings),
        "; ".join(marked(standing.record.start) for standing in standings),
        "; ".join(marked(standing.record.end) for standing in standings),
    )


def _name(standing: Standing) -> str:
    return _("possibly") if standing.is_possible else _("exists")


def _holder(standing: Standing) -> str:
    name = str(standing.record.person)
    return f"{name} (" + _("possibly") + ")" if standing.is_possible else name
