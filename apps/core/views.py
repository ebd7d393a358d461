"""The bases of the public pages: one for every list, one for every record.

A view declares what is its own (filters, sorts, the words of its count) and stays near ten lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from .cards import Card, card_response
from .citing import TYPES, reference_response
from .columns import Column, cells
from .figures import Figure
from .filters import Filter, FilterSet, Moment, ShownFacet, Tally, TextSearch
from .letters import Letters
from .names import call_as_on, tell_matches
from .previewing import PreviewedRecord
from .renditions import Table, csv_response, svg_response
from .sharing import SharedPage, SharedRecord
from .spans import today
from .translations import other_language, sort_column

SECTIONS = (
    ("organizations", _("Organisations")),
    ("members", _("Members")),
    ("people", _("People")),
    ("events", _("Events")),
    ("documents", _("Documents")),
)
CHUNK = 500  # so many records of a download are held in memory at a time


@dataclass(frozen=True, slots=True)
class Crumb:
    label: Any
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str
    is_current: bool = False
    language: str = ""  # that of the label, where it is not the page's


@dataclass(frozen=True, slots=True)
class Pages:
    """The pagination of a list: which page, of how many, and the links that a reader needs."""

    number: int
    last: int
    size: int
    count: int

    @classmethod
    def of(cls, raw: str, count: int, size: int) -> tuple["Pages", Any]:
        """Return the page asked for, or the nearest there is, with a message about it."""
        last = max(1, -(-count // size))
        if not raw:
            return cls(1, last, size, count), ""
        if not (raw.isascii() and raw.isdecimal() and len(raw) < 12) or int(raw) < 1:
            return cls(1, last, size, count), _("There is no such page; this is the first one.")
        if int(raw) > last:
            return cls(last, last, size, count), _("There are not so many pages; this is the last one.")
        return cls(int(raw), last, size, count), ""

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size

    @property
    def numbers(self) -> list[int | None]:
        """The numbers to show, with None for a gap: 1 … 4 5 6 … 20."""
        near = sorted({1, 2, self.number - 1, self.number, self.number + 1, self.last - 1, self.last})
        shown: list[int | None] = []
        for number in near:
            if 1 <= number <= self.last:
                if shown and shown[-1] is not None and number - shown[-1] == 2:
                    shown.append(number - 1)
                elif shown and shown[-1] is not None and number - shown[-1] > 2:
                    shown.append(None)
                shown.append(number)
        return shown


class PageView(SharedPage, TemplateView):
    """Any public page: it knows its title, its place among the others, the day it shows, and its other forms.

    `form` is the ending of the address (`csv`, `svg`, `png`, `bib`, `ris`; empty for the page itself) and `figure` the
    drawing that is asked for where a page has several: see `renditions.routes`.
    """

    title: Any = ""
    section = ""  # which entry of the main navigation is current
    form = ""
    figure = ""

    @cached_property
    def moment(self) -> Moment:
        return Moment.read(self.request.GET, today())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self.get_form(request)
        # What a page shows changes with the rows that hang on its record, and with the day: a reader's copy is asked
        # about each time, and its ETag answers.
        response.setdefault("Cache-Control", "no-cache")
        return response

    def get_form(self, request: HttpRequest) -> HttpResponse:
        """Return the page, or the other form of it that was asked for."""
        if self.form == "csv":
            return csv_response(self.get_table())
        if self.form == "svg":
            return svg_response(self.get_figure(), request, self.moment)
        if self.form == "png":
            return card_response(self.get_card())
        if self.form in TYPES:
            return reference_response(self.get_reference(), self.form)
        # The parts of the address stay in `self.kwargs`: a template asks for records, not for slugs.
        return self.render_to_response(self.get_context_data())

    def get_table(self) -> Table:
        """Return the rows of the page (or of its `figure`) as a table to download."""
        raise NotImplementedError

    def get_figure(self) -> Figure:
        """Return the drawing of the page that `figure` names."""
        raise NotImplementedError

    def get_card(self) -> Card:
        """Return the picture that stands beside a link to the page."""
        raise NotImplementedError

    def reader_is_staff(self) -> bool:
        """Look at the session only where there is one: public pages stay free of it."""
        return settings.SESSION_COOKIE_NAME in self.request.COOKIES and self.request.user.is_staff

    def get_title(self) -> Any:
        return self.title

    def get_crumbs(self) -> list[Crumb]:
        """Return the pages between the home page and this one."""
        return []

    def get_trail(self) -> list[Crumb]:
        return [Crumb(_("Home"), reverse("pages:home")), *self.get_crumbs(), Crumb(self.get_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.get_title(),
            section=self.section,
            moment=self.moment,
            crumbs=self.get_trail(),
            shared=self.get_shared(),
            reference=self.get_reference() if self.is_cited else None,
            **kwargs,
        )


class FilteredView(PageView):
    """A page about the rows that a filter finds: a list, a calendar, a map.

    `filters` is the vocabulary. Views of the same rows take it from one place, and a link from one view to another
    keeps it (`url`).
    """

    filters: Iterable[Filter] = ()
    alphabet = Letters("letter", _("First letter"))
    tally = Tally()

    def get_base(self) -> QuerySet:
        """Return all rows of the list, unfiltered: what the public may see."""
        raise NotImplementedError

    def count_sentence(self, count: int) -> str:
        raise NotImplementedError

    @cached_property
    def filterset(self) -> FilterSet:
        base = self.get_base()
        self.alphabet = self.alphabet.as_on(self.moment.day, base.model)
        return FilterSet((*self.filters, self.alphabet), self.request.GET, base, self.moment, self.tally)

    @property
    def found(self) -> QuerySet:
        """Return the rows that pass the filter."""
        return self.filterset.rows()

    def url(self, path: str = "", **changes: list[str]) -> str:
        """Return an address (the page's, unless `path` is another's) with some keys of the query changed.

        A change of filter starts at the first page.
        """
        query = {**self.filterset.query(), **self.kept, **changes}
        text = urlencode([(key, value) for key, values in query.items() for value in values])
        path = path or self.request.path
        return f"{path}?{text}" if text else path

    @property
    def kept(self) -> dict[str, list[str]]:
        """What a link keeps besides the filters: the day."""
        return {"on": [self.moment.day.isoformat()] if self.moment.day else []}

    @cached_property
    def facets(self) -> list[ShownFacet]:
        return self.filterset.facets()

    @cached_property
    def count(self) -> int:
        """How many rows are found."""
        return self.tally.total(self.found)

    def get_errors(self) -> dict[str, Any]:
        """Return what was wrong with the query string, under the key at whose control it is said."""
        return dict(self.filterset.errors)

    def get_messages(self) -> list[Any]:
        """Return what was wrong with the query string and has no control of its own on the page."""
        errors = self.filterset.errors
        hidden = [one for one in self.filterset.filters if one.key in errors and self.is_hidden(one)]
        return [f"{one.label}: {errors[one.key]}" for one in hidden]

    def is_hidden(self, one: Filter) -> bool:
        """Say whether the page offers no control for the filter."""
        return getattr(one, "hidden", False)

    def get_downloads(self) -> list[Link]:
        """Return the page as files, under the same filter."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filterset = self.filterset
        narrowest = filterset.narrowest() if not self.count else None
        chips = filterset.chips(self.url)
        shown = {
            "count": self.count,
            "count_sentence": self.count_sentence(self.count),
            "facets": self.facets,
            "form_keeps": filterset.without_control(self.facets),
            "chips": chips,
            "clear_url": self.url(**{one.key: [] for one in filterset.active}, sort=[], size=[]),
            "drop": [chip for chip in chips if narrowest and chip.key == narrowest.key],
            "drop_url": self.url(**{narrowest.key: []}) if narrowest else "",
            "other_language": other_language(),
            "other_language_url": translate_url(self.url(letter=[]), other_language()),
            "errors": self.get_errors(),
            "messages_on_query": self.get_messages(),
            "query": {key: values[0] for key, values in filterset.query().items() if len(values) == 1},
            "downloads": self.get_downloads(),
            "elsewhere": [
                (label, reverse(f"{section}:list")) for section, label in SECTIONS if section != self.section
            ],
            "has_days": any(one.key in ("from", "to") for one in self.filters),
        }
        return super().get_context_data(**{**shown, **kwargs})


class FilteredListView(FilteredView):
    """Every public list.

    `sorts` maps a key to its label and ordering (with the primary key last); the first is the default. The page is cut
    over keys alone, then its rows are fetched, so that a deep page costs no more than the first. Sorted by name, the
    list has its alphabet above it. `columns` is what a download of it holds.
    """

    columns: Sequence[Column] = ()

    def get_sorts(self) -> dict[str, tuple[Any, tuple[str, ...]]]:
        raise NotImplementedError

    def get_rows(self, keys: list[Any]) -> Iterable[Any]:
        """Return the records of a page, with what its rows show, in any order."""
        raise NotImplementedError

    @property
    def kept(self) -> dict[str, list[str]]:
        """What a link keeps besides the filters: the day, the order, the size."""
        sort = [] if self.sort == next(iter(self.get_sorts())) else [self.sort]
        size = [] if self.size == settings.PAGE_SIZES[0] else [str(self.size)]
        return {**super().kept, "sort": sort, "size": size}

    @cached_property
    def sort(self) -> str:
        asked = self.request.GET.get("sort", "")
        sorts = self.get_sorts()
        return asked if asked in sorts else next(iter(sorts))

    @property
    def is_by_name(self) -> bool:
        return self.sort.removeprefix("-") == "name"

    @cached_property
    def size(self) -> int:
        asked = self.request.GET.get("size", "")
        return next((size for size in settings.PAGE_SIZES if str(size) == asked), settings.PAGE_SIZES[0])

    def in_order(self, queryset: QuerySet) -> QuerySet:
        """Return the keys of the rows, in the order that the reader asked for."""
        order = self.get_sorts()[self.sort][1]
        if self.alphabet.renamed:  # on that day some bore another name: the index of today's names is of no use
            own, then = sort_column(), "listed_under"
            queryset = queryset.alias(**{then: self.alphabet.expression()})
            order = [f"{key.removesuffix(own)}{then}" if key.lstrip("-") == own else key for key in order]
        return queryset.order_by(*order).values_list("pk", flat=True)

    def records(self, keys: list[Any]) -> list[Any]:
        """Return the records with these keys, in the order of the keys."""
        found = {row.pk: row for row in self.get_rows(keys)}
        return [found[key] for key in keys if key in found]

    def named(self, row: Any) -> list[Any]:
        """Return the records (and None) that a row names, its own first."""
        return [row]

    def with_names(self, rows: list[Any]) -> list[Any]:
        """Return rows that call their records what they were called on the day shown, and say which name was found."""
        call_as_on(self.moment.day, [record for row in rows for record in self.named(row)])
        for one in self.filterset.active:
            if isinstance(one, TextSearch):
                tell_matches((self.named(row)[0] for row in rows), one.words(self.filterset.values[one.key]))
        return rows

    def every_record(self) -> Iterator[Any]:
        """Go through the whole filtered list, some at a time."""
        keys = self.in_order(self.found).iterator(chunk_size=CHUNK)
        while some := list(islice(keys, CHUNK)):
            yield from self.with_names(self.records(some))

    def get_table(self) -> Table:
        def rows() -> Iterator[list[Any]]:
            for record in self.every_record():
                yield [*cells(self.columns, record), self.request.build_absolute_uri(record.get_absolute_url())]

        return Table(self.section, [*(column.label for column in self.columns), _("Address")], rows())

    @cached_property
    def letters(self) -> ShownFacet | None:
        return self.filterset.shown(self.alphabet) if self.is_by_name else None

    @cached_property
    def count(self) -> int:
        # Every row stands under one letter: where the letters are counted, so are the rows.
        return self.letters.total if self.letters else self.tally.total(self.found)

    def is_hidden(self, one: Filter) -> bool:
        return super().is_hidden(one) and not (one is self.alphabet and self.is_by_name)

    @cached_property
    def pages(self) -> tuple[Pages, Any]:
        """Return the page asked for and, where there is none such, a message about it."""
        return Pages.of(self.request.GET.get("page", "").strip(), self.count, self.size)

    def get_errors(self) -> dict[str, Any]:
        """Return what was wrong with the query string, under the key at whose control it is said."""
        errors = super().get_errors()
        if "sort" in self.request.GET and self.request.GET["sort"] != self.sort:
            errors["sort"] = _("The list cannot be sorted that way; this is its usual order.")
        if "size" in self.request.GET and self.request.GET["size"] != str(self.size):
            errors["size"] = _("The list cannot have that many rows on a page.")
        return errors

    def get_messages(self) -> list[Any]:
        _pages, message = self.pages
        return [message, *super().get_messages()] if message else super().get_messages()

    def get_downloads(self) -> list[Link]:
        """Return the list as files: the whole of it, under the same filter."""
        if not self.columns:
            return []
        return [Link("CSV", self.url(reverse(f"{self.section}:list.csv"), size=[]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages, _message = self.pages
        keys = self.in_order(self.found)[pages.first_row : pages.first_row + pages.size] if self.count else []
        return super().get_context_data(
            rows=self.with_names(self.records(list(keys))),
            letters=self.letters,
            letter_links=[
                (option, self.url(letter=[] if option.selected else [option.value]))
                for option in (self.letters.options if self.letters else ())
            ],
            every_letter_url=self.url(letter=[]),
            pages=pages,
            page_links=[
                (number, self.url(page=[str(number)] if number > 1 else []) if number else "")
                for number in pages.numbers
            ],
            previous_url=self.url(page=[str(pages.number - 1)]) if pages.number > 1 else "",
            next_url=self.url(page=[str(pages.number + 1)]) if pages.number < pages.last else "",
            sorts=[Link(label, key, key == self.sort) for key, (label, _order) in self.get_sorts().items()],
            sizes=[Link(str(size), str(size), size == self.size) for size in settings.PAGE_SIZES],
            **kwargs,
        )


class Moved(Exception):
    """The record has another address now."""

    def __init__(self, record: models.Model) -> None:
        self.record = record


class RecordView(PreviewedRecord, SharedRecord, PageView):
    """A record by its slug: published for everyone; a draft for signed-in staff and by a link, marked as such.

    An address that a record used to have leads to the one it has now, for ever.
    """

    model: type[models.Model]
    record_name = "record"  # what templates call it

    def get_base(self) -> QuerySet:
        """Return all records of the kind, with what the page shows of each."""
        return self.model._default_manager.all()

    def lookup(self) -> dict[str, Any]:
        """Return the conditions by which the address names its record."""
        return {"slug": self.kwargs["slug"]}

    def find(self) -> models.Model:
        """Return the record for this reader.

        Raises:
            Http404: there is none that they may see.
            Moved: it has another address now.
        """
        where = self.lookup()
        record = self.get_base().published().filter(**where).first()
        if record is None and self.is_for_staff:
            record = self.get_base().filter(**where).first()
            self.is_preview = record is not None
        if record is None:
            former = self.former_record(where)
            if former is None:
                raise Http404
            raise Moved(former)
        return record

    def former_record(self, where: dict[str, Any]) -> models.Model | None:
        """Return the published record that had this address before, if any."""
        history = self.model.history.filter(**where).order_by("-history_date").values("id")[:1]
        return self.get_base().published().filter(pk__in=list(history.values_list("id", flat=True))).first()

    def beside(self, record: models.Model) -> Iterable[Any]:
        """Return the records (and None) that come with the page's own and are named along with it."""
        return ()

    @cached_property
    def record(self) -> models.Model:
        record = self.shown_as_published(self.find())
        call_as_on(self.moment.day, [record, *self.beside(record)])
        return record

    def get_title(self) -> Any:
        return str(self.record)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.record  # noqa: B018  (to find it is to know whether it has moved)
        except Moved as moved:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            match = request.resolver_match
            address = reverse(match.view_name, kwargs={**self.kwargs, **self.address_of(moved.record)})
            return HttpResponsePermanentRedirect(address + query)
        return super().get(request, *args, **kwargs)

    def address_of(self, record: models.Model) -> dict[str, str]:
        """Return the parts of a page's address that name the record."""
        return {"slug": record.slug}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"record": self.record, self.record_name: self.record}
        context = super().get_context_data(**shown, **self.get_for_staff(), **kwargs)
        if self.is_preview:  # what leads to the public address, where there is nothing yet
            context |= {"shared": None, "reference": None}
        return context
