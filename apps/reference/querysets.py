from apps.core.publishing import PublishedQuerySet
from apps.core.spans import SpanQuerySet


class SlugKeyQuerySet(PublishedQuerySet):
    """Rows whose natural key is their slug."""

    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class CountryQuerySet(SlugKeyQuerySet, SpanQuerySet):
    """Countries, which also have a time of their own."""
