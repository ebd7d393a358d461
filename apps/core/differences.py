"""What differs between two texts, word by word, for whoever reads it with eyes or with ears."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
AROUND = 8  # words that are shown on either side of a change; what is further away is left out
MOST_PAIRS = 4_000_000  # beyond that, comparing each word with each would hold up the page


class Piece(NamedTuple):
    """A stretch of two texts: the same in both, or what stands in the one in place of what stands in the other."""

    old: str
    new: str

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Cut two texts into what they share and what they do not."""
    before, after = WORDS.findall(_plain(old)), WORDS.findall(_plain(new))
    first = _shared(before, after)
    last = _shared(before[first:][::-1], after[first:][::-1])
    if first:
        yield Piece("".join(before[:first]), "".join(before[:first]))
    yield from _between(before[first : len(before) - last], after[first : len(after) - last])
    if last:
        yield Piece("".join(before[-last:]), "".join(before[-last:]))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _shared(one: list[str], other: list[str]) -> int:
    """Count the words with which both begin."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _between(before: list[str], after: list[str]) -> Iterator[Piece]:
    if len(before) * len(after) > MOST_PAIRS:
        yield Piece("".join(before), "".join(after))
        return
    old = new = ""
    for kind, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[i:j])
        if kind == "equal" and (same.strip() or not (old or new)):
            if old or new:
                yield Piece(old, new)
                old = new = ""
            yield Piece(same, same)
        else:  # a space between two changed words is no reason to read them apart
            old, new = old + same, new + "".join(after[k:n])
    if old or new:
        yield Piece(old, new)


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """Leave of a long stretch that did not change the words beside the changes."""
    words = WORDS.findall(text)
    if len(words) <= 4 * AROUND:
        return text
    if is_first:
        return "…" + "".join(words[-2 * AROUND :])
    if is_last:
        return "".join(words[: 2 * AROUND]) + "…"
    return "".join(words[: 2 * AROUND]) + " … " + "".join(words[-2 * AROUND :])


def _said(what: str, text: str) -> SafeString:
    """Put into words, for those who do not see it, what a line through a text or beneath it means."""
    hidden = '<span class="visually-hidden">'
    return format_html(hidden + "[{}: </span>{}" + hidden + "]</span>", what, text)


def deleted(text: str) -> SafeString:
    return format_html("<del>{}</del>", _said(_("removed"), text))


def inserted(text: str) -> SafeString:
    return format_html("<ins>{}</ins>", _said(_("added"), text))


def replaced(old: str, new: str) -> SafeString:
    """Show a value in place of another, whole: a day, a choice, the name of a record."""
    return format_html("{} → {}", deleted(old), inserted(new))


def marked(old: str, new: str) -> SafeString:
    """Show one text with what went and what came, and of long texts only the places that changed."""
    found = list(pieces(old, new))
    if not any(piece.is_same and piece.old.strip() for piece in found):
        return replaced(old.strip(), new.strip()) if old.strip() and new.strip() else _marked(found)
    return _marked(found)


def _marked(found: list[Piece]) -> SafeString:
    shown = []
    for number, (old, new) in enumerate(found):
        if old == new:
            shown.append(_cut(old, number == 0, number == len(found) - 1))
            continue
        if old:
            shown.append(deleted(old))
        if new:
            shown.append(inserted(new))
    return format_html_join("", "{}", ((part,) for part in shown))


def side_by_side(one: str, other: str) -> tuple[SafeString, SafeString]:
    """Show two texts whole, each with what the other does not have."""
    found = list(pieces(one, other))
    return _side(found, 0), _side(found, 1)


def _side(found: list[Piece], side: int) -> SafeString:
    shown = ((piece[side], piece.is_same) for piece in found if piece[side])
    return format_html_join(
        "",
        "{}",
        ((text if same else format_html("<mark>{}</mark>", _said(_("differs"), text)),) for text, same in shown),
    )
