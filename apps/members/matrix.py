"""The matrix: members down, organisations across, and in each cell the status on a day and since when.

Both axes are chosen by a reader: members by region or one by one, organisations by kind or one by one. An axis
without a choice shows those with the most memberships. At most six queries, whatever the size.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.core.dates import PartialDate, language_or_active
from apps.core.figures import Key, marked
from apps.core.filters import MAX_VALUES, Moment
from apps.core.names import called_by_key
from apps.core.renditions import Table
from apps.core.text import sort_key
from apps.core.translations import localized, sort_column
from apps.organizations.choices import OrganizationKind
from apps.organizations.models import Organization
from apps.reference.choices import Region
from apps.reference.models import Country

from .choices import FULL, MembershipStatus
from .models import Membership
from .timelines import keys_of

MOST = 25  # so many stand on an axis for which nothing was chosen
RANK = {status: number for number, status in enumerate(MembershipStatus)}
LABELS = {status.value: status.label for status in MembershipStatus}


class Line(NamedTuple):
    """One member or one organisation: a row or a column. `key` is (is it a country, its primary key)."""

    key: tuple[bool, int]
    slug: str
    label: str
    title: str
    sort: str
    group: str
    is_there: bool = True  # it existed on the day


@dataclass(frozen=True, slots=True)
class Entry:
    """A membership as a cell says it."""

    status: str
    start: PartialDate | None
    body: str
    is_possible: bool

    @property
    def style(self) -> str:
        return f"s-{self.status}"

    @property
    def label(self) -> Any:
        return LABELS[self.status]

    @property
    def is_full(self) -> bool:
        return self.status in FULL and not self.body

    @property
    def since(self) -> str:
        return self.start.short() if self.start else "?"

    @property
    def rank(self) -> tuple:
        return bool(self.body), RANK[MembershipStatus(self.status)], self.is_possible

    @property
    def in_words(self) -> str:
        words = [f"{self.body}:" if self.body else "", str(self.label), marked(self.start)]
        return " ".join(part for part in [*words, str(_("possibly")) if self.is_possible else ""] if part)


@dataclass
class MatrixRow:
    line: Line
    cells: list[list[Entry]]

    @property
    def total(self) -> int:
        """In how many of the organisations shown it certainly is a full member."""
        return sum(any(entry.is_full and not entry.is_possible for entry in cell) for cell in self.cells)


@dataclass
class AxisChoice:
    """What a reader chose for one axis: groups (regions, kinds) and single ones, by the keys of the query."""

    group_key: str
    line_key: str
    lines: list[Line]
    groups: Any  # the choices: Region, OrganizationKind
    data: QueryDict
    errors: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chosen_groups = self._read(self.group_key, set(self.groups.values))
        self.chosen_lines = self._read(self.line_key, {line.slug for line in self.lines})

    def _read(self, key: str, known: set[str]) -> list[str]:
        asked = list(dict.fromkeys(value.strip() for value in self.data.getlist(key)[:MAX_VALUES] if value.strip()))
        if any(value not in known for value in asked):
            self.errors[key] = _("There is no such value here.")
        return [value for value in asked if value in known]

    @property
    def is_made(self) -> bool:
        return bool(self.chosen_groups or self.chosen_lines)

    @property
    def error(self) -> Any:
        return next(iter(self.errors.values()), "")

    def shown(self, most: Mapping[tuple[bool, int], int] | None) -> list[Line]:
        """Return the lines of the axis in alphabetical order."""
        if self.is_made:
            return [
                line
                for line in self.lines
                if (line.group in self.chosen_groups and line.is_there) or line.slug in self.chosen_lines
            ]
        ranked = sorted(self.lines, key=lambda line: -(most or {}).get(line.key, 0))[:MOST]
        kept = {line.key for line in ranked if (most or {}).get(line.key)}
        return [line for line in self.lines if line.key in kept]

    @property
    def spoken(self) -> str:
        """Name what was chosen: groups, then single ones."""
        groups = [str(group.label) for group in self.groups if group.value in self.chosen_groups]
        return ", ".join([*groups, *(line.label for line in self.lines if line.slug in self.chosen_lines)])

    def options(self) -> list[tuple[str, Any, bool]]:
        occurring = {line.group for line in self.lines}
        return [(g.value, g.label, g.value in self.chosen_groups) for g in self.groups if g.value in occurring]

    def single_options(self) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
        """Return the lines under their groups, to be ticked one by one."""
        found: dict[str, list[tuple[str, str, str, bool]]] = {}
        for line in self.lines:
            found.setdefault(line.group, []).append((line.slug, line.label, line.title, line.slug in self.chosen_lines))
        labels = [(g.value, str(g.label)) for g in self.groups] + [("", str(_("Organisations")))]
        return [(label, found[value]) for value, label in labels if value in found]


class Matrix:
    """Members × organisations on a day, as a query string chooses them."""

    def __init__(self, data: QueryDict, moment: Moment) -> None:
        self.moment = moment
        self.memberships = Membership.objects.published().current_or_on(moment.day, moment.today)
        members, organizations = self._as_called(self._members(), self._organizations())
        self.members = AxisChoice("region", "member", members, Region, data)
        self.organizations = AxisChoice("kind", "organization", organizations, OrganizationKind, data)

    def _members(self) -> list[Line]:
        """Return everyone who belongs, or belonged, to something: countries and organisations."""
        held = Membership.objects.published()
        countries = Country.objects.published().filter(Exists(held.filter(country=OuterRef("pk"))))
        others = Organization.objects.published().filter(Exists(held.filter(member_organization=OuterRef("pk"))))
        day = self.moment.effective
        columns = ("pk", "slug", localized("name"), sort_column())
        lines = [
            Line((True, pk), slug, label, "", sort, region, first <= day < last)
            for pk, slug, label, sort, region, first, last in countries.order_by().values_list(
                *columns, "region", "possible_from", "possible_until"
            )
        ]
        lines += [Line((False, row[0]), *row[1:3], "", row[3], "") for row in others.order_by().values_list(*columns)]
        return sorted(lines, key=lambda line: (line.sort, line.key))

    def _organizations(self) -> list[Line]:
        found = Organization.objects.published().international().order_by()
        label = Coalesce(NullIf(localized("abbreviation"), Value("")), localized("name"))
        language = language_or_active(None)
        lines = [
            # In the order of what a column shows: its abbreviation.
            Line((False, pk), slug, short, name, sort_key(short, language), kind)
            for pk, slug, short, name, kind in found.values_list("pk", "slug", label, localized("name"), "kind")
        ]
        return sorted(lines, key=lambda line: (line.sort, line.key))

    def _as_called(self, members: list[Line], organizations: list[Line]) -> tuple[list[Line], list[Line]]:
        """Call everyone what they were called on the day, in the order of those names."""
        countries = [key for is_country, key in (line.key for line in members) if is_country]
        others = {key for is_country, key in (line.key for line in (*members, *organizations)) if not is_country}
        called = called_by_key(self.moment.day, {Country: countries, Organization: others})
        if not called:
            return members, organizations
        language = language_or_active(None)

        def then(line: Line, field: str, today: str) -> str:
            texts = called.get((Country if line.key[0] else Organization, line.key[1]), {}).get(field, {})
            return texts.get(language, today)

        def renamed(line: Line) -> Line:
            if line.title:  # a column: it is headed by the abbreviation, if there is one
                title = then(line, "name", line.title)
                label = then(line, "abbreviation", title if line.label == line.title else line.label)
            else:
                title, label = "", then(line, "name", line.label)
            if label == line.label:
                return line._replace(title=title)
            return line._replace(label=label, title=title, sort=sort_key(label, language))

        return tuple(
            sorted(map(renamed, lines), key=lambda line: (line.sort, line.key)) for lines in (members, organizations)
        )

    def _most(self, column: str, is_country: bool) -> dict[tuple[bool, int], int]:
        """Return how many memberships hang on each of the most frequent values of a column."""
        counted = (
            self.memberships.filter(**{f"{column}__isnull": False})
            .order_by()
            .values_list(column)
            .annotate(n=Count("pk"))
            .order_by("-n", column)
        )
        return {(is_country, key): n for key, n in counted[: 2 * MOST]}

    @cached_property
    def shown_members(self) -> list[Line]:
        return self.members.shown(None if self.members.is_made else self._most("country", True))

    @cached_property
    def shown_organizations(self) -> list[Line]:
        return self.organizations.shown(None if self.organizations.is_made else self._most("organization", False))

    @cached_property
    def cells(self) -> dict[tuple[tuple[bool, int], int], list[Entry]]:
        """Return what holds on the day between the members and the organisations shown, the strongest first."""
        countries = [pk for is_country, pk in (line.key for line in self.shown_members) if is_country]
        others = [pk for is_country, pk in (line.key for line in self.shown_members) if not is_country]
        rows = (
            self.memberships.filter(organization__in=[line.key[1] for line in self.shown_organizations])
            .filter(Q(country__in=countries) | Q(member_organization__in=others))
            .order_by()
            .values_list(
                *("country_id", "member_organization_id", "organization_id", "status", "start", "is_possible"),
                Coalesce(NullIf(localized("body__abbreviation"), Value("")), localized("body__name")),
            )
        )
        found: dict[tuple[tuple[bool, int], int], list[Entry]] = {}
        for country, other, organization, status, start, is_possible, body in rows:
            member = (True, country) if country else (False, other)
            found.setdefault((member, organization), []).append(Entry(status, start, body or "", bool(is_possible)))
        for entries in found.values():
            entries.sort(key=lambda entry: entry.rank)
            if not entries[0].body:  # a member of the organisation: its bodies are on their own pages
                del entries[1:]
        return found

    @cached_property
    def rows(self) -> list[MatrixRow]:
        columns = [line.key[1] for line in self.shown_organizations]
        cells, empty = self.cells, []
        return [
            MatrixRow(line, [cells.get((line.key, column), empty) for column in columns]) for line in self.shown_members
        ]

    @property
    def totals(self) -> list[int]:
        """How many of the members shown are certainly full members of each organisation."""
        return [
            sum(any(e.is_full and not e.is_possible for e in row.cells[at]) for row in self.rows)
            for at in range(len(self.shown_organizations))
        ]

    @property
    def entries(self) -> Iterable[Entry]:
        return (entry for entries in self.cells.values() for entry in entries)

    @property
    def legend(self) -> list[Key]:
        return keys_of(entry.status for entry in self.entries)

    def table(self) -> Table:
        return Table(
            "matrix",
            [_("Member"), *(line.label for line in self.shown_organizations)],
            ([row.line.label, *("; ".join(e.in_words for e in cell) for cell in row.cells)] for row in self.rows),
        )
