"""Many records of a list at once: returned with one reason, or scheduled. All of them, or none."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.numbers import number_in
from apps.core.past import latest_states
from apps.core.publishing import Publication

from . import flow, schedule
from .flow_forms import ReturnForm, ScheduleForm, StepForm
from .proposals import Refused

MOST = 500  # records at once
SEEN, NOT_SHOWN = "seen", -1


@admin.action(description=_("Return the selected %(verbose_name_plural)s with a reason"), permissions=["publish"])
def return_with_a_reason(model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    def returned(seen: dict[int, int], said: dict[str, Any]) -> str:
        count = flow.return_together(request, model_admin.model, seen, said["text"])
        return ngettext("%(count)d record is returned.", "%(count)d records are returned.", count) % {"count": count}

    return _asked_or_done(
        model_admin,
        request,
        queryset,
        ReturnForm,
        returned,
        listed=queryset.filter(publication=Publication.REVIEW),
        action="return_with_a_reason",
        title=_("Return with a reason"),
        button=_("Return"),
        left_out=queryset.exclude(publication=Publication.REVIEW)[: MOST + 1],
    )


@admin.action(
    description=_("Schedule when the selected %(verbose_name_plural)s are published or archived"),
    permissions=["publish"],
)
def schedule_together(model_admin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    def scheduled(seen: dict[int, int], said: dict[str, Any]) -> str:
        count = schedule.plan_together(request, model_admin.model, seen, said["publish_at"], said["archive_at"])
        return ngettext("%(count)d record is scheduled.", "%(count)d records are scheduled.", count) % {"count": count}

    return _asked_or_done(
        model_admin,
        request,
        queryset,
        ScheduleForm,
        scheduled,
        listed=queryset,
        action="schedule_together",
        title=_("Publish or archive at a set time"),
        button=_("Schedule"),
        help=_("Almaty time. What is left empty stays as it is."),
    )


def _asked_or_done(
    model_admin: Any,
    request: HttpRequest,
    queryset: QuerySet,
    form_class: type[StepForm],
    do: Callable[[dict[int, int], dict[str, Any]], str],
    *,
    listed: QuerySet,
    **context: Any,
) -> HttpResponse | None:
    """Do it once the form is sent and right, and tell what was done; until then return the page that asks."""
    form = form_class(request.POST if "done" in request.POST else None)
    errors: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, do(_seen(request), form.cleaned_data))
            return None
        except Refused as refused:
            errors = refused.messages
    return _asked(model_admin, request, listed, form=form, errors=errors, **context)


def _seen(request: HttpRequest) -> dict[int, int]:
    """Return what was ticked, also what is no longer there, each with the state in which the page showed it."""
    shown = dict(sent.split(":", 1) for sent in request.POST.getlist(SEEN) if ":" in sent)
    keys = {number_in(sent) for sent in request.POST.getlist(ACTION_CHECKBOX_NAME)} - {None}
    states = {key: number_in(shown.get(str(key), "")) for key in keys}
    return {key: NOT_SHOWN if state is None else state for key, state in states.items()}


def _asked(
    model_admin: Any, request: HttpRequest, queryset: QuerySet, *, form: StepForm, errors: list[str], **context: Any
) -> HttpResponse:
    """Return the page that lists the records and asks what belongs to the step."""
    records = list(queryset.order_by("pk")[: MOST + 1])
    if len(records) > MOST:
        errors = [str(_("Choose at most %(most)d records at once.") % {"most": MOST})]
        records = []
    states = latest_states(model_admin.model, [record.pk for record in records])
    context = {
        **model_admin.admin_site.each_context(request),
        "seen": [f"{key}:{state}" for key, state in states.items()],
        "opts": model_admin.opts,
        "records": records,
        "form": form,
        "errors": errors,
        "checkbox": ACTION_CHECKBOX_NAME,
        **context,
    }
    return TemplateResponse(request, "admin/desk/together.html", context)
