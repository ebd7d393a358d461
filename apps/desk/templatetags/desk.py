from django import template
from django.db import models
from django.urls import reverse

from apps.desk.changes import KINDS

register = template.Library()


@register.simple_tag
def changes_url(record: models.Model) -> str:
    """Return the address of the changes of a record; nothing for a kind of which none are told, or for a draft."""
    kind = record._meta.model_name
    if kind not in KINDS or not record.is_published:
        return ""
    return reverse("changes:of_record", args=[kind, record.pk])
