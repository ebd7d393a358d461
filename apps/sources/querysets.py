from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models

from apps.core.fields import DerivingQuerySet


class SourceQuerySet(DerivingQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class CitationQuerySet(models.QuerySet):
    def get_by_natural_key(
        self, source: str, app: str, model: str, object_id: int, field: str, locator: str, rank: int
    ):
        return self.get(
            source__slug=source,
            content_type=ContentType.objects.get_by_natural_key(app, model),
            object_id=object_id,
            field=field,
            locator=locator,
            position=rank,
        )

    def with_sources(self) -> Self:
        """Return the citations as a page lists them: those of the whole record first, then field by field."""
        return self.select_related("source", "content_type").order_by("field", "contradicts", "position", "pk")
