"""The bases of the admin. An app's `admin.py` only declares: which fields, in which groups, beside which columns.

`RecordAdmin` has the history; `TranslatedAdmin` adds the two languages; `PortalAdmin` adds the publication.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.templatetags import admin_list
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from modeltranslation.fields import TranslationField

from . import accounts  # noqa: F401  (registers users and groups)
from .admin_lists import RecordList, SearchedAdmin, in_alphabet, years_of
from .admin_pages import offered
from .dates import language_or_active
from .extending import ExtensibleAdmin
from .forms import PublicationFormField
from .numbers import MOST_DIGITS, number_in
from .permissions import may_publish
from .publishing import Publication
from .readable import NOTHING
from .sourcing import SourcedAdmin
from .spans import SpanQuerySet, today
from .text import sort_key
from .tidying import TidyForm, told
from .translating import Questions, TranslationDesk
from .translations import (
    LANGUAGES,
    field_label,
    language_label,
    missing_languages,
    translated_in,
)
from .versions import lock
from .writing import WritingAid, is_prose, written_in

DATES = ("start", "end", "end_unknown")
TEXTS = (_("Texts"), {"fields": ("summary", "description")})
PUBLICATION = (_("Publication"), {"fields": (("publication", "slug"),)})
TEXTAREA_ROWS = {"description": 16, "summary": 4, "quote": 4}


class InLanguageOfPage:
    """An autocomplete that speaks the language of the page; Django writes lang="None" where it knows no translation."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "lang": get_language()}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list:
        # A refused form comes back with what was sent; only what can be a key may be asked for.
        keys = [key for key in value if number_in(key) is not None]
        return super().optgroups(name, keys, attr)


class Selects(InLanguageOfPage, AutocompleteSelectMultiple):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Cut what no key is as long as, so that it is refused by name: a database could not even be asked for it."""
        sent = super().value_from_datadict(data, files, name)
        return [key if len(key) <= MOST_DIGITS else f"{key[:MOST_DIGITS]}…" for key in sent]


class KnownSelect(InLanguageOfPage, AutocompleteSelect):
    """Shows the chosen row that the form has at hand (`known`) without asking the database for it."""

    known: ClassVar[dict[str, models.Model]] = {}

    def optgroups(self, name: str, value: list[str], attr: Any = None) -> list:
        if value[0] not in self.known:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known[value[0]])
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, value[0], label, True, 1)], 0)]


def boolean_icon(value: bool | None) -> SafeString:
    """Show yes, no or unknown as a picture, with its word in the language of the page."""
    name, word = {True: ("yes", _("Yes")), False: ("no", _("No")), None: ("unknown", _("Unknown"))}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), word)


admin_list._boolean_icon = boolean_icon  # Django's own says “True”, “False” and “None” in every language


class PortalFields(BaseModelAdmin):
    """How the fields of a form look, in a page of their own and in an inline alike."""

    def get_ordering(self, request: HttpRequest) -> Sequence[str]:
        """Follow the alphabet of the page's language wherever the order is that of a name."""
        return [in_alphabet(field) for field in self.ordering or self.opts.ordering]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any):
        if isinstance(db_field, models.URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        source = db_field.translated_field if isinstance(db_field, TranslationField) else db_field
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = TEXTAREA_ROWS.get(source.name, 3)
        if source is not db_field:
            field.label = field_label(db_field)
            field.widget.attrs["lang"] = db_field.language
        if is_prose(db_field):
            field.widget.attrs["data-prose"] = True
        return field

    def formfield_for_choice_field(self, db_field: models.Field, request: HttpRequest, **kwargs: Any):
        if db_field.name == "publication" and not may_publish(request.user):
            kwargs |= {"choices_form_class": PublicationFormField, "choices": Publication.choices[:2]}
            kwargs["help_text"] = _("It is published by somebody who may: send it for review when it is ready.")
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return self._labelled(db_field, super().formfield_for_foreignkey(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field: models.ManyToManyField, request: HttpRequest, **kwargs: Any):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Selects(db_field, self.admin_site, using=kwargs.get("using")))
        return self._labelled(db_field, super().formfield_for_manytomany(db_field, request, **kwargs))

    def _labelled(self, db_field: models.Field, field: forms.ModelChoiceField | None) -> forms.ModelChoiceField | None:
        """Name the chosen rows as the autocomplete does."""
        related = self.admin_site._registry.get(db_field.remote_field.model)
        if field is not None and isinstance(related, RecordAdmin):
            field.label_from_instance = related.label
            if related.list_select_related:
                field.queryset = field.queryset.select_related(*related.list_select_related)
        return field


class RecordAdmin(PortalFields, SearchedAdmin, SourcedAdmin):
    """Any record: its history, who changed it last and when. What its form puts right in a text, it says."""

    form = TidyForm
    list_select_related: Sequence[str] = ()
    list_per_page = 50
    carried_over: Sequence[str] = ()  # what "save and add another" puts into the next form

    class Media:
        js: ClassVar = ["admin/js/jquery.init.js", "js/admin-select2-kk.js", "js/admin-autocomplete.js"]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.inlines = list(cls.inlines)

    @classmethod
    def also_shows(cls, *inlines: type[InlineModelAdmin]) -> None:
        """Take the inlines of an app above, whose rows belong to this record."""
        cls.inlines.extend(inlines)

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> list[type[InlineModelAdmin]]:
        inlines = (inline for inline in self.inlines if obj or not inline.needs_record)
        return sorted(inlines, key=lambda inline: inline.place)

    def label(self, obj: models.Model) -> str:
        """Name the record so that it is told apart from its likes, in an autocomplete."""
        return str(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related(*self.list_select_related) if self.list_select_related else rows

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def get_list_display(self, request: HttpRequest) -> Sequence[str]:
        return [*super().get_list_display(request), "last_change"]

    @admin.display(description=_("last change"))
    def last_change(self, obj: models.Model) -> str:
        change = getattr(obj, "latest_change", None)
        if change is None:
            return NOTHING
        moment = date_format(timezone.localtime(change.history_date), "SHORT_DATETIME_FORMAT")
        return f"{moment}, {change.history_user}" if change.history_user else moment

    @admin.display(description=_("dates"), ordering="possible_from")
    def dates(self, obj: models.Model) -> str:
        return obj.span.spoken()

    def save_formset(self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for row in formset.forms:
            if row.text_changes and row not in formset.deleted_forms:
                messages.info(request, told(row.text_changes, capfirst(row.instance._meta.verbose_name)))
        for remark in getattr(formset, "remarks", ()):  # what the rows have to say once they are saved
            messages.warning(request, remark)

    def response_add(self, request: HttpRequest, obj: models.Model, post_url_continue: str | None = None):
        response = super().response_add(request, obj, post_url_continue)
        values = {name: obj.serializable_value(name) for name in self.carried_over}
        if "_addanother" in request.POST and any(values.values()):
            query = urlencode({name: value for name, value in values.items() if value not in (None, "")})
            response["Location"] += f"{'&' if '?' in response['Location'] else '?'}{query}"
        return response


class MissingFilter(admin.SimpleListFilter):
    title = _("completeness")
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [
            ("kk", _("something is missing in Kazakh")),
            ("en", _("something is missing in English")),
            ("nothing", _("complete in both languages")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in LANGUAGES:
            return queryset.filter(~translated_in(self.value(), queryset.model))
        if self.value() == "nothing":
            return queryset.filter(*(translated_in(language, queryset.model) for language in LANGUAGES))
        return queryset


class TranslatedAdmin(RecordAdmin, TranslationAdmin):
    """A record with texts in both languages, in tabs. Apps above read along (`WritingAid`)."""

    writing_aids: ClassVar[list[WritingAid]] = []
    desk: ClassVar[TranslationDesk | None] = None

    @classmethod
    def translations_kept_by(cls, desk: TranslationDesk) -> None:
        """Let an app above ask and note what is a translation of what, in the form of every record."""
        cls.desk = desk

    @classmethod
    def also_reads(cls, aid: WritingAid) -> None:
        """Take what an app above has to say on the texts of every record."""
        cls.writing_aids.append(aid)

    @property
    def media(self) -> forms.Media:
        media = super().media + forms.Media(js=["js/admin-tabs.js"])
        return sum((aid.media for aid in self.writing_aids), media)

    def questions(self, request: HttpRequest, obj: models.Model | None) -> Questions | None:
        may_write = self.may_change_all(request) if obj else self.has_add_permission(request)
        return self.desk.questions(request, obj) if self.desk and may_write else None

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> type[forms.ModelForm]:
        if asked := self.questions(request, obj):
            kwargs.setdefault("form", type(self.form.__name__, (self.form,), dict(asked.fields)))
        return super().get_form(request, obj, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[tuple[Any, dict]]:
        fieldsets = super().get_fieldsets(request, obj)
        if asked := self.questions(request, obj):
            group = {"fields": tuple(asked.fields), "description": asked.description}
            fieldsets = [*fieldsets, (asked.title, group)]
        return fieldsets

    def _save_record(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        with self.desk.noting(request, obj, form) if self.desk else nullcontext():
            super()._save_record(request, obj, form, change)

    def _save_rows(self, request: HttpRequest, form: forms.ModelForm, formsets: Iterable, change: bool) -> None:
        super()._save_rows(request, form, formsets, change)
        kept = [form, *(row for rows in formsets for row in rows.forms if row not in rows.deleted_forms)]
        written = list(written_in(kept))
        for aid in self.writing_aids if written else ():
            for remark in aid.remarks(written):
                messages.warning(request, remark)

    def get_list_display(self, request: HttpRequest) -> Sequence[str]:
        *columns, last_change = super().get_list_display(request)
        return [*columns, "completeness", last_change]

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        return [*super().get_list_filter(request), MissingFilter]

    @admin.display(description=_("completeness"))
    def completeness(self, obj: models.Model) -> str:
        """Say what is missing in which language."""
        missing = [
            f"{language_label(language)}: {', '.join(str(self.opts.get_field(name).verbose_name) for name in fields)}"
            for language, fields in missing_languages(obj).items()
            if fields
        ]
        return "; ".join(missing) or pgettext_lazy("completeness", "complete")


class PortalAdmin(ExtensibleAdmin, TranslatedAdmin):
    """A record with a publication state: what the portal is made of."""

    actions: ClassVar = ["publish", "archive", "back_to_draft", "send_for_review"]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def get_list_display(self, request: HttpRequest) -> Sequence[str]:
        *columns, completeness, last_change = super().get_list_display(request)
        return [*columns, "publication", completeness, last_change]

    def get_list_filter(self, request: HttpRequest) -> Sequence[Any]:
        *filters, missing = super().get_list_filter(request)
        return [*filters, "publication", missing]

    @admin.action(description=_("Publish the selected %(verbose_name_plural)s"), permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, Publication.PUBLISHED)

    @admin.action(description=_("Archive the selected %(verbose_name_plural)s"), permissions=["publish"])
    def archive(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, Publication.ARCHIVED)

    @admin.action(description=_("Turn the selected %(verbose_name_plural)s back into drafts"), permissions=["publish"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._move(request, queryset, Publication.DRAFT)

    @admin.action(description=_("Send the selected %(verbose_name_plural)s for review"), permissions=["add"])
    def send_for_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        if other := queryset.exclude(publication__in=(Publication.DRAFT, Publication.REVIEW)).count():
            told = ngettext("%(count)d record is no draft.", "%(count)d records are no drafts.", other)
            self.message_user(request, told % {"count": other}, messages.WARNING)
        self._move(request, queryset, Publication.REVIEW, only=(Publication.DRAFT, Publication.REVIEW))

    @transaction.atomic
    def _move(
        self, request: HttpRequest, queryset: QuerySet, state: Publication, only: Sequence[str] = Publication.values
    ) -> None:
        """Save each record by itself, so that its history says who did it. What is in none of `only` stays as it is."""
        held = lock(self.model, queryset.order_by().values("pk"))
        records = [record for record in held if record.publication in only]
        others = [record for record in records if record.publication != state]
        moved = [record for record in others if self._may_be(request, record, state)]
        for record in moved:
            record.publication = state
            record.save()
            self.log_change(request, record, [{"changed": {"fields": ["publication"]}}])
        if moved or not others:
            told = self._told(len(moved), len(records) - len(others), state)
            self.message_user(request, told, messages.SUCCESS)

    def _may_be(self, request: HttpRequest, record: models.Model, state: Publication) -> bool:
        """Say whether a record may be in a state; if not, tell why."""
        try:
            record.refuse_state(state)
        except ValidationError as error:
            self.message_user(request, f"{record}: {' '.join(error.messages)}", messages.ERROR)
            return False
        return True

    def _told(self, moved: int, unmoved: int, state: Publication) -> str:
        told = ngettext("%(count)d record is now: %(state)s.", "%(count)d records are now: %(state)s.", moved)
        told %= {"count": moved, "state": state.label}
        if unmoved:
            same = ngettext("%(count)d record was so already.", "%(count)d records were so already.", unmoved)
            told += " " + same % {"count": unmoved}
        return told


class OngoingFilter(admin.SimpleListFilter):
    """Whether a span goes on today."""

    title = _("term")
    parameter_name = "ongoing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("yes", _("current")), ("no", _("ended"))]

    def queryset(self, request: HttpRequest, queryset: SpanQuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.current(today())
        if self.value() == "no":
            return queryset.filter(Q(possible_until__lte=today()) | Q(end_unknown=True))
        return queryset


class YearFilter(admin.SimpleListFilter):
    """Decades; within the chosen one, its years. Asks the stored column `year`."""

    title = _("year")
    parameter_name = "in"

    def chosen(self) -> tuple[int, int] | None:
        """Return the first and the last year that are asked for."""
        match = re.fullmatch(r"([0-9]{1,4})(s?)", self.value() or "")
        return (int(match[1]), int(match[1]) + (9 if match[2] else 0)) if match else None

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        decades: dict[int, list[int]] = {}
        for year in years_of(model_admin.model):
            decades.setdefault(year // 10 * 10, []).append(year)
        chosen = self.chosen()
        for decade, its_years in decades.items():
            yield f"{decade}s", f"{decade}–{decade + 9}"
            if chosen and decade <= chosen[0] <= decade + 9:
                yield from ((str(year), f"· {year}") for year in its_years)
        yield "unknown", _("unknown")

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "unknown":
            return queryset.filter(year=None)
        chosen = self.chosen()
        return queryset.filter(year__range=chosen) if chosen else queryset


class LabelledAutocomplete(AutocompleteJsonView):
    def process_request(self, request: HttpRequest) -> tuple[Any, ...]:
        term, *rest = super().process_request(request)
        return term.replace("\x00", ""), *rest  # the form of a list refuses it; here there is no form

    def get_queryset(self) -> QuerySet:
        found = super().get_queryset()
        if isinstance(self.model_admin, SearchedAdmin):
            return self.model_admin.best_first(self.request, found, self.term)
        return found  # accounts

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        label = getattr(self.model_admin, "label", str)
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}


def autocomplete(request: HttpRequest) -> HttpResponse:
    return LabelledAutocomplete.as_view(admin_site=admin.site)(request)


def app_list(request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
    """List apps and records in the alphabetical order of the page's language."""

    def by_name(entry: dict[str, Any]) -> str:
        return sort_key(str(entry["name"]), language_or_active(None))

    found = admin.AdminSite.get_app_list(admin.site, request, app_label)
    found = sorted([*found, *(() if app_label else offered(request))], key=by_name)
    for entry in found:
        entry["models"].sort(key=by_name)
    return found


admin.site.site_title = admin.site.site_header = _("Odaq")
admin.site.index_title = _("What is kept here")
admin.site.autocomplete_view = autocomplete  # Django's own cannot name a body together with its organisation
admin.site.get_app_list = app_list  # Django's own puts Қ, Ұ and І after Я
