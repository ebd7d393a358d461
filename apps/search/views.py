from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from apps.core.dates import language_or_active
from apps.core.filters import BadValue, Chip, Option, ShownFacet, readable
from apps.core.translations import other_language
from apps.core.views import Pages, PageView

from .analysis import asked, words
from .answers import Answer, answer
from .finder import Results, begun
from .resembling import resembling, with_a_word_less
from .showing import (
    OF_A_KIND,
    OF_A_KIND_IN_PART,
    Group,
    Result,
    grouped,
    public_kinds,
    read_as_kazakh,
    shown,
    suggestions,
)

SUGGESTED = 10
ON_A_PAGE = 20


def read_query(raw: str) -> tuple[str, Any]:
    """Return the words to look for, and what was wrong with them."""
    try:
        query = readable(raw)
    except BadValue as error:
        return "", error.args[0]
    return query, ""


class Search(PageView):
    """Everything that some words find: of all kinds, grouped; or of those chosen, in one list from page to page."""

    template_name = "search/results.html"
    title = _("Search")
    description = _("Search in organisations, bodies, countries, people, events and documents, in Kazakh and English.")
    section = "search"
    own_keys = ("q", "kind")

    @cached_property
    def read(self) -> tuple[str, Any]:
        """The query, and what is wrong with it; it may hold letters and still nothing to look for."""
        query, error = read_query(self.request.GET.get("q", ""))
        if query and not asked(query):
            return query, _("There are no letters or digits here to search for.")
        if query and not words(query):
            return query, _("These words stand in nearly every text: add another one.")
        return query, error

    @property
    def query(self) -> str:
        return self.read[0]

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds chosen, in their own order; what is no kind is left out."""
        chosen = self.request.GET.getlist("kind")
        return [one.kind for one in public_kinds() if one.kind in chosen]

    @cached_property
    def results(self) -> Results:
        return Results("" if self.read[1] else self.query, self.kinds)

    def get_full_title(self) -> Any:
        return gettext("Search: %(query)s") % {"query": self.query} if self.query else self.title

    def url(self, **changes: Sequence[str]) -> str:
        """Return the address of this page with some keys changed. A change begins at the first page."""
        query = {"q": [self.query], "kind": self.kinds, **changes}
        return f"{self.request.path}?{urlencode([(key, one) for key, values in query.items() for one in values])}"

    @cached_property
    def pages(self) -> tuple[Pages, Any]:
        raw = self.request.GET.get("page", "").strip() if self.kinds else ""
        return Pages.of(raw, self.results.total, ON_A_PAGE)

    @cached_property
    def found(self) -> list[Result]:
        """What the page shows: a page of the kinds chosen, or else the best of each kind."""
        if not self.results.total:
            return []
        language = language_or_active(None)
        if self.kinds:
            pages, _message = self.pages
            return shown(self.results.hits(language, pages.first_row, pages.size))
        return shown(self.results.best_of_kinds(language, OF_A_KIND, OF_A_KIND_IN_PART))

    def get_facet(self) -> ShownFacet:
        """Return the kinds, each with its count as if none were chosen."""
        counts = self.results.counts
        options = [
            Option(one.kind, str(one.label), counts.get(one.kind, 0), one.kind in self.kinds) for one in public_kinds()
        ]
        unknown = [kind for kind in self.request.GET.getlist("kind") if kind not in {one.value for one in options}]
        return ShownFacet("kind", _("Kind"), options, _("There is no such value here.") if unknown else "")

    def get_chips(self) -> list[Chip]:
        labels = {one.kind: str(one.label) for one in public_kinds()}
        return [
            Chip("kind", gettext("Kind"), labels[kind], self.url(kind=[other for other in self.kinds if other != kind]))
            for kind in self.kinds
        ]

    def get_groups(self, counts: dict[str, int], *, only_some: bool) -> list[Group]:
        """Return the results that hold all the words, or only some, under their kinds."""
        groups = grouped(one for one in self.found if one.hit.only_some is only_some)
        for group in groups:
            group.count = counts.get(group.kind.kind, 0)
            group.url = self.url(kind=[group.kind.kind])
        return groups

    def count_sentence(self) -> str:
        total, every = self.results.total, self.results.strict_total
        if total == every:
            return ngettext("%(n)s result", "%(n)s results", total) % {"n": total}
        if not every:
            return ngettext(
                "%(n)s result with only some of the words", "%(n)s results with only some of the words", total
            ) % {"n": total}
        return ngettext(
            "%(n)s result, of which %(every)s with all the words",
            "%(n)s results, of which %(every)s with all the words",
            total,
        ) % {"n": total, "every": every}

    def get_answer(self) -> Answer | None:
        """Return the fact that the query asks for; a reader who filters or turns pages has seen it."""
        if self.kinds or not self.query or self.read[1]:
            return None
        return answer(self.query, self.moment.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, error = self.read
        results, (pages, message) = self.results, self.pages
        is_asked = bool(query) and not error
        total = results.total if is_asked else 0
        is_empty = is_asked and not total
        strict, counts = results.strict, results.counts
        rest = {kind: n - strict.get(kind, 0) for kind, n in counts.items()}
        return super().get_context_data(
            heading=self.get_full_title(),  # on paper there is no box that holds the query
            query=query,
            error=error,
            is_asked=is_asked,
            count=total,
            count_sentence=self.count_sentence() if is_asked else "",
            answer=self.get_answer(),
            understood=results.text if is_asked and results.text != query else "",
            read_as_kazakh=read_as_kazakh(results.text, self.found) if total else False,
            facet=self.get_facet() if is_asked else None,
            chips=self.get_chips(),
            clear_url=self.url(kind=[]),
            rows=[one for one in self.found if not one.hit.only_some] if self.kinds else [],
            rest_rows=[one for one in self.found if one.hit.only_some] if self.kinds else [],
            groups=[] if self.kinds else self.get_groups(strict, only_some=False),
            rest=[] if self.kinds else self.get_groups(rest, only_some=True),
            less=self.get_less() if is_asked and not results.strict_total else [],
            alike=shown(resembling(query, language_or_active(None))) if is_empty and not results.counts else [],
            elsewhere=[
                (one.label, f"{reverse(one.list_view)}?{urlencode({'q': query})}" if query else reverse(one.list_view))
                for one in public_kinds()
                if one.list_view
            ],
            other_language=other_language(),
            other_language_url=translate_url(self.url(), other_language()),
            message=message,
            pages=pages,
            page_links=[
                (number, self.url(page=[str(number)] if number > 1 else []) if number else "")
                for number in pages.numbers
            ],
            previous_url=self.url(page=[str(pages.number - 1)]) if pages.number > 1 else "",
            next_url=self.url(page=[str(pages.number + 1)]) if pages.number < pages.last else "",
            **kwargs,
        )

    def get_less(self) -> list[tuple[str, str]]:
        """Return the words that stand in the way, each with the address of the search without it."""
        return [(word, self.url(q=[rest], kind=[])) for word, rest in with_a_word_less(self.results.text)]


class Suggestions(TemplateView):
    """What stands in the list beneath a search box while a reader types: a piece of HTML."""

    template_name = "search/_suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query, error = read_query(self.request.GET.get("q", ""))
        found = suggestions(begun(query, language_or_active(None), SUGGESTED))
        return super().get_context_data(query=query, error=error, groups=grouped(found), count=len(found), **kwargs)
