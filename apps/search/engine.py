"""The same search on two engines: SQLite's FTS5 and PostgreSQL's `tsvector`.

Both hold the tokens of `analysis` and nothing else, so both find the same rows. A query is put to them in stages; the
first that finds anything answers:

1. every word by its stem; an abbreviation in Latin capitals (UN) is no Kazakh word (үн) as long as it is found so;
2. every word by its stem, or as the beginning of a word;
3. every word by its stem, or by the word that it is made from (мүшелік: мүше);
4. the same as 1 and 2 for what the keys write in another keyboard layout (`yfnj`: нато).

After that, where little was found, come rows that hold at least one of several words.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django.db import connections

from .analysis import SHORTEST_PREFIX, Asked, as_one, asked, undotted, words
from .latin import other_layout

FEW = 10  # rows: where so many hold every word, those that hold only some are of no interest
# How much a word counts in a name, in the name of what a record belongs to, in a text, as a beginning.
TITLE, BELONGS, BODY, FORM = 5.0, 2.0, 1.0, 0.5


# What a form begins with says what it is: a whole word, what a word is made from, a whole name, a word of a name.
# No token begins with q: in the folded alphabet there is none, and a Latin word has its x before it.
WHOLE, ORIGIN, NAME, OF_NAME = "q0", "q1", "q2", "q3"
LONGEST_ABBREVIATION = 5
MOST_READINGS = 8  # of a name


@dataclass(frozen=True, slots=True)
class Tokens:
    """What is kept of one record in one language: the words of its names, of what it belongs to, of its text; forms."""

    title: tuple[str, ...]
    belongs: tuple[str, ...]
    body: tuple[str, ...]
    forms: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.title or self.belongs or self.body)


def tokens_of(title: str, belongs: str = "", body: str = "", names: Iterable[str] = ()) -> Tokens:
    """Analyse the texts of a record. `names` are all its names, by which it is suggested, and found first."""
    parts = [words(text) for text in (title, belongs, body)]
    every = {(word.whole, word.token, word.origin) for part in parts for word in part}
    forms = {f"{WHOLE}{whole}" for whole, _token, _origin in every}
    forms |= {f"{ORIGIN}{origin}" for _whole, token, origin in every if origin != token}
    for name in names:
        named = words(name, keep_stop_words=True)
        forms |= {f"{OF_NAME}{form}" for word in named for form in (word.token, word.whole)}
        forms.add(NAME + as_one(name))
    return Tokens(*(tuple(word.token for word in part) for part in parts), tuple(sorted(forms)))


@dataclass(frozen=True, slots=True)
class Term:
    """What one word of a query may match: tokens, and the beginnings of tokens."""

    tokens: tuple[str, ...]
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A way to put a query: all its words, or (`is_any`) at least one. `text` is the query as it was understood."""

    terms: tuple[Term, ...]
    text: str = ""
    is_any: bool = False


def by_stem(word: Asked) -> Term:
    return Term(word.tokens)


def as_written(word: Asked) -> Term:
    """What a word is that is read as it stands: Latin letters are no Kazakh."""
    return Term(word.tokens[:1])


def by_beginning(word: Asked) -> Term:
    return Term(word.tokens, tuple(f"{WHOLE}{whole}" for whole in word.prefixes))


def by_origin(word: Asked) -> Term:
    return Term((*word.tokens, *word.derived, *(f"{ORIGIN}{one}" for one in word.derived)))


@lru_cache(maxsize=2_000)
def stages(query: str) -> tuple[Stage, ...]:
    """Return the ways to put a query, the strictest first. Empty: there is nothing to look for in it."""
    found: dict[Stage, None] = {}
    if capitals := _abbreviations(query):
        found[_stage(query, lambda word: (as_written if word.text in capitals else by_stem)(word))] = None
    for way in (by_stem, by_beginning, by_origin):
        if stage := _stage(query, way):
            found[stage] = None
    for other in other_layout(query):
        for way in (by_stem, by_beginning):
            if stage := _stage(other, way):
                found[stage] = None
    return tuple(found)


def _abbreviations(query: str) -> set[str]:
    """Return the words of a query that are Latin abbreviations, in small letters: those of capitals."""
    written = undotted(query)
    return {
        word.text
        for word in asked(query)
        if word.text.isascii()
        and word.text.isalpha()
        and len(word.tokens) > 1
        and 1 < len(word.text) <= LONGEST_ABBREVIATION
        and word.text.upper() in written
    }


def literal(stage: Stage) -> Stage | None:
    """Return the stage of the same words as they stand; None where none of them was read in another way."""
    plain = tuple(map(as_written, asked(stage.text)))
    same = all(set(term.tokens) <= set(of_stage.tokens) for term, of_stage in zip(plain, stage.terms, strict=False))
    if not plain or not same or all(len(term.tokens) == 1 for term in stage.terms):
        return None
    return Stage(plain, stage.text, stage.is_any)


def tail(query: str) -> Stage | None:
    """Return the stage that is content with one of several words."""
    parts = asked(query)
    return Stage(tuple(map(by_stem, parts)), query, is_any=True) if len(parts) > 1 else None


def as_you_type(query: str) -> tuple[Stage, ...]:
    """Return the stages for the name that someone has begun to write, the best first: its last word too.

    First what is called so, then what begins so, then what has such words in it; then the same for Latin letters read
    as Kazakh. The last stage finds all that the others do.
    """
    parts = asked(query, keep_stop_words=True)
    if not parts:
        return ()
    plain = [Asked(one.text, one.tokens[:1], one.wholes[:1], one.derived[:1]) for one in parts]
    readings = [plain] if plain == parts else [plain, parts]
    ways = (_whole_name, _beginning_of_a_name, _in_a_name)
    return tuple(Stage(way(words), query) for words in readings for way in ways)


def _whole_name(parts: Sequence[Asked]) -> tuple[Term, ...]:
    return (Term(tuple(f"{NAME}{reading}" for reading in spelt_by(parts))),)


def spelt_by(parts: Iterable[Asked]) -> list[str]:
    """Return the tokens that words behind each other may spell, as one, as names are kept."""
    readings = [""]
    for word in parts:
        readings = [f"{before}{token}" for before in readings for token in word.tokens][:MOST_READINGS]
    return readings


def _beginning_of_a_name(parts: Sequence[Asked]) -> tuple[Term, ...]:
    *before, last = parts
    return (Term((), tuple(dict.fromkeys(f"{NAME}{one}{end}" for one in spelt_by(before) for end in _begun(last)))),)


def _in_a_name(parts: Sequence[Asked]) -> tuple[Term, ...]:
    *before, last = parts
    whole = (Term(tuple(f"{OF_NAME}{token}" for token in word.tokens)) for word in before)
    return (*whole, Term((), tuple(f"{OF_NAME}{one}" for one in _begun(last))))


def _begun(word: Asked) -> tuple[str, ...]:
    """Return what a word may begin with that is being typed. Of a few letters there is no stem (б would be п)."""
    stems = word.tokens if len(word.text) >= SHORTEST_PREFIX else ()
    return tuple(dict.fromkeys((*stems, *word.wholes)))


def broad(query: str, *, in_names: bool = False) -> tuple[Stage, ...]:
    """Return the stages for someone who knows what they look for and types a part of it; what any of them finds counts.

    One is for the words that were typed, in whatever layout. In a layout that was not switched a letter may look like
    no letter: then another is for the words that were meant (`,kjr`: блок, `,e[fhtcn`: бухарест). The other way round,
    what would fall apart is no word of the other layout. `in_names`: the texts of a record are of no interest.
    """
    typed = asked(query)
    ways = [[[word, *_in_other_layouts(word.text)] for word in typed]]
    for other in other_layout(query):
        meant = asked(other)
        is_the_same = len(meant) == len(typed) and all(word in read for word, read in zip(meant, ways[0], strict=True))
        if len(meant) <= len(typed) and not is_the_same:
            ways.append([[word] for word in meant])
    mark = OF_NAME if in_names else ""
    return tuple(Stage(tuple(_begins_so(word, mark) for word in way), query) for way in ways if way)


def _in_other_layouts(word: str) -> list[Asked]:
    read = (asked(other) for other in other_layout(word))
    return [words[0] for words in read if len(words) == 1]


def _begins_so(readings: list[Asked], mark: str) -> Term:
    tokens = (f"{mark}{token}" for one in readings for token in one.tokens)
    beginnings = (f"{mark or WHOLE}{begun}" for one in readings for begun in (*one.tokens, *one.wholes))
    return Term(tuple(tokens), tuple(dict.fromkeys(beginnings)))


def named_as(query: str) -> Stage:
    """Return the stage that finds what has the query for a name."""
    return Stage(_whole_name(asked(query, keep_stop_words=True)))


def _stage(query: str, way: Callable[[Asked], Term]) -> Stage | None:
    parts = asked(query)
    return Stage(tuple(map(way, parts)), query) if parts else None


class Engine(Protocol):
    """What a database must be able to do. `table` holds the tokens, a row for each `id`."""

    def create(self, cursor: Any, table: str, *, temporary: bool = False) -> None: ...
    def index(self, cursor: Any, table: str) -> None:
        """Make the index of a table that has been filled: quicker than to fill an indexed one."""
        ...

    def drop(self, cursor: Any, table: str) -> None: ...
    def store(self, cursor: Any, table: str, rows: Iterable[tuple[int, Tokens]]) -> None: ...
    def remove(self, cursor: Any, table: str, ids: Sequence[int]) -> None: ...
    def matches(self, table: str, stage: Stage, *, ranked: bool = True) -> tuple[str, list[Any]]:
        """Return SQL that gives the `id` of the rows of a stage, and their `rank` (the smaller, the better)."""
        ...


class Fts5:
    """SQLite. Tokens are `[a-z0-9]+`, so the tokenizer has nothing to decide."""

    def create(self, cursor: Any, table: str, *, temporary: bool = False) -> None:
        name = f"temp.{table}" if temporary else table
        cursor.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(title, belongs, body, forms, "
            "tokenize = 'unicode61 remove_diacritics 0')"
        )

    def index(self, cursor: Any, table: str) -> None:
        """Do nothing: the table is the index."""

    def drop(self, cursor: Any, table: str) -> None:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")

    def store(self, cursor: Any, table: str, rows: Iterable[tuple[int, Tokens]]) -> None:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {table} (rowid, title, belongs, body, forms) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
            [(pk, *(" ".join(part) for part in (t.title, t.belongs, t.body, t.forms))) for pk, t in rows],
        )

    def remove(self, cursor: Any, table: str, ids: Sequence[int]) -> None:
        cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk in ids])  # noqa: S608

    def matches(self, table: str, stage: Stage, *, ranked: bool = True) -> tuple[str, list[Any]]:
        terms = (
            " OR ".join((*(f'"{token}"' for token in term.tokens), *(f'"{prefix}"*' for prefix in term.prefixes)))
            for term in stage.terms
        )
        query = (" OR " if stage.is_any else " AND ").join(f"({term})" for term in terms)
        if not ranked:
            return f"SELECT rowid AS id FROM {table} WHERE {table} MATCH %s", [query]  # noqa: S608
        # bm25() cannot be called where the query around is merged with this one: a LIMIT keeps them apart.
        rank = f"bm25({table}, {TITLE}, {BELONGS}, {BODY}, {FORM})"
        return f"SELECT rowid AS id, {rank} AS rank FROM {table} WHERE {table} MATCH %s LIMIT -1", [query]  # noqa: S608


class TsVector:
    """PostgreSQL. The vector is written here, not by `to_tsvector`, whose parser has its own idea of words."""

    WEIGHTS = f"{{{FORM / TITLE}, {BODY / TITLE}, {BELONGS / TITLE}, 1}}"  # D, C, B, A
    MOST = 16_383  # PostgreSQL's largest position
    BATCH = 500

    def create(self, cursor: Any, table: str, *, temporary: bool = False) -> None:
        cursor.execute(
            f"CREATE {'TEMPORARY ' if temporary else ''}TABLE {table} (id bigint PRIMARY KEY, vector tsvector NOT NULL)"
        )

    def index(self, cursor: Any, table: str) -> None:
        cursor.execute(f"CREATE INDEX ON {table} USING gin (vector) WITH (fastupdate = off)")

    def drop(self, cursor: Any, table: str) -> None:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")

    def store(self, cursor: Any, table: str, rows: Iterable[tuple[int, Tokens]]) -> None:
        pending = [(pk, self.vector(tokens)) for pk, tokens in rows]
        for start in range(0, len(pending), self.BATCH):
            batch = pending[start : start + self.BATCH]
            values = ", ".join(["(%s, %s::tsvector)"] * len(batch))
            cursor.execute(
                f"INSERT INTO {table} (id, vector) VALUES {values} "  # noqa: S608
                "ON CONFLICT (id) DO UPDATE SET vector = excluded.vector",
                [value for row in batch for value in row],
            )

    def remove(self, cursor: Any, table: str, ids: Sequence[int]) -> None:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", [list(ids)])  # noqa: S608

    def vector(self, tokens: Tokens) -> str:
        """Write tokens as PostgreSQL reads them: `'nato':1A 'uiym':2A,9C 'q0uiymdary':30D`."""
        places: dict[str, list[str]] = {}
        position = 0
        for part, weight in ((tokens.title, "A"), (tokens.belongs, "B"), (tokens.body, "C"), (tokens.forms, "D")):
            for token in part:
                position += 1
                places.setdefault(token, []).append(f"{min(position, self.MOST)}{weight}")
        return " ".join(f"'{token}':{','.join(found[:255])}" for token, found in places.items())

    def matches(self, table: str, stage: Stage, *, ranked: bool = True) -> tuple[str, list[Any]]:
        terms = (
            " | ".join((*(f"'{token}'" for token in term.tokens), *(f"'{prefix}':*" for prefix in term.prefixes)))
            for term in stage.terms
        )
        query = (" | " if stage.is_any else " & ").join(f"({term})" for term in terms)
        if not ranked:
            return f"SELECT id FROM {table} WHERE vector @@ %s::tsquery", [query]  # noqa: S608
        rank = f"-ts_rank_cd('{self.WEIGHTS}', vector, %s::tsquery)"
        return f"SELECT id, {rank} AS rank FROM {table} WHERE vector @@ %s::tsquery", [query, query]  # noqa: S608


ENGINES: dict[str, Engine] = {"sqlite": Fts5(), "postgresql": TsVector()}


def engine(using: str = "default") -> Engine:
    return ENGINES[connections[using].vendor]
