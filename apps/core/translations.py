"""Reading translated fields: which language a text is really in, and what is still missing."""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.text import capfirst
from modeltranslation.translator import NotRegistered, TranslationOptions, translator

from .dates import language_or_active

LANGUAGES = ("kk", "en")


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


def other_language(language: str | None = None) -> str:
    return "kk" if language_or_active(language) == "en" else "en"


def translation(obj: models.Model, field: str, language: str | None = None, fallback: bool = True) -> Text:
    """Return a translated field in the language asked for, or else (marked) in the other one."""
    language = language_or_active(language)
    if text := getattr(obj, f"{field}_{language}", None):
        return Text(text, language)
    other = other_language(language)
    if fallback and (text := getattr(obj, f"{field}_{other}", None)):
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


def language_label(language: str) -> str:
    """Return the name of a language in itself: «Қазақша», “English”."""
    return dict(settings.LANGUAGES)[language]


def field_label(field: models.Field) -> str:
    """Return what a field is called in a form; a translated one says which language it is for."""
    source = getattr(field, "translated_field", None)
    if source is None:
        return capfirst(field.verbose_name)
    return f"{capfirst(source.verbose_name)} ({language_label(field.language)})"
