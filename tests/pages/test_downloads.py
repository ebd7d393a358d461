"""A list as a file: the same filter, the same order, every row."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as f

pytestmark = pytest.mark.django_db

LISTS = ("organizations", "members", "people", "documents", "terms")


def rows(client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.streaming
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("section", LISTS)
def test_every_list_is_a_table_with_names_in_both_languages_and_addresses(client, world, section, language):
    table = rows(client, f"/{language}/{section}.csv")
    assert table
    both = [heading for heading in table[0] if heading.endswith(("(қазақша)", "(ағылшынша)", "(Kazakh)", "(English)"))]
    assert len(both) >= 2
    for row in table:
        address = list(row.values())[-1]
        assert address.startswith(f"http://testserver/{language}/{section}/")
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_a_download_keeps_filter_order_and_day_and_leaves_the_page_out(client, world):
    for number in range(30):
        f.OrganizationFactory(name_en=f"Zone {number:02}", kind="economic", start="1990")
    text = client.get("/en/organizations/?kind=economic&sort=-start&size=50&page=1").content.decode()
    assert 'href="/en/organizations.csv?kind=economic&amp;sort=-start"' in text
    table = rows(client, "/en/organizations.csv?kind=economic&page=2")
    assert [row["Name (English)"] for row in table] == [f"Zone {number:02}" for number in range(30)]
    assert rows(client, "/en/organizations.csv?kind=economic&on=1980-01-01") == []


def test_dates_are_written_as_machines_read_them(client, world):
    f.OrganizationFactory(slug="old", name_en="Old", start="1950~", end="1990-06")
    row = next(row for row in rows(client, "/en/organizations.csv") if row["Key"] == "old")
    assert (row["Founded"], row["Dissolved"]) == ("1950~", "1990-06")


def test_a_draft_is_in_no_file(client, world):
    f.OrganizationFactory(name_en="Secret", draft=True)
    f.DocumentFactory(name_en="Secret", draft=True)
    f.PersonFactory(name_en="Secret", draft=True)
    world["nato"].publication = "draft"
    world["nato"].save()
    for section in LISTS:
        assert "Secret" not in str(rows(client, f"/en/{section}.csv"))
    assert "NATO" not in str(rows(client, "/en/documents.csv"))


@pytest.mark.parametrize("section", LISTS)
def test_a_file_costs_the_same_with_more_rows(client, world, section):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            rows(client, f"/en/{section}.csv?organization=nato")
        return len(queries)

    few = cost()
    for _ in range(5):
        f.MembershipFactory(organization=world["nato"])
        f.TenureFactory(post__organization=world["nato"])
        f.DocumentFactory(organizations=[world["nato"]])
    assert cost() == few


def test_rows_are_fetched_some_at_a_time(client, world, monkeypatch):
    monkeypatch.setattr("apps.core.views.CHUNK", 2)
    for number in range(5):
        f.DocumentFactory(name_en=f"Pact {number}")
    assert len(rows(client, "/en/documents.csv")) == 6
