"""What is known by its decade or century only, on the pages."""

import json
import re

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return f.OrganizationFactory(slug="union", start="199X", name_kk="Ұйым", name_en="Union")


@pytest.mark.parametrize(("language", "said"), [("kk", "1990-жылдары"), ("en", "the 1990s")])
def test_a_page_says_the_decade_and_its_linked_data_no_year(client, organization, language, said):
    page = client.get(f"/{language}/organizations/union/").content.decode()
    assert said in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert "foundingDate" not in json.dumps(data)


@pytest.mark.parametrize(("language", "said"), [("kk", "1990-жж.–"), ("en", "1990s–")])
def test_a_row_of_a_list_says_the_decade_in_short(client, organization, language, said):
    f.OrganizationFactory(draft=True, start="198X")
    page = client.get(f"/{language}/organizations/").content.decode()
    assert said in page
    assert "1980" not in page


@pytest.mark.parametrize(("language", "possibly"), [("kk", "анық емес"), ("en", "possibly")])
def test_within_the_decade_it_is_only_possible(client, organization, language, possibly):
    f.MembershipFactory(organization=organization, start="199X", country__name_kk="Ел", country__name_en="Land")
    pages = {
        day: client.get(f"/{language}/organizations/union/members/?on={day}").content.decode()
        for day in ("1989-12-31", "1995-06-01", "1999-12-31")
    }
    country = "Ел" if language == "kk" else "Land"
    assert f">{country}<" not in pages["1989-12-31"]
    assert f">{country}<" in pages["1995-06-01"]
    assert possibly in pages["1995-06-01"]
    assert f">{country}<" in pages["1999-12-31"]


@pytest.mark.parametrize(("language", "said"), [("kk", "XX ғасыр"), ("en", "the 20th century")])
def test_an_event_of_a_century_opens_everywhere(client, language, said):
    event = f.EventFactory(slug="congress", start="19XX", name_kk="Съезд", name_en="Congress")
    f.EventFactory(slug="hidden", start="19XX", name_kk="Жасырын", name_en="Hidden", draft=True)
    assert said in client.get(f"/{language}/events/congress/").content.decode()
    for path in ("events/", "events/timeline/", "events/calendar/1900/01/", "events/year/1900/", ""):
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200
        assert "Жасырын" not in response.content.decode()
    assert event.year is None
    assert "congress" in client.get(f"/{language}/events/").content.decode()
    assert '<li class="row">' not in client.get(f"/{language}/events/?year=1900").content.decode()
