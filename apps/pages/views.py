from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apps.core.translations import sort_column
from apps.core.views import Crumb, PageView
from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.members.views import MEMBERS
from apps.organizations.models import Body, Organization
from apps.people.models import Person
from apps.sources.models import Source

from .figures import Figure

LATEST = 6


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organizations = Organization.objects.published().international()
        today = self.moment.today
        return super().get_context_data(
            organizations=organizations.order_by(sort_column(), "pk").select_related("seat"),
            figures=figures(today),
            events=Event.objects.published().filter(possible_from__lte=today).latest_first().for_rows()[:LATEST],
            documents=Document.objects.published().latest_first()[: LATEST - 2],
            **kwargs,
        )

    def get_trail(self) -> list[Crumb]:
        return []


def figures(today: Any) -> list[Figure]:
    """Return how much the portal holds, as a reader counts it."""
    organizations = Organization.objects.published().international().count()
    bodies = Body.objects.published().count()
    members = MEMBERS.total(Membership.objects.published().current(today))
    people = Person.objects.published().count()
    events = Event.objects.published().count()
    documents = Document.objects.published().count()
    sources = Source.objects.count()
    return [
        Figure(ngettext("organisation", "organisations", organizations), organizations, "organizations:list"),
        Figure(ngettext("body", "bodies", bodies), bodies),
        Figure(ngettext("member", "members", members), members, "members:list"),
        Figure(ngettext("person", "people", people), people, "people:list"),
        Figure(ngettext("event", "events", events), events, "events:list"),
        Figure(ngettext("document", "documents", documents), documents, "documents:list"),
        Figure(ngettext("source", "sources", sources), sources),
    ]


class About(PageView):
    template_name = "pages/about.html"
    title = _("About")
    section = "about"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(figures=figures(self.moment.today), **kwargs)


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
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


def server_error(request: HttpRequest) -> HttpResponse:
    """Say so in the reader's language, with nothing that could fail again."""
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        return HttpResponse(render_to_string("500.html"), status=500)
