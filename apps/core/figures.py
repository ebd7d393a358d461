"""Figures: facts drawn on the server as SVG, each with a title, a sentence that says it, and a file to keep.

Two kinds of drawing exist. One is *fluid*: along x it is measured in per cent, along y in pixels, so that it fills
any width and its letters keep their size (a line of years). The other has a *viewbox* and is scaled as a whole (a map).
Numbers reach a template as text, so that no language puts its decimal comma into them.

Styles are classes of `static/css/figures.css`; a downloaded file takes that sheet along.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from .dates import PartialDate
from .spans import BEGINNING, DAY, FOREVER, Span

FILE_WIDTH = 960  # of a downloaded drawing, in pixels
WIDTHS = {"s": 288, "m": 640, "l": 880}  # the least widths of a fluid drawing on a phone, a tablet and a desk

AXIS_HEIGHT, LABEL_HEIGHT, LABEL_SIZE, BAR_HEIGHT, ROW_GAP = 26, 20, 14, 14, 10  # of a timeline

# Advance widths of the text face (Source Sans 3, regular), in hundredths of an em; what is not named is 60 wide.
_WIDTHS: dict[str, int] = {
    letter: width
    for width, letters in {
        20: " ", 21: "',.:;·", 22: "ij|їіј", 23: "IlІЇ", 25: "!f", 27: "()[]", 29: "-", 30: "t°", 31: "r", 34: '"',
        36: "/", 39: "?x*«»г", 40: "szғ", 42: "vyуүұ", 43: "т", 44: "YзҮҰ", 45: "ckксэ", 46: "JL",
        47: "0123456789FXь+<=>", 48: "VegәёеГУч–", 49: "adавяқ", 50: "лҒ", 51: "EЕЁ", 52: "ASThuАТһ", 53: "Rnoбоцө",
        54: "PZbpqРрп", 55: "KКийнңЗЯ", 56: "&CСБЭЬ", 57: "BВЧъҺ", 60: "DGҚ", 61: "ДЛм", 62: "ыЦ", 63: "HNUНПжӘ",
        64: "ИЙҢ", 65: "OQОӨ", 67: "w", 70: "MМф", 71: "шщюФ", 75: "Ы", 76: "W", 80: "%@—", 81: "mЖ", 84: "Щ",
        87: "Ю", 92: "…", 80.5: "Ш",
    }.items()
    for letter in letters
}  # fmt: skip


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return about how wide a text is, in pixels, with its letters `size` pixels high."""
    width = sum(_WIDTHS.get(letter, 60) for letter in text) * size / 100
    return width * 1.06 if bold else width


def wrapped(text: str, width: float, size: float, most: int = 3, bold: bool = False) -> list[str]:
    """Break a text into lines that fit `width` pixels; past `most` lines it ends with “…”."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and text_width(longer, size, bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if len(lines) > most:
        lines = lines[:most]
        while text_width(f"{lines[-1]}…", size, bold) > width and " " in lines[-1]:
            lines[-1] = lines[-1].rpartition(" ")[0]
        lines[-1] += "…"
    return lines


def number(value: float) -> str:
    """Write a number for SVG: with a point, two places at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def percent(value: float) -> str:
    return f"{number(value * 100)}%"


@dataclass
class Figure:
    """What every figure has. `summary` is the sentence that tells a reader what the drawing shows."""

    template: ClassVar[str] = ""  # draws it: what stands inside the <svg>

    name: str  # of its file, in ASCII; also its id on the page
    title: Any
    summary: Any = ""
    legend: list["Key"] = field(default_factory=list)
    links: bool = False  # it holds links for the mouse; the table beneath has the same for all

    @property
    def viewbox(self) -> str:
        """`0 0 1000 500` for a drawing that is scaled as a whole; empty for a fluid one."""
        return ""

    @property
    def height(self) -> int:
        """How high it is, in pixels: on the page if it is fluid, in a file always."""
        raise NotImplementedError

    @property
    def own_width(self) -> str:
        """How wide it is on a page, in pixels, if it does not fill it: it scrolls in its frame where room lacks."""
        return ""

    @property
    def is_scaled(self) -> bool:
        """Whether it can still be read where it is made as narrow as a tablet, instead of scrolling there."""
        return False

    @property
    def file_width(self) -> int:
        return FILE_WIDTH

    @property
    def is_empty(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend: the style of a thing drawn, and what it means."""

    # A class of figures.css, the first word also the name of its pattern: s-member, “s-member possible” …
    style: str
    label: Any
    count: int | None = None

    @property
    def pattern(self) -> str:
        return self.style.split()[0]


# ---- a line of years ----


@dataclass(frozen=True, slots=True)
class Axis:
    """Days laid out from left to right. `first` and `last` are the edges; x is a share of the width."""

    first: dt.date
    last: dt.date

    @classmethod
    def around(cls, spans: Iterable[Span], today: dt.date, at_least: int = 10) -> "Axis":
        """Return an axis of whole years on which all known edges of the spans lie, and today if any goes on."""
        days = []
        for span in spans:
            days += [day for day in (span.possible_from, span.certain_from) if BEGINNING < day < FOREVER]
            days += [day for day in (span.possible_until, span.certain_until) if BEGINNING < day < FOREVER]
            if span.is_open:
                days.append(today)
        first = min(days, default=today).year
        last = max(days, default=today).year + 1
        if last - first < at_least:
            first = last - at_least
        return cls(dt.date(first, 1, 1), dt.date(min(last, dt.MAXYEAR), 1, 1))

    def x(self, day: dt.date) -> float:
        """Return where a day lies: 0 at the left edge, 1 at the right; beyond the edges it stays at them."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return min(1.0, max(0.0, share))

    def at(self, day: dt.date) -> str:
        return percent(self.x(day))

    def width(self, start: dt.date, end: dt.date) -> str:
        return percent(max(0.0, self.x(end) - self.x(start)))

    @property
    def ticks(self) -> list["Tick"]:
        """Return the years to write along the axis: round ones, six or so, fewer of them on a phone."""
        years = self.last.year - self.first.year
        step = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200) if years / step <= 8), 500)
        shown = range(-(-self.first.year // step) * step, self.last.year + 1, step)
        return [
            Tick(self.at(day), str(year), "end" if self.x(day) > 0.9 else "start", n % 2)
            for n, (year, day) in enumerate((year, dt.date(max(1, year), 1, 1)) for year in shown)
        ]


@dataclass(frozen=True, slots=True)
class Tick:
    x: str
    label: str
    anchor: str
    is_minor: int  # left out where there is little room


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar: `certain`, or `possible` where the dates are known only in part, or `gap`."""

    x: str
    width: str
    kind: str
    style: str
    text: str = ""  # written into it where it fits
    fits: str = ""  # "s", "m" or "l": the least width of the drawing at which the text fits; empty: at none
    title: str = ""


def pieces_of(axis: Axis, span: Span, style: str, today: dt.date, title: str = "") -> list[Piece]:
    """Cut a span into its certain part and the parts before and after that are only possible.

    What goes on runs to today; what began or ended nobody knows when fades out over a part of the axis.
    """
    edge = max(dt.timedelta(days=(axis.last - axis.first).days // 12), DAY)
    certain_from, certain_until = span.certain_from, span.certain_until
    possible_from, possible_until = span.possible_from, span.possible_until
    if span.is_open:
        now = max(today + DAY, possible_from + DAY) if possible_from < FOREVER else today
        certain_until = possible_until = min(now, axis.last)
        certain_from = min(certain_from, certain_until)
    if possible_from == BEGINNING:
        possible_from = max(axis.first, max(axis.first, min(certain_from, certain_until)) - edge)
    if possible_until == FOREVER:  # it ended, nobody wrote down when
        known = max(day for day in (certain_until, certain_from) if day < FOREVER)
        possible_until = min(known + edge, max(today, known)) if known > axis.first else today
    if certain_from >= certain_until:  # no day is certain
        return [_piece(axis, possible_from, possible_until, "possible", style, title)]
    parts = [
        (possible_from, certain_from, "possible"),
        (certain_from, certain_until, "certain"),
        (certain_until, possible_until, "possible"),
    ]
    return [_piece(axis, start, end, kind, style, title) for start, end, kind in parts if start < end]


def _piece(axis: Axis, start: dt.date, end: dt.date, kind: str, style: str, title: str) -> Piece:
    return Piece(axis.at(start), axis.width(start, end), kind, style, title=title)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a timeline: a label, above its bars."""

    label: str
    pieces: list[Piece]
    note: str = ""

    @property
    def narrow_label(self) -> str:
        """The label as far as it fits on a phone."""
        return wrapped(self.label, WIDTHS["s"], LABEL_SIZE, most=1, bold=True)[0]

    @property
    def is_narrow(self) -> bool:
        """True where label and note fit beside each other on a phone too."""
        return text_width(self.label, LABEL_SIZE, bold=True) + text_width(self.note, LABEL_SIZE) + 8 <= WIDTHS["s"]


@dataclass
class Timeline(Figure):
    """Bars over years: rows of labelled spans on one axis, and the day that the page shows as a line."""

    template: ClassVar[str] = "figures/_timeline.svg"

    axis: Axis | None = None
    rows: list[Row] = field(default_factory=list)
    day: dt.date | None = None  # marked by a line
    day_label: str = ""
    bar_height: int = BAR_HEIGHT

    @property
    def row_height(self) -> int:
        return LABEL_HEIGHT + self.bar_height + ROW_GAP

    @property
    def height(self) -> int:
        return AXIS_HEIGHT + self.row_height * len(self.rows) + 4

    @property
    def is_empty(self) -> bool:
        return not self.rows

    @property
    def placed(self) -> list[dict[str, Any]]:
        """Return the rows with their heights: where the label stands, where the bar begins."""
        return [
            {
                "row": row,
                "label_y": AXIS_HEIGHT + at * self.row_height + LABEL_HEIGHT - 5,
                "bar_y": AXIS_HEIGHT + at * self.row_height + LABEL_HEIGHT,
                "text_y": AXIS_HEIGHT + at * self.row_height + LABEL_HEIGHT + round(self.bar_height / 2) + 5,
            }
            for at, row in enumerate(self.rows)
        ]

    @property
    def day_x(self) -> str:
        return self.axis.at(self.day) if self.day and self.axis.first <= self.day <= self.axis.last else ""

    @property
    def day_anchor(self) -> str:
        return "end" if self.day and self.axis.x(self.day) > 0.5 else "start"


def fitting(share: float, text: str, size: float = 13) -> str:
    """Say from which width of the drawing on a text fits into a share of it: "s", "m", "l", or "" for none."""
    room = text_width(text, size) + 10
    return next((name for name, width in WIDTHS.items() if share * width >= room), "")


# ---- a number over time ----


@dataclass(frozen=True, slots=True)
class Level:
    """A number that holds from a day until another: certain for `low`, perhaps as many as `high`."""

    start: dt.date
    end: dt.date
    low: int
    high: int


def levels_of(spans: Iterable[Span], until: dt.date) -> list[Level]:
    """Count how many spans hold, from the first day that any may to `until`: one `Level` for each stretch.

    What has no known beginning is counted from the first day that it certainly held.
    """
    changes: dict[dt.date, list[int]] = {}
    for span in spans:
        first = span.possible_from if span.possible_from > BEGINNING else span.certain_from
        for day, low, high in (
            (span.certain_from, 1, 0),
            (span.certain_until, -1, 0),
            (first, 0, 1),
            (span.possible_until, 0, -1),
        ):
            if (low and span.certain_from >= span.certain_until) or first >= span.possible_until:
                continue  # no day is certain: it never counts as one that is
            change = changes.setdefault(day, [0, 0])
            change[0] += low
            change[1] += high
    levels: list[Level] = []
    low = high = 0
    days = sorted(day for day in changes if day <= until)
    for day, after in zip(days, [*days[1:], until + DAY], strict=False):
        low, high = low + changes[day][0], high + changes[day][1]
        if levels and (levels[-1].low, levels[-1].high) == (low, high):
            levels[-1] = Level(levels[-1].start, after, low, high)
        elif day < after:
            levels.append(Level(day, after, low, high))
    return levels


@dataclass(frozen=True, slots=True)
class Step:
    x: str
    width: str
    x_end: str
    y: int
    height: int
    high_y: int
    high_height: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid, with what stands on it."""

    y: int
    label: str


@dataclass
class StepChart(Figure):
    """A number over time, as steps. Where dates are known in part, the band above the steps says how many at most."""

    template: ClassVar[str] = "figures/_steps.svg"

    axis: Axis | None = None
    levels: list[Level] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)  # what to say of each level
    day: dt.date | None = None
    plot: int = 200  # the height of the highest step

    TOP: ClassVar[int] = 22
    POINTED: ClassVar[float] = 0.1  # % of the width: nobody can point at a narrower step; the table has it

    @property
    def height(self) -> int:
        return self.TOP + self.plot + AXIS_HEIGHT

    @property
    def base(self) -> int:
        return self.TOP + self.plot

    @property
    def is_empty(self) -> bool:
        return not self.levels

    @property
    def top(self) -> int:
        """The number at the upper edge: round, and not below the highest level."""
        most = max((level.high for level in self.levels), default=1)
        return next((n * 10**e for e in range(6) for n in (1, 2, 3, 4, 5, 6, 8, 10) if n * 10**e >= max(most, 4)), most)

    def y(self, count: int) -> int:
        return round(self.base - self.plot * count / self.top)

    @property
    def steps(self) -> list[Step]:
        titles = self.titles or [""] * len(self.levels)
        return [
            Step(
                self.axis.at(level.start),
                self.axis.width(level.start, level.end),
                self.axis.at(level.end),
                self.y(level.low),
                self.base - self.y(level.low),
                self.y(level.high),
                self.y(level.low) - self.y(level.high),
                title if self.axis.x(level.end) - self.axis.x(level.start) >= self.POINTED else "",
            )
            for level, title in zip(self.levels, titles, strict=True)
        ]

    @property
    def curve(self) -> str:
        """The upper edge of the steps, as one path in hundredths of the width: up or down to a level, and along it."""
        drawn, before = "", None
        for step in self.steps:
            start, end = step.x.removesuffix("%"), step.x_end.removesuffix("%")
            drawn += f"H{start}V{step.y}H{end}" if before == start else f"M{start} {self.base}V{step.y}H{end}"
            before = end
        return drawn

    @property
    def grid(self) -> list[Line]:
        marks = 4 if self.top % 4 == 0 else 5 if self.top % 5 == 0 else 3 if self.top % 3 == 0 else 2
        return [Line(self.y(count), str(count)) for count in range(0, self.top + 1, max(1, self.top // marks))]

    @property
    def day_x(self) -> str:
        return self.axis.at(self.day) if self.day and self.axis.first <= self.day <= self.axis.last else ""


def marked(day: PartialDate | None) -> str:
    """Write a partial date for a table that machines read: `1949-04-04`, `1994~`, or nothing."""
    return str(day) if day else ""
