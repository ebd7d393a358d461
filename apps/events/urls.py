from django.urls import path, re_path

from . import views

app_name = "events"
urlpatterns = [
    path("events/", views.EventList.as_view(), name="list"),
    re_path(
        r"^events/calendar/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", views.CalendarMonth.as_view(), name="calendar"
    ),
    path("events/<slug:slug>/", views.EventDetail.as_view(), name="detail"),
    path("organizations/<slug:slug>/events/", views.OrganizationEvents.as_view(), name="of_organization"),
]
