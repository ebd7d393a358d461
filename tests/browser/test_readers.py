"""What readers do, in Chromium."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories as f
from tests.pages.conftest import PAGES, world  # noqa: F401  (a fixture)

WIDE, PHONE, NARROW = (1440, 900), (360, 740), (320, 640)


def axe_finds(page) -> list[str]:
    refused = list(page.refused)
    results = Axe().run(page)
    page.refused[:] = refused  # axe itself sets inline styles
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in results.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_axe_finds_nothing_and_nothing_sticks_out(page, live_server, world, language, scheme):  # noqa: F811
    page.emulate_media(color_scheme=scheme)
    for number, path in enumerate(PAGES):
        width, height = (WIDE, PHONE)[number % 2]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{live_server.url}/{language}/{path}")
        assert axe_finds(page) == [], path
        page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0], path


def test_a_facet_swaps_the_list_keeps_the_address_and_announces_the_count(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/events/")
    page.get_by_role("checkbox", name="visit").check()
    expect(page).to_have_url(re.compile(r"/en/events/\?.*kind=visit"))
    expect(page.locator("#count")).to_have_text("1 event")
    expect(page.get_by_role("checkbox", name="visit")).to_be_checked()
    expect(page.get_by_role("checkbox", name="visit")).to_be_focused()
    page.locator(".chip").click()
    expect(page.locator("#count")).to_have_text("3 events")
    page.go_back()
    expect(page.locator("#count")).to_have_text("1 event")


def test_a_search_is_submitted_by_enter_and_its_chip_empties_the_box(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/kk/organizations/")
    page.get_by_role("searchbox").fill("АТЛАНТИКАЛЫҚ")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("1 ұйым")
    page.locator(".chip").click()
    expect(page.locator("#count")).to_have_text("2 ұйым")
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_the_list_works_without_javascript(browser, live_server, world):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/events/")
    page.get_by_role("checkbox", name="visit").check()
    page.locator("#filters button[type=submit]").click()
    expect(page.locator("#count")).to_have_text("1 event")
    context.close()


def test_filters_open_on_a_phone_and_stay_open_after_a_choice(page, live_server, world):  # noqa: F811
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{live_server.url}/en/events/")
    expect(page.get_by_role("checkbox", name="visit")).to_be_hidden()
    page.locator("#facets-toggle summary").click()
    page.get_by_role("checkbox", name="visit").check()
    expect(page.locator("#count")).to_have_text("1 event")
    expect(page.get_by_role("checkbox", name="visit")).to_be_visible()


def test_a_reader_goes_from_home_to_a_member_on_a_day_and_changes_the_language(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/")
    page.get_by_role("main").get_by_role("link", name="NATO").first.click()
    page.get_by_role("navigation", name="Pages of the organisation").get_by_role("link", name="Members").click()
    page.get_by_label("As on the day").fill("1955-05-09")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".onbar")).to_contain_text("9 May 1955")
    page.get_by_role("main").get_by_role("link", name="Belgium").click()
    expect(page).to_have_url(f"{live_server.url}/en/members/belgium/?on=1955-05-09")
    page.get_by_role("link", name="Қазақша").click()
    expect(page).to_have_url(f"{live_server.url}/kk/members/belgium/?on=1955-05-09")
    expect(page.locator(".onbar")).to_contain_text("1955 жылғы 9 мамыр")
    page.locator(".onbar a").click()
    expect(page).to_have_url(f"{live_server.url}/kk/members/belgium/")


def test_the_keyboard_reaches_the_content_first(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/kk/organizations/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_every_link_of_the_portal_leads_somewhere(page, live_server, world):  # noqa: F811
    seen, queue = set(), [f"{live_server.url}/en/", f"{live_server.url}/kk/"]
    while queue:
        address = queue.pop()
        if address in seen:
            continue
        seen.add(address)
        response = page.request.get(address)
        assert response.status == 200, address
        for link in re.findall(r'href="(/(?:kk|en)/[^"#]*)"', response.text()):
            target = live_server.url + link.replace("&amp;", "&")
            if target not in seen and "calendar" not in target and len(seen) < 400:
                queue.append(target)
    assert len(seen) > 60


def test_a_page_fits_on_paper(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/organizations/nato/members/")
    page.emulate_media(media="print")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()


@pytest.mark.parametrize("path", ["en/events/", "kk/organizations/nato/"])
def test_a_public_page_leaves_no_cookie(page, live_server, world, path):  # noqa: F811
    page.goto(f"{live_server.url}/{path}")
    assert page.context.cookies() == []


def test_the_browser_shows_a_text_in_the_other_language_with_its_lang(page, live_server, db):
    f.EventFactory(slug="visit", name_kk="Сапар", name_en="")
    page.goto(f"{live_server.url}/en/events/visit/")
    expect(page.locator("h1 [lang=kk]")).to_have_text("Сапар")
