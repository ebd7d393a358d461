"""What becomes of a translation on each way: the transitions that go wrong elsewhere, in a table.

A step is a way of writing and the texts after it, "original / translation" ("" for none); beside it, how the
translation must stand then.
"""

import pytest

from apps.desk.translations.choices import State
from apps.desk.translations.states import (
    UNKNOWN,
    Basis,
    Texts,
    Way,
    fingerprint,
    is_copy,
    of_original,
    of_record,
    rewritten,
    standing,
    turned,
)

pytestmark = pytest.mark.once

EDIT, SMALL, OUTSIDE = Way.EDIT, Way.SMALL_EDIT, Way.OUTSIDE
MISSING, OUTDATED, IN_PROGRESS, DONE = State.MISSING, State.OUTDATED, State.IN_PROGRESS, State.DONE


class Field:
    """A field of a record, as the desk keeps it: its texts, and what each translation was made from."""

    def __init__(self, source, target):
        self.source, self.target, self.known = source, target, {}

    @property
    def now(self):
        return Texts(fingerprint(self.source), fingerprint(self.target))

    @property
    def state(self):
        return standing(self.now, self.known.get(self.now.target))

    def write(self, way, texts):
        before = self.now
        self.source, self.target = (text.strip() for text in texts.split("/"))
        self.known |= rewritten(before, self.now, self.known, way, is_copy(self.source, self.target))

    def translate(self, seen, target, in_progress=False):
        """Save at the desk, where the page showed `seen` as the source."""
        before, self.target = self.now, target
        self.known |= rewritten(before, self.now, self.known, EDIT)
        if self.now.target:
            self.known[self.now.target] = Basis(fingerprint(seen), in_progress)

    def turn(self):
        stood = self.state
        self.source, self.target = self.target, self.source
        basis = turned(self.now, stood, self.known.get(self.now.target))
        if basis:
            self.known[self.now.target] = basis


def at_desk(seen, target, in_progress=False):
    return lambda field: field.translate(seen, target, in_progress)


def turn(field):
    field.turn()


# transition: the texts at the beginning, and steps with the state after each
TRANSITIONS = {
    "loaded-content-is-the-base-line": ("Кеңес / Council", []),
    "saving-as-draft-changes-nothing": (
        "Кеңес / Council",
        [((EDIT, "Кеңес / Council"), DONE), ((EDIT, "Ұйым / Council"), OUTDATED), ((EDIT, "Ұйым / Council"), OUTDATED)],
    ),
    "publishing-does-not-finish-what-is-in-progress": (
        "Кеңес / ",
        [(at_desk("Кеңес", "Counc", in_progress=True), IN_PROGRESS), ((OUTSIDE, "Кеңес / Counc"), IN_PROGRESS)],
    ),
    "restoring-brings-back-how-it-stood": (
        "Бір / One",
        [
            ((EDIT, "Екі / One"), OUTDATED),
            (at_desk("Екі", "Two"), DONE),
            ((OUTSIDE, "Екі / One"), OUTDATED),  # the state between
            ((OUTSIDE, "Бір / One"), DONE),
            ((OUTSIDE, "Бір / Two"), OUTDATED),
            ((OUTSIDE, "Екі / Two"), DONE),
        ],
    ),
    "a-small-edit-of-the-original-keeps-what-was-done": ("Кенес / Council", [((SMALL, "Кеңес / Council"), DONE)]),
    "a-small-edit-keeps-outdated-what-was-outdated": (
        "Бір / One",
        [((EDIT, "Екі / One"), OUTDATED), ((SMALL, "Екі! / One"), OUTDATED), ((SMALL, "Екі! / Onе"), OUTDATED)],
    ),
    "a-small-edit-of-a-translation-in-progress-does-not-finish-it": (
        "Бір / ",
        [(at_desk("Бір", "On", in_progress=True), IN_PROGRESS), ((SMALL, "Бір! / On!"), IN_PROGRESS)],
    ),
    "switching-the-original-keeps-what-agrees": ("Бір / One", [(turn, DONE), ((EDIT, "Two / Бір"), OUTDATED)]),
    "switching-the-original-does-not-hide-a-difference": (
        "Бір / One",
        [((EDIT, "Екі / One"), OUTDATED), (turn, OUTDATED), (turn, OUTDATED), (at_desk("Екі", "Two"), DONE)],
    ),
    "switching-back-and-forth-finishes-nothing": (
        "Бір / ",
        [(at_desk("Бір", "On", in_progress=True), IN_PROGRESS), (turn, OUTDATED), (turn, IN_PROGRESS)],
    ),
    "editing-both-languages-at-once-keeps-them-in-step": (
        "Бір / One",
        [((EDIT, "Екі / Two"), DONE), ((EDIT, "Үш / Two"), OUTDATED), ((OUTSIDE, "Төрт / Four"), DONE)],
    ),
    "clearing-a-translation-makes-it-missing": (
        "Бір / One",
        [((EDIT, "Бір / "), MISSING), ((EDIT, "Екі / "), MISSING), ((OUTSIDE, "Екі / One"), OUTDATED)],
    ),
    "clearing-the-original-leaves-its-translation-outdated": (
        "Бір / One",
        [((EDIT, " / One"), OUTDATED), ((EDIT, "Екі / One"), OUTDATED), ((EDIT, "Бір / One"), DONE)],
    ),
    "copying-the-original-is-a-beginning": (
        "North Atlantic / ",
        [((EDIT, "North Atlantic / North Atlantic"), IN_PROGRESS), ((EDIT, "North Atlantic / Солтүстік"), DONE)],
    ),
    "a-copy-is-done-if-its-translator-says-so": (
        "Reuters / ",
        [((EDIT, "Reuters / Reuters"), IN_PROGRESS), (at_desk("Reuters", "Reuters"), DONE)],
    ),
    "an-abbreviation-may-be-the-same-in-both": ("AUKUS / ", [((EDIT, "AUKUS / AUKUS"), DONE)]),
    "white-space-alone-changes-nothing": (
        "Бір екі / One two",
        [((EDIT, "Бір\n\nекі / One two"), DONE), ((EDIT, "Бір екі / One  two"), DONE)],
    ),
    "a-source-that-changes-while-it-is-translated-leaves-it-outdated": (
        "Бір / One",
        [((EDIT, "Екі / One"), OUTDATED), ((EDIT, "Үш / One"), OUTDATED), (at_desk("Екі", "Two"), OUTDATED)],
    ),
    "a-source-that-changes-during-work-in-progress-is-not-forgotten": (
        "Бір / ",
        [
            (at_desk("Бір", "On", in_progress=True), IN_PROGRESS),
            ((EDIT, "Екі / On"), IN_PROGRESS),
            (at_desk("Бір", "One"), OUTDATED),
        ],
    ),
    "reverting-the-source-makes-the-translation-right-again": (
        "Бір / One",
        [((EDIT, "Екі / One"), OUTDATED), ((EDIT, "Бір / One"), DONE)],
    ),
    "a-translation-that-comes-before-its-original-fits-it": (" / One", [((EDIT, "Бір / One"), DONE)]),
    "saving-an-unchanged-translation-at-the-desk-confirms-it": (
        "Бір / One",
        [((EDIT, "Бір! / One"), OUTDATED), (at_desk("Бір!", "One"), DONE)],
    ),
    "an-import-of-the-translation-alone-is-a-translation": (
        "Бір / One",
        [((EDIT, "Екі / One"), OUTDATED), ((OUTSIDE, "Екі / Two"), DONE)],
    ),
}


@pytest.mark.parametrize(("begun", "steps"), TRANSITIONS.values(), ids=TRANSITIONS)
def test_transition(begun, steps):
    field = Field(*(text.strip() for text in begun.split("/")))
    assert field.state == (MISSING if not field.target else DONE)
    for number, (step, expected) in enumerate(steps):
        if callable(step):
            step(field)
        else:
            field.write(*step)
        assert field.state == expected, f"step {number + 1}"


def test_what_a_translation_was_made_from_is_kept_once():
    known = {"t": Basis("s")}
    assert rewritten(Texts("s", "t"), Texts("x", "t"), known, EDIT) == {}
    assert rewritten(Texts("s", "t"), Texts("x", "t"), {}, EDIT) == {"t": Basis("s")}
    assert rewritten(Texts("s", "t"), Texts("s", "t"), {}, EDIT) == {}


@pytest.mark.parametrize(
    ("now", "state"),
    [(Texts("s", "t"), State.ORIGINAL), (Texts("s", ""), State.ORIGINAL), (Texts("", "t"), State.MISSING)],
)
def test_an_original_is_there_or_missing(now, state):
    assert of_original(now) == state
    assert of_original(Texts()) == standing(Texts(), None) == State.NOTHING


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ((DONE, MISSING, IN_PROGRESS), IN_PROGRESS),
        ((DONE, OUTDATED, MISSING), MISSING),
        ((DONE, OUTDATED), OUTDATED),
        ((DONE, State.NOTHING), DONE),
        ((State.ORIGINAL, MISSING), MISSING),
        ((State.NOTHING,), State.NOTHING),
        ((), State.NOTHING),
    ],
)
def test_a_record_stands_as_what_waits_in_it(states, state):
    assert of_record(states) == state


def test_a_text_made_from_words_that_nobody_remembers_is_outdated():
    assert standing(Texts("s", "t"), Basis(UNKNOWN)) == OUTDATED
    assert fingerprint("?") != UNKNOWN


def test_white_space_and_the_way_letters_are_composed_do_not_count():
    assert fingerprint(" a\r\n b\xa0c ") == fingerprint("a b c")
    assert fingerprint("Цюрих й") == fingerprint("Цюрих и\u0306")
    assert fingerprint("a b") != fingerprint("ab")
    assert fingerprint(" \n") == fingerprint(None) == ""
