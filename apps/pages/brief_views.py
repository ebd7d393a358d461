from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from apps.core.dates import language_or_active
from apps.core.views import Crumb, Link, RecordView
from apps.events.views import EventDetail
from apps.members.views import MemberDetail
from apps.organizations.views import OrganizationTab

from .briefs import Brief, brief_of_event, brief_of_member, brief_of_organization
from .delegations import LABELS, ORDERS


class BriefView(RecordView):
    """The brief of a record. Beside it stands the view of the record's page, which knows how it is found."""

    template_name = "pages/brief.html"
    has_order = True  # it lists delegations, in an order of the reader's choice
    is_cited = False  # the page is what one cites

    @cached_property
    def order(self) -> str:
        asked = self.request.GET.get("order", "")
        return asked if asked in ORDERS else language_or_active(None)

    def get_brief(self) -> Brief:
        raise NotImplementedError

    def get_title(self) -> Any:
        return _("Brief")

    def get_full_title(self) -> str:
        return f"{self.get_name()}: {self.get_title()}"

    def get_facts(self) -> list[str]:
        """A brief is not found by search engines: its head says no more than it must."""
        return []

    def get_data(self) -> None:
        return None

    def get_crumbs(self) -> list[Crumb]:
        return [*super().get_crumbs(), Crumb(self.get_name(), self.get_page())]

    def get_name(self) -> str:
        return getattr(self.record, "short_name", "") or str(self.record)

    def get_page(self) -> str:
        """Return the address of the page that the brief is of."""
        return self.record.get_absolute_url()

    def get_orders(self) -> list[Link]:
        """Return the same brief in each order; the one that the page's language has anyway needs no key."""
        links = []
        for order in ORDERS:
            query = QueryDict(mutable=True)
            query.update({"on": self.moment.day.isoformat()} if self.moment.day else {})
            query.update({"order": order} if order != language_or_active(None) else {})
            address = f"{self.request.path}?{query.urlencode()}" if query else self.request.path
            links.append(Link(LABELS[order], address, order == self.order, language=order))
        return links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Not that of the record's page, which asks for all that stands there.
        address = self.request.build_absolute_uri(self.get_page())
        return RecordView.get_context_data(
            self,
            brief=self.get_brief(),
            name=self.get_name(),
            page_url=self.get_page(),
            address=f"{address}?on={self.moment.day.isoformat()}" if self.moment.day else address,
            orders=self.get_orders() if self.has_order else [],
            is_bad_order=self.has_order and self.request.GET.get("order", self.order) != self.order,
            **kwargs,
        )


class OrganizationBrief(BriefView, OrganizationTab):
    def get_brief(self) -> Brief:
        return brief_of_organization(self.record, self.moment, self.order)


class MemberBrief(BriefView, MemberDetail):
    has_order = False

    def get_brief(self) -> Brief:
        return brief_of_member(self.record, self.moment)

    def get_page(self) -> str:
        return reverse("members:detail", args=[self.record.slug])


class EventBrief(BriefView, EventDetail):
    def get_brief(self) -> Brief:
        return brief_of_event(self.record, self.moment, self.order)
