from django.db import models
from django.utils.translation import pgettext_lazy


class SourceKind(models.TextChoices):
    TREATY = "treaty", pgettext_lazy("source kind", "treaty")
    OFFICIAL = "official", pgettext_lazy("source kind", "official page")
    PRESS = "press", pgettext_lazy("source kind", "press item")
    ENCYCLOPAEDIA = "encyclopaedia", pgettext_lazy("source kind", "encyclopaedia article")
    DATASET = "dataset", pgettext_lazy("source kind", "data set")
    BOOK = "book", pgettext_lazy("source kind", "book")


class Confidence(models.TextChoices):
    HIGH = "high", pgettext_lazy("confidence", "high")
    MEDIUM = "medium", pgettext_lazy("confidence", "medium")
    LOW = "low", pgettext_lazy("confidence", "low")
