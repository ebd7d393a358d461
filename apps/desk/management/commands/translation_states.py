"""`manage.py translation_states`: does the desk know how every record stands? With --repair, it looks again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.desk.models import TranslatedRecord
from apps.desk.translations.keeping import settle
from apps.desk.translations.staleness import every_unseen


class Command(BaseCommand):
    help = "Find records whose texts are not those that the translation desk saw last; with --repair, take them in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="take in how they stand now")
        parser.add_argument("--if-needed", action="store_true", help="only where the desk has seen no record at all")

    def handle(self, *args: Any, repair: bool = False, if_needed: bool = False, **options: Any) -> None:
        if if_needed and TranslatedRecord.objects.exists():
            return
        found = every_unseen()
        for model, pks in found.items():
            if repair:
                settle(model, pks)
            self.stdout.write(f"{len(pks):>6}  {model._meta.label}")
        if not found:
            self.stdout.write(self.style.SUCCESS("The desk knows how every record stands."))
        elif repair:
            self.stdout.write(self.style.SUCCESS("Taken in."))
        else:
            raise CommandError("To take them in: manage.py translation_states --repair")
