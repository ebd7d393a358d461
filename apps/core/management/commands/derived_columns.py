"""`manage.py derived_columns`: are sort keys, years and bounds what they follow from? With --repair, make them so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, transaction

from apps.core.staleness import deriving_models, stale_rows
from apps.core.staleness import repair as mend


class Command(BaseCommand):
    help = "Find rows whose sort keys or other derived columns are out of date; with --repair, write them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write the columns anew")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="the alias of the database")

    def handle(self, *args: Any, repair: bool = False, database: str = DEFAULT_DB_ALIAS, **options: Any) -> None:
        with transaction.atomic(using=database):
            stale = {model: self._count(model, database, repair) for model in deriving_models()}
        for model, count in stale.items():
            if count:
                self.stdout.write(f"{count:>6}  {model._meta.label}")
        if not any(stale.values()):
            self.stdout.write(self.style.SUCCESS("All derived columns are what they follow from."))
        elif repair:
            self.stdout.write(self.style.SUCCESS("Repaired."))
        else:
            raise CommandError("These rows are out of date. To mend them: manage.py derived_columns --repair")

    def _count(self, model: type, database: str, with_repair: bool) -> int:
        return mend(model, database) if with_repair else sum(1 for _row in stale_rows(model, database))
