"""Records whose texts are other than those that the desk saw last: after SQL by hand, or before it was there at all."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import models

from ..models import TranslatedRecord
from .keeping import BATCH, spoken
from .states import fingerprint
from .tracking import translated_models


def unseen(model: type[models.Model], first: int | None = None) -> Iterator[int]:
    """Yield the keys of such records, and of those that are gone; of the `first` (latest) ones only, if told so."""
    kind = ContentType.objects.get_for_model(model)
    rows = TranslatedRecord.objects.filter(content_type=kind)
    columns = ["pk", *(f"{field}_{code}" for field in spoken(model()) for code in ("kk", "en"))]
    if hasattr(model, "publication"):
        columns.append("publication")
    last = None
    while True:
        some = model._base_manager.order_by("-pk").only(*columns)
        if last is not None:
            some = some.filter(pk__lt=last)
        records = list(some[: min(first or BATCH, BATCH)])
        if not records:
            break
        known = {row.object_id: row for row in rows.filter(object_id__in=[record.pk for record in records])}
        yield from (record.pk for record in records if not _is_seen(record, known.get(record.pk)))
        last = records[-1].pk
        if first:
            return
    there = model._base_manager.values("pk")
    yield from rows.filter(is_listed=True).exclude(object_id__in=there).values_list("object_id", flat=True)


def _is_seen(record: models.Model, row: TranslatedRecord | None) -> bool:
    now = {
        field: {code: fingerprint(text) for code, text in by_language.items()}
        for field, by_language in spoken(record).items()
        if any(fingerprint(text) for text in by_language.values())
    }
    if row is None:
        return not now
    seen = {field: {code: one[0] for code, one in by_language.items()} for field, by_language in row.texts.items()}
    return (seen, row.publication, row.is_listed) == (now, getattr(record, "publication", ""), bool(now))


def every_unseen() -> dict[type[models.Model], list[int]]:
    found = {model: list(unseen(model)) for model in translated_models()}
    return {model: pks for model, pks in found.items() if pks}
