"""What the form of a record says of the work on it: read along with the record, by the query that reads it anyway."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from apps.core.publishing import Publication

from .models import Outcome, Proposal, ProposalState, Remark, ScheduledMove, Step
from .records import talk_url

LETTERS = 300  # of the last remark


def asked_along(model: type[models.Model]) -> dict[str, Any]:
    kind = ContentType.objects.get_for_model(model)
    remarks = Remark.objects.filter(content_type=kind, object_id=OuterRef("pk")).order_by()
    said = remarks.exclude(step__in=(Step.SCHEDULED, Step.UNSCHEDULED)).order_by("-pk")
    moves = ScheduledMove.objects.filter(content_type=kind, object_id=OuterRef("pk"), outcome=Outcome.WAITING)
    proposals = Proposal.objects.filter(
        content_type=kind, object_id=OuterRef("pk"), state=ProposalState.OPEN
    ).order_by()
    count = remarks.values("content_type").annotate(number=Count("pk")).values("number")
    return {
        "desk_proposals": Coalesce(
            Subquery(proposals.values("content_type").annotate(number=Count("pk")).values("number")), 0
        ),
        "desk_remarks": Coalesce(Subquery(count), 0),
        **{
            f"desk_said_{name}": Subquery(said.values(path)[:1])
            for name, path in (("by", "author__username"), ("at", "made_at"), ("step", "step"), ("text", "text"))
        },
        "desk_publish_at": Subquery(moves.filter(to=Publication.PUBLISHED).values("at")[:1]),
        "desk_archive_at": Subquery(moves.filter(to=Publication.ARCHIVED).values("at")[:1]),
    }


@dataclass(frozen=True, slots=True)
class Beside:
    """`moves`: what is scheduled, as (state, moment)."""

    url: str
    count: int
    by: str
    at: dt.datetime | None
    step: str
    text: str
    moves: list[tuple[str, dt.datetime]]
    proposals: int  # that wait


def beside(record: Any) -> Beside | None:
    """Return what was read along with a record; None: it was read in another way."""
    if not hasattr(record, "desk_remarks"):
        return None
    moves = [(Publication.PUBLISHED, record.desk_publish_at), (Publication.ARCHIVED, record.desk_archive_at)]
    text = record.desk_said_text or ""
    return Beside(
        talk_url(type(record), record.pk),
        record.desk_remarks,
        record.desk_said_by or "",
        record.desk_said_at,
        str(Step(record.desk_said_step).label) if record.desk_said_step else "",
        text if len(text) <= LETTERS else f"{text[:LETTERS]}…",
        [(state, at) for state, at in moves if at],
        record.desk_proposals,
    )
