"""What a downloaded list of events holds."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.columns import Column, cells, chosen, dated, in_each_language, named, plain
from apps.core.renditions import Table

from .models import Event

EVENT_COLUMNS: tuple[Column, ...] = (
    plain("slug", _("Key")),
    *in_each_language("name", _("Name")),
    chosen("kind", _("Kind")),
    chosen("status", _("Status")),
    dated("start", _("Start")),
    dated("end", _("Last day")),
    *in_each_language("city", _("City"), of="city", field="name"),
    *in_each_language("place", _("Place")),
    named("organizations", _("Organisations"), lambda organization: organization.short_name),
    *in_each_language("summary", pgettext_lazy("column", "Summary")),
)


def table_of_events(name: str, events: Iterable[Event], address: Callable[[str], str]) -> Table:
    """Return events as rows to download. `address` makes a whole address of a path."""
    rows = ([*cells(EVENT_COLUMNS, event), address(event.get_absolute_url())] for event in events)
    return Table(name, [*(column.label for column in EVENT_COLUMNS), _("Address")], rows)
