"""People, the posts that exist, and who held which from when to when."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.constraints import FieldCheckConstraint
from apps.core.fields import PartialDateField, SortKeyField
from apps.core.names import HasNames, OtherName, names_once
from apps.core.naming import Named
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import ExclusiveSpanModel, SpanModel
from apps.organizations.models import Body, Organization
from apps.reference.models import Country

from .choices import LEADING, PostKind
from .holders import holders_on, state_of
from .querysets import PersonQuerySet, PostQuerySet, TenureQuerySet


class Person(HasNames, Named, Publishable):
    NAMED_ALONG = ("nationality",)

    family_name = models.CharField(
        _("family name"), max_length=120, blank=True, help_text=_("The name under which the person is listed.")
    )
    name_kk_verified = models.BooleanField(
        _("Kazakh spelling verified"),
        default=False,
        help_text=_("Leave unticked while the Kazakh form is our own transliteration."),
    )
    nationality = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="people", null=True, blank=True
    )
    born = PartialDateField(_("born"), null=True, blank=True)  # NULL: not known
    died = PartialDateField(_("died"), null=True, blank=True)  # NULL: alive, or not known
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    sort_kk = SortKeyField(language="kk", sources=("family_name_kk", "name_kk", "family_name_en", "name_en"))
    sort_en = SortKeyField(language="en", sources=("family_name_en", "name_en", "family_name_kk", "name_kk"))
    citations = GenericRelation("sources.Citation")
    declensions = GenericRelation("reference.Declension")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_kk", "pk"]
        constraints = [*Named.Meta.constraints, *Publishable.Meta.constraints]
        indexes = [
            models.Index(fields=["publication", "sort_kk", "id"], name="person_kk"),  # /kk/people/
            models.Index(fields=["publication", "sort_en", "id"], name="person_en"),  # /en/people/
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.born and self.died and self.died.latest < self.born.earliest:
            raise ValidationError({"died": _("The death is before the birth.")})


class PersonName(OtherName):
    """What else a person is called, or was: former names, other spellings of the name."""

    OWNER = "person"

    # A name says nothing without its person: it goes with them.
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="names")

    class Meta(OtherName.Meta):
        verbose_name = _("other name of a person")
        verbose_name_plural = _("other names of people")
        constraints = [*OtherName.Meta.constraints, names_once("person")]


class Post(Named, SpanModel, Publishable):
    """A post in an organisation, a body of it, or a country's government. It exists without a holder."""

    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="posts",
        null=True, blank=True,
    )  # fmt: skip
    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        on_delete=models.PROTECT,
        related_name="posts",
        null=True,  # NULL: it is a post of the organisation itself, or of a country
        blank=True,
    )
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="posts", null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PostKind.choices)
    holders_complete = models.BooleanField(
        _("all its holders are recorded"),
        default=True,
        help_text=_("Untick where only some are: a time without a holder is then “not recorded”, not “vacant”."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    citations = GenericRelation("sources.Citation")

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["position", "sort_kk", "pk"]
        constraints = [
            *Named.Meta.constraints,
            *SpanModel.Meta.constraints,
            *Publishable.Meta.constraints,
            known_choice("kind", PostKind),
            FieldCheckConstraint(
                field="organization",
                condition=Q(organization__isnull=False, country__isnull=True)
                | Q(organization__isnull=True, country__isnull=False),
                name="post_in_one_place",
                violation_error_message=_("Give either an organisation or a country, and not both."),
            ),
            FieldCheckConstraint(
                field="body",
                condition=Q(body__isnull=True) | Q(organization__isnull=False),
                name="post_body_with_organization",
                violation_error_message=_("A post in a body needs the body's organisation."),
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def place(self) -> Organization | Body | Country:
        """Where the post is: the body, or else the organisation or the country."""
        return self.body or self.organization or self.country

    @property
    def is_leading(self) -> bool:
        """True where its holder heads or chairs the place."""
        return self.kind in LEADING

    def holders(self, moment: Any) -> list["Tenure"]:
        """Return who holds it at the moment. The post comes with `shown_tenures` (`PostQuerySet.for_page`)."""
        return holders_on(self.shown_tenures, moment)

    def state(self, moment: Any) -> str:
        """Return `held`, `vacant` or `unknown`; of its `shown_tenures` too."""
        return state_of(self.shown_tenures, moment, self.holders_complete)

    def clean(self) -> None:
        super().clean()
        if self.body_id and self.organization_id and self.body.organization_id != self.organization_id:
            raise ValidationError({"body": _("This body does not belong to the organisation.")})


class Tenure(ExclusiveSpanModel, Publishable):
    """Who held a post from when to when. `end` is the day from which it is no longer theirs."""

    RIVAL_FIELDS = ("post_id", "person_id")
    OVERLAP_MESSAGE = _("This person holds the post in an overlapping time: %(span)s.")

    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.PROTECT, related_name="tenures")
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="tenures")
    acting = models.BooleanField(pgettext_lazy("tenure", "acting"), default=False)
    title = models.CharField(
        _("rank or title then"), max_length=200, blank=True, help_text=_("Such as “General, US Army”.")
    )
    note = models.TextField(_("note"), blank=True)
    citations = GenericRelation("sources.Citation")

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["-possible_from", "pk"]
        constraints = [*SpanModel.Meta.constraints, *Publishable.Meta.constraints]
        indexes = [
            # …/people/, on any day
            models.Index(fields=["post", "possible_from", "possible_until"], name="tenure_post"),
            # /people/<slug>/
            models.Index(fields=["person", "possible_from"], name="tenure_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} — {self.post}"

    def natural_key(self) -> tuple[str, str, str | None]:
        return (self.post.slug, self.person.slug, str(self.start) if self.start else None)

    def clean(self) -> None:
        super().clean()
        if self.post_id and self.person_id:
            self.refuse_overlap(self.rivals())

    def rivals(self) -> TenureQuerySet:
        return Tenure.objects.of_same_holder(self)
