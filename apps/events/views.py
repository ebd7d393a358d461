from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core.figures import Figure
from apps.core.linked_data import Node
from apps.core.names import call_as_on
from apps.core.numbers import written
from apps.core.renditions import Table
from apps.core.views import Crumb, RecordView
from apps.organizations.models import Body, Organization
from apps.organizations.views import OrganizationTab
from apps.reference.declensions import Declensions
from apps.sources.citations import Citations

from . import timelines
from .choices import Role
from .models import Event, Participation
from .querysets import EventQuerySet
from .sharing import event_data, facts_of_event

IN_TAB = 100  # so many events stand in an organisation's tab; the list has them all


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who took part in one role."""

    role: Role
    participations: list[Participation]

    @property
    def with_words(self) -> list[Participation]:
        """Those of whom more is known than that they were there: each has a row."""
        return [row for row in self.participations if row.person_id or row.title_kk or row.title_en or row.note_kk]

    @property
    def names_only(self) -> list[Participation]:
        return [row for row in self.participations if row not in self.with_words]


class EventDetail(RecordView):
    template_name = "events/event_detail.html"
    model = Event
    record_name = "event"
    section = "events"

    def get_base(self) -> QuerySet:
        return Event.objects.select_related("city__country", "series", "parent")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("Events"), reverse("events:list"))]

    @cached_property
    def there(self) -> tuple[list[Organization], list[Body], list[Participation]]:
        """Return whose event it was and who took part, called what they were called on its first day."""
        event = self.record
        organizations = list(event.organizations.published())
        bodies = list(event.bodies.published().without_tree_fields().select_related("organization"))
        rows = list(event.participations.published().select_related("country", "organization", "person__nationality"))
        day = event.start.earliest if event.start else None
        call_as_on(day, [*organizations, *bodies, *(row.participant for row in rows)])
        return organizations, bodies, rows

    @property
    def organizations(self) -> list[Organization]:
        return self.there[0]

    def get_facts(self) -> list[str]:
        return facts_of_event(self.record, self.organizations)

    def get_data(self) -> Node:
        return event_data(self.record, self.organizations, self.absolute)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event = self.record
        organizations, bodies, participations = self.there
        roles = [Cast(role, [p for p in participations if p.role == role]) for role in Role]
        previous, following = event.neighbours()
        return super().get_context_data(
            casts=[cast for cast in roles if cast.participations],
            organizations=organizations,
            bodies=bodies,
            topics=event.topics.published(),
            parts=event.parts.published().for_rows().order_by("possible_from", "pk"),
            whole=event.parent if event.parent_id and event.parent.is_published else None,
            previous=previous,
            following=following,
            documents=event.documents.published().latest_first(),  # of an app above, by its reverse name
            citations=Citations(event),
            declensions=Declensions(event),
            **kwargs,
        )


class OrganizationEvents(OrganizationTab):
    template_name = "events/organization_events.html"
    tab = "events"
    tab_title = _("Events")
    tab_description = _("%(name)s: its summits, sessions, visits and other events, with their dates and places.")

    @property
    def events(self) -> EventQuerySet:
        return Event.objects.published().filter(organizations=self.organization)

    @cached_property
    def timeline(self) -> timelines.EventTimeline:
        title = gettext("Events over time: %(organization)s") % {"organization": self.organization.short_name}
        return timelines.timeline_of(self.events, self.count, title, self.moment, self.link)

    @cached_property
    def count(self) -> int:
        return self.events.count()

    def link(self, kind: Iterable[str] = (), years: Iterable[str] = (), view: str = "list") -> str:
        """Return a view of these events among all events."""
        query = {"organization": self.organization.slug, "kind": kind, "year": years}
        if self.moment.day:
            query["on"] = self.moment.day.isoformat()
        return f"{reverse(f'events:{view}')}?{urlencode(query, doseq=True)}"

    def get_figure(self) -> Figure:
        return self.timeline

    def get_table(self) -> Table:
        return timelines.table_of(f"{self.organization.slug}-events", self.timeline, self.moment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = self.events.on_or_possibly(self.moment.day) if self.moment.day else self.events
        count = events.count() if self.moment.day else self.count
        rows = list(events.latest_first().for_rows()[:IN_TAB])
        call_as_on(self.moment.day, (organization for event in rows for organization in event.organizations.all()))
        return super().get_context_data(
            rows=rows,
            count=count,
            is_cut=count > IN_TAB,
            count_sentence=ngettext("%(count)s event", "%(count)s events", count) % {"count": written(count)},
            timeline=self.timeline,
            links={view: self.link(view=view) for view in ("list", "calendar_now", "year_now", "map", "timeline")},
            **kwargs,
        )
