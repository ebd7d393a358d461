"""`?on=`: any page about membership, structure or office, as on any day."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_members_are_those_of_the_day(client, world):
    nato = world["nato"]
    f.MembershipFactory(organization=nato, country__name_en="Greece", start="1952-02-18")
    assert "1 member" in page(client, "/en/organizations/nato/members/?on=1950-01-01")
    later = page(client, "/en/organizations/nato/members/?on=1952-02-18")
    assert "2 members" in later
    assert "Greece" in later


def test_a_member_that_may_have_been_one_is_marked_and_not_counted(client, world):
    f.MembershipFactory(organization=world["nato"], country__name_en="Perhapsia", start="1955")
    text = page(client, "/en/organizations/nato/members/?on=1955-05-09")
    assert "Perhapsia" in text
    assert "possibly" in text
    assert "1 member<" in text


@pytest.mark.parametrize(("language", "said"), [("kk", "1955 жылғы 9 мамыр"), ("en", "9 May 1955")])
def test_a_bar_says_which_day_is_shown_and_leads_back(client, world, language, said):
    text = page(client, f"/{language}/organizations/nato/structure/?on=1955-05-09")
    assert f"<b>{said}</b>" in text
    assert f'href="/{language}/organizations/nato/structure/"' in text


def test_links_carry_the_day_on(client, world):
    text = page(client, "/en/organizations/nato/structure/?on=1955-05-09")
    assert 'href="/en/organizations/nato/members/?on=1955-05-09"' in text
    assert 'href="/en/organizations/nato/bodies/council/?on=1955-05-09"' in text
    assert 'href="/kk/organizations/nato/structure/?on=1955-05-09"' in text


def test_a_body_that_ended_stands_in_the_tree_on_its_days(client, world):
    tree = page(client, "/en/organizations/nato/structure/?on=2009-01-01")
    assert "Former bodies" not in tree
    assert "2 bodies" in tree
    assert "Former bodies" in page(client, "/en/organizations/nato/structure/")


def test_the_holder_of_a_post_is_that_of_the_day_and_a_gap_reads_vacant(client, world):
    def holders_on(day: str) -> str:  # below the drawing, which shows all years and marks the day
        return page(client, f"/en/organizations/nato/people/?on={day}").partition("</figure>")[2]

    assert "Paul-Henri Spaak" in holders_on("1960-01-01")
    vacant = holders_on("1965-01-01")
    assert "Paul-Henri Spaak" not in vacant
    assert "vacant" in vacant


def test_a_members_page_shows_what_it_belonged_to(client, world):
    assert "0 memberships" in page(client, "/en/members/belgium/?on=1948-01-01")
    on_the_day = page(client, "/en/members/belgium/?on=1949-04-04")
    assert "2 memberships" in on_the_day  # in NATO for certain; in its Council, founded at some time in 1949
    assert on_the_day.count('class="possibly"') == 1


@pytest.mark.parametrize("day", ["yesterday", "1955-13-01", "1955", "%00", "9999999999-01-01", "1955-05-09T00:00"])
def test_a_day_that_cannot_be_read_shows_today_and_says_so(client, world, day):
    text = page(client, f"/en/organizations/nato/members/?on={day}")
    assert "This is not a day." in text
    assert "onbar" not in text


def test_before_an_organisation_began_its_pages_say_so(client, world):
    for path in ("members/", "structure/", "people/", "bodies/council/"):
        assert "It did not exist on this day." in page(client, f"/en/organizations/nato/{path}?on=1900-01-01"), path
    assert "It did not exist" not in page(client, "/en/organizations/nato/members/?on=1955-05-09")


def test_a_day_to_come_says_what_it_shows(client, world):
    assert "This day is still to come" in page(client, "/en/organizations/nato/members/?on=2099-01-01")


@pytest.mark.parametrize("day", ["9999-12-31", "1799-12-31"])
def test_a_day_beyond_all_records_is_refused(client, world, day):
    assert "between 1800 and 2100" in page(client, f"/en/organizations/nato/members/?on={day}")


def test_former_members_of_a_body_are_listed_with_their_time(client, world):
    council = world["nato"].bodies.get(slug="council")
    f.MembershipFactory(
        organization=world["nato"], body=council, country__name_en="Albania", start="1994-02-23", end="2009-04-01"
    )
    today = page(client, "/en/organizations/nato/bodies/council/")
    assert "Albania" in today.split("Former members")[1]
    assert "Albania" not in today.split("Former members")[0]


def test_a_gap_between_two_tenures_is_shown(client, world):
    post = f.PostFactory(organization=world["nato"], slug="chair")
    f.TenureFactory(post=post, start="1990-01-01", end="1995-01-01")
    f.TenureFactory(post=post, start="1996-01-01")
    assert "1 January 1995 – 1 January 1996" in page(client, "/en/organizations/nato/people/")


def test_a_body_whose_beginning_nobody_wrote_down_is_no_older_than_its_organisation(client, db):
    csto = f.OrganizationFactory(slug="csto", start="2002-10-07")
    f.BodyFactory(organization=csto, start=None)
    assert "0 bodies" in page(client, "/en/organizations/csto/structure/?on=1990-01-01")
    assert "0 bodies, and possibly 1 more" in page(client, "/en/organizations/csto/structure/?on=2010-01-01")
    assert "1 body" in page(client, "/en/organizations/csto/structure/")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("organizations/eurasec/", "dissolved"),
        ("organizations/eurasec/?on=2010-01-01", "existed on this day"),
        ("organizations/eurasec/?on=1999-01-01", "It did not exist on this day."),
        ("organizations/eurasec/bodies/council/?on=2010-01-01", "existed on this day"),
        ("members/czechoslovakia/?on=2000-01-01", "It did not exist on this day."),
    ],
)
def test_what_is_said_of_existence_is_said_of_the_day_shown(client, db, path, words):
    eurasec = f.OrganizationFactory(slug="eurasec", start="2000-10-10", end="2015-01-01")
    f.BodyFactory(organization=eurasec, slug="council", start="2000-10-10", end="2015-01-01")
    f.MembershipFactory(country=f.CountryFactory(slug="czechoslovakia", start="1918-10-28", end="1993-01-01"))
    text = page(client, f"/en/{path}")
    assert words in text
    assert sum(said in text for said in (">dissolved<", ">existed on this day<", "It did not exist on this day.")) == 1


def test_an_organisation_without_members_today_does_not_say_that_none_are_known(client, db):
    f.MembershipFactory(organization=f.OrganizationFactory(slug="eurasec"), start="2000-10-10", end="2015-01-01")
    assert "It has no members today" in page(client, "/en/organizations/eurasec/members/")
