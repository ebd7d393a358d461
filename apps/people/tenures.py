"""Who held a post, as a page shows it: the holder on a day, all holders, and the gaps between them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from apps.core.dates import PartialDate
from apps.core.filters import Moment
from apps.core.spans import Span

from .holders import holders_on
from .models import Post, Tenure


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody held the post."""

    span: Span


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post with its holder(s) on the day shown, and the line of all its tenures, the latest first."""

    post: Post
    holders: list[Tenure]
    line: list[Tenure | Gap]

    state: str

    @property
    def is_vacant(self) -> bool:
        """True where somebody had left the post and nobody had followed."""
        return self.state == "vacant"

    @property
    def is_unknown(self) -> bool:
        """True where no holder is recorded, which says nothing of whether there was one."""
        return self.state == "unknown"


def lines_of(posts: Iterable[Post], moment: Moment) -> list[PostLine]:
    """Arrange posts that come with their `shown_tenures`. On a past day only its holders are shown, no line."""
    return [
        PostLine(
            post,
            holders_on(post.shown_tenures, moment),
            [] if moment.day else line_of(post),
            post.state(moment),
        )
        for post in posts
    ]


def line_of(post: Post) -> list[Tenure | Gap]:
    """Return all its tenures, the latest first, with the gaps between them where all holders are recorded."""
    return line_with_gaps(post.shown_tenures) if post.holders_complete else list(post.shown_tenures)


def line_with_gaps(tenures: list[Tenure]) -> list[Tenure | Gap]:
    """Put a `Gap` wherever a post certainly stood vacant between two tenures, which come the latest first."""
    line: list[Tenure | Gap] = []
    covered_from: dt.date | None = None
    later_start: PartialDate | None = None
    for tenure in tenures:
        span = tenure.span
        if covered_from is not None and span.possible_until < covered_from and span.end is not None:
            line.append(Gap(Span(span.end, later_start)))
        line.append(tenure)
        if covered_from is None or span.possible_from <= covered_from:
            covered_from, later_start = span.possible_from, span.start
    return line
