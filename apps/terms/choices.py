from django.db import models
from django.utils.translation import pgettext_lazy


class TermCategory(models.TextChoices):
    """What a term is of. All but the last belong to international affairs; the last are the words of the site."""

    ORGANIZATIONS = "organizations", pgettext_lazy("term category", "organisations and bodies")
    MEMBERSHIP = "membership", pgettext_lazy("term category", "membership")
    PEOPLE = "people", pgettext_lazy("term category", "people and posts")
    EVENTS = "events", pgettext_lazy("term category", "events")
    DOCUMENTS = "documents", pgettext_lazy("term category", "treaties and documents")
    COOPERATION = "cooperation", pgettext_lazy("term category", "cooperation and security")
    REFERENCE = "reference", pgettext_lazy("term category", "general words")
    PLACES = "places", pgettext_lazy("term category", "states and cities")
    INTERFACE = "interface", pgettext_lazy("term category", "words of the site")


class FormLanguage(models.TextChoices):
    """The languages of forms, in the order in which they stand. (The site itself has the first two.)"""

    KAZAKH = "kk", pgettext_lazy("form language", "Kazakh")
    ENGLISH = "en", pgettext_lazy("form language", "English")
    RUSSIAN = "ru", pgettext_lazy("form language", "Russian")


class FormStatus(models.TextChoices):
    """How a form is to be used, the best first."""

    PREFERRED = "preferred", pgettext_lazy("form status", "preferred")
    ALLOWED = "allowed", pgettext_lazy("form status", "allowed")
    DEPRECATED = "deprecated", pgettext_lazy("form status", "deprecated")


# Without these a term is not shown to the public.
NEEDED_LANGUAGES = (FormLanguage.KAZAKH, FormLanguage.ENGLISH)
