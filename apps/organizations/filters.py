from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.filters import ChoiceFacet, Filter, Moment, RelatedFacet, TextSearch, YearFacet
from apps.reference.choices import Region
from apps.reference.models import Country

from .choices import OrganizationKind


def _current_members(moment: Moment) -> Q:
    """The memberships that count on the day shown. (`memberships` is a reverse name: the app stands above.)"""
    day = moment.effective
    return Q(
        memberships__publication="published",
        memberships__body__isnull=True,
        memberships__possible_from__lte=day,
        memberships__possible_until__gt=day,
    )


ORGANIZATION_FILTERS: tuple[Filter, ...] = (
    TextSearch("q", _("Search"), hanging=("bodies",)),
    ChoiceFacet("kind", _("Kind"), path="kind", choices=OrganizationKind),
    RelatedFacet(
        "member",
        _("Member"),
        path="memberships__country",
        many=True,
        model=Country,
        condition=_current_members,
    ),
    ChoiceFacet("region", _("Region of the seat"), path="seat__country__region", choices=Region),
    YearFacet("year", _("Founded in"), path="year", hidden=True),
)
