"""What the second of two editors is shown, and what becomes of what both wrote."""

import pytest
from django.contrib import admin
from django.db import transaction

from apps.core.publishing import Publication
from apps.core.versions import Changed, held_as, version_of
from apps.organizations.models import Organization
from apps.reference.models import Topic
from tests import factories

from .conftest import errors_of, posted, saved, values, words_of
from .test_every_page import RECORDS, address, every_record

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["kk", "en"])


@pytest.fixture
def other(django_user_model):
    """An editor who is first."""
    return django_user_model.objects.create_user("bolat")


def change(record, user, **said):
    for name, value in said.items():
        setattr(record, name, value)
    record._history_user, record._change_reason = user, "They said so"
    record.save()


def form_of(client, record):
    url = address(type(record), f"{record.pk}/change/")
    return url, client.get(url)


@every_record()
def test_a_form_that_nobody_else_changed_is_saved(editing_in, model):
    client, record = editing_in("en"), RECORDS[model]()
    url, page = form_of(client, record)
    saved(client.post(url, posted(page)))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("What changed meanwhile", "bolat", "They said so", "Your text", "The text now", "Changed by both")),
        ("kk", ("Осы арада не өзгерді", "bolat", "They said so", "Сіздің мәтініңіз", "Қазіргі мәтін")),
    ],
)
def test_the_second_editor_sees_who_changed_what_and_keeps_the_own_text(editing_in, other, language, words):
    client, topic = editing_in(language), factories.TopicFactory(summary_en="Energy of states")
    url, page = form_of(client, topic)
    change(topic, other, summary_en="Energy of all states")
    response = client.post(url, posted(page, summary_en="Energy of member states"))
    assert response.status_code == 409
    html = response.content.decode()
    for word in words:
        assert word in html
    assert values(response)["summary_en"] == "Energy of member states"
    [both] = response.context["merge"].both
    assert "<mark>" in both.yours
    assert "<mark>" in both.now
    assert words_of(both.yours) == "Energy of member states"
    assert "summary_en" in errors_of(response)
    topic.refresh_from_db()
    assert topic.summary_en == "Energy of all states"
    saved(client.post(url, posted(response, summary_en="Energy of all member states")))
    topic.refresh_from_db()
    assert topic.summary_en == "Energy of all member states"


def test_what_only_the_other_changed_is_taken_over_and_said(editing_in, other):
    client, topic = editing_in("en"), factories.TopicFactory(name_en="One", summary_en="Two")
    url, page = form_of(client, topic)
    change(topic, other, name_en="First")
    response = client.post(url, posted(page, summary_en="Second"))
    assert [(field.label, field.now) for field in response.context["merge"].taken] == [("Name (English)", "First")]
    assert not response.context["merge"].both
    saved(client.post(url, posted(response)))
    topic.refresh_from_db()
    assert (topic.name_en, topic.summary_en) == ("First", "Second")


def test_a_third_change_is_seen_too(editing_in, other):
    client, topic = editing_in("en"), factories.TopicFactory(name_en="One")
    url, page = form_of(client, topic)
    change(topic, other, summary_en="Two")
    response = client.post(url, posted(page, name_en="Mine"))
    change(topic, other, summary_en="Three")
    again = client.post(url, posted(response))
    assert again.status_code == 409
    saved(client.post(url, posted(again)))
    topic.refresh_from_db()
    assert (topic.name_en, topic.summary_en) == ("Mine", "Three")


def test_records_that_are_referred_to_are_merged_as_a_field(editing_in, other):
    one, two, membership = factories.TopicFactory(), factories.TopicFactory(), factories.MembershipFactory()
    client = editing_in("en")
    url, page = form_of(client, membership)
    membership.topics.add(one)
    response = client.post(url, posted(page, topics=[str(two.pk)]))
    assert [both.label for both in response.context["merge"].both] == ["Fields of cooperation"]
    saved(client.post(url, posted(response, topics=[str(one.pk), str(two.pk)])))
    assert set(membership.topics.all()) == {one, two}


def test_a_row_that_the_other_changed_is_merged_by_its_fields(editing_in, other):
    name = factories.OrganizationNameFactory(name="Old", note_en="")
    client = editing_in("en")
    url, page = form_of(client, name.organization)
    change(name, other, note_en="Until 1990")
    response = client.post(url, posted(page, **{"names-0-name": "Older"}))
    assert response.status_code == 409
    assert values(response)["names-0-note_en"] == "Until 1990"
    saved(client.post(url, posted(response)))
    name.refresh_from_db()
    assert (name.name, name.note_en) == ("Older", "Until 1990")


def test_rows_that_came_and_went_meanwhile_are_told(editing_in, other):
    gone = factories.OrganizationNameFactory(name="Gone")
    kept = factories.OrganizationNameFactory(name="Kept", organization=gone.organization)
    client = editing_in("en")
    url, page = form_of(client, gone.organization)
    gone.delete()
    factories.OrganizationNameFactory(name="Come", organization=kept.organization)
    response = client.post(url, posted(page, name_en="Renamed"))
    merge = response.context["merge"]
    assert "Gone" in merge.gone[0]
    assert "Come" in merge.come[0]
    saved(client.post(url, posted(response)))
    assert set(kept.organization.names.values_list("name", flat=True)) == {"Kept", "Come"}


def test_a_row_that_was_deleted_while_it_was_changed_here_is_not_lost(editing_in, other):
    name = factories.OrganizationNameFactory(name="Old")
    client = editing_in("en")
    url, page = form_of(client, name.organization)
    name.delete()
    response = client.post(url, posted(page, **{"names-0-name": "Older"}))
    assert "Older" in response.context["merge"].revived[0]
    saved(client.post(url, posted(response)))
    assert list(name.organization.names.values_list("name", flat=True)) == ["Older"]


@LANGUAGES
@pytest.mark.parametrize("token", ["", "forged", "eyJ:1:2"])
def test_a_form_that_does_not_say_its_version_is_refused_and_nothing_in_it_is_lost(editing_in, language, token):
    client, topic = editing_in(language), factories.TopicFactory(name_en="One")
    url, page = form_of(client, topic)
    response = client.post(url, posted(page, name_en="Two", opened_version=token))
    assert response.status_code == 400
    assert values(response)["name_en"] == "Two"
    topic.refresh_from_db()
    assert topic.name_en == "One"
    saved(client.post(url, posted(response)))


def test_the_version_of_another_record_does_not_serve(editing_in):
    client, topic = editing_in("en"), factories.TopicFactory()
    _url, page = form_of(client, factories.TopicFactory())
    url, own = form_of(client, topic)
    assert client.post(url, posted(own, opened_version=posted(page)["opened_version"])).status_code == 400


def test_a_record_that_is_gone_is_said_to_be(editing_in):
    client, topic = editing_in("en"), factories.TopicFactory()
    url, page = form_of(client, topic)
    topic.delete()
    response = client.post(url, posted(page), follow=True)
    assert response.status_code == 200
    assert not Topic.objects.exists()


def test_an_action_changes_nothing_but_the_publication(editing_in, monkeypatch):
    """It reads the records after it holds them, not as the list had them."""
    topic = factories.TopicFactory(publication=Publication.DRAFT)
    client = editing_in("en")
    client.post(address(Topic), {"action": "publish", "_selected_action": [topic.pk]})
    topic.refresh_from_db()
    assert topic.is_published


def test_no_list_is_edited_in_place():
    """Rows of a list carry no version."""
    assert not [record_admin for record_admin in admin.site._registry.values() if record_admin.list_editable]


def test_whoever_takes_a_proposal_holds_the_record_and_compares():
    record = factories.OrganizationFactory()
    version = version_of(record)
    with transaction.atomic():
        assert held_as(Organization, record.pk, version) == record
    record.name_en = "Other"
    record.save()
    with transaction.atomic(), pytest.raises(Changed) as refused:
        held_as(Organization, record.pk, version)
    assert refused.value.record == record
    version = version_of(record)
    key = record.pk
    record.delete()
    with transaction.atomic(), pytest.raises(Changed) as refused:
        held_as(Organization, key, version)
    assert refused.value.record is None


def test_the_version_follows_what_a_record_refers_to():
    membership = factories.MembershipFactory()
    before = version_of(membership)
    membership.topics.add(factories.TopicFactory())
    assert version_of(membership) != before
