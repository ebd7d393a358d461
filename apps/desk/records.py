"""Records of every kind in one list: one query asks all kinds at once, however many there are.

parts = [Part(model, model._base_manager.filter(…), {"moment": F("updated_at")}), …]
for row in listed(parts, most=20, order=("-moment",)): row.title, row.url, row.more["moment"]
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from apps.core.dates import language_or_active
from apps.core.past import history_model
from apps.core.permissions import PUBLISH
from apps.core.publishing import Publishable
from apps.core.translations import localized, other_language, translated_fields
from apps.members.models import Membership
from apps.people.models import Tenure

# What a record is called that has no name of its own: by those that it ties together.
TIES = {
    Membership: (("country__name", "member_organization__name"), ("body__name", "organization__name")),
    Tenure: (("person__name",), ("post__name",)),
}


def kinds_seen_by(request: HttpRequest) -> list[type[models.Model]]:
    """Return the kinds of records with a publication that somebody may look at."""
    return [
        model
        for model, model_admin in admin.site._registry.items()
        if issubclass(model, Publishable) and model_admin.has_view_permission(request)
    ]


def admin_called(label: str) -> admin.ModelAdmin:
    """Return the admin of the kind of record that an address names (`events.event`).

    Raises:
        Http404: there is none.
    """
    found = next((one for model, one in admin.site._registry.items() if model._meta.label_lower == label), None)
    if found is None:
        raise Http404
    return found


def _own_name(model: type[models.Model]) -> str:
    return "title" if "title" in translated_fields(model) else "name"


def title(model: type[models.Model]) -> Any:
    """Return what a record, or a state of it in its history, is called: in the language of the page, if it can."""
    if model not in TIES:
        return Cast(Coalesce(localized(_own_name(model)), Value("")), CharField())
    first, second = (Coalesce(*(localized(path) for path in paths), Value("…")) for paths in TIES[model])
    return Cast(Concat(first, Value(" – "), second), CharField())


def is_borrowed(model: type[models.Model]) -> Any:
    """Say whether that is in the other language."""
    if model in TIES:
        return Value(False, BooleanField())
    name = f"{_own_name(model)}_{language_or_active(None)}"
    return Case(When(Q(**{f"{name}__isnull": True}) | Q(**{name: ""}), then=Value(True)), default=Value(False))


def title_of_what_is_meant(models_meant: Iterable[type[models.Model]]) -> Case:
    """Return the same for rows that mean a record of any of some kinds; NULL: it is gone."""
    kinds = ContentType.objects.get_for_models(*models_meant)
    found = (
        When(
            content_type=kind.pk,
            then=Subquery(
                model._base_manager.filter(pk=OuterRef("object_id")).annotate(called=title(model)).values("called")[:1]
            ),
        )
        for model, kind in kinds.items()
    )
    return Case(*found, default=None, output_field=CharField())


def touched_by(model: type[models.Model], person: models.Model) -> Exists:
    """Return the condition that somebody has written in a record."""
    return Exists(history_model(model).objects.filter(id=OuterRef("pk"), history_user=person).order_by())


def holders(right: str) -> QuerySet:
    """Return the accounts that have a right, of their own or by a role."""
    app, codename = right.split(".")
    own = Q(user_permissions__codename=codename, user_permissions__content_type__app_label=app)
    of_role = Q(groups__permissions__codename=codename, groups__permissions__content_type__app_label=app)
    accounts = get_user_model().objects.filter(is_active=True).order_by()
    return accounts.filter(Q(is_superuser=True) | Q(pk__in=accounts.filter(own | of_role).values("pk")))


def publishers() -> QuerySet:
    """Return the accounts that may publish."""
    return holders(PUBLISH)


def written_by_others_since(model: type[models.Model], key: Any, moment: Any) -> Exists:
    """Say whether somebody who may not publish has written in a record after a moment."""
    states = history_model(model).objects.filter(id=key, history_date__gt=moment, history_user__isnull=False)
    return Exists(states.exclude(history_user__in=publishers().values("pk")).order_by())


class Part(NamedTuple):
    """Some records of a kind, and what is asked of each beyond its name. (`rows` may be of its history.)"""

    model: type[models.Model]
    rows: QuerySet
    more: Mapping[str, Any]
    key: str = "pk"


@dataclass(slots=True)
class Row:
    model: type[models.Model]
    pk: int
    title: str
    language: str  # of the title, where it is not the page's
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def url(self) -> str:
        return reverse(admin_urlname(self.model._meta, "change"), args=[self.pk])

    @property
    def history_url(self) -> str:
        return reverse(admin_urlname(self.model._meta, "history"), args=[self.pk])

    @property
    def talk_url(self) -> str:
        return talk_url(self.model, self.pk)


def talk_url(model: type[models.Model], pk: int) -> str:
    return reverse("desk:talk", args=[model._meta.label_lower, pk])


def listed(parts: Sequence[Part], most: int, order: Sequence[str]) -> list[Row]:
    """Read the first of all parts together, in an order of what was asked of each."""
    if not parts:
        return []
    found = []
    for number, part in enumerate(parts):
        columns = {
            "row_kind": Value(number),  # a model may have fields of the names that are asked for
            "row_key": F(part.key),
            "row_title": title(part.model),
            "row_borrowed": is_borrowed(part.model),
            **{f"row_{name}": asked for name, asked in part.more.items()},
        }
        found.append(part.rows.order_by().annotate(**columns).values_list(*columns))
    names = [*parts[0].more]
    rows = found[0].union(*found[1:], all=True) if len(found) > 1 else found[0]
    other = other_language()
    in_order = [f"-row_{name[1:]}" if name.startswith("-") else f"row_{name}" for name in order]
    return [
        Row(parts[number].model, pk, called or "…", other if borrowed else "", dict(zip(names, more, strict=True)))
        for number, pk, called, borrowed, *more in rows.order_by(*in_order, "row_kind", "row_key")[:most]
    ]
