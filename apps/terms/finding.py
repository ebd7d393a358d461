"""Which terms of the glossary a text has, and how another language says them: what a translator has to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from .choices import FormStatus
from .matching import Avoided, Place, places
from .models import Term, TermForm


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term as a text has it, and its form to use in the other language ("": the glossary has none)."""

    found: str
    term: Term
    preferred: str
    note: str


def terms_in(texts: Iterable[str], language: str, wanted: str) -> list[FoundTerm]:
    """Return the terms of some texts in the order in which they come, each once: one query.

    They are known again in all their forms, deprecated ones too; where several fit, the longest counts.
    """
    rows = TermForm.objects.of_public_terms().filter(language__in=[language, wanted]).select_related("term")
    preferred: dict[int, TermForm] = {}
    by_text: dict[str, list[TermForm]] = {}
    for form in rows.order_by("pk"):
        if form.language == wanted and form.status == FormStatus.PREFERRED:
            preferred[form.term_id] = form
        elif form.language == language:
            by_text.setdefault(form.text, []).append(form)
    found: dict[int, FoundTerm] = {}
    for text in texts:
        low = text.lower()
        possible = [same[0] for same in by_text.values() if any(_begins_in(low, one) for one in same)]
        looked_for = [Avoided(form.pk, form.text, form.plural) for form in possible]
        for place in places(text, language, looked_for):
            for form in by_text[place.avoided.text]:
                if language == "kk" and _is_a_name(text, place, form):
                    continue
                best = preferred.get(form.term_id)
                one = FoundTerm(place.found, form.term, best.text if best else "", _note(best))
                found.setdefault(form.term_id, one)
    return list(found.values())


def _begins_in(low: str, form: TermForm) -> bool:
    """Say whether a form can be in a text at all: cheap, so that few are looked for in earnest."""
    return any(text and text.lower().split()[0][:-1] in low for text in (form.text, form.plural))


def _is_a_name(text: str, place: Place, form: TermForm) -> bool:
    """Say whether a word has a capital within a sentence that its term has not: Астана is no capital of a country.

    (So in Kazakh. English writes names of organisations in capitals, and their words are worth knowing.)
    """
    before = text[: place.start].rstrip(' «“"(')
    begins = not before or before[-1] in ".!?…:\n"
    return place.found[0].isupper() and not place.found.isupper() and form.text[0].islower() and not begins


def _note(form: TermForm | None) -> str:
    return (getattr(form, f"note_{form.language}", "") or "") if form else ""
