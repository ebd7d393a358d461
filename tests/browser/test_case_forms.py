"""Copying the case forms of a name, in Chromium."""

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

from .test_readers import NARROW, axe_finds


@pytest.mark.parametrize(("language", "said"), [("kk", "Көшірілді."), ("en", "Copied.")])
def test_a_form_is_copied_by_keyboard_and_that_is_announced(page, live_server, world, language, said):  # noqa: F811
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/{language}/organizations/nato/")
    page.locator(".cases summary").focus()
    page.keyboard.press("Enter")
    row = page.locator(".cases tr", has_text="НАТО-ға")
    button = row.get_by_role("button")
    expect(button).to_have_attribute("aria-label", f"{'Көшіру' if language == 'kk' else 'Copy'}: НАТО-ға")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cases [role=status]")).to_have_text(f"НАТО-ға: {said}")
    expect(button).to_have_text(said)
    assert page.evaluate("navigator.clipboard.readText()") == "НАТО-ға"


def test_one_click_takes_a_whole_form_without_javascript(browser, live_server, world):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/organizations/nato/")
    page.locator(".cases summary").click()
    expect(page.locator(".cases .cite-copy")).to_have_count(0)
    expect(page.locator(".cases .case-form").first).to_be_visible()
    assert page.locator(".cases .case-form").first.evaluate("cell => getComputedStyle(cell).userSelect") == "all"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_open_forms_fit_a_narrow_screen_and_axe_finds_nothing(page, live_server, db, language, scheme):
    f.CountryFactory(slug="long", name_kk="Оңтүстік Георгия және Оңтүстік Сандвич аралдары")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(f"{live_server.url}/{language}/members/long/")
    page.locator(".cases summary").click()
    expect(page.locator(".cases button")).to_have_count(7)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert axe_finds(page) == []
