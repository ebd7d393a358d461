"""Organisations and their bodies."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.models import TreeNode

from apps.core.constraints import FieldCheckConstraint, FieldUniqueConstraint
from apps.core.fields import PartialDateField, YearField
from apps.core.languages import validate_language_codes
from apps.core.names import HasNames, OtherName, names_once
from apps.core.naming import Named, SlugField
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import SpanModel
from apps.core.translations import translation
from apps.reference.models import City

from .choices import LINK_READ_BACK, BodyKind, Decision, Level, LinkKind, OrganizationKind
from .querysets import BodyQuerySet, OrganizationLinkQuerySet, OrganizationQuerySet


class Organization(HasNames, Named, SpanModel, Publishable):
    """An international organisation, from the day it was founded to the day it was dissolved.

    Also holds the few national institutions (kind `national`) that are members of one, such as a parliament.
    """

    NAMED_ALONG = ("seat",)

    SLUG_SOURCE = "abbreviation"

    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind.choices)
    start = PartialDateField(_("founded"), null=True, blank=True)  # NULL: it was founded, the day is not known
    end = PartialDateField(
        pgettext_lazy("organisation", "dissolved"), null=True, blank=True
    )  # NULL: it exists, unless `end_unknown`
    year = YearField(_("year of founding"), sources=("start",))
    seat = models.ForeignKey(
        City,
        verbose_name=_("seat"),
        on_delete=models.PROTECT,
        related_name="organizations",
        null=True,  # NULL: it has no fixed seat, or none is known
        blank=True,
    )
    official_languages = models.CharField(
        _("official languages"),
        max_length=120,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("ISO codes with spaces between them, such as “en fr”."),
    )
    website = models.URLField(_("website"), blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        related_name="parts",
        null=True,  # NULL: it stands by itself
        blank=True,
    )
    citations = GenericRelation("sources.Citation")
    declensions = GenericRelation("reference.Declension")

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_kk", "pk"]
        constraints = [
            *Named.Meta.constraints,
            *SpanModel.Meta.constraints,
            *Publishable.Meta.constraints,
            known_choice("kind", OrganizationKind),
            FieldCheckConstraint(
                field="parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organization_not_its_own_part",
                violation_error_message=_("An organisation cannot be a part of itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["publication", "sort_kk", "id"], name="organization_kk"),  # /kk/organizations/
            models.Index(fields=["publication", "sort_en", "id"], name="organization_en"),  # /en/organizations/
            models.Index(fields=["publication", "kind"], name="organization_kind"),  # its facet
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        above, seen = self.parent, set()
        while above is not None and above.pk not in seen:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("This would make a loop: that organisation is a part of this one.")})
            seen.add(above.pk)
            above = above.parent

    @property
    def short_name(self) -> str:
        """The abbreviation, or the name of an organisation that has none."""
        return translation(self, "abbreviation").text or str(self)

    @property
    def has_ended(self) -> bool:
        return self.end is not None or self.end_unknown


class OrganizationName(OtherName):
    """What else an organisation is called, or was: its former names and abbreviations, its names in other languages."""

    OWNER = "organization"

    # A name says nothing without its organisation: it goes with it.
    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="names"
    )

    class Meta(OtherName.Meta):
        verbose_name = _("other name of an organisation")
        verbose_name_plural = _("other names of organisations")
        constraints = [*OtherName.Meta.constraints, names_once("organization")]


class OrganizationLink(models.Model):
    """How one organisation stands to another: its successor, its assembly, an observer at it."""

    OWNER = "organization"

    # A link says nothing without its ends: it goes with either.
    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="links"
    )
    kind = models.CharField(_("kind of link"), max_length=20, choices=LinkKind.choices)
    target = models.ForeignKey(Organization, verbose_name=_("to"), on_delete=models.CASCADE, related_name="links_back")

    objects = OrganizationLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links to other organisations")
        constraints = [
            FieldUniqueConstraint(
                field="target",
                fields=["organization", "kind", "target"],
                name="organization_link_once",
                violation_error_message=_("This link is there already."),
            ),
            FieldCheckConstraint(
                field="target",
                condition=~Q(organization=F("target")),
                name="organization_link_to_another",
                violation_error_message=_("An organisation cannot be linked to itself."),
            ),
            known_choice("kind", LinkKind),
        ]

    def __str__(self) -> str:
        return f"{self.organization} — {self.get_kind_display()} — {self.target}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.organization.slug, self.kind, self.target.slug)

    def seen_from(self, organization: Organization) -> tuple[str, Organization]:
        """Return how the link reads on the page of either end, and the organisation at the other."""
        if organization == self.organization:
            return self.get_kind_display(), self.target
        return LINK_READ_BACK[LinkKind(self.kind)], self.organization


class Body(HasNames, TreeNode, Named, SpanModel, Publishable):
    """A council, committee, command, secretariat, programme … of one organisation; they form a tree."""

    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="bodies"
    )
    parent = TreeNodeForeignKey(
        "self",
        verbose_name=_("under"),
        on_delete=models.PROTECT,
        related_name="children",
        null=True,  # NULL: it stands at the top of its organisation
        blank=True,
    )
    slug = SlugField(_("address"), blank=True, help_text=_("Unique within the organisation."))
    abbreviation = models.CharField(_("abbreviation"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind.choices)
    level = models.CharField(
        _("level of representation"), max_length=30, choices=Level.choices, blank=True, help_text=_("Who sits in it.")
    )
    meetings_per_year = models.PositiveSmallIntegerField(
        _("meetings a year"),
        null=True,  # NULL: not known, or no fixed number
        blank=True,
    )
    meetings_note = models.CharField(_("about its meetings"), max_length=250, blank=True)
    decides_by = models.CharField(_("how it decides"), max_length=20, choices=Decision.choices, blank=True)
    chaired_by = models.CharField(_("chaired by"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    citations = GenericRelation("sources.Citation")
    declensions = GenericRelation("reference.Declension")

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["position", "sort_kk", "pk"]
        constraints = [
            *Named.Meta.constraints,
            *SpanModel.Meta.constraints,
            *Publishable.Meta.constraints,
            FieldUniqueConstraint(
                field="slug",
                fields=["organization", "slug"],
                name="body_slug_in_organization",
                violation_error_message=_("This organisation has a body with that address already."),
            ),
            known_choice("kind", BodyKind),
            known_choice("level", Level),
            known_choice("decides_by", Decision),
            FieldCheckConstraint(
                field="parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="body_not_its_own_parent",
                violation_error_message=_("A body cannot stand under itself."),
            ),
        ]
        indexes = [
            # …/structure/, on any day
            models.Index(fields=["organization", "possible_from", "possible_until"], name="body_span"),
        ]

    def natural_key(self) -> tuple[str, str]:
        return (self.organization.slug, self.slug)

    def get_absolute_url(self) -> str:
        return reverse("organizations:body", args=[self.organization.slug, self.slug])

    @property
    def short_name(self) -> str:
        """The abbreviation, or the name of a body that has none."""
        return translation(self, "abbreviation").text or str(self)

    def slug_rivals(self) -> models.QuerySet:
        return super().slug_rivals().filter(organization_id=self.organization_id)

    def clean(self) -> None:
        try:
            super().clean()
        except ValidationError as error:  # TreeNode says that there is a loop, but not where
            raise ValidationError({"parent": _("This would make a loop: that body stands under this one.")}) from error
        if self.parent_id and self.organization_id and self.parent.organization_id != self.organization_id:
            raise ValidationError({"parent": _("The body above must belong to the same organisation.")})

    @property
    def has_ended(self) -> bool:
        return self.end is not None or self.end_unknown


class BodyName(OtherName):
    """What else a body is called, or was."""

    OWNER = "body"

    # A name says nothing without its body: it goes with it.
    body = models.ForeignKey(Body, verbose_name=_("body"), on_delete=models.CASCADE, related_name="names")

    class Meta(OtherName.Meta):
        verbose_name = _("other name of a body")
        verbose_name_plural = _("other names of bodies")
        constraints = [*OtherName.Meta.constraints, names_once("body")]
