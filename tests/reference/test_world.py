"""The map of the world: where places lie on it, and by which areas a country is shown."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from apps.reference.models import Country
from apps.reference.world import PARTS, Box, areas_of, land, paths, project, world
from tests import factories as f

pytestmark = pytest.mark.once

STATIC = Path(settings.BASE_DIR) / "static" / "vendor" / "world"
COUNTRIES = [
    row["fields"]
    for row in json.loads((settings.BASE_DIR / "fixtures" / "10_reference.json").read_text(encoding="utf-8"))
    if row["model"] == "reference.country"
]
ENDED = {"su", "cs", "dd", "yu", "yd"}


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [
        pytest.param(51.1694, 71.4491, 637.179, 64.074, id="Astana"),
        pytest.param(43.2389, 76.8897, 658.812, 87.965, id="Almaty"),
        pytest.param(51.5074, -0.1278, 474.819, 63.106, id="London"),
        pytest.param(40.7128, -74.006, 291.659, 95.996, id="New York"),
        pytest.param(-33.8688, 151.2093, 857.507, 364.179, id="Sydney"),
        pytest.param(21.3069, -157.8583, 46.342, 162.624, id="Honolulu"),
        pytest.param(-54.8019, -68.303, 325.636, 428.879, id="Ushuaia"),
        pytest.param(-0.1807, -78.4678, 251.479, 242.067, id="Quito"),
        pytest.param(35.6762, 139.6503, 824.881, 112.522, id="Tokyo"),
        pytest.param(78.2232, 15.6267, 508.045, 5.439, id="Longyearbyen"),
        pytest.param(-18.1248, 178.4501, 954.074, 308.624, id="Suva"),
        pytest.param(64.42, -173.23, 851.544, 29.886, id="Provideniya, beyond 180 degrees"),
    ],
)
def test_a_place_lies_where_the_shapes_were_drawn(latitude, longitude, x, y):
    """The numbers are those of the program that drew the shapes."""
    assert project(latitude, longitude) == pytest.approx((x, y), abs=0.01)


def test_every_country_with_a_code_has_a_place():
    codes = {row["iso2"].lower() for row in COUNTRIES if row.get("iso2")}
    assert codes - world().areas.keys() == ENDED | {"aq"}, "Antarctica is not drawn; what ended has successors"


def test_every_state_that_ended_leads_to_areas_that_are_drawn():
    by_slug = {row["slug"]: row for row in COUNTRIES}
    for row in COUNTRIES:
        if (row.get("iso2") or "").lower() in ENDED:
            assert row["successors"], row["slug"]
            assert all(by_slug[slug]["iso2"].lower() in paths() for (slug,) in row["successors"]), row["slug"]


def test_points_lie_on_the_map_and_in_their_boxes():
    whole = world().box
    for area in world().areas.values():
        assert Box.around([whole, Box(area.x, area.y, area.x, area.y)]) == whole, area
        assert area.box.left - 0.1 <= area.x <= area.box.right + 0.1 or area.size < 15, area


def test_what_is_too_small_to_see_is_known():
    areas = world().areas
    assert all(areas[code].is_small() for code in "va mc sm li ad mt sg bb tv nr lu ps".split())
    assert not any(areas[code].is_small() for code in "kz ru us fr be ge am cu jm".split())
    assert not areas["lu"].is_small(zoom=5), "on a map of Europe alone it is large enough"
    assert areas["va"].is_small(zoom=5)


def test_the_outlines_are_a_file_of_plain_paths():
    text = (STATIC / "world.svg").read_text(encoding="utf-8")
    assert len(text) < 100_000
    assert not re.search(r"<style|style=|<script|href", text)
    assert {"sphere", "kz", "xk", "tw", "eh", "ps", "gl"} <= paths().keys()
    assert not {"aq", "su"} & paths().keys()
    assert len(land()) == len(paths()), "the land of no country's own takes the place of the outline"


def test_crimea_is_drawn_with_ukraine():
    """As the General Assembly of the United Nations has it (resolution 68/262)."""

    def holds(code: str, x: float, y: float) -> bool:
        inside = False
        for ring in re.findall(r"M([^z]+)z", paths()[code]):
            numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
            px, py = numbers[:2]
            corners = [(px, py)]
            for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
                px, py = px + dx, py + dy
                corners.append((px, py))
            for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    inside = not inside
        return inside

    simferopol, moscow = project(45.2, 34.2), project(55.7558, 37.6173)
    assert [code for code in ("ru", "ua") if holds(code, *simferopol)] == ["ua"]
    assert [code for code in ("ru", "ua") if holds(code, *moscow)] == ["ru"]


def test_a_box_is_framed_to_a_shape_that_can_be_shown():
    whole = world().box
    framed = Box(600, 60, 640, 70).framed(0.1, least_width=100, flattest=2, steepest=1.4, within=whole)
    assert (framed.width, framed.height) == pytest.approx((100, 50))
    assert Box(0, 0, 1000, 435).framed(0.1, 100, 2.3, 1.4, whole) == whole
    corner = Box(980, 400, 1000, 435).framed(0.2, 150, 2, 1.4, whole)
    assert (corner.right, corner.bottom) == (1000, 435)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_lies_on_the_map(part):
    box = PARTS[part][1]
    assert Box.around([box, world().box]) == world().box


# ---- by which areas a country is shown


@pytest.mark.django_db
def test_a_country_is_shown_by_its_own_area():
    shown = areas_of(f.CountryFactory(iso2="KZ"), {})
    assert [area.code for area in shown.areas] == ["kz"]
    assert not shown.successors


@pytest.mark.django_db
def test_a_state_that_ended_is_shown_by_the_areas_of_its_successors(django_assert_num_queries):
    union = f.CountryFactory(iso2="CS", end="1993-01-01")
    czechia, slovakia = f.CountryFactory(iso2="CZ"), f.CountryFactory(iso2="SK")
    union.successors.add(czechia, slovakia)
    with django_assert_num_queries(1):
        after = Country.objects.published().by_predecessor()
        shown = areas_of(union, after)
    assert {area.code for area in shown.areas} == {"cz", "sk"}
    assert set(shown.successors) == {czechia, slovakia}


@pytest.mark.django_db
def test_successors_are_followed_until_there_is_an_area():
    first, second, third = f.CountryFactory(), f.CountryFactory(iso2=None), f.CountryFactory(iso2="RS")
    first.successors.add(second)
    second.successors.add(third, first)  # a circle ends somewhere
    assert [area.code for area in areas_of(first, Country.objects.by_predecessor()).areas] == ["rs"]


@pytest.mark.django_db
def test_a_draft_successor_is_not_shown():
    union = f.CountryFactory(end="1993-01-01")
    union.successors.add(f.CountryFactory(iso2="CZ"), f.CountryFactory(iso2="SK", draft=True))
    shown = areas_of(union, Country.objects.published().by_predecessor())
    assert [area.code for area in shown.areas] == ["cz"]


@pytest.mark.django_db
def test_a_country_without_a_code_and_without_successors_has_no_area():
    assert not areas_of(f.CountryFactory(), {}).areas
