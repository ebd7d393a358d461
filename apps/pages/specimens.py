"""The parts of the design system, as the style page shows them: each with its classes, when to use it, and itself.

A class that `static/css/portal.css` lists in its head belongs to exactly one specimen; a test holds the two together.
`template` (of `templates/pages/style/`) draws it with the templates that readers get; what needs a whole page has the
name of the address where it is `seen_at`.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Specimen:
    classes: str
    use: Any
    template: str = ""
    seen_at: str = ""

    @property
    def names(self) -> list[str]:
        return self.classes.split()

    @property
    def path(self) -> str:
        return f"pages/style/_{self.template}.html"


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: Any
    specimens: tuple[Specimen, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "layout",
        pgettext_lazy("style page", "Layout"),
        (
            Specimen(
                "wrap masthead brand langs menu site-nav site-search page site-footer breadcrumb",
                _("The frame of every page, from base.html: see the top and the foot of this one."),
                seen_at="pages:home",
            ),
            Specimen(
                "page-head kicker lead badges",
                _("The head of a record: abbreviation, name, the other language’s name, state, one sentence."),
                "head",
            ),
            Specimen(
                "with-aside aside with-facets columns",
                _("Two columns on a desk, one on a phone: facts at the right, facets at the left, or two equal ones."),
                "columns",
            ),
            Specimen(
                "section prose", _("A part of a page with its heading; running text at a readable width."), "prose"
            ),
        ),
    ),
    Section(
        "lists",
        pgettext_lazy("style page", "Lists"),
        (
            Specimen("list-head searchbar", _("The title of a list and its search."), "search"),
            Specimen(
                "facets facets-toggle facet option more",
                _("Filters with counts; a value that would find nothing is disabled. On a phone behind a summary."),
                "facets",
            ),
            Specimen("count chips", _("How many were found, as a sentence; a chip for each active filter."), "chips"),
            Specimen(
                "toolbar dropdown views", _("Order, length, views and files of a list, above its rows."), "toolbar"
            ),
            Specimen(
                "letters letter",
                _("The alphabet of the page’s language, where a list stands by name."),
                "letters",
            ),
            Specimen(
                "rows row row-key row-body row-side meta compact by-date by-flag",
                _("Rows: by abbreviation, by date (.by-date), by flag (.by-flag); .compact stands closer."),
                "rows",
            ),
            Specimen(
                "by-category term-forms term-form form-status preferred allowed deprecated",
                _("Terms and their forms: how each is to be used stands in words behind it."),
                seen_at="terms:list",
            ),
            Specimen("empty", _("Nothing was found: which filter to drop, where else to look."), "empty"),
            Specimen("pager", _("From page to page."), "pager"),
            Specimen(
                "found alias answer answer-rows answer-sources alike",
                _("What a search finds: a fact that the query asks for, rows with the words marked, names much alike."),
                seen_at="search:results",
            ),
        ),
    ),
    Section(
        "facts",
        pgettext_lazy("style page", "Facts"),
        (
            Specimen("facts sourcemark", _("Facts of a record, each with the mark of its source."), "facts"),
            Specimen(
                "badge",
                _("A state in words; the sign repeats it in shape, so that colour never stands alone."),
                "badges",
            ),
            Specimen(
                "abbr other-lang possibly untranslated",
                _("An abbreviation; a name in the other language; what may or may not hold; what is not translated."),
                "marks",
            ),
            Specimen("flag flagged flag-list", _("A flag decorates a name and never replaces it."), "flags"),
            Specimen(
                "versions version version-who",
                _("Sources that disagree, beside the fact, in two columns."),
                "versions",
            ),
            Specimen(
                "table differing",
                _("The same in full: value, source, place, confidence, day of checking."),
                "differing",
            ),
            Specimen(
                "sources says confidence locator checked-on checked popover",
                _("The list of sources. A mark in this section opens what its source says, in a popover."),
                "sources",
            ),
            Specimen(
                "cite cite-day cite-text cite-copy cite-file",
                _("How to cite a page, at its foot."),
                seen_at="organizations:list",
            ),
            Specimen(
                "cases case-form", _("The Kazakh cases of a name, for writers, at the foot of its page."), "cases"
            ),
        ),
    ),
    Section(
        "figures",
        pgettext_lazy("style page", "Figures"),
        (
            Specimen(
                "figure drawing-frame legend swatch files",
                _("A drawing, its legend, the sentence that says it, its files. Each status has its pattern."),
                "figure",
            ),
            Specimen(
                "steps map-views",
                _("From one day of change to the next, by link, list or slider; the parts of a map of the world."),
                seen_at="organizations:list",
            ),
            Specimen(
                "is-wide is-scaled",
                _("A drawing of its own width, which scrolls inside its frame."),
                seen_at="organizations:list",
            ),
        ),
    ),
    Section(
        "shapes",
        pgettext_lazy("style page", "Shapes"),
        (
            Specimen("tabs", _("The pages of one record."), "tabs"),
            Specimen(
                "tree node",
                _("Bodies under each other; an ended one is pale."),
                "tree",
            ),
            Specimen(
                "office twist tree-tools",
                _("Who leads a body, and what the keyboard adds to the tree."),
                seen_at="organizations:list",
            ),
            Specimen(
                "stack even", _("A table; .stack turns rows into cards on a phone, .even gives equal columns."), "table"
            ),
            Specimen(
                "matrix-form axis matrix-frame matrix cell",
                _("Members by organisations; scrolls inside its frame."),
                seen_at="members:matrix",
            ),
            Specimen("tenures", _("Who held a post; a gap reads “vacant”."), "tenures"),
            Specimen(
                "calendar undated year small-month",
                _("A month: a table on a desk, days on a phone; a year of small months."),
                seen_at="events:list",
            ),
            Specimen("series-nav", _("Previous and next in a series."), "series"),
            Specimen("hero figures index box", _("The home page: what this is, numbers, an index."), "home"),
        ),
    ),
    Section(
        "comparison",
        pgettext_lazy("style page", "Comparison"),
        (
            Specimen(
                "verdict compare-forms compare-form compare-again worthwhile sides standing when note",
                _("Two things side by side."),
                seen_at="pages:compare",
            ),
        ),
    ),
    Section(
        "messages",
        pgettext_lazy("style page", "Messages"),
        (
            Specimen("onbar on-form", _("The page is as on a day; the form that chooses it."), "day"),
            Specimen(
                "notice warning draft-banner",
                _("A word to the reader; a word of warning; a preview for staff."),
                "notices",
            ),
            Specimen("staff-bar", _("What staff can do with the record of the page; readers get none."), "staff"),
        ),
    ),
    Section(
        "helpers",
        pgettext_lazy("style page", "Helpers"),
        (
            Specimen(
                "button quiet small icon",
                _("One plain button for what a form is for; quiet ones for the rest."),
                "buttons",
            ),
            Specimen("field", _("A field of a form, with its hint and its error."), "fields"),
            Specimen(
                "visually-hidden skip-link htmx-indicator apply nowrap scroll",
                _("For screen readers; the keyboard; while a list loads; without JavaScript; no break; wide tables."),
                seen_at="pages:home",
            ),
        ),
    ),
)
