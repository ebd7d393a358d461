"""What was written anywhere, noted as it happens, so that the desk looks at it again: saves, fixtures, deletions, and
changes of many rows at once. (`apps.search` keeps its index in the same way.)

What passes all of them by, such as SQL by hand, is found by `manage.py translation_states`.
"""

from collections import defaultdict
from functools import cache
from threading import local
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

from apps.core.fields import rows_changed
from apps.core.translations import translated_fields

_noted = local()


@cache
def translated_models() -> tuple[type[models.Model], ...]:
    """Return the models with translated fields; those of the histories only repeat them."""
    return tuple(m for m in apps.get_models() if translated_fields(m) and hasattr(m, "history"))


def _notes() -> dict[type[models.Model], set[int]]:
    if not hasattr(_noted, "pks"):
        _noted.pks = defaultdict(set)
    return _noted.pks


def note(model: type[models.Model], pks: set[int]) -> None:
    pks = {pk for pk in pks if pk is not None}
    if pks:
        _notes()[model] |= pks
        transaction.on_commit(settle)


def forget() -> None:
    _notes().clear()


def settle() -> None:
    """Take in what is noted."""
    from .keeping import settle as take_in

    noted = dict(_notes())
    forget()
    for model, pks in noted.items():
        take_in(model, pks)


def _saved(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    note(sender, {instance.pk})


def _rows_changed(sender: type[models.Model], pks: set[int], **kwargs: Any) -> None:
    note(sender, pks)


def start() -> None:
    for model in translated_models():
        name = f"desk:{model._meta.label}"
        post_save.connect(_saved, sender=model, dispatch_uid=name)
        post_delete.connect(_saved, sender=model, dispatch_uid=name)
        rows_changed.connect(_rows_changed, sender=model, dispatch_uid=name)
