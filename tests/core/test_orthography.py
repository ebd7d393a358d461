"""Text as it should be written: what is put right, and what is left alone."""

import json
import re
import unicodedata

import pytest
from django.apps import apps
from django.conf import settings as portal
from hypothesis import example, given, settings
from hypothesis import strategies as st

from apps.core.markup import skeleton
from apps.core.orthography import normalised
from apps.core.translations import LANGUAGES as BOTH
from apps.core.translations import translated_fields

pytestmark = pytest.mark.once


def kk(text: str) -> str:
    return normalised(text, "kk")[0]


def en(text: str) -> str:
    return normalised(text, "en")[0]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("и\u0306", "й"),
        ("НА́ТО", "НАТО"),
        ("Қазақста\u0301н", "Қазақстан"),
        ("ынтымақ\u00adтастық", "ынтымақтастық"),
        ("ұй\u200bым\ufeff", "ұйым"),
        ("ұй\u200dым", "ұйым"),
        ("\u202aұйым\u202c", "ұйым"),
    ],
)
def test_signs_that_nobody_sees_go(typed, written):
    assert kk(typed) == written


@pytest.mark.parametrize("text", ["José Á. Peña", "Düsen Kaseinov", "Čapek", "می\u200cخواهم", "👨\u200d👩\u200d👧"])
def test_accents_and_joiners_of_other_languages_stay(text):
    assert en(text) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ұйiм", "Ұйім"),
        ("Хaлықаралық", "Халықаралық"),
        ("шаhар", "шаһар"),
        ("əлем", "әлем"),
        ("Əлем", "Әлем"),
        ("кeңec", "кеңес"),
        ("xалық", "халық"),
        ("Iргелі", "Іргелі"),
        ("ҮKІMET", "ҮКІМЕТ"),
        ("HАТО", "НАТО"),
        ("АSEAНның", "АSEAНның"),  # S has no twin, neither has Н in small: nobody can know
        ("ХХI ғасыр", "XXI ғасыр"),
        ("бас-xатшы", "бас-хатшы"),
    ],
)
def test_latin_letters_in_a_cyrillic_word_are_put_right(typed, written):
    assert kk(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Оrganisation", "Organisation"), ("Trеaty", "Treaty"), ("NАTО-Russia", "NATO-Russia"), ("СОVID", "COVID")],
)
def test_cyrillic_letters_in_a_latin_word_are_put_right(typed, written):
    assert en(typed) == written
    assert kk(typed) == written or typed.startswith("NА")


@pytest.mark.parametrize(
    "text",
    [
        "NATO",
        "HATO",  # one script, though it reads as another
        "НАТО",
        "NATO-ның",
        "OPECтің",
        "iPhoneды",
        "Т72 пен C4I және А4",
        "казак тили, халыкаралык уйым",  # Kazakh typed with Russian letters
        "СТ РК 1.2-2013",
        "A/RES/68/262",
        "Бейбітшілік үшін әріптестік",
        "https://kk.wikipedia.org/wiki/НАTО",
        "www.oдақ.kz/ұйiм",
        "`ұйiм`",
        "редактор@oдaқ.kz",
    ],
)
@pytest.mark.parametrize("language", ["kk", "en"])
def test_words_of_one_script_codes_and_addresses_stay(text, language):
    assert normalised(text, language) == (text, [])


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("бір  екі   үш", "бір екі үш"),
        ("  ұйым ", "ұйым"),
        ("ұйым , кеңес ; одақ .", "ұйым, кеңес; одақ."),
        ("« НАТО » ( одақ )", "«НАТО» (одақ)"),
        ("бір\u2003екі\u3000үш", "бір екі үш"),
        ("12\xa0км", "12\xa0км"),
        ("12\u202fкм", "12\xa0км"),
        ("12 \xa0 км", "12\xa0км"),
        ("№\xa05", "№\xa05"),
        ("2008\xa0ж. 7\xa0сәуір", "2008\xa0ж. 7\xa0сәуір"),
        ("А.\xa0Байтұрсынұлы", "А.\xa0Байтұрсынұлы"),
        ("және\xa0бейбітшілік", "және бейбітшілік"),
        ("есеп 3 : 2", "есеп 3 : 2"),
        ("бастап … дейін", "бастап … дейін"),
        ("бірінші жол  \nекінші \nүшінші", "бірінші жол  \nекінші\nүшінші"),
    ],
)
def test_spaces(typed, written):
    assert kk(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2008-2010 жылдары", "2008–2010 жылдары"),
        ("1990-2000-жылдары", "1990–2000-жылдары"),
        ("7-11 сәуір", "7–11 сәуір"),
        ("1,5-2,5 есе", "1,5–2,5 есе"),
        ("НАТО - әскери одақ", "НАТО – әскери одақ"),
        ("НАТО -- әскери одақ", "НАТО – әскери одақ"),
        ("бас‐хатшы", "бас-хатшы"),
    ],
)
def test_a_dash_stands_in_ranges_and_between_spaces(typed, written):
    assert kk(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "бас-хатшы",
        "штаб-пәтер",
        "9-сессия",
        "1990-жылдары",
        "2008-04-11",
        "2008-04",
        "8-800-555-35-35",
        "S/2008-35",
        "1244-1",
        "№ 5-7",
        "COVID-19",
        "ISBN 978-5-17-118366-7",
        "07-11",
        "ГОСТ 7-2003",
        "5.1-7",
        "10:00-18:00",
        "Ил-76, 5-10-15",
        "Астана — Алматы",
    ],
)
def test_a_hyphen_stays_in_compounds_and_codes(text):
    assert normalised(text, "kk") == (text, [])


@pytest.mark.parametrize(
    ("typed", "in_kazakh", "in_english"),
    [
        ('"НАТО"', "«НАТО»", "“НАТО”"),
        ('a "b" c', "a «b» c", "a “b” c"),
        ('"a "b" c"', "«a “b” c»", "“a ‘b’ c”"),
        ('«a "b" c»', "«a “b” c»", "«a “b” c»"),
        ('“a "b" c”', "“a «b» c”", "“a ‘b’ c”"),
        ('"a"-b', "«a»-b", "“a”-b"),
        ('("a")', "(«a»)", "(“a”)"),
        ('"a", "b".', "«a», «b».", "“a”, “b”."),
        ('**"a"** _"b"_', "**«a»** _«b»_", "**“a”** _“b”_"),
        ('- "a"\n- "b"', "- «a»\n- «b»", "- “a”\n- “b”"),
        ("a 'b' c", "a «b» c", "a ‘b’ c"),
        ("don't", "don’t", "don’t"),
        ("О'Нил", "О’Нил", "О’Нил"),
        ("the '90s", "the ’90s", "the ’90s"),
        ("the States' part", "the States' part", "the States’ part"),
    ],
)
def test_quotation_marks(typed, in_kazakh, in_english):
    assert (kk(typed), en(typed)) == (in_kazakh, in_english)


@pytest.mark.parametrize("text", ['5" құбыр', '"a', 'a " b', "'a", '"a "b"'])
def test_a_mark_without_a_partner_stays(text):
    assert kk(text) == text


def test_one_paragraph_does_not_hold_back_the_next():
    assert kk('5" құбыр\n\n"a"') == '5" құбыр\n\n«a»'


@pytest.mark.parametrize(
    "text",
    [
        "[ұйым](https://example.org/a-b--c_d \"тақырып 'x'\")",
        "<https://example.org/2008-2010>",
        "https://example.org/?q=a&b='c'",
        "`a  'b'  2008-2010`",
        '```\n"a"  -  b\n```',
        'мәтін\n\n    код "a"  b\n\nмәтін',
        "мәтін[^1]\n\n[ұйiм]: https://example.org 'x'",
        "* a\n* b\n    * c",
        "| a | b |\n| :-- | --: |",
        "тақырып\n-------",
        "---",
        '\\"a\\"',
        "1. a\n2. b",
    ],
)
def test_markdown_and_addresses_stay(text):
    assert kk(text) == text


def test_an_editor_is_told_each_change_in_its_place():
    text, changes = normalised('Ұйiм, "НАТО"  мен 2008-2010', "kk")
    assert text == "Ұйім, «НАТО» мен 2008–2010"
    assert [(str(c.what), c.before, c.after) for c in changes] == [
        ("латын әрпі кирилл әрпімен ауыстырылды", "Ұйiм,", "Ұйім,"),
        ("бос орындар түзетілді", '"НАТО"  мен', '"НАТО" мен'),
        ("дефистің орнына сызықша қойылды", "2008-2010", "2008–2010"),
        ("тырнақшалар түзетілді", '"НАТО"', "«НАТО»"),
    ]


def test_line_ends_are_no_change_of_a_text():
    assert normalised("a\r\nb", "kk") == ("a\nb", [])


PIECES = st.sampled_from(
    ["a", "б", "Ұйiм", "НАTО", "OPECтің", "и\u0306", "А\u0301", "\u00ad", "\u200b", "\xa0", " ", "  ", "\n", "\n\n",
     "\t", "2008", "-", "–", "--", ".", ",", ":", "!", "'", '"', "«", "»", "“", "”", "‘", "’", "(", ")", "[", "]", "](",
     "*", "**", "_", "`", "```", "~~~", "<", ">", "#", "- ", "1. ", "|", "\\", "&amp;", "    ", "x.y/z", "s'", "\ufdd0",
     "…", "https://odaq.kz/a-b?c=\"d'e", "[a](https://odaq.kz/2008-2010 \"т\")",
     "[a]: https://x.kz 'y'\n", "www.ұйiм.kz", "="]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)
LANGUAGES = st.sampled_from(["kk", "en"])


@given(TEXTS | st.text(max_size=60), LANGUAGES)
@settings(max_examples=600)
def test_what_is_written_right_is_left_as_it_is(text, language):
    once = normalised(text, language)[0]
    assert normalised(once, language) == (once, [])


@given(TEXTS, LANGUAGES)
@settings(max_examples=600)
@example("[a](https://odaq.kz/2008-2010 \"'т'\")", "kk")
def test_markdown_means_the_same_and_leads_to_the_same_places(text, language):
    after = normalised(text, language)[0]
    plain = text.replace("\r", "\n").replace("\ufdd0", "")
    assert skeleton(after) == skeleton(plain)
    assert re.findall(r"https?://[^\s<>\"«»“”]+", after) == re.findall(r"https?://[^\s<>\"«»“”]+", plain)


@given(TEXTS | st.text(max_size=60), LANGUAGES)
def test_a_text_is_never_altered_without_a_word(text, language):
    after, changes = normalised(text, language)
    unsaid = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufdd0", "").replace("\ufdd1", "")
    assert bool(changes) == (after != unsaid)
    assert all(change.before != change.after and str(change.what) for change in changes)


@given(st.text(alphabet="абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя АӘҰ", max_size=40))
def test_pure_kazakh_loses_nothing_but_spaces(text):
    assert kk(text) == " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("path", sorted((portal.BASE_DIR / "fixtures").glob("*.json")), ids=lambda p: p.stem)
def test_the_content_of_the_portal_is_written_right(path):
    wrong = []
    for record in json.loads(path.read_text()):
        for field in translated_fields(apps.get_model(record["model"])):
            for language in BOTH:
                text = record["fields"].get(f"{field}_{language}") or ""
                if changes := normalised(text, language)[1]:
                    wrong.append((record["model"], field, language, changes))
    assert not wrong
