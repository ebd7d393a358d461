"""What a downloaded list of organisations holds."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.columns import Column, chosen, dated, in_each_language, plain, yes_or_no

ORGANIZATION_COLUMNS: tuple[Column, ...] = (
    plain("slug", _("Key")),
    *in_each_language("name", _("Name")),
    *in_each_language("abbreviation", _("Abbreviation")),
    chosen("kind", _("Kind")),
    dated("start", _("Founded")),
    dated("end", _("Dissolved")),
    yes_or_no("end_unknown", _("Ended on an unknown day")),
    *in_each_language("seat", _("Seat"), of="seat", field="name"),
    plain("official_languages", _("Official languages")),
    plain("website", _("Website")),
    *in_each_language("summary", pgettext_lazy("column", "Summary")),
)
