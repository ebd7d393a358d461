"""Events on a line of time: a lane for each kind, a mark for each event, or where they are many, how many they were.

The dates of history are often known in part only: such an event is not a point but a faded stretch, as long as what is
not known. Marks that would cover each other stand above each other, as they need on a phone.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.dates import language_or_active
from apps.core.figures import (
    AXIS_HEIGHT,
    WIDTHS,
    Axis,
    Figure,
    Key,
    Piece,
    Tick,
    fitting,
    marked,
    number,
    percent,
    pieces_of,
)
from apps.core.filters import MAX_VALUES, Moment
from apps.core.renditions import Table

from .choices import EventKind, EventStatus
from .models import Event

FEW = 150  # so many events are drawn one by one
STACKED = 12  # so many marks may stand above each other
DOT, LEVEL, LABEL, GAP, PLOT = 9, 12, 22, 14, 34  # pixels: a mark, a level of marks, a lane's name, and its bars
PHONE = WIDTHS["s"]
PERIODS = 24  # so many bars stand beside each other at most
STYLES = {EventStatus.HELD: "s-held", EventStatus.PLANNED: "s-planned"}  # the others: s-off


class EventAxis(Axis):
    """An axis that names the months where it is short."""

    @property
    def ticks(self) -> list[Tick]:
        years = self.last.year - self.first.year
        if years > 2:
            return super().ticks
        months = MONTH_SHORT[language_or_active(None)]
        step = 3 * years
        days = [dt.date(self.first.year + m // 12, m % 12 + 1, 1) for m in range(0, 12 * years, step)]
        return [
            Tick(
                self.at(day),
                str(day.year) if day.month == 1 else months[day.month - 1],
                "start",
                int(day.month != 1) % 2,
            )
            for day in days
        ]


MONTH_SHORT = {
    "en": "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split(),
    "kk": "қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.".split(),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: the stretches that it took, or a dot where they would be too short to see."""

    event: Event
    title: str
    style: str
    level: int  # above how many others it stands
    pieces: list[Piece] = field(default_factory=list)
    dot: str = ""  # where its dot stands
    is_possible: bool = False  # no day of it is certain

    @property
    def url(self) -> str:
        return self.event.get_absolute_url()

    @property
    def y(self) -> int:
        return self.level * LEVEL + 1

    @property
    def cy(self) -> str:
        return number(self.y + DOT / 2)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events of a kind began in a period."""

    count: int
    title: str
    url: str
    x: str
    width: str
    height: int
    fits: str

    @property
    def y(self) -> int:
        return PLOT - self.height


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of one kind."""

    kind: EventKind
    count: int
    marks: list[Mark] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def levels(self) -> int:
        return 1 + max((mark.level for mark in self.marks), default=0)

    @property
    def height(self) -> int:
        return PLOT if self.bars else self.levels * LEVEL

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True, slots=True)
class Period:
    """Years that are counted together."""

    first: int
    last: int

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def years(self) -> list[str]:
        """The years as values of the filter; none where they are more than it takes."""
        years = range(self.first, self.last + 1)
        return [str(year) for year in years] if len(years) <= MAX_VALUES else []


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table of counts: a period, and how many events of each kind began in it."""

    period: Period
    url: str
    count: int
    cells: list[Cell]


@dataclass
class EventTimeline(Figure):
    template: ClassVar[str] = "events/_timeline.svg"

    axis: Axis | None = None
    lanes: list[Lane] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)  # the table of counts, where the events are many
    events: list[Event] = field(default_factory=list)  # each of them, where they are few
    day: dt.date | None = None

    mark_height: ClassVar[int] = DOT
    radius: ClassVar[str] = number(DOT / 2)

    @property
    def count(self) -> int:
        return sum(lane.count for lane in self.lanes)

    @property
    def height(self) -> int:
        return AXIS_HEIGHT + sum(LABEL + lane.height + GAP for lane in self.lanes)

    @property
    def is_empty(self) -> bool:
        return not self.lanes

    @cached_property
    def placed(self) -> list[dict[str, Any]]:
        """Return the lanes with their heights: where the name stands, where the marks begin, where the lane ends."""
        placed, y = [], AXIS_HEIGHT
        for lane in self.lanes:
            top = y + LABEL
            placed.append({"lane": lane, "label_y": top - 7, "top": top, "base": top + lane.height + GAP // 2})
            y = top + lane.height + GAP
        return placed

    @property
    def day_x(self) -> str:
        return self.axis.at(self.day) if self.day and self.axis.first <= self.day <= self.axis.last else ""


def timeline_of(events: QuerySet, count: int, title: Any, moment: Moment, link: Callable[..., str]) -> EventTimeline:
    """Draw events, `count` of them: one by one if they are few, else how many of each kind began in each period.

    `link(kind=…, years=…)` makes the address of the list of such events under the same filter.
    """
    timeline = None
    if count <= FEW:
        dated = events.filter(start__isnull=False).order_by("possible_from", "pk").select_related("city")
        timeline = _one_by_one(list(dated), moment)
    if timeline is None or any(lane.levels > STACKED for lane in timeline.lanes):
        timeline = _counted(events.per_kind_and_year(), moment, link)
    timeline.title = title
    return timeline


def _one_by_one(events: list[Event], moment: Moment) -> EventTimeline:
    axis = _axis_around(events, moment)
    lanes = []
    for kind in EventKind:
        of_kind = [event for event in events if event.kind == kind]
        if of_kind:
            lanes.append(Lane(kind, len(of_kind), marks=stacked(axis, of_kind, moment)))
    return EventTimeline(
        name="timeline",
        title="",
        summary=" ".join([_summary(events, lanes), *_says_day(axis, moment)]).strip(),
        legend=_legend(lanes),
        links=True,
        axis=axis,
        lanes=lanes,
        events=events,
        day=moment.effective,
    )


def _axis_around(events: Iterable[Event], moment: Moment) -> Axis:
    axis = Axis.around((event.span for event in events), moment.today, at_least=1)
    return EventAxis(axis.first, axis.last)


def stacked(axis: Axis, events: Iterable[Event], moment: Moment) -> list[Mark]:
    """Place the events of one lane, each on the lowest level on which it covers no other on a phone."""
    free: list[float] = []  # up to which pixel each level is taken
    marks = []
    for event in events:
        pieces = pieces_of(axis, event.span, style_of(event), moment.today)
        left = min(axis_share(piece.x) for piece in pieces)
        right = max(axis_share(piece.x) + axis_share(piece.width) for piece in pieces)
        is_short = (right - left) * WIDTHS["m"] < DOT
        start, end = left * PHONE, right * PHONE
        if is_short:
            start, end = (start + end - DOT) / 2, (start + end + DOT) / 2
        level = next((at for at, taken in enumerate(free) if taken <= start), len(free))
        free[level : level + 1] = [end + 1]
        title = f"{event}: {event.span.spoken()}"
        if event.status != EventStatus.HELD:
            title += f" ({says_status(event, moment)})"
        marks.append(
            Mark(
                event,
                title,
                style_of(event),
                level,
                pieces=[] if is_short else pieces,
                dot=percent((left + right) / 2) if is_short else "",
                is_possible=all(piece.kind == "possible" for piece in pieces),
            )
        )
    return marks


def axis_share(text: str) -> float:
    return float(text.rstrip("%")) / 100


def style_of(event: Event) -> str:
    return STYLES.get(event.status, "s-off")


def says_status(event: Event, moment: Moment) -> str:
    """Say what became of an event; one that was announced for a day gone by is not known to have been held."""
    if event.is_unconfirmed(moment.today):
        return _("announced, not confirmed")
    return str(event.get_status_display())


def _legend(lanes: Iterable[Lane]) -> list[Key]:
    marks = [mark for lane in lanes for mark in lane.marks]
    styles = {mark.style for mark in marks}
    keys = []
    if any(mark.is_possible or any(piece.kind == "possible" for piece in mark.pieces) for mark in marks):
        keys.append(Key("s-held possible", _("the day is not known exactly")))
    if "s-planned" in styles:
        keys.append(Key("s-planned", EventStatus.PLANNED.label))
    if "s-off" in styles:
        keys.append(Key("s-off", _("postponed or cancelled")))
    return [Key("s-held", EventStatus.HELD.label), *keys] if keys else []


def _summary(events: Sequence[Event], lanes: Sequence[Lane]) -> str:
    if not events:
        return ""
    parts = [_count(len(events), Period(events[0].start.year, max(event.start.year for event in events)).label)]
    parts += _most(lanes)
    first, last = events[0], max(events, key=lambda event: (event.possible_from, event.pk))
    if first is not last:
        parts.append(_("The first: %(event)s, %(date)s.") % {"event": first, "date": first.span.spoken()})
        parts.append(_("The last: %(event)s, %(date)s.") % {"event": last, "date": last.span.spoken()})
    if any(not event.start.is_exact for event in events):
        parts.append(_("A faded mark means that the day is not known exactly."))
    return " ".join(parts)


def _says_day(axis: Axis, moment: Moment) -> list[str]:
    if not axis.first <= moment.effective <= axis.last:
        return []
    return [_("The dashed line is the day shown: %(date)s.") % {"date": moment.spoken}]


def _count(count: int, years: str) -> str:
    return ngettext("%(years)s: %(count)s event.", "%(years)s: %(count)s events.", count) % {
        "years": years,
        "count": count,
    }


def _most(lanes: Sequence[Lane]) -> list[str]:
    if len(lanes) < 2:
        return []
    most = max(lanes, key=lambda lane: lane.count)
    return [_("Most of one kind: %(kind)s, %(count)s.") % {"kind": most.label, "count": most.count}]


# ---- many events: how many of each kind, in periods ----


def _counted(rows: Iterable[tuple[str, int, int]], moment: Moment, link: Callable[..., str]) -> EventTimeline:
    counts = {(kind, year): count for kind, year, count in rows}
    if not counts:
        return EventTimeline("timeline", "")
    periods = periods_of(year for _kind, year in counts)
    axis = Axis(dt.date(periods[0].first, 1, 1), dt.date(min(periods[-1].last + 1, dt.MAXYEAR), 1, 1))
    binned: Counter[tuple[str, Period]] = Counter()
    for (kind, year), count in counts.items():
        binned[kind, next(period for period in periods if period.first <= year <= period.last)] += count
    most = max(binned.values())
    lanes = []
    for kind in EventKind:
        total = sum(binned[kind, period] for period in periods)
        if total:
            bars = [_bar(axis, kind, period, binned[kind, period], most, link) for period in periods]
            lanes.append(Lane(kind, total, bars=[bar for bar in bars if bar.count]))
    return EventTimeline(
        name="timeline",
        title="",
        summary=" ".join([_summary_of_counts(binned, lanes, periods), *_says_day(axis, moment)]),
        links=True,
        axis=axis,
        lanes=lanes,
        lines=[_line(period, binned, lanes, link) for period in periods],
        day=moment.effective,
    )


def periods_of(years: Iterable[int]) -> list[Period]:
    """Return periods of equal length over the years, on round numbers."""
    known = list(years)
    first, last = min(known), max(known)
    step = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100) if (last // step - first // step) < PERIODS), 500)
    return [
        Period(max(year, dt.MINYEAR), min(year + step - 1, dt.MAXYEAR))
        for year in range(first // step * step, last + 1, step)
    ]


def _bar(axis: Axis, kind: EventKind, period: Period, count: int, most: int, link: Callable[..., str]) -> Bar:
    start, end = dt.date(period.first, 1, 1), dt.date(min(period.last + 1, dt.MAXYEAR), 1, 1)
    return Bar(
        count,
        f"{period.label}: {kind.label}, {count}",
        link(kind=[kind.value], years=period.years),
        axis.at(start),
        axis.width(start, end),
        max(2, round((PLOT - 14) * count / most)) if count else 0,
        fitting(axis.x(end) - axis.x(start), str(count), 12),
    )


def _line(period: Period, binned: Counter, lanes: Iterable[Lane], link: Callable[..., str]) -> Line:
    cells = [Cell(binned[lane.kind, period], link(kind=[lane.kind.value], years=period.years)) for lane in lanes]
    return Line(period, link(kind=[], years=period.years), sum(cell.count for cell in cells), cells)


def _summary_of_counts(binned: Counter, lanes: Sequence[Lane], periods: Sequence[Period]) -> str:
    per_period: Counter[Period] = Counter()
    for (_kind, period), count in binned.items():
        per_period[period] += count
    busiest = max(periods, key=lambda period: per_period[period])
    parts = [
        _count(sum(per_period.values()), Period(periods[0].first, periods[-1].last).label),
        *_most(lanes),
        _("The most in one period: %(years)s, %(count)s.") % {"years": busiest.label, "count": per_period[busiest]}
        if len(periods) > 1
        else "",
        _("There are too many events to show each: the bars say how many began in each period."),
    ]
    return " ".join(part for part in parts if part)


# ---- the same as a table ----


def table_of(name: str, timeline: EventTimeline, moment: Moment) -> Table:
    """Return what the timeline shows: each event, or the counts, with dates as machines read them (EDTF)."""
    if timeline.lines:
        headers = [_("Years"), *(lane.label for lane in timeline.lanes), _("All")]
        rows = ([line.period.label, *(cell.count for cell in line.cells), line.count] for line in timeline.lines)
        return Table(name, headers, rows)
    return Table(
        name,
        [_("Event"), _("Kind"), _("Status"), _("Start"), _("Last day"), _("In words"), _("Where")],
        (
            (
                event,
                event.get_kind_display(),
                says_status(event, moment),
                marked(event.start),
                marked(event.end),
                event.span.spoken(),
                event.where,
            )
            for event in timeline.events
        ),
    )
