"""What two sides share and what only one of them has: the rows, how they are counted, and the drawing of it.

A side says of each thing (a member, an organisation, a body) what it is there, and whether that is certain on the day.
Only what is certain counts; what may be so on one of the sides stands apart and is marked.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from apps.core.dates import spoken_day
from apps.core.figures import Figure, Key, fitting, percent
from apps.core.filters import Moment
from apps.core.names import place_of
from apps.core.renditions import Table
from apps.core.spans import BEGINNING, DAY
from apps.members.choices import PLURALS, MembershipStatus
from apps.members.models import Membership
from apps.reference.models import Country

Counts = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Standing:
    """A membership (or a body, a tenure) on one side. `is_possible`: it may hold on the day but need not."""

    record: Any
    is_possible: bool = False


def certainty(standings: Iterable[Standing], counts: Counts) -> bool | None:
    """Say whether any of them that count is certain: True, False (only possible), None (there is none)."""
    found = [not standing.is_possible for standing in standings if counts(standing.record)]
    return max(found) if found else None


@dataclass
class Row:
    """A thing, and what it is on either side."""

    thing: Any
    first: list[Standing] = field(default_factory=list)
    second: list[Standing] = field(default_factory=list)
    note: Any = ""  # what came before it, or after it
    links: list[Any] = field(default_factory=list)  # the records that the note names

    @property
    def is_country(self) -> bool:
        return isinstance(self.thing, Country)

    def where(self, counts: Counts) -> str:
        """Return `first`, `second`, `both`, `unsure` where a side is only possible, or "" if neither counts."""
        first, second = certainty(self.first, counts), certainty(self.second, counts)
        if first is False or second is False:
            return "unsure"
        return "both" if first and second else "first" if first else "second" if second else ""

    @property
    def status(self) -> tuple[str, str]:
        """The main status on either side: the first in the order of statuses."""
        first, second = (side[0].record.status if side else "" for side in (self.first, self.second))
        return first, second


def in_order(standings: Iterable[Standing]) -> list[Standing]:
    """Return the memberships of one member in one place, the fullest status first."""
    order = {status: place for place, status in enumerate(MembershipStatus)}
    return sorted(standings, key=lambda standing: order.get(getattr(standing.record, "status", ""), 0))


def everything(record: Any) -> bool:
    return True


def is_full(membership: Membership) -> bool:
    """A full member of the organisation itself, not of a body or programme of it."""
    return membership.is_full and not membership.body_id


@dataclass
class Share:
    """Rows by where they stand. What is in none of the lists does not count on either side."""

    rows: Sequence[Row]
    counts: Counts = everything

    def __post_init__(self) -> None:
        self.first, self.second, self.both, self.unsure, self.neither = [], [], [], [], []
        lists = {name: getattr(self, name) for name in ("first", "second", "both", "unsure")}
        for row in self.rows:
            lists.get(row.where(self.counts), self.neither).append(row)

    @property
    def total_first(self) -> int:
        """How many are certain on the first side, whatever they are on the second."""
        return sum(certainty(row.first, self.counts) is True for row in self.rows)

    @property
    def total_second(self) -> int:
        return sum(certainty(row.second, self.counts) is True for row in self.rows)

    def __bool__(self) -> bool:
        return bool(self.first or self.second or self.both or self.unsure)


def rows_of(first: Iterable[tuple[Any, Standing]], second: Iterable[tuple[Any, Standing]]) -> list[Row]:
    """Bring the things of two sides together, each once, in the order of their names."""
    rows: dict[tuple, Row] = {}
    for name, side in (("first", first), ("second", second)):
        for thing, standing in side:
            row = rows.setdefault((thing._meta.label, thing.pk), Row(thing))
            getattr(row, name).append(standing)
    for row in rows.values():
        row.first, row.second = in_order(row.first), in_order(row.second)
    return sorted(rows.values(), key=lambda row: (place_of(row.thing), row.thing.pk))


def statuses_in_words(memberships: Iterable[Membership]) -> list[tuple[Any, int]]:
    """Return how many have each status, full or not: “Observers 3”, “Partners 12”."""
    found = [membership.status for membership in memberships]
    return [(PLURALS[status], found.count(status)) for status in MembershipStatus if status in found]


@dataclass(frozen=True, slots=True)
class Part:
    x: str
    width: str
    middle: str
    style: str
    text: str
    fits: str
    title: str


@dataclass
class Overlap(Figure):
    """A bar in three parts, in proportion: only the first side, both, only the second."""

    template: ClassVar[str] = "figures/_overlap.svg"

    names: tuple[Any, Any] = ("", "")
    counts: tuple[int, int, int] = (0, 0, 0)  # only the first, both, only the second

    BAR_Y: ClassVar[int] = 26
    BAR: ClassVar[int] = 34

    @property
    def height(self) -> int:
        return self.BAR_Y + self.BAR + 4

    @property
    def is_empty(self) -> bool:
        return not sum(self.counts)

    @property
    def parts(self) -> list[Part]:
        parts, at, total = [], 0.0, sum(self.counts)
        for key, count in zip(self.legend, self.counts, strict=True):
            if count:
                share = count / total
                fits = fitting(share, str(count), 16)
                title = f"{key.label}: {count}"
                parts.append(
                    Part(percent(at), percent(share), percent(at + share / 2), key.style, str(count), fits, title)
                )
                at += share
        return parts


def overlap(name: str, title: Any, sides: tuple[Any, Any], share: Share, labels: Sequence[Any]) -> Overlap:
    counts = (len(share.first), len(share.both), len(share.second))
    styles = ("s-only-first", "s-shared", "s-only-second")
    legend = [Key(style, label, count) for style, label, count in zip(styles, labels, counts, strict=True)]
    summary = "; ".join(f"{key.label}: {key.count}" for key in legend) + "."
    if share.unsure:
        summary += " " + _("Not certain on this day, and not drawn: %(count)s.") % {"count": len(share.unsure)}
    return Overlap(name=name, title=title, summary=summary, legend=legend, names=sides, counts=counts)


@dataclass
class Fact:
    """A line of the table that sets the sides beside each other. A value may be a list of lines."""

    label: Any
    first: Any
    second: Any

    @property
    def is_empty(self) -> bool:
        return self.first in ("", []) and self.second in ("", [])

    @property
    def cells(self) -> list[list[Any]]:
        """The values as lists of lines."""
        return [
            value if isinstance(value, list) else [] if value == "" else [value] for value in (self.first, self.second)
        ]


class Comparison:
    """Two sides, arranged for the page. What the three kinds of comparison have in common."""

    template: ClassVar[str] = ""
    share: Share

    def __init__(self, records: Sequence[Any], moment: Moment) -> None:
        self.moment = moment
        self.records = records
        self.arrange()

    def arrange(self) -> None:
        """Fetch and arrange the rows: everything that the page shows, in a fixed number of queries."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        first, second = self.names
        return _("%(first)s and %(second)s") % {"first": first, "second": second}

    @property
    def names(self) -> tuple[str, str]:
        raise NotImplementedError

    @property
    def sentence(self) -> str:
        """The result."""
        raise NotImplementedError

    @property
    def labels(self) -> tuple[str, str, str]:
        """How what only the first, what both and what only the second has is called."""
        raise NotImplementedError

    @property
    def figure_title(self) -> str:
        raise NotImplementedError

    @property
    def figure_name(self) -> str:
        return "-".join(record.slug for record in self.records)

    @cached_property
    def figure(self) -> Overlap:
        """Draw `share`, which `arrange` has found."""
        return overlap(self.figure_name, self.figure_title, self.names, self.share, self.labels)

    @property
    def table(self) -> Table:
        raise NotImplementedError

    def absences(self) -> list[str]:
        """Return a sentence for each side that does not exist on the day."""
        day = self.moment.effective
        said = [absence(*side, day, self.moment) for side in zip(self.records, self.names, strict=True)]
        return [sentence for sentence in said if sentence]

    def common_day(self) -> dt.date | None:
        """Return the last day on which both sides certainly existed, where they do not both exist on the day shown."""
        if not self.absences():
            return None
        spans = [record.span for record in self.records]
        first = max(span.certain_from if span.start else BEGINNING for span in spans)
        until = min(span.certain_until for span in spans)
        return min(until - DAY, self.moment.today) if first < min(until, self.moment.today) else None


def absence(record: Any, name: str, day: dt.date, moment: Moment) -> str:
    """Say that a record does not exist on a day; nothing if it does, or may."""
    span = record.span
    if span.holds(None if day == moment.today else day, moment.today) is not None or not (record.start or record.end):
        return ""
    words = {"name": name, "day": spoken_day(day), "time": span.spoken()}
    if day < span.possible_from:
        return _("%(name)s did not exist yet on %(day)s: %(time)s.") % words
    return _("%(name)s did not exist any more on %(day)s: %(time)s.") % words
