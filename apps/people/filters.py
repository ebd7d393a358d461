from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.filters import ChoiceFacet, Filter, Moment, RelatedFacet, TextSearch
from apps.organizations.models import Organization
from apps.reference.models import Country

from .choices import PostKind
from .querysets import TenureQuerySet


def _shown_tenures(moment: Moment) -> Q:
    """Published tenures; where a day is asked for, those that hold or may hold on it."""
    condition = TenureQuerySet.published_q("tenures__")
    if moment.day:
        condition &= Q(tenures__possible_from__lte=moment.day, tenures__possible_until__gt=moment.day)
    return condition


PERSON_FILTERS: tuple[Filter, ...] = (
    TextSearch("q", _("Search")),
    RelatedFacet(
        "organization",
        _("Organisation"),
        path="tenures__post__organization",
        many=True,
        model=Organization,
        label_field="abbreviation",
        condition=_shown_tenures,
    ),
    ChoiceFacet("kind", _("Post"), path="tenures__post__kind", many=True, choices=PostKind, condition=_shown_tenures),
    RelatedFacet("member", _("Country"), path="nationality", model=Country),
)
