"""Rows that only tie two records together (an event and its topic) are named after both.

An editor meets them where a deletion says what goes with it, and among the permissions. Django would call the model
“Event-topic relationship”, in the language in which the process began, and a row of it “Event_topics object (3)”.
"""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models
from django.utils.text import format_lazy

from .permissions import permission_label


def name_both(tie: models.Model) -> str:
    ends = (getattr(tie, field.name) for field in _ends(type(tie)))
    return " – ".join(permission_label(end) if isinstance(end, Permission) else str(end) for end in ends)


def _ends(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.fields if field.many_to_one]


def name_ties() -> None:
    """Give every model that Django made for a many-to-many field, and each of its rows, a name."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.auto_created:
            one, other = (field.remote_field.model._meta.verbose_name for field in _ends(model))
            name = format_lazy("{one} – {other}", one=one, other=other)
            model._meta.verbose_name = model._meta.verbose_name_plural = name
            model.__str__ = name_both
