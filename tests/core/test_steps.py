"""From one day of change to the next."""

import datetime as dt

import pytest
from django.utils import translation

from apps.core.filters import Moment
from apps.core.steps import Change, Steps

TODAY = dt.date(2026, 9, 19)
CHANGES = [
    Change(dt.date(1952, 2, 18), "18 February 1952: 2 joined"),
    Change(dt.date(1949, 4, 4), "4 April 1949: 12 joined"),
    Change(dt.date(1955, 5, 6), "6 May 1955: 1 joined"),
]


def steps(on: str = "", changes=CHANGES) -> Steps:
    return Steps(changes, Moment.read({"on": on}, TODAY))


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_the_days_stand_in_order_with_today_among_them():
    assert [stop.value for stop in steps().stops] == ["1949-04-04", "1952-02-18", "1955-05-06", ""]
    assert steps().stops[-1].label == "Today"
    assert steps().position == steps().last_position == 3


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        ("", "1955-05-06", None),
        ("1955-05-06", "1952-02-18", None),
        ("1952-02-18", "1949-04-04", "1955-05-06"),
        ("1950-01-01", "1949-04-04", "1952-02-18"),
        ("1949-04-04", None, "1952-02-18"),
        ("1900-01-01", None, "1949-04-04"),
    ],
)
def test_before_and_after_are_days_of_change(on, before, after):
    shown = steps(on)
    assert (shown.previous and shown.previous.value) == before
    assert (shown.next and shown.next.value) == after


def test_the_first_and_the_last_change_can_be_reached_from_any_day():
    shown = steps("1952-02-18")
    assert (shown.first.value, shown.last.value) == ("1949-04-04", "1955-05-06")


def test_a_day_without_a_change_is_a_stop_while_it_is_shown():
    shown = steps("1950-01-01")
    assert [stop.value for stop in shown.stops if stop.is_shown] == ["1950-01-01"]
    assert shown.shown.label == "1 January 1950: no change"
    assert shown.position == 1


def test_changes_of_one_day_are_one_stop():
    shown = steps(changes=[Change(dt.date(1997, 12, 31), "1997: 3 joined"), Change(dt.date(1997, 12, 31), "x: 1 left")])
    assert [stop.label for stop in shown.stops] == ["1997: 3 joined; x: 1 left", "Today"]


def test_a_change_today_needs_no_day_in_the_address():
    shown = steps(changes=[*CHANGES, Change(TODAY, "19 September 2026: 1 joined")])
    assert (shown.stops[-1].value, shown.stops[-1].label) == ("", "Today: 19 September 2026: 1 joined")
    assert shown.position == shown.last_position


def test_changes_still_to_come_lie_after_today():
    shown = steps(changes=[*CHANGES, Change(dt.date(2027, 1, 1), "1 January 2027: 1 left")])
    assert shown.next.value == "2027-01-01"
    assert shown.position == 3


def test_days_that_no_page_can_show_are_left_out():
    assert [change.day.year for change in steps(changes=[*CHANGES, Change(dt.date.max, "never")]).changes] == [
        1949,
        1952,
        1955,
    ]


def test_without_a_change_there_is_nothing_to_step_through():
    assert not steps(changes=[])
    assert steps()
