"""Memberships over years, as drawings and as tables to download."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
import time_machine

from tests import factories as f

SVG = "{http://www.w3.org/2000/svg}"


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def drawing_of(response) -> ET.Element:
    return ET.fromstring(response.content)  # noqa: S314  (our own answer)


@pytest.fixture
def kazakhstan(db):
    country = f.CountryFactory(slug="kazakhstan", name_kk="Қазақстан", name_en="Kazakhstan")
    nato = f.OrganizationFactory(slug="nato", abbreviation_kk="НАТО", abbreviation_en="NATO")
    programme = f.BodyFactory(organization=nato, slug="pfp", abbreviation_kk="БҮӘ", abbreviation_en="PfP")
    f.MembershipFactory(country=country, organization=nato, body=programme, status="partner", start="1994-05-27")
    sco = f.OrganizationFactory(slug="sco", abbreviation_kk="ШЫҰ", abbreviation_en="SCO")
    f.MembershipFactory(country=country, organization=sco, start="2001-06-15")
    f.MembershipFactory(
        country=country,
        organization=f.OrganizationFactory(abbreviation_kk="ЖОБА", abbreviation_en="DRAFT", publication="draft"),
        start="2002",
    )
    return country


@pytest.mark.parametrize(
    ("language", "words"), [("en", ["NATO · PfP", "partner, 1994–"]), ("kk", ["НАТО · БҮӘ", "серіктес, 1994–"])]
)
def test_a_bar_says_organisation_programme_status_and_years_in_words(client, kazakhstan, language, words):
    text = client.get(f"/{language}/members/kazakhstan/").content.decode()
    figure = text[text.index('id="figure-memberships"') : text.index("</figure>")]
    assert all(word in figure for word in words)


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_drawing_is_a_file_that_stands_alone(client, kazakhstan, language):
    response = client.get(f"/{language}/members/kazakhstan/timeline.svg?on=2000-01-01")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    drawing = drawing_of(response)
    assert drawing.find(f"{SVG}title").text
    text = response.content.decode()
    assert "var(--" not in text
    assert "?on=2000-01-01" in text


def test_an_unpublished_organisation_is_in_no_form(client, kazakhstan):
    page = client.get("/en/members/kazakhstan/").content.decode()
    svg = client.get("/en/members/kazakhstan/timeline.svg").content.decode()
    table = str(rows_of(client.get("/en/members/kazakhstan.csv")))
    for text in (page, svg, table):
        assert "SCO" in text
        assert "DRAFT" not in text


def test_the_table_has_dates_as_machines_read_them(client, kazakhstan):
    header, *rows = rows_of(client.get("/en/members/kazakhstan.csv"))
    assert header[2:6] == ["Organisation", "Body or programme", "Status", "Start"]
    assert [row[2] for row in rows] == ["NATO", "SCO"]
    assert rows[0][5] == "1994-05-27"


def test_a_cell_that_looks_like_a_formula_is_made_text(client, db):
    country = f.CountryFactory(slug="trap", name_kk="=1+1", name_en="=HYPERLINK()")
    f.MembershipFactory(country=country)
    assert rows_of(client.get("/en/members/trap.csv"))[1][0] == "'=HYPERLINK()"


@time_machine.travel("2026-11-23")
def test_the_number_of_members_rises_and_falls_in_drawing_and_table(client, db):
    nato = f.OrganizationFactory(slug="nato")
    for start, end in (("1949-04-04", None), ("1949-04-04", "1966"), ("1952-02-18", None)):
        f.MembershipFactory(organization=nato, start=start, end=end)
    f.MembershipFactory(organization=nato, start="1950", status="observer")
    f.MembershipFactory(organization=nato, start="1951", publication="draft")
    rows = rows_of(client.get("/en/organizations/nato/members/number.csv"))[1:]
    assert rows == [
        ["1949-04-04", "2", "2"],
        ["1952-02-18", "3", "3"],
        ["1966-01-01", "2", "3"],
        ["1966-12-31", "2", "2"],
    ]
    page = client.get("/en/organizations/nato/members/").content.decode()
    assert "The most, from 18 February 1952: 3 members." in page
    assert "Now: 2 members." in page
    assert drawing_of(client.get("/en/organizations/nato/members/number.svg")) is not None


def test_a_page_without_memberships_has_no_empty_figure(client, db):
    f.OrganizationFactory(slug="nato")
    assert 'id="figure-number"' not in client.get("/en/organizations/nato/members/").content.decode()


def test_a_drawing_of_a_draft_is_not_public(client, db):
    organization = f.OrganizationFactory(slug="nato", publication="draft")
    f.MembershipFactory(organization=organization)
    assert client.get("/en/organizations/nato/members/number.svg").status_code == 404
    assert client.get("/en/organizations/nato/people.csv").status_code == 404


def test_a_file_of_a_record_that_moved_is_at_the_new_address(client, db):
    country = f.CountryFactory(slug="old-name")
    f.MembershipFactory(country=country)
    country.slug = "new-name"
    country.save()
    response = client.get("/en/members/old-name.csv?on=2000-01-01")
    assert response.status_code == 301
    assert response["Location"] == "/en/members/new-name.csv?on=2000-01-01"


@pytest.mark.parametrize("rows", [1, 12])
def test_a_member_costs_the_same_with_few_and_many_memberships(client, db, django_assert_max_num_queries, rows):
    country = f.CountryFactory(slug="kazakhstan")
    f.MembershipFactory.create_batch(rows, country=country)
    with django_assert_max_num_queries(8):
        client.get("/en/members/kazakhstan.csv").getvalue()


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "1 ұйымда 1 мүшелік."), ("en", "1 membership in 1 organisation.")]
)
@pytest.mark.django_db
def test_the_sentence_of_memberships_has_the_order_of_words_of_its_language(client, language, said):
    membership = f.MembershipFactory(country__slug="land")
    assert said in client.get(f"/{language}/members/land/").content.decode()
    assert " – " in str(membership)
