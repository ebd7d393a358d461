"""Members on a map of the world, and the days on which they changed."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from apps.members.changes import changes_of
from apps.members.models import Membership
from apps.reference.maps import STEEPEST, view_of, views
from apps.reference.world import Box, world
from tests import factories as f

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def union(db):
    """An organisation with members of two kinds of status, one that ended and one too small to see."""
    ots = f.OrganizationFactory(slug="ots", abbreviation_en="OTS", abbreviation_kk="ТМҰ")
    for code, name, kazakh in (("KZ", "Kazakhstan", "Қазақстан"), ("TR", "Türkiye", "Түркия")):
        country = f.CountryFactory(iso2=code, slug=code.lower(), name_en=name, name_kk=kazakh)
        f.MembershipFactory(organization=ots, country=country, start="2009-10-03")
    hungary = f.CountryFactory(iso2="HU", slug="hu", name_en="Hungary", name_kk="Венгрия")
    f.MembershipFactory(organization=ots, country=hungary, status="observer", start="2018-09-03")
    return ots


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def drawing(text: str) -> str:
    """Return the map of a page."""
    return text.partition('id="figure-map"')[2].partition("</figure>")[0]


def placed(text: str) -> dict[str, str]:
    """Return the style of each area on the map of a page."""
    return {
        code: style
        for style, code in re.findall(r'<use class="place s-(\w+(?: possible)?)" href="[^"]+#(\w+)"', drawing(text))
    }


# ---- what is drawn


def test_members_are_drawn_by_their_status(client, union):
    text = page(client, "/en/organizations/ots/members/")
    assert placed(text) == {"kz": "member", "tr": "member", "hu": "observer"}
    assert 'fill="url(#near-s-observer)"' in drawing(text), "what colour says, a pattern says too"


def test_the_map_is_of_the_day_that_the_page_shows(client, union):
    assert placed(page(client, "/en/organizations/ots/members/?on=2010-01-01")) == {"kz": "member", "tr": "member"}
    assert placed(page(client, "/en/organizations/ots/members/?on=2000-01-01")) == {}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Members", "Observers", "Kazakhstan: member, 3 October 2009 – present"]),
        ("kk", ["Мүшелер", "Бақылаушылар", "Қазақстан: мүше, 2009 жылғы 3 қазан – осы уақытқа дейін"]),
    ],
)
def test_the_legend_and_the_areas_say_it_in_words(client, union, language, said):
    text = drawing(page(client, f"/{language}/organizations/ots/members/"))
    assert all(words in text for words in said)
    assert re.search(rf'{said[0]} <span class="n">2</span>', text)


def test_areas_are_links_for_the_mouse_and_the_table_has_them_for_all(client, union):
    text = page(client, "/en/organizations/ots/members/?on=2020-01-01")
    assert 'aria-hidden="true" focusable="false"' in drawing(text)
    links = re.findall(r'<a href="([^"]+)" tabindex="-1">', drawing(text))
    assert "/en/members/kz/?on=2020-01-01" in links
    table = text.partition("</figure>")[2]
    assert all(f'href="{link}"' in table for link in links)


def test_what_is_only_possible_is_pale_and_said(client, union):
    f.MembershipFactory(organization=union, country=f.CountryFactory(iso2="UZ"), start="2012")
    text = page(client, "/en/organizations/ots/members/?on=2012-05-01")
    assert placed(text)["uz"] == "member possible"
    assert "Members, possibly" in drawing(text)


def test_of_two_statuses_the_stronger_is_shown_and_a_certain_one_before_a_possible_one(client, union):
    tajikistan, kyrgyzstan = f.CountryFactory(iso2="TJ"), f.CountryFactory(iso2="KG")
    f.MembershipFactory(organization=union, country=tajikistan, status="observer", start="2010-01-01")
    f.MembershipFactory(organization=union, country=tajikistan, status="associate", start="2010-01-01")
    f.MembershipFactory(organization=union, country=kyrgyzstan, status="partner", start="2010-01-01")
    f.MembershipFactory(organization=union, country=kyrgyzstan, status="member", start="2012")
    shown = placed(page(client, "/en/organizations/ots/members/?on=2012-05-01"))
    assert (shown["tj"], shown["kg"]) == ("associate", "partner")


def test_what_is_too_small_to_see_has_a_circle(client, union):
    f.MembershipFactory(organization=union, country=f.CountryFactory(iso2="MT", name_en="Malta"), start="2010-01-01")
    f.MembershipFactory(organization=union, country=f.CountryFactory(iso2="TV", name_en="Tuvalu"), start="2010-01-01")
    text = drawing(page(client, "/en/organizations/ots/members/?area=world"))
    assert len(re.findall(r'<circle class="marker s-member"', text)) == 2
    assert "A circle marks an area that is too small to see." in text
    assert "#tv" not in text, "it is so small that it has no outline"
    assert "marker" not in drawing(page(client, "/en/organizations/ots/members/?area=asia&on=2009-12-01"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Czechoslovakia is shown by the areas of its successors: Czechia, Slovakia."),
        ("en", "Czechoslovakia (today Czechia): member"),
        ("kk", "Чехия, Словакия"),
    ],
)
def test_a_state_that_ended_is_shown_by_its_successors_and_the_page_says_so(client, union, language, said):
    czechia = f.CountryFactory(iso2="CZ", name_en="Czechia", name_kk="Чехия")
    slovakia = f.CountryFactory(iso2="SK", name_en="Slovakia", name_kk="Словакия")
    former = f.CountryFactory(iso2="CS", name_en="Czechoslovakia", name_kk="Чехословакия", end="1993-01-01")
    former.successors.add(czechia, slovakia)
    f.MembershipFactory(organization=union, country=former, start="1960-01-01", end="1993-01-01")
    f.MembershipFactory(organization=union, country=slovakia, status="observer", start="1993-01-01")
    text = page(client, f"/{language}/organizations/ots/members/?on=1970-01-01")
    assert placed(text) == {"cz": "member", "sk": "member"}
    assert all(word in drawing(text) for word in said.split(", "))
    assert placed(page(client, "/en/organizations/ots/members/?on=1994-01-01"))["sk"] == "observer"


def test_an_area_belongs_to_its_own_state_before_a_former_one(client, union):
    ukraine = f.CountryFactory(iso2="UA", name_en="Ukraine")
    soviet = f.CountryFactory(iso2="SU", name_en="Soviet Union", end="1991-12-26")
    soviet.successors.add(ukraine, f.CountryFactory(iso2="RU", name_en="Russia"))
    f.MembershipFactory(organization=union, country=soviet, start="1945-10-24", end="1991-12-26")
    f.MembershipFactory(organization=union, country=ukraine, status="observer", start="1945-10-24")
    text = page(client, "/en/organizations/ots/members/?on=1950-01-01")
    assert placed(text) == {"ru": "member", "ua": "observer"}
    assert "Soviet Union is shown by the areas of its successors: Russia." in drawing(text)


def test_what_cannot_be_shown_is_said(client, union):
    f.MembershipFactory(organization=union, country=None, member_organization=f.OrganizationFactory())
    f.MembershipFactory(organization=union, country=f.CountryFactory(iso2=None, name_en="Nowhereland"))
    text = drawing(page(client, "/en/organizations/ots/members/"))
    assert "1 member organisation is not on the map." in text
    assert "Without an area on the map: Nowhereland." in text


def test_an_organisation_of_organisations_has_no_map(client):
    council = f.OrganizationFactory(slug="council")
    f.MembershipFactory(organization=council, country=None, member_organization=f.OrganizationFactory())
    assert "figure-map" not in page(client, "/en/organizations/council/members/")
    assert client.get("/en/organizations/council/members/map.svg").status_code == 404


# ---- parts of the world


def test_without_a_wish_the_view_shows_all_who_were_ever_members(client, union):
    now = re.search(r'viewBox="([^"]+)"', drawing(page(client, "/en/organizations/ots/members/")))[1]
    before = re.search(r'viewBox="([^"]+)"', drawing(page(client, "/en/organizations/ots/members/?on=2010-01-01")))[1]
    assert now == before, "it does not jump from one day to another"
    left, top, width, height = map(float, now.split())
    view = Box(left, top, left + width, top + height)
    for code in ("kz", "tr", "hu"):
        assert Box.around([view, world().areas[code].box]) == view
    assert view.width < 250


def test_members_all_over_the_world_are_shown_on_the_whole_of_it():
    areas = world().areas
    assert view_of([areas["ca"], areas["nz"], areas["ar"]]) == world().box
    assert "own" not in [view.label for view in views([areas["ca"], areas["nz"], areas["ar"]], "own", "")]


def test_a_single_small_member_is_not_magnified_beyond_its_outline():
    view = view_of([world().areas["lu"]])
    assert view.width >= 150
    assert view.width / view.height >= STEEPEST - 0.001


@pytest.mark.parametrize("language", ["kk", "en"])
def test_parts_of_the_world_are_links_that_keep_the_day(client, union, language):
    text = page(client, f"/{language}/organizations/ots/members/?on=2010-01-01&area=europe")
    assert re.search(
        r'<a id="view-europe" href="\?on=2010-01-01&amp;area=europe#figure-map" aria-current="true">', text
    )
    assert 'href="?on=2010-01-01#figure-map"' in text
    assert 'id="view-oceania"' not in text, "nobody is a member there"


def test_a_part_of_the_world_that_does_not_exist_gives_the_whole_of_it(client, union):
    text = drawing(page(client, "/en/organizations/ots/members/?area=atlantis"))
    assert 'viewBox="0 0 1000 435"' in text


# ---- files


def test_the_drawing_is_a_file_that_stands_alone(client, union):
    response = client.get("/kk/organizations/ots/members/map.svg?on=2020-01-01")
    assert response["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 (our own file)
    assert not list(root.iter(f"{SVG}use")), "it holds the shapes themselves"
    assert len(list(root.iter(f"{SVG}path"))) > 200
    assert not list(root.iter(f"{SVG}a"))
    text = response.content.decode()
    assert "Қазақстан: мүше" in text
    assert "/kk/organizations/ots/members/?on=2020-01-01<" in text, "the address of the page that it belongs to"


def test_the_table_beside_the_map_is_a_file_too(client, union):
    row = Membership.objects.get(country__iso2="KZ")
    f.CitationFactory(record=row)
    f.CitationFactory(record=row)
    response = client.get("/en/organizations/ots/members.csv?on=2012-05-01")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [line["Member"] for line in rows] == ["Kazakhstan", "Türkiye"]
    assert (rows[0]["Status"], rows[0]["Since"], rows[0]["Number of sources"]) == ("member", "2009-10-03", "2")


# ---- bodies


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_body_with_members_has_a_page_of_them(client, union, language):
    body = f.BodyFactory(organization=union, slug="council")
    f.MembershipFactory(organization=union, body=body, country=f.CountryFactory(iso2="UZ"), status="partner")
    path = f"/{language}/organizations/ots/bodies/council/"
    assert f'href="{path}members/"' in page(client, path)
    assert placed(page(client, f"{path}members/")) == {"uz": "partner"}
    for form in ("members.csv", "members/map.svg", "members/number.svg", "members/number.csv"):
        assert client.get(path + form).status_code == 200, form


def test_a_body_without_members_has_no_such_page(client, union):
    f.BodyFactory(organization=union, slug="council")
    assert client.get("/en/organizations/ots/bodies/council/members/").status_code == 404


# ---- what is not published, and what it costs


def test_drafts_are_neither_drawn_nor_stepped_through(client, union):
    secret = {"name_en": "Secretia"}
    f.MembershipFactory(
        organization=union, country=f.CountryFactory(iso2="UZ", **secret), start="1999-01-01", draft=True
    )
    f.MembershipFactory(
        organization=union, country=f.CountryFactory(iso2="KG", draft=True, **secret), start="1998-01-01"
    )
    text = page(client, "/en/organizations/ots/members/")
    assert not {"uz", "kg"} & placed(text).keys()
    assert not any(word in text for word in ("Secretia", "1999-01-01", "1998-01-01"))
    for form in ("members.csv", "members/map.svg"):
        response = client.get(f"/en/organizations/ots/{form}?on=2000-01-01")
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Secretia" not in content


def test_the_page_costs_the_same_with_many_members(client, union):
    path = "/en/organizations/ots/members/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for code in ("UZ", "KG", "AZ", "TM", "TJ", "AM", "GE"):
        former = f.CountryFactory(end="1991-12-26")
        former.successors.add(f.CountryFactory(iso2=code))
        f.MembershipFactory(organization=union, country=former, start="1950-01-01")
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(many) == len(few) <= 12


# ---- days of change


def labels(organization, language: str = "en") -> list[tuple[str, str]]:
    with translation.override(language):
        return [(change.day.isoformat(), change.label) for change in changes_of(organization.memberships.all())]


@pytest.mark.parametrize(("language", "first"), [("en", "3 October 2009: 2 joined"), ("kk", "2009 жылғы 3 қазан: ")])
def test_each_day_of_change_says_how_many_joined(union, language, first):
    days = labels(union, language)
    assert [day for day, _label in days] == ["2009-10-03", "2018-09-03"]
    assert days[0][1].startswith(first)


def test_who_leaves_one_status_for_another_has_not_left():
    union = f.OrganizationFactory()
    country = f.CountryFactory()
    f.MembershipFactory(organization=union, country=country, status="observer", start="2005-07-05", end="2017-06-09")
    f.MembershipFactory(organization=union, country=country, start="2017-06-09")
    f.MembershipFactory(organization=union, country=f.CountryFactory(), start="2005-07-05", end="2017-06-09")
    assert labels(union) == [
        ("2005-07-05", "5 July 2005: 2 joined"),
        ("2017-06-09", "9 June 2017: 1 left, 1 changed status"),
    ]


def test_a_date_known_in_part_is_said_so_and_counts_from_the_day_it_is_certain():
    union = f.OrganizationFactory()
    f.MembershipFactory(organization=union, start="1997", end="2004-10")
    f.MembershipFactory(organization=union, start="1997-12-31")
    f.MembershipFactory(organization=union, start=None)
    f.MembershipFactory(organization=union, start="1996-01-01", end_unknown=True)
    assert labels(union) == [
        ("1996-01-01", "1 January 1996: 1 joined"),
        ("1997-12-31", "1997: 1 joined"),
        ("1997-12-31", "31 December 1997: 1 joined"),
        ("2004-10-31", "October 2004: 1 left"),
    ]


@pytest.mark.parametrize("language", ["kk", "en"])
def test_before_and_after_are_links_that_work_by_themselves(client, union, language):
    text = page(client, f"/{language}/organizations/ots/members/?on=2012-05-01&area=world")
    assert re.search(r'<a id="step-previous" rel="prev" href="\?on=2009-10-03&amp;area=world#steps">', text)
    assert re.search(r'<a id="step-next" rel="next" href="\?on=2018-09-03&amp;area=world#steps">', text)
    assert 'href="?area=world#steps"' in text, "today"
    assert '<input type="hidden" name="area" value="world">' in text
    assert re.search(r'<option value="2012-05-01" selected>', text)
