"""Saved filters: which of them stand above a list of the admin, and how one is saved, renamed, shared and deleted."""

from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.numbers import number_in
from apps.core.permissions import may_publish
from apps.core.versions import lock

from .models import SavedFilter
from .pages import page
from .records import admin_called

MOST = 50  # of one person, for one list
LONGEST = SavedFilter._meta.get_field("query").max_length


class ShownFilter(NamedTuple):
    saved: SavedFilter
    url: str
    is_current: bool


def known(model_admin: admin.ModelAdmin, request: HttpRequest, query: QueryDict) -> str:
    """Return of a query what the list knows, always in the same order: what is searched, filtered and sorted by.

    The page is left out, and so is what the list knew when the filter was saved and knows no longer.
    """
    names, fields = {SEARCH_VAR, ORDER_VAR}, [model_admin.date_hierarchy] if model_admin.date_hierarchy else []
    for one in model_admin.get_list_filter(request):
        one = one[0] if isinstance(one, (tuple, list)) else one
        if isinstance(one, str):
            fields.append(one)
        else:
            names.add(getattr(one, "parameter_name", None))
    kept = QueryDict(mutable=True)
    for key in sorted(query):
        if key in names or any(key == field or key.startswith(f"{field}__") for field in fields):
            kept.setlist(key, [value for value in query.getlist(key) if value])
    return kept.urlencode()


def of_list(request: HttpRequest, model: type) -> QuerySet[SavedFilter]:
    """Return a person's own filters of a list, and those that are shared with everybody."""
    kind = ContentType.objects.get_for_model(model)
    return SavedFilter.objects.filter(Q(user=request.user) | Q(is_shared=True), content_type=kind)


def shown(request: HttpRequest, model_admin: admin.ModelAdmin, current: str) -> list[ShownFilter]:
    place = reverse(admin_urlname(model_admin.opts, "changelist"))
    found = []
    for saved in of_list(request, model_admin.model).select_related("user"):
        query = known(model_admin, request, QueryDict(saved.query))
        found.append(ShownFilter(saved, f"{place}?{query}" if query else place, bool(query) and query == current))
    return found


class FilterForm(forms.ModelForm):
    """A name, and whether everybody sees it; what is filtered does not change once it is saved."""

    class Meta:
        model = SavedFilter
        fields = ("name", "is_shared")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs |= {"autocomplete": "off"}
        if not may_publish(request.user):
            del self.fields["is_shared"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        mine = SavedFilter.objects.filter(user=self.instance.user, content_type=self.instance.content_type)
        others = mine.exclude(pk=self.instance.pk)
        if self.instance.pk is None and others.count() >= MOST:
            self.add_error(None, _("You have %(count)d filters of this list: delete one first.") % {"count": MOST})
        if others.filter(name=cleaned.get("name", "")).exists():
            self.add_error("name", _("You have a filter of this name for this list."))
        if not self.instance.query:
            self.add_error(None, _("The list is not filtered: there is nothing to save."))
        elif len(self.instance.query) > LONGEST:
            self.add_error(None, _("This filter is too long to be saved."))
        return cleaned


def _admin_of(request: HttpRequest, label: str) -> admin.ModelAdmin:
    model_admin = admin_called(label)
    if not model_admin.has_view_or_change_permission(request):
        raise PermissionDenied
    return model_admin


@require_http_methods(["GET", "HEAD", "POST"])
def saved_filters(request: HttpRequest, model: str) -> HttpResponse:
    """Show a person's filters of a list; take a new one, another name, or the end of one."""
    model_admin = _admin_of(request, model)
    kind = ContentType.objects.get_for_model(model_admin.model)
    sent = FilterForm(request)
    if request.method == "POST":
        with transaction.atomic():
            lock(get_user_model(), [request.user.pk])  # so that two who save at once are counted, and named, one by one
            saved = _meant(request, model_admin, kind)
            sent = FilterForm(request, request.POST, instance=saved)
            if saved.pk and "delete" in request.POST:
                saved.delete()
                messages.success(request, _("The filter was deleted: %(name)s.") % {"name": saved.name})
                return HttpResponseRedirect(request.path)
            if sent.is_valid():
                is_new = saved.pk is None
                sent.save()
                messages.success(request, _("The filter is saved: %(name)s.") % {"name": saved.name})
                place = reverse(admin_urlname(model_admin.opts, "changelist"))
                return HttpResponseRedirect(f"{place}?{saved.query}" if is_new else request.path)
    return _page(request, model_admin, sent)


def _meant(request: HttpRequest, model_admin: admin.ModelAdmin, kind: ContentType) -> SavedFilter:
    """Return the filter that the form is about: one's own, or a new one."""
    key = request.POST.get("filter", "")
    if not key:
        raw = request.POST.get("query", "")
        query = known(model_admin, request, QueryDict(raw)) if len(raw) <= 3 * LONGEST else raw
        return SavedFilter(user_id=request.user.pk, content_type=kind, query=query)
    mine = SavedFilter.objects.filter(user=request.user, content_type=kind)
    saved = mine.filter(pk=number_in(key)).first()
    if saved is None:
        raise Http404
    return saved


def _page(request: HttpRequest, model_admin: admin.ModelAdmin, sent: FilterForm) -> HttpResponse:
    found = shown(request, model_admin, "")
    forms_of = [
        (one, sent if sent.is_bound and sent.instance.pk == one.saved.pk else _form_of(request, one.saved))
        for one in found
        if one.saved.user_id == request.user.pk
    ]
    return page(
        request,
        "admin/desk/filters.html",
        _("Saved filters: %(name)s") % {"name": model_admin.opts.verbose_name_plural},
        opts=model_admin.opts,
        own=forms_of,
        of_others=[one for one in found if one.saved.user_id != request.user.pk],
        new=sent if sent.is_bound and sent.instance.pk is None else None,
        status=400 if sent.is_bound else 200,
    )


def _form_of(request: HttpRequest, saved: SavedFilter) -> FilterForm:
    return FilterForm(request, instance=saved, auto_id=f"id_{saved.pk}_%s")
