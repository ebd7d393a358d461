"""What things are called here: a term, and its forms in three languages."""

from dataclasses import dataclass

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.constraints import FieldCheckConstraint, FieldUniqueConstraint
from apps.core.dates import language_or_active
from apps.core.naming import Named
from apps.core.publishing import Publication, Publishable, known_choice

from .choices import FormLanguage, FormStatus, TermCategory
from .querysets import TermFormQuerySet, TermQuerySet

NEEDS_FORMS = _("A published term needs a preferred form in Kazakh and in English.")


@dataclass(frozen=True, slots=True)
class FormsOfLanguage:
    """The forms of a term in one language, the preferred one first."""

    language: FormLanguage
    forms: list["TermForm"]


class Term(Named, Publishable):
    """A concept. Its name is its heading: the preferred form, and in brackets what tells it apart from its likes."""

    category = models.CharField(_("category"), max_length=20, choices=TermCategory.choices)
    definition = models.TextField(_("definition"), blank=True, help_text=_("One or two sentences."))
    note = models.TextField(
        _("note"), blank=True, help_text=_("Where which form is used, and why. It is shown to the public.")
    )
    citations = GenericRelation("sources.Citation")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("glossary", "term")
        verbose_name_plural = pgettext_lazy("glossary", "terms")
        ordering = ["sort_kk", "pk"]
        constraints = [
            *Named.Meta.constraints,
            *Publishable.Meta.constraints,
            known_choice("category", TermCategory),
        ]
        indexes = [
            models.Index(fields=["publication", "sort_kk", "id"], name="term_kk"),  # /kk/terms/
            models.Index(fields=["publication", "sort_en", "id"], name="term_en"),  # /en/terms/
            models.Index(fields=["publication", "category"], name="term_category"),  # its facet
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("terms:detail", args=[self.slug])

    def by_language(self) -> list[FormsOfLanguage]:
        """Return the forms by language, that of the page first. The term comes with its forms (`with_forms`)."""
        found: dict[str, list[TermForm]] = {}
        for form in self.forms.all():
            found.setdefault(form.language, []).append(form)
        here = language_or_active(None)
        languages = sorted(FormLanguage, key=lambda language: language != here)
        ranks = FormStatus.values
        return [
            FormsOfLanguage(language, sorted(found[language], key=lambda form: ranks.index(form.status)))
            for language in languages
            if language in found
        ]

    def preferred(self, language: str) -> "TermForm | None":
        """Return the preferred form in a language, if there is one."""
        wanted = (language, FormStatus.PREFERRED)
        return next((form for form in self.forms.all() if (form.language, form.status) == wanted), None)

    @property
    def is_unsettled(self) -> bool:
        """True where a native editor has yet to look at one of its forms."""
        return any(form.needs_native_editor for form in self.forms.all())

    def refuse_state(self, state: str) -> None:
        super().refuse_state(state)
        if state != Publication.PUBLISHED:
            return
        if self.pk is None or Term.objects.incomplete().filter(pk=self.pk).exists():
            raise ValidationError({"publication": ValidationError(NEEDS_FORMS, code="needs_forms")})


class TermForm(models.Model):
    """One way to say a term in one language, and whether to say it so."""

    OWNER = "term"
    STATES_FACTS = False  # how a word is written

    # A form says nothing without its term: they go together.
    term = models.ForeignKey(
        Term, verbose_name=pgettext_lazy("glossary", "term"), on_delete=models.CASCADE, related_name="forms"
    )
    language = models.CharField(_("language"), max_length=2, choices=FormLanguage.choices)
    text = models.CharField(
        pgettext_lazy("glossary", "form"),
        max_length=200,
        help_text=_("In the nominative, with a small letter unless it is always written with a capital."),
    )
    status = models.CharField(_("status"), max_length=10, choices=FormStatus.choices, default=FormStatus.PREFERRED)
    plural = models.CharField(_("plural"), max_length=200, blank=True, help_text=_("For Kazakh, where it is useful."))
    needs_native_editor = models.BooleanField(
        _("needs a native editor"),
        default=False,
        help_text=_("Tick while nobody who writes the language every day has confirmed it: the public is told."),
    )
    note = models.TextField(_("note"), blank=True)

    objects = TermFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("form of a term")
        verbose_name_plural = _("forms of terms")
        ordering = ["pk"]
        constraints = [
            known_choice("language", FormLanguage),
            known_choice("status", FormStatus),
            FieldCheckConstraint(
                field="text",
                condition=~Q(text=""),
                name="termform_not_empty",
                violation_error_message=_("Write the form."),
            ),
            FieldUniqueConstraint(
                fields=["term", "language", "text"],
                field="text",
                name="termform_once",
                violation_error_message=_("The term has this form already."),
            ),
            FieldUniqueConstraint(
                fields=["term", "language"],
                condition=Q(status=FormStatus.PREFERRED),
                field="status",
                name="termform_one_preferred",
                violation_error_message=_("The term has a preferred form in this language already."),
                violation_error_code="one_preferred",
            ),
        ]
        indexes = [
            models.Index(fields=["language", "status"], name="termform_status"),  # what an editor's text is read for
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, str]:
        return (self.term.slug, self.language, self.text)

    @property
    def is_deprecated(self) -> bool:
        return self.status == FormStatus.DEPRECATED
