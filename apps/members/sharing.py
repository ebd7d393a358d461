"""What a member says of itself elsewhere: its main facts, and itself as data."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from apps.core.filters import Moment
from apps.core.linked_data import Absolute, Node, brief
from apps.organizations.models import Organization

from .models import Membership


def facts_of_member(memberships: Iterable[Membership], moment: Moment) -> list[str]:
    """Say in how many organisations a country or an organisation is, and in which."""
    current = [one for one in memberships if one.span.holds(moment.day, moment.today)]
    names = list(dict.fromkeys(one.organization.short_name for one in current))
    if not names:
        return []
    count = ngettext("%(count)s organisation", "%(count)s organisations", len(names)) % {"count": len(names)}
    return [count, ", ".join(names)]


def organization_as_member(
    organization: Organization, memberships: Iterable[Membership], absolute: Absolute, moment: Moment
) -> Node:
    """Name the organisations in which it is a full member today. (Of countries schema.org cannot say this.)"""
    full = [one for one in memberships if one.is_full and not one.body_id and one.span.holds(None, moment.today)]
    above = [brief("Organization", one.organization, absolute) for one in full]
    return brief("Organization", organization, absolute, memberOf=above)
