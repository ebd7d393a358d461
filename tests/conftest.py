"""Fixtures for every test. Browser fixtures stand in `tests/browser/conftest.py`."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def kazakh():
    """Start each test in Kazakh: a request leaves its language active in the thread."""
    with translation.override("kk"):
        yield


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("editor", "editor@example.org", "a-long-password")


@pytest.fixture
def staff(client, editor):
    """A client that is signed in to the admin."""
    client.force_login(editor)
    return client
