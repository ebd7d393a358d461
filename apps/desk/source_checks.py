"""Citations that nobody has compared with their sources for long, the oldest first; and the note that somebody has."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, Min, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from apps.core.numbers import number_in
from apps.core.permissions import may_check_sources
from apps.core.readable import NOTHING
from apps.core.spans import today
from apps.sources import actions
from apps.sources.admin import citable_fields
from apps.sources.choices import SourceKind
from apps.sources.models import Citation

from .pages import page

PER_PAGE = 50
MONTHS = ("3", "6", "12", "24")
NEVER = "never"
DAYS_IN_MONTH = 365 / 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, as it stands in an address. What cannot be read is not asked for."""

    months: str = "12"
    source: str = ""  # a kind of source
    kind: str = ""  # a kind of record: `members.membership`

    @classmethod
    def read(cls, query: QueryDict) -> "Wanted":
        months, source = query.get("months", ""), query.get("source", "")
        return cls(
            months=months if months in (*MONTHS, NEVER) else cls().months,
            source=source if source in SourceKind.values else "",
            kind=query.get("kind", ""),
        )

    def query(self, **changes: Any) -> str:
        wanted = replace(self, **{key: value for key, value in changes.items() if key != "page"})
        values = {key: getattr(wanted, key) for key in wanted.__slots__} | {"page": changes.get("page")}
        return "?" + urlencode({key: value for key, value in values.items() if value})

    def citations(self) -> QuerySet:
        """Return what waits to be checked, of records of any kind."""
        waits = Q(verified_on=None)
        if self.months != NEVER:
            waits |= Q(verified_on__lte=today() - dt.timedelta(days=int(self.months) * DAYS_IN_MONTH))
        return Citation.objects.filter(waits, **({"source__kind": self.source} if self.source else {}))


@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: HttpRequest) -> HttpResponse:
    if not may_check_sources(request.user):
        raise PermissionDenied
    return _note(request) if request.method == "POST" else _show(request)


def _show(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET)
    kinds = _kinds(wanted)
    chosen = next((kind for kind in kinds if kind["label"] == wanted.kind), kinds[0] if kinds else None)
    rows = wanted.citations().filter(content_type_id=chosen["key"]) if chosen else Citation.objects.none()
    rows = rows.select_related("source", "verified_by")
    paginator = Paginator(rows.order_by(F("verified_on").asc(nulls_first=True), "object_id", "field", "pk"), PER_PAGE)
    paginator.count = chosen["count"] if chosen else 0
    shown = paginator.get_page(request.GET.get("page"))
    return page(
        request,
        "admin/desk/checks.html",
        _("Sources to be checked"),
        wanted=wanted,
        kinds=[{**kind, "query": wanted.query(kind=kind["label"]), "is_chosen": kind is chosen} for kind in kinds],
        kind=chosen["label"] if chosen else "",
        page_obj=shown,
        rows=_read(request, chosen["model"], list(shown)) if chosen else [],
        newer=wanted.query(page=shown.number - 1) if shown.has_previous() else "",
        older=wanted.query(page=shown.number + 1) if shown.has_next() else "",
        months=[(value, int(value)) for value in MONTHS],
        sources=SourceKind.choices,
    )


def _kinds(wanted: Wanted) -> list[dict[str, Any]]:
    """Return the kinds of records that have something to check: first the one that has waited longest."""
    counted = wanted.citations().order_by().values("content_type").annotate(
        count=Count("pk"), never=Count("pk", filter=Q(verified_on=None)), oldest=Min("verified_on")
    )  # fmt: skip
    counted = sorted(counted, key=lambda one: (not one["never"], one["oldest"] or dt.date.min, -one["count"]))
    types = ContentType.objects.in_bulk([one["content_type"] for one in counted])
    found = [(one, types[one["content_type"]].model_class()) for one in counted]
    return [
        {
            "key": one["content_type"],
            "label": model._meta.label_lower,
            "model": model,
            "name": capfirst(model._meta.verbose_name_plural),
            "count": one["count"],
        }
        for one, model in found
        if model in admin.site._registry
    ]


def _read(request: HttpRequest, model: type, citations: list[Citation]) -> list[dict[str, Any]]:
    """Return citations with the records that they support: one query for those, whatever their names are made of."""
    record_admin = admin.site.get_model_admin(model)
    records = record_admin.get_queryset(request).in_bulk({citation.object_id for citation in citations})
    facts = dict(citable_fields(model))
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return [
        {
            "citation": citation,
            "record": record_admin.label(record) if (record := records.get(citation.object_id)) else NOTHING,
            "url": reverse(page, args=[citation.object_id]) if record else "",
            "fact": facts.get(citation.field, citation.field),
        }
        for citation in citations
    ]


# ---- the button


def _note(request: HttpRequest) -> HttpResponse:
    keys = _asked(request)
    actions.check(request.user, keys)
    if request.headers.get("Accept") == "application/json":
        said = _("Checked today by %(who)s.") % {"who": request.user}
        return JsonResponse({"checked": keys, "said": said})
    told = ngettext(
        "%(count)d citation is checked as of today.", "%(count)d citations are checked as of today.", len(keys)
    )
    messages.success(request, told % {"count": len(keys)})
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if is_ours else reverse("desk:checks"))


def _asked(request: HttpRequest) -> list[int]:
    """Return the keys of the citations that a button is about: one, or all of a record (its kind and its key)."""
    name, columns = ("record", ("content_type_id", "object_id")) if "record" in request.POST else ("citation", ("pk",))
    asked = [number_in(key) for key in request.POST.get(name, "").split(":")]
    if None in asked or len(asked) != len(columns):
        raise Http404
    rows = Citation.objects.filter(**dict(zip(columns, asked, strict=True)))
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise Http404
    return keys
