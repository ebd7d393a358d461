"""The second factor: of whom it is required, how it is set up, shown, kept and removed."""

import os
import re
import subprocess
import sys
import time
from io import StringIO

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import translation

from apps.desk import second_factor
from portal import first_run
from tests import factories as f
from tests.core.test_checks import check

from .conftest import PASSWORD, code_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SET_UP, CODES, CODE = "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/", "/accounts/2fa/authenticate/"
in_each_language = pytest.mark.parametrize("language", ["kk", "en"])


def allowed(user, *rights):
    for right in rights:
        app, codename = right.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return type(user).objects.get(pk=user.pk)


# ---- of whom it is required


@pytest.mark.parametrize("right", ["desk.publish", "desk.manage_accounts", "auth.change_user"])
def test_whoever_has_such_a_right_is_led_to_set_it_up(client, account, sign_in, outside_development, right):
    allowed(account(), right, "events.view_event")
    sign_in()
    for path in ("/admin/", "/admin/events/event/?q=x", "/admin/nothing/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response.url.split("?")[0] == SET_UP
    assert client.post("/admin/events/event/add/", {}).url.startswith(SET_UP)
    assert client.get("/admin/autocomplete/").status_code == 302


def test_a_superuser_is_led_too(client, chief, sign_in, outside_development):
    sign_in("@0")
    assert client.get("/admin/").url == f"{SET_UP}?next=%2Fadmin%2F"
    assert client.get("/admin/jsi18n/").status_code == 200
    assert client.post("/admin/logout/").status_code == 200


@pytest.mark.parametrize("rights", [(), ("events.change_event", "desk.translate_kk", "desk.translate_en")])
def test_nobody_else_is(client, account, sign_in, outside_development, rights):
    allowed(account(), *rights)
    sign_in()
    assert client.get("/admin/").status_code == 200
    assert client.get(SET_UP).status_code == 200  # but they may


def test_in_development_nobody_is(client, chief, sign_in, settings):
    settings.MFA_REQUIRED = False
    sign_in("@0")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("environment", "required"),
    [({}, True), ({"DEBUG": "1"}, False), ({"MFA_REQUIRED": "0"}, False), ({"DEBUG": "1", "MFA_REQUIRED": "1"}, True)],
)
def test_it_follows_the_environment(environment, required):
    code = "from portal import settings; print(settings.MFA_REQUIRED)"
    clean = {"PATH": os.environ["PATH"], "SECRET_KEY": "x1y2z3-" * 12, **environment}
    printed = subprocess.run([sys.executable, "-c", code], env=clean, capture_output=True, text=True, check=True)  # noqa: S603
    assert printed.stdout.strip() == str(required)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"MFA_REQUIRED": "perhaps"}, "MFA_REQUIRED is “perhaps”: write 1 or 0."),
        ({"TRUSTED_PROXY_COUNT": "one"}, "TRUSTED_PROXY_COUNT is “one”: write a whole number."),
    ],
)
def test_a_setting_that_cannot_be_read_is_told(environment, said):
    result = check(**environment)
    assert result.returncode == 1
    assert said in result.stderr


@pytest.mark.parametrize(
    ("environment", "warning"), [({"MFA_REQUIRED": "0"}, "odaq.W030"), ({"BEHIND_PROXY": "1"}, "odaq.W031")]
)
def test_what_is_unwise_in_public_is_told_at_check_deploy(environment, warning):
    assert warning in check("--deploy", "--tag", "security", **environment).stderr
    assert warning not in check("--tag", "security", **environment).stderr


def test_a_draft_is_closed_until_it_is_set_up(client, chief, sign_in, outside_development, set_up):
    event = f.EventFactory(slug="secret", draft=True)
    sign_in("@0")
    assert client.get("/en/events/secret/").status_code == 404
    client.post("/accounts/logout/")
    set_up(chief)
    assert client.get("/en/events/secret/").status_code == 200, event


def test_a_session_from_before_has_to_show_a_code(client, chief, sign_in, outside_development, set_up):
    """Somebody who signed in by a stolen password does not stay in when the owner sets the factor up."""
    other = Client()
    sign_in("@0", client=other)
    secret, _codes = set_up(chief)
    assert client.get("/admin/").status_code == 200
    response = other.get("/admin/")
    assert response.url == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2F"
    assert other.post(response.url, {"code": "000000"}).status_code == 200
    assert other.get("/admin/").status_code == 302
    assert other.post(response.url, {"code": code_of(secret), "next": "/admin/"}).url == "/admin/"
    assert other.get("/admin/").status_code == 200


# ---- setting it up


@in_each_language
def test_setting_it_up_shows_picture_and_secret_and_leads_on(client, chief, sign_in, outside_development, language):
    client.cookies["odaq_language"] = language
    sign_in("@0", fields={"next": "/admin/events/event/"})
    response = client.get("/admin/events/event/", follow=True)
    page, secret = response.content.decode(), response.context["form"].secret
    assert f'<html lang="{language}"' in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert secret in re.sub(r"\s", "", page)
    assert response.context["totp_url"].startswith("otpauth://totp/%400?secret=")
    assert "issuer=Odaq" in response.context["totp_url"]
    refused = client.post(SET_UP, {"code": "000000", "next": "/admin/events/event/"})
    assert refused.context["form"].errors["code"]
    assert refused.context["form"].secret == secret
    response = client.post(SET_UP, {"code": code_of(secret), "next": "/admin/events/event/"})
    assert response.url == f"{CODES}?next=%2Fadmin%2Fevents%2Fevent%2F"
    assert client.post(CODES, {"next": "/admin/events/event/"}).url == "/admin/events/event/"
    assert client.get("/admin/events/event/").status_code == 200


def test_the_secret_stays_the_same_when_the_page_is_loaded_again(client, chief, sign_in):
    sign_in("@0")
    secrets = {client.get(SET_UP).context["form"].secret for _ in range(3)}
    assert len(secrets) == 1


def test_it_is_set_up_once(client, chief, set_up):
    set_up(chief)
    assert client.get(SET_UP).url == "/accounts/2fa/"
    assert client.post(SET_UP, {"code": "123456"}).url == "/accounts/2fa/"
    assert Authenticator.objects.filter(type="totp").count() == 1


# ---- showing it


def test_the_password_alone_does_not_open_the_desk(client, chief, set_up, sign_in):
    secret, _codes = set_up(chief)
    client.post("/accounts/logout/")
    response = sign_in("@0", fields={"next": "/admin/events/event/"})
    assert response.url == CODE
    assert client.get("/admin/").url.startswith("/admin/login/")
    assert client.get("/accounts/login/").url == CODE
    assert client.post(CODE, {"code": code_of(secret)}).url == "/admin/events/event/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("code", ["", "000000", "қазақша", "\x00", "1" * 5000, None])
def test_a_wrong_code_is_told_in_words(client, chief, set_up, sign_in, code):
    set_up(chief)
    client.post("/accounts/logout/")
    sign_in("@0")
    response = client.post(CODE, {} if code is None else {"code": code})
    assert response.status_code == 200
    assert response.context["form"].errors["code"]
    assert client.get("/admin/").status_code == 302


def test_a_code_opens_once_and_is_good_for_half_a_minute_either_way(client, chief, set_up, sign_in):
    with time_machine.travel("2026-11-01 12:00:10Z", tick=False) as clock:
        secret, _codes = set_up(chief)
        clock.shift(600)

        def try_code(code):
            client.post("/accounts/logout/")
            sign_in("@0")
            return client.post(CODE, {"code": code}).status_code

        now = int(time.time())
        assert try_code(code_of(secret, now - 30)) == 302
        assert try_code(code_of(secret, now - 30)) == 200
        assert try_code(code_of(secret, now + 30)) == 302
        clock.shift(45)  # the last one is still tolerated, but has been used
        assert try_code(code_of(secret, now + 30)) == 200
        assert try_code(code_of(secret, now - 90)) == 200


def test_guessing_codes_is_limited(client, chief, set_up, sign_in):
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        secret, _codes = set_up(chief)
        client.post("/accounts/logout/")
        sign_in("@0")
        assert [client.post(CODE, {"code": "000000"}).status_code for _ in range(5)] == [200] * 5
        response = client.post(CODE, {"code": code_of(secret)})
        assert response.status_code == 429
        assert response["Retry-After"] == "300"
        clock.shift(301)
        assert client.post(CODE, {"code": code_of(secret)}).status_code == 302


def test_a_recovery_code_works_once_and_is_counted(client, chief, set_up, sign_in):
    _secret, codes = set_up(chief)
    assert len(set(codes)) == 10
    for expected in (302, 200):
        client.post("/accounts/logout/")
        sign_in("@0")
        assert client.post(CODE, {"code": codes[3]}).status_code == expected
    assert client.post(CODE, {"code": f" {codes[4][:4]}-{codes[4][4:]} "}).status_code == 302
    assert client.get("/accounts/2fa/").context["codes_left"] == second_factor.codes_left(chief) == 8


# ---- recovery codes


def test_recovery_codes_are_shown_until_they_are_kept_and_never_again(client, chief, sign_in):
    sign_in("@0")
    secret = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(secret)})
    codes = client.get(CODES).context["codes"]
    assert codes == client.get(CODES).context["codes"]  # a change of language loses nothing
    file = client.get(f"{CODES}download/")
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert file["Content-Disposition"] == 'attachment; filename="odaq-recovery-codes.txt"'
    assert "no-store" in file["Cache-Control"]
    assert all(code in file.content.decode() for code in codes)
    assert client.get("/accounts/2fa/").context["codes_to_keep"]
    client.post(CODES)
    page = client.get(CODES)
    assert page.context["codes"] == []
    assert not any(code in page.content.decode() for code in codes)
    assert client.get(f"{CODES}download/").status_code == 404


def test_new_recovery_codes_replace_the_old(client, chief, set_up, sign_in):
    _secret, old = set_up(chief)
    assert client.post(f"{CODES}generate/").url == CODES
    new = client.get(CODES).context["codes"]
    assert not set(old) & set(new)
    client.post("/accounts/logout/")
    sign_in("@0")
    assert client.post(CODE, {"code": old[0]}).status_code == 200
    assert client.post(CODE, {"code": new[0]}).status_code == 302


def test_there_are_none_without_a_second_factor(client, chief, sign_in):
    sign_in("@0")
    assert client.get(CODES).context["codes"] == []
    assert client.get(f"{CODES}download/").status_code == 404
    assert client.post(f"{CODES}generate/").context["form"].non_field_errors()


# ---- confirming, removing


@pytest.mark.parametrize("path", ["2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"])
def test_touching_it_later_takes_a_code_again(client, chief, set_up, path):
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        secret, _codes = set_up(chief)
        clock.shift(301)
        response = client.get(f"/accounts/{path}")
        assert response.url.split("?")[0] == "/accounts/2fa/reauthenticate/"
        assert client.get("/accounts/reauthenticate/").url == "/accounts/2fa/reauthenticate/"  # not the password
        response = client.post(response.url, {"code": code_of(secret)})
        assert response.url == f"/accounts/{path}"
        assert client.get(response.url).status_code == 200


def test_setting_it_up_later_takes_the_password_again(client, chief, sign_in):
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        sign_in("@0")
        clock.shift(301)
        response = client.get(SET_UP)
        assert response.url.split("?")[0] == "/accounts/reauthenticate/"
        assert client.post(response.url, {"password": "wrong"}).status_code == 200
        assert client.post(response.url, {"password": PASSWORD}).url == SET_UP


def test_one_removes_ones_own_and_is_led_to_set_up_another(client, chief, set_up, outside_development):
    set_up(chief)
    assert client.get("/accounts/2fa/totp/deactivate/").status_code == 200
    assert client.post("/accounts/2fa/totp/deactivate/").url == "/accounts/2fa/"
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").url.startswith(SET_UP)


# ---- how it is kept


def test_the_secret_is_sealed_in_the_database(client, chief, set_up):
    secret, codes = set_up(chief)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        kept = " ".join(str(row[0]) for row in cursor.fetchall())
    assert kept
    assert secret not in kept
    assert not any(code in kept for code in codes)
    assert second_factor.unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_a_former_secret_key_still_opens_it(client, chief, set_up, settings, sign_in):
    secret, _codes = set_up(chief)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10
    client.cookies.clear()
    sign_in("@0")
    assert client.post(CODE, {"code": code_of(secret)}).status_code == 302


def test_what_cannot_be_unsealed_lets_nobody_in_and_breaks_no_page(client, chief, set_up, settings, sign_in):
    secret, codes = set_up(chief)
    settings.SECRET_KEY = "another" * 10
    client.cookies.clear()
    sign_in("@0")
    for code in (code_of(secret), codes[0], code_of("")):
        assert client.post(CODE, {"code": code}).status_code == 200
    client.force_login(chief)
    assert client.get("/accounts/2fa/").status_code == 200


# ---- a lost one


def lost(account):
    return f"/admin/auth/user/{account.pk}/second-factor/"


@in_each_language
def test_an_administrator_removes_a_lost_one_and_the_history_says_so(client, account, set_up, sign_in, chief, language):
    set_up(account())
    owner = Authenticator.objects.first().user
    client.cookies.clear()
    client.cookies["odaq_language"] = language
    sign_in("@0")
    assert lost(owner) in client.get(f"/admin/auth/user/{owner.pk}/change/").content.decode()
    assert f'<html lang="{language}"' in client.get(lost(owner)).content.decode()
    assert client.post(lost(owner)).url == f"/admin/auth/user/{owner.pk}/change/"
    assert not second_factor.of(owner).exists()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (chief, str(owner.pk))
    with translation.override(language):
        said = {"kk": "екі сатылы кіру", "en": "second factor"}[language]
        assert said in entry.get_change_message()
    assert said in client.get(f"/admin/auth/user/{owner.pk}/history/").content.decode()
    assert client.post(lost(owner)).status_code == 302  # nothing left to remove, nothing to log
    assert LogEntry.objects.count() == 1


def test_nobody_removes_their_own_there(client, chief, set_up):
    set_up(chief)
    assert client.get(lost(chief)).status_code == 200
    assert client.post(lost(chief)).status_code == 403
    assert second_factor.is_set_up(chief)


def test_only_a_superuser_helps_a_superuser(client, account, chief, set_up, sign_in):
    set_up(chief)
    allowed(account(), "desk.manage_accounts")
    client.cookies.clear()
    sign_in("@1")
    assert client.get(lost(chief)).status_code == 200
    assert client.post(lost(chief)).status_code == 403
    assert second_factor.is_set_up(chief)


def test_without_the_right_the_page_is_closed(client, account, sign_in):
    other = account("@2")
    allowed(account(), "auth.view_user", "desk.publish")
    sign_in()
    for method in (client.get, client.post):
        assert method(lost(other)).status_code == 403
    assert client.get("/admin/auth/user/999/second-factor/").status_code == 403


def test_the_command_helps_the_only_administrator(chief, set_up):
    set_up(chief)
    out = StringIO()
    call_command("remove_second_factor", "@0", stdout=out)
    call_command("remove_second_factor", "@0", stdout=out)
    assert out.getvalue().splitlines() == ["Removed the second factor of @0.", "@0 had no second factor."]
    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError, match="nobody"):
        call_command("remove_second_factor", "nobody")


@pytest.mark.parametrize(
    ("required", "said"), [(True, "needs an authenticator app"), (False, "No second factor is asked for")]
)
def test_the_first_sign_in_says_whether_a_second_factor_is_asked_for(settings, tmp_path, required, said):
    settings.VAR, settings.MFA_REQUIRED = tmp_path, required
    out = StringIO()
    call_command("first_admin", stdout=out)
    assert said in out.getvalue()


def test_a_trial_on_one_machine_asks_for_none():
    assert "\nMFA_REQUIRED=0\n" in first_run.TEXT
