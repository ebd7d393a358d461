"""What a reader asks to compare: the sides as they were named, the days, and what is wrong with them.

The vocabulary is that of all lists, each key with its usual meaning:

* `organization` twice: two organisations; `on` is the day, as everywhere.
* `member` twice: two members (countries or organisations that are members of one), on the day `on`.
* `organization` once and `then`: one organisation on two days. `on` stays what it is on every page, the day shown,
  and without it that is today; `then` is the other day, before it or after it. So "then and now" needs one key, and
  leaving the day (`on`) turns the comparison into one with today.

A side may be named by its address, by its name in either language, an abbreviation, another name or an ISO code.
"""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from apps.core.dates import language_or_active
from apps.core.filters import FIRST_DAY, LAST_DAY, BadValue, Moment, read_day, readable
from apps.core.names import names_of
from apps.core.text import sort_key
from apps.core.translations import other_language, sort_column, translation
from apps.core.views import Link
from apps.members.models import Membership
from apps.organizations.choices import OrganizationKind
from apps.organizations.models import Organization
from apps.reference.models import Country

ORGANIZATIONS, MEMBERS, DAYS = "organizations", "members", "days"
SUGGESTED = 5
ALIKE = 0.7  # from this likeness on (1 is the same) one name may be meant by another


KAZAKH_AS_RUSSIAN = str.maketrans("әғқңөұүһіё", "агкноуухие")


def folded(text: str) -> str:
    """Return a text as it is compared: without case, accents, signs, and the letters that only Kazakh has.

    (Those are missing on many keyboards: «Казахстан» means «Қазақстан» too, where nobody else is called that.)
    """
    letters = unicodedata.normalize("NFKC", text).casefold().translate(KAZAKH_AS_RUSSIAN)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", letters) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))


class Directory:
    """The records that a side can be, found by whatever they are called."""

    def __init__(self, records: Iterable[Country | Organization]) -> None:
        self.records = list(records)
        self.by_slug: dict[str, Country | Organization] = {}
        self.by_name: dict[str, list[Country | Organization]] = {}
        for record in self.records:
            self.by_slug.setdefault(record.slug, record)
            for name in {folded(name) for name in self._names(record)} - {""}:
                self.by_name.setdefault(name, []).append(record)

    @staticmethod
    def _names(record: Country | Organization) -> list[str]:
        codes = (getattr(record, field, None) or "" for field in ("iso2", "iso3"))
        return [record.slug, *codes, *(name.text for name in names_of(record))]

    def find(self, text: str) -> list[Country | Organization]:
        """Return whom a text means: one record if it is clear, several if it could be any of them, none if nobody."""
        if text in self.by_slug:
            return [self.by_slug[text]]
        name = folded(text)
        return self.by_name.get(name) or (self._beginning_with(name) if len(name) > 2 else [])

    def _beginning_with(self, start: str) -> list[Country | Organization]:
        return self._each_once(name for name in self.by_name if name.startswith(start))

    def near(self, text: str) -> list[Country | Organization]:
        """Return those whose name is written much like the text, or holds it as a word."""
        name = folded(text)
        within = [other for other in self.by_name if f" {name}" in other] if len(name) > 2 else []
        return self._each_once([*difflib.get_close_matches(name, self.by_name, SUGGESTED, ALIKE), *within])[:SUGGESTED]

    def _each_once(self, names: Iterable[str]) -> list[Country | Organization]:
        return list({id(record): record for name in names for record in self.by_name[name]}.values())


@dataclass
class Side:
    """One of the things compared: what was written, the record that it means, or what is wrong with it."""

    raw: str = ""
    record: Country | Organization | None = None
    error: Any = ""
    suggestions: list[Link] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.record.slug if self.record else ""

    @property
    def value(self) -> str:
        """What stands in a text field: the name of the record, or what the reader wrote."""
        return str(self.record) if self.record else self.raw


def address(key: str, slugs: Sequence[str], moment: Moment | None = None, then: dt.date | None = None) -> str:
    """Return where something is compared."""
    query = [(key, slug) for slug in slugs]
    query += [("then", then.isoformat())] if then else []
    query += [("on", moment.day.isoformat())] if moment and moment.day else []
    return f"{reverse('pages:compare')}?{urlencode(query)}"


class Asked:
    """A query string, understood. `kind` is which of the three comparisons is asked for; "" for none."""

    def __init__(self, data: QueryDict, moment: Moment) -> None:
        self.data, self.moment = data, moment
        self.messages: list[Any] = []
        organizations, members = self._values("organization"), self._values("member")
        self.kind = self._kind(organizations, members)
        self.key = "member" if self.kind == MEMBERS else "organization"
        self.then: dt.date | None = None
        self.then_raw = self.data.get("then", "").strip()[:20].replace("\0", "")
        self.then_error: Any = ""
        if self.kind == DAYS:
            self._read_then()
        wanted = 1 if self.kind == DAYS else 2
        values = (members if self.kind == MEMBERS else organizations)[:wanted]
        # A link may fill one side: it is no mistake that the other is not there yet.
        values += [""] if self.kind == DAYS and not values else []
        self.sides = [self._side(value) for value in values] + [Side()] * (wanted - len(values))
        self._refuse_the_same_twice()
        self._link_suggestions()

    def _values(self, key: str) -> list[str]:
        """Return what the sides were named. An empty one keeps its place: the reader left that control empty."""
        values = [value.strip() for value in self.data.getlist(key)[:20]]
        if len(values) > 2:
            values = [value for value in values if value]
        if len(values) > 2:
            self.messages.append(_("Only two can be compared at a time: these are the first two."))
        return values[:2]

    def _kind(self, organizations: list[str], members: list[str]) -> str:
        if any(organizations) and any(members):
            self.messages.append(_("Organisations are compared with organisations, members with members."))
        if any(organizations) or (not any(members) and (organizations or "then" in self.data)):
            if "then" in self.data and len([value for value in organizations if value]) < 2:
                return DAYS
            if "then" in self.data:
                self.messages.append(_("Two organisations are compared on one day: the other day is left out."))
            return ORGANIZATIONS
        return MEMBERS if members else ""

    def _read_then(self) -> None:
        try:
            if not self.then_raw:
                raise BadValue(_("Choose the other day."))
            then = read_day(self.then_raw)
            if not FIRST_DAY <= then <= LAST_DAY:
                raise BadValue(_("Choose a day between 1800 and 2100."))
            if then == self.moment.effective:
                raise BadValue(_("Both days are the same: choose another."))
            self.then = then
        except BadValue as error:
            self.then_error = error.args[0]

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The two days, the earlier first."""
        first, second = sorted([self.then, self.moment.effective])
        return first, second

    @cached_property
    def organizations(self) -> Directory:
        records = Organization.objects.published().select_related("seat__country").prefetch_related("names")
        return Directory(records.order_by(sort_column(), "pk"))

    @property
    def choices(self) -> list[Organization]:
        """The organisations to choose from, by what they are called for short: not the national institutions."""
        language = language_or_active(None)
        choices = [record for record in self.organizations.records if record.kind != OrganizationKind.NATIONAL]
        return sorted(choices, key=lambda record: sort_key(record.short_name, language))

    @cached_property
    def members(self) -> Directory:
        """Countries and organisations that are, or were, members of something."""
        held = Membership.objects.published()
        return Directory(
            [
                *Country.objects.published()
                .filter(pk__in=held.values("country"))
                .prefetch_related("names")
                .order_by(sort_column(), "pk"),
                *Organization.objects.published()
                .filter(pk__in=held.values("member_organization"))
                .prefetch_related("names")
                .order_by(sort_column(), "pk"),
            ]
        )

    @property
    def other_language(self) -> str:
        return other_language()

    @property
    def member_names(self) -> list[tuple[str, str]]:
        """The names to offer, each with the name in the other language."""
        other = other_language()
        return [
            (str(record), translation(record, "name", other, fallback=False).text) for record in self.members.records
        ]

    def _side(self, value: str) -> Side:
        wants_member = self.kind == MEMBERS
        if not value:
            return Side(error=_("Choose a member.") if wants_member else _("Choose an organisation."))
        try:
            value = readable(value)
        except BadValue as error:
            return Side(value[:100].replace("\0", ""), error=error.args[0])
        directory = self.members if wants_member else self.organizations
        found = directory.find(value)
        if len(found) > 1:
            return Side(value, error=_("Several have this name."), suggestions=found[:SUGGESTED])
        if not found:
            if wants_member and len(self.organizations.find(value)) == 1:
                error = _("This organisation is a member of no other: compare it with an organisation.")
                return Side(value, error=error)
            error = _("No member has this name.") if wants_member else _("No organisation has this name.")
            return Side(value, error=error, suggestions=directory.near(value))
        if not wants_member and found[0].kind == OrganizationKind.NATIONAL:
            return Side(value, error=_("This is a national institution, which has no members: compare it as a member."))
        return Side(value, found[0])

    def _refuse_the_same_twice(self) -> None:
        if len(self.sides) == 2 and self.sides[0].record and self.sides[0].record == self.sides[1].record:
            self.sides[1] = Side(error=_("The same stands on both sides: choose another."))

    def _link_suggestions(self) -> None:
        """Turn each suggestion into a link to this page with the record in that place."""
        for at, side in enumerate(self.sides):
            links = []
            for record in side.suggestions:
                slugs = [other.slug or other.raw for other in self.sides]
                slugs[at] = record.slug
                links.append(Link(str(record), address(self.key, slugs, self.moment, self.then)))
            side.suggestions = links

    @property
    def is_complete(self) -> bool:
        return bool(self.kind) and all(side.record for side in self.sides) and (self.kind != DAYS or bool(self.then))

    @property
    def errors(self) -> list[Link]:
        """Return what is wrong, each with a link to its control: the form may stand far down the page."""
        controls = {ORGANIZATIONS: "organization-{}", MEMBERS: "member-{}", DAYS: "organization-days"}
        found = [
            Link(side.error, f"#{controls[self.kind].format(at)}")
            for at, side in enumerate(self.sides, 1)
            if side.error
        ]
        return found + ([Link(self.then_error, "#then")] if self.then_error else [])

    @property
    def records(self) -> list[Any]:
        return [side.record for side in self.sides]

    def sides_of(self, kind: str) -> list[Side]:
        """Return the sides as a form of some kind shows them: filled if it was that form, or could be."""
        if kind == self.kind:
            return self.sides
        blank = [Side(), Side()]
        if {kind, self.kind} == {ORGANIZATIONS, DAYS} and self.sides[0].record:
            blank[0] = Side(record=self.sides[0].record)
        return blank[: 1 if kind == DAYS else 2]

    @property
    def organization_sides(self) -> list[Side]:
        return self.sides_of(ORGANIZATIONS)

    @property
    def member_sides(self) -> list[Side]:
        return self.sides_of(MEMBERS)

    @property
    def day_side(self) -> Side:
        return self.sides_of(DAYS)[0]
