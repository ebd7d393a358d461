import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.dates import PartialDate
from apps.core.translations import sort_column
from apps.core.views import Crumb, FilteredListView, PageView, RecordView
from apps.organizations.views import OrganizationTab
from apps.sources.citations import Citations

from .choices import Role
from .filters import EVENT_FILTERS
from .models import Event, Participation
from .months import Month

IN_TAB = 100  # so many events stand in an organisation's tab; the list has them all


class EventList(FilteredListView):
    template_name = "events/event_list.html"
    title = _("Events")
    section = "events"
    filters = EVENT_FILTERS

    def get_base(self) -> QuerySet:
        events = Event.objects.published()
        return events.on_or_possibly(self.moment.day) if self.moment.day else events

    def get_sorts(self) -> dict[str, Any]:
        return {
            "-start": (_("latest first"), ("-possible_from", "-pk")),
            "start": (_("earliest first"), ("possible_from", "pk")),
            "name": (_("by name"), (sort_column(), "pk")),
        }

    def get_rows(self, keys: list[int]) -> QuerySet:
        return Event.objects.filter(pk__in=keys).for_rows()

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s event", "%(count)s events", count) % {"count": count}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = Event.objects.published().with_known_day().latest_first().values_list("possible_from", flat=True)
        return super().get_context_data(calendar_month=latest.first() or self.moment.today, **kwargs)


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who took part in one role."""

    role: Role
    participations: list[Participation]

    @property
    def with_words(self) -> list[Participation]:
        """Those of whom more is known than that they were there: each has a row."""
        return [row for row in self.participations if row.person_id or row.title_kk or row.title_en or row.note_kk]

    @property
    def names_only(self) -> list[Participation]:
        return [row for row in self.participations if row not in self.with_words]


class EventDetail(RecordView):
    template_name = "events/event_detail.html"
    model = Event
    record_name = "event"
    section = "events"

    def get_base(self) -> QuerySet:
        return Event.objects.select_related("city__country", "series", "parent")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Events"), reverse("events:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.record
        participations = list(
            event.participations.published().select_related("country", "organization", "person__nationality")
        )
        roles = [Cast(role, [p for p in participations if p.role == role]) for role in Role]
        previous, following = event.neighbours()
        return super().get_context_data(
            casts=[cast for cast in roles if cast.participations],
            organizations=event.organizations.published(),
            bodies=event.bodies.published().without_tree_fields().select_related("organization"),
            topics=event.topics.published(),
            parts=event.parts.published().for_rows().order_by("possible_from", "pk"),
            whole=event.parent if event.parent_id and event.parent.is_published else None,
            previous=previous,
            following=following,
            documents=event.documents.published().latest_first(),  # of an app above, by its reverse name
            citations=Citations(event),
            **kwargs,
        )


class OrganizationEvents(OrganizationTab):
    template_name = "events/organization_events.html"
    tab = "events"
    tab_title = _("Events")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = Event.objects.published().filter(organizations=self.organization)
        if self.moment.day:
            events = events.on_or_possibly(self.moment.day)
        count = events.count()
        return super().get_context_data(
            rows=events.latest_first().for_rows()[:IN_TAB],
            count=count,
            is_cut=count > IN_TAB,
            count_sentence=ngettext("%(count)s event", "%(count)s events", count) % {"count": count},
            **kwargs,
        )


class CalendarMonth(PageView):
    """A month as a grid of days, and beside it the events of which only the month, or the year, is known."""

    template_name = "events/calendar_month.html"
    section = "events"

    @cached_property
    def month(self) -> Month:
        year, month = int(self.kwargs["year"]), int(self.kwargs["month"])
        if not (dt.MINYEAR < year < dt.MAXYEAR and 1 <= month <= 12):
            raise Http404
        return Month(year, month)

    def get_title(self) -> str:
        return PartialDate(self.month.year, self.month.month).spoken()

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Events"), reverse("events:list")), Crumb(_("Calendar"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = Event.objects.published().in_month(self.month.year, self.month.month).select_related("city")
        known = list(events.with_known_day().order_by("possible_from", "pk"))
        unknown = list(events.without_known_day().order_by("possible_from", "pk"))
        return super().get_context_data(
            month=self.month,
            weeks=self.month.weeks(known, self.moment.today),
            weekdays=range(calendar.MONDAY, calendar.SUNDAY + 1),
            known=known,
            unknown=unknown,
            count_sentence=ngettext("%(count)s event", "%(count)s events", len(known) + len(unknown))
            % {"count": len(known) + len(unknown)},
            previous_with=self.neighbour("-possible_from", possible_from__lt=self.month.first),
            next_with=self.neighbour("possible_from", possible_from__gt=self.month.last),
            **kwargs,
        )

    def neighbour(self, ordering: str, **where: Any) -> Month | None:
        """Return the nearest month before or after that has an event of known month."""
        day = (
            Event.objects.published()
            .with_known_month()
            .filter(**where)
            .order_by(ordering)
            .values_list("possible_from", flat=True)
            .first()
        )
        return Month(day.year, day.month) if day else None
