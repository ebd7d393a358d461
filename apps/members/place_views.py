"""The members of an organisation or of one body of it: table, map and steps on a day, and their files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.figures import Figure, StepChart, marked
from apps.core.names import call_as_on, place_of
from apps.core.renditions import Table
from apps.core.steps import Steps
from apps.core.translations import translation
from apps.core.views import Crumb
from apps.organizations.models import Body, Organization
from apps.organizations.views import BodyPage, OrganizationTab
from apps.reference.maps import View, WorldMap, views
from apps.reference.models import Country
from apps.reference.world import Shown
from apps.sources.citations import Citations

from .changes import changes_of
from .choices import PLURALS, MembershipStatus
from .map import areas_among, ground_of, map_of_members
from .models import Membership
from .querysets import MembershipQuerySet
from .timelines import number_over_time, table_of_levels


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one status."""

    status: MembershipStatus
    memberships: list[Membership]

    @property
    def title(self) -> Any:
        return PLURALS[self.status]


def by_status(memberships: Iterable[Membership]) -> list[Group]:
    rows = list(memberships)
    groups = [Group(status, [row for row in rows if row.status == status]) for status in MembershipStatus]
    return [group for group in groups if group.memberships]


def table_of_members(name: str, memberships: Iterable[Membership], citations: Citations) -> Table:
    """Return the members of a day as rows to download, with dates as machines read them (EDTF)."""
    return Table(
        name,
        [
            *(_("Member"), _("ISO code, 3 letters"), _("Status"), _("Since"), _("Until")),
            *(_("Ended on an unknown day"), _("Certain"), _("Note"), _("Number of sources")),
        ],
        (
            (
                row.member,
                row.country.iso3 if row.country_id else "",
                row.get_status_display(),
                marked(row.start),
                marked(row.end),
                _("yes") if row.end_unknown else "",
                _("possibly") if row.is_possible else _("yes"),
                translation(row, "note").text,
                len({citation.source_id for citation in citations.of_record(row)}),
            )
            for row in memberships
        ),
    )


class PlaceMembers:
    """What the pages of members of an organisation and of a body have in common. `place` is either."""

    template_name = "members/organization_members.html"
    tab_title = _("Members")
    tab_description = _("%(name)s: who belongs to it, as what and since when.")

    @property
    def place(self) -> Organization | Body:
        return self.record

    @property
    def memberships(self) -> MembershipQuerySet:
        raise NotImplementedError

    @cached_property
    def ever(self) -> list[Membership]:
        """Return all published memberships of the place, of any time."""
        rows = self.memberships.published().select_related("country", "member_organization")
        return list(rows.order_by("possible_from", "pk"))

    @cached_property
    def shown(self) -> list[Membership]:
        rows = list(self.memberships.for_page(self.moment.day, self.moment.today).by_name())
        call_as_on(self.moment.day, (row.member for row in rows))
        return sorted(rows, key=lambda row: place_of(row.member))

    @cached_property
    def ground(self) -> dict[int, Shown]:
        after = Country.objects.published().by_predecessor() if any(row.country_id for row in self.ever) else {}
        return ground_of(self.ever, after)

    @cached_property
    def views(self) -> list[View]:
        """Return the parts of the world to choose from. The first shows all who were ever members: it stays the same
        from one day to another."""
        return views(areas_among(self.ground), _("Where the members are"), self.request.GET.get("area", "").strip())

    @cached_property
    def map(self) -> WorldMap | None:
        if not areas_among(self.ground):
            return None
        view = next(view for view in self.views if view.is_shown)
        return map_of_members(self.place.short_name, self.shown, self.ground, view.box, self.moment)

    @cached_property
    def number(self) -> StepChart:
        return number_over_time(self.place, [row for row in self.ever if row.is_full], self.moment)

    def get_figure(self) -> Figure:
        if self.figure != "map":
            return self.number
        if self.map is None:
            raise Http404
        return self.map

    def get_table(self) -> Table:
        if self.figure == "number":
            return table_of_levels(f"{self.file_stem}-number-of-members", self.number.levels)
        return table_of_members(f"{self.file_stem}-members", self.shown, Citations(self.shown))

    @property
    def full_count(self) -> int:
        return sum(row.is_full and not row.is_possible for row in self.shown)

    def count_sentence(self) -> str:
        return ngettext("%(count)s member", "%(count)s members", self.full_count) % {"count": self.full_count}

    @property
    def file_stem(self) -> str:
        return self.place.slug

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        former = [] if self.moment.day else list(self.memberships.former(self.moment.today).by_name())
        stem = self.request.path.rstrip("/")
        return super().get_context_data(
            groups=by_status(self.shown),
            former=former,
            count=len(self.shown),
            full_count=self.full_count,
            count_sentence=self.count_sentence(),
            citations=Citations([*self.shown, *former]),
            map=self.map,
            views=self.views,
            steps=Steps(changes_of(self.ever), self.moment),
            number=self.number,
            files={
                "members_csv": f"{stem}.csv",
                "map_svg": f"{stem}/map.svg",
                "number_svg": f"{stem}/number.svg",
                "number_csv": f"{stem}/number.csv",
            },
            **kwargs,
        )


class OrganizationMembers(PlaceMembers, OrganizationTab):
    tab = "members"

    @property
    def memberships(self) -> MembershipQuerySet:
        return Membership.objects.of_organization(self.organization)


class BodyMembers(PlaceMembers, BodyPage):
    """The members of one body or programme."""

    template_name = "members/body_members.html"

    def find(self) -> Body:
        body = super().find()
        if not Membership.objects.published().filter(body=body).exists():
            raise Http404
        return body

    @property
    def memberships(self) -> MembershipQuerySet:
        return Membership.objects.filter(body=self.record)

    @property
    def file_stem(self) -> str:
        return f"{self.organization.slug}-{self.record.slug}"

    def count_sentence(self) -> str:
        """A programme may have partners and no members."""
        if self.full_count:
            return super().count_sentence()
        return ngettext("%(count)s entry", "%(count)s entries", len(self.shown)) % {"count": len(self.shown)}

    def get_title(self) -> Any:
        return self.tab_title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(tab_title=self.tab_title, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        return [
            *super().get_crumbs(),
            Crumb(self.record.short_name or str(self.record), self.record.get_absolute_url()),
        ]
