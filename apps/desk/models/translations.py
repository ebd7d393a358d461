"""What the translation desk remembers: how the texts of each record stand, and what each translation was made from."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.publishing import Publication, known_choice
from apps.core.translations import LABELS

from ..translations.choices import State

FINGERPRINT = 20  # hexadecimal digits
LONGEST_LABEL = 250


class Language(models.TextChoices):
    KK = "kk", LABELS["kk"]
    EN = "en", LABELS["en"]


class TranslatedRecord(models.Model):
    """How a record stands: a row of the matrix. All but `original` follows from the record and from what is known of
    its translations; it is written anew with each change that the portal sees (`translations/tracking.py`)."""

    # Rows go with the kind of record that they are about: they say nothing without it.
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    original = models.CharField(_("original language"), max_length=2, choices=Language.choices)
    texts = models.JSONField(default=dict)  # field → language → [fingerprint as last seen, state]
    state_kk = models.CharField(max_length=11, choices=State.choices, default=State.NOTHING)
    state_en = models.CharField(max_length=11, choices=State.choices, default=State.NOTHING)
    publication = models.CharField(max_length=10, blank=True)  # "": the record has none
    label_kk = models.CharField(max_length=LONGEST_LABEL, blank=True)
    label_en = models.CharField(max_length=LONGEST_LABEL, blank=True)
    # False: it has no text, or was deleted. Kept even so: what is restored goes on where it was.
    is_listed = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        ordering = ["-pk"]
        default_permissions = ()  # nobody writes here by hand
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="translatedrecord_once"),
            known_choice("original", Language),
            known_choice("state_kk", State),
            known_choice("state_en", State),
            known_choice("publication", Publication),
        ]
        indexes = [
            # The counts of the matrix are read from this index alone. (`is_listed` stands last: SQLite looks no boolean
            # up in an index.)
            models.Index(
                fields=["content_type", "state_kk", "state_en", "publication", "is_listed"], name="translated_counts"
            ),
            models.Index(fields=["state_kk", "id"], name="translated_kk"),  # the matrix, by a state,
            models.Index(fields=["state_en", "id"], name="translated_en"),  # and the next to be done
            models.Index(fields=["content_type", "id"], name="translated_kind"),  # by a kind of record
        ]

    def __str__(self) -> str:
        return self.label_kk or self.label_en


class TranslationBasis(models.Model):
    """From which words of the source certain words of a translation were made."""

    # Without its record it says nothing.
    record = models.ForeignKey(TranslatedRecord, on_delete=models.CASCADE, related_name="bases")
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language.choices)  # of the translation
    target = models.CharField(max_length=FINGERPRINT)
    source = models.CharField(max_length=FINGERPRINT, blank=True)
    source_text = models.TextField(blank=True)  # "": not kept; the history of the record may know it
    in_progress = models.BooleanField(default=False)
    # NULL: nobody at the desk; it follows from what was written elsewhere. Accounts may go, the state stays.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("basis of a translation")
        verbose_name_plural = _("bases of translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["record", "field", "language", "target"], name="translationbasis_once"),
            known_choice("language", Language),
        ]

    def __str__(self) -> str:
        return f"{self.field}_{self.language}"
