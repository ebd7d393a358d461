"""What of countries, cities and topics can be searched."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.names import Name
from apps.core.searching import Searchable, register

from .models import City, Country, Topic


def _country_said(row: Country) -> list[Any]:
    return [row.get_region_display(), row.span.years() if row.end or row.end_unknown else ""]


register(
    Searchable(
        Country,
        "country",
        _("Countries"),
        names=("name",),
        texts=("summary",),
        also=lambda row: [Name(code) for code in (row.iso2, row.iso3) if code],
        rows=lambda: Country.objects.prefetch_related("names"),
        said=_country_said,
        weight=1.4,
        list_view="members:list",
    )
)
register(Searchable(City, "city", _("Cities"), names=("name",), is_public=False))
register(Searchable(Topic, "topic", _("Topics"), names=("name",), texts=("summary",), is_public=False))
