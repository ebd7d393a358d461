"""What of an event and a series can be searched."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.searching import Searchable, register

from .models import Event, Series


def _events() -> QuerySet:
    return Event.objects.select_related("city", "series").prefetch_related(
        "organizations__names",
        "bodies__names",
        "topics",
        "participations__country__names",
        "participations__organization__names",
        "participations__person__names",
    )


def _belongs(row: Event) -> list[Any]:
    cast = [part for one in row.participations.all() for part in (one.country, one.organization, one.person)]
    return [row.city, row.series, *row.organizations.all(), *row.bodies.all(), *row.topics.all(), *cast]


register(
    Searchable(
        Event,
        "event",
        _("Events"),
        names=("name",),
        texts=("place", "summary", "description"),
        belongs=_belongs,
        rows=_events,
        said=lambda row: [row.get_kind_display(), row.span.spoken()],
        depends=(
            ("organizations.Organization", "organizations"),
            ("organizations.Body", "bodies"),
            ("reference.City", "city"),
            ("reference.Topic", "topics"),
            ("events.Series", "series"),
            ("events.Participation", "participations"),
            ("reference.Country", "participations__country"),
            ("organizations.Organization", "participations__organization"),
            ("people.Person", "participations__person"),
        ),
        list_view="events:list",
    )
)
register(Searchable(Series, "series", _("Series"), names=("name",), is_public=False))
