"""A link to the page of a draft: who has it sees that page, for some days, and nothing else."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.signing import TimestampSigner

from apps.core.previewing import PreviewLink
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.once]

UNPUBLISHED = ["draft", "review", "archived"]


def link_to(record, language="en"):
    return PreviewLink.to(record).addresses()[language]


def ended(response, language="en"):
    words = {"en": "This link has ended", "kk": "Бұл сілтеменің мерзімі бітті"}[language]
    return response.status_code == 404 and words in response.content.decode()


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("state", UNPUBLISHED)
def test_who_has_the_link_sees_the_page_in_both_languages(client, state, language):
    event = f.EventFactory(name_kk="Құпия жиын", name_en="Secret meeting", publication=state)
    assert client.get(f"/{language}/events/{event.slug}/").status_code == 404
    response = client.get(link_to(event, language))
    page = response.content.decode()
    assert response.status_code == 200
    assert {"kk": "Құпия жиын", "en": "Secret meeting"}[language] in page
    assert "draft-banner" in page


def test_the_banner_says_until_when(client):
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False):
        event = f.EventFactory(draft=True)
        assert "30 November 2026, 11:00" in client.get(link_to(event)).content.decode()


def test_a_preview_is_kept_by_nobody_and_told_to_nobody(client):
    response = client.get(link_to(f.EventFactory(draft=True)))
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert not response.cookies
    assert "ETag" not in response
    assert "Cookie" not in response.get("Vary", "")


def test_a_link_ends_after_its_days(client, settings):
    settings.PREVIEW_DAYS = 2
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False):
        address = link_to(f.EventFactory(draft=True))
    with time_machine.travel("2026-11-25T05:59:00Z", tick=False):
        assert client.get(address).status_code == 200
    with time_machine.travel("2026-11-25T06:01:00Z", tick=False):
        assert ended(client.get(address))


@pytest.mark.parametrize("language", ["kk", "en"])
def test_every_link_that_does_not_hold_gets_the_same_answer(client, language):
    draft, other = f.EventFactory(slug="aaaa", draft=True), f.EventFactory(draft=True)
    gone = f.EventFactory(draft=True)
    of_gone = PreviewLink.to(gone).token
    gone.delete()
    tokens = {
        "other record": PreviewLink.to(other).token,
        "other kind": PreviewLink.to(f.PersonFactory(draft=True)).token,
        "deleted": of_gone,
        "other salt": TimestampSigner(salt="x").sign(f"events.event-{draft.pk}-draft"),
        "no kind": TimestampSigner(salt="odaq.preview").sign(f"x.y-{draft.pk}-draft"),
        "empty": "",
        "NUL": "\x00",
        "long": "x" * 10_000,
    }
    for name, token in tokens.items():
        answers = [client.get(f"/{language}/events/{slug}/", {"preview": token}) for slug in ("aaaa", "bbbb")]
        assert all(ended(answer, language) for answer in answers), name
        assert answers[0].content == answers[1].content.replace(b"bbbb", b"aaaa"), name
        heads = [{k: v for k, v in answer.headers.items() if k != "Content-Length"} for answer in answers]
        assert heads[0] == heads[1], name
        assert not answers[0].cookies


def test_a_link_outlives_a_new_secret_key_that_knows_the_old_one(client, settings):
    address, old = link_to(f.EventFactory(draft=True)), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "y" * 60, []
    assert ended(client.get(address))
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get(address).status_code == 200


def test_a_link_follows_a_draft_through_review_and_ends_as_it_is_published(client):
    with time_machine.travel("2026-11-23T06:00:00Z", tick=False) as clock:
        event = f.EventFactory(draft=True)
        address = link_to(event)
        for state, status in (("review", 200), ("published", 302), ("draft", 404), ("archived", 404)):
            clock.shift(dt.timedelta(minutes=1))
            event.publication = state
            event.save()
            assert client.get(address).status_code == status, state


def test_the_link_of_a_record_that_is_public_by_now_leads_to_its_address(client):
    event = f.EventFactory(draft=True)
    address = link_to(event)
    event.publication = "published"
    event.save()
    assert client.get(f"{address}&on=2008-04-02").url == f"/en/events/{event.slug}/?on=2008-04-02"


def test_a_draft_with_a_new_address_is_still_found(client):
    event = f.EventFactory(slug="before", draft=True)
    address = link_to(event)
    event.slug = "after"
    event.save()
    response = client.get(address, follow=True)
    assert response.redirect_chain[0][0] == address.replace("before", "after")
    assert response.status_code == 200


def test_the_tabs_and_the_languages_of_a_record_keep_the_link_and_nothing_else_does(client):
    organization = f.OrganizationFactory(slug="draft-one", draft=True)
    f.OrganizationFactory(slug="draft-one-b")
    event = f.EventFactory(organizations=[organization])
    page = client.get(link_to(organization)).content.decode()
    links = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', page))
    own = {link for link in links if re.match(r"/(kk|en)/organizations/draft-one(?=[/.?])", link)}
    assert {link.split("?")[0] for link in own} >= {
        "/kk/organizations/draft-one/",
        *(f"/en/organizations/draft-one/{tab}" for tab in ("", "structure/", "members/", "people/", "events/")),
    }
    assert all("preview=" in link for link in own)
    assert not any("preview=" in link for link in links - own)
    for link in own:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link
    tab = client.get(next(link for link in own if "/en/organizations/draft-one/events/" in link)).content.decode()
    assert f'href="/en/events/{event.slug}/"' in tab


def test_what_will_be_public_with_a_draft_is_shown_and_other_drafts_are_not(client):
    organization = f.OrganizationFactory(slug="draft-one", draft=True)
    seen = f.CountryFactory(name_en="Seenland")
    hidden = f.CountryFactory(name_en="Hiddenland", draft=True)
    f.MembershipFactory(organization=organization, country=seen)
    f.MembershipFactory(organization=organization, country=hidden)
    f.MembershipFactory(organization=organization, country=f.CountryFactory(name_en="Waitland"), draft=True)
    f.BodyFactory(organization=organization, slug="council", name_en="Seen Council")
    f.BodyFactory(organization=organization, slug="board", name_en="Hidden Board", draft=True)
    f.EventFactory(organizations=[organization], name_en="Hidden summit", draft=True)
    link = PreviewLink.to(organization)
    key = {"preview": link.token}
    pages = [
        client.get(f"/en/organizations/draft-one/{tab}", key)
        for tab in ("", "structure/", "members/", "people/", "events/", "documents/", "brief/", "bodies/council/")
    ]
    files = [client.get(f"/en/organizations/draft-one/{name}", key) for name in ("members.csv", "structure.svg")]
    assert [page.status_code for page in [*pages, *files]] == [200] * 10
    text = "".join(b"".join(page).decode() for page in [*pages, *files])
    assert "Seenland" in text
    assert "Seen Council" in text
    assert "Hidden" not in text
    assert "Waitland" not in text
    assert link.token not in b"".join(files[1]).decode()
    assert ended(client.get("/en/organizations/draft-one/bodies/board/", key))
    assert client.get("/en/organizations/draft-one/members/").status_code == 404
    assert "Seen Council" not in client.get("/en/organizations/").content.decode()


def test_what_a_preview_shows_counts_for_no_other_request(client):
    organization = f.OrganizationFactory(draft=True)
    membership = f.MembershipFactory(organization=organization)
    assert client.get(link_to(organization)).status_code == 200
    page = client.get(f"/en/members/{membership.country.slug}/")
    assert organization.name_en not in page.content.decode()


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("role", ["editor", "translator_kk", "publisher"])
def test_whoever_works_on_a_draft_makes_a_link_to_it(signed_in, client, role, language):
    event = f.EventFactory(draft=True)
    staff = signed_in(role, language=language)
    form = staff.get(f"/admin/events/event/{event.pk}/change/").content.decode()
    address = f"/admin/desk/preview/events.event/{event.pk}/"
    assert f'href="{address}"' in form
    page = staff.get(address)
    shown = [found for _code, _named, found in page.context["addresses"]]
    assert len(shown) == 2
    client.logout()
    for found in shown:
        assert client.get(found.removeprefix("http://testserver")).status_code == 200


def test_a_published_record_needs_no_link(signed_in):
    event = f.EventFactory()
    staff = signed_in("editor")
    assert "/admin/desk/preview/" not in staff.get(f"/admin/events/event/{event.pk}/change/").content.decode()
    assert staff.get(f"/admin/desk/preview/events.event/{event.pk}/").url == f"/en/events/{event.slug}/"


def test_a_body_of_a_draft_gets_no_link_of_its_own(signed_in, client):
    body = f.BodyFactory(organization=f.OrganizationFactory(draft=True), draft=True)
    page = signed_in("editor").get(f"/admin/desk/preview/organizations.body/{body.pk}/")
    assert page.status_code == 200
    assert page.context["link"] is None
    client.logout()
    assert ended(client.get(link_to(body)))


@pytest.mark.parametrize(
    "place", ["events.event/0", "events.event/99999999999999999999", "auth.user/1", "events.participation/1", "x/1"]
)
def test_there_is_no_preview_of_what_has_no_page(signed_in, place):
    assert signed_in("editor").get(f"/admin/desk/preview/{place}/").status_code == 404


def test_a_stranger_makes_no_link(client):
    event = f.EventFactory(draft=True)
    response = client.get(f"/admin/desk/preview/events.event/{event.pk}/")
    assert response.status_code == 302
    assert "/admin/login/" in response.url


def test_staff_see_a_draft_with_what_will_be_public_with_it(signed_in):
    organization = f.OrganizationFactory(slug="draft-one", draft=True)
    f.MembershipFactory(organization=organization, country=f.CountryFactory(name_en="Seenland"))
    page = signed_in("editor").get("/en/organizations/draft-one/members/").content.decode()
    assert "Seenland" in page
    assert "Only staff see this page" in page


@pytest.mark.parametrize("language", ["kk", "en"])
def test_what_names_something_unpublished_has_no_preview_until_that_is_published(signed_in, client, language):
    city = f.CityFactory(name_kk="Құпия қала", name_en="Secret city")
    event = f.EventFactory(draft=True, city=city)
    link = link_to(event, language)
    assert client.get(link).status_code == 200
    city.publication = "draft"
    city.save()
    assert ended(client.get(link), language)
    page = signed_in("publisher", language=language).get(f"/admin/desk/preview/events.event/{event.pk}/")
    assert page.context["link"] is None
    assert {"kk": "мысалы қаланы", "en": "such as a city"}[language] in page.content.decode()


def test_a_preview_leads_to_nothing_that_is_not_there_yet(client):
    organization = f.OrganizationFactory(draft=True, name_en="Secret union")
    page = client.get(link_to(organization)).content.decode()
    assert "Secret union" in page
    for dead in (
        "/corrections/new/",
        "/changes/organization/",
        "/compare/?organization",
        ".bib",
        "og:image",
        "canonical",
    ):
        assert dead not in page, dead
