"""Who belongs to what, as what, from when to when."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import FieldCheckConstraint
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import ExclusiveSpanModel, SpanModel
from apps.organizations.models import Body, Organization
from apps.reference.models import Country, Topic

from .choices import FULL, MembershipStatus
from .querysets import MembershipQuerySet


class Membership(ExclusiveSpanModel, Publishable):
    """ONE member (a country, or another organisation) in an organisation, or in one body or programme of it.

    `end` is the day from which it no longer holds.
    """

    RIVAL_FIELDS = ("organization_id", "body_id", "country_id", "member_organization_id", "status")
    OVERLAP_MESSAGE = _("This member holds the same status here in an overlapping time: %(span)s.")

    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="memberships"
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("body or programme"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,  # NULL: it is a member of the organisation itself
        blank=True,
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    member_organization = models.ForeignKey(
        Organization,
        verbose_name=_("member organisation"),
        on_delete=models.PROTECT,
        related_name="memberships_held",
        null=True,
        blank=True,
    )
    status = models.CharField(
        _("status"), max_length=20, choices=MembershipStatus.choices, default=MembershipStatus.MEMBER
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("fields of cooperation"), related_name="memberships", blank=True
    )
    note = models.TextField(_("note"), blank=True)
    citations = GenericRelation("sources.Citation")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["possible_from", "pk"]
        constraints = [
            *SpanModel.Meta.constraints,
            *Publishable.Meta.constraints,
            FieldCheckConstraint(
                field="country",
                condition=Q(country__isnull=False, member_organization__isnull=True)
                | Q(country__isnull=True, member_organization__isnull=False),
                name="membership_one_kind_of_member",
                violation_error_message=_("Give either a country or a member organisation, and not both."),
            ),
            FieldCheckConstraint(
                field="member_organization",
                condition=Q(member_organization__isnull=True) | ~Q(member_organization=F("organization")),
                name="membership_not_in_itself",
                violation_error_message=_("An organisation cannot be a member of itself."),
            ),
            known_choice("status", MembershipStatus),
        ]
        indexes = [
            # /organizations/<slug>/members/ and …/bodies/<body>/, on any day
            models.Index(fields=["organization", "body", "possible_from", "possible_until"], name="membership_place"),
            # /members/<slug>/, on any day
            models.Index(fields=["country", "possible_from", "possible_until"], name="membership_country"),
            # /members/ and its facet of statuses
            models.Index(fields=["publication", "status"], name="membership_status"),
        ]

    def __str__(self) -> str:
        place = self.body or self.organization
        return f"{self.member or '…'} – {place} ({self.get_status_display()})"

    def natural_key(self) -> tuple:
        return (
            self.organization.slug,
            self.body.slug if self.body else None,
            "country" if self.country_id else "organization",
            self.member.slug,
            self.status,
            str(self.start) if self.start else None,
        )

    @property
    def member(self) -> Country | Organization | None:
        return self.country if self.country_id else self.member_organization

    @property
    def is_full(self) -> bool:
        return self.status in FULL

    def clean(self) -> None:
        super().clean()
        if self.body_id and self.organization_id and self.body.organization_id != self.organization_id:
            raise ValidationError({"body": _("This body does not belong to the organisation.")})
        if self.organization_id and (self.country_id or self.member_organization_id):
            self.refuse_overlap(self.rivals())

    def rivals(self) -> MembershipQuerySet:
        return Membership.objects.of_same_member_and_place(self)
