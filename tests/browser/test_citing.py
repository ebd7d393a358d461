"""Citing a page, in Chromium; and that its data is no script to the content security policy."""

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import world  # noqa: F401  (a fixture)

from .test_readers import NARROW, axe_finds


@pytest.mark.parametrize(("language", "name", "said"), [("kk", "МЕМСТ", "Көшірілді."), ("en", "GOST", "Copied.")])
def test_a_reference_is_copied_by_keyboard_and_that_is_announced(page, live_server, world, language, name, said):  # noqa: F811
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/{language}/organizations/nato/members/?on=1955-05-09")
    page.locator(".cite summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    button = page.locator(".cite-copy button").first
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".cite [role=status]")).to_have_text(f"{name}: {said}")
    expect(button).to_have_text(said)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".cite-text").first.inner_text().strip()
    assert f"{live_server.url}/{language}/organizations/nato/members/?on=1955-05-09" in copied


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_reference_fits_a_narrow_screen_and_axe_finds_nothing(page, live_server, world, scheme):  # noqa: F811
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(f"{live_server.url}/kk/organizations/nato/bodies/council/")
    page.locator(".cite summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert axe_finds(page) == []


def test_one_click_takes_a_whole_reference_without_javascript(browser, live_server, world):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/people/paul-henri-spaak/")
    page.locator(".cite summary").click()
    expect(page.locator(".cite-copy")).to_have_count(0)
    expect(page.locator(".cite-text").first).to_be_visible()
    assert page.locator(".cite-text").first.evaluate("element => getComputedStyle(element).userSelect") == "all"
    context.close()


def test_linked_data_disturbs_no_policy(page, live_server, world):  # noqa: F811
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(f"{live_server.url}/en/organizations/nato/")
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert data["@context"] == "https://schema.org"
    assert messages == []
