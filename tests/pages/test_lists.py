"""Lists: facets, chips, counts, sort, pages, and what happens to bad query strings."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as f

pytestmark = pytest.mark.django_db

LISTS = ("organizations", "members", "people", "events", "documents", "terms")
KEYS = (
    "q organization body member person kind status region topic city from to year on letter sort page size series "
    "category language x"
).split()
BAD = {
    "an empty value": "",
    "a control character": "%00",
    "no such value": "no-such-value",
    "a negative number": "-1",
    "a huge number": "1000000000",
    "a bad date": "2008-02-30",
    "ten thousand letters": "x" * 10_000,
    "a quotation mark": quote("'\""),
    "a percent sign": "%25",
    "broken UTF-8": "%ff%fe",
    "digits of another script": quote("١٩٤٩"),
    "markup": quote("<script>alert(1)</script>"),
}


@pytest.mark.parametrize("section", LISTS)
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_no_query_string_breaks_a_list(client, world, section, bad):
    for key in KEYS:
        response = client.get(f"/en/{section}/?{key}={bad}")
        assert response.status_code == 200, key
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize("section", LISTS)
def test_a_key_repeated_fifty_times_and_more_is_answered(client, world, section):
    for times in (50, 200):
        query = "&".join(["kind=summit", "organization=nato", "q=x"] * times)
        assert client.get(f"/kk/{section}/?{query}").status_code == 200


@pytest.mark.parametrize("section", LISTS)
def test_a_list_costs_the_same_with_one_row_and_with_three_more(client, world, section, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as one:
        client.get(f"/en/{section}/?organization=nato&kind=summit&status=held")
    for _ in range(3):
        member = f.MembershipFactory(organization=world["nato"], status="partner")
        f.MembershipFactory(country=member.country)
        f.TenureFactory(post__organization=world["nato"])
        f.EventFactory(organizations=[world["nato"]])
        f.DocumentFactory(organizations=[world["nato"]])
        f.TermFactory(forms=[("ru", "allowed", "слово")])
    with django_assert_max_num_queries(12) as three:
        client.get(f"/en/{section}/?organization=nato&kind=summit&status=held")
    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/en/events/?kind=party", "There is no such value here."),
        ("/en/events/?organization=atlantis", "There is no such value here."),
        ("/en/events/?from=soon", "This is not a day."),
        ("/en/events/?year=MCMXLIX", "This is not a year."),
        ("/en/events/?page=-1", "There is no such page"),
        ("/en/events/?page=1000000000", "There are not so many pages"),
        ("/en/events/?sort=luck", "cannot be sorted that way"),
        ("/en/events/?size=7", "cannot have that many rows"),
        ("/en/events/?body=atlantis", "Body: There is no such value here."),
        ("/en/events/?q=" + "x" * 300, "This text is too long to search for."),
    ],
)
def test_a_bad_value_is_left_out_and_said(client, world, path, message):
    text = client.get(path).content.decode()
    assert message in text
    assert "3 events" in text


def test_an_unknown_key_is_ignored(client, world):
    assert "3 events" in client.get("/en/events/?utm_source=x").content.decode()


def option(text: str, value: str) -> re.Match:
    return re.search(
        rf'value="{value}"[^>]*>\s*<span class="option-name">[^<]*</span> <span class="option-count">(\d+)', text
    )


def test_a_facet_counts_as_if_it_were_not_set_itself(client, world):
    text = client.get("/en/events/?kind=visit").content.decode()
    assert "1 event<" in text
    assert option(text, "visit")[1] == "1"
    assert option(text, "summit")[1] == "2"


def test_values_of_one_facet_are_or_and_facets_are_and(client, world):
    assert "3 events" in client.get("/en/events/?kind=visit&kind=summit").content.decode()
    assert "1 event<" in client.get("/en/events/?kind=visit&organization=nato").content.decode()
    assert "0 events" in client.get("/en/events/?kind=visit&topic=non-proliferation").content.decode()


def test_a_value_that_would_find_nothing_is_disabled(client, world):
    text = client.get("/en/events/?kind=visit").content.decode()
    assert re.search(r'name="topic" value="non-proliferation"[^>]* disabled', text)


def test_each_active_filter_has_a_chip_that_removes_only_it(client, world):
    text = client.get("/en/events/?kind=visit&organization=nato&sort=start").content.decode()
    assert 'class="chip" href="/en/events/?organization=nato&amp;sort=start"' in text
    assert 'class="chip" href="/en/events/?kind=visit&amp;sort=start"' in text
    assert 'class="chip-clear" href="/en/events/"' in text


def test_an_empty_result_names_the_one_filter_to_drop(client, world):
    text = client.get("/en/events/?kind=visit&topic=non-proliferation").content.decode()
    assert "Nothing was found." in text
    assert "Drop this filter" in text


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/en/organizations/?q=АТЛАНТИКАЛЫҚ", 1),
        ("/kk/organizations/?q=atlantic treaty", 1),
        ("/kk/organizations/?q=нато", 1),
        ("/kk/organizations/?q=atlantic union", 0),
        ("/kk/members/?q=бельгия", 1),
        ("/en/members/?organization=nato&status=observer", 1),
        ("/en/members/?region=central_asia", 1),
        ("/en/people/?q=spaak", 1),
        ("/en/people/?organization=nato&kind=head", 1),
        ("/en/people/?on=1965-01-01", 0),
        ("/en/people/?member=belgium", 1),
        ("/en/events/?from=2008-04-04&to=2008-04-04", 2),
        ("/en/events/?member=belgium&person=paul-henri-spaak", 1),
        ("/en/events/?city=brussels&series=nato-summits&year=2008", 1),
        ("/en/events/?body=council", 1),
        ("/en/documents/?member=belgium&topic=non-proliferation&year=1949", 1),
        ("/en/documents/?event=2008-bucharest-summit&body=council", 1),
        ("/en/organizations/?member=belgium", 1),
        ("/en/organizations/?region=central_asia", 1),
        ("/en/organizations/?year=1949&kind=military_political", 1),
        ("/en/terms/?q=КЕЛІСІМШАРТ", 1),
        ("/kk/terms/?q=договор&category=documents", 1),
        ("/en/terms/?language=ru&status=deprecated", 1),
        ("/en/terms/?category=places", 0),
        ("/kk/terms/?letter=ш", 1),
    ],
)
def test_every_filter_finds_what_it_says(client, world, path, found):
    text = client.get(path).content.decode()
    assert re.search(rf'<p class="count"[^>]*>{found} ', text), re.search(r'<p class="count"[^>]*>[^<]*', text)[0]


def test_a_search_finds_by_the_other_names_of_what_hangs_on_a_record_but_not_by_a_draft(client, world):
    council = world["nato"].bodies.get(slug="council")
    f.BodyNameFactory(body=council, name="СЕАП", language="ru")
    f.BodyNameFactory(body=council, name="ЕАӘК", language="kk")
    for path in ("/kk/events/?q=сеап", "/kk/documents/?q=СЕАП", "/en/organizations/?q=сеап"):
        assert re.search(r'id="count">1 ', client.get(path).content.decode()), path
    council.publication = "draft"
    council.save()
    assert "0 events" in client.get("/en/events/?q=сеап").content.decode()


@pytest.mark.parametrize(
    ("language", "other", "said"), [("kk", "en", "This list in English"), ("en", "kk", "Осы тізім қазақ тілінде")]
)
def test_an_empty_list_offers_the_other_language(client, world, language, other, said):
    text = client.get(f"/{language}/people/?q=nobody&member=belgium").content.decode()
    assert f'<a href="/{other}/people/?q=nobody&amp;member=belgium" lang="{other}" hreflang="{other}">{said}' in text


def test_an_empty_list_of_a_day_leads_back_to_today(client, world):
    text = client.get("/en/people/?on=1930-01-01").content.decode()
    empty = text.partition('<div class="empty">')[2]
    assert 'href="/en/people/"' in empty


def test_the_filter_to_drop_is_found_in_one_query(client, world):
    address = "/en/events/?kind=visit&kind=summit&organization=nato&status=held&topic=non-proliferation&year=2008"
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    with CaptureQueriesContext(connection) as empty:
        text = client.get(address.replace("kind=summit&", "")).content.decode()
    assert "Drop this filter" in text
    assert len(empty) <= len(found)


def test_filters_that_have_no_control_are_carried_by_the_form(client, world):
    form = client.get("/en/events/?body=council&kind=visit").content.decode().partition('id="filters"')[2]
    assert '<input type="hidden" name="body" value="council">' in form
    assert '<input type="hidden" name="kind"' not in form


def test_clearing_the_filters_keeps_the_day(client, world):
    text = client.get("/en/people/?on=1960-01-01&kind=head").content.decode()
    assert 'class="chip-clear" href="/en/people/?on=1960-01-01"' in text


def test_facets_count_what_holds_on_the_day(client, world):
    f.MembershipFactory(organization=world["nato"], status="partner", start="1994", end="2000-01-01")
    then = client.get("/en/members/?on=1995-06-01").content.decode()
    assert option(then, "partner")[1] == "1"
    assert option(client.get("/en/members/").content.decode(), "partner") is None


@pytest.mark.parametrize(("key", "control"), [("sort", "f-sort"), ("size", "f-size"), ("q", "f-q"), ("from", "f-from")])
def test_what_is_wrong_with_a_value_is_said_at_its_control(client, world, key, control):
    text = client.get(f"/en/events/?{key}={'x' * 300}").content.decode()
    assert re.search(rf'id="{control}"[^>]*aria-invalid="true" aria-describedby="{control}-error"', text)
    assert f'class="error" id="{control}-error"' in text


def test_words_that_find_nothing_lead_to_the_other_lists(client, world):
    text = client.get("/en/organizations/?q=Belgium").content.decode()
    assert 'href="/en/members/?q=Belgium"' in text


def test_a_last_day_before_the_first_is_left_out_and_said(client, world):
    text = client.get("/en/events/?from=2010-01-01&to=2000-01-01").content.decode()
    assert "This day is before the day" in text


def test_pages_keep_the_filter_and_cut_the_list(client, world):
    for _ in range(25):
        f.EventFactory(kind="meeting")
    text = client.get("/en/events/?kind=meeting").content.decode()
    assert text.count('<li class="row">') == 20
    assert 'href="/en/events/?kind=meeting&amp;page=2"' in text
    assert client.get("/en/events/?kind=meeting&page=2").content.decode().count('<li class="row">') == 5
    assert client.get("/en/events/?kind=meeting&size=50").content.decode().count('<li class="row">') == 25


@pytest.mark.parametrize(("language", "first"), [("kk", "Әзірбайжан"), ("en", "Azerbaijan")])
def test_a_list_is_in_the_alphabetical_order_of_its_language(client, language, first, db):
    nato = f.OrganizationFactory()
    for kk, en in (("Өзбекстан", "Uzbekistan"), ("Әзірбайжан", "Azerbaijan"), ("Ямайка", "Jamaica")):
        f.MembershipFactory(organization=nato, country__name_kk=kk, country__name_en=en)
    titles = re.findall(r'row-title"><a[^>]*>([^<]*)', client.get(f"/{language}/members/").content.decode())
    assert titles[0] == first
    assert len(titles) == 3


TABS = (
    "organizations/nato/structure/",
    "organizations/nato/members/",
    "organizations/nato/people/",
    "organizations/nato/events/",
    "organizations/nato/documents/",
    "organizations/nato/bodies/council/",
    "members/belgium/",
    "people/paul-henri-spaak/",
    "events/2008-bucharest-summit/",
    "documents/washington-treaty/",
    "events/calendar/2008/04/",
    "",
)


def test_a_record_with_many_rows_costs_what_one_with_few_does(client, world, django_assert_max_num_queries):
    nato, belgium = world["nato"], world["belgium"]
    for path in TABS:
        client.get(f"/en/{path}")  # record types are remembered from here on
    before = {}
    for path in TABS:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/{path}")
        before[path] = len(queries)
    council = nato.bodies.get(slug="council")
    summit = nato.events.get(slug="2008-bucharest-summit")
    treaty = nato.documents.get(slug="washington-treaty")
    spaak = f.TenureFactory(post=f.PostFactory(organization=nato, body=council)).person
    for number in range(3):
        f.BodyFactory(organization=nato, parent=council)
        f.MembershipFactory(organization=nato)
        f.MembershipFactory(organization=nato, body=council)
        f.MembershipFactory(country=belgium).topics.add(f.TopicFactory())
        f.TenureFactory(post=council.posts.first(), start=f"198{number}", person__nationality=belgium)
        f.TenureFactory(post=f.PostFactory(organization=nato, body=council), person=spaak)
        event = f.EventFactory(start="2008-04-05", organizations=[nato], parent=summit, series=summit.series)
        event.bodies.add(council)
        f.ParticipationFactory(event=event, person=spaak)
        f.ParticipationFactory(event=summit)
        f.ParticipationFactory(event=summit, person=None, country=f.CountryFactory())
        document = f.DocumentFactory(organizations=[nato])
        document.bodies.add(council)
        document.events.add(summit)
        f.PartyFactory(document=treaty)
        treaty.events.add(event)
        f.CitationFactory(record=nato)
    for path in TABS:
        with django_assert_max_num_queries(12) as after:
            client.get(f"/en/{path}")
        assert len(after) <= before[path], path


def test_a_year_before_1000_is_no_year(client, world):
    response = client.get("/en/events/?year=0900")
    assert "This is not a year." in response.content.decode()
