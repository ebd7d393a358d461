"""What began on this day of an earlier year."""

import datetime as dt

import pytest

from apps.events.models import Event
from tests import factories as f

pytestmark = pytest.mark.django_db

FOURTH_OF_APRIL = dt.date(2026, 4, 4)


def found(day):
    return [event.slug for event in Event.objects.published().on_this_day(day)]


def test_what_began_on_the_day_stands_in_the_order_of_the_years():
    f.EventFactory(slug="kabul", start="1999-04-04")
    f.EventFactory(slug="washington", start="1949-04-04")
    f.EventFactory(slug="longer", start="1966-04-04", end="1966-04-09")
    f.EventFactory(slug="another-day", start="1949-04-05")
    f.EventFactory(slug="ended-on-it", start="1949-04-03", end="1949-04-04")
    assert found(FOURTH_OF_APRIL) == ["washington", "longer", "kabul"]


@pytest.mark.parametrize("start", ["1949-04-04~", "1949-04-04?", "1949-04", "1949", None])
def test_a_day_that_is_not_certain_is_no_anniversary(start):
    f.EventFactory(start=start)
    assert found(FOURTH_OF_APRIL) == []


def test_this_year_and_later_ones_are_no_anniversary():
    f.EventFactory(start="2026-04-04")
    f.EventFactory(start="2030-04-04")
    assert found(FOURTH_OF_APRIL) == []


@pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
def test_what_was_not_held_did_not_begin(status):
    f.EventFactory(start="1949-04-04", status=status)
    assert found(FOURTH_OF_APRIL) == []


def test_a_draft_is_not_shown():
    f.EventFactory(start="1949-04-04", draft=True)
    assert found(FOURTH_OF_APRIL) == []


def test_the_29th_of_february_stands_on_the_28th_where_the_year_has_none():
    f.EventFactory(slug="leap", start="2004-02-29")
    f.EventFactory(slug="eve", start="1990-02-28")
    assert found(dt.date(2025, 2, 28)) == ["eve", "leap"]
    assert found(dt.date(2024, 2, 28)) == ["eve"]
    assert found(dt.date(2024, 2, 29)) == ["leap"]
    assert found(dt.date(2025, 3, 1)) == []


def test_another_start_gives_another_day_however_it_is_written():
    event = f.EventFactory(slug="moved", start="1949-04-05")
    Event.objects.filter(pk=event.pk).update(start="1949-04-04")
    assert found(FOURTH_OF_APRIL) == ["moved"]
    event.refresh_from_db()
    event.start = "1949-04"
    event.save()
    assert found(FOURTH_OF_APRIL) == []


def test_it_asks_an_index(django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        list(Event.objects.published().on_this_day(FOURTH_OF_APRIL))
    plan = Event.objects.published().on_this_day(FOURTH_OF_APRIL).explain()
    assert "event_anniversary" in plan or "Seq Scan" in plan  # PostgreSQL reads a small table whole
