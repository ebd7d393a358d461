from collections.abc import Iterable
from typing import Self

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models

from apps.core.fields import DerivingQuerySet


class SourceQuerySet(DerivingQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def published(self) -> Self:
        """Return the sources that the public can read of: those of a record that it sees, or of a row of one."""
        cited = models.Q(pk__in=[])
        citations = self.model._meta.get_field("citations").related_model
        citable = [model for model in apps.get_models() if is_cited_by(model, citations)]
        for model, content_type in ContentType.objects.get_for_models(*citable).items():
            cited |= models.Q(content_type=content_type, object_id__in=_public(model).order_by().values("pk"))
        return self.filter(pk__in=citations.objects.filter(cited).order_by().values("source"))


def is_cited_by(model: type[models.Model], citations: type[models.Model]) -> bool:
    """Say whether a record can be cited: it has such citations."""
    return any(
        isinstance(field, GenericRelation) and field.related_model is citations for field in model._meta.private_fields
    )


def _public(model: type[models.Model]) -> models.QuerySet:
    if hasattr(model.objects, "published"):
        return model.objects.published()
    owner = model._meta.get_field(model.OWNER)
    return model._base_manager.filter(**{f"{owner.name}__in": owner.related_model.objects.published().order_by()})


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
