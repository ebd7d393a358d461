from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.admin import DATES, PUBLICATION, TEXTS, OngoingFilter, PortalAdmin, RecordAdmin
from apps.core.admin_lists import NamedFilter
from apps.core.inlines import PlainInline, PortalInline, RowFormSet
from apps.core.name_admin import NameAdmin, NameInline
from apps.reference.admin import DeclensionInline
from apps.sources.admin import CitationInline

from .models import Body, BodyName, Organization, OrganizationLink, OrganizationName

ORGANIZATION_NAMES = ("name_kk", "name_en", "abbreviation_kk", "abbreviation_en")
NAMES_OF_ORGANIZATION = tuple(f"organization__{name}" for name in ORGANIZATION_NAMES)


class OrganizationNameInline(NameInline):
    model = OrganizationName


class BodyNameInline(NameInline):
    model = BodyName


class OrganizationLinkInline(PlainInline):
    model = OrganizationLink
    fk_name = "organization"
    list_select_related = ("organization", "target")
    autocomplete_fields = ("target",)
    fieldsets = ((None, {"fields": (("kind", "target"),)}),)


class BodyFormSet(RowFormSet):
    """Addresses are made from names, and two new bodies may come to the same one."""

    def clean(self) -> None:
        super().clean()
        taken = set()
        for form in self.extra_forms:
            body, number = form.instance, 2
            slug = body.slug
            while body.slug in taken:
                body.slug, number = f"{slug}-{number}", number + 1
            taken.add(body.slug)


class BodyInline(PortalInline):
    model = Body
    formset = BodyFormSet
    place = 1
    list_select_related = ("organization", "parent__organization")
    autocomplete_fields = ("parent",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "abbreviation",
                    ("kind", "parent", "position"),
                    DATES,
                    "publication",
                )
            },
        ),
    )


@admin.register(Organization)
class OrganizationAdmin(PortalAdmin):
    list_display = ("name", "abbreviation", "kind", "dates")
    list_filter = ("kind", OngoingFilter)
    search_fields = (*ORGANIZATION_NAMES, "names__name", "slug")
    autocomplete_fields = ("seat", "parent")
    inlines = (OrganizationNameInline, OrganizationLinkInline, BodyInline, DeclensionInline, CitationInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    "abbreviation",
                    ("kind", "parent"),
                    DATES,
                    ("seat", "official_languages"),
                    "website",
                )
            },
        ),
        TEXTS,
        PUBLICATION,
    )

    def label(self, obj: Organization) -> str:
        return str(obj) if obj.short_name == str(obj) else f"{obj} ({obj.short_name})"


@admin.register(OrganizationLink)
class OrganizationLinkAdmin(RecordAdmin):
    list_display = ("organization", "kind", "target")
    list_filter = ("kind",)
    list_select_related = ("organization", "target")
    search_fields = (*NAMES_OF_ORGANIZATION, *(f"target__{name}" for name in ORGANIZATION_NAMES))
    autocomplete_fields = ("organization", "target")
    ordering = ("organization__sort_kk", "pk")
    fieldsets = ((None, {"fields": ("organization", "kind", "target")}),)


@admin.register(Body)
class BodyAdmin(PortalAdmin):
    list_display = ("name", "organization_name", "kind", "dates")
    list_filter = ("kind", ("organization", NamedFilter), OngoingFilter)
    list_select_related = ("organization", "parent")
    search_fields = (*ORGANIZATION_NAMES, "names__name", "slug", *NAMES_OF_ORGANIZATION)
    autocomplete_fields = ("organization", "parent")
    ordering = ("organization__sort_kk", "position", "sort_kk", "pk")
    carried_over = ("organization", "parent", "kind", "publication")
    inlines = (BodyNameInline, DeclensionInline, CitationInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("organization", "parent"),
                    "name",
                    "abbreviation",
                    ("kind", "level"),
                    DATES,
                )
            },
        ),
        (
            _("How it works"),
            {"fields": (("meetings_per_year", "decides_by", "position"), "meetings_note", "chaired_by")},
        ),
        TEXTS,
        PUBLICATION,
    )

    @admin.display(description=_("organisation"), ordering="organization__sort_kk")
    def organization_name(self, obj: Body) -> str:
        return obj.organization.short_name

    def label(self, obj: Body) -> str:
        return f"{obj} — {obj.organization.short_name}"


@admin.register(OrganizationName)
class OrganizationNameAdmin(NameAdmin):
    inlines = (CitationInline,)


@admin.register(BodyName)
class BodyNameAdmin(NameAdmin):
    list_select_related = ("body__organization",)
    inlines = (CitationInline,)
