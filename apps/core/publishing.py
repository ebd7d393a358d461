"""What the public may see: the publication state of a record, and the one verb that asks for it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .fields import ChangedAtField, DerivingQuerySet


class Publication(models.TextChoices):
    """The life of a record on the site. (`status` is the noun's own: member, held …)"""

    DRAFT = "draft", pgettext_lazy("publication", "draft")
    REVIEW = "review", pgettext_lazy("publication", "in review")
    PUBLISHED = "published", pgettext_lazy("publication", "published")
    ARCHIVED = "archived", pgettext_lazy("publication", "archived")


class PublishedQuerySet(DerivingQuerySet):
    """`PUBLISHED_THROUGH` names the relations that must be published too before this row may be shown:
    a published membership of a draft organisation is not public."""

    PUBLISHED_THROUGH: tuple[str, ...] = ()

    def published(self) -> Self:
        """Return what the public gets, in every channel."""
        return self.filter(self.published_q())

    @classmethod
    def published_q(cls, prefix: str = "") -> Q:
        """Return the condition of `published()`, as seen from a model that reaches this one by `prefix`."""
        condition = Q(**{f"{prefix}publication": Publication.PUBLISHED})
        for relation in cls.PUBLISHED_THROUGH:
            path = f"{prefix}{relation}"
            condition &= Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__publication": Publication.PUBLISHED})
        return condition


class Publishable(models.Model):
    """A record with a publication state and the moments when it was made and last changed."""

    publication = models.CharField(
        _("publication"),
        max_length=10,
        choices=Publication.choices,
        default=Publication.DRAFT,
        help_text=_("Only published records are visible to the public."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = ChangedAtField(_("changed"), default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(publication__in=Publication.values),
                name="%(app_label)s_%(class)s_publication_known",
                violation_error_message=_("This publication state does not exist."),
            ),
        ]

    @property
    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED


def is_live(record: models.Model) -> bool:
    """Say whether a change of the record changes what the public sees: it is published, or a row of one that is.

    A model says by `OWNER` whose rows its are. What belongs to nothing is always seen.
    """
    if isinstance(record, Publishable):
        return record.is_published
    owner = getattr(type(record), "OWNER", "")
    if not owner:
        return getattr(record, "is_live", True)
    owned = getattr(record, owner, None)
    return owned is not None and is_live(owned)


def known_choice(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """Return a constraint by which the database itself knows the values of a choice field (or "")."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": ["", *choices.values]}),
        name=f"%(app_label)s_%(class)s_{field}_known",
        violation_error_message=_("This value does not exist in the list."),
    )
