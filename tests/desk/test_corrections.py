"""Readers suggest corrections without an account: what is asked, what is refused, what the public sees of it."""

import re
import time

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.core.publishing import Publication
from apps.desk.changes import KINDS
from apps.desk.corrections import sending, throttling
from apps.desk.corrections.facts import facts_of
from apps.desk.corrections.forms import CorrectionForm, opened_now
from apps.desk.models import Proposal
from apps.search import tracking
from tests import factories as f
from tests.admin.conftest import saved
from tests.desk.test_chrome import StrictWalk
from tests.desk.test_proposals import decide

pytestmark = pytest.mark.django_db

LANGUAGES = pytest.mark.parametrize("language", ["kk", "en"])
SOURCE = "https://www.nato.int/history"
WORDS = "Zanzibarian"  # of a reader: in no record


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def nato(db):
    return f.OrganizationFactory(name_kk="НАТО", name_en="NATO", start="1949-04-04", summary_en="An alliance")


def address(record, fact="", language="en"):
    path = f"/{language}/corrections/new/{record._meta.model_name}/{record.pk}/"
    return f"{path}?field={fact}" if fact else path


def send(client, record, fact, value, language="en", age=60, **data):
    """Send a suggestion as somebody who opened the page a minute ago."""
    with time_machine.travel(time.time() - age, tick=False):
        opened = opened_now(record)
    data = {"value": value, "source_url": SOURCE, "note": "", "homepage": "", "opened": opened, **data}
    return client.post(address(record, fact, language), data)


def suggested(client, record, fact, value, **data):
    response = send(client, record, fact, value, **data)
    assert response.status_code == 303, response.context["form"].errors
    return Proposal.objects.latest("pk")


def said(response):
    """Return all that a form says is wrong."""
    return [str(message) for messages in response.context["form"].errors.values() for message in messages]


# ---- the way there


def records_of(world):
    return {kind: one.model.objects.published().order_by("pk").first() for kind, one in KINDS.items()}


@LANGUAGES
def test_each_fact_of_each_kind_of_record_has_a_page(client, world, language, django_assert_max_num_queries):
    for record in records_of(world).values():
        with django_assert_max_num_queries(12):
            response = client.get(address(record, language=language))
        assert response.status_code == 200
        links = re.findall(r'href="\?field=(\w+)"', response.content.decode())
        assert links == list(facts_of(type(record)))
        assert len(links) > 4
        for name in links:
            with django_assert_max_num_queries(12):
                response = client.get(address(record, name, language))
            assert response.status_code == 200
            assert response.context["form"].fact.name == name
            assert not response.cookies


@LANGUAGES
def test_every_page_of_a_record_leads_to_the_facts_that_it_shows(client, world, language):
    for kind, record in records_of(world).items():
        if kind in ("membership", "tenure"):
            continue
        html = client.get(f"/{language}{record.get_absolute_url()[3:]}").content.decode()
        found = re.findall(r'<a class="fix" href="([^"]+)" rel="nofollow" aria-label="([^"]+)">', html)
        own = [url for url, _label in found if url.startswith(address(record, language=language))]
        assert own, kind
        assert address(record, language=language) in html.replace('?field="', '"')
        for url, label in found:
            assert client.get(url).status_code == 200
            assert label.split(": ", 1)[1]


def test_what_has_no_page_of_its_own_is_reached_from_that_of_its_owner(client, world):
    records = records_of(world)
    html = client.get(address(records["organization"])).content.decode()
    assert address(records["membership"]) in html
    assert address(records["tenure"]) in html
    assert address(records["tenure"]) in client.get("/en/people/paul-henri-spaak/").content.decode()
    assert (
        f"{address(records['organization'])}#memberships"
        in client.get("/en/organizations/nato/members/").content.decode()
    )


def test_each_field_of_a_fact_stands_in_the_form_that_carries_it_out(staff, world):
    for record in records_of(world).values():
        url = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
        fields = staff.get(url).context["adminform"].form.fields
        missing = [fact.name for fact in facts_of(type(record)).values() if fact.field and fact.name not in fields]
        assert missing == []


@pytest.mark.once
def test_a_list_has_no_such_links(client, world):
    for path in ("organizations/", "members/", "people/", "events/", "documents/", "organizations/nato/members/"):
        assert 'class="fix"' not in client.get(f"/en/{path}").content.decode()


@pytest.mark.once
@LANGUAGES
def test_nobody_can_tell_a_draft_from_what_does_not_exist(client, language):
    draft = f.OrganizationFactory(draft=True)
    body = f.BodyFactory(organization=draft)
    archived = f.EventFactory(publication=Publication.ARCHIVED)
    for record in (draft, body, archived):
        for url in (address(record, language=language), address(record, "start", language)):
            assert client.get(url).status_code == 404
            assert client.post(url, {"value": "1950"}).status_code == 404
    for path in (
        "new/organization/999999/",
        "new/organization/1000000000000000000000000000000000000000/",
        "new/user/1/",
        "new/proposal/1/",
        f"of/organization/{draft.pk}/",
        "of/nothing/1/",
        "nosuchcode/",
    ):
        assert client.get(f"/{language}/corrections/{path}").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("fact", ["publication", "slug", "pk", "name", "__class__", "x" * 3000, "\0", "memberships"])
def test_a_fact_that_is_made_up_leads_to_those_there_are(client, nato, fact):
    for response in (
        client.get(address(nato), {"field": fact}),
        client.post(address(nato) + "?field=" + fact.replace("\0", "%00"), {"value": "x", "source_url": SOURCE}),
    ):
        assert response.status_code == 200
        assert "This record has no such fact" in response.content.decode()
    assert not Proposal.objects.exists()


@pytest.mark.once
def test_a_fact_that_names_a_draft_says_nothing_of_it(client):
    hidden = f.OrganizationFactory(draft=True, name_kk="Құпия", name_en="Secret")
    event = f.EventFactory(organizations=[hidden])
    f.ParticipationFactory(event=event, person=None, organization=hidden)
    part = f.OrganizationFactory(parent=hidden)
    f.OrganizationLinkFactory(organization=part, target=hidden)
    f.MembershipFactory(organization=hidden, country=None, member_organization=part)
    for url in (
        address(event),
        address(event, "organizations"),
        address(event, "participations"),
        address(part),
        address(part, "parent"),
    ):
        html = client.get(url).content.decode()
        assert "Secret" not in html
        assert "Құпия" not in html


# ---- what is asked


@LANGUAGES
def test_a_suggestion_waits_and_leads_to_a_page_of_its_own(client, nato, language):
    response = send(client, nato, "start", "1949-04-05", language=language)
    proposal = Proposal.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/{language}/corrections/{proposal.code}/")
    assert not response.cookies
    assert (proposal.author, proposal.state, proposal.source_url, proposal.record) == (None, "open", SOURCE, nato)
    assert proposal.changes == [
        {
            "form": "",
            "verb": "change",
            "row": None,
            "at": 0,
            "fields": {"start": {"from": "1949-04-04", "to": "1949-04-05"}},
        }
    ]
    nato.refresh_from_db()
    assert str(nato.start) == "1949-04-04"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("fact", "value", "kept"),
    [
        ("start", "1949 жылғы 5 сәуір", "1949-04-05"),
        ("start", "5 April 1949", "1949-04-05"),
        ("website", "nato.int", "https://nato.int"),
        ("kind", "economic", "economic"),
        ("summary_kk", "Одақ\r\nЕкінші жол", "Одақ\nЕкінші жол"),
        ("official_languages", "en fr", "en fr"),
    ],
)
def test_a_value_is_read_as_the_form_of_the_record_reads_it(client, nato, fact, value, kept):
    proposal = suggested(client, nato, fact, value)
    assert proposal.changes[0]["verb"] == "change"
    assert proposal.changes[0]["fields"][fact]["to"] == kept


@pytest.mark.once
@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("start", "the day after tomorrow"),
        ("start", "1949-02-30"),
        ("start", "\0"),
        ("end", "1900"),  # before the start
        ("website", "javascript:alert(1)"),
        ("kind", "no such kind"),
        ("official_languages", "Klingon"),
        ("name_en", "x" * 251),
        ("name_en", "N\0"),
        ("summary_en", "x" * 20_001),
        ("names", "x" * 1001),
        ("names", "Buy at https://spam.example"),
        ("seat", "www.spam.example"),
        ("start", ""),
        ("start", "1949-04-04"),  # as it is
        ("summary_en", "An alliance"),
    ],
)
@LANGUAGES
def test_a_value_that_cannot_be_is_refused_and_stays_in_the_form(client, nato, fact, value, language):
    response = send(client, nato, fact, value, language=language, note="A long explanation")
    assert response.status_code == 200
    assert response.context["form"].errors["value"]
    html = response.content.decode()
    assert "A long explanation" in html
    assert SOURCE in html
    if "\0" not in value:
        assert response.context["form"]["value"].value() == value
    assert response["Cache-Control"] == "no-store"
    assert not Proposal.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(
    "source",
    ["", "nothing", "ftp://nato.int/", "javascript:alert(1)", "data:text/html,x", "https://x.example/" + "x" * 500],
)
def test_where_it_is_written_is_a_page_of_the_web(client, nato, source):
    response = send(client, nato, "start", "1950", source_url=source)
    assert list(response.context["form"].errors) == ["source_url"]
    assert not Proposal.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("value", ["-1", "1" * 40, "many", "1.5"])
def test_a_number_that_no_column_holds_is_refused(client, value):
    body = f.BodyFactory(meetings_per_year=2)
    assert send(client, body, "meetings_per_year", value).context["form"].errors["value"]


def test_a_name_that_one_record_bears_is_that_record_and_any_other_stays_as_words(client, nato):
    paris = f.CityFactory(name_kk="Париж", name_en="Paris")
    f.CityFactory(draft=True, name_kk="Құпия", name_en="Secret")
    assert suggested(client, nato, "seat", "париж").changes[0]["fields"]["seat"]["to"] == str(paris.pk)
    for words in ("Atlantis", "Secret"):
        change = suggested(client, nato, "seat", words).changes[0]
        assert (change["verb"], change["fields"]["seat"]["to"]) == ("words", words)


def test_that_there_should_be_nothing_can_be_said(client, nato):
    nato.end = "1991"
    nato.save()
    assert suggested(client, nato, "end", "1991", nothing="on").changes[0]["fields"]["end"] == {
        "from": "1991",
        "to": "",
    }
    assert "nothing" in send(client, nato, "end", "1992", nothing="on").context["form"].errors
    assert "nothing" not in CorrectionForm(facts_of(type(nato))["seat"], nato).fields  # there is nothing now


def test_a_day_takes_the_place_of_an_unknown_one(client, nato):
    nato.end_unknown = True
    nato.save()
    proposal = suggested(client, nato, "end", "1991")
    assert proposal.changes[0]["fields"]["end_unknown"] == {"from": True, "to": False}


def test_that_an_unknown_day_is_none_at_all_is_carried_out_by_hand(client, nato):
    type(nato).objects.filter(pk=nato.pk).update(end="", end_unknown=True)
    nato.refresh_from_db()
    proposal = suggested(client, nato, "end", "", nothing="on")
    assert proposal.is_in_words
    assert proposal.changes[0]["fields"]["end"]["to"] == "There should be nothing here"


def test_the_same_suggestion_twice_is_one(client, nato):
    first = suggested(client, nato, "start", "1950")
    again = send(client, nato, "start", "1950", language="kk", source_url="https://other.example/", note="Me too")
    assert again["Location"] == f"/kk/corrections/{first.code}/"
    first.refresh_from_db()
    assert first.note == "https://other.example/\nMe too"
    assert suggested(client, nato, "start", "1951") != first
    suggested(client, nato, "names", "Bund"), suggested(client, nato, "names", "  bund ")
    assert Proposal.objects.count() == 3


def test_so_many_suggestions_about_a_record_wait_and_no_more(client, nato, monkeypatch):
    monkeypatch.setattr(sending, "MOST_OPEN", 2)
    suggested(client, nato, "start", "1950"), suggested(client, nato, "start", "1951")
    response = send(client, nato, "start", "1952")
    assert "Many suggestions about this record wait already" in said(response)[0]
    assert response.context["form"]["value"].value() == "1952"
    assert suggested(client, f.OrganizationFactory(), "start", "1952")


@pytest.mark.once
@LANGUAGES
def test_every_page_of_it_speaks_the_language_of_its_reader(client, world, signed_in, language):
    walk = StrictWalk(client, language)
    wrong = {"value": "!", "source_url": "!", "note": "www. www.", "homepage": "!", "nothing": "on"}
    for record in records_of(world).values():
        walk.open(address(record, language=language))
        for name in facts_of(type(record)):
            walk.open(address(record, name, language))
            walk.post(address(record, name, language), wrong)
            walk.post(address(record, name, language), {})
        walk.open(f"/{language}/corrections/of/{record._meta.model_name}/{record.pk}/")
    suggested(client, world["nato"], "names", "1", language=language)
    for number in range(1950, 1956):
        throttled = send(client, world["nato"], "start", str(number), language=language)
    assert throttled.status_code == 429
    walk.read(throttled, "throttled")
    signed_in("publisher", language=language, name="@1")
    walk.open("/admin/desk/")
    for proposal in Proposal.objects.filter(state="open"):
        walk.open(f"/admin/desk/proposals/{proposal.pk}/")
    walk.post("/admin/desk/proposals/spam/", {"pick": [proposal.pk]})
    walk.post("/admin/desk/proposals/spam/", {})
    walk.open(f"/admin/desk/proposals/{proposal.pk}/")
    assert walk.report() == []


# ---- what programs do


@pytest.mark.once
@LANGUAGES
def test_a_program_that_fills_in_whatever_it_finds_is_told_so(client, nato, language):
    response = send(client, nato, "start", "1950", language=language, homepage="https://spam.example")
    assert len(said(response)) == 1
    html = response.content.decode()
    assert "spam.example" not in html
    assert 'aria-hidden="true"' in html
    assert not Proposal.objects.exists()


@pytest.mark.once
@LANGUAGES
def test_a_form_that_was_not_opened_or_too_long_ago_or_just_now_is_not_taken(client, nato, language):
    other = f.OrganizationFactory()
    for data in (
        {"age": 1},
        {"age": 25 * 3600},
        {"opened": ""},
        {"opened": "organization-1:1:x"},
        {"opened": opened_now(other)},
    ):
        response = send(client, nato, "start", "1950", language=language, **data)
        assert len(said(response)) == 1
        assert response.context["form"]["value"].value() == "1950"
    assert not Proposal.objects.exists()


@pytest.mark.once
def test_what_is_sent_once_more_after_a_while_is_taken(client, nato):
    with time_machine.travel("2026-11-01 12:00Z", tick=False) as clock:
        page = send(client, nato, "start", "1950", age=0)
        for wait in (10, 25 * 3600, 10):
            form = page.context["form"]
            data = {name: form[name].value() or "" for name in form.fields}
            clock.shift(wait)
            page = client.post(address(nato, "start"), {**data, "nothing": ""})
            if page.status_code == 303:
                break
        assert page.status_code == 303
    assert Proposal.objects.count() == 1


@LANGUAGES
def test_so_many_may_be_sent_from_one_network_and_no_more(client, nato, language):
    for year in range(1951, 1956):
        suggested(client, nato, "start", str(year))
    response = send(client, nato, "start", "1956", language=language)
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert response.context["form"]["value"].value() == "1956"
    assert SOURCE in response.content.decode()
    assert not response.cookies
    assert Proposal.objects.count() == 5
    assert send(client, nato, "start", "not a date").status_code == 200  # a mistake is told first
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert suggested(client, nato, "start", "1956")


@pytest.mark.once
def test_an_address_of_version_6_counts_with_its_network_and_a_made_up_one_not_at_all(client, nato):
    def from_(address, **headers):
        client.defaults["REMOTE_ADDR"] = address
        response = send(client, nato, "start", str(1960 + Proposal.objects.count()), **headers)
        return response.status_code

    assert [from_(f"2001:db8:1:1::{n}") for n in range(6)] == [303] * 5 + [429]
    client.defaults["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"  # no proxy is trusted
    assert from_("2001:db8:1:1::9") == 429
    assert from_("2001:db8:1:2::1") == 303


@pytest.mark.once
def test_all_together_send_no_more_than_somebody_can_read(client, nato, monkeypatch):
    monkeypatch.setattr(throttling, "LIMITS", (("one", "5/h/key", False, 3600), ("all", "2/h/key", True, 3600)))
    for number in range(4):
        client.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
        response = send(client, nato, "start", str(1960 + number))
        assert response.status_code == (303 if number < 2 else 429)
    assert "Many suggestions are coming in" in said(response)[0]


@pytest.mark.once
def test_nothing_that_is_kept_says_who_sent_it(client, nato):
    client.defaults["REMOTE_ADDR"] = "198.51.100.77"
    proposal = suggested(client, nato, "start", "1950")
    assert "198.51.100.77" not in str(vars(proposal))
    assert {field.name for field in Proposal._meta.fields} >= {"author", "code"}
    assert not any("address" in field.name or field.name == "ip" for field in Proposal._meta.fields)


@pytest.mark.once
def test_a_forged_request_does_no_more_than_any_reader_can(nato, django_user_model):
    """The page needs no token: what a signed-in publisher is made to send is a reader's suggestion too."""
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.create_superuser("chief"))
    proposal = suggested(
        client, nato, "start", "1950", publication="draft", state="accepted", author="1", action="accept"
    )
    assert (proposal.author, proposal.state) == (None, "open")
    nato.refresh_from_db()
    assert (str(nato.start), nato.publication) == ("1949-04-04", "published")
    assert client.post(f"/admin/desk/proposals/{proposal.pk}/", {"action": "accept"}).status_code == 403


# ---- what the public sees


def public_text(client, record, code):
    paths = [
        "",
        "corrections/",
        "corrections/?state=open",
        f"corrections/of/{record._meta.model_name}/{record.pk}/",
        f"corrections/{code}/",
        f"corrections/new/{record._meta.model_name}/{record.pk}/",
        f"corrections/new/{record._meta.model_name}/{record.pk}/?field=names",
        "changes/",
        f"changes/{record._meta.model_name}/{record.pk}/",
        f"organizations/{record.slug}/",
        f"organizations/{record.slug}/brief/",
        "organizations/",
        "organizations.csv",
        f"search/?q={WORDS}",
        f"search/suggestions/?q={WORDS[:6]}",
    ]
    tracking.settle()
    pages = [f"/{language}/{path}" for path in paths for language in ("kk", "en")]
    pages += ["/sitemap.xml", *re.findall(r"<loc>http://[^/]+(.*?)</loc>", client.get("/sitemap.xml").content.decode())]
    found = {}
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert not response.cookies
        content = b"".join(response) if response.streaming else response.content
        found[page] = content.decode().replace(f"q={WORDS}", "").replace(f'value="{WORDS}"', "")
    return found


@pytest.mark.once
@pytest.mark.parametrize(("fact", "value"), [("summary_en", f"{WORDS} <b>words</b>"), ("names", f"{WORDS} Union")])
def test_the_words_of_a_reader_stand_nowhere_before_a_publisher_has_accepted_them(client, nato, fact, value):
    source, note = "https://lurid.example/", "Murmuring"
    proposal = suggested(client, nato, fact, value, source_url=source, note=note)
    pages = public_text(client, nato, proposal.code)
    for page, text in pages.items():
        if "search/" in page:  # they repeat what was asked
            continue
        assert WORDS not in text, page
    for page, text in pages.items():
        assert "lurid.example" not in text, page
        assert note not in text, page
    assert proposal.code in pages["/en/corrections/"]
    assert "waiting" in pages[f"/en/corrections/{proposal.code}/"]


@LANGUAGES
def test_what_was_accepted_is_shown_with_its_source_and_carried_out(client, signed_in, nato, language):
    value = "<script>alert(1)</script> новое"
    proposal = suggested(client, nato, "summary_en", value, source_url="https://www.nato.int/?a=1&b='\">")
    saved(decide(signed_in("publisher", name="chief"), proposal))
    client.logout()
    nato.refresh_from_db()
    assert nato.summary_en == value
    html = client.get(f"/{language}/corrections/{proposal.code}/").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert re.search(r'href="https://www.nato.int/[^"]*" rel="external nofollow ugc noopener noreferrer"', html)
    assert {"kk": "қабылданды", "en": "accepted"}[language] in html
    assert "chief" not in html


def test_the_history_says_that_a_reader_suggested_it_and_where_it_is_written(client, signed_in, nato):
    proposal = suggested(client, nato, "start", "1950")
    long = suggested(client, nato, "website", "https://nato.example", source_url="https://www.nato.int/" + "x" * 200)
    chief = signed_in("publisher", name="chief")
    saved(decide(chief, proposal))
    assert nato.history.first().history_change_reason == f"suggested by a reader: {SOURCE}"
    assert nato.history.first().history_user == chief.user
    saved(decide(chief, long))
    assert nato.history.first().history_change_reason == f"suggested by a reader: www.nato.int, {long.code}"


def test_what_is_in_words_is_carried_out_by_hand_and_then_shown(client, signed_in, nato):
    proposal = suggested(client, nato, "names", f"{WORDS} Union")
    chief = signed_in("publisher", name="chief")
    url = f"/admin/desk/proposals/{proposal.pk}/"
    page = chief.get(url)
    html = page.content.decode()
    assert f"{WORDS} Union" in html
    assert f"/admin/organizations/organization/{nato.pk}/change/" in html
    assert "suggested by a reader" in html
    refused = chief.post(url, {"action": "accept", "seen": page.context["seen"], "take": ["0", "0.names"]})
    assert refused.context["errors"]
    saved(chief.post(url, {"action": "by_hand"}))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", chief.user)
    assert f"{WORDS} Union" in client.get(f"/en/corrections/{proposal.code}/").content.decode()


def test_what_a_form_carries_out_is_not_said_to_be_done_by_hand(client, signed_in, nato):
    proposal = suggested(client, nato, "start", "1950")
    response = signed_in("publisher").post(f"/admin/desk/proposals/{proposal.pk}/", {"action": "by_hand"})
    assert response.context["errors"]
    proposal.refresh_from_db()
    assert proposal.is_open


@pytest.mark.once
@LANGUAGES
def test_of_what_was_returned_the_reason_is_shown_and_not_the_words(client, signed_in, nato, language):
    proposal = suggested(client, nato, "summary_en", WORDS)
    decide(signed_in("publisher", name="chief"), proposal, action="return", reason="The charter says otherwise.")
    html = client.get(f"/{language}/corrections/{proposal.code}/").content.decode()
    assert "The charter says otherwise." in html
    assert WORDS not in html
    assert SOURCE not in html


@pytest.mark.once
def test_a_known_record_is_named_only_while_it_is_public(client, signed_in, nato):
    paris = f.CityFactory(name_kk="Париж", name_en="Paris")
    proposal = suggested(client, nato, "seat", "Paris")
    saved(decide(signed_in("publisher", name="chief"), proposal))
    url = f"/en/corrections/{proposal.code}/"
    assert "Paris" in client.get(url).content.decode()
    paris.publication = Publication.DRAFT
    paris.save()
    assert "Paris" not in client.get(url).content.decode()


@LANGUAGES
def test_suggestions_go_out_of_sight_with_their_record(client, nato, language):
    body = f.BodyFactory(organization=nato)
    codes = [suggested(client, one, "start", "1950").code for one in (nato, body)]
    for code in codes:
        assert code in client.get(f"/{language}/corrections/").content.decode()
    nato.publication = Publication.ARCHIVED
    nato.save()
    for code in codes:
        assert code not in client.get(f"/{language}/corrections/").content.decode()
        assert client.get(f"/{language}/corrections/{code}/").status_code == 404
    assert client.get(f"/{language}/corrections/of/organization/{nato.pk}/").status_code == 404


@pytest.mark.once
def test_what_editors_propose_is_not_among_them(client, nato, django_user_model):
    author = django_user_model.objects.create_user("aliya")
    Proposal.objects.create(record=nato, title="NATO", changes=[], author=author)
    assert "aliya" not in client.get("/en/corrections/").content.decode()
    assert client.get("/en/corrections/").context["found"] == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(record=nato, title="NATO", changes=[], author=author, code="abcdefghjk")


def test_the_list_is_narrowed_by_state_and_costs_the_same_with_many(
    client,
    signed_in,
    world,
    monkeypatch,
    django_assert_max_num_queries,
):
    monkeypatch.setattr(throttling, "LIMITS", ())
    Proposal.objects.all().delete()
    for record in records_of(world).values():
        suggested(client, record, "other", "Something is missing")
    for number in range(15):
        suggested(client, world["nato"], "start", str(1960 + number))
    with django_assert_max_num_queries(12):
        page = client.get("/en/corrections/")
    assert len(page.context["found"]) == 24
    returned = Proposal.objects.latest("pk")
    decide(signed_in("publisher", name="chief"), returned, action="return", reason="No")
    client.logout()
    assert [one.proposal for one in client.get("/en/corrections/?state=returned").context["found"]] == [returned]
    assert len(client.get("/en/corrections/?state=open").context["found"]) == 23
    assert len(client.get("/en/corrections/?state=spam&page=x").context["found"]) == 24
    monkeypatch.setattr("apps.desk.corrections.views.SIZE", 10)
    assert len(client.get("/en/corrections/?page=3").context["found"]) == 4
    assert client.get("/en/corrections/?page=99999").context["found"] == []
    with django_assert_max_num_queries(12):
        assert len(client.get(f"/en/corrections/of/organization/{world['nato'].pk}/").context["found"]) == 10


@pytest.mark.once
@LANGUAGES
def test_search_engines_are_kept_out_of_the_forms(client, nato, language):
    code = suggested(client, nato, "start", "1950").code
    for url in (address(nato, language=language), address(nato, "start", language), f"/{language}/corrections/{code}/"):
        assert '<meta name="robots" content="noindex' in client.get(url).content.decode()
    assert 'name="robots"' not in client.get(f"/{language}/corrections/").content.decode()


# ---- the desk


@pytest.mark.once
def test_publishers_decide_editors_read_and_translators_see_nothing_of_it(client, signed_in, nato):
    proposal = suggested(client, nato, "summary_en", WORDS)
    url = f"/admin/desk/proposals/{proposal.pk}/"
    assert WORDS in signed_in("publisher", name="p").get("/admin/desk/").content.decode()
    editor = signed_in("editor", name="e")
    assert WORDS in editor.get("/admin/desk/").content.decode()
    page = editor.get(url).content.decode()
    assert WORDS in page
    assert f'href="{SOURCE}" rel="external noopener noreferrer nofollow"' in page
    assert 'value="accept"' not in page
    for action in ("accept", "return", "spam", "no_spam", "by_hand", "withdraw"):
        assert editor.post(url, {"action": action, "reason": "x", "take": ["0.summary_en"]}).status_code == 403
    assert editor.post("/admin/desk/proposals/spam/", {"pick": [proposal.pk]}).status_code == 403
    translator = signed_in("translator_kk", name="t")
    assert WORDS not in translator.get("/admin/desk/").content.decode()
    assert translator.get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302
    proposal.refresh_from_db()
    assert proposal.is_open


def test_several_are_set_aside_as_spam_at_once_and_one_can_come_back(client, signed_in, nato, django_user_model):
    spam = [suggested(client, nato, "names", f"Buy {n}") for n in range(3)]
    kept = suggested(client, nato, "start", "1950")
    author = django_user_model.objects.create_user("aliya")
    inner = Proposal.objects.create(record=nato, title="NATO", changes=[], author=author)
    chief = signed_in("publisher", name="chief")
    picked = [*(one.pk for one in spam), inner.pk, "x", "9" * 40, "999999"]
    assert chief.post("/admin/desk/proposals/spam/", {"pick": picked}).status_code == 302
    assert chief.post("/admin/desk/proposals/spam/", {"pick": []}).status_code == 302
    assert chief.get("/admin/desk/proposals/spam/").status_code == 405
    for one in (*spam, kept, inner):
        one.refresh_from_db()
    assert [one.state for one in (*spam, kept, inner)] == ["spam", "spam", "spam", "open", "open"]
    assert spam[0].decided_by == chief.user
    assert client.get(f"/en/corrections/{spam[0].code}/").status_code == 404
    listed = client.get("/en/corrections/").content.decode()
    assert kept.code in listed
    assert spam[0].code not in listed
    url = f"/admin/desk/proposals/{spam[0].pk}/"
    assert "This is no spam" in chief.get(url).content.decode()
    saved(chief.post(url, {"action": "no_spam"}))
    spam[0].refresh_from_db()
    assert (spam[0].state, spam[0].decided_by, spam[0].decided_at) == ("open", None, None)
    assert chief.post(f"/admin/desk/proposals/{kept.pk}/", {"action": "no_spam"}).context["errors"]
    saved(chief.post(f"/admin/desk/proposals/{kept.pk}/", {"action": "spam"}))
    kept.refresh_from_db()
    assert kept.state == "spam"


def test_the_queue_costs_the_same_with_many_suggestions(
    client, signed_in, nato, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(throttling, "LIMITS", ())
    f.CityFactory(name_en="Paris")
    suggested(client, nato, "seat", "Paris")
    for number in range(12):
        suggested(client, nato, "start", str(1960 + number))
    chief = signed_in("publisher", name="chief")
    chief.get("/admin/desk/")
    with django_assert_max_num_queries(30):
        many = chief.get("/admin/desk/")
    assert len(many.context["queue"].suggested) == 13
    assert many.context["queue"].to_decide == []


CARRIED_OUT = [
    ("organization", "website", "https://new.example", "https://new.example"),
    ("organization", "seat", "Astana", "Астана"),
    ("body", "chaired_by_kk", "Төраға", "Төраға"),
    ("country", "region", "oceania", "oceania"),
    ("membership", "note_en", "A note", "A note"),
    ("membership", "start", "May 1950", "1950-05"),
    ("person", "born", "1899-01-25", "1899-01-25"),
    ("tenure", "acting", "yes", "True"),
    ("tenure", "title_en", "Prime Minister", "Prime Minister"),
    ("event", "place_en", "A palace", "A palace"),
    ("event", "number", "21", "21"),
    ("document", "signed", "1949-04-05", "1949-04-05"),
    ("term", "note_en", "Seldom used", "Seldom used"),
]


@pytest.mark.parametrize(("kind", "fact", "value", "after"), CARRIED_OUT)
def test_what_is_accepted_is_carried_out_in_each_kind_of_record(client, world, signed_in, kind, fact, value, after):
    f.CityFactory(name_kk="Астана", name_en="Astana")
    record = records_of(world)[kind]
    proposal = suggested(client, record, fact, value)
    saved(decide(signed_in("publisher", name="chief"), proposal))
    proposal.refresh_from_db()
    record.refresh_from_db()
    assert proposal.state == "accepted"
    assert str(getattr(record, fact)) in (after, value)


@pytest.mark.once
def test_a_day_that_is_accepted_replaces_an_unknown_one(client, signed_in, nato):
    nato.end_unknown = True
    nato.save()
    proposal = suggested(client, nato, "end", "1991")
    saved(decide(signed_in("publisher", name="chief"), proposal))
    nato.refresh_from_db()
    assert (str(nato.end), nato.end_unknown) == ("1991", False)


@pytest.mark.once
@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_suggestion_is_not_compared_with_what_the_public_does_not_see(client, language):
    tenure = f.TenureFactory(start="1950", end="1955")
    f.TenureFactory(post=tenure.post, person=tenure.person, start="1960", end="1965", publication="draft")
    f.CountryFactory(iso2="ZQ", publication="draft")
    event = f.EventFactory(series=f.SeriesFactory(), number=1)
    f.EventFactory(series=event.series, number=777, publication="draft")
    suggested(client, tenure, "end", "1962", language=language)
    suggested(client, f.CountryFactory(iso2="AA"), "iso2", "ZQ", language=language)
    suggested(client, event, "number", "777", language=language)


@pytest.mark.once
@pytest.mark.parametrize("value", ["\u200b\u200b", " \u2060 "])
def test_a_name_in_which_nothing_is_seen_is_refused(client, nato, value):
    assert said(send(client, nato, "name_kk", value))
    assert not Proposal.objects.exists()


@pytest.mark.once
def test_a_name_stands_on_one_line_and_holds_no_address(client, nato):
    proposal = suggested(client, nato, "name_en", "North\n Atlantic\tPact")
    assert proposal.changes[0]["fields"]["name_en"]["to"] == "North Atlantic Pact"
    assert send(client, nato, "name_en", "buy at www.spam.example").status_code == 200


@pytest.mark.once
@pytest.mark.parametrize(("language", "hint"), [("kk", "1949"), ("en", "4 April 1949")])
def test_what_is_wrong_is_said_once_and_as_the_hint_says_it(client, nato, language, hint):
    (error,) = said(send(client, nato, "start", "4/4/49 or so", language=language))
    assert hint in error
    assert "199X" not in error
    assert len(said(send(client, nato, "start", "1950", language=language, source_url="http://exa mple"))) == 1


@pytest.mark.parametrize("reason", ["", "x" * 5000, "nul\x00"])
def test_a_reason_that_the_public_is_to_read_is_checked(client, signed_in, nato, reason):
    proposal = suggested(client, nato, "start", "1950")
    response = signed_in("publisher").post(
        f"/admin/desk/proposals/{proposal.pk}/", {"action": "return", "reason": reason}
    )
    assert response.status_code == 200
    proposal.refresh_from_db()
    assert proposal.is_open
