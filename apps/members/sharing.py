"""What a member says of itself elsewhere: its main facts."""

from collections.abc import Iterable

from django.utils.translation import ngettext

from apps.core.filters import Moment

from .models import Membership


def facts_of_member(memberships: Iterable[Membership], moment: Moment) -> list[str]:
    """Say in how many organisations a country or an organisation is, and in which."""
    current = [one for one in memberships if one.span.holds(moment.day, moment.today)]
    names = list(dict.fromkeys(one.organization.short_name for one in current))
    if not names:
        return []
    count = ngettext("%(count)s organisation", "%(count)s organisations", len(names)) % {"count": len(names)}
    return [count, ", ".join(names)]
