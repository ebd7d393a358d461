"""What a text becomes for the search, and a query: the same words, however they were written.

    text  → words → one token each, of `[a-z0-9]` only
    query → words → each with its readings: the tokens that it may stand for

`ANALYSER` is the version of all this; an index made by another one is out of date (see `checks`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from . import english, kazakh, latin

ANALYSER = "2"

LATIN = "x"  # stands before the token of a word in Latin letters: General is not генерал. No Kazakh token begins so.
MOST_WORDS = 12  # of a query
SHORTEST_PREFIX = 4  # letters: fewer say too little to guess how a word goes on

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*'?", re.UNICODE)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z\u00c0-\u024f]")
_POSSESSOR = re.compile(r"['’ʼ]s?$")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_HYPHENS = "-‐‑–"
# An ending that stands after a hyphen: НАТО-ның, ТМД-дағы, БҰҰ-лар, 5-ші (folded).
_ENDING = re.compile(
    r"(?:[лдт][ае]р)?(?:[ыи]?[мн][ыи]з|[ыис]?[ыи])?"
    r"(?:[ндт][ыи]н|[гк][ае]|н[ае]|[ндт][ыи]|н|н?[дт][ае](?:г[ыи])?|[днт][ае]н|[мбп]ен)?"
    r"(?:л[ае]р(?:д[ыи]н?|г[ае]|д[ае]н?|мен)?)?"
    r"|н?ш[ыи]|с[ыи]з|л[ыи]к?|ш[ае]"
)
_STOP_WORDS = frozenset(
    (
        "жане мен бен пен туралы ушин жониндеги жонинде боиынша боинша арналган катысты ретинде аркылы кандаи не ма ме "
        "ба бе па пе бул осы сол ол мына кашан каида баиланысты ким неше канша еди екен ед "
        "the a an of in on at to for and or by with from is are was were be as its it this that which who whom whose "
        "when where what how do does did has have had"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands there."""

    token: str
    whole: str  # the word itself in `[a-z0-9]`, with its endings
    origin: str  # the token of what its stem is made from: of `ынтымақтастық`, `yntymak`
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of a query: the tokens that it may stand for, and the beginnings of words that it may be."""

    text: str
    tokens: tuple[str, ...]
    wholes: tuple[str, ...]
    derived: tuple[str, ...]

    @property
    def prefixes(self) -> tuple[str, ...]:
        return tuple(whole for whole in self.wholes if len(whole) >= SHORTEST_PREFIX)


@lru_cache(maxsize=200_000)
def _analysed(word: str, keep_stop_words: bool = False) -> tuple[str, str, str] | None:
    """Return the token of one lower-case word, the word whole, and what its stem is derived from; None: a stop word."""
    if _CYRILLIC.search(word):
        folded = kazakh.folded(kazakh.corrected(word))
        if not folded.isalnum():
            folded = "".join(letter for letter in folded if letter.isalnum())
        if not folded or (folded in _STOP_WORDS and not keep_stop_words):
            return None
        stem = kazakh.stemmed(folded)
        return kazakh.written(stem), kazakh.written(folded), kazakh.written(kazakh.derived_from(stem))
    plain = _plain(word)
    if not plain or (plain in _STOP_WORDS and not keep_stop_words):
        return None
    if plain.isdigit():
        return plain, plain, plain
    stem = LATIN + kazakh.squeezed(english.stemmed(plain))
    return stem, LATIN + kazakh.squeezed(plain), stem


def _plain(word: str) -> str:
    """Return a Latin word without its accents, and without the 's of a possessor."""
    word = _POSSESSOR.sub("", word)
    return re.sub("[^a-z0-9]", "", kazakh.unaccented(word))


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of a composed text and where they stand; endings after a hyphen belong to the word before."""
    before = None
    for found in _WORD.finditer(text):
        word, start, end = found[0], found.start(), found.end()
        if before and before[2] == start - 1 and text[start - 1] in _HYPHENS and _is_ending(word):
            before = (before[0], before[1], end)
            continue
        if before:
            yield before
        before = (word, start, end)
    if before:
        yield before


def _is_ending(word: str) -> bool:
    return bool(_CYRILLIC.search(word) and _ENDING.fullmatch(kazakh.folded(word)))


def words(text: str, *, keep_stop_words: bool = False) -> list[Word]:
    """Return the words of a text that the index keeps, in order. Positions are those in `kazakh.composed(text)`."""
    found = []
    for word, start, end in _parts(kazakh.composed(text)):
        if (analysed := _analysed(word, keep_stop_words)) is not None:
            found.append(Word(*analysed, start, end))
    return found


def as_one(name: str) -> str:
    """Return the tokens of a name as one: so the index keeps it, to be found whole and by its beginning."""
    return "".join(word.token for word in words(name, keep_stop_words=True))


def undotted(query: str) -> str:
    """Write abbreviations without their full stops: U.N. → UN."""
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), query)


def asked(query: str, *, keep_stop_words: bool = False) -> list[Asked]:
    """Return the words of a query. Stop words count only where there is nothing else, or where they are wanted."""
    parts = [word for word, _start, _end in _parts(kazakh.composed(undotted(query)))][:MOST_WORDS]
    found = [_asked(word) for word in parts if _analysed(word, keep_stop_words) is not None]
    return found or [_asked(word) for word in parts if _analysed(word, True) is not None]


@lru_cache(maxsize=20_000)
def _asked(word: str) -> Asked:
    analysed = _analysed(word, True)
    found = [analysed]
    if _LATIN.search(word) and not _CYRILLIC.search(word):
        for folded in latin.readings(word):
            stem = kazakh.stemmed(kazakh.folded(folded))
            found.append((kazakh.written(stem), kazakh.written(folded), kazakh.written(kazakh.derived_from(stem))))
    return Asked(word, *(tuple(dict.fromkeys(one[at] for one in found if one[at])) for at in range(3)))
