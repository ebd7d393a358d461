"""Where it is written. Every fact of the portal can name its sources."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import FieldCheckConstraint
from apps.core.dates import PartialDate, spoken_range
from apps.core.fields import DerivingModel, PartialDateField, SortKeyField
from apps.core.languages import validate_language_codes
from apps.core.naming import SlugField
from apps.core.publishing import known_choice
from apps.core.spans import today
from apps.core.text import slug_from
from apps.core.translations import translation

from .choices import Confidence, SourceKind
from .querysets import CitationQuerySet, SourceQuerySet


class Source(DerivingModel):
    """A treaty, an official page, a press item, an encyclopaedia article. It is shown wherever it is cited."""

    slug = SlugField(_("key"), unique=True, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind.choices, default=SourceKind.OFFICIAL)
    url = models.URLField(_("address"), max_length=500, blank=True)
    archive_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("ISO code: kk, en …"),
    )
    published = PartialDateField(_("published"), null=True, blank=True)
    accessed = models.DateField(_("accessed"), null=True, blank=True)
    sort_kk = SortKeyField(language="kk", sources=("title_kk", "title_en"))
    sort_en = SortKeyField(language="en", sources=("title_en", "title_kk"))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["sort_kk", "pk"]
        constraints = [
            FieldCheckConstraint(
                field="title_kk",
                condition=(Q(title_kk__isnull=False) & ~Q(title_kk="")) | (Q(title_en__isnull=False) & ~Q(title_en="")),
                name="%(app_label)s_%(class)s_titled",
                violation_error_message=_("Give a title in at least one language."),
            ),
            known_choice("kind", SourceKind),
        ]

    def __str__(self) -> str:
        return translation(self, "title").text

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def is_live(self) -> bool:
        """It is shown wherever it is cited."""
        return self.citations.exists()

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            base = slug_from(self.title_en or self.title_kk or "") or "source"
            taken = set(Source.objects.exclude(pk=self.pk).filter(slug__startswith=base).values_list("slug", flat=True))
            self.slug = next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


NAMES = ("name", "abbreviation")  # of the fields that are cited, those whose value is the same in any language


class Citation(models.Model):
    """Ties one source to one record, optionally to one field of it.

    Where a source contradicts the record, the record keeps the best-known value and the citation says what the
    source has (`stated_value`), so that the page can show both.
    """

    OWNER = "record"
    STATES_FACTS = False  # it says where a fact is written
    NOTED_ASIDE = frozenset({"verified_on"})  # by a button of its own: it stands in nobody's way (`core.merging`)

    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="citations")
    # The record that is cited goes: so does the remark about it.
    content_type = models.ForeignKey(ContentType, verbose_name=_("record type"), on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    field = models.CharField(
        _("field"), max_length=40, blank=True, help_text=_("The fact that it supports; empty: the whole record.")
    )
    quote = models.TextField(_("quotation"), blank=True, help_text=_("Word for word, in the language of the source."))
    locator = models.CharField(_("place in it"), max_length=120, blank=True, help_text=_("Page, article, section."))
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.HIGH)
    contradicts = models.BooleanField(
        _("contradicts the record"), default=False, help_text=_("Tick when the source says something else.")
    )
    stated_value = models.CharField(
        _("what the source says"), max_length=200, blank=True, help_text=_("Dates as 1994-06-27 or 1994-06.")
    )
    note = models.TextField(_("note"), blank=True)
    verified_on = models.DateField(_("last checked"), null=True, blank=True)  # NULL: nobody has checked it here yet
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.SET_NULL,  # the check stands when the person leaves
        null=True,
        blank=True,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["position", "pk"]
        constraints = [known_choice("confidence", Confidence)]
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="citation_record"),  # the sources of any page
        ]

    def __str__(self) -> str:
        return str(self.source)

    def natural_key(self) -> tuple:
        content_type = self.content_type.natural_key()
        return (self.source.slug, *content_type, self.object_id, self.field, self.locator, self.position)

    @property
    def was_checked_today(self) -> bool:
        return self.verified_on == today()

    @property
    def stated(self) -> str:
        """What the source says, if it can be said in either language: a date or a range, read aloud, or a number."""
        if self.stated_value.isdecimal() and len(self.stated_value) < 4:
            return self.stated_value
        try:
            first, _slash, last = self.stated_value.partition("/")
            return spoken_range(PartialDate.parse(first), PartialDate.parse(last or first))
        except ValidationError:  # it is in words, and those are the source's own: see `quote`
            return ""

    @property
    def stated_name(self) -> str:
        """What the source says of a name, as the source writes it: a name needs no translation."""
        return self.stated_value if self.field in NAMES else ""

    @property
    def fact(self) -> str:
        """Name the field that it supports, as its form does; empty for the whole record."""
        if not self.field:
            return ""
        try:
            return str(self.content_type.model_class()._meta.get_field(self.field).verbose_name)
        except FieldDoesNotExist:
            return self.field
