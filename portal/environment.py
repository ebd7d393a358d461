"""Reading the environment. A mistake never breaks the import of the settings: it is kept, and `manage.py check`
says it in a sentence (see `apps/core/checks.py`)."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

MISTAKES: list[str] = []

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def load_env_file(path: Path) -> None:
    """Set `NAME=value` lines of the file as defaults: the real environment wins."""
    if not path.exists():
        return
    for number, line in enumerate(path.read_text().splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            MISTAKES.append(f"{path.name}, line {number}: “{line[:40]}” is not of the form NAME=value.")
            continue
        os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def secret(name: str) -> str:
    """Return a secret; where there is none, one for this process alone, so that nothing ever runs with a known one."""
    value = os.environ.get(name, "")
    if len(value) >= 50:
        return value
    MISTAKES.append(f"{name} is missing or shorter than 50 characters. `make run` writes one to .env for you.")
    return secrets.token_urlsafe(60)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    MISTAKES.append(f"{name} is “{value}”: write 1 or 0.")
    return default


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if not value:
        return default
    if value.isdecimal():
        return int(value)
    MISTAKES.append(f"{name} is “{value}”: write a whole number.")
    return default


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def sqlite(path: Path | str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # opening the file and setting it up again costs more than keeping it
        "OPTIONS": {
            # A write takes its lock at once, so that no one is refused half-way ("database is locked").
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
                "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-20000;"
            ),
        },
    }


# A page asks for little, at once: to compile a query, or to share it among processes that each look through the index,
# takes longer than the query itself (a search in the admin among 100,000 events: 380 ms, else 230).
FOR_PAGES = {"jit": "off", "max_parallel_workers_per_gather": 0, "random_page_cost": 1.1}


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,  # the pool keeps them
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": number("DATABASE_POOL", 8), "timeout": 10},
            "options": " ".join(f"-c {name}={value}" for name, value in FOR_PAGES.items()),
        },
    }


def database(name: str, default: Path) -> dict[str, Any]:
    """Return the database of a URL: `postgresql://user:password@host:5432/name` or `sqlite:///path`."""
    url = os.environ.get(name)
    if not url:
        return sqlite(default)
    scheme, _sep, rest = url.partition("://")
    try:
        if scheme in ("postgres", "postgresql") and urlsplit(url).path.strip("/"):
            return postgresql(url)
        if scheme == "sqlite" and rest:
            return sqlite(rest.removeprefix("/") if rest.startswith("/") else rest)
    except ValueError:  # a port that is no number
        pass
    MISTAKES.append(
        f"{name} cannot be read. Write postgresql://user:password@host:5432/name, or sqlite:////path/to/file.sqlite3."
    )
    return sqlite(default)
