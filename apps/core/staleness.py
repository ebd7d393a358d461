"""Derived columns that no longer say what they should: after SQL by hand, or where the rule behind them has changed."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models

from .fields import DerivingModel, derived_columns

BATCH = 500


def deriving_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, DerivingModel)]


def stale_rows(model: type[models.Model], using: str, first: int | None = None) -> Iterator[models.Model]:
    """Yield the rows whose stored columns differ from what they follow from; of the `first` ones only, if told so."""
    columns = [field.attname for field in derived_columns(model)]
    rows = model._base_manager.using(using).order_by("pk")
    for row in rows[:first].iterator(BATCH):
        if any(row.__dict__[column] != getattr(row, column) for column in columns):
            yield row


def repair(model: type[models.Model], using: str) -> int:
    """Write the columns of all stale rows anew and return how many rows there were."""
    names = [field.name for field in derived_columns(model)]
    rows = list(stale_rows(model, using))
    model._base_manager.using(using).bulk_update(rows, names, batch_size=BATCH)
    return len(rows)


def is_migrated(model: type[models.Model], using: str) -> bool:
    """Say whether the table has all its columns: before a migration, there is nothing yet to look at."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if model._meta.db_table not in connection.introspection.table_names(cursor):
            return False
        there = {column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)}
    return {field.column for field in model._meta.concrete_fields} <= there
