"""Organisations, links and the tree of bodies."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from apps.organizations.models import Body, Organization
from apps.organizations.structure import tree_of
from tests import factories as f

pytestmark = pytest.mark.django_db


def refused(record: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


def test_a_tree_of_bodies_has_no_loops():
    top = f.BodyFactory()
    middle = f.BodyFactory(organization=top.organization, parent=top)
    bottom = f.BodyFactory(organization=top.organization, parent=middle)
    top.parent = bottom
    assert "parent" in refused(top)


def test_a_body_cannot_stand_under_itself():
    body = f.BodyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=body.pk).update(parent=body)


def test_the_body_above_belongs_to_the_same_organisation():
    body = f.BodyFactory(parent=None)
    body.parent = f.BodyFactory()
    assert "parent" in refused(body)


def test_a_slug_is_unique_within_the_organisation_only():
    council = f.BodyFactory(slug="council")
    f.BodyFactory(slug="council")
    same = f.BodyFactory.build(organization=council.organization, slug="council")
    assert refused(same)
    with pytest.raises(IntegrityError), transaction.atomic():
        same.save()


def test_a_slug_left_empty_is_made_from_the_abbreviation_and_numbered_where_taken():
    f.OrganizationFactory(slug="nato")
    organization = f.OrganizationFactory.build(slug="", abbreviation_en="NATO")
    organization.full_clean()
    assert organization.slug == "nato-2"


def test_a_name_in_one_language_is_enough_but_none_is_refused():
    f.OrganizationFactory.build(name_en="").full_clean()
    nameless = f.OrganizationFactory.build(name_kk="", name_en="")
    assert "name_kk" in refused(nameless)
    with pytest.raises(IntegrityError), transaction.atomic():
        nameless.save()


def test_the_tree_puts_children_under_parents_and_orphans_of_the_day_at_the_top():
    top = f.BodyFactory(position=1)
    child = f.BodyFactory(organization=top.organization, parent=top)
    (node,) = tree_of([top, child])
    assert [n.body for n in node.children] == [child]
    assert [n.body for n in tree_of([child])] == [child]


def test_a_link_reads_from_both_its_ends():
    link = f.OrganizationLinkFactory(kind="successor_of")
    assert link.seen_from(link.organization)[1] == link.target
    label, other = link.seen_from(link.target)
    assert other == link.organization
    assert label != link.get_kind_display()


def test_no_organisation_is_linked_to_itself():
    organization = f.OrganizationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.OrganizationLinkFactory(organization=organization, target=organization)


def test_national_institutions_are_no_international_organisations():
    f.OrganizationFactory(kind="national")
    assert not Organization.objects.international().exists()


@pytest.mark.parametrize("codes", ["en fr", "kk", ""])
def test_official_languages_are_iso_codes(codes):
    f.OrganizationFactory.build(official_languages=codes).full_clean()


def test_an_unknown_language_code_is_refused():
    assert "official_languages" in refused(f.OrganizationFactory.build(official_languages="en klingonese"))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "heading"), [("kk", "Бұрынғы"), ("en", "Former members")])
def test_the_page_of_a_body_tells_those_who_belong_from_those_who_did(client, language, heading):
    body = f.BodyFactory(slug="council", organization__slug="nato")
    for name, dates in (
        ("stays", {"start": "1992"}), ("left", {"start": "1992", "end": "1999"}), ("comes", {"start": "2990"}),
        ("hidden", {"start": "1992", "draft": True}),
    ):  # fmt: skip
        f.MembershipFactory(organization=body.organization, body=body, country__slug=name, **dates)
    page = client.get(f"/{language}/organizations/nato/bodies/council/").content.decode()
    current, former = page.split('id="h-former"')
    assert heading in former
    assert "/members/stays/" in current
    assert "/members/left/" in former
    assert "/members/left/" not in current
    assert "/members/stays/" not in former
    assert "/members/comes/" not in page
    assert "/members/hidden/" not in page
