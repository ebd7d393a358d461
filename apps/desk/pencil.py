"""The way from a public page into the admin, for those who work there."""

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.previewing import StaffTool
from apps.core.translations import LANGUAGES

from .translations.rights import may_translate
from .translations.tracking import translated_models

INTO = {"kk": _("Translate into Kazakh"), "en": _("Translate into English")}


def tools_for(request: HttpRequest, record: models.Model) -> Iterator[StaffTool]:
    """Go through what somebody may do with the record of a page; nothing for who may only read it."""
    model_admin = admin.site._registry.get(type(record))
    if model_admin is None or not model_admin.has_change_permission(request, record):
        return
    yield StaffTool(_("Edit"), _address(record, "change"), "edit")
    for language in LANGUAGES if type(record) in translated_models() else ():
        if may_translate(request, record, language):
            url = reverse("desk:translate", args=[record._meta.label_lower, record.pk, language])
            yield StaffTool(INTO[language], url, language)
    yield StaffTool(_("History"), _address(record, "history"), "history")


def _address(record: models.Model, page: str) -> str:
    return reverse(admin_urlname(record._meta, page), args=[record.pk])
