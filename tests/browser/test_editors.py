"""An editor's day in the admin, in Chromium."""

import re

import pytest
from playwright.sync_api import expect

from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Organization
from tests import factories as f


@pytest.fixture
def signed_in(page, live_server, editor):
    """Return a page of an editor who works in English."""
    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    page.locator("#id_login").fill("editor")
    page.locator("#id_password").fill("a-long-password")
    page.locator("main form button[type=submit]").click()
    page.locator("#header").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    return page


def choose(page, field: str, words: str) -> None:
    """Find a record in an autocomplete field by typing, as an editor does."""
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill(words)
    page.locator(
        ".select2-results__option--highlighted, .select2-results__option", has_text=re.compile(words, re.I)
    ).first.click()


def save(page, button: str = "_save") -> None:
    page.locator(f"input[name={button}]").first.click()


def test_an_organisation_is_made_translated_published_and_archived(signed_in, live_server):
    page = signed_in
    page.goto(f"{live_server.url}/admin/organizations/organization/add/")
    page.get_by_role("tab", name=re.compile("Қазақша")).first.click()
    page.locator("#id_name_kk").fill("Балтық кеңесі")
    page.locator("#id_kind").select_option("political")
    page.locator("#id_start").fill("1992-03")
    expect(page.get_by_text("March 1992").first).to_be_visible()
    save(page, "_continue")
    assert Organization.objects.get().slug == "baltyq-kenesi"

    expect(page.get_by_role("tab", name=re.compile("English.*missing", re.S)).first).to_be_visible()
    page.get_by_role("tab", name=re.compile("English")).first.click()
    page.locator("#id_name_en").fill("Council of the Baltic")
    page.locator("#id_publication").select_option("published")
    save(page, "_continue")
    organization = Organization.objects.get()
    assert (organization.name_kk, organization.name_en) == ("Балтық кеңесі", "Council of the Baltic")
    for language, name in (("kk", "Балтық кеңесі"), ("en", "Council of the Baltic")):
        page.goto(f"{live_server.url}/{language}/organizations/{organization.slug}/")
        expect(page.locator("h1")).to_contain_text(name)

    page.goto(f"{live_server.url}/admin/organizations/organization/{organization.pk}/change/")
    page.locator("#id_publication").select_option("archived")
    save(page)
    response = page.request.get(f"{live_server.url}/en/organizations/")
    assert "Council of the Baltic" not in response.text()
    assert organization.history.count() == 3


def test_a_membership_of_a_known_organisation_and_member_takes_one_form(signed_in, live_server):
    f.OrganizationFactory(name_en="North Atlantic Treaty Organization", abbreviation_en="NATO")
    f.CountryFactory(name_kk="Қазақстан", name_en="Kazakhstan")
    page = signed_in
    page.goto(f"{live_server.url}/admin/members/membership/add/")
    choose(page, "organization", "NATO")
    choose(page, "country", "Kazakhstan")
    page.locator("#id_status").select_option("partner")
    page.locator("#id_start").fill("1994-05-27")
    page.locator("#id_publication").select_option("published")
    save(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    membership = Membership.objects.get()
    assert (str(membership.start), membership.status, membership.country.name_en) == (
        "1994-05-27",
        "partner",
        "Kazakhstan",
    )


def test_bad_input_gets_its_message_at_its_field_and_loses_nothing(signed_in, live_server):
    page = signed_in
    page.goto(f"{live_server.url}/admin/events/event/add/")
    page.get_by_role("tab", name=re.compile("Қазақша")).first.click()
    page.locator("#id_name_kk").fill("Саммит")
    page.locator("#id_kind").select_option("summit")
    page.locator("#id_start").fill("2008-04-04")
    page.locator("#id_end").fill("2008-04-01")
    save(page)
    expect(page.locator(".field-end .errorlist")).to_contain_text("before the start")
    expect(page.locator("#id_start")).to_have_value("2008-04-04")
    expect(page.locator("#id_name_kk")).to_have_value("Саммит")

    page.locator("#id_end").fill("soon")
    save(page)
    expect(page.locator(".field-end .errorlist")).to_contain_text("1949-04")
    expect(page.locator("#id_end")).to_have_value("soon")

    page.locator("#id_end").fill("2008-04-05")
    page.locator("#id_publication").select_option("published")
    save(page)
    event = Event.objects.get()
    assert (str(event.start), str(event.end), event.is_published) == ("2008-04-04", "2008-04-05", True)


def test_a_draft_is_seen_on_the_site_by_staff_only(signed_in, live_server, browser):
    event = f.EventFactory(slug="secret", name_en="Secret summit", draft=True)
    page = signed_in
    page.goto(f"{live_server.url}/admin/events/event/{event.pk}/change/")
    address = page.get_by_role("link", name="View on site").get_attribute("href")
    page.goto(live_server.url + address)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".draft-banner")).to_be_visible()
    stranger = browser.new_page()
    assert stranger.goto(page.url).status == 404
    stranger.close()


def test_the_admin_speaks_kazakh(signed_in, live_server):
    page = signed_in
    page.goto(f"{live_server.url}/admin/")
    page.locator("header, #header").get_by_role("button", name="Қазақша").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.goto(f"{live_server.url}/admin/members/membership/add/")
    expect(page.locator("#content h1")).to_have_text("Қосу: мүшелік")
