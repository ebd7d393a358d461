"""What a result shows: its names, what it is and when, and the words around those that were looked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from apps.core.names import Name
from apps.core.searching import Searchable, searchables

from .finder import Hit
from .marking import Marked, Piece, beginning, marked, snippet

LATIN = re.compile("[a-z]", re.IGNORECASE)
CYRILLIC = re.compile("[\u0400-\u04ff]")
ORDER = ("organization", "body", "country", "person", "event", "document")
OF_A_KIND = 5  # results that stand under a kind where all kinds are shown
OF_A_KIND_IN_PART = 2  # likewise of those that hold only some of the words
MOST_ALIASES = 2
MORE_THAN_NOTHING = 160  # letters of a text in which none of the words stands


def public_kinds() -> list[Searchable]:
    """Return the kinds of records that have pages, in the order of `ORDER`; what is not named there comes last."""
    kinds = [one for one in searchables.values() if one.is_public]
    return sorted(kinds, key=lambda one: ORDER.index(one.kind) if one.kind in ORDER else len(ORDER))


@dataclass(frozen=True, slots=True)
class Shown:
    pieces: list[Piece]
    language: str = ""  # where it is known, and not that of the page
    said: str = ""  # what kind of name it is, and when it was borne


@dataclass
class Result:
    """A hit as the page shows it, with the words that matched marked in it."""

    hit: Hit
    kind: Searchable

    @property
    def url(self) -> str:
        return f"/{self.hit.entry.language}/{self.hit.entry.path}"

    @cached_property
    def _title(self) -> Marked:
        return marked(self.hit.entry.title, self.hit.stage)

    @property
    def is_fallback(self) -> bool:
        """True where the name is missing in the language of the page."""
        return self.hit.entry.title_language != self.hit.entry.language

    @property
    def title(self) -> Shown:
        return Shown(self._title.pieces(), self.hit.entry.title_language if self.is_fallback else "")

    @cached_property
    def aliases(self) -> list[Shown]:
        """The other names by which it was found: those that hold words which the name shown does not."""
        names = {name.text: name for name in self.hit.entry.other_names}
        found = [one for name in names if (one := marked(name, self.hit.stage)).found - self._title.found]
        # First what holds most of the words, then what says little besides them: НАТО before НАТО достары.
        found.sort(key=lambda one: (-len(one.found), len(one.text)))
        chosen: list[Marked] = []
        for one in found:
            if one.found - self._title.found - {term for other in chosen for term in other.found}:
                chosen.append(one)
        called = [(one, names.get(one.text, Name(one.text))) for one in chosen[:MOST_ALIASES]]
        here = self.hit.entry.language
        return [Shown(one.pieces(), name.language if name.language != here else "", name.said) for one, name in called]

    @property
    def every_marked_piece(self) -> Iterator[Piece]:
        """The words that matched, in all its names."""
        other = [self.hit.other.title] if self.hit.other else []
        for name in (self.hit.entry.title, *self.hit.entry.names.splitlines(), *other):
            yield from (piece for piece in marked(name, self.hit.stage).pieces() if piece.is_marked)

    @property
    def said(self) -> list[str]:
        return [part for part in self.hit.entry.said.split(" · ") if part]

    @cached_property
    def text(self) -> Shown:
        """The part of its text where the words stand, in the language that has most of them; or else its beginning."""
        entries = [entry for entry in (self.hit.entry, self.hit.other) if entry is not None and entry.text]
        texts = [(marked(entry.text, self.hit.stage), entry.language) for entry in entries]
        if not texts:
            return Shown([])
        best, language = max(texts, key=lambda one: len(one[0].found))  # the first of equals: the reader's language
        pieces = snippet(best) if best.places else snippet(Marked(best.text), MORE_THAN_NOTHING)
        return Shown(pieces, "" if language == self.hit.entry.language else language)


def shown(hits: Iterable[Hit]) -> list[Result]:
    kinds = {one.kind: one for one in public_kinds()}
    return [Result(hit, kinds[hit.entry.kind]) for hit in hits if hit.entry.kind in kinds]


@dataclass
class Group:
    """The results of one kind. `count` is how many there are; `url` leads to all, where not all are here."""

    kind: Searchable
    count: int = 0
    results: list[Any] = field(default_factory=list)
    url: str = ""

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.results)


def grouped(results: Iterable[Any]) -> list[Group]:
    """Put results under their kinds, the kind with the best one first."""
    groups: dict[str, Group] = {}
    for result in results:
        groups.setdefault(result.kind.kind, Group(result.kind)).results.append(result)
    return list(groups.values())


class Suggestion(Result):
    """A name that may be meant, with what has been typed of it marked."""

    @property
    def id(self) -> str:
        return f"{self.hit.entry.kind}-{self.hit.entry.object_id}"

    @property
    def title(self) -> Shown:
        return Shown(beginning(self.hit.entry.title, self.hit.stage), super().title.language)

    @property
    def alias(self) -> Shown | None:
        """The name by which it was found, where the one shown does not hold the words."""
        for alias in self.aliases[:1]:
            return Shown(beginning("".join(piece.text for piece in alias.pieces), self.hit.stage), alias.language)
        return None


def suggestions(hits: Iterable[Hit]) -> list[Suggestion]:
    kinds = {one.kind: one for one in public_kinds()}
    return [Suggestion(hit, kinds[hit.entry.kind]) for hit in hits if hit.entry.kind in kinds]


def read_as_kazakh(query: str, results: Iterable[Result]) -> bool:
    """Tell whether Latin letters were understood as Kazakh: no name of what is shown holds the words as they stand."""
    if LATIN.search(query) is None or CYRILLIC.search(query):
        return False
    found = "".join(piece.text for one in results for piece in one.every_marked_piece)
    return bool(CYRILLIC.search(found)) and LATIN.search(found) is None
