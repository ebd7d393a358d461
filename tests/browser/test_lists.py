"""Lists by keyboard, in Chromium: where the focus goes, what is said, and the way back."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

SAID = "body > p[role=status]"


def test_a_letter_keeps_the_focus_says_the_count_and_can_be_taken_back(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/kk/organizations/")
    letter = (
        page.get_by_role("navigation", name="Алғашқы әрпі бойынша")
        .or_(page.locator(".letters"))
        .get_by_role("link", name=re.compile("^С "))
    )
    letter.press("Enter")
    expect(page.locator("#count")).to_have_text("1 ұйым")
    expect(page.locator(SAID)).to_have_text("1 ұйым")
    expect(page.locator("#letter-с")).to_be_focused()
    expect(page.locator("#letter-с")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("#count")).to_have_text("2 ұйым")
    page.go_forward()
    expect(page.locator("#count")).to_have_text("1 ұйым")
    page.locator("#letter-с").press("Enter")
    expect(page.locator("#count")).to_have_text("2 ұйым")


def test_a_facet_keeps_the_letter_and_a_chip_drops_it(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/organizations/?letter=n")
    page.get_by_role("checkbox", name=re.compile("military")).check()
    expect(page).to_have_url(re.compile(r"letter=n&kind="))
    expect(page.locator("#count")).to_have_text("1 organisation")
    page.locator(".chip", has_text="First letter").press("Enter")
    expect(page).not_to_have_url(re.compile(r"letter="))
    expect(page.locator("#results")).to_be_focused()


def test_the_order_changes_where_it_is_chosen_and_the_focus_stays(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/events/")
    order = page.get_by_label("Sort")
    order.focus()
    order.select_option("name")
    expect(page).to_have_url(re.compile("sort=name"))
    expect(page.locator(".letters")).to_be_visible()
    expect(page.get_by_label("Sort")).to_be_focused()
    page.go_back()
    expect(page.locator(".letters")).to_have_count(0)


def test_a_page_further_on_says_so_and_goes_to_the_top_of_the_results(page, live_server, world):  # noqa: F811
    for number in range(25):
        f.EventFactory(name_en=f"Meeting {number}")
    page.goto(f"{live_server.url}/en/events/")
    page.get_by_role("link", name="Next").press("Enter")
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    expect(page.locator(".pager [aria-current]")).to_have_text(re.compile("1$"))


def test_a_letter_without_names_is_text(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/kk/organizations/")
    assert page.locator("span.letter").count() + page.locator("a.letter").count() == 42 + 1
    assert page.locator("span.letter", has_text="Ъ").evaluate("e => e.tabIndex") == -1


@pytest.mark.parametrize("language", ["kk", "en"])
def test_letters_are_wide_enough_to_touch(page, live_server, world, language):  # noqa: F811
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/{language}/organizations/")
    for letter in page.locator("a.letter").all():
        box = letter.bounding_box()
        assert min(box["width"], box["height"]) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_list_is_downloaded_under_its_filter(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/organizations/?kind=military_political")
    page.locator("#downloads summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "organizations.csv"
    page.locator("#downloads summary").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="CSV")).to_be_hidden()
