from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.figures import Figure
from apps.core.linked_data import Node
from apps.core.names import call_as_on, fetch_names
from apps.core.renditions import Table
from apps.core.translations import sort_column
from apps.core.views import Crumb, FilteredListView, RecordView
from apps.organizations.views import OrganizationTab
from apps.reference.declensions import Declensions
from apps.sources.citations import Citations

from .drawing import holders_over_time, table_of_holders
from .export import PERSON_COLUMNS
from .filters import PERSON_FILTERS
from .models import Person, Post, Tenure
from .sharing import facts_of_person, person_data
from .tenures import PostLine, lines_of


def tenures_with_places() -> QuerySet:
    return (
        Tenure.objects.published()
        .select_related("post__organization", "post__body__organization", "post__country")
        .latest_first()
    )


class PersonList(FilteredListView):
    template_name = "people/person_list.html"
    title = _("People")
    description = _(
        "People who lead and represent international organisations: their posts, and from when to when they held them."
    )
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

    def named(self, row: Person) -> list[Any]:
        places = ((tenure.post.organization, tenure.post.country) for tenure in row.shown_tenures)
        return [row, row.nationality, *(place for pair in places for place in pair)]

    def count_sentence(self, count: int) -> str:
        return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


class PersonDetail(RecordView):
    template_name = "people/person_detail.html"
    model = Person
    record_name = "person"
    section = "people"
    shared_kind = "profile"

    def get_base(self) -> QuerySet:
        return Person.objects.select_related("nationality")

    def beside(self, record: Person) -> Iterable[Any]:
        return (record.nationality,)

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("People"), reverse("people:list"))]

    @cached_property
    def tenures(self) -> list[Tenure]:
        return list(tenures_with_places().filter(person=self.record))

    def get_facts(self) -> list[str]:
        return facts_of_person(self.record, self.tenures, self.moment)

    def get_data(self) -> Node:
        return person_data(self.record, self.tenures, self.absolute, self.moment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fetch_names([self.record])
        return super().get_context_data(
            tenures=self.tenures,
            # Rows of an app above, by its reverse name.
            participations=self.record.participations.published()
            .select_related("event__city")
            .order_by("-event__possible_from", "-pk"),
            citations=Citations([self.record, *self.record.names.all(), *self.tenures]),
            declensions=Declensions(self.record),
            **kwargs,
        )


class OrganizationPeople(OrganizationTab):
    template_name = "people/organization_people.html"
    tab = "people"
    tab_title = _("People")
    tab_description = _("%(name)s: its posts, and who held each of them from when to when.")

    @cached_property
    def lines(self) -> list[PostLine]:
        posts = list(Post.objects.filter(organization=self.organization).for_page(self.moment.day, self.moment.today))
        holders = (tenure.person for post in posts for tenure in post.shown_tenures)
        call_as_on(self.moment.day, [*(post.body for post in posts), *holders])
        return lines_of(posts, self.moment)

    def get_figure(self) -> Figure:
        return holders_over_time(self.organization, self.lines, self.moment)

    def get_table(self) -> Table:
        return table_of_holders(f"{self.organization.slug}-posts", self.lines)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lines=self.lines,
            holders=self.get_figure(),
            citations=Citations([tenure for line in self.lines for tenure in line.post.shown_tenures]),
            **kwargs,
        )
