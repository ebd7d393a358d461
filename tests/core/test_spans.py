"""Spans: certain and possible, unknown end and no end, in Python and in SQL alike."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from apps.core.dates import PartialDate
from apps.core.spans import Span
from apps.events.models import Event
from apps.members.models import Membership
from tests import factories as f

from .test_dates import partial_dates

DAY = dt.date.fromisoformat
maybe_date = st.none() | partial_dates()
spans = st.builds(Span, maybe_date, maybe_date, st.just(False), st.booleans()) | st.builds(
    Span, maybe_date, st.none(), st.just(True), st.booleans()
)


@given(spans, st.dates())
def test_a_day_is_never_both_certain_and_only_possible(span, day):
    assert not (span.certainly_on(day) and span.possibly_on(day))


@given(spans, st.dates())
def test_what_is_certain_is_within_what_is_possible(span, day):
    if span.certainly_on(day) and span.possible_from <= span.possible_until:
        assert span.possible_from <= day < span.possible_until or span.possible_until <= span.possible_from


@given(spans, spans)
def test_overlap_is_mutual(a, b):
    assert a.certainly_overlaps(b) == b.certainly_overlaps(a)


@given(spans)
def test_every_span_can_be_read_aloud_in_both_languages(span):
    assert span.spoken("kk")
    assert span.spoken("en")
    assert span.years()


def span(start=None, end=None, **more) -> Span:
    return Span(start and PartialDate.parse(start), end and PartialDate.parse(end), **more)


def test_no_end_means_still_going_on():
    assert span("1949-04-04").is_open
    assert span("1949-04-04").certainly_on(DAY("2500-01-01"))


def test_an_unknown_end_is_not_still_going_on():
    ended = span("1994", end_unknown=True)
    assert not ended.is_open
    assert not ended.certainly_on(DAY("2020-01-01"))
    assert ended.possibly_on(DAY("2020-01-01"))
    assert ended.certainly_on(DAY("1994-12-31"))


def test_a_membership_no_longer_holds_on_the_day_of_its_end():
    before = span("1991-12-20", "1997-05-30")
    assert before.certainly_on(DAY("1997-05-29"))
    assert not before.certainly_on(DAY("1997-05-30"))
    assert not before.possibly_on(DAY("1997-05-30"))


def test_an_event_still_goes_on_on_its_last_day():
    week = span("2008-04-07", "2008-04-11", end_included=True)
    assert week.certainly_on(DAY("2008-04-11"))
    assert not week.possibly_on(DAY("2008-04-12"))


def test_an_event_without_an_end_lasts_one_day():
    day = span("2008-09-11", end_included=True)
    assert not day.is_open
    assert day.certainly_on(DAY("2008-09-11"))
    assert not day.certainly_on(DAY("2008-09-12"))


def test_an_event_of_which_only_the_month_is_known_is_certain_on_no_day():
    visit = span("2005-03", end_included=True)
    assert visit.possibly_on(DAY("2005-03-01"))
    assert visit.possibly_on(DAY("2005-03-31"))
    assert not any(visit.certainly_on(DAY(f"2005-03-{n:02}")) for n in range(1, 32))


def test_a_span_of_unknown_start_certainly_held_just_before_it_ended():
    assert span(None, "1990-10-03").certainly_on(DAY("1990-10-02"))
    assert span(None, "1990-10-03").possibly_on(DAY("1900-01-01"))


@pytest.mark.parametrize(
    ("given_span", "kk", "en"),
    [
        (span("1949-04-04"), "1949 жылғы 4 сәуір – осы уақытқа дейін", "4 April 1949 – present"),
        (span("1994", end_unknown=True), "1994 жыл – аяқталу күні белгісіз", "1994 – end date unknown"),
        (span(None, "2010-06"), "басталу күні белгісіз – 2010 жылғы маусым", "start date unknown – June 2010"),
        (span(), "басталу күні белгісіз – осы уақытқа дейін", "start date unknown – present"),
        (span(end_unknown=True), "мерзімі белгісіз, аяқталған", "dates unknown, ended"),
        (span("2008-04-07", "2008-04-11", end_included=True), "2008 жылғы 7–11 сәуір", "7–11 April 2008"),
    ],
)
def test_read_aloud(given_span, kk, en):
    assert given_span.spoken("kk") == kk
    assert given_span.spoken("en") == en


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "end", "end_unknown"),
    [
        ("1949-04-04", None, False),
        ("1991", "1997", False),
        ("1994~", None, True),
        (None, "2010-06", False),
        (None, None, False),
        ("1990?", "1991-03", False),
        ("1955-05-09", "1955-05-09", False),
    ],
)
def test_the_database_answers_as_the_span_does(start, end, end_unknown):
    row = f.MembershipFactory(start=start, end=end, end_unknown=end_unknown)
    for day in ("1900-01-01", "1949-04-04", "1955-05-09", "1990-06-01", "1994-12-31", "1997-06-01", "2010-05-31"):
        day = DAY(day)
        assert Membership.objects.on(day).exists() == row.span.certainly_on(day), day
        assert Membership.objects.possibly_on(day).exists() == row.span.possibly_on(day), day
        either = Membership.objects.on_or_possibly(day).first()
        assert bool(either) == (row.span.certainly_on(day) or row.span.possibly_on(day)), day
        if either:
            assert either.is_possible == row.span.possibly_on(day), day


@pytest.mark.django_db
def test_current_counts_an_ongoing_record_whose_start_nobody_knows_but_not_one_that_ended_somewhen():
    ongoing = f.MembershipFactory(start=None)
    f.MembershipFactory(start=None, end_unknown=True)
    f.MembershipFactory(start="2100")
    assert list(Membership.objects.current(DAY("2026-11-22"))) == [ongoing]


@pytest.mark.django_db
def test_between_takes_in_both_its_days():
    event = f.EventFactory(start="2008-04-07", end="2008-04-11")
    assert Event.objects.between(DAY("2008-04-11"), DAY("2008-04-30")).get() == event
    assert Event.objects.between(DAY("2008-04-01"), DAY("2008-04-07")).get() == event
    assert not Event.objects.between(DAY("2008-04-12"), DAY("2008-04-30")).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"start": "1999", "end": "1998"}, {"end": "1998", "end_unknown": True}])
def test_the_database_itself_refuses_a_span_that_contradicts_itself(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.MembershipFactory(**values)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "field"),
    [({"start": "1999", "end": "1998"}, "end"), ({"start": "1990", "end": "1998", "end_unknown": True}, "end_unknown")],
)
def test_the_form_hears_of_it_at_the_field(values, field):
    with pytest.raises(ValidationError) as refusal:
        f.MembershipFactory.build(
            organization=f.OrganizationFactory(), country=f.CountryFactory(), **values
        ).full_clean()
    assert field in refusal.value.message_dict


@pytest.mark.django_db
def test_an_event_that_ends_the_day_before_it_starts_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        f.EventFactory(start="2008-04-04", end="2008-04-03")
