"""What a downloaded list of documents holds."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.columns import Column, chosen, dated, in_each_language, named, plain

DOCUMENT_COLUMNS: tuple[Column, ...] = (
    plain("slug", _("Key")),
    *in_each_language("name", _("Name")),
    chosen("kind", _("Kind")),
    dated("signed", _("Signed or adopted")),
    dated("in_force", _("In force from")),
    dated("ended", _("Ended")),
    *in_each_language("city", _("City"), of="city", field="name"),
    named("organizations", _("Organisations"), lambda organization: organization.short_name),
    *in_each_language("summary", pgettext_lazy("column", "Summary")),
)
