"""Dates as an editor may type them, in the words of either language, turned into EDTF.

«1990-жылдары», "the 1990s" → `199X`; «XX ғасыр», "20th century" → `19XX`; «2004 жылғы қазан», "October 2004" →
`2004-10`; «07.04.2008» → `2008-04-07` (the day first, as it is written in Kazakhstan); «шамамен 1994 жыл»,
"about 1994" → `1994~`. In step with `static/js/partial-date.js`.
"""

import re
import unicodedata
from collections.abc import Callable

from .numbers import roman

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(),
}

_MONTH_NUMBERS = {name.lower(): number for names in MONTHS.values() for number, name in enumerate(names, start=1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTHS["en"], start=1)
}
_CENTURIES = {roman(number).lower(): number for number in range(1, 101)}
_LOOK_ALIKES = str.maketrans("хісс", "xicc")  # Roman numerals are typed with Kazakh letters as well

_MONTH = "(" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")(?:ы|і|\.)?"
_YEAR = r"([0-9]{4})(?: жыл(?:ғы|дың)?| ?ж\.?)?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_CENTURY = r"([0-9]{1,2}|[ivxlcхіс]+)"
_YEARS = r"(?:-[а-яәғқңөұүһі]{2,5})?[- ]?(?:жылдары?|жж\.?)"

_ABOUT = re.compile(r"(?:шамамен|about|around|approximately|circa|ca?\.|~) ?")
_UNCERTAIN = re.compile(r" ?\((?:күмәнді|uncertain)\)")


def _century(number: str) -> int:
    return int(number) if number.isdecimal() else _CENTURIES[number.translate(_LOOK_ALIKES)]


def _written(year: str, month: str, day: str = "") -> str:
    return f"{year}-{_MONTH_NUMBERS[month]:02}" + (f"-{int(day):02}" if day else "")


def _numbers(year: str, month: str, day: str = "") -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


# What may be typed, and the EDTF that its groups come to.
_FORMS: list[tuple[re.Pattern[str], Callable[..., str]]] = [
    (re.compile(pattern), to_edtf)
    for pattern, to_edtf in [
        (r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", lambda day, month, year: _numbers(year, month, day)),
        (r"([0-9]{4})[.\-/]([0-9]{1,2})[.\-/]([0-9]{1,2})", lambda *numbers: _numbers(*numbers)),
        (r"([0-9]{1,2})\.([0-9]{4})", lambda month, year: _numbers(year, month)),
        (r"([0-9]{3})[xх]", lambda decade: f"{decade}X"),
        (r"([0-9]{2})[xх]{2}", lambda century: f"{century}XX"),
        (rf"(?:the )?([0-9]{{3}})0(?:'?s|{_YEARS})", lambda decade: f"{decade}X"),
        (rf"{_CENTURY}[- ]?ғасырдың ([0-9])0{_YEARS}", lambda n, decade: f"{_century(n) - 1:02}{decade}X"),
        (rf"{_CENTURY}[- ]?(?:ғасыр|ғ\.?)", lambda n: f"{_century(n) - 1:02}XX"),
        (r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th) (?:century|c\.?)", lambda n: f"{int(n) - 1:02}XX"),
        (_YEAR, lambda year: year),
        (rf"{_YEAR} {_MONTH}", _written),
        (rf"{_MONTH} {_YEAR}", lambda month, year: _written(year, month)),
        (rf"{_YEAR} {_DAY} {_MONTH}", lambda year, day, month: _written(year, month, day)),
        (rf"{_DAY} {_MONTH},? {_YEAR}", lambda day, month, year: _written(year, month, day)),
        (rf"{_MONTH} {_DAY},? {_YEAR}", lambda month, day, year: _written(year, month, day)),
    ]
]


def as_edtf(text: str) -> str:
    """Return the EDTF of a date that is typed in words; any other text as it is, for the reader of EDTF to refuse."""
    said = " ".join(unicodedata.normalize("NFC", text).lower().split())
    said = re.sub("[‐‑–—]", "-", said).replace("’", "'")
    about = _ABOUT.match(said)
    said = said[about.end() :] if about else said
    said, uncertain = _UNCERTAIN.subn("", said)
    mark = said[-1:] if said[-1:] in ("~", "?", "%") else ""
    said = said.removesuffix(mark).strip()
    if about or uncertain:
        if mark:
            return text  # one mark is enough
        mark = "%" if about and uncertain else "~" if about else "?"
    for pattern, to_edtf in _FORMS:
        if match := pattern.fullmatch(said):
            try:
                return to_edtf(*match.groups()) + mark
            except KeyError:  # letters of Roman numerals that are no number
                return text
    return text


LONGEST_RANGE = 60


def is_range(text: str) -> bool:
    """Say whether a text is two dates with a dash or a slash between them: `2008-04-07/2008-04-11`, «2008–2010»."""
    if len(text) > LONGEST_RANGE:
        return False
    for mark in ("/", "–", "—", " - ", "-"):
        for place in (match.start() for match in re.finditer(re.escape(mark), text)):
            first, last = text[:place].strip(), text[place + len(mark) :].strip()
            if all(re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}[~?%]?", as_edtf(part), re.ASCII) for part in (first, last)):
                return True
    return False
