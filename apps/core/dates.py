"""Dates that are known only in part.

History often says "1949" or "in October 2004" or "about 1994". A `PartialDate` keeps what was said, and the
earliest and the latest day that it can mean; nothing is rounded to a false first of January.
"""

import datetime as dt
import re
from calendar import isleap, monthrange
from dataclasses import dataclass, field
from functools import total_ordering

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .numbers import ordinal, roman
from .text import language_or_active
from .typed_dates import MONTHS, as_edtf, is_range

__all__ = ["MONTHS", "PartialDate", "days_kept", "language_or_active", "spoken_day", "spoken_range"]

ALMATY = "Asia/Almaty"

DECADE, CENTURY = 10, 100  # how many years such a date means

_EDTF = re.compile(
    r"(?:(?P<decade>\d{3})X|(?P<century>\d{2})XX|(?P<year>\d{4})(-(?P<month>(?!00)\d{2})(-(?P<day>(?!00)\d{2}))?)?)"
    r"(?P<mark>[~?%]?)",
    re.ASCII,
)

BAD_DATE = _(
    "“%(value)s” is not a date that can be read here. Write a day (1949-04-04), a month (1949-04), a year (1949), "
    "a decade (199X) or a century (19XX); add ~ for “about” (2004-10~) or ? for “uncertain” (1990?)."
)
NO_SUCH_DAY = _("There is no such day in the calendar: “%(value)s”.")
TWO_DATES = _(
    "“%(value)s” are two dates. Write the first into the field of the start, the second into that of the end."
)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month, a year, a decade or a century, perhaps approximate (`~`), uncertain (`?`) or both (`%`).

    A decade and a century are written as EDTF does, `199X` and `19XX`: `year` is their first year, `years` how many
    they have. (EDTF counts the twentieth century from 1900 to 1999.)

    `earliest` and `latest` are the first and last day that it can mean. A mark widens both by one unit of the
    date's own precision: `1994~` may be any day from 1993-01-01 to 1995-12-31, `199X~` from 1980 to 2009.
    Sorts by those bounds; compares only with its own kind, so that a date can never be compared with a text.
    """

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""
    years: int = 1  # 1, DECADE or CENTURY
    earliest: dt.date = field(init=False, repr=False, compare=False)
    latest: dt.date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.years not in (1, DECADE, CENTURY) or self.year % self.years or (self.years > 1 and self.month):
            raise ValueError("a decade or a century begins with a round year and has neither month nor day")
        first = dt.date(self.year, self.month or 1, self.day or 1)
        if self.day:
            last = first
        elif self.month:
            last = first.replace(day=monthrange(self.year, self.month)[1])
        else:
            last = dt.date(self.year + self.years - 1, 12, 31)
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
            return first.replace(year=first.year - self.years), last.replace(year=last.year + self.years)
        except (OverflowError, ValueError):  # the first and the last year that a calendar can hold
            return first, last

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read EDTF, or the words of either language: `199X`, «1990-жылдары», "the 1990s" are the same.

        Raise `ValidationError` where the text is no date.
        """
        parts = _EDTF.fullmatch(text.strip()) or _EDTF.fullmatch(as_edtf(text))
        if parts:
            decade, century, mark = parts["decade"], parts["century"], parts["mark"]
            try:
                if decade:
                    return cls(int(decade) * DECADE, mark=mark, years=DECADE)
                if century:
                    return cls(int(century) * CENTURY, mark=mark, years=CENTURY)
                month, day = (int(part) if part else None for part in (parts["month"], parts["day"]))
                return cls(int(parts["year"]), month, day, mark)
            except ValueError:
                raise ValidationError(NO_SUCH_DAY, code="no_such_day", params={"value": text[:40]}) from None
        message = TWO_DATES if is_range(text) else BAD_DATE
        raise ValidationError(message, code="invalid_partial_date", params={"value": text[:40]})

    @classmethod
    def of(cls, day: dt.date) -> "PartialDate":
        """Return the partial date that means exactly this day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.years > 1:
            unknown = len(str(self.years)) - 1
            text = text[:-unknown] + "X" * unknown
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

    @property
    def precision(self) -> str:
        """`century`, `decade`, `year`, `month` or `day`: the smallest part that is known."""
        if self.years > 1:
            return "century" if self.years == CENTURY else "decade"
        return "day" if self.day else "month" if self.month else "year"

    def spoken(self, language: str | None = None) -> str:
        """Read the date aloud: «2004 жылғы қазан», "about October 2004", «1990-жылдары», "the 20th century"."""
        language = language_or_active(language)
        said = self._plain(language)
        if self.mark in ("~", "%"):
            said = f"шамамен {said}" if language == "kk" else f"about {said}"
        if self.mark in ("?", "%"):
            said = f"{said} (күмәнді)" if language == "kk" else f"{said} (uncertain)"
        return said

    def short(self, language: str | None = None) -> str:
        """Return the year, decade or century in the shortest form, for rows: `1949`, «1990-жж.», "20th c."."""
        kazakh = language_or_active(language) == "kk"
        if self.precision == "century":
            number = self.year // CENTURY + 1
            return f"{roman(number)} ғ." if kazakh else f"{ordinal(number)} c."
        if self.precision == "decade":
            return f"{self.year}-жж." if kazakh else f"{self.year}s"
        return f"{self.year}"

    def _plain(self, language: str) -> str:
        kazakh = language == "kk"
        if self.precision == "century":
            number = self.year // CENTURY + 1
            return f"{roman(number)} ғасыр" if kazakh else f"the {ordinal(number)} century"
        if self.precision == "decade":
            return f"{self.year}-жылдары" if kazakh else f"the {self.year}s"
        if not self.month:
            return f"{self.year} жыл" if kazakh else f"{self.year}"
        month = MONTHS[language][self.month - 1]
        if kazakh:
            return f"{self.year} жылғы {self.day} {month}" if self.day else f"{self.year} жылғы {month}"
        return f"{self.day} {month} {self.year}" if self.day else f"{month} {self.year}"


def spoken_day(day: dt.date, language: str | None = None) -> str:
    """Read a calendar day aloud: «1955 жылғы 9 мамыр», "9 May 1955"."""
    return PartialDate.of(day).spoken(language)


def spoken_range(start: PartialDate, end: PartialDate, language: str | None = None) -> str:
    """Read two dates as one range, each shared part said once.

    «2008 жылғы 7–11 сәуір», "30 April – 2 May 2008", «2003–2004 жылдар», «1990–2000-жылдары», «XIX–XX ғасырлар».
    """
    language = language_or_active(language)
    if start == end:
        return start.spoken(language)
    kazakh = language == "kk"
    if start.mark or end.mark or start.precision != end.precision:
        return f"{start.spoken(language)} – {end.spoken(language)}"
    if start.precision == "century":
        first, last = start.year // CENTURY + 1, end.year // CENTURY + 1
        if kazakh:
            return f"{roman(first)}–{roman(last)} ғасырлар"
        return f"the {ordinal(first)}–{ordinal(last)} centuries"
    if start.precision == "decade":
        return f"{start.year}–{end.year}-жылдары" if kazakh else f"the {start.year}s–{end.year}s"
    if start.precision == "year":
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


def days_kept(day: dt.date) -> list[tuple[int, int]]:
    """Return the days of the year, as (month, day), that are remembered on a day.

    In years without a 29 February, what began on one is remembered on the 28th: everything has its day in every year.
    """
    kept = [(day.month, day.day)]
    if kept == [(2, 28)] and not isleap(day.year):
        kept.append((2, 29))
    return kept
