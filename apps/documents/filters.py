from django.utils.translation import gettext_lazy as _

from apps.core.filters import ChoiceFacet, DayBound, Filter, RelatedFacet, TextSearch, YearFacet
from apps.events.models import Event
from apps.organizations.models import Body, Organization
from apps.reference.models import Country, Topic

from .choices import DocumentKind

DOCUMENT_FILTERS: tuple[Filter, ...] = (
    TextSearch("q", _("Search")),
    DayBound("from", _("From"), path="signed_from__gte"),
    DayBound("to", _("To"), path="signed_from__lte"),
    RelatedFacet(
        "organization",
        _("Organisation"),
        path="organizations",
        many=True,
        model=Organization,
        label_field="abbreviation",
    ),
    ChoiceFacet("kind", _("Kind"), path="kind", choices=DocumentKind),
    RelatedFacet("member", _("Party"), path="parties__country", many=True, model=Country),
    RelatedFacet("topic", _("Topic"), path="topics", many=True, model=Topic),
    YearFacet("year", _("Year"), path="year"),
    RelatedFacet("body", _("Body"), path="bodies", many=True, model=Body, hidden=True),
    RelatedFacet("event", _("Event"), path="events", many=True, model=Event, hidden=True),
)
