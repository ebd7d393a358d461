from django.utils.translation import gettext_lazy as _

from apps.core.filters import ChoiceFacet, Filter, RelatedFacet, TextSearch
from apps.organizations.models import Organization
from apps.reference.choices import Region
from apps.reference.models import Country

from .choices import MembershipStatus

MEMBER_FILTERS: tuple[Filter, ...] = (
    TextSearch("q", _("Search"), paths=(("country", Country), ("member_organization", Organization))),
    RelatedFacet(
        "organization", _("Organisation"), path="organization", model=Organization, label_field="abbreviation"
    ),
    ChoiceFacet("status", _("Status"), path="status", choices=MembershipStatus),
    ChoiceFacet("region", _("Region"), path="country__region", choices=Region),
)
