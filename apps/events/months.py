"""A month and a year of the calendar."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.core.dates import MONTHS, PartialDate, language_or_active

from .models import Event

MOST_IN_A_DAY = 10  # so many events of one day stand in the calendar; the list has them all


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    events: list[Event]
    in_month: bool
    is_today: bool
    list_url: str

    @property
    def shown(self) -> list[Event]:
        return self.events[:MOST_IN_A_DAY]

    @property
    def more(self) -> int:
        return len(self.events) - len(self.shown)


@dataclass(frozen=True, slots=True)
class SmallDay:
    """A day of a small month: how many events are on it."""

    date: dt.date
    count: int
    in_month: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class SmallMonth:
    month: "Month"
    weeks: list[list[SmallDay]]

    @property
    def has_events(self) -> bool:
        return any(day.count for week in self.weeks for day in week)


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    month: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def spoken(self) -> str:
        return PartialDate(self.year, self.month).spoken()

    @property
    def name(self) -> str:
        return MONTHS[language_or_active(None)][self.month - 1]

    def get_absolute_url(self) -> str:
        return reverse("events:calendar", args=[f"{self.year:04}", f"{self.month:02}"])

    @property
    def before(self) -> "Month":
        return Month(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    @property
    def after(self) -> "Month":
        return Month(self.year + (self.month == 12), self.month % 12 + 1)

    def weeks(self, events: Iterable[Event], today: dt.date, list_of: Callable[[dt.date], str]) -> list[list[Day]]:
        """Return whole weeks from Monday, each day with the events that are certain for it, in their order.

        `list_of` makes the address of the list of a day's events.
        """
        listed = list(events)
        return [
            [
                Day(
                    date,
                    [event for event in listed if event.certain_from <= date < event.certain_until],
                    date.month == self.month,
                    date == today,
                    list_of(date),
                )
                for date in week
            ]
            for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(self.year, self.month)
        ]


@dataclass(frozen=True, slots=True)
class Year:
    year: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 1, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.year, 12, 31)

    @property
    def spoken(self) -> str:
        return PartialDate(self.year).spoken()

    def get_absolute_url(self) -> str:
        return reverse("events:year", args=[f"{self.year:04}"])

    def small_months(self, counts: dict[dt.date, int], today: dt.date) -> list[SmallMonth]:
        """Return its twelve months in whole weeks from Monday, each day with how many events are on it."""
        months = []
        for number in range(1, 13):
            weeks = [
                [
                    SmallDay(day, counts.get(day, 0) if day.month == number else 0, day.month == number, day == today)
                    for day in week
                ]
                for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(self.year, number)
            ]
            months.append(SmallMonth(Month(self.year, number), weeks))
        return months


def counts_by_day(spans: Iterable[tuple[dt.date, dt.date, int]], year: Year) -> dict[dt.date, int]:
    """Say how many events are on each day of a year; a span is its first day, the day after it, and how many."""
    counts: dict[dt.date, int] = {}
    for start, until, count in spans:
        day = max(start, year.first)
        while day < until and day <= year.last:
            counts[day] = counts.get(day, 0) + count
            day += dt.timedelta(days=1)
    return counts
