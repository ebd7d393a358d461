"""Where a term and the rest of the glossary do not agree on a form.

One word may be right for one thing and wrong for another: «келісімшарт» is a contract and no treaty. That is no
contradiction. Two terms contradict each other where they are about the same thing, or each deprecates what the other
wants.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.functions import Lower

from apps.core.publishing import Publication

from .choices import FormStatus
from .models import Term, TermForm


@dataclass(slots=True)
class Meeting:
    """What the forms of a term share with those of one other term. Each pair: the form here, and the one there."""

    same_preferred: list[tuple[TermForm, TermForm]] = field(default_factory=list)
    deprecated_here: list[tuple[TermForm, TermForm]] = field(default_factory=list)
    deprecated_there: list[tuple[TermForm, TermForm]] = field(default_factory=list)

    @property
    def contradictions(self) -> list[tuple[TermForm, TermForm]]:
        is_of_one_thing = self.same_preferred or (self.deprecated_here and self.deprecated_there)
        return [*self.deprecated_here, *self.deprecated_there] if is_of_one_thing else []


def meetings(term: Term, forms: Iterable[TermForm]) -> list[Meeting]:
    """Return what the forms that a term has, or is about to have, share with those of other terms: one query."""
    here: dict[tuple[str, str], TermForm] = {(form.language, form.text.lower()): form for form in forms}
    others = (
        TermForm.objects.annotate(low=Lower("text"))
        .filter(low__in={text for _language, text in here})
        .exclude(term__publication=Publication.ARCHIVED)
        .select_related("term")
        .order_by("pk")
    )
    if term.pk:
        others = others.exclude(term=term)
    found: dict[int, Meeting] = defaultdict(Meeting)
    for there in others:
        own = here.get((there.language, there.text.lower()))
        if own is None:
            continue
        meeting = found[there.term_id]
        if own.status == there.status == FormStatus.PREFERRED:
            meeting.same_preferred.append((own, there))
        elif own.is_deprecated and not there.is_deprecated:
            meeting.deprecated_here.append((own, there))
        elif there.is_deprecated and not own.is_deprecated:
            meeting.deprecated_there.append((own, there))
    return list(found.values())
