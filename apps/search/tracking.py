"""What changed, noted as it happens: saves, deletions, relations, and changes of many rows at once.

A transaction that is rolled back leaves its notes behind. That does no harm: a note says only which record to look at
again, and the record is read as it is then.
"""

from collections import defaultdict
from collections.abc import Iterator
from threading import local
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from apps.core.fields import rows_changed
from apps.core.names import HasNames
from apps.core.searching import Searchable, searchables

from . import index

_noted = local()


def _notes() -> dict[type[models.Model], set[int]]:
    if not hasattr(_noted, "pks"):
        _noted.pks = defaultdict(set)
    return _noted.pks


def dependents() -> dict[type[models.Model], list[tuple[Searchable, str]]]:
    """Return, for each model, whose records must be indexed anew when one of it changes, and by which lookup."""
    found: dict[type[models.Model], list[tuple[Searchable, str]]] = defaultdict(list)
    for searchable in searchables.values():
        depends = [(apps.get_model(label), lookup) for label, lookup in searchable.depends]
        for model, lookup in depends:
            found[model].append((searchable, lookup))
        for model, lookup in ((searchable.model, ""), *depends):
            if issubclass(model, HasNames):
                names = model._meta.get_field("names").related_model
                found[names].append((searchable, f"{lookup}__names".removeprefix("__")))
    return found


def note(model: type[models.Model], pks: set[Any]) -> None:
    """Note rows that changed. Which records are found by their names is looked up when they are indexed."""
    pks = {pk for pk in pks if pk is not None}
    if pks:
        _notes()[model] |= pks
        transaction.on_commit(settle)


def note_owners(model: type[models.Model], pks: set[Any]) -> None:
    """Note, while rows are still there as they are, the records that are found by their names."""
    for owner, found in owners(model, pks):
        note(owner, found)


def owners(model: type[models.Model], pks: set[Any]) -> Iterator[tuple[type[models.Model], set[int]]]:
    for searchable, lookup in _dependents.get(model, ()):
        rows = searchable.model._base_manager.order_by()
        for some in index.in_batches(sorted(pks)):
            yield searchable.model, set(rows.filter(**{f"{lookup}__in": some}).values_list("pk", flat=True))


def forget() -> None:
    _notes().clear()


def settle() -> None:
    """Index what is noted."""
    noted = {model: set(pks) for model, pks in _notes().items()}
    forget()
    pks: dict[type[models.Model], set[int]] = defaultdict(set)
    for model, some in noted.items():
        pks[model] |= some
        for owner, found in owners(model, some):
            pks[owner] |= found
    if pks:
        index.refresh(pks)


_dependents: dict[type[models.Model], list[tuple[Searchable, str]]] = {}


def _before_save(sender: type[models.Model], instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """What depended on the old state of the row: the event that a participation leaves for another."""
    if not raw and instance.pk and not instance._state.adding:
        note_owners(sender, {instance.pk})


def _after_save(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    note(sender, {instance.pk})


def _before_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    note_owners(sender, {instance.pk})
    note(sender, {instance.pk})


def _rows_changed(sender: type[models.Model], pks: set[int], **kwargs: Any) -> None:
    note(sender, pks)


def _relations_changed(
    instance: models.Model, model: type[models.Model], pk_set: set[int] | None, **kwargs: Any
) -> None:
    if kwargs["action"] in ("post_add", "post_remove", "pre_clear", "post_clear"):
        note(type(instance), {instance.pk})
        note(model, pk_set or set())


def start() -> None:
    _dependents.clear()
    _dependents.update(dependents())
    for model in {*searchables, *_dependents}:
        pre_save.connect(_before_save, sender=model, dispatch_uid=f"search:{model._meta.label}")
        post_save.connect(_after_save, sender=model, dispatch_uid=f"search:{model._meta.label}")
        pre_delete.connect(_before_delete, sender=model, dispatch_uid=f"search:{model._meta.label}")
        rows_changed.connect(_rows_changed, sender=model, dispatch_uid=f"search:{model._meta.label}")
        for field in model._meta.many_to_many:
            m2m_changed.connect(
                _relations_changed,
                sender=field.remote_field.through,
                dispatch_uid=f"search:{model._meta.label}.{field.name}",
            )
