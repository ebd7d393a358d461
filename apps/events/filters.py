from django.utils.translation import gettext_lazy as _

from apps.core.filters import ChoiceFacet, DayBound, Filter, RelatedFacet, TextSearch, YearFacet
from apps.organizations.models import Body, Organization
from apps.people.models import Person
from apps.reference.models import City, Country, Topic

from .choices import EventKind, EventStatus
from .models import Series

EVENT_FILTERS: tuple[Filter, ...] = (
    TextSearch("q", _("Search")),
    DayBound("from", _("From"), path="possible_until__gt"),
    DayBound("to", _("To"), path="possible_from__lte"),
    RelatedFacet(
        "organization",
        _("Organisation"),
        path="organizations",
        many=True,
        model=Organization,
        label_field="abbreviation",
    ),
    ChoiceFacet("kind", _("Kind"), path="kind", choices=EventKind),
    ChoiceFacet("status", _("Status"), path="status", choices=EventStatus),
    RelatedFacet("member", _("Participant"), path="participations__country", many=True, model=Country),
    RelatedFacet("topic", _("Topic"), path="topics", many=True, model=Topic),
    YearFacet("year", _("Year"), path="year"),
    RelatedFacet("body", _("Body"), path="bodies", many=True, model=Body, hidden=True),
    RelatedFacet("person", _("Person"), path="participations__person", many=True, model=Person, hidden=True),
    RelatedFacet("city", _("City"), path="city", model=City, hidden=True),
    RelatedFacet("series", _("Series"), path="series", model=Series, hidden=True),
)
