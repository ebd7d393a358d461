"""What happened, where, and who took part in it."""

import datetime as dt
from typing import Self

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.constraints import FieldCheckConstraint, FieldUniqueConstraint
from apps.core.fields import AnniversaryField, PartialDateField, YearField
from apps.core.naming import Named
from apps.core.publishing import Publishable, known_choice
from apps.core.spans import SpanModel
from apps.core.translations import translation
from apps.organizations.models import Body, Organization
from apps.people.models import Person
from apps.reference.models import City, Country, Topic

from .choices import EventKind, EventStatus, Role
from .querysets import EventQuerySet, ParticipationQuerySet, SeriesQuerySet


class Series(Named, Publishable):
    """Events that follow each other under one name: the summits of NATO, the Partnership Weeks."""

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["sort_kk", "pk"]
        constraints = [*Named.Meta.constraints, *Publishable.Meta.constraints]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Event(Named, SpanModel, Publishable):
    """A summit, visit, session, decision … `end` is its last day; without one it lasts as long as `start` says."""

    NAMED_ALONG = ("city",)

    END_INCLUDED = True

    start = PartialDateField(_("start"), null=True, blank=True)  # NULL: it happened, nobody wrote down when
    end = PartialDateField(  # NULL: one day, or one month or year where `start` says no more
        _("last day"), null=True, blank=True, help_text=_("Empty for an event of one day.")
    )
    year = YearField(_("year"), sources=("start",))
    anniversary = AnniversaryField(_("day of the year"), sources=("start",))
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    status = models.CharField(_("status"), max_length=10, choices=EventStatus.choices, default=EventStatus.HELD)
    city = models.ForeignKey(
        City,
        verbose_name=_("city"),
        on_delete=models.PROTECT,
        related_name="events",
        null=True,  # NULL: not known, or held at no one place (see `place`)
        blank=True,
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Where the city does not say it all."))
    organizations = models.ManyToManyField(
        Organization, verbose_name=_("organisations"), related_name="events", blank=True
    )
    bodies = models.ManyToManyField(Body, verbose_name=_("bodies"), related_name="events", blank=True)
    series = models.ForeignKey(
        Series, verbose_name=_("series"), on_delete=models.PROTECT, related_name="events", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField(
        _("number in the series"),
        null=True,  # NULL: the events of the series are not numbered
        blank=True,
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        related_name="parts",
        null=True,  # NULL: an event of its own
        blank=True,
    )
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), related_name="events", blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One or two sentences."))
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    citations = GenericRelation("sources.Citation")
    declensions = GenericRelation("reference.Declension")

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-possible_from", "pk"]
        constraints = [
            *Named.Meta.constraints,
            FieldCheckConstraint(
                field="end",
                # The last day is included: even an event of one day has possible_from < possible_until.
                condition=Q(possible_from__lt=F("possible_until")),
                name="%(app_label)s_%(class)s_start_le_end",
                violation_error_message=_("The end is before the start."),
            ),
            SpanModel.Meta.constraints[1],
            *Publishable.Meta.constraints,
            known_choice("kind", EventKind),
            known_choice("status", EventStatus),
            FieldUniqueConstraint(
                field="number",
                fields=["series", "number"],
                name="event_number_in_series",
                violation_error_message=_("This number is taken in the series."),
            ),
            FieldCheckConstraint(
                field="parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="event_not_its_own_part",
                violation_error_message=_("An event cannot be a part of itself."),
            ),
        ]
        indexes = [
            models.Index(fields=["publication", "-possible_from", "-id"], name="event_latest"),  # /events/
            models.Index(
                fields=["publication", "possible_from", "possible_until"], name="event_span"
            ),  # calendar, from–to
            models.Index(fields=["publication", "year"], name="event_year"),  # /events/?year=
            models.Index(fields=["publication", "anniversary", "year"], name="event_anniversary"),  # on this day: /
            models.Index(
                fields=["publication", "kind", "year"], name="event_kind_year"
            ),  # its facet, /events/timeline/
            models.Index(fields=["publication", "status"], name="event_status"),  # its facet
            models.Index(fields=["publication", "city"], name="event_in_city"),  # /events/map/
            models.Index(fields=["publication", "sort_kk", "id"], name="event_kk"),  # /kk/events/?sort=name
            models.Index(fields=["publication", "sort_en", "id"], name="event_en"),  # /en/events/?sort=name
            models.Index(
                fields=["series", "possible_from"], name="event_in_series"
            ),  # previous and next on a detail page
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    @property
    def where(self) -> str:
        """The place in words, or else the city."""
        return translation(self, "place").text or (str(self.city) if self.city_id else "")

    def is_unconfirmed(self, today: dt.date) -> bool:
        """True where it was announced for a day gone by, and nobody wrote down whether it was held."""
        return self.status == EventStatus.PLANNED and self.possible_until <= today

    def clean(self) -> None:
        super().clean()
        if self.number and not self.series_id:
            raise ValidationError({"number": _("A number needs a series.")})
        if self.start is None and self.end is not None:
            raise ValidationError({"start": _("Give the start of the event too.")})
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": _("This would make a loop: that event is a part of this one.")})
            above = above.parent

    def neighbours(self) -> tuple[Self | None, Self | None]:
        """Return the published event before and the one after this in its series: both in one query."""
        if not self.series_id:
            return None, None
        siblings = Event.objects.published().filter(series=self.series_id).exclude(pk=self.pk)
        before = Q(possible_from__lt=self.possible_from) | Q(possible_from=self.possible_from, pk__lt=self.pk)
        last = siblings.filter(before).order_by("-possible_from", "-pk").values("pk")[:1]
        first = siblings.exclude(before).order_by("possible_from", "pk").values("pk")[:1]
        found = siblings.filter(Q(pk=Subquery(last)) | Q(pk=Subquery(first))).annotate(is_before=before)
        return (
            next((event for event in found if event.is_before), None),
            next((event for event in found if not event.is_before), None),
        )


class Participation(models.Model):
    """Who took part in an event: a country, an organisation or a person, as what, and under which title then."""

    OWNER = "event"

    # Who took part in an event that is gone is no fact any more.
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.CASCADE, related_name="participations")
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="participations",
        null=True, blank=True,
    )  # fmt: skip
    organization = models.ForeignKey(
        Organization, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="participations",
        null=True, blank=True,
    )  # fmt: skip
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="participations",
        null=True, blank=True,
    )  # fmt: skip
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.PARTICIPANT)
    title = models.CharField(_("title then"), max_length=250, blank=True, help_text=_("The office held at the time."))
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["position", "pk"]
        constraints = [
            FieldCheckConstraint(
                field="country",
                condition=Q(country__isnull=False, organization__isnull=True, person__isnull=True)
                | Q(country__isnull=True, organization__isnull=False, person__isnull=True)
                | Q(country__isnull=True, organization__isnull=True, person__isnull=False),
                name="participation_one_kind",
                violation_error_message=_("Give exactly one: a country, an organisation or a person."),
            ),
            known_choice("role", Role),
            *(
                FieldUniqueConstraint(
                    field=kind,
                    fields=["event", kind, "role"],
                    name=f"participation_{kind}_once",
                    violation_error_message=_("This participant is listed in this role already."),
                )
                for kind in ("country", "organization", "person")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant or '…'} — {self.event} ({self.get_role_display()})"

    def natural_key(self) -> tuple[str, str, str, str]:
        kind = "country" if self.country_id else "organization" if self.organization_id else "person"
        return (self.event.slug, kind, self.participant.slug, self.role)

    @property
    def participant(self) -> Country | Organization | Person | None:
        return self.country or self.organization or self.person
