"""Events on a map of the world: a circle in each city, as large as their number."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.figures import number, text_width
from apps.core.renditions import Table
from apps.reference.maps import View, WorldMap, views
from apps.reference.models import City
from apps.reference.world import Area, Box, project

LARGEST, SMALLEST = 16, 5  # the radii of circles, in pixels of the screen; where there are many, the largest is less
NUMBER_SIZE = 13


@dataclass(frozen=True, slots=True)
class CityEvents:
    """A city and how many events were in it."""

    city: City
    count: int
    url: str

    @property
    def is_on_map(self) -> bool:
        return self.city.latitude is not None and self.city.longitude is not None

    @property
    def country(self) -> Any:
        """The country, where readers may see it."""
        country = self.city.country if self.city.country_id else None
        return country if country and country.is_published else None

    @property
    def area(self) -> Area:
        """The city as a point of the map."""
        x, y = project(float(self.city.latitude), float(self.city.longitude))
        return Area(self.city.slug, x, y, 0, 0, Box(x, y, x, y), has_shape=False)

    @property
    def title(self) -> str:
        events = ngettext("%(count)s event", "%(count)s events", self.count) % {"count": self.count}
        return f"{self.city}: {events}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle on the map."""

    here: CityEvents
    x: float
    y: float
    radius: float  # in pixels of the screen, however large the map is shown
    zoom: float
    has_number: bool

    @property
    def cx(self) -> str:
        return number(self.x)

    @property
    def cy(self) -> str:
        return number(self.y)

    @property
    def width(self) -> str:
        return number(2 * self.radius)

    @property
    def outer_width(self) -> str:
        return number(2 * self.radius + 2)

    @property
    def r(self) -> str:
        """The radius in a file, which is a drawing of one size."""
        return number(self.radius / self.zoom)


@dataclass
class EventMap(WorldMap):
    template: ClassVar[str] = "events/_map.svg"

    cities: list[CityEvents] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.spots

    @cached_property
    def spots(self) -> list[Spot]:
        """Return the circles, the largest first, so that none lies hidden under another."""
        shown = [here for here in self.cities if here.is_on_map]
        most = max((here.count for here in shown), default=1)
        largest = min(LARGEST, max(9, 80 / math.sqrt(max(1, len(shown)))))
        spots = []
        for here in sorted(shown, key=lambda here: -here.count):
            radius = max(SMALLEST, largest * math.sqrt(here.count / most))
            fits = radius >= 8 and text_width(str(here.count), NUMBER_SIZE) < 2 * radius - 5
            area = here.area
            spots.append(Spot(here, area.x, area.y, radius, self.zoom, fits))
        return spots


def views_of(cities: Iterable[CityEvents], asked: str) -> list[View]:
    """Return the parts of the world to choose from."""
    return views([here.area for here in cities if here.is_on_map], _("Where the events are"), asked)


def map_of(cities: list[CityEvents], count: int, view: Box) -> EventMap:
    """Draw events in their cities. `count` is the number of all events, also of those without a city."""
    return EventMap(
        name="map",
        title=_("Events on the map"),
        summary=_summary(cities, count),
        links=True,
        view=view,
        cities=cities,
    )


def _summary(cities: list[CityEvents], count: int) -> str:
    if not cities:
        return ""
    placed = sum(here.count for here in cities)
    most = max(cities, key=lambda here: here.count)
    parts = [
        ngettext("%(count)s city.", "%(count)s cities.", len(cities)) % {"count": len(cities)},
        ngettext("%(count)s event with a city.", "%(count)s events with a city.", placed) % {"count": placed},
    ]
    if len(cities) > 1:
        parts.append(_("The most in one city: %(city)s, %(count)s.") % {"city": most.city, "count": most.count})
    if without := count - placed:
        parts.append(
            ngettext("Without a city: %(count)s event.", "Without a city: %(count)s events.", without)
            % {"count": without}
        )
    if unknown := [str(here.city) for here in cities if not here.is_on_map]:
        parts.append(
            _("Not on the map, because its coordinates are not known: %(cities)s.") % {"cities": ", ".join(unknown)}
        )
    parts.append(_("The larger the circle, the more events."))
    return " ".join(parts)


def table_of(name: str, cities: Iterable[CityEvents], address: Callable[[str], str]) -> Table:
    return Table(
        name,
        [_("City"), _("Country"), _("Latitude"), _("Longitude"), _("Events"), _("Address")],
        (
            (here.city, here.country, here.city.latitude, here.city.longitude, here.count, address(here.url))
            for here in cities
        ),
    )
