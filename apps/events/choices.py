from django.db import models
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    SUMMIT = "summit", pgettext_lazy("event kind", "summit")
    SESSION = "session", pgettext_lazy("event kind", "session")
    VISIT = "visit", pgettext_lazy("event kind", "visit")
    MEETING = "meeting", pgettext_lazy("event kind", "meeting")
    CONFERENCE = "conference", pgettext_lazy("event kind", "conference")
    FORUM = "forum", pgettext_lazy("event kind", "forum")
    EXERCISE = "exercise", pgettext_lazy("event kind", "exercise")
    SIGNING = "signing", pgettext_lazy("event kind", "signing")
    ADMISSION = "admission", pgettext_lazy("event kind", "admission")
    WITHDRAWAL = "withdrawal", pgettext_lazy("event kind", "withdrawal")
    DECISION = "decision", pgettext_lazy("event kind", "decision")
    OPENING = "opening", pgettext_lazy("event kind", "opening")
    OTHER = "other", pgettext_lazy("event kind", "other event")


class EventStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("event status", "planned")
    HELD = "held", pgettext_lazy("event status", "held")
    POSTPONED = "postponed", pgettext_lazy("event status", "postponed")
    CANCELLED = "cancelled", pgettext_lazy("event status", "cancelled")


class Role(models.TextChoices):
    """In the order in which a page lists them."""

    HOST = "host", pgettext_lazy("role", "host")
    ORGANIZER = "organizer", pgettext_lazy("role", "organiser")
    CHAIR = "chair", pgettext_lazy("role", "chair")
    VISITOR = "visitor", pgettext_lazy("role", "visitor")
    APPLICANT = "applicant", pgettext_lazy("role", "applicant")
    SIGNATORY = "signatory", pgettext_lazy("role", "signatory")
    HEAD_OF_DELEGATION = "head_of_delegation", pgettext_lazy("role", "head of delegation")
    SPEAKER = "speaker", pgettext_lazy("role", "speaker")
    PARTICIPANT = "participant", pgettext_lazy("role", "participant")
