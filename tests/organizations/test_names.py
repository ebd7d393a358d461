"""Other and former names: what they must be, and what a record was called on a day."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from apps.core.names import Name, call_as_on, names_of
from apps.organizations.models import Organization, OrganizationName
from apps.reference.models import CountryName
from tests import factories as f

pytestmark = pytest.mark.django_db


def refused(record: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


def volta() -> models.Model:
    country = f.CountryFactory(name_kk="Буркина-Фасо", name_en="Burkina Faso")
    for name, language in (("Жоғарғы Вольта", "kk"), ("Upper Volta", "en")):
        f.CountryNameFactory(country=country, name=name, language=language, former=True, end="1984-08-04")
    return country


# ---- rules ----


@pytest.mark.parametrize(("language", "said"), [("kk", "Атауын енгізіңіз."), ("en", "Give the name.")])
def test_a_name_is_not_empty(language, said):
    empty = f.CountryNameFactory.build(country=f.CountryFactory(), name="  ")
    with override(language):
        assert said in refused(empty)["name"]
    with pytest.raises(IntegrityError), transaction.atomic():
        f.CountryNameFactory(name="")


@pytest.mark.parametrize(("language", "said"), [("kk", "Бұл атау осы тілде"), ("en", "This name is there already")])
def test_a_record_has_a_name_once_in_a_language_and_from_a_day(language, said):
    there = f.CountryNameFactory(name="Siam", former=True, start=None, end="1939-06-24")
    again = f.CountryNameFactory.build(country=there.country, name="Siam", kind="alias")
    with override(language):
        assert refused(again)["name"][0].startswith(said)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_name_may_come_back_or_stand_in_another_language_or_for_another_record():
    there = f.CountryNameFactory(name="Siam", former=True, start=None, end="1939-06-24")
    f.CountryNameFactory(country=there.country, name="Siam", former=True, start="1945", end="1949-05-11")
    f.CountryNameFactory(country=there.country, name="Siam", language="fr")
    f.CountryNameFactory(name="Siam")
    assert CountryName.objects.count() == 4


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Бұрынғы атаудың аяқталған күні"), ("en", "A former name has an end")]
)
def test_a_former_name_has_an_end_or_one_that_is_unknown(language, said):
    name = f.CountryNameFactory.build(country=f.CountryFactory(), kind="former")
    with override(language):
        assert refused(name)["end"][0].startswith(said)
    name.end_unknown = True
    name.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.CountryNameFactory(kind="former")


OVERLAP = [("kk", "Осы тілде осы түрдегі басқа атау"), ("en", "Another name of this kind in this language")]


@pytest.mark.parametrize(("language", "said"), OVERLAP)
@pytest.mark.parametrize("kind", ["former", "official", "short"])
def test_two_names_that_stood_in_one_language_do_not_overlap(language, said, kind):
    there = f.CountryNameFactory(name="Burma", kind=kind, start="1948", end="1989")
    row = {"country": there.country, "name": "Union of Burma", "kind": kind, "language": "en"}
    with override(language):
        assert refused(f.CountryNameFactory.build(**row, start="1960", end="1980"))["start"][0].startswith(said)
    f.CountryNameFactory.build(**row, start="1940", end="1948").full_clean()
    f.CountryNameFactory.build(**row, start="1989", end="1990").full_clean()
    f.CountryNameFactory.build(**row | {"language": "fr"}, start="1960", end="1980").full_clean()
    f.CountryNameFactory.build(**row | {"kind": "alias"}, start="1960", end="1980").full_clean()


def test_two_abbreviations_in_use_may_stand_beside_each_other():
    there = f.OrganizationNameFactory(name="UNO", kind="short")
    f.OrganizationNameFactory.build(organization=there.organization, name="U.N.", kind="short").full_clean()


@pytest.mark.parametrize(("language", "said"), [("kk", "Жазба бүгін де"), ("en", "The record is called so today")])
def test_a_former_name_is_not_that_of_today(language, said):
    country = f.CountryFactory(name_kk="Мьянма", name_en="Myanmar")
    row = {"country": country, "former": True, "start": "1948", "end": "1989"}
    with override(language):
        for name, code in (("Мьянма", "kk"), ("Myanmar", "en"), ("Myanmar", "")):
            assert refused(f.CountryNameFactory.build(name=name, language=code, **row))["name"][0].startswith(said)
    f.CountryNameFactory.build(name="Myanmar", language="fr", **row).full_clean()
    f.CountryNameFactory.build(country=country, name="Myanmar", language="en", kind="alias").full_clean()


def test_a_language_is_one_known_code_or_none():
    name = f.CountryNameFactory.build(country=f.CountryFactory(), language="")
    name.full_clean()
    for language in ("xx", "kk en"):
        name.language = language
        assert "language" in refused(name)


def test_a_kind_is_one_of_the_list():
    with pytest.raises(IntegrityError), transaction.atomic():
        f.OrganizationNameFactory(kind="nickname")


def test_names_go_with_their_record():
    name = f.BodyNameFactory()
    name.body.delete()
    assert not type(name).objects.exists()


@pytest.mark.parametrize(
    "factory", [f.CountryNameFactory, f.OrganizationNameFactory, f.BodyNameFactory, f.PersonNameFactory]
)
def test_a_name_is_found_again_by_its_natural_key(factory):
    name = factory(start="1990-05")
    factory(name=name.name)
    assert type(name).objects.get_by_natural_key(*name.natural_key()) == name


# ---- the name of a day ----


@pytest.mark.parametrize(
    ("day", "kazakh", "english"),
    [
        ("1960-08-04", "Буркина-Фасо", "Burkina Faso"),
        ("1960-08-05", "Жоғарғы Вольта", "Upper Volta"),
        ("1984-08-03", "Жоғарғы Вольта", "Upper Volta"),
        ("1984-08-04", "Буркина-Фасо", "Burkina Faso"),
    ],
)
def test_a_record_is_called_by_the_name_of_the_day(day, kazakh, english):
    country, day = volta(), dt.date.fromisoformat(day)
    assert country.name_on(day, "kk").text == kazakh
    assert country.name_on(day, "en").text == english
    call_as_on(day, [country])
    with override("kk"):
        assert str(country) == kazakh
    with override("en"):
        assert str(country) == english


def test_of_two_names_known_by_the_year_the_later_begins_with_it():
    country = f.CountryFactory(name_en="Third")
    f.CountryNameFactory(country=country, name="First", former=True, start=None, end="1971")
    f.CountryNameFactory(country=country, name="Second", former=True, start="1971", end="1997-05-17")
    days = {"1900-01-01": "First", "1970-12-31": "First", "1971-01-01": "Second", "1997-05-17": "Third"}
    assert {day: country.name_on(dt.date.fromisoformat(day), "en").text for day in days} == days


def test_a_name_that_changed_in_one_language_stays_in_the_other():
    country = f.CountryFactory(name_kk="Түркия", name_en="Türkiye")
    f.CountryNameFactory(country=country, name="Turkey", former=True, start="1923-10-29", end="2022-06-01")
    call_as_on(dt.date(2000, 1, 1), [country])
    with override("kk"):
        assert (str(country), country.todays_name) == ("Түркия", None)
    with override("en"):
        assert (str(country), country.todays_name.text) == ("Turkey", "Türkiye")


def test_a_name_without_a_language_is_that_of_both():
    country = f.CountryFactory()
    f.CountryNameFactory(country=country, name="Kosmos", language="", former=True, end="1990")
    assert {country.name_on(dt.date(1980, 1, 1), code).text for code in ("kk", "en")} == {"Kosmos"}


@pytest.mark.parametrize("kind", ["official", "alias", "spelling", "short"])
def test_only_a_former_name_takes_the_place_of_the_name(kind):
    country = f.CountryFactory(name_en="Burkina Faso")
    f.CountryNameFactory(country=country, name="Republic", kind=kind, start="1960", end="1984")
    assert country.name_on(dt.date(1970, 1, 1), "en").text == "Burkina Faso"


def test_a_former_name_whose_end_is_unknown_is_never_chosen():
    country = f.CountryFactory(name_en="Burkina Faso")
    f.CountryNameFactory(country=country, name="Older", kind="former", start="1900-01-01", end_unknown=True)
    assert country.name_on(dt.date(1900, 1, 1), "en").text == "Burkina Faso"


def test_a_short_name_that_was_given_up_takes_the_place_of_the_abbreviation():
    organization = f.OrganizationFactory(name_en="Organization", abbreviation_en="OSCE")
    f.OrganizationNameFactory(organization=organization, name="CSCE", kind="short", start="1973", end="1995-01-01")
    f.OrganizationNameFactory(organization=organization, name="OBSE", kind="short")
    with override("en"):
        call_as_on(dt.date(1990, 1, 1), [organization])
        assert (organization.short_name, str(organization)) == ("CSCE", "Organization")
        call_as_on(dt.date(1995, 1, 1), [organization])
        assert organization.short_name == "OSCE"


def test_records_of_all_kinds_are_called_in_one_query(django_assert_num_queries):
    records = []
    for _ in range(3):
        for factory in (f.CountryNameFactory, f.OrganizationNameFactory, f.BodyNameFactory, f.PersonNameFactory):
            name = factory(name="Former", former=True, end="1990")
            records.append(getattr(name, name.OWNER))
    with override("en"), django_assert_num_queries(1):
        call_as_on(dt.date(1980, 1, 1), [*records, None, f.CityFactory.build()])
        assert {str(record) for record in records} == {"Former"}


def test_without_a_day_nothing_is_asked_and_nothing_changes(django_assert_num_queries):
    country = volta()
    with override("en"), django_assert_num_queries(0):
        call_as_on(None, [country])
        assert str(country) == "Burkina Faso"


def test_to_be_called_by_a_name_of_another_day_is_not_saved():
    country = volta()
    call_as_on(dt.date(1970, 1, 1), [country])
    country.save()
    country.refresh_from_db()
    assert (country.name_kk, country.name_en) == ("Буркина-Фасо", "Burkina Faso")


# ---- all names ----


def test_the_names_of_a_record_are_all_it_is_called_each_once():
    organization = f.OrganizationFactory(
        name_kk="НАТО ұйымы", name_en="Treaty Organization", abbreviation_kk="НАТО", abbreviation_en="NATO"
    )
    for name, language in (("OTAN", "fr"), ("NATO", "en"), ("Альянс", "kk")):
        f.OrganizationNameFactory(organization=organization, name=name, language=language)
    assert names_of(organization) == [
        Name("НАТО ұйымы", "kk"),
        Name("Treaty Organization", "en"),
        Name("НАТО", "kk"),
        Name("NATO", "en"),
        Name("OTAN", "fr"),
        Name("Альянс", "kk"),
    ]


def test_the_names_of_many_records_cost_two_queries():
    for _ in range(5):
        f.OrganizationNameFactory()
    with CaptureQueriesContext(connection) as queries:
        found = [names_of(one) for one in Organization.objects.prefetch_related("names")]
    assert (len(found), len(queries)) == (5, 2)


def test_a_name_has_a_history():
    name = f.OrganizationNameFactory(name="Council")
    name.name = "Turkic Council"
    name.save()
    assert [row.name for row in OrganizationName.history.order_by("history_id")] == ["Council", "Turkic Council"]
