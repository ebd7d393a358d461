"""Why a record is changed: said in its form, kept in its history."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

LETTERS_AT_MOST = 100  # as many as the histories hold


class ReasonField(forms.CharField):
    """It belongs to no record, so it is never among what was changed."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(
            required=required,
            max_length=LETTERS_AT_MOST,
            label=_("Why"),
            help_text=_("In a few words, for those who read the history of the record."),
            widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def give_reason(record: models.Model, reason: str | None) -> None:
    """Let what is written into the history of a record from now on say why."""
    if reason:
        record._change_reason = reason[:LETTERS_AT_MOST]
