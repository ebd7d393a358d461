"""The alphabet above a list."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.letters import CODES, following
from apps.core.text import KAZAKH_ALPHABET, sort_key
from tests import factories as f

pytestmark = pytest.mark.django_db

NAMES = (
    ("Әзірбайжан", "Azerbaijan"),
    ("Аустрия", "Austria"),
    ("Өзбекстан", "Uzbekistan"),
    ("Ұлыбритания", "United Kingdom"),
    ("Һаити", "Haiti"),
    ("20-топ", "20 Group"),
    ("NATO", "НАТО"),
)


@pytest.fixture
def members(db):
    organization = f.OrganizationFactory(slug="org", name_kk="Ұйым", name_en="Organisation")
    for kk, en in NAMES:
        f.MembershipFactory(organization=organization, country__name_kk=kk, country__name_en=en)
    return organization


def bar(text: str) -> str:
    return text.partition('<nav class="letters"')[2].partition("</nav>")[0]


def links(text: str) -> dict[str, int]:
    return {
        letter: int(count)
        for letter, count in re.findall(r">([^<>]+)<span class=\"visually-hidden\"> \((\d+)\)", bar(text))
    }


def titles(text: str) -> list[str]:
    return re.findall(r'row-title"><a[^>]*>([^<]*)', text)


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_kazakh_bar_has_the_42_letters_in_their_order_and_only_those_with_something_are_links(client, members):
    text = page(client, "/kk/members/")
    shown = re.findall(r'class="letter"[^>]*>([^<]+)<', bar(text))
    assert shown == ["0–9", *KAZAKH_ALPHABET.upper(), "A–Z"]
    assert links(text) == {"А": 1, "Ә": 1, "Ө": 1, "Ұ": 1, "Һ": 1, "0–9": 1, "A–Z": 1}


def test_the_english_bar_has_the_latin_letters_digits_before_and_the_rest_behind(client, members):
    text = page(client, "/en/members/")
    assert links(text) == {"A": 2, "H": 1, "U": 2, "0–9": 1, "А–Я": 1}
    first, *_letters, last = links(text)
    assert (first, last) == ("0–9", "А–Я")


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("value", ["0-9", "other"])
def test_a_list_without_digits_or_the_other_script_does_not_name_them(client, world, language, value):
    assert f"letter={value}" not in page(client, f"/{language}/organizations/")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/kk/members/?letter=ә", ["Әзірбайжан"]),
        ("/kk/members/?letter=Ә", ["Әзірбайжан"]),
        ("/kk/members/?letter=Ұ&letter=Ө", ["Өзбекстан", "Ұлыбритания"]),
        ("/kk/members/?letter=һ", ["Һаити"]),
        ("/kk/members/?letter=0-9", ["20-топ"]),
        ("/kk/members/?letter=other", ["NATO"]),
        ("/en/members/?letter=u", ["United Kingdom", "Uzbekistan"]),
        ("/en/members/?letter=other", ["НАТО"]),
        ("/en/members/?letter=a&q=austria", ["Austria"]),
    ],
)
def test_a_letter_finds_the_names_that_begin_with_it(client, members, address, found):
    assert titles(page(client, address)) == found


def test_the_letters_are_counted_as_if_none_were_chosen_and_the_sentence_counts_the_chosen(client, members):
    text = page(client, "/en/members/?letter=u")
    assert links(text)["A"] == 2
    assert 'id="count">2 members' in text
    assert 'aria-current="true">U<' in bar(text)


def test_a_letter_under_which_the_other_filters_leave_nothing_is_no_link(client, members):
    assert links(page(client, "/en/members/?q=austria")) == {"A": 1}


def test_a_letter_is_a_chip_and_is_carried_by_the_form(client, members):
    text = page(client, "/kk/members/?letter=ә&region=central_asia")
    assert re.search(r'<span class="chip-key">[^<]+:</span> Ә</span>', text)
    assert 'class="chip" href="/kk/members/?region=central_asia"' in text
    assert '<input type="hidden" name="letter" value="ә">' in text


@pytest.mark.parametrize("section", ["organizations", "members", "people", "events", "documents"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_every_list_has_its_bar_when_it_stands_by_name(client, world, section, language):
    text = page(client, f"/{language}/{section}/?sort=name")
    assert bar(text)
    letter = re.search(r'id="letter-([^"]{1,2})" href', bar(text))[1]
    found = titles(page(client, f"/{language}/{section}/?sort=name&letter={letter}"))
    assert found
    if section != "people":  # listed under the family name
        assert all(sort_key(name, language).startswith(CODES[language][letter]) for name in found)


def test_a_list_in_another_order_has_no_bar_but_keeps_the_letter(client, world):
    text = page(client, "/en/events/?letter=b")
    assert not bar(text)
    assert 'id="count">1 event' in text


@pytest.mark.parametrize("value", ["ж", "ab", "%00", "!", "1", "ß"])
def test_a_letter_of_no_alphabet_gives_the_whole_list_and_says_so_at_the_bar(client, members, value):
    text = page(client, f"/en/members/?letter={value}")
    assert "This is not a letter of the alphabet" in bar(text)
    assert 'id="count">7 members' in text
    assert "This is not a letter of the alphabet" in page(client, f"/en/members/?letter={value}&sort=-count")


def test_a_draft_is_not_counted_under_its_letter(client, db):
    f.OrganizationFactory(name_en="Zebra", draft=True)
    f.OrganizationFactory(name_en="Yak")
    assert links(page(client, "/en/organizations/")) == {"Y": 1}


def test_the_bar_costs_one_query_and_saves_the_count(client, world):
    client.get("/en/organizations/")
    with CaptureQueriesContext(connection) as by_name:
        client.get("/en/organizations/?kind=political")
    with CaptureQueriesContext(connection) as by_age:
        client.get("/en/organizations/?kind=political&sort=start")
    assert len(by_name) == len(by_age)


@pytest.mark.parametrize("language", ["kk", "en"])
def test_each_letter_is_a_range_of_keys_of_its_own(language):
    codes = list(CODES[language].values())
    assert codes == sorted(codes)
    for code, after in pairwise(codes):
        assert code < f"{code}zz" < following(code) <= after


def first_column(client, address: str) -> list[str]:
    text = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    return [line.split(",")[0] for line in text.splitlines()[1:]]


@pytest.fixture
def renamed(db):
    """Two members that bore other names until 1980, of which one stood at another place of the alphabet."""
    ceylon = f.CountryFactory(slug="sri-lanka", name_kk="Шри-Ланка", name_en="Sri Lanka")
    burma = f.CountryFactory(slug="myanmar", name_kk="Мьянма", name_en="Myanmar")
    union = f.OrganizationFactory(slug="union", name_kk="Цех", name_en="Union", start="1945")
    un = f.OrganizationFactory(slug="un", name_kk="Ұйым", name_en="Nations", start="1945")
    others = [
        f.CountryFactory(slug=slug, name_kk=kk, name_en=en)
        for slug, kk, en in (("belgium", "Бельгия", "Belgium"), ("mexico", "Мексика", "Mexico"))
    ]
    for country in (ceylon, burma, *others):
        f.MembershipFactory(organization=un, country=country, start="1950")
    f.MembershipFactory(organization=un, country=None, member_organization=union, start="1950")
    f.MembershipFactory(organization=union, country=others[0], start="1950")
    for country, names in ((ceylon, ("Цейлон", "Ceylon")), (burma, ("Бирма", "Burma"))):
        for name, language in zip(names, ("kk", "en"), strict=True):
            f.CountryNameFactory(country=country, name=name, language=language, former=True, end="1980")
    for name, language in (("Бірлестік", "kk"), ("Alliance", "en")):
        f.OrganizationNameFactory(organization=union, name=name, language=language, former=True, end="1980")


@pytest.mark.parametrize(
    ("language", "order", "counts"),
    [
        ("kk", ["Бельгия", "Бирма", "Бірлестік", "Мексика", "Цейлон"], {"Б": 3, "М": 1, "Ц": 1}),
        ("en", ["Alliance", "Belgium", "Burma", "Ceylon", "Mexico"], {"A": 1, "B": 2, "C": 1, "M": 1}),
    ],
)
def test_a_list_of_a_day_stands_in_the_alphabet_of_the_names_of_that_day(client, renamed, language, order, counts):
    text = page(client, f"/{language}/members/?on=1970-01-01")
    assert titles(text) == order
    assert links(text) == counts
    slugs = {"Бел": "belgium", "Бир": "myanmar", "Бір": "union", "Мек": "mexico", "Цей": "sri-lanka", "All": "union"}
    slugs |= {"Bel": "belgium", "Bur": "myanmar", "Cey": "sri-lanka", "Mex": "mexico"}
    in_file = first_column(client, f"/{language}/members.csv?on=1970-01-01")
    assert in_file == [slugs[name[:3]] for name in order]


@pytest.mark.parametrize(
    ("language", "letter", "found"),
    [
        ("kk", "б", ["Бельгия", "Бирма", "Бірлестік"]),
        ("kk", "м", ["Мексика"]),
        ("kk", "ц", ["Цейлон"]),
        ("kk", "ш", []),
        ("en", "c", ["Ceylon"]),
        ("en", "s", []),
    ],
)
def test_a_letter_of_a_day_is_that_of_the_names_of_that_day(client, renamed, language, letter, found):
    assert titles(page(client, f"/{language}/members/?on=1970-01-01&letter={letter}")) == found


@pytest.mark.parametrize(("language", "order"), [("kk", ["Бірлестік", "Ұйым"]), ("en", ["Alliance", "Nations"])])
def test_organisations_of_a_day_stand_in_the_alphabet_of_the_names_of_that_day(client, renamed, language, order):
    assert titles(page(client, f"/{language}/organizations/?on=1970-01-01")) == order
    assert titles(page(client, f"/{language}/organizations/?on=1970-01-01&letter={order[0][0]}")) == order[:1]
    assert titles(page(client, f"/{language}/organizations/?letter={order[0][0]}")) == []


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("kk", ["Бельгия", "Бирма", "Бірлестік", "Мексика", "Цейлон"]),
        ("en", ["Alliance", "Belgium", "Burma", "Ceylon", "Mexico"]),
    ],
)
def test_the_members_of_a_place_stand_in_the_order_of_their_names_of_that_day(client, renamed, language, order):
    assert first_column(client, f"/{language}/organizations/un/members.csv?on=1970-01-01") == order
