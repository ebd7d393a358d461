"""How a suggestion becomes a proposal without an author."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.crypto import get_random_string

from apps.core.versions import lock

from ..models import Proposal, ProposalState

MOST_OPEN = 20  # suggestions about one record that nobody has decided on
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that look alike
CODE = 10
MOST_NOTE = 4000


class Full(Exception):
    """There are as many open suggestions about the record as anybody can look at."""


@transaction.atomic
def send(record: models.Model, change: dict[str, Any], source_url: str, note: str) -> Proposal:
    """Keep a suggestion; one that somebody has made already, and that still waits, is returned instead.

    Raises:
        Full: too many wait.
    """
    lock(type(record), [record.pk])  # two who suggest the same at once are one
    kind = ContentType.objects.get_for_model(record)
    waiting = Proposal.objects.filter(
        content_type=kind, object_id=record.pk, author=None, state=ProposalState.OPEN
    ).order_by("pk")
    waiting = list(waiting)
    if same := next((one for one in waiting if _says(one.changes) == _says([change])), None):
        return _joined(same, source_url, note)
    if len(waiting) >= MOST_OPEN:
        raise Full
    return Proposal.objects.create(
        content_type=kind,
        object_id=record.pk,
        title=str(record)[:300],
        changes=[change],
        note=note,
        source_url=source_url,
        code=get_random_string(CODE, LETTERS),
    )


def _says(changes: list[dict[str, Any]]) -> list[tuple]:
    """Return what tells suggestions apart: the fact, and what it should be."""
    found = []
    for change in changes:
        for name, values in change["fields"].items():
            to = values["to"]
            found.append((change["verb"], name, " ".join(to.casefold().split()) if isinstance(to, str) else to))
    return found


def _joined(proposal: Proposal, source_url: str, note: str) -> Proposal:
    """Add where another reader has read the same, and what they say of it."""
    told = {proposal.source_url, proposal.note, *proposal.note.splitlines()}
    more = [words for words in (source_url, note) if words and words not in told]
    joined = "\n".join([*([proposal.note] if proposal.note else []), *more])
    if more and len(joined) <= MOST_NOTE:
        proposal.note = joined
        proposal.save(update_fields=["note"])
    return proposal
