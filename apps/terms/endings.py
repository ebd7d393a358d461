"""Endings: to know a word again in the form in which a text has it, and to write another word in that form.

A form is what the endings say (`Ending`), not their letters: «Беларуссияның» is the genitive of «Беларуссия», and the
genitive of «Беларусь» is «Беларусьтің». Only nouns are known, and of their endings only number, possessor and case:
what is no ending here is another word. A better analyser takes the place of `readings` and `written`; nothing else
knows of endings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from apps.core.declension import HEADS, is_possessive, possessive

BACK, FRONT, NEUTRAL = "аоұыяё", "әеөүіэ", "уюи"  # NEUTRAL: by the vowels before it, or as it stands
VOWEL_ENDS = "аәоөұүыіеэяё"
GLIDES = "рйуию"
LIQUIDS = "лзж"
NASALS = "мнң"
SOFTENED = {"к": "г", "қ": "ғ", "п": "б"}  # between vowels: топ, тобы
_HARDENED = {soft: hard for hard, soft in SOFTENED.items()}
_NOUNS = {possessive(noun): noun for noun in HEADS}
CASES = ("", "genitive", "accusative", "dative", "locative", "ablative", "instrumental", "of place")


@dataclass(frozen=True, slots=True)
class Ending:
    """What the endings of a word say. `possessor`: of someone else (3), of us (1), of you (2)."""

    plural: bool = False
    possessor: str = ""
    case: str = ""
    mark: str = ""  # the English “’s”, as it was written


PLAIN = Ending()


# ---- Kazakh


def _is_front(word: str) -> bool:
    """Say which endings a word takes, by its last vowel; a word that ends in ь takes the front ones."""
    word = word.split()[-1]
    if word.endswith("ь"):
        return True
    for place, letter in enumerate(reversed(word)):
        if letter in FRONT or letter == "и":
            return True
        if letter in BACK or (letter in "ую" and place):
            return False
    return False


def _sound(word: str) -> str:
    """Return the class of the last sound: it chooses the consonant with which an ending begins."""
    last = word.rstrip("ьъ")[-1:]
    for letters, name in ((VOWEL_ENDS, "vowel"), (GLIDES, "glide"), (NASALS, "nasal")):
        if last in letters:
            return name
    if last in LIQUIDS:
        return "л" if last == "л" else "voiced"
    return "voiceless"


ADJECTIVE = "adjective"  # of the name of a place: Түркиялық
WITHOUT_CAPITAL = (ADJECTIVE, "of place")  # written small, even of a name: түркиялық

_CASE_CONSONANTS = {
    # case: after a vowel, р й у, л, з ж, м н ң, a voiceless consonant
    "genitive": ("н", "д", "д", "д", "н", "т"),
    "accusative": ("н", "д", "д", "д", "д", "т"),
    "dative": ("ғ", "ғ", "ғ", "ғ", "ғ", "қ"),
    "locative": ("д", "д", "д", "д", "д", "т"),
    "of place": ("д", "д", "д", "д", "д", "т"),
    "ablative": ("д", "д", "д", "д", "н", "т"),
    "instrumental": ("м", "м", "м", "б", "м", "п"),
    "plural": ("л", "л", "д", "д", "д", "т"),
    ADJECTIVE: ("л", "л", "д", "д", "д", "т"),
}
_SOUNDS = ("vowel", "glide", "л", "voiced", "nasal", "voiceless")
_BACK_TAILS = {
    "genitive": "ың", "accusative": "ы", "dative": "а", "locative": "а", "of place": "ағы", "ablative": "ан",
    "instrumental": "ен", "plural": "ар", ADJECTIVE: "ық",
}  # fmt: skip
_FRONTED = str.maketrans("аығқ", "еігк")
# After the possessor of the third person a case has a form of its own: ұйымы, ұйымын, ұйымына.
_AFTER_THIRD = {
    "genitive": "ның", "accusative": "н", "dative": "на", "locative": "нда", "of place": "ндағы", "ablative": "нан",
    "instrumental": "мен",
}  # fmt: skip
_POSSESSORS = {"3": ("сы", "ы"), "1": ("мыз", "ымыз"), "2": ("ңыз", "ыңыз")}  # after a vowel, after a consonant


def _added(word: str, what: str) -> str:
    """Add a case or the plural to a word."""
    ending = _CASE_CONSONANTS[what][_SOUNDS.index(_sound(word))] + _BACK_TAILS[what]
    if what == "instrumental":
        return word + ending
    return word + (ending.translate(_FRONTED) if _is_front(word) else ending)


def _possessed(word: str, possessor: str) -> str:
    front = _is_front(word)
    after_vowel, after_consonant = _POSSESSORS[possessor]
    ending = after_vowel if _sound(word) == "vowel" else after_consonant
    if ending == after_consonant:
        word = word.rstrip("ьъ")
        if word[-1:] in SOFTENED and word[-2:-1] in VOWEL_ENDS + NEUTRAL:
            word = word[:-1] + SOFTENED[word[-1]]
    return word + (ending.translate(_FRONTED) if front else ending)


def is_possessed(text: str, plural: str = "") -> bool:
    """Say whether a term ends in the possessor of the third person: «жұмыс тобы», «бақылаушы мәртебесі»."""
    if plural:
        return bool(re.search(r"[лдт](?:ары|ері)\Z", plural))
    words = text.lower().split()
    return len(words) > 1 and is_possessive(words[-1], ends_a_name=True)


def _without_possessor(text: str) -> str:
    """Return what stands under the possessor of the third person: «жұмыс тобы» → жұмыс топ, «мәртебесі» → мәртебе."""
    before, space, word = text.rpartition(" ")
    if noun := _NOUNS.get(word.lower()):
        return before + space + noun
    stem = re.sub(rf"(?<=[{VOWEL_ENDS}])с[ыі]\Z|[ыі]\Z", "", text)
    return stem[:-1] + _HARDENED.get(stem[-1:], stem[-1:])


def _written_kazakh(text: str, plural: str, ending: Ending) -> str:
    possessed = is_possessed(text, plural)
    if ending.plural:
        if plural:
            text = plural
        elif possessed:  # «мәртебесі»: under the possessor stands the word itself
            text = _possessed(_added(_without_possessor(text), "plural"), "3")
        else:
            text = _added(text, "plural")
    if ending.possessor and not possessed:
        text = _possessed(text, ending.possessor)
        possessed = ending.possessor == "3"
    if not ending.case:
        return text
    if possessed and ending.case != ADJECTIVE:
        tail = _AFTER_THIRD[ending.case]
        return text + (tail.translate(_FRONTED) if _is_front(text) and ending.case != "instrumental" else tail)
    return _added(text, ending.case)


def _every(what: str) -> Iterator[str]:
    """Yield a case or the plural in every form that it can have, after whatever sound."""
    for consonant in dict.fromkeys(_CASE_CONSONANTS[what]):
        ending = consonant + _BACK_TAILS[what]
        yield ending
        if what != "instrumental":
            yield ending.translate(_FRONTED)


@cache
def _kazakh_endings() -> tuple[dict[str, Ending], dict[str, Ending]]:
    """Return the endings of a plain noun and those of one that ends in a possessor, by their letters.

    Which of its forms an ending has after which sound is not asked here: writers of foreign names differ in it.
    """
    own_cases = {tail: case for case in CASES if case for tail in _every(case)}
    third_cases = {}
    for case, tail in _AFTER_THIRD.items():
        third_cases |= {tail: case, tail.translate(_FRONTED) if case != "instrumental" else tail: case}
    plain: dict[str, Ending] = {}
    for plural in ("", *_every("plural")):
        plain.setdefault(plural, Ending(bool(plural)))
        for tail, case in own_cases.items():
            plain.setdefault(plural + tail, Ending(bool(plural), case=case))
        for possessor, forms in _POSSESSORS.items():
            for form in {form.translate(table) for form in forms for table in ({}, _FRONTED)}:
                plain.setdefault(plural + form, Ending(bool(plural), possessor))
                for tail, case in (third_cases if possessor == "3" else own_cases).items():
                    plain.setdefault(plural + form + tail, Ending(bool(plural), possessor, case))
    possessed = {"": PLAIN} | {tail: Ending(case=case) for tail, case in third_cases.items()}
    return plain, possessed


def _kazakh_readings(text: str, plural: str) -> Iterator[tuple[str, dict[str, Ending]]]:
    plain, possessed = _kazakh_endings()
    if not is_possessed(text, plural):
        yield text, plain
        stem = text.rstrip("ьъ")
        softer = stem[:-1] + SOFTENED[stem[-1]] if stem[-1:] in SOFTENED else stem
        if softer != text:  # before a possessor that begins with a vowel
            yield softer, {tail: ending for tail, ending in plain.items() if tail[:1] in ("ы", "і")}
        return
    yield text, possessed
    many = plural or _possessed(_added(_without_possessor(text), "plural"), "3")
    yield many, {tail: Ending(True, case=ending.case) for tail, ending in possessed.items()}


# ---- English

_ENGLISH = {"": PLAIN, "s": Ending(True), "es": Ending(True)}
_ENGLISH |= {f"{mark}s": Ending(case="genitive", mark=f"{mark}s") for mark in "'’"}
_ENGLISH |= {f"{tail}{mark}": Ending(True, case="genitive", mark=mark) for tail in ("s", "es") for mark in "'’"}


def _written_english(text: str, plural: str, ending: Ending) -> str:
    if ending.plural and plural:
        text = plural
    elif ending.plural and re.search(r"[^aeiou]y\Z", text):
        text = f"{text[:-1]}ies"
    elif ending.plural and not text.endswith("s"):
        text += "es" if re.search(r"(?:x|z|ch|sh)\Z", text) else "s"
    return text + (ending.mark[:1] if text.endswith("s") else ending.mark)


# ---- any language


def readings(text: str, plural: str, language: str) -> list[tuple[str, dict[str, Ending]]]:
    """Return the beginnings under which a form can stand in a text, each with the endings that may follow it.

    Other languages than Kazakh and English are known only in the form in which they are written down.
    """
    if language == "kk":
        found = list(_kazakh_readings(text.lower(), plural.lower()))
        if text[:1].isupper():  # what is of a place is called by an adjective made from its name
            found.append((text.lower(), {tail: Ending(case=ADJECTIVE) for tail in _every(ADJECTIVE)}))
        return found
    if language == "en":
        return [(text.lower(), _ENGLISH)]
    return [(text.lower(), {"": PLAIN})]


def written(text: str, plural: str, ending: Ending, language: str) -> str:
    """Return a form with the ending that another had."""
    if ending == PLAIN:
        return text
    if language == "kk":
        return _written_kazakh(text, plural, ending)
    return _written_english(text, plural, ending) if language == "en" else text
