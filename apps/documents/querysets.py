import datetime as dt
from typing import Self

from django.db.models import Q
from django.db.models.functions import Coalesce

from apps.core.publishing import PublishedQuerySet
from apps.core.translations import sort_column


class DocumentQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def latest_first(self) -> Self:
        return self.order_by("-signed_from", "-pk")

    def of_each(self, *records) -> Self:
        """Return the documents that concern each of these: a country as a party, an organisation also as its own."""
        documents = self
        for record in records:
            concerned = Q(pk__in=record.treaties.values("document"))
            if record._meta.model_name == "organization":
                concerned |= Q(pk__in=record.documents.values("pk"))
            documents = documents.filter(concerned)
        return documents

    def until(self, day: dt.date | None) -> Self:
        """Return what was, or may have been, signed by a day (None: all)."""
        return self.filter(Q(signed__isnull=True) | Q(signed_from__lte=day)) if day else self


class DocumentLinkQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, document: str, url: str):
        return self.get(document__slug=document, url=url)


class PartyQuerySet(PublishedQuerySet):
    """A party is public when the document and whoever it is are."""

    def get_by_natural_key(self, document: str, kind: str, party: str, status: str):
        return self.get(document__slug=document, status=status, **{f"{kind}__slug": party})

    @classmethod
    def published_q(cls, prefix: str = "") -> Q:
        condition = Q(**{f"{prefix}document__publication": "published"})
        for kind in ("country", "organization"):
            condition &= Q(**{f"{prefix}{kind}__isnull": True}) | Q(**{f"{prefix}{kind}__publication": "published"})
        return condition

    def for_page(self) -> Self:
        """Return the published parties by name, with all that a row shows."""
        return (
            self.published()
            .select_related("country", "organization")
            .annotate(party_sort=Coalesce(sort_column("country__"), sort_column("organization__")))
            .order_by("status", "party_sort", "pk")
        )
