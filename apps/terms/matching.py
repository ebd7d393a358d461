"""Where a text says what is deprecated, and what to write there: whole words, in any of their forms.

It knows no database: it is given the forms (`Avoided`) and returns the places (`Place`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from apps.core.orthography import UNTOUCHED

from .endings import ADJECTIVE, WITHOUT_CAPITAL, Ending, readings, written


@dataclass(frozen=True, slots=True)
class Accepted:
    """A form that may be written, with its plural where it is known."""

    text: str
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Avoided:
    """A deprecated form, and the one to write instead (None: the term has none in this language)."""

    key: int
    text: str
    plural: str = ""
    instead: Accepted | None = None
    accepted: tuple[str, ...] = ()  # the other forms of its term: where the text has one of them, all is well


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text has a deprecated form: from `start` until before `end`, and what to write there."""

    start: int
    end: int
    found: str
    instead: str
    avoided: Avoided


def _lowered(text: str) -> str:
    """Return the text in small letters, each in its place. (A few capitals would become two letters.)"""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


@lru_cache(maxsize=4096)
def _pattern(beginning: str) -> re.Pattern:
    words = r"\s+".join(re.escape(word) for word in beginning.split())
    return re.compile(rf"(?<![\w-]){words}(-?)(\w*(?:['’]s?(?!\w))?)(?![\w])(?!-\w)")


def _addresses(text: str) -> list[tuple[int, int]]:
    """Return where a text has addresses, code and the like: what is no text of its writer."""
    return [match.span() for match in UNTOUCHED.finditer(text)]


def _spans(text: str, low: str, form: str, plural: str, language: str) -> Iterator[tuple[int, int, Ending]]:
    """Yield where a form stands, in any of its forms. One that begins with a capital is found only with one."""
    needs_capital = form[:1].isupper()
    for beginning, endings in readings(form, plural, language):
        for match in _pattern(beginning).finditer(low):
            hyphen, tail = match[1], match[2]
            end = match.end()
            if tail not in endings and tail.rstrip("'’") in endings:  # a quotation mark, not an ending
                end -= len(tail) - len(tail.rstrip("'’"))
                tail = tail.rstrip("'’")
            if tail not in endings or (hyphen and not tail):  # after a hyphen only an ending may stand: «ЕАПК-ның»
                continue
            may_be_small = not needs_capital or endings[tail].case in WITHOUT_CAPITAL
            if may_be_small or text[match.start()].isupper():
                yield match.start(), end, endings[tail]


def _in_its_capitals(found: str, instead: str) -> str:
    """Write a word as the one that it replaces was written: Like This, or LIKE THIS."""
    if len(found) > 1 and found.isupper():
        return instead.upper()
    return instead[:1].upper() + instead[1:] if found[:1].isupper() else instead


def places(text: str, language: str, avoided: Iterable[Avoided], accepted: Iterable[Accepted] = ()) -> list[Place]:
    """Return the places of a text at which something deprecated stands, in their order.

    Where several forms fit, the longest counts. `accepted` are forms that may be written, of whatever term: a word
    inside one of them is left alone («сайлау байқаушысы»).
    """
    low = _lowered(text)
    found: list[tuple[int, int, Avoided | None, str]] = []
    for one in avoided:
        for start, end, ending in _spans(text, low, one.text, one.plural, language):
            if low[start:end].rstrip("'’") in one.accepted:
                continue
            new = written(one.instead.text, one.instead.plural, ending, language) if one.instead else ""
            if ending.case == ADJECTIVE and text[start].islower():
                new = new[:1].lower() + new[1:]
            found.append((start, end, one, _in_its_capitals(text[start:end], new)))
    if not found:
        return []
    for right in accepted:
        found += [(start, end, None, "") for start, end, _e in _spans(text, low, right.text, right.plural, language)]
    found.sort(key=lambda entry: (entry[0] - entry[1], entry[2] is not None, entry[0]))  # the longest first
    taken = _addresses(text)
    chosen = []
    for start, end, one, new in found:
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
            if one:
                chosen.append(Place(start, end, text[start:end], new, one))
    return sorted(chosen, key=lambda place: place.start)
