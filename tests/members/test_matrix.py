"""Members × organisations on a day."""

import csv
import io
import re

import pytest

from tests import factories as f


@pytest.fixture
def europe(db):
    """Three countries, two organisations; one of each is a draft."""
    albania = f.CountryFactory(slug="albania", name_kk="Албания", name_en="Albania", region="europe")
    georgia = f.CountryFactory(slug="georgia", name_kk="Грузия", name_en="Georgia", region="west_asia")
    f.CountryFactory(slug="hidden", name_en="Hidden", region="europe", publication="draft")
    nato = f.OrganizationFactory(slug="nato", abbreviation_kk="НАТО", abbreviation_en="NATO", kind="military_political")
    wto = f.OrganizationFactory(slug="wto", abbreviation_kk="ДСҰ", abbreviation_en="WTO", kind="economic")
    draft = f.OrganizationFactory(slug="secret", abbreviation_en="SECRET", publication="draft")
    f.MembershipFactory(country=albania, organization=nato, start="2009-04-01")
    f.MembershipFactory(country=albania, organization=draft, start="2009-04-01")
    f.MembershipFactory(country=albania, organization=wto, start="2000-09-08")
    f.MembershipFactory(country=georgia, organization=wto, start="2000-06-14")
    f.MembershipFactory(
        country=georgia, organization=nato, status="partner", start="1994-03-23",
        body=f.BodyFactory(organization=nato, abbreviation_kk="БҮӘ", abbreviation_en="PfP"),
    )  # fmt: skip
    return {"nato": nato, "wto": wto, "albania": albania, "georgia": georgia}


def table_of(client, address) -> dict[str, dict[str, str]]:
    response = client.get(address)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}


def test_a_cell_says_the_status_and_since_when(client, europe):
    table = table_of(client, "/en/matrix.csv")
    assert table["Albania"] == {"NATO": "member 2009-04-01", "WTO": "member 2000-09-08"}
    assert table["Georgia"] == {"NATO": "PfP: partner 1994-03-23", "WTO": "member 2000-06-14"}


def test_a_past_day_shows_what_held_on_it(client, europe):
    table = table_of(client, "/kk/matrix.csv?on=2000-07-01")
    assert table == {"Грузия": {"ДСҰ": "мүше 2000-06-14", "НАТО": "БҮӘ: серіктес 1994-03-23"}}


@pytest.mark.parametrize(
    ("query", "members", "organizations"),
    [
        ("?region=europe", {"Albania"}, {"NATO", "WTO"}),
        ("?region=europe&region=west_asia", {"Albania", "Georgia"}, {"NATO", "WTO"}),
        ("?kind=economic", {"Albania", "Georgia"}, {"WTO"}),
        ("?member=georgia&organization=nato", {"Georgia"}, {"NATO"}),
        ("?region=europe&member=georgia", {"Albania", "Georgia"}, {"NATO", "WTO"}),
    ],
)
def test_both_axes_are_chosen_by_group_or_by_hand(client, europe, query, members, organizations):
    table = table_of(client, f"/en/matrix.csv{query}")
    assert set(table) == members
    assert set(next(iter(table.values()))) == organizations


def test_a_chosen_pair_without_a_membership_has_an_empty_cell(client, europe):
    kazakhstan = f.CountryFactory(slug="kazakhstan", name_en="Kazakhstan")
    f.MembershipFactory(country=kazakhstan, organization=europe["wto"], start="2015-11-30")
    assert table_of(client, "/en/matrix.csv?member=kazakhstan&organization=nato") == {"Kazakhstan": {"NATO": ""}}


def test_members_stand_in_the_order_of_the_kazakh_alphabet(client, db):
    wto = f.OrganizationFactory()
    for name in ("Ямайка", "Ұлыбритания", "Үндістан", "Әзербайжан", "Армения", "Қытай", "Кипр"):
        f.MembershipFactory(organization=wto, country=f.CountryFactory(name_kk=name))
    assert list(table_of(client, "/kk/matrix.csv")) == [
        *("Армения", "Әзербайжан", "Кипр", "Қытай", "Ұлыбритания", "Үндістан", "Ямайка"),
    ]


def test_a_member_organisation_has_a_row(client, europe):
    union = f.OrganizationFactory(slug="eu", name_en="European Union")
    f.MembershipFactory(organization=europe["wto"], country=None, member_organization=union, start="1995-01-01")
    assert table_of(client, "/en/matrix.csv?member=eu")["European Union"]["WTO"] == "member 1995-01-01"


def test_a_country_that_ended_shows_only_on_its_days_unless_chosen(client, europe):
    f.MembershipFactory(
        organization=europe["wto"],
        start="1960",
        end="1990",
        country=f.CountryFactory(slug="old", name_en="Old State", region="europe", end="1990-10-03"),
    )
    assert "Old State" not in table_of(client, "/en/matrix.csv?region=europe")
    assert "Old State" in table_of(client, "/en/matrix.csv?region=europe&on=1980-01-01")
    assert "Old State" in table_of(client, "/en/matrix.csv?member=old")


@pytest.mark.parametrize(
    ("language", "message"), [("en", "There is no such value here."), ("kk", "Мұнда ондай мән жоқ.")]
)
@pytest.mark.parametrize("query", ["region=atlantis", "member=nobody", "organization=secret", "kind=%00"])
def test_a_bad_value_is_said_and_the_page_stays(client, europe, language, message, query):
    response = client.get(f"/{language}/matrix/?{query}")
    assert response.status_code == 200
    assert message in response.content.decode()


def test_nothing_unpublished_is_shown_or_offered(client, europe):
    text = client.get("/en/matrix/").content.decode()
    assert "Albania" in text
    assert "SECRET" not in text
    assert "Hidden" not in text


def test_totals_count_full_members_only(client, europe):
    text = client.get("/en/matrix/").content.decode()
    foot = re.search(r"<tfoot>.*</tfoot>", text, re.DOTALL)[0]
    assert re.findall(r'<td class="total">(\d+)</td>', foot) == ["1", "2"]


@pytest.mark.parametrize("rows", [3, 40])
def test_the_matrix_asks_at_most_six_queries(client, db, django_assert_max_num_queries, rows):
    organizations = f.OrganizationFactory.create_batch(4)
    for country in f.CountryFactory.create_batch(rows):
        f.MembershipFactory(country=country, organization=organizations[country.pk % 4])
    with django_assert_max_num_queries(6):
        assert client.get("/en/matrix/").status_code == 200


def test_an_empty_matrix_offers_to_clear_the_choice(client, db):
    assert "Clear the choice" in client.get("/en/matrix/?region=oceania").content.decode()
