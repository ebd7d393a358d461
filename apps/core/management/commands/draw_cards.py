"""The pictures of pages that have none of their own, one for each language: committed, so that no build draws them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from apps.core.cards import card_of_the_site
from apps.core.translations import LANGUAGES

IMAGES = Path(settings.BASE_DIR) / "static" / "img"


class Command(BaseCommand):
    help = "Draw static/img/card-kk.png and card-en.png anew, after the design or the words of cards have changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for language in LANGUAGES:
            with translation.override(language):
                (IMAGES / f"card-{language}.png").write_bytes(card_of_the_site().drawn())
            self.stdout.write(f"static/img/card-{language}.png")
