"""Numbers in both languages."""

import pytest
from django.utils import translation

from apps.core.numbers import numbered, ordinal, percent, roman, written

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("value", "decimals", "kk", "en"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1949, None, "1\xa0949", "1,949"),
        (1234567, None, "1\xa0234\xa0567", "1,234,567"),
        (-12345, None, "-12\xa0345", "-12,345"),
        (0.5, None, "0,5", "0.5"),
        (12345.678, 1, "12\xa0345,7", "12,345.7"),
        (12, 2, "12,00", "12.00"),
    ],
)
def test_separators(value, decimals, kk, en):
    assert written(value, "kk", decimals) == kk
    assert written(value, "en", decimals) == en


def test_a_number_follows_the_language_of_the_page():
    with translation.override("en"):
        assert written(1949) == "1,949"
    with translation.override("kk"):
        assert written(1949) == "1\xa0949"


@pytest.mark.parametrize(("value", "kk", "en"), [(50, "50%", "50%"), (12.5, "12,5%", "12.5%"), (0, "0%", "0%")])
def test_percentages(value, kk, en):
    assert (percent(value, "kk"), percent(value, "en")) == (kk, en)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (9, "9th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (20, "20th"), (21, "21st"), (22, "22nd"), (101, "101st"), (111, "111th")],
)  # fmt: skip
def test_english_ordinals(number, said):
    assert ordinal(number) == said


@pytest.mark.parametrize(
    ("number", "noun", "language", "said"),
    [(9, "сессия", "kk", "9-сессия"), (13, "бап", "kk", "13-бап"), (9, "session", "en", "9th session")],
)
def test_a_number_in_a_row_stands_before_its_noun(number, noun, language, said):
    assert numbered(number, noun, language) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (19, "XIX"), (20, "XX"), (21, "XXI"), (49, "XLIX"), (100, "C")],
)
def test_roman_numerals(number, said):
    assert roman(number) == said


def test_there_is_no_roman_nought():
    with pytest.raises(ValueError, match="begin with 1"):
        roman(0)
