"""The portal's settings with the few changes that tests need."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-" * 5)
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("MFA_REQUIRED", "0")  # `tests/desk` switches it on

from portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The manifest needs collectstatic; a test of it makes its own.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Each process of the tests has a cache of its own: they empty it.
if REDIS_URL:  # noqa: F405
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{REDIS_URL.rpartition('/')[0]}/{15 - worker % 15}"  # noqa: F405
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405
    # What a test commits need not outlive a failure of the machine.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # noqa: F405
