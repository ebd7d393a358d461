"""The drawn tree of bodies: where its boxes stand, and what they say."""

import datetime as dt
import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from django.utils import translation

from apps.core.filters import Moment
from apps.organizations.models import Body
from apps.organizations.organigram import SHEET, Organigram, organigram_of
from apps.organizations.structure import Structure
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
NAMES = (
    "Council",
    "Standing Committee on Economic Cooperation",
    "Euro-Atlantic Disaster Response Coordination Centre",
    "Азаматтық төтенше жағдайларды жоспарлау жөніндегі комитет",
)


def drawn(organization, day: dt.date | None = None) -> Organigram:
    with translation.override("en"):
        return organigram_of(Structure(organization, Moment(day, TODAY)))


def bodies_of(parents: list[int | None]):
    """Make an organisation with a body for each entry, which says under which earlier one it stands."""
    organization, made = f.OrganizationFactory(), []
    for at, parent in enumerate(parents):
        made.append(
            f.BodyFactory(
                organization=organization,
                parent=None if parent is None else made[parent],
                position=at,
                name_en=f"{NAMES[at % len(NAMES)]} {at}",
                level=("", "ministers", "experts")[at % 3],
                chaired_by_en="Chair of the something" if at % 4 == 0 else "",
            )
        )
    return organization


# Under which body each of 60 stands: five tops, four levels.
SIXTY = [None] * 5 + [at % 5 for at in range(15)] + [5 + at % 9 for at in range(20)] + [20 + at % 7 for at in range(20)]
SHAPES = {
    "one": [None],
    "five in a row": [None] * 5,
    "sixty in four levels": SIXTY,
    "sixty in one level": [None] * 60,
    "sixty under one": [None] + [0] * 59,
    "a chain of fifteen": [None, *range(14)],
    "one long branch beside short ones": [None, None, None, *[1] * 20, None],
}


@pytest.fixture(params=SHAPES)
def organigram(request) -> Organigram:
    return drawn(bodies_of(SHAPES[request.param]))


def test_no_two_boxes_overlap(organigram):
    for one, other in combinations(organigram.boxes, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart, (one.record, other.record)


def test_nothing_stands_beyond_the_drawing(organigram):
    for box in organigram.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= organigram.width
        assert box.y + box.height <= organigram.height
        assert all(line.y < box.height for line in box.lines)


def test_every_body_is_drawn_once(organigram):
    bodies = [box.record for box in organigram.boxes[1:]]
    assert len(bodies) == len(set(bodies)) == Body.objects.count()


def test_a_body_stands_below_the_one_that_it_belongs_to(organigram):
    boxes = {box.record: box for box in organigram.boxes}
    root = organigram.boxes[0]
    for body in Body.objects.select_related("parent"):
        above = boxes[body.parent] if body.parent_id else root
        assert boxes[body].y >= above.y + above.height


def test_every_box_but_the_first_is_reached_by_a_line_that_crosses_no_box(organigram):
    lines = [tuple(map(float, line[1:].replace("L", " ").split())) for line in organigram.lines]
    for box in organigram.boxes[1:]:
        on_top = any(y2 == box.y and box.x <= x2 <= box.x + box.width for _x1, _y1, x2, y2 in lines)
        at_side = any(x2 == box.x and box.y <= y2 <= box.y + box.height for _x1, _y1, x2, y2 in lines)
        assert on_top or at_side, box.record
        for x1, y1, x2, y2 in lines:
            inside_x = max(x1, x2) > box.x and min(x1, x2) < box.x + box.width
            inside_y = max(y1, y2) > box.y and min(y1, y2) < box.y + box.height
            assert not (inside_x and inside_y), box.record


@pytest.mark.parametrize("shape", ["five in a row", "sixty in four levels", "sixty in one level", "sixty under one"])
def test_it_is_as_wide_as_a_page_and_not_much_higher_than_wide(shape):
    organigram = drawn(bodies_of(SHAPES[shape]))
    assert organigram.width <= SHEET + 6
    assert organigram.height < 2 * SHEET


def test_five_bodies_stand_in_one_row():
    boxes = drawn(bodies_of(SHAPES["five in a row"])).boxes[1:]
    assert len({box.y for box in boxes}) == 1


def lines_of(organigram: Organigram, slug: str) -> list[str]:
    (box,) = (box for box in organigram.boxes if box.record.slug == slug)
    return [line.text for line in box.lines]


def test_a_box_says_the_level_in_words_beside_its_sign_and_who_chairs():
    body = f.BodyFactory(slug="council", level="foreign_ministers", abbreviation_en="NAC", chaired_by_en="The host")
    organigram = drawn(body.organization)
    assert {"NAC", "ministers of foreign affairs", "Chaired by: The host"} <= set(lines_of(organigram, "council"))
    signs = [line.sign for box in organigram.boxes for line in box.lines if line.text.startswith("ministers")]
    assert signs == ["level-ministers"]
    assert [(key.style, key.count) for key in organigram.legend] == [("s-level-ministers", 1)]


def test_every_level_has_a_sign():
    from apps.organizations.choices import Level
    from apps.organizations.organigram import SIGN_OF

    assert set(SIGN_OF) == set(Level)


def test_the_holder_of_the_leading_post_is_named_and_a_vacant_post_is_hatched():
    body = f.BodyFactory(slug="council")
    post = f.PostFactory(organization=body.organization, body=body, kind="chair", name_en="Chair")
    f.TenureFactory(post=post, person__name_en="Ann", start="1990-01-01", end="1995-01-01")
    assert "Chair: Ann" in lines_of(drawn(body.organization, dt.date(1992, 1, 1)), "council")
    later = drawn(body.organization, dt.date(1996, 1, 1))
    assert "Chair: vacant" in lines_of(later, "council")
    assert ("gap", 1) in [(key.style, key.count) for key in later.legend]


def test_a_body_that_may_not_have_existed_yet_is_dashed_and_one_that_has_ended_since_is_marked():
    body = f.BodyFactory(slug="council", start="1950", end="1990-01-01")
    on_a_day = drawn(body.organization, dt.date(1950, 6, 1))
    (box,) = on_a_day.boxes[1:]
    assert box.style == "possible ended"
    assert box.side == "1950–1990, possibly"
    assert drawn(body.organization).is_empty  # today it stands in the list of former bodies


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_file_is_well_formed_and_its_numbers_have_no_commas(client, language):
    organization = bodies_of(SIXTY)
    f.BodyFactory(organization=organization, name_en="<&> Council", name_kk="<&> Кеңес")
    response = client.get(f"/{language}/organizations/{organization.slug}/structure.svg")
    assert response["Content-Type"].startswith("image/svg+xml")
    svg = ET.fromstring(response.content)  # noqa: S314 (it is our own)
    space = "{http://www.w3.org/2000/svg}"
    assert len(svg.findall(f".//{space}rect[@class='org-box ']")) == 61
    for rect in svg.iter(f"{space}rect"):
        assert "," not in rect.get("width", "")
        assert " " not in rect.get("height", "")
    assert not svg.findall(f".//{space}a")  # a file stands alone: its links would lead nowhere
