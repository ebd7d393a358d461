"""The version of a record: what it says at a moment. Nobody saves over what he has not seen.

Whoever offers a record for editing notes its version; whoever takes the changes holds the record and compares:

    version = version_of(record)                         # as the form is opened, or the proposal made
    with transaction.atomic():
        record = held_as(Organization, pk, version)      # waits for others; raises `Changed` if they were first
        …
        record.save()

The forms of the admin compare field by field, their rows included, and help to merge: see `core/merging.py`.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple, Self

from django import forms
from django.core import signing
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.forms.models import InlineForeignKeyField

from .fields import ChangedAtField

SALT = "odaq.version"

Stated = dict[str, str]  # field → digest of what it says


class Changed(Exception):
    """The record says something else than it did when it was opened, or is gone. `record`: as it is now, or None."""

    def __init__(self, record: models.Model | None) -> None:
        super().__init__(record)
        self.record = record


# ---- holding


def lock(model: type[models.Model], keys: Collection[Any]) -> list[models.Model]:
    """Read rows and keep others from changing them until the transaction ends.

    In the order of their keys, so that two who want the same rows do not wait for each other. SQLite, where a
    transaction that writes is alone from its first statement on, needs no lock of a row.
    """
    rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return list(rows)


@contextmanager
def holding(record: models.Model | tuple[type[models.Model], Any], rows: Mapping[Any, Collection[Any]]) -> Iterator:
    """Do something in one transaction in which nobody else changes a record, nor the rows that belong to it."""
    model, key = record if isinstance(record, tuple) else (type(record), record.pk)
    with transaction.atomic():
        lock(model, [key])
        for row_model in sorted(rows, key=lambda model: model._meta.label):
            lock(row_model, rows[row_model])
        yield


def held_as(model: type[models.Model], key: Any, version: str) -> models.Model:
    """Return the record, held until the transaction ends, if it is still in the version; else raise `Changed`."""
    record = next(iter(lock(model, [key])), None)
    if record is None or version_of(record) != version:
        raise Changed(record)
    return record


# ---- comparing


def canonical(value: Any) -> str:
    """Write a value in one way, whether it comes from the database or out of a form."""
    if value is None:
        return ""
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, FieldFile):
        return value.name or ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return " ".join(sorted(canonical(one) for one in value))
    return str(value)


def digest(value: Any) -> str:
    return blake2b(canonical(value).encode(), digest_size=6).hexdigest()


def version_of(record: models.Model) -> str:
    """Return the version of a record by itself: all that it holds, its many-to-many relations included."""
    fields = [f for f in record._meta.concrete_fields if not isinstance(f, ChangedAtField)]
    many = [f for f in record._meta.many_to_many if f.remote_field.through._meta.auto_created]
    said = [(f.name, canonical(f.value_from_object(record))) for f in fields]
    said += [(f.name, canonical(getattr(record, f.name).order_by().values_list("pk", flat=True))) for f in many]
    return blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()


def fields_kept(form: forms.BaseModelForm) -> dict[str, forms.Field]:
    """Return the fields of a form that stand for something which its record keeps."""
    opts = form._meta.model._meta
    kept = {field.name for field in (*opts.concrete_fields, *opts.many_to_many)} - {opts.pk.name}
    return {n: f for n, f in form.fields.items() if n in kept and not isinstance(f, InlineForeignKeyField)}


def stated(form: forms.BaseModelForm) -> Stated:
    """Return what the record of a form says in each of its fields."""
    return {name: digest(form.get_initial_for_field(field, name)) for name, field in fields_kept(form).items()}


# ---- what a form was opened with


class Opened(NamedTuple):
    """What a form showed as it was opened. `rows`: for each inline, what each of its rows said, by its key; None
    where the rows were too many to be shown."""

    record: str
    at: float
    fields: Stated
    rows: dict[str, dict[str, Stated] | None]

    @classmethod
    def of(cls, record: models.Model, at: float, form: forms.BaseModelForm, formsets: Iterable[Any]) -> Self:
        return cls(_named(record), at, stated(form), {rows.prefix: _rows(rows) for rows in formsets})

    def sealed(self) -> str:
        """Return it as the form carries it: nobody can make one up."""
        return signing.dumps(self, salt=SALT, compress=True)

    @classmethod
    def unsealed(cls, token: str, record: models.Model) -> Self | None:
        """Return what a form of this record was opened with; None if that is not said, or not by us."""
        try:
            opened = cls(*signing.loads(token, salt=SALT))
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return opened if opened.record == _named(record) else None

    def says_the_same_as(self, other: Self) -> bool:
        """Rows that were shown then or are shown now only count if they were and are."""
        both = [prefix for prefix in self.rows if self.rows[prefix] is not None and other.rows.get(prefix) is not None]
        return self.fields == other.fields and all(self.rows[prefix] == other.rows[prefix] for prefix in both)


def _named(record: models.Model) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def _rows(formset: Any) -> dict[str, Stated] | None:
    if getattr(formset, "elsewhere", 0):
        return None
    return {str(form.instance.pk): stated(form) for form in formset.initial_forms if form.instance.pk}
