"""What of a term can be searched."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.names import Name
from apps.core.searching import Searchable, register

from .choices import FormStatus, TermCategory
from .models import Term, TermForm


def _terms() -> QuerySet:
    return Term.objects.prefetch_related("forms")


def _forms(row: Term) -> list[Name]:
    def said(form: TermForm) -> str:
        return str(form.get_status_display()) if form.status == FormStatus.DEPRECATED else ""

    return [Name(text, form.language, said(form)) for form in row.forms.all() for text in (form.text, form.plural)]


def _said(row: Term) -> list[Any]:
    return [row._meta.verbose_name, row.get_category_display()]


register(
    Searchable(
        Term,
        "term",
        _("Terms"),
        names=("name",),
        texts=("definition", "note"),
        also=_forms,
        rows=_terms,
        said=_said,
        depends=(("terms.TermForm", "forms"),),
        is_apart=lambda row: (
            row.category == TermCategory.INTERFACE
        ),  # “page”, “next” are words of the site, not of the field
        list_view="terms:list",
    )
)
