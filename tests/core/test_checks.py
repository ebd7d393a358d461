"""A mistake in the configuration is a sentence at `manage.py check`, not a traceback."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def check(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return manage("check", *arguments, **environment)


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, "SECRET_KEY": "x1y2z3-" * 12, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is missing or shorter"),
        ("SECRET_KEY", "", "SECRET_KEY is missing or shorter"),
        ("DEBUG", "perhaps", "DEBUG is “perhaps”: write 1 or 0."),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL cannot be read."),
        ("DATABASE_URL", "postgresql://host:port/name", "DATABASE_URL cannot be read."),
        ("DATABASE_POOL", "many", "DATABASE_POOL is “many”"),
        ("REDIS_URL", "localhost", "REDIS_URL cannot be read."),
    ],
)
def test_a_mistake_is_said(name, value, said):
    environment = {name: value}
    if name == "DATABASE_POOL":
        environment["DATABASE_URL"] = "postgresql://localhost/odaq"
    result = check(**environment)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture
def database():
    """Return a function that makes a PostgreSQL database in a locale, for the length of the test, and its address."""
    url = urlsplit(os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres"))
    server = psycopg.connect(url._replace(path="/postgres").geturl(), autocommit=True, connect_timeout=2)
    made = []

    def make(locale: str) -> str:
        name = f"odaq_locale_{os.getpid()}_{len(made)}"
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' {locale}")
        made.append(name)
        return url._replace(path=f"/{name}").geturl()

    yield make
    for name in made:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


@pytest.mark.postgresql
@pytest.mark.parametrize("command", [("check", "--database", "default"), ("migrate",)])
def test_a_postgresql_database_that_folds_ascii_only_is_refused(database, command):
    address = database("LC_COLLATE 'C' LC_CTYPE 'C'")
    result = manage(*command, DATABASE_URL=address)
    assert result.returncode == 1
    assert "odaq.E004" in result.stderr
    assert "cannot fold the case of Kazakh letters" in result.stderr
    assert "C.UTF-8" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "locale",
    ["LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'", "LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'kk'"],
)
def test_a_postgresql_database_that_knows_kazakh_is_taken(database, locale):
    result = check("--database", "default", DATABASE_URL=database(locale))
    assert result.returncode == 0, result.stderr


def test_the_settings_are_secure_as_they_stand():
    result = check("--deploy", "--fail-level", "WARNING", "--tag", "security", DEBUG="0", HTTPS="1")
    assert result.returncode == 0, result.stderr


def test_every_migration_can_be_taken_back(db):
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    for (app, name), migration in loader.disk_migrations.items():
        if (ROOT / "apps" / app).exists():
            assert all(operation.reversible for operation in migration.operations), f"{app}.{name}"
