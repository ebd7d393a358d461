"""What the form of a record asks on its translations: which language is the original, and whether an edit is small."""

from contextlib import AbstractContextManager
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.text import language_or_active
from apps.core.translating import Questions
from apps.core.translations import LANGUAGES, language_label

from ..models import TranslatedRecord
from .choices import State
from .keeping import known_row, writing
from .rights import may_translate
from .states import Way

ORIGINAL, SMALL = "translation_original", "small_edit"


def is_restoring(request: HttpRequest) -> bool:
    """Say whether a former state of the record is about to come back, by the page that does it."""
    return bool(request.resolver_match and (request.resolver_match.url_name or "").endswith("_simple_history"))


class Desk:
    def questions(self, request: HttpRequest, obj: models.Model | None) -> Questions | None:
        if is_restoring(request):
            return None
        asked = request.__dict__.setdefault("desk_questions", {})  # the admin asks several times for one page
        key = obj.pk if obj else None
        if key not in asked:
            asked[key] = self._questions(request, obj)
        return asked[key]

    def _questions(self, request: HttpRequest, obj: models.Model | None) -> Questions:
        languages = [(language, capfirst(language_label(language))) for language in LANGUAGES]
        row = known_row(obj) if obj else None
        if row is None:
            languages.insert(0, ("", _("The one that is written first")))
        fields: dict[str, forms.Field] = {
            ORIGINAL: forms.ChoiceField(
                label=_("Original language"),
                choices=languages,
                required=False,
                initial=row.original if row else "",
                help_text=_("The other language is translated from it, and is outdated when it changes."),
            )
        }
        if row is None:
            fields[ORIGINAL].help_text = _("If both are written at once, it is the language of this page.")
        if obj:
            fields[SMALL] = forms.BooleanField(
                label=_("Small edit, translations stay valid"),
                required=False,
                help_text=_("A comma, a letter: what was translated stays so, what was outdated stays outdated."),
            )
        return Questions(_("Translation"), fields, self._links(request, obj, row) if row else "")

    def _links(self, request: HttpRequest, obj: models.Model, row: TranslatedRecord) -> str:
        return format_html_join(
            " · ",
            "{}",
            ((self._link(request, obj, row, language),) for language in LANGUAGES),
        )

    def _link(self, request: HttpRequest, obj: models.Model, row: TranslatedRecord, language: str) -> str:
        state = State(getattr(row, f"state_{language}"))
        said = _("%(language)s: %(state)s") % {
            "language": capfirst(language_label(language)),
            "state": state.label,
        }
        if state in (State.ORIGINAL, State.NOTHING) or not may_translate(request, obj, language):
            return said
        return format_html(
            '<a href="{}">{}</a>', reverse("desk:translate", args=[obj._meta.label_lower, obj.pk, language]), said
        )

    def noting(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm) -> AbstractContextManager[None]:
        answers: dict[str, Any] = form.cleaned_data
        original = answers.get(ORIGINAL) or ""
        if is_restoring(request):
            way, original = Way.OUTSIDE, ""
        else:
            way = Way.SMALL_EDIT if answers.get(SMALL) else Way.EDIT
        return writing(obj, way, request.user, original, otherwise=language_or_active(None))
