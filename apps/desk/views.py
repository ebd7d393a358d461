"""The pages of the desk: the queue, and a proposal beside the record as it is."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from apps.core.numbers import number_in
from apps.core.permissions import may_publish

from . import proposals, proposed_sources, talk
from .corrections.desk import may_read
from .models import Proposal, ProposalState
from .pages import page
from .queue import Queue, staff


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this person, or, for who may publish, for a colleague (`?person=`)."""
    people = {one.pk: one for one in staff()}
    person = _person(request, people)
    decides = person.decides if person != request.user else may_publish(request.user)
    found = Queue(request, person, decides=decides)
    errors, reason = [], ""
    if request.method == "POST":
        try:
            return _return_together(request)
        except proposals.Refused as refused:
            errors, reason = refused.messages, request.POST.get("reason", "")
    return page(
        request,
        "admin/desk/queue.html",
        _("What is waiting") if person == request.user else _("What is waiting: %(who)s") % {"who": person},
        queue=found,
        person=person,
        people=people.values() if may_publish(request.user) else (),
        is_own=person == request.user,
        cancels=may_publish(request.user),
        ticked=set(request.POST.getlist("proposal")),
        errors=errors,
        reason=reason,
    )


def _person(request: HttpRequest, people: dict[int, Any]) -> Any:
    """Return whose queue is asked for."""
    asked = request.GET.get("person", "")
    if asked in ("", str(request.user.pk)):
        return request.user
    if not may_publish(request.user):
        raise PermissionDenied
    key = number_in(asked)
    if key not in people:
        raise Http404
    return people[key]


def _return_together(request: HttpRequest) -> HttpResponse:
    """Return the proposals that were ticked with one reason: all of them, or none."""
    if not may_publish(request.user):
        raise PermissionDenied
    keys = [key for sent in request.POST.getlist("proposal") if (key := number_in(sent)) is not None]
    if not keys:
        raise proposals.Refused(_("Tick the proposals that are to be returned."))
    count = proposals.return_together(request, keys, request.POST.get("reason", ""))
    told = ngettext("%(count)d proposal is returned.", "%(count)d proposals are returned.", count)
    messages.success(request, told % {"count": count})
    return HttpResponseRedirect(reverse("desk:queue"))


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    found = Proposal.objects.select_related("author", "decided_by", "content_type", "source")
    proposal = get_object_or_404(found, pk=pk)
    if not may_read(request, proposal):
        raise PermissionDenied
    errors: list[str] = []
    if request.method == "POST":
        try:
            return talk.said(request, proposal) or _decide(request, proposal)
        except proposals.Refused as refused:
            errors = refused.messages
            proposal.refresh_from_db()
    model = proposal.content_type.model_class()
    record = model._base_manager.filter(pk=proposal.object_id).first() if model else None
    form = proposals.Form(request, record) if record is not None else None
    rows = proposals.shown(proposal, form) if form else []
    where = proposed_sources.where(request, proposal, form)
    return page(
        request,
        "admin/desk/proposal.html",
        _("Proposal: %(record)s") % {"record": record or proposal.title},
        proposal=proposal,
        record=record,
        record_url=reverse(admin_urlname(record._meta, "change"), args=[record.pk]) if record else "",
        rows=rows,
        seen=proposals.signature(rows),
        errors=errors,
        chosen=set(request.POST.getlist("take")) if errors else None,
        reason=request.POST.get("reason", ""),
        decides=proposal.is_open and may_publish(request.user),
        where=where,
        media=proposed_sources.scripts(where),
        withdraws=proposal.is_open and proposal.author_id == request.user.pk,
        takes_back=proposal.state == ProposalState.SPAM and may_publish(request.user),
        reason_to_give=proposals.reason_for_history(proposal) if proposal.is_in_words else "",
        **talk.shown(request, proposal),
    )


def _decide(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "withdraw" and proposal.author_id == request.user.pk:
        decided = proposals.withdraw(request, proposal.pk)
    elif not may_publish(request.user):
        raise PermissionDenied
    elif action == "accept":
        decided = proposals.accept(
            request, proposal.pk, set(request.POST.getlist("take")), request.POST.get("seen", "")
        )
    elif action == "by_hand":
        decided = proposals.carried_out(request, proposal.pk)
    elif action == "spam":
        decided = proposals.take_for_spam(request, proposal.pk)
    elif action == "no_spam":
        decided = proposals.take_back(proposal.pk)
    elif action == "return":
        decided = proposals.return_it(request, proposal.pk, request.POST.get("reason", ""))
    else:
        raise proposals.Refused(proposals.CHOOSE)
    messages.success(request, _("The proposal is now: %(state)s.") % {"state": decided.get_state_display()})
    return HttpResponseRedirect(reverse("desk:queue"))
