"""What a term says of itself elsewhere: its forms in the other languages, and itself as data."""

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.dates import language_or_active
from apps.core.linked_data import Absolute, Node, brief, node
from apps.core.translations import LANGUAGES, translation

from .choices import FormLanguage
from .models import Term


def facts_of_term(term: Term) -> list[str]:
    """Name the preferred form in each of the other languages."""
    others = [language for language in FormLanguage if language != language_or_active(None)]
    found = [(language, term.preferred(language)) for language in others]
    return [f"{language.label}: {form}" for language, form in found if form]


def term_set(absolute: Absolute) -> Node:
    """Return the glossary as a whole."""
    url = absolute(reverse("terms:list"))
    return node("DefinedTermSet", **{"@id": f"{url}#it"}, name=_("Glossary of Odaq"), url=url, inLanguage=[*LANGUAGES])


def term_data(term: Term, absolute: Absolute) -> Node:
    accepted = [form.text for form in term.forms.all() if not form.is_deprecated]
    return brief(
        "DefinedTerm",
        term,
        absolute,
        termCode=term.slug,
        alternateName=[text for text in dict.fromkeys(accepted) if text != str(term)],
        description=translation(term, "definition", fallback=False).text,
        inDefinedTermSet=term_set(absolute),
    )
