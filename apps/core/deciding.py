"""Who may do what with a record in the admin, and what becomes of a save by somebody who may not publish."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Protocol

from django import forms
from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .guarding import GuardedAdmin
from .permissions import languages_written_by, may_publish
from .publishing import is_live
from .tidying import told
from .translations import translated_fields


class HandOver(Protocol):
    """Keeps a change for whoever decides on it; returns what its author is told."""

    def __call__(
        self, request: HttpRequest, record: models.Model, form: forms.ModelForm, formsets: Sequence[Any]
    ) -> str: ...


def touches_the_public(form: forms.ModelForm, formsets: Iterable[Any]) -> bool:
    """Say whether a submitted form changes what the public sees now: the record, or a row that is public by itself."""
    changed = [form, *(row for rows in formsets for row in rows.initial_forms if row.has_changed())]
    if not form.has_changed() and not any(row.has_changed() for rows in formsets for row in rows.forms):
        return False
    return any(is_live(one._meta.model._base_manager.get(pk=one.instance.pk)) for one in changed)


class DecidingAdmin(GuardedAdmin):
    """Lets everybody do what they may. A change of what the public sees, by somebody who may not publish, is handed
    over; a translator changes the texts of their language and nothing else."""

    # What becomes of a change that somebody else must decide on: given by the editors' desk.
    hand_over: ClassVar[HandOver | None] = None

    # ---- who may do what

    def may_change_all(self, request: HttpRequest) -> bool:
        """Say whether somebody may change more of a record than the texts of their language."""
        return super().has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if super().has_change_permission(request, obj):
            return True
        return bool(translated_fields(self.model) and languages_written_by(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A row of another record comes in the form of that record, where somebody can look at it first."""
        return super().has_add_permission(request) and (not self._is_row or may_publish(request.user))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """What the public sees is deleted only by who may publish; lists of anything too."""
        if not super().has_delete_permission(request, obj):
            return False
        return may_publish(request.user) or (obj is not None and not is_live(obj))

    @property
    def _is_row(self) -> bool:
        return bool(getattr(self.model, "OWNER", ""))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[str]:
        fields = super().get_readonly_fields(request, obj)
        if obj is None or self.may_change_all(request):
            return fields
        own = {
            f"{name}_{code}" for name in translated_fields(self.model) for code in languages_written_by(request.user)
        }
        return [name for name in flatten_fieldsets(self.get_fieldsets(request, obj)) if name not in own]

    def may_restore(self, request: HttpRequest, is_deleted: bool) -> bool:
        """A former state may be one that the public saw, or is to see now."""
        return super().may_restore(request, is_deleted) and self.may_change_all(request) and may_publish(request.user)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: models.Model | None = None
    ) -> dict[str, Sequence[str]]:
        fixed = self.get_readonly_fields(request, obj)
        found = super().get_prepopulated_fields(request, obj)
        return {name: sources for name, sources in found.items() if not {name, *sources} & set(fixed)}

    # ---- what becomes of a save

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        if change and not may_publish(request.user):
            return  # whether it may be saved depends on its rows too: see `save_related`
        self._save_record(request, obj, form, change)

    def _save_record(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.text_changes:
            messages.info(request, told(form.text_changes))

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Iterable, change: bool) -> None:
        if change and not may_publish(request.user):
            if self.hand_over is not None and touches_the_public(form, formsets):
                record = self.model._base_manager.get(pk=form.instance.pk)  # the form has written into its own
                request.handed_over = type(self).hand_over(request, record, form, list(formsets))
                return
            self._save_record(request, form.instance, form, change)
        self._save_rows(request, form, formsets, change)

    def _save_rows(self, request: HttpRequest, form: forms.ModelForm, formsets: Iterable, change: bool) -> None:
        super().save_related(request, form, formsets, change)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return "" if hasattr(request, "handed_over") else super().construct_change_message(request, form, formsets, add)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        return None if hasattr(request, "handed_over") else super().log_change(request, obj, message)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        if not hasattr(request, "handed_over"):
            return super().response_change(request, obj)
        messages.success(request, request.handed_over)
        return HttpResponseRedirect(request.path if "_continue" in request.POST else self._list_address(request))

    def _list_address(self, request: HttpRequest) -> str:
        return reverse(admin_urlname(self.opts, "changelist"))
