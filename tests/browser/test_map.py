"""The map of members and the steps from day to day, in Chromium."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f


@pytest.fixture
def alliance(transactional_db):
    alliance = f.OrganizationFactory(slug="nato", abbreviation_en="NATO", name_en="Alliance")
    for code, start, end in (
        ("BE", "1949-04-04", None),
        ("CA", "1949-04-04", None),
        ("TR", "1952-02-18", None),
        ("ES", "1982-05-30", None),
        ("FR", "1949-04-04", "1990-01-01"),
    ):
        f.MembershipFactory(
            organization=alliance, country=f.CountryFactory(iso2=code, slug=code.lower()), start=start, end=end
        )
    return alliance


def test_the_slider_stops_only_at_days_of_change_and_keeps_focus(page, live_server, alliance):
    page.goto(f"{live_server.url}/en/organizations/nato/members/?area=world")
    slider = page.get_by_role("slider", name="Day")
    expect(slider).to_have_attribute("aria-valuetext", "Today")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "30 May 1982: 1 joined")
    expect(page).to_have_url(re.compile(r"\?area=world&on=1982-05-30$"))
    expect(page.locator(".onbar")).to_contain_text("30 May 1982")
    expect(page.locator(".count")).to_have_text("5 members")
    expect(page.locator("#figure-map use[href$='#fr']").first).to_be_attached()
    expect(slider).to_be_focused()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"on=1949-04-04$"))
    expect(page.locator(".count")).to_have_text("3 members")
    expect(slider).to_be_focused()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(r"\?area=world$"))
    expect(page.locator(".onbar")).to_have_count(0)
    page.go_back()
    expect(page.locator(".count")).to_have_text("3 members")


def test_links_and_the_list_swap_the_page_without_leaving_the_place(page, live_server, alliance):
    page.goto(f"{live_server.url}/en/organizations/nato/members/")
    page.get_by_role("link", name=re.compile("Previous change")).click()
    expect(page).to_have_url(re.compile(r"on=1990-01-01$"))
    expect(page.locator("#step-previous")).to_be_focused()
    page.get_by_role("combobox", name="Day of change").select_option("1952-02-18")
    expect(page).to_have_url(re.compile(r"on=1952-02-18$"))
    expect(page.get_by_role("slider", name="Day")).to_have_value("1")
    page.get_by_role("navigation", name="Part of the world").get_by_role("link", name="Europe").click()
    expect(page).to_have_url(re.compile(r"on=1952-02-18&area=europe$"))
    expect(page.get_by_role("link", name="Europe", exact=True)).to_have_attribute("aria-current", "true")


def test_without_javascript_links_and_the_list_do_the_same(browser, live_server, alliance):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/organizations/nato/members/?area=world")
    expect(page.locator(".steps-range")).to_be_hidden()
    page.get_by_role("link", name=re.compile("First change")).click()
    expect(page).to_have_url(re.compile(r"\?area=world&on=1949-04-04#steps$"))
    expect(page.locator(".count")).to_have_text("3 members")
    page.get_by_role("link", name=re.compile("Next change")).click()
    expect(page.locator(".count")).to_have_text("4 members")
    page.get_by_role("combobox", name="Day of change").select_option("1990-01-01")
    page.locator(".steps-form").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"area=world&on=1990-01-01#steps$"))
    expect(page.locator("#figure-map use[href$='#es']")).to_have_count(1)
    page.locator("#step-today").click()
    expect(page).to_have_url(re.compile(r"\?area=world#steps$"))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_shape_is_painted_from_the_shared_file(page, live_server, alliance, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/kk/organizations/nato/members/")
    page.wait_for_load_state("networkidle")
    boxes = page.eval_on_selector_all("#figure-map use.place", "all => all.map(one => one.getBBox().width)")
    assert len(boxes) == 4
    assert all(width > 1 for width in boxes)
