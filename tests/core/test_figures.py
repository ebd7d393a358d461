"""Drawings: where days lie, what is certain and what is faded, how a number goes up and down."""

import datetime as dt

import pytest

from apps.core.dates import PartialDate
from apps.core.figures import Axis, Row, StepChart, Timeline, fitting, levels_of, pieces_of, text_width, wrapped
from apps.core.spans import Span

pytestmark = pytest.mark.once

TODAY = dt.date(2026, 11, 23)
AXIS = Axis(dt.date(1990, 1, 1), dt.date(2030, 1, 1))


def span(start=None, end=None, **kwargs) -> Span:
    return Span(PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None, **kwargs)


def kinds(one: Span) -> list[str]:
    return [piece.kind for piece in pieces_of(AXIS, one, "s-member", TODAY)]


def test_an_exact_span_is_one_certain_piece():
    assert kinds(span("1992-03-02", "2001-06-15")) == ["certain"]


def test_what_is_known_by_its_years_fades_at_both_ends():
    assert kinds(span("1992", "2001")) == ["possible", "certain", "possible"]


def test_a_month_of_which_no_day_is_certain_is_only_possible():
    assert kinds(span("2005-03", "2005-03")) == ["possible"]


def test_what_goes_on_runs_to_today_and_not_to_the_edge():
    (piece,) = pieces_of(AXIS, span("1992-03-02"), "s-member", TODAY)
    right = float(piece.x.rstrip("%")) + float(piece.width.rstrip("%"))
    assert right == pytest.approx(100 * AXIS.x(TODAY + dt.timedelta(1)), abs=0.05)


@pytest.mark.parametrize(
    "one",
    [
        span(),
        span(end="2010-06"),
        span("1994~", end_unknown=True),
        span("2029-05-01"),
        span("2026-11-23"),
        span(end_unknown=True),
        span("1994-05-27", "1994-05-27"),
    ],
)
def test_no_piece_leaves_the_drawing_or_has_a_negative_width(one):
    for piece in pieces_of(AXIS, one, "s-member", TODAY):
        x, width = float(piece.x.rstrip("%")), float(piece.width.rstrip("%"))
        assert 0 <= x <= 100
        assert 0 <= width <= 100.01 - x


def test_an_axis_holds_every_known_edge_in_whole_years():
    axis = Axis.around([span("1949-04-04", "1991"), span("1994-05-27")], TODAY)
    assert (axis.first, axis.last) == (dt.date(1949, 1, 1), dt.date(2027, 1, 1))


def test_an_axis_of_nothing_ends_with_today():
    axis = Axis.around([], TODAY)
    assert axis.first < TODAY < axis.last


@pytest.mark.parametrize("years", [1, 8, 30, 78, 150, 500])
def test_an_axis_never_has_more_ticks_than_can_be_read(years):
    axis = Axis(dt.date(2027 - years, 1, 1), dt.date(2027, 1, 1))
    assert 1 <= len(axis.ticks) <= 9


def test_levels_count_what_is_certain_and_what_is_possible():
    levels = levels_of([span("1949-04-04"), span("1955"), span("1952-02-18", "1960-01-01")], TODAY)
    assert [(str(level.start), level.low, level.high) for level in levels] == [
        ("1949-04-04", 1, 1),
        ("1952-02-18", 2, 2),
        ("1955-01-01", 2, 3),
        ("1955-12-31", 3, 3),
        ("1960-01-01", 2, 2),
    ]
    assert levels[-1].end == TODAY + dt.timedelta(1)


def test_a_successor_on_the_same_day_is_no_dip():
    levels = levels_of([span("1945-10-24", "1991-12-24"), span("1991-12-24")], TODAY)
    assert [(level.low, level.high) for level in levels] == [(1, 1)]


def test_what_is_still_to_come_is_not_counted():
    assert levels_of([span("2027-01-01")], TODAY) == []


@pytest.mark.parametrize(("most", "top"), [(1, 4), (4, 4), (9, 10), (12, 20), (32, 40), (57, 60), (193, 200)])
def test_the_scale_of_a_chart_ends_at_a_round_number(most, top):
    levels = levels_of([span("1949-04-04")] * most, TODAY)
    chart = StepChart("number", "", axis=AXIS, levels=levels)
    assert chart.top == top
    assert all(step.y >= chart.TOP for step in chart.steps)


def test_a_timeline_grows_by_its_rows():
    one = Timeline("a", "", axis=AXIS, rows=[Row("NATO", [])])
    three = Timeline("a", "", axis=AXIS, rows=[Row("NATO", [])] * 3)
    assert three.height - one.height == 2 * one.row_height
    assert Timeline("a", "", axis=AXIS).is_empty


def test_a_kazakh_text_is_measured_wider_than_the_same_number_of_narrow_letters():
    assert text_width("ЩЮМШ", 14) > text_width("illi", 14) * 2


def test_a_long_name_is_broken_at_words_and_cut_with_a_sign():
    lines = wrapped("Еуропадағы Одақтас күштердің Жоғарғы бас қолбасшысы", 160, 14, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(text_width(line, 14) <= 160 for line in lines)


def test_a_text_is_written_into_a_bar_only_where_it_fits():
    assert fitting(0.9, "Лунс") == "s"
    assert fitting(0.001, "Столтенберг") == ""
