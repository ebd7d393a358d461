"""The memberships and terms of office that stand on the page of a record and have none of their own."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.text import sort_key
from apps.core.translations import Text, translation
from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.people.models import Person, Tenure
from apps.reference.models import Country

MOST = 500  # of a list


class Row(NamedTuple):
    url: str
    name: Text
    place: Text
    when: str


MEMBERSHIPS = {
    Organization: lambda record: Q(organization=record) | Q(member_organization=record),
    Body: lambda record: Q(body=record),
    Country: lambda record: Q(country=record),
}
TENURES = {
    Organization: lambda record: Q(post__organization=record),
    Body: lambda record: Q(post__body=record),
    Country: lambda record: Q(post__country=record),
    Person: lambda record: Q(person=record),
}


def rows_beside(record: models.Model) -> list[tuple[str, Any, list[Row]]]:
    """Return what stands beside a record: a name for the part of the page, its heading, and the rows."""
    parts = []
    if condition := MEMBERSHIPS.get(type(record)):
        rows = Membership.objects.published().filter(condition(record))
        rows = rows.select_related("organization", "body", "country", "member_organization").order_by("pk")
        parts.append(("memberships", _("Memberships"), _sorted(map(_membership, rows[:MOST]))))
    if condition := TENURES.get(type(record)):
        rows = Tenure.objects.published().filter(condition(record)).select_related("post", "person").order_by("pk")
        parts.append(("tenures", _("Terms of office"), _sorted(map(_tenure, rows[:MOST]))))
    return [part for part in parts if part[2]]


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """Put rows into the alphabet of the page."""
    language = get_language()
    return sorted(rows, key=lambda row: (sort_key(row.name.text, language), sort_key(row.place.text, language)))


def _membership(row: Membership) -> Row:
    place = row.body or row.organization
    return Row(_url(row), translation(row.member, "name"), translation(place, "name"), row.span.spoken())


def _tenure(row: Tenure) -> Row:
    return Row(_url(row), translation(row.person, "name"), translation(row.post, "name"), row.span.spoken())


def _url(row: models.Model) -> str:
    return reverse("corrections:new", args=[row._meta.model_name, row.pk])
