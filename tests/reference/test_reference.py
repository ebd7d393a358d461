"""Countries, cities, and citations."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import translation

from apps.sources.citations import Citations
from tests import factories as f

pytestmark = pytest.mark.django_db


def refused(record: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"),
    [("iso2", "kz"), ("iso2", "K"), ("iso3", "KZ"), ("iso3", "K1Z"), ("iso_num", "39"), ("iso_num", "39x")],
)
def test_iso_codes_are_well_formed(field, value):
    assert field in refused(f.CountryFactory.build(**{field: value}))


@pytest.mark.parametrize(("field", "value"), [("iso2", "kz"), ("iso2", "K"), ("iso3", "KZ"), ("iso_num", "39")])
def test_the_database_refuses_ill_formed_codes_too(field, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        f.CountryFactory(**{field: value})


def test_two_countries_may_both_have_no_code():
    for _ in range(2):
        country = f.CountryFactory.build(iso2="", iso3="")
        country.full_clean()
        country.save()


def test_a_city_is_on_earth():
    assert "latitude" in refused(f.CityFactory.build(country=f.CountryFactory(), latitude="91"))


def test_a_source_has_one_number_on_a_page_however_often_it_is_cited():
    event = f.EventFactory()
    one, two = f.SourceFactory(), f.SourceFactory()
    for source, field in ((one, "start"), (two, "start"), (one, "city")):
        f.CitationFactory(record=event, source=source, field=field)
    citations = Citations(event)
    assert len(citations.sources) == 2
    numbers = {citation.source_id: citation.number for citation in citations.of_field("start city")}
    assert sorted(numbers.values()) == [1, 2]


def test_the_sources_of_many_rows_cost_one_query(django_assert_num_queries):
    rows = [f.MembershipFactory() for _ in range(3)]
    for row in rows:
        f.CitationFactory(record=row)
    assert Citations(rows).all  # the record type is remembered from here on
    with django_assert_num_queries(1):
        assert len(Citations(rows).sources) == 3


def test_a_citation_goes_with_its_record_and_its_source_stays():
    citation = f.CitationFactory(record=f.EventFactory())
    citation.record.delete()
    citation.source.refresh_from_db()
    assert not citation.source.citations.exists()


def test_a_cited_source_cannot_be_deleted():
    citation = f.CitationFactory(record=f.EventFactory())
    with pytest.raises(models.ProtectedError):
        citation.source.delete()


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("1994-06-27", "27 June 1994"),
        ("2008-11-12/2008-11-13", "12–13 November 2008"),
        ("1946", "1946"),
        ("28", "28"),
        ("always a general", ""),
    ],
)
def test_what_a_source_states_is_read_aloud_or_left_to_its_own_words(stated, said):
    with translation.override("en"):
        assert f.CitationFactory.build(stated_value=stated).stated == said
