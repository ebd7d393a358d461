from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.admin import DATES, PUBLICATION, OngoingFilter, PortalAdmin, RecordAdmin
from apps.core.admin_lists import NamedFilter
from apps.core.declension import declined
from apps.core.inlines import GenericFormSet, PlainGenericInline
from apps.core.name_admin import NameAdmin, NameInline

from .choices import IN_KAZAKH, OBLIQUE, Case
from .declensions import kazakh_names
from .models import City, Country, CountryName, Declension, Topic

NAMES = ("name_kk", "name_en")


class CountryNameInline(NameInline):
    model = CountryName


FORMS = ("is_izafet", *OBLIQUE)
PLACEHOLDER = 70  # characters that an input shows: of a longer form its end, for there is the difference


def show_computed(form: forms.ModelForm, name: str, is_izafet: bool | None) -> None:
    """Let each input name its case in Kazakh too, and an empty one show the form that stands while it is empty."""
    computed = declined(name, is_izafet=is_izafet)
    for case in Case:
        if case in form.fields:
            field = form.fields[case]
            by_rule = getattr(computed, case) if computed else ""
            shown = by_rule if len(by_rule) <= PLACEHOLDER else f"…{by_rule[1 - PLACEHOLDER :]}"
            field.label = format_html('{} (<span lang="kk">{}</span>)', capfirst(case.label), IN_KAZAKH[case])
            field.widget.attrs |= {"lang": "kk", "placeholder": shown, "class": "vLargeTextField"}


class DeclensionFormSet(GenericFormSet):
    """A folded row for each Kazakh name of the record. One that is left empty is no correction, and is not kept."""

    @cached_property
    def names(self) -> dict[str, str]:
        return kazakh_names(self.instance)

    @cached_property
    def offered(self) -> list[str]:
        """What of the record has no row yet."""
        written = {row.part for row in self.get_queryset()}
        return [part for part in self.names if part not in written]

    def total_form_count(self) -> int:
        if not self.is_bound:
            self.extra = len(self.offered)
        return super().total_form_count()

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        row, part = form.instance, form.fields["part"]
        part.widget = forms.HiddenInput()
        part.has_changed = lambda initial, data: False  # which name it is, is given and not said by the editor
        number = index - self.initial_form_count() if index is not None else -1
        if not row.pk and 0 <= number < len(self.offered):
            row.part = form.initial["part"] = self.offered[number]
            form.is_offered = True
        name = self.names.get(row.part, "")
        is_former = row.pk and row.nominative != name
        form.about = gettext("written for a former name, no longer shown") if is_former else row.get_part_display()
        show_computed(form, name, row.is_izafet)

    def is_superseded(self, cells: dict[str, str]) -> bool:
        """Say whether an empty row was offered for a name whose forms somebody else has written meanwhile."""
        written = {form.instance.part for form in self.initial_forms}
        return cells.get("part") in written and not any(cells.get(case) for case in (*OBLIQUE, "is_izafet"))

    def clean(self) -> None:
        """Refuse new forms of a name that meanwhile has some, or is gone: the constraints of a row see neither."""
        super().clean()
        for form in self.extra_forms:
            part = form.cleaned_data.get("part")
            if not form.has_changed() or part in self.offered:
                continue
            if part in self.names:
                form.add_error(None, gettext("The forms of this name are there already."))
            else:
                form.add_error(None, gettext("These forms belong to no name."))

    def save_new(self, form: forms.ModelForm, commit: bool = True) -> Declension:
        self._sign(form)
        return super().save_new(form, commit)

    def save_existing(self, form: forms.ModelForm, obj: Declension, commit: bool = True) -> Declension:
        self._sign(form)
        return super().save_existing(form, obj, commit)

    def save(self, commit: bool = True) -> list[Declension]:
        """Of a record that has been renamed, keep what its new name still says, and tell of the rest (`remarks`)."""
        rows = super().save(commit)
        self.remarks = []
        for form in self.initial_forms:
            row, name = form.instance, self.names.get(form.instance.part)
            if form in self.deleted_forms or form.has_changed() or not name or row.nominative == name:
                continue
            if row.holds_for(name):
                row.nominative = name
                row.save()
            else:
                message = gettext(
                    "The case forms that were corrected for “%(name)s” are no longer shown: look at them."
                )
                self.remarks.append(message % {"name": row.nominative})
        return rows

    def _sign(self, form: forms.ModelForm) -> None:
        """What an editor writes now is written for the name that the record has now."""
        form.instance.nominative = self.names.get(form.instance.part, form.instance.nominative)


class DeclensionInline(PlainGenericInline):
    """The Kazakh cases of the record's own names, for an editor to correct."""

    model = Declension
    formset = DeclensionFormSet
    place = 90
    needs_record = True
    fieldsets = ((None, {"fields": ("part", *FORMS)}),)

    def get_max_num(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> int:
        return len(kazakh_names(obj)) if obj else 0


@admin.register(Country)
class CountryAdmin(PortalAdmin):
    list_display = ("name", "iso2", "region", "dates")
    list_filter = ("region", OngoingFilter)
    search_fields = (*NAMES, "names__name", "slug", "iso2", "iso3")
    autocomplete_fields = ("successors",)
    inlines = (CountryNameInline, DeclensionInline)
    fieldsets = (
        (None, {"fields": ("name", "summary")}),
        (_("Codes"), {"fields": (("iso2", "iso3", "iso_num", "flag"), "region")}),
        (_("Existence"), {"fields": (DATES, "successors")}),
        PUBLICATION,
    )


@admin.register(CountryName)
class CountryNameAdmin(NameAdmin):
    pass


@admin.register(City)
class CityAdmin(PortalAdmin):
    list_display = ("name", "country")
    list_filter = (("country", NamedFilter),)
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


@admin.register(Declension)
class DeclensionAdmin(RecordAdmin):
    """All that was corrected, to be looked through. A new one is made in the form of the record that bears the name."""

    list_display = ("nominative", "part", "record_type", "record_page")
    list_filter = ("part", ("content_type", NamedFilter))
    list_select_related = ("content_type",)
    search_fields = ("nominative", *OBLIQUE)
    readonly_fields = ("nominative", "part", "record_type", "record_page")
    fieldsets = ((None, {"fields": ("nominative", ("part", "record_type", "record_page"), *FORMS)}),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        class FormOfName(super().get_form(request, obj, **kwargs)):
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                show_computed(self, self.instance.nominative, self.instance.is_izafet)

        return FormOfName

    @admin.display(description=_("record type"), ordering="content_type")
    def record_type(self, obj: Declension) -> str:
        return capfirst(obj.content_type.name)

    @admin.display(description=_("record"))
    def record_page(self, obj: Declension) -> str:
        url = reverse(admin_urlname(obj.content_type.model_class()._meta, "change"), args=[obj.object_id])
        return format_html('<a href="{}" lang="kk">{}</a>', url, obj.nominative)
