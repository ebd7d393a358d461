"""Kazakh and English endings: read off one word, written on another."""

import pytest

from apps.terms.endings import CASES, PLAIN, Ending, readings, written

pytestmark = pytest.mark.once

# genitive, accusative, dative, locative, ablative, instrumental, of place; plural; of somebody; to somebody's many
PARADIGMS = {
    "бақылаушы": "бақылаушының бақылаушыны бақылаушыға бақылаушыда бақылаушыдан бақылаушымен бақылаушыдағы "
    "бақылаушылар бақылаушысы бақылаушыларына",
    "шарт": "шарттың шартты шартқа шартта шарттан шартпен шарттағы шарттар шарты шарттарына",
    "ұйым": "ұйымның ұйымды ұйымға ұйымда ұйымнан ұйыммен ұйымдағы ұйымдар ұйымы ұйымдарына",
    "мүшелік": "мүшеліктің мүшелікті мүшелікке мүшелікте мүшеліктен мүшелікпен мүшеліктегі мүшеліктер мүшелігі "
    "мүшеліктеріне",
    "құпиясөз": "құпиясөздің құпиясөзді құпиясөзге құпиясөзде құпиясөзден құпиясөзбен құпиясөздегі құпиясөздер "
    "құпиясөзі құпиясөздеріне",
    "ел": "елдің елді елге елде елден елмен елдегі елдер елі елдеріне",
    "Беларусь": "Беларусьтің Беларусьті Беларуське Беларусьте Беларусьтен Беларусьпен Беларусьтегі Беларусьтер "
    "Беларусі Беларусьтеріне",
    "Түркия": "Түркияның Түркияны Түркияға Түркияда Түркиядан Түркиямен Түркиядағы Түркиялар Түркиясы Түркияларына",
    "Қырғызстан": "Қырғызстанның Қырғызстанды Қырғызстанға Қырғызстанда Қырғызстаннан Қырғызстанмен Қырғызстандағы "
    "Қырғызстандар Қырғызстаны Қырғызстандарына",
    "тарату": "таратудың таратуды таратуға таратуда таратудан таратумен таратудағы таратулар таратуы таратуларына",
    "саммит": "саммиттің саммитті саммитке саммитте саммиттен саммитпен саммиттегі саммиттер саммиті саммиттеріне",
}
ENDINGS = [
    *(Ending(case=case) for case in CASES if case),
    Ending(True),
    Ending(possessor="3"),
    Ending(True, "3", "dative"),
]


@pytest.mark.parametrize("word", PARADIGMS)
def test_a_kazakh_noun_is_written_in_each_of_its_forms(word):
    assert [written(word, "", ending, "kk") for ending in ENDINGS] == PARADIGMS[word].split()


@pytest.mark.parametrize("word", PARADIGMS)
def test_each_form_of_a_kazakh_noun_is_read_as_what_it_is(word):
    for form, ending in zip(PARADIGMS[word].split(), ENDINGS, strict=True):
        read = [
            endings[form.lower().removeprefix(beginning)]
            for beginning, endings in readings(word, "", "kk")
            if form.lower().startswith(beginning) and form.lower().removeprefix(beginning) in endings
        ]
        assert ending in read, form


@pytest.mark.parametrize("tail", ["лық", "дағыдай", "ша", "сыз", "ғана", "стан"])
def test_what_is_no_ending_is_not_read_as_one(tail):
    assert all(tail not in endings for _beginning, endings in readings("шарт", "", "kk"))


def test_a_term_that_ends_in_a_possessor_takes_the_cases_that_follow_one():
    assert written("жұмыс тобы", "жұмыс топтары", Ending(case="dative"), "kk") == "жұмыс тобына"
    assert written("жұмыс тобы", "жұмыс топтары", Ending(True, case="locative"), "kk") == "жұмыс топтарында"
    assert written("бақылаушы мәртебесі", "", Ending(case="accusative"), "kk") == "бақылаушы мәртебесін"
    assert written("бас хатшы", "бас хатшылар", Ending(case="dative"), "kk") == "бас хатшыға"


@pytest.mark.parametrize(
    ("text", "ending", "expected"),
    [
        ("treaty", Ending(True), "treaties"),
        ("fax", Ending(True), "faxes"),
        ("headquarters", Ending(True), "headquarters"),
        ("Türkiye", Ending(case="genitive", mark="’s"), "Türkiye’s"),
        ("headquarters", Ending(case="genitive", mark="'s"), "headquarters'"),
    ],
)
def test_an_english_noun_is_written_with_its_ending(text, ending, expected):
    assert written(text, "", ending, "en") == expected


def test_a_russian_form_is_known_only_as_it_is_written_down():
    assert readings("Белоруссия", "", "ru") == [("белоруссия", {"": PLAIN})]
    assert written("Беларусь", "", Ending(True), "ru") == "Беларусь"
