import datetime as dt
from typing import Self

from django.db.models import Q
from tree_queries.query import TreeQuerySet

from apps.core.anniversaries import with_round_year
from apps.core.publishing import PublishedQuerySet, published_there
from apps.core.spans import SpanQuerySet
from apps.core.translations import sort_column

from .choices import OrganizationKind


class OrganizationQuerySet(PublishedQuerySet, SpanQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def international(self) -> Self:
        """Return the organisations proper: not the national institutions that are members of one."""
        return self.exclude(kind=OrganizationKind.NATIONAL)

    def with_round_anniversary(self, day: dt.date) -> Self:
        """Return what was founded a round number of years before one of the coming days."""
        return with_round_year(self, "start", day)


class BodyQuerySet(PublishedQuerySet, SpanQuerySet, TreeQuerySet):
    PUBLISHED_THROUGH = ("organization",)

    def get_by_natural_key(self, organization: str, slug: str):
        return self.get(organization__slug=organization, slug=slug)

    def in_order(self) -> Self:
        """Return siblings in the order that the editors gave them."""
        return self.order_by("position", sort_column(), "pk")

    def for_tree(self) -> Self:
        """Return the public bodies as a page arranges them under each other, with what their links need."""
        return self.published().without_tree_fields().select_related("organization").in_order()


class OrganizationLinkQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, organization: str, kind: str, target: str):
        return self.get(organization__slug=organization, kind=kind, target__slug=target)

    def published(self) -> Self:
        """A link is public when both its ends are."""
        return self.filter(*(published_there(end, "", self.model) for end in ("organization", "target")))

    def touching(self, organization) -> Self:
        return self.filter(Q(organization=organization) | Q(target=organization)).select_related(
            "organization", "target"
        )
