"""Model fields of our own: partial dates, and columns that are computed from other columns."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from .dates import PartialDate
from .forms import PartialDateFormField
from .text import sort_key


class PartialDateAttribute(DeferredAttribute):
    """Turns text into a `PartialDate` on assignment; text that is none stays, for validation to report."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, str):
            try:
                value = PartialDate.parse(value) if value.strip() else None
            except ValidationError:
                value = value[:200]
        instance.__dict__[self.field.attname] = value


class PartialDateField(models.Field):
    """A `PartialDate`, stored as the EDTF text that was entered. Empty is NULL."""

    description = _("A day, a month or a year")
    descriptor_class = PartialDateAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 11
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression, connection) -> PartialDate | None:
        return None if value is None else PartialDate.parse(value)

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        if isinstance(value, dt.date):
            return PartialDate.of(value)
        return PartialDate.parse(str(value)) if str(value).strip() else None

    def get_prep_value(self, value: Any) -> str | None:
        value = self.to_python(super().get_prep_value(value))
        return None if value is None else str(value)

    def value_to_string(self, obj: models.Model) -> str | None:
        value = self.value_from_object(obj)
        return None if value is None else str(value)

    def formfield(self, **kwargs: Any):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


class DerivedAttribute(DeferredAttribute):
    """Always answers with what the sources come to now; what is assigned is only remembered."""

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        if instance is None:
            return self
        values = [getattr(instance, name) for name in self.field.sources]
        try:
            return self.field.compute(*values)
        except (AttributeError, TypeError):  # a source holds text that is no date: validation will say so
            return instance.__dict__.get(self.field.attname)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Derived:
    """Mixin for a stored column that is a function of other columns of the same row.

    It holds however the row is written: `save`, `bulk_create`, `bulk_update`, fixtures (which skip `pre_save`), and
    `update()` on a `DerivingQuerySet`. In migrations it is the plain column that it looks like.
    """

    descriptor_class = DerivedAttribute

    def __init__(self, *args: Any, sources: Iterable[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)
        self.sources = tuple(sources)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        base = next(c for c in type(self).__mro__ if c.__module__.startswith("django.db.models"))
        return name, f"django.db.models.{base.__name__}", args, kwargs

    def compute(self, *values: Any) -> Any:
        raise NotImplementedError

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        missing = [name for name in self.sources if not hasattr(self.model, name)]
        errors = [
            checks.Error(f"The derived column {self} names the source “{name}”, which does not exist.", obj=self)
            for name in missing
        ]
        return [*super().check(**kwargs), *errors]


class SortKeyField(Derived, models.CharField):
    """The key that puts a name in the true alphabetical order of one language, on every database."""

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.language = language

    def compute(self, *names: str | None) -> str:
        """Take the first source that is not empty, so that a record without this language still has its place."""
        return sort_key(next((name for name in names if name), ""), self.language)[: self.max_length]


class YearField(Derived, models.SmallIntegerField):
    """The year in which something began, for year filters that stay one index range. NULL: not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def compute(self, start: PartialDate | None) -> int | None:
        return start.year if start else None


class AnniversaryField(Derived, models.SmallIntegerField):
    """The day of any year on which something began, as month × 100 + day: 404 is the fourth of April.

    NULL: the day is not known, or not for certain.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def compute(self, start: PartialDate | None) -> int | None:
        return start.month * 100 + start.day if start and start.is_exact else None


class ChangedAtField(models.DateTimeField):
    """The moment of the last save; fixtures, which skip `pre_save`, fall back on the default."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_default()
        setattr(model_instance, self.attname, value)
        return value


class DerivingQuerySet(models.QuerySet):
    """Keeps derived columns right in `update()` as well."""

    def update(self, **kwargs: Any) -> int:
        derived = [f for f in self.model._meta.concrete_fields if isinstance(f, Derived)]
        touched = [f for f in derived if set(f.sources) & kwargs.keys() and f.attname not in kwargs]
        if not touched:
            return super().update(**kwargs)
        if any(hasattr(kwargs.get(name), "resolve_expression") for f in touched for name in f.sources):
            raise ValueError("update() cannot follow an expression into a derived column: give a value or save().")
        names = {name for f in touched for name in f.sources} - kwargs.keys()
        if not names:
            kwargs.update({f.attname: f.compute(*[self._clean(n, kwargs[n]) for n in f.sources]) for f in touched})
            return super().update(**kwargs)
        # Some sources keep their own value in each row, so the rows have to be read.
        rows = list(self)
        for row in rows:
            for name, value in kwargs.items():
                setattr(row, name, value)
        self.model._base_manager.bulk_update(rows, [*kwargs, *(f.name for f in touched)], batch_size=500)
        return len(rows)

    update.alters_data = True

    def bulk_update(self, objs: Iterable[models.Model], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Write the derived columns of the fields along with them."""
        names = set(fields)
        derived = {f.name for f in self.model._meta.concrete_fields if isinstance(f, Derived) and names & {*f.sources}}
        return super().bulk_update(objs, sorted(names | derived), batch_size=batch_size)

    bulk_update.alters_data = True

    def _clean(self, name: str, value: Any) -> Any:
        return self.model._meta.get_field(name).to_python(value)
