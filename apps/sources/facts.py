"""What is a fact: something in a record that must be written somewhere.

A rule for all models: what stands in a column of a record is a fact, be it a date, a number, a choice, an address, a
name or another record. Not so our own prose (every long text), what keeps the house in order (`HOUSEKEEPING`), and a
text that is translated into a language in which there was none. A model that states none says `STATES_FACTS = False`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modeltranslation.fields import TranslationField

from apps.core.fields import Derived
from apps.core.publishing import Publication, Publishable, is_live
from apps.core.translations import LANGUAGES

from .models import Citation, Source
from .querysets import is_cited_by

HOUSEKEEPING = frozenset(
    "id slug publication position created_at updated_at topics name_kk_verified holders_complete".split()
)
STANDS_FOR = {"end_unknown": "end"}  # what is cited as one fact


class Fact(NamedTuple):
    """What was changed: a field of a record that can be cited, or ("") the record as a whole."""

    record: models.Model
    field: str


def is_citable(model: type[models.Model]) -> bool:
    return is_cited_by(model, Citation)


def states_facts(model: type[models.Model]) -> bool:
    """Say whether a change of such a record can be a change of a fact: it can be cited, or the record that it is a
    row of."""
    if model is Source or not getattr(model, "STATES_FACTS", True):
        return False
    owner = getattr(model, "OWNER", "")
    return is_citable(model) or bool(owner and is_citable(model._meta.get_field(owner).related_model))


def fact_of(model: type[models.Model], name: str) -> str:
    """Return as which fact a column is cited: one for both languages; "" for what is none."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    source = field.translated_field if isinstance(field, TranslationField) else field
    if isinstance(source, models.TextField | Derived) or source.name in HOUSEKEEPING:
        return ""
    return STANDS_FOR.get(source.name, source.name)


def is_translation(form: forms.ModelForm, name: str) -> bool:
    """Say whether a text was written where there was none, of something that the other language already said."""
    field = form._meta.model._meta.get_field(name)
    if not isinstance(field, TranslationField) or form.initial.get(name):
        return False
    return any(form.initial.get(f"{field.translated_field.name}_{code}") for code in LANGUAGES)


def facts_in(form: forms.ModelForm) -> list[str]:
    """Return the facts that a submitted form of one record changes."""
    model = form._meta.model
    named = {
        name: fact for name in form.changed_data if (fact := fact_of(model, name)) and not is_translation(form, name)
    }
    return list(dict.fromkeys(named.values()))


def changed_facts(form: forms.ModelForm, formsets: Iterable[Any]) -> list[Fact]:
    """Return the public facts that a form and the rows in it change. The form's record is published."""
    record = form.instance
    found = [Fact(*_cited(record, name)) for name in (facts_in(form) if states_facts(type(record)) else ())]
    for rows in formsets:
        if states_facts(rows.model):
            found += [fact for row in rows.forms if row.has_changed() for fact in _facts_of_row(record, rows, row)]
    return list({(id(record), field): Fact(record, field) for record, field in found}.values())


def _facts_of_row(record: models.Model, rows: Any, row: forms.ModelForm) -> Iterator[Fact]:
    is_deleted = bool(row.data.get(row.add_prefix("DELETE")))
    if not row.instance.pk:
        if not is_deleted and _will_be_seen(row):
            yield Fact(row.instance if is_citable(rows.model) else record, "")
    elif isinstance(row.instance, Publishable) and not is_live(row.instance):
        return
    elif is_deleted:
        yield Fact(record, "")  # of the row itself nothing remains that could be cited
    else:
        yield from (Fact(*_cited(row.instance, name, otherwise=record)) for name in facts_in(row))


def _will_be_seen(row: forms.ModelForm) -> bool:
    if not isinstance(row.instance, Publishable):
        return True
    return "publication" in row.fields and row["publication"].value() == Publication.PUBLISHED


def _cited(record: models.Model, name: str, otherwise: models.Model | None = None) -> tuple[models.Model, str]:
    """Return where a fact is cited: at its record, or at the one that the record is a row of."""
    if is_citable(type(record)):
        return record, name
    return otherwise or getattr(record, record.OWNER), ""
