"""Nothing English is left on a Kazakh page for the public, and nothing Kazakh on an English one.

What counts as a word of the portal's own is said in `tests/chrome.py`; the pages of the admin are walked in
`tests/admin/test_chrome.py`.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client

from apps.pages.views import About
from tests import factories as f
from tests.chrome import NOT_WALKED, Page, Walk, routes

from .conftest import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

in_each_language = pytest.mark.parametrize("language", ["kk", "en"])
TEMPLATES = Path(settings.BASE_DIR) / "templates"
ODD = "!"  # no slug, no day, no number, no choice


def listed(client: Client, language: str) -> list[str]:
    """Return the paths that the sitemaps name in a language."""
    sitemaps = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    found = [loc for one in sitemaps for loc in re.findall(r"<loc>(.*?)</loc>", client.get(one).content.decode())]
    return [path for path in (urlsplit(loc).path for loc in found) if path.startswith(f"/{language}/")]


# ---- the reader itself


@pytest.mark.parametrize(
    ("html", "language", "faults"),
    [
        ("<p>Бет табылмады</p>", "kk", []),
        ("<p>Бет not found</p>", "kk", ["<p> 'Бет not found': not, found"]),
        ("<p>Page табылмады</p>", "en", ["<p> 'Page табылмады': табылмады"]),
        ("<img alt='The map'>", "kk", ["<img alt> 'The map': The, map"]),
        ("<a title='Карта' href='/'>Map</a>", "en", ["<a title> 'Карта': Карта"]),
        ("<input type='submit' value='Save'>", "kk", ["<input value> 'Save': Save"]),
        ("<input placeholder='Name' name='name' value='Treaty'>", "kk", ["<input placeholder> 'Name': Name"]),
        ("<meta name='description' content='All events'>", "kk", ["<meta content> 'All events': All, events"]),
        ("<svg xml:lang='kk'><title>Map</title></svg>", "kk", ["<title> 'Map': Map"]),
        ("<span lang='en'>Treaty</span> шарты", "kk", []),
        ("<div lang='en'>Treaty <br><b lang='kk'>шарты of</b> Rome</div>", "kk", ["<b> 'шарты of': of"]),
        ("<code>q=nato</code> <b translate='no'>Treaty</b> <textarea>Treaty</textarea>", "kk", []),
        ("KZ, UTF-8, https://example.org/a, a@example.org, events.csv", "kk", []),
        ('<p data-inline-formset=\'{"options": {"addText": "Add"}}\'></p>', "kk", ["<p addText> 'Add': Add"]),
    ],
)
def test_the_reader_tells_the_words_of_a_page_from_what_it_quotes(html, language, faults):
    assert Page(html, language).faults() == faults


@in_each_language
def test_the_reader_leaves_out_what_was_asked(language):
    assert Page("<p>“paris – Париж”</p>", language, asked=["paris", "Париж"]).faults() == []


@pytest.mark.parametrize(("language", "seeded"), [("kk", "What is this"), ("en", "Бұл не")])
def test_a_seeded_word_is_found(client, world, monkeypatch, language, seeded):
    monkeypatch.setattr(About, "title", seeded)
    walk = Walk(client, language)
    walk.open(f"/{language}/about/")
    assert {fault.split(" ")[0] for fault in walk.faults} >= {"<title>", "<span>", "<meta"}


# ---- the pages


@in_each_language
def test_every_public_page_speaks_the_language_of_its_reader(client, world, language):
    walk = Walk(client, language)
    walk.crawl([*(f"/{language}/{path}" for path in PAGES), *listed(client, language)])
    walk.open(f"/{language}/search/suggestions/?q=2008")
    walk.open(f"/{language}/events/calendar/")
    walk.open(f"/{language}/events/year/")
    assert walk.report() == []
    unseen = {route for route in routes(f"{language}/") - walk.routes if not NOT_WALKED.search(route)}
    # The style page is for staff (walked below); a document's file is no page.
    assert unseen == {f"{language}/style/", f"{language}/documents/<slug:slug>/file/"}


@in_each_language
def test_a_page_that_is_asked_badly_or_for_another_day_does_too(client, world, language):
    """Each control of each page is given something that it cannot read."""
    walk = Walk(client, language)
    for place in [f"/{language}/{path}" for path in PAGES if "?" not in path]:
        controls = set(walk.open(place).fields) - {"q"}
        if controls:
            names = controls | {"page", "size", "sort", "letter", "on", "area"}
            walk.open(f"{place}?" + "&".join(f"{name}={ODD}" for name in sorted(names)))
        if "on" in controls:
            walk.open(f"{place}?on=1920-01-01")
            walk.open(f"{place}?on=2099-01-01")
    assert walk.report() == []


@in_each_language
def test_a_portal_without_records_does_too(client, db, language):
    walk = Walk(client, language)
    places = listed(client, language)
    assert len(places) > 8
    for place in places:
        walk.open(place)
    assert walk.report() == []


@in_each_language
def test_what_only_staff_see_does_too(staff, language):
    walk = Walk(staff, language)
    walk.open(f"/{language}/style/")
    for make in (f.OrganizationFactory, f.BodyFactory, f.PersonFactory, f.EventFactory, f.DocumentFactory):
        page = walk.open(re.sub("^/(?:kk|en)/", f"/{language}/", make(draft=True).get_absolute_url()))
        assert any(said.text in ("Preview", "Алдын ала қарау") for said in page.said)
    assert walk.report() == []


@in_each_language
@pytest.mark.parametrize(
    ("status", "error"), [(400, SuspiciousOperation()), (500, ValueError()), (503, OperationalError())]
)
def test_a_page_of_an_error_does_too(client, db, monkeypatch, language, status, error):
    def fail(*args, **kwargs):
        raise error

    walk = Walk(client, language)
    client.raise_request_exception = False
    monkeypatch.setattr(About, "get_context_data", fail)
    assert walk.open(f"/{language}/about/", status).said
    assert walk.report() == []


@in_each_language
def test_a_page_that_is_not_there_or_not_asked_for_like_that_does_too(client, db, language):
    walk = Walk(client, language)
    assert walk.open(f"/{language}/nothing/", 404).said
    response = client.post(f"/{language}/about/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert walk.read(response, "405").said
    assert walk.report() == []


# ---- the templates, also where no page of the walk leads


TEXT_OF_A_TEMPLATE = re.compile(
    r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{% blocktranslate.*?endblocktranslate %\}|\{% verbatim.*?endverbatim %\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|&\w+;",
    re.DOTALL,
)


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.[hs][tv][mg]*")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_a_template_has_no_words_of_its_own(path):
    """Every word comes from a message or a record; the names of the languages are marked with theirs."""
    html = TEXT_OF_A_TEMPLATE.sub("", path.read_text("utf-8")).strip()
    if "<" not in html:  # a piece that others put into a tag
        html = f"<a {html}>"
    assert Page(html, "kk").faults() == []
    assert Page(html, "en").faults() == []
