"""The index follows the records, whichever way they change."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from apps.core.searching import Words
from apps.events.models import Event
from apps.organizations.models import Organization
from apps.search import tracking
from apps.search.analysis import ANALYSER
from apps.search.checks import index_is_of_this_analyser
from apps.search.finder import Results
from apps.search.models import Build, Entry
from tests import factories as f

pytestmark = pytest.mark.django_db


def found(query: str, language: str = "en") -> list[str]:
    return [hit.entry.title for hit in Results(query).hits(language)]


@pytest.fixture
def nato():
    return f.OrganizationFactory(
        name_kk="Солтүстік Атлантикалық шарт ұйымы",
        name_en="North Atlantic Treaty Organization",
        abbreviation_kk="НАТО",
        abbreviation_en="NATO",
        slug="nato",
    )


@pytest.mark.parametrize(
    "query",
    [
        "ұйымына",
        "уйымдары",
        "uiymnyń",
        "9qsv",
        "НАТО-ның",
        "yfnj",
        "nato",
        "тфещ",
        "organisations",
        "treaties",
        "Солтүст",
    ],
)
def test_a_record_is_found_in_every_manner_of_typing(nato, query):
    f.OrganizationFactory(
        name_kk="Еуропалық одақ", name_en="European Union", abbreviation_kk="ЕО", abbreviation_en="EU"
    )
    assert found(query) == ["North Atlantic Treaty Organization"]


def test_a_result_is_shown_in_the_language_of_the_reader(nato):
    assert found("nato", "kk") == ["Солтүстік Атлантикалық шарт ұйымы"]
    assert found("нато", "en") == ["North Atlantic Treaty Organization"]


@pytest.mark.parametrize("state", ["draft", "review", "archived"])
def test_what_is_not_published_is_in_the_index_only_for_editors(nato, state):
    nato.publication = state
    nato.save()
    assert found("nato") == []
    assert Results("nato").counts == {}
    assert list(Organization.objects.filter(pk__in=Words("нато-ға").ids(Organization))) == [nato]


def test_what_belongs_to_an_organisation_is_found_by_all_its_names(nato):
    event = f.EventFactory(name_kk="Бухарест кездесуі", name_en="Bucharest meeting")
    event.organizations.add(nato)
    assert found("нато кездесу")[0] == "Bucharest meeting"
    nato.abbreviation_kk = "САШҰ"
    nato.save()
    assert found("сашұ кездесу")[0] == "Bucharest meeting"
    event.organizations.remove(nato)
    assert "Bucharest meeting" not in found("сашұ")


def test_a_draft_gives_its_name_to_nothing_public(nato):
    nato.publication = "draft"
    nato.save()
    f.EventFactory(name_en="Bucharest meeting").organizations.add(nato)
    assert found("nato") == []


def test_a_deleted_record_is_found_no_more(nato):
    assert found("nato")
    nato.delete()
    assert found("nato") == []
    assert not Entry.objects.exists()


@pytest.mark.parametrize("change", ["update", "bulk_update", "bulk_create"])
def test_many_rows_at_once_are_followed(nato, change):
    if change == "update":
        Organization.objects.filter(pk=nato.pk).update(name_en="Renamed", name_kk="Атауы өзгерген")
    elif change == "bulk_update":
        nato.name_en = "Renamed"
        Organization.objects.bulk_update([nato], ["name_en"])
    else:
        other = f.OrganizationFactory.build(name_en="Renamed", name_kk="Өзге", slug="renamed", publication="published")
        Organization.objects.bulk_create([other])
    assert found("renamed") == ["Renamed"]


def test_a_participation_that_moves_takes_its_name_along():
    one, other = f.EventFactory(name_en="First talk"), f.EventFactory(name_en="Second talk")
    participation = f.ParticipationFactory(
        event=one, person=None, country=f.CountryFactory(name_en="Belgium", name_kk="Бельгия")
    )
    assert "First talk" in found("belgium")
    participation.event = other
    participation.save()
    assert "First talk" not in found("belgium")
    assert "Second talk" in found("бельгияға")


@pytest.mark.django_db(transaction=True)
def test_the_index_is_right_after_the_commit_and_untouched_by_a_rollback():
    f.OrganizationFactory(name_en="Committed union")
    assert Entry.objects.filter(title="Committed union").exists()
    with transaction.atomic():
        f.OrganizationFactory(name_en="Rolled back union")
        transaction.set_rollback(True)
    tracking.settle()
    assert not Entry.objects.filter(title="Rolled back union").exists()
    assert found("union") == ["Committed union"]


def test_a_rebuilt_index_finds_the_same(nato, capsys):
    f.EventFactory(name_en="Treaty talk").organizations.add(nato)
    before = found("treaty")
    call_command("rebuild_search")
    assert found("treaty") == before != []
    assert Build.objects.get().analyser == ANALYSER
    call_command("rebuild_search", if_needed=True)
    assert capsys.readouterr().out.count("Indexed") == 1


def test_a_check_tells_an_index_of_another_analyser():
    Build.objects.update(analyser="0")
    (warning,) = index_is_of_this_analyser(None)
    assert "version 0" in warning.msg
    assert "rebuild_search" in warning.hint
    Build.objects.update(analyser=ANALYSER)
    assert index_is_of_this_analyser(None) == []


def test_an_abbreviation_in_capitals_is_no_kazakh_word():
    f.OrganizationFactory(name_en="United Nations", abbreviation_en="UN")
    f.CountryFactory(name_kk="Үнді", name_en="India")
    assert [hit.entry.title for hit in Results("UN").hits("en")] == ["United Nations"]
    assert [hit.entry.title for hit in Results("U.N.").hits("en")] == ["United Nations"]
    assert "India" in [hit.entry.title for hit in Results("ÚN").hits("en")]  # nobody writes the abbreviation so


def test_words_as_they_stand_come_before_latin_letters_read_as_kazakh():
    f.CountryFactory(name_kk="Маң Маң маңы", name_en="Somewhere")
    f.EventFactory(name_en="A summit on an island with a man", name_kk="Саммит", start="2000")
    assert next(hit.entry.title for hit in Results("man").hits("en")).startswith("A summit")


def test_numbers_are_found_as_they_stand(nato):
    f.EventFactory(name_en="Summit of 1955", name_kk="1955 жылғы саммит")
    assert Results("1955").total == 1
    assert [Results(query).total for query in ("0", "01955", "31955", "q01955")] == [0, 0, 0, 0]


def test_the_name_itself_comes_first(nato):
    f.OrganizationFactory(name_en="NATO Parliamentary Assembly", abbreviation_en="NATO PA", abbreviation_kk="НАТО ПА")
    for query in ("nato", "НАТО", "yfnj"):
        assert found(query)[0] == "North Atlantic Treaty Organization"


def test_words_that_are_not_all_there_come_after_those_that_are(nato):
    f.OrganizationFactory(name_en="Treaty Office", name_kk="Шарт кеңсесі")
    results = Results("north treaty")
    assert [(hit.entry.title, hit.only_some) for hit in results.hits("en")] == [
        ("North Atlantic Treaty Organization", False),
        ("Treaty Office", True),
    ]


def test_an_answer_costs_four_queries(nato, django_assert_max_num_queries):
    for number in range(12):
        f.EventFactory(name_en=f"Treaty talk {number}")
    with django_assert_max_num_queries(4):
        results = Results("treaty")
        assert len(results.hits("en")) == 13
        assert results.counts == {"organization": 1, "event": 12}


@pytest.mark.parametrize(
    "query", ["", "   ", "және", "'", '"', "NEAR(", "a* OR b", "%", "\\", "нато & !", "0", "x" * 300, "‑"]
)
def test_no_query_breaks_the_search(nato, query):
    Results(query).hits("en")
    list(Event.objects.filter(pk__in=Words(query).ids(Event)))


def test_an_index_row_stands_for_each_record_and_language(nato):
    tracking.settle()
    assert set(Entry.objects.values_list("kind", "language")) == {("organization", "kk"), ("organization", "en")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_tokens")
        assert cursor.fetchone() == (2,)
