from collections.abc import Iterable
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

    def of_records(self, records: Iterable[models.Model]) -> Self:
        """Return the citations of records of any kinds."""
        keys: dict[type[models.Model], list[int]] = {}
        for record in records:
            keys.setdefault(type(record), []).append(record.pk)
        condition = models.Q(pk__in=[])
        for model, content_type in ContentType.objects.get_for_models(*keys).items():
            condition |= models.Q(content_type=content_type, object_id__in=keys[model])
        return self.filter(condition)

    def with_sources(self) -> Self:
        """Return the citations as a page lists them: those of the whole record first, then field by field."""
        return self.select_related("source", "content_type").order_by("field", "contradicts", "position", "pk")
