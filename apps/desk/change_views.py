import datetime as dt
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.views import Crumb, PageView

from .changes import KINDS, Told, latest, of_record, told_since
from .turning import Turned

SIZE = 50


class Changes(Turned, PageView):
    """What was changed in the published records, the latest first."""

    template_name = "desk/changes.html"
    last_page = 20  # what is older is found by its days
    title = _("Changes")
    description = _("What was added to the records of the portal and changed in them, day by day.")

    @cached_property
    def days(self) -> dict[str, dt.date | None]:
        found: dict[str, dt.date | None] = {}
        for key in ("from", "to"):
            try:
                found[key] = dt.date.fromisoformat(self.request.GET.get(key, ""))
            except ValueError:
                found[key] = None
        return found

    @cached_property
    def kinds(self) -> list[str]:
        asked = [key for key in self.request.GET.getlist("kind") if key in KINDS]
        return asked[:1] or list(KINDS)

    def told(self, condition: Q, first: int, most: int) -> list[Told]:
        return latest(self.kinds, condition, first, most)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        told = self.told(told_since(self.days["from"], self.days["to"]), (self.number - 1) * SIZE, SIZE + 1)
        return super().get_context_data(
            told=told[:SIZE],
            kinds=[(key, kind.label, [key] == self.kinds) for key, kind in KINDS.items()],
            days={key: asked.get(key, "") if day else "" for key, day in self.days.items()},
            unread=[key for key, day in self.days.items() if asked.get(key) and day is None],
            is_narrowed=any(self.days.values()) or len(self.kinds) < len(KINDS),
            is_cut=len(told) > SIZE and self.number == self.last_page,
            **self.turns(len(told) > SIZE),
            **kwargs,
        )

    def kept(self) -> dict[str, str]:
        query = {key: day.isoformat() for key, day in self.days.items() if day}
        if len(self.kinds) == 1:
            query["kind"] = self.kinds[0]
        return query


class ChangesOfRecord(Changes):
    """What was changed in one published record."""

    template_name = "desk/changes_of_record.html"

    @cached_property
    def record(self) -> models.Model:
        kind = KINDS.get(self.kwargs["kind"])
        record = kind and kind.model.objects.published().filter(pk=self.kwargs["key"]).first()
        if not record:
            raise Http404
        return record

    def told(self, condition: Q, first: int, most: int) -> list[Told]:
        return of_record(self.kwargs["kind"], self.record, condition, first, most)

    def get_title(self) -> Any:
        return _("Changes: %(name)s") % {"name": self.record}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Changes"), reverse("changes:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.record, kind=KINDS[self.kwargs["kind"]], **kwargs)
