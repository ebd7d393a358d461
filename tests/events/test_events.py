"""Events, series and participants."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tests import factories as f

pytestmark = pytest.mark.django_db


def refused(record: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize("kinds", [(), ("country", "person"), ("country", "organization", "person")])
def test_a_participant_is_of_exactly_one_kind(kinds):
    makers = {"country": f.CountryFactory, "organization": f.OrganizationFactory, "person": f.PersonFactory}
    values = {kind: makers[kind]() if kind in kinds else None for kind in makers}
    participation = f.ParticipationFactory.build(event=f.EventFactory(), **values)
    assert "country" in refused(participation)
    with pytest.raises(IntegrityError, match="participation_one_kind"), transaction.atomic():
        participation.save()


def test_nobody_is_listed_twice_in_one_role():
    first = f.ParticipationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.ParticipationFactory(event=first.event, person=first.person)
    f.ParticipationFactory(event=first.event, person=first.person, role="speaker")


def test_a_number_is_taken_once_in_a_series_and_needs_one():
    first = f.EventFactory(series=f.SeriesFactory(), number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.EventFactory(series=first.series, number=1)
    assert "number" in refused(f.EventFactory.build(number=2))


def test_events_within_events_make_no_loops():
    summit = f.EventFactory()
    session = f.EventFactory(parent=summit)
    summit.parent = session
    assert "parent" in refused(summit)


def test_an_end_without_a_start_is_refused():
    assert "start" in refused(f.EventFactory.build(start=None, end="2008-04-04"))


def test_neighbours_in_a_series_are_the_nearest_published_ones():
    series = f.SeriesFactory()
    first = f.EventFactory(series=series, start="2006")
    f.EventFactory(series=series, start="2007", draft=True)
    second = f.EventFactory(series=series, start="2008")
    third = f.EventFactory(series=series, start="2009")
    assert second.neighbours() == (first, third)
    assert first.neighbours() == (None, second)
    assert f.EventFactory().neighbours() == (None, None)


def test_two_events_of_one_day_in_a_series_are_each_others_neighbours():
    series = f.SeriesFactory()
    first = f.EventFactory(series=series, start="2008-04-03")
    second = f.EventFactory(series=series, start="2008-04-03")
    assert first.neighbours() == (None, second)
    assert second.neighbours() == (first, None)


def test_the_calendar_puts_an_event_on_each_of_its_days_and_vague_ones_beside(client):
    f.EventFactory(name_en="Partnership Week", start="2008-04-07", end="2008-04-11")
    f.EventFactory(name_en="Some visit", start="2008-04")
    f.EventFactory(name_en="Visit in May", start="2008-05-01")
    text = client.get("/en/events/calendar/2008/04/").content.decode()
    assert text.count("Partnership Week") == 5
    assert "Some visit" in text.split('class="undated"')[1]
    assert "Visit in May" not in text


def test_a_week_across_two_months_stands_in_both(client):
    f.EventFactory(name_en="Long exercise", start="2008-04-29", end="2008-05-02")
    for month in ("04", "05"):
        assert "Long exercise" in client.get(f"/en/events/calendar/2008/{month}/").content.decode()
