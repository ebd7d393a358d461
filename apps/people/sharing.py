"""What a person says of themselves elsewhere: their main facts, and themselves as data."""

from collections.abc import Sequence

from apps.core.filters import Moment
from apps.core.linked_data import Absolute, Node, brief, brief_if_public, date, node, public, thing

from .models import Person, Tenure

MOST_POSTS = 2


def facts_of_person(person: Person, tenures: Sequence[Tenure], moment: Moment) -> list[str]:
    """Name the posts held at the moment, or else, today, the last ones; then the country."""
    held = [tenure for tenure in tenures if tenure.span.holds(moment.day, moment.today) is not None]
    if not held and not moment.day:
        held = list(tenures)
    posts = [f"{tenure.post}, {place_of(tenure)}, {tenure.span.years()}" for tenure in held[:MOST_POSTS]]
    return [*posts, *(str(country) for country in public([person.nationality]))]


def place_of(tenure: Tenure) -> str:
    organization = tenure.post.organization
    return organization.short_name if organization else str(tenure.post.country)


def person_data(person: Person, tenures: Sequence[Tenure], absolute: Absolute, moment: Moment) -> Node:
    """Posts in organisations are roles with their own dates; the title of a post is given while it is held."""
    return thing(
        "Person",
        person,
        absolute,
        birthDate=date(person.born),
        deathDate=date(person.died),
        nationality=brief_if_public("Country", person.nationality, absolute),
        jobTitle=[str(tenure.post) for tenure in tenures if tenure.span.holds(None, moment.today) is not None],
        worksFor=[
            node(
                "OrganizationRole",
                roleName=str(tenure.post),
                startDate=date(tenure.start),
                endDate=date(tenure.end),
                worksFor=brief("Organization", tenure.post.organization, absolute),
            )
            for tenure in tenures
            if tenure.post.organization_id
        ],
    )
