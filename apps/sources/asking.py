"""What the form of a published record asks of whoever changes a fact in it: where is that written?"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.admin import KnownSelect
from apps.core.publishing import is_live

from .actions import cite, known_at, source_at
from .facts import Fact, changed_facts, states_facts
from .models import Citation, Source

SOURCE, URL, TITLE, PLACE, SLIP = "where_source", "where_url", "where_title", "where_place", "where_slip"


class Aside:
    """A field that belongs to no record, so it is never among what was changed."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class SourceField(Aside, forms.ModelChoiceField):
    def label_from_instance(self, obj: models.Model) -> str:
        return admin.site.get_model_admin(Source).label(obj)


class AddressField(Aside, forms.URLField):
    pass


class TextField(Aside, forms.CharField):
    pass


class BoxField(Aside, forms.BooleanField):
    pass


def questions() -> dict[str, forms.Field]:
    wide = {"class": "vTextField", "autocomplete": "off"}
    return {
        SOURCE: SourceField(
            queryset=Source.objects.all(),
            required=False,
            label=gettext_lazy("Known source"),
            widget=KnownSelect(Citation._meta.get_field("source"), admin.site),
        ),
        URL: AddressField(
            required=False,
            max_length=500,
            assume_scheme="https",
            label=gettext_lazy("or its address"),
            widget=forms.URLInput(attrs=wide),
        ),
        TITLE: TextField(
            required=False,
            max_length=300,
            label=gettext_lazy("Title, if it is new here"),
            widget=forms.TextInput(attrs=wide),
        ),
        PLACE: TextField(
            required=False,
            max_length=120,
            label=gettext_lazy("Place in it"),
            help_text=gettext_lazy("Page, article, section."),
            widget=forms.TextInput(attrs=wide),
        ),
        SLIP: BoxField(
            required=False,
            label=gettext_lazy("There is no new source: a slip is put right"),
            help_text=gettext_lazy("Then say under “Why” what the slip was."),
        ),
    }


def check_title(form: forms.BaseForm) -> None:
    """Ask what a source is called that is new here."""
    said = form.cleaned_data
    is_open = said.get(URL) and not said.get(SOURCE) and not said.get(TITLE) and TITLE not in form.errors
    if is_open and known_at(said[URL]) is None:
        form.add_error(TITLE, ValidationError(_("This source is new here: what is it called?"), code="untitled"))


def was_cited(formsets: Iterable[Any]) -> bool:
    """Say whether a citation is added, or dated anew, in the rows of the same form."""
    rows = [row for rows in formsets if rows.model is Citation for row in rows.forms if row.has_changed()]
    kept = [row for row in rows if not row.data.get(row.add_prefix("DELETE"))]
    return any(not row.instance.pk or {"verified_on", "source"} & set(row.changed_data) for row in kept)


class Desk:
    """Asks in the form of every record that can be cited. See `core.sourcing`."""

    def fields(self, model: type[models.Model]) -> Mapping[str, forms.Field]:
        return questions() if states_facts(model) else {}

    def check(self, form: forms.ModelForm, formsets: Iterable[Any]) -> None:
        form.facts = changed_facts(form, formsets) if is_live(form.instance) else []
        said = form.cleaned_data
        if not form.facts:
            if is_live(form.instance) and (said.get(SOURCE) or said.get(URL)):
                message = _("No fact was changed: leave this empty, or add the source to the citations of the record.")
                form.add_error(SOURCE if said.get(SOURCE) else URL, ValidationError(message, code="no_fact"))
            return
        check_title(form)
        if said.get(SLIP) and (said.get(SOURCE) or said.get(URL)):
            message = _("Either there is a source, or a slip is put right: leave one of the two out.")
            form.add_error(SLIP, ValidationError(message, code="both"))
        if said.get(SOURCE) or said.get(URL) or {SOURCE, URL} & set(form.errors) or was_cited(formsets):
            return
        if not said.get(SLIP):
            message = _("What you change is a fact that the public reads: choose its source, or give an address.")
            form.add_error(SOURCE, ValidationError(message, code="unsourced"))
        elif not said.get("change_reason") and "change_reason" not in form.errors:
            form.add_error("change_reason", ValidationError(_("Say what slip was put right."), code="unsaid"))

    def keep(self, request: HttpRequest, form: forms.ModelForm) -> None:
        said, facts = form.cleaned_data, getattr(form, "facts", [])
        if not facts or not (said.get(SOURCE) or said.get(URL)):
            return
        source, is_new, reason = said[SOURCE], False, said.get("change_reason") or ""
        if source is None:
            source, is_new = source_at(said[URL], said[TITLE], reason)
        cite(facts, source, said[PLACE], request.user, reason)
        self._tell(request, facts, source, is_new)

    def _tell(self, request: HttpRequest, facts: list[Fact], source: Source, is_new: bool) -> None:
        named = format_html(
            '<a href="{}">{}</a>', reverse("admin:sources_source_change", args=[source.pk]), str(source)
        )
        what = ", ".join(dict.fromkeys(_in_words(fact) for fact in facts))
        messages.info(request, format_html(_("Noted as its source, checked today: {} ({})."), named, what))
        if is_new:
            messages.info(request, _("This source is new here: look at what kind it is, and who publishes it."))


def _in_words(fact: Fact) -> str:
    if fact.field:
        return str(capfirst(fact.record._meta.get_field(fact.field).verbose_name))
    return str(capfirst(fact.record._meta.verbose_name))
