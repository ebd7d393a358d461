"""Kazakh and English text: order, case, slugs."""

import re
import unicodedata

from django.utils.translation import get_language

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

_SPACE = "00"
_LATIN_FOLDS = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ə": "a"}
)
_SLUG_LETTERS = str.maketrans(
    dict(
        zip(
            KAZAKH_ALPHABET,
            "a a b v g g d e e zh z i i k q l m n n o o p r s t u u u f h h ts ch sh sh - y i - e yu ya".split(),
            strict=True,
        )
    )
    | {"ъ": "", "ь": ""}
)


def language_or_active(language: str | None) -> str:
    """Return `kk` or `en`: the language asked for, or else the active one."""
    return "en" if (language or get_language() or "kk").startswith("en") else "kk"


def _letter_codes(first: str, alphabet: str) -> dict[str, str]:
    """Give each letter two ASCII letters, in order: the first says which script, the second which letter."""
    return {
        letter: chr(ord(first) + number // 26) + LATIN_ALPHABET[number % 26] for number, letter in enumerate(alphabet)
    }


_CODES = {
    # Digits come first everywhere; then the reader's own script.
    "kk": {**_letter_codes("c", KAZAKH_ALPHABET), **_letter_codes("x", LATIN_ALPHABET)},
    "en": {**_letter_codes("c", LATIN_ALPHABET), **_letter_codes("x", KAZAKH_ALPHABET)},
}
for _codes in _CODES.values():
    _codes.update({digit: f"1{digit}" for digit in "0123456789"})


def alphabetical(text: str) -> str:
    """Return the key by which names stand in the alphabet of the page's language."""
    return sort_key(text, language_or_active(None))


def sort_key(text: str, language: str) -> str:
    """Return a key of ASCII letters and digits that sorts as `language` sorts, whatever the database's collation.

    Kazakh: digits, the official alphabet, then Latin. English: digits, Latin (accents ignored), then Cyrillic.
    A space or hyphen sorts before any letter; other punctuation does not count.
    """
    codes = _CODES[language]
    words: list[str] = []
    for word in re.split(r"[\s\-‐‑–—/]+", unicodedata.normalize("NFC", text).lower()):
        key = []
        for letter in word:
            if letter in codes:
                key.append(codes[letter])
            else:
                for part in unicodedata.normalize("NFKD", letter.translate(_LATIN_FOLDS)):
                    key.append(codes.get(part, ""))
        if any(key):
            words.append("".join(key))
    return _SPACE.join(words)


def slug_from(text: str, max_length: int = 60) -> str:
    """Return an ASCII slug of an English or a Kazakh name, cut at a word; empty if nothing is left of it."""
    text = unicodedata.normalize("NFC", text).lower().translate(_SLUG_LETTERS).translate(_LATIN_FOLDS)
    # Accents, soft hyphens and apostrophes stand within a word; any other sign, such as a dash, between two.
    within = ("Mn", "Cf", "Lm")
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) not in within)
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’‘`]", "", text)).strip("-")
    if len(slug) > max_length:
        slug = slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
    return slug
