"""The lists of records in the admin: how they are searched, in which order they stand, and how a page of one is read.

They are as quick among 100,000 rows as among ten: a search goes over the rows once, and the last page is cut over keys
like the first.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Count, F, Max, Q, QuerySet, Value, Window
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from .searching import BroadWords, NameWords, matching, searchables
from .translations import sort_column

MOST_WORDS = 10  # of a search
FURTHEST = 10**9  # page that a database is asked for
BETWEEN = "\n"  # two columns that are looked through as one text: no word holds it


def in_alphabet(field: str) -> str:
    """Return the sort key of the page's language where an order names the Kazakh one."""
    return sort_column(field.removesuffix("sort_kk")) if field.endswith("sort_kk") else field


def as_one_text(columns: list[str]) -> Concat:
    """Return columns as one text, so that a search looks at each row once."""
    texts = [F(column) for column in columns]
    between = [part for text in texts for part in (Value(BETWEEN), text)]
    return Concat(Value(""), *between, output_field=models.TextField())


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
        if own_columns := self.reached(self.model).get("", (None, []))[1]:
            queryset = queryset.alias(said=as_one_text(own_columns))
        for word in list(smart_split(search_term))[:MOST_WORDS]:
            condition = self._as_typed(unquoted(word))
            # Of what a row refers to only the name counts: the texts of an organisation name half the world.
            for words, some in ((BroadWords(word), own), (NameWords(word), related)):
                condition |= matching(words, some)
            queryset = queryset.filter(condition)
        return queryset, False

    def _as_typed(self, word: str) -> Q:
        """Return the condition that a column holds the word, on rows that have their own columns as `said`."""
        condition = Q()
        for path, (there, columns) in self.reached(self.model).items():
            if not path:
                condition |= Q(said__icontains=word)
                continue
            found = there._base_manager.order_by().alias(said=as_one_text(columns)).filter(said__icontains=word)
            # A path may lead to many: a row is found once all the same.
            rows = self.model._base_manager.order_by().filter(**{f"{path}__in": found.values("pk")})
            condition |= Q(pk__in=rows.values("pk"))
        return condition


class Found(list):
    """The keys of one page of what a search finds; `count()`: how many it finds. To a paginator it is the whole."""

    ordered = True

    def __init__(self, rows: QuerySet, first: int, most: int) -> None:
        """Go over the rows once, for the page and the number alike."""
        page = list(rows.annotate(found=Window(Count("*"))).values_list("pk", "found")[first : first + most])
        super().__init__(key for key, _found in page)
        self.first = first
        self.found = page[0][1] if page else rows.order_by().count() if first else 0

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
            whole = (0, self.list_max_show_all)
            self.queryset = Found(found, *(whole if self.show_all else (first, self.list_per_page)))
        super().get_results(request)
        keys = list(self.result_list if self.query else self.result_list.values_list("pk", flat=True))
        self.queryset = found
        rows = self.root_queryset.in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]
        self._tell_latest_changes(rows)

    def _tell_latest_changes(self, rows: dict[Any, models.Model]) -> None:
        history = self.model.history.model.objects
        latest = history.filter(id__in=rows).order_by().values("id").annotate(latest=Max("history_id"))
        for change in history.filter(history_id__in=latest.values("latest")).select_related("history_user"):
            rows[change.id].latest_change = change
