"""Answers: which records a query finds, best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

from apps.core.searching import Words, searchables

from . import tracking
from .analysis import as_one, asked, words
from .engine import FEW, NAME, Stage, as_you_type, broad, engine, literal, named_as, stages, tail
from .index import TABLE
from .latin import other_layout
from .models import Entry

# In the first form no planner can think of looking up the words of every entry.
_FOUND = "FROM search_entry e WHERE e.id IN (SELECT id FROM ({matches}) AS found) AND {where}"
_RANKED = "FROM ({matches}) AS found JOIN search_entry e ON e.id = found.id WHERE {where}"

MOST_OF_A_KIND = 4  # of what is suggested, as long as other kinds have some too
NAMED_SO, PLAIN = (
    (0, 1),
    2,
)  # of `as_you_type`: a name or its beginning; the last that reads as it stands
LOOKED_AT_OF_A_KIND = 30  # of what may be suggested, before it is put in order


@dataclass
class Condition:
    """A part of `WHERE` over entries, with its parameters."""

    sql: str = "e.is_public"
    params: list[Any] = field(default_factory=list)


PUBLIC = Condition("e.is_public = %s", [True])


def of_kind(*kinds: str) -> Condition:
    return Condition(f"e.kind IN ({', '.join(['%s'] * len(kinds))})", list(kinds))


def both(first: Condition, second: Condition) -> Condition:
    return Condition(f"{first.sql} AND {second.sql}", [*first.params, *second.params])


def _sql(stage: Stage, where: Condition, *, ranked: bool = False) -> tuple[str, list[Any]]:
    matches, params = engine().matches(TABLE, stage, ranked=ranked)
    return (_RANKED if ranked else _FOUND).format(matches=matches, where=where.sql), [*params, *where.params]


def _any_of(ways: Iterable[Stage], where: Condition) -> tuple[str, list[Any]]:
    parts = [engine().matches(TABLE, stage, ranked=False) for stage in ways]
    matches = " UNION ".join(sql for sql, _params in parts)
    return _FOUND.format(matches=matches, where=where.sql), [
        *(value for _sql_, params in parts for value in params),
        *where.params,
    ]


def fitting(query: str, where: Condition) -> Stage | None:
    """Return the first stage of a query that finds anything; one round trip."""
    possible = stages(query)
    if not possible:
        return None
    parts = [_sql(stage, where) for stage in possible]
    with connection.cursor() as cursor:
        # CASE stops at the first stage that finds something: the others are not run.
        cases = " ".join(f"WHEN EXISTS (SELECT 1 {sql}) THEN {place}" for place, (sql, _params) in enumerate(parts))
        cursor.execute(f"SELECT CASE {cases} END", [value for _sql_, params in parts for value in params])
        (place,) = cursor.fetchone()
    return None if place is None else possible[place]


def finding(queries: Sequence[str]) -> list[str]:
    """Return those of some queries by whose stems or beginnings the public finds anything; one round trip."""
    asked = [(query, [_sql(stage, PUBLIC) for stage in stages(query)[:2]]) for query in queries]
    asked = [(query, parts) for query, parts in asked if parts]
    if not asked:
        return []
    columns = ", ".join(
        " OR ".join(f"EXISTS (SELECT 1 {sql})" for sql, _params in parts) + f" AS found_{place}"
        for place, (_query, parts) in enumerate(asked)
    )
    with connection.cursor() as cursor:
        values = [value for _query, parts in asked for _sql_, params in parts for value in params]
        cursor.execute(f"SELECT {columns}", values)
        row = cursor.fetchone()
    return [query for (query, _parts), is_found in zip(asked, row, strict=True) if is_found]


class Finder:
    """What `core.searching` asks for lists and the admin: every record of a model that a query finds."""

    def ids(self, model: type[models.Model], wanted: Words) -> Any:
        tracking.settle()
        where = of_kind(searchables[model].kind)
        if wanted.is_broad:
            found = broad(wanted, in_names=wanted.in_names)
        else:
            found = tuple(stage for stage in [fitting(wanted, where)] if stage)
        if not found:
            return []
        sql, params = _any_of(found, where)
        return RawSQL(f"SELECT e.object_id {sql}", params)  # noqa: S611

    def holds(self, text: str, word: str) -> bool:
        """Tell whether a text holds the word in any form, or one that begins so."""
        return all(
            any(there.token in meant.tokens or there.whole.startswith(meant.wholes) for there in words(text))
            for meant in asked(word)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that is found, as the index shows it in the reader's language.

    `stage` is what found it; `other` the same record in the other language, whose words may be those that matched.
    """

    entry: Entry
    only_some: bool = False  # it holds only some of the words
    stage: Stage | None = None
    other: Entry | None = None


class Results:
    """What the public finds, of one kind, of several (a sequence), or of all. Nothing is asked of the database until
    it is needed."""

    def __init__(self, query: str, kind: str | Sequence[str] = "") -> None:
        self.query = query
        self.kinds = tuple([kind] if isinstance(kind, str) and kind else kind)

    @cached_property
    def stage(self) -> Stage | None:
        tracking.settle()
        return fitting(self.query, PUBLIC)

    @property
    def text(self) -> str:
        """The query as it was understood: perhaps in another keyboard layout."""
        return self.stage.text if self.stage else self.query

    @cached_property
    def strict(self) -> dict[str, int]:
        """How many of each kind hold every word."""
        return self._counted([self.stage] if self.stage else [])

    @cached_property
    def rest(self) -> Stage | None:
        """The stage for what holds only some of the words: where little holds them all."""
        return tail(self.text) if sum(self.strict.values()) < FEW else None

    def _counted(self, stages: Iterable[Stage]) -> dict[str, int]:
        parts = [_sql(stage, PUBLIC) for stage in stages]
        if not parts:
            return {}
        found = " UNION ".join(f"SELECT DISTINCT e.kind, e.object_id {sql}" for sql, _params in parts)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT kind, COUNT(*) FROM ({found}) AS everything GROUP BY kind",  # noqa: S608
                [value for _sql_, params in parts for value in params],
            )
            return dict(cursor.fetchall())

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are found of each kind, those that hold only some of the words included."""
        if self.rest is None:
            return self.strict
        return self._counted([stage for stage in (self.stage, self.rest) if stage])

    @property
    def total(self) -> int:
        return sum(self.counts.get(kind, 0) for kind in self.kinds or self.counts)

    @property
    def strict_total(self) -> int:
        return sum(self.strict.get(kind, 0) for kind in self.kinds or self.strict)

    def hits(self, language: str, start: int = 0, most: int = 20) -> list[Hit]:
        """Return a slice of the results, the best first, in two queries."""
        return self.shown(self.ranked(start, most), language)

    def best_of_kinds(self, language: str, most: int, most_of_rest: int) -> list[Hit]:
        """Return so many results of each kind, the best first, and so many of what holds only some of the words."""
        return self.shown(self._ranked_by_kind(most, most_of_rest), language)

    def shown(self, found: Iterable[tuple[str, int, int]], language: str) -> list[Hit]:
        """Return the results of which `ranked` gave the keys, in the same order; in one query."""
        found = list(found)
        entries: dict[tuple[str, int], dict[str, Entry]] = {}
        for entry in Entry.objects.filter(is_public=True, object_id__in={pk for _kind, pk, _some in found}):
            entries.setdefault((entry.kind, entry.object_id), {})[entry.language] = entry
        hits = []
        for kind, pk, some in found:
            of_record = entries.get((kind, pk), {})
            if language in of_record:
                others = [entry for code, entry in of_record.items() if code != language]
                stage = self.rest if some else self.stage
                hits.append(Hit(of_record[language], bool(some), stage, others[0] if others else None))
        return hits

    def _everything(self) -> tuple[str, list[Any]]:
        """Return SQL for all that is found, by the words and languages that found it; empty: there is nothing."""
        where = both(PUBLIC, of_kind(*self.kinds)) if self.kinds else PUBLIC
        sqls, values = [], []
        for is_rest, stage in enumerate((self.stage, self.rest)):
            if stage is not None:
                sql, params = _sql(stage, where, ranked=True)
                named, name_params = engine().matches(TABLE, named_as(stage.text), ranked=False)
                # Words that are there as they were typed come before Latin letters that were read as Kazakh.
                plain = literal(stage)
                foreign, plain_params = (
                    engine().matches(TABLE, plain, ranked=False) if plain else ("SELECT 0 AS id", [])
                )
                sqls.append(
                    f"SELECT e.kind, e.object_id, {is_rest} AS some_only, found.rank * e.weight AS rank, "  # noqa: S608
                    f"CASE WHEN e.id IN (SELECT id FROM ({named}) AS named) THEN 0 ELSE 1 END AS unnamed, "
                    f"CASE WHEN e.id IN (SELECT id FROM ({foreign}) AS plain) THEN 0 ELSE 1 END AS is_foreign {sql}"
                )
                values += [*name_params, *plain_params, *params]
        return " UNION ALL ".join(sqls), values

    def ranked(self, start: int, most: int) -> list[tuple[str, int, int]]:
        """Return kind, primary key, and whether only some of the words are there."""
        found, values = self._everything()
        if not found:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT kind, object_id, MIN(some_only) FROM ({found}) AS everything "  # noqa: S608
                "GROUP BY kind, object_id "
                "ORDER BY MIN(some_only), MIN(unnamed), MIN(is_foreign), MIN(rank), kind, object_id "
                "LIMIT %s OFFSET %s",
                [*values, most, start],
            )
            return cursor.fetchall()

    def _ranked_by_kind(self, most: int, most_of_rest: int = 0) -> list[tuple[str, int, int]]:
        """Return the same as `ranked`, of each kind at most so many; likewise of what holds only some of the words."""
        found, values = self._everything()
        if not found:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, object_id, some_only FROM (SELECT kind, object_id, MIN(some_only) AS some_only, "  # noqa: S608
                "MIN(unnamed) AS unnamed, MIN(is_foreign) AS is_foreign, MIN(rank) AS rank, "
                "ROW_NUMBER() OVER (PARTITION BY kind, MIN(some_only) "
                "ORDER BY MIN(unnamed), MIN(is_foreign), MIN(rank), object_id) AS place "
                f"FROM ({found}) AS everything GROUP BY kind, object_id) AS records "
                "WHERE place <= CASE some_only WHEN 0 THEN %s ELSE %s END "
                "ORDER BY some_only, unnamed, is_foreign, rank, kind, object_id",
                [*values, most, most_of_rest],
            )
            return cursor.fetchall()


class Resembling(Results):
    """What one stage alone finds, such as that of a name which is not yet whole."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.text)
        tracking.settle()
        self.__dict__.update(stage=stage, rest=None)

    def names(self, language: str, most: int) -> dict[tuple[str, int], tuple[float, list[str]]]:
        """Return the weight and all the names of the first so many, by kind and primary key; in two queries."""
        found = self.ranked(0, most)
        rows = Entry.objects.filter(language=language, is_public=True, object_id__in={pk for _k, pk, _s in found})
        names = {
            (kind, pk): (weight, [title, *others.splitlines()])
            for kind, pk, weight, title, others in rows.values_list("kind", "object_id", "weight", "title", "names")
        }
        return {(kind, pk): names[kind, pk] for kind, pk, _some in found if (kind, pk) in names}


class Begun(Results):
    """What a reader may mean who is still typing. Its order is the same on every database: which stage found it, then
    the weight of its kind, then how little its name says besides."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        super().__init__(stages[-1].text)
        tracking.settle()
        self.stages = stages
        self.__dict__.update(stage=stages[-1], rest=None)

    def best(self, language: str, most: int) -> list[Hit]:
        """Return at most so many, the best first; while other kinds have some too, no kind takes all the places."""
        found = self._first_of_kinds()
        if any(tier in NAMED_SO for _kind, _pk, tier in found):
            # Something is called so, as it is written: then nobody means Kazakh in Latin letters.
            found = [row for row in found if row[2] <= PLAIN]
        hits = self.shown([(kind, pk, 0) for kind, pk, _tier in found], language)
        tiers = {(kind, pk): tier for kind, pk, tier in found}
        beginnings = tuple(prefix.removeprefix(NAME) for stage in self.stages for prefix in stage.terms[0].prefixes)

        def rank(hit: Hit) -> tuple[Any, ...]:
            entry = hit.entry
            names = [name for name in (entry.title, *entry.names.splitlines()) if as_one(name).startswith(beginnings)]
            letters = min(map(len, names), default=len(entry.title))
            return tiers[entry.kind, entry.object_id], -entry.weight, letters, entry.kind, entry.object_id

        hits.sort(key=rank)
        chosen: list[Hit] = []
        for at_most in (MOST_OF_A_KIND, most):
            for hit in hits:
                of_kind = sum(one.entry.kind == hit.entry.kind for one in chosen)
                if len(chosen) < most and of_kind < at_most and hit not in chosen:
                    chosen.append(hit)
        return sorted(chosen, key=rank)

    def _first_of_kinds(self) -> list[tuple[str, int, int]]:
        """Return kind, primary key and stage of those that come first among their kind."""
        parts = [_sql(stage, PUBLIC) for stage in self.stages]
        found = " UNION ALL ".join(
            f"SELECT e.kind, e.object_id, {tier} AS tier, LENGTH(e.title) AS letters {sql}"
            for tier, (sql, _params) in enumerate(parts)
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kind, object_id, tier FROM (SELECT kind, object_id, MIN(tier) AS tier, ROW_NUMBER() OVER "  # noqa: S608
                "(PARTITION BY kind ORDER BY MIN(tier), MIN(letters), object_id) AS place "
                f"FROM ({found}) AS everything GROUP BY kind, object_id) AS records WHERE place <= %s",
                [*(value for _sql_, params in parts for value in params), LOOKED_AT_OF_A_KIND],
            )
            return cursor.fetchall()


def begun(query: str, language: str, most: int) -> list[Hit]:
    """Return what a reader may mean who is still typing, the best first, in two queries; where there is no such name,
    what the same keys write in another layout."""
    for typed in (query, *other_layout(query)):
        if (stages := as_you_type(typed)) and (found := Begun(stages).best(language, most)):
            return found
    return []
