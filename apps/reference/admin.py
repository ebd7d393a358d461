from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.admin import DATES, PUBLICATION, OngoingFilter, PortalAdmin

from .models import City, Country, Topic

NAMES = ("name_kk", "name_en")
OTHER_NAMES = ("other_names_kk", "other_names_en")


@admin.register(Country)
class CountryAdmin(PortalAdmin):
    list_display = ("name", "iso2", "region", "dates")
    list_filter = ("region", OngoingFilter)
    search_fields = (*NAMES, *OTHER_NAMES, "slug", "iso2", "iso3")
    autocomplete_fields = ("successors",)
    fieldsets = (
        (None, {"fields": ("name", "other_names", "summary")}),
        (_("Codes"), {"fields": (("iso2", "iso3", "iso_num", "flag"), "region")}),
        (_("Existence"), {"fields": (DATES, "successors")}),
        PUBLICATION,
    )


@admin.register(City)
class CityAdmin(PortalAdmin):
    list_display = ("name", "country")
    list_filter = (("country", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("country",)
    search_fields = (*NAMES, "slug", "country__name_kk", "country__name_en")
    autocomplete_fields = ("country",)
    fieldsets = (
        (None, {"fields": ("name", "country", ("latitude", "longitude"))}),
        PUBLICATION,
    )

    def label(self, obj: City) -> str:
        return f"{obj} ({obj.country})" if obj.country_id else str(obj)


@admin.register(Topic)
class TopicAdmin(PortalAdmin):
    list_display = ("name",)
    search_fields = (*NAMES, "slug")
    fieldsets = (
        (None, {"fields": ("name", "summary")}),
        PUBLICATION,
    )
