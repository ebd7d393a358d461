"""What waits for one person: to be decided on, asked of them by name, returned to them, and what they have begun.

Each question is asked of all kinds of records at once (`records`), so the queue costs the same for any of them.
"""

import datetime as dt
from functools import cached_property
from typing import Any

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from apps.core.past import history_model
from apps.core.publishing import Publication

from . import flow, schedule
from .corrections.desk import Suggested, read_by, set_aside
from .models import Proposal, ProposalState, Remark, ScheduledMove, Step
from .models.flow import MOVES
from .records import Part, Row, kinds_seen_by, listed, publishers, title_of_what_is_meant, touched_by

MOST = 50  # rows of a list
RECENT = dt.timedelta(days=14)


def staff() -> QuerySet:
    """Return those who work here; `decides` says whether they may publish."""
    accounts = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")
    return accounts.annotate(decides=Exists(publishers().filter(pk=OuterRef("pk"))))


class Queue:
    """The queue of a person, as far as whoever asks may see what is in it. Lists have at most `most` rows."""

    def __init__(self, request: HttpRequest, person: Any, *, decides: bool, most: int = MOST) -> None:
        self.request, self.person, self.decides, self.most = request, person, decides, most
        self.models = kinds_seen_by(request)

    # ---- proposals

    @cached_property
    def _proposals(self) -> list[Proposal]:
        """The person's own, those to be decided on, and those of readers; the oldest first."""
        found = Proposal.objects.order_by("made_at", "pk")
        wanted = [found.filter(author=self.person).order_by("-made_at", "-pk")]
        if self.decides:
            wanted.append(found.filter(state=ProposalState.OPEN, author__isnull=False))
        if self._suggestions is not None:
            wanted.append(self._suggestions.order_by("made_at", "pk"))
        either = Q(*(("pk__in", rows.values("pk")[: self.most]) for rows in wanted), _connector=Q.OR)
        found = found.filter(either).select_related("author", "decided_by", "content_type")
        return list(found.annotate(called=title_of_what_is_meant(self.models)))

    @cached_property
    def _suggestions(self) -> QuerySet[Proposal] | None:
        return read_by(self.request)

    @property
    def to_decide(self) -> list[Proposal] | None:
        """The proposals that wait, the oldest first; None: this person decides on none."""
        if not self.decides:
            return None
        return [one for one in self._proposals if one.is_open and not one.is_suggestion][: self.most]

    @property
    def own_proposals(self) -> list[Proposal]:
        own = [one for one in self._proposals if one.author_id == self.person.pk]
        return sorted(own, key=lambda one: (one.made_at, one.pk), reverse=True)[: self.most]

    @cached_property
    def suggested(self) -> list[Suggested] | None:
        """What readers suggest to correct; None: whoever asks reads no suggestions."""
        if self._suggestions is None:
            return None
        return [Suggested(one) for one in self._proposals if one.is_open and one.is_suggestion]

    @cached_property
    def spam(self) -> list[Suggested]:
        return set_aside(self.most) if self.decides else []

    # ---- records

    def _in_state(self, model: type[models.Model], state: Publication) -> QuerySet:
        """Return the records of a kind in a state that concern this person: those they have written in, and whatever
        is in review if they decide."""
        rows = model._base_manager.filter(publication=state).order_by()
        return rows if self.decides and state == Publication.REVIEW else rows.filter(touched_by(model, self.person))

    @cached_property
    def _kinds(self) -> dict[Publication, dict[type[models.Model], int]]:
        """Return the kinds that have such records, and how many (of drafts: whether any): only of them it is worth
        asking more, for every kind costs time."""
        asked = {}
        for number, model in enumerate(self.models):
            in_review = self._in_state(model, Publication.REVIEW).values("publication").annotate(number=Count("pk"))
            asked[f"review_{number}"] = Subquery(in_review.values("number"))
            asked[f"draft_{number}"] = Exists(self._in_state(model, Publication.DRAFT))
        found = get_user_model().objects.filter(pk=self.person.pk).values(**asked).get()
        return {
            state: {model: count for number, model in enumerate(self.models) if (count := found[f"{state}_{number}"])}
            for state in (Publication.REVIEW, Publication.DRAFT)
        }

    @cached_property
    def in_review(self) -> list[Row]:
        """The records in review, the longest waiting first: all of them for a publisher, for others their own.

        Each has `since` and `sender`.
        """
        parts = []
        for model in self._kinds[Publication.REVIEW]:
            rows = self._in_state(model, Publication.REVIEW)
            first = flow.turn_of(model, OuterRef("pk"))
            since = Coalesce(
                Subquery(first.values("history_date")[:1]), F("updated_at"), output_field=models.DateTimeField()
            )
            oldest = rows.annotate(waits_since=since).order_by("waits_since", "pk").values("pk")[: self.most]
            more = {
                "since": since,
                "sender": Subquery(first.values("history_user__username")[:1]),
            }
            parts.append(Part(model, model._base_manager.filter(pk__in=oldest), more))
        return listed(parts, self.most, ("since",))

    @property
    def in_review_by_kind(self) -> list[tuple[str, int, str]]:
        """Return the kinds that have records in review, how many, and the list of them."""
        return [
            (
                capfirst(str(model._meta.verbose_name_plural)),
                count,
                f"{reverse(admin_urlname(model._meta, 'changelist'))}?publication__exact=review",
            )
            for model, count in self._kinds[Publication.REVIEW].items()
        ]

    @property
    def count_in_review(self) -> int:
        return sum(count for _label, count, _url in self.in_review_by_kind)

    @cached_property
    def _drafts(self) -> list[Row]:
        """The drafts that this person has worked on: those that were returned to them first, then the latest."""
        parts = []
        for model in self._kinds[Publication.DRAFT]:
            mine = self._in_state(model, Publication.DRAFT).exclude(self._given_back(model))
            returned = self._returned(model)
            more = {
                "reason": Subquery(returned.values("text")[:1]),
                "returned_by": Subquery(returned.values("author__username")[:1]),
                "returned_at": Subquery(returned.values("made_at")[:1]),
                "changed": F("updated_at"),
            }
            turn = Case(When(Exists(returned), then=Value(0)), default=Value(1))
            latest = mine.annotate(turn=turn).order_by("turn", "-updated_at", "pk").values("pk")
            more["turn"] = turn
            parts.append(Part(model, model._base_manager.filter(pk__in=latest[: self.most]), more))
        return listed(parts, self.most, ("turn", "-changed"))

    def _given_back(self, model: type[models.Model]) -> Q:
        """Return the condition that this person was the last to return a record: it is the work of somebody else."""
        kind = ContentType.objects.get_for_model(model)
        last = Remark.objects.filter(content_type=kind, object_id=OuterRef("pk"), step__in=MOVES).order_by("-pk")
        last, theirs = Subquery(last.values("pk")[:1]), ~Q(addressee=self.person)
        return Exists(Remark.objects.filter(theirs, pk=last, step=Step.RETURNED, author=self.person).order_by())

    def _returned(self, model: type[models.Model]) -> QuerySet[Remark]:
        """Return the return of a record to this person that nothing has followed."""
        kind = ContentType.objects.get_for_model(model)
        moved_on = history_model(model).objects.filter(id=OuterRef("object_id"), history_date__gt=OuterRef("made_at"))
        later = Remark.objects.filter(
            content_type=kind, object_id=OuterRef("object_id"), pk__gt=OuterRef("pk"), step__in=MOVES
        )
        return Remark.objects.filter(
            ~Exists(moved_on.exclude(publication=Publication.DRAFT).order_by()),
            ~Exists(later.order_by()),
            content_type=kind,
            object_id=OuterRef("pk"),
            step=Step.RETURNED,
            addressee=self.person,
        ).order_by("-pk")

    @property
    def returned(self) -> list[Row]:
        return [row for row in self._drafts if row.more["returned_at"]]

    @property
    def drafts(self) -> list[Row]:
        return [row for row in self._drafts if not row.more["returned_at"]]

    @cached_property
    def scheduled(self) -> list[ScheduledMove]:
        return list(schedule.waiting(self.models)[: self.most])

    @property
    def is_empty(self) -> bool:
        """Say whether nothing waits, of whatever kind."""
        decides = self.decides and (self.to_decide or self.in_review)
        return not (decides or self.suggested or self.asked or self.returned or self.drafts or self.comments)

    # ---- what is said

    @cached_property
    def _remarks(self) -> list[Remark]:
        kinds = ContentType.objects.get_for_models(*self.models)
        asked = Remark.objects.unanswered_by(self.person)
        seen = Q(content_type__in=[kind.pk for kind in kinds.values()])
        if self.decides:
            seen |= Q(proposal__isnull=False)
        else:
            seen |= Q(proposal__author=self.person)
            if self._suggestions is not None:
                seen |= Q(proposal__in=self._suggestions.order_by().values("pk"))
        works_on = Q(proposal__author=self.person)
        for model, kind in kinds.items():
            touched = history_model(model).objects.filter(history_user=self.person).order_by().values("id")
            works_on |= Q(content_type=kind.pk, object_id__in=touched)
        same = Q(proposal=OuterRef("proposal")) | Q(
            content_type=OuterRef("content_type"), object_id=OuterRef("object_id")
        )
        works_on |= Q(Exists(Remark.objects.filter(same, author=self.person).order_by()))
        recent = Q(made_at__gte=timezone.now() - RECENT) & works_on & ~Q(author=self.person) & ~Q(text="")
        recent &= ~Q(step__in=(Step.SCHEDULED, Step.UNSCHEDULED))
        recent &= ~Q(step=Step.RETURNED, addressee=self.person)  # it stands among what was returned
        rows = Remark.objects.annotate(
            waits=Case(When(pk__in=asked.order_by().values("pk"), then=Value(0)), default=Value(1))
        )
        rows = rows.filter(seen).filter(Q(waits=0) | recent).annotate(called=title_of_what_is_meant(self.models))
        rows = rows.select_related("author", "proposal", "content_type").order_by("waits", "-pk")
        return [one for one in rows[: self.most] if one.called or one.proposal_id]

    @property
    def asked(self) -> list[Remark]:
        return [one for one in self._remarks if not one.waits]

    @property
    def comments(self) -> list[Remark]:
        """What others said in the last days where this person works."""
        return [one for one in self._remarks if one.waits]
