"""What the records are about: countries, cities, topics; and how their names are declined in Kazakh."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import FieldCheckConstraint, FieldUniqueConstraint
from apps.core.declension import CaseForms, declined
from apps.core.fields import KazakhCharField
from apps.core.names import HasNames, OtherName, names_once
from apps.core.naming import Named
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import SpanModel

from .choices import OBLIQUE, Case, NamePart, Region
from .querysets import CountryQuerySet, DeclensionQuerySet, SlugKeyQuerySet


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


class Country(HasNames, Named, SpanModel, Publishable):
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
    summary = models.TextField(_("summary"), blank=True)
    successors = models.ManyToManyField(
        "self", verbose_name=_("successors"), symmetrical=False, related_name="predecessors", blank=True
    )
    citations = GenericRelation("sources.Citation")
    declensions = GenericRelation("reference.Declension")

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


class CountryName(OtherName):
    """What else a country is called, or was."""

    OWNER = "country"

    # A name says nothing without its country: it goes with it.
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="names")

    class Meta(OtherName.Meta):
        verbose_name = _("other name of a country")
        verbose_name_plural = _("other names of countries")
        constraints = [*OtherName.Meta.constraints, names_once("country")]


class City(Named, Publishable):
    """Where things happen."""

    NAMED_ALONG = ("country",)

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


def _form(case: Case) -> KazakhCharField:
    return KazakhCharField(case.label, max_length=260, blank=True)


class Declension(models.Model):
    """The Kazakh cases of a record's name or abbreviation, where an editor knows better than `core.declension`.

    A form that is empty here is the computed one. What was written for a name holds while the record bears it.
    """

    OWNER = "record"
    STATES_FACTS = False  # how a word is written

    # The record whose name it is goes: so do the forms of the name.
    content_type = models.ForeignKey(ContentType, verbose_name=_("record type"), on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    part = models.CharField(_("what is declined"), max_length=12, choices=NamePart.choices, default=NamePart.NAME)
    nominative = KazakhCharField(
        Case.NOMINATIVE.label,
        max_length=250,
        help_text=_("Once the record has another name, these forms are no longer shown."),
    )
    is_izafet = models.BooleanField(
        _("ends in a possessive"),
        null=True,  # NULL: the word itself says so
        blank=True,
        help_text=_("Its last word is declined as a possessive. Unknown: the word itself decides."),
    )
    genitive = _form(Case.GENITIVE)
    dative = _form(Case.DATIVE)
    accusative = _form(Case.ACCUSATIVE)
    locative = _form(Case.LOCATIVE)
    ablative = _form(Case.ABLATIVE)
    instrumental = _form(Case.INSTRUMENTAL)

    objects = DeclensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("corrected declension")
        verbose_name_plural = _("Kazakh case forms")
        ordering = ["nominative", "pk"]
        constraints = [
            FieldUniqueConstraint(  # its index serves the page of any record
                field="part",
                fields=["content_type", "object_id", "part"],
                name="declension_once",
                violation_error_message=_("The forms of this name are there already."),
            ),
            known_choice("part", NamePart),
            FieldCheckConstraint(
                field="nominative",
                condition=~Q(nominative=""),
                name="declension_of_a_name",
                violation_error_message=_("These forms belong to no name."),
            ),
            FieldCheckConstraint(
                field="genitive",
                condition=Q(is_izafet__isnull=False) | ~Q(**dict.fromkeys(OBLIQUE, "")),
                name="declension_corrects_something",
                violation_error_message=_("Nothing is corrected here: give a form, or delete these."),
            ),
        ]

    def __str__(self) -> str:
        return self.nominative

    def natural_key(self) -> tuple:
        return (*self.content_type.natural_key(), self.object_id, self.part)

    def holds_for(self, name: str) -> bool:
        """Say whether what is corrected here is true of another name too: how its last word, the same, is declined."""
        return not any(getattr(self, case) for case in OBLIQUE) and self.nominative.split()[-1:] == name.split()[-1:]

    def forms(self) -> CaseForms | None:
        """Return all forms, the computed ones where none is given; None if one of them cannot be computed."""
        given = CaseForms(*(getattr(self, case) for case in Case.values))
        computed = declined(self.nominative, is_izafet=self.is_izafet)
        if computed is None:
            return given if all(given) else None
        return CaseForms(*(form or by_rule for form, by_rule in zip(given, computed, strict=True)))
