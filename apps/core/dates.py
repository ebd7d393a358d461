"""Dates that are known only in part.

History often says "1949" or "in October 2004" or "about 1994". A `PartialDate` keeps what was said, and the
earliest and the latest day that it can mean; nothing is rounded to a false first of January.
"""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, field
from functools import total_ordering

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ALMATY = "Asia/Almaty"

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(),
}

_EDTF = re.compile(r"(?P<year>\d{4})(-(?P<month>(?!00)\d{2})(-(?P<day>(?!00)\d{2}))?)?(?P<mark>[~?]?)", re.ASCII)

BAD_DATE = _(
    "“%(value)s” is not a date that can be read here. Write a day (1949-04-04), a month (1949-04) or a year (1949); "
    "add ~ for “about” (2004-10~) or ? for “uncertain” (1990?)."
)


def language_or_active(language: str | None) -> str:
    """Return `kk` or `en`: the language asked for, or else the active one."""
    return "en" if (language or get_language() or "kk").startswith("en") else "kk"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, perhaps approximate (`~`) or uncertain (`?`).

    `earliest` and `latest` are the first and last day that it can mean. A mark widens both by one unit of the
    date's own precision: `1994~` may be any day from 1993-01-01 to 1995-12-31.
    Sorts by those bounds; compares only with its own kind, so that a date can never be compared with a text.
    """

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""
    earliest: dt.date = field(init=False, repr=False, compare=False)
    latest: dt.date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first = dt.date(self.year, self.month or 1, self.day or 1)
        if self.day:
            last = first
        elif self.month:
            last = first.replace(day=monthrange(self.year, self.month)[1])
        else:
            last = dt.date(self.year, 12, 31)
        if self.mark:
            first, last = self._widened(first, last)
        object.__setattr__(self, "earliest", first)
        object.__setattr__(self, "latest", last)

    def _widened(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
        try:
            if self.day:
                return first - dt.timedelta(1), last + dt.timedelta(1)
            if self.month:
                before = first - dt.timedelta(1)
                after = last + dt.timedelta(1)
                return before.replace(day=1), after.replace(day=monthrange(after.year, after.month)[1])
            return first.replace(year=self.year - 1), last.replace(year=self.year + 1)
        except (OverflowError, ValueError):  # the first and the last year that a calendar can hold
            return first, last

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read EDTF text of level 0, with the marks of level 1.

        Raises:
            ValidationError: the text is anything else; its message says what may be written.
        """
        match = _EDTF.fullmatch(text.strip())
        if match:
            parts = match.groupdict()
            try:
                return cls(
                    int(parts["year"]),
                    int(parts["month"]) if parts["month"] else None,
                    int(parts["day"]) if parts["day"] else None,
                    parts["mark"],
                )
            except ValueError:
                pass
        raise ValidationError(BAD_DATE, code="invalid_partial_date", params={"value": text[:40]})

    @classmethod
    def of(cls, day: dt.date) -> "PartialDate":
        """Return the partial date that means exactly this day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text + self.mark

    def _key(self) -> tuple:
        return self.earliest, self.latest, str(self)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._key() < other._key()

    @property
    def is_exact(self) -> bool:
        return bool(self.day) and not self.mark

    def spoken(self, language: str | None = None) -> str:
        """Read the date aloud: «2004 жылғы қазан», "about October 2004"."""
        language = language_or_active(language)
        plain = self._plain(language)
        if self.mark == "~":
            return f"шамамен {plain}" if language == "kk" else f"about {plain}"
        if self.mark == "?":
            return f"{plain} (күмәнді)" if language == "kk" else f"{plain} (uncertain)"
        return plain

    def _plain(self, language: str) -> str:
        if not self.month:
            return f"{self.year} жыл" if language == "kk" else f"{self.year}"
        month = MONTHS[language][self.month - 1]
        if language == "kk":
            return f"{self.year} жылғы {self.day} {month}" if self.day else f"{self.year} жылғы {month}"
        return f"{self.day} {month} {self.year}" if self.day else f"{month} {self.year}"


def spoken_day(day: dt.date, language: str | None = None) -> str:
    """Read a calendar day aloud: «1955 жылғы 9 мамыр», "9 May 1955"."""
    return PartialDate.of(day).spoken(language)


def spoken_range(start: PartialDate, end: PartialDate, language: str | None = None) -> str:
    """Read two dates as one range, each shared part said once.

    «2008 жылғы 7–11 сәуір», "30 April – 2 May 2008", «2003–2004 жылдар».
    """
    language = language_or_active(language)
    if start == end:
        return start.spoken(language)
    kazakh = language == "kk"
    same_precision = (bool(start.month), bool(start.day)) == (bool(end.month), bool(end.day))
    if start.mark or end.mark or not same_precision:
        return f"{start.spoken(language)} – {end.spoken(language)}"
    if not start.month:
        return f"{start.year}–{end.year} жылдар" if kazakh else f"{start.year}–{end.year}"
    if start.year != end.year:
        return f"{start.spoken(language)} – {end.spoken(language)}"
    first, last = MONTHS[language][start.month - 1], MONTHS[language][end.month - 1]
    if not start.day:
        return f"{start.year} жылғы {first}–{last}" if kazakh else f"{first}–{last} {start.year}"
    if start.month == end.month:
        if kazakh:
            return f"{start.year} жылғы {start.day}–{end.day} {first}"
        return f"{start.day}–{end.day} {first} {start.year}"
    if kazakh:
        return f"{start.year} жылғы {start.day} {first} – {end.day} {last}"
    return f"{start.day} {first} – {end.day} {last} {start.year}"
