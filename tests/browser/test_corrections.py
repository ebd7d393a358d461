"""A reader suggests a correction, in Chromium, without a script and with a keyboard."""

import pytest
from playwright.sync_api import expect

from apps.desk.corrections import forms
from apps.desk.models import Proposal
from tests.pages.conftest import world  # noqa: F401  (a fixture)

from .test_readers import NARROW, axe_finds


def test_a_correction_is_suggested_without_javascript_and_without_a_cookie(browser, live_server, world, monkeypatch):  # noqa: F811
    monkeypatch.setattr(forms, "SOONEST", 0)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/organizations/nato/")
    link = page.get_by_role("link", name="Suggest a correction: Founded")
    box = link.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What it should be").fill("soon")
    page.get_by_label("Where is this written?").fill("nato.int/history")
    page.get_by_role("button", name="Send the suggestion").click()
    expect(page.get_by_label("What it should be")).to_have_value("soon")
    expect(page.get_by_label("What it should be")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("What it should be").fill("5 April 1949")
    page.get_by_role("button", name="Send the suggestion").click()
    expect(page.get_by_text("The suggestion has arrived")).to_be_visible()
    assert context.cookies() == []
    context.close()
    proposal = Proposal.objects.latest("pk")
    assert proposal.changes[0]["fields"]["start"]["to"] == "1949-04-05"
    assert proposal.source_url == "https://nato.int/history"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_forms_fit_a_narrow_screen_and_axe_finds_nothing(page, live_server, world, language, scheme):  # noqa: F811
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    new = f"{live_server.url}/{language}/corrections/new/organization/{world['nato'].pk}/"
    for url in (new, f"{new}?field=start", f"{new}?field=description_en", f"{new}?field=names"):
        page.goto(url)
        assert axe_finds(page) == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0], url
    page.locator("main form button[type=submit]").click()
    assert axe_finds(page) == []


def test_the_links_are_not_printed(page, live_server, world):  # noqa: F811
    page.goto(f"{live_server.url}/en/organizations/nato/")
    expect(page.locator(".fix").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".fix").first).to_be_hidden()
    expect(page.get_by_role("link", name="Suggest a correction", exact=True)).to_be_hidden()
