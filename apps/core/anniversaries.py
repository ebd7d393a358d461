"""Round anniversaries: which days of coming weeks are so many times five years after something began."""

import datetime as dt
from typing import TypeVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat, Substr

from .dates import days_kept

ROUND = 5  # years, and whatever is a multiple of it
AHEAD = 60  # days

Rows = TypeVar("Rows", bound=models.QuerySet)


def days_ahead(day: dt.date, days: int = AHEAD) -> dict[tuple[int, int], dt.date]:
    """Return the coming days, from this one on, by the (month, day) that is remembered on each."""
    found = {}
    for number in range(days + 1):
        coming = day + dt.timedelta(days=number)
        found |= dict.fromkeys(days_kept(coming), coming)
    return found


def with_round_year(rows: Rows, column: str, day: dt.date, days: int = AHEAD) -> Rows:
    """Return what began on an exactly known day that is a round number of years before one of the coming days.

    `column` is a partial date; its year stands in `year`. Each row has `comes`: in order, it tells which day is nearer.
    """
    by_year: dict[int, list[str]] = {}
    for (month, number), coming in days_ahead(day, days).items():
        by_year.setdefault(coming.year, []).append(f"{month:02}-{number:02}")
    condition = Q()
    for year, remembered in by_year.items():
        condition |= Q(written_day__in=remembered, rest=year % ROUND, year__lt=year)
    rows = rows.annotate(written_day=Substr(column, len("1949-0")), rest=F("year") % ROUND).filter(condition)
    first = min(days_kept(day))  # on 28 February perhaps the 29th too
    turn = Case(When(written_day__gte=f"{first[0]:02}-{first[1]:02}", then=Value("0")), default=Value("1"))
    return rows.annotate(comes=Concat(turn, F("written_day"), output_field=models.CharField()))
