"""Reading translated fields: which language a text is really in, and what is still missing."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.text import capfirst, format_lazy
from django.utils.translation import pgettext_lazy
from modeltranslation.translator import NotRegistered, TranslationOptions, translator

from .dates import language_or_active

LANGUAGES = ("kk", "en")
LABELS = {"kk": pgettext_lazy("language of a text", "Kazakh"), "en": pgettext_lazy("language of a text", "English")}

Called = Mapping[str, Mapping[str, str]]  # field → language → text


class Text(NamedTuple):
    """A text and the language it is in. `is_fallback`: it stands in for a missing translation."""

    text: str
    language: str
    is_fallback: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


class PortalTranslationOptions(TranslationOptions):
    """No language is required by itself: a record may begin in either. Constraints ask for at least one."""

    empty_values = ""

    def add_translation_field(self, field: str, translation_field: models.Field) -> None:
        """Name the field of a language in the reader's language: “name (Kazakh)”, not “name [kk]”."""
        translation_field.verbose_name = format_lazy(
            "{label} ({language})",
            label=translation_field.translated_field.verbose_name,
            language=LABELS[translation_field.language],
        )
        super().add_translation_field(field, translation_field)


def other_language(language: str | None = None) -> str:
    return "kk" if language_or_active(language) == "en" else "en"


def translation(
    obj: models.Model, field: str, language: str | None = None, fallback: bool = True, called: Called | None = None
) -> Text:
    """Return a translated field in the language asked for, or else (marked) in the other one.

    A record that the page calls by its name of another day (`called`, see `names.call_as_on`) answers with that name.
    """
    then = (getattr(obj, "called", {}) if called is None else called).get(field, {})
    return _first(lambda code: then.get(code) or getattr(obj, f"{field}_{code}", None), language, fallback)


def stored(obj: models.Model, field: str, language: str | None = None, fallback: bool = True) -> Text:
    """Return a translated field as the record holds it: what it is called today, whatever day the page shows."""
    return _first(lambda code: getattr(obj, f"{field}_{code}", None), language, fallback)


def _first(read: Callable[[str], str | None], language: str | None, fallback: bool) -> Text:
    language = language_or_active(language)
    if text := read(language):
        return Text(text, language)
    other = other_language(language)
    if fallback and (text := read(other)):
        return Text(text, other, is_fallback=True)
    return Text("", language)


def localized(path: str, language: str | None = None) -> Coalesce:
    """Return an expression for a translated column, with the other language where this one is empty."""
    language = language_or_active(language)
    return Coalesce(
        NullIf(f"{path}_{language}", models.Value("")),
        f"{path}_{other_language(language)}",
        output_field=models.CharField(),
    )


def sort_column(prefix: str = "", language: str | None = None) -> str:
    """Return the stored sort key for the active language: the alphabet's true order."""
    return f"{prefix}sort_{language_or_active(language)}"


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    try:
        return tuple(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return ()


def missing_languages(obj: models.Model) -> dict[str, list[str]]:
    """Return, for each language, the translated fields that only the other language has."""
    missing: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for field in translated_fields(type(obj)):
        filled = {language: bool(getattr(obj, f"{field}_{language}", None)) for language in LANGUAGES}
        if any(filled.values()):
            for language, there in filled.items():
                if not there:
                    missing[language].append(field)
    return missing


def translated_in(language: str, model: type[models.Model]) -> models.Q:
    """Return the condition that nothing is missing in `language` which the other language has."""
    condition = models.Q()
    for field in translated_fields(model):
        empty = models.Q(**{f"{field}_{language}": ""}) | models.Q(**{f"{field}_{language}__isnull": True})
        other = f"{field}_{other_language(language)}"
        absent = models.Q(**{other: ""}) | models.Q(**{f"{other}__isnull": True})
        condition &= ~empty | absent
    return condition


def language_label(language: str) -> Any:
    """Return what tells the texts of a language apart, in the reader's: “Kazakh”, «қазақша»."""
    return LABELS[language]


def field_label(field: models.Field) -> str:
    """Return what a field is called in a form; a translated one says which language it is for."""
    return capfirst(field.verbose_name)
