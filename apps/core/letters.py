"""The alphabet above a list: a filter by the first letter of a name, read off the stored sort keys."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.db.models import Case, CharField, F, Model, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Substr
from django.utils.translation import gettext_lazy as _

from .dates import language_or_active
from .filters import BadValue, Facet, Moment, Option, Tally
from .names import places_on
from .text import KAZAKH_ALPHABET, LATIN_ALPHABET, sort_key
from .translations import sort_column

DIGITS, OTHER = "0-9", "other"  # the two values that are no letters
ALPHABETS = {"kk": KAZAKH_ALPHABET, "en": LATIN_ALPHABET}
OTHER_SCRIPT = {"kk": "A–Z", "en": "А–Я"}
# Each letter and the two characters that stand for it at the front of a sort key, and the other way round.
CODES = {code: {letter: sort_key(letter, code) for letter in letters} for code, letters in ALPHABETS.items()}
LETTERS = {language: {code: letter for letter, code in codes.items()} for language, codes in CODES.items()}
AFTER_OWN = "x"  # from here on stand the codes of the other script: see `text.sort_key`


def letter_of(code: str, language: str) -> str:
    """Return the value under which a sort key with these two characters at its front is found."""
    return OTHER if not code or code >= AFTER_OWN else LETTERS[language].get(code, DIGITS)


def following(code: str) -> str:
    """Return the least text after all keys that begin with the code. Keys are ASCII: any collation agrees."""
    return f"{chr(ord(code[0]) + 1)}a" if code[1] == "z" else f"{code[0]}{chr(ord(code[1]) + 1)}"


def _at_the_end(model: type[Model], prefix: str) -> type[Model]:
    """Return the model to which a path of foreign keys leads: `country__` → Country."""
    for name in prefix.split("__")[:-1]:
        model = model._meta.get_field(name).related_model
    return model


@dataclass
class Letters(Facet):
    """The first letter of the name under which a record is listed, in the alphabet of the page's language.

    `prefixes` lead to the named records: a member is a country, or else an organisation. `renamed` says, for each
    prefix, where those stand that bore another name on the day that the list shows (see `as_on`).
    """

    prefixes: tuple[str, ...] = ("",)
    hidden: bool = True  # the list shows it as a bar, not among the facets
    renamed: dict[str, dict[int, str]] = field(default_factory=dict)

    def as_on(self, day: dt.date | None, model: type[Model]) -> Self:
        """Return the alphabet of the names that were borne on a day: one query, and none without a day."""
        if day is None:
            return self
        named = {prefix: _at_the_end(model, prefix) for prefix in self.prefixes}
        places = places_on(day, *named.values())
        return replace(self, renamed={prefix: places[owner] for prefix, owner in named.items() if places[owner]})

    def expression(self) -> Any:
        columns = [self._column(prefix) for prefix in self.prefixes]
        return Coalesce(*columns, output_field=CharField()) if len(columns) > 1 else columns[0]

    def _column(self, prefix: str) -> Any:
        """The stored sort key, which an index of the database holds; of those that were renamed, the key of then."""
        today = F(sort_column(prefix))
        there = self.renamed.get(prefix)
        if not there:
            return today
        cases = (When(**{f"{prefix}pk": key}, then=Value(place)) for key, place in there.items())
        return Case(*cases, default=today, output_field=CharField())

    def read(self, raw: str) -> str:
        letter = raw.strip().lower()
        if letter in (DIGITS, OTHER) or (len(letter) == 1 and letter in ALPHABETS[language_or_active(None)]):
            return letter
        raise BadValue(_("This is not a letter of the alphabet in which the list stands."))

    def spoken(self, value: str) -> str:
        if value == DIGITS:
            return "0–9"
        return OTHER_SCRIPT[language_or_active(None)] if value == OTHER else value.upper()

    def restrict(self, queryset: QuerySet, values: list[str], moment: Moment) -> QuerySet:
        codes, wanted = CODES[language_or_active(None)], Q()
        for value in values:
            if value == DIGITS:
                wanted |= Q(listed_under__gte="1", listed_under__lt="2")
            elif value == OTHER:
                wanted |= Q(listed_under__gte=AFTER_OWN) | Q(listed_under="")
            else:
                wanted |= Q(listed_under__gte=codes[value], listed_under__lt=following(codes[value]))
        return queryset.alias(listed_under=self.expression()).filter(wanted)

    def options(self, base: QuerySet, found: QuerySet | None, chosen: list[str], tally: Tally) -> list[Option]:
        """Return every letter of the alphabet, in the order of the list: before it digits, behind it the other script,
        where they occur. One query."""
        language = language_or_active(None)
        counts = dict.fromkeys(ALPHABETS[language], 0)
        base = base.annotate(initial=Coalesce(Substr(self.expression(), 1, 2), Value("")))
        for code, count in tally.grouped(base, found, "initial").values_list("initial", "n"):
            letter = letter_of(code, language)
            counts[letter] = counts.get(letter, 0) + count
        beside = {value: counts.pop(value) for value in (DIGITS, OTHER) if value in counts}
        beside |= {value: 0 for value in chosen if value not in counts and value not in beside}
        digits = {value: beside.pop(value) for value in (DIGITS,) if value in beside}  # they begin the list, too
        return [
            Option(value, self.spoken(value), count, value in chosen)
            for value, count in (*digits.items(), *counts.items(), *sorted(beside.items()))
        ]
