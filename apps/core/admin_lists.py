"""The lists of records in the admin: how they are searched, in which order they stand, and how a page of one is read.

They are as quick among 100,000 rows as among ten: a search goes over the rows once, and the last page is cut over keys
like the first.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import connection, models
from django.db.models import Case, Count, Exists, Func, Max, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from .past import history_model
from .publishing import Publication
from .searching import BroadWords, NameWords, matching, searchables
from .translations import sort_column

MOST_WORDS = 10  # of a search
FURTHEST = 10**9  # page that a database is asked for
BETWEEN = "\n"  # two columns that are looked through as one text: no word holds it


def in_alphabet(field: str) -> str:
    """Return the sort key of the page's language where an order names the Kazakh one."""
    return sort_column(field.removesuffix("sort_kk")) if field.endswith("sort_kk") else field


class OneText(Func):
    """Columns as one text, so that a search looks at each row once."""

    arg_joiner = " || "
    template = "(%(expressions)s)"
    output_field = models.TextField()

    def __init__(self, columns: list[str]) -> None:
        texts = [Coalesce(column, Value("")) for column in columns]
        super().__init__(*(part for text in texts for part in (text, Value(BETWEEN))))


def has_case(word: str) -> bool:
    return word.upper() != word.lower()


def says(word: str) -> Q:
    """Return the condition that `said` holds a word."""
    return Q(said__icontains=word) if has_case(word) else Q(GreaterThan(StrIndex("said", Value(word)), 0))


def unquoted(word: str) -> str:
    """Return what stands between quotation marks, where a search is put into them."""
    return unescape_string_literal(word) if word[0] in "\"'" and word[0] == word[-1] and len(word) > 1 else word


class SearchedAdmin(admin.ModelAdmin):
    """Finds by `search_fields`: names of columns, of the record itself and of what it refers to."""

    @classmethod
    def reached(cls, model: type[models.Model]) -> dict[str, tuple[type[models.Model], list[str]]]:
        """Return where `search_fields` lead: for each path of relations (`""`: none) its model and its columns."""
        found: dict[str, tuple[type[models.Model], list[str]]] = {}
        for name in cls.search_fields:
            *relations, column = name.split("__")
            there = model
            for relation in relations:
                there = there._meta.get_field(relation).related_model
            found.setdefault("__".join(relations), (there, []))[1].append(column)
        return found

    def own_columns(self) -> list[str]:
        return self.reached(self.model).get("", (self.model, []))[1]

    @classmethod
    def search_paths(cls, model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
        """Return what `search_fields` lead to and the search knows: the record itself, and those it refers to."""
        paths: dict[str, type[models.Model]] = {"pk": model} if model in searchables else {}
        paths |= {
            path: there for path, (there, _columns) in cls.reached(model).items() if path and there in searchables
        }
        return list(paths.items())

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Find each word as it is typed, as Django does, or as the search understands it: inflected, in any script."""
        paths = self.search_paths(self.model)
        own, related = ([one for one in paths if (one[0] == "pk") is is_own] for is_own in (True, False))
        if columns := self.own_columns():
            queryset = queryset.alias(said=OneText(columns))
        typed = [unquoted(word) for word in list(smart_split(search_term))[:MOST_WORDS]]
        for word in sorted(typed, key=has_case):  # a number is found at once, and leaves few rows for the other words
            # The index first: the texts of a row are looked through only where it has not found the row. Of what a row
            # refers to only the name counts: the texts of an organisation name half the world.
            condition = matching(BroadWords(word), own) | matching(NameWords(word), related)
            queryset = queryset.filter(condition | self._as_typed(word))
        return queryset, False

    def best_first(self, request: HttpRequest, found: QuerySet, search_term: str) -> QuerySet:
        """Put what is called so before what begins so, and both before the rest: «Ресей» before «Алтай (Ресей)»."""
        columns, term = self.own_columns(), search_term.strip()
        if not columns or not term:
            return found
        called, begins = (
            Q(*((f"{column}__{how}", term) for column in columns), _connector=Q.OR) for how in ("iexact", "istartswith")
        )
        place = Case(When(called, then=Value(0)), When(begins, then=Value(1)), default=Value(2))
        return found.order_by(place, *self.get_ordering(request))

    def _as_typed(self, word: str) -> Q:
        """Return the condition that a column holds the word, on rows that have their own columns as `said`."""
        condition = Q()
        for path, (there, columns) in self.reached(self.model).items():
            if not path:
                condition |= says(word)
                continue
            found = there._base_manager.order_by().alias(said=OneText(columns)).filter(says(word))
            # A path may lead to many: a row is found once all the same.
            rows = self.model._base_manager.order_by().filter(**{f"{path}__in": found.values("pk")})
            condition |= Q(pk__in=rows.values("pk"))
        return condition


class NamedFilter(admin.RelatedFieldListFilter):
    """Offers the records that rows of the list refer to. Each is asked for by itself, so most rows are never read."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[Any, str]]:
        rows = model_admin.get_queryset(request).order_by().filter(**{self.field_path: OuterRef("pk")})
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=Q(Exists(rows)), ordering=ordering)


def years_of(model: type[models.Model]) -> list[int]:
    """Return the years that rows of a model have, the latest first.

    Leaps from year to year over the index of (publication, year): as many rows are read as there are years.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    states = " UNION ALL ".join(["SELECT %s"] * len(Publication.values))
    first = f"SELECT MIN(one.year) FROM {table} one WHERE one.publication"  # noqa: S608
    sql = f"""
        WITH RECURSIVE state(publication) AS ({states}), seen(publication, year) AS (
            SELECT publication, ({first} = state.publication) FROM state
            UNION ALL
            SELECT publication, ({first} = seen.publication AND one.year > seen.year) FROM seen WHERE year IS NOT NULL
        )
        SELECT DISTINCT year FROM seen WHERE year IS NOT NULL ORDER BY year DESC
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, Publication.values)
        return [year for (year,) in cursor.fetchall()]


class Found(list):
    """The keys of one page of what a search finds; `count()`: how many it finds. To a paginator it is the whole."""

    ordered = True

    def __init__(self, rows: QuerySet, first: int, most: int) -> None:
        """Go over the rows once, for the page and the number alike."""
        page = self._page(rows, first, most)
        if first and not page:  # behind the last page: where one page holds all that there is, that is shown
            first, page = 0, self._page(rows, 0, most)
        super().__init__(key for key, _found in page)
        self.first = first
        self.found = page[0][1] if page else 0

    @staticmethod
    def _page(rows: QuerySet, first: int, most: int) -> list[tuple[Any, int]]:
        return list(rows.annotate(found=Window(Count("*"))).values_list("pk", "found")[first : first + most])

    def count(self) -> int:
        return self.found

    def __getitem__(self, part: slice) -> list[Any]:
        return list(self)[part.start - self.first : part.stop - self.first]

    def _clone(self) -> list[Any]:
        return list(self)


class RecordList(ChangeList):
    """A changelist in the alphabetical order of its language, which knows who changed each row last.

    Its page is cut over keys; then only the rows of the page are read, with all that they show.
    """

    def get_ordering_field(self, field_name: str) -> Any:
        if field_name in ("name", "title") and hasattr(self.model, "sort_kk"):
            return sort_column()
        field = super().get_ordering_field(field_name)
        return in_alphabet(field) if isinstance(field, str) else field

    def get_results(self, request: HttpRequest) -> None:
        found = self.queryset
        if self.query:
            first = min(max(self.page_num - 1, 0), FURTHEST) * self.list_per_page
            whole = Found(found, 0, self.list_max_show_all) if self.show_all else None
            is_too_long = whole is not None and whole.count() > self.list_max_show_all
            self.queryset = Found(found, first, self.list_per_page) if whole is None or is_too_long else whole
        super().get_results(request)
        keys = list(self.result_list if self.query else self.result_list.values_list("pk", flat=True))
        self.queryset = found
        rows = self.root_queryset.in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]
        self._tell_latest_changes(rows)

    def _tell_latest_changes(self, rows: dict[Any, models.Model]) -> None:
        history = history_model(self.model).objects
        latest = history.filter(id__in=rows).order_by().values("id").annotate(latest=Max("history_id"))
        for change in history.filter(history_id__in=latest.values("latest")).select_related("history_user"):
            rows[change.id].latest_change = change
