"""What everybody may read of the suggestions of readers.

Of one that nobody has accepted: which fact of which record, when, and how it stands; of one that was returned, why.
The words and the address that a reader sent are shown once a publisher has accepted them. What is about a record that
is not public, what came from within, and spam, are not there.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.translations import Text

from ..changes import KINDS, Kind, name_of, named_along, owner_of, page_of
from ..models import Proposal, ProposalState
from .facts import Fact, facts_of, spoken

STATES = (ProposalState.OPEN, ProposalState.ACCEPTED, ProposalState.PARTLY, ProposalState.RETURNED)
TAKEN = (ProposalState.ACCEPTED, ProposalState.PARTLY)


@dataclass(frozen=True)
class Told:
    """A suggestion beside the record that it is about."""

    proposal: Proposal
    kind: Kind
    record: models.Model

    @property
    def name(self) -> Text:
        return name_of(self.kind, self.record)

    @property
    def of(self) -> Text | None:
        return owner_of(self.kind, self.record)

    @property
    def url(self) -> str:
        return page_of(self.kind, self.record)

    @property
    def own_url(self) -> str:
        return reverse("corrections:detail", args=[self.proposal.code])

    @property
    def fact(self) -> Fact | None:
        """The fact; None where the portal no longer knows such a one."""
        name = next(iter(self.proposal.changes[0]["fields"]))
        return facts_of(self.kind.model).get(name)

    @property
    def is_taken(self) -> bool:
        return self.proposal.state in TAKEN

    @property
    def value(self) -> str:
        """What was accepted; empty: that there is nothing."""
        change = self.proposal.changes[0]
        value = next(iter(change["fields"].values()))["to"]
        if change["verb"] == "words" or self.fact is None:
            return str(value)
        words = spoken(self.fact, value)
        return str(_("a record that is not public")) if self.fact.is_relation and value and not words else words


def published(kind: str) -> QuerySet:
    """Return the records of a kind that the public sees, with what they are called by."""
    return KINDS[kind].model.objects.published().select_related(*named_along(KINDS[kind]))


def suggestions(kind: str = "", key: int | None = None) -> QuerySet[Proposal]:
    """Return the suggestions that are public, the latest first: all, or those about one record."""
    types = ContentType.objects.get_for_models(*(kind.model for kind in KINDS.values()))
    condition = Q()
    for one in [KINDS[kind]] if kind else KINDS.values():
        records = one.model.objects.published().order_by().values("pk")
        condition |= Q(content_type=types[one.model], object_id__in=records)
    if key is not None:
        condition &= Q(object_id=key)
    found = Proposal.objects.filter(condition, author=None, code__isnull=False, state__in=STATES)
    return found.order_by("-made_at", "-pk")


def told(proposals: Iterable[Proposal]) -> list[Told]:
    """Return suggestions with their records: a query for each kind among them."""
    proposals = list(proposals)
    names = {kind.model._meta.label_lower: key for key, kind in KINDS.items()}
    wanted: dict[str, set[int]] = defaultdict(set)
    kinds: dict[int, str] = {}
    for proposal in proposals:
        kind = ContentType.objects.get_for_id(proposal.content_type_id)
        kinds[proposal.pk] = names[f"{kind.app_label}.{kind.model}"]
        wanted[kinds[proposal.pk]].add(proposal.object_id)
    records = {kind: published(kind).in_bulk(keys) for kind, keys in wanted.items()}
    return [
        Told(proposal, KINDS[kinds[proposal.pk]], record)
        for proposal in proposals
        if (record := records[kinds[proposal.pk]].get(proposal.object_id)) is not None
    ]
