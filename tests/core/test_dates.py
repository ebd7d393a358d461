"""Partial dates: what is accepted, what it can mean, how it is read aloud."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from apps.core.dates import PartialDate, spoken_range

pytestmark = pytest.mark.once

MARKS = st.sampled_from(["", "~", "?"])


@st.composite
def partial_dates(draw) -> PartialDate:
    day = draw(st.dates(min_value=dt.date(2, 1, 1), max_value=dt.date(9998, 12, 31)))
    precision = draw(st.sampled_from(["year", "month", "day"]))
    return PartialDate(
        day.year,
        day.month if precision != "year" else None,
        day.day if precision == "day" else None,
        draw(MARKS),
    )


@given(partial_dates())
def test_what_is_written_is_what_was_read(date):
    assert PartialDate.parse(str(date)) == date


@given(partial_dates())
def test_the_earliest_day_is_never_after_the_latest(date):
    assert date.earliest <= date.latest


@given(partial_dates())
def test_a_mark_widens_and_never_narrows(date):
    plain = PartialDate(date.year, date.month, date.day)
    assert date.earliest <= plain.earliest
    assert date.latest >= plain.latest
    assert (date.earliest, date.latest) == (plain.earliest, plain.latest) or date.mark


@given(partial_dates(), partial_dates())
def test_order_is_total_and_follows_the_bounds(a, b):
    assert (a < b) + (b < a) + (a == b) == 1
    if a.latest < b.earliest:
        assert a < b


@given(st.lists(partial_dates(), max_size=6))
def test_sorting_does_not_depend_on_the_order_of_arrival(dates):
    backwards = dates[::-1]
    assert sorted(dates) == sorted(backwards)


@given(st.text(max_size=14))
def test_any_other_text_is_refused_with_a_message_and_never_crashes(text):
    try:
        date = PartialDate.parse(text)
    except ValidationError as error:
        assert "1949-04" in error.messages[0]  # noqa: PT017
    else:
        assert str(date) == text.strip()


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1949-04-04", "1949-04-04", "1949-04-04"),
        ("1949-04", "1949-04-01", "1949-04-30"),
        ("1949", "1949-01-01", "1949-12-31"),
        ("2004-02", "2004-02-01", "2004-02-29"),
        ("2004-10~", "2004-09-01", "2004-11-30"),
        ("1990?", "1989-01-01", "1991-12-31"),
        ("1949-04-04~", "1949-04-03", "1949-04-05"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_bounds(text, earliest, latest):
    date = PartialDate.parse(text)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "49",
        "1949-13",
        "1949-02-30",
        "1949-4-4",
        "0000",
        "04.04.1949",
        "1949~~",
        "1949/1950",
        "1949-04-04T00",
        "١٩٤٩",
    ],
)
def test_refused(text):
    with pytest.raises(ValidationError):
        PartialDate.parse(text)


@pytest.mark.parametrize(("language", "word"), [("kk", "күн"), ("en", "not a date")])
def test_the_refusal_is_in_the_readers_language(language, word):
    with translation.override(language):
        with pytest.raises(ValidationError) as refusal:
            PartialDate.parse("yesterday")
        assert word in refusal.value.messages[0]


def test_a_partial_date_is_never_compared_with_a_text_or_a_day():
    with pytest.raises(TypeError):
        assert PartialDate(1949) < "1950"
    with pytest.raises(TypeError):
        assert PartialDate(1949) < dt.date(1950, 1, 1)


@pytest.mark.parametrize(
    ("text", "kk", "en"),
    [
        ("2008-04-11", "2008 жылғы 11 сәуір", "11 April 2008"),
        ("2004-10", "2004 жылғы қазан", "October 2004"),
        ("1949", "1949 жыл", "1949"),
        ("1994~", "шамамен 1994 жыл", "about 1994"),
        ("1990?", "1990 жыл (күмәнді)", "1990 (uncertain)"),
    ],
)
def test_read_aloud(text, kk, en):
    date = PartialDate.parse(text)
    assert date.spoken("kk") == kk
    assert date.spoken("en") == en


@pytest.mark.parametrize(
    ("start", "end", "kk", "en"),
    [
        ("2008-04-07", "2008-04-11", "2008 жылғы 7–11 сәуір", "7–11 April 2008"),
        ("2008-04-30", "2008-05-02", "2008 жылғы 30 сәуір – 2 мамыр", "30 April – 2 May 2008"),
        (
            "2008-12-30",
            "2009-01-02",
            "2008 жылғы 30 желтоқсан – 2009 жылғы 2 қаңтар",
            "30 December 2008 – 2 January 2009",
        ),
        ("2008-03", "2008-05", "2008 жылғы наурыз–мамыр", "March–May 2008"),
        ("2003", "2004", "2003–2004 жылдар", "2003–2004"),
        ("2003", "2004-05", "2003 жыл – 2004 жылғы мамыр", "2003 – May 2004"),
        ("1994~", "1996", "шамамен 1994 жыл – 1996 жыл", "about 1994 – 1996"),
        ("2008-04-03", "2008-04-03", "2008 жылғы 3 сәуір", "3 April 2008"),
    ],
)
def test_ranges_say_each_shared_part_once(start, end, kk, en):
    first, last = PartialDate.parse(start), PartialDate.parse(end)
    assert spoken_range(first, last, "kk") == kk
    assert spoken_range(first, last, "en") == en
