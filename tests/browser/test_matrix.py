"""The matrix in Chromium: by keyboard, without JavaScript, on a phone, with many rows."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f


@pytest.fixture
def matrix(db):
    organizations = [f.OrganizationFactory(abbreviation_en=f"ORG {letter}") for letter in "ABCDEFGHIJKL"]
    for number in range(30):
        country = f.CountryFactory(name_en=f"Country {number:02}", region="europe")
        for at, organization in enumerate(organizations):
            if (at + number) % 3:
                f.MembershipFactory(country=country, organization=organization, start=f"{1950 + number}")


def text_of_focus(page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def test_arrow_keys_go_from_cell_to_cell_and_headings_stay_in_sight(page, live_server, matrix):
    page.goto(f"{live_server.url}/en/matrix/?region=europe")
    grid = page.get_by_role("grid")
    grid.get_by_role("link", name="ORG A").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert text_of_focus(page) == "Country 00"
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    assert text_of_focus(page) == "Country 29"
    frame = page.locator(".matrix-frame").bounding_box()
    heading = grid.get_by_role("link", name="ORG A").bounding_box()
    assert frame["y"] <= heading["y"] < frame["y"] + 80
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/members/"))


def test_one_cell_at_a_time_is_in_the_order_of_tabs(page, live_server, matrix):
    page.goto(f"{live_server.url}/en/matrix/?region=europe")
    expect(page.get_by_role("grid")).to_be_visible()
    assert page.locator("#matrix [tabindex='0']").count() == 1
    page.get_by_role("link", name="Country 07").focus()
    assert page.locator("#matrix [tabindex='0']").count() == 1


def test_without_javascript_a_choice_is_a_plain_form(browser, live_server, matrix):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/matrix/")
    page.get_by_text("Choose members and organisations").click()
    page.get_by_role("checkbox", name="Europe").check()
    page.get_by_role("button", name="Show").last.click()
    expect(page.get_by_role("status")).to_contain_text("30 members, 12 organisations")
    context.close()


def test_on_a_phone_only_the_frame_scrolls(page, live_server, matrix):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/en/matrix/?region=europe")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("(e => e.scrollWidth > e.clientWidth)(document.querySelector('.matrix-frame'))")
