"""A sheet of paper: what stands on one page of A4, and how much of it there is room for.

All lengths are in em of the sheet's text (9 points in print): `static/css/brief.css` has the same numbers. Nothing is
clipped: a block shows as many of its entries as fit, and says how many more there are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from apps.core.figures import wrapped

WIDTH, HEIGHT = 57.5, 84.5  # within the margins of the page, with a little to spare
GAP = 2.0  # between two blocks side by side, and between columns half of it
LINE = 1.3
SMALL = 0.9  # the entries of a block with many columns
HEADING = 2.9  # of a block, with the space above it
SPARE = 1.03  # a browser may break a line a little earlier than we


def lines(text: str, width: float, size: float = 1.0, bold: bool = False) -> int:
    return len(wrapped(text, width / SPARE, size, most=99, bold=bold))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a block: what stands before the name, the name and what follows it.

    `language` is that of the name where it is not the page's.
    """

    text: str
    before: str = ""
    after: str = ""
    url: str = ""
    language: str = ""
    is_possible: bool = False
    is_marked: bool = False

    @property
    def words(self) -> str:
        possibly = _("possibly") if self.is_possible else ""
        parts = (self.before, self.text, self.after and f"({self.after})", possibly)
        return " ".join(part for part in parts if part)


@dataclass
class Block:
    """Entries under a heading, in so many columns. At least `least` of them are shown, room or not.

    Names alone that do not all fit in columns run on, one after the other, as the members of a large organisation do.
    """

    name: str
    title: Any
    entries: Sequence[Entry]
    columns: int = 1
    least: int = 2
    note: Any = ""
    counts: bool = False  # the heading says how many there are
    width: float = WIDTH
    shown: int = 0
    runs_on: bool = False

    @property
    def is_small(self) -> bool:
        return self.columns > 2 or self.runs_on

    @property
    def arrangement(self) -> str:
        """The class of the list."""
        return "run-on" if self.runs_on else f"cols-{self.columns}"

    @property
    def visible(self) -> Sequence[Entry]:
        return self.entries[: self.shown]

    @property
    def hidden(self) -> int:
        return len(self.entries) - self.shown

    @cached_property
    def heights(self) -> list[float]:
        size = SMALL if self.is_small else 1.0
        width = (self.width - GAP / 2 * (self.columns - 1)) / self.columns - 0.9 * size  # the second line is set in
        return [LINE * size * lines(entry.words, width, size, bold=bool(entry.before)) + 0.1 for entry in self.entries]

    def height(self, shown: int) -> float:
        if not shown:
            return 0
        more = LINE if shown < len(self.entries) else 0
        noted = LINE if self.note else 0
        if self.runs_on:
            text = " · ".join(entry.words for entry in self.entries[:shown])
            return HEADING + noted + lines(text, self.width, SMALL) * SMALL * LINE + more
        return HEADING + noted + balanced(self.heights[:shown], self.columns) + more


def balanced(heights: Sequence[float], columns: int) -> float:
    """Return how high columns become when the entries flow through them as evenly as they can."""
    height = max(max(heights), sum(heights) / columns)
    while not _flows(heights, columns, height):
        height += 0.25
    return height


def _flows(heights: Sequence[float], columns: int, limit: float) -> bool:
    used = 0.0
    for height in heights:
        if used + height > limit + 0.01:
            columns, used = columns - 1, 0.0
        used += height
    return columns > 0


@dataclass(frozen=True, slots=True)
class Fact:
    label: Any
    value: Any
    url: str = ""

    @property
    def words(self) -> str:
        return str(self.value)


FACTS_IN_A_ROW = 3


@dataclass
class Sheet:
    """A page of A4: its head, its facts, and bands of blocks, each band one block or two side by side."""

    title: Any
    other_title: Any = ""
    summary: str = ""
    summary_language: str = ""  # where it is not the page's
    facts: list[Fact] = field(default_factory=list)
    bands: list[list[Block]] = field(default_factory=list)
    text: str = ""  # what there is to read about it; where there is room left
    text_language: str = ""
    shown_text: str = ""

    def fill(self) -> "Sheet":
        """Give every block its least, and then, one after the other, as many entries as there is room for."""
        self.bands = [[block for block in band if block.entries] for band in self.bands]
        self.bands = [band for band in self.bands if band]
        for band in self.bands:
            for block in band:
                block.width = (WIDTH - GAP * (len(band) - 1)) / len(band)
                block.shown = min(block.least, len(block.entries))
        for band in sorted(self.bands, key=len):  # a band of one block is what the sheet is about
            for block in band:
                self._grow(block)
                if block.hidden and block.columns > 2:
                    block.runs_on = True
                    self._grow(block)
        self.shown_text = self._beginning()
        return self

    def _beginning(self) -> str:
        """Return as many whole sentences of the text as there is room for."""
        room, shown = int((HEIGHT - self.height - 1.0) / LINE), ""
        for sentence in re.split(r"(?<=[.!?…])\s+(?=[^a-zа-яәғқңөұүһі])", self.text.strip()):
            longer = f"{shown} {sentence}".strip()
            if lines(f"{longer} …", WIDTH) > room:
                break
            shown = longer
        return shown

    @property
    def text_is_cut(self) -> bool:
        return len(self.shown_text) < len(" ".join(self.text.split()))

    def _grow(self, block: Block) -> None:
        low, high = block.shown, len(block.entries)
        while low < high:
            block.shown = (low + high + 1) // 2
            if self.height <= HEIGHT:
                low = block.shown
            else:
                high = block.shown - 1
        block.shown = low

    @property
    def height(self) -> float:
        return (
            self.fixed_height
            + sum(max(block.height(block.shown) for block in band) for band in self.bands)
        )  # fmt: skip

    @cached_property
    def fixed_height(self) -> float:
        """The height of what always stands there: the head, the facts and the foot."""
        head = 2.2 + lines(str(self.title), WIDTH, 2.1, bold=True) * 2.5 + 1.6
        if self.summary:
            head += lines(self.summary, WIDTH) * LINE + 0.6
        width = (WIDTH - GAP * (FACTS_IN_A_ROW - 1)) / FACTS_IN_A_ROW
        rows = [self.facts[at : at + FACTS_IN_A_ROW] for at in range(0, len(self.facts), FACTS_IN_A_ROW)]
        facts = sum(max(lines(fact.words, width) for fact in row) * LINE + 1.6 for row in rows) + 1.2
        return head + facts + 5.0  # the foot
