"""The events that a filter finds: as a list, in a month, in a year, on a map, on a line of time."""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from apps.core.numbers import written
from apps.core.renditions import Table
from apps.core.translations import sort_column
from apps.core.views import CHUNK, Crumb, FilteredListView, FilteredView, Link
from apps.reference.maps import View
from apps.reference.models import City
from apps.reference.world import PARTS

from . import maps, timelines
from .export import EVENT_COLUMNS, table_of_events
from .filters import EVENT_FILTERS
from .models import Event
from .months import Month, Year, counts_by_day

IN_MONTH = 100  # so many events of no known day stand beside a month, and
IN_YEAR = 60  # so many events stand under a year; the list has them all


@dataclass(frozen=True, slots=True)
class Switch:
    """A link to another view of the same events."""

    label: Any
    url: str
    icon: str
    is_current: bool


class EventsFound(FilteredView):
    """What the views of events have in common: one filter, and the way from one view to another."""

    section = "events"
    filters = EVENT_FILTERS
    view = ""  # which of the views it is

    def get_base(self) -> QuerySet:
        events = Event.objects.published()
        return events.on_or_possibly(self.moment.day) if self.moment.day else events

    @cached_property
    def count(self) -> int:
        # Every event is of one kind: where the kinds are counted, so are the events.
        return next(facet.total for facet in self.facets if facet.key == "kind")

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s event", "%(count)s events", count) % {"count": written(count)}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Events"), self.to("list"))]

    def to(self, view: str, path: str = "", **changes: list[str]) -> str:
        """Return the address of a view with the same filter."""
        return self.url(path or reverse(f"events:{view}"), **{"sort": [], "size": [], "area": [], **changes})

    def get_paths(self) -> dict[str, str]:
        """Return where the views stand that know of a month or a year."""
        return {}

    def get_switches(self) -> list[Switch]:
        paths = self.get_paths()
        return [
            Switch(label, self.to(view, paths.get(view, "")), icon, view == self.view)
            for view, label, icon in (
                ("list", _("List"), "list"),
                ("calendar_now", _("Calendar"), "calendar"),
                ("year_now", pgettext_lazy("view", "Year"), "year"),
                ("map", _("Map"), "map"),
                ("timeline", _("Timeline"), "timeline"),
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(switches=self.get_switches(), **kwargs)


class EventList(EventsFound, FilteredListView):
    template_name = "events/event_list.html"
    title = _("Events")
    description = _(
        "Summits, sessions, visits and other events of international organisations, with their dates, places and "
        "participants."
    )
    view = "list"
    columns = EVENT_COLUMNS

    def get_crumbs(self) -> list[Crumb]:
        return []

    def get_sorts(self) -> dict[str, Any]:
        return {
            "-start": (_("latest first"), ("-possible_from", "-pk")),
            "start": (_("earliest first"), ("possible_from", "pk")),
            "name": (_("by name"), (sort_column(), "pk")),
        }

    def get_rows(self, keys: list[int]) -> QuerySet:
        return Event.objects.filter(pk__in=keys).for_rows()


class EventsNow(EventsFound):
    """Leads to the month, or the year, in which the latest found event began, or else to the first one to come."""

    unit: type[Month] | type[Year] = Month

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        day = self.moment.effective
        known = self.found.with_known_month() if self.unit is Month else self.found.filter(start__isnull=False)
        starts = known.values_list("possible_from", flat=True)
        near = (
            starts.filter(possible_from__lte=day).order_by("-possible_from").first()
            or starts.order_by("possible_from").first()
            or day
        )
        there = Month(near.year, near.month) if self.unit is Month else Year(near.year)
        return HttpResponseRedirect(self.to("", there.get_absolute_url()))


class EventsOfTime(EventsFound):
    """The events of a month or a year, among those that are found."""

    def get_here(self) -> QuerySet:
        """Return what happened, or may have happened, in the time that the page shows."""
        raise NotImplementedError

    def get_table(self) -> Table:
        here = self.get_here().order_by("possible_from", "pk").for_rows()

        def events() -> Iterator[Event]:
            yield from here.iterator(chunk_size=CHUNK)

        return table_of_events(self.file_name, events(), self.request.build_absolute_uri)

    def get_downloads(self) -> list[Link]:
        return [Link("CSV", self.url(f"{self.request.path.rstrip('/')}.csv"))]

    def sentence(self, here: int) -> str:
        return self.says_here % {"here": self.count_sentence(here), "all": self.count_sentence(self.count)}


class CalendarMonth(EventsOfTime):
    """A month as a grid of days, and beside it the events of which only the month, or the year, is known."""

    template_name = "events/calendar_month.html"
    view = "calendar_now"
    says_here = _("In this month: %(here)s. In all: %(all)s.")

    @cached_property
    def month(self) -> Month:
        year, month = int(self.kwargs["year"]), int(self.kwargs["month"])
        if not (dt.MINYEAR < year < dt.MAXYEAR and 1 <= month <= 12):
            raise Http404
        return Month(year, month)

    @property
    def file_name(self) -> str:
        return f"events-{self.month.year:04}-{self.month.month:02}"

    def get_title(self) -> str:
        return self.month.spoken

    def get_full_title(self) -> str:
        return _("Events: %(when)s") % {"when": self.get_title()}

    def get_description(self) -> str:
        return _("%(month)s: events of international organisations, day by day.") % {"month": self.get_title()}

    def get_crumbs(self) -> list[Crumb]:
        year = Year(self.month.year)
        return [*super().get_crumbs(), Crumb(year.spoken, self.to("", year.get_absolute_url()))]

    def get_paths(self) -> dict[str, str]:
        return {"calendar_now": self.request.path, "year_now": Year(self.month.year).get_absolute_url()}

    def get_here(self) -> QuerySet:
        return self.found.in_month(self.month.year, self.month.month)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = self.month
        events = list(self.get_here().select_related("city").order_by("possible_from", "pk"))
        known = [event for event in events if event.certain_from < event.certain_until]
        return super().get_context_data(
            month=month,
            weeks=month.weeks(known, self.moment.today, self.list_of),
            weekdays=range(calendar.MONDAY, calendar.SUNDAY + 1),
            known=known,
            unknown=[event for event in events if event.certain_from >= event.certain_until][:IN_MONTH],
            month_list_url=self.to("list", **{"from": [month.first.isoformat()], "to": [month.last.isoformat()]}),
            count_sentence=self.sentence(len(events)),
            steps=[(month, self.to("", month.get_absolute_url())) for month in (month.before, month.after)],
            previous_with=self.neighbour("-possible_from", possible_from__lt=month.first),
            next_with=self.neighbour("possible_from", possible_from__gt=month.last),
            **kwargs,
        )

    def neighbour(self, ordering: str, **where: Any) -> Link | None:
        """Return the nearest month before or after in which an event of known month is found."""
        found = self.found.with_known_month().filter(**where).order_by(ordering)
        day = found.values_list("possible_from", flat=True).first()
        if not day:
            return None
        month = Month(day.year, day.month)
        return Link(month.spoken, self.to("", month.get_absolute_url()))

    def list_of(self, day: dt.date) -> str:
        """Return the address of the list of the events of one day."""
        return self.to("list", **{"from": [day.isoformat()], "to": [day.isoformat()]})


class EventYear(EventsOfTime):
    """A year as twelve small months, and its events, also those of which no more than the year is known."""

    template_name = "events/event_year.html"
    view = "year_now"
    says_here = _("In this year: %(here)s. In all: %(all)s.")

    @cached_property
    def year(self) -> Year:
        year = int(self.kwargs["year"])
        if not dt.MINYEAR < year < dt.MAXYEAR:
            raise Http404
        return Year(year)

    @property
    def file_name(self) -> str:
        return f"events-{self.year.year:04}"

    def get_title(self) -> str:
        return self.year.spoken

    def get_full_title(self) -> str:
        return _("Events: %(when)s") % {"when": self.get_title()}

    def get_description(self) -> str:
        return _("%(year)s: events of international organisations, month by month.") % {"year": self.get_title()}

    def get_paths(self) -> dict[str, str]:
        return {"year_now": self.request.path}

    def get_here(self) -> QuerySet:
        return self.found.in_year(self.year.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year, here = self.year, self.get_here()
        counts = counts_by_day(self.found.days_of(year.year), year)
        months = year.small_months(counts, self.moment.today)
        # What is known to the day stands before what is known to the month, and that before the rest of the year.
        rows = list(here.order_by("certain_from", "pk").for_rows()[: IN_YEAR + 1])
        count = here.count() if len(rows) > IN_YEAR else len(rows)
        return super().get_context_data(
            year=year,
            months=[(month, self.to("", month.month.get_absolute_url())) for month in months],
            weekdays=range(calendar.MONDAY, calendar.SUNDAY + 1),
            rows=rows[:IN_YEAR],
            count_here=count,
            count_sentence=self.sentence(count),
            all_url=self.to("list", **{"from": [year.first.isoformat()], "to": [year.last.isoformat()]}),
            **self.neighbours(),
            **kwargs,
        )

    def neighbours(self) -> dict[str, Link | None]:
        """Return the nearest years before and after in which something is found: its facet has counted them."""
        options = next(facet.options for facet in self.facets if facet.key == "year")
        years = [int(option.value) for option in options if option.count]
        before = max((year for year in years if year < self.year.year), default=None)
        after = min((year for year in years if year > self.year.year), default=None)
        return {"previous_with": self._link(before), "next_with": self._link(after)}

    def _link(self, year: int | None) -> Link | None:
        return Link(Year(year).spoken, self.to("", Year(year).get_absolute_url())) if year else None


class EventMapView(EventsFound):
    template_name = "events/event_map.html"
    title = _("Events on the map")
    description = _("Where the events of international organisations took place: cities on a map of the world.")
    view = "map"

    @cached_property
    def area(self) -> str:
        return self.request.GET.get("area", "").strip()

    @property
    def kept(self) -> dict[str, list[str]]:
        return {**super().kept, "area": [self.area] if self.area in PARTS else []}

    def get_messages(self) -> list[Any]:
        unknown = self.area and self.area not in PARTS
        message = _("There is no such part of the world; the whole of it is shown.")
        return [message, *super().get_messages()] if unknown else super().get_messages()

    @cached_property
    def cities(self) -> list[maps.CityEvents]:
        """Return the cities in which something is found, in the order of their names."""
        counts = dict(self.found.per_city())
        cities = City.objects.published().filter(pk__in=counts).select_related("country").order_by(sort_column(), "pk")
        return [maps.CityEvents(city, counts[city.pk], self.to("list", city=[city.slug])) for city in cities]

    @cached_property
    def parts(self) -> list[View]:
        return maps.views_of(self.cities, self.area)

    @cached_property
    def map(self) -> maps.EventMap:
        view = next(view for view in self.parts if view.is_shown)
        return maps.map_of(self.cities, self.count, view.box)

    def get_figure(self) -> maps.EventMap:
        return self.map

    def get_table(self) -> Table:
        return maps.table_of("events-map", self.cities, self.request.build_absolute_uri)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            map=self.map,
            parts=[Link(part.label, self.url(area=[part.key]), part.is_shown) for part in self.parts],
            cities=self.cities,
            form_keeps=[
                *self.filterset.without_control(self.facets),
                *(("area", area) for area in self.kept["area"]),
            ],
            **kwargs,
        )


class EventTimelineView(EventsFound):
    template_name = "events/event_timeline.html"
    title = _("Events over time")
    description = _("The events of international organisations on a line of time, a lane for each kind.")
    view = "timeline"

    @cached_property
    def timeline(self) -> timelines.EventTimeline:
        return timelines.timeline_of(self.found, self.count, self.title, self.moment, self.link)

    def link(self, kind: list[str], years: list[str]) -> str:
        """Return the list of the events of a kind that began in some years, under the same filter."""
        changes = {"kind": kind, "year": years}
        return self.to("list", **{key: values for key, values in changes.items() if values})

    def get_figure(self) -> timelines.EventTimeline:
        return self.timeline

    def get_table(self) -> Table:
        return timelines.table_of("events-timeline", self.timeline, self.moment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(timeline=self.timeline, undated=self.count - self.timeline.count, **kwargs)
