import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db.models import Count, F, Model, Q
from django.db.models.functions import Length

from apps.core.anniversaries import with_round_year
from apps.core.dates import days_kept
from apps.core.publishing import PublishedQuerySet, none_or_published, published_there
from apps.core.spans import SpanQuerySet

from .choices import EventStatus

if TYPE_CHECKING:
    from .models import Event

CALLED_OFF = (EventStatus.POSTPONED, EventStatus.CANCELLED)


class SeriesQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class EventQuerySet(PublishedQuerySet, SpanQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def latest_first(self) -> Self:
        return self.order_by("-possible_from", "-pk")

    def for_rows(self) -> Self:
        """Bring along what a row of a list shows."""
        return self.select_related("city").prefetch_related("organizations")

    def with_each(self, *members) -> Self:
        """Return the events in which each of these took part: a country, or an organisation, which may have held it."""
        events = self
        for member in members:
            took_part = Q(pk__in=member.participations.values("event"))
            if member._meta.model_name == "organization":
                took_part |= Q(pk__in=member.events.values("pk"))
            events = events.filter(took_part)
        return events

    def in_month(self, year: int, month: int) -> Self:
        """Return what happened, or may have happened, in the month."""
        first = dt.date(year, month, 1)
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        return self.filter(possible_from__lt=after, possible_until__gt=first)

    def in_year(self, year: int) -> Self:
        """Return what happened, or may have happened, in the year."""
        return self.between(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def with_known_day(self) -> Self:
        """Return the events that certainly happened on at least one known day."""
        return self.filter(certain_from__lt=F("certain_until"))

    def with_known_month(self) -> Self:
        return self.annotate(written=Length("start")).filter(written__gte=len("1949-04"))

    def without_known_day(self) -> Self:
        return self.exclude(certain_from__lt=F("certain_until"))

    def per_kind_and_year(self) -> list[tuple[str, int, int]]:
        """Count the events of each kind that began in each year; those of no known year are left out."""
        rows = self.filter(year__isnull=False).order_by().values_list("kind", "year")
        return list(rows.annotate(n=Count("pk")))

    def per_city(self) -> list[tuple[int, int]]:
        """Count the events in each city, by its key."""
        rows = self.filter(city__isnull=False).order_by().values_list("city")
        return list(rows.annotate(n=Count("pk")))

    def days_of(self, year: int) -> list[tuple[dt.date, dt.date, int]]:
        """Return from which day until before which day events certainly were in a year, and how many of them."""
        rows = self.with_known_day().filter(
            certain_from__lt=dt.date(year + 1, 1, 1), certain_until__gt=dt.date(year, 1, 1)
        )
        return list(rows.order_by().values_list("certain_from", "certain_until").annotate(n=Count("pk")))

    def last_until(self, day: dt.date) -> Self:
        """Return what had certainly begun by the day, the latest first; not what was called off."""
        return self.exclude(status__in=CALLED_OFF).filter(certain_from__lte=day).order_by("-certain_from", "-pk")

    def next_after(self, day: dt.date) -> Self:
        """Return what begins after the day, the nearest first: certainly, or as it is planned."""
        planned = Q(status=EventStatus.PLANNED, start__isnull=False, certain_from__gt=day)
        to_come = Q(possible_from__gt=day) | planned
        return self.exclude(status__in=CALLED_OFF).filter(to_come).order_by("possible_from", "pk")

    def last_and_next(self, day: dt.date) -> tuple["Event | None", "Event | None"]:
        """Return the last event that had begun by the day and the next one, in one query; None where there is none."""
        last, following = (found.values("pk")[:1] for found in (self.last_until(day), self.next_after(day)))
        found = list(self.filter(Q(pk__in=last) | Q(pk__in=following)))
        begun = [event for event in found if event.certain_from <= day]
        to_come = [event for event in found if event.certain_from > day]
        return (begun or [None])[0], (to_come or [None])[0]

    def on_this_day(self, day: dt.date) -> Self:
        """Return what certainly began on this day of an earlier year, the oldest first.

        Only what was held, on a day that is known exactly.
        """
        keys = [month * 100 + number for month, number in days_kept(day)]
        return self.filter(anniversary__in=keys, year__lt=day.year, status=EventStatus.HELD).order_by("year", "pk")

    def with_round_anniversary(self, day: dt.date) -> Self:
        """Return what was held a round number of years before one of the coming days."""
        return with_round_year(self.filter(status=EventStatus.HELD), "start", day)


class ParticipationQuerySet(PublishedQuerySet):
    """A participation is public when the event and whoever took part are."""

    def get_by_natural_key(self, event: str, kind: str, participant: str, role: str):
        return self.get(event__slug=event, role=role, **{f"{kind}__slug": participant})

    @classmethod
    def published_q(cls, prefix: str = "", model: type[Model] | None = None) -> Q:
        condition = published_there("event", prefix, model)
        for kind in ("country", "organization", "person"):
            condition &= none_or_published(kind, prefix, model)
        return condition
