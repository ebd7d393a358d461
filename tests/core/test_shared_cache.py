"""The cache of an installation without Redis is one for all processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache

from apps.core.shared_cache import SharedFileCache

pytestmark = pytest.mark.once


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


def test_one_of_many_adds_a_key(folder):
    caches = [SharedFileCache(str(folder), {}) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        for key in range(20):
            assert sorted(threads.map(lambda one, key=key: one.add(key, 1), caches)) == [False] * 7 + [True]


def test_another_process_sees_what_was_kept(folder):
    code = (
        "import sys; from apps.core.shared_cache import SharedFileCache as C; C(sys.argv[1], {}).add('tries', [1, 2])"
    )
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"from django.conf import settings; settings.configure(); {code}", str(folder)],
        check=True,
    )
    assert SharedFileCache(str(folder), {}).get("tries") == [1, 2]


def test_nobody_else_may_read_it(folder):
    SharedFileCache(str(folder), {}).add("tries", 1)
    assert folder.stat().st_mode & 0o077 == 0


def test_tries_to_sign_in_are_counted_in_it(client, db, settings, folder):
    settings.CACHES = {"default": {"BACKEND": "apps.core.shared_cache.SharedFileCache", "LOCATION": folder}}
    wrong = {"login": "@1", "password": "wrong"}
    assert [client.post("/accounts/login/", wrong).status_code for _ in range(6)] == [200] * 5 + [429]
    assert len(list(folder.glob("*.djcache"))) == 3  # of the address twice, of the account
    cache.clear()
    assert client.post("/accounts/login/", wrong).status_code == 200
