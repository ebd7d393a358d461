"""Columns as data: what a record holds, described once for every form in which a list is handed out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .figures import marked
from .translations import LANGUAGES, language_label, translation


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is its name for machines, `label` its heading in the reader's language, `value` reads it off a row."""

    key: str
    label: Any
    value: Callable[[Any], Any]


def plain(key: str, label: Any, path: str = "") -> Column:
    """Return a column of a field as it is stored."""
    return Column(key, label, attrgetter(path or key))


def in_each_language(key: str, label: Any, of: str = "", field: str = "") -> tuple[Column, ...]:
    """Return a translated field as one column for each language. `of` names a relation that may be empty."""

    def read(row: Any, code: str) -> str:
        record = getattr(row, of) if of else row
        return translation(record, field or key, code, fallback=False).text if record else ""

    return tuple(
        Column(
            f"{key}_{code}",
            format_lazy("{label} ({language})", label=label, language=language_label(code)),
            lambda row, code=code: read(row, code),
        )
        for code in LANGUAGES
    )


def chosen(key: str, label: Any) -> Column:
    """Return a column of a field with choices, in words."""
    return Column(key, label, lambda row: getattr(row, f"get_{key}_display")())


def dated(key: str, label: Any) -> Column:
    """Return a column of a partial date as machines read it (EDTF): `1949-04-04`, `1994~`."""
    return Column(key, label, lambda row: marked(getattr(row, key)))


def yes_or_no(key: str, label: Any) -> Column:
    return Column(key, label, lambda row: _("yes") if getattr(row, key) else "")


def named(key: str, label: Any, read: Callable[[models.Model], str]) -> Column:
    """Return a column of the published records at the other end of a relation, with semicolons between them."""
    return Column(
        key, label, lambda row: "; ".join(read(other) for other in getattr(row, key).all() if other.is_published)
    )


def cells(columns: Sequence[Column], row: Any) -> list[Any]:
    return [column.value(row) for column in columns]
