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
if not REDIS_URL:  # noqa: F405  (each process of the tests by itself)
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
