"""What a query asks, where it asks for a fact: of whom, what, and when. «НАТО мүшелері 1955», “who led NATO in 2006”.

A question is understood only if every word of it is: a name, a word for a kind of fact, a date, or one of the small
words that people put between them. Anything else is a search, not a question. Words are compared by their tokens
(`analysis`), so that Kazakh in Latin letters, endings and spellings are no matter.

    Words   the words of the query behind each other, and the date that was taken out of them
    Names   which stretches of them are names, of which records: asked of the index, in one query
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import connection

from apps.core.dates import MONTHS, PartialDate
from apps.core.filters import Moment
from apps.core.spans import Span
from apps.organizations.models import Organization
from apps.reference.models import Country

from . import tracking
from .analysis import Asked, as_one, asked, words
from .engine import NAME, Stage, Term, engine, spelt_by
from .index import TABLE
from .latin import other_layout
from .models import Entry

FIRST_YEAR, LAST_YEAR = 1800, 2100
LONGEST_NAME = 9  # words
MOST_NAMED = 40  # entries that have such a name: a question names one or two records

_EDTF = re.compile(r"(?<![\w-])\d{4}-\d{2}(?:-\d{2})?[~?]?(?![\w-])", re.ASCII)
_DOTTED = re.compile(r"(?<![\w.])(\d{1,2})[./](\d{1,2})[./](\d{4})(?![\w.])", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)


@lru_cache(maxsize=200)
def vocabulary(text: str) -> frozenset[str]:
    """Return the tokens of some words, given as anybody writes them."""
    return frozenset(form for word in words(text, keep_stop_words=True) for form in (word.token, word.whole))


def says(word: Asked, text: str) -> bool:
    """Tell whether a word of the query is one of some words, in any of its forms and spellings."""
    return not vocabulary(text).isdisjoint((*word.tokens, *word.wholes))


YEAR_WORDS = "жыл жылы жылғы жылдың жылда жылдар ж year years"
DAY_WORDS = "күн күні айы айында day month"
# Small words of a question, in both languages; what they would say is said by the others.
SMALL = (
    "ким кімдер қандай қайсы қай қанша неше саны тізімі тізім болған болды болып табылады еді бар мен және да де "
    "кезінде кезде күйі бойынша ішінде туралы жыл жылы күні құрамы құрамында құрамындағы ма ме ба бе па пе "
    "who whom whose what which how many much the a an of in on at to as for is are was were be been there "
    "became become "
    "list number name names did does do has have had all during year date when"
)
WHO = "ким кім кімдер who whom"
WHEN = "қашан when"
WHERE = "қайда қай қала жерде where city"
NOW = "қазір қазіргі бүгін бүгінгі осы now today current currently present"


def ways_to_read(query: str) -> list[str]:
    """Return a query as it was written, and as the same keys write it in the layout that was meant; numbers stay."""
    keyed = [word if word.isdigit() else (other_layout(word) or (word,))[0] for word in query.split()]
    return [query, " ".join(keyed)]


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the query that is the name of records: from which word to before which, and whose."""

    first: int
    last: int
    records: frozenset[tuple[str, int]]  # kind and primary key


def _month(word: Asked) -> int | None:
    for number in range(12):
        if says(word, f"{MONTHS['kk'][number]} {MONTHS['en'][number]}"):
            return number + 1
    return None


class Query:
    """The words of a query, with its date taken out. `date` is None where there is none; `is_clear` is false where
    it has numbers that make no date."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.date: PartialDate | None = None
        self.is_clear = True
        self.is_now = False
        rest = self._without_written_date(text)
        found = asked(rest, keep_stop_words=True)
        self.words = self._without_spoken_date(found)

    def _without_written_date(self, text: str) -> str:
        """Take out a date of numbers alone: 1955-05-09, 1955-05, 09.05.1955."""
        found = [(one.span(), one[0]) for one in _EDTF.finditer(text)]
        dotted = list(_DOTTED.finditer(text))
        # 05/09/1955 is one day in London and another in New York.
        self.is_clear = all("." in one[0] or int(one[1]) > 12 or one[1] == one[2] for one in dotted)
        found += [(one.span(), f"{one[3]}-{one[2]:0>2}-{one[1]:0>2}") for one in dotted]
        if not found:
            return text
        (start, end), written = found[0]
        self._set(written)
        self.is_clear = self.is_clear and len(found) == 1
        return f"{text[:start]} {text[end:]}"

    def _set(self, written: str) -> None:
        try:
            date = PartialDate.parse(written)
        except ValidationError:
            self.is_clear = False
            return
        self.is_clear = self.is_clear and FIRST_YEAR <= date.year <= LAST_YEAR
        self.date = date

    def _without_spoken_date(self, found: list[Asked]) -> list[Asked]:
        """Take out a year, with a month and a day beside it: «1955 жылғы 9 мамыр», “9 May 1955”."""
        years = [at for at, word in enumerate(found) if re.fullmatch(r"\d{4}", word.text, re.ASCII)]
        if not years:
            return found
        if self.date or len(years) > 1:
            self.is_clear = False
            return found
        near = range(max(0, years[0] - 4), min(len(found), years[0] + 5))
        months = [at for at in near if at not in years and _month(found[at])]
        taken = {years[0]}
        written = found[years[0]].text
        if len(months) == 1:
            taken |= set(months)
            written += f"-{_month(found[months[0]]):02}"
            beside = (at for at in (months[0] - 1, months[0] + 1) if 0 <= at < len(found) and at not in taken)
            day = next(((at, one[1]) for at in beside if (one := _DAY.fullmatch(found[at].text))), None)
            if day:
                taken.add(day[0])
                written += f"-{day[1]:0>2}"
        self._set(written)
        return [
            word for at, word in enumerate(found) if at not in taken and not says(word, f"{YEAR_WORDS} {DAY_WORDS}")
        ]

    @cached_property
    def stretches(self) -> list[tuple[int, int, frozenset[str]]]:
        """Every run of words that could be a name: where it begins and ends, and the names that it may spell."""
        found = []
        for first in range(len(self.words)):
            for last in range(first + 1, min(len(self.words), first + LONGEST_NAME) + 1):
                part = self.words[first:last]
                if not all(says(word, SMALL) and not self._in_capitals(word) for word in part):
                    found.append((first, last, frozenset(readings(part))))
        return found

    def _in_capitals(self, word: Asked) -> bool:
        """Tell an abbreviation that is also a small word: WHO."""
        return len(word.text) > 1 and word.text.upper() in self.text

    def is_code(self, word: Asked) -> bool:
        """Tell two capitals among small letters: in “US NATO member” they are a country, in a query of capitals not."""
        return len(word.text) == 2 and self._in_capitals(word) and self.text != self.text.upper()


def readings(part: Iterable[Asked]) -> list[str]:
    """Return the tokens that words behind each other may spell, written as one, as the index keeps names."""
    part = list(part)
    spelt = spelt_by(part)
    # A long name in Latin letters: all of it is English, or all of it is Kazakh.
    return [*spelt, *("".join(word.tokens[min(at, len(word.tokens) - 1)] for word in part) for at in (0, 1))]


def names_in(queries: Sequence[Query], kinds: Sequence[str]) -> list[list[Named]]:
    """Return, for each of some queries, which of its words are names of published records, the longest first.

    Where one name is within another (NATO in NATO PA), only the longer counts. One query for all.
    """
    tokens = {f"{NAME}{reading}" for query in queries for _f, _l, spelt in query.stretches for reading in spelt}
    if not tokens:
        return [[] for _query in queries]
    tracking.settle()
    sql, params = engine().matches(TABLE, Stage((Term(tuple(sorted(tokens))),)), ranked=False)
    marks = ", ".join(["%s"] * len(kinds))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.kind, e.object_id, e.title, e.names FROM {Entry._meta.db_table} e "  # noqa: S608
            f"WHERE e.id IN (SELECT id FROM ({sql}) AS found) AND e.is_public = %s AND e.kind IN ({marks}) "
            f"ORDER BY e.id LIMIT {MOST_NAMED}",
            [*params, True, *kinds],
        )
        rows = cursor.fetchall()
    owners: Owners = {}
    codes: Owners = {}
    for kind, pk, title, others in rows:
        for name in (title, *others.splitlines()):
            # A code of two letters is the name of a country only in capitals: “in” is no India.
            place = codes if kind == "country" and len(name) <= 2 else owners
            place.setdefault(as_one(name), set()).add((kind, pk))
    return [_longest(query, owners, codes) for query in queries]


Owners = dict[str, set[tuple[str, int]]]  # a name as the index keeps it, and whose it is


def _longest(query: Query, owners: Owners, codes: Owners) -> list[Named]:
    found = []
    for first, last, spelt in query.stretches:
        known = [owners]
        if last - first == 1 and query.is_code(query.words[first]):
            known.append(codes)
        records = frozenset(record for names in known for one in spelt for record in names.get(one, ()))
        if records:
            found.append(Named(first, last, records))
    found.sort(key=lambda one: (one.first - one.last, one.first))
    kept: list[Named] = []
    for one in found:
        if all(one.last <= other.first or other.last <= one.first for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.first)


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a question is about: a day, or a month or year up to its last day; without one: today."""

    first: dt.date
    last: dt.date
    today: dt.date
    date: PartialDate | None = None

    @classmethod
    def of(cls, date: PartialDate | None, today: dt.date) -> "Period | None":
        """Return the time of a date; None for one that has not begun: nothing is known of it yet."""
        if date is None:
            return cls(today, today, today)
        plain = PartialDate(date.year, date.month, date.day)
        if plain.earliest > today:
            return None
        return cls(plain.earliest, min(plain.latest, today), today, plain)

    @property
    def is_asked(self) -> bool:
        return self.date is not None

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def moment(self) -> Moment:
        """The last day, as pages take it."""
        return Moment(None if self.last == self.today else self.last, self.today)

    @property
    def query(self) -> str:
        return f"?{urlencode({'on': self.last.isoformat()})}" if self.moment.day else ""

    def holds(self, span: Span) -> bool | None:
        """Say whether a span has a day in the period: True for certain, False perhaps, None not at all."""
        if self.is_day:
            return span.holds(self.moment.day, self.today)
        if self.first < span.certain_until > span.certain_from <= self.last:
            return True
        return False if span.possible_from <= self.last and span.possible_until > self.first else None


@dataclass
class Question:
    """A query that was understood as far as its names: about whom, when, and the words that are left."""

    organizations: list[Organization]
    countries: list[Country]
    rest: list[Asked]
    period: Period
    small: list[Asked]  # the little words, of which some ask (when, where)

    @classmethod
    def of(cls, query: Query, names: list[Named], period: Period) -> "Question | None":
        """Return what is left to understand beside the names; None where they do not say clearly whom is meant."""
        if len(names) > 2 or any(len(name.records) > 1 for name in names):
            return None
        keys: dict[str, list[int]] = {"organization": [], "country": []}
        for name in names:
            ((kind, pk),) = name.records
            keys[kind].append(pk)
        named = {at for name in names for at in range(name.first, name.last)}
        left = [word for at, word in enumerate(query.words) if at not in named]
        small = [word for word in left if says(word, f"{SMALL} {NOW} {WHEN} {WHERE}")]
        if query.date and any(says(word, NOW) for word in small):
            return None
        organizations, countries = keys["organization"], keys["country"]
        by_pk = Organization.objects.published().select_related("seat__country").in_bulk(organizations)
        nations = Country.objects.published().in_bulk(countries)
        if len(by_pk) + len(nations) < len(names):  # a name twice, or a record that is no longer public
            return None
        rest = [word for word in left if word not in small]
        return cls([by_pk[pk] for pk in organizations], list(nations.values()), rest, period, small)

    def only(self, *vocabularies: str) -> bool:
        """Tell whether each of the words left is in one of the vocabularies."""
        return all(any(says(word, text) for text in vocabularies) for word in self.rest)

    def asks(self, text: str) -> bool:
        return any(says(word, text) for word in (*self.rest, *self.small))

    @property
    def organization(self) -> Organization:
        return self.organizations[0]
