"""What the public is told of the past of the records: who reads it may see each of its words on their pages, or could.

A change is told if its record is published now, and was before the change and after it; what became public by the
change is told without its words, which stand on its page. Texts of drafts and of archived records, fields that no page
shows, and the names of records that are not public stay unsaid; so does who made the change.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.dates import ALMATY
from apps.core.past import history_model, instance_of, states
from apps.core.publishing import Publication
from apps.core.readable import ReadableChanges
from apps.core.translations import Text, field_label, translated_fields, translation
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.people.models import Person, Tenure
from apps.reference.models import Country
from apps.terms.models import Term

ZONE = ZoneInfo(ALMATY)
UNSAID = frozenset({"publication", "created_at", "updated_at", "position", "name_kk_verified", "slug"})


@dataclass(frozen=True)
class Kind:
    """A kind of record whose changes are told. `named` leads to what it is called by, if not by itself; `page` and
    `at` to its page."""

    label: Any
    model: type[models.Model]
    page: str
    at: tuple[str, ...] = ("slug",)
    named: tuple[str, ...] = ()
    of: str = ""


KINDS = {
    "organization": Kind(_("Organisation"), Organization, "organizations:detail"),
    "body": Kind(_("Body"), Body, "organizations:body", at=("organization.slug", "slug"), of="organization"),
    "country": Kind(_("Country"), Country, "members:detail"),
    "membership": Kind(
        _("Membership"), Membership, "members:of_organization", at=("organization.slug",),
        named=("country", "member_organization"), of="organization",
    ),
    "person": Kind(_("Person"), Person, "people:detail"),
    "tenure": Kind(_("Term of office"), Tenure, "people:detail", at=("person.slug",), named=("person",), of="post"),
    "event": Kind(_("Event"), Event, "events:detail"),
    "document": Kind(_("Document"), Document, "documents:detail"),
    "term": Kind(_("Term"), Term, "terms:detail"),
}  # fmt: skip


class Told(NamedTuple):
    """A change, as the public reads it. `changes`: what each field said, with the changed words marked."""

    kind: Kind
    key: int
    name: Text
    of: Text | None
    url: str
    moment: dt.datetime
    is_new: bool
    changes: list[dict[str, Any]]

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.moment, ZONE)

    @property
    def own_url(self) -> str:
        return reverse("changes:of_record", args=[self.kind.model._meta.model_name, self.key])


def told_since(first: dt.date | None, last: dt.date | None) -> Q:
    """Return the condition that a change was made in a range of days, as they are counted in Almaty."""
    condition = Q()
    if first:
        condition &= Q(history_date__gte=dt.datetime.combine(first, dt.time.min, ZONE))
    if last and last < dt.date.max:
        condition &= Q(history_date__lt=dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, ZONE))
    return condition


def latest(kinds: Sequence[str], condition: Q, first: int, most: int) -> list[Told]:
    """Return some of the changes, the latest first: a query for what they are, and one for each kind among them."""
    parts = [_rows(number, KINDS[key], condition, first + most) for number, key in enumerate(kinds)]
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return _read(kinds, rows.order_by("-moment", "-key")[first : first + most])


def of_record(kind: str, record: models.Model, condition: Q, first: int, most: int) -> list[Told]:
    return latest([kind], condition & Q(id=record.pk), first, most)


def _rows(number: int, kind: Kind, condition: Q, most: int) -> QuerySet:
    """Return (kind, key, moment, key and publication of the state before) of the latest public states of a kind."""
    history = history_model(kind.model).objects
    public = history.filter(condition, publication=Publication.PUBLISHED, history_type__in="+~")
    public = public.filter(id__in=kind.model.objects.published().order_by().values("pk"))
    newest = public.order_by("-history_date", "-history_id").values("history_id")[:most]
    before = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    former = Case(
        When(Q(was=Publication.PUBLISHED), then=Subquery(before.values("history_id")[:1])), default=Value(None)
    )
    columns = {"nth_kind": Value(number), "key": F("history_id"), "moment": F("history_date"), "former": former}
    rows = history.filter(history_id__in=newest).order_by()
    rows = rows.annotate(was=Subquery(before.values("publication")[:1], output_field=CharField()))
    return rows.annotate(**columns).values_list(*columns)


def _read(kinds: Sequence[str], rows: Iterable[tuple]) -> list[Told]:
    rows = list(rows)
    wanted: dict[int, set[int]] = defaultdict(set)
    for number, key, _moment, former in rows:
        wanted[number] |= {key} | ({former} if former else set())
    read = {n: states(KINDS[kinds[n]].model).filter(history_id__in=keys).in_bulk() for n, keys in wanted.items()}
    many = _many_to_many({KINDS[kinds[number]].model: there for number, there in read.items()})
    found = []
    for number, key, moment, former in rows:
        kind, state = KINDS[kinds[number]], read[number][key]
        before = read[number].get(former) if former else None
        changes = _changes(kind.model, before, state, many) if before else []
        if before and not changes:
            continue  # only what is not public was changed
        record = instance_of(state)
        if all(_may_be_named(getattr(record, name)) for name in named_along(kind)):
            name, of, url = name_of(kind, record), owner_of(kind, record), page_of(kind, record)
            found.append(Told(kind, state.id, name, of, url, moment, not before, changes))
    return found


def named_along(kind: Kind) -> set[str]:
    """Return the relations whose records are named with a record of the kind."""
    return {*kind.named, *(path.split(".")[0] for path in kind.at if "." in path), *([kind.of] if kind.of else [])}


def _many_to_many(read: dict[type[models.Model], dict[int, Any]]) -> dict[tuple, set[int]]:
    """Return what each state refers to, by model, field and state: one query for all kinds."""
    fields = [
        (model, many) for model, there in read.items() if there for many in history_model(model)._history_m2m_fields
    ]
    parts = []
    for number, (model, many) in enumerate(fields):
        rows = getattr(history_model(model), many.name).model.objects.filter(history__in=list(read[model]))
        columns = {
            "nth_field": Value(number),
            "state": F("history_id"),
            "other": F(f"{many.m2m_reverse_field_name()}_id"),
        }
        parts.append(rows.order_by().annotate(**columns).values_list(*columns))
    found: dict[tuple, set[int]] = defaultdict(set)
    for number, state, other in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0] if parts else ():
        model, many = fields[number]
        found[model, many.name, state].add(other)
    return found


def _changes(model: type[models.Model], older: Any, newer: Any, many: dict[tuple, set[int]]) -> list[dict[str, Any]]:
    related = [field.name for field in newer._history_m2m_fields]
    unsaid = {*translated_fields(model), *related, *UNSAID}
    delta = newer.diff_against(older, excluded_fields=unsaid, foreign_keys_are_objs=True)
    told = ReadableChanges(model, newer).context_for_delta_changes(delta)
    for change, shown in zip(delta.changes, told, strict=True):
        if any(not _may_be_named(value) for value in (change.old, change.new)):
            shown["marked"] = ""
        shown["language"] = change.field[-2:] if change.field.endswith(("_kk", "_en")) else ""
    for name in related:
        if many[model, name, older.pk] != many[model, name, newer.pk]:
            told.append({"field": field_label(model._meta.get_field(name)), "marked": "", "language": ""})
    return told


def _may_be_named(value: Any) -> bool:
    """Say whether a record that a field refers to is public. One that is gone is not."""
    if isinstance(value, models.Model):
        return getattr(value, "publication", Publication.PUBLISHED) == Publication.PUBLISHED
    return not hasattr(value, "model")


def _reached(record: Any, path: str) -> Any:
    for name in path.split("."):
        record = getattr(record, name)
    return record


def name_of(kind: Kind, record: models.Model) -> Text:
    named = next((there for path in kind.named if (there := getattr(record, path))), record)
    return translation(named, "name")


def owner_of(kind: Kind, record: models.Model) -> Text | None:
    if not kind.of:
        return None
    owner = getattr(record, kind.of)
    return translation(owner, "abbreviation") if getattr(owner, "abbreviation_kk", None) else translation(owner, "name")


def page_of(kind: Kind, record: models.Model) -> str:
    return reverse(kind.page, args=[_reached(record, path) for path in kind.at])
