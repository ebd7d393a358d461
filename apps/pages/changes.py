"""What changed lately: the published records that were last added or changed, whatever their kind."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.dates import language_or_active
from apps.core.publishing import Publication
from apps.core.translations import LANGUAGES, Text, other_language
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.people.models import Person, Tenure
from apps.reference.models import Country


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of record whose changes are told. `of` is the record that it belongs to, said after its name."""

    label: Any
    rows: QuerySet
    view: str
    slug: str = "slug"
    of_slug: str = ""  # where the address names it too
    name: tuple[str, ...] = ("name",)  # the first of them that there is
    of: str = ""


# In this order where several changed at one moment.
NOUNS = {
    "organization": Noun(_("Organisation"), Organization.objects.all(), "organizations:detail"),
    "event": Noun(_("Event"), Event.objects.all(), "events:detail"),
    "membership": Noun(
        _("Membership"), Membership.objects.all(), "members:of_organization", slug="organization__slug",
        name=("country__name", "member_organization__name"), of="organization__abbreviation",
    ),
    "document": Noun(_("Document"), Document.objects.all(), "documents:detail"),
    "person": Noun(_("Person"), Person.objects.all(), "people:detail"),
    "tenure": Noun(
        _("Term of office"), Tenure.objects.all(), "people:detail", slug="person__slug", name=("person__name",),
        of="post__name",
    ),
    "body": Noun(
        _("Body"), Body.objects.without_tree_fields(), "organizations:body", of_slug="organization__slug",
        of="organization__abbreviation",
    ),
    # A country is told of by what it belongs to: one that belongs to nothing is in no list either.
    "country": Noun(
        _("Country"), Country.objects.filter(pk__in=Membership.objects.published().values("country")),
        "members:detail",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added or changed. It was added if it was not public before this change."""

    label: Any
    name: Text
    of: Text
    url: str
    day: dt.date
    is_new: bool


def latest_changes(most: int) -> list[Change]:
    """Return the latest changes of published records, in one query."""
    parts = [_latest(key, noun, most) for key, noun in NOUNS.items()]
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row["updated_at"], reverse=True)
    # What changed at one moment (content that was loaded) shows its kinds in turn.
    seen: Counter = Counter()
    turns = []
    for row in rows:
        turns.append((-row["updated_at"].timestamp(), seen[row["noun"]], list(NOUNS).index(row["noun"]), len(turns)))
        seen[row["noun"]] += 1
    return [_change(rows[at]) for *_turn, at in sorted(turns)[:most]]


def _text(*paths: str) -> Any:
    """Return the first of some columns that says anything; no path: nothing."""
    return Coalesce(*paths, Value(""), output_field=CharField()) if paths else Value("", output_field=CharField())


def _latest(key: str, noun: Noun, most: int) -> QuerySet:
    latest = noun.rows.published().order_by("-updated_at", "-pk").values("pk")[:most]
    before = noun.rows.model.history.filter(
        id=OuterRef("pk"), publication=Publication.PUBLISHED, history_date__lt=OuterRef("updated_at")
    )
    names = {f"shown_{code}": _text(*(f"{path}_{code}" for path in noun.name)) for code in LANGUAGES}
    owners = {f"of_{code}": _text(*([f"{noun.of}_{code}"] if noun.of else [])) for code in LANGUAGES}
    return (
        noun.rows.filter(pk__in=latest)
        .order_by()
        .annotate(
            noun=Value(key, output_field=CharField()),
            at=F(noun.slug),
            of_at=_text(*([noun.of_slug] if noun.of_slug else [])),
            was_public=Exists(before),
            **names,
            **owners,
        )
        .values("noun", "at", "of_at", "was_public", "updated_at", *names, *owners)
    )


def _change(row: dict[str, Any]) -> Change:
    noun = NOUNS[row["noun"]]
    address = [part for part in (row["of_at"], row["at"]) if part]
    return Change(
        noun.label,
        _in_language(row, "shown"),
        _in_language(row, "of"),
        reverse(noun.view, args=address),
        timezone.localdate(row["updated_at"]),
        not row["was_public"],
    )


def _in_language(row: dict[str, Any], name: str) -> Text:
    here = language_or_active(None)
    if text := row[f"{name}_{here}"]:
        return Text(text, here)
    there = other_language(here)
    return Text(row[f"{name}_{there}"], there, is_fallback=bool(row[f"{name}_{there}"]))
