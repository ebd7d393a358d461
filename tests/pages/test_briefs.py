"""Briefs: one sheet about an organisation, a member or an event, as on a day."""

import re

import pytest
import time_machine

from apps.pages.delegations import in_order
from apps.pages.sheets import HEIGHT, Block, Entry, Sheet
from tests import factories as f

pytestmark = pytest.mark.django_db

BRIEFS = ("organizations/nato/brief/", "members/belgium/brief/", "events/2008-bucharest-summit/brief/")


def page(client, path, language="en"):
    return client.get(f"/{language}/{path}").content.decode().partition('<article class="sheet"')[2]


def names(html, block):
    part = html.partition(f'id="h-{block}"')[2].partition("</section>")[0]
    return re.findall(r"<li[^>]*>.*?<a [^>]*>(.*?)</a>", part)


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("path", BRIEFS)
def test_a_brief_opens_with_its_day_its_address_and_its_sources(client, world, language, path):
    with time_machine.travel("2026-04-04T12:00:00+05:00"):
        response = client.get(f"/{language}/{path}")
    html = response.content.decode()
    assert response.status_code == 200
    assert "noindex" in html
    assert f"http://testserver/{language}/{path.removesuffix('brief/')}" in html
    assert ("2026 жылғы 4 сәуір" if language == "kk" else "4 April 2026") in html.partition('class="sheet"')[2]


@pytest.mark.parametrize(("path", "link"), [(path.removesuffix("brief/"), path) for path in BRIEFS])
def test_each_page_leads_to_its_brief_and_keeps_the_day(client, world, path, link):
    assert f'href="/en/{link}"' in client.get(f"/en/{path}").content.decode()
    assert f'href="/en/{link}?on=2008-04-03"' in client.get(f"/en/{path}?on=2008-04-03").content.decode()


def test_a_brief_of_an_organisation_says_who_holds_what_on_the_day(client, world):
    text = page(client, "organizations/nato/brief/?on=1958-01-01")
    assert "Paul-Henri Spaak" in text
    assert "1 January 1958" in text
    assert "?on=1958-01-01</a>" in text
    assert "Paul-Henri Spaak" not in page(client, "organizations/nato/brief/?on=1965-01-01")


def test_members_stand_under_their_status_as_on_the_day(client, world):
    nato = world["nato"]
    f.MembershipFactory(organization=nato, country__name_en="Finland", start="2023-04-04")
    f.MembershipFactory(organization=nato, country__name_en="A draft", start="1949", draft=True)
    assert names(page(client, "organizations/nato/brief/"), "members-member") == ["Belgium", "Finland"]
    assert names(page(client, "organizations/nato/brief/?on=1955-05-09"), "members-member") == ["Belgium"]
    assert names(page(client, "organizations/nato/brief/"), "members-observer") == ["European Union"]
    assert "A draft" not in page(client, "organizations/nato/brief/")


@pytest.fixture
def seats(db):
    """States whose order differs in each language, one that has no ISO code, and an organisation."""
    un = f.OrganizationFactory(slug="un")
    for slug, code, kk, en in (
        ("germany", "DE", "Германия", "Germany"),
        ("ethiopia", "ET", "Эфиопия", "Ethiopia"),
        ("egypt", "EG", "Мысыр", "Egypt"),
        ("united-states", "US", "Америка Құрама Штаттары", "United States"),
        ("uzbekistan", "UZ", "Өзбекстан", "Uzbekistan"),
        ("yugoslavia", None, "Югославия", "Yugoslavia"),
    ):
        country = f.CountryFactory(slug=slug, iso2=code, name_kk=kk, name_en=en)
        f.MembershipFactory(organization=un, country=country)
    union = f.OrganizationFactory(name_kk="Еуропалық Одақ", name_en="European Union")
    f.MembershipFactory(organization=un, country=None, member_organization=union)
    return un


@pytest.mark.parametrize(
    ("order", "listed"),
    [
        ("kk", "Америка Құрама Штаттары|Германия|Еуропалық Одақ|Мысыр|Өзбекстан|Эфиопия|Югославия"),
        ("en", "Egypt|Ethiopia|European Union|Germany|United States|Uzbekistan|Yugoslavia"),
        ("fr", "Allemagne|Égypte|États-Unis|Éthiopie|European Union|Ouzbékistan|Yugoslavia"),
    ],
)
def test_delegations_stand_in_the_alphabet_of_the_order_under_their_names_in_it(client, seats, order, listed):
    html = page(client, f"organizations/un/brief/?order={order}")
    assert names(html, "members-member") == listed.split("|")


def test_names_in_another_language_carry_its_lang(client, seats):
    html = page(client, "organizations/un/brief/?order=fr", "kk")
    assert re.search(r'lang="fr">États-Unis', html)
    assert re.search(r'lang="en">Yugoslavia', html)
    assert "lang=" not in page(client, "organizations/un/brief/", "kk").partition('id="h-members-member"')[2]


@pytest.mark.parametrize(("language", "first"), [("kk", "Америка Құрама Штаттары"), ("en", "Egypt")])
def test_without_a_choice_the_order_is_that_of_the_page_and_a_bad_one_says_so(client, seats, language, first):
    assert names(page(client, "organizations/un/brief/", language), "members-member")[0] == first
    response = client.get(f"/{language}/organizations/un/brief/?order=xx")
    assert response.status_code == 200
    assert 'class="notice warning"' in response.content.decode()
    assert names(response.content.decode(), "members-member")[0] == first


def test_the_links_of_the_orders_keep_the_day_and_the_language_links_the_order(client, seats):
    html = client.get("/en/organizations/un/brief/?on=1995-01-01&order=fr").content.decode()
    assert 'href="/en/organizations/un/brief/?on=1995-01-01"' in html
    assert 'href="/en/organizations/un/brief/?on=1995-01-01&amp;order=kk"' in html
    assert 'href="/kk/organizations/un/brief/?on=1995-01-01&amp;order=fr"' in html


def test_people_of_an_event_stand_by_family_name(db):
    rows = [
        f.ParticipationFactory(person=f.PersonFactory(name_en=name, family_name_en=family))
        for name, family in (("Anna Ziegler", "Ziegler"), ("Zoe Adams", "Adams"))
    ]
    listed = in_order(rows, "en", lambda row: row.participant)
    assert [delegation.name for delegation in listed] == ["Zoe Adams", "Anna Ziegler"]


def test_a_brief_of_an_event_lists_who_took_part_in_each_role_and_no_draft(client, world):
    summit = f.EventFactory(slug="meeting", name_en="Meeting")
    for name in ("Norway", "Belgium"):
        f.ParticipationFactory(event=summit, person=None, country=f.CountryFactory(name_en=name))
    f.ParticipationFactory(event=summit, person=None, country=f.CountryFactory(name_en="Hidden", draft=True))
    f.EventFactory(name_en="Opening", parent=summit, start="2008-04-03")
    f.EventFactory(name_en="Hidden part", parent=summit, draft=True)
    html = page(client, "events/meeting/brief/?on=2008-04-03")
    assert names(html, "role-participant") == ["Belgium", "Norway"]
    assert names(html, "parts") == ["Opening"]
    assert 'class="on-day"' in html
    assert "Hidden" not in html


def test_a_brief_of_a_member_lists_what_holds_on_the_day(client, world):
    belgium = world["belgium"]
    treaty = f.DocumentFactory(name_en="A treaty in force", signed="1950", in_force="1951-01-01", ended="1990-01-01")
    f.PartyFactory(document=treaty, country=belgium)
    f.PartyFactory(document=f.DocumentFactory(name_en="Never in force"), country=belgium)
    f.TenureFactory(person__nationality=belgium, person__name_en="A Belgian", start="1979-01-01", end="1981-01-01")
    html = page(client, "members/belgium/brief/?on=1980-01-01")
    assert names(html, "documents") == ["A treaty in force", "Washington Treaty"]
    assert names(html, "posts") == ["A Belgian"]
    assert "North Atlantic Treaty Organization" in names(html, "memberships")
    assert "A treaty in force" not in page(client, "members/belgium/brief/")
    assert "A Belgian" not in page(client, "members/belgium/brief/")


def test_an_organisation_has_a_brief_as_a_member_too(client, world):
    assert names(page(client, "members/eu/brief/"), "memberships") == ["North Atlantic Treaty Organization"]


@pytest.mark.parametrize("path", ["organizations/none/brief/", "members/none/brief/", "events/none/brief/"])
def test_there_is_no_brief_of_nothing_nor_of_a_draft(client, db, path):
    f.OrganizationFactory(slug="none", draft=True)
    f.EventFactory(slug="none", draft=True)
    f.CountryFactory(slug="none", draft=True)
    assert client.get(f"/en/{path}").status_code == 404


def test_an_old_address_leads_to_the_new_one(client, world):
    world["nato"].slug = "alliance"
    world["nato"].save()
    response = client.get("/en/organizations/nato/brief/?order=fr")
    assert (response.status_code, response["Location"]) == (301, "/en/organizations/alliance/brief/?order=fr")


@pytest.mark.parametrize("path", BRIEFS)
def test_a_brief_costs_the_same_with_many_rows(client, world, django_assert_max_num_queries, path):
    nato, belgium = world["nato"], world["belgium"]
    summit = nato.events.get(slug="2008-bucharest-summit")
    for number in range(12):
        f.MembershipFactory(organization=nato)
        f.MembershipFactory(country=belgium)
        f.TenureFactory(post=f.PostFactory(organization=nato), person=f.PersonFactory(nationality=belgium))
        f.ParticipationFactory(event=summit, person=None, country=f.CountryFactory())
        f.EventFactory(parent=summit, organizations=[nato], start=f"20{number + 10}")
        f.PartyFactory(document=f.DocumentFactory(organizations=[nato], in_force="1950"), country=belgium)
    with django_assert_max_num_queries(12):
        assert client.get(f"/kk/{path}").status_code == 200


# ---- how much a sheet holds ----


def entries(count, text="A name"):
    return [Entry(f"{text} {number}") for number in range(count)]


def test_a_sheet_never_promises_more_than_it_holds_and_says_how_much_is_left_out():
    block = Block("one", "One", entries(500, "A long name of a document that takes more than a line of its column"), 2)
    sheet = Sheet("Title", bands=[[block]]).fill()
    assert sheet.height <= HEIGHT
    assert 0 < block.shown < 500
    assert block.hidden == 500 - block.shown


def test_every_block_keeps_its_least_before_any_grows():
    many, few = Block("many", "Many", entries(900), 2), Block("few", "Few", entries(6), least=3)
    Sheet("Title", bands=[[many], [few]]).fill()
    assert few.shown >= 3
    assert many.shown < 900


def test_names_that_do_not_fit_in_columns_run_on():
    block = Block("members", "Members", entries(193, "A state"), 5)
    others = Block("others", "Others", entries(60), 1, least=20)
    Sheet("Title", bands=[[block], [others]]).fill()
    assert block.runs_on
    assert block.hidden == 0


def test_the_text_is_cut_after_a_sentence():
    text = "This is one sentence of the text. " * 400
    sheet = Sheet("Title", text=text).fill()
    assert sheet.text_is_cut
    assert sheet.shown_text.endswith("text.")
    assert not Sheet("Title", text="One. Two.").fill().text_is_cut
