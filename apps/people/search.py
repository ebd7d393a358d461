"""What of a person and a post can be searched."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.searching import Searchable, register

from .models import Person, Post, Tenure


def _people() -> QuerySet:
    tenures = Tenure.objects.published().select_related("post__organization", "post__country").latest_first()
    places = ("shown_tenures__post__organization__names", "shown_tenures__post__country__names")
    return Person.objects.select_related("nationality").prefetch_related(
        "names", "nationality__names", Prefetch("tenures", queryset=tenures, to_attr="shown_tenures"), *places
    )


def _place(post: Post) -> Any:
    return post.organization if post.organization_id else post.country


def _person_belongs(row: Person) -> list[Any]:
    posts = [tenure.post for tenure in row.shown_tenures]
    return [row.nationality, *posts, *map(_place, posts)]


def _person_said(row: Person) -> list[Any]:
    for tenure in row.shown_tenures:
        place = _place(tenure.post)
        return [tenure.post, getattr(place, "short_name", place), tenure.span.years()]
    return [row.nationality or ""]


def _post_rows() -> QuerySet:
    return Post.objects.select_related("organization", "body__organization", "country").prefetch_related(
        "organization__names", "body__names", "country__names"
    )


register(
    Searchable(
        Person,
        "person",
        _("People"),
        names=("name",),
        texts=("summary", "description"),
        belongs=_person_belongs,
        rows=_people,
        said=_person_said,
        depends=(
            ("people.Tenure", "tenures"),
            ("people.Post", "tenures__post"),
            ("organizations.Organization", "tenures__post__organization"),
            ("reference.Country", "nationality"),
            ("reference.Country", "tenures__post__country"),
        ),
        weight=1.1,
        list_view="people:list",
    )
)
register(
    Searchable(
        Post,
        "post",
        _("Posts"),
        names=("name",),
        belongs=lambda row: [row.organization, row.body, row.country],
        rows=_post_rows,
        depends=(
            ("organizations.Organization", "organization"),
            ("organizations.Body", "body"),
            ("reference.Country", "country"),
        ),
        is_public=False,
    )
)
