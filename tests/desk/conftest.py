import base64
import hashlib
import hmac
import struct
import time

import pytest
from django.core.cache import cache

PASSWORD = "2-қазан-2-october"


@pytest.fixture(autouse=True)
def nothing_tried():
    """Forget the tries of earlier tests: they are kept in the cache, not in the database."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def outside_development(settings):
    settings.MFA_REQUIRED = True


def code_of(secret, moment=None):
    """Return what an authenticator app would show (RFC 6238), worked out apart from the code under test."""
    counter = struct.pack(">Q", int(time.time() if moment is None else moment) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture
def account(django_user_model):
    """Return a function that makes an account which may work at the desk; its name is in no script."""

    def make(name="@1", **kwargs):
        kwargs = {"is_staff": True, **kwargs}
        return django_user_model.objects.create_user(name, password=PASSWORD, **kwargs)

    return make


@pytest.fixture
def chief(account):
    return account("@0", is_superuser=True)


@pytest.fixture
def sign_in(client):
    def send(name="@1", password=PASSWORD, client=client, **data):
        return client.post("/accounts/login/", {"login": name, "password": password, **data.pop("fields", {})}, **data)

    return send


@pytest.fixture
def set_up(client, sign_in):
    """Return a function that signs an account in and sets its second factor up, as a person would."""

    def do(user):
        sign_in(user.get_username())
        secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
        assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}).status_code == 302
        codes = client.get("/accounts/2fa/recovery-codes/").context["codes"]
        client.post("/accounts/2fa/recovery-codes/")
        return secret, codes

    return do
