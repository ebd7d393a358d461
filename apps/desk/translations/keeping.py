"""What the desk remembers of each record, written anew from the texts as they are now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone, translation

from apps.core.translations import LANGUAGES, other_language, translated_fields

from ..models import TranslatedRecord, TranslationBasis
from ..models.translations import LONGEST_LABEL
from .choices import State
from .states import Basis, Texts, Way, fingerprint, is_copy, of_original, of_record, rewritten, standing, turned

BATCH = 500
FOLLOWS = ("original", "texts", "state_kk", "state_en", "publication", "label_kk", "label_en", "is_listed")

Spoken = dict[str, dict[str, str]]  # field → language → text
Known = dict[tuple[str, str], dict[str, Basis]]  # field and language → translation → what it was made from


def spoken(record: models.Model) -> Spoken:
    """Return the texts of a record by field and language, in the order of its fields."""
    translated = translated_fields(type(record))
    return {
        field.name: {language: getattr(record, f"{field.name}_{language}") or "" for language in LANGUAGES}
        for field in record._meta.concrete_fields
        if field.name in translated
    }


def with_relations(model: type[models.Model]) -> models.QuerySet:
    """Return all records of a model with what their names are made of."""
    related = getattr(admin.site._registry.get(model), "list_select_related", ())
    rows = model._base_manager.order_by()
    return rows.select_related(*related) if related else rows


def first_original(texts: Spoken, otherwise: str = LANGUAGES[0]) -> str:
    """Return the language in which a record was begun: the only one that it has; `otherwise`, if it has both."""
    there = [language for language in LANGUAGES if any(by_language[language] for by_language in texts.values())]
    return there[0] if len(there) == 1 else otherwise


class Standing:
    """How one record stands: what is remembered of it (`row`), held against its texts as they are now."""

    def __init__(self, row: TranslatedRecord, record: models.Model, known: Iterable[TranslationBasis]) -> None:
        self.row, self.record, self.texts = row, record, spoken(record)
        self.now = {f: {code: fingerprint(text) for code, text in by.items()} for f, by in self.texts.items()}
        self.rows = {(basis.field, basis.language, basis.target): basis for basis in known}
        self.known: Known = defaultdict(dict)
        for (field, language, target), basis in self.rows.items():
            self.known[field, language][target] = Basis(basis.source, basis.in_progress)
        self.changed: dict[tuple[str, str, str], TranslationBasis] = {}

    @property
    def target(self) -> str:
        return other_language(self.row.original)

    def pair(self, field: str, fingerprints: Mapping[str, Mapping[str, str]]) -> Texts:
        return Texts(fingerprints[field][self.row.original], fingerprints[field][self.target])

    def seen(self, field: str) -> Texts:
        """Return the texts as the desk saw them last."""
        by_language = self.row.texts.get(field, {})
        return Texts(*((by_language.get(code) or [""])[0] for code in (self.row.original, self.target)))

    def state(self, field: str, language: str) -> State:
        now = self.pair(field, self.now)
        if language == self.row.original:
            return of_original(now)
        return standing(now, self.known[field, language].get(now.target))

    def basis(self, field: str, language: str) -> TranslationBasis | None:
        """Return what is written down of the translation that stands there now."""
        return self.rows.get((field, language, self.now[field][language]))

    def notice(self, way: Way, by: Any = None, before: Spoken | None = None) -> None:
        """Take in what was written since the desk saw the record last. `before`: its texts then, where known."""
        for field in self.texts:
            seen, now = self.seen(field), self.pair(field, self.now)
            copied = is_copy(self.texts[field][self.row.original], self.texts[field][self.target])
            known = self.known[field, self.target]
            for target, basis in rewritten(seen, now, known, way, copied).items():
                self.write(field, self.target, target, basis, by, before)

    def turn(self, original: str, by: Any = None) -> None:
        """Make the other language the original."""
        if original == self.row.original:
            return
        stood = {field: self.state(field, original) for field in self.texts}
        self.row.original = original
        for field in self.texts:
            now = self.pair(field, self.now)
            basis = turned(now, stood[field], self.known[field, self.target].get(now.target))
            if basis:
                self.write(field, self.target, now.target, basis, by)

    def write(
        self, field: str, language: str, target: str, basis: Basis, by: Any, before: Spoken | None = None
    ) -> None:
        key = (field, language, target)
        row = self.rows.setdefault(
            key, TranslationBasis(record=self.row, field=field, language=language, target=target)
        )
        texts = [some[field][other_language(language)] for some in (self.texts, before) if some]
        said = next((text for text in texts if fingerprint(text) == basis.source), "")
        if row.source != basis.source or said:
            row.source_text = said
        row.source, row.in_progress, row.by, row.at = basis.source, basis.in_progress, by, timezone.now()
        self.known[field, language][target] = basis
        self.changed[key] = row

    def bring_up(self) -> bool:
        """Write into the row what follows from all this, unsaved, and say whether anything changed."""
        row, former = self.row, [getattr(self.row, name) for name in FOLLOWS]
        states = {
            field: {code: self.state(field, code) for code in LANGUAGES}
            for field, by_language in self.now.items()
            if any(by_language.values())
        }
        row.texts = {
            field: {code: [self.now[field][code], str(state)] for code, state in by_language.items()}
            for field, by_language in states.items()
        }
        for code in LANGUAGES:
            setattr(row, f"state_{code}", of_record(by_language[code] for by_language in states.values()).value)
            with translation.override(code):
                setattr(row, f"label_{code}", str(self.record)[:LONGEST_LABEL])
        row.publication = getattr(self.record, "publication", "")
        row.is_listed = bool(states)
        return former != [getattr(row, name) for name in FOLLOWS]


def _save_bases(bases: Collection[TranslationBasis]) -> None:
    TranslationBasis.objects.bulk_create(
        bases,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["record", "field", "language", "target"],
        update_fields=["source", "source_text", "in_progress", "by", "at"],
    )


def settle(model: type[models.Model], pks: Collection[int]) -> int:
    """Take in what was written to some records of a model, by whatever way; return how many stood otherwise."""
    pks = sorted(pks)
    with transaction.atomic():
        return sum(_settle_some(model, pks[start : start + BATCH]) for start in range(0, len(pks), BATCH))


def _settle_some(model: type[models.Model], pks: Collection[int]) -> int:
    kind = ContentType.objects.get_for_model(model)
    rows = {row.object_id: row for row in TranslatedRecord.objects.filter(content_type=kind, object_id__in=pks)}
    known = _bases_of(rows.values())
    new, changed, bases, there = [], [], [], set()
    for record in with_relations(model).filter(pk__in=pks):
        there.add(record.pk)
        row = rows.get(record.pk)
        if row is None:
            texts = spoken(record)
            row = TranslatedRecord(content_type=kind, object_id=record.pk, original=first_original(texts))
            one = Standing(row, record, ())
            if one.bring_up() and row.is_listed:  # a record that never had a text has no row
                new.append(row)
            continue
        one = Standing(row, record, known[row.pk])
        one.notice(Way.OUTSIDE)
        bases += one.changed.values()
        if one.bring_up():
            changed.append(row)
    for row in rows.values():
        if row.object_id not in there and row.is_listed:
            row.is_listed = False
            changed.append(row)
    TranslatedRecord.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    TranslatedRecord.objects.bulk_update(changed, FOLLOWS, batch_size=BATCH)
    _save_bases(bases)
    return len(new) + len(changed)


def _bases_of(rows: Iterable[TranslatedRecord]) -> dict[int, list[TranslationBasis]]:
    found = defaultdict(list)
    for basis in TranslationBasis.objects.filter(record__in=[row.pk for row in rows]).select_related("by"):
        found[basis.record_id].append(basis)
    return found


def standing_of(record: models.Model) -> Standing:
    """Return how a record stands, as of now; what the desk had not seen of it yet is taken in first."""
    row = known_row(record)
    if row is None:
        kind = ContentType.objects.get_for_model(record)
        row = TranslatedRecord(content_type=kind, object_id=record.pk, original=first_original(spoken(record)))
        one = Standing(row, record, ())
        if one.bring_up() and row.is_listed:
            defaults = {name: getattr(row, name) for name in FOLLOWS}
            one.row, _made = TranslatedRecord.objects.get_or_create(
                content_type=kind, object_id=record.pk, defaults=defaults
            )
        return one  # with no text yet, its row is not saved
    one = Standing(row, record, _bases_of([row])[row.pk])
    one.notice(Way.OUTSIDE)
    if one.bring_up() or one.changed:
        keep(one)
    return one


def known_row(record: models.Model) -> TranslatedRecord | None:
    kind = ContentType.objects.get_for_model(record)
    return TranslatedRecord.objects.filter(content_type=kind, object_id=record.pk).first()


@contextmanager
def writing(
    record: models.Model, way: Way, by: Any, original: str = "", otherwise: str = LANGUAGES[0]
) -> Iterator[None]:
    """Take in what is written to a record meanwhile, in one way and by one person.

    `original` is the language that was chosen, if one was; `otherwise` that of a record begun in both at once.
    """
    model = type(record)
    with transaction.atomic():
        former = with_relations(model).filter(pk=record.pk).first() if record.pk else None
        before = spoken(former) if former else None
        if former:
            standing_of(former)
        yield
        record = with_relations(model).get(pk=record.pk)  # as the database has it
        kind = ContentType.objects.get_for_model(model)
        first = original or first_original(spoken(record), otherwise)
        row, _made = TranslatedRecord.objects.get_or_create(
            content_type=kind, object_id=record.pk, defaults={"original": first}
        )
        one = Standing(row, record, _bases_of([row])[row.pk])
        if original and former:
            # The choice is about the record as the editor found it; what they wrote follows from it.
            found = Standing(row, former, one.rows.values())
            found.turn(original, by)
            one.rows, one.known, one.changed = found.rows, found.known, found.changed
        one.notice(way, by, before)
        keep(one)


@transaction.atomic
def keep(one: Standing) -> None:
    one.bring_up()
    one.row.save()
    _save_bases(list(one.changed.values()))
