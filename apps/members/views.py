from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.figures import Figure
from apps.core.filters import Tally
from apps.core.letters import Letters
from apps.core.linked_data import Node
from apps.core.names import call_as_on, fetch_names
from apps.core.numbers import written
from apps.core.renditions import Table
from apps.core.text import alphabetical
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.organizations.models import Organization
from apps.organizations.views import is_absent
from apps.reference.declensions import Declensions
from apps.reference.models import Country
from apps.reference.sharing import country_data
from apps.sources.citations import Citations

from .export import MEMBER_COLUMNS
from .filters import MEMBER_FILTERS
from .models import Membership
from .sharing import facts_of_member, organization_as_member
from .timelines import memberships_over_time, table_of_memberships

# One number for each member: countries count upwards from nought, organisations downwards.
MEMBER_KEY = Coalesce(F("country_id"), 0 - F("member_organization_id"))
MEMBERS = Tally(MEMBER_KEY)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member in the list: a country or an organisation, and in how many organisations it is."""

    member: Country | Organization
    organizations: int

    @property
    def is_country(self) -> bool:
        return isinstance(self.member, Country)

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.member.slug])


class MemberList(FilteredListView):
    """Everyone who belongs to something. The rows that are filtered and counted are the memberships."""

    template_name = "members/member_list.html"
    title = _("Members")
    description = _(
        "Countries and organisations that belong to international organisations: to which, as what and since when."
    )
    section = "members"
    filters = MEMBER_FILTERS
    alphabet = Letters("letter", _("First letter"), prefixes=("country__", "member_organization__"))
    columns = MEMBER_COLUMNS
    tally = MEMBERS

    def get_base(self) -> QuerySet:
        return Membership.objects.published().current_or_on(self.moment.day, self.moment.today)

    def get_sorts(self) -> dict[str, Any]:
        return {
            "name": (_("by name"), ("name", "member")),
            "-count": (_("most organisations first"), ("-organizations", "name", "member")),
        }

    def in_order(self, queryset: QuerySet) -> QuerySet:
        """Group the memberships by member."""
        return (
            queryset.order_by()
            .annotate(member=MEMBER_KEY)
            .values("member")
            .annotate(organizations=Count("organization", distinct=True), name=Min(self.alphabet.expression()))
            .order_by(*self.get_sorts()[self.sort][1])
        )

    def records(self, keys: list[dict[str, Any]]) -> list[MemberRow]:
        countries = Country.objects.in_bulk([row["member"] for row in keys if row["member"] > 0])
        organizations = Organization.objects.in_bulk([-row["member"] for row in keys if row["member"] < 0])
        found: dict[int, Country | Organization] = {
            **countries,
            **{-key: organization for key, organization in organizations.items()},
        }
        return [MemberRow(found[row["member"]], row["organizations"]) for row in keys]

    def named(self, row: MemberRow) -> list[Country | Organization]:
        return [row.member]

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s member", "%(count)s members", count) % {"count": written(count)}


class MemberDetail(RecordView):
    """A country's page, or an organisation's as a member: all its memberships over time."""

    template_name = "members/member_detail.html"
    model = Country
    record_name = "member"
    section = "members"

    def find(self) -> Country | Organization:
        try:
            return super().find()
        except Http404:
            organization = Organization.objects.published().filter(slug=self.kwargs["slug"]).first()
            if organization is None or not organization.memberships_held.published().exists():
                raise
            return organization

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Members"), reverse("members:list"))]

    @cached_property
    def memberships(self) -> list[Membership]:
        rows = list(
            Membership.objects.published()
            .of_member(self.record)
            .select_related("organization", "body__organization", "country", "member_organization")
            .prefetch_related("topics")
            .order_by("possible_from", "pk")
        )
        call_as_on(self.moment.day, [one for row in rows for one in (row.member, row.organization, row.body)])
        return rows

    @property
    def is_country(self) -> bool:
        return isinstance(self.record, Country)

    def get_kind(self) -> list[str]:
        if not self.is_country:
            return super().get_kind()
        region = self.record.get_region_display()
        return [str(_("Country")), str(region)] if region else [str(_("Country"))]

    def get_facts(self) -> list[str]:
        return facts_of_member(self.memberships, self.moment)

    def get_data(self) -> Node:
        if self.is_country:
            return country_data(self.record, self.absolute)
        return organization_as_member(self.record, self.memberships, self.absolute, self.moment)

    def get_figure(self) -> Figure:
        return memberships_over_time(self.record, self.memberships, self.moment)

    def get_table(self) -> Table:
        return table_of_memberships(f"{self.record.slug}-memberships", self.memberships)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        member, memberships = self.record, self.memberships
        fetch_names([member])
        day, today = self.moment.day, self.moment.today
        current = []
        for membership in memberships:
            if (certain := membership.span.holds(day, today)) is not None:
                membership.is_possible = not certain
                current.append(membership)
        before = list(member.predecessors.published()) if self.is_country else []
        after = list(member.successors.published()) if self.is_country else []
        call_as_on(day, [*before, *after])
        for some in (before, after):
            some.sort(key=lambda country: alphabetical(str(country)))
        return super().get_context_data(
            is_country=self.is_country,
            timeline=self.get_figure(),
            is_absent=is_absent(member, self.moment),
            current=current,
            former=[] if day else [m for m in memberships if m not in current],
            citations=Citations([member, *member.names.all(), *memberships]),
            declensions=Declensions(member),
            predecessors=before,
            successors=after,
            **kwargs,
        )
