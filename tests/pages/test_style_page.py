"""The style page: for staff, complete, drawn by what readers get; and the colours it shows."""

import re

import html5lib
import pytest
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from apps.core.filters import Moment
from apps.core.spans import today
from apps.pages.palette import PAIRS, THEMES, contrast, documented_classes, style_sheet, tokens
from apps.pages.samples import Samples
from apps.pages.specimens import SECTIONS

pytestmark = pytest.mark.once

SPECIMENS = [specimen for section in SECTIONS for specimen in section.specimens]
DRAWN = [specimen for specimen in SPECIMENS if specimen.template]


@pytest.fixture
def staff(client, db):
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    return client


@pytest.mark.parametrize("language", ["kk", "en"])
def test_staff_see_it_in_both_languages_as_strict_html_and_nobody_keeps_it(
    staff, language, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        response = staff.get(f"/{language}/style/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    text = response.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in text
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.mark.parametrize("path", ["/kk/style/", "/en/style/"])
def test_readers_do_not_find_it_and_get_no_cookie(client, db, path):
    response = client.get(path)
    assert response.status_code == 404
    assert not response.cookies


def test_somebody_who_is_no_staff_does_not_find_it(client, db):
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get("/en/style/").status_code == 404


def test_it_names_every_class_that_the_style_sheet_lists_and_no_other():
    named = [name for specimen in SPECIMENS for name in specimen.names]
    assert sorted(named) == sorted(set(named)), "a class belongs to one specimen"
    assert set(documented_classes()) - set(named) == set(), "Give these a specimen in apps/pages/specimens.py."
    assert set(named) - set(documented_classes()) == set(), "List these in the head of portal.css."


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.names[0])
def test_every_class_of_a_specimen_has_a_rule(specimen):
    body = style_sheet().partition("@layer tokens, base")[2]
    missing = [name for name in specimen.names if not re.search(rf"\.{name}\b", body)]
    assert [name for name in missing if name not in ("standing", "when", "note")] == []


@pytest.mark.parametrize("specimen", DRAWN, ids=lambda specimen: specimen.names[0])
def test_a_specimen_shows_the_classes_that_it_names(specimen, rf, db):
    moment = Moment(None, today())
    samples = Samples(moment)
    with translation.override("en"):
        context = {"sample": samples, "moment": moment, **samples.listing}
        html = render_to_string(specimen.path, context, rf.get("/en/style/"))
    shown = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
    assert [name for name in specimen.names if name not in shown] == []


@pytest.mark.parametrize("specimen", [s for s in SPECIMENS if s.seen_at], ids=lambda specimen: specimen.names[0])
def test_what_is_not_drawn_here_has_a_page_where_it_is(specimen):
    assert reverse(specimen.seen_at)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.front} on {pair.back}")
def test_colours_stand_out_from_what_they_stand_on(pair, theme):
    assert pair.measured(theme) >= pair.least


def test_the_dark_theme_is_the_same_by_choice_and_by_preference():
    assert tokens("dark") == tokens("dark by preference")
    assert tokens("dark") != tokens("light")


def test_contrast_is_measured_as_wcag_does():
    assert round(contrast("#000", "#ffffff"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
