"""Signing in: who may, how often one may try, where it leads, and what is closed."""

import logging

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, RequestFactory

from apps.desk.adapters import DeskAccounts

from .conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LOGIN = "/accounts/login/"
in_each_language = pytest.mark.parametrize("language", ["kk", "en"])
TOO_MANY = {"kk": "Бес минут күтіп", "en": "Wait five minutes"}


def fail(sign_in, times, name="@1", **kwargs):
    return [sign_in(name, "wrong", **kwargs).status_code for _ in range(times)]


def test_the_admin_leads_to_the_page_of_the_portal_and_back(client, account, sign_in):
    account(is_superuser=True)
    response = client.get("/admin/members/membership/?q=x", follow=True)
    assert response.redirect_chain[-1][0].startswith(LOGIN)
    assert next(template.name for template in response.templates) == "account/login.html"
    assert response.context["redirect_field_value"] == "/admin/members/membership/?q=x"
    response = sign_in(fields={"next": "/admin/members/membership/?q=x"})
    assert (response.status_code, response.url) == (302, "/admin/members/membership/?q=x")
    assert sign_in().url == "/admin/"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http:\\\\evil"])
def test_it_never_leads_to_another_site(client, account, sign_in, evil):
    account()
    assert sign_in(fields={"next": evil}).url == "/admin/"
    assert client.get(LOGIN, {"next": evil}).url == "/admin/"  # signed in already
    assert client.post("/accounts/logout/", {"next": evil}).url == LOGIN


@in_each_language
def test_a_wrong_password_is_told_in_words_and_keeps_the_name(client, account, sign_in, language):
    account()
    client.cookies["odaq_language"] = language
    response = sign_in(password="wrong")
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in page
    assert {"kk": "тіркелгі жоқ", "en": "No account has"}[language] in page
    assert 'value="@1"' in page
    assert "wrong" not in page


@pytest.mark.parametrize("name", ["", "@1\x00", "@" * 5000, "қ'\"<script>"])
@pytest.mark.parametrize("password", ["", "\x00", "п" * 5000])
def test_odd_input_is_answered_with_the_form(sign_in, name, password):
    response = sign_in(name, password)
    assert response.status_code == 200
    assert response.context["form"].errors


@in_each_language
@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"is_active": False}, {"kk": "жабылған", "en": "has been closed"}),
        ({"is_staff": False}, {"kk": "рұқсат берілмеген", "en": "may not work at the desk"}),
    ],
)
def test_who_may_not_work_here_is_told_so_after_the_right_password_only(
    client, account, sign_in, language, state, said
):
    account(**state)
    client.cookies["odaq_language"] = language
    assert said[language] in sign_in().content.decode()
    assert said[language] not in sign_in(password="wrong").content.decode()
    assert client.get("/admin/").status_code == 302


@in_each_language
def test_after_five_failed_tries_an_account_is_closed_for_five_minutes(client, account, sign_in, language):
    account()
    client.cookies["odaq_language"] = language
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        assert fail(sign_in, 5) == [200] * 5
        response = sign_in()  # the right password
        assert response.status_code == 429
        assert response["Retry-After"] == "300"
        assert TOO_MANY[language] in response.content.decode()
        assert 'value="@1"' in response.content.decode()
        assert client.get("/admin/").status_code == 302
        clock.shift(299)
        assert sign_in().status_code == 429
        clock.shift(2)
        assert sign_in().status_code == 302


def test_tries_are_counted_by_account_whatever_the_address_the_host_or_the_case(account, sign_in, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other"]
    account("anna")
    for number, (name, host) in enumerate([("anna", "testserver"), ("ANNA", "other"), (" Anna ", "other:81")] * 2):
        response = sign_in(name, "wrong", REMOTE_ADDR=f"192.0.2.{number}", headers={"host": host})
    assert response.status_code == 429
    assert sign_in("anna", REMOTE_ADDR="192.0.2.99").status_code == 429


def test_another_account_is_not_closed_by_it(account, sign_in):
    account(), account("@2")
    fail(sign_in, 5)
    assert sign_in("@2").status_code == 302


def test_signing_in_is_not_counted_as_a_failure(account, sign_in, client):
    account()
    for _ in range(7):
        assert sign_in().status_code == 302
        client.post("/accounts/logout/")


def test_ten_failed_tries_from_an_address_close_it_for_a_minute(account, sign_in):
    account("@11")
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        assert [sign_in(f"@{n}", "wrong").status_code for n in range(11)] == [200] * 10 + [429]
        assert sign_in("@11").status_code == 429
        assert sign_in("@11", REMOTE_ADDR="192.0.2.1", client=Client()).status_code == 302
        clock.shift(61)
        assert sign_in("@11").status_code == 302


@in_each_language
def test_very_many_requests_get_a_page_of_the_portal(client, sign_in, language):
    client.cookies["odaq_language"] = language
    for _ in range(31):
        response = sign_in("", "")
    page = response.content.decode()
    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert f'<html lang="{language}"' in page
    assert TOO_MANY[language] in page
    assert "css/portal" in page


def test_a_header_that_a_visitor_writes_does_not_change_the_address(account, sign_in):
    for number in range(10):
        sign_in(f"@{number}", "wrong", headers={"x-forwarded-for": f"198.51.100.{number}"})
    assert sign_in("@10", "wrong", headers={"x-forwarded-for": "203.0.113.1"}).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "192.0.2.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.66, 198.51.100.1", "198.51.100.1"),  # the first was written by the visitor
        (2, "203.0.113.66, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.7"),  # asked around the proxies
        (1, "", "192.0.2.7"),
        (1, "nonsense", "192.0.2.7"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_what_the_trusted_proxies_say(settings, proxies, forwarded, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(LOGIN, REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": forwarded})
    assert DeskAccounts().get_client_ip(request) == address


def test_a_server_behind_a_socket_knows_no_address_and_still_counts(sign_in):
    assert [sign_in(f"@{n}", "wrong", REMOTE_ADDR="").status_code for n in range(11)] == [200] * 10 + [429]


def test_the_log_says_whom_it_refused(account, sign_in, caplog):
    account()
    with caplog.at_level(logging.WARNING, "apps.desk.adapters"):
        fail(sign_in, 6)
    assert [record.getMessage() for record in caplog.records if record.name == "apps.desk.adapters"] == [
        "Too many failed sign-ins as '@1', the last from 127.0.0.1."
    ]


def test_the_limits_stand_in_the_cache_that_processes_share(account, sign_in):
    account()
    fail(sign_in, 5)
    assert sign_in().status_code == 429
    cache.clear()
    assert sign_in().status_code == 302


@pytest.mark.parametrize(
    "path",
    "signup/ email/ confirm-email/ confirm-email/x/ password/set/ password/reset/ password/reset/done/ "
    "password/reset/key/1-x/ password/reset/key/done/ login/code/ login/code/confirm/ inactive/ 2fa/webauthn/ "
    "2fa/webauthn/add/ 2fa/trust/ social/login/ nothing/".split(),
)
def test_what_the_portal_does_not_do_has_no_address(client, chief, path):
    assert client.get(f"/accounts/{path}").status_code == 404
    client.force_login(chief)
    assert client.get(f"/accounts/{path}").status_code == 404


def test_the_page_says_what_to_do_about_a_forgotten_password(client):
    client.cookies["odaq_language"] = "en"
    assert "An administrator of the portal sets a new one for you." in client.get(LOGIN).content.decode()


def test_signing_out_takes_a_form(client, account, sign_in):
    account(is_superuser=True)
    sign_in()
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/admin/").status_code == 200
    assert client.post("/accounts/logout/").url == LOGIN
    assert client.get("/admin/").status_code == 302
    assert client.get("/accounts/logout/").url == LOGIN
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/accounts/logout/").status_code == 403


def test_ones_password_is_changed_on_one_page(client, account, sign_in):
    user = account(is_superuser=True)
    sign_in()
    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    place, new = "/accounts/password/change/", PASSWORD * 2
    refused = client.post(place, {"oldpassword": "wrong", "password1": new, "password2": new})
    assert "oldpassword" in refused.context["form"].errors
    refused = client.post(place, {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"})
    assert "password1" in refused.context["form"].errors
    assert client.post(place, {"oldpassword": PASSWORD, "password1": new, "password2": new}).url == "/accounts/2fa/"
    user.refresh_from_db()
    assert user.check_password(new)
    assert client.get("/admin/").status_code == 200  # this session goes on
    assert [client.post(place, {"oldpassword": "x"}).status_code for _ in range(3)][-1] == 429


def test_it_is_for_those_who_are_signed_in(client):
    for route in {
        "password/change/", "2fa/", "2fa/totp/activate/", "2fa/totp/deactivate/", "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/", "2fa/recovery-codes/download/", "reauthenticate/", "2fa/reauthenticate/",
        "2fa/authenticate/",
    }:  # fmt: skip
        response = client.get(f"/accounts/{route}")
        assert (response.status_code, response.url.split("?")[0]) == (302, LOGIN), route


def test_no_page_of_it_is_kept_or_found(client, account, sign_in):
    account()
    assert "no-store" in client.get(LOGIN)["Cache-Control"]
    sign_in()
    for path in ("2fa/", "2fa/totp/activate/", "password/change/", "logout/"):
        response = client.get(f"/accounts/{path}")
        assert "no-store" in response["Cache-Control"], path
        assert '<meta name="robots" content="noindex">' in response.content.decode(), path
    assert "Disallow: /accounts/" in client.get("/robots.txt").content.decode()


def test_a_script_is_answered_with_the_page_too(client):
    for headers in ({"x-requested-with": "XMLHttpRequest"}, {"accept": "application/json"}):
        assert client.get(LOGIN, headers=headers)["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/en/", "/kk/organizations/", "/en/search/?q=nato", "/en/nothing/"])
def test_public_pages_stay_free_of_sessions_and_cookies(client, outside_development, path):
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Дерекқор жауап бермей тұр"), ("en", "The database does not answer")]
)
def test_while_the_shared_cache_does_not_answer_nobody_signs_in_and_everybody_reads(
    client, account, settings, language, said
):
    account()
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    client.cookies["odaq_language"] = language
    response = client.post("/accounts/login/", {"login": "@1", "password": PASSWORD})
    assert response.status_code == 503
    assert said in response.content.decode()
    assert response["Retry-After"] == "60"
    assert "_auth_user_id" not in client.session
    assert client.get(f"/{language}/organizations/").status_code == 200
