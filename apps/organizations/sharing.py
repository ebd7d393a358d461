"""What an organisation and a body say of themselves elsewhere: their main facts, and themselves as data."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core.filters import Moment
from apps.core.linked_data import Absolute, Node, brief, brief_if_public, date, public, thing
from apps.reference.sharing import place_of, where

from .models import Body, Organization


def facts_of_organization(organization: Organization, moment: Moment) -> list[str]:
    if moment.day and organization.span.holds(moment.day, moment.today) is None:
        return [_("It did not exist on this day.")]
    # Rows of an app above, by their reverse name.
    full = organization.memberships.published().of_organization(organization).full()
    members = full.on(moment.day).count() if moment.day else full.current(moment.today).count()
    return [
        *([ngettext("%(count)s member", "%(count)s members", members) % {"count": members}] if members else []),
        *([_("founded %(day)s") % {"day": organization.start.spoken()}] if organization.start else []),
        *([_("dissolved %(day)s") % {"day": organization.end.spoken()}] if organization.end else []),
        # When it moved to its seat is not recorded: on a past day nothing is said of it.
        *([where(organization.seat)] if public([organization.seat]) and not moment.day else []),
    ]


def facts_of_body(body: Body) -> list[str]:
    facts = [body.span.spoken() if body.start or body.end else "", body.get_level_display()]
    if body.decides_by and body.decides_by != "not_applicable":
        facts.append(_("How it decides: %(how)s") % {"how": body.get_decides_by_display()})
    return [str(fact) for fact in facts if fact]


def organization_data(organization: Organization, absolute: Absolute) -> Node:
    return thing(
        "Organization",
        organization,
        absolute,
        foundingDate=date(organization.start),
        dissolutionDate=date(organization.end),
        location=place_of(organization.seat),
        sameAs=organization.website,
        parentOrganization=brief_if_public("Organization", organization.parent, absolute),
    )


def body_data(body: Body, absolute: Absolute) -> Node:
    """A body is a part of its organisation, whatever stands between them in the tree."""
    return thing(
        "Organization",
        body,
        absolute,
        foundingDate=date(body.start),
        dissolutionDate=date(body.end),
        parentOrganization=brief("Organization", body.organization, absolute),
    )
