"""Finding records in the admin, and moving many of them at once."""

import pytest
import time_machine

from apps.organizations.models import Organization
from tests import factories

from .conftest import cite
from .test_every_page import RECORDS, address, every_record

pytestmark = pytest.mark.django_db

NATO = {
    "name_kk": "Солтүстік Атлантикалық шарт ұйымы",
    "name_en": "North Atlantic Treaty Organization",
    "abbreviation_kk": "НАТО",
    "abbreviation_en": "NATO",
}


def rows(response):
    return list(response.context["cl"].result_list)


def column(response, name):
    """Return what one column of the list says, row by row."""
    changelist = response.context["cl"]
    return [str(getattr(changelist.model_admin, name)(row)) for row in changelist.result_list]


# ---- search


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("text", ["СОЛТҮСТІК", "солтүстік шарт", "north atlantic", "нато", "Nato"])
def test_search_finds_by_either_language_in_any_case(editing_in, text, language):
    nato = factories.OrganizationFactory(**NATO)
    factories.OrganizationFactory()
    response = editing_in(language).get("/admin/organizations/organization/", {"q": text})
    assert rows(response) == [nato]


@pytest.mark.parametrize("text", ["нато қазақстан", "kazakhstan NATO", "Қазақстан partnership"])
def test_a_membership_is_found_by_its_organisation_body_and_member(staff, text):
    nato = factories.OrganizationFactory(**NATO)
    kazakhstan = factories.CountryFactory(name_kk="Қазақстан", name_en="Kazakhstan")
    partnership = factories.BodyFactory(organization=nato, name_kk="Әріптестік", name_en="Partnership")
    membership = factories.MembershipFactory(organization=nato, body=partnership, country=kazakhstan)
    factories.MembershipFactory(organization=nato), factories.MembershipFactory(country=kazakhstan)
    assert rows(staff.get("/admin/members/membership/", {"q": text})) == [membership]


def test_what_a_row_refers_to_is_searched_by_its_names_and_not_by_what_is_told_of_it(staff):
    organization = factories.OrganizationFactory(name_en="Economic Union", description_en="Kazakhstan proposed it.")
    kazakhstan = factories.CountryFactory(name_kk="Қазақстан", name_en="Kazakhstan")
    for country in (kazakhstan, factories.CountryFactory(name_en="Armenia")):
        factories.MembershipFactory(organization=organization, country=country)
    for query in ("Kazakhstan", "казакстанның", "rfpfrcnfy"):
        rows = staff.get("/admin/members/membership/", {"q": query}).context["cl"].result_list
        assert [row.country for row in rows] == [kazakhstan], query
    assert len(staff.get("/admin/members/membership/", {"q": "unions"}).context["cl"].result_list) == 2


def test_sources_are_found_in_any_form_of_their_words(staff):
    factories.SourceFactory(title_kk="Ұйымдар кестесі", title_en="Table of memberships")
    for query in ("кестенің", "KESTE", "membership", "уйым"):
        assert staff.get("/admin/sources/source/", {"q": query}).context["cl"].result_count == 1, query


@pytest.mark.parametrize("typed", ["бухарест", "БУХАРЕСТТЕ", ",e[fhtcn", "<E{FHTCN", "Bucharest"])
def test_a_search_reads_another_layout_as_whole_words(staff, typed):
    summit = factories.EventFactory(name_kk="Бухарест саммиті", name_en="Bucharest summit")
    factories.EventFactory(name_kk="Отырыс", name_en="European exercise", slug="exercise")  # what «х» cuts off: e
    assert rows(staff.get("/admin/events/event/", {"q": typed})) == [summit]


@pytest.mark.parametrize(("typed", "name"), [(",kjr", "Блок"), ("'rcgthn", "Эксперт"), ("-r3k", "Өкіл")])
def test_a_letter_that_is_no_letter_of_the_other_layout_is_read_too(staff, typed, name):
    named = factories.TopicFactory(name_kk=name, name_en="A topic")
    factories.TopicFactory(name_kk="Су", name_en="Water")
    assert rows(staff.get("/admin/reference/topic/", {"q": typed})) == [named]


@pytest.mark.parametrize("query", ["2008 саммит", "САММИТ 008", '"саммит" 2008', "ummit 2008-b"])
def test_a_search_finds_numbers_and_parts_of_words_in_any_order(staff, query):
    summit = factories.EventFactory(name_kk="Саммит", name_en="Summit", slug="2008-bucharest-summit")
    factories.EventFactory(name_kk="Саммит", name_en="Summit", slug="2009-strasbourg", start="2009-04-03")
    assert rows(staff.get("/admin/events/event/", {"q": query})) == [summit]


@every_record()
def test_search_in_every_list_asks_for_both_languages(staff, model):
    from django.contrib import admin

    fields = set(admin.site.get_model_admin(model).search_fields)
    assert fields
    for field in fields:
        if field.endswith("_kk"):
            assert f"{field[:-3]}_en" in fields, field


# ---- autocomplete


def suggestions(client, text, model, field):
    app, name = model.split(".")
    query = {"term": text, "app_label": app, "model_name": name, "field_name": field}
    return [result["text"] for result in client.get("/admin/autocomplete/", query).json()["results"]]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("kk", "Солтүстік Атлантикалық шарт ұйымы (НАТО)"), ("en", "North Atlantic Treaty Organization (NATO)")],
)
@pytest.mark.parametrize("text", ["нато", "NATO", "солтүстік", "treaty"])
def test_autocomplete_finds_by_either_language_and_answers_in_the_editors(editing_in, text, language, shown):
    factories.OrganizationFactory(**NATO), factories.OrganizationFactory()
    assert suggestions(editing_in(language), text, "members.membership", "organization") == [shown]


def test_autocomplete_names_a_body_with_its_organisation(editing_in):
    nato = factories.OrganizationFactory(**NATO)
    factories.BodyFactory(organization=nato, name_en="Council"), factories.BodyFactory(name_en="Council")
    assert suggestions(editing_in("en"), "council nato", "members.membership", "body") == ["Council — NATO"]


def test_autocomplete_names_a_post_with_its_place_and_an_event_with_its_year(editing_in):
    nato = factories.OrganizationFactory(**NATO)
    factories.PostFactory(organization=nato), factories.EventFactory(name_en="Bucharest summit")
    client = editing_in("en")
    assert suggestions(client, "secretary", "people.tenure", "post") == [
        "Secretary General — North Atlantic Treaty Organization"
    ]
    assert suggestions(client, "бухарест", "events.participation", "event") == []
    assert suggestions(client, "bucharest", "events.participation", "event") == ["Bucharest summit (2008)"]


@pytest.mark.parametrize("text", ["ресей", "Ресей ", "russia", "RU"])
def test_autocomplete_puts_what_is_called_so_first(editing_in, text):
    factories.CountryFactory(name_kk="Ресей", name_en="Russia", iso2="RU", slug="russia")
    factories.CountryFactory(name_kk="Ресейлік арал", name_en="Russian island", slug="rus-island")
    factories.CountryFactory(name_kk="Алтай (Ресей)", name_en="Altai (Russia)", slug="altai-ru")
    found = suggestions(editing_in("kk"), text, "members.membership", "country")
    assert found[0] == "Ресей"
    assert found[-1] == "Алтай (Ресей)"


def test_autocomplete_leaves_out_what_no_text_holds(staff):
    factories.OrganizationFactory(**NATO)
    assert len(suggestions(staff, "na\x00to", "members.membership", "organization")) == 1
    assert suggestions(staff, "\x00", "members.membership", "organization")


def test_autocomplete_finds_accounts_too(admin_client):
    admin_client.get("/admin/")
    assert suggestions(admin_client, "adm", "admin.logentry", "user") == ["admin"]


def test_autocomplete_costs_the_same_for_one_and_for_three(staff, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(6) as queries:
            suggestions(staff, "", "members.membership", "body")
        return len(queries)

    factories.BodyFactory()
    one = cost()
    factories.BodyFactory(), factories.BodyFactory()
    assert cost() == one


@every_record()
def test_every_relation_that_may_be_long_is_an_autocomplete(model):
    from django.contrib import admin

    model_admin = admin.site.get_model_admin(model)
    forms = [(model, model_admin)] + [(inline.model, inline) for inline in model_admin.inlines]
    for owner, form in forms:
        shown = {name for _, options in form.fieldsets for line in options["fields"] for name in as_tuple(line)}
        for field in (*owner._meta.fields, *owner._meta.many_to_many):
            if field.is_relation and field.name in shown:
                assert field.name in form.autocomplete_fields, f"{form}: {field.name}"


def as_tuple(line):
    return (line,) if isinstance(line, str) else line


@pytest.mark.parametrize("place", ["?q=summit&p=2", "?q=summit&p=1", "?q=summit&all=&p=3", "?q=summit&all="])
def test_where_all_that_is_found_fits_on_one_page_it_is_shown(staff, monkeypatch, place):
    for number in range(3):
        factories.EventFactory(name_en=f"Summit {number}", slug=f"s{number}")
    assert len(rows(staff.get(f"/admin/events/event/{place}"))) == 3


def test_a_page_of_a_search_that_is_too_long_to_be_shown_whole_holds_its_own_rows(staff, monkeypatch):
    from django.contrib import admin

    from apps.events.models import Event

    events = admin.site.get_model_admin(Event)
    monkeypatch.setattr(events, "list_per_page", 2)
    monkeypatch.setattr(events, "list_max_show_all", 3)
    for number in range(5):
        factories.EventFactory(name_en=f"Summit {number}", slug=f"s{number}", start=f"200{number}")
    found = rows(staff.get("/admin/events/event/?q=summit&all=&p=3"))
    assert [event.name_en for event in found] == ["Summit 0"]


# ---- order and columns


@pytest.mark.parametrize(("language", "order"), [("kk", ["әлем", "қала", "яғни"]), ("en", ["яғни", "қала", "әлем"])])
def test_lists_follow_the_alphabet_of_the_language(editing_in, language, order):
    for kazakh, english in (("яғни", "Alpha"), ("қала", "Beta"), ("әлем", "Gamma")):
        factories.TopicFactory(name_kk=kazakh, name_en=english)
    client = editing_in(language)
    assert [topic.name_kk for topic in rows(client.get("/admin/reference/topic/"))] == order
    assert [topic.name_kk for topic in rows(client.get("/admin/reference/topic/?o=-1"))] == order[::-1]


def test_spans_are_read_aloud(editing_in):
    factories.MembershipFactory(start="2004-10", end="2008-04-11")
    assert column(editing_in("kk").get("/admin/members/membership/"), "dates") == [
        "2004 жылғы қазан – 2008 жылғы 11 сәуір"
    ]
    assert column(editing_in("en").get("/admin/members/membership/"), "dates") == ["October 2004 – 11 April 2008"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "complete"),
        ({"name_en": ""}, "English: name"),
        ({"summary_en": "A topic."}, "Kazakh: summary"),
        ({"name_en": "", "summary_en": "A topic."}, "Kazakh: summary; English: name"),
    ],
)
def test_completeness_says_which_language_misses_what(editing_in, texts, said):
    factories.TopicFactory(**texts)
    assert column(editing_in("en").get("/admin/reference/topic/"), "completeness") == [said]


def test_a_list_says_who_changed_a_row_last_and_when(staff, editor):
    with time_machine.travel("2026-03-05 06:00+00:00", tick=False):
        topic = factories.TopicFactory()
        topic._history_user = editor
        topic.save()
    assert column(staff.get("/admin/reference/topic/"), "last_change") == ["05.03.2026 11:00, editor"]


def test_a_list_lives_without_a_history(staff):
    factories.TopicFactory().history.all().delete()
    assert column(staff.get("/admin/reference/topic/"), "last_change") == ["—"]


# ---- filters


def choices(response, title):
    """Return what a filter of the list offers."""
    changelist = response.context["cl"]
    (named,) = (one for one in changelist.filter_specs if one.title == title)
    return [choice["display"] for choice in named.choices(changelist)]


def test_the_years_offered_are_those_of_every_record_the_latest_first(editing_in):
    starts = {"1949-04-04": "published", "2008": "draft", "2001": "archived", "2004": "review", "": "published"}
    for start, publication in starts.items():
        factories.EventFactory(start=start, publication=publication)
    decades = ["2000–2009", "1940–1949"]
    client = editing_in("en")
    assert choices(client.get("/admin/events/event/"), "year") == ["All", *decades, "unknown"]
    within = choices(client.get("/admin/events/event/?in=2000s"), "year")
    assert within == ["All", decades[0], "· 2008", "· 2004", "· 2001", decades[1], "unknown"]


def test_a_filter_offers_what_rows_refer_to_drafts_too(editing_in):
    nato, osce = factories.OrganizationFactory(**NATO), factories.OrganizationFactory(name_en="OSCE")
    factories.OrganizationFactory(name_en="Nobody’s")
    factories.EventFactory(publication="draft").organizations.add(nato, osce)
    factories.EventFactory().organizations.add(nato)
    offered = choices(editing_in("en").get("/admin/events/event/"), "organisations")
    assert offered == ["All", "North Atlantic Treaty Organization", "OSCE", "-"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("missing=kk", ["no-kazakh"]),
        ("missing=en", ["no-english"]),
        ("missing=nothing", ["both", "draft"]),
        ("missing=rubbish", ["both", "draft", "no-english", "no-kazakh"]),
        ("publication__exact=draft", ["draft"]),
    ],
)
def test_topics_are_filtered_by_completeness_and_publication(staff, query, found):
    factories.TopicFactory(slug="both", summary_kk="", summary_en="")
    factories.TopicFactory(slug="no-kazakh", name_kk="", summary_kk="Түйін", summary_en="Summary")
    factories.TopicFactory(slug="no-english", summary_kk="Түйін")
    factories.TopicFactory(slug="draft", draft=True)
    assert sorted(topic.slug for topic in rows(staff.get(f"/admin/reference/topic/?{query}"))) == found


@time_machine.travel("2026-11-22")
@pytest.mark.parametrize(("value", "found"), [("yes", ["open"]), ("no", ["ended", "unknown"])])
def test_memberships_are_filtered_by_whether_they_go_on(staff, value, found):
    for slug, dates in (
        ("open", {}),
        ("ended", {"end": "2009"}),
        ("unknown", {"end_unknown": True}),
    ):
        factories.MembershipFactory(country__slug=slug, **dates)
    response = staff.get("/admin/members/membership/", {"ongoing": value})
    assert sorted(row.country.slug for row in rows(response)) == found


def test_memberships_are_filtered_by_organisation_and_kind_of_member(staff):
    of_country, of_organization = factories.MembershipFactory(), factories.MembershipFactory(of_organization=True)
    url = "/admin/members/membership/"
    assert rows(staff.get(url, {"organization__id__exact": of_country.organization_id})) == [of_country]
    assert rows(staff.get(url, {"member": "organization"})) == [of_organization]
    assert rows(staff.get(url, {"member": "country"})) == [of_country]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1990s", [1994, 1999]),
        ("1994", [1994]),
        ("unknown", [None]),
        ("1994ss", [None, 1949, 1994, 1999]),
        ("٣s", [None, 1949, 1994, 1999]),
    ],
)
def test_events_are_filtered_by_decade_and_year(staff, value, found):
    for start in ("1949-04-04", "1994-01", "1999", None):
        factories.EventFactory(start=start)
    response = staff.get("/admin/events/event/", {"in": value})
    assert sorted((row.year for row in rows(response)), key=lambda year: year or 0) == found


def test_the_years_of_a_decade_are_offered_within_it(staff):
    for start in ("1949", "1994", "1999"):
        factories.EventFactory(start=start)
    html = staff.get("/admin/events/event/?in=1990s").content.decode()
    assert "1940–1949" in html
    assert "· 1994" in html
    assert "· 1949" not in html


def test_citations_tell_their_record_and_fact(editing_in, django_assert_max_num_queries):
    membership = factories.MembershipFactory(country__name_en="Kazakhstan", organization__name_en="NATO")
    cite(membership, field="start", contradicts=True, stated_value="1994-06-27")
    response = editing_in("en").get("/admin/sources/citation/")
    assert column(response, "fact") == ["start"]
    assert column(response, "contradiction") == ["27 June 1994"]
    assert f"/admin/members/membership/{membership.pk}/change/" in response.content.decode()
    for _ in range(3):
        cite(factories.MembershipFactory()), cite(factories.TenureFactory()), cite(factories.BodyFactory())
    with django_assert_max_num_queries(15):
        editing_in("en").get("/admin/sources/citation/")


# ---- many at once


def move(client, action, *records):
    url = address(type(records[0]))
    return client.post(url, {"action": action, "_selected_action": [record.pk for record in records]}, follow=True)


@pytest.mark.parametrize(
    ("action", "state"), [("publish", "published"), ("archive", "archived"), ("back_to_draft", "draft")]
)
def test_records_are_moved_together_and_their_history_says_by_whom(editing_in, editor, action, state):
    records = [factories.OrganizationFactory(publication="review") for _ in range(3)]
    already = factories.OrganizationFactory(publication=state)
    message = str(next(iter(move(editing_in("en"), action, *records, already).context["messages"])))
    assert "3 records are now" in message
    assert "1 record was so already" in message
    for record in records:
        record.refresh_from_db()
        assert record.publication == state
        assert record.history.latest().history_user == editor
    assert already.history.count() == 1


@every_record()
def test_every_record_with_a_publication_can_be_published_from_its_list(editing_in, model):
    if not hasattr(model, "publication"):
        return
    record = RECORDS[model]()
    for action, words in (("archive", "Archive the selected"), ("publish", "Publish the selected")):
        client = editing_in("en")
        assert words in client.get(address(model)).content.decode()
        assert move(client, action, record).status_code == 200
    record.refresh_from_db()
    assert record.publication == "published"


def test_an_editor_who_may_only_look_cannot_publish(client, django_user_model):
    from django.contrib.auth.models import Permission

    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_organization"))
    client.force_login(reader)
    organization = factories.OrganizationFactory(draft=True)
    move(client, "publish", organization)
    assert Organization.objects.get().publication == "draft"


def test_a_search_is_turned_page_by_page_and_shown_whole(staff):
    for number in range(103):
        factories.TopicFactory(name_kk=f"Су {number:03}", name_en=f"Water {number:03}")
    factories.TopicFactory(name_kk="От", name_en="Fire")
    address = "/admin/reference/topic/?q=water"
    first, second = (staff.get(f"{address}&p={page}").context["cl"] for page in (1, 2))
    assert (first.result_count, second.result_count, first.full_result_count) == (103, 103, 104)
    size = first.list_per_page
    names = [str(row) for row in [*first.result_list, *second.result_list]]
    assert names == [f"Су {number:03}" for number in range(min(2 * size, 103))]
    assert len(staff.get(f"{address}&all=").context["cl"].result_list) == 103
    for page in ("0", "99", "9" * 30, "-5", "x"):
        response = staff.get(f"{address}&p={page}")
        assert response.status_code in (200, 302), page
    nothing = staff.get("/admin/reference/topic/?q=zzz").context["cl"]
    assert (nothing.result_count, list(nothing.result_list)) == (0, [])
