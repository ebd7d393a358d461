"""The editors' home: what waits for whoever opens it, what happened, what is missing, what is coming."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Count, F, Q
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.anniversaries import days_ahead
from apps.core.dates import PartialDate
from apps.core.past import history_model
from apps.core.permissions import languages_written_by, may_publish
from apps.core.spans import today
from apps.core.translations import LANGUAGES, language_label
from apps.documents.models import Document
from apps.events.models import Event
from apps.organizations.models import Organization
from apps.people.models import Person
from apps.sources.models import Source

from .models import TranslatedRecord
from .queue import Queue
from .records import Part, Row, listed
from .translations import tracking
from .translations.choices import State
from .translations.rights import models_of

CHANGES, ANNIVERSARIES, FIRST_ROWS = 10, 10, 5
MOST_ANNIVERSARIES = 200  # that are read, the nearest: of one day, the longest ago are shown
DONE = {
    "+": pgettext_lazy("what was done", "added"),
    "~": pgettext_lazy("what was done", "changed"),
    "-": pgettext_lazy("what was done", "deleted"),
}
GAPS = (State.MISSING, State.OUTDATED)

# What is remembered: since what, and by which date.
REMEMBERED = {
    Organization: (pgettext_lazy("anniversary", "founding"), "start"),
    Event: (pgettext_lazy("anniversary", "event"), "start"),
    Document: (pgettext_lazy("anniversary", "signing"), "signed"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    label: Any
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Anniversary:
    row: Row
    day: dt.date
    what: Any
    years: int


class Home:
    def __init__(self, request: HttpRequest) -> None:
        tracking.settle()
        self.request = request
        self.queue = Queue(request, request.user, decides=may_publish(request.user))
        self.models = self.queue.models

    @cached_property
    def writes(self) -> bool:
        """Say whether somebody writes records, or only translates them."""
        return any(admin.site.get_model_admin(model).has_add_permission(self.request) for model in self.models)

    @property
    def translates_first(self) -> bool:
        return bool(languages_written_by(self.request.user)) and not self.writes

    @property
    def to_add(self) -> list[tuple[Any, str]]:
        """Return what may be added, and where."""
        return [
            (model._meta.verbose_name, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
            for model in (Event, Person, Document)
            if admin.site.get_model_admin(model).has_add_permission(self.request)
        ]

    @cached_property
    def changes(self) -> list[Row]:
        """The latest changes, each with `moment`, `who`, `verb` and `reason`."""
        seen = [*self.models]
        if admin.site.get_model_admin(Source).has_view_permission(self.request):
            seen.append(Source)
        more = {
            "moment": F("history_date"),
            "number": F("history_id"),
            "who": Coalesce(F("history_user__username"), models.Value("")),
            "verb": F("history_type"),
            "reason": Coalesce(F("history_change_reason"), models.Value(""), output_field=CharField()),
        }
        parts = []
        for model in seen:
            states = history_model(model).objects
            latest = states.order_by("-history_date", "-history_id").values("history_id")[:CHANGES]
            parts.append(Part(model, states.filter(history_id__in=latest), more, key="id"))
        rows = listed(parts, CHANGES, ("-moment", "-number"))
        for row in rows:
            row.more["done"] = DONE[row.more["verb"]]
        return rows

    @cached_property
    def gaps(self) -> list[tuple[str, list[Gap]]]:
        """Return, for each language that somebody may write, how many records wait for a translation into it."""
        kinds = ContentType.objects.get_for_models(*models_of(self.request))
        languages = list(LANGUAGES) if self.writes else languages_written_by(self.request.user)
        if not kinds or not languages:
            return []
        asked = {
            f"{language}_{state}": Count("pk", filter=Q(**{f"state_{language}": state}))
            for language in languages
            for state in GAPS
        }
        rows = TranslatedRecord.objects.filter(is_listed=True, content_type__in=kinds.values()).order_by()
        counts, place = rows.aggregate(**asked), reverse("desk:translations")
        return [
            (
                capfirst(language_label(language)),
                [
                    Gap(state.label, counts[f"{language}_{state}"], f"{place}?language={language}&state={state.value}")
                    for state in GAPS
                ],
            )
            for language in languages
        ]

    @cached_property
    def anniversaries(self) -> list[Anniversary]:
        day = today()
        parts = [
            Part(
                model,
                model.objects.published().with_round_anniversary(day),
                {"began": Cast(F(REMEMBERED[model][1]), CharField()), "comes": F("comes")},
            )
            for model in REMEMBERED
            if model in self.models
        ]
        coming = days_ahead(day)
        found = []
        for row in listed(parts, MOST_ANNIVERSARIES, ("comes",)):
            began = PartialDate.parse(row.more["began"])
            when = coming[began.month, began.day]
            found.append(Anniversary(row, when, REMEMBERED[row.model][0], when.year - began.year))
        return sorted(found, key=lambda one: (one.day, -one.years))[:ANNIVERSARIES]


def home(request: HttpRequest) -> HttpResponse:
    context = {"home": Home(request), "title": _("Editors’ desk"), "first_rows": f":{FIRST_ROWS}"}
    return admin.site.index(request, context)
