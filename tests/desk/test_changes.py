"""What the public is told of the past of the records, and what it is not."""

import datetime as dt

import pytest
from django.urls import reverse

from apps.core.publishing import Publication
from apps.organizations.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["kk", "en"])


def page(client, language, path="changes/"):
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def change(record, **said):
    for name, value in said.items():
        setattr(record, name, value)
    record.save()


@pytest.mark.parametrize(("language", "word"), [("kk", "өзгертілді"), ("en", "changed")])
def test_a_change_of_a_published_record_is_told_with_its_words(client, language, word):
    organization = factories.OrganizationFactory(summary_en="An old alliance", name_en="Alliance")
    change(organization, summary_en="A young alliance")
    html = page(client, language)
    assert word in html
    assert "old" in html
    assert "young" in html
    assert f"/{language}/organizations/{organization.slug}/" in html
    own = page(client, language, f"changes/organization/{organization.pk}/")
    assert "young" in own


@LANGUAGES
def test_the_words_of_a_draft_are_not_told_when_it_is_published(client, language):
    organization = factories.OrganizationFactory(publication=Publication.DRAFT, summary_en="Whispered")
    change(organization, summary_en="Murmured")
    assert "Murmured" not in page(client, language)
    assert client.get(f"/{language}/changes/organization/{organization.pk}/").status_code == 404
    change(organization, summary_en="Spoken", publication=Publication.PUBLISHED)
    for where in ("changes/", f"changes/organization/{organization.pk}/"):
        html = page(client, language, where)
        assert "Whispered" not in html
        assert "Murmured" not in html


@LANGUAGES
def test_an_archived_or_deleted_record_leaves_the_page(client, language):
    archived, deleted = factories.OrganizationFactory(), factories.OrganizationFactory()
    for record in (archived, deleted):
        change(record, summary_en=f"Words of {record.slug}")
    html = page(client, language)
    assert archived.slug in html
    assert deleted.slug in html
    change(archived, publication=Publication.ARCHIVED)
    slug = deleted.slug
    deleted.delete()
    html = page(client, language)
    assert archived.slug not in html
    assert slug not in html


@LANGUAGES
def test_a_record_that_is_not_public_is_not_named_where_a_public_one_refers_to_it(client, language):
    hidden = factories.OrganizationFactory(name_kk="Құпия", name_en="Secret", publication=Publication.DRAFT)
    organization = factories.OrganizationFactory()
    change(organization, parent=hidden)
    html = page(client, language)
    assert "Secret" not in html
    assert "Құпия" not in html
    membership = factories.MembershipFactory(organization=hidden)
    change(membership, note_en="Hush")
    assert "Hush" not in page(client, language)


@LANGUAGES
def test_nobody_is_named_and_no_inner_field(client, django_user_model, language):
    organization = factories.OrganizationFactory()
    organization._history_user = django_user_model.objects.create_user("bolat")
    organization._change_reason = "Between ourselves"
    change(organization, summary_en="New")
    html = page(client, language)
    assert "bolat" not in html
    assert "Between ourselves" not in html


def test_the_list_is_narrowed_by_kind_and_by_days(client):
    organization, event = factories.OrganizationFactory(name_en="Alliance"), factories.EventFactory(name_en="Summit")
    organization.history.update(history_date=dt.datetime(2024, 1, 31, 20, tzinfo=dt.UTC))  # 1 February in Almaty
    event.history.update(history_date=dt.datetime(2024, 3, 1, tzinfo=dt.UTC))

    def names(query):
        return [str(told.name.text) for told in client.get(f"/en/changes/?{query}").context["told"]]

    assert "Alliance" in names("from=2024-02-01&to=2024-02-01")
    assert "Alliance" not in names("from=2024-02-02")
    assert names("kind=event") == ["Summit"]
    assert "Alliance" not in names("kind=event")
    assert set(names("kind=nothing&from=yesterday&page=x")) >= {"Alliance", "Summit"}


def test_many_changes_are_turned_over_page_by_page_at_the_same_cost(client, django_assert_max_num_queries):
    organization = factories.OrganizationFactory()
    factories.EventFactory(), factories.DocumentFactory(), factories.TenureFactory(), factories.TermFactory()
    membership = factories.MembershipFactory(organization=organization)
    membership.topics.add(factories.TopicFactory())
    for number in range(60):
        change(organization, summary_en=f"State number {number}")
    with django_assert_max_num_queries(12):
        first = client.get("/en/changes/")
    assert len(first.context["told"]) == 50
    with django_assert_max_num_queries(12):
        second = client.get("/en/changes/" + first.context["older"])
    moments = [told.moment for told in (*first.context["told"], *second.context["told"])]
    assert moments == sorted(moments, reverse=True)


def test_every_kind_of_record_leads_to_its_page(client):
    from apps.desk.changes import KINDS

    made = {
        "organization": factories.OrganizationFactory, "body": factories.BodyFactory, "event": factories.EventFactory,
        "membership": factories.MembershipFactory, "person": factories.PersonFactory, "term": factories.TermFactory,
        "tenure": factories.TenureFactory, "document": factories.DocumentFactory, "country": factories.CountryFactory,
    }  # fmt: skip
    assert set(made) == set(KINDS)
    for kind, factory in made.items():
        record = factory()
        told = client.get(f"/en/changes/?kind={kind}").context["told"]
        assert told[0].key in kind_keys(KINDS[kind].model)
        assert client.get(told[0].url).status_code in (200, 301, 404 if kind == "country" else 200)
        assert client.get(f"/en/changes/{kind}/{record.pk}/").status_code == 200


def kind_keys(model):
    return set(model._base_manager.values_list("pk", flat=True))


def test_a_page_of_a_record_leads_to_its_changes(client):
    organization = factories.OrganizationFactory()
    address = reverse("changes:of_record", args=["organization", organization.pk])
    assert address.split("/", 2)[2] in client.get(f"/en/organizations/{organization.slug}/").content.decode()
    assert Organization.objects.published().filter(pk=organization.pk).exists()
