from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.filters import Moment
from apps.core.translations import sort_column
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.sources.citations import Citations

from .export import ORGANIZATION_COLUMNS
from .filters import ORGANIZATION_FILTERS
from .models import Body, Organization, OrganizationLink
from .structure import tree_of

LATEST = 10  # so many events and documents stand on the page of a body


class OrganizationList(FilteredListView):
    template_name = "organizations/organization_list.html"
    title = _("Organisations")
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
        return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": count}


def is_absent(record: Organization | Body, moment: Moment) -> bool:
    """Say whether the record did not exist on the day that the page shows."""
    return bool(moment.day) and record.span.holds(moment.day, moment.today) is None


class OrganizationTab(RecordView):
    """A page of one organisation. The tabs of the apps above stand on it too."""

    model = Organization
    record_name = "organization"
    section = "organizations"
    tab = "overview"
    tab_title: Any = ""

    def get_base(self) -> QuerySet:
        return Organization.objects.select_related("seat__country", "parent")

    @property
    def organization(self) -> Organization:
        return self.record

    def get_title(self) -> Any:
        return self.tab_title or self.organization.short_name

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
        links = [link.seen_from(organization) for link in OrganizationLink.objects.published().touching(organization)]
        return super().get_context_data(
            citations=Citations(organization),
            links=links,
            **kwargs,
        )


class OrganizationStructure(OrganizationTab):
    template_name = "organizations/organization_structure.html"
    tab = "structure"
    tab_title = _("Structure")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bodies = Body.objects.filter(organization=self.organization).for_tree()
        shown = list(bodies.current_or_on(self.moment.day, self.moment.today))
        ended = [] if self.moment.day else [body for body in bodies if body.has_ended]
        return super().get_context_data(tree=tree_of(shown), count=len(shown), ended=ended, **kwargs)


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

    def lookup(self) -> dict[str, Any]:
        return {"organization__slug": self.kwargs["slug"], "slug": self.kwargs["body"]}

    def former_record(self, where: dict[str, Any]) -> Body | None:
        """The body may have moved, or its organisation, or both."""
        organizations = Organization.history.filter(slug=self.kwargs["slug"]).values("id")
        organization = get_object_or_404(Organization.objects.published(), pk__in=organizations)
        return super().former_record({"organization_id": organization.pk, "slug": self.kwargs["body"]})

    def address_of(self, record: Body) -> dict[str, str]:
        return {"slug": record.organization.slug, "body": record.slug}

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        family = list(Body.objects.filter(organization=self.organization).for_tree())
        by_key = {body.pk: body for body in family}
        above, key = [], self.record.parent_id
        while key in by_key:
            above.insert(0, by_key[key])
            key = by_key[key].parent_id
        # Rows of the apps above, by their reverse names.
        memberships = list(self.record.memberships.for_page(self.moment.day, self.moment.today).by_name())
        former = [] if self.moment.day else list(self.record.memberships.former(self.moment.today).by_name())
        posts = list(self.record.posts.for_page(self.moment.day, self.moment.today))
        tenures = [tenure for post in posts for tenure in post.shown_tenures]
        return super().get_context_data(
            citations=Citations([self.record, *memberships, *former, *tenures]),
            ancestors=above,
            children=[body for body in family if body.parent_id == self.record.pk and not is_absent(body, self.moment)],
            memberships=memberships,
            former=former,
            posts=posts,
            events=self.record.events.published().latest_first().for_rows()[:LATEST],
            documents=self.record.documents.published().latest_first()[:LATEST],
            **kwargs,
        )
