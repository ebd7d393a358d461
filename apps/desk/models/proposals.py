"""Changes that wait for somebody who may publish, while the record stays as it is."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.publishing import known_choice


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("proposal", "waiting")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
    PARTLY = "partly", pgettext_lazy("proposal", "accepted in part")
    RETURNED = "returned", pgettext_lazy("proposal", "returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    SPAM = "spam", pgettext_lazy("proposal", "spam")  # of a reader: kept out of sight


class Proposal(models.Model):
    """What somebody would change in a record and in the rows of its form, field by field (`desk.proposals`)."""

    # Who proposed what, and what became of it, stays on record: a kind or an account that has proposals is kept.
    content_type = models.ForeignKey(ContentType, verbose_name=_("record type"), on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField(_("record"))
    record = GenericForeignKey()
    title = models.CharField(_("record"), max_length=300)  # its name when it was proposed, in the author's language
    changes = models.JSONField(_("changes"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        related_name="proposals",
        null=True,  # NULL: a reader without an account
        blank=True,
    )
    note = models.TextField(_("why"), blank=True)
    # Where it is written: a source that is known here, or the address of one that is not.
    source = models.ForeignKey(
        "sources.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,  # NULL: none is named
        blank=True,
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_title = models.CharField(_("title of the source"), max_length=300, blank=True)  # of one that is not known
    source_place = models.CharField(_("place in it"), max_length=120, blank=True)
    code = models.CharField(  # of its public page
        pgettext_lazy("proposal", "code"),
        max_length=12,
        unique=True,
        null=True,  # NULL: it has none, as it comes from within
        blank=True,
        editable=False,
    )
    made_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,  # NULL: nobody has decided yet
        blank=True,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)  # NULL: likewise
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(fields=["state", "made_at"], name="proposal_queue"),  # the queue of publishers
            models.Index(fields=["content_type", "object_id"], name="proposal_record"),  # the form of a record
        ]
        constraints = [
            known_choice("state", ProposalState),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at=None)
                | (~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False)),
                name="proposal_decided_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.RETURNED) | ~Q(reason=""),
                name="proposal_returned_with_a_reason",
                violation_error_message=_("Say why it is returned."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.SPAM) | Q(author=None),
                name="proposal_spam_only_from_readers",
            ),
            models.CheckConstraint(
                condition=Q(code=None) | Q(author=None),
                name="proposal_public_only_from_readers",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def author_in_words(self) -> str:
        return str(self.author) if self.author else str(_("a reader"))

    @property
    def is_suggestion(self) -> bool:
        """True for what a reader suggests, without an account."""
        return self.author_id is None

    @property
    def is_in_words(self) -> bool:
        """True where no form can carry it out: somebody does it by hand."""
        return any(change["verb"] == "words" for change in self.changes)

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN
