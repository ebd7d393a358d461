import datetime as dt
from typing import Self

from django.apps import apps
from django.db.models import Prefetch, Q

from apps.core.publishing import PublishedQuerySet
from apps.core.spans import SpanQuerySet
from apps.core.translations import sort_column


class PersonQuerySet(PublishedQuerySet):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class PostQuerySet(PublishedQuerySet, SpanQuerySet):
    PUBLISHED_THROUGH = ("organization", "body", "country")

    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)

    def in_order(self) -> Self:
        return self.order_by("position", sort_column(), "pk")

    def for_page(self, day: dt.date | None, today: dt.date) -> Self:
        """Return the posts of a place that exist on a day, with all that a page shows of them."""
        return self.current_or_on(day, today).with_tenures()

    def with_tenures(self) -> Self:
        """Return the public posts in order, each with `shown_tenures`: all, the latest first."""
        tenures = (
            apps.get_model("people", "Tenure").objects.published().select_related("person__nationality").latest_first()
        )
        return (
            self.published()
            .select_related("body__organization", "organization", "country")
            .prefetch_related(Prefetch("tenures", queryset=tenures, to_attr="shown_tenures"))
            .in_order()
        )


class TenureQuerySet(PublishedQuerySet, SpanQuerySet):
    PUBLISHED_THROUGH = ("post", "person", "post__organization", "post__body", "post__country")

    def get_by_natural_key(self, post: str, person: str, start: str | None):
        return self.get(post__slug=post, person__slug=person, start=start)

    def latest_first(self) -> Self:
        return self.order_by("-possible_from", "-pk")

    def in_each(self, *organizations) -> Self:
        """Return the tenures in these organisations of those people who held a post in each of them."""
        tenures = self.filter(post__organization__in=organizations)
        for organization in organizations:
            held = self.model._default_manager.published().filter(post__organization=organization)
            tenures = tenures.filter(person__in=held.values("person"))
        return tenures

    def of_same_holder(self, tenure) -> Self:
        """Return the other tenures of the same person in the same post."""
        return self.filter(Q(post=tenure.post_id), Q(person=tenure.person_id)).exclude(pk=tenure.pk)
