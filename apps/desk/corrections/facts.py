"""The facts of a record that a reader can suggest to correct, and what the public reads there now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from apps.core.dates import PartialDate
from apps.core.fields import PartialDateField
from apps.core.languages import language_name
from apps.core.translations import LANGUAGES, field_label, translated_fields, translation
from apps.organizations.models import OrganizationLink

MOST_ROWS = 12  # of what stands in rows, so many are named beside the fact
ENOUGH = MOST_ROWS + 1  # to know whether there are more

# Of each kind of record (`changes.KINDS`): its facts as the page shows them. `other` is what is none of them.
NAMES = {
    "organization": (
        "name abbreviation kind start end seat official_languages parent website summary description names links other"
    ),
    "body": (
        "name abbreviation kind parent start end level meetings_per_year meetings_note decides_by chaired_by summary "
        "description names other"
    ),
    "country": "name region iso2 iso3 iso_num start end successors summary names other",
    "membership": "status start end topics note other",
    "person": "name family_name nationality born died summary description names other",
    "tenure": "start end acting title note other",
    "event": (
        "name kind status start end city place organizations bodies series number parent topics summary description "
        "participations other"
    ),
    "document": (
        "name kind signed in_force ended city organizations bodies events topics summary description parties links "
        "other"
    ),
    "term": "name category definition note forms other",
}
LABELS = {
    "names": gettext_lazy("Other and former names"),
    "participations": gettext_lazy("Participants"),
    "parties": gettext_lazy("Parties"),
    "forms": gettext_lazy("Forms"),
    "other": gettext_lazy("Something else, or something missing"),
    ("organization", "links"): gettext_lazy("Links to other organisations"),
    ("document", "links"): pgettext_lazy("of a document", "Addresses of the text"),
}


@dataclass(frozen=True)
class Fact:
    """`name` is what the address calls it: a field of the model, of one language where it is translated."""

    name: str
    label: Any
    field: models.Field | None = None  # None: it stands in rows of its own, or nowhere
    language: str = ""

    @property
    def is_relation(self) -> bool:
        return isinstance(self.field, models.ForeignKey)

    @property
    def is_words(self) -> bool:
        """True where no field of a form can hold it: a publisher carries it out by hand."""
        return self.field is None or self.field.many_to_many

    @property
    def is_quoted(self) -> bool:
        """True where words of any language stand, which are nobody's translation."""
        return self.name in ("names", "forms", "links")

    @property
    def can_be_empty(self) -> bool:
        return self.field is not None and self.field.blank and not self.field.many_to_many


@cache
def facts_of(model: type[models.Model]) -> dict[str, Fact]:
    """Return the facts of a kind of record by their names; none for a kind of which none are told."""
    found: dict[str, Fact] = {}
    kind = model._meta.model_name
    for name in NAMES.get(kind, "").split():
        if label := LABELS.get((kind, name)) or LABELS.get(name):
            found[name] = Fact(name, label)
            continue
        languages = LANGUAGES if name in translated_fields(model) else ("",)
        for language in languages:
            field = model._meta.get_field(f"{name}_{language}" if language else name)
            found[field.name] = Fact(field.name, field_label(field), field, language)
    return found


def relations(model: type[models.Model]) -> list[str]:
    """Return the records that the facts of a record name: to be read along with it."""
    return [fact.name for fact in facts_of(model).values() if fact.is_relation]


# ---- what stands there now


def raw(fact: Fact, record: models.Model) -> Any:
    """Return what a form of the record would send for the fact if nobody touched it."""
    value = fact.field.value_from_object(record)
    return value if isinstance(value, bool) else "" if value is None else str(value)


def said(fact: Fact, record: models.Model) -> str:
    """Return what the public reads there now, in the language of the page; empty: nothing."""
    if fact.field is None:
        return _listed(ROWS[record._meta.model_name, fact.name](record)) if fact.name != "other" else ""
    if fact.field.many_to_many:
        return _listed(map(_name, getattr(record, fact.name).published()))
    if fact.is_relation:
        other = getattr(record, fact.name)
        return _name(other) if other and other.is_published else ""
    if fact.name == "end" and record.end_unknown:
        return _("on an unknown day")
    return spoken(fact, raw(fact, record))


def spoken(fact: Fact, value: Any) -> str:
    """Say in words what a form would send for a fact. A record that is not public is not named."""
    field = fact.field
    if value in ("", None):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if fact.is_words:
        return str(value)
    if fact.is_relation:
        other = field.related_model._base_manager.filter(pk=value).first() if str(value).isdecimal() else None
        return _name(other) if other and other.is_published else ""
    if isinstance(field, PartialDateField):
        try:
            return PartialDate.parse(value).spoken()
        except ValidationError:
            return value
    if field.name == "official_languages":
        return ", ".join(language_name(code) for code in value.split())
    return str(dict(field.flatchoices).get(value, value))


def _name(record: models.Model) -> str:
    return translation(record, "name").text


def _listed(words: Iterable[str]) -> str:
    found = [str(word) for word in words]
    return "; ".join(found[:MOST_ROWS]) + ("; …" if len(found) > MOST_ROWS else "")


def _names(record: models.Model) -> Iterable[str]:
    return (one.name for one in record.names.all()[:ENOUGH])


def _links(record: models.Model) -> Iterable[str]:
    found = (link.seen_from(record) for link in OrganizationLink.objects.published().touching(record)[:ENOUGH])
    return (f"{capfirst(how)}: {_name(other)}" for how, other in found)


def _participants(record: models.Model) -> Iterable[str]:
    rows = record.participations.published().select_related("country", "organization", "person")[:ENOUGH]
    return (f"{_name(row.participant)} ({row.get_role_display()})" for row in rows)


def _parties(record: models.Model) -> Iterable[str]:
    rows = record.parties.published().select_related("country", "organization")[:ENOUGH]
    return (_name(row.party) for row in rows)


def _addresses(record: models.Model) -> Iterable[str]:
    return (link.url for link in record.links.all())


def _forms(record: models.Model) -> Iterable[str]:
    return (f"{form.text} ({form.get_language_display()})" for form in record.forms.all())


ROWS: dict[tuple[str, str], Callable[[models.Model], Iterable[str]]] = {
    **{(kind, "names"): _names for kind in ("organization", "body", "country", "person")},
    ("organization", "links"): _links,
    ("event", "participations"): _participants,
    ("document", "parties"): _parties,
    ("document", "links"): _addresses,
    ("term", "forms"): _forms,
}
