from collections.abc import Sequence
from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.numbers import written
from apps.core.publishing import Publication
from apps.core.templatetags.odaq import icon
from apps.core.translations import translated_fields
from apps.desk import records, talk
from apps.desk.beside import beside
from apps.desk.changes import KINDS
from apps.desk.corrections.facts import facts_of
from apps.desk.filters import FilterForm, known, shown
from apps.desk.models import Remark, SavedFilter, ScheduledMove
from apps.desk.previews import has_preview

register = template.Library()


def _told_at(page: str, record: models.Model) -> str:
    kind = record._meta.model_name
    is_told = kind in KINDS and record.publication == Publication.PUBLISHED  # not even in a preview
    return reverse(page, args=[kind, record.pk]) if is_told else ""


@register.simple_tag
def changes_url(record: models.Model) -> str:
    """Return the address of the changes of a record; nothing for a kind of which none are told, or for a draft."""
    return _told_at("changes:of_record", record)


@register.simple_tag
def correction_url(record: models.Model) -> str:
    """Return the address at which a correction of a record is suggested; nothing where the public sees none."""
    return _told_at("corrections:new", record)


@register.simple_tag
def correct(record: models.Model, name: str) -> SafeString | str:
    """Show the link by which a correction of a fact is suggested; of a text, that in the language of the page."""
    url = correction_url(record)
    if not url:
        return ""
    if name in translated_fields(type(record)):
        name = f"{name}_{get_language()}"
    return _link(f"{url}?field={name}", facts_of(type(record))[name].label)


@register.simple_tag
def correct_row(record: models.Model, named: models.Model) -> SafeString | str:
    """Show the link to the facts of a record that has no page of its own; `named`: what tells it from its likes."""
    url = correction_url(record)
    return _link(url, named) if url else ""


def _link(url: str, about: Any) -> SafeString:
    label = _("Suggest a correction: %(fact)s") % {"fact": about}
    return format_html('<a class="fix" href="{}" rel="nofollow" aria-label="{}">{}</a>', url, label, icon("edit"))


@register.simple_tag
def preview_url(record: models.Model) -> str:
    """Return the address under which a link to the page of a draft is made; nothing for a record that needs none."""
    return reverse("desk:preview", args=[record._meta.label_lower, record.pk]) if has_preview(record) else ""


@register.inclusion_tag("admin/desk/_saved_filters.html", takes_context=True)
def saved_filters(context: dict[str, Any], cl: ChangeList) -> dict[str, Any]:
    """Show the filters that were saved for a list, and save what it is filtered by now."""
    request = context["request"]
    current = known(cl.model_admin, request, request.GET)
    found = shown(request, cl.model_admin, current)
    return {
        "filters": found,
        "filtered_by": current,
        "is_saved": any(one.is_current for one in found),
        "has_own": any(one.saved.user_id == request.user.pk for one in found),
        "form": FilterForm(request, instance=SavedFilter(query=current), auto_id="id_filter_%s"),
        "opts": cl.opts,
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def in_words(remark: Remark) -> str:
    return talk.in_words(remark)


@register.filter
def move_in_words(move: ScheduledMove) -> str:
    return talk.move_in_words(move.to, move.at)


@register.filter
def talk_address(row: ScheduledMove | Remark) -> str:
    """Return the page of the work on the record that a row means."""
    return records.talk_url(row.content_type.model_class(), row.object_id)


@register.filter
def counted(rows: Sequence[Any], most: int) -> str:
    """Say how many rows there are; of a list that holds no more, that there may be others: “50+”."""
    return f"{written(len(rows))}{'+' if len(rows) >= most else ''}"


@register.inclusion_tag("admin/desk/_work_link.html")
def work_link(record: models.Model | None) -> dict[str, Any]:
    return {"work": beside(record)}


@register.inclusion_tag("admin/desk/_work_summary.html")
def work_summary(record: models.Model | None) -> dict[str, Any]:
    found = beside(record)
    return {"work": found, "moves": [talk.move_in_words(state, at) for state, at in found.moves] if found else []}
