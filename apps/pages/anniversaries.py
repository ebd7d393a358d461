"""On this day: what happened, began or was joined on the same day of an earlier year."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.dates import MONTHS, days_kept, language_or_active
from apps.core.translations import sort_column
from apps.events.choices import EventStatus
from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Organization

NAMED = 3  # so many new members are named; of more, only the number


@dataclass(frozen=True, slots=True)
class Anniversary:
    """What is told of a day. `label` says what happened to `record`; an event needs none."""

    year: int
    record: Any
    label: Any = ""
    names: list[Any] = field(default_factory=list)
    count: int = 0


@dataclass(frozen=True, slots=True)
class OnThisDay:
    """What is known of a day of the year."""

    day: dt.date
    anniversaries: list[Anniversary]

    @property
    def spoken(self) -> str:
        """«4 сәуір», "4 April"."""
        return f"{self.day.day} {MONTHS[language_or_active(None)][self.day.month - 1]}"


def on_this_day(today: dt.date, most: int) -> tuple[OnThisDay, OnThisDay | None]:
    """Return what is known of today's day of the year; where that is no event, also the nearest day ahead with one.

    What there is no room for is left out: facts that are no events first.
    """
    events = [Anniversary(event.year, event) for event in Event.objects.published().on_this_day(today)]
    told = [*events, *_foundings(today), *_accessions(today)][:most]
    ahead = None if events else _nearest_ahead(today, max(1, most - len(told)))
    return OnThisDay(today, sorted(told, key=lambda one: one.year)), ahead


def _nearest_ahead(today: dt.date, most: int) -> OnThisDay | None:
    events = _events_ahead(today)
    if not events:
        return None
    first = events[0].anniversary
    same = [Anniversary(event.year, event) for event in events if event.anniversary == first]
    return OnThisDay(_next(first, today), same[:most])


def _events_ahead(today: dt.date) -> list[Event]:
    """Return the events of the next days of the year that have any, round the turn of the year."""
    key = today.month * 100 + today.day
    events = Event.objects.published().filter(
        status=EventStatus.HELD, anniversary__isnull=False, possible_from__lt=today
    )
    turn = Case(When(anniversary__gt=key, then=Value(0)), default=Value(1))
    return list(events.annotate(turn=turn).order_by("turn", "anniversary", "year", "pk")[:10])


def _next(key: int, today: dt.date) -> dt.date:
    month, day = divmod(key, 100)
    year = today.year if key > today.month * 100 + today.day else today.year + 1
    if (month, day) == (2, 29) and not calendar.isleap(year):
        day = 28
    return dt.date(year, month, day)


def _begun_on(rows: QuerySet, today: dt.date) -> QuerySet:
    """Return the rows that began on exactly this day of an earlier year."""
    days = [number for _month, number in days_kept(today)]
    return rows.filter(
        possible_from=F("certain_from"),
        possible_from__month=today.month,
        possible_from__day__in=days,
        possible_from__year__lt=today.year,
    )


def _foundings(today: dt.date) -> list[Anniversary]:
    rows = _begun_on(Organization.objects.published().international(), today).order_by("possible_from", "pk")
    return [Anniversary(row.possible_from.year, row, _("Founded")) for row in rows]


def _accessions(today: dt.date) -> Iterable[Anniversary]:
    """Tell who became a full member of what; those who were there from its founding are told with it."""
    rows = (
        _begun_on(Membership.objects.published().full().filter(body__isnull=True), today)
        .exclude(possible_from=F("organization__possible_from"))
        .select_related("organization", "country", "member_organization")
        .order_by("possible_from", "organization", sort_column("country__"), "pk")
    )
    joined: dict[tuple[int, int], list[Membership]] = {}
    for row in rows:
        joined.setdefault((row.possible_from.year, row.organization_id), []).append(row)
    for (year, _organization), members in joined.items():
        names = [row.member for row in members]
        yield Anniversary(
            year, members[0].organization, _("New members"), names if len(names) <= NAMED else [], len(names)
        )
