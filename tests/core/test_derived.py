"""Derived columns hold however a row is written."""

import datetime as dt
import json

import pytest
from django.core import serializers
from django.db.models import F

from apps.core.dates import PartialDate
from apps.core.text import sort_key
from apps.events.models import Event
from tests import factories as f

pytestmark = pytest.mark.django_db
DAY = dt.date.fromisoformat


def stored(event) -> tuple:
    return Event.objects.values_list("possible_from", "certain_until", "year", "sort_en").get(pk=event.pk)


def test_on_save():
    event = f.EventFactory(start="2008-04", name_en="Beta")
    event.start = "1999-01-02"
    event.name_en = "Alpha"
    event.save()
    assert stored(event) == (DAY("1999-01-02"), DAY("1999-01-03"), 1999, sort_key("Alpha", "en"))
    assert event.start == PartialDate(1999, 1, 2)


def test_on_update_with_every_source_given():
    event = f.EventFactory(start="2008-04", end="2008-05")
    Event.objects.update(start="2001", end=None, end_unknown=False)
    assert stored(event)[:3] == (DAY("2001-01-01"), DAY("2001-01-02"), 2001)


def test_on_update_with_only_one_source_given():
    event = f.EventFactory(start="2008-04-01", end="2008-05-01")
    Event.objects.filter(pk=event.pk).update(start="2008-03-01")
    assert stored(event)[:2] == (DAY("2008-03-01"), DAY("2008-05-02"))


def test_on_bulk_create_and_bulk_update():
    one, two = Event.objects.bulk_create(f.EventFactory.build(start=year) for year in ("1999", "2000"))
    assert stored(one)[2] == 1999
    two.start = "2010"
    Event.objects.bulk_update([two], ["start"])
    assert stored(two)[:3] == (DAY("2010-01-01"), DAY("2010-01-02"), 2010)


def test_in_a_fixture_which_skips_pre_save():
    fixture = [{"model": "events.event", "fields": {"slug": "x", "name_en": "X", "kind": "visit", "start": "2005-03"}}]
    for loaded in serializers.deserialize("json", json.dumps(fixture)):
        loaded.save()
    assert stored(Event.objects.get(slug="x"))[:3] == (DAY("2005-03-01"), DAY("2005-03-02"), 2005)


def test_in_the_history():
    event = f.EventFactory(start="2008-04-07", end="2008-04-11")
    assert event.history.get().possible_until == DAY("2008-04-12")


def test_an_expression_is_refused_rather_than_followed_wrongly():
    f.EventFactory()
    with pytest.raises(ValueError, match="expression"):
        Event.objects.update(start=F("end"))


def test_a_generic_relation_travels_by_natural_key():
    event = f.EventFactory(slug="summit")
    f.CitationFactory(record=event, source=f.SourceFactory(slug="article"))
    text = serializers.serialize(
        "json", [event.citations.get()], use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    assert json.loads(text)[0]["fields"]["object_id"] == ["summit"]
    event.citations.all().delete()
    for loaded in serializers.deserialize("json", text):
        loaded.save()
    assert event.citations.get().source.slug == "article"


def test_a_fixture_that_names_no_record_says_which():
    fixture = [
        {
            "model": "sources.citation",
            "fields": {
                "source": ["article"],
                "content_type": ["events", "event"],
                "object_id": ["nowhere"],
            },
        }
    ]
    f.SourceFactory(slug="article")
    with pytest.raises(serializers.base.DeserializationError, match="nowhere"):
        list(serializers.deserialize("json", json.dumps(fixture)))
