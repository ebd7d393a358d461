"""Drafts, archived records, and whatever hangs on them, appear in no public channel."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db

HIDDEN = ("draft", "review", "archived")
MARK = "ҚҰПИЯ"  # in the name of everything hidden; "secret"
OF_A_MEMBER = "ҚҰПИЯ АЛҚАП"  # a country that is public, though not as a member: it has a page, and changes


@pytest.fixture(params=HIDDEN)
def hidden(request, world):
    """Beside the published world: one hidden record of each noun, and published rows that hang on hidden ones."""
    nato, belgium = world["nato"], world["belgium"]
    names = {"name_kk": MARK, "name_en": MARK, "publication": request.param}
    organization = f.OrganizationFactory(
        slug="secret-organization", abbreviation_kk=MARK, abbreviation_en=MARK, **names
    )
    f.OrganizationLinkFactory(organization=organization, target=nato)
    country = f.CountryFactory(slug="secret-country", **names)
    body = f.BodyFactory(organization=nato, slug="secret-body", **names)
    f.BodyFactory(organization=organization, slug="published-body", name_kk=MARK, name_en=MARK)
    f.MembershipFactory(organization=nato, country=country)
    f.MembershipFactory(organization=organization, country=belgium)
    f.MembershipFactory(organization=nato, body=body, country=belgium)
    f.MembershipFactory(
        organization=nato, country=f.CountryFactory(name_kk=OF_A_MEMBER, name_en=OF_A_MEMBER), publication=request.param
    )
    person = f.PersonFactory(slug="secret-person", **names)
    f.TenureFactory(post__organization=nato, person=person)
    f.TenureFactory(post=f.PostFactory(organization=nato, **names))
    event = f.EventFactory(
        slug="secret-event", organizations=[nato, organization], start="2008-04-03", series=nato.events.first().series,
        **names,
    )  # fmt: skip
    f.ParticipationFactory(event=event, person=None, country=belgium)
    summit = nato.events.get(slug="2008-bucharest-summit")
    summit.organizations.add(organization)
    summit.bodies.add(body)
    f.ParticipationFactory(event=summit, person=person)
    f.EventFactory(slug="secret-part", parent=summit, **names)
    document = f.DocumentFactory(slug="secret-document", organizations=[nato, organization], **names)
    document.events.add(summit)
    f.PartyFactory(document=summit.documents.get(slug="washington-treaty"), country=country)
    topic = f.TopicFactory(slug="secret-topic", **names)
    summit.topics.add(topic)
    f.TermFactory(slug="secret-term", forms=[("ru", "deprecated", MARK)], **names)
    return request.param


ADDRESSES = (
    "organizations/secret-organization/",
    "organizations/secret-organization/members/",
    "organizations/secret-organization/bodies/published-body/",
    "organizations/nato/bodies/secret-body/",
    "organizations/nato/bodies/secret-body/members/",
    "organizations/nato/bodies/secret-body/members/map.svg",
    "organizations/nato/bodies/secret-body/members.csv",
    "organizations/secret-organization/members.csv",
    "organizations/secret-organization/members/map.svg",
    "members/secret-country/",
    "members/secret-organization/",
    "people/secret-person/",
    "events/secret-event/",
    "documents/secret-document/",
    "terms/secret-term/",
)


@pytest.mark.parametrize("language", ["kk", "en"])
def test_its_own_address_does_not_exist(client, hidden, language):
    for path in ADDRESSES:
        assert client.get(f"/{language}/{path}").status_code == 404, path


@pytest.mark.parametrize("language", ["kk", "en"])
def test_no_page_names_it(client, hidden, language):
    from .conftest import PAGES

    for path in (*PAGES, "events/?on=2008-04-03", "members/?on=2008-04-03", "people/?on=2004-02-01"):
        page = client.get(f"/{language}/{path}").content.decode()
        if path == "changes/":
            assert OF_A_MEMBER in page
            page = page.replace(OF_A_MEMBER, "")
        assert MARK not in page, path
        assert "secret-" not in page, path


def test_the_sitemap_does_not_list_it(client, hidden):
    text = "".join(client.get(f"/sitemap-{language}.xml").content.decode() for language in ("kk", "en"))
    assert "/kk/organizations/nato/" in text
    assert "/en/organizations/nato/" in text
    assert "secret-" not in text
    assert "published-body" not in text


def test_a_filter_by_it_is_a_bad_value(client, hidden):
    response = client.get("/en/events/?organization=secret-organization")
    assert response.status_code == 200
    assert "There is no such value here." in response.content.decode()


def test_counts_leave_it_out(client, hidden):
    assert "3 events" in client.get("/en/events/").content.decode()
    assert "2 organisations" in client.get("/en/organizations/").content.decode()


def test_staff_see_a_draft_in_its_public_page_marked_and_uncached(staff, hidden):
    for path in ("organizations/secret-organization/", "people/secret-person/", "events/secret-event/"):
        response = staff.get(f"/en/{path}")
        assert response.status_code == 200, path
        assert "draft-banner" in response.content.decode()
        assert "no-store" in response["Cache-Control"]


def test_a_stranger_with_a_made_up_session_sees_no_draft(client, hidden):
    client.cookies["sessionid"] = "made-up"
    assert client.get("/en/events/secret-event/").status_code == 404
