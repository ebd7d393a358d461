""" "I checked this against its source today": apart from editing, for whoever edits, and at once on the public page."""

import datetime as dt
import json

import pytest

from apps.core.spans import today
from apps.organizations.models import Organization
from apps.sources.models import Citation
from tests import factories as f
from tests.admin.conftest import as_shown, cite, saved, words_of
from tests.admin.test_every_page import address

pytestmark = pytest.mark.django_db

URL = "/admin/desk/checks/"
BUTTON = {
    "en": "I checked this against its source today",
    "kk": "Мұны бүгін дереккөзімен салыстырып тексердім",
}


@pytest.fixture
def nato(db):
    return f.OrganizationFactory(name_kk="НАТО", name_en="NATO")


def url_of(record):
    return address(type(record), f"{record.pk}/change/")


@pytest.mark.once
@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_a_press_dates_the_citation_and_tells_the_public_at_once(signed_in, nato, role, language):
    citation = cite(nato, field="start")
    client = signed_in(role, language=language)
    assert BUTTON[language] in client.get(url_of(nato)).content.decode()
    response = client.post(URL, {"citation": citation.pk, "next": url_of(nato)})
    assert response.url == url_of(nato)
    citation.refresh_from_db()
    assert (citation.verified_on, citation.verified_by) == (today(), client.user)
    assert BUTTON[language] not in client.get(url_of(nato)).content.decode()
    client.logout()
    for public, told in (("kk", "Соңғы тексерілген күні:"), ("en", "Last checked:")):
        page = client.get(f"/{public}/organizations/{nato.slug}/").content.decode()
        assert f'{told} <time datetime="{today()}">' in page


@pytest.mark.once
def test_nothing_else_is_touched_and_the_history_says_why(signed_in, nato):
    citation, other = cite(nato, quote="Word for word", position=3), cite(nato)
    was = Organization.objects.get(pk=nato.pk)
    states = nato.history.count()
    client = signed_in("editor")
    client.post(URL, {"citation": citation.pk})
    now = Organization.objects.get(pk=nato.pk)
    assert (now.updated_at, nato.history.count()) == (was.updated_at, states)
    citation.refresh_from_db()
    other.refresh_from_db()
    assert (citation.quote, citation.position, other.verified_on) == ("Word for word", 3, None)
    latest = citation.history.first()
    assert (latest.history_type, latest.history_user) == ("~", client.user)
    history = words_of(client.get(address(Organization, f"{nato.pk}/history/")).content.decode())
    assert "checked against the source" in history


@pytest.mark.once
def test_a_second_press_on_the_same_day_changes_nothing(signed_in, nato):
    citation = cite(nato)
    first = signed_in("editor", name="first")
    first.post(URL, {"citation": citation.pk})
    first_user, states = first.user, citation.history.count()
    signed_in("publisher", name="second").post(URL, {"citation": citation.pk})
    citation.refresh_from_db()
    assert (citation.verified_by, citation.history.count()) == (first_user, states)


@pytest.mark.once
@pytest.mark.parametrize("publication", ["draft", "published", "archived"])
def test_all_the_citations_of_a_record_are_checked_with_one_button(signed_in, nato, publication):
    Organization.objects.filter(pk=nato.pk).update(publication=publication)
    own, other = [cite(nato), cite(nato, field="start")], cite(f.OrganizationFactory())
    client = signed_in("editor")
    page = client.get(url_of(nato)).content.decode()
    button = f'name="record" value="{own[0].content_type_id}:{nato.pk}"'
    assert button in page
    client.post(URL, {"record": f"{own[0].content_type_id}:{nato.pk}"})
    assert set(Citation.objects.filter(verified_on=today())) == set(own)
    assert not Citation.objects.filter(pk=other.pk, verified_on=today()).exists()


@pytest.mark.once
@pytest.mark.parametrize("roles", [["translator_kk"], ["translator_en"], []])
def test_who_may_not_check_sees_no_button_and_is_refused(signed_in, nato, roles):
    citation = cite(nato)
    client = signed_in(*roles)
    if roles:
        assert BUTTON["en"] not in client.get(url_of(nato)).content.decode()
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"citation": citation.pk}).status_code == 403
    client.logout()
    assert client.post(URL, {"citation": citation.pk}).status_code == 302
    citation.refresh_from_db()
    assert citation.verified_on is None


@pytest.mark.once
@pytest.mark.parametrize(
    "data",
    [
        {},
        *({"citation": key} for key in ("x", "9" * 40, "0", "1\0", "٣")),
        *({"record": key} for key in ("x", "1", "1:2:3", ":", "1:" + "9" * 40)),
    ],
)
def test_a_forged_press_finds_nothing(signed_in, data):
    assert signed_in("editor").post(URL, data).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_nowhere_else(signed_in, nato, back):
    response = signed_in("editor").post(URL, {"citation": cite(nato).pk, "next": back})
    assert response.url == URL


@pytest.mark.once
def test_a_script_is_told_what_was_checked(signed_in, nato):
    citation = cite(nato)
    response = signed_in("editor").post(URL, {"citation": citation.pk}, headers={"accept": "application/json"})
    assert json.loads(response.content) == {"checked": [citation.pk], "said": "Checked today by somebody."}


@pytest.mark.once
def test_it_is_apart_from_the_form_of_the_record(signed_in, nato):
    cite(nato)
    page = signed_in("editor").get(url_of(nato)).content.decode()
    assert 'form="check-sources"' in page
    assert page.index('id="check-sources"') > page.index("</form>", page.index('id="organization_form"'))


def test_a_check_while_somebody_edits_is_no_conflict_and_is_kept(signed_in, nato):
    citation = cite(nato, source=f.SourceFactory(), field="start", locator="p. 1")
    chief = signed_in("publisher", name="chief")
    open_form = as_shown(chief.get(url_of(nato)), summary_en="New text")
    signed_in("editor", name="aliya").post(URL, {"citation": citation.pk})
    chief = signed_in("publisher", name="chief")
    saved(chief.post(url_of(nato), open_form))
    citation.refresh_from_db()
    nato.refresh_from_db()
    assert (nato.summary_en, citation.verified_on) == ("New text", today())
    assert citation.verified_by.username == "aliya"


@pytest.mark.once
def test_any_other_change_of_a_citation_meanwhile_still_is_one(signed_in, nato):
    citation = cite(nato, field="start", locator="p. 1")
    chief = signed_in("publisher", name="chief")
    open_form = as_shown(chief.get(url_of(nato)), summary_en="New text")
    Citation.objects.filter(pk=citation.pk).update(verified_on=today(), locator="p. 2")
    assert chief.post(url_of(nato), open_form).status_code == 409


# ---- what waits to be checked


@pytest.mark.parametrize("language", ["kk", "en"])
def test_what_waits_longest_comes_first_and_the_recent_is_left_out(signed_in, nato, language):
    def checked(days):
        return cite(nato, verified_on=today() - dt.timedelta(days=days), source=f.SourceFactory())

    recent, old, older = checked(10), checked(400), checked(800)
    never = cite(nato, source=f.SourceFactory())
    client = signed_in("editor", language=language)

    def shown(query):
        return [row["citation"].pk for row in client.get(URL + query).context["rows"]]

    assert shown("") == [never.pk, older.pk, old.pk]
    assert shown("?months=24") == [never.pk, older.pk]
    assert shown("?months=never") == [never.pk]
    assert shown("?months=x&kind=x.y&source=x&page=99") == [never.pk, older.pk, old.pk]
    assert recent.pk not in shown("?months=3")


@pytest.mark.once
def test_a_kind_of_record_and_of_source_narrow_it(signed_in, nato):
    treaty = cite(nato, source=f.SourceFactory(kind="treaty"))
    press = cite(f.MembershipFactory(), source=f.SourceFactory(kind="press"))
    client = signed_in("editor")

    def shown(query):
        return [row["citation"] for row in client.get(URL + query).context["rows"]]

    assert shown("?kind=organizations.organization") == [treaty]
    assert shown("?kind=members.membership") == [press]
    assert shown("?source=press") == [press]
    assert shown("?source=book") == []


def test_the_page_costs_the_same_with_one_row_and_with_three(signed_in, django_assert_max_num_queries):
    client = signed_in("editor")

    def cost():
        client.get(URL)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(URL).status_code == 200
        return len(queries)

    cite(f.MembershipFactory())
    one = cost()
    cite(f.MembershipFactory()), cite(f.MembershipFactory())
    assert cost() == one


@pytest.mark.once
def test_it_is_paged(signed_in, nato):
    source = f.SourceFactory()
    for _number in range(51):
        cite(nato, source=source)
    client = signed_in("editor")
    first = client.get(URL)
    assert len(first.context["rows"]) == 50
    assert "page=2" in first.content.decode()
    assert len(client.get(f"{URL}?page=2").context["rows"]) == 1
