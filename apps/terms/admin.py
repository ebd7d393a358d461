from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.forms.widgets import Script
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.admin import PUBLICATION, PortalAdmin, TranslatedAdmin
from apps.core.inlines import PortalInline, RowFormSet, ShortFormSet
from apps.core.publishing import Publication
from apps.core.tidying import TidyForm
from apps.core.writing import WritingAid
from apps.sources.admin import CitationInline

from .check_views import check
from .choices import NEEDED_LANGUAGES, FormStatus
from .contradictions import meetings
from .models import NEEDS_FORMS, Term, TermForm
from .remarks import remarks_after_save

TranslatedAdmin.also_reads(
    WritingAid(
        forms.Media(js=[Script("js/admin-terms.js", **{"data-url": reverse_lazy("admin:terms_check")})]),
        remarks_after_save,
    )
)


class RecordForm(TidyForm):
    """Leaves it to the rows below to say which forms are missing: the record knows only those of the database."""

    def _post_clean(self) -> None:
        super()._post_clean()
        errors = self.errors.get("publication")
        if errors and all(error.code == "needs_forms" for error in errors.as_data()):
            del self.errors["publication"]
            self.cleaned_data["publication"] = self.instance.publication


class FormsOfTerm(RowFormSet):
    """Compares the rows as they will be, so that another form can become the preferred one in one go."""

    def get_queryset(self) -> QuerySet:
        return super(ShortFormSet, self).get_queryset()  # a term has a few forms; all of them are judged together

    def clean(self) -> None:
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        kept = [form for form in kept if form.instance.pk or form.has_changed()]
        best: dict[str, forms.ModelForm] = {}
        for form in kept:
            self._drop_rival(form)
            row = form.instance
            if row.status != FormStatus.PREFERRED:
                continue
            if row.language in best:
                form.add_error("status", _("The term has a preferred form in this language already."))
            best.setdefault(row.language, form)
        super().clean()
        self._refuse_contradictions([form for form in kept if not form.errors])
        if self.instance.publication == Publication.PUBLISHED and not {*NEEDED_LANGUAGES} <= best.keys():
            raise ValidationError(NEEDS_FORMS)

    def _refuse_contradictions(self, kept: list[forms.ModelForm]) -> None:
        """Refuse what another term about the same thing says the other way round."""
        self.met = meetings(self.instance, [form.instance for form in kept])
        form_of = {id(form.instance): form for form in kept}  # a new row has no key yet
        for own, there in (pair for meeting in self.met for pair in meeting.contradictions):
            says = {"form": own.text, "term": str(there.term), "status": there.get_status_display()}
            message = _("The term “%(term)s” is about the same thing, and there “%(form)s” is: %(status)s.") % says
            form_of[id(own)].add_error("status", message)

    @property
    def remarks(self) -> Iterator[str]:
        """Name the preferred forms that are also those of other terms, if the editor has touched the forms."""
        for own, there in (pair for meeting in self.met for pair in meeting.same_preferred if self.has_changed()):
            says = {"form": own.text, "language": own.get_language_display()}
            message = _("“%(form)s” (%(language)s) is the preferred form of one more term, which may be the same:")
            url = reverse(admin_urlname(there.term._meta, "change"), args=[there.term_id])
            yield format_html('{} <a href="{}">{}</a>', message % says, url, there.term)

    def _drop_rival(self, form: forms.ModelForm) -> None:
        """Take back what the row itself, which knows the database only, had to say."""
        errors = form.errors.get("status")
        if errors and all(error.code == "one_preferred" for error in errors.as_data()):
            del form.errors["status"]
            form.cleaned_data["status"] = form.instance.status

    def save(self, commit: bool = True) -> list[TermForm]:
        # The database allows one preferred form at a time: who leaves that place makes room before the next one comes.
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        TermForm.objects.filter(pk__in=changed).update(status=FormStatus.DEPRECATED)
        return super().save(commit)


class TermFormInline(PortalInline):
    model = TermForm
    formset = FormsOfTerm
    extra = 1
    fieldsets = (
        (None, {"fields": (("language", "status", "needs_native_editor"), ("text", "plural"), "note")}),
    )  # fmt: skip

    def about(self, row: TermForm) -> str:
        said = f"{row.get_language_display()}, {row.get_status_display()}"
        return f"{said}, {self.opts.get_field('needs_native_editor').verbose_name}" if row.needs_native_editor else said


class NeedsEditorFilter(admin.SimpleListFilter):
    title = _("needs a native editor")
    parameter_name = "unsettled"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        unsettled = Exists(TermForm.objects.filter(term=OuterRef("pk"), needs_native_editor=True))
        return {"yes": queryset.filter(unsettled), "no": queryset.exclude(unsettled)}.get(self.value(), queryset)


@admin.register(Term)
class TermAdmin(PortalAdmin):
    form = RecordForm
    list_display = ("name", "category", "unsettled")
    list_filter = ("category", NeedsEditorFilter)
    search_fields = ("name_kk", "name_en", "slug", "forms__text")
    inlines = (TermFormInline, CitationInline)
    writing_aids = ()  # a term itself names what is to be avoided
    fieldsets = (
        (None, {"fields": ("name", "category", "definition", "note")}),
        PUBLICATION,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        unsettled = Exists(TermForm.objects.filter(term=OuterRef("pk"), needs_native_editor=True))
        return super().get_queryset(request).annotate(unsettled=unsettled)

    def get_urls(self) -> list[URLPattern]:
        return [path("check/", check, name="terms_check"), *super().get_urls()]

    @admin.display(description=_("needs a native editor"), ordering="unsettled")
    def unsettled(self, obj: Term) -> str:
        return gettext("Yes") if obj.unsettled else ""
