"""What the public may see: the publication state of a record, and the one verb that asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from .fields import ChangedAtField, DerivingQuerySet
from .versions import lock


class Publication(models.TextChoices):
    """The life of a record on the site. (`status` is the noun's own: member, held …)"""

    DRAFT = "draft", pgettext_lazy("publication", "draft")
    REVIEW = "review", pgettext_lazy("publication", "in review")
    PUBLISHED = "published", pgettext_lazy("publication", "published")
    ARCHIVED = "archived", pgettext_lazy("publication", "archived")


# The one record that the page being made shows as if it were published: its preview. None: nothing but what is public.
_previewed: ContextVar[models.Model | None] = ContextVar("previewed", default=None)


@contextmanager
def as_if_published(record: models.Model | None) -> Iterator[None]:
    """Let one record (None: none) count as published, with the published rows that hang on it, until this is left."""
    before = _previewed.set(record)
    try:
        yield
    finally:
        _previewed.reset(before)


def show_as_published(record: models.Model) -> None:
    """Let this record count as published from here on, within `as_if_published`."""
    _previewed.set(record)


def published_at(path: str, model: type[models.Model] | None = None) -> Q:
    """Return the condition that the record at the end of a path (`"organization__"`; `""`: the row itself) is
    published. Where its model is given, the record that is previewed counts as well."""
    condition, previewed = Q(**{f"{path}publication": Publication.PUBLISHED}), _previewed.get()
    if previewed is not None and model is type(previewed):
        condition |= Q(**{f"{path}pk": previewed.pk})
    return condition


def published_there(relation: str, prefix: str = "", model: type[models.Model] | None = None) -> Q:
    """Return the condition that what a relation of a model (`"post__organization"`) leads to is published."""
    for name in relation.split("__") if model else ():
        model = model._meta.get_field(name).related_model
    return published_at(f"{prefix}{relation}__", model)


def none_or_published(relation: str, prefix: str = "", model: type[models.Model] | None = None) -> Q:
    return Q(**{f"{prefix}{relation}__isnull": True}) | published_there(relation, prefix, model)


class PublishedQuerySet(DerivingQuerySet):
    """`PUBLISHED_THROUGH` names the relations that must be published too before this row may be shown:
    a published membership of a draft organisation is not public."""

    PUBLISHED_THROUGH: tuple[str, ...] = ()

    def published(self) -> Self:
        """Return what the public gets, in every channel."""
        return self.filter(self.published_q(model=self.model))

    @classmethod
    def published_q(cls, prefix: str = "", model: type[models.Model] | None = None) -> Q:
        """Return the condition of `published()`, as seen from a model that reaches this one by `prefix`.

        `model` is the one whose rows these are: where it is given, the record that is previewed counts as published.
        """
        condition = published_at(prefix, model)
        for relation in cls.PUBLISHED_THROUGH:
            condition &= none_or_published(relation, prefix, model)
        return condition


class Publishable(models.Model):
    """A record with a publication state and the moments when it was made and last changed.

    `NAMED_ALONG`: the relations whose records are named wherever this one is shown. They are published before it, and
    stay so as long as it is.
    """

    NAMED_ALONG: ClassVar[tuple[str, ...]] = ()

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

    def clean(self) -> None:
        super().clean()
        self.refuse_state(self.publication)

    def refuse_state(self, state: str) -> None:
        """Refuse a state in which the public would read the name of what is not published.

        Raises:
            ValidationError: at the relation, or at the publication of what published records name.
        """
        if state == Publication.PUBLISHED:
            named = {name: _held(getattr(self, name)) for name in self.NAMED_ALONG}
            hidden = {name: one for name, one in named.items() if one is not None and not one.is_published}
            if hidden:
                said = _("“%(record)s” is not published: publish it first.")
                raise ValidationError({name: said % {"record": one} for name, one in hidden.items()})
        elif self.pk and (count := self._named_by()):
            said = ngettext(
                "%(count)d published record names it: take it out there first.",
                "%(count)d published records name it: take it out there first.",
                count,
            )
            raise ValidationError({"publication": said % {"count": count}})

    def _named_by(self) -> int:
        """Return how many published records name this one along with themselves."""
        back = [
            one for one in self._meta.related_objects if one.field.name in getattr(one.related_model, "NAMED_ALONG", ())
        ]
        published = {"publication": Publication.PUBLISHED}
        return sum(
            one.related_model._base_manager.filter(**{one.field.name: self}, **published).count() for one in back
        )

    @property
    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED or (self.pk is not None and self == _previewed.get())


def _held(record: models.Model | None) -> models.Model | None:
    """Within a transaction: return a record as it is, and let nobody change it until the end."""
    if record is None or not connection.in_atomic_block:
        return record
    return next(iter(lock(type(record), [record.pk])), None)


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
