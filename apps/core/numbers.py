"""Numbers as they come from outside, and as each language writes them.

A Kazakh noun after a number stays in the singular.
"""

from django.utils.numberformat import format as grouped

from portal.formats.en import formats as english
from portal.formats.kk import formats as kazakh

from .text import language_or_active

_FORMATS = {"kk": kazakh, "en": english}
BIGGEST_KEY = 2**63 - 1  # that the databases hold
MOST_DIGITS = 18  # of a key: every number so long fits into the databases' 64 bits
_ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}


def number_in(text: str, digits: int = MOST_DIGITS) -> int | None:
    """Return the whole number that a text from outside is; None: it is none, or one of more digits."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def written(value: float, language: str | None = None, decimals: int | None = None) -> str:
    """Write a number with its separators: «12 345,6» (no-break space), "12,345.6". A year is not such a number."""
    form = _FORMATS[language_or_active(language)]
    return grouped(
        value if decimals is None else f"{value:.{decimals}f}",  # Django would cut, not round
        form.DECIMAL_SEPARATOR,
        decimal_pos=decimals,
        grouping=form.NUMBER_GROUPING,
        thousand_sep=form.THOUSAND_SEPARATOR,
        force_grouping=True,
        use_l10n=False,
    )


def percent(value: float, language: str | None = None, decimals: int | None = None) -> str:
    """Write a percentage, «12,5%», "12.5%": neither language has a space before the sign."""
    return f"{written(value, language, decimals)}%"


def roman(number: int) -> str:
    """Return a number from 1 on in Roman numerals, as Kazakh counts centuries: «XX ғасыр»."""
    if number < 1:
        raise ValueError("Roman numerals begin with 1")
    said = ""
    for value, letters in _ROMAN.items():
        count, number = divmod(number, value)
        said += letters * count
    return said


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 3rd, 4th … 11th, 12th, 13th … 21st."""
    teens = 10 < number % 100 < 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def numbered(number: int, noun: str, language: str | None = None) -> str:
    """Say which of a row: «9-сессия» (digits take a plain hyphen), "9th session"."""
    return f"{number}-{noun}" if language_or_active(language) == "kk" else f"{ordinal(number)} {noun}"
