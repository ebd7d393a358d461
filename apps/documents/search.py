"""What of a document can be searched."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.searching import Searchable, register

from .models import Document


def _documents() -> QuerySet:
    return Document.objects.prefetch_related("organizations__names", "bodies__names", "topics")


def _belongs(row: Document) -> list[Any]:
    return [*row.organizations.all(), *row.bodies.all(), *row.topics.all()]


register(
    Searchable(
        Document,
        "document",
        _("Documents"),
        names=("name",),
        texts=("summary", "description"),
        belongs=_belongs,
        rows=_documents,
        said=lambda row: [row.get_kind_display(), row.signed.spoken() if row.signed else ""],
        depends=(
            ("organizations.Organization", "organizations"),
            ("organizations.Body", "bodies"),
            ("reference.Topic", "topics"),
        ),
        list_view="documents:list",
    )
)
