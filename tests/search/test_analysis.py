"""What a text and a query become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.search.analysis import asked, words
from apps.search.kazakh import composed
from apps.search.latin import other_layout

pytestmark = pytest.mark.once


def tokens(text: str) -> list[str]:
    return [word.token for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("НАТО-ның мүшелері", ["nato", "muwe"]),
        ("НАТО‑ға, БҰҰ-ның", ["nato", "buu"]),
        ("ТМД-дағылар", ["tmd"]),
        ("5-ші сессия", ["5", "sesia"]),
        ("штаб-пәтері", ["wtap", "pater"]),
        ("2008-2010", ["2008", "2010"]),
        ("және мен туралы", []),
        ("the members of NATO’s council", ["xmember", "xnato", "xcouncil"]),
        ("Мевлют Чавушоғлу", ["mevliut", "cavuwoglu"]),
        ("Çavuşoğlu", ["xcavusoglu"]),
        ("", []),
        ("— … !", []),
    ],
)
def test_a_text_becomes_the_tokens_of_its_words(text, expected):
    assert tokens(text) == expected


def test_a_word_knows_where_it_stands_with_its_ending():
    text = composed("Бұл – НАТО-ның жарғысы.")
    assert [text[word.start : word.end] for word in words(text)] == ["нато-ның", "жарғысы"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("defence", "defense"),
        ("programme", "program"),
        ("centres", "center"),
        ("treaties", "treaty"),
        ("labour", "labor"),
        ("analysed", "analyzes"),
        ("dialogue", "dialogs"),
    ],
)
def test_english_forms_and_spellings_fall_together(british, american):
    assert tokens(british) == tokens(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("international", "internal"),
        ("organization", "organ"),
        ("university", "universal"),
        ("united", "unit"),
        ("important", "import"),
        ("policy", "police"),
        ("party", "part"),
        ("states", "statement"),
    ],
)
def test_english_words_that_only_resemble_keep_apart(one, other):
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Qazaqstan", "Қазақстан"),
        ("uiym", "ұйым"),
        ("ūiymdary", "ұйымдары"),
        ("uıymy", "ұйымы"),
        ("uyym", "ұйым"),
        ("qauipsizdik", "қауіпсіздік"),
        ("qaýipsizdik", "қауіпсіздік"),
        ("qawipsizdik", "қауіпсіздік"),
        ("keńes", "кеңес"),
        ("keñesi", "кеңесі"),
        ("hatshy", "хатшы"),
        ("xatşı", "хатшы"),
        ("sharttyń", "шарттың"),
        ("s'art", "шарт"),
        ("múshe", "мүше"),
        ("müşe", "мүше"),
        ("musheler", "мүшелер"),
        ("jarǵy", "жарғы"),
        ("zhargy", "жарғы"),
        ("Tokayev", "Тоқаев"),
        ("Toqaev", "Тоқаев"),
        ("komissiya", "комиссия"),
        ("komissia", "комиссия"),
        ("halyqaralyq", "халықаралық"),
        ("xalıqaralıq", "халықаралық"),
    ],
)
def test_kazakh_in_latin_letters_is_read_in_any_convention(typed, meant):
    (word,) = asked(typed)
    assert tokens(meant)[0] in word.tokens


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yfnj", "нато"),
        ("тфещ", "nato"),
        ("9qsv", "ұйым"),
        ("rtktcs", "келесы"),
        ("ctqkec", "сейлус"),
        ("vtvktrtn", "мемлекет"),
    ],
)
def test_a_layout_that_was_not_switched_is_read_as_the_keys_meant(typed, meant):
    assert meant in other_layout(typed)


@given(st.text(max_size=80))
def test_no_text_breaks_the_analyser_and_tokens_are_plain(text):
    for word in words(text):
        assert word.token.isascii()
        assert word.token.isalnum()
    for word in asked(text):
        assert all(token.isascii() and token.isalnum() for token in word.tokens)
