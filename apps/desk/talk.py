"""What is said about a record or a proposal: on its page, below what is decided there."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from apps.core.numbers import number_in
from apps.core.publishing import Publication

from . import flow
from .corrections.desk import readers
from .flow_forms import CommentForm
from .models import Proposal, Remark, Step
from .proposals import Refused
from .schedule import moment_in_words


def said(request: HttpRequest, subject: models.Model) -> HttpResponse | None:
    """Take a comment that was sent, or take one back, and lead back to the page; None: something else was sent."""
    action = request.POST.get("action", "")
    if action == "comment":
        form = form_for(request, subject)
        if not form.is_valid():
            raise Refused
        flow.comment(request.user, subject, form.cleaned_data["text"], form.cleaned_data["asked"])
        messages.success(request, _("Your comment is there."))
    elif action == "take_back":
        flow.take_back(request.user, subject, number(request, "remark"))
        messages.success(request, _("Your comment is taken back."))
    else:
        return None
    return HttpResponseRedirect(f"{request.path}#talk")


def form_for(request: HttpRequest, subject: models.Model) -> CommentForm:
    """Return the form for a comment. Only who may read it can be asked to answer."""
    is_sent = request.method == "POST" and request.POST.get("action") == "comment"
    people = flow.colleagues(request.user)
    if isinstance(subject, Proposal):
        people = people.filter(pk__in=readers(subject).values("pk"))
    return CommentForm(request.POST if is_sent else None, people=people)


def shown(request: HttpRequest, subject: models.Model) -> dict[str, Any]:
    """Return what `admin/desk/_talk.html` needs."""
    return {"remarks": flow.thread(subject, request.user), "comment_form": form_for(request, subject)}


def number(request: HttpRequest, name: str) -> int:
    """Return a key that was sent; 0, which no row has, for what is none."""
    return number_in(request.POST.get(name, "")) or 0


def in_words(remark: Remark) -> str:
    """Return what a remark says. What was scheduled is kept as a state and a moment, and told in words."""
    if remark.step not in (Step.SCHEDULED, Step.UNSCHEDULED):
        return remark.text
    state, _space, moment = remark.text.partition(" ")
    return move_in_words(state, dt.datetime.fromisoformat(moment))


def move_in_words(state: str, moment: dt.datetime) -> str:
    """Say what is to become of a record, and when."""
    words = _("to be published: %(moment)s") if state == Publication.PUBLISHED else _("to be archived: %(moment)s")
    return words % {"moment": _("%(moment)s, Almaty time") % {"moment": moment_in_words(moment)}}
