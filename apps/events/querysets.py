import calendar
import datetime as dt
from typing import Self

from django.db.models import F, Q
from django.db.models.functions import Length

from apps.core.publishing import PublishedQuerySet
from apps.core.spans import SpanQuerySet

from .choices import EventStatus

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

    def in_month(self, year: int, month: int) -> Self:
        """Return what happened, or may have happened, in the month."""
        first = dt.date(year, month, 1)
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        return self.filter(possible_from__lt=after, possible_until__gt=first)

    def with_known_day(self) -> Self:
        """Return the events that certainly happened on at least one known day."""
        return self.filter(certain_from__lt=F("certain_until"))

    def with_known_month(self) -> Self:
        return self.annotate(written=Length("start")).filter(written__gte=len("1949-04"))

    def without_known_day(self) -> Self:
        return self.exclude(certain_from__lt=F("certain_until"))

    def last_until(self, day: dt.date) -> Self:
        """Return what had certainly begun by the day, the latest first; not what was called off."""
        return self.exclude(status__in=CALLED_OFF).filter(certain_from__lte=day).order_by("-certain_from", "-pk")

    def next_after(self, day: dt.date) -> Self:
        """Return what begins after the day, the nearest first: certainly, or as it is planned."""
        planned = Q(status=EventStatus.PLANNED, start__isnull=False, certain_from__gt=day)
        to_come = Q(possible_from__gt=day) | planned
        return self.exclude(status__in=CALLED_OFF).filter(to_come).order_by("possible_from", "pk")

    def on_this_day(self, day: dt.date) -> Self:
        """Return what certainly began on this day of an earlier year, the oldest first.

        Only what was held, on a day that is known exactly. In years without a 29 February, what began on one stands
        on the 28th: every event has its day in every year.
        """
        keys = [day.month * 100 + day.day]
        if keys == [228] and not calendar.isleap(day.year):
            keys.append(229)
        return self.filter(anniversary__in=keys, year__lt=day.year, status=EventStatus.HELD).order_by("year", "pk")


class ParticipationQuerySet(PublishedQuerySet):
    """A participation is public when the event and whoever took part are."""

    def get_by_natural_key(self, event: str, kind: str, participant: str, role: str):
        return self.get(event__slug=event, role=role, **{f"{kind}__slug": participant})

    @classmethod
    def published_q(cls, prefix: str = "") -> Q:
        condition = Q(**{f"{prefix}event__publication": "published"})
        for kind in ("country", "organization", "person"):
            condition &= Q(**{f"{prefix}{kind}__isnull": True}) | Q(**{f"{prefix}{kind}__publication": "published"})
        return condition
