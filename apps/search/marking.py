"""The words of a text that a query found, in their own inflection: «ұйымына», where somebody typed `uiym`.

A text is cut into pieces, marked and not; the template writes them, so that nothing here knows of HTML.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .analysis import Word, words
from .engine import OF_NAME, ORIGIN, WHOLE, Stage, Term

LENGTH = 220  # letters of a snippet
LONGEST = 30_000  # letters of a text that are looked through
ENDS_A_SENTENCE = (". ", "! ", "? ", "\n")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the places where words of a query stand: where from, where to, which word of the query."""

    text: str
    places: tuple[tuple[int, int, int], ...] = ()

    @property
    def found(self) -> frozenset[int]:
        """Which words of the query it holds."""
        return frozenset(term for _start, _end, term in self.places)

    def pieces(self, start: int = 0, end: int | None = None) -> list[Piece]:
        end = len(self.text) if end is None else end
        cut, at = [], start
        for first, last, _term in self.places:
            if first >= at and last <= end:
                cut += [Piece(self.text[at:first]), Piece(self.text[first:last], is_marked=True)]
                at = last
        cut.append(Piece(self.text[at:end]))
        return [piece for piece in cut if piece.text]


def shown(text: str) -> str:
    """Return a text letter for letter as `analysis.words` counts it, in its own case."""
    return unicodedata.normalize("NFC", text).replace("\u0301", "").replace("\u00ad", "")


def matches(word: Word, term: Term) -> bool:
    """Tell whether a word of a text is what a word of the query looks for."""
    forms = [f"{WHOLE}{word.whole}", f"{OF_NAME}{word.token}", f"{OF_NAME}{word.whole}"]
    if word.origin != word.token:
        forms.append(f"{ORIGIN}{word.origin}")
    if not {word.token, *forms}.isdisjoint(term.tokens):
        return True
    return any(form.startswith(term.prefixes) for form in forms) if term.prefixes else False


def marked(text: str, stage: Stage | None, *, keep_stop_words: bool = False) -> Marked:
    """Find the words of a query in a text. Stop words are looked for only in names, by whoever types one."""
    text = shown(text[:LONGEST])
    if stage is None:
        return Marked(text)
    places = []
    for word in words(text, keep_stop_words=keep_stop_words):
        term = next((number for number, term in enumerate(stage.terms) if matches(word, term)), None)
        if term is not None:
            places.append((word.start, word.end, term))
    return Marked(text, tuple(places))


def beginning(text: str, stage: Stage | None) -> list[Piece]:
    """Mark of each word of a name what has been typed of it: «**Қаз**ақстан» for `kaz`."""
    found = marked(text, stage, keep_stop_words=True)
    if stage is None:
        return found.pieces()
    places = []
    for start, end, number in found.places:
        term = stage.terms[number]
        places.append((start, start + _typed(found.text[start:end], term), number))
    return Marked(found.text, tuple(places)).pieces()


def _typed(word: str, term: Term) -> int:
    """Return how many letters of a word say what was typed; all of them, unless it was only begun."""
    for length in range(1, len(word)):
        for part in words(word[:length], keep_stop_words=True):
            if f"{OF_NAME}{part.whole}" in term.prefixes:
                return length
    return len(word)


def snippet(found: Marked, most: int = LENGTH) -> list[Piece]:
    """Return the part of a text that holds the most words of the query, cut between words."""
    start = _best_start(found.places, most)
    start = _at_a_sentence(found.text, start, most)
    end = min(len(found.text), start + most)
    if end < len(found.text):
        cut = max(found.text.rfind(" ", start, end + 1), found.text.rfind("\n", start, end + 1))
        end = cut if cut > start else end
    last_mark = max((last for first, last, _term in found.places if first < end <= last), default=0)
    end = max(end, last_mark)
    cut = found.pieces(start, end)
    if start > 0:
        cut.insert(0, Piece("… "))
    if end < len(found.text.rstrip()):
        cut.append(Piece(" …"))
    return cut


def _best_start(places: Sequence[tuple[int, int, int]], most: int) -> int:
    """Return where the stretch begins that holds most different words, then most words at all."""
    best, where = (0, 0), 0
    for number, (start, _end, _term) in enumerate(places):
        within = [term for first, last, term in places[number : number + most // 2] if last <= start + most * 2 // 3]
        if (count := (len(set(within)), len(within))) > best:
            best, where = count, start
    return where


def _at_a_sentence(text: str, start: int, most: int) -> int:
    """Move a beginning back to that of its sentence, if it is near, or else by a few words."""
    if start <= most // 4:
        return 0
    window = text[start - most // 3 : start]
    after = max((window.rfind(end) + len(end) for end in ENDS_A_SENTENCE if end in window), default=-1)
    if after >= 0:
        return start - len(window) + after
    space = window.find(" ")
    return start - len(window) + space + 1 if space >= 0 else start
