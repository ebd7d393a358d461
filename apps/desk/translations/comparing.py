"""What changed from one text to another, by words."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
MOST_WORDS = 4000  # of two passages that are compared by words: beyond, one stands for the other as a whole


class Piece(NamedTuple):
    """A piece of a text: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """Return the later text in pieces, with what is no longer there between them. White space alone is no change."""
    pieces: list[Piece] = []
    for piece in _compared(before, after):
        if not piece.text:
            continue
        if pieces and pieces[-1].kind == piece.kind:
            pieces[-1] = Piece(piece.kind, pieces[-1].text + piece.text)
        else:
            pieces.append(piece)
    return pieces


def _compared(before: str, after: str) -> Iterator[Piece]:
    # By lines first: long texts change in few of them, and words are compared only there.
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kind, a, b, c, d in _changes([_plain(line) for line in old], [_plain(line) for line in new]):
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Piece("same", come)
        else:
            yield from _by_words(gone, come)


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        yield Piece("removed", before)
        yield Piece("added", after)
        return
    for kind, a, b, c, d in _changes([_plain(word) or " " for word in old], [_plain(word) or " " for word in new]):
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal" or not (gone + come).strip():
            yield Piece("same", come)
            continue
        yield Piece("removed" if gone.strip() else "same", gone if gone.strip() or not come else "")
        yield Piece("added" if come.strip() else "same", come)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _changes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
