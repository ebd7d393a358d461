"""The page of a record that is not published: for staff, and for whoever was given a signed link to it.

A link names one record and nothing else. It ends after `PREVIEW_DAYS`, and as soon as the record is published, archived
or deleted. While the page is made, the record counts as published (`publishing.as_if_published`): what will be public
with it is seen, and of other drafts nothing.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from html import escape, unescape
from typing import Any, ClassVar, NamedTuple, Self
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from .publishing import Publication, as_if_published, show_as_published
from .translations import LANGUAGES

KEY = "preview"  # of the query
SALT = "odaq.preview"
TO_COME = (Publication.DRAFT, Publication.REVIEW)
LONGEST = 300  # letters of a token; ours are shorter


class PreviewLink(NamedTuple):
    """Who has it sees the page of the record until then."""

    record: models.Model
    until: dt.datetime
    token: str

    @classmethod
    def to(cls, record: models.Model) -> Self:
        """Make a link to the page of a record that is not published."""
        token = TimestampSigner(salt=SALT).sign(f"{record._meta.label_lower}-{record.pk}-{_stage(record.publication)}")
        return cls(record, _made_at(token) + _lifetime(), token)

    @classmethod
    def read(cls, token: str) -> Self | None:
        """Return the link that a token stands for; None if it is none of ours, or has ended."""
        try:
            said = TimestampSigner(salt=SALT).unsign(token[: LONGEST + 1], max_age=_lifetime())
            label, key, stage = said.rsplit("-", 2)
            model = apps.get_model(label)
        except (BadSignature, ValueError, LookupError):
            return None
        record = model._base_manager.filter(pk=key).first()
        if record is None or _stage(record.publication) != stage or _was_elsewhere(record, _made_at(token)):
            return None
        if record.publication != Publication.PUBLISHED and not may_be_shown(record):
            return None
        return cls(record, _made_at(token) + _lifetime(), token)

    def addresses(self) -> dict[str, str]:
        """Return, for each language, where the page stands with this link."""
        return {code: f"{path}?{urlencode({KEY: self.token})}" for code, path in self._paths().items()}

    def _paths(self) -> dict[str, str]:
        found = {}
        for code in LANGUAGES:
            with override(code):
                found[code] = self.record.get_absolute_url()
        return found

    def kept_in(self, html: str) -> str:
        """Give the token to every link of a page that leads to a page of the same record, and to no other."""
        stems = "|".join(re.escape(path.rstrip("/")) for path in self._paths().values())
        return re.sub(rf'(?<=[\w-]=")(?:{stems})(?=[/.?#"])[^"]*(?=")', self._kept, html)

    def _kept(self, found: re.Match[str]) -> str:
        address, mark, fragment = unescape(found[0]).partition("#")
        path, _mark, query = address.partition("?")
        if re.search(rf"(?:^|&){KEY}=", query):
            return found[0]
        query = f"{query}&{urlencode({KEY: self.token})}".lstrip("&")
        return escape(f"{path}?{query}{mark}{fragment}")


def _lifetime() -> dt.timedelta:
    return dt.timedelta(days=settings.PREVIEW_DAYS)


def _made_at(token: str) -> dt.datetime:
    return dt.datetime.fromtimestamp(b62_decode(token.rsplit(":", 2)[1]), dt.UTC)


def _stage(publication: str) -> str:
    """Return by what a link ends: what is to come ends by being published, what is archived by being taken up again."""
    return Publication.DRAFT if publication in TO_COME else publication


def _was_elsewhere(record: models.Model, since: dt.datetime) -> bool:
    """Say whether the record was published, archived or taken up again since, even if it is back now."""
    same = TO_COME if record.publication in TO_COME else (record.publication,)
    later = type(record).history.filter(id=record.pk, history_date__gte=since + dt.timedelta(seconds=1))
    return later.exclude(publication__in=same).exists()


def may_be_shown(record: models.Model) -> bool:
    """Say whether the page of the record can be shown by a link: whether all that it stands within, and all that it
    names everywhere, is published."""
    named = (getattr(record, name) for name in record.NAMED_ALONG)
    if any(one is not None and one.publication != Publication.PUBLISHED for one in named):
        return False
    with as_if_published(record):
        return type(record)._default_manager.published().filter(pk=record.pk).exists()


class StaffTool(NamedTuple):
    label: Any
    url: str
    name: str  # what it is for: "edit", "history", "kk"


class PreviewedRecord:
    """What `RecordView` does for others than readers. Drafts are for staff and for who has a link; staff have the way
    to the record's form on the page. Neither is kept by a browser or a proxy, and no reader's page knows of it."""

    request: HttpRequest
    form: str
    is_preview = False
    preview_link: PreviewLink | None = None

    # What staff can do with a record, beginning with its form: said by the editors' desk.
    staff_tools: ClassVar[Callable[[HttpRequest, models.Model], Iterable[StaffTool]] | None] = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if KEY not in request.GET:
            with as_if_published(None):
                response = self._made(super().dispatch(request, *args, **kwargs))
            return self._kept_from_others(response) if self.is_preview or self.is_for_staff else response
        self.preview_link = PreviewLink.read(request.GET[KEY])
        with as_if_published(self.preview_link.record if self.preview_link else None):
            try:
                response = self._made(super().dispatch(request, *args, **kwargs))
            except Http404:
                context = {"title": _("This link has ended"), "section": "", "crumbs": [], "moment": None}
                response = render(request, "preview_ended.html", context, status=404)
        if response.status_code == 200 and not self.is_preview:  # it is public by now
            response = HttpResponseRedirect(self._without_link())
        return self._kept_from_others(response)

    def _made(self, response: HttpResponse) -> HttpResponse:
        """Make a preview here and now: what it may show is known only while it is made."""
        if not self.is_preview:
            return response
        if hasattr(response, "render"):
            response.render()
        elif response.streaming and self.form == "csv":
            response.streaming_content = list(response.streaming_content)
        if self.preview_link and not response.streaming and response["Content-Type"].startswith("text/html"):
            response.content = self.preview_link.kept_in(response.content.decode())
        return response

    def _kept_from_others(self, response: HttpResponse) -> HttpResponse:
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"  # no other site is told the address that one came from
        return response

    def _without_link(self) -> str:
        query = self.request.GET.copy()
        del query[KEY]
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def shown_as_published(self, record: models.Model) -> models.Model:
        """Return the record of the page; if the public does not see it, what follows is made as if it did."""
        if self.preview_link:
            with as_if_published(None):
                self.is_preview = not type(record)._default_manager.published().filter(pk=record.pk).exists()
        elif self.is_preview:
            show_as_published(record)  # until `dispatch` leaves it
        return record

    @cached_property
    def is_for_staff(self) -> bool:
        return bool(self.reader_is_staff())

    def get_for_staff(self) -> dict[str, Any]:
        """Return what a page says to those who are no readers."""
        is_for_staff = self.is_for_staff and self.staff_tools is not None
        tools = list(type(self).staff_tools(self.request, self.record)) if is_for_staff else []
        return {"is_preview": self.is_preview, "preview_link": self.preview_link, "staff_tools": tools}
