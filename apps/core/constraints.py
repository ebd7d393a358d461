"""Database constraints whose message stands at the field that the editor has to mend."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .fields import Derived


def _left_out(model: type[models.Model], exclude: Collection[str] | None) -> set[str]:
    """Return what a constraint shall not look at.

    Django skips one that names a column which the form leaves out; derived columns are never in a form, yet they
    always hold their true value, so here they count.
    """
    return set(exclude or ()) - {field.name for field in model._meta.concrete_fields if isinstance(field, Derived)}


class FieldCheckConstraint(models.CheckConstraint):
    """A check constraint that reports at one field of a form.

    (For the columns that a form leaves out, see `_left_out`.)
    """

    def __init__(self, *, field: str, **kwargs: Any) -> None:
        self.field = field
        super().__init__(**kwargs)

    def validate(self, model, instance, exclude=None, using="default") -> None:
        try:
            super().validate(model, instance, exclude=_left_out(model, exclude), using=using)
        except ValidationError as error:
            if self.field in (exclude or ()):
                raise
            raise ValidationError({self.field: error.error_list}) from None

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def __eq__(self, other: object) -> bool:
        same = super().__eq__(other)
        return self.field == other.field if same is True else same

    __hash__ = None


class FieldUniqueConstraint(models.UniqueConstraint):
    """A unique constraint that reports at one field of a form. To migrations it is the plain one that it looks like."""

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        self.field = field
        super().__init__(*args, **kwargs)

    def validate(self, model, instance, exclude=None, using="default") -> None:
        try:
            super().validate(model, instance, exclude=_left_out(model, exclude), using=using)
        except ValidationError as error:
            if self.field in (exclude or ()):
                raise
            raise ValidationError({self.field: error.error_list}) from None

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.UniqueConstraint", args, kwargs

    def clone(self):
        return type(self)(*self.deconstruct()[1], field=self.field, **self.deconstruct()[2])
