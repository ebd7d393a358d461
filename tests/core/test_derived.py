"""Derived columns hold however a row is written."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core import checks, serializers
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.db.models.functions import Upper

from apps.core.dates import PartialDate
from apps.core.fields import DerivingModel, DerivingQuerySet, derived_columns
from apps.core.text import sort_key
from apps.events.models import Event
from apps.reference.models import Country
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
    event = f.EventFactory()
    with pytest.raises(ValueError, match="expression"):
        Event.objects.update(start=F("end"))
    event.name_kk = Upper("name_en")
    with pytest.raises(ValueError, match="expression"):
        event.save()
    with pytest.raises(ValueError, match="expression"):
        Event.objects.bulk_update([event], ["name_kk"])


# ---- sort keys, however a name is written


def key_of(country) -> tuple[str, str]:
    return Country.objects.values_list("sort_kk", "sort_en").get(pk=country.pk)


def save_all(country):
    country.name_kk = "Өзге"
    country.save()


def save_one_field(country):
    country.name_kk = "Өзге"
    country.save(update_fields=["name_kk"])


def save_in_the_active_language(country):
    country.name = "Өзге"
    country.save(update_fields=["name"])


def save_what_was_read_in_part(country):
    country = Country.objects.only("name_kk").get(pk=country.pk)
    country.name_kk = "Өзге"
    country.save()


def bulk_update(country):
    country.name_kk = "Өзге"
    Country.objects.bulk_update([country], ["name_kk"])


def bulk_update_in_the_active_language(country):
    country.name = "Өзге"
    Country.objects.bulk_update([country], ["name"])


def upsert(country):
    Country.objects.bulk_create(
        [Country(slug=country.slug, name_kk="Өзге", name_en=country.name_en)],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name_kk", "name_en"],
    )


def from_a_fixture(country):
    fields = {"slug": country.slug, "name_kk": "Өзге", "name_en": country.name_en, "sort_kk": "stale"}
    for loaded in serializers.deserialize("json", json.dumps([{"model": "reference.country", "fields": fields}])):
        loaded.save()


WAYS = [
    save_all,
    save_one_field,
    save_in_the_active_language,
    save_what_was_read_in_part,
    bulk_update,
    bulk_update_in_the_active_language,
    upsert,
    from_a_fixture,
    lambda country: Country.objects.filter(pk=country.pk).update(name_kk="Өзге"),
    lambda country: Country.objects.filter(pk=country.pk).update(name="Өзге"),
    lambda country: Country.objects.filter(pk=country.pk).update(name_kk="Өзге", name_en="Other"),
    lambda country: Country.objects.update_or_create(slug=country.slug, defaults={"name_kk": "Өзге"}),
]


@pytest.mark.parametrize("write", WAYS)
def test_a_name_never_stands_in_the_place_of_another(write):
    country, bystander = f.CountryFactory(name_en="Some"), f.CountryFactory()
    before = key_of(bystander)
    write(country)
    country = Country.objects.get(pk=country.pk)
    assert country.name_kk == "Өзге"
    assert key_of(country) == (sort_key("Өзге", "kk"), sort_key(country.name_en, "en"))
    assert key_of(bystander) == before


def test_a_key_cannot_be_given():
    country = f.CountryFactory()
    with pytest.raises(ValueError, match="cannot be given"):
        Country.objects.update(sort_kk="a")
    country.sort_kk = "a"
    country.save()
    assert key_of(country)[0] == sort_key(country.name_kk, "kk")


def test_rows_that_nobody_has_read_are_not_given_half_a_key():
    country = f.CountryFactory()
    with pytest.raises(ValueError, match="name_en"):
        Country.objects.bulk_create(
            [Country(slug=country.slug, name_kk="Өзге")],
            update_conflicts=True,
            unique_fields=["slug"],
            update_fields=["name_kk"],
        )


def test_every_model_with_a_derived_column_writes_it_along():
    models = [m for m in apps.get_models() if derived_columns(m) and not m.__name__.startswith("Historical")]
    assert len(models) > 10
    for model in models:
        assert issubclass(model, DerivingModel), model
        assert isinstance(model._default_manager.all(), DerivingQuerySet), model


# ---- columns that are out of date


def spoil(country):
    """Write a key past everything that would mend it, as SQL by hand does."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reference_country SET sort_kk = 'stale' WHERE id = %s", [country.pk])


def test_stale_keys_are_found_and_repaired():
    country, other = f.CountryFactory(), f.CountryFactory()
    spoil(country)
    found = StringIO()
    with pytest.raises(CommandError, match="--repair"):
        call_command("derived_columns", stdout=found)
    assert found.getvalue().split() == ["1", "reference.Country"]
    assert key_of(country)[0] == "stale"
    call_command("derived_columns", repair=True, stdout=StringIO())
    assert key_of(country)[0] == sort_key(country.name_kk, "kk")
    assert key_of(other)[0] == sort_key(other.name_kk, "kk")
    call_command("derived_columns", stdout=found)
    assert "All derived columns are what they follow from." in found.getvalue()


def test_a_check_of_the_database_warns_of_stale_keys():
    country = f.CountryFactory()
    assert [w for w in checks.run_checks(databases=["default"]) if w.id == "odaq.W002"] == []
    spoil(country)
    warning = next(w for w in checks.run_checks(databases=["default"]) if w.id == "odaq.W002")
    assert "reference.Country" in warning.msg
    assert "derived_columns --repair" in warning.hint


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
