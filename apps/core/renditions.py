"""A page in its other forms: its rows as a table to keep, its drawing as a file.

A page that has them is listed with `routes`, says what they hold (`PageView.get_table`, `PageView.get_figure`), and
answers at the same address with an ending: `…/members/` → `…/members.csv`. The query, the day and the language are
those of the page.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path

from .figures import Figure, Key, text_width, wrapped
from .previewing import KEY

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet takes a cell for a formula


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to download. `name` is that of the file, in ASCII and without its ending."""

    name: str
    headers: Sequence[Any]
    rows: Iterable[Sequence[Any]]


def routes(route: str, view: type, name: str, forms: Iterable[str] = (), **options: Any) -> list[URLPattern]:
    """Return the address of a page and those of its other forms.

    `routes("matrix/", views.Matrix, "matrix", ["csv"])` gives `matrix/`, named `matrix`, and `matrix.csv`, named
    `matrix.csv`. Forms that a view has by what it is (`sharing.SharedPage.shared_forms`) need not be listed. `options`
    go to the view.
    """
    stem = route.rstrip("/")
    forms = [*forms, *view.shared_forms()]
    return [
        path(route, view.as_view(**options), name=name),
        *(path(f"{stem}.{form}", view.as_view(form=form, **options), name=f"{name}.{form}") for form in forms),
    ]


def drawing(route: str, view: type, name: str, figure: str, forms: Iterable[str] = ("svg",)) -> list[URLPattern]:
    """Return the addresses of one drawing of a page that has several: `members/map.svg`, named `map.svg`."""
    return [path(f"{route}.{form}", view.as_view(form=form, figure=figure), name=f"{name}.{form}") for form in forms]


class _Line:
    """What csv writes to: hands the line back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    # A leading apostrophe tells every spreadsheet that this is text.
    return f"'{text}" if text.startswith(FORMULA) and not re.fullmatch(r"[+-]?\d+([.,]\d+)?", text) else text


def _lines(table: Table) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([_cell(header) for header in table.headers])  # Excel reads UTF-8 by this mark
    for row in table.rows:
        yield writer.writerow([_cell(value) for value in row])


def csv_response(table: Table) -> StreamingHttpResponse:
    """Stream a table row by row, in UTF-8 that spreadsheets recognise, safe from formulas."""
    response = StreamingHttpResponse(_lines(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response


@cache
def figure_styles() -> str:
    """Return the style sheet of the figures for a file of its own: light, and every variable by its value.

    (Drawing programs and word processors know no variables.)
    """
    with open(finders.find("css/figures.css"), encoding="utf-8") as file:
        css = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    css = css.partition("@media")[0]  # rules for screens and paper come last in it
    return re.sub(r"\s+", " ", re.sub(r"var\(--[\w-]+,\s*([^()]+(?:\([^()]*\))?)\)", r"\1", css)).strip()


MARGIN = 24
WIDER = 1.3  # so much wider is the face of a reader who has not ours


@dataclass(frozen=True, slots=True)
class Placed:
    text: str
    y: int
    x: int = MARGIN
    key: Key | None = None


class DrawingSheet:
    """The sheet on which a drawing stands as a file: its title and sentence above it, its legend and source below."""

    def __init__(self, figure: Figure) -> None:
        self.width = figure.file_width
        self.inner_width = self.width - 2 * MARGIN
        room = self.inner_width / WIDER
        titles = wrapped(str(figure.title), room, 22, most=3, bold=True)
        notes = wrapped(str(figure.summary), room, 14, most=8) if figure.summary else []
        self.title_lines = [Placed(line, 42 + 28 * at) for at, line in enumerate(titles)]
        below_title = 42 + 28 * (len(titles) - 1)
        self.summary_lines = [Placed(line, below_title + 26 + 20 * at) for at, line in enumerate(notes)]
        self.top = below_title + 26 + 20 * len(notes)
        self.keys = list(self._keys(figure, self.top + figure.height + MARGIN))
        self.source_y = (self.keys[-1].y if self.keys else self.top + figure.height) + 42
        self.height = self.source_y + 18

    def _keys(self, figure: Figure, y: int) -> Iterator[Placed]:
        x = MARGIN
        for key in figure.legend:
            text = str(key.label) if key.count is None else f"{key.label} {key.count}"
            width = round(text_width(text, 14) * WIDER) + 60
            if x > MARGIN and x + width > self.width - MARGIN:
                x, y = MARGIN, y + 24
            yield Placed(text, y, x, key)
            x += width


def svg_response(figure: Figure, request: HttpRequest, moment: Any) -> HttpResponse:
    """Return a drawing as a file that stands alone: with its title, its styles, its day and its address."""
    stem = request.path.rpartition(".")[0]
    if request.resolver_match.func.view_initkwargs.get("figure"):  # one drawing of a page that has several
        stem = stem.rpartition("/")[0]
    address = request.build_absolute_uri(f"{stem}/")
    query = request.GET.copy()
    if not moment.day:  # none was asked for, or one that cannot be read
        query.pop("on", None)
    query.pop(KEY, None)  # a link to a draft is for who was sent it
    if query:
        address += f"?{query.urlencode()}"
    context = {
        "figure": figure,
        "sheet": DrawingSheet(figure),
        "moment": moment,
        "address": address,
        "css": figure_styles(),
    }
    text = render_to_string("figures/file.svg", {**context, "css": figure_styles(), "in_file": True}, request)
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{figure.name}.svg"'
    return response
