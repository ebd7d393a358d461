"""What a downloaded glossary holds."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.core.columns import Column, chosen, in_each_language, plain

from .choices import FormLanguage, FormStatus
from .models import Term


def _forms(term: Term, language: str, status: str) -> str:
    forms = [form for form in term.forms.all() if (form.language, form.status) == (language, status)]
    return "; ".join(form.text for form in forms)


def _forms_columns() -> tuple[Column, ...]:
    """Return a column for each language and status."""
    return tuple(
        Column(
            f"{language}_{status}",
            format_lazy("{language}: {status}", language=language.label, status=status.label),
            lambda term, language=language, status=status: _forms(term, language, status),
        )
        for language in FormLanguage
        for status in FormStatus
    )


def _plural(term: Term) -> str:
    form = term.preferred(FormLanguage.KAZAKH)
    return form.plural if form else ""


TERM_COLUMNS: tuple[Column, ...] = (
    plain("slug", _("Key")),
    *in_each_language("name", _("Name")),
    chosen("category", _("Category")),
    *_forms_columns(),
    Column("plural", _("Plural (Kazakh)"), _plural),
    Column("unsettled", _("Not yet confirmed by a native editor"), lambda term: _("yes") if term.is_unsettled else ""),
    *in_each_language("definition", _("Definition")),
    *in_each_language("note", _("Note")),
)
