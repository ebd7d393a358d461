"""The way from a public page to the form of its record: for those who work there, and for nobody else."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def tools(response):
    return {tool.name: tool.url for tool in response.context["staff_tools"]}


@pytest.mark.parametrize("language", ["kk", "en"])
def test_an_editor_finds_the_form_on_every_page_of_a_record(signed_in, language):
    organization = f.OrganizationFactory(slug="one")
    body = f.BodyFactory(organization=organization, slug="council")
    country = f.MembershipFactory(organization=organization).country
    client = signed_in("editor")
    for path, place in (
        ("organizations/one/", f"organizations/organization/{organization.pk}"),
        ("organizations/one/members/", f"organizations/organization/{organization.pk}"),
        ("organizations/one/bodies/council/", f"organizations/body/{body.pk}"),
        (f"members/{country.slug}/", f"reference/country/{country.pk}"),
    ):
        response = client.get(f"/{language}/{path}")
        assert f'href="/admin/{place}/change/"' in response.content.decode(), path
        assert tools(response)["history"] == f"/admin/{place}/history/"
        assert response["Cache-Control"] == "private, no-store"
        assert "Cookie" in response["Vary"]


def test_a_translator_is_led_to_the_words_of_their_language(signed_in):
    event = f.EventFactory()
    found = tools(signed_in("translator_kk").get(f"/en/events/{event.slug}/"))
    assert found["kk"] == f"/admin/desk/translations/events.event/{event.pk}/kk/"
    assert "en" not in found


def test_every_tool_opens(signed_in):
    event, person, term = f.EventFactory(), f.PersonFactory(), f.TermFactory()
    client = signed_in("editor")
    for path in (f"events/{event.slug}", f"people/{person.slug}", f"terms/{term.slug}"):
        for address in tools(client.get(f"/en/{path}/")).values():
            assert client.get(address).status_code in (200, 302), address


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_reader_gets_the_page_as_if_there_were_no_staff(client, language, monkeypatch):
    event = f.EventFactory()
    path = f"/{language}/events/{event.slug}/"
    page = client.get(path)
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
    assert page["Cache-Control"] == "no-cache"
    monkeypatch.setattr("apps.core.previewing.PreviewedRecord.staff_tools", None)
    assert client.get(path).content == page.content
    assert b"staff" not in page.content


def test_somebody_who_may_change_nothing_gets_no_tools(client, account):
    event = f.EventFactory()
    plain = client.get(f"/en/events/{event.slug}/").content
    client.force_login(account("reader", is_staff=False))
    assert client.get(f"/en/events/{event.slug}/").content == plain
    client.force_login(account("newcomer"))
    assert client.get(f"/en/events/{event.slug}/").content == plain


def test_a_session_that_is_over_changes_nothing_on_the_page(client):
    event = f.EventFactory()
    plain = client.get(f"/en/events/{event.slug}/").content
    client.cookies["sessionid"] = "over"
    response = client.get(f"/en/events/{event.slug}/")
    assert response.content == plain
    assert response.cookies["sessionid"].value == ""  # the browser forgets it


def test_a_publisher_without_a_second_factor_is_a_reader(signed_in, outside_development):
    event = f.EventFactory()
    response = signed_in("publisher").get(f"/en/events/{event.slug}/")
    assert not response.context["staff_tools"]


@pytest.mark.parametrize("role", ["editor", "translator_kk", "publisher"])
def test_to_know_who_reads_costs_three_queries(signed_in, client, django_assert_max_num_queries, role):
    """The session, the account, its rights."""
    event = f.EventFactory()
    path = f"/en/events/{event.slug}/"
    client.get(path)  # content types are remembered
    with django_assert_max_num_queries(12) as as_reader:
        client.get(path)
    most = len(as_reader)
    staff = signed_in(role)
    staff.get(path)
    with django_assert_max_num_queries(most + 3):
        staff.get(path)
