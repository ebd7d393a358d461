"""`manage.py load_content`: put the portal's opening content into an empty database."""

import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, models, transaction
from simple_history.models import registered_models

from apps.organizations.models import Organization

FIXTURES = sorted((settings.BASE_DIR / "fixtures").glob("[0-9]*.json"))  # the numbers say the order

State = dict[int, tuple]


@contextmanager
def without_history() -> Iterator[None]:
    """Keep the loading itself, which sets one field after the other, out of the records' histories."""
    before = getattr(settings, "SIMPLE_HISTORY_ENABLED", True)
    settings.SIMPLE_HISTORY_ENABLED = False
    try:
        yield
    finally:
        settings.SIMPLE_HISTORY_ENABLED = before


def state_of(model: type[models.Model]) -> State:
    """Return what each record of a model says, its many-to-many relations included."""
    related: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for field in model._meta.many_to_many:
        for row in field.remote_field.through._base_manager.values_list(
            field.m2m_column_name(), field.m2m_reverse_name()
        ):
            related[row[0]].add((field.name, row[1]))
    columns = [field.attname for field in model._meta.concrete_fields]
    return {row[0]: (row, related[row[0]]) for row in model._base_manager.values_list("pk", *columns)}


def write_history(model: type[models.Model], before: State) -> None:
    """Give every record a first entry in its history, and one more to those that this run has changed.

    (`populate_history` leaves out the many-to-many relations, and any model that has some history already.)
    """
    history = model.history.model
    known = set(history.objects.values_list(model._meta.pk.attname, flat=True))
    after = state_of(model)
    records = list(model._base_manager.order_by("pk"))
    new = [record for record in records if record.pk not in known]
    changed = [r for r in records if r.pk in known and after[r.pk] != before.get(r.pk)]
    for rows, is_update in ((new, False), (changed, True)):
        entries = model.history.bulk_history_create(
            rows, batch_size=500, update=is_update, default_change_reason="load_content"
        )
        entry_of = {getattr(entry, model._meta.pk.attname): entry for entry in entries}
        for field in history._history_m2m_fields:
            through = field.remote_field.through
            owner = next(f.attname for f in through._meta.fields if f.column == field.m2m_column_name())
            copy = getattr(history, field.name).model
            copy.objects.bulk_create(
                copy(
                    history=entry_of[getattr(link, owner)],
                    **{f.attname: getattr(link, f.attname) for f in through._meta.fields},
                )
                for link in through._base_manager.filter(**{f"{owner}__in": entry_of})
            )


class Command(BaseCommand):
    help = "Load the portal's content into an empty database; with --again, over the records that are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="load although there is content: the fixtures replace what records say"
        )

    def handle(self, *args: Any, again: bool = False, **options: Any) -> None:
        there = Organization.objects.count()
        if there and not again:
            self.stdout.write(
                f"The database holds content already ({there} organisations): nothing was loaded. "
                "To load the fixtures over it: manage.py load_content --again"
            )
            return
        began = time.monotonic()
        tracked = [model for model in registered_models.values() if hasattr(model, "history")]
        with transaction.atomic():
            before = {model: state_of(model) for model in tracked}
            with without_history():
                call_command("loaddata", *FIXTURES, verbosity=0)
            for model in tracked:
                write_history(model, before[model])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # so many new rows: the database has to learn which index is worth asking
        for model in tracked:
            self.stdout.write(f"{model._base_manager.count():>6}  {model._meta.label}")
        self.stdout.write(self.style.SUCCESS(f"Loaded in {time.monotonic() - began:.1f} s."))
