"""Rows of another model inside the form of the record that they belong to."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.admin import GenericStackedInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import BaseInlineFormSet, BaseModelFormSet
from django.forms.utils import ErrorDict
from django.http import HttpRequest
from modeltranslation.admin import TranslationGenericStackedInline, TranslationStackedInline

from .admin import KnownSelect, PortalFields
from .tidying import TidyForm

SHOWN_AT_MOST = 30


class RowForm(TidyForm):
    """A row as it was needs no check; any other is also held to the constraints that name the record above it, which
    Django leaves out (an organisation that is linked to itself would be an error of the server)."""

    def full_clean(self) -> None:
        if self.is_bound and self.instance.pk and not self.has_changed():
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
            return
        super().full_clean()

    def validate_unique(self) -> None:
        super().validate_unique()
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as error:
            self._update_errors(error)


class ShortFormSet(BaseModelFormSet):
    """Shows the rows while they are few. A form of hundreds could be neither read nor sent: then it shows none of
    them, still takes new ones, and links to their own list."""

    elsewhere = 0  # so many rows are not shown
    about = staticmethod(lambda row: "")

    def get_queryset(self) -> QuerySet:
        if hasattr(self, "_queryset") or self.is_bound:
            return super().get_queryset()
        rows = super().get_queryset()
        first = rows[: SHOWN_AT_MOST + 1]
        if len(first) > SHOWN_AT_MOST:
            self.elsewhere = rows.count()
            first = rows.none()
        self._queryset = first
        return first

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Say what the constraint says that two new rows break, or else name the fields as the form does."""
        fields = [name for name in unique_check if name != getattr(getattr(self, "fk", None), "name", "")]
        for constraint in self.model._meta.total_unique_constraints:
            if set(fields) <= set(constraint.fields) and set(constraint.fields) - set(fields) <= {*self._owner_fields}:
                return constraint.get_violation_error_message()
        labels = [str(self.model._meta.get_field(name).verbose_name) for name in fields]
        return super().get_unique_error_message(labels)

    @property
    def _owner_fields(self) -> list[str]:
        """Return the fields that name the record above, which no row of the form has."""
        if fk := getattr(self, "fk", None):
            return [fk.name]
        return [field.name for field in (getattr(self, "ct_field", None), getattr(self, "ct_fk_field", None)) if field]

    @property
    def row_count(self) -> int:
        return self.elsewhere or self.initial_form_count()

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk:
            form.about = self.about(form.instance)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect) and form.instance._meta.get_field(name).is_cached(form.instance):
                chosen = getattr(form.instance, name)
                widget.known = {str(chosen.pk): chosen} if chosen else {}


class RowFormSet(ShortFormSet, BaseInlineFormSet):
    @property
    def list_filter(self) -> dict[str, Any]:
        return {f"{self.fk.name}__id__exact": self.instance.pk}


class GenericFormSet(ShortFormSet, BaseGenericInlineFormSet):
    @property
    def list_filter(self) -> dict[str, Any]:
        content_type = ContentType.objects.get_for_model(self.instance)
        return {"content_type__id__exact": content_type.pk, "object_id": self.instance.pk}


class ExclusiveFormSet(RowFormSet):
    """Compares the spans of a form with each other as they will be, not as the database still has them:
    so one may be ended and its successor added in one go."""

    def clean(self) -> None:
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        in_form = [form.instance.pk for form in self.initial_forms]
        for form in kept:
            if not form.has_changed():
                continue
            self._drop_overlap(form)
            if form.errors:
                continue
            record = form.instance
            siblings = [f.instance for f in kept if f is not form and (f.instance.pk or f.has_changed())]
            try:
                record.refuse_overlap(filter(record.is_rival_of, siblings))
                record.refuse_overlap(record.rivals().exclude(pk__in=in_form))
            except ValidationError as error:
                form.add_error(None, error)
        super().clean()

    def _drop_overlap(self, form: forms.ModelForm) -> None:
        """Take back what the record itself, which knows the database only, had to say."""
        errors = form.errors.get("start")
        if errors and all(error.code == "overlap" for error in errors.as_data()):
            del form.errors["start"]
            form.cleaned_data["start"] = form.instance.start


class RowsInForm(PortalFields):
    """What all inlines share."""

    form = RowForm
    template = "admin/portal/stacked.html"
    extra = 0
    show_change_link = True
    place = 0  # the inlines of a form stand in this order
    needs_record = False  # True: it stands in the form of a saved record only
    list_select_related: Sequence[str] = ()
    beside_row = beside_rows = ""  # templates of what stands beside each saved row, and above them all

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> type[BaseModelFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        formset.about = staticmethod(self.about)
        return formset

    def about(self, row: Model) -> str:
        """Say beside the name of a folded row what tells it apart from its likes."""
        return row.span.spoken() if hasattr(row, "span") else ""


class PlainInline(RowsInForm, admin.StackedInline):
    formset = RowFormSet


class PlainGenericInline(RowsInForm, GenericStackedInline):
    formset = GenericFormSet


class PortalInline(RowsInForm, TranslationStackedInline):
    formset: ClassVar = RowFormSet


class ExclusiveInline(PortalInline):
    formset = ExclusiveFormSet


class GenericInline(RowsInForm, TranslationGenericStackedInline):
    formset = GenericFormSet
