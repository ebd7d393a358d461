"""The index: made of the records, kept right as they change.

Whoever changes a record need not think of it: `tracking` notes what changed, and what is noted is indexed after the
commit, or before the next search of the same connection, whichever comes first.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import override

from apps.core.markup import plain_text
from apps.core.names import HasNames, Name, names_of
from apps.core.searching import Searchable, searchables
from apps.core.translations import LANGUAGES, translation

from .analysis import ANALYSER
from .engine import Tokens, engine, tokens_of
from .models import Build, Entry

TABLE = "search_tokens"
MARKUP = re.compile(r"[*_#`<\[|\\]|^\s*(?:[-+>]|\d+[.)])", re.MULTILINE)
BATCH = 500
LOCK = 7_065_746  # any number of our own: one writer of the index at a time


def in_batches(values: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    values = iter(values)
    while batch := list(islice(values, size)):
        yield batch


def plain(text: str) -> str:
    """Return the words of a text; only what may be Markdown is rendered."""
    return plain_text(text) if MARKUP.search(text) else text.strip()


def entries(
    searchable: Searchable, records: Iterable[models.Model], public: set[int]
) -> Iterator[tuple[Entry, Tokens]]:
    """Yield what the index holds of records: for each, an entry and its tokens in every language."""
    for record in records:
        around = [one for one in searchable.belongs(record) if one is not None and getattr(one, "is_published", True)]
        belongs = " \n ".join(dict.fromkeys(name.text for one in around for name in names_of(one)))
        for code in LANGUAGES:
            with override(code):
                yield _entry(searchable, record, code, belongs, record.pk in public)


def _entry(searchable: Searchable, record: Any, code: str, belongs: str, is_public: bool) -> tuple[Entry, Tokens]:
    name = translation(record, searchable.names[0])
    own = [getattr(record, f"{field}_{code}", None) or "" for field in searchable.names]
    rows = record.names.all() if isinstance(record, HasNames) else ()
    others = [*(Name(row.name, row.language, ", ".join(row.said)) for row in rows), *searchable.also(record)]
    abroad = [
        Name(getattr(record, f"{field}_{language}", None) or "", language)
        for field in searchable.names
        for language in LANGUAGES
        if language != code
    ]
    text = "\n".join(
        filter(None, (plain(getattr(record, f"{field}_{code}", None) or "") for field in searchable.texts))
    )
    names = [one for one in (*own, *(other.text for other in others)) if one]
    elsewhere = [one.text for one in abroad if one.text]
    if any(own) or text:
        tokens = tokens_of(" \n ".join(names), " \n ".join((belongs, *elsewhere)), text, (*names, *elsewhere))
    else:
        tokens = Tokens((), (), (), ())  # nothing is written in this language: the other entry is found, this one shown
    told: dict[str, Name] = {}
    for one in (*(Name(other, code) for other in own[1:]), *others, *abroad):
        one = one._replace(text=" ".join(one.text.split()))
        if one.text and one.text != name.text:
            told.setdefault(one.text, one)
    return (
        Entry(
            kind=searchable.kind,
            object_id=record.pk,
            language=code,
            is_public=is_public and searchable.is_public and not searchable.is_apart(record),
            weight=searchable.weight,
            title=name.text[:400],
            title_language=name.language or code,
            names="\n".join(told),
            names_said="\n".join(f"{one.language}\t{one.said}" for one in told.values()),
            said=" · ".join(str(part) for part in searchable.said(record) if part)[:300],
            text=text,
            path=record.get_absolute_url().removeprefix(f"/{code}/") if searchable.is_public else "",
        ),
        tokens,
    )


def _rows(searchable: Searchable, pks: Iterable[int]) -> Iterator[tuple[Entry, Tokens]]:
    for some in in_batches(pks):
        public: set[int] = set()
        if searchable.is_public:
            published = searchable.model._default_manager.published()
            public = set(published.filter(pk__in=some).values_list("pk", flat=True))
        yield from entries(searchable, searchable.queryset().filter(pk__in=some).order_by("pk"), public)


def _locked() -> None:
    """Wait until no one else writes the index. (On SQLite a transaction is alone anyway.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def refresh(pks: dict[type[models.Model], set[int]]) -> None:
    """Index some records anew; those that are gone leave the index."""
    with transaction.atomic():
        _locked()
        for model, some in pks.items():
            if (searchable := searchables.get(model)) is not None and some:
                for part in in_batches(sorted(some)):
                    _replace(searchable, part)


def _replace(searchable: Searchable, pks: list[int]) -> None:
    old = Entry.objects.filter(kind=searchable.kind, object_id__in=pks)
    with connection.cursor() as cursor:
        engine().remove(cursor, TABLE, list(old.values_list("pk", flat=True)))
        old.delete()
        _store(cursor, TABLE, _rows(searchable, pks))


def _store(cursor: Any, table: str, rows: Iterable[tuple[Entry, Tokens]]) -> int:
    count = 0
    for part in in_batches(rows):
        made = Entry.objects.bulk_create(entry for entry, _tokens in part)
        engine().store(
            cursor, table, [(entry.pk, tokens) for entry, (_same, tokens) in zip(made, part, strict=True) if tokens]
        )
        count += len(part)
    return count


def rebuild() -> int:
    """Make the whole index anew, in one transaction: who searches meanwhile finds the old one. Returns its entries."""
    with transaction.atomic(), connection.cursor() as cursor:
        _locked()
        fresh = f"{TABLE}_fresh"
        engine().drop(cursor, fresh)
        engine().create(cursor, fresh)
        Entry.objects.all().delete()
        count = sum(
            _store(cursor, fresh, _rows(one, one.model._base_manager.order_by("pk").values_list("pk", flat=True)))
            for one in searchables.values()
        )
        engine().index(cursor, fresh)
        engine().drop(cursor, TABLE)
        cursor.execute(f"ALTER TABLE {fresh} RENAME TO {TABLE}")
        Build.objects.all().delete()
        Build.objects.create(analyser=ANALYSER, made_at=timezone.now())
    return count
