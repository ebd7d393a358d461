"""Made-up records for the style page. None is ever saved: they only fill the templates that readers get."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from apps.core.dates import PartialDate, language_or_active
from apps.core.figures import Figure
from apps.core.filters import Chip, Moment, Option, ShownFacet
from apps.core.letters import ALPHABETS
from apps.core.views import Link, Pages
from apps.documents.models import Document
from apps.events.choices import EventKind
from apps.members.choices import MembershipStatus
from apps.members.models import Membership
from apps.members.timelines import memberships_over_time, number_over_time
from apps.members.views import MemberRow
from apps.organizations.models import Body, Organization
from apps.organizations.structure import Node
from apps.people.models import Person, Post, Tenure
from apps.people.tenures import line_with_gaps
from apps.reference.declensions import Declensions
from apps.reference.models import Country
from apps.sources.citations import Citations
from apps.sources.conflicts import find_conflicts
from apps.sources.models import Citation, Source


def _date(text: str) -> PartialDate:
    return PartialDate.parse(text)


@dataclass
class Samples:
    """What the specimens show. `moment` is that of the page."""

    moment: Moment

    @cached_property
    def organization(self) -> Organization:
        return Organization(
            pk=1, slug="sample", name_kk="Үлгі ұйымы", name_en="Sample Organisation", abbreviation_kk="ҮҰ",
            abbreviation_en="SO", kind="political", start=_date("1992-03-02"), publication="published",
        )  # fmt: skip

    @cached_property
    def ended(self) -> Organization:
        return Organization(
            pk=2, slug="former", name_kk="Бұрынғы ұйым", name_en="Former Organisation", abbreviation_kk="БҰ",
            abbreviation_en="FO", kind="economic", start=_date("2000"), end=_date("2015"), publication="published",
        )  # fmt: skip

    @cached_property
    def country(self) -> Country:
        return Country(
            pk=1, slug="kazakhstan", name_kk="Қазақстан", name_en="Kazakhstan", flag="kz", region="central_asia",
            publication="published",
        )  # fmt: skip

    @property
    def member_rows(self) -> list[MemberRow]:
        return [MemberRow(self.country, 15), MemberRow(self.organization, 1)]

    @property
    def organization_rows(self) -> list[Organization]:
        return [self.organization, self.ended]

    @property
    def documents(self) -> list[Document]:
        return [
            Document(
                pk=1, slug="sample-treaty", name_kk="Үлгі шарты", name_en="Sample Treaty", kind="treaty",
                signed=_date("1949-04-04"), in_force=_date("1949-08-24"),
            ),
            Document(pk=2, slug="half", name_kk="Қазақша ғана", name_en="", kind="plan", signed=_date("2004-10~")),
        ]  # fmt: skip

    @property
    def tree(self) -> list[Node]:
        def body(pk: int, kk: str, en: str, kind: str, **more: Any) -> Body:
            return Body(
                pk=pk, slug=f"body-{pk}", name_kk=kk, name_en=en, kind=kind, organization=self.organization,
                start=_date("1992"), **more,
            )  # fmt: skip

        below = [
            Node(body(2, "Хатшылық", "Secretariat", "secretariat")),
            Node(body(3, "Жоспарлау комитеті", "Planning Committee", "committee", end=_date("2010-06"))),
        ]
        return [Node(body(1, "Кеңес", "Council", "council"), below)]

    @cached_property
    def memberships(self) -> list[Membership]:
        """One of each status, each beginning a little later: the patterns of all of them."""
        rows = []
        for number, status in enumerate(MembershipStatus):
            end = _date(f"{2012 + number}") if number % 3 == 2 else None
            rows.append(
                Membership(
                    pk=number + 1,
                    organization=self.organization,
                    country=self.country,
                    status=status,
                    start=_date(f"{1992 + 3 * number}"),
                    end=end,
                )
            )
        return rows

    @property
    def timeline(self) -> Figure:
        return memberships_over_time(self.country, self.memberships, self.moment)

    @property
    def steps(self) -> Figure:
        return number_over_time(self.organization, self.memberships, self.moment)

    @property
    def tenures(self) -> list[Any]:
        post = Post(pk=1, slug="head", name_kk="Бас хатшы", name_en="Secretary General", organization=self.organization)
        first = Person(pk=1, slug="first", name_kk="Айгүл Үлгіева", name_en="Aigul Ulgiyeva", nationality=self.country)
        second = Person(pk=2, slug="second", name_kk="Ержан Мысалов", name_en="Erzhan Mysalov")
        return line_with_gaps(
            [
                Tenure(pk=2, post=post, person=first, start=_date("2015-01-05")),
                Tenure(pk=1, post=post, person=second, start=_date("2004-10"), end=_date("2012-06-30"), acting=True),
            ]
        )

    @cached_property
    def citations(self) -> Citations:
        """Two sources that agree about a day, and one that does not."""
        treaty = Source(
            pk=1, title_kk="Құрылтай шарты", title_en="Founding treaty", kind="treaty", language="en",
            url="https://www.example.org/", archive_url="https://archive.example.org/", published=_date("1992-03-02"),
        )  # fmt: skip
        article = Source(
            pk=2, title_kk="Энциклопедия мақаласы", title_en="Article", kind="encyclopaedia", language="kk"
        )
        said = [
            Citation(pk=1, source=treaty, field="start", locator="1", quote="Done on 2 March 1992.",
                     verified_on=dt.date(2026, 11, 20)),
            Citation(pk=2, source=article, field="start", confidence="low", contradicts=True, stated_value="1992-06",
                     quote="Ұйым 1992 жылғы маусымда құрылды"),
        ]  # fmt: skip
        citations = Citations(self.organization)
        content_type, pk = citations._key(self.organization)
        for number, citation in enumerate(said, start=1):
            citation.content_type_id, citation.object_id = content_type, pk
            citation.number, citation.said_by = number, citation.pk
        find_conflicts(said, self.organization)
        citations.all = said
        return citations

    @property
    def declensions(self) -> Declensions:
        declensions = Declensions(self.organization)
        declensions.corrected = {}  # a sample has no rows
        return declensions

    @property
    def facet(self) -> ShownFacet:
        options = [
            Option(kind.value, str(kind.label), count, place == 0)
            for place, (kind, count) in enumerate(
                [(EventKind.SUMMIT, 12), (EventKind.VISIT, 3), (EventKind.EXERCISE, 0)]
            )
        ]
        return ShownFacet("kind", _("Kind"), options)

    @property
    def chips(self) -> list[Chip]:
        return [Chip("kind", _("Kind"), str(EventKind.SUMMIT.label), "?"), Chip("q", _("Search"), "1949", "?")]

    @property
    def letters(self) -> ShownFacet:
        letters = ALPHABETS[language_or_active(None)]
        options = [Option(letter, letter.upper(), (place * 7) % 4, place == 4) for place, letter in enumerate(letters)]
        return ShownFacet("letter", _("First letter"), options)

    @property
    def listing(self) -> dict[str, Any]:
        """What the parts of a list need that stand around its rows."""
        pages = Pages(4, 20, 20, 400)
        return {
            "chips": self.chips,
            "clear_url": "?",
            "letters": self.letters,
            "letter_links": [(option, "?") for option in self.letters.options],
            "every_letter_url": "?",
            "sorts": [Link(_("by name"), "name", True), Link(_("latest first"), "-start")],
            "sizes": [Link("20", "20", True), Link("50", "50")],
            "downloads": [Link("CSV", "?")],
            "pages": pages,
            "page_links": [(number, "?") for number in pages.numbers],
            "previous_url": "?",
            "next_url": "?",
            "drop": self.chips[:1],
            "drop_url": "?",
            "query": SimpleNamespace(q="1949"),
            "elsewhere": [(_("People"), "?"), (_("Documents"), "?")],
        }
