"""The pages of the desk: the queue, and a proposal beside the record as it is."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.permissions import may_publish
from apps.core.publishing import Publication, Publishable

from . import proposals
from .models import Proposal, ProposalState

MOST = 50  # proposals on a page of the queue


def _page(request: HttpRequest, template: str, title: Any, **context: Any) -> HttpResponse:
    return render(
        request, f"admin/desk/{template}.html", {**admin.site.each_context(request), "title": title, **context}
    )


def may_read(request: HttpRequest, proposal: Proposal) -> bool:
    return proposal.author_id == request.user.pk or may_publish(request.user)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for this person: to be decided on, to be written anew; and what became of their own proposals."""
    found = Proposal.objects.select_related("author", "decided_by", "content_type")
    decides = may_publish(request.user)
    return _page(
        request,
        "queue",
        _("What is waiting"),
        to_decide=found.filter(state=ProposalState.OPEN)[:MOST] if decides else None,
        own=found.filter(author=request.user).order_by("-made_at", "-pk")[:MOST],
        in_review=in_review(request),
    )


def in_review(request: HttpRequest) -> list[tuple[Any, int, str]]:
    """Return, for each kind of record that somebody may see, how many wait to be published, and where they stand."""
    counts = []
    for model, model_admin in admin.site._registry.items():
        if issubclass(model, Publishable) and model_admin.has_view_permission(request):
            rows = model._base_manager.filter(publication=Publication.REVIEW).order_by()
            counts.append((model, rows.annotate(one=Count("pk", distinct=True)).values("pk")))
    url = "?publication__exact=review"
    return [
        (capfirst(model._meta.verbose_name_plural), count, reverse(admin_urlname(model._meta, "changelist")) + url)
        for model, rows in counts
        if (count := rows.count())
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.select_related("author", "decided_by", "content_type"), pk=pk)
    if not may_read(request, proposal):
        raise PermissionDenied
    errors: list[str] = []
    if request.method == "POST":
        try:
            return _decide(request, proposal)
        except proposals.Refused as refused:
            errors = refused.messages
            proposal.refresh_from_db()
    model = proposal.content_type.model_class()
    record = model._base_manager.filter(pk=proposal.object_id).first() if model else None
    form = proposals.Form(request, record) if record is not None else None
    rows = proposals.shown(proposal, form) if form else []
    return _page(
        request,
        "proposal",
        _("Proposal: %(record)s") % {"record": proposal.title},
        proposal=proposal,
        record=record,
        record_url=reverse(admin_urlname(record._meta, "change"), args=[record.pk]) if record else "",
        rows=rows,
        seen=proposals.signature(rows),
        errors=errors,
        chosen=set(request.POST.getlist("take")) if errors else None,
        reason=request.POST.get("reason", ""),
        decides=proposal.is_open and may_publish(request.user),
        withdraws=proposal.is_open and proposal.author_id == request.user.pk,
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
    elif action == "return":
        decided = proposals.return_it(request, proposal.pk, request.POST.get("reason", ""))
    else:
        raise proposals.Refused(_("Choose what is to become of the proposal."))
    messages.success(request, _("The proposal is now: %(state)s.") % {"state": decided.get_state_display()})
    return HttpResponseRedirect(reverse("desk:queue"))
