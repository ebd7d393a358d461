"""Why a record is changed: said in its form, kept in its history."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

LETTERS_AT_MOST = 100  # as many as the histories hold

# What a program has written as a reason, in no language of a reader → how it is said. With “%(what)s” in it: of what
# begins so, the rest is said as it stands.
_IN_WORDS: dict[str, Any] = {"load_content": _("from the initial content")}


def say_reason(marker: str, words: Any) -> None:
    """Let an app above say how a reason reads that it writes down itself."""
    _IN_WORDS[marker] = words


def reason_in_words(reason: str) -> str:
    for marker, words in _IN_WORDS.items():
        if reason == marker:
            return str(words)
        if "%(what)s" in str(words) and reason.startswith(marker):
            return words % {"what": reason.removeprefix(marker)}
    return reason


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
