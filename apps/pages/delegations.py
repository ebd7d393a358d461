"""The order in which delegations sit: by their names in Kazakh, in English or in French."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from babel import Locale
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.text import sort_key
from apps.core.translations import translation

ORDERS = {
    "kk": _("In Kazakh alphabetical order"),
    "en": _("In English alphabetical order"),
    "fr": _("In French alphabetical order"),
}
LABELS = {"kk": "Қазақша", "en": "English", "fr": "Français"}  # a language is called by its own name


class Delegation(NamedTuple):
    """A row (a membership, a participation) with the name under which it is listed, and the language of the name."""

    row: Any
    name: str
    language: str


@cache
def _french() -> dict[str, str]:
    return dict(Locale("fr").territories)


def name_in(record: models.Model, order: str) -> tuple[str, str]:
    """Return a name in the language of the order. What has no French name (no ISO code) is named in English."""
    if order == "fr":
        then = getattr(record, "called", {}).get("name", {}).get("fr")
        if french := then or _french().get(getattr(record, "iso2", None) or ""):
            return french, "fr"
    name = translation(record, "name", "en" if order == "fr" else order)
    return name.text, name.language


def in_order(rows: Iterable[Any], order: str, of: Callable[[Any], models.Model]) -> list[Delegation]:
    """Put rows in the alphabetical order of the records that `of` finds in them."""
    listed = []
    for row in rows:
        record = of(row)
        name, language = name_in(record, order)
        # French ignores accents until all else is equal, as the keys of English do; people stand by family name.
        # A name of another day has no stored key.
        alphabet = "kk" if order == "kk" else "en"
        is_of_today = language != "fr" and language not in getattr(record, "called", {}).get("name", {})
        key = getattr(record, f"sort_{alphabet}") if is_of_today else sort_key(name, alphabet)
        listed.append((key, name, record.pk, Delegation(row, name, language)))
    return [delegation for *_key, delegation in sorted(listed, key=lambda entry: entry[:3])]
