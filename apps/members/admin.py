from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.core.admin import DATES, OngoingFilter, PortalAdmin
from apps.core.admin_lists import NamedFilter
from apps.core.inlines import ExclusiveInline
from apps.organizations.admin import NAMES_OF_ORGANIZATION, ORGANIZATION_NAMES, OrganizationAdmin
from apps.reference.admin import CountryAdmin
from apps.sources.admin import CitationInline

from .models import Membership

PARTIES = ("organization", "body__organization", "country", "member_organization")
STATE = (("status", *DATES), "publication")


class MembershipInline(ExclusiveInline):
    """Who is a member of this organisation."""

    model = Membership
    fk_name = "organization"
    place = 2
    verbose_name_plural = _("members of this organisation")
    list_select_related = PARTIES
    autocomplete_fields = ("country", "member_organization", "body")
    fieldsets = ((None, {"fields": (("country", "member_organization", "body"), *STATE)}),)


class MembershipOfOrganizationInline(ExclusiveInline):
    """Where this organisation is a member."""

    model = Membership
    fk_name = "member_organization"
    place = 3
    verbose_name_plural = _("where this organisation is a member")
    list_select_related = PARTIES
    autocomplete_fields = ("organization", "body")
    fieldsets = ((None, {"fields": (("organization", "body"), *STATE)}),)


class MembershipOfCountryInline(MembershipOfOrganizationInline):
    fk_name = "country"
    verbose_name_plural = _("where this country is a member")


OrganizationAdmin.also_shows(MembershipInline, MembershipOfOrganizationInline)
CountryAdmin.also_shows(MembershipOfCountryInline)


class MemberKindFilter(admin.SimpleListFilter):
    title = _("member")
    parameter_name = "member"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("country", _("countries")), ("organization", _("organisations"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("country", "organization"):
            return queryset.filter(country__isnull=self.value() == "organization")
        return queryset


@admin.register(Membership)
class MembershipAdmin(PortalAdmin):
    list_display = ("member", "place", "status", "dates")
    list_filter = (("organization", NamedFilter), "status", OngoingFilter, MemberKindFilter)
    list_select_related = PARTIES
    search_fields = (
        "country__name_kk",
        "country__name_en",
        *(f"member_organization__{name}" for name in ORGANIZATION_NAMES),
        *NAMES_OF_ORGANIZATION,
        *(f"body__{name}" for name in ORGANIZATION_NAMES),
    )
    autocomplete_fields = ("organization", "body", "country", "member_organization", "topics")
    ordering = ("organization__sort_kk", "possible_from", "pk")
    carried_over = ("organization", "body", "status", "publication")
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": (("organization", "body"), ("country", "member_organization"), *STATE)}),
        (_("More"), {"fields": ("topics", "note")}),
    )

    @admin.display(description=_("member"))
    def member(self, obj: Membership) -> str:
        return str(obj.member)

    @admin.display(description=_("in"), ordering="organization__sort_kk")
    def place(self, obj: Membership) -> str:
        organization = obj.organization.short_name
        return f"{organization}: {obj.body}" if obj.body_id else organization
