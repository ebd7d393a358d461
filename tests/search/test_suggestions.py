"""What a search box suggests while one types."""

import re

import pytest

from apps.search import tracking
from apps.search.finder import begun
from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db


def found(query, language="kk"):
    return [hit.entry.title for hit in begun(query, language, 10)]


def suggested(client, query, language="en"):
    return client.get(f"/{language}/search/suggestions/", {"q": query}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "НАТО",
        "нато",
        "nato",
        "солтүстік",
        "АТЛАНТИКАЛЫҚ",
        "солтустик атл",
        "soltüstik",
        "yfnj",
        "north atl",
        "treaty nor",
    ],
)
@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_name_is_found_in_both_languages_however_it_is_typed(client, world, language, query):  # noqa: F811
    assert f'href="/{language}/organizations/nato/"' in suggested(client, query, language)


def test_each_kind_is_suggested_with_what_it_is_and_when(client, world):  # noqa: F811
    for query, address, said in (
        ("council", "/en/organizations/nato/bodies/council/", "NATO"),
        ("belg", "/en/members/belgium/", "Central Asia"),
        ("spaak", "/en/people/paul-henri-spaak/", "1957–1961"),
        ("bucharest", "/en/events/2008-bucharest-summit/", "2–4 April 2008"),
        ("washington", "/en/documents/washington-treaty/", "4 April 1949"),
    ):
        option = suggested(client, query).partition(f'href="{address}"')[2].partition("</a>")[0]
        assert said in option, query


def test_namesakes_are_told_apart_by_their_organisation_and_years(client, db):
    for abbreviation, start in (("AAA", "1950"), ("BBB", "1970")):
        organization = f.OrganizationFactory(abbreviation_en=abbreviation)
        f.BodyFactory(organization=organization, name_en="Summit", start=start, kind="conference")
    html = suggested(client, "summit")
    assert re.findall(r"<span>(AAA|BBB)</span><span>conference</span><span>(\d{4}–)</span>", html) == [
        ("AAA", "1950–"),
        ("BBB", "1970–"),
    ]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("қаз", "<mark>Қаз</mark>ақстан"),
        ("каз", "<mark>Қаз</mark>ақстан"),
        ("qaz", "<mark>Қаз</mark>ақстан"),
        ("қазақстан", "<mark>Қазақстан</mark>"),
    ],
)
def test_what_was_typed_is_marked_in_the_name_as_it_is_written(client, db, query, marked):
    f.CountryFactory(name_kk="Қазақстан", name_en="Kazakhstan")
    assert marked in suggested(client, query, "kk")


def test_a_name_in_markup_stays_text(client, db):
    f.OrganizationFactory(name_en="Bold <b>union</b> & co")
    html = suggested(client, "bold")
    assert "<mark>Bold</mark> &lt;b&gt;union&lt;/b&gt; &amp; co" in html


def test_an_exact_abbreviation_comes_before_all():
    f.OrganizationFactory(name_kk="БҰҰ достары", abbreviation_kk="БҰҰД")
    f.OrganizationFactory(name_kk="Біріккен Ұлттар Ұйымы", abbreviation_kk="БҰҰ")
    assert found("бұұ")[0] == "Біріккен Ұлттар Ұйымы"


def test_what_begins_so_comes_before_what_only_holds_it_and_the_shorter_name_first():
    f.OrganizationFactory(name_en="United Nations", abbreviation_en="UN")
    f.OrganizationFactory(name_en="NATO Parliamentary Assembly", abbreviation_en="NATO PA")
    f.OrganizationFactory(name_en="North Atlantic Treaty Organization", abbreviation_en="NATO")
    assert found("nat", "en") == [
        "North Atlantic Treaty Organization",
        "NATO Parliamentary Assembly",
        "United Nations",
    ]


def test_latin_letters_are_read_as_kazakh_only_where_nothing_is_called_so_as_it_stands():
    f.OrganizationFactory(name_kk="Еуропадағы кеңес", name_en="Conference", abbreviation_en="CSCE")
    f.CountryFactory(name_kk="Сенегал", name_en="Senegal")
    assert found("csce", "en") == ["Conference"]
    assert found("europa", "en") == ["Conference"]


def test_one_letter_begins_words_with_itself_only():
    f.CountryFactory(name_kk="Перу", name_en="Peru")
    f.CountryFactory(name_kk="Бутан", name_en="Bhutan")
    assert found("б") == ["Бутан"]


def test_words_of_the_site_are_found_in_the_glossary_alone(client):
    f.TermFactory(name_en="next page", category="interface")
    f.TermFactory(name_en="next summit", category="events")
    assert found("next", "en") == ["next summit"]
    assert "next page" in client.get("/en/terms/", {"q": "next"}).content.decode()
    assert "next page" not in client.get("/en/search/", {"q": "next"}).content.decode()


def test_another_name_finds_too_and_is_shown(client, db):
    ots = f.OrganizationFactory(name_en="Organization of Turkic States")
    f.OrganizationNameFactory(organization=ots, name="Turkic Council", language="en")
    html = suggested(client, "turkic counc")
    assert "Organization of" in html
    assert '<span class="alias"><mark>Turkic</mark> <mark>Counc</mark>il</span>' in html


def test_at_most_ten_are_suggested_and_no_kind_takes_all_places():
    f.OrganizationFactory.create_batch(15, name_en="Summit body")
    f.EventFactory.create_batch(3, name_en="Summit")
    kinds = [hit.entry.kind for hit in begun("summit", "en", 10)]
    assert (len(kinds), kinds.count("organization"), kinds.count("event")) == (10, 7, 3)


@pytest.mark.parametrize("publication", ["draft", "review", "archived"])
def test_what_is_not_published_is_not_suggested(publication):
    f.OrganizationFactory(name_en="Secret one", publication=publication)
    f.BodyFactory(name_en="Secret two", organization__publication=publication)
    f.CountryFactory(name_en="Secret three", publication=publication)
    f.PersonFactory(name_en="Secret four", publication=publication)
    f.EventFactory(name_en="Secret five", publication=publication)
    f.DocumentFactory(name_en="Secret six", publication=publication)
    f.DocumentFactory(name_en="Secret seven")
    assert found("secret", "en") == ["Secret seven"]


def test_a_draft_post_is_not_told_of_a_person(client, db):
    person = f.PersonFactory(name_en="Somebody")
    f.TenureFactory(person=person, post=f.PostFactory(name_en="Hidden post", draft=True))
    html = suggested(client, "somebody")
    assert "Somebody" in html
    assert "Hidden post" not in html


def test_suggestions_cost_two_queries_with_one_row_and_with_many(client, world, django_assert_num_queries):  # noqa: F811
    for _number in range(2):
        with django_assert_num_queries(2):
            client.get("/en/search/suggestions/", {"q": "bel"})
        f.PersonFactory.create_batch(12, name_en="Belinda")
        tracking.settle()


@pytest.mark.parametrize(
    "query", ["", "   ", "%", "_", "\\", "x" * 300, "a\x07b", "'; DROP TABLE", "<script>", '"*', "🙂"]
)
@pytest.mark.parametrize("path", ["search/suggestions", "search"])
def test_no_query_breaks_anything_and_signs_are_no_wildcards(client, world, path, query):  # noqa: F811
    response = client.get(f"/en/{path}/", {"q": query})
    assert response.status_code == 200
    assert "North Atlantic" not in response.content.decode()
    assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize("path", ["about/", "organizations/nato/", "events/"])
def test_every_page_has_the_search_box_in_its_head(client, world, path):  # noqa: F811
    head = client.get(f"/en/{path}").content.decode().partition("<main")[0]
    assert 'action="/en/search/"' in head
    assert 'data-suggest="/en/search/suggestions/"' in head


@pytest.mark.parametrize("path", ["", "search/", "search/?q=nato"])
def test_a_page_of_search_has_one_box(client, world, path):  # noqa: F811
    assert client.get(f"/en/{path}").content.decode().count("data-suggest") == 1
