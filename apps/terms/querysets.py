from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from apps.core.publishing import PublishedQuerySet

from .choices import NEEDED_LANGUAGES, FormStatus


class TermQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def with_forms(self) -> Self:
        """Return the terms with their forms, from which `Term.by_language` is made."""
        return self.prefetch_related("forms")

    def incomplete(self) -> Self:
        """Return the terms that lack a preferred form in Kazakh or in English: none of them may be published."""
        lacking = Q()
        for language in NEEDED_LANGUAGES:
            forms = apps.get_model("terms", "TermForm").objects.filter(
                term=OuterRef("pk"), language=language, status=FormStatus.PREFERRED
            )
            lacking |= ~Exists(forms)
        return self.filter(lacking)


class TermFormQuerySet(models.QuerySet):
    def get_by_natural_key(self, term: str, language: str, text: str):
        return self.get(term__slug=term, language=language, text=text)

    def of_public_terms(self) -> Self:
        return self.filter(TermQuerySet.published_q("term__"))
