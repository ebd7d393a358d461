"""What an editor is told of the past of a record, and how a former state comes back."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from apps.core.publishing import Publication
from tests import factories

from .conftest import cite, errors_of, posted, words_of
from .test_every_page import RECORDS, address, every_record

pytestmark = pytest.mark.django_db


def delete(client, record, **said):
    url = address(type(record), f"{record.pk}/delete/")
    return client.post(url, {"post": "yes", "seen": client.get(url).context["seen"], **said})


def told(client, record):
    """Return what each state changed, the latest first, as (field, old, new)."""
    response = client.get(address(type(record), f"{record.pk}/history/"))
    return [
        [(str(change["field"]), str(change["old"]), str(change["new"])) for change in entry.changes]
        for entry in response.context["page_obj"].object_list
        if entry.state.history_type == "~"
    ]


@pytest.mark.parametrize(
    ("language", "changed", "field"),
    [("kk", "kk", "(қазақша)"), ("kk", "en", "(ағылшынша)"), ("en", "kk", "(Kazakh)"), ("en", "en", "(English)")],
)
def test_a_changed_name_is_told_once_with_its_language(editing_in, language, changed, field):
    topic = factories.TopicFactory(name_kk="Бір", name_en="One")
    topic.name_kk, topic.name_en = ("Екі", "One") if changed == "kk" else ("Бір", "Two")
    topic.save()
    [[change]] = told(editing_in(language), topic)
    assert change[0].endswith(field)
    assert change[1:] == (("Бір", "Екі") if changed == "kk" else ("One", "Two"))


def test_changes_are_told_in_words(editing_in):
    seat = factories.CityFactory(name_en="Brussels")
    organization = factories.OrganizationFactory(kind="political", start="1949")
    organization.kind, organization.start, organization.seat = "security", "1949-04", seat
    organization.publication, organization.end_unknown = Publication.ARCHIVED, True
    organization.save()
    [changes] = told(editing_in("en"), organization)
    assert set(changes) == {
        ("Kind", "political", "security"),
        ("Founded", "1949", "April 1949"),
        ("Seat", "—", "Brussels"),
        ("Publication", "published", "archived"),
        ("Ended on an unknown day", "No", "Yes"),
    }


def test_topics_that_come_and_go_are_told(editing_in):
    membership, topic = factories.MembershipFactory(), factories.TopicFactory(name_en="Energy")
    membership.topics.add(topic)
    membership.topics.remove(topic)
    assert told(editing_in("en"), membership) == [
        [("Fields of cooperation", "[Energy]", "[]")],
        [("Fields of cooperation", "[]", "[Energy]")],
    ]


def test_a_long_history_costs_no_more_than_a_short_one_and_tells_every_change(
    editing_in, django_assert_max_num_queries
):
    document = factories.DocumentFactory()
    for number in range(30):
        document.summary_en = f"State {number}"
        document.save()
    client = editing_in("en")
    with django_assert_max_num_queries(12):
        changes = told(client, document)
    assert len(changes) == 25
    assert all(len(change) == 1 for change in changes)
    html = client.get(f"/admin/documents/document/{document.pk}/history/?p=2").content.decode()
    assert "State 3 4" in words_of(html).replace("34", "3 4")
    assert "31 entries" in html


@every_record()
def test_a_former_state_of_every_record_can_be_restored(editing_in, editor, model):
    record = RECORDS[model]()
    former = record.history.latest()
    name = next(
        name
        for name in ("name_en", "title_en", "note_en", "publication", "kind", "genitive")
        if any(field.name == name for field in model._meta.fields)
    )
    old = getattr(record, name)
    setattr(record, name, {"publication": "archived", "kind": "assembly_of"}.get(name, "Changed"))
    record.save()
    url = address(model, f"{record.pk}/history/{former.pk}/")
    client = editing_in("en")
    page = client.get(url)
    assert "makes it so again" in page.content.decode()
    response = client.post(url, posted(page, change_reason="It was right"))
    assert response.status_code == 302, response.context["errors"]
    record.refresh_from_db()
    assert (getattr(record, name) or "") == (old or "")
    assert record.history.latest().history_user == editor


def test_a_state_in_one_language_comes_back_without_touching_the_other(editing_in):
    topic = factories.TopicFactory(name_kk="Бір", name_en="One")
    former = topic.history.latest()
    topic.name_kk, topic.name_en = "Екі", "Two"
    topic.save()
    client = editing_in("en")
    url = f"/admin/reference/topic/{topic.pk}/history/{former.pk}/"
    page = client.get(url)
    client.post(url, posted(page, name_en="Two", change_reason="It was right"))
    topic.refresh_from_db()
    assert (topic.name_kk, topic.name_en) == ("Бір", "Two")


def test_what_is_added_in_a_form_has_its_own_history(editing_in, editor):
    organization = factories.OrganizationFactory()
    client = editing_in("en")
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    data = posted(client.get(url)) | {
        "bodies-TOTAL_FORMS": "1",
        "bodies-0-name_en": "Council",
        "bodies-0-kind": "council",
        "bodies-0-position": "0",
        "bodies-0-publication": "draft",
    }
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    assert organization.bodies.get().history.get().history_user == editor


def test_the_citations_of_a_deleted_record_go_with_it(staff):
    organization = factories.OrganizationFactory()
    cite(organization)
    delete(staff, organization)
    content_type = ContentType.objects.get_for_model(organization)
    from apps.sources.models import Citation

    assert not Citation.objects.filter(content_type=content_type).exists()
    assert organization.history.filter(history_type="-").exists()


@pytest.mark.parametrize(("language", "said"), [("kk", "бастапқы деректерден"), ("en", "from the initial content")])
def test_the_history_of_what_was_loaded_says_so_in_words(editing_in, language, said):
    record = factories.CountryFactory()
    record.history.update(history_change_reason="load_content")
    page = editing_in(language).get(f"/admin/reference/country/{record.pk}/history/").content.decode()
    assert said in page
    assert "load_content" not in page


# ---- why, and the rows


def test_the_reason_stands_in_the_history_of_the_record_and_of_its_rows(editing_in):
    name = factories.OrganizationNameFactory()
    url = address(type(name.organization), f"{name.organization.pk}/change/")
    client = editing_in("en")
    page = client.get(url)
    data = posted(page, change_reason="The charter says so", name_en="Renamed", **{"names-0-name": "Old name"})
    assert client.post(url, data).status_code == 302
    assert name.organization.history.first().history_change_reason == "The charter says so"
    assert name.history.first().history_change_reason == "The charter says so"
    history = client.get(address(type(name.organization), f"{name.organization.pk}/history/"))
    entries = [entry for entry in history.context["page_obj"].object_list if entry.changes]
    assert {(entry.kind, change["field"]) for entry in entries for change in entry.changes} >= {
        ("", "Name (English)"),
        ("Other name of an organisation", "Name"),
    }
    assert history.content.decode().count("The charter says so") == 2


def test_the_rows_of_a_record_stand_in_its_history_in_the_order_of_time(editing_in, django_assert_max_num_queries):
    name = factories.OrganizationNameFactory()
    organization = name.organization
    factories.OrganizationLinkFactory(organization=organization)
    body = factories.BodyFactory(organization=organization)
    membership = factories.MembershipFactory(organization=organization)
    citation = cite(organization)
    for row in (name, body, membership, citation, organization):
        row.save()
    citation.delete()
    client = editing_in("en")
    client.get(address(type(organization), f"{organization.pk}/history/"))
    with django_assert_max_num_queries(14):
        page = client.get(address(type(organization), f"{organization.pk}/history/"))
    entries = page.context["page_obj"].object_list
    moments = [entry.state.history_date for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert (entries[0].kind, entries[0].state.history_type) == ("Citation", "-")
    assert {entry.kind for entry in entries} == {
        "", "Other name of an organisation", "Link", "Body", "Membership", "Citation",
    }  # fmt: skip


@pytest.mark.parametrize(("language", "gone", "come"), [("kk", "алынды", "қосылды"), ("en", "removed", "added")])
def test_the_changed_words_are_marked_for_eyes_and_ears(editing_in, language, gone, come):
    topic = factories.TopicFactory(summary_en="One two three", summary_kk="")
    topic.summary_en = "One 2 three"
    topic.save()
    html = editing_in(language).get(address(type(topic), f"{topic.pk}/history/")).content.decode()
    hidden = '<span class="visually-hidden">'
    assert f"One <del>{hidden}[{gone}: </span>two{hidden}]</span></del><ins>{hidden}[{come}: </span>2" in html


# ---- bringing back


def test_without_a_reason_nothing_is_restored(editing_in):
    topic = factories.TopicFactory(name_en="One")
    former = topic.history.latest()
    topic.name_en = "Two"
    topic.save()
    client = editing_in("en")
    url = address(type(topic), f"{topic.pk}/history/{former.pk}/")
    response = client.post(url, posted(client.get(url)))
    assert errors_of(response) == {"change_reason": ["This field is required."]}
    topic.refresh_from_db()
    assert topic.name_en == "Two"


def test_what_a_record_referred_to_comes_back_too(editing_in):
    membership, topic = factories.MembershipFactory(), factories.TopicFactory()
    membership.topics.add(topic)
    former = membership.history.latest()
    membership.topics.clear()
    client = editing_in("en")
    url = address(type(membership), f"{membership.pk}/history/{former.pk}/")
    assert client.post(url, posted(client.get(url), change_reason="It was right")).status_code == 302
    assert list(membership.topics.all()) == [topic]
    assert membership.history.latest().history_change_reason == "It was right"


def test_a_state_is_not_restored_over_what_nobody_has_seen(editing_in):
    topic = factories.TopicFactory(name_en="One")
    former = topic.history.latest()
    client = editing_in("en")
    url = address(type(topic), f"{topic.pk}/history/{former.pk}/")
    data = posted(client.get(url), change_reason="It was right")
    topic.name_en = "Two"
    topic.save()
    response = client.post(url, data)
    assert response.status_code == 200
    topic.refresh_from_db()
    assert topic.name_en == "Two"
    assert client.post(url, posted(response)).status_code == 302
    topic.refresh_from_db()
    assert topic.name_en == "One"


@every_record()
def test_a_deleted_record_of_every_kind_comes_back(editing_in, django_assert_max_num_queries, model):
    record = RECORDS[model]()
    client, key = editing_in("en"), record.pk
    with translation.override("en"):
        said = str(model._base_manager.get(pk=key))
    assert delete(client, record, change_reason="By mistake").status_code == 302
    with django_assert_max_num_queries(12):
        page = client.get(address(model, "deleted/"))
    [(state, label)] = page.context["page_obj"].object_list
    assert (label, state.history_change_reason) == (said, "By mistake")
    url = address(model, f"{key}/history/{state.pk}/")
    assert client.get(address(model, f"{key}/history/")).status_code == 200
    response = client.post(url, posted(client.get(url), change_reason="It was a mistake"))
    assert response.status_code == 302, errors_of(response)
    again = model._base_manager.get(pk=key)
    with translation.override("en"):
        assert str(again) == said
    assert again.history.latest().history_change_reason == "It was a mistake"
    assert not client.get(address(model, "deleted/")).context["page_obj"].object_list


def test_the_rows_that_went_with_a_record_come_back_with_it(editing_in):
    name = factories.OrganizationNameFactory()
    organization = name.organization
    cite(organization)
    client = editing_in("en")
    delete(client, organization)
    state = organization.history.latest()
    url = address(type(organization), f"{organization.pk}/history/{state.pk}/")
    client.post(url, posted(client.get(url), change_reason="It was a mistake"))
    organization.refresh_from_db()
    assert [row.name for row in organization.names.all()] == [name.name]
    assert organization.citations.count() == 1


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_record_whose_address_was_taken_meanwhile_says_so(editing_in, language):
    topic = factories.TopicFactory(slug="energy")
    key = topic.pk
    client = editing_in(language)
    delete(client, topic)
    factories.TopicFactory(slug="energy")
    state = type(topic).history.filter(id=key).latest()
    url = address(type(topic), f"{key}/history/{state.pk}/")
    response = client.post(url, posted(client.get(url), change_reason="…"))
    assert response.status_code == 200
    assert "slug" in errors_of(response)


def test_a_record_that_was_changed_meanwhile_is_not_deleted_unseen(editing_in):
    topic = factories.TopicFactory()
    client = editing_in("en")
    url = address(type(topic), f"{topic.pk}/delete/")
    seen = client.get(url).context["seen"]
    topic.name_en = "Other"
    topic.save()
    response = client.post(url, {"post": "yes", "seen": seen})
    assert response.status_code == 409
    assert "nothing has been deleted" in response.content.decode()
    assert client.post(url, {"post": "yes", "seen": response.context["seen"]}).status_code == 302
    assert not type(topic).objects.exists()


def test_nor_among_others_from_the_list(editing_in):
    topics = [factories.TopicFactory(), factories.TopicFactory()]
    client, url = editing_in("en"), address(type(topics[0]))
    data = {"action": "delete_selected", "_selected_action": [topic.pk for topic in topics]}
    page = client.post(url, data)
    data |= {"post": "yes", "change_reason": "Twice the same"}
    topics[0].name_en = "Other"
    topics[0].save()
    response = client.post(url, data | {"seen": page.context["seen"]})
    assert "nothing has been deleted" in response.content.decode()
    assert type(topics[0]).objects.count() == 2
    assert client.post(url, data | {"seen": response.context["seen"]}).status_code == 302
    reasons = type(topics[0]).history.filter(history_type="-").values_list("history_change_reason", flat=True)
    assert list(reasons) == ["Twice the same"] * 2
