from django.db import models
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    TREATY = "treaty", pgettext_lazy("document kind", "treaty")
    AGREEMENT = "agreement", pgettext_lazy("document kind", "agreement")
    CHARTER = "charter", pgettext_lazy("document kind", "charter")
    DECLARATION = "declaration", pgettext_lazy("document kind", "declaration")
    PROTOCOL = "protocol", pgettext_lazy("document kind", "protocol")
    DECISION = "decision", pgettext_lazy("document kind", "decision")
    PLAN = "plan", pgettext_lazy("document kind", "plan")
    FRAMEWORK = "framework", pgettext_lazy("document kind", "framework document")
    CONCEPT = "concept", pgettext_lazy("document kind", "concept")


class PartyStatus(models.TextChoices):
    SIGNATORY = "signatory", pgettext_lazy("party", "signatory")
    PARTY = "party", pgettext_lazy("party", "party")
    ACCEDED = "acceded", pgettext_lazy("party", "acceded later")
    DEPOSITARY = "depositary", pgettext_lazy("party", "depositary")
