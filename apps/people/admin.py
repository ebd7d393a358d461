from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.core.admin import DATES, PUBLICATION, TEXTS, OngoingFilter, PortalAdmin
from apps.core.admin_lists import NamedFilter
from apps.core.inlines import ExclusiveInline
from apps.core.name_admin import NameAdmin, NameInline
from apps.organizations.admin import NAMES_OF_ORGANIZATION
from apps.reference.admin import DeclensionInline
from apps.sources.admin import CitationInline

from .models import Person, PersonName, Post, Tenure

NAMES = ("name_kk", "name_en", "family_name_kk", "family_name_en", "names__name")
PLACES = ("organization", "body__organization", "country")
HELD = ("person", *(f"post__{place}" for place in PLACES))


class PersonNameInline(NameInline):
    model = PersonName


class TenureInline(ExclusiveInline):
    """Who held this post."""

    model = Tenure
    fk_name = "post"
    verbose_name_plural = _("holders")
    list_select_related = HELD
    autocomplete_fields = ("person",)
    fieldsets = ((None, {"fields": ("person", (*DATES, "acting"), "title", "publication")}),)


class TenureOfPersonInline(ExclusiveInline):
    """Which posts this person held."""

    model = Tenure
    fk_name = "person"
    verbose_name_plural = _("posts held")
    list_select_related = HELD
    autocomplete_fields = ("post",)
    fieldsets = ((None, {"fields": ("post", (*DATES, "acting"), "title", "publication")}),)


@admin.register(Person)
class PersonAdmin(PortalAdmin):
    list_display = ("name", "nationality", "born_aloud", "name_kk_verified")
    list_filter = ("name_kk_verified",)
    list_select_related = ("nationality",)
    search_fields = (*NAMES, "slug")
    autocomplete_fields = ("nationality",)
    inlines = (PersonNameInline, TenureOfPersonInline, DeclensionInline, CitationInline)
    fieldsets = (
        (None, {"fields": ("name", "family_name", "name_kk_verified", ("nationality", "born", "died"))}),
        TEXTS,
        PUBLICATION,
    )

    @admin.display(description=_("born"), ordering="born")
    def born_aloud(self, obj: Person) -> str:
        return obj.born.spoken() if obj.born else ""


@admin.register(PersonName)
class PersonNameAdmin(NameAdmin):
    inlines = (CitationInline,)


@admin.register(Post)
class PostAdmin(PortalAdmin):
    list_display = ("name", "place", "kind", "dates")
    list_filter = ("kind", ("organization", NamedFilter), OngoingFilter)
    list_select_related = PLACES
    search_fields = (
        "name_kk",
        "name_en",
        "slug",
        *NAMES_OF_ORGANIZATION,
        "body__name_kk",
        "body__name_en",
        "country__name_kk",
        "country__name_en",
    )
    autocomplete_fields = ("organization", "body", "country")
    carried_over = ("organization", "body", "country", "publication")
    inlines = (TenureInline, CitationInline)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "name",
                    ("organization", "body", "country"),
                    ("kind", "position"),
                    DATES,
                    "holders_complete",
                )
            },
        ),
        PUBLICATION,
    )

    @admin.display(description=_("place"))
    def place(self, obj: Post) -> str:
        return str(obj.place)

    def label(self, obj: Post) -> str:
        return f"{obj} — {obj.place}"


@admin.register(Tenure)
class TenureAdmin(PortalAdmin):
    list_display = ("person", "post", "place", "dates", "acting")
    list_filter = (OngoingFilter, "acting", ("post__organization", NamedFilter))
    list_select_related = HELD
    search_fields = (
        *(f"person__{name}" for name in NAMES),
        "post__name_kk",
        "post__name_en",
        *(f"post__{name}" for name in NAMES_OF_ORGANIZATION),
    )
    autocomplete_fields = ("post", "person")
    carried_over = ("post", "publication")
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": (("post", "person"), (*DATES, "acting"), "publication")}),
        (_("More"), {"fields": ("title", "note")}),
    )

    @admin.display(description=_("place"))
    def place(self, obj: Tenure) -> str:
        return str(obj.post.place)
