from pathlib import PurePosixPath
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.linked_data import Node
from apps.core.numbers import written
from apps.core.translations import sort_column
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.organizations.models import Organization
from apps.organizations.views import OrganizationTab
from apps.reference.declensions import Declensions
from apps.sources.citations import Citations

from .export import DOCUMENT_COLUMNS
from .filters import DOCUMENT_FILTERS
from .models import Document
from .sharing import document_data, facts_of_document


class DocumentList(FilteredListView):
    template_name = "documents/document_list.html"
    title = _("Documents")
    description = _(
        "Treaties, declarations, plans and decisions of international organisations, with their dates and parties."
    )
    section = "documents"
    filters = DOCUMENT_FILTERS
    columns = DOCUMENT_COLUMNS

    def get_base(self) -> QuerySet:
        return Document.objects.published()

    def get_sorts(self) -> dict[str, Any]:
        return {
            "-signed": (_("latest first"), ("-signed_from", "-pk")),
            "signed": (_("earliest first"), ("signed_from", "pk")),
            "name": (_("by name"), (sort_column(), "pk")),
        }

    def get_rows(self, keys: list[int]) -> QuerySet:
        return Document.objects.filter(pk__in=keys).select_related("city").prefetch_related("organizations")

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s document", "%(count)s documents", count) % {"count": written(count)}


class DocumentDetail(RecordView):
    template_name = "documents/document_detail.html"
    model = Document
    record_name = "document"
    section = "documents"

    def get_base(self) -> QuerySet:
        return Document.objects.select_related("city__country").prefetch_related("links")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Documents"), reverse("documents:list"))]

    @cached_property
    def organizations(self) -> list[Organization]:
        return list(self.record.organizations.published())

    def get_facts(self) -> list[str]:
        return facts_of_document(self.record, self.organizations)

    def get_data(self) -> Node:
        return document_data(self.record, self.organizations, self.absolute)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document = self.record
        parties = list(document.parties.for_page())
        return super().get_context_data(
            parties=parties,
            columns={name: any(getattr(row, name) for row in parties) for name in ("signed", "in_force", "note")},
            organizations=self.organizations,
            bodies=document.bodies.published().without_tree_fields().select_related("organization"),
            events=document.events.published().select_related("city"),
            topics=document.topics.published(),
            links=document.links.all(),
            citations=Citations(document),
            declensions=Declensions(document),
            **kwargs,
        )


class DocumentFile(RecordView):
    """The uploaded file of a document: as public as the document itself, and never run by the browser."""

    model = Document
    section = "documents"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> FileResponse:
        document = self.record
        if not document.file or not document.file.storage.exists(document.file.name):
            raise Http404
        extension = PurePosixPath(document.file.name).suffix
        return FileResponse(document.file.open(), as_attachment=True, filename=f"{document.slug}{extension}")


class OrganizationDocuments(OrganizationTab):
    template_name = "documents/organization_documents.html"
    tab = "documents"
    tab_title = _("Documents")
    tab_description = _("%(name)s: its treaties, declarations, plans and decisions, with their dates and parties.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(
            Document.objects.published()
            .filter(organizations=self.organization)
            .latest_first()
            .select_related("city")
            .prefetch_related("organizations")
        )
        return super().get_context_data(
            rows=rows,
            count_sentence=ngettext("%(count)s document", "%(count)s documents", len(rows)) % {"count": len(rows)},
            **kwargs,
        )
