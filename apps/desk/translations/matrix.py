"""Records × languages: which of them wait for a translation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest, QueryDict

from apps.core.publishing import Publication
from apps.core.searching import BroadWords, searchables
from apps.core.translations import LANGUAGES

from ..models import TranslatedRecord
from .choices import SHOWN, WORK, State
from .rights import languages_of, models_of

PER_PAGE = 50
MOST_LETTERS = 200
WAITING = "waiting"  # in the filter of states: whatever is not done


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter of the matrix, as it stands in an address. What cannot be read is not asked for."""

    model: str = ""
    language: str = ""
    state: str = ""
    publication: str = ""
    q: str = ""

    @classmethod
    def read(cls, query: QueryDict, models: Iterable[type[Model]]) -> "Wanted":
        def known(key: str, values: Iterable[str]) -> str:
            value = query.get(key, "")
            return value if value in set(values) else ""

        return cls(
            model=known("model", (model._meta.label_lower for model in models)),
            language=known("language", LANGUAGES),
            state=known("state", (WAITING, *SHOWN)),
            publication=known("publication", Publication.values),
            q=query.get("q", "").replace("\x00", "").strip()[:MOST_LETTERS],
        )

    def query(self, **changes: Any) -> str:
        """Return it as the query of an address, with some of it otherwise."""
        wanted = replace(self, **{key: value for key, value in changes.items() if key != "page"})
        values = {key: getattr(wanted, key) for key in wanted.__slots__} | {"page": changes.get("page")}
        return urlencode({key: value for key, value in values.items() if value})


@dataclass(slots=True)
class Total:
    """How many records stand so in a language."""

    state: State
    count: int
    query: str
    is_chosen: bool


class Matrix:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.models = models_of(request)
        self.wanted = Wanted.read(request.GET, self.models)

    @cached_property
    def _kinds(self) -> dict[type[Model], int]:
        return {model: kind.pk for model, kind in ContentType.objects.get_for_models(*self.models).items()}

    @cached_property
    def _kind(self) -> int | None:
        """The kind that is asked for; None: all."""
        return next((kind for model, kind in self._kinds.items() if model._meta.label_lower == self.wanted.model), None)

    def model_of(self, row: TranslatedRecord) -> type[Model]:
        return next(model for model, kind in self._kinds.items() if kind == row.content_type_id)

    def _found(self) -> Q:
        """Return the condition that a record holds the words that are looked for."""
        condition = Q(pk__in=[])
        for model, kind in self._kinds.items():
            if self._kind not in (None, kind):
                continue
            if model in searchables:
                ids: Any = BroadWords(self.wanted.q).ids(model)
            else:  # what only hangs on other records has no entry of its own in the index
                rows, _twice = admin.site._registry[model].get_search_results(
                    self.request, model._base_manager.order_by(), self.wanted.q
                )
                ids = rows.values("pk")
            condition |= Q(content_type=kind, object_id__in=ids)
        return condition

    def _rows(self, *, of_every_model: bool = False) -> QuerySet[TranslatedRecord]:
        """Return the rows that the filter leaves but for the state."""
        rows = TranslatedRecord.objects.filter(is_listed=True)
        if self._kind and not of_every_model:
            rows = rows.filter(content_type=self._kind)
        else:
            rows = rows.filter(content_type__in=self._kinds.values())
        if self.wanted.publication:
            rows = rows.filter(publication=self.wanted.publication)
        return rows.filter(self._found()) if self.wanted.q else rows

    def states(self) -> Sequence[State]:
        return WORK if self.wanted.state == WAITING else [State(self.wanted.state)] if self.wanted.state else ()

    def _so(self, states: Sequence[State], languages: Sequence[str]) -> Q:
        condition = Q()
        for language in languages:
            condition |= Q(**{f"state_{language}__in": states})
        return condition

    @cached_property
    def languages(self) -> list[str]:
        return [self.wanted.language] if self.wanted.language else list(LANGUAGES)

    def rows(self) -> QuerySet[TranslatedRecord]:
        rows = self._rows()
        return rows.filter(self._so(self.states(), self.languages)) if self.wanted.state else rows

    @cached_property
    def _counted(self) -> list[dict[str, Any]]:
        """How many records stand how in each language, by kind: the model alone is not asked for."""
        rows = self._rows(of_every_model=True).order_by()
        return list(rows.values("content_type", "state_kk", "state_en").annotate(count=Count("pk")))

    def _of_model(self) -> list[dict[str, Any]]:
        return [one for one in self._counted if self._kind in (None, one["content_type"])]

    @cached_property
    def count(self) -> int:
        return self._count(self._of_model())

    def _count(self, rows: Iterable[dict[str, Any]]) -> int:
        states = set(self.states())
        return sum(
            one["count"]
            for one in rows
            if not states or any(one[f"state_{language}"] in states for language in self.languages)
        )

    def totals(self) -> dict[str, list[Total]]:
        """Return, for each language, how many records stand how."""
        found: dict[str, list[Total]] = {}
        for language in LANGUAGES:
            found[language] = []
            for state in SHOWN:
                count = sum(one["count"] for one in self._of_model() if one[f"state_{language}"] == state)
                is_chosen = (self.wanted.language, self.wanted.state) == (language, state)
                query = self.wanted.query(language=language, state=state.value)
                found[language].append(Total(state, count, query, is_chosen))
        return found

    def kinds(self) -> list[tuple[type[Model], int]]:
        """Return the kinds of records, and how many of each the rest of the filter leaves."""
        return [
            (model, self._count(one for one in self._counted if one["content_type"] == kind))
            for model, kind in self._kinds.items()
        ]

    def page(self, number: int) -> list[TranslatedRecord]:
        start = (number - 1) * PER_PAGE
        return list(self.rows()[start : start + PER_PAGE])

    @property
    def last_page(self) -> int:
        return max(1, -(-self.count // PER_PAGE))

    def following(self, row: TranslatedRecord, language: str) -> TranslatedRecord | None:
        """Return the next record of the filter that waits for a translation into a language; after the last, the first.

        The state that is asked for counts only as far as it is about work: what was just saved no longer has it.
        """
        states = [state for state in self.states() if state in WORK] or WORK
        allowed = [kind for model, kind in self._kinds.items() if language in languages_of(self.request, model)]
        waiting = self._rows().filter(self._so(states, [language]), content_type__in=allowed).exclude(pk=row.pk)
        return waiting.filter(pk__lt=row.pk).first() or waiting.first()
