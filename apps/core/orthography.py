"""Text as it should be written: letters of one script, spaces, dashes, quotation marks.

What a keyboard, a copied page or a word processor leaves behind is put right: signs that nobody sees, Latin letters
that only look Cyrillic, straight quotation marks. A word is never spelled otherwise: Kazakh that was typed with
Russian letters stays as it is. Addresses, code and the marks of Markdown are not touched.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext_lazy as _

from .markup import skeleton

# Each stands for a piece that is not touched: within a line, or before its text. Unicode has no such characters: it
# keeps these numbers free for the inner use of programs.
HELD, MARGIN = "\ufdd0", "\ufdd1"

UNTOUCHED = re.compile(
    r"""
    ^[ \t]*(?P<fence>`{3,}|~{3,})[\s\S]*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)      # a block of code
    | (?:(?<=\n\n)|\A)(?:(?:[ ]{4}|\t)(?![ \t]*(?:[-*+]|\d+[.)])[ \t])[^\n]*(?:\n|\Z))+     # an indented one
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$                                                # where a reference leads
    | ^[ \t]*[-=_*|:][-=_*|: \t]+$                                                 # a rule, the head of a table
    | (?P<margin>^(?:[ \t]+|>[ \t]?|(?:[-*+]|\d{1,9}[.)]|\#{1,6})[ \t]+)+)          # indents, bullets, numbers
    | (?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)(?P=ticks)(?!`)             # code within a line
    | \]\(\s*(?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\([^()\s]*\))*)
        (?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*\)                                 # where a link leads, its title
    | \]\[[^\]\n]*\]
    | <[^<>\n]*>
    | (?:[a-zA-Z][a-zA-Z0-9+.-]*://|mailto:|www\.)[^\s<>"«»“”]+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \b[\w-]+(?:\.[\w-]+)+/[^\s<>"«»“”]*
    | \\[!-/:-@\[-`{-~]
    | &(?:\#\d+|\#x[0-9a-fA-F]+|\w+);
    """,
    re.MULTILINE | re.VERBOSE,
)

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af"
_CYRILLIC = "\u0400-\u052f"
_WORD = re.compile(r"[^\W_]+")
_MIXED = re.compile(f"(?=.*[{_LATIN}])(?=.*[{_CYRILLIC}])")
_ABBREVIATION = re.compile("[A-Z]{2,}[а-яёәғқңөұүһі]+")  # «OPECтің»: a Latin abbreviation with a Kazakh ending
_TO_CYRILLIC = dict(
    zip("aceiophxyəǝɵëABCEHIKMOPTXYƏƟË", "асеіорһхуәәөёАВСЕНІКМОРТХҮӘӨЁ", strict=True),
)
_TO_LATIN = dict(zip("асеіорһхуАВСЕНІКМОРТХҮУ", "aceiophxyABCEHIKMOPTXYY", strict=True))
_ROMAN = {"І": "I", "Х": "X"}

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_JOINERS = re.compile(f"(?<=[\\s{_LATIN}{_CYRILLIC}])[\u200c\u200d]|[\u200c\u200d](?=[\\s{_LATIN}{_CYRILLIC}])")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RANGE = re.compile(
    r"(?<![\w.,/:+\-–№#])(?<!№[ \xa0])(\d{1,6}(?:[.,]\d+)?)-(\d{1,6}(?:[.,]\d+)?)(?![\w/:]|[.,]\d|-\d|–)", re.ASCII
)

_OPENING = {"«": "»", "“": "”", "„": "“", "‘": "’"}
_MARKS = {  # by what they stand in
    "kk": {"«": ("“", "”"), None: ("«", "»")},
    "en": {"“": ("‘", "’"), None: ("“", "”")},
}


@dataclass(frozen=True, slots=True)
class Change:
    """One place of a text, before and after, and what was done to it."""

    what: Any
    before: str
    after: str


def _composed(text: str, language: str) -> str:
    return unicodedata.normalize("NFC", text)


def _seen(text: str, language: str) -> str:
    text = _JOINERS.sub("", _UNSEEN.sub("", text))
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        text = _DIRECTIONS.sub("", text)
    return text


def _without_stress(text: str, language: str) -> str:
    return re.sub(f"(?<=[{_CYRILLIC}])\u0301", "", text)


def _in_one_script(to: str) -> Callable[[str, str], str]:
    def mend(text: str, language: str) -> str:
        return _WORD.sub(lambda word: _rewritten(word[0], to, language), text)

    return mend


def _rewritten(word: str, to: str, language: str) -> str:
    """Put right a word that mixes the scripts, if all its letters of one of them have a twin in the other.

    Where both have, the language of the text decides; where neither has, nobody can know: the word stays.
    """
    if not _MIXED.match(word) or any(letter.isdecimal() for letter in word) or _ABBREVIATION.fullmatch(word):
        return word
    if set(word) <= {*"IVX", *_ROMAN}:  # «ХXI ғасыр»
        return "".join(_ROMAN.get(letter, letter) for letter in word) if to == "latin" else word
    is_latin = [re.match(f"[{_LATIN}]", letter) is not None for letter in word]
    can_be_cyrillic = all(letter in _TO_CYRILLIC for letter, latin in zip(word, is_latin, strict=True) if latin)
    can_be_latin = all(letter in _TO_LATIN for letter, latin in zip(word, is_latin, strict=True) if not latin)
    if can_be_cyrillic and can_be_latin:
        can_be_cyrillic, can_be_latin = language == "kk", language == "en"
    twins = (
        _TO_CYRILLIC if to == "cyrillic" and can_be_cyrillic else _TO_LATIN if to == "latin" and can_be_latin else {}
    )
    return "".join(twins.get(letter, letter) for letter in word)


def _spaced(text: str, language: str) -> str:
    text = re.sub("[\u1680\u2000-\u200a\u205f\u3000]", " ", text).replace("\u202f", "\xa0")
    text = re.sub(r"[ \t\xa0]+(?=\n)", lambda run: "  " if run[0].endswith("  ") else "", text)  # two: a line ends
    text = re.sub(r"(?<=\S)[ \t\xa0]+(?=\S)", _space, text)
    # A space before an ellipsis says that words are left out there: “from … to …”.
    text = re.sub(r"(?<=[\w»”’)\]%\ufdd0])[ \xa0]+(?!…|\.\.)(?=[,;:!?.…]+(?:[\s»”]|$))(?!:\s*\d)", "", text)
    return re.sub(r"(?<=[«“(])[ \xa0]+(?=[^\s)])|(?<=[^\s(])[ \xa0]+(?=[»”)])", "", text)


def _space(run: re.Match[str]) -> str:
    """Keep a space at which no line may break only where it belongs: at numbers, initials, before a dash."""
    before, after = run.string[: run.start()], run.string[run.end()]
    belongs = before[-1].isdecimal() or after.isdecimal() or before[-1] in "№§" or after in "–—"
    return "\xa0" if "\xa0" in run[0] and (belongs or re.search(r"(?:^|[\s.])[^\W\d_]\.$", before[-4:])) else " "


def _dashed(text: str, language: str) -> str:
    text = text.replace("‐", "-")
    text = re.sub(r"(?<=[^\s|\ufdd1])([ \xa0])-{1,3}([ \xa0])(?=[^\s|])", r"\1–\2", text)
    return _RANGE.sub(_range, text)


def _range(match: re.Match[str]) -> str:
    """Tell a range from a code: it rises, its numbers are about as long, and neither begins with a nought."""
    first, last = match.groups()
    whole = [re.split("[.,]", number)[0] for number in (first, last)]
    is_code = any(len(digits) > 1 and digits[0] == "0" for digits in whole) or ("." in first) != ("." in last)
    if is_code or len(whole[1]) - len(whole[0]) > 1:
        return match[0]
    return f"{first}–{last}" if float(first.replace(",", ".")) < float(last.replace(",", ".")) else match[0]


def _by_paragraph(mend: Callable[[str, str], str]) -> Callable[[str, str], str]:
    def mended(text: str, language: str) -> str:
        return "".join(mend(part, language) for part in re.split(r"(\n\s*\n)", text))

    return mended


@_by_paragraph
def _quoted(text: str, language: str) -> str:
    """Turn straight quotation marks; where one of them has no partner, all of the paragraph stay."""
    letters, open_marks = list(text), []  # of what is open: its mark, and where it stands if it was straight
    for place, letter in enumerate(text):
        if letter in _OPENING:
            open_marks.append((letter, None))
        elif open_marks and letter == _OPENING.get(open_marks[-1][0]) and open_marks[-1][1] is None:
            open_marks.pop()
        if letter != '"':
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        can_close = before.strip(MARGIN) and not before.isspace() and before not in "([{«“"
        can_open = after and not after.isspace() and (before.isspace() or before in f"{MARGIN}([{{«“‘—–-/*_~|\"'")
        if can_close and open_marks and open_marks[-1][1] is not None:
            mark, opened = open_marks.pop()
            letters[opened], letters[place] = mark, _OPENING[mark]
        elif can_open:
            within = open_marks[-1][0] if open_marks else None
            mark = _MARKS[language].get(within, _MARKS[language][None])[0]
            open_marks.append((mark, place))
        else:
            return text
    return text if any(place is not None for _mark, place in open_marks) else "".join(letters)


@_by_paragraph
def _apostrophed(text: str, language: str) -> str:
    text = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<![\w'])'(?=\d\ds?\b)", "’", text)
    singles = re.compile(r"(?<![\w'])'(?=[^\s'])([^'\n]+?)(?<=\S)'(?![\w'])")
    if "'" in singles.sub("", text):  # not all of them are pairs
        return text if "'" in re.sub(r"(?<=s)'(?!\w)", "", text) or language != "en" else text.replace("'", "’")
    if language == "en":
        return singles.sub(r"‘\1’", text)
    return singles.sub(_kazakh_marks, text)


def _kazakh_marks(single: re.Match[str]) -> str:
    is_within = single.string.count("«", 0, single.start()) > single.string.count("»", 0, single.start())
    return f"“{single[1]}”" if is_within else f"«{single[1]}»"


_RULES: list[tuple[Any, Callable[[str, str], str]]] = [
    (_("a letter made of several signs was put together"), _composed),
    (_("an invisible sign was removed"), _seen),
    (_("a stress mark was removed"), _without_stress),
    (_("a Latin letter was replaced by the Cyrillic one"), _in_one_script("cyrillic")),
    (_("a Cyrillic letter was replaced by the Latin one"), _in_one_script("latin")),
    (_("the spaces were put right"), _spaced),
    (_("a hyphen was replaced by a dash"), _dashed),
    (_("the quotation marks were put right"), _quoted),
    (_("an apostrophe was put right"), _apostrophed),
]


def normalised(text: str, language: str) -> tuple[str, list[Change]]:
    """Return a text of `kk` or `en` as it should be written, and what was changed. Line ends become `\\n` untold.

    The marks of Markdown mean the same afterwards: a rule that would change what they do is not followed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(HELD, "").replace(MARGIN, "")
    changes: list[Change] = []
    before = None
    while text != before:  # one rule may make room for another
        before = text
        masked, pieces = _masked(text)
        for what, rule in _RULES:
            mended = _unmasked(rule(masked, language), pieces)
            if rule is _spaced:
                mended = mended.strip() if "\n" not in mended.strip() else mended.strip("\n").rstrip()
            if mended != text and skeleton(mended) == skeleton(text):
                changes += [Change(what, *places) for places in _differences(text, mended)]
                text = mended
                masked, pieces = _masked(text)
    return text, changes


def _masked(text: str) -> tuple[str, list[str]]:
    pieces: list[str] = []

    def hold(match: re.Match[str]) -> str:
        pieces.append(match[0])
        return MARGIN if match["margin"] else HELD

    return UNTOUCHED.sub(hold, text), pieces


def _unmasked(text: str, pieces: list[str]) -> str:
    waiting = iter(pieces)
    return re.sub(f"[{HELD}{MARGIN}]", lambda _mark: next(waiting), text)


def _differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the words that differ, before and after; where only spaces do, with the words around them."""
    lines = before.split("\n"), after.split("\n")
    if len(lines[0]) == len(lines[1]) > 1:
        for pair in zip(*lines, strict=True):
            yield from _differences(*pair)
        return
    old, new = (re.findall(r"\S+|\s+", text) for text in (before, after))
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if not "".join(old[a:b] + new[c:d]).strip():
            a, c, b, d = max(a - 1, 0), max(c - 1, 0), b + 1, d + 1
        yield "".join(old[a:b]), "".join(new[c:d])
