"""What a reader may mean by a few letters: records of every kind whose name, or another name, holds them.

This is the one place that knows how it is matched. Names that begin with the letters come first, then names in which
a word does, then the rest; Kazakh and English, abbreviations and other names count alike.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, Prefetch, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.dates import language_or_active
from apps.core.filters import in_both_languages
from apps.core.translations import Text, sort_column, translation
from apps.documents.models import Document
from apps.events.models import Event
from apps.organizations.models import Body, Organization
from apps.people.models import Person, Tenure
from apps.reference.models import Country

MOST = 10  # so many are suggested while a reader types
MOST_OF_A_KIND = 4  # of them, as long as other kinds have some too
BEFORE_A_WORD = (" ", "-", "–", "«", "“", "(", "\n")  # what a word inside a name begins after
EXACT, AT_THE_START, AT_A_WORD, ANYWHERE = range(4)


def _organization(row: Organization) -> list[Any]:
    return [row.get_kind_display(), row.span.years()]


def _body(row: Body) -> list[Any]:
    return [row.organization.short_name, row.get_kind_display(), row.span.years()]


def _country(row: Country) -> list[Any]:
    return [row.get_region_display(), row.span.years() if row.end or row.end_unknown else ""]


def _person(row: Person) -> list[Any]:
    for tenure in row.shown_tenures:
        place = tenure.post.organization.short_name if tenure.post.organization_id else tenure.post.country
        return [tenure.post, place, tenure.span.years()]
    return [row.nationality or ""]


def _dated(row: Event) -> list[Any]:
    return [row.get_kind_display(), row.span.spoken()]


def _document(row: Document) -> list[Any]:
    return [row.get_kind_display(), row.signed.spoken() if row.signed else ""]


def _organizations() -> QuerySet:
    return Organization.objects.published()


def _bodies() -> QuerySet:
    return Body.objects.published().without_tree_fields().select_related("organization")


def _people() -> QuerySet:
    tenures = Tenure.objects.published().select_related("post__organization", "post__country").latest_first()
    return (
        Person.objects.published()
        .select_related("nationality")
        .prefetch_related(Prefetch("tenures", queryset=tenures, to_attr="shown_tenures"))
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: where its names stand, what is said of it, and the list that can be filtered by the words."""

    key: str
    label: Any
    rows: Callable[[], QuerySet]
    names: tuple[str, ...]
    said: Callable[[Any], list[Any]]
    list_view: str = ""  # empty: there is no list of them


KINDS = (
    Kind(
        "organization", _("Organisations"), _organizations, ("name", "abbreviation", "other_names"), _organization,
        "organizations:list",
    ),
    Kind("body", _("Bodies"), _bodies, ("name", "abbreviation", "other_names"), _body),
    Kind("country", _("Countries"), Country.objects.published, ("name", "other_names"), _country, "members:list"),
    Kind("person", _("People"), _people, ("name", "family_name", "other_names"), _person, "people:list"),
    Kind("event", _("Events"), Event.objects.published, ("name",), _dated, "events:list"),
    Kind("document", _("Documents"), Document.objects.published, ("name",), _document, "documents:list"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    kind: Kind
    record: models.Model
    rank: int
    alias: Text | None = None  # the name by which it was found, where the one shown does not hold the words

    @property
    def url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def abbreviation(self) -> Text:
        return translation(self.record, "abbreviation")

    @property
    def said(self) -> list[str]:
        """What it is, and when: the parts that there are."""
        return [str(part) for part in self.kind.said(self.record) if part]


@dataclass(frozen=True, slots=True)
class Group:
    """The suggestions of one kind. `more_url` leads to all of them, where not all are here and a list can show them."""

    kind: Kind
    suggestions: list[Suggestion] = field(default_factory=list)
    is_cut: bool = False
    more_url: str = ""


def suggestions(query: str, most: int = MOST) -> list[Group]:
    """Return at most so many suggestions, in groups, the group with the best match first."""
    found = [suggestion for kind in KINDS for suggestion in _of_kind(kind, query, most)]
    found.sort(key=lambda suggestion: (suggestion.rank, KINDS.index(suggestion.kind)))
    chosen: list[Suggestion] = []
    for at_most in (MOST_OF_A_KIND, most):  # first some of every kind, then whatever there is room for
        for suggestion in found:
            of_kind = sum(one.kind is suggestion.kind for one in chosen)
            if len(chosen) < most and of_kind < at_most and suggestion not in chosen:
                chosen.append(suggestion)
    return _grouped(chosen)


def everything(query: str, most_of_a_kind: int) -> list[Group]:
    """Return all that is found, so many of each kind, with the lists that have the rest."""
    groups = []
    for kind in KINDS:
        rows = _of_kind(kind, query, most_of_a_kind + 1)
        if rows:
            is_cut = len(rows) > most_of_a_kind
            more_url = f"{reverse(kind.list_view)}?{urlencode({'q': query})}" if is_cut and kind.list_view else ""
            groups.append(Group(kind, rows[:most_of_a_kind], is_cut, more_url))
    return sorted(groups, key=lambda group: group.suggestions[0].rank)


def _grouped(found: Iterable[Suggestion]) -> list[Group]:
    groups: dict[str, Group] = {}
    for suggestion in sorted(found, key=lambda one: one.rank):
        groups.setdefault(suggestion.kind.key, Group(suggestion.kind)).suggestions.append(suggestion)
    return list(groups.values())


def _of_kind(kind: Kind, query: str, most: int) -> list[Suggestion]:
    words = query.split()[:10]
    if not words:
        return []
    columns, whole = in_both_languages(*kind.names), " ".join(words)
    names = tuple(column for column in columns if not column.startswith("other_names"))
    others = tuple(column for column in columns if column not in names)
    where = Q()
    for word in words:  # of one letter alone, only what begins with it: the rest would be nearly everything
        where &= _any(columns, "icontains" if len(whole) > 1 else "istartswith", word)
    rank = Case(
        When(_any(columns, "iexact", whole), then=Value(EXACT)),
        When(_any(names, "istartswith", whole), then=Value(AT_THE_START)),
        When(_at_a_word(names, whole) | _any(others, "istartswith", whole), then=Value(AT_A_WORD)),
        default=Value(ANYWHERE),
    )
    rows = list(kind.rows().filter(where).annotate(rank=rank).order_by("rank", sort_column(), "pk")[:most])
    rows.sort(key=lambda row: (row.rank, len(getattr(row, "short_name", ""))))  # НАТО before НАТО ПА
    return [Suggestion(kind, row, row.rank, _alias(row, columns, words)) for row in rows]


def _any(columns: tuple[str, ...], lookup: str, text: str) -> Q:
    if not columns:
        return Q(pk__in=[])
    return Q(*(Q(**{f"{column}__{lookup}": text}) for column in columns), _connector=Q.OR)


def _at_a_word(columns: tuple[str, ...], text: str) -> Q:
    inside = (_any(columns, "icontains", f"{before}{text}") for before in BEFORE_A_WORD)
    return Q(_any(columns, "istartswith", text), *inside, _connector=Q.OR)


def _alias(row: models.Model, columns: tuple[str, ...], words: list[str]) -> Text | None:
    shown = " ".join(translation(row, name).text for name in ("name", "abbreviation")).casefold()
    if all(word.casefold() in shown for word in words):
        return None
    here = f"_{language_or_active(None)}"
    for column in sorted(columns, key=lambda column: not column.endswith(here)):  # the reader's language first
        for name in (getattr(row, column) or "").splitlines():
            if any(word.casefold() in name.casefold() and word.casefold() not in shown for word in words):
                return Text(name.strip(), column[-2:])
    return None
