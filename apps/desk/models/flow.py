"""What is said about a record or a proposal while it is worked on, and what is to become of a record at what hour."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.dates import language_or_active
from apps.core.publishing import Publication, known_choice

from .proposals import Proposal, ProposalState

LONGEST_REMARK = 4000


class Step(models.TextChoices):
    """What a remark accompanied."""

    COMMENT = "comment", pgettext_lazy("step", "commented")
    SENT = "sent", pgettext_lazy("step", "sent for review")
    WITHDRAWN = "withdrawn", pgettext_lazy("step", "withdrawn from review")
    RETURNED = "returned", pgettext_lazy("step", "returned")
    PUBLISHED = "published", pgettext_lazy("step", "published")
    ARCHIVED = "archived", pgettext_lazy("step", "archived")
    SCHEDULED = "scheduled", pgettext_lazy("step", "scheduled")
    UNSCHEDULED = "unscheduled", pgettext_lazy("step", "took the schedule back")


MOVES = (Step.SENT, Step.WITHDRAWN, Step.RETURNED, Step.PUBLISHED, Step.ARCHIVED)


class RemarkQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> Self:
        """Return what is said of a record, or of a proposal, the oldest first."""
        if isinstance(subject, Proposal):
            return self.filter(proposal=subject)
        return self.filter(content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk)

    def unanswered_by(self, person: models.Model) -> Self:
        """Return what the person was asked by name and has said nothing to since, as long as it is not decided."""
        same = Q(proposal=OuterRef("proposal")) | Q(
            content_type=OuterRef("content_type"), object_id=OuterRef("object_id")
        )
        later = type(self)(self.model).filter(same, pk__gt=OuterRef("pk")).order_by()
        moved = later.filter(step__in=MOVES)
        waits = Q(proposal=None) | Q(proposal__state=ProposalState.OPEN)
        asked = self.filter(waits, ~Exists(later.filter(author=person)), ~Exists(moved), addressee=person)
        return asked.exclude(step=Step.RETURNED)


class Remark(models.Model):
    """A comment, or what was said as a record was sent, returned, scheduled. Never public, and never rewritten."""

    # What it is about: a record (also one that was deleted, and may come back) or a proposal.
    content_type = models.ForeignKey(
        ContentType, verbose_name=_("record type"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(_("record"), null=True, blank=True)
    record = GenericForeignKey()
    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, null=True, blank=True, related_name="remarks"
    )
    step = models.CharField(_("step"), max_length=12, choices=Step.choices, default=Step.COMMENT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.PROTECT, related_name="remarks"
    )
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("addressed to"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,  # NULL: to everybody who works on it
        blank=True,
    )
    text = models.TextField(_("comment"), blank=True, validators=[MaxLengthValidator(LONGEST_REMARK)])
    made_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        default_permissions = ()  # who may see the record may comment on it
        indexes = [
            models.Index(fields=["content_type", "object_id", "id"], name="remark_record"),
            models.Index(fields=["addressee", "step", "id"], name="remark_addressee"),  # the queue of a person
            models.Index(fields=["made_at"], name="remark_latest"),
        ]
        constraints = [
            known_choice("step", Step),
            models.CheckConstraint(
                condition=Q(proposal__isnull=True, content_type__isnull=False, object_id__isnull=False)
                | Q(proposal__isnull=False, content_type__isnull=True, object_id__isnull=True),
                name="remark_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=[Step.COMMENT, Step.RETURNED]) | ~Q(text=""),
                name="remark_says_something",
                violation_error_message=_("Write something."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.get_step_display()}"


class Outcome(models.TextChoices):
    """What became of a move that was scheduled."""

    WAITING = "waiting", pgettext_lazy("schedule", "waiting")
    DONE = "done", pgettext_lazy("schedule", "done")
    CANCELLED = "cancelled", pgettext_lazy("schedule", "cancelled")
    OVERTAKEN = "overtaken", pgettext_lazy("schedule", "overtaken")  # by what somebody did meanwhile, or deleted


class ScheduledMoveQuerySet(models.QuerySet):
    def waiting_for(self, record: models.Model) -> Self:
        """Return what is still to be done with a record."""
        kind = ContentType.objects.get_for_model(record)
        return self.filter(content_type=kind, object_id=record.pk, outcome=Outcome.WAITING)

    def overtake(self) -> int:
        """Drop what waits, because of what somebody did with its record."""
        return self.filter(outcome=Outcome.WAITING).update(outcome=Outcome.OVERTAKEN, closed_at=timezone.now())


class ScheduledMove(models.Model):
    """A record is to be published, or archived, at a moment. Carried out by `manage.py carry_out_schedule`."""

    content_type = models.ForeignKey(ContentType, verbose_name=_("record type"), on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    to = models.CharField(_("is to become"), max_length=10, choices=Publication.choices)
    was = models.CharField(max_length=10, choices=Publication.choices)  # as it was scheduled
    at = models.DateTimeField(_("moment"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("scheduled by"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("scheduled"), default=timezone.now, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    closed_at = models.DateTimeField(null=True, blank=True)  # NULL: it is waiting
    # What stood in its way at the last try, by language: {"kk": "…", "en": "…"}. Empty: nothing, or not tried yet.
    problem = models.JSONField(default=dict, blank=True)

    objects = ScheduledMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled move")
        verbose_name_plural = _("scheduled moves")
        ordering = ["at", "pk"]
        default_permissions = ()  # who may publish may schedule
        indexes = [models.Index(fields=["outcome", "at", "id"], name="schedule_due")]
        constraints = [
            known_choice("was", Publication),
            known_choice("outcome", Outcome),
            models.CheckConstraint(
                condition=Q(to__in=[Publication.PUBLISHED, Publication.ARCHIVED]), name="schedule_to_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, closed_at=None)
                | (~Q(outcome=Outcome.WAITING) & Q(closed_at__isnull=False)),
                name="schedule_closed_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "to"],
                condition=Q(outcome=Outcome.WAITING),
                name="schedule_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} → {self.get_to_display()}"

    @property
    def problem_in_words(self) -> str:
        """Say what stood in its way, in the language of the page."""
        return self.problem.get(language_or_active(None), "")
