"""A link to the page of a draft, for somebody who has no account: a delegate who is asked to check the text."""

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.core.numbers import BIGGEST_KEY
from apps.core.previewing import PreviewLink, may_be_shown
from apps.core.publishing import Publication, Publishable
from apps.core.translations import language_label

from .pages import page
from .records import admin_called


def has_preview(record: models.Model) -> bool:
    """Say whether a record has a page of its own that the public does not see because of its state."""
    is_of_that_kind = isinstance(record, Publishable) and hasattr(record, "get_absolute_url")
    return is_of_that_kind and record.publication != Publication.PUBLISHED


@require_safe
def preview(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Show the addresses of the page in both languages, with how long they hold."""
    model_admin = admin_called(model)
    record = model_admin.model._base_manager.filter(pk=pk).first() if pk <= BIGGEST_KEY else None
    if record is None or not hasattr(record, "get_absolute_url"):
        raise Http404
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied
    if not has_preview(record):
        return HttpResponseRedirect(record.get_absolute_url())
    link = PreviewLink.to(record) if may_be_shown(record) else None
    shown = [
        (code, language_label(code), request.build_absolute_uri(address))
        for code, address in (link.addresses() if link else {}).items()
    ]
    return page(
        request,
        "admin/desk/preview.html",
        _("Preview: %(record)s") % {"record": record},
        opts=record._meta,
        record=record,
        record_url=reverse(admin_urlname(record._meta, "change"), args=[record.pk]),
        link=link,
        addresses=shown,
    )
