"""Model fields of our own: partial dates, and columns that are computed from other columns."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case
from django.db.models.functions import Cast
from django.db.models.query_utils import DeferredAttribute
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from modeltranslation.manager import rewrite_lookup_key

from .dates import PartialDate
from .forms import PartialDateFormField
from .text import sort_key


class KazakhCharField(models.CharField):
    """Words that are Kazakh by nature, with no translation: pages in other languages mark them as such."""

    language = "kk"

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs  # to the database it is nothing else


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
        if any(hasattr(value, "resolve_expression") for value in values):
            raise ValueError(f"“{self.field.name}” cannot follow an expression: give {self.field.sources} values.")
        try:
            return self.field.compute(*values)
        except (AttributeError, TypeError):  # a source holds text that is no date: validation will say so
            return instance.__dict__.get(self.field.attname)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Derived:
    """Mixin for a stored column that is a function of other columns of the same row.

    It holds however the row is written: `save` of a `DerivingModel`, with `update_fields` and of a row read in part
    too; `bulk_create`, `bulk_update`, `update` and `update_or_create` on a `DerivingQuerySet`; fixtures (which skip
    `pre_save`). What cannot be followed, such as an expression, is refused. In migrations it is the plain column that
    it looks like: those, and SQL by hand, are for `manage.py derived_columns` to mend.
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
    """The year in which something began, for year filters that stay one index range.

    NULL: not known, or only the decade or the century.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        super().__init__(*args, **kwargs)

    def compute(self, start: PartialDate | None) -> int | None:
        return start.year if start and start.years == 1 else None


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


rows_changed = Signal()  # sent by a queryset that writes many rows at once: `sender` is the model, `pks` a set


def derived_columns(model: type[models.Model]) -> list[Derived]:
    return [field for field in model._meta.concrete_fields if isinstance(field, Derived)]


def derived_from(model: type[models.Model], names: Iterable[str]) -> list[Derived]:
    """Return the derived columns that follow from any of these; `name` is `name_kk` while Kazakh is active."""
    columns = {rewrite_lookup_key(model, name) for name in names}
    return [field for field in derived_columns(model) if columns & {*field.sources}]


class DerivingModel(models.Model):
    """Writes derived columns along with what they follow from, also where only some fields are saved."""

    class Meta:
        abstract = True

    def save_base(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Django comes here from `save`, from `update_or_create` and from fixtures, with the fields to be written."""
        if update_fields is not None:
            update_fields = {*update_fields, *(field.name for field in derived_from(type(self), update_fields))}
        super().save_base(*args, update_fields=update_fields, **kwargs)

    save_base.alters_data = True


class DerivingQuerySet(models.QuerySet):
    """Keeps derived columns right in what is written without a record at hand, and says which rows it wrote."""

    def update(self, **kwargs: Any) -> int:
        if not rows_changed.has_listeners(self.model):
            return self._update_derived(**kwargs)
        pks = set(self.order_by().values_list("pk", flat=True))
        count = self._update_derived(**kwargs)
        rows_changed.send(self.model, pks=pks)
        return count

    def _update_derived(self, **kwargs: Any) -> int:
        kwargs = {rewrite_lookup_key(self.model, name): value for name, value in kwargs.items()}
        for field in derived_columns(self.model):
            # `bulk_update`, which comes here too, has computed it: a case for each row.
            if not isinstance(kwargs.get(field.attname, Case()), (Case, Cast)):
                raise ValueError(f"“{field.attname}” follows from {field.sources}: it cannot be given.")
        touched = [f for f in derived_from(self.model, kwargs) if f.attname not in kwargs]
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
        names = {rewrite_lookup_key(self.model, name) for name in fields}
        derived = {field.name for field in derived_from(self.model, names)}
        objs = list(objs)
        count = super().bulk_update(objs, sorted(names | derived), batch_size=batch_size)
        rows_changed.send(self.model, pks={obj.pk for obj in objs})
        return count

    bulk_update.alters_data = True

    def bulk_create(self, objs: Iterable[models.Model], *args: Any, **kwargs: Any) -> list[models.Model]:
        """Where rows that are there are updated, write their derived columns along with *all* that these follow from:
        what is not given keeps the value of a row that nobody has read."""
        if names := kwargs.get("update_fields"):
            names = {rewrite_lookup_key(self.model, name) for name in names}
            derived = derived_from(self.model, names)
            if missing := {source for field in derived for source in field.sources} - names:
                raise ValueError(f"update_fields must also name {sorted(missing)}: derived columns follow from them.")
            kwargs["update_fields"] = sorted(names | {field.name for field in derived})
        made = super().bulk_create(objs, *args, **kwargs)
        rows_changed.send(self.model, pks={obj.pk for obj in made})
        return made

    bulk_create.alters_data = True

    def _clean(self, name: str, value: Any) -> Any:
        return self.model._meta.get_field(name).to_python(value)
