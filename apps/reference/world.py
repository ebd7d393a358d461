"""Where countries lie on the map of the world.

The shapes stand in `static/vendor/world/world.svg`, one path for each ISO code; `world.json` says where each lies and
how large it is. Both are made by `static/vendor/world/make.mjs`, in the Equal Earth projection: areas can be compared.
All lengths are in pixels of a map that is 1000 wide.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from apps.core.figures import number

from .models import Country

SHAPES = "vendor/world/world.svg"
TOO_SMALL = 9  # px²: a smaller area gets a marker


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @classmethod
    def around(cls, boxes: Iterable["Box"]) -> Self:
        """Return the smallest box that holds them all; there must be one."""
        lefts, tops, rights, bottoms = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    def framed(self, margin: float, least_width: float, flattest: float, steepest: float, within: "Box") -> "Box":
        """Return a box with a margin around this one and a shape that can be shown, moved to lie on the map.

        `flattest` and `steepest` are the largest and the smallest ratio of width to height.
        """
        width = max(self.width * (1 + 2 * margin), least_width)
        height = self.height * (1 + 2 * margin)
        height = max(height, width / flattest)
        width = max(width, height * steepest)
        width, height = min(width, within.width), min(height, within.height)
        left = min(max((self.left + self.right - width) / 2, within.left), within.right - width)
        top = min(max((self.top + self.bottom - height) / 2, within.top), within.bottom - height)
        return Box(left, top, left + width, top + height)


@dataclass(frozen=True, slots=True)
class Area:
    """A country's place on the map: the point at which a marker or a name stands, its size, its main parts' box."""

    code: str
    x: float
    y: float
    size: float  # px²
    room: float  # how wide a name at the point may be
    box: Box
    has_shape: bool = True

    @property
    def point(self) -> Box:
        return Box(self.x, self.y, self.x, self.y)

    @property
    def path(self) -> str:
        return paths()[self.code]

    @property
    def cx(self) -> str:
        return number(self.x)

    @property
    def cy(self) -> str:
        return number(self.y)

    def is_small(self, zoom: float = 1) -> bool:
        """Say whether the area is too small to see on a map that is drawn `zoom` times as large."""
        return self.size * zoom * zoom < TOO_SMALL


@dataclass(frozen=True, slots=True)
class World:
    """What `world.json` holds."""

    width: float
    height: float
    rotated: float
    scale: float
    translate: tuple[float, float]
    areas: dict[str, Area] = field(repr=False)

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)


@cache
def world() -> World:
    data: dict[str, Any] = json.loads(Path(__file__).with_name("world.json").read_text(encoding="utf-8"))
    shapes = paths()
    areas = {
        code: Area(code, x, y, size, room, Box(*box), code in shapes)
        for code, (x, y, size, room, *box) in data["areas"].items()
    }
    width, height, rotated, scale = (data[name] for name in ("width", "height", "rotated", "scale"))
    return World(width, height, rotated, scale, tuple(data["translate"]), areas)


@cache
def paths() -> dict[str, str]:
    """Return the shapes themselves by code (and `sphere`, the outline): a file of its own must hold them."""
    text = Path(finders.find(SHAPES)).read_text(encoding="utf-8")
    return dict(re.findall(r'<path id="(\w+)"[^>]* d="([^"]+)"', text))


@cache
def land() -> list[str]:
    """Return all shapes of land, also those of no country's own."""
    text = Path(finders.find(SHAPES)).read_text(encoding="utf-8")
    return re.findall(r' d="([^"]+)"', text.partition('<g id="land">')[2])


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a place lies on the map: Equal Earth (Šavrič, Patterson, Jenny 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    turned = (longitude - world().rotated + 180) % 360 - 180
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = math.radians(turned) * math.cos(theta)
    x /= math.sqrt(3) / 2 * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square))
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    left, top = world().translate
    return left + world().scale * x, top - world().scale * y


@dataclass(frozen=True, slots=True)
class Shown:
    """The areas by which a country is shown: its own, or where it has none, those of the countries after it."""

    areas: tuple[Area, ...] = ()
    successors: tuple[Country, ...] = ()  # whose areas they are, if not its own


def areas_of(country: Country, after: Mapping[int, list[Country]]) -> Shown:
    """Return the areas by which a country is shown.

    `after` gives the successors of each country by its key (`Country.objects.by_predecessor()`): nothing is asked of
    the database here. A successor that ended without an area is followed on to its own successors.
    """
    known = world().areas
    if area := known.get((country.iso2 or "").lower()):
        return Shown((area,))
    found: dict[str, Country] = {}
    seen, waiting = {country.pk}, list(after.get(country.pk, ()))
    while waiting:
        successor = waiting.pop(0)
        if successor.pk in seen:
            continue
        seen.add(successor.pk)
        code = (successor.iso2 or "").lower()
        if code in known:
            found.setdefault(code, successor)
        else:
            waiting.extend(after.get(successor.pk, ()))
    return Shown(tuple(known[code] for code in found), tuple(found.values()))


# The parts of the world that a reader can choose, each by its name in an address.
PARTS: dict[str, tuple[Any, Box]] = {
    "world": (_("The whole world"), Box(0, 0, 1000, 435)),
    "europe": (_("Europe"), Box(429, 14, 601, 121)),
    "asia": (_("Asia"), Box(541, 40, 871, 278)),
    "africa": (_("Africa"), Box(416, 100, 628, 376)),
    "americas": (_("The Americas"), Box(120, 0, 385, 435)),
    "oceania": (_("Oceania"), Box(755, 206, 1000, 412)),
}
