"""A map of the world, or of a part of it, as a figure: areas in styles, markers where an area is too small to see."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from django.templatetags.static import static

from apps.core.figures import FILE_WIDTH, Figure, number, text_width

from .world import PARTS, SHAPES, Area, Box, land, paths, world

FLATTEST, STEEPEST = 2.3, 1.5  # how wide a map may be for its height
STEEPEST_PART = 1.2  # Africa and the Americas are higher than wide
CLOSEST = 150  # px: the least width of the world that is shown; closer, the outlines would look coarse
NEARLY_ALL = 0.75  # of the map: what needs more is shown on the whole world
NAME_SIZE = 13
MARKER = 4.5  # px


@dataclass(frozen=True, slots=True)
class Place:
    """An area in a style: what it says when it is pointed at, and the page that it leads to."""

    area: Area
    style: str  # s-member …: a class of figures.css
    name: str
    title: str
    url: str = ""
    has_pattern: bool = True
    is_possible: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    at: str  # a transform
    style: str


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world as a choice for readers; the one that is shown without being asked for has no key."""

    key: str
    label: Any
    box: Box
    is_shown: bool = False


def view_of(areas: Iterable[Area]) -> Box:
    """Return the smallest view that shows the areas; the whole world if they are spread over most of it."""
    boxes = [area.box for area in areas]
    whole = world().box
    if not boxes:
        return whole
    framed = Box.around(boxes).framed(0.06, CLOSEST, FLATTEST, STEEPEST, whole)
    return whole if framed.width * framed.height > NEARLY_ALL * whole.width * whole.height else framed


def views(areas: Iterable[Area], own_label: Any, asked: str) -> list[View]:
    """Return the views to choose from: that of the areas, the whole world, and each part in which one of them lies.

    Without a wish it is the first; a wish that is no part of the world gives the whole of it.
    """
    areas = list(areas)
    own, whole = view_of(areas), world().box
    shown = asked if asked in PARTS else "world" if asked else ""
    found = [] if own == whole else [View("", own_label, own, not shown)]
    for key, (label, box) in PARTS.items():
        holds_some = any(Box.around([box, area.point]) == box for area in areas)
        if key == "world" or holds_some or key == shown:
            is_default = key == "world" and own == whole
            framed = box.framed(0, CLOSEST, FLATTEST, STEEPEST_PART, whole)
            found.append(View("" if is_default else key, label, framed, shown == key or (is_default and not shown)))
    return found


@dataclass
class WorldMap(Figure):
    """`view` is the part that is shown; what is drawn keeps its size on the screen however close the view is."""

    template: ClassVar[str] = "figures/_map.svg"

    places: list[Place] = field(default_factory=list)
    view: Box = field(default_factory=lambda: world().box)

    @property
    def viewbox(self) -> str:
        return " ".join(number(value) for value in (self.view.left, self.view.top, self.view.width, self.view.height))

    @property
    def zoom(self) -> float:
        """Return how many times as large as on the whole world things are."""
        return world().width / self.view.width

    @property
    def height(self) -> int:
        return round((FILE_WIDTH - 48) * self.view.height / self.view.width)

    @property
    def grain(self) -> str:
        """Return a transform that gives patterns back their size on the screen."""
        return f"scale({1 / self.zoom:.4f}) "

    @cached_property
    def markers(self) -> list[Place]:
        """Return what is too small to see: a circle stands there."""
        return [place for place in self.places if place.area.is_small(self.zoom)]

    @property
    def radius(self) -> str:
        return number(MARKER / self.zoom)

    @cached_property
    def names(self) -> list[Name]:
        """Return the names that fit into their areas, and into the view."""
        names = []
        for place in self.places:
            if not place.name or place.area.room * self.zoom < 2 * NAME_SIZE:
                continue
            area, width = place.area, (text_width(place.name, NAME_SIZE, bold=True) + 6) / self.zoom
            half = NAME_SIZE / 2 / self.zoom
            written = Box(area.x - width / 2, area.y - half, area.x + width / 2, area.y + half)
            if width <= area.room and Box.around([self.view, written]) == self.view:
                names.append(Name(place.name, f"translate({area.cx} {area.cy}) {self.grain.strip()}", place.style))
        return names

    @property
    def shapes(self) -> str:
        """Return the address of the file that holds all shapes: cached by readers, it keeps the page light."""
        return static(SHAPES)

    @property
    def land(self) -> list[str]:
        return land()

    @property
    def sea(self) -> str:
        return paths()["sphere"]
