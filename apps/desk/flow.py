"""The way of a record from a draft to the public: sent for review, withdrawn, returned, published; and what is said.

Each step is one transaction in which nobody else changes the record, and is refused if the record is no longer as it
was shown (`version`). What was said stands beside it as a `Remark`, the reason of a return also in its history.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.past import history_model, latest_states
from apps.core.permissions import may_publish
from apps.core.publishing import Publication
from apps.core.readable import in_quotes
from apps.core.reasons import give_reason
from apps.core.versions import Changed, held_as, lock

from .models import Proposal, Remark, ScheduledMove, Step
from .proposals import CHANGED, Refused

GONE = gettext_lazy("The record is no longer there.")
CHANGED_SINCE = gettext_lazy("Changed while you looked at the list: %(records)s. Nothing was done: look at them again.")
NOT_IN_REVIEW = gettext_lazy("No longer in review: %(records)s. Nothing was returned.")


# ---- who sent it, and when


def turn_of(model: type[models.Model], key: Any) -> QuerySet:
    """Return the states of a record since it went into review last, the first of them first: whoever made that one
    sent it, by whatever form. `key` may be an `OuterRef`."""
    history = history_model(model).objects
    before = history.filter(id=OuterRef("id")).exclude(publication=Publication.REVIEW).order_by("-history_id")
    last_other = Coalesce(Subquery(before.values("history_id")[:1]), 0)
    return history.filter(id=key, publication=Publication.REVIEW, history_id__gt=last_other).order_by("history_id")


@dataclass(frozen=True, slots=True)
class Turn:
    """A record in review. `sender`: None where nobody is known to have sent it."""

    sender: Any
    since: dt.datetime


def turn(record: models.Model) -> Turn | None:
    """Return who sent a record for review, and when; None: it is not in review."""
    if record.publication != Publication.REVIEW:
        return None
    first = turn_of(type(record), record.pk).select_related("history_user").first()
    return Turn(first.history_user, first.history_date) if first else Turn(None, record.updated_at)


# ---- who may do what


def may_send(request: HttpRequest, record: models.Model) -> bool:
    may_change = admin.site.get_model_admin(type(record)).may_change_all(request)
    return may_change and record.publication == Publication.DRAFT


def may_withdraw(request: HttpRequest, record: models.Model, its_turn: Turn | None) -> bool:
    may_change = admin.site.get_model_admin(type(record)).may_change_all(request)
    return may_change and its_turn is not None and its_turn.sender == request.user


def may_decide(request: HttpRequest, record: models.Model) -> bool:
    """Say whether somebody may return, publish and schedule a record."""
    may_change = admin.site.get_model_admin(type(record)).may_change_all(request)
    return may_change and may_publish(request.user)


def colleagues(person: Any) -> QuerySet:
    """Return those who may be asked to look at something."""
    people = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")
    return people.exclude(pk=person.pk)


# ---- the steps


def held(record: models.Model, version: str) -> models.Model:
    """Return the record as it is, held until the transaction ends, if it is as it was shown."""
    try:
        return held_as(type(record), record.pk, version)
    except Changed as changed:
        raise Refused(CHANGED if changed.record else GONE) from changed


def move(request: HttpRequest, record: models.Model, state: Publication, reason: str = "") -> None:
    """Save a record that is held in another state, so that its history says who did it and why."""
    try:
        record.refuse_state(state)
    except ValidationError as error:
        raise Refused(*error.messages) from error
    record.publication = state
    give_reason(record, reason)
    record.save()
    model_admin = admin.site.get_model_admin(type(record))
    model_admin.log_change(request, record, [{"changed": {"fields": ["publication"]}}])


@transaction.atomic
def send(request: HttpRequest, record: models.Model, version: str, text: str = "", asked: Any = None) -> None:
    record = held(record, version)
    if not may_send(request, record):
        raise Refused(_("Only a draft is sent for review."))
    move(request, record, Publication.REVIEW)
    say(request.user, record, text, step=Step.SENT, addressee=asked)


@transaction.atomic
def withdraw(request: HttpRequest, record: models.Model, version: str) -> None:
    record = held(record, version)
    if not may_withdraw(request, record, turn(record)):
        raise Refused(_("Only what you sent yourself, and what is still in review, can be withdrawn."))
    move(request, record, Publication.DRAFT)
    say(request.user, record, step=Step.WITHDRAWN)
    _unschedule(record)


@transaction.atomic
def publish(request: HttpRequest, record: models.Model, version: str) -> None:
    record = held(record, version)
    if record.publication == Publication.PUBLISHED:
        raise Refused(_("It is published already."))
    move(request, record, Publication.PUBLISHED)
    say(request.user, record, step=Step.PUBLISHED)
    _unschedule(record)


def refuse_unseen(model: type[models.Model], records: Collection[models.Model], seen: Mapping[int, int]) -> None:
    """Refuse a step with records of which some are no longer as they were shown. They are held."""
    now = latest_states(model, [record.pk for record in records])
    if changed := [record for record in records if now[record.pk] != seen[record.pk]]:
        raise Refused(CHANGED_SINCE % {"records": ", ".join(in_quotes(str(record)) for record in changed)})


@transaction.atomic
def return_one(request: HttpRequest, record: models.Model, version: str, reason: str) -> None:
    _return(request, held(record, version), reason)


@transaction.atomic
def return_together(request: HttpRequest, model: type[models.Model], seen: Mapping[int, int], reason: str) -> int:
    """Return all of these records, or none: whichever is no longer in review, or as it was shown, is named.

    `seen`: as they were shown (`latest_states`).
    """
    records = lock(model, seen)
    other = [record for record in records if record.publication != Publication.REVIEW]
    if other or len(records) < len(seen):
        names = [f"{in_quotes(str(record))} ({record.get_publication_display()})" for record in other]
        names += [_("a record that was deleted")] * (len(seen) - len(records))
        raise Refused(NOT_IN_REVIEW % {"records": ", ".join(names)})
    refuse_unseen(model, records, seen)
    for record in records:
        _return(request, record, reason)
    return len(records)


def _return(request: HttpRequest, record: models.Model, reason: str) -> None:
    its_turn = turn(record)
    if its_turn is None:
        raise Refused(_("It is no longer in review."))
    if not reason.strip():
        raise Refused(_("Say why it is returned."))
    move(request, record, Publication.DRAFT, reason.strip())
    say(request.user, record, reason, step=Step.RETURNED, addressee=its_turn.sender)
    _unschedule(record)


def _unschedule(record: models.Model) -> None:
    """What was taken back is not to be published at its hour, nor what is public already."""
    ScheduledMove.objects.waiting_for(record).filter(to=Publication.PUBLISHED).overtake()


# ---- what is said


def say(
    author: Any, subject: models.Model, text: str = "", *, step: Step = Step.COMMENT, addressee: Any = None
) -> Remark:
    """Add a remark about a record or a proposal."""
    about = {"proposal": subject} if isinstance(subject, Proposal) else {"record": subject}
    return Remark.objects.create(author=author, step=step, addressee=addressee, text=text.strip(), **about)


@transaction.atomic
def take_back(author: Any, subject: models.Model, pk: int) -> None:
    """Remove somebody's own comment, as long as nobody has said anything after it."""
    lock(type(subject), [subject.pk])
    remark = Remark.objects.about(subject).filter(pk=pk, author=author, step=Step.COMMENT).first()
    if remark is None:
        raise Refused(_("Only your own comment can be taken back."))
    if Remark.objects.about(subject).filter(pk__gt=pk).exclude(author=author).exists():
        raise Refused(_("Somebody has answered meanwhile: the comment stays."))
    remark.delete()


@transaction.atomic
def comment(author: Any, subject: models.Model, text: str, asked: Any = None) -> Remark:
    lock(type(subject), [subject.pk])  # so that nobody takes back what is being answered
    return say(author, subject, text, addressee=asked)


def thread(subject: models.Model, reader: Any) -> list[Remark]:
    """Return what was said of a record or a proposal; `may_go` says whether the reader may take a remark back."""
    remarks = list(Remark.objects.about(subject).select_related("author", "addressee"))
    answered_from = max((one.pk for one in remarks if one.author_id != reader.pk), default=0)
    for one in remarks:
        own = one.author_id == reader.pk and one.step == Step.COMMENT
        one.may_go = own and one.pk > answered_from
    return remarks
