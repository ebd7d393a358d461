"""What an editor is told of the past of a record, and how a former state comes back."""

import pytest
from django.contrib.contenttypes.models import ContentType

from apps.core.publishing import Publication
from tests import factories

from .conftest import cite, errors_of, posted
from .test_every_page import RECORDS, address, every_record

pytestmark = pytest.mark.django_db


def told(client, record):
    """Return what each state changed, the latest first, as (field, old, new)."""
    response = client.get(address(type(record), f"{record.pk}/history/"))
    return [
        [(str(change["field"]), str(change["old"]), str(change["new"])) for change in entry.history_delta_changes]
        for entry in response.context["page_obj"]
        if hasattr(entry, "history_delta_changes")
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
    assert "State 3 → State 4" in html
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
    response = client.post(url, posted(page))
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
    client.post(url, posted(page, name_en="Two"))
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
    staff.post(f"/admin/organizations/organization/{organization.pk}/delete/", {"post": "yes"})
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
