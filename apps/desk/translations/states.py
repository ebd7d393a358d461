"""How a translation stands, and what each way of writing makes of it. It knows no database and no language by name.

A translation is known by its own words: `Basis` says from which words of the source *these* words were made. So a
former state of a record that comes back (restored, imported, loaded) brings its standing with it, and a source that is
put back to the words that were translated makes the translation right again. Words are compared by fingerprints, in
which white space does not count.

The base line: of a translation of which nothing is known it is assumed that it says what its source says. This is how
loaded content begins.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import blake2b

from .choices import State

UNKNOWN = "?"  # what no text has for a fingerprint: made from words that nobody remembers


@dataclass(frozen=True, slots=True)
class Texts:
    """The fingerprints of a field in the original language and in the other. "": no text."""

    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """The fingerprint of what a translation was made from, and whether its translator still is at it."""

    source: str
    in_progress: bool = False


class Way(Enum):
    """How texts came to be written."""

    EDIT = "edit"  # by somebody who had both languages before them
    SMALL_EDIT = "small edit"  # the same, who says that nothing of the meaning changed
    OUTSIDE = "outside"  # restored, imported, loaded: nobody says what was made from what


def fingerprint(text: str | None) -> str:
    words = " ".join(unicodedata.normalize("NFC", text or "").split())
    return blake2b(words.encode(), digest_size=10).hexdigest() if words else ""


def is_copy(source: str | None, target: str | None) -> bool:
    """Say whether a text only repeats its source. An abbreviation (NATO), or a number, may well be the same in both."""
    return (
        bool(target) and fingerprint(source) == fingerprint(target) and any(letter.islower() for letter in target or "")
    )


def standing(now: Texts, basis: Basis | None) -> State:
    """Return how a translation stands whose words were made from `basis` (None: nothing is known of them)."""
    if not now.target:
        return State.MISSING if now.source else State.NOTHING
    if basis is None:
        return State.DONE
    if basis.in_progress:
        return State.IN_PROGRESS
    return State.DONE if basis.source == now.source else State.OUTDATED


def of_original(now: Texts) -> State:
    """Return how the text stands in the original language."""
    if now.source:
        return State.ORIGINAL
    return State.MISSING if now.target else State.NOTHING


def of_record(states: Iterable[State]) -> State:
    """Return how a record stands whose texts stand so. What somebody is at comes first: others leave it to them."""
    there = set(states)
    order = (State.IN_PROGRESS, State.MISSING, State.OUTDATED, State.DONE, State.ORIGINAL)
    return next((state for state in order if state in there), State.NOTHING)


def rewritten(
    before: Texts, after: Texts, known: Mapping[str, Basis], way: Way, copied: bool = False
) -> dict[str, Basis]:
    """Return what is newly known once the texts of a field were written: translation → what it was made from.

    `known` is what was known before; `copied`: the translation now only repeats its source.
    """
    if before == after:
        return {}
    new: dict[str, Basis] = {}
    was = known.get(before.target) if before.target else None
    if before.target and was is None:
        was = new[before.target] = Basis(before.source)  # the base line, written down while it is still known
    moved = replace(was, source=after.source) if was and was.source == before.source else was  # outdated stays outdated
    if not after.target:
        return new
    if after.target == before.target:
        # A source that is written after its translation is the translation's own: nothing has changed since.
        if was and (way is Way.SMALL_EDIT or not before.source):
            new[after.target] = moved
    elif way is Way.OUTSIDE and after.target in known:
        pass  # a former translation came back, and with it what it was made from
    elif way is Way.SMALL_EDIT and moved:
        new[after.target] = moved
    else:
        # Who is at it finishes it at the desk; only a copy is no longer one once it is written otherwise.
        is_begun = bool(was and was.in_progress and was.source != before.target)
        new[after.target] = Basis(after.source, in_progress=copied or is_begun)
    return {target: basis for target, basis in new.items() if known.get(target) != basis}


def turned(now: Texts, stood: State, known: Basis | None) -> Basis | None:
    """Return what the former original was “made from”, as the other language has become the original (None: as known).

    `now` is seen from the new original; `stood` is how that stood while it still was the translation. If it was right,
    the two say the same, and still do; if not, they still do not.
    """
    if not now.target or (known and known.in_progress):
        return None
    agreed = stood not in (State.OUTDATED, State.IN_PROGRESS)
    if known and (standing(now, known) == State.DONE) == agreed:
        return None
    return Basis(now.source if agreed else UNKNOWN)
