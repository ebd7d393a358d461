"""What happened to a record and to the rows that belong to it, read from their histories."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.text import capfirst

from .readable import ReadableChanges
from .translations import translated_fields

Part = tuple[type[models.Model], Q]  # a model, and which rows of its history belong to the record


@dataclass
class Entry:
    """A state of a record or of a row, what it changed, and, of a row, what kind of row it is and which."""

    state: Any
    changes: list[dict[str, Any]] = field(default_factory=list)
    kind: str = ""
    label: str = ""


@cache
def history_model(model: type[models.Model]) -> type[models.Model]:
    """Return the model of the states of a model's records. (`model.history` makes a class each time it is asked.)"""
    return model.history.model


def latest_states(model: type[models.Model], keys: Collection[int]) -> dict[int, int]:
    """Return, for each of some records, the key of its latest state: whoever was shown it has seen the record so."""
    states = history_model(model).objects.filter(id__in=keys).order_by().values("id")
    return dict.fromkeys(keys, 0) | dict(states.annotate(latest=Max("history_id")).values_list("id", "latest"))


def states_of(parts: Sequence[Part]) -> QuerySet:
    """Return (part, key, moment, key of the state before) of all states of a record and its rows, the latest first."""
    found = []
    for number, (model, condition) in enumerate(parts):
        history = history_model(model)
        before = history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        former = Subquery(before.order_by("-history_id").values("history_id")[:1])
        rows = history.objects.filter(condition).order_by()
        columns = {"nth_part": Value(number), "key": F("history_id"), "moment": F("history_date"), "former": former}
        found.append(rows.annotate(**columns).values_list(*columns))
    return (found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]).order_by("-moment", "-key")


def entries(parts: Sequence[Part], asked: Iterable[tuple]) -> list[Entry]:
    """Read what some of the states say and changed: one query for each kind of row among them."""
    asked = list(asked)
    wanted: dict[int, set[int]] = defaultdict(set)
    for part, key, _moment, former in asked:
        wanted[part] |= {key} | ({former} if former else set())
    read = {part: _read(parts[part][0], keys) for part, keys in wanted.items()}
    many = {part: many_to_many_rows(parts[part][0], rows) for part, rows in read.items()}
    found = []
    for part, key, _moment, former in asked:
        model, state = parts[part][0], read[part][key]
        entry = Entry(state)
        if part:
            entry.kind, entry.label = capfirst(model._meta.verbose_name), label_of(state)
        if former and state.history_type == "~":
            entry.changes = changes(model, read[part][former], state, many[part])
        found.append(entry)
    return found


def _read(model: type[models.Model], keys: Iterable[int]) -> Mapping[int, Any]:
    return states(model).filter(history_id__in=keys).in_bulk()


def states(model: type[models.Model]) -> QuerySet:
    """Return all states of all records of a kind, with who made each and the records that it refers to."""
    history = history_model(model)
    related = [field.name for field in history.tracked_fields if isinstance(field, models.ForeignKey)]
    return history.objects.select_related("history_user", *related)


def changes(model: type[models.Model], older: Any, newer: Any, many: Mapping[str, Any] | None = None) -> list[dict]:
    """Say what a state changed. `many`: what `many_to_many_rows` told of both, so that nothing is asked in vain."""
    # Beside `name_kk` and `name_en` stands `name`, which only repeats the language that was active at the save.
    unsaid = set(translated_fields(model))
    many = many_to_many_rows(model, {older.pk: older, newer.pk: newer}) if many is None else many
    same = {name for name, rows in many.items() if rows[newer.pk] == rows[older.pk]}
    delta = newer.diff_against(older, excluded_fields=unsaid | same, foreign_keys_are_objs=True)
    return ReadableChanges(model, newer).context_for_delta_changes(delta)


def many_to_many_rows(model: type[models.Model], states: Iterable[int]) -> dict[str, dict[int, set[int]]]:
    """Return, for each many-to-many field, the keys of each state: one query, not two for each pair of states."""
    found = {}
    history = history_model(model)
    for many in history._history_m2m_fields:
        rows = getattr(history, many.name).model.objects.filter(history__in=list(states))
        found[many.name] = keys = defaultdict(set)
        for state, key in rows.values_list("history", many.m2m_reverse_field_name()):
            keys[state].add(key)
    return found


def related_keys(state: Any) -> dict[str, list[int]]:
    """Return, for each many-to-many field, what a record referred to in a state: one query for all of them."""
    fields = [field.name for field in state._history_m2m_fields]
    found: dict[str, list[int]] = {name: [] for name in fields}
    parts = []
    for number, many in enumerate(state._history_m2m_fields):
        rows = getattr(state, many.name).order_by()
        columns = {"number": Value(number), "related": F(f"{many.m2m_reverse_field_name()}_id")}
        parts.append(rows.annotate(**columns).values_list(*columns))
    for number, key in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0] if parts else ():
        found[fields[number]].append(key)
    return found


def instance_of(state: Any) -> models.Model:
    """Return the record as it was in a state, with the records that the state was read along with."""
    record = state.instance
    for one in record._meta.concrete_fields:
        if one.is_relation and (there := state._state.fields_cache.get(one.name)):
            record._state.fields_cache[one.name] = there
    return record


def label_of(state: Any) -> str:
    """Name the record of a state, also where what its name is made of is gone."""
    try:
        return str(instance_of(state)) or "…"
    except (ObjectDoesNotExist, AttributeError):
        return f"№ {state.id}"


def since(model: type[models.Model], keys: Iterable[Any], moment: dt.datetime) -> list[Entry]:
    """Return what was done to some records of a kind after a moment, the latest first."""
    parts = [(model, Q(id__in=list(keys), history_date__gte=moment))]
    return entries(parts, states_of(parts)[:100])
