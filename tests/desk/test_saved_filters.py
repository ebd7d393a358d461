"""Lists as somebody wants to see them again: saved, named, shared, deleted, and never in the way of the list."""

import pytest
from django.contrib.contenttypes.models import ContentType

from apps.desk.filters import MOST
from apps.desk.models import SavedFilter
from apps.events.models import Event
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LIST = "/admin/events/event/"
PLACE = "/admin/desk/filters/events.event/"
QUERY = "kind__exact=summit&o=-1&q=nato"


def save(client, name="Summits", query=QUERY, **fields):
    return client.post(PLACE, {"name": name, "query": query, **fields})


def saved(client, **fields):
    kind = ContentType.objects.get_for_model(Event)
    return SavedFilter.objects.create(
        **{"user": client.user, "content_type": kind, "name": "Summits", "query": QUERY, **fields}
    )


def chips(client, query=""):
    return {one.saved.name: one for one in client.get(f"{LIST}?{query}").context["filters"]}


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_list_is_saved_as_it_is_searched_filtered_and_sorted(signed_in, language):
    client = signed_in("editor", language=language)
    page = client.get(f"{LIST}?p=0&o=-1&kind__exact=summit&q=nato")
    assert page.context["filtered_by"] == QUERY
    response = save(client, query=page.context["filtered_by"])
    assert response.url == f"{LIST}?{QUERY}"
    assert chips(client)["Summits"].url == f"{LIST}?{QUERY}"
    assert not chips(client)["Summits"].is_current
    assert chips(client, f"{QUERY}&p=1")["Summits"].is_current


def test_a_list_that_is_not_filtered_offers_nothing_to_save(signed_in):
    client = signed_in("editor")
    assert b"saved-filters" not in client.get(f"{LIST}?p=1").content.split(b'<div class="module')[1]
    assert save(client, query="p=1").status_code == 400


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "  "}, "This field is required."),
        ({"name": "x" * 61}, "Ensure this value has at most 60 characters (it has 61)."),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
        ({"query": "q=" + "x" * 10_000}, "This filter is too long to be saved."),
        ({"query": ""}, "The list is not filtered: there is nothing to save."),
        ({"query": "password__startswith=x&e=1"}, "The list is not filtered: there is nothing to save."),
    ],
)
def test_what_cannot_be_saved_is_said_and_stays_in_the_form(signed_in, fields, said):
    client = signed_in("editor")
    response = save(client, **{"name": "Mine", **fields})
    assert response.status_code == 400
    assert said in [str(error) for errors in response.context["new"].errors.values() for error in errors]
    assert not SavedFilter.objects.exists()
    if "\x00" not in fields.get("name", ""):
        assert response.context["new"]["name"].value() == fields.get("name", "Mine")


def test_a_name_is_given_once_for_each_list_by_each_person(signed_in):
    client = signed_in("editor")
    save(client)
    assert save(client, query="q=other").status_code == 400
    client.post("/admin/desk/filters/people.person/", {"name": "Summits", "query": "q=x"})
    save(signed_in("editor", name="else"))
    assert SavedFilter.objects.filter(name="Summits").count() == 3


def test_there_are_so_many_and_no_more(signed_in):
    client = signed_in("editor")
    for n in range(MOST):
        saved(client, name=f"{n}")
    assert save(client).status_code == 400
    assert SavedFilter.objects.count() == MOST


def test_one_renames_and_deletes_ones_own(signed_in):
    client = signed_in("editor")
    mine = saved(client)
    assert client.post(PLACE, {"filter": mine.pk, "name": "Meetings"}).url == PLACE
    mine.refresh_from_db()
    assert (mine.name, mine.query) == ("Meetings", QUERY)
    assert client.post(PLACE, {"filter": mine.pk, "name": ""}).status_code == 400
    client.post(PLACE, {"filter": mine.pk, "delete": "1"})
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("key", ["other", "x", "-1", "9" * 40, "\x00"])
def test_nobody_touches_the_filter_of_somebody_else(signed_in, key):
    theirs = saved(signed_in("publisher", name="else"), is_shared=True)
    client = signed_in("publisher")
    for verb in ({"name": "x"}, {"delete": "1"}):
        response = client.post(PLACE, {"filter": theirs.pk if key == "other" else key, **verb})
        assert response.status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "Summits"


def test_a_publisher_shares_a_filter_with_everybody(signed_in):
    save(signed_in("publisher", name="chief"), is_shared="on")
    save(signed_in("editor", name="else"), name="Private", is_shared="on")
    client = signed_in("editor")
    assert set(chips(client)) == {"Summits"}
    assert "chief" in client.get(PLACE).content.decode()


def test_a_filter_that_no_longer_fits_leads_to_the_list(signed_in):
    client = signed_in("editor")
    saved(client, name="a", query="gone__exact=1&password__startswith=x")
    saved(client, name="b", query="kind__exact=&kind__nonsense=1")
    saved(client, name="c", query="in=%00&q=%00&o=99.-x&organizations__id__exact=abc")
    found = chips(client)
    assert found["a"].url == LIST
    for one in found.values():
        assert client.get(one.url, follow=True).status_code == 200, one.url


def test_a_filter_is_saved_only_where_one_may_look(signed_in, client):
    assert signed_in("editor").get("/admin/desk/filters/auth.user/").status_code == 403
    assert client.get("/admin/desk/filters/x.y/").status_code == 404
    client.logout()
    assert save(client).status_code == 302
    assert not SavedFilter.objects.exists()


def test_a_form_of_another_site_saves_nothing(signed_in):
    client = signed_in("editor")
    client.handler.enforce_csrf_checks = True
    assert save(client).status_code == 403


def test_many_saved_filters_cost_a_list_no_more_than_one(signed_in, django_assert_max_num_queries):
    client = signed_in("editor")
    f.EventFactory()
    saved(client)
    client.get(LIST)
    with django_assert_max_num_queries(12) as queries:
        client.get(LIST)
    one = len(queries)
    for n in range(5):
        saved(client, name=f"{n}")
    with django_assert_max_num_queries(one):
        client.get(LIST)
