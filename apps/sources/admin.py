from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.admin import RecordAdmin, TranslatedAdmin
from apps.core.admin_lists import NamedFilter
from apps.core.fields import Derived
from apps.core.inlines import GenericFormSet, GenericInline, RowForm
from apps.core.readable import NOTHING
from apps.core.tidying import TidyForm
from apps.core.translations import translated_fields
from apps.reference.admin import CityAdmin, CountryAdmin, CountryNameAdmin, TopicAdmin

from .asking import Desk
from .models import Citation, Source

RecordAdmin.source_desk = Desk()
UNCITED = {"id", "slug", "publication", "created_at", "updated_at", "position", "end_unknown"}


def citable_fields(model: type[models.Model]) -> list[tuple[str, Any]]:
    """Return the facts of a record that a source can support: one entry for both languages."""
    translations = {field for both in translated_fields(model) for field in (f"{both}_kk", f"{both}_en")}
    fields = [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name not in UNCITED | translations and not isinstance(field, Derived)
    ]
    return [("", _("the whole record")), *((field.name, field.verbose_name) for field in fields)]


class CitationForm(TidyForm):
    """Names the fact by choice; `fact_of` is the model of the record."""

    fact_of: type[models.Model] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "field" not in self.fields:  # it is only looked at
            return
        model = self.fact_of or self.instance.content_type.model_class()
        choices = citable_fields(model)
        if self.instance.field and self.instance.field not in dict(choices):
            choices.append((self.instance.field, self.instance.field))
        self.fields["field"].widget = forms.Select(choices=choices)


class CitationFormSet(GenericFormSet):
    """A citation that is dated "last checked" was checked by whoever says so."""

    checker = None

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Citation:
        self._sign(form)
        return super().save_new(form, commit)

    def save_existing(self, form: forms.ModelForm, obj: Citation, commit: bool = True) -> Citation:
        self._sign(form)
        return super().save_existing(form, obj, commit)

    def _sign(self, form: forms.ModelForm) -> None:
        if "verified_on" in form.changed_data:
            form.instance.verified_by = self.checker if form.instance.verified_on else None


FIELDSETS = (
    (
        None,
        {
            "fields": (
                ("source", "locator"),
                ("field", "confidence", "verified_on"),
                "quote",
                ("contradicts", "stated_value", "position"),
                "note",
            )
        },
    ),
)


class CitationInline(GenericInline):
    model = Citation
    place = 100  # sources stand last
    list_select_related = ("source",)
    autocomplete_fields = ("source",)
    formset = CitationFormSet
    beside_row = "admin/sources/_check.html"
    beside_rows = "admin/sources/_check_all.html"
    fieldsets = FIELDSETS

    def about(self, row: Citation) -> str:
        fact = dict(citable_fields(self.parent_model)).get(row.field, row.field)
        return f"{fact}, {row.locator}" if row.locator else str(fact)

    def get_formset(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any):
        class FormOfRecord(CitationForm, RowForm):
            fact_of = self.parent_model

        formset = super().get_formset(request, obj, form=FormOfRecord, **kwargs)
        formset.checker = request.user
        return formset


for record_admin in (CountryAdmin, CountryNameAdmin, CityAdmin, TopicAdmin):
    record_admin.also_shows(CitationInline)


@admin.register(Source)
class SourceAdmin(TranslatedAdmin):
    list_display = ("title", "publisher", "kind", "published_aloud", "accessed")
    list_filter = ("kind", "language")
    search_fields = ("title_kk", "title_en", "publisher_kk", "publisher_en", "slug", "url")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "publisher",
                    ("kind", "language"),
                    "url",
                    "archive_url",
                    ("published", "accessed"),
                    "slug",
                )
            },
        ),
    )

    @admin.display(description=_("published"), ordering="published")
    def published_aloud(self, obj: Source) -> str:
        return obj.published.spoken() if obj.published else ""

    def label(self, obj: Source) -> str:
        return f"{obj} ({obj.published.short()})" if obj.published else str(obj)


@admin.register(Citation)
class CitationAdmin(TranslatedAdmin):
    """All citations, to be looked through. A new one is made in the form of the record that it supports."""

    form = CitationForm
    list_display = ("source", "record_type", "cited_record", "fact", "confidence", "contradiction", "verified_on")
    list_filter = ("confidence", "contradicts", ("content_type", NamedFilter))
    list_select_related = ("source", "content_type", "verified_by")
    search_fields = ("source__title_kk", "source__title_en", "quote", "locator", "stated_value", "note_kk", "note_en")
    autocomplete_fields = ("source", "verified_by")
    readonly_fields = ("record_type", "cited_record")
    fieldsets = ((None, {"fields": (("record_type", "cited_record"), "verified_by")}), *FIELDSETS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the cited records as their own admins do, with all that their names are made of."""
        admins = {model: a for model, a in self.admin_site._registry.items() if hasattr(model, "citations")}
        ContentType.objects.get_for_models(*admins)  # all in one query, where they are not remembered yet
        records = [record_admin.get_queryset(request) for record_admin in admins.values()]
        return super().get_queryset(request).prefetch_related(GenericPrefetch("record", records))

    @admin.display(description=_("record type"), ordering="content_type")
    def record_type(self, obj: Citation) -> str:
        return capfirst(obj.content_type.name)

    @admin.display(description=_("record"))
    def cited_record(self, obj: Citation) -> str:
        if obj.record is None:
            return NOTHING
        url = reverse(admin_urlname(obj.record._meta, "change"), args=[obj.record.pk])
        return format_html('<a href="{}">{}</a>', url, obj.record)

    @admin.display(description=_("field"))
    def fact(self, obj: Citation) -> str:
        return str(dict(citable_fields(obj.content_type.model_class())).get(obj.field, obj.field))

    @admin.display(description=_("contradicts the record"), ordering="contradicts")
    def contradiction(self, obj: Citation) -> str:
        return (obj.stated or gettext("Yes")) if obj.contradicts else ""
