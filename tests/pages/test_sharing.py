"""What a page tells those who link to it: its head, its data, its picture."""

import io
import json
import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation
from PIL import Image

from apps.core import linked_data
from apps.core.cards import Card, card_of_the_site
from apps.core.dates import PartialDate
from apps.core.sharing import described
from apps.core.text import KAZAKH_ALPHABET
from apps.core.typefaces import SANS, SERIF, Face
from tests import factories as f

from .conftest import PAGES

pytestmark = pytest.mark.once

LANGUAGES = ("kk", "en")
CARDS = (
    "organizations/nato.png",
    "organizations/nato/bodies/council.png",
    "members/belgium.png",
    "members/eu.png",
    "people/paul-henri-spaak.png",
    "events/2008-bucharest-summit.png",
    "documents/washington-treaty.png",
    "terms/treaty.png",
)


def head(client, address):
    """Return the title of a page, its meta elements by name, and its links by what they are."""
    page = client.get(address).content.decode()
    metas = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
    links = {
        (rel, language): href
        for rel, language, href in re.findall(
            r'<link rel="(canonical|alternate)"(?: hreflang="([\w-]+)")? href="([^"]+)"', page
        )
    }
    title = re.search(r"<title>(.*?)</title>", page)[1]
    return title, {key: unescape(value) for key, value in metas.items()}, links


def graph(client, address):
    """Return the linked data of a page, by type."""
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(address).content.decode())[1]
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


# ---- the head ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_it_is(client, world, language, path):
    title, metas, links = head(client, f"/{language}/{path}")
    other = "en" if language == "kk" else "kk"
    here = f"http://testserver/{language}/{path}".partition("?")[0]
    assert unescape(title) == f"{metas['og:title']} – {'Одақ' if language == 'kk' else 'Odaq'}"
    assert 20 < len(metas["description"]) <= 161
    assert metas["og:description"] == metas["description"]
    assert metas["og:type"] in ("website", "article", "profile")
    assert metas["og:locale"] == {"kk": "kk_KZ", "en": "en_GB"}[language]
    assert metas["og:locale:alternate"] == {"kk": "kk_KZ", "en": "en_GB"}[other]
    assert metas["og:image"].startswith("http://testserver/")
    assert metas["og:image:alt"]
    assert links["canonical", ""].startswith(here)
    assert links["alternate", language] == links["canonical", ""]
    assert links["alternate", other] == links["canonical", ""].replace(f"/{language}/", f"/{other}/")
    assert links["alternate", "x-default"] == links["alternate", "kk"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_one_title(client, world, language):
    titles = [head(client, f"/{language}/{path}")[0] for path in PAGES if "?" not in path]
    assert sorted(titles) == sorted(set(titles))


def test_the_picture_of_every_page_exists(client, world):
    for path in PAGES:
        image = head(client, f"/kk/{path}")[1]["og:image"].removeprefix("http://testserver")
        if image.startswith("/static/"):
            assert finders.find(image.removeprefix("/static/")), path
        else:
            assert client.get(image)["Content-Type"] == "image/png", path


@pytest.mark.parametrize(("language", "spoken"), [("kk", "1955 жылғы 9 мамыр"), ("en", "9 May 1955")])
def test_a_page_of_a_day_says_so_where_it_is_shared_and_is_one_page_for_search_engines(client, world, language, spoken):
    stem = f"/{language}/organizations/nato/members/"
    title, metas, links = head(client, f"{stem}?on=1955-05-09&sort=x")
    assert f"({spoken})" in title
    assert spoken in metas["og:description"]
    assert links["canonical", ""] == f"http://testserver{stem}"
    assert metas["og:url"] == f"http://testserver{stem}?on=1955-05-09"
    assert metas["og:image"] == f"http://testserver/{language}/organizations/nato.png?on=1955-05-09"


def test_a_summary_is_the_description_cut_after_a_word(client, db):
    f.EventFactory(slug="visit", summary_en="A *visit* to Q&A " + "long words " * 30, summary_kk="")
    description = head(client, "/en/events/visit/")[1]["description"]
    assert description.startswith("A visit to Q&A long words")
    assert description.endswith(("long…", "words…"))
    assert len(description) <= 161


@pytest.mark.parametrize(
    ("language", "facts"),
    [("kk", "2008 жылғы 2–4 сәуір; Брюссель, Бельгия"), ("en", "2–4 April 2008; Brussels, Belgium")],
)
def test_a_record_without_a_summary_is_described_by_its_facts(client, world, language, facts):
    assert facts in head(client, f"/{language}/events/2008-bucharest-summit/")[1]["description"]


def test_a_short_text_is_not_cut():
    assert described("Short.") == "Short."
    assert described("one two three", 8) == "one two…"


def test_a_page_that_is_not_there_is_not_shared(client, db):
    page = client.get("/en/events/nothing/").content.decode()
    assert "canonical" not in page
    assert "og:" not in page


def test_templates_leave_titles_and_descriptions_to_the_views():
    from pathlib import Path

    from django.conf import settings

    pages = [path for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html") if "admin" not in path.parts]
    wrong = [path.name for path in pages if re.search(r"{% block (title|description) %}", path.read_text("utf-8"))]
    assert not wrong, (
        f"PageView.get_full_title and get_description say it, for the head and where it is shared: {wrong}"
    )


# ---- linked data ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [path for path in PAGES if path])
def test_a_page_with_a_trail_gives_it_as_data(client, world, language, path):
    trail = graph(client, f"/{language}/{path}")["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in trail] == list(range(1, len(trail) + 1))
    assert trail[0]["item"] == f"http://testserver/{language}/"
    assert all(step["name"] and step["item"].startswith("http://testserver/") for step in trail)


def test_the_home_page_says_how_to_search(client, world):
    action = graph(client, "/en/")["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "http://testserver/en/search/?q={search_term_string}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_organisation_as_data(client, world, language):
    parent = f.OrganizationFactory(slug="un", draft=True)
    world["nato"].parent = parent
    world["nato"].save()
    node = graph(client, f"/{language}/organizations/nato/")["Organization"]
    kazakh = language == "kk"
    assert node["@id"] == "http://testserver/kk/organizations/nato/#it"
    assert node["url"] == f"http://testserver/{language}/organizations/nato/"
    assert node["name"] == ("Солтүстік Атлантикалық шарт ұйымы" if kazakh else "North Atlantic Treaty Organization")
    assert {"NATO", "НАТО"} <= set(node["alternateName"])
    assert node["sameAs"] == "https://www.nato.int"
    assert node["location"]["address"]["addressLocality"] == ("Брюссель" if kazakh else "Brussels")
    assert "parentOrganization" not in node  # it is a draft
    assert "dissolutionDate" not in node


def test_a_body_is_part_of_its_organisation(client, world):
    node = graph(client, "/en/organizations/nato/bodies/committee/")["Organization"]
    assert node["parentOrganization"]["@id"] == "http://testserver/kk/organizations/nato/#it"
    assert node["dissolutionDate"] == "2010-06"


def test_a_person_as_data_has_dated_roles_and_a_title_only_while_it_is_held(client, world):
    node = graph(client, "/en/people/paul-henri-spaak/")["Person"]
    assert "jobTitle" not in node
    assert node["nationality"]["name"] == "Belgium"
    (role,) = node["worksFor"]
    assert role["@type"] == "OrganizationRole"
    assert (role["startDate"], role["endDate"]) == ("1957-05-16", "1961-04-21")
    assert role["worksFor"]["name"] == "North Atlantic Treaty Organization"


def test_an_event_as_data_has_its_dates_as_far_as_they_are_known(client, world):
    node = graph(client, "/en/events/2008-bucharest-summit/")["Event"]
    assert (node["startDate"], node["endDate"]) == ("2008-04-02", "2008-04-04")
    assert node["location"]["name"] == "Brussels"
    assert [one["name"] for one in node["organizer"]] == ["North Atlantic Treaty Organization"]
    assert "eventStatus" not in node
    visit = graph(client, "/en/events/a-visit/")["Event"]
    assert visit["startDate"] == "2008-04"
    assert "endDate" not in visit
    part = graph(client, "/en/events/eapc-summit/")["Event"]
    assert part["superEvent"]["@id"] == "http://testserver/kk/events/2008-bucharest-summit/#it"


@pytest.mark.parametrize(("status", "said"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")])
def test_an_event_that_did_not_take_place_says_so(client, db, status, said):
    f.EventFactory(slug="visit", status=status)
    assert graph(client, "/en/events/visit/")["Event"]["eventStatus"] == f"https://schema.org/{said}"


def test_a_place_has_its_coordinates(client, db):
    city = f.CityFactory(latitude="50.85", longitude="4.35")
    f.EventFactory(slug="visit", city=city)
    geo = graph(client, "/en/events/visit/")["Event"]["location"]["geo"]
    assert (geo["latitude"], geo["longitude"]) == (50.85, 4.35)


def test_a_treaty_is_legislation_and_a_plan_is_a_work(client, world):
    treaty = graph(client, "/en/documents/washington-treaty/")["Legislation"]
    assert treaty["legislationLegalForce"] == "https://schema.org/InForce"
    assert treaty["legislationPassedBy"][0]["name"] == "North Atlantic Treaty Organization"
    f.DocumentFactory(slug="plan", kind="plan", signed="2004-10")
    assert graph(client, "/en/documents/plan/")["CreativeWork"]["dateCreated"] == "2004-10"


def test_an_organisation_as_a_member_says_of_what(client, world):
    assert "memberOf" not in graph(client, "/en/members/eu/")["Organization"]  # in NATO it is an observer
    union = world["nato"].memberships.get(member_organization__slug="eu").member_organization
    wto = f.OrganizationFactory(slug="wto", name_en="World Trade Organization")
    f.MembershipFactory(organization=wto, country=None, member_organization=union, start="1995")
    above = graph(client, "/en/members/eu/")["Organization"]["memberOf"]
    assert [one["name"] for one in above] == ["World Trade Organization"]


def test_a_country_is_a_country(client, world):
    assert graph(client, "/en/members/belgium/")["Country"]["identifier"] == ["BE"]


@pytest.mark.parametrize(
    ("written", "said"),
    [("1949-04-04", "1949-04-04"), ("1949-04", "1949-04"), ("1949", "1949"), ("1949~", ""), ("1949-04?", "")],
)
def test_no_date_is_invented(written, said):
    assert linked_data.date(PartialDate.parse(written)) == said
    assert linked_data.date(None) == ""


def test_a_name_cannot_end_the_block_of_data(client, db):
    f.EventFactory(slug="visit", name_en="</script><script>alert(1)</script> & <!-- ")
    page = client.get("/en/events/visit/").content.decode()
    assert "<script>alert" not in page
    assert graph(client, "/en/events/visit/")["Event"]["name"] == "</script><script>alert(1)</script> & <!-- "


# ---- cards ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", CARDS)
def test_every_record_has_its_card(client, world, django_assert_max_num_queries, language, path):
    with django_assert_max_num_queries(6):
        response = client.get(f"/{language}/{path}")
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies
    with Image.open(io.BytesIO(response.content)) as picture:
        assert picture.size == (1200, 630)


def test_a_card_differs_by_language_and_by_day_and_is_not_sent_twice(client, world):
    addresses = ("/kk/organizations/nato.png", "/en/organizations/nato.png", "/en/organizations/nato.png?on=1955-05-09")
    answers = [client.get(address) for address in addresses]
    assert len({answer["ETag"] for answer in answers}) == len({answer.content for answer in answers}) == 3
    assert not any(answer["ETag"].startswith("W/") for answer in answers)
    again = client.get(addresses[0], headers={"if-none-match": answers[0]["ETag"]})
    assert again.status_code == 304


def test_a_card_is_drawn_once_until_something_on_it_changes(client, world, monkeypatch):
    drawn = []
    draw = Card.drawn
    monkeypatch.setattr(Card, "drawn", lambda card: drawn.append(card) or draw(card))
    for _time in range(2):
        client.get("/en/organizations/nato.png")
    assert len(drawn) <= 1
    before = len(drawn)
    f.MembershipFactory(organization=world["nato"], country=f.CountryFactory(), start="1949-04-04")
    client.get("/en/organizations/nato.png")
    assert len(drawn) == before + 1
    assert drawn[-1].facts[0] == "2 members"


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("kk", ("1 мүше", "құрылған күні: 1949 жылғы 4 сәуір", "Брюссель, Бельгия")),
        ("en", ("1 member", "founded 4 April 1949", "Brussels, Belgium")),
    ],
)
def test_the_card_of_an_organisation_says_how_many_members_since_when_and_where(
    client, world, monkeypatch, language, facts
):
    world["nato"].start = "1949-04-04"
    world["nato"].save()
    cards = []
    monkeypatch.setattr(Card, "png", lambda card: cards.append(card) or b"")
    client.get(f"/{language}/organizations/nato.png")
    client.get(f"/{language}/organizations/nato.png?on=1955-05-09")
    client.get(f"/{language}/organizations/nato.png?on=1940-01-01")
    assert cards[0].facts == facts
    assert cards[1].facts == facts[:2]  # where it had its seat then is not recorded
    assert len(cards[2].facts) == 1
    assert [bool(card.day) for card in cards] == [False, True, True]


@pytest.mark.parametrize("state", ["draft", "review", "archived"])
def test_what_is_not_published_has_no_card_and_no_reference(client, world, state):
    f.EventFactory(slug="secret", publication=state)
    for form in ("png", "bib", "ris"):
        assert client.get(f"/en/events/secret.{form}").status_code == 404


def test_staff_see_the_card_of_a_draft_and_nobody_keeps_it(staff, db):
    f.EventFactory(slug="secret", draft=True)
    assert "no-store" in staff.get("/en/events/secret.png")["Cache-Control"]


def test_an_old_address_of_a_card_leads_to_the_new_one(client, db):
    event = f.EventFactory(slug="old")
    event.slug = "new"
    event.save()
    assert client.get("/en/events/old.png")["Location"] == "/en/events/new.png"


@pytest.mark.parametrize("family", [SERIF, SANS])
def test_every_letter_of_both_alphabets_has_a_shape(family):
    face = Face(family, 40)
    letters = KAZAKH_ALPHABET + KAZAKH_ALPHABET.upper() + "abcxyzABCXYZ0123456789 .,:;–—·…«»“”’()№şğıİöüçñéß"
    for letter in letters.replace(" ", ""):
        font = face.font_of(letter)
        assert font is not None, letter
        assert bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff")), f"{family} has no {letter}"


def test_a_letter_that_no_file_has_is_left_out():
    assert "".join(run for _font, run in Face(SANS, 20).runs("Қазақ 中 text")) == "Қазақ  text"


@pytest.mark.parametrize("name", ["A", "Одақ " * 60, "Ұзынсөз" * 40])
def test_a_name_of_any_length_finds_room(name):
    with Image.open(io.BytesIO(Card(kind="Event", name=name.strip(), facts=("x " * 200,)).drawn())) as picture:
        assert picture.size == (1200, 630)
        margin = picture.convert("RGB").crop((1150, 150, 1200, 630))
        assert len(margin.getcolors()) == 1  # nothing runs out of the card


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_the_site_is_the_one_that_is_committed(language):
    with translation.override(language):
        drawn = card_of_the_site().drawn()
    with open(finders.find(f"img/card-{language}.png"), "rb") as file:
        committed = file.read()
    pictures = [Image.open(io.BytesIO(content)).convert("RGB").tobytes() for content in (drawn, committed)]
    assert pictures[0] == pictures[1], "Run `manage.py draw_cards`."
