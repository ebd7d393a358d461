"""One filter vocabulary for every list, in every form.

A list declares its filters; the `FilterSet` binds them to a query string. Repeating a key means OR, different keys
mean AND. An unknown key is ignored; a value that cannot be read leaves its filter out and says so at the control.
Each facet counts its values as if it were not set itself.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .dates import spoken_day
from .searching import Words, matching
from .translations import LANGUAGES, localized, sort_column

MAX_VALUES = 50  # of one key: more is no question that a reader asks
MAX_TEXT = 200
FIRST_DAY, LAST_DAY = dt.date(1800, 1, 1), dt.date(2100, 12, 31)  # of what a page can be asked to show
MANY = 8  # so many values of a facet stand open; the rest behind “show all”


class BadValue(ValueError):
    """A value of the query string that cannot be read; the message is for the reader."""


def readable(value: str) -> str:
    """Return the text, trimmed.

    Raises:
        BadValue: it is too long, or holds characters that no one types.
    """
    value = value.strip()
    if len(value) > MAX_TEXT:
        raise BadValue(_("This text is too long to search for."))
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
        raise BadValue(_("This text holds characters that cannot be searched for."))
    return value


def read_day(value: str) -> dt.date:
    """Read `1955-05-09`.

    Raises:
        BadValue: it is anything else.
    """
    try:
        if len(value.strip()) != 10:
            raise ValueError
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise BadValue(_("This is not a day. Write it as 1955-05-09.")) from None


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that a page shows (None: today's state), and what was wrong with the day asked for."""

    day: dt.date | None
    today: dt.date
    raw: str = ""
    error: Any = ""

    @classmethod
    def read(cls, data: Mapping[str, str], today: dt.date) -> "Moment":
        raw = data.get("on", "").strip()
        try:
            day = read_day(raw) if raw else None
            if day and not FIRST_DAY <= day <= LAST_DAY:
                raise BadValue(_("Choose a day between 1800 and 2100."))
        except BadValue as error:
            return cls(None, today, raw[:20].replace("\0", ""), error.args[0])
        return cls(None if day == today else day, today, raw)

    @property
    def is_future(self) -> bool:
        return bool(self.day) and self.day > self.today

    @property
    def effective(self) -> dt.date:
        return self.day or self.today

    @property
    def spoken(self) -> str:
        return spoken_day(self.effective)


@dataclass(slots=True)
class Option:
    """One value of a facet."""

    value: str
    label: str
    count: int
    selected: bool

    @property
    def disabled(self) -> bool:
        return not self.count and not self.selected


@dataclass(slots=True)
class Chip:
    """An active filter, and the address of the list without it."""

    key: str
    label: str
    value: str
    url: str


@dataclass
class Filter:
    """A condition on a list. `values` are what `read` made of the query string."""

    key: str
    label: Any
    multiple = True
    is_facet = False

    def read(self, raw: str) -> Any:
        return readable(raw)

    def restrict(self, queryset: QuerySet, values: list[Any], moment: Moment) -> QuerySet:
        raise NotImplementedError

    def spoken(self, value: Any) -> str:
        return str(value)


def in_both_languages(*names: str) -> tuple[str, ...]:
    """Return the columns of translated fields: `name` → `name_kk`, `name_en`."""
    return tuple(f"{name}_{code}" for name in names for code in LANGUAGES)


@dataclass
class TextSearch(Filter):
    """What the search finds for these words, in whatever form and script they are typed.

    `paths` lead to what is looked for, each with its model; without them it is the row itself. `hanging` names reverse
    relations: a row is found by published records that hang on it, too.
    """

    paths: tuple[tuple[str, type[models.Model]], ...] = ()
    hanging: tuple[str, ...] = ()
    multiple = False

    def read(self, raw: str) -> Words:
        return Words(super().read(raw))

    def restrict(self, queryset: QuerySet, values: list[Words], moment: Moment) -> QuerySet:
        model = queryset.model
        condition = matching(values[0], self.paths or (("pk", model),))
        for relation in self.hanging:
            ids = values[0].ids(model._meta.get_field(relation).related_model)
            hangs = {f"{relation}__in": ids, f"{relation}__publication": "published"}
            condition |= Q(pk__in=model._base_manager.filter(**hangs).values("pk"))
        return queryset.filter(condition)

    def words(self, values: list[Words]) -> list[str]:
        return values[0].split()[:10]


@dataclass
class DayBound(Filter):
    """`from` or `to`: what lies wholly before or after the day is left out."""

    path: str = ""
    multiple = False

    def read(self, raw: str) -> dt.date:
        return read_day(raw)

    def restrict(self, queryset: QuerySet, values: list[dt.date], moment: Moment) -> QuerySet:
        return queryset.filter(**{self.path: values[0]})

    def spoken(self, value: dt.date) -> str:
        return spoken_day(value)


@dataclass
class Facet(Filter):
    """A filter whose values are shown with their counts.

    `path` leads to the value. Where it crosses a to-many relation, `many` keeps rows from being doubled, and
    `condition` says which related rows count (published, on the day shown).
    `hidden`: the filter works by its key and shows as a chip, but the list does not offer its values.
    """

    path: str = ""
    many: bool = False
    hidden: bool = False
    condition: Callable[[Moment], Q] | None = None
    is_facet = True

    def column(self) -> str:
        return self.path

    def restrict(self, queryset: QuerySet, values: list[Any], moment: Moment) -> QuerySet:
        wanted = Q(**{f"{self.column()}__in": values})
        if not self.many:
            return queryset.filter(wanted)
        if self.condition:
            wanted &= self.condition(moment)
        keys = queryset.model._base_manager.filter(wanted).values("pk")
        return queryset.filter(pk__in=keys)

    def countable(self, queryset: QuerySet, moment: Moment) -> QuerySet:
        """Return the rows whose values are counted."""
        queryset = queryset.order_by()
        return queryset.filter(self.condition(moment)) if self.condition else queryset

    def options(self, base: QuerySet, found: QuerySet | None, chosen: list[Any], tally: "Tally") -> list[Option]:
        raise NotImplementedError


@dataclass
class ChoiceFacet(Facet):
    """The values of a field with choices, in their own order."""

    choices: type[models.TextChoices] | None = None

    def read(self, raw: str) -> str:
        if raw not in self.choices.values:
            raise BadValue(_("There is no such value here."))
        return raw

    def spoken(self, value: str) -> str:
        return str(self.choices(value).label)

    def options(self, base: QuerySet, found: QuerySet | None, chosen: list[Any], tally: "Tally") -> list[Option]:
        counts = dict(tally.grouped(base, found, self.column()).values_list(self.column(), "n"))
        occurring = [choice for choice in self.choices if choice.value in counts or choice.value in chosen]
        return [
            Option(choice.value, str(choice.label), counts.get(choice.value, 0), choice.value in chosen)
            for choice in occurring
        ]


@dataclass
class RelatedFacet(Facet):
    """Named records at the other end of a relation, by their slugs."""

    model: type[models.Model] | None = None
    label_field: str = "name"

    def column(self) -> str:
        return f"{self.path}__slug"

    def countable(self, queryset: QuerySet, moment: Moment) -> QuerySet:
        """Count under published records only. One `filter` call: both conditions hold of the same related row."""
        published = self.model._default_manager.get_queryset().published_q(f"{self.path}__")
        return queryset.order_by().filter(published & (self.condition(moment) if self.condition else Q()))

    def options(self, base: QuerySet, found: QuerySet | None, chosen: list[Any], tally: "Tally") -> list[Option]:
        sort = sort_column(f"{self.path}__")
        rows = (
            tally.grouped(base, found, self.column())
            .annotate(label=localized(f"{self.path}__{self.label_field}"), order=models.F(sort))
            .values_list(self.column(), "label", "n")
            .order_by("-n", "order")
        )
        return [Option(slug, label or slug, count, slug in chosen) for slug, label, count in rows]


@dataclass
class YearFacet(Facet):
    """The years in which something happens, the latest first."""

    def read(self, raw: str) -> int:
        if not (raw.isascii() and raw.isdecimal() and len(raw) == 4 and raw[0] != "0"):
            raise BadValue(_("This is not a year. Write it as 1955."))
        return int(raw)

    def options(self, base: QuerySet, found: QuerySet | None, chosen: list[Any], tally: "Tally") -> list[Option]:
        rows = (
            tally.grouped(base.filter(**{f"{self.path}__isnull": False}), found, self.path)
            .values_list(self.path, "n")
            .order_by(f"-{self.path}")
        )
        options = [Option(str(year), str(year), count, year in chosen) for year, count in rows]
        return sorted(options, key=lambda option: option.disabled)


@dataclass(frozen=True)
class Tally:
    """How rows are counted: by default each once."""

    expression: Any = "pk"

    def grouped(self, base: QuerySet, found: QuerySet | None, column: str) -> QuerySet:
        """Count the rows of `found` under each value that occurs in `base` (`found` None: all of them)."""
        only = None if found is None else Q(pk__in=found.order_by().values("pk"))
        # Under its own values, and those of records next to it, a row stands once; only beyond them it may come twice.
        # (Counting without looking for doubles takes a third less time.)
        may_double = self.expression != "pk" or "__" in column.removesuffix("__slug")
        return base.values(column).annotate(n=Count(self.expression, filter=only, distinct=may_double))

    def total(self, queryset: QuerySet) -> int:
        return queryset.order_by().aggregate(n=Count(self.expression, distinct=True))["n"]

    def totals(self, querysets: Iterable[QuerySet]) -> list[int]:
        """Count several querysets in one query."""
        parts = [
            queryset.order_by()
            .annotate(which=models.Value(place))
            .values("which")
            .annotate(n=Count(self.expression, distinct=True))
            .values_list("which", "n")
            for place, queryset in enumerate(querysets)
        ]
        counts = dict(parts[0].union(*parts[1:], all=True)) if parts else {}
        return [counts.get(place, 0) for place in range(len(parts))]


@dataclass
class ShownFacet:
    """A facet as the page shows it."""

    key: str
    label: Any
    options: list[Option]
    error: Any = ""

    @property
    def open_options(self) -> list[Option]:
        return self.options[:MANY]

    @property
    def more_options(self) -> list[Option]:
        return self.options[MANY:]

    @property
    def more_selected(self) -> bool:
        return any(option.selected for option in self.more_options)

    @property
    def is_active(self) -> bool:
        return any(option.selected for option in self.options)

    @property
    def total(self) -> int:
        """How many rows are found, where every row has exactly one value of this facet."""
        return sum(option.count for option in self.options if option.selected or not self.is_active)


@dataclass
class FilterSet:
    """Filters bound to a query string and to the rows that they choose from."""

    filters: Iterable[Filter]
    data: QueryDict
    base: QuerySet
    moment: Moment
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.values: dict[str, list[Any]] = {}
        self.errors: dict[str, Any] = {}
        self.labels: dict[tuple[str, Any], str] = {}
        for one in self.filters:
            self._read(one)
        self._name_related()
        self._order_days()
        self.active = [one for one in self.filters if one.key in self.values]

    def _read(self, one: Filter) -> None:
        raw = [text for text in self.data.getlist(one.key)[: MAX_VALUES + 1] if text.strip()]
        if len(raw) > MAX_VALUES:
            self.errors[one.key] = _("Too many values: choose at most %(most)s.") % {"most": MAX_VALUES}
            return
        if not one.multiple:
            raw = raw[-1:]
        values = []
        for text in raw:
            try:
                value = one.read(text)
            except BadValue as error:
                self.errors[one.key] = error.args[0]
            else:
                if value not in values:
                    values.append(value)
        if values:
            self.values[one.key] = values

    def _name_related(self) -> None:
        """Find the names of all related records asked for, in one query; a slug that no one has is a bad value."""
        wanted = [one for one in self.filters if isinstance(one, RelatedFacet) and one.key in self.values]
        queries = [
            one.model._default_manager.published()
            .filter(slug__in=self.values[one.key])
            .order_by()
            .values_list(models.Value(one.key, models.CharField()), "slug", localized(one.label_field))
            for one in wanted
        ]
        if not queries:
            return
        found: dict[str, list[str]] = {}
        for key, slug, label in queries[0].union(*queries[1:], all=True):
            found.setdefault(key, []).append(slug)
            self.labels[key, slug] = label
        for one in wanted:
            known = [slug for slug in self.values[one.key] if slug in found.get(one.key, ())]
            if len(known) < len(self.values[one.key]):
                self.errors[one.key] = _("There is no such value here.")
            if known:
                self.values[one.key] = known
            else:
                del self.values[one.key]

    def _order_days(self) -> None:
        """Leave out a `to` that lies before its `from`: no reader means that."""
        first, last = self.values.get("from"), self.values.get("to")
        if first and last and last[0] < first[0]:
            self.errors["to"] = _("This day is before the day “From”.")
            del self.values["to"]

    def spoken(self, one: Filter, value: Any) -> str:
        return self.labels.get((one.key, value)) or one.spoken(value)

    def rows(self, but: Filter | None = None) -> QuerySet:
        """Return the rows that pass every active filter, one of them left out if `but` says so."""
        queryset = self.base
        for one in self.active:
            if one is not but:
                queryset = one.restrict(queryset, self.values[one.key], self.moment)
        return queryset

    def facets(self) -> list[ShownFacet]:
        return [self.shown(one) for one in self.filters if isinstance(one, Facet) and not one.hidden]

    def shown(self, facet: Facet) -> ShownFacet:
        """Return a facet with its values, each counted as if the facet were not set itself."""
        others = [one for one in self.active if one is not facet]
        found = self.rows(but=facet) if others else None
        base = facet.countable(self.base, self.moment)
        options = facet.options(base, found, self.values.get(facet.key, []), self.tally)
        return ShownFacet(facet.key, facet.label, options, self.errors.get(facet.key, ""))

    def without_control(self, facets: Iterable[ShownFacet]) -> list[tuple[str, str]]:
        """Return the active values that no control of the page holds: a form has to carry them along."""
        offered = {(facet.key, option.value) for facet in facets for option in facet.options}
        return [
            (one.key, str(value))
            for one in self.active
            if isinstance(one, Facet)
            for value in self.values[one.key]
            if (one.key, str(value)) not in offered
        ]

    def chips(self, url: Callable[..., str]) -> list[Chip]:
        """Return a chip for each active value; `url(key=[values])` makes an address."""
        chips = []
        for one in self.active:
            values = self.values[one.key]
            for value in values:
                rest = [str(other) for other in values if other != value]
                chips.append(Chip(one.key, str(one.label), self.spoken(one, value), url(**{one.key: rest})))
        return chips

    def query(self) -> dict[str, list[str]]:
        """Return the filter as a canonical query: only what was understood, in declared order."""
        return {one.key: sorted(str(value) for value in self.values[one.key]) for one in self.active}

    def narrowest(self) -> Filter | None:
        """Return the filter to drop when nothing is found: the one whose absence brings back the most rows."""
        counts = self.tally.totals(self.rows(but=one) for one in self.active)
        most = max(counts, default=0)
        return self.active[counts.index(most)] if most else None
