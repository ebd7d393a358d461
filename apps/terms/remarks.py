"""What the glossary has to say on a text: which words of it are deprecated, and what to write instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.names import Borne, names_borne
from apps.core.translations import translation
from apps.core.writing import Written

from .choices import FormStatus
from .matching import Accepted, Avoided, Place, places
from .models import TermForm

YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
SENTENCE_END = re.compile(r"[.!?…]\s|\n")


@dataclass(frozen=True, slots=True)
class Remark:
    """One place of a text. `right_for` are other terms of which the same word is an accepted form."""

    place: Place
    note: str
    url: str
    right_for: tuple[str, ...]


def _sentence(text: str, place: Place) -> str:
    before, after = text[: place.start], text[place.end :]
    return SENTENCE_END.split(before)[-1] + SENTENCE_END.split(after)[0]


@dataclass(slots=True)
class Vocabulary:
    """The forms of one language that the public glossary knows, and the names that records bore: two queries.

    A former or official name of a record is a fact and no mistake. One in which a deprecated word stands is left alone;
    one that is itself deprecated («Бирма») is left alone where its sentence speaks of a year in which it was borne.
    """

    language: str
    avoided: list[Avoided] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    _forms: dict[int, TermForm] = field(default_factory=dict)
    _accepted_in: dict[str, list[TermForm]] = field(default_factory=dict)
    _borne: dict[str, list[Borne]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        forms = TermForm.objects.of_public_terms().filter(language=self.language).select_related("term").order_by("pk")
        by_term: dict[int, list[TermForm]] = {}
        for form in forms:
            by_term.setdefault(form.term_id, []).append(form)
            if form.is_deprecated:
                self._forms[form.pk] = form
            else:
                self._accepted_in.setdefault(form.text.lower(), []).append(form)
        for form in self._forms.values():
            self.avoided.append(self._avoided(form, by_term[form.term_id]))
        texts = [one.text.lower() for one in self.avoided]
        self.accepted = [
            Accepted(form.text, form.plural)
            for text, same in self._accepted_in.items()
            for form in same
            if any(avoided in text and avoided != text for avoided in texts)
        ]
        for name in names_borne(self.language):
            self._borne.setdefault(name.text.lower(), []).append(name)
        self.accepted += [
            Accepted(same[0].text)
            for text, same in self._borne.items()
            if any(avoided in text and avoided != text for avoided in texts)
        ]

    @staticmethod
    def _avoided(form: TermForm, forms: Sequence[TermForm]) -> Avoided:
        accepted = [other for other in forms if not other.is_deprecated]
        best = next((other for other in accepted if other.status == FormStatus.PREFERRED), None)
        return Avoided(
            key=form.pk,
            text=form.text,
            plural=form.plural,
            instead=Accepted(best.text, best.plural) if best else None,
            accepted=tuple(text.lower() for other in accepted for text in (other.text, other.plural) if text),
        )

    def remarks(self, text: str) -> list[Remark]:
        found = places(text, self.language, self.avoided, self.accepted)
        return [self._remark(place) for place in found if not self._is_name_of_then(place, text)]

    def _is_name_of_then(self, place: Place, text: str) -> bool:
        names = self._borne.get(place.avoided.text.lower(), ())
        years = [int(year) for year in YEAR.findall(_sentence(text, place))] if names else ()
        return any(name.first_year <= year <= name.last_year for name in names for year in years)

    def _remark(self, place: Place) -> Remark:
        form = self._forms[place.avoided.key]
        others = self._accepted_in.get(form.text.lower(), ())
        return Remark(
            place,
            translation(form, "note").text,
            reverse("terms:detail", args=[form.term.slug]),
            tuple(dict.fromkeys(str(other.term) for other in others if other.term_id != form.term_id)),
        )


def remarks_on(texts: Sequence[tuple[str, str]]) -> list[list[Remark]]:
    """Return the remarks on each of some texts, given as language and text: one query for each language."""
    vocabularies = {language: Vocabulary(language) for language in dict.fromkeys(language for language, _text in texts)}
    return [vocabularies[language].remarks(text) for language, text in texts]


def remarks_after_save(written: Sequence[Written]) -> Iterator[str]:
    """Say, for each text in which something deprecated stands, what to write instead. Each word is said once."""
    found = remarks_on([(one.language, one.text) for one in written])
    for one, remarks in zip(written, found, strict=True):
        words = dict.fromkeys(_said(remark) for remark in remarks)
        if words:
            yield _("%(field)s: some words are deprecated. %(words)s.") % {
                "field": one.label,
                "words": "; ".join(words),
            }


def _said(remark: Remark) -> str:
    place = remark.place
    says = {"found": place.found, "instead": place.instead, "terms": ", ".join(remark.right_for)}
    if not place.instead:
        return _("Do not write “%(found)s”") % says
    if remark.right_for:
        return _("Instead of “%(found)s” write “%(instead)s” (unless it is about: %(terms)s)") % says
    return _("Instead of “%(found)s” write “%(instead)s”") % says
