"""What an app above adds to the lists and forms of all records with a publication."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse


class ExtensibleAdmin(admin.ModelAdmin):
    asked_along: ClassVar[Callable[[type[models.Model]], dict[str, Any]] | None] = None

    @classmethod
    def also_does(cls, *actions: Callable[..., HttpResponse | None]) -> None:
        """Take actions for many records of a list at once."""
        for action in actions:
            setattr(cls, action.__name__, action)
        cls.actions = [*cls.actions, *(action.__name__ for action in actions)]

    @classmethod
    def also_asks(cls, asked: Callable[[type[models.Model]], dict[str, Any]]) -> None:
        """Read what is to be said in the form of a record along with the record (annotations): it costs no query."""
        cls.asked_along = asked

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows, match = super().get_queryset(request), request.resolver_match
        if self.asked_along and match and match.url_name == f"{self.opts.app_label}_{self.opts.model_name}_change":
            rows = rows.annotate(**type(self).asked_along(self.model))
        return rows
