from django.utils.translation import gettext_lazy as _

from apps.core.filters import ChoiceFacet, Filter, TextSearch

from .choices import FormLanguage, FormStatus, TermCategory

TERM_FILTERS: tuple[Filter, ...] = (
    TextSearch("q", _("Search")),
    ChoiceFacet("category", _("Category"), path="category", choices=TermCategory),
    ChoiceFacet("language", _("Has a form in the language"), path="forms__language", many=True, choices=FormLanguage),
    ChoiceFacet("status", _("Has a form of the status"), path="forms__status", many=True, choices=FormStatus),
)
