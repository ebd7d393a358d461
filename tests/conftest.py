"""Fixtures for every test. Browser fixtures stand in `tests/browser/conftest.py`."""

import pytest
from django.utils import translation

from apps.desk.translations import tracking as desk
from apps.search import tracking


@pytest.fixture(autouse=True)
def kazakh():
    """Start each test in Kazakh: a request leaves its language active in the thread."""
    with translation.override("kk"):
        yield


@pytest.fixture(autouse=True)
def nothing_noted():
    """Forget what earlier tests changed: no transaction of theirs was committed."""
    tracking.forget()
    desk.forget()


def indexed_first(count):
    """Let a count of queries begin where a request begins: what was saved before it is taken in."""

    def counted(*args, **kwargs):
        tracking.settle()
        desk.settle()
        return count(*args, **kwargs)

    return counted


@pytest.fixture
def django_assert_max_num_queries(django_assert_max_num_queries):
    return indexed_first(django_assert_max_num_queries)


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries):
    return indexed_first(django_assert_num_queries)


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("editor", "editor@example.org", "a-long-password")


@pytest.fixture
def staff(client, editor):
    """A client that is signed in to the admin."""
    client.force_login(editor)
    return client
