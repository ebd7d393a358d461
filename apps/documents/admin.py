from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.admin import PUBLICATION, TEXTS, PortalAdmin, TranslatedAdmin, YearFilter
from apps.core.admin_lists import NamedFilter
from apps.core.inlines import PortalInline
from apps.organizations.admin import ORGANIZATION_NAMES
from apps.reference.admin import DeclensionInline
from apps.sources.admin import CitationInline

from .models import Document, DocumentLink, Party

PARTIES = ("document", "country", "organization")


class DocumentLinkInline(PortalInline):
    model = DocumentLink
    list_select_related = ("document",)
    fieldsets = ((None, {"fields": (("url", "language"), "title")}),)


class PartyInline(PortalInline):
    model = Party
    place = 1
    list_select_related = PARTIES
    autocomplete_fields = ("country", "organization")
    fieldsets = ((None, {"fields": (("country", "organization", "status"), ("signed", "in_force", "ended"), "note")}),)


@admin.register(Document)
class DocumentAdmin(PortalAdmin):
    list_display = ("name", "kind", "signed_aloud")
    list_filter = ("kind", YearFilter, ("organizations", NamedFilter))
    list_select_related = ("city",)
    search_fields = ("name_kk", "name_en", "slug")
    autocomplete_fields = ("city", "organizations", "bodies", "events", "topics")
    inlines = (DocumentLinkInline, PartyInline, DeclensionInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("name", "kind", ("signed", "in_force", "ended"), "city", "file")}),
        (_("Belongs to"), {"fields": ("organizations", "bodies", "events", "topics")}),
        TEXTS,
        PUBLICATION,
    )

    @admin.display(description=_("signed or adopted"), ordering="signed_from")
    def signed_aloud(self, obj: Document) -> str:
        return obj.signed.spoken() if obj.signed else ""

    def label(self, obj: Document) -> str:
        return f"{obj} ({obj.year})" if obj.year else str(obj)


@admin.register(DocumentLink)
class DocumentLinkAdmin(TranslatedAdmin):
    list_display = ("url", "document", "language", "title")
    list_select_related = ("document",)
    search_fields = ("url", "title_kk", "title_en", "document__name_kk", "document__name_en")
    autocomplete_fields = ("document",)
    carried_over = ("document",)
    ordering = ("-document__signed_from", "pk")
    fieldsets = ((None, {"fields": ("document", ("url", "language"), "title")}),)


@admin.register(Party)
class PartyAdmin(TranslatedAdmin):
    list_display = ("party", "document", "status", "signed_aloud", "in_force_aloud")
    list_filter = ("status",)
    list_select_related = PARTIES
    search_fields = (
        "document__name_kk",
        "document__name_en",
        "country__name_kk",
        "country__name_en",
        *(f"organization__{name}" for name in ORGANIZATION_NAMES),
    )
    autocomplete_fields = PARTIES
    carried_over = ("document", "status")
    ordering = ("-document__signed_from", "pk")
    fieldsets = (
        (
            None,
            {"fields": ("document", ("country", "organization", "status"), ("signed", "in_force", "ended"), "note")},
        ),
    )

    @admin.display(description=_("party"))
    def party(self, obj: Party) -> str:
        return str(obj.party)

    @admin.display(description=_("signed"), ordering="signed")
    def signed_aloud(self, obj: Party) -> str:
        return obj.signed.spoken() if obj.signed else ""

    @admin.display(description=_("in force from"), ordering="in_force")
    def in_force_aloud(self, obj: Party) -> str:
        return obj.in_force.spoken() if obj.in_force else ""
