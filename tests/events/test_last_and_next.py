"""The last event and the next one, as on a day."""

import datetime as dt

import pytest

from apps.events.models import Event
from tests import factories as f

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 15)


def last():
    return getattr(Event.objects.published().last_until(DAY).first(), "slug", None)


def following():
    return getattr(Event.objects.published().next_after(DAY).first(), "slug", None)


def test_the_last_has_begun_and_the_next_has_not():
    f.EventFactory(slug="long-ago", start="1949-04-04")
    f.EventFactory(slug="today", start="2026-06-15", end="2026-06-20")
    f.EventFactory(slug="tomorrow", start="2026-06-16", status="planned")
    f.EventFactory(slug="far", start="2027", status="planned")
    assert (last(), following()) == ("today", "tomorrow")


def test_what_was_called_off_is_neither():
    for status in ("postponed", "cancelled"):
        f.EventFactory(start="2026-06-14", status=status)
        f.EventFactory(start="2026-06-16", status=status)
    assert (last(), following()) == (None, None)


def test_a_draft_is_neither():
    f.EventFactory(start="2026-06-14", draft=True)
    f.EventFactory(start="2026-06-16", draft=True)
    assert (last(), following()) == (None, None)


def test_a_month_that_is_going_on_is_still_to_come_only_where_it_is_planned():
    f.EventFactory(slug="held", start="2026-06", status="held")
    assert (last(), following()) == (None, None)
    f.EventFactory(slug="planned", start="2026-06", status="planned")
    assert (last(), following()) == (None, "planned")


def test_an_event_without_a_date_is_neither():
    f.EventFactory(start=None)
    f.EventFactory(start=None, status="planned")
    assert (last(), following()) == (None, None)
