"""Every page of signing in speaks the language of its reader, and is strict HTML."""

import html5lib
import pytest
import time_machine

from tests.chrome import Walk, routes

from .conftest import PASSWORD, code_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

in_each_language = pytest.mark.parametrize("language", ["kk", "en"])


class StrictWalk(Walk):
    def read(self, response, place):
        if response["Content-Type"].startswith("text/html"):
            html5lib.HTMLParser(strict=True).parse(response.content.decode())
        return super().read(response, place)


@in_each_language
def test_every_page_of_signing_in_speaks_the_language_of_its_reader(client, chief, outside_development, language):
    walk = StrictWalk(client, language)
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        login = "/accounts/login/"
        walk.open("/accounts/")
        walk.open(login)
        walk.post(login, {})
        walk.post(login, {"login": "@0", "password": "!"})
        walk.post(login, {"login": "@0", "password": PASSWORD})
        assert "accounts/2fa/totp/activate/" in walk.routes  # the admin leads there
        walk.open("/accounts/2fa/")
        walk.post("/accounts/2fa/totp/activate/", {"code": ""})
        response = walk.post("/accounts/2fa/totp/activate/", {"code": "000000"})
        walk.post("/accounts/2fa/totp/activate/", {"code": code_of(response.context["form"].secret)})
        secret = response.context["form"].secret
        assert "accounts/2fa/recovery-codes/" in walk.routes
        walk.open("/accounts/2fa/")
        walk.open("/accounts/2fa/recovery-codes/download/")
        walk.post("/accounts/2fa/recovery-codes/")
        walk.open("/accounts/2fa/recovery-codes/")
        walk.open("/accounts/2fa/recovery-codes/generate/")
        walk.open("/accounts/2fa/totp/deactivate/")
        walk.open("/admin/")
        walk.open("/accounts/logout/")
        walk.post("/accounts/logout/")

        clock.shift(60)
        walk.post(login, {"login": "@0", "password": PASSWORD})
        walk.post("/accounts/2fa/authenticate/", {})
        walk.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
        assert "admin/" in walk.routes
        walk.open("/accounts/password/change/")
        walk.post("/accounts/password/change/", {})
        clock.shift(600)
        walk.open("/accounts/2fa/totp/deactivate/")
        walk.post("/accounts/2fa/reauthenticate/", {"code": "!"})
        walk.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
        walk.post("/accounts/2fa/totp/deactivate/")
        walk.open("/accounts/2fa/recovery-codes/")
        clock.shift(600)
        walk.open("/accounts/2fa/totp/activate/")
        walk.post("/accounts/reauthenticate/", {"password": "!"})
        walk.post("/accounts/reauthenticate/", {"password": PASSWORD})
        walk.post("/accounts/logout/")
        for _ in range(31):
            last = walk.post(login, {"login": "@0", "password": "!"})
    assert last.status_code == 429
    assert routes("accounts/") <= walk.routes, routes("accounts/") - walk.routes
    assert walk.report() == []


@in_each_language
@pytest.mark.parametrize("has_one", [True, False])
def test_the_page_of_somebody_elses_second_factor_does_too(client, account, chief, set_up, sign_in, language, has_one):
    other = account()
    if has_one:
        set_up(other)
        client.cookies.clear()
    sign_in("@0")
    walk = StrictWalk(client, language)
    place = f"/admin/auth/user/{other.pk}/second-factor/"
    walk.open(place)
    walk.open(f"/admin/auth/user/{chief.pk}/second-factor/")
    walk.open(f"/admin/auth/user/{other.pk}/delete/")
    client.post(place)  # the next page says what was done
    walk.open(f"/admin/auth/user/{other.pk}/history/")
    assert walk.report() == []
