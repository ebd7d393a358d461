"""The mark of a source, in Chromium: a popover for those who have JavaScript, a link for all."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_readers import axe_finds
from tests.pages.conftest import world  # noqa: F401  (a fixture)

NATO = "organizations/nato/"


def first_mark(page):
    return page.locator("dd .sourcemark a").first


@pytest.mark.parametrize(
    ("language", "unchecked"), [("kk", None), ("en", "Not yet checked against its source by an editor.")]
)
def test_a_mark_opens_what_its_source_says_of_this_fact(page, live_server, world, language, unchecked):  # noqa: F811
    page.goto(f"{live_server.url}/{language}/{NATO}")
    address = page.url
    mark = first_mark(page)
    expect(mark).to_have_attribute("aria-expanded", "false")
    mark.click()
    popover = page.get_by_role("dialog")
    expect(popover).to_be_visible()
    expect(popover).to_contain_text("1949 жылы 4 сәуірде")
    expect(popover).not_to_contain_text("1946")  # what it says elsewhere
    expect(popover).to_have_css("user-select", "auto")
    if unchecked:
        expect(popover).to_contain_text(unchecked)
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert page.url == address
    assert axe_finds(page) == []


def test_the_keyboard_opens_it_goes_into_it_and_comes_back(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/{NATO}")
    mark, popover = first_mark(page), page.get_by_role("dialog")
    mark.focus()
    page.keyboard.press("Enter")
    expect(popover).to_be_focused()
    page.keyboard.press("Tab")
    expect(popover.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    popover.get_by_role("button", name="Close").press("Enter")
    expect(mark).to_be_focused()


def test_a_press_elsewhere_or_on_the_mark_closes_it(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/{NATO}")
    popover = page.get_by_role("dialog")
    first_mark(page).click()
    page.locator("h1").click()
    expect(popover).to_be_hidden()
    first_mark(page).click()
    expect(popover).to_be_visible()
    first_mark(page).click()
    expect(popover).to_be_hidden()


def test_its_last_link_leads_to_the_list_of_sources(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/{NATO}")
    first_mark(page).click()
    page.get_by_role("dialog").get_by_role("link", name="To the list of sources").click()
    expect(page).to_have_url(re.compile(r"#source-1$"))
    expect(page.locator("#source-1")).to_be_focused()


@pytest.mark.parametrize("size", [(320, 640), (1440, 900)])
def test_it_stays_inside_the_window(page, live_server, world, size):  # noqa: F811
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{live_server.url}/kk/{NATO}")
    for mark in page.locator(".sourcemark a").all():
        mark.scroll_into_view_if_needed()
        mark.click()
        box = page.get_by_role("dialog").bounding_box()
        assert 0 <= box["x"] <= size[0] - box["width"]
        assert 0 <= box["y"] <= size[1] - box["height"]
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_click_that_asks_for_a_new_tab_gets_one(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/{NATO}")
    with page.context.expect_page() as opened:
        first_mark(page).click(modifiers=["Control"])
    assert opened.value.url.endswith("#source-1")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_without_javascript_a_mark_is_a_link_to_the_list(browser, live_server, world):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/{NATO}")
    first_mark(page).click()
    expect(page).to_have_url(re.compile(r"#source-1$"))
    expect(page.locator("#source-1")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_sources_that_disagree_stand_side_by_side_on_a_desk_and_one_below_the_other_on_a_phone(
    page,
    live_server,
    world,  # noqa: F811
    width,
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/en/{NATO}")
    here, other = (box.bounding_box() for box in page.locator("dd .version").all())
    assert (here["y"] == other["y"]) == (width == 1440)
    assert (here["x"] < other["x"]) == (width == 1440)
    rows = page.locator(".differing tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("4 April 1949")
    expect(rows.nth(1)).to_contain_text("1946")
    cells = [cell.bounding_box()["y"] for cell in rows.nth(0).locator("th, td").all() if cell.is_visible()]
    assert (len(set(cells)) == 1) == (width == 1440)


def test_after_a_swap_there_is_one_popover_and_the_buttons_of_the_reference(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/organizations/nato/members/")
    page.get_by_role("link", name="First change").click()
    expect(page.locator(".onbar")).to_be_visible()
    assert page.locator(".popover").count() == 1
    page.locator(".sourcemark a").first.click()
    expect(page.locator(".popover")).to_be_visible()
    expect(page.locator(".sourcemark a").first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    page.locator("details.cite summary").click()
    expect(page.locator(".cite-copy button").first).to_be_visible()
