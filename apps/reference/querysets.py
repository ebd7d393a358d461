from typing import Self

from apps.core.publishing import PublishedQuerySet
from apps.core.spans import SpanQuerySet


class SlugKeyQuerySet(PublishedQuerySet):
    """Rows whose natural key is their slug."""

    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class CountryQuerySet(SlugKeyQuerySet, SpanQuerySet):
    def by_code(self, code: str) -> Self:
        """Return the country with this ISO code of two or three letters, in either case."""
        column = "iso2" if len(code) == 2 else "iso3"
        return self.filter(**{column: code.upper()})
