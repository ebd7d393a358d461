"""What scripts draw into a page of the admin is in the language of the page too."""

import pytest
from playwright.sync_api import expect

from tests import factories as f
from tests.chrome import Page

SAID = {"kk": "Ештеңе табылмады.", "en": "No results found"}
WEEK_BEGINS = {"kk": "Дс", "en": "M"}


@pytest.fixture
def editor(django_user_model):
    """Somebody whose name is in no script."""
    return django_user_model.objects.create_superuser("@1", "1@example.org", "a-long-password")


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_scripts_of_the_admin_speak_the_language_of_the_page(page, live_server, context, editor, language):
    event = f.EventFactory(name_kk="1с", name_en="1s")  # what stands in a field is mirrored beneath it
    context.add_cookies([{"name": "odaq_language", "value": language, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/login/?next=/admin/events/event/{event.pk}/change/")
    page.locator("#id_login").fill("@1")
    page.locator("#id_password").fill("a-long-password")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("tab").first).to_be_visible()
    page.locator("#id_city + .select2 .select2-selection").click()
    page.locator(".select2-search__field").last.fill("0000")
    expect(page.locator(".select2-results__message")).to_have_text(SAID[language])
    assert Page(page.content(), language).faults() == []

    page.goto(f"{live_server.url}/admin/auth/user/{editor.pk}/change/")
    expect(page.locator(".selector-available").first).to_be_visible()
    page.locator(".calendarbox").first.evaluate("box => box.style.display = 'block'")
    expect(page.locator(".calendarbox th").first).to_have_text(WEEK_BEGINS[language])
    assert Page(page.content(), language).faults() == []
