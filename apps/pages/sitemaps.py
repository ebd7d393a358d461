"""Every public address, in both languages, each naming the other."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.people.models import Person
from apps.reference.models import Country


class BilingualSitemap(Sitemap):
    i18n = True
    alternates = True
    x_default = False

    def __init__(self, queryset: QuerySet) -> None:
        self.queryset = queryset

    def items(self) -> QuerySet:
        return self.queryset.order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class PagesSitemap(Sitemap):
    i18n = True
    alternates = True

    def items(self) -> list[str]:
        sections = ("organizations", "members", "people", "events", "documents")
        return ["pages:home", *(f"{section}:list" for section in sections), "pages:about"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "pages": PagesSitemap,
    "organizations": BilingualSitemap(Organization.objects.published()),
    "bodies": BilingualSitemap(Body.objects.published().without_tree_fields().select_related("organization")),
    "members": BilingualSitemap(
        Country.objects.published().filter(pk__in=Membership.objects.published().values("country"))
    ),
    "people": BilingualSitemap(Person.objects.published()),
    "events": BilingualSitemap(Event.objects.published()),
    "documents": BilingualSitemap(Document.objects.published()),
}
