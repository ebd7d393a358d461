"""What the search box suggests, and the page that it leads to."""

import re

import pytest

from apps.pages.suggestions import MOST, suggestions
from tests import factories as f

pytestmark = pytest.mark.django_db


def found(query):
    return [str(one.record) for group in suggestions(query) for one in group.suggestions]


@pytest.mark.parametrize("query", ["НАТО", "нато", "nato", "солтүстік", "АТЛАНТИКАЛЫҚ", "north atl", "treaty north"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_name_is_found_in_both_languages_in_any_case_and_by_its_abbreviation(client, world, language, query):
    html = client.get(f"/{language}/suggest/", {"q": query}).content.decode()
    assert f'href="/{language}/organizations/nato/"' in html


def test_each_kind_is_suggested_with_what_it_is(client, world):
    for query, address, said in (
        ("council", "/en/organizations/nato/bodies/council/", "council"),
        ("belg", "/en/members/belgium/", "Central Asia"),
        ("spaak", "/en/people/paul-henri-spaak/", "Secretary General"),
        ("bucharest", "/en/events/2008-bucharest-summit/", "2–4 April 2008"),
        ("washington", "/en/documents/washington-treaty/", "4 April 1949"),
    ):
        html = client.get("/en/suggest/", {"q": query}).content.decode()
        option = html.partition(f'href="{address}"')[2].partition("</a>")[0]
        assert said in option, query
        assert 'role="option"' in html


def test_what_begins_with_the_words_comes_first_then_what_has_a_word_that_does():
    f.OrganizationFactory(name_kk="Бөтен атау", name_en="A subunion", abbreviation_en="")
    f.OrganizationFactory(name_kk="Халықаралық одақ", name_en="International union", abbreviation_en="")
    f.OrganizationFactory(name_kk="Одақ", name_en="Union of all", abbreviation_en="")
    assert found("union") == ["Одақ", "Халықаралық одақ", "Бөтен атау"]
    assert found("одақ") == ["Одақ", "Халықаралық одақ"]


def test_an_exact_abbreviation_comes_before_all():
    f.OrganizationFactory(name_kk="БҰҰ достары", abbreviation_kk="БҰҰД")
    f.OrganizationFactory(name_kk="Біріккен Ұлттар Ұйымы", abbreviation_kk="БҰҰ")
    assert found("бұұ")[0] == "Біріккен Ұлттар Ұйымы"


def test_another_name_finds_too_and_is_shown(client, db):
    f.OrganizationFactory(name_en="Organization of Turkic States", other_names_en="Turkic Council\nCCTS")
    html = client.get("/en/suggest/", {"q": "turkic council"}).content.decode()
    assert "Organization of Turkic States" in html
    assert '<span class="alias" lang="en">Turkic Council</span>' in html


def test_at_most_ten_are_suggested_and_no_kind_takes_all_places():
    f.OrganizationFactory.create_batch(15, name_en="Summit body")
    f.EventFactory.create_batch(3, name_en="Summit")
    groups = suggestions("summit")
    assert sum(len(group.suggestions) for group in groups) == MOST
    assert {group.kind.key: len(group.suggestions) for group in groups} == {"organization": 7, "event": 3}


@pytest.mark.parametrize("publication", ["draft", "review", "archived"])
def test_what_is_not_published_is_not_suggested(publication):
    f.OrganizationFactory(name_en="Secret one", publication=publication)
    f.BodyFactory(name_en="Secret two", organization__publication=publication)
    f.CountryFactory(name_en="Secret three", publication=publication)
    f.PersonFactory(name_en="Secret four", publication=publication)
    f.EventFactory(name_en="Secret five", publication=publication)
    f.DocumentFactory(name_en="Secret six", publication=publication)
    assert found("secret") == []


def test_a_draft_post_is_not_told_of_a_person(client, db):
    person = f.PersonFactory(name_en="Somebody")
    f.TenureFactory(person=person, post=f.PostFactory(name_en="Hidden post", draft=True))
    assert "Hidden post" not in client.get("/en/suggest/", {"q": "somebody"}).content.decode()


def test_suggestions_cost_the_same_with_one_row_and_with_many(client, world, django_assert_max_num_queries):
    f.PersonFactory.create_batch(12, name_en="Belinda")
    for _number in range(3):
        f.TenureFactory(person=f.PersonFactory(name_en="Belmondo"))
    with django_assert_max_num_queries(7):
        client.get("/en/suggest/", {"q": "bel"})


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "\\", "x" * 300, "a\x07b", "'; DROP TABLE", "<script>"])
@pytest.mark.parametrize("path", ["suggest", "find"])
def test_no_query_breaks_anything_and_signs_are_letters(client, world, path, query):
    response = client.get(f"/en/{path}/", {"q": query})
    assert response.status_code == 200
    assert "North Atlantic" not in response.content.decode()
    assert "<script>" not in response.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("language", "count", "heading"), [("kk", "1 атау", "Ұйымдар"), ("en", "1 name with these words", "Organisations")]
)
def test_the_page_of_a_search_lists_by_kind_what_was_found(client, world, language, count, heading):
    html = client.get(f"/{language}/find/", {"q": "nato"}).content.decode()
    assert f"{heading}</h2>" in html
    assert f'href="/{language}/organizations/nato/"' in html
    assert 'value="nato"' in html
    assert re.search(r'name="robots" content="noindex', html)


def test_a_kind_with_many_leads_to_its_list_with_the_words(client, db):
    f.EventFactory.create_batch(21, name_en="Summit")
    html = client.get("/en/find/", {"q": "summit"}).content.decode()
    assert html.count('class="row-title"') == 20
    assert 'href="/en/events/?q=summit"' in html
    assert "The first 20 names with these words" in html


def test_nothing_found_leads_to_the_lists_that_search_texts_too(client, db):
    html = client.get("/en/find/", {"q": "nowhere"}).content.decode()
    assert "Nothing was found." in html
    assert 'href="/en/events/?q=nowhere"' in html


@pytest.mark.parametrize(("language", "said"), [("kk", "Іздеу мәтіні тым ұзын"), ("en", "too long to search for")])
def test_words_that_cannot_be_looked_for_are_told_at_the_box(client, db, language, said):
    html = client.get(f"/{language}/find/", {"q": "x" * 201}).content.decode()
    assert said in html
    assert 'aria-invalid="true" aria-describedby="q-error"' in html


@pytest.mark.parametrize("path", ["about/", "organizations/nato/", "events/"])
def test_every_page_has_the_search_box_in_its_head(client, world, path):
    head = client.get(f"/en/{path}").content.decode().partition("<main")[0]
    assert 'action="/en/find/"' in head


def test_the_home_page_has_one_search_box(client, world):
    assert client.get("/en/").content.decode().count("data-suggest") == 1
