"""Who may write the texts of a record in a language: whoever may change the record, and who translates into it."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from apps.core.permissions import languages_written_by
from apps.core.translations import LANGUAGES

from .tracking import translated_models


def may_translate(request: HttpRequest, record: models.Model, language: str) -> bool:
    return language in languages_written_by(request.user) or _may_change(request, type(record))


def _may_change(request: HttpRequest, model: type[models.Model]) -> bool:
    model_admin = admin.site._registry.get(model)
    return bool(model_admin and model_admin.may_change_all(request))


def models_of(request: HttpRequest) -> list[type[models.Model]]:
    """Return the kinds of records whose translations somebody may see: those that they could write in a language."""
    kinds = [model for model in translated_models() if model in admin.site._registry]
    if languages_written_by(request.user):
        return kinds
    return [model for model in kinds if _may_change(request, model)]


def languages_of(request: HttpRequest, model: type[models.Model]) -> list[str]:
    """Return the languages into which somebody may translate records of a kind."""
    if _may_change(request, model):
        return list(LANGUAGES)
    return list(languages_written_by(request.user))
