"""What an app above has to ask and to note where a record with texts in both languages is written in the admin."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from django import forms
from django.db import models
from django.http import HttpRequest


class Questions(NamedTuple):
    """A group of fields that the form of a record asks besides those of its model."""

    title: Any
    fields: Mapping[str, forms.Field]
    description: str = ""  # HTML


class TranslationDesk(Protocol):
    def questions(self, request: HttpRequest, obj: models.Model | None) -> Questions | None:
        """Return what the form of a record (None: a new one) asks besides."""
        ...

    def noting(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm) -> AbstractContextManager[None]:
        """Surround the save of a record that a valid form has changed."""
        ...
