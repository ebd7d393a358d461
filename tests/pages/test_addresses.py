"""Addresses: languages, redirects, errors, and what every answer carries."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepts", "target"),
    [("", "/kk/"), ("en-GB,en;q=0.9", "/en/"), ("ru,en;q=0.5", "/en/"), ("kk", "/kk/"), ("ru", "/kk/"), ("*", "/kk/")],
)
def test_the_root_leads_to_the_readers_language(client, accepts, target):
    response = client.get("/", headers={"accept-language": accepts})
    assert response.status_code == 302
    assert response["Location"] == target
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(("here", "there"), [("kk", "en"), ("en", "kk")])
def test_the_language_switch_keeps_path_query_and_day(client, world, here, there):
    text = client.get(f"/{here}/organizations/nato/members/?on=1955-05-09").content.decode()
    assert f'<a href="/{there}/organizations/nato/members/?on=1955-05-09" lang="{there}"' in text
    text = client.get(f"/{here}/events/?kind=summit&sort=start").content.decode()
    assert f'<a href="/{there}/events/?kind=summit&amp;sort=start" lang="{there}"' in text


def test_an_old_slug_leads_to_the_new_one_for_ever(client, db):
    organization = f.OrganizationFactory(slug="turkic-council")
    organization.slug = "ots"
    organization.save()
    response = client.get("/kk/organizations/turkic-council/members/?on=2015-01-01")
    assert response.status_code == 301
    assert response["Location"] == "/kk/organizations/ots/members/?on=2015-01-01"


def test_an_old_address_of_a_body_leads_to_the_new_one(client, db):
    body = f.BodyFactory(slug="old", organization__slug="org")
    body.slug = "new"
    body.save()
    body.organization.slug = "renamed"
    body.organization.save()
    assert client.get("/en/organizations/org/bodies/old/")["Location"] == "/en/organizations/renamed/bodies/new/"


def test_an_old_slug_of_a_draft_leads_nowhere(client, db):
    event = f.EventFactory(slug="old", draft=True)
    event.slug = "new"
    event.save()
    assert client.get("/en/events/old/").status_code == 404


@pytest.mark.parametrize(("language", "said"), [("kk", "Бет табылмады"), ("en", "Page not found")])
def test_a_page_that_is_not_there_says_so_in_the_readers_language(client, db, language, said):
    response = client.get(f"/{language}/events/nothing/")
    assert response.status_code == 404
    assert said in response.content.decode()


@pytest.mark.parametrize("path", ["events/calendar/2008/13/", "events/calendar/0000/01/", "events/calendar/9999/12/"])
def test_a_month_that_no_calendar_has_is_not_found(client, db, path):
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/kk/", "/en/events/", "/kk/organizations/nato/members/"])
def test_the_public_gets_no_cookie_and_a_strict_policy(client, world, path):
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt"])
def test_the_small_addresses_answer(client, db, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(("language", "said"), [("kk", "ағылшын тілінде ғана"), ("en", "in Kazakh only")])
def test_a_text_in_one_language_only_is_shown_marked_with_its_lang(client, db, language, said):
    other = "en" if language == "kk" else "kk"
    f.EventFactory(slug="visit", **{"name_kk": "", "name_en": "", f"name_{other}": "Visit"})
    text = client.get(f"/{language}/events/visit/").content.decode()
    assert f'<span lang="{other}">Visit</span>' in text
    assert said in text


def test_what_contradicting_sources_say_is_shown_beside_the_fact(client, world):
    text = client.get("/en/organizations/nato/").content.decode()
    versions = text.partition('<span class="versions">')[2].partition("</dd>")[0]
    assert "<b>4 April 1949</b>" in versions.partition("In another source")[0]
    assert "<b>1946</b>" in versions.partition("In another source")[2]
    assert 'id="source-1"' in text


def test_markdown_is_rendered_and_made_safe(client, db):
    f.EventFactory(slug="visit", description_en="*Then* <script>alert(1)</script> [x](javascript:alert(1))\n\n# Big")
    text = client.get("/en/events/visit/").content.decode()
    assert "<em>Then</em>" in text
    assert "<script>alert" not in text
    assert 'href="javascript:' not in text
    assert "<h3>Big</h3>" in text


def test_a_dead_database_is_a_503_with_a_sentence(client, db, monkeypatch):
    from django.db import OperationalError

    from apps.organizations.views import OrganizationList

    def gone(self):
        raise OperationalError

    monkeypatch.setattr(OrganizationList, "get_base", gone)
    for language, said in (("kk", "Дерекқор"), ("en", "The database does not answer")):
        response = client.get(f"/{language}/organizations/")
        assert response.status_code == 503
        assert said in response.content.decode()
        assert response["Retry-After"]


def test_a_page_that_has_not_changed_is_not_sent_twice(client, world):
    first = client.get("/kk/organizations/nato/")
    again = client.get("/kk/organizations/nato/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    world["nato"].name_kk = "Басқа атау"
    world["nato"].save()
    changed = client.get("/kk/organizations/nato/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "Басқа атау" in changed.content.decode()


@pytest.mark.parametrize(
    "path", ["organizations/nato/members/", "organizations/nato/members.csv", "events/", "matrix/"]
)
def test_a_kept_copy_is_asked_about_because_other_rows_change_a_page(client, world, path):
    response = client.get(f"/en/{path}")
    assert response["Cache-Control"] == "no-cache"
    assert "Last-Modified" not in response


def test_an_unchanged_page_answers_304(client, world):
    etag = client.get("/en/organizations/nato/members/")["ETag"]
    assert client.get("/en/organizations/nato/members/", headers={"If-None-Match": etag}).status_code == 304
    f.MembershipFactory(organization=world["nato"], start="1952-02-18")
    assert client.get("/en/organizations/nato/members/", headers={"If-None-Match": etag}).status_code == 200
