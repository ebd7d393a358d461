"""Comparing, in Chromium."""

import pytest
from playwright.sync_api import expect

from tests import factories as f


@pytest.fixture
def members(db):
    for number, name in enumerate(("Kazakhstan", "Uzbekistan"), 1):
        f.MembershipFactory(
            organization=f.OrganizationFactory(slug=f"org-of-{number}", abbreviation_en=f"ORG-{number}"),
            country=f.CountryFactory(slug=name.lower(), name_en=name),
        )


def test_members_are_compared_by_their_names_without_javascript(browser, live_server, members):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/compare/")
    page.get_by_label("First member").fill("kazakhstan")
    page.get_by_label("Second member").fill("Uzbekistan")
    page.locator("[aria-labelledby=h-members] button").click()
    expect(page.locator(".verdict")).to_contain_text("Kazakhstan and Uzbekistan have no organisation in common")
    context.close()


def test_an_empty_day_stays_out_of_the_address(page, live_server, members):
    page.goto(f"{live_server.url}/en/compare/")
    page.get_by_label("First organisation").select_option("org-of-1")
    page.get_by_label("Second organisation").select_option("org-of-2")
    page.locator("[aria-labelledby=h-organizations] button").click()
    expect(page).to_have_url(f"{live_server.url}/en/compare/?organization=org-of-1&organization=org-of-2")
