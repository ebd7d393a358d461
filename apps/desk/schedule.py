"""What is to become public, or to leave the public, at a moment.

A publisher decides on a record as it is. Whatever somebody who may not publish writes into it afterwards would go out
unseen: so the move waits, and says why, until a publisher schedules it again. What is withdrawn from the public or
returned by hand meanwhile is not brought back by the clock.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import BooleanField, Case, OuterRef, QuerySet, Value, When
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.dates import spoken_day
from apps.core.past import history_model
from apps.core.publishing import Publication
from apps.core.reasons import give_reason, say_reason
from apps.core.translations import LANGUAGES
from apps.core.versions import lock

from .flow import held, refuse_unseen, say
from .models import Outcome, ScheduledMove, Step
from .proposals import Refused
from .records import title_of_what_is_meant, written_by_others_since

TAKEN_BACK = (Publication.DRAFT, Publication.ARCHIVED)
log = logging.getLogger(__name__)
SCHEDULED_BY = "scheduled by "  # and who: in a history
FAILED = gettext_lazy("It could not be done (%(error)s): whoever runs the portal finds more in its log.")
say_reason(SCHEDULED_BY, gettext_lazy("scheduled by: %(what)s"))


def moment_in_words(moment: dt.datetime) -> str:
    """Say a moment as it is in Almaty: “1 December 2026, 09:00”."""
    there = timezone.localtime(moment)
    return f"{spoken_day(there.date())}, {there:%H:%M}"


def waiting_for(record: models.Model) -> list[ScheduledMove]:
    """Return what is scheduled for a record, the next first, as `waiting` does."""
    return list(waiting([type(record)]).filter(object_id=record.pk))


def waiting(models_seen: list[type[models.Model]]) -> QuerySet[ScheduledMove]:
    """Return all that is scheduled for records of some kinds, with `called`, and `was_touched`: somebody who may not
    publish has written in the record since."""
    kinds = ContentType.objects.get_for_models(*models_seen)
    touched = Case(
        *(
            When(
                content_type=kind.pk,
                then=written_by_others_since(model, OuterRef("object_id"), OuterRef("made_at")),
            )
            for model, kind in kinds.items()
        ),
        default=Value(False),
        output_field=BooleanField(),
    )
    rows = ScheduledMove.objects.filter(outcome=Outcome.WAITING, content_type__in=[kind.pk for kind in kinds.values()])
    rows = rows.select_related("by", "content_type").order_by("at", "pk")
    return rows.annotate(called=title_of_what_is_meant(models_seen), was_touched=touched)


# ---- scheduling


@transaction.atomic
def plan(
    request: HttpRequest,
    record: models.Model,
    version: str,
    publish_at: dt.datetime | None,
    archive_at: dt.datetime | None,
) -> None:
    """Let a record be published and archived at these moments (None: as it is scheduled already)."""
    set_moments(request, held(record, version), publish_at, archive_at)


@transaction.atomic
def plan_together(
    request: HttpRequest,
    model: type[models.Model],
    seen: Mapping[int, int],
    publish_at: dt.datetime | None,
    archive_at: dt.datetime | None,
) -> int:
    """Schedule all of these records, or none. `seen`: as they were shown (`past.latest_states`)."""
    records = lock(model, seen)
    if len(records) < len(seen):
        raise Refused(_("Some of these records were deleted meanwhile. Nothing was scheduled."))
    refuse_unseen(model, records, seen)
    for record in records:
        try:
            set_moments(request, record, publish_at, archive_at)
        except Refused as refused:
            raise Refused(*(f"{record}: {one}" for one in refused.messages)) from refused
    return len(records)


def set_moments(
    request: HttpRequest, record: models.Model, publish_at: dt.datetime | None, archive_at: dt.datetime | None
) -> None:
    """Schedule a record that is held: `ScheduleForm` has looked at the moments by themselves."""
    wanted = {Publication.PUBLISHED: publish_at, Publication.ARCHIVED: archive_at}
    if publish_at and record.publication == Publication.PUBLISHED:
        raise Refused(_("It is published already."))
    there = {row.to: row for row in ScheduledMove.objects.waiting_for(record)}
    both = [wanted[to] or (there[to].at if to in there else None) for to in wanted]
    if archive_at and record.publication == Publication.ARCHIVED and not both[0]:
        raise Refused(_("It is archived already."))
    if all(both) and both[0] >= both[1]:
        raise Refused(_("It is to be archived after it is published, not before."))
    for to, at in wanted.items():
        if at:
            row = there.get(to) or ScheduledMove(record=record, to=to)
            row.at, row.by, row.was = at, request.user, record.publication
            row.made_at, row.problem = timezone.now(), {}
            row.save()
            say(request.user, record, _told(to, at), step=Step.SCHEDULED)


def _told(to: str, at: dt.datetime) -> str:
    """Name a scheduled move as a remark keeps it, in every language."""
    return f"{to} {at.isoformat(timespec='minutes')}"


def _close(row: ScheduledMove, outcome: Outcome) -> None:
    row.outcome, row.closed_at = outcome, timezone.now()
    row.save()


@transaction.atomic
def cancel(request: HttpRequest, record: models.Model, pk: int) -> None:
    lock(type(record), [record.pk])
    row = ScheduledMove.objects.waiting_for(record).filter(pk=pk).first()
    if row is None:
        raise Refused(_("This is no longer scheduled."))
    _close(row, Outcome.CANCELLED)
    say(request.user, record, _told(row.to, row.at), step=Step.UNSCHEDULED)


# ---- carrying out


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one move that was due. `problem`: why it waits on; empty: nothing stood in its way."""

    row: ScheduledMove
    problem: str = ""


def carry_out_due(moment: dt.datetime) -> Iterator[Carried]:
    """Do what is due at a moment, each in its own transaction; what another run is doing is left to it."""
    due = ScheduledMove.objects.filter(outcome=Outcome.WAITING, at__lte=moment).order_by("at", "pk")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            carried = carry_out(pk)
        except Exception as error:  # one that fails does not stop the others
            log.exception("Scheduled move %s failed", pk)
            carried = _failed(pk, _in_each(lambda error=error: [FAILED % {"error": type(error).__name__}]))
        if carried:
            yield carried


@transaction.atomic
def carry_out(pk: int) -> Carried | None:
    """Do one move, unless it is done meanwhile. (The record is held first, as everywhere.)"""
    row = ScheduledMove.objects.select_related("content_type").get(pk=pk)
    model = row.content_type.model_class()
    record = next(iter(lock(model, [row.object_id])), None) if model else None
    rows = ScheduledMove.objects.filter(pk=pk, outcome=Outcome.WAITING).select_related("by")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    row = rows.first()
    if row is None:
        return None
    if record is None or _is_overtaken(row, record):
        _close(row, Outcome.OVERTAKEN)
    elif record.publication == row.to:
        _close(row, Outcome.DONE)  # somebody did it by hand
    elif problem := problem_of(row, record):
        row.problem = problem
        row.save()
        return Carried(row, problem[LANGUAGES[-1]])
    else:
        _do(row, record)
    return Carried(row)


def _is_overtaken(row: ScheduledMove, record: models.Model) -> bool:
    """What somebody took back since, on its way or from the public, does not come back by an earlier decision: by
    whatever form it was taken, and by whom, its history tells."""
    if row.to != Publication.PUBLISHED:
        return False
    states = history_model(type(record)).objects.filter(id=record.pk, history_date__gt=row.made_at)
    way = [row.was, *states.order_by("history_id").values_list("publication", flat=True), record.publication]
    return any(now in TAKEN_BACK and now != before for before, now in pairwise(way))


def _do(row: ScheduledMove, record: models.Model) -> None:
    record.publication = row.to
    record._history_user = row.by
    give_reason(record, f"{SCHEDULED_BY}{row.by}")
    record.save()
    LogEntry.objects.log_actions(
        row.by_id, [record], CHANGE, [{"changed": {"fields": ["publication"]}}], single_object=True
    )
    _close(row, Outcome.DONE)
    say(row.by, record, step=Step.PUBLISHED if row.to == Publication.PUBLISHED else Step.ARCHIVED)
    if row.to == Publication.ARCHIVED:
        ScheduledMove.objects.waiting_for(record).filter(to=Publication.PUBLISHED).overtake()


def _failed(pk: int, problem: dict[str, str]) -> Carried | None:
    ScheduledMove.objects.filter(pk=pk, outcome=Outcome.WAITING).update(problem=problem)
    row = ScheduledMove.objects.filter(pk=pk).first()
    return Carried(row, problem[LANGUAGES[-1]]) if row else None


def problem_of(row: ScheduledMove, record: models.Model) -> dict[str, str]:
    """Say in each language why a record cannot be moved as it is; empty: it can."""
    if row.to != Publication.PUBLISHED:
        return _in_each(lambda: _reasons_against(lambda: record.refuse_state(row.to)))
    seen = type(record)._base_manager.filter(pk=record.pk)
    if seen.filter(written_by_others_since(type(record), OuterRef("pk"), Value(row.made_at))).exists():
        return _in_each(lambda: [_("It was changed after it had been scheduled: look at it, and schedule it again.")])
    return _in_each(lambda: _refusals(record, row.to))


def _in_each(said: Any) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = " ".join(str(one) for one in said())
    return found if any(found.values()) else {}


def _refusals(record: models.Model, state: Publication) -> list[str]:
    """Return what the rules of a record have against it, were it in a state."""
    before, record.publication = record.publication, state
    try:
        return _reasons_against(record.full_clean)
    finally:
        record.publication = before


def _reasons_against(check: Callable[[], None]) -> list[str]:
    try:
        check()
    except ValidationError as error:
        return error.messages
    return []
