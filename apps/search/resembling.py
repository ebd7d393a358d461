"""What to try where nothing is found: names that are written much alike, and the query with a word less.

Names are not compared one by one: the index is asked for every word that one slip of the finger away would be, and for
words that begin like it. That is a bounded number of look-ups, however many records there are.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from .analysis import LATIN, Asked, asked, words
from .engine import OF_NAME, Stage, Term
from .finder import Hit, Resembling, finding

MOST = 5
LOOKED_AT = 80  # of what the index offers, before it is compared
ALIKE = 0.72  # from this likeness on (1 is the same) one name may be meant by another
SHORTEST, LONGEST = 4, 16  # letters of a word that may be misspelt
BEGUN = 0.9  # how much a word is like one that goes on after it
BEGINNING = 5  # letters that a word shares with one that is continued otherwise
MOST_WORDS = 4  # of a query: more of them are no slip
MOST_FORMS = 2_000
LETTERS = {True: "abcdefghijklmnopqrstuvwxyz", False: "abvgdejziklmnoprstufhcwy"}  # English; Kazakh as it is written


def slips(form: str) -> Iterator[str]:
    """Yield the words from which one letter too many, too few, wrong or out of place makes this one."""
    is_latin = form.startswith(LATIN)
    head, word = (form[:1], form[1:]) if is_latin else ("", form)
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield f"{head}{before}{after[1:]}"
        if len(after) > 1:
            yield f"{head}{before}{after[1]}{after[0]}{after[2:]}"
        for letter in LETTERS[is_latin]:
            yield f"{head}{before}{letter}{after}"
            if after:
                yield f"{head}{before}{letter}{after[1:]}"


def _term(word: Asked) -> Term | None:
    """Return what a misspelt word may be a slip of; None for one too short to tell."""
    wholes = [whole for whole in word.wholes if SHORTEST <= len(whole.removeprefix(LATIN)) <= LONGEST]
    forms = dict.fromkeys(form for whole in (*wholes, *word.tokens) for form in (whole, *slips(whole)))
    if not wholes:
        return None
    begun = tuple(f"{OF_NAME}{whole[:BEGINNING]}" for whole in wholes if len(whole) > BEGINNING)
    return Term(tuple(f"{OF_NAME}{form}" for form in list(forms)[:MOST_FORMS] if form), begun)


class Likeness:
    """How much names are like a query: 1 where each of its words stands in the name. Every word is compared once."""

    def __init__(self, parts: Iterable[Asked]) -> None:
        self.words = [[SequenceMatcher(None, "", whole, autojunk=False) for whole in word.wholes] for word in parts]
        self.known: list[dict[str, float]] = [{} for _word in self.words]

    def of(self, names: Iterable[str]) -> float:
        return max((self._of_name([word.whole for word in words(name)]) for name in names), default=0.0)

    def _of_name(self, wholes: list[str]) -> float:
        if not wholes:
            return 0.0
        alike = [max(self._of_word(at, whole) for whole in wholes) for at in range(len(self.words))]
        # Of two names that hold the words alike, the one that says no more is meant.
        return sum(alike) / len(alike) - 0.01 * max(0, len(wholes) - len(alike))

    def _of_word(self, at: int, whole: str) -> float:
        known = self.known[at]
        if whole not in known:
            known[whole] = max(self._ratio(matcher, whole) for matcher in self.words[at])
        return known[whole]

    @staticmethod
    def _ratio(matcher: SequenceMatcher, whole: str) -> float:
        if whole.startswith(matcher.b):
            return BEGUN if whole != matcher.b else 1.0
        matcher.set_seq1(whole)
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
            return 0.0
        return matcher.ratio()


def resembling(query: str, language: str) -> list[Hit]:
    """Return records that are called much like the query, the most alike first; in three queries."""
    parts = asked(query)
    terms = tuple(term for word in parts if (term := _term(word)))
    if not terms or len(parts) > MOST_WORDS:
        return []
    likeness, found = Likeness(parts), Resembling(Stage(terms, query, is_any=True))
    alike = {
        key: (-round(likeness.of(names), 2), -weight)
        for key, (weight, names) in found.names(language, LOOKED_AT).items()
    }
    best = sorted((key for key, (unlike, _weight) in alike.items() if -unlike >= ALIKE), key=lambda key: alike[key])
    return found.shown([(*key, 0) for key in best[:MOST]], language)


def with_a_word_less(query: str) -> list[tuple[str, str]]:
    """Return the words without which a query finds something, each with the rest of the query; in one query."""
    parts = query.split()
    if not 1 < len(parts) <= MOST_WORDS + 2:
        return []
    shorter = {" ".join((*parts[:at], *parts[at + 1 :])): word for at, word in enumerate(parts)}
    return [(shorter[rest], rest) for rest in finding(list(shorter))]
