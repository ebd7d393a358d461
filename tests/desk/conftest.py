import base64
import hashlib
import hmac
import struct
import time

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache

from apps.desk.translations import keeping
from tests.pages.conftest import world  # noqa: F401  (one of everything, published)

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


@pytest.fixture
def translator(django_user_model):
    """Make somebody who may only write the texts of some languages."""

    def make(*languages, name="translator"):
        user = django_user_model.objects.create_user(name, password="a-long-password", is_staff=True)
        codenames = [f"translate_{language}" for language in languages]
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        return user

    return make


def row_of(record):
    """Return how the desk has it that a record stands, as of now."""
    return keeping.standing_of(type(record)._base_manager.get(pk=record.pk)).row


def states_of(record):
    row = row_of(record)
    return row.state_kk, row.state_en


@pytest.fixture
def queries_of(django_assert_max_num_queries):
    """Return a function that says how many queries a page costs, once what is remembered is."""

    def ask(client, path):
        client.get(path)
        with django_assert_max_num_queries(1000) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return ask


@pytest.fixture
def signed_in(client, django_user_model):
    """Return a client that works as somebody with some roles, in a language."""

    def sign_in(*roles, language="en", name="somebody"):
        user, _made = django_user_model.objects.get_or_create(username=name, defaults={"is_staff": True})
        user.groups.set(Group.objects.filter(name__in=roles))
        assert user.groups.count() == len(roles)
        client.force_login(user)
        client.cookies["odaq_language"] = language
        client.user = user
        return client

    return sign_in
