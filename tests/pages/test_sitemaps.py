"""The sitemaps: an index, and one for each language."""

import datetime as dt
import re

import pytest

from apps.members.models import Membership
from apps.organizations.models import Organization
from apps.pages.sitemaps import LanguageSitemap
from tests import factories as f

from .conftest import PAGES

# Months, years and single suggestions are left to their links, what a reader filters or composes to the reader, and
# so is a country that belongs to nothing.
LEFT_OUT = ("search/", "corrections/suggested", "calendar", "year/", "brief/", "soviet-union", "?")
LISTED = [path for path in PAGES if not any(part in path for part in LEFT_OUT)]

pytestmark = pytest.mark.django_db


def entries(client, address):
    """Return the addresses of a sitemap, each with its other languages and when it was last changed."""
    text = client.get(address).content.decode()
    found = {}
    for entry in re.findall(r"<url>(.*?)</url>", text, re.DOTALL):
        alternates = dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', entry))
        changed = re.search(r"<lastmod>(.*?)</lastmod>", entry)
        found[re.search(r"<loc>(.*?)</loc>", entry)[1]] = (alternates, changed and changed[1])
    return found


def test_robots_and_the_index_lead_to_a_sitemap_for_each_language(client, world, django_assert_max_num_queries):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
    with django_assert_max_num_queries(12):
        text = client.get("/sitemap.xml").content.decode()
    assert re.findall(r"<loc>(.*?)</loc>", text) == [
        "http://testserver/sitemap-kk.xml",
        "http://testserver/sitemap-en.xml",
    ]
    assert client.get("/sitemap-ru.xml").status_code == 404


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_sitemap_lists_every_page_of_its_language_once_with_the_other(client, world, language):
    found = entries(client, f"/sitemap-{language}.xml")
    for path in LISTED:
        alternates, _changed = found[f"http://testserver/{language}/{path}"]
        assert alternates == {
            "kk": f"http://testserver/kk/{path}",
            "en": f"http://testserver/en/{path}",
            "x-default": f"http://testserver/kk/{path}",
        }
    for address in found:
        assert address.startswith(f"http://testserver/{language}/")
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_a_tab_is_as_old_as_its_latest_row(client, world):
    Organization.objects.update(updated_at=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    Membership.objects.update(updated_at=dt.datetime(2002, 2, 2, tzinfo=dt.UTC))
    f.MembershipFactory(organization=world["nato"], publication="draft")
    found = entries(client, "/sitemap-en.xml")
    assert found["http://testserver/en/organizations/nato/"][1].startswith("2001-01-01")
    assert found["http://testserver/en/organizations/nato/members/"][1].startswith("2002-02-02")


def test_a_long_sitemap_comes_in_pages_without_gaps(client, world, monkeypatch):
    whole = list(entries(client, "/sitemap-en.xml"))
    monkeypatch.setattr(LanguageSitemap, "limit", 7)
    number = -(-len(whole) // 7)
    parts = [address for page in range(1, number + 1) for address in entries(client, f"/sitemap-en.xml?p={page}")]
    assert parts == whole
    assert client.get(f"/sitemap-en.xml?p={number + 1}").status_code == 404
    assert client.get("/sitemap-en.xml?p=x").status_code == 404
    assert client.get("/sitemap.xml").content.decode().count("sitemap-en.xml") == number


def test_a_sitemap_costs_the_same_with_more_rows(client, world, django_assert_max_num_queries):
    f.EventFactory.create_batch(5)
    with django_assert_max_num_queries(16):
        client.get("/sitemap-kk.xml")
