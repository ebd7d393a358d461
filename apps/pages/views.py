import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import CharField, Count, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.core import linked_data
from apps.core.dates import language_or_active
from apps.core.text import sort_key
from apps.core.views import Crumb, PageView
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.members.views import MEMBER_KEY
from apps.organizations.models import Body, Organization
from apps.people.models import Person
from apps.sources.models import Source

from .anniversaries import on_this_day
from .changes import latest_changes
from .figures import Figure

LATEST, CHANGES, ON_THIS_DAY = 6, 8, 4  # so many stand on the home page


def in_readers_language(request: HttpRequest) -> HttpResponse:
    """Lead `/` to `/kk/` or `/en/`, by what the browser says; Kazakh where it says nothing that we speak."""
    language = translation.get_supported_language_variant("kk")
    for code, _quality in translation.trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.split("-")[0] in dict(settings.LANGUAGES):
            language = code.split("-")[0]
            break
    with translation.override(language):
        response = HttpResponseRedirect(reverse("pages:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


class Home(PageView):
    template_name = "pages/home.html"
    title = _("International organisations, in Kazakh and in English")
    section = "home"

    def get_full_title(self) -> str:
        return gettext("International organisations in Kazakh and in English")

    def get_linked_data(self) -> list[linked_data.Node | None]:
        return [linked_data.website(self.absolute, reverse("pages:home"), reverse("search:results"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = self.moment.today
        on_today, ahead = on_this_day(today, ON_THIS_DAY)
        coming, latest = coming_and_latest(today, LATEST)
        return super().get_context_data(
            organizations=by_short_name(Organization.objects.published().international()),
            figures=figures(today),
            on_today=on_today,
            ahead=ahead,
            coming=coming,
            latest=latest,
            changes=latest_changes(CHANGES),
            **kwargs,
        )

    def get_trail(self) -> list[Crumb]:
        return []


def by_short_name(organizations: Iterable[Organization]) -> list[Organization]:
    """Put organisations in the alphabetical order of what they are called for short."""
    language = language_or_active(None)
    return sorted(organizations, key=lambda organization: sort_key(organization.short_name, language))


def coming_and_latest(today: dt.date, most: int) -> tuple[list[Event], list[Event]]:
    """Return the next events and the last, at most so many of both together; half of them may be still to come."""
    events = Event.objects.published()
    coming = events.next_after(today).values("pk")[: most // 2]
    latest = events.last_until(today).values("pk")[:most]
    rows = list(Event.objects.filter(Q(pk__in=coming) | Q(pk__in=latest)).latest_first().for_rows())
    ahead = [event for event in reversed(rows) if event.certain_from > today]
    return ahead, [event for event in rows if event.certain_from <= today][: most - len(ahead)]


def figures(today: dt.date) -> list[Figure]:
    """Return how much the portal holds, as a reader counts it: in one query."""
    rows = [
        _count("organizations", Organization.objects.published().international()),
        _count("bodies", Body.objects.published().without_tree_fields()),
        _count("members", Membership.objects.published().current(today), Count(MEMBER_KEY, distinct=True)),
        _count("people", Person.objects.published()),
        _count("events", Event.objects.published()),
        _count("documents", Document.objects.published()),
        _count("sources", Source.objects.published()),
    ]
    n = {row["noun"]: row["n"] for row in rows[0].union(*rows[1:], all=True)}
    return [
        Figure(ngettext("organisation", "organisations", n["organizations"]), n["organizations"], "organizations:list"),
        Figure(ngettext("body", "bodies", n["bodies"]), n["bodies"]),
        Figure(ngettext("member", "members", n["members"]), n["members"], "members:list"),
        Figure(ngettext("person", "people", n["people"]), n["people"], "people:list"),
        Figure(ngettext("event", "events", n["events"]), n["events"], "events:list"),
        Figure(ngettext("document", "documents", n["documents"]), n["documents"], "documents:list"),
        Figure(ngettext("source", "sources", n["sources"]), n["sources"]),
    ]


def _count(noun: str, rows: QuerySet, count: Any = None) -> QuerySet:
    """Return a query of one row: the noun and how many there are."""
    count = count or Count("pk")
    return rows.order_by().annotate(noun=Value(noun, output_field=CharField())).values("noun").annotate(n=count)


class About(PageView):
    template_name = "pages/about.html"
    title = _("About")
    description = _("What Odaq is, what it holds, and where its facts come from: each has its date and its source.")
    section = "about"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(figures=figures(self.moment.today), **kwargs)


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve pages: its database answers. (Where it does not, the middleware says 503.)"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        context = {"title": _("Page not found"), "section": "", "crumbs": [], "moment": None}
        return HttpResponseNotFound(render_to_string("404.html", context, request))


def refused(request: HttpRequest, status: int, title: Any, sentence: Any) -> HttpResponse:
    """Say in the reader's language why there is no page, and what to do."""
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        context = {"title": title, "sentence": sentence, "section": "", "crumbs": [], "moment": None}
        return HttpResponse(render_to_string("refused.html", context, request), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(request, 400, _("This request cannot be read"), _("Go back and try it another way."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refused(
        request,
        403,
        _("You may not open this page"),
        _("Your account has no permission for it. Ask an administrator of the portal for it."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What an editor reads whose form came without its token: `reason` is for the log, which has it already."""
    return refused(
        request,
        403,
        _("The form could not be accepted"),
        _("It was open for too long, or the browser keeps no cookies. Go back, reload the page and send it again."),
    )


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """What somebody reads who signs in, or tries to, too often."""
    response = refused(
        request,
        429,
        _("Too many tries"),
        _("There were too many tries from this address or with this account. Wait five minutes and try again."),
    )
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so in the reader's language, with nothing that could fail again."""
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        return HttpResponse(render_to_string("500.html"), status=500)
