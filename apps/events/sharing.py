"""What an event says of itself elsewhere: its main facts, and itself as data."""

from collections.abc import Sequence

from apps.core.linked_data import Absolute, Node, brief, brief_if_public, date, thing
from apps.core.translations import translation
from apps.organizations.models import Organization
from apps.reference.sharing import place_of, where

from .choices import EventStatus
from .models import Event

# That an event was held, schema.org says by saying nothing else.
STATUSES = {
    EventStatus.PLANNED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}


def facts_of_event(event: Event, organizations: Sequence[Organization]) -> list[str]:
    facts = [
        event.span.spoken() if event.start else "",
        "" if event.status == EventStatus.HELD else event.get_status_display(),
        translation(event, "place").text or where(event.city),
        ", ".join(organization.short_name for organization in organizations),
    ]
    return [str(fact) for fact in facts if fact]


def event_data(event: Event, organizations: Sequence[Organization], absolute: Absolute) -> Node:
    return thing(
        "Event",
        event,
        absolute,
        startDate=date(event.start),
        endDate=date(event.end),
        eventStatus=STATUSES.get(event.status),
        location=place_of(event.city, translation(event, "place").text),
        organizer=[brief("Organization", organization, absolute) for organization in organizations],
        superEvent=brief_if_public("Event", event.parent, absolute),
    )
