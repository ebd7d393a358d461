from typing import Self

from django.db.models import Q

from apps.core.publishing import PublishedQuerySet


class DocumentQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def latest_first(self) -> Self:
        return self.order_by("-signed_from", "-pk")


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
