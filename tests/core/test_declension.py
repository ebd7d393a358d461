"""Kazakh names in their cases."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.declension import CaseForms, declined, possessive
from apps.core.text import KAZAKH_ALPHABET

from .declined_names import ABBREVIATIONS, DECLINED

pytestmark = pytest.mark.once

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.mark.parametrize("name", DECLINED)
def test_a_name_is_declined_as_a_kazakh_writer_would(name):
    assert declined(name) == CaseForms(name, *(name + ending for ending in DECLINED[name].split()))


def own_words():
    """The content but for its citations, which quote word for word."""
    return "".join(path.read_text() for path in FIXTURES.glob("[0-7]*.json"))


def records_of(*models):
    for path in sorted(FIXTURES.glob("[0-9]*.json")):
        for record in json.loads(path.read_text()):
            if record["model"] in models:
                yield record["fields"]


def test_the_table_holds_every_organisation_of_the_content():
    for fields in records_of("organizations.organization"):
        assert fields["name_kk"] in DECLINED
        assert not fields.get("abbreviation_kk") or fields["abbreviation_kk"] in ABBREVIATIONS


def test_every_kazakh_name_of_the_content_has_its_forms():
    names = {
        fields[field]
        for fields in records_of(
            "organizations.organization", "organizations.body", "reference.country", "reference.city",
            "people.person", "people.post", "documents.document", "events.event",
        )
        for field in ("name_kk", "abbreviation_kk")
        if fields.get(field)
    }  # fmt: skip
    assert len(names) > 500
    assert [name for name in names if declined(name) is None] == []


ENDINGS = {
    f"{first}{vowels}{last}"
    for first, last in (("н", "ң"), ("д", "ң"), ("т", "ң"), ("д", "н"), ("т", "н"), ("н", "н"))
    for vowels in "ыіае"
} | {f"{first}{vowel}" for first in "нғгқкдт" for vowel in "ыіае"} | {"мен", "бен", "пен"}  # fmt: skip


def test_the_content_itself_puts_these_endings_behind_its_abbreviations():
    written = set(re.findall(r"(?<!\w)(\w*[А-ЯЁӘҒҚҢӨҰҮҺІ]{2})-([а-яёәғқңөұүһі]+)", own_words()))
    forms = {(name, ending) for name, ending in written if ending in ENDINGS}
    assert len(forms) > 20
    assert {(name, ending) for name, ending in forms if f"{name}-{ending}" not in declined(name)} == set()


@pytest.mark.parametrize("surname", ["Симмонс", "Альтенбург", "Сконечка", "Бисоньеро", "Схеффер", "Лелло", "Яниз"])
def test_the_content_itself_declines_these_people_so(surname):
    assert declined(surname).genitive in own_words()


def test_a_remark_in_parentheses_stays_behind_the_declined_name():
    assert declined("Саха (Якутия)").dative == "Сахаға (Якутия)"
    assert declined("Измир шарты (1996 жылғы редакция)").accusative == "Измир шартын (1996 жылғы редакция)"


def test_an_ending_stands_behind_closing_quotation_marks_with_a_hyphen():
    assert declined("«Бейбітшілік үшін әріптестік»").dative == "«Бейбітшілік үшін әріптестік»-ке"
    assert declined("«Егемен Қазақстан»").genitive == "«Егемен Қазақстан»-ның"


@pytest.mark.parametrize(
    ("name", "dative"),
    [("Сегіздік", "Сегіздікке"), ("Күн тәртібі 2030", "Күн тәртібі 2030-ға"), ("9-сессия", "9-сессияға"),
     ("Топ 77", "Топ 77-ге"), ("Жарлық 500", "Жарлық 500-ге"), ("Жоба 3000", "Жоба 3000-ға"),
     ("Interpol", "Interpol-ға"), ("Nord Stream", "Nord Stream-ға"), ("Café", "Café-ге")],
)  # fmt: skip
def test_numbers_and_latin_words_are_read_aloud_first(name, dative):
    assert declined(name).dative == dative


def test_whoever_knows_better_says_whether_the_head_is_possessive():
    """«Кеңесі» is a possessive; a place of that name would not be one."""
    assert declined("Қауіпсіздік Кеңесі").dative == "Қауіпсіздік Кеңесіне"
    assert declined("Кеңесі", is_izafet=False).dative == "Кеңесіге"
    assert declined("Ақмола Жері").dative == "Ақмола Жеріге"
    assert declined("Ақмола Жері", is_izafet=True).dative == "Ақмола Жеріне"
    assert declined("Алматы").dative == "Алматыға"


@pytest.mark.parametrize(
    ("name", "dative"),
    [("Париж клубы", "Париж клубына"), ("Еуропалық сарапшылар желісі", "Еуропалық сарапшылар желісіне"),
     ("Варшава пактісі", "Варшава пактісіне"), ("Транскаспий дәлізі", "Транскаспий дәлізіне"),
     ("Жібек жолы", "Жібек жолына"), ("Түркі әлемі", "Түркі әлеміне"),
     ("Қоғамдық ақпарат департаменті", "Қоғамдық ақпарат департаментіне"), ("Қара теңіз флоты", "Қара теңіз флотына"),
     ("Түркі халықтарының қауымы", "Түркі халықтарының қауымына"), ("Әлем чемпионаты", "Әлем чемпионатына"),
     ("Бас Ассамблея залы", "Бас Ассамблея залына"), ("Шығыс блогы", "Шығыс блогына"),
     ("Мергендер дивизионы", "Мергендер дивизионына"), ("Көршілік саясаты", "Көршілік саясатына"),
     ("Түркі қағанаты", "Түркі қағанатына"), ("Ақмола жері", "Ақмола жеріне"), ("Абай атындағы жүлде қоры",
     "Абай атындағы жүлде қорына"), ("Бейбітшілік тілі", "Бейбітшілік тіліне"), ("Париж Клубы", "Париж Клубына")],
)  # fmt: skip
def test_the_last_of_several_words_is_taken_for_the_head_of_an_izafet(name, dative):
    assert declined(name).dative == dative


@pytest.mark.parametrize(
    ("name", "dative"),
    [("Бас хатшы", "Бас хатшыға"), ("Төтенше және өкілетті елші", "Төтенше және өкілетті елшіге"),
     ("Халықаралық желі", "Халықаралық желіге"), ("Қорытынды акті", "Қорытынды актіге"),
     ("Отыз бірінші", "Отыз біріншіге"), ("Кеңестің ішкі", "Кеңестің ішкіге"), ("Ең соңғы", "Ең соңғыға"),
     ("Қоғам Азиядағы", "Қоғам Азиядағыға"), ("Нұр Алматы", "Нұр Алматыға"), ("Мұса Әлі", "Мұса Әліге"),
     ("Толық өкілетті", "Толық өкілеттіге"), ("Жеті", "Жетіге"), ("Клуб", "Клубқа")],
)  # fmt: skip
def test_what_ends_so_by_itself_is_no_izafet(name, dative):
    assert declined(name).dative == dative


@pytest.mark.parametrize(
    ("noun", "head"),
    [("ұйым", "ұйымы"), ("одақ", "одағы"), ("топ", "тобы"), ("банк", "банкі"), ("акті", "актісі"), ("форум", "форумы"),
     ("агенттік", "агенттігі"), ("хартия", "хартиясы"), ("кеңсе", "кеңсесі"), ("халық", "халқы"), ("сот", "соты"),
     ("конгресс", "конгресі"), ("кездесу", "кездесуі"), ("құқық", "құқығы"), ("колледж", "колледжі")],
)  # fmt: skip
def test_the_head_of_an_izafet(noun, head):
    assert possessive(noun) == head
    assert declined(f"Халықаралық {head}").accusative == f"Халықаралық {head}н"


@pytest.mark.parametrize("name", ["", "   ", "…", "Көмек!", "(бос)"])
def test_what_cannot_be_read_aloud_has_no_forms(name):
    assert declined(name) is None


def test_marks_of_stress_and_soft_hyphens_are_no_part_of_a_name():
    assert declined("НА\u0301ТО").dative == "НАТО-ға"
    assert declined("Қазақ\u00adстан").dative == "Қазақстанға"


@given(st.text(alphabet=KAZAKH_ALPHABET + KAZAKH_ALPHABET.upper() + " -–«»()IVXabc0123456789", max_size=30))
def test_a_declined_name_only_ever_gets_longer(name):
    forms = declined(name)
    if forms is not None:
        assert all(len(form) > len(forms.nominative) for form in forms[1:])
        assert len(forms) == 7


@given(st.text(max_size=30))
def test_no_text_is_too_strange(name):
    forms = declined(name)
    assert forms is None or all(forms)
