"""Spans of time with unknown edges, and the questions that are asked of them.

A record that lasts (a membership, a tenure, a body, an event) has a `start` and an `end`. What the gaps mean:

* `start` empty: it began, nobody wrote down when.
* `end` empty: it is still going on (an event without an end lasts as long as its start says: a day, a month).
* `end_unknown`: it ended, nobody wrote down when.

The end of a membership, a tenure, a body or an organisation is the day *from which* it no longer holds, so that a
successor may start on that day; the end of an event is its last day (`END_INCLUDED`).

Both edges become four stored days, half-open: the span *may* hold from `possible_from` until before
`possible_until`; it *certainly* holds from `certain_from` until before `certain_until`. So "on a day" is one range
of one index, in SQL, and needs no arithmetic there.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .constraints import FieldCheckConstraint
from .dates import PartialDate, language_or_active, spoken_range
from .fields import Derived, DerivingModel, PartialDateField

BEGINNING = dt.date.min
FOREVER = dt.date.max
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    """Return the calendar day in Almaty. Called at the edges (a view, a command), never inside a query verb."""
    return timezone.localdate()


def _day_after(day: dt.date) -> dt.date:
    return day if day == FOREVER else day + DAY


@dataclass(frozen=True, slots=True)
class Span:
    """A start and an end, either of which may be known in part or not at all."""

    start: PartialDate | None
    end: PartialDate | None = None
    end_unknown: bool = False
    end_included: bool = False

    @property
    def _end(self) -> PartialDate | None:
        """The end that counts: an event without one ends when its start does."""
        if self.end_included and self.end is None and not self.end_unknown:
            return self.start
        return self.end

    @property
    def is_open(self) -> bool:
        """True while it is still going on."""
        return self._end is None and not self.end_unknown

    @property
    def possible_from(self) -> dt.date:
        return self.start.earliest if self.start else BEGINNING

    @property
    def possible_until(self) -> dt.date:
        end = self._end
        if end is None:
            return FOREVER
        return _day_after(end.latest) if self.end_included else end.latest

    @property
    def certain_from(self) -> dt.date:
        if self.start:
            return self.start.latest
        if self._end is None:
            return FOREVER
        # Nothing is certain of its beginning, but it must have held just before it ended.
        until = self.certain_until
        return until if until == BEGINNING else until - DAY

    @property
    def certain_until(self) -> dt.date:
        end = self._end
        if end is not None:
            return _day_after(end.earliest) if self.end_included else end.earliest
        if not self.end_unknown:
            return FOREVER
        # It ended on some day: all that is certain is that it held when it began.
        return _day_after(self.start.latest) if self.start else BEGINNING

    def certainly_on(self, day: dt.date) -> bool:
        return self.certain_from <= day < self.certain_until

    def possibly_on(self, day: dt.date) -> bool:
        """True where the span may cover the day but need not."""
        return self.possible_from <= day < self.possible_until and not self.certainly_on(day)

    def holds(self, day: dt.date | None, today: dt.date) -> bool | None:
        """Say whether it holds on a day: True for certain, False perhaps, None not at all. No day means now.

        The same answer for one row as `current_or_on` gives for many: now, what has no end is going on.
        """
        if day is None:
            return self.certainly_on(today) or (self.is_open and self.possible_from <= today) or None
        return True if self.certainly_on(day) else False if self.possibly_on(day) else None

    def certainly_overlaps(self, other: "Span") -> bool:
        """True where at least one day certainly belongs to both."""
        return max(self.certain_from, other.certain_from) < min(self.certain_until, other.certain_until)

    def spoken(self, language: str | None = None) -> str:
        """Read the span aloud, unknown edges included."""
        language = language_or_active(language)
        kazakh = language == "kk"
        end = self._end
        if self.start and end:
            return spoken_range(self.start, end, language)
        if self.start:
            start = self.start.spoken(language)
            if self.end_unknown:
                return f"{start} – аяқталу күні белгісіз" if kazakh else f"{start} – end date unknown"
            return f"{start} – осы уақытқа дейін" if kazakh else f"{start} – present"
        if end:
            ended = end.spoken(language)
            return f"басталу күні белгісіз – {ended}" if kazakh else f"start date unknown – {ended}"
        if self.end_unknown:
            return "мерзімі белгісіз, аяқталған" if kazakh else "dates unknown, ended"
        return "басталу күні белгісіз – осы уақытқа дейін" if kazakh else "start date unknown – present"

    def years(self) -> str:
        """Return the shortest form, for rows: `1949–`, `1991–1997`, `1994`, «1990-жж.–2004»."""
        first = self.start.short() if self.start else "?"
        end = self._end
        if end:
            last = end.short()
            return first if first == last else f"{first}–{last}"
        return f"{first}–?" if self.end_unknown else f"{first}–"


class SpanQuerySet(models.QuerySet):
    """The verbs of time. A day is always an argument; nothing here reads the clock."""

    def on(self, day: dt.date) -> Self:
        """Return what certainly holds on the day."""
        return self.filter(certain_from__lte=day, certain_until__gt=day)

    def possibly_on(self, day: dt.date) -> Self:
        """Return what may hold on the day but need not: its dates are known only in part."""
        return self.filter(possible_from__lte=day, possible_until__gt=day).exclude(
            certain_from__lte=day, certain_until__gt=day
        )

    def on_or_possibly(self, day: dt.date) -> Self:
        """Return what holds or may hold on the day, each row with `is_possible` (true where it is not certain)."""
        return self.filter(possible_from__lte=day, possible_until__gt=day).annotate(
            is_possible=~Q(certain_from__lte=day, certain_until__gt=day)
        )

    def current(self, today: dt.date) -> Self:
        """Return what is going on: certain today, or without an end whatever its start."""
        return self.filter(
            Q(certain_from__lte=today, certain_until__gt=today)
            | Q(end__isnull=True, end_unknown=False, possible_from__lte=today, possible_until__gt=today)
        )

    def current_or_on(self, day: dt.date | None, today: dt.date) -> Self:
        """Return the rows for a page: as on `day`, or the current ones where no day is asked for."""
        if day is None:
            return self.current(today).annotate(is_possible=models.Value(False))
        return self.on_or_possibly(day)

    def between(self, first: dt.date, last: dt.date) -> Self:
        """Return what holds or may hold on any day from `first` to `last`, both included."""
        return self.filter(possible_from__lte=last, possible_until__gt=first)


class BoundField(Derived, models.DateField):
    """One of the four days that a span's edges come to."""

    def __init__(self, *args: Any, bound: str = "", **kwargs: Any) -> None:
        super().__init__(*args, sources=("start", "end", "end_unknown"), **kwargs)
        self.bound = bound

    def contribute_to_class(self, cls: type, name: str, **kwargs: Any) -> None:
        # A history model copies its fields from the model but not END_INCLUDED: there the field remembers it.
        self.end_included = getattr(cls, "END_INCLUDED", getattr(self, "end_included", False))
        super().contribute_to_class(cls, name, **kwargs)

    def compute(self, start: PartialDate | None, end: PartialDate | None, end_unknown: bool) -> dt.date:
        return getattr(Span(start, end, end_unknown, self.end_included), self.bound)


class SpanModel(DerivingModel):
    """Anything that lasts. The four bounds are computed from the edges however a row is written."""

    END_INCLUDED = False

    start = PartialDateField(_("start"), null=True, blank=True)  # NULL: it began, the day is not known
    end = PartialDateField(_("end"), null=True, blank=True)  # NULL: still going on, unless `end_unknown`
    end_unknown = models.BooleanField(
        _("ended on an unknown day"),
        default=False,
        help_text=_("Tick when it has ended but nobody wrote down when. An empty end means: still going on."),
    )
    possible_from = BoundField(bound="possible_from")
    possible_until = BoundField(bound="possible_until")
    certain_from = BoundField(bound="certain_from")
    certain_until = BoundField(bound="certain_until")

    class Meta:
        abstract = True
        constraints = [
            FieldCheckConstraint(
                field="end",
                condition=Q(possible_from__lte=F("possible_until")),
                name="%(app_label)s_%(class)s_start_le_end",
                violation_error_message=_("The end is before the start."),
            ),
            FieldCheckConstraint(
                field="end_unknown",
                condition=Q(end__isnull=True) | Q(end_unknown=False),
                name="%(app_label)s_%(class)s_end_known_or_not",
                violation_error_message=_("Give an end date or say that it is unknown, not both."),
            ),
        ]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.end_unknown, self.END_INCLUDED)


class ExclusiveSpanModel(SpanModel):
    """A span beside which no other may hold at the same time: one member with one status in one place."""

    RIVAL_FIELDS: tuple[str, ...] = ()  # where all of these are equal, two records are rivals
    OVERLAP_MESSAGE: Any = ""

    class Meta(SpanModel.Meta):
        abstract = True

    def rivals(self) -> SpanQuerySet:
        """Return the other records that must not overlap with this one."""
        raise NotImplementedError

    def is_rival_of(self, other: Self) -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in self.RIVAL_FIELDS)

    def refuse_overlap(self, others: Iterable[Self]) -> None:
        for other in others:
            if other.span.certainly_overlaps(self.span):
                error = ValidationError(self.OVERLAP_MESSAGE, code="overlap", params={"span": other.span.spoken()})
                raise ValidationError({"start": error})
