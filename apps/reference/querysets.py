from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet

from apps.core.publishing import PublishedQuerySet
from apps.core.spans import SpanQuerySet


class SlugKeyQuerySet(PublishedQuerySet):
    """Rows whose natural key is their slug."""

    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class CountryQuerySet(SlugKeyQuerySet, SpanQuerySet):
    """Countries, which also have a time of their own."""

    def by_predecessor(self) -> dict[int, list]:
        """Return the countries that came after others, by the key of the one they came after: all in one query."""
        after: dict[int, list] = {}
        for country in self.filter(predecessors__isnull=False).annotate(came_after=F("predecessors")):
            after.setdefault(country.came_after, []).append(country)
        return after


class DeclensionQuerySet(QuerySet):
    def get_by_natural_key(self, app: str, model: str, object_id: int, part: str):
        content_type = ContentType.objects.get_by_natural_key(app, model)
        return self.get(content_type=content_type, object_id=object_id, part=part)
