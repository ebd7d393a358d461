"""A real browser on a real server: every test fails on a request to another origin, on a message of the content
security policy, and on an error in JavaScript."""

import os
import shutil

import pytest
from django.core.cache import cache

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in the thread of the tests

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run --disable-dev-shm-usage"
).split()


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": ARGUMENTS}


@pytest.fixture(autouse=True)
def nothing_tried():
    """Forget the tries to sign in of earlier tests: they are limited by the minute, and all come from one address."""
    cache.clear()


@pytest.fixture
def page(page, live_server):
    page.offsite, page.refused, page.errors = [], [], []
    page.on(
        "request",
        lambda r: page.offsite.append(r.url) if not r.url.startswith((live_server.url, "data:")) else None,
    )
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda m: page.refused.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    assert page.offsite == []
    assert page.refused == []
    assert page.errors == []
