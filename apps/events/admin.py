from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.admin import DATES, PUBLICATION, TEXTS, PortalAdmin, TranslatedAdmin, YearFilter
from apps.core.admin_lists import NamedFilter
from apps.core.inlines import PortalInline
from apps.organizations.admin import ORGANIZATION_NAMES
from apps.reference.admin import DeclensionInline
from apps.sources.admin import CitationInline

from .models import Event, Participation, Series

PARTICIPANTS = ("event", "country", "organization", "person")


class ParticipationInline(PortalInline):
    model = Participation
    list_select_related = PARTICIPANTS
    autocomplete_fields = ("country", "organization", "person")
    fieldsets = ((None, {"fields": (("country", "organization", "person"), ("role", "position"), "title")}),)


@admin.register(Series)
class SeriesAdmin(PortalAdmin):
    list_display = ("name",)
    search_fields = ("name_kk", "name_en", "slug")
    fieldsets = (
        (None, {"fields": ("name",)}),
        PUBLICATION,
    )


@admin.register(Event)
class EventAdmin(PortalAdmin):
    list_display = ("name", "kind", "dates", "where", "status")
    list_filter = ("kind", "status", YearFilter, ("organizations", NamedFilter))
    list_select_related = ("city", "series")
    search_fields = ("name_kk", "name_en", "slug", "place_kk", "place_en", "city__name_kk", "city__name_en")
    autocomplete_fields = ("city", "organizations", "bodies", "series", "parent", "topics")
    carried_over = ("kind", "status", "series", "parent", "publication")
    inlines = (ParticipationInline, DeclensionInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("name", ("kind", "status"), DATES, "city", "place")}),
        (_("Belongs to"), {"fields": ("organizations", "bodies", ("series", "number"), "parent", "topics")}),
        TEXTS,
        PUBLICATION,
    )

    @admin.display(description=_("where"))
    def where(self, obj: Event) -> str:
        return obj.where

    def label(self, obj: Event) -> str:
        return f"{obj} ({obj.year})" if obj.year else str(obj)


@admin.register(Participation)
class ParticipationAdmin(TranslatedAdmin):
    list_display = ("participant", "role", "event", "title")
    list_filter = ("role",)
    list_select_related = PARTICIPANTS
    search_fields = (
        "event__name_kk",
        "event__name_en",
        "country__name_kk",
        "country__name_en",
        *(f"organization__{name}" for name in ORGANIZATION_NAMES),
        "person__name_kk",
        "person__name_en",
        "title_kk",
        "title_en",
    )
    autocomplete_fields = PARTICIPANTS
    carried_over = ("event", "role")
    ordering = ("-event__possible_from", "position", "pk")
    fieldsets = (
        (None, {"fields": ("event", ("country", "organization", "person"), ("role", "position"))}),
        (_("More"), {"fields": ("title", "note")}),
    )

    @admin.display(description=_("participant"))
    def participant(self, obj: Participation) -> str:
        return str(obj.participant)
