"""Signing in with a second factor, in Chromium: from the first password to the last recovery code."""

import os
import re

import pytest
from playwright.sync_api import expect

from apps.desk import second_factor
from tests.desk.conftest import code_of

from .test_readers import NARROW, PHONE, WIDE, axe_finds

PASSWORD = "2-қазан-2-october"
BUTTONS = {
    "in": {"kk": "Кіру", "en": "Sign in"},
    "set up": {"kk": "Қосу", "en": "Set up"},
    "kept": {"kk": "Кодтарды сақтап алдым", "en": "I have kept the codes"},
    "out": {"kk": "Шығу", "en": "Sign out"},
    "remove": {"kk": "Екі сатылы кіруді өшіру", "en": "Remove the second factor"},
}
PICTURES = os.environ.get("PICTURES")  # a folder for what the pages look like


@pytest.fixture
def administrator(django_user_model, settings):
    settings.MFA_REQUIRED = True
    return django_user_model.objects.create_superuser("@1", password=PASSWORD)


def looked_at(page, name, language, scheme):
    """Hold the page against what every page has to be: on a wide screen, a phone and a very narrow one."""
    assert page.locator("html").get_attribute("lang") == language
    for width, height in (WIDE, PHONE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-{language}-{scheme}-{width}.png", full_page=True)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    assert axe_finds(page) == [], name


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("en", "dark")])
def test_the_whole_path_of_an_administrator(page, live_server, context, administrator, language, scheme, tmp_path):
    def press(name):
        page.locator("main").get_by_role("button", name=BUTTONS[name][language], exact=True).click()

    def look(name):
        looked_at(page, name, language, scheme)

    def give_password(password=PASSWORD):
        page.locator("#id_login").fill("@1")
        page.locator("#id_password").fill(password)
        press("in")

    page.emulate_media(color_scheme=scheme)
    context.add_cookies([{"name": "odaq_language", "value": language, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/events/event/")
    expect(page.locator("#id_login")).to_be_focused()
    look("login")
    give_password("wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    look("login-refused")
    give_password()

    expect(page).to_have_url(re.compile("/accounts/2fa/totp/activate/"))
    look("set-up")
    page.locator("#id_code").fill("000000")
    press("set up")
    expect(page.locator("#id_code_error")).to_be_visible()
    look("set-up-refused")
    secret = page.locator(".account-secret").inner_text().replace(" ", "")
    page.locator("#id_code").fill(code_of(secret))
    press("set up")

    codes = page.locator(".account-codes code").all_inner_texts()
    assert len(codes) == 10
    look("codes")
    with page.expect_download() as download:
        page.locator("main a[download]").click()
    download.value.save_as(tmp_path / "codes.txt")
    assert all(code in (tmp_path / "codes.txt").read_text() for code in codes)
    press("kept")
    expect(page).to_have_url(f"{live_server.url}/admin/events/event/")

    page.goto(f"{live_server.url}/accounts/2fa/")
    look("account")
    press("out")
    expect(page.locator("main .notice")).to_be_visible()
    page.goto(f"{live_server.url}/admin/")
    give_password()
    look("code")
    page.locator("#id_code").fill("000000")
    press("in")
    expect(page.locator("#id_code_error")).to_be_visible()
    look("code-refused")
    page.locator("#id_code").fill(code_of(secret))
    press("in")
    expect(page).to_have_url(f"{live_server.url}/admin/")

    page.goto(f"{live_server.url}/accounts/logout/")
    look("logout")
    press("out")
    give_password()
    page.locator("#id_code").fill(codes[0])
    press("in")
    expect(page).to_have_url(f"{live_server.url}/admin/")
    assert second_factor.codes_left(administrator) == 9

    for place, name in (
        ("password/change", "password"), ("2fa/recovery-codes", "codes-kept"),
        ("2fa/recovery-codes/generate", "codes-new"), ("2fa/totp/deactivate", "remove"),
    ):  # fmt: skip
        page.goto(f"{live_server.url}/accounts/{place}/")
        look(name)
    press("remove")
    expect(page).to_have_url(f"{live_server.url}/accounts/2fa/")
    look("account-without")
    page.goto(f"{live_server.url}/admin/")
    expect(page).to_have_url(re.compile("/accounts/2fa/totp/activate/"))


def test_the_language_is_changed_on_the_way_and_nothing_is_lost(page, live_server, administrator):
    page.goto(f"{live_server.url}/admin/events/event/")
    for name, code in (("English", "en"), ("Қазақша", "kk")):
        page.locator("header").get_by_role("button", name=name).click()
        expect(page.locator("html")).to_have_attribute("lang", code)
    page.locator("#id_login").fill("@1")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    secret = page.locator(".account-secret").inner_text()
    page.locator("header").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator(".account-secret").inner_text() == secret
    page.locator("#id_code").fill(code_of(secret.replace(" ", "")))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    codes = page.locator(".account-codes").inner_text()
    page.locator("header").get_by_role("button", name="Қазақша").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    assert page.locator(".account-codes").inner_text() == codes
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(f"{live_server.url}/admin/events/event/")


def test_it_works_without_javascript(browser, live_server, administrator):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    page.locator("#id_login").fill("@1")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    secret = page.locator(".account-secret").inner_text().replace(" ", "")
    page.locator("#id_code").fill(code_of(secret))
    page.locator("main form button[type=submit]").first.click()
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(f"{live_server.url}/admin/")
    context.close()
