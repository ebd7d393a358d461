"""Writing the texts of one language into a record: those columns, what follows from them, and nothing else."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from apps.core.permissions import may_publish
from apps.core.publishing import is_live
from apps.core.translations import field_label
from apps.core.versions import lock

from ..proposals import propose


def locked(model: type[models.Model], pk: int) -> models.Model | None:
    """Return a record as it is now; until the transaction ends nobody else writes it."""
    return next(iter(lock(model, [pk])), None)


def apply_translation(request: HttpRequest, record: models.Model, texts: Mapping[str, Any]) -> bool:
    """Write translated texts, given by column, into a record that is `locked`; return False where they have to be
    agreed to first (the public sees the record, and this person may not publish): then they are proposed.
    """
    if is_live(record) and not may_publish(request.user):
        fields = {column: {"from": getattr(record, column) or "", "to": text} for column, text in texts.items()}
        propose(request.user, record, [{"form": "", "verb": "change", "row": None, "at": 0, "fields": fields}])
        return False
    for column, text in texts.items():
        setattr(record, column, text)
    columns = list(texts)
    if any(field.name == "updated_at" for field in record._meta.concrete_fields):
        columns.append("updated_at")
    record.save(update_fields=columns)
    fields = [str(field_label(record._meta.get_field(column))) for column in texts]
    admin.site._registry[type(record)].log_change(request, record, [{"changed": {"fields": fields}}])
    return True
