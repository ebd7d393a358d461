"""The pages of the translation desk, within the admin."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.numbers import BIGGEST_KEY, number_in
from apps.core.publishing import Publication
from apps.core.text import language_or_active
from apps.core.tidying import told
from apps.core.translations import LANGUAGES, field_label, language_label, other_language
from apps.core.writing import written_in
from apps.terms.finding import terms_in

from ..models import TranslatedRecord
from ..pages import page
from ..proposals import WAITS
from . import sides, tracking
from .choices import SHOWN, WORK, State
from .keeping import Standing, standing_of
from .matrix import WAITING, Matrix
from .rights import languages_of, may_translate


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    tracking.settle()
    found = Matrix(request)
    if not found.models:
        raise PermissionDenied
    number = min(max(number_in(request.GET.get("page", "")) or 1, 1), found.last_page)
    return page(
        request,
        "desk/translations.html",
        _("Translations"),
        matrix=found,
        wanted=found.wanted,
        rows=[_row(request, found, row) for row in found.page(number)],
        number=number,
        previous=found.wanted.query(page=number - 1) if number > 1 else "",
        next=found.wanted.query(page=number + 1) if number < found.last_page else "",
        totals=[(_named(language), totals) for language, totals in found.totals().items()],
        state_heads=[state.label for state in SHOWN],
        choices=_choices(found),
    )


def _named(language: str) -> str:
    return capfirst(language_label(language))


def _choices(found: Matrix) -> list[dict[str, Any]]:
    """Return the filters as lists of value, label and whether it is chosen."""
    wanted = found.wanted
    kinds = [
        (model._meta.label_lower, f"{capfirst(model._meta.verbose_name_plural)} ({count})")
        for model, count in found.kinds()
        if count or model._meta.label_lower == wanted.model
    ]
    lists = (
        ("model", _("Kind of record"), sorted(kinds, key=lambda kind: kind[1])),
        ("language", _("Language"), [(language, _named(language)) for language in LANGUAGES]),
        ("state", _("State"), [(WAITING, _("waiting for a translation")), *((s.value, s.label) for s in SHOWN)]),
        ("publication", _("Publication"), Publication.choices),
    )
    return [
        {
            "key": key,
            "label": label,
            "options": [("", _("All"), not getattr(wanted, key))]
            + [(value, said, value == getattr(wanted, key)) for value, said in options],
        }
        for key, label, options in lists
    ]


def _row(request: HttpRequest, found: Matrix, row: TranslatedRecord) -> dict[str, Any]:
    model = found.model_of(row)
    here = language_or_active(None)
    allowed = languages_of(request, model)
    is_borrowed = row.label_kk == row.label_en and getattr(row, f"state_{here}") == State.MISSING
    return {
        "label": getattr(row, f"label_{here}") or getattr(row, f"label_{other_language(here)}"),
        "label_language": other_language(here) if is_borrowed else "",
        "kind": capfirst(model._meta.verbose_name),
        "publication": Publication(row.publication).label if row.publication else "",
        "change_url": _change_url(request, model, row.object_id),
        "cells": [_cell(model, row, language, language in allowed, found) for language in LANGUAGES],
    }


def _change_url(request: HttpRequest, model: type[models.Model], pk: int) -> str:
    if not admin.site._registry[model].has_view_or_change_permission(request):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


def _cell(
    model: type[models.Model], row: TranslatedRecord, language: str, allowed: bool, found: Matrix
) -> dict[str, Any]:
    state = State(getattr(row, f"state_{language}"))
    waiting = [
        (str(model._meta.get_field(name).verbose_name), State(by_language[language][1]).label)
        for name, by_language in row.texts.items()
        if by_language[language][1] in WORK
    ]
    url = ""
    if allowed and (row.original != language or state in WORK):
        url = address(model, row.object_id, language, found.wanted.query())
    return {
        "language": _named(language),
        "state": state,
        "waiting": waiting,
        "url": url,
        "is_original": row.original == language,
    }


def address(model: type[models.Model], pk: int, language: str, query: str = "") -> str:
    place = reverse("desk:translate", args=[model._meta.label_lower, pk, language])
    return f"{place}?{query}" if query else place


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, model: str, pk: int, language: str) -> HttpResponse:
    kind = next((one for one in tracking.translated_models() if one._meta.label_lower == model), None)
    if kind is None or language not in LANGUAGES or kind not in admin.site._registry or pk > BIGGEST_KEY:
        raise Http404
    record = kind._base_manager.filter(pk=pk).first()
    if record is None:
        raise Http404
    if not may_translate(request, record, language):
        raise PermissionDenied
    tracking.settle()
    found = Matrix(request)
    outcome = None
    if request.method == "POST":
        outcome = sides.save(request, kind, pk, language, in_progress="_progress" in request.POST)
        if outcome is None:
            raise Http404
        if outcome.is_saved:
            return _after(request, found, kind, pk, language, outcome)
        record = kind._base_manager.get(pk=pk)
    one = standing_of(record)
    if not sides.fields_of(one, language):
        messages.info(request, _("There is nothing to translate in this record."))
        return redirect(f"{reverse('desk:translations')}?{found.wanted.query()}")
    return _side_by_side(request, found, one, language, outcome)


def _side_by_side(
    request: HttpRequest, found: Matrix, one: Standing, language: str, outcome: sides.Outcome | None
) -> HttpResponse:
    model, other = type(one.record), other_language(language)
    form = outcome.form if outcome else sides.form_for(request, one, language)
    lines = list(sides.sides(one, language, form, outcome))
    following = found.following(one.row, language)
    model_admin = admin.site._registry[model]
    label = getattr(one.row, f"label_{language_or_active(None)}") or str(one.record)
    return page(
        request,
        "desk/translate.html",
        label,
        subtitle=_("%(source)s → %(target)s") % {"source": _named(other), "target": _named(language)},
        opts=model._meta,
        form=form,
        sides=lines,
        first_waiting=next((line.name for line in lines if line.state in WORK), lines[0].name),
        language=language,
        source_language=other,
        source_named=_named(other),
        target_named=_named(language),
        is_original=one.row.original == language,
        publication=Publication(one.row.publication).label if one.row.publication else "",
        terms=terms_in([line.source for line in lines], other, language),
        media=form.media + sum((aid.media for aid in model_admin.writing_aids), model_admin.media.__class__()),
        matrix_url=f"{reverse('desk:translations')}?{found.wanted.query()}",
        change_url=_change_url(request, model, one.record.pk),
        skip_url=_address_of(following, language, found) if following else "",
        has_changes=any(line.is_changed for line in lines),
    )


def _address_of(row: TranslatedRecord, language: str, found: Matrix) -> str:
    return address(found.model_of(row), row.object_id, language, found.wanted.query())


def _after(
    request: HttpRequest,
    found: Matrix,
    model: type[models.Model],
    pk: int,
    language: str,
    outcome: sides.Outcome,
) -> HttpResponse:
    """Say what became of it, and lead on."""
    record = outcome.form.instance
    said = {"record": str(record), "language": _named(language)}
    if outcome.is_proposed:
        messages.success(request, WAITS % said)
    elif "_progress" in request.POST:
        messages.success(request, _("“%(record)s”, %(language)s: saved as in progress.") % said)
    else:
        messages.success(request, _("“%(record)s”, %(language)s: saved.") % said)
    labels = {str(field_label(model._meta.get_field(column))) for column in outcome.written}
    if text_changes := [change for change in outcome.form.text_changes if str(change.field) in labels]:
        messages.info(request, told(text_changes))
    if outcome.overtaken:
        fields = ", ".join(outcome.overtaken)
        messages.warning(
            request,
            _("The original changed while you were translating; look again at what changed in it: %(fields)s.")
            % {"fields": fields},
        )
    written = list(written_in([outcome.form])) if outcome.written else []
    for aid in admin.site._registry[model].writing_aids if written else ():
        for remark in aid.remarks(written):
            messages.warning(request, remark)
    here = address(model, pk, language, found.wanted.query())
    if "_next" not in request.POST:
        return redirect(here)
    row = standing_of(record).row
    following = found.following(row, language) if row.pk else None
    if following:
        return redirect(_address_of(following, language, found))
    messages.info(request, _("Nothing else waits for a translation here."))
    return redirect(f"{reverse('desk:translations')}?{found.wanted.query()}")
