"""The search box of every page: by keyboard, by mouse, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

from .test_readers import axe_finds


@pytest.fixture
def box(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/")
    return page.get_by_role("combobox")


def test_the_box_suggests_while_one_types_and_says_how_many(page, box):
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("belg")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="1 suggestion")).to_be_attached()
    expect(box).to_be_focused()
    assert axe_finds(page) == []


def test_arrows_walk_through_the_options_and_round_by_the_box(page, box):
    box.press_sequentially("summit")
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value("summit")


def test_enter_opens_the_marked_option(page, live_server, box):
    box.press_sequentially("атлант")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/en/organizations/nato/")


def test_enter_without_a_mark_leads_to_all_that_is_found(page, live_server, box):
    box.press_sequentially("nato")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/en/search/?q=nato")
    expect(page.get_by_role("heading", name="Organisations")).to_be_visible()


def test_escape_closes_the_list_and_keeps_the_words_and_down_opens_it_again(page, box):
    box.press_sequentially("belg")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("belg")
    box.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def test_the_mouse_opens_an_option_and_leaving_the_box_closes_the_list(page, live_server, box):
    box.press_sequentially("belg")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("ArrowDown")
    page.get_by_role("option", name=re.compile("Belgium")).click()
    expect(page).to_have_url(f"{live_server.url}/en/members/belgium/")


def test_nothing_found_is_said_and_an_empty_box_suggests_nothing(page, box):
    box.press_sequentially("zzz")
    expect(page.get_by_role("status").filter(has_text="Nothing was found.")).to_be_attached()
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("")
    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_last_words_win_however_slow_the_answers_are(page, live_server, box):
    def slowly(route):
        if "q=b&" in route.request.url or route.request.url.endswith("q=b"):
            page.wait_for_timeout(400)
        route.continue_()

    page.route("**/search/suggestions/**", slowly)
    box.press("b")
    page.wait_for_timeout(200)
    box.press_sequentially("elgi")
    expect(page.get_by_role("option")).to_have_count(1)
    page.wait_for_timeout(600)
    expect(page.get_by_role("option")).to_have_count(1)


def test_the_box_in_the_head_works_within_the_menu_of_a_narrow_phone(page, live_server, world):  # noqa: F811
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/kk/members/")
    page.locator(".menu summary").click()
    page.get_by_role("combobox").first.press_sequentially("бельг")
    expect(page.locator(".suggestions a")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    expect(page.locator("details.menu")).to_have_attribute("open", "")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/kk/members/belgium/")


@pytest.mark.parametrize("path", ["", "about/"])
def test_without_javascript_the_box_is_a_form(browser, live_server, world, path):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/kk/{path}")
    page.locator("form[data-suggest] input").fill("бельгия")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/kk/search/"))
    page.locator("main").get_by_role("link", name="Бельгия").click()
    expect(page).to_have_url(f"{live_server.url}/kk/members/belgium/")
    context.close()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_one_screen_holds_the_search_the_figures_and_the_beginning_of_the_organisations(
    page,
    live_server,
    world,  # noqa: F811
    language,
):
    f.OrganizationFactory.create_batch(20)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/{language}/")
    for what in (".searchbar", "#h-today", ".figures", ".index li:first-child"):
        place = page.locator(what).first.bounding_box()
        assert place["y"] + place["height"] <= 900, what
