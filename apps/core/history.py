"""The history of a record and of its rows in the admin; any state of it, or a deleted record, brought back."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.auth import get_permission_codename
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q
from django.forms.models import _get_foreign_key
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from .past import Part, entries, history_model, instance_of, label_of, related_keys, states, states_of
from .reasons import ReasonField, give_reason
from .versions import holding

ONE_DELETION = dt.timedelta(seconds=10)  # rows that went with their record went in one transaction


class HistoryAdmin(SimpleHistoryAdmin):
    """Shows what happened to a record and its rows, and lets an editor bring back a former state of it."""

    history_list_per_page = 25
    object_history_template = "admin/portal/history.html"
    object_history_list_template = "admin/portal/_history_list.html"
    object_history_form_template = "admin/portal/history_form.html"
    deleted_template = "admin/portal/deleted.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name), *super().get_urls()]

    # ---- what happened

    def parts_of(self, request: HttpRequest, key: Any) -> list[Part]:
        """Return what the history of a record is made of: its own, and those of the rows that its form shows."""
        conditions: dict[type[models.Model], Q] = {}
        for inline in self.get_inline_instances(request, self.model(pk=key)):
            condition = self._rows_of(inline, key)
            conditions[inline.model] = conditions.get(inline.model, Q()) | condition
        return [(self.model, Q(id=key)), *conditions.items()]

    def _rows_of(self, inline: Any, key: Any) -> Q:
        if hasattr(inline, "ct_field"):
            content_type = ContentType.objects.get_for_model(self.model)
            return Q(**{inline.ct_field: content_type.pk, inline.ct_fk_field: key})
        return Q(**{_get_foreign_key(self.model, inline.model, inline.fk_name).attname: key})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        key = self._key(object_id)
        obj = self.get_queryset(request).filter(pk=key).first()
        last = history_model(self.model).objects.filter(id=key).first() if obj is None else None
        if obj is None and last is None:
            raise Http404
        if not self.has_view_history_or_change_history_permission(request, obj):
            raise PermissionDenied
        parts = self.parts_of(request, key)
        paginator = Paginator(states_of(parts), self.history_list_per_page)
        page = paginator.get_page(request.GET.get(PAGE_VAR))
        page.object_list = entries(parts, page.object_list)
        context = {
            **self.admin_site.each_context(request),
            "title": self.history_view_title(request, obj or label_of(last)),
            "object_history_list_template": self.object_history_list_template,
            "page_obj": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "pagination_required": paginator.num_pages > 1,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "object": obj or label_of(last),
            "object_key": key,
            "is_deleted": obj is None,
            "opts": self.opts,
            "app_label": self.opts.app_label,
            "revert_disabled": self.revert_disabled(request, obj) or not self.may_restore(request, obj is None),
            **(extra_context or {}),
        }
        return self.render_history_view(request, self.object_history_template, context)

    def _key(self, object_id: str) -> Any:
        try:
            return self.opts.pk.to_python(unquote(object_id))
        except ValidationError as error:
            raise Http404 from error

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """List the records that were deleted and are not there again, the latest first."""
        if not self.has_view_history_or_change_history_permission(request):
            raise PermissionDenied
        history = history_model(self.model).objects
        last = history.filter(history_type="-").exclude(id__in=self.model._base_manager.values("pk")).order_by()
        last = last.values("id").annotate(last=Max("history_id")).values("last")
        paginator = Paginator(states(self.model).filter(history_id__in=last), self.history_list_per_page)
        page = paginator.get_page(request.GET.get(PAGE_VAR))
        page.object_list = [(state, label_of(state)) for state in page.object_list]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted records: %(name)s") % {"name": self.opts.verbose_name_plural},
            "opts": self.opts,
            "page_obj": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "pagination_required": paginator.num_pages > 1,
            "may_restore": self.may_restore(request, is_deleted=True),
        }
        return self.render_history_view(request, self.deleted_template, context)

    # ---- bringing back

    def may_restore(self, request: HttpRequest, is_deleted: bool) -> bool:
        """(A row that is only made in the form of its record has no form for a new one, but can come back.)"""
        may_add = request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename('add', self.opts)}")
        return self.has_change_permission(request) and (not is_deleted or may_add)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a state of a record, as it was, in its form; sent with a reason, it becomes the latest state."""
        key = self._key(object_id)
        if not version_id.isdecimal():
            raise Http404
        state = get_object_or_404(states(self.model), id=key, history_id=version_id)
        obj = instance_of(state)
        obj._state.adding = False
        if not self.has_view_history_or_change_history_permission(request, obj):
            raise PermissionDenied
        if request.method != "POST":
            is_deleted = not self.model._base_manager.filter(pk=key).exists()
            form = self._form_of_state(request, obj, state)
            form.initial["opened_version"] = self._latest(key)
            return self._show_state(request, form, state, is_deleted)
        with holding((self.model, key), {}):
            there = self.model._base_manager.filter(pk=key).first()
            if not self.may_restore(request, is_deleted=there is None):
                raise PermissionDenied
            form = self._form_of_state(request, obj, state, request.POST, request.FILES)
            if form.is_valid() and self._may_follow(form) and self._restored(request, form, there):
                if there is None:
                    self._restore_rows(request, form, state)
                return self._after_restoring(request, form.instance, is_deleted=there is None)
        return self._show_state(request, form, state, is_deleted=there is None)

    def _form_of_state(self, request: HttpRequest, obj: models.Model, state: Any, *sent: Any) -> forms.ModelForm:
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form_class = self.get_form(request, obj, change=True, fields=fields)
        many = related_keys(state)
        obj._prefetched_objects_cache = {name: [] for name in many}  # what the record refers to now is not asked for
        form = form_class(*sent, instance=obj, initial=many)
        obj._prefetched_objects_cache = {}
        form.fields["change_reason"] = ReasonField(required=True)
        return form

    def _may_follow(self, form: forms.ModelForm) -> bool:
        """Refuse to save over what somebody else has written since the page was opened."""
        latest = self._latest(form.instance.pk)
        if form.cleaned_data["opened_version"] == latest:
            return True
        form.add_error(None, _("Somebody changed this record after you had opened this page: see its history first."))
        form.data = form.data.copy()
        form.data["opened_version"] = latest
        return False

    def _latest(self, key: Any) -> str:
        """Return the version that a state would follow."""
        return str(history_model(self.model).objects.filter(id=key).aggregate(latest=Max("history_id"))["latest"])

    def _restored(self, request: HttpRequest, form: forms.ModelForm, there: models.Model | None) -> bool:
        """Save the state, unless something that is there by now stands in its way: then say what."""
        obj = form.instance
        try:
            obj._state.adding = there is None  # so that its address is compared with those of all others
            obj.full_clean()
            with transaction.atomic():
                self.save_model(request, self.save_form(request, form, change=True), form, change=there is not None)
                form.save_m2m()
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                for one in errors:
                    form.add_error(name if name in form.fields else None, one)
            return False
        except IntegrityError:
            form.add_error(
                None,
                _("It cannot be brought back as it was: something that it refers to, or its place, is taken or gone."),
            )
            return False
        self.log_change(request, obj, self.construct_change_message(request, form, []))
        return True

    def _restore_rows(self, request: HttpRequest, form: forms.ModelForm, state: Any) -> None:
        """Bring back the rows that went with a deleted record, and say which could not be."""
        around = Q(history_date__range=(state.history_date - ONE_DELETION, state.history_date + ONE_DELETION))
        back, lost = 0, []
        for model, condition in self.parts_of(request, form.instance.pk)[1:]:
            gone = states(model).filter(condition & around, history_type="-").order_by("history_id")
            there = set(
                model._base_manager.filter(pk__in=gone.select_related(None).order_by().values("id")).values_list(
                    "pk", flat=True
                )
            )
            for row in gone:
                if row.id not in there and self._restored_row(row, form.cleaned_data["change_reason"]):
                    back += 1
                elif row.id not in there:
                    lost.append(f"{model._meta.verbose_name} “{label_of(row)}”")
        if back:
            told = ngettext("%(count)d row came back with it.", "%(count)d rows came back with it.", back)
            messages.info(request, told % {"count": back})
        if lost:
            messages.warning(request, _("Could not be brought back with it: %(rows)s.") % {"rows": ", ".join(lost)})

    def _restored_row(self, state: Any, reason: str) -> bool:
        row = instance_of(state)
        row._state.adding = True
        give_reason(row, reason)
        try:
            row.full_clean()
            with transaction.atomic():
                row.save()
                for name, keys in related_keys(state).items():
                    related = row._meta.get_field(name).related_model
                    getattr(row, name).set(related._base_manager.filter(pk__in=keys))
        except (ValidationError, IntegrityError):
            return False
        return True

    def _after_restoring(self, request: HttpRequest, obj: models.Model, is_deleted: bool) -> HttpResponse:
        told = _("“%(record)s” is there again.") if is_deleted else _("“%(record)s” is again as it was then.")
        messages.success(request, told % {"record": obj})
        info = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        if not self.has_view_or_change_permission(request, obj):
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(reverse(f"{info}_history", args=[obj.pk]))

    def _show_state(self, request: HttpRequest, form: forms.ModelForm, state: Any, is_deleted: bool) -> HttpResponse:
        obj, info = form.instance, f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        title, may_restore = label_of(state), self.may_restore(request, is_deleted)
        admin_form = helpers.AdminForm(
            form, self.get_fieldsets(request, obj), {}, self.get_readonly_fields(request, obj), model_admin=self
        )
        context = {
            **self.admin_site.each_context(request),
            "title": (_("Restore %s") if may_restore else _("View %s")) % title,
            "adminform": admin_form,
            "object_id": obj.pk,
            "original": title,
            "state": state,
            "is_deleted": is_deleted,
            "is_popup": False,
            "media": self.media + admin_form.media,
            "errors": helpers.AdminErrorList(form, []),
            "app_label": self.opts.app_label,
            "opts": self.opts,
            "changelist_url": reverse(f"{info}_changelist"),
            "deleted_url": reverse(f"{info}_deleted"),
            "change_url": reverse(f"{info}_change", args=[obj.pk]),
            "history_url": reverse(f"{info}_history", args=[obj.pk]),
            "revert_disabled": not may_restore,
            "add": False,
            "change": True,
            "has_file_field": form.is_multipart(),
            "form_url": "",
            "save_on_top": False,
        }
        return self.render_history_view(request, self.object_history_form_template, context)

    def revert_disabled(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return not self.has_change_permission(request, obj)
