"""Where a text says what is deprecated, and what is offered there."""

import pytest

from apps.terms.matching import Accepted, Avoided, places

pytestmark = pytest.mark.once

OBSERVER = Avoided(1, "байқаушы", "байқаушылар", Accepted("бақылаушы", "бақылаушылар"), ("бақылаушы",))
TREATY = Avoided(2, "келісімшарт", "", Accepted("шарт", "шарттар"))
INTERNATIONAL = Avoided(3, "халықаралық келісімшарт", "", Accepted("халықаралық шарт"))
BELARUS = Avoided(4, "Беларуссия", "", Accepted("Беларусь"))
PASSWORD = Avoided(5, "құпия сөз", "", Accepted("құпиясөз"))
UNKNOWN = Avoided(6, "трактат")
KAZAKH = (OBSERVER, TREATY, INTERNATIONAL, BELARUS, PASSWORD, UNKNOWN)
TURKEY = Avoided(7, "Turkey", "", Accepted("Türkiye"))
QUARTER = Avoided(8, "headquarter", "", Accepted("headquarters"), ("headquarters",))


def offered(text, language="kk", avoided=KAZAKH, accepted=()):
    return [(place.found, place.instead) for place in places(text, language, avoided, accepted)]


@pytest.mark.parametrize(
    ("text", "found", "instead"),
    [
        ("Ел байқаушы болды.", "байқаушы", "бақылаушы"),
        ("байқаушының орны", "байқаушының", "бақылаушының"),
        ("ұйымның байқаушыларына", "байқаушыларына", "бақылаушыларына"),
        ("байқаушыларымызбен", "байқаушыларымызбен", "бақылаушыларымызбен"),
        ("келісімшартқа қол қою", "келісімшартқа", "шартқа"),
        ("«Келісімшарттағы» бап", "Келісімшарттағы", "Шарттағы"),
        ("КЕЛІСІМШАРТТЫҢ МӘТІНІ", "КЕЛІСІМШАРТТЫҢ", "ШАРТТЫҢ"),
        ("Беларуссияда өтті", "Беларуссияда", "Беларусьте"),
        ("құпия\nсөзін жазды", "құпия\nсөзін", "құпиясөзін"),
        ("құпия\xa0сөз", "құпия\xa0сөз", "құпиясөз"),
    ],
)
def test_a_deprecated_word_is_found_in_any_form_and_its_better_takes_the_same_one(text, found, instead):
    assert offered(text) == [(found, instead)]


@pytest.mark.parametrize(
    "text",
    [
        "бақылаушы",
        "байқаушылық",
        "байқау",
        "байқаушы-ел",
        "бейбайқаушы",
        "шарт",
        "беларуссия",
        "құпия болған сөз",
        "келісім шарт",
        "",
    ],
)
def test_a_word_that_only_resembles_is_left_alone(text):
    assert offered(text) == []


def test_the_longer_of_two_forms_counts():
    assert offered("халықаралық келісімшартты") == [("халықаралық келісімшартты", "халықаралық шартты")]


def test_a_word_inside_an_accepted_form_is_left_alone():
    accepted = [Accepted("сайлау байқаушысы", "сайлау байқаушылары")]
    text = "сайлау байқаушысының есебі және байқаушының есебі"
    assert offered(text, accepted=accepted) == [("байқаушының", "бақылаушының")]


def test_a_term_without_a_better_form_is_found_with_nothing_to_offer():
    assert offered("трактатты жапты") == [("трактатты", "")]


def test_places_are_those_of_the_text():
    text = "Ескі байқаушы, жаңа Байқаушылар"
    assert [text[p.start : p.end] for p in places(text, "kk", KAZAKH)] == ["байқаушы", "Байқаушылар"]


def test_a_letter_that_becomes_two_in_small_letters_moves_no_place():
    text = "İİ байқаушы"
    assert [text[p.start : p.end] for p in places(text, "kk", KAZAKH)] == ["байқаушы"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey’s seat", [("Turkey’s", "Türkiye’s")]),
        ("'Turkey' and \"Turkey\"", [("Turkey", "Türkiye"), ("Turkey", "Türkiye")]),
        ("TURKEY", [("TURKEY", "TÜRKIYE")]),
        ("turkey for dinner; Turkey-based", []),
        ("its headquarters, the headquarters’ guide", []),
        ("one headquarter", [("headquarter", "headquarters")]),
    ],
)
def test_english_words_are_found_with_their_endings(text, expected):
    assert offered(text, "en", (TURKEY, QUARTER)) == expected
