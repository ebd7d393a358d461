"""Saving in the admin so that nothing is lost: a save is compared with the version that its form was opened with."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext

from .history import HistoryAdmin
from .merging import Merge
from .past import history_model, latest_states, states_of
from .reasons import LETTERS_AT_MOST, ReasonField, give_reason
from .versions import Opened, holding, lock, version_of

CHANGED, UNSAID = 409, 400  # status of a form that comes back because of its version


class VersionField(forms.CharField):
    """What the form was opened with, sealed. It belongs to no record, so it is never among what was changed."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class GuardedForm(forms.BaseForm, metaclass=forms.forms.DeclarativeFieldsMetaclass):
    """A form of a record that knows its version and asks why it is changed."""

    opened_version = VersionField()
    change_reason = ReasonField()
    merge: Merge | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.merge:
            self.add_error(None, ValidationError(self.merge.message, code="changed"))
        return cleaned


class GuardedAdmin(HistoryAdmin):
    change_form_template = "admin/portal/change_form.html"
    delete_confirmation_template = "admin/portal/delete.html"
    delete_selected_confirmation_template = "admin/portal/delete_selected.html"

    # ---- forms

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = kwargs.get("form", self.form)
        merge = getattr(request, "merge", None)
        kwargs["form"] = type(form.__name__, (GuardedForm, form), {"merge": merge, "__module__": form.__module__})
        return super().get_form(request, obj, change=change, **kwargs)

    def as_it_is(self, request: HttpRequest, obj: models.Model) -> tuple[forms.ModelForm, list[Any]]:
        """Return the form and the rows of a record as they would be opened now."""
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=True, fields=fields)(instance=obj)
        formsets, used = [], {}
        for formset, inline in self.get_formsets_with_inlines(request, obj):
            prefix = formset.get_default_prefix()
            used[prefix] = used.get(prefix, 0) + 1
            prefix = prefix if used[prefix] == 1 else f"{prefix}-{used[prefix]}"
            formsets.append(formset(instance=obj, prefix=prefix, queryset=inline.get_queryset(request)))
        return form, formsets

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        is_save = request.method == "POST" and object_id is not None and "_saveasnew" not in request.POST
        found = self.get_object(request, unquote(object_id)) if is_save else None
        if found is None or not self.has_change_permission(request, found):
            return super().changeform_view(request, object_id, form_url, extra_context)
        opened = Opened.unsealed(request.POST.get("opened_version", ""), found)
        with holding(found, self._rows_to_hold(request, found, opened)):
            obj = self.get_object(request, unquote(object_id))
            if obj is None:
                return self._tell_it_is_gone(request, object_id)
            form, formsets = self.as_it_is(request, obj)
            now = Opened.of(obj, timezone.now().timestamp(), form, formsets)
            if opened is not None and opened.says_the_same_as(now):
                return super().changeform_view(request, object_id, form_url, extra_context)
            merge = Merge(request, opened, now, form, formsets)
            merge.data["opened_version"] = now.sealed()
            request.POST = merge.data
            if merge.is_quiet:
                return super().changeform_view(request, object_id, form_url, extra_context)
            request.merge = merge
            response = super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "merge": merge})
            response.status_code = CHANGED if opened else UNSAID
            return response

    def _rows_to_hold(self, request: HttpRequest, obj: models.Model, opened: Opened | None) -> dict[Any, set[str]]:
        rows: dict[Any, set[str]] = {}
        shown = opened.rows if opened else {}
        for formset, _inline in self.get_formsets_with_inlines(request, obj):
            for prefix, keys in shown.items():
                if keys and prefix.startswith(formset.get_default_prefix()):
                    rows.setdefault(formset.model, set()).update(keys)
        return rows

    def _tell_it_is_gone(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any):
        obj, form = kwargs.get("obj"), context["adminform"].form
        inlines = context["inline_admin_formsets"]
        if obj is not None and not form.is_bound:
            opened = Opened.of(obj, timezone.now().timestamp(), form, [inline.formset for inline in inlines])
            form.initial["opened_version"] = opened.sealed()
        if merge := getattr(request, "merge", None):
            self._show_at_fields(merge, [form, *(row for inline in inlines for row in inline.formset.forms)])
        return super().render_change_form(request, context, *args, **kwargs)

    def _show_at_fields(self, merge: Merge, shown: Iterable[forms.ModelForm]) -> None:
        both = {one.html_name for one in merge.both}
        for form in shown:
            for name in [name for name in form.fields if form.add_prefix(name) in both]:
                form.add_error(name, gettext("Somebody else changed this too: compare both texts at the top."))

    # ---- why

    def save_model(self, request: HttpRequest, obj: models.Model, form: forms.ModelForm, change: bool) -> None:
        give_reason(obj, form.cleaned_data.get("change_reason"))
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool) -> None:
        for row in formset.forms:
            give_reason(row.instance, form.cleaned_data.get("change_reason"))
        super().save_formset(request, form, formset, change)

    # ---- deleting

    def _seen(self, request: HttpRequest, keys: Iterable[Any]) -> str:
        """Say which state of each record a page shows that asks whether to delete them."""
        return " ".join(f"{key}:{latest}" for key, latest in sorted(latest_states(self.model, list(keys)).items()))

    def _seen_with_rows(self, request: HttpRequest, obj: models.Model) -> str:
        latest = [state[:2] for state in states_of(self.parts_of(request, obj.pk))[:1]]
        return f"{version_of(obj)}:{latest}"

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        found = self.get_object(request, unquote(object_id))
        if found is None or not self.has_delete_permission(request, found):
            return super().delete_view(request, object_id, extra_context)
        context = {"reason_field": reason_shown(request), **(extra_context or {})}
        if request.method != "POST":
            return super().delete_view(request, object_id, context | {"seen": self._seen_with_rows(request, found)})
        with holding(found, {}):
            now = self.get_object(request, unquote(object_id))
            if now is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            seen = self._seen_with_rows(request, now)
            if request.POST.get("seen") == seen:
                return super().delete_view(request, object_id, context)
            request.POST = QueryDict()  # it asks again
            response = super().delete_view(request, object_id, context | {"seen": seen, "was_changed": True})
            response.status_code = CHANGED
            return response

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        give_reason(obj, request.POST.get("change_reason", "").strip())
        super().delete_model(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if "delete_selected" in actions:
            _delete, *named = actions["delete_selected"]
            actions["delete_selected"] = (delete_as_seen, *named)
        return actions

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        keys = [record.pk for record in lock(self.model, queryset.order_by().values("pk"))]
        super().delete_queryset(request, queryset)
        if reason := request.POST.get("change_reason", "").strip()[:LETTERS_AT_MOST]:
            gone = history_model(self.model).objects.filter(id__in=keys, history_type="-", history_change_reason=None)
            gone.update(history_change_reason=reason)


def reason_shown(request: HttpRequest) -> forms.BoundField:
    """Return the field that asks why, for a page without a form of a record."""
    form = forms.Form(initial={"change_reason": request.POST.get("change_reason", "")})
    form.fields["change_reason"] = ReasonField()
    return form["change_reason"]


@transaction.atomic
def delete_as_seen(record_admin: GuardedAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Delete the chosen records if they still are as they were when it was asked; else ask once more."""
    lock(record_admin.model, queryset.order_by().values("pk"))
    seen = record_admin._seen(request, set(queryset.order_by().values_list("pk", flat=True)))
    context = {"seen": seen, "reason_field": reason_shown(request)}
    if request.POST.get("post") and request.POST.get("seen") != seen:
        request.POST = request.POST.copy()
        del request.POST["post"]
        context["was_changed"] = True
    response = delete_selected(record_admin, request, queryset)
    if response is not None:
        response.context_data |= context
    return response
