"""The list, calendar, year, map and timeline of events show what one filter finds."""

import csv
import io
import re

import pytest
from django.test import Client

from tests import factories as f

pytestmark = pytest.mark.django_db

VIEWS = ("events/", "events/calendar/2008/04/", "events/year/2008/", "events/map/", "events/timeline/")
FILES = (
    "events.csv",
    "events/calendar/2008/04.csv",
    "events/year/2008.csv",
    "events/map.csv",
    "events/map.svg",
    "events/timeline.csv",
    "events/timeline.svg",
)
LABELS = {"en": ("List", "Calendar", "Year", "Map", "Timeline")}


@pytest.fixture
def nato(db):
    return f.OrganizationFactory(slug="nato", abbreviation_en="NATO", abbreviation_kk="НАТО")


@pytest.fixture
def events(nato):
    """Two events of NATO and one of nobody, all in April 2008 and in cities that lie somewhere."""
    here = {"latitude": "44.4268", "longitude": "26.1025"}
    bucharest = f.CityFactory(slug="bucharest", name_en="Bucharest", name_kk="Бухарест", **here)
    astana = f.CityFactory(slug="astana", name_en="Astana", name_kk="Астана", latitude="51.1", longitude="71.4")
    names = {"name_en": "Bucharest summit", "name_kk": "Бухарест саммиті"}
    summit = f.EventFactory(slug="summit", start="2008-04-02", city=bucharest, organizations=[nato], **names)
    visit = f.EventFactory(slug="visit", kind="visit", start="2008-04", city=astana, organizations=[nato])
    other = f.EventFactory(slug="other", kind="meeting", start="2008-04-20", city=astana, name_en="Alien meeting")
    return summit, visit, other


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return b"".join(response).decode()


def count_of(text: str) -> str:
    return re.search(r'id="count">([^<]*)<', text)[1]


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_has_the_same_facets_chips_and_search(client, events, path):
    text = page(client, f"/en/{path}?organization=nato")
    assert "2 events" in count_of(text)
    assert 'class="chip"' in text
    assert 'name="q"' in text
    for facet in ("organization", "kind", "status", "year"):
        assert f'name="{facet}"' in text, facet
    assert "Alien meeting" not in text


@pytest.mark.parametrize("path", VIEWS)
def test_switching_the_view_keeps_the_filter_and_the_day(client, events, path):
    text = page(client, f"/kk/{path}?organization=nato&on=2008-04-02")
    switch = text.split('<ul class="views"')[1].split("</ul>")[0]
    links = re.findall(r'<a href="([^"]*)"', switch)
    assert len(links) == 5
    for link in links:
        assert link.endswith("?organization=nato&amp;on=2008-04-02"), link
    assert switch.count("aria-current") == 1
    assert f'href="/kk/{path}?organization=nato&amp;on=2008-04-02" aria-current="true"' in switch


@pytest.mark.parametrize("path", VIEWS)
def test_an_order_of_the_list_is_not_carried_into_the_other_views(client, events, path):
    switch = page(client, f"/en/{path}?sort=name&size=100").split('<ul class="views"')[1].split("</ul>")[0]
    assert "sort=" not in switch
    assert "size=" not in switch


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("path", VIEWS)
def test_where_nothing_is_found_every_view_names_the_filter_to_drop(client, events, path, language):
    text = page(client, f"/{language}/{path}?kind=summit&city=astana")
    assert 'class="empty"' in text
    assert "<figure" not in text


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("query", ["kind=nonsense", "organization=nobody", "on=yesterday", "from=x&to=y", "area=moon"])
def test_bad_values_leave_every_view_standing(client, events, path, query):
    assert "3 events" in count_of(page(client, f"/en/{path}?{query}"))


@pytest.mark.parametrize("path", [*VIEWS, *FILES])
def test_a_draft_is_in_no_view_and_no_file(client, nato, path):
    secret = {"name_en": "SECRET", "name_kk": "SECRET"}
    city = f.CityFactory(latitude="44.4", longitude="26.1")
    hidden = f.CityFactory(slug="hidden-city", latitude="44.4", longitude="26.1", draft=True, **secret)
    f.EventFactory(slug="shown", start="2008-04-02", city=city)
    f.EventFactory(slug="also-shown", start="2008-04-03", kind="visit")
    f.EventFactory(slug="hidden-event", start="2008-04-02", city=city, draft=True, **secret)
    f.EventFactory(slug="hidden-too", start="2008-04", city=hidden, draft=True, organizations=[nato], **secret)
    text = body(client, f"/en/{path}")
    assert "SECRET" not in text
    assert "hidden-" not in text


def test_an_event_in_a_city_that_is_not_published_counts_as_one_without_a_city(client, nato):
    shown = f.CityFactory(name_en="Seen", latitude="44.4", longitude="26.1")
    hidden = f.CityFactory(name_en="SECRET", latitude="44.4", longitude="26.1", draft=True)
    f.EventFactory(city=shown)
    f.EventFactory(city=hidden)
    text = page(client, "/en/events/map/")
    assert "Without a city: 1 event." in text
    assert "SECRET" not in text


def test_the_calendar_opens_at_the_latest_month_in_which_something_is_found(client, events):
    f.EventFactory(start="2020-05-05")
    f.EventFactory(start="2099-01-01", organizations=[f.OrganizationFactory(slug="eu")])

    def leads_to(address):
        return client.get(address).headers["Location"]

    assert leads_to("/en/events/calendar/") == "/en/events/calendar/2020/05/"
    assert leads_to("/en/events/calendar/?organization=nato") == "/en/events/calendar/2008/04/?organization=nato"
    assert leads_to("/kk/events/calendar/?organization=eu") == "/kk/events/calendar/2099/01/?organization=eu"
    assert leads_to("/kk/events/year/?organization=nato") == "/kk/events/year/2008/?organization=nato"


def test_the_neighbouring_months_and_years_are_those_of_the_filter(client, events, nato):
    f.EventFactory(start="2008-03-10")
    f.EventFactory(start="2007-02-10", organizations=[nato])
    calendar = page(client, "/en/events/calendar/2008/04/?organization=nato")
    assert "Previous month with events:</a>" not in calendar
    assert "Previous month with events: February 2007" in calendar
    assert "Next month with events" not in calendar
    year = page(client, "/en/events/year/2008/?organization=nato")
    assert 'href="/en/events/year/2007/?organization=nato" rel="prev"' in year
    assert 'rel="next"' not in year


def test_a_month_says_how_many_it_holds_and_how_many_there_are(client, events):
    f.EventFactory(start="1999-01-01")
    assert count_of(page(client, "/en/events/calendar/2008/04/")) == "In this month: 3 events. In all: 4 events."
    assert count_of(page(client, "/en/events/year/1999/")) == "In this year: 1 event. In all: 4 events."


def test_a_day_with_many_events_shows_some_and_leads_to_the_rest(client, nato):
    for _ in range(13):
        f.EventFactory(start="2008-04-02", organizations=[nato])
    text = page(client, "/en/events/calendar/2008/04/?organization=nato")
    day = text.split('id="d-2008-04-02"')[1].split("</td>")[0]
    assert day.count("<li") == 11
    assert "3 more" in day
    (rest,) = re.findall(r'href="(/en/events/\?[^"]*)"', day)
    assert "13 events" in count_of(page(client, rest.replace("&amp;", "&")))


def test_the_year_marks_the_days_that_are_certain_and_lists_the_rest(client, nato):
    f.EventFactory(name_en="Week", start="2008-04-07", end="2008-04-11")
    f.EventFactory(name_en="Some month", start="2008-05")
    f.EventFactory(name_en="Some year", start="2008")
    f.EventFactory(name_en="Another year", start="2009")
    text = page(client, "/en/events/year/2008/")
    months = text.split('class="year"')[1].split("</div>")[0]
    assert months.count("1 event") == 5
    assert 'href="/en/events/calendar/2008/04/#d-2008-04-07"' in months
    listed = re.findall(r'class="row-title"><a[^>]*>([^<]*)', text)
    assert listed == ["Week", "Some month", "Some year"]


@pytest.mark.parametrize("address", ["events/year/0000/", "events/calendar/2008/13/", "events/calendar/0000/01/"])
def test_what_is_no_month_and_no_year_does_not_exist(client, db, address):
    assert client.get(f"/en/{address}").status_code == 404


def test_cities_on_the_map_lead_to_their_events_under_the_filter(client, events):
    text = page(client, "/en/events/map/?organization=nato")
    assert text.count('href="/en/events/?organization=nato&amp;city=bucharest"') == 2  # on the map and in the table
    assert "Bucharest: 1 event" in text
    assert 'aria-hidden="true"' in text.split('class="drawing"')[1][:200]
    links = re.findall(r"<a [^>]*>", text.split("<figure")[1].split("</svg>")[0])
    assert links
    assert all('tabindex="-1"' in link for link in links)


def test_events_that_the_map_cannot_show_are_counted(client, events):
    f.EventFactory(city=f.CityFactory(name_en="Nowhere"))
    f.EventFactory()
    text = page(client, "/en/events/map/")
    assert "Without a city: 1 event." in text
    assert "Not on the map, because its coordinates are not known: Nowhere." in text


def test_a_part_of_the_world_can_be_chosen_and_the_filter_stays(client, events):
    text = page(client, "/en/events/map/?organization=nato&area=europe")
    assert 'href="/en/events/map/?organization=nato&amp;area=asia"' in text
    assert '<input type="hidden" name="area" value="europe">' in text
    assert "There is no such part of the world" in page(client, "/en/events/map/?area=moon")


def rows_of(client, path):
    return list(csv.reader(io.StringIO(body(client, path).lstrip("\ufeff"))))


def test_the_files_hold_what_the_pages_show(client, events):
    assert [row[0] for row in rows_of(client, "/en/events.csv?organization=nato&sort=start")] == [
        "Key",
        "visit",
        "summit",
    ]
    assert [row[0] for row in rows_of(client, "/en/events/year/2008.csv?kind=visit")] == ["Key", "visit"]
    assert [row[0] for row in rows_of(client, "/en/events/calendar/2008/05.csv")] == ["Key"]
    assert rows_of(client, "/en/events/map.csv?organization=nato")[2][0] == "Bucharest"
    svg = body(client, "/en/events/map.svg?organization=nato")
    assert "Bucharest: 1 event" in svg
    assert "<a " not in svg


@pytest.mark.parametrize("path", [*VIEWS, "organizations/nato/events/"])
def test_a_view_costs_the_same_with_many_events(client, events, nato, path, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page(client, f"/en/{path}")
        return len(queries)

    page(client, f"/en/{path}")
    few = cost()
    for n in range(10):
        city = f.CityFactory(latitude="44.4", longitude="26.1")
        f.EventFactory(start=f"2008-04-{n + 1:02}", city=city, organizations=[nato, f.OrganizationFactory()])
    assert cost() == few <= 12
