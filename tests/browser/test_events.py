"""The views of events, in Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

from .test_readers import NARROW, axe_finds

ADDRESSES = {
    "List": r"/en/events/\?kind=summit$",
    "Calendar": r"/en/events/calendar/2008/04/\?kind=summit$",
    "Year": r"/en/events/year/2008/\?kind=summit$",
    "Map": r"/en/events/map/\?kind=summit$",
    "Timeline": r"/en/events/timeline/\?kind=summit$",
}


def test_going_from_view_to_view_keeps_the_filter(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/events/?kind=summit")
    for name in ("Calendar", "Year", "Map", "Timeline", "List"):
        page.get_by_role("list", name="Views").get_by_role("link", name=name).click()
        expect(page).to_have_url(re.compile(ADDRESSES[name]))
        expect(page.get_by_role("list", name="Views").locator("[aria-current]")).to_have_text(re.compile(name))
        expect(page.locator(".chip")).to_have_count(1)
        expect(page.get_by_role("checkbox", name="summit")).to_be_checked()
        expect(page.locator("#count")).to_have_text(re.compile("2 events"))


@pytest.mark.parametrize("path", ["calendar/2008/04/", "year/2008/", "map/", "timeline/"])
def test_a_facet_swaps_every_view_and_the_switch_follows(page, live_server, world, path):  # noqa: F811
    page.goto(f"{live_server.url}/en/events/{path}")
    page.get_by_role("checkbox", name="visit").check()
    expect(page).to_have_url(re.compile(rf"/en/events/{path}\?.*kind=visit"))
    expect(page.locator("#count")).to_have_text(re.compile("1 event"))
    expect(page.get_by_role("checkbox", name="visit")).to_be_focused()
    link = page.get_by_role("list", name="Views").get_by_role("link", name="List")
    expect(link).to_have_attribute("href", "/en/events/?kind=visit")


def test_a_mark_leads_to_its_event_and_a_day_of_the_year_to_the_calendar(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/events/timeline/")
    page.locator(".lane a", has_text="Bucharest summit").locator("circle, rect").first.click()
    expect(page).to_have_url(re.compile("/en/events/2008-bucharest-summit/"))
    page.goto(f"{live_server.url}/en/events/year/2008/")
    page.get_by_role("link", name="2 April 2008: 1 event").click()
    expect(page).to_have_url(re.compile("/en/events/calendar/2008/04/#d-2008-04-02"))


def test_a_city_on_the_map_leads_to_its_events(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/events/map/?organization=nato")
    page.locator(".drawing").scroll_into_view_if_needed()
    at = page.locator(".drawing a .spot-dot").evaluate(
        "dot => { const {x, y} = dot.getBoundingClientRect(); return [x, y] }"
    )
    page.mouse.click(at[0] + 6, at[1] + 4)  # a point drawn by a wide round pen: it has no size but its stroke
    expect(page).to_have_url(re.compile(r"/en/events/\?organization=nato&city=brussels"))


def test_the_drawings_take_no_place_among_what_the_keyboard_reaches(page, live_server, world):  # noqa: F811
    for path in ("events/map/", "events/timeline/", "organizations/nato/events/"):
        page.goto(f"{live_server.url}/en/{path}")
        assert page.locator(".drawing a").count() > 0, path
        assert page.locator(".drawing a:not([tabindex='-1'])").count() == 0, path
        assert page.locator(".drawing").get_attribute("aria-hidden") == "true", path


@pytest.mark.parametrize("language", ["kk", "en"])
def test_very_many_events_fit_a_narrow_screen_and_axe_finds_nothing(page, live_server, world, language):  # noqa: F811
    for n in range(170):
        f.EventFactory(start=f"{1950 + n % 76}-{n % 12 + 1:02}-05", kind=("summit", "visit", "meeting")[n % 3])
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(f"{live_server.url}/{language}/events/timeline/")
    page.locator(".twin > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert axe_finds(page) == []


def test_the_views_work_without_javascript(browser, live_server, world):  # noqa: F811
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/en/events/timeline/")
    page.get_by_role("checkbox", name="summit").check()
    page.locator("#filters").get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("/en/events/timeline/.*kind=summit"))
    page.get_by_role("list", name="Views").get_by_role("link", name="Map").click()
    expect(page).to_have_url(re.compile(r"/en/events/map/\?kind=summit"))
