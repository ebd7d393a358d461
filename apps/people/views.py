from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.translations import sort_column
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.organizations.views import OrganizationTab
from apps.sources.citations import Citations

from .drawing import holders_over_time, table_of_holders
from .export import PERSON_COLUMNS
from .filters import PERSON_FILTERS
from .models import Person, Post, Tenure
from .tenures import lines_of


def tenures_with_places() -> QuerySet:
    return (
        Tenure.objects.published()
        .select_related("post__organization", "post__body__organization", "post__country")
        .latest_first()
    )


class PersonList(FilteredListView):
    template_name = "people/person_list.html"
    title = _("People")
    section = "people"
    filters = PERSON_FILTERS
    columns = PERSON_COLUMNS

    def get_base(self) -> QuerySet:
        people = Person.objects.published()
        if not self.moment.day:
            return people
        return people.filter(pk__in=Tenure.objects.published().on_or_possibly(self.moment.day).values("person"))

    def get_sorts(self) -> dict[str, Any]:
        name = sort_column()
        return {"name": (_("by name"), (name, "pk")), "-name": (_("by name, from the end"), (f"-{name}", "-pk"))}

    def get_rows(self, keys: list[int]) -> QuerySet:
        return (
            Person.objects.filter(pk__in=keys)
            .select_related("nationality")
            .prefetch_related(Prefetch("tenures", queryset=tenures_with_places(), to_attr="shown_tenures"))
        )

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


class PersonDetail(RecordView):
    template_name = "people/person_detail.html"
    model = Person
    record_name = "person"
    section = "people"

    def get_base(self) -> QuerySet:
        return Person.objects.select_related("nationality")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("People"), reverse("people:list"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tenures = list(tenures_with_places().filter(person=self.record))
        return super().get_context_data(
            tenures=tenures,
            # Rows of an app above, by its reverse name.
            participations=self.record.participations.published()
            .select_related("event__city")
            .order_by("-event__possible_from", "-pk"),
            citations=Citations([self.record, *tenures]),
            **kwargs,
        )


class OrganizationPeople(OrganizationTab):
    template_name = "people/organization_people.html"
    tab = "people"
    tab_title = _("People")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posts = list(Post.objects.filter(organization=self.organization).for_page(self.moment.day, self.moment.today))
        return super().get_context_data(
            lines=lines_of(posts, self.moment),
            citations=Citations([tenure for post in posts for tenure in post.shown_tenures]),
            **kwargs,
        )
