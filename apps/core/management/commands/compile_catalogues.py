"""Compile the message catalogues without the system's gettext."""

from os.path import relpath
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Compiles every .po file of LOCALE_PATHS into its .mo file; fuzzy entries are left out."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in settings.LOCALE_PATHS:
            for po in sorted(Path(path).glob("*/LC_MESSAGES/*.po")):
                with po.open("rb") as file:
                    catalogue = read_po(file, locale=po.parent.parent.name)
                errors = [
                    f"{po.name}: {message.id}: {error}" for message, found in catalogue.check() for error in found
                ]
                if errors:
                    raise CommandError("\n".join(errors))
                with po.with_suffix(".mo").open("wb") as file:
                    write_mo(file, catalogue)
                self.stdout.write(f"{relpath(po, settings.BASE_DIR)}: {len(catalogue)} messages")
