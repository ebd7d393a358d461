"""What of an organisation and a body can be searched."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.searching import Searchable, register

from .models import Body, Organization


def _bodies() -> QuerySet:
    return (
        Body.objects.without_tree_fields()
        .select_related("organization")
        .prefetch_related("names", "organization__names")
    )


def _body_said(row: Body) -> list[Any]:
    return [row.organization.short_name, row.get_kind_display(), row.span.years()]


register(
    Searchable(
        Organization,
        "organization",
        _("Organisations"),
        names=("name", "abbreviation"),
        texts=("summary", "description"),
        rows=lambda: Organization.objects.prefetch_related("names"),
        said=lambda row: [row.get_kind_display(), row.span.years()],
        weight=1.4,
        list_view="organizations:list",
    )
)
register(
    Searchable(
        Body,
        "body",
        _("Bodies"),
        names=("name", "abbreviation"),
        texts=("summary", "description", "chaired_by"),
        belongs=lambda row: [row.organization],
        rows=_bodies,
        said=_body_said,
        depends=(("organizations.Organization", "organization"),),
        weight=1.1,
    )
)
