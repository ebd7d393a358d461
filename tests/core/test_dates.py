"""Partial dates: what is accepted, what it can mean, how it is read aloud."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from apps.core.dates import CENTURY, DECADE, PartialDate, spoken_range
from apps.core.spans import Span

pytestmark = pytest.mark.once

MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def partial_dates(draw) -> PartialDate:
    day = draw(st.dates(min_value=dt.date(2, 1, 1), max_value=dt.date(9998, 12, 31)))
    precision = draw(st.sampled_from(["century", "decade", "year", "month", "day"]))
    years = {"century": CENTURY, "decade": DECADE}.get(precision, 1)
    if years > 1:
        return PartialDate(max(day.year // years, 1) * years, mark=draw(MARKS), years=years)
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
    plain = PartialDate(date.year, date.month, date.day, years=date.years)
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
        assert PartialDate.parse(str(date)) == date


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
        ("1994%", "1993-01-01", "1995-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("199X~", "1980-01-01", "2009-12-31"),
        ("200X?", "1990-01-01", "2019-12-31"),
        ("999X", "9990-01-01", "9999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("19XX~", "1800-01-01", "2099-12-31"),
        ("20XX%", "1900-01-01", "2199-12-31"),
        ("01XX~", "0100-01-01", "0199-12-31"),
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
        "0000",
        "1949~~",
        "1949/1950",
        "1949-04-04T00",
        "١٩٤٩",
        "1949%~",
        "19",
        "199",
        "1XXX",
        "00XX",
        "000X",
        "199X-04",
        "1995s",
        "the 1990",
        "about 1994~",
        "0 century",
        "0th century",
        "101st century",
        "IIX ғасыр",
        "XX ғасырдың 95-жылдары",
        "31 ақпан 2004",
        "qazan 2004",
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
        ("1990%", "шамамен 1990 жыл (күмәнді)", "about 1990 (uncertain)"),
        ("2004-10~", "шамамен 2004 жылғы қазан", "about October 2004"),
        ("2004-10?", "2004 жылғы қазан (күмәнді)", "October 2004 (uncertain)"),
        ("2004-10%", "шамамен 2004 жылғы қазан (күмәнді)", "about October 2004 (uncertain)"),
        ("2008-04-11~", "шамамен 2008 жылғы 11 сәуір", "about 11 April 2008"),
        ("2008-04-11?", "2008 жылғы 11 сәуір (күмәнді)", "11 April 2008 (uncertain)"),
        ("2008-04-11%", "шамамен 2008 жылғы 11 сәуір (күмәнді)", "about 11 April 2008 (uncertain)"),
        ("199X", "1990-жылдары", "the 1990s"),
        ("200X", "2000-жылдары", "the 2000s"),
        ("199X~", "шамамен 1990-жылдары", "about the 1990s"),
        ("199X?", "1990-жылдары (күмәнді)", "the 1990s (uncertain)"),
        ("199X%", "шамамен 1990-жылдары (күмәнді)", "about the 1990s (uncertain)"),
        ("19XX", "XX ғасыр", "the 20th century"),
        ("20XX", "XXI ғасыр", "the 21st century"),
        ("18XX", "XIX ғасыр", "the 19th century"),
        ("10XX", "XI ғасыр", "the 11th century"),
        ("19XX~", "шамамен XX ғасыр", "about the 20th century"),
        ("19XX?", "XX ғасыр (күмәнді)", "the 20th century (uncertain)"),
        ("19XX%", "шамамен XX ғасыр (күмәнді)", "about the 20th century (uncertain)"),
    ],
)
def test_read_aloud(text, kk, en):
    date = PartialDate.parse(text)
    assert date.spoken("kk") == kk
    assert date.spoken("en") == en


@given(partial_dates().filter(lambda date: date.year >= 1000), st.sampled_from(["kk", "en"]))
def test_what_is_read_aloud_can_be_typed(date, language):
    assert PartialDate.parse(date.spoken(language)) == date


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("199x", "199X"),
        ("199Х", "199X"),  # the Cyrillic letter
        ("1990s", "199X"),
        ("The 1990's", "199X"),
        ("1990’s~", "199X~"),
        ("1990-жылдар", "199X"),
        ("1990 жылдары", "199X"),
        ("1990–жылдары", "199X"),
        ("1990-шы жылдары", "199X"),
        ("1990-жж.", "199X"),
        ("XX ғасырдың 90-жылдары", "199X"),
        ("19xx", "19XX"),
        ("19ХХ?", "19XX?"),  # Cyrillic letters
        ("20th century", "19XX"),
        ("the 21st c.", "20XX"),
        ("20-ғасыр", "19XX"),
        ("ХІХ ғ.", "18XX"),  # Cyrillic letters
        ("1949 ж.", "1949"),
        ("2004 ж. қазан", "2004-10"),
        ("Қазан 2004", "2004-10"),
        ("2004 жылдың қазаны", "2004-10"),
        ("oct 2004", "2004-10"),
        ("May 2004", "2004-05"),
        ("4 сәуір 1949", "1949-04-04"),
        ("1949 жылдың 4 сәуірі", "1949-04-04"),
        ("4 April 1949", "1949-04-04"),
        ("April 4, 1949", "1949-04-04"),
        ("1st Sep. 1991", "1991-09-01"),
        ("c. 1900", "1900~"),
        ("circa 1900", "1900~"),
        ("~1994", "1994~"),
        ("шамамен 1994", "1994~"),
        ("about 1994 (uncertain)", "1994%"),
        ("  1949-04 ", "1949-04"),
    ],
)
def test_words_of_either_language_are_stored_as_edtf(typed, stored):
    assert str(PartialDate.parse(typed)) == stored


@pytest.mark.parametrize(
    ("text", "kk", "en"),
    [
        ("2008-04-11", "2008", "2008"),
        ("1949~", "1949", "1949"),
        ("199X", "1990-жж.", "1990s"),
        ("19XX?", "XX ғ.", "20th c."),
    ],
)
def test_the_short_form_says_no_more_than_is_known(text, kk, en):
    date = PartialDate.parse(text)
    assert (date.short("kk"), date.short("en")) == (kk, en)


@pytest.mark.parametrize(("year", "month", "years"), [(1995, None, DECADE), (1910, None, CENTURY), (1990, 4, DECADE)])
def test_a_decade_or_century_begins_with_a_round_year_and_has_no_month(year, month, years):
    with pytest.raises(ValueError, match="round year"):
        PartialDate(year, month, years=years)


def test_a_longer_period_stands_by_its_first_day_and_a_shorter_one_before_it():
    texts = ["199X", "1990", "19XX", "1990-01", "1990-01-01", "1900", "1999", "20XX", "200X"]
    ordered = [str(date) for date in sorted(PartialDate.parse(text) for text in texts)]
    assert ordered == ["1900", "19XX", "1990-01-01", "1990-01", "1990", "199X", "1999", "200X", "20XX"]


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
        ("2008-11", "2009-02", "2008 жылғы қараша – 2009 жылғы ақпан", "November 2008 – February 2009"),
        ("199X", "199X", "1990-жылдары", "the 1990s"),
        ("198X", "200X", "1980–2000-жылдары", "the 1980s–2000s"),
        ("199X~", "200X", "шамамен 1990-жылдары – 2000-жылдары", "about the 1990s – the 2000s"),
        ("199X", "200X?", "1990-жылдары – 2000-жылдары (күмәнді)", "the 1990s – the 2000s (uncertain)"),
        ("18XX", "19XX", "XIX–XX ғасырлар", "the 19th–20th centuries"),
        (
            "18XX%",
            "19XX",
            "шамамен XIX ғасыр (күмәнді) – XX ғасыр",
            "about the 19th century (uncertain) – the 20th century",
        ),
        ("19XX", "200X", "XX ғасыр – 2000-жылдары", "the 20th century – the 2000s"),
        ("199X", "2004", "1990-жылдары – 2004 жыл", "the 1990s – 2004"),
        ("1989", "199X", "1989 жыл – 1990-жылдары", "1989 – the 1990s"),
        ("199X", "2004-10", "1990-жылдары – 2004 жылғы қазан", "the 1990s – October 2004"),
        ("19XX", "2008-04-11", "XX ғасыр – 2008 жылғы 11 сәуір", "the 20th century – 11 April 2008"),
        (
            "2008-04~",
            "2008-05~",
            "шамамен 2008 жылғы сәуір – шамамен 2008 жылғы мамыр",
            "about April 2008 – about May 2008",
        ),
        (
            "2008-04-07?",
            "2008-04-11",
            "2008 жылғы 7 сәуір (күмәнді) – 2008 жылғы 11 сәуір",
            "7 April 2008 (uncertain) – 11 April 2008",
        ),
    ],
)
def test_ranges_say_each_shared_part_once(start, end, kk, en):
    first, last = PartialDate.parse(start), PartialDate.parse(end)
    assert spoken_range(first, last, "kk") == kk
    assert spoken_range(first, last, "en") == en


EDGES = {
    "2008-04-11": ("2008 жылғы 11 сәуір", "11 April 2008"),
    "2004-10": ("2004 жылғы қазан", "October 2004"),
    "1949": ("1949 жыл", "1949"),
    "199X": ("1990-жылдары", "the 1990s"),
    "19XX": ("XX ғасыр", "the 20th century"),
}
MARKED = {
    "": ("{}", "{}"),
    "~": ("шамамен {}", "about {}"),
    "?": ("{} (күмәнді)", "{} (uncertain)"),
    "%": ("шамамен {} (күмәнді)", "about {} (uncertain)"),
}


@pytest.mark.parametrize("mark", MARKED)
@pytest.mark.parametrize("text", EDGES)
@pytest.mark.parametrize(("language", "column"), [("kk", 0), ("en", 1)])
def test_each_kind_of_date_is_read_at_each_edge_of_a_span(text, mark, language, column):
    date = PartialDate.parse(text + mark)
    said = MARKED[mark][column].format(EDGES[text][column])
    ongoing = ("– осы уақытқа дейін", "– present")[column]
    never_written = ("– аяқталу күні белгісіз", "– end date unknown")[column]
    no_start = ("басталу күні белгісіз –", "start date unknown –")[column]
    assert Span(date).spoken(language) == f"{said} {ongoing}"
    assert Span(date, end_unknown=True).spoken(language) == f"{said} {never_written}"
    assert Span(None, date).spoken(language) == f"{no_start} {said}"
    assert Span(date, end_included=True).spoken(language) == said  # an event that lasts as long as its start says


@pytest.mark.parametrize(
    ("start", "end", "kk", "en"),
    [
        ("199X", None, "1990-жж.–", "1990s–"),
        ("199X", "199X", "1990-жж.", "1990s"),
        ("199X", "2004-10", "1990-жж.–2004", "1990s–2004"),
        (None, "19XX", "?–XX ғ.", "?–20th c."),
    ],
)
def test_rows_say_a_span_of_decades_in_short(start, end, kk, en):
    span = Span(*(PartialDate.parse(edge) if edge else None for edge in (start, end)))
    for language, said in (("kk", kk), ("en", en)):
        with translation.override(language):
            assert span.years() == said


def test_what_is_known_by_its_decade_is_certain_only_in_between():
    span = Span(PartialDate.parse("198X"), PartialDate.parse("200X"))
    assert not span.certainly_on(dt.date(1985, 1, 1))
    assert span.possibly_on(dt.date(1985, 1, 1))
    assert span.certainly_on(dt.date(1990, 1, 1))
    assert span.certainly_on(dt.date(1999, 12, 31))
    assert span.possibly_on(dt.date(2005, 1, 1))
    assert not span.possibly_on(dt.date(2010, 1, 1))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("07.04.2008", "2008-04-07"), ("7.4.2008", "2008-04-07"), ("1994.06.27", "1994-06-27"), ("1994-6-7", "1994-06-07"),
     ("1994/06/27", "1994-06-27"), ("04.2008", "2008-04"), ("~07.04.2008", "2008-04-07~"),
     ("07.04.2008?", "2008-04-07?")],
)  # fmt: skip
def test_days_in_numbers_are_read_with_the_day_before_the_month(typed, stored):
    assert str(PartialDate.parse(typed)) == stored


def read_or_told(typed):
    """Read a date, or raise what its reader is told, in the language of this moment."""
    try:
        return PartialDate.parse(typed)
    except ValidationError as error:
        raise LookupError(error.messages[0]) from None


@pytest.mark.parametrize(("language", "said"), [("kk", "Күнтізбеде мұндай күн жоқ"), ("en", "There is no such day")])
@pytest.mark.parametrize("typed", ["1994-02-30", "30.02.1994", "1994-13-01", "04.13.1994", "1994 жылғы 30 ақпан"])
def test_a_day_that_does_not_exist_is_told_so(typed, language, said):
    with translation.override(language), pytest.raises(LookupError) as refusal:
        read_or_told(typed)
    assert str(refusal.value).startswith(said)
    assert typed in str(refusal.value)


@pytest.mark.parametrize(("language", "said"), [("kk", "– екі күн"), ("en", "are two dates")])
@pytest.mark.parametrize(
    "typed", ["2008-04-07/2008-04-11", "2008–2010", "2008-2010", "07.04.2008 - 11.04.2008", "2008 жыл – 2010 жыл"]
)
def test_two_dates_in_one_field_are_told_where_they_belong(typed, language, said):
    with translation.override(language), pytest.raises(LookupError) as refusal:
        read_or_told(typed)
    assert said in str(refusal.value)


@pytest.mark.parametrize("typed", ["2008 and 2010", "/", "–", "2008-", "a/b", "-" * 10_000])
def test_what_is_no_range_is_not_called_one(typed):
    with translation.override("en"), pytest.raises(LookupError) as refusal:
        read_or_told(typed)
    assert "two dates" not in str(refusal.value)
