"""The page of the work on a record: how it stands, what may be done with it, and what was said."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.numbers import BIGGEST_KEY
from apps.core.publishing import Publication, Publishable
from apps.core.versions import version_of

from . import flow, schedule, talk
from .corrections.desk import may_read
from .flow_forms import ReturnForm, ScheduleForm, SendForm, StepForm
from .models import Proposal, ProposalState
from .pages import page
from .proposals import Refused
from .records import admin_called, talk_url

MOST = 20  # proposals that are named


def record_or_404(request: HttpRequest, label: str, pk: int) -> models.Model:
    """Return a record that somebody may look at."""
    model_admin = admin_called(label)
    if not issubclass(model_admin.model, Publishable) or pk > BIGGEST_KEY:
        raise Http404
    record = model_admin.get_queryset(request).filter(pk=pk).first()
    if record is None:
        raise Http404
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    return record


@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    record = record_or_404(request, model, pk)
    forms, errors = forms_for(request, record), []
    if request.method == "POST":
        try:
            return talk.said(request, record) or _do(request, record, forms)
        except Refused as refused:
            errors = refused.messages
            record = record_or_404(request, model, pk)
            fresh = forms_for(request, record)
            forms = {name: form for name, form in forms.items() if name in fresh} | {
                name: form for name, form in fresh.items() if name not in forms
            }
    its_turn = flow.turn(record)
    return page(
        request,
        "admin/desk/work.html",
        _("Work on: %(record)s") % {"record": record},
        record=record,
        opts=record._meta,
        record_url=reverse(admin_urlname(record._meta, "change"), args=[record.pk]),
        list_url=reverse(admin_urlname(record._meta, "changelist")),
        version=version_of(record),
        turn=its_turn,
        scheduled=schedule.waiting_for(record),
        proposals=waiting_for(request, record),
        withdraws=flow.may_withdraw(request, record, its_turn),
        decides=flow.may_decide(request, record),
        publishes=flow.may_decide(request, record) and record.publication != Publication.PUBLISHED,
        forms=forms,
        **talk.shown(request, record),
        errors=errors,
    )


def waiting_for(request: HttpRequest, record: models.Model) -> list[tuple[Proposal, bool]]:
    """Return the proposals that wait for a record, each with whether somebody may open it."""
    kind = ContentType.objects.get_for_model(record)
    found = Proposal.objects.filter(content_type=kind, object_id=record.pk, state=ProposalState.OPEN)
    return [(one, may_read(request, one)) for one in found.select_related("author", "content_type")[:MOST]]


def forms_for(request: HttpRequest, record: models.Model) -> dict[str, StepForm]:
    """Return the forms of the steps that somebody may take with a record now, the one that was sent with its data."""
    sent = request.POST.get("action", "") if request.method == "POST" else ""
    people = flow.colleagues(request.user)
    wanted: list[tuple[type[StepForm], bool, dict[str, Any]]] = [
        (SendForm, flow.may_send(request, record), {"people": people}),
        (ReturnForm, flow.may_decide(request, record) and record.publication == Publication.REVIEW, {}),
        (ScheduleForm, flow.may_decide(request, record), {}),
    ]
    return {
        form.step: form(request.POST if sent == form.step else None, **arguments)
        for form, may_do, arguments in wanted
        if may_do or sent == form.step
    }


def _do(request: HttpRequest, record: models.Model, forms: dict[str, StepForm]) -> HttpResponse:
    """Take the step that was sent, and lead back to the page; else raise `Refused`."""
    action, version = request.POST.get("action", ""), request.POST.get("version", "")
    if action in ("return", "publish", "schedule", "cancel") and not flow.may_decide(request, record):
        raise PermissionDenied
    form = forms.get(action)
    if form is not None and not form.is_valid():
        raise Refused  # what is wrong stands at its fields
    said = form.cleaned_data if form is not None else {}
    steps: dict[str, tuple[Callable[[], Any], Any]] = {
        "send": (
            lambda: flow.send(request, record, version, said["text"], said["asked"]),
            _("“%(record)s” is sent for review."),
        ),
        "withdraw": (lambda: flow.withdraw(request, record, version), _("“%(record)s” is a draft again.")),
        "return": (lambda: flow.return_one(request, record, version, said["text"]), _("“%(record)s” is returned.")),
        "publish": (lambda: flow.publish(request, record, version), _("“%(record)s” is published.")),
        "schedule": (
            lambda: schedule.plan(request, record, version, said["publish_at"], said["archive_at"]),
            _("“%(record)s” is scheduled."),
        ),
        "cancel": (
            lambda: schedule.cancel(request, record, talk.number(request, "move")),
            _("It is no longer scheduled."),
        ),
    }
    if action not in steps:
        raise Refused(_("Choose what is to be done."))
    do, told = steps[action]
    do()
    messages.success(request, told % {"record": record})
    return HttpResponseRedirect(talk_url(type(record), record.pk))
