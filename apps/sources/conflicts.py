"""Facts on which sources disagree: what the record holds and what speaks for it, beside what others say."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst

from apps.core.dates import PartialDate
from apps.core.spans import Span
from apps.core.translations import stored

from .models import Citation

SHORT = 120  # a longer text cannot stand in a column: the sources say where in it they differ


@dataclass
class Conflict:
    """One fact of one record. `recorded` is what the record says, aloud; empty where that is a whole text."""

    fact: str
    recorded: str
    supporting: list[Citation] = field(default_factory=list)
    contradicting: list[Citation] = field(default_factory=list)


def recorded(record: models.Model, name: str, as_range: bool = False) -> str:
    """Say what a record holds in a field. `as_range`: the sources speak of its whole span."""
    span = getattr(record, "span", None)
    if as_range and isinstance(span, Span):
        return span.spoken()
    if hasattr(record, f"get_{name}_display"):
        return str(getattr(record, f"get_{name}_display")())
    # What is said of a name is said of today's, whatever day the page shows.
    value = stored(record, name).text if hasattr(record, f"{name}_kk") else getattr(record, name, None)
    if isinstance(value, PartialDate):
        return value.spoken()
    if value is None or value == "" or isinstance(value, models.Manager):
        return ""
    return str(value) if len(str(value)) <= SHORT else ""


def find_conflicts(citations: list[Citation], record: models.Model) -> list[Conflict]:
    """Return the facts of a record on which its citations disagree, and tell each citation of its own."""
    found: dict[str, Conflict] = {}
    for citation in citations:
        if not citation.contradicts:
            continue
        if citation.field not in found:
            found[citation.field] = Conflict(_fact(record, citation.field), _recorded(record, citation))
            found[citation.field].supporting = _supporting(citations, citation.field)
        found[citation.field].contradicting.append(citation)
        citation.conflict = found[citation.field]
    return list(found.values())


def _fact(record: models.Model, name: str) -> str:
    try:
        return capfirst(str(record._meta.get_field(name).verbose_name)) if name else ""
    except FieldDoesNotExist:
        return name


def _recorded(record: models.Model, citation: Citation) -> Any:
    return recorded(record, citation.field, as_range="/" in citation.stated_value) if citation.field else ""


def _supporting(citations: list[Citation], name: str) -> list[Citation]:
    """Return what speaks for the record: the citations of this fact, or else those of the whole record."""
    agreeing = [citation for citation in citations if not citation.contradicts]
    return [c for c in agreeing if c.field == name] or [c for c in agreeing if not c.field]
