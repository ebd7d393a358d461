from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.figures import Figure
from apps.core.filters import Moment
from apps.core.linked_data import Node, brief
from apps.core.names import call_as_on, fetch_names, place_of
from apps.core.numbers import written
from apps.core.renditions import Table
from apps.core.spans import SpanModel
from apps.core.translations import sort_column
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.reference.declensions import Declensions
from apps.sources.citations import Citations

from .export import ORGANIZATION_COLUMNS
from .filters import ORGANIZATION_FILTERS
from .models import Body, Organization, OrganizationLink
from .organigram import organigram_of
from .sharing import body_data, facts_of_body, facts_of_organization, organization_data
from .structure import Structure, table_of

LATEST = 10  # so many events and documents stand on the page of a body


class OrganizationList(FilteredListView):
    template_name = "organizations/organization_list.html"
    title = _("Organisations")
    description = _(
        "International organisations: what each of them is, since when it exists, where it has its seat, who governs "
        "it and who belongs to it."
    )
    section = "organizations"
    filters = ORGANIZATION_FILTERS
    columns = ORGANIZATION_COLUMNS

    def get_base(self) -> QuerySet:
        base = Organization.objects.published().international()
        return base.on_or_possibly(self.moment.day) if self.moment.day else base

    def get_sorts(self) -> dict[str, Any]:
        name = sort_column()
        return {
            "name": (_("by name"), (name, "pk")),
            "start": (_("oldest first"), ("possible_from", "pk")),
            "-start": (_("newest first"), ("-possible_from", "-pk")),
        }

    def get_rows(self, keys: list[int]) -> QuerySet:
        return Organization.objects.filter(pk__in=keys).select_related("seat")

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": written(count)}


def with_abbreviation(record: Organization | Body) -> str:
    """Return a name with its abbreviation, if it has one: «Солтүстік Атлантикалық шарт ұйымы (НАТО)»."""
    return str(record) if record.short_name == str(record) else f"{record} ({record.short_name})"


def is_absent(record: SpanModel, moment: Moment) -> bool:
    """Say whether the record did not exist on the day that the page shows."""
    return bool(moment.day) and record.span.holds(moment.day, moment.today) is None


class OrganizationTab(RecordView):
    """A page of one organisation. The tabs of the apps above stand on it too."""

    model = Organization
    record_name = "organization"
    section = "organizations"
    tab = "overview"

    def get_base(self) -> QuerySet:
        return Organization.objects.select_related("seat__country", "parent")

    def beside(self, record: Organization) -> Iterable[Any]:
        return (record.parent, record.seat and record.seat.country)

    @property
    def organization(self) -> Organization:
        return self.record

    def get_title(self) -> Any:
        return self.tab_title or self.organization.short_name

    def get_full_title(self) -> str:
        organization = self.organization
        if self.tab_title:
            return f"{organization.short_name}: {self.tab_title}"
        names = dict.fromkeys([organization.short_name, str(organization)])
        return " – ".join(names)

    def get_cited_title(self) -> str:
        title = with_abbreviation(self.organization)
        return f"{title}. {self.tab_title}" if self.tab_title else title

    def get_facts(self) -> list[str]:
        return facts_of_organization(self.organization, self.moment)

    def get_data(self) -> Node:
        if self.tab_title:
            return brief("Organization", self.organization, self.absolute)
        return organization_data(self.organization, self.absolute)

    def get_crumbs(self) -> list[Crumb]:
        crumbs = [Crumb(_("Organisations"), reverse("organizations:list"))]
        if self.tab_title:
            crumbs.append(Crumb(self.organization.short_name, self.organization.get_absolute_url()))
        return crumbs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tab=self.tab, tab_title=self.tab_title, is_absent=is_absent(self.organization, self.moment), **kwargs
        )


class OrganizationDetail(OrganizationTab):
    template_name = "organizations/organization_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organization = self.organization
        fetch_names([organization])
        links = [link.seen_from(organization) for link in OrganizationLink.objects.published().touching(organization)]
        call_as_on(self.moment.day, [other for _label, other in links])
        last, following = organization.events.published().last_and_next(self.moment.effective)  # of an app above
        return super().get_context_data(
            citations=Citations([organization, *organization.names.all()]),
            declensions=Declensions(organization),
            links=links,
            last_event=last,
            next_event=following,
            **kwargs,
        )


class OrganizationStructure(OrganizationTab):
    template_name = "organizations/organization_structure.html"
    tab = "structure"
    tab_title = _("Structure")
    tab_description = _("%(name)s: its bodies, how they stand to each other, who sits in each and how it decides.")

    @cached_property
    def structure(self) -> Structure:
        return Structure(self.organization, self.moment)

    def get_figure(self) -> Figure:
        return organigram_of(self.structure)

    def get_table(self) -> Table:
        return table_of(self.structure)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(structure=self.structure, organigram=self.get_figure(), **kwargs)


class BodyPage(RecordView):
    """A page of one body. Those of the apps above are built on it too."""

    model = Body
    record_name = "body"
    section = "organizations"

    @cached_property
    def organization(self) -> Organization:
        return self.record.organization

    def get_base(self) -> QuerySet:
        return Body.objects.without_tree_fields().select_related("organization", "parent")

    def beside(self, record: Body) -> Iterable[Any]:
        return (record.organization, record.parent)

    def lookup(self) -> dict[str, Any]:
        return {"organization__slug": self.kwargs["slug"], "slug": self.kwargs["body"]}

    def former_record(self, where: dict[str, Any]) -> Body | None:
        """The body may have moved, or its organisation, or both."""
        organizations = Organization.history.filter(slug=self.kwargs["slug"]).values("id")
        organization = get_object_or_404(Organization.objects.published(), pk__in=organizations)
        return super().former_record({"organization_id": organization.pk, "slug": self.kwargs["body"]})

    def address_of(self, record: Body) -> dict[str, str]:
        return {"slug": record.organization.slug, "body": record.slug}

    def get_full_title(self) -> str:
        title = f"{self.record}: {self.tab_title}" if self.tab_title else f"{self.record}"
        return f"{title} – {self.organization.short_name}"

    def get_cited_title(self) -> str:
        parts = [self.organization.short_name, with_abbreviation(self.record), self.tab_title]
        return ". ".join(str(part) for part in parts if part)

    def get_kind(self) -> list[str]:
        return [self.organization.short_name, str(self.record.get_kind_display())]

    def get_facts(self) -> list[str]:
        return facts_of_body(self.record)

    def get_data(self) -> Node:
        if self.tab_title:
            return brief("Organization", self.record, self.absolute)
        return body_data(self.record, self.absolute)

    def get_crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Organisations"), reverse("organizations:list")),
            Crumb(self.organization.short_name, self.organization.get_absolute_url()),
            Crumb(_("Structure"), reverse("organizations:structure", args=[self.organization.slug])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            organization=self.organization, is_absent=is_absent(self.record, self.moment), **kwargs
        )


class BodyDetail(BodyPage):
    template_name = "organizations/body_detail.html"

    def get_base(self) -> QuerySet:
        return super().get_base().prefetch_related("names")

    def beside(self, record: Body) -> Iterable[Any]:
        return super().beside(record) if self.form else ()  # the page names them along with its rows

    def memberships(self) -> tuple[list[Any], list[Any]]:
        """Return who belongs to the body on the day and, where none is asked for, who did: of both in one query."""
        rows, moment = self.record.memberships, self.moment
        if moment.day:
            return list(rows.for_page(moment.day, moment.today).by_name()), []
        begun = list(rows.begun(moment.today).by_name())
        current = [row for row in begun if row.span.holds(None, moment.today)]
        return current, [row for row in begun if row not in current]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        family = list(Body.objects.filter(organization=self.organization).for_tree())
        by_key = {body.pk: body for body in family}
        above, key = [], self.record.parent_id
        while key in by_key:
            above.insert(0, by_key[key])
            key = by_key[key].parent_id
        # Rows of the apps above, by their reverse names.
        memberships, former = self.memberships()
        posts = list(self.record.posts.for_page(self.moment.day, self.moment.today))
        tenures = [tenure for post in posts for tenure in post.shown_tenures]
        members, holders = (row.member for row in memberships), (tenure.person for tenure in tenures)
        call_as_on(self.moment.day, [self.organization, *family, *members, *holders])
        memberships.sort(key=lambda row: place_of(row.member))
        last, following = self.record.events.published().last_and_next(self.moment.effective)
        return super().get_context_data(
            citations=Citations([self.record, *self.record.names.all(), *memberships, *former, *tenures]),
            declensions=Declensions(self.record),
            ancestors=above,
            children=[body for body in family if body.parent_id == self.record.pk and not is_absent(body, self.moment)],
            memberships=memberships,
            former=former,
            posts=posts,
            events=self.record.events.published().latest_first().for_rows()[:LATEST],
            last_event=last,
            next_event=following,
            documents=self.record.documents.published().latest_first()[:LATEST],
            **kwargs,
        )
