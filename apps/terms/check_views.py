"""Where the admin asks, while an editor types, which words of a text are deprecated: for staff only, JSON both ways."""

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from .choices import FormLanguage
from .remarks import Remark, remarks_on

MOST_TEXTS = 60
MOST_LETTERS = 100_000  # of all texts together
MOST_BYTES = 1_000_000


class Refused(ValueError):
    """What was sent cannot be read; the message is for the editor."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@never_cache
@csrf_protect
@require_POST
def check(request: HttpRequest) -> JsonResponse:
    """Answer `{"texts": [{"language": "kk", "text": "…"}, …]}` with the remarks on each text, in the same order.

    Places are counted as JavaScript counts them, in units of UTF-16.
    """
    if not admin.site.has_permission(request):
        return _refusal(_("Sign in to the admin to have a text checked."), 403)
    try:
        texts = _read(request)
    except Refused as refused:
        return _refusal(str(refused), refused.status)
    found = remarks_on(texts)
    return JsonResponse(
        {"texts": [[_as_data(one, text) for one in some] for (_l, text), some in zip(texts, found, strict=True)]}
    )


def _refusal(message: str, status: int) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)


def _read(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent as pairs of language and text.

    Raises:
        Refused: it is too much, or not what is expected.
    """
    too_much = Refused(_("This text is too long to be checked at once."), 413)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise too_much
    unreadable = Refused(_("The texts to check cannot be read."), 400)
    try:
        sent: Any = json.loads(request.body)
        texts = [(one["language"], one["text"]) for one in sent["texts"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise unreadable from None
    if not all(language in FormLanguage.values and isinstance(text, str) for language, text in texts):
        raise unreadable
    if len(texts) > MOST_TEXTS or sum(len(text) for _language, text in texts) > MOST_LETTERS:
        raise too_much
    return texts


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _as_data(remark: Remark, text: str) -> dict[str, Any]:
    place = remark.place
    start = _units(text[: place.start])
    return {
        "start": start,
        "end": start + _units(place.found),
        "found": place.found,
        "instead": place.instead,
        "note": remark.note,
        "rightFor": remark.right_for,
        "url": remark.url,
    }
