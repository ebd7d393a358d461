"""What was agreed, signed and decided, and who is bound by it."""

import datetime as dt
from itertools import pairwise

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.constraints import FieldCheckConstraint, FieldUniqueConstraint
from apps.core.dates import PartialDate
from apps.core.fields import Derived, PartialDateField, YearField
from apps.core.languages import validate_language_codes
from apps.core.naming import Named
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import FOREVER
from apps.core.translations import translation
from apps.events.models import Event
from apps.organizations.models import Body, Organization
from apps.reference.models import City, Country, Topic

from .choices import DocumentKind, PartyStatus
from .querysets import DocumentLinkQuerySet, DocumentQuerySet, PartyQuerySet


class SignedFromField(Derived, models.DateField):
    """The first day that the date of signature can mean; far in the future where it is not known."""

    def compute(self, signed: PartialDate | None) -> dt.date:
        return signed.earliest if signed else FOREVER


def _in_order(document: "Document | Party", *fields: str) -> None:
    """Raise at the later of two dates where it certainly lies before the earlier."""
    for earlier, later in pairwise(fields):
        first, second = getattr(document, earlier), getattr(document, later)
        if first and second and second.latest < first.earliest:
            label = type(document)._meta.get_field(earlier).verbose_name
            raise ValidationError({later: _("This is before the date “%(label)s”.") % {"label": label}})


class Document(Named, Publishable):
    """A treaty, declaration, plan, decision … with its own dates and parties."""

    NAMED_ALONG = ("city",)

    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    signed = PartialDateField(_("signed or adopted"), null=True, blank=True)  # NULL: not known
    signed_from = SignedFromField(sources=("signed",))
    year = YearField(_("year"), sources=("signed",))
    in_force = PartialDateField(_("in force from"), null=True, blank=True)  # NULL: never in force, or not known
    ended = PartialDateField(
        pgettext_lazy("document", "ended"), null=True, blank=True
    )  # NULL: it has not ended, or not known
    city = models.ForeignKey(
        City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="documents", null=True, blank=True
    )
    organizations = models.ManyToManyField(
        Organization, verbose_name=_("organisations"), related_name="documents", blank=True
    )
    bodies = models.ManyToManyField(Body, verbose_name=_("bodies"), related_name="documents", blank=True)
    events = models.ManyToManyField(Event, verbose_name=_("events"), related_name="documents", blank=True)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="documents", blank=True)
    file = models.FileField(
        _("file"),
        upload_to="documents/%Y/",
        blank=True,
        validators=[FileExtensionValidator(["pdf", "txt", "odt", "docx"])],
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    citations = GenericRelation("sources.Citation")
    declensions = GenericRelation("reference.Declension")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-signed_from", "pk"]
        constraints = [*Named.Meta.constraints, *Publishable.Meta.constraints, known_choice("kind", DocumentKind)]
        indexes = [
            models.Index(fields=["publication", "-signed_from", "-id"], name="document_latest"),  # /documents/
            models.Index(fields=["publication", "year"], name="document_year"),  # /documents/?year=
            models.Index(fields=["publication", "kind"], name="document_kind"),  # its facet
            models.Index(fields=["publication", "sort_kk", "id"], name="document_kk"),  # /kk/documents/?sort=name
            models.Index(fields=["publication", "sort_en", "id"], name="document_en"),  # /en/documents/?sort=name
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        _in_order(self, "signed", "ended")
        _in_order(self, "in_force", "ended")


class DocumentLink(models.Model):
    """Where the text of a document stands officially."""

    OWNER = "document"

    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="links",  # a part of the document
    )
    url = models.URLField(_("address"), max_length=500)
    title = models.CharField(_("title"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("ISO code: kk, en …"),
    )

    objects = DocumentLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("official link")
        verbose_name_plural = _("official links")
        constraints = [
            FieldUniqueConstraint(
                field="url",
                fields=["document", "url"],
                name="document_link_once",
                violation_error_message=_("This link is there already."),
            )
        ]

    def __str__(self) -> str:
        return translation(self, "title").text or self.url

    def natural_key(self) -> tuple[str, str]:
        return (self.document.slug, self.url)


class Party(models.Model):
    """A country or organisation bound by a document, with its own dates."""

    OWNER = "document"

    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="parties",  # a part of the document
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="treaties", null=True, blank=True
    )
    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="treaties",
        null=True, blank=True,
    )  # fmt: skip
    status = models.CharField(_("status"), max_length=12, choices=PartyStatus.choices, default=PartyStatus.SIGNATORY)
    signed = PartialDateField(_("signed"), null=True, blank=True)  # NULL: it did not sign, or not known
    in_force = PartialDateField(_("in force from"), null=True, blank=True)  # NULL: not known
    ended = PartialDateField(
        pgettext_lazy("document", "ended"), null=True, blank=True
    )  # NULL: it still holds, or not known
    note = models.TextField(_("note"), blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            FieldCheckConstraint(
                field="country",
                condition=Q(country__isnull=False, organization__isnull=True)
                | Q(country__isnull=True, organization__isnull=False),
                name="party_one_kind",
                violation_error_message=_("Give either a country or an organisation, and not both."),
            ),
            known_choice("status", PartyStatus),
            *(
                FieldUniqueConstraint(
                    field=kind,
                    fields=["document", kind, "status"],
                    name=f"party_{kind}_once",
                    violation_error_message=_("This party is listed already."),
                )
                for kind in ("country", "organization")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party or '…'} — {self.document}"

    def natural_key(self) -> tuple[str, str, str, str]:
        kind = "country" if self.country_id else "organization"
        return (self.document.slug, kind, self.party.slug, self.status)

    @property
    def party(self) -> Country | Organization | None:
        return self.country or self.organization

    def clean(self) -> None:
        super().clean()
        _in_order(self, "signed", "in_force", "ended")
