from django.urls import URLPattern, path, re_path

from apps.core.renditions import drawing, routes

from . import list_views, views
from .months import Month, Year

app_name = "events"


def of_time(stem: str, view: type, name: str) -> list[URLPattern]:
    """Return the addresses of a month or a year: as a page and as a table."""
    return [
        re_path(rf"^{stem}/$", view.as_view(), name=name),
        re_path(rf"^{stem}\.csv$", view.as_view(form="csv"), name=f"{name}.csv"),
    ]


urlpatterns = [
    *routes("events/", list_views.EventList, "list", ["csv"]),
    path("events/calendar/", list_views.EventsNow.as_view(unit=Month), name="calendar_now"),
    *of_time(r"events/calendar/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})", list_views.CalendarMonth, "calendar"),
    path("events/year/", list_views.EventsNow.as_view(unit=Year), name="year_now"),
    *of_time(r"events/year/(?P<year>[0-9]{4})", list_views.EventYear, "year"),
    *routes("events/map/", list_views.EventMapView, "map", ["svg", "csv"]),
    *routes("events/timeline/", list_views.EventTimelineView, "timeline", ["svg", "csv"]),
    *routes("events/<slug:slug>/", views.EventDetail, "detail"),
    *routes("organizations/<slug:slug>/events/", views.OrganizationEvents, "of_organization"),
    *drawing(
        "organizations/<slug:slug>/events/timeline",
        views.OrganizationEvents,
        "timeline_of_organization",
        "",
        ["svg", "csv"],
    ),
]
