"""Texts of records, put right as they are saved, and the editor told of it.

Forms do it by themselves (`TidyForm`); what else writes texts, such as an import, calls `tidy` and reports what it
returns. Nothing is altered without a word.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modeltranslation.fields import TranslationField

from .forms import PublicationFormField
from .orthography import Change, normalised
from .readable import in_quotes
from .translations import LANGUAGES, field_label, translated_fields

SHOWN_AT_MOST = 10  # of the changes of one form
LETTERS_AT_MOST = 60


class TextChange(NamedTuple):
    """A change in a text of a record. `field` says which, and in which language: «Атауы (қазақша)»."""

    field: str
    change: Change


def tidy(record: models.Model) -> list[TextChange]:
    """Put every translated text of a record right, unsaved, and return what was changed."""
    found = []
    for name in translated_fields(type(record)):
        for language in LANGUAGES:
            column = f"{name}_{language}"
            if text := getattr(record, column):
                written, changes = normalised(text, language)
                setattr(record, column, written)
                label = field_label(record._meta.get_field(column))
                found += [TextChange(label, change) for change in changes]
    return found


class TidyForm(forms.ModelForm):
    """Puts the translated texts that it is given right; `text_changes` says what it changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text_changes: list[TextChange] = []
        field = self.fields.get("publication")
        if isinstance(field, PublicationFormField) and self.instance.pk:
            field.keep(self.instance.publication, self.instance.get_publication_display())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        values = self.cleaned_data if cleaned is None else cleaned
        self.text_changes = []
        for field in self._meta.model._meta.concrete_fields:
            text = values.get(field.name)
            if isinstance(field, TranslationField) and isinstance(text, str):
                values[field.name], changes = normalised(text, field.language)
                self.text_changes += [TextChange(field_label(field), change) for change in changes]
        return values


def _quoted(text: str) -> str:
    return in_quotes(Truncator(text).chars(LETTERS_AT_MOST))


def told(changes: Iterable[TextChange], record: str = "") -> SafeString:
    """Say to an editor what was changed. `record` names the row of a form of several."""
    changes = list(changes)
    lines = [
        _("%(field)s: %(before)s → %(after)s: %(what)s.")
        % {
            "field": f"{record}, {field}" if record else field,
            "before": _quoted(change.before),
            "after": _quoted(change.after),
            "what": change.what,
        }
        for field, change in changes[:SHOWN_AT_MOST]
    ]
    if more := len(changes) - len(lines):
        lines.append(ngettext("And %(count)d more change.", "And %(count)d more changes.", more) % {"count": more})
    return format_html(
        "{}<ul>{}</ul>",
        _("Put right in the texts as they were saved:"),
        format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
    )
