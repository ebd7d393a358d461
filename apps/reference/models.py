"""What the records are about: countries, cities, topics."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import FieldCheckConstraint
from apps.core.naming import Named
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import SpanModel

from .choices import Region
from .querysets import CountryQuerySet, SlugKeyQuerySet


def _code(field: str, length: int, message: str) -> FieldCheckConstraint:
    """The database holds length and case; the validators, which can say more, also hold the letters.

    (A regular expression in a constraint would tie an SQLite file to Django's own function for it.)
    """
    return FieldCheckConstraint(
        field=field,
        condition=Q(**{f"{field}__isnull": True})
        | (Q(**{field: Upper(field)}) & Exact(Length(field), models.Value(length))),
        name=f"country_{field}_well_formed",
        violation_error_message=message,
    )


TWO_LETTERS = _("Two capital Latin letters, such as KZ.")
THREE_LETTERS = _("Three capital Latin letters, such as KAZ.")
THREE_DIGITS = _("Three digits, such as 398.")


class Country(Named, SpanModel, Publishable):
    """A state or territory, also one that ended. `start` and `end` are those of the state, where they matter."""

    iso2 = models.CharField(
        _("ISO code, 2 letters"),
        max_length=2,
        null=True,  # NULL: it has none, as states that ended before the standard
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", TWO_LETTERS)],
    )
    iso3 = models.CharField(
        _("ISO code, 3 letters"),
        max_length=3,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", THREE_LETTERS)],
    )
    iso_num = models.CharField(
        _("ISO number"),
        max_length=3,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{3}\Z", THREE_DIGITS)],
    )
    flag = models.CharField(
        _("flag"),
        max_length=10,
        blank=True,
        help_text=_("The code of a flag in the vendored set, such as “kz”; empty where there is none."),
    )
    region = models.CharField(_("region"), max_length=20, choices=Region.choices, blank=True)
    other_names = models.TextField(_("other names"), blank=True, help_text=_("One name in each line."))
    summary = models.TextField(_("summary"), blank=True)
    successors = models.ManyToManyField(
        "self", verbose_name=_("successors"), symmetrical=False, related_name="predecessors", blank=True
    )
    citations = GenericRelation("sources.Citation")

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["sort_kk", "pk"]
        constraints = [
            *Named.Meta.constraints,
            *SpanModel.Meta.constraints,
            *Publishable.Meta.constraints,
            known_choice("region", Region),
            _code("iso2", 2, TWO_LETTERS),
            _code("iso3", 3, THREE_LETTERS),
            _code("iso_num", 3, THREE_DIGITS),
        ]
        indexes = [
            models.Index(fields=["sort_kk", "id"], name="country_kk"),  # /members/ in Kazakh order
            models.Index(fields=["sort_en", "id"], name="country_en"),  # /members/ in English order
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        for field in ("iso2", "iso3", "iso_num"):
            setattr(self, field, getattr(self, field) or None)


class City(Named, Publishable):
    """Where things happen."""

    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="cities", null=True, blank=True
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    citations = GenericRelation("sources.Citation")

    objects = SlugKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["sort_kk", "pk"]
        constraints = [
            *Named.Meta.constraints,
            *Publishable.Meta.constraints,
            FieldCheckConstraint(
                field="latitude",
                condition=Q(latitude__isnull=True) | Q(latitude__gte=-90, latitude__lte=90),
                name="city_latitude_on_earth",
                violation_error_message=_("A latitude lies between −90 and 90."),
            ),
            FieldCheckConstraint(
                field="longitude",
                condition=Q(longitude__isnull=True) | Q(longitude__gte=-180, longitude__lte=180),
                name="city_longitude_on_earth",
                violation_error_message=_("A longitude lies between −180 and 180."),
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Topic(Named, Publishable):
    """What things are about: civil emergency planning, non-proliferation …"""

    summary = models.TextField(_("summary"), blank=True)
    citations = GenericRelation("sources.Citation")

    objects = SlugKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_kk", "pk"]
        constraints = [*Named.Meta.constraints, *Publishable.Meta.constraints]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
