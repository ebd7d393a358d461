import datetime as dt
from typing import Self

from django.db.models import Model, Q
from django.db.models.functions import Coalesce

from apps.core.anniversaries import with_round_year
from apps.core.publishing import PublishedQuerySet, none_or_published, published_there
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

    def with_round_anniversary(self, day: dt.date) -> Self:
        """Return what was signed a round number of years before one of the coming days."""
        return with_round_year(self, "signed", day)


class DocumentLinkQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, document: str, url: str):
        return self.get(document__slug=document, url=url)


class PartyQuerySet(PublishedQuerySet):
    """A party is public when the document and whoever it is are."""

    def get_by_natural_key(self, document: str, kind: str, party: str, status: str):
        return self.get(document__slug=document, status=status, **{f"{kind}__slug": party})

    @classmethod
    def published_q(cls, prefix: str = "", model: type[Model] | None = None) -> Q:
        condition = published_there("document", prefix, model)
        for kind in ("country", "organization"):
            condition &= none_or_published(kind, prefix, model)
        return condition

    def for_page(self) -> Self:
        """Return the published parties by name, with all that a row shows."""
        return (
            self.published()
            .select_related("country", "organization")
            .annotate(party_sort=Coalesce(sort_column("country__"), sort_column("organization__")))
            .order_by("status", "party_sort", "pk")
        )
