"""A month of the calendar."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.core.dates import PartialDate

from .models import Event


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    events: list[Event]
    in_month: bool
    is_today: bool


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

    def get_absolute_url(self) -> str:
        return reverse("events:calendar", args=[f"{self.year:04}", f"{self.month:02}"])

    @property
    def before(self) -> "Month":
        return Month(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    @property
    def after(self) -> "Month":
        return Month(self.year + (self.month == 12), self.month % 12 + 1)

    def weeks(self, events: Iterable[Event], today: dt.date) -> list[list[Day]]:
        """Return whole weeks from Monday, each day with the events that are certain for it, in their order."""
        listed = list(events)
        return [
            [
                Day(
                    date,
                    [event for event in listed if event.certain_from <= date < event.certain_until],
                    date.month == self.month,
                    date == today,
                )
                for date in week
            ]
            for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(self.year, self.month)
        ]
