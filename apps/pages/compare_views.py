from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from apps.core.citing import Reference
from apps.core.dates import PartialDate, spoken_day
from apps.core.figures import Figure
from apps.core.renditions import Table
from apps.core.views import Crumb, Link, PageView

from .compared_days import ComparedDays
from .compared_members import ComparedMembers
from .compared_organizations import ComparedOrganizations
from .comparison import Comparison
from .sides import DAYS, MEMBERS, Asked, address

# Comparisons worth a look: which key, which records, which other day. Shown where the records are published.
WORTHWHILE = (
    ("organization", ("nato", "csto"), ""),
    ("organization", ("ots", "cis"), ""),
    ("organization", ("sco", "cica"), ""),
    ("member", ("kazakhstan", "uzbekistan"), ""),
    ("organization", ("nato",), "1990-01-01"),
    ("organization", ("un",), "1945-10-24"),
)


class Compare(PageView):
    """Two organisations, two members, or one organisation on two days; without a question, how to ask one."""

    template_name = "pages/compare.html"
    description = _(
        "Two organisations, two members, or one organisation on two days: what both share, and what changed in between."
    )
    section = "compare"
    own_keys = ("organization", "member", "then")
    is_cited = True

    @property
    def is_of_one_day(self) -> bool:
        """A comparison of two days says both of them itself."""
        return not (self.comparison and self.asked.kind == DAYS)

    def address_with(self, path: str, **query: str) -> str:
        return super().address_with(path, **(query if self.is_of_one_day else {**query, **self.day_query}))

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.request.GET, self.moment)

    @cached_property
    def comparison(self) -> Comparison | None:
        """What is compared; None while the question is not complete."""
        asked = self.asked
        if not asked.is_complete:
            return None
        if asked.kind == DAYS:
            return ComparedDays(asked.records[0], asked.days, self.moment)
        return (ComparedMembers if asked.kind == MEMBERS else ComparedOrganizations)(asked.records, self.moment)

    def found(self) -> Comparison:
        """Return the comparison for a file.

        Raises:
            Http404: the address names none.
        """
        if self.comparison is None:
            raise Http404
        return self.comparison

    def get_title(self) -> Any:
        return self.comparison.title if self.comparison else _("Compare")

    def get_description(self) -> Any:
        return self.comparison.sentence if self.comparison else self.description

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Compare"), reverse("pages:compare"))] if self.comparison else []

    def get_reference(self) -> Reference | None:
        """Only a comparison is cited; the question how to ask for one is not."""
        if self.form:
            self.found()
        return super().get_reference() if self.comparison else None

    def get_table(self) -> Table:
        return self.found().table

    def get_figure(self) -> Figure:
        if self.found().figure.is_empty:
            raise Http404
        return self.comparison.figure

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, comparison = self.asked, self.comparison
        return super().get_context_data(
            asked=asked,
            comparison=comparison,
            worthwhile=[] if comparison else list(self.worthwhile()),
            swap_url="" if asked.kind == DAYS or not comparison else self.swapped(),
            common_day=comparison.common_day() if comparison else None,
            **kwargs,
        )

    def swapped(self) -> str:
        return address(self.asked.key, [side.slug for side in reversed(self.asked.sides)], self.moment)

    def worthwhile(self) -> Iterator[Link]:
        """Offer comparisons of what is there."""
        for key, slugs, then in WORTHWHILE:
            known = (self.asked.members if key == "member" else self.asked.organizations).by_slug
            records = [known[slug] for slug in slugs if slug in known]
            if len(records) < len(slugs):
                continue
            names = [getattr(record, "short_name", str(record)) for record in records]
            if then:
                day = PartialDate.parse(then).earliest
                words = {"name": names[0], "day": spoken_day(day)}
                yield Link(_("%(name)s: %(day)s and today") % words, address(key, slugs, then=day))
            else:
                words = {"first": names[0], "second": names[1]}
                yield Link(_("%(first)s and %(second)s") % words, address(key, slugs))
