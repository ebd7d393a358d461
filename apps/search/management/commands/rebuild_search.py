import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.search.analysis import ANALYSER
from apps.search.index import rebuild
from apps.search.models import Build


class Command(BaseCommand):
    help = "Make the search index anew. Readers find the old one until the new one is complete."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only where another analyser, or none, made it")

    def handle(self, *args: Any, if_needed: bool = False, **options: Any) -> None:
        if if_needed and Build.objects.filter(analyser=ANALYSER).exists():
            return
        begun = time.perf_counter()
        count = rebuild()
        self.stdout.write(f"Indexed {count} entries in {time.perf_counter() - begun:.1f} s.")
