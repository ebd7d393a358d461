"""The rules of a membership, in the form and in the database."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from apps.members.models import Membership
from tests import factories as f

pytestmark = pytest.mark.django_db


def refused(membership: Membership) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        membership.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize("both", [True, False])
def test_a_membership_has_exactly_one_kind_of_member(both):
    members = {
        "country": f.CountryFactory() if both else None,
        "member_organization": f.OrganizationFactory() if both else None,
    }
    membership = f.MembershipFactory.build(organization=f.OrganizationFactory(), **members)
    assert "country" in refused(membership)
    with pytest.raises(IntegrityError, match="membership_one_kind_of_member"), transaction.atomic():
        membership.save()


def test_the_body_belongs_to_the_organisation():
    membership = f.MembershipFactory.build(
        organization=f.OrganizationFactory(), country=f.CountryFactory(), body=f.BodyFactory()
    )
    assert "body" in refused(membership)


def test_an_organisation_is_no_member_of_itself():
    organization = f.OrganizationFactory()
    membership = f.MembershipFactory.build(organization=organization, country=None, member_organization=organization)
    assert "member_organization" in refused(membership)
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


def test_an_unknown_status_is_refused_by_the_database_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        f.MembershipFactory(status="friend")


def again(first: Membership, **changes) -> Membership:
    values = {"organization": first.organization, "country": first.country, "status": first.status, **changes}
    return f.MembershipFactory.build(**values)


def test_two_spans_of_one_member_with_one_status_in_one_place_never_overlap():
    first = f.MembershipFactory(start="1992-03-02", end="2000-01-01")
    assert "start" in refused(again(first, start="1999"))
    again(first, start="2000-01-01").full_clean()


def test_spans_that_only_may_overlap_are_allowed():
    first = f.MembershipFactory(start="1992", end="1995")
    again(first, start="1995").full_clean()


@pytest.mark.parametrize("change", ["status", "country", "organization", "body"])
def test_another_status_member_or_place_may_overlap(change):
    first = f.MembershipFactory(start="1992-03-02")
    other = {
        "status": "observer",
        "country": f.CountryFactory(),
        "organization": f.OrganizationFactory(),
        "body": f.BodyFactory(organization=first.organization),
    }[change]
    again(first, start="1995", **{change: other}).full_clean()


@pytest.mark.parametrize(("language", "word"), [("kk", "аяқталу"), ("en", "before the start")])
def test_the_refusal_is_in_the_editors_language(language, word):
    membership = f.MembershipFactory.build(
        organization=f.OrganizationFactory(), country=f.CountryFactory(), start="1999", end="1990"
    )
    with translation.override(language):
        assert word in refused(membership)["end"][0].lower()


def test_full_members_are_members_and_participating_states():
    organization = f.OrganizationFactory()
    for status in ("member", "participating_state", "observer", "partner", "suspended"):
        f.MembershipFactory(organization=organization, status=status)
    full = Membership.objects.of_organization(organization).full().current(dt.date(2026, 11, 22))
    assert {row.status for row in full} == {"member", "participating_state"}


def test_members_of_a_programme_are_not_members_of_the_organisation():
    organization = f.OrganizationFactory()
    f.MembershipFactory(organization=organization, body=f.BodyFactory(organization=organization))
    assert not Membership.objects.of_organization(organization).exists()


def test_the_history_keeps_who_belonged_as_it_was_entered():
    membership = f.MembershipFactory(start="1992")
    membership.start = "1992-03-02"
    membership.save()
    assert [str(row.start) for row in membership.history.all()] == ["1992-03-02", "1992"]
