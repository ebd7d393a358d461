import datetime as dt
from typing import Self

from django.db.models import Q
from django.db.models.functions import Coalesce

from apps.core.publishing import PublishedQuerySet
from apps.core.spans import SpanQuerySet
from apps.core.translations import sort_column

from .choices import FULL


class MembershipQuerySet(PublishedQuerySet, SpanQuerySet):
    PUBLISHED_THROUGH = ("organization", "body", "country", "member_organization")

    def get_by_natural_key(
        self, organization: str, body: str | None, kind: str, member: str, status: str, start: str | None
    ):
        return self.get(
            organization__slug=organization,
            body__slug=body,
            status=status,
            start=start,
            **{f"{'country' if kind == 'country' else 'member_organization'}__slug": member},
        )

    def full(self) -> Self:
        """Return full memberships: observers, partners and the like do not count among "the members"."""
        return self.filter(status__in=FULL)

    def of_organization(self, organization) -> Self:
        """Return the memberships in the organisation itself, not in its bodies and programmes."""
        return self.filter(organization=organization, body__isnull=True)

    def of_member(self, member) -> Self:
        """Return the memberships that a country or an organisation holds."""
        if member._meta.model_name == "country":
            return self.filter(country=member)
        return self.filter(member_organization=member)

    def for_page(self, day: dt.date | None, today: dt.date) -> Self:
        """Return the rows of a table of members, as on a day, with all that a row shows."""
        return (
            self.published()
            .current_or_on(day, today)
            .select_related("organization", "body__organization", "country", "member_organization")
            .order_by("possible_from", "pk")
        )

    def begun(self, today: dt.date) -> Self:
        """Return the published rows that hold or held, with all that a row shows."""
        return (
            self.published()
            .filter(possible_from__lte=today)
            .select_related("organization", "body__organization", "country", "member_organization")
        )

    def former(self, today: dt.date) -> Self:
        """Return the published rows that hold no more, with all that a row shows."""
        return self.begun(today).exclude(pk__in=self.current(today).values("pk"))

    def by_name(self) -> Self:
        """Put the rows in the alphabetical order of their members."""
        return self.annotate(
            member_sort=Coalesce(sort_column("country__"), sort_column("member_organization__"))
        ).order_by("member_sort", "possible_from", "pk")

    def of_same_member_and_place(self, membership) -> Self:
        """Return the other memberships of the same member with the same status in the same place."""
        return self.filter(
            Q(organization=membership.organization_id),
            Q(body=membership.body_id) if membership.body_id else Q(body__isnull=True),
            Q(country=membership.country_id, country__isnull=False)
            | Q(member_organization=membership.member_organization_id, member_organization__isnull=False),
            status=membership.status,
        ).exclude(pk=membership.pk)
