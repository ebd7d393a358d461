"""The editors' home: for each role what concerns it, within the budget, in both languages."""

import re

import pytest
import time_machine

from apps.desk.models import Proposal
from apps.desk.queue import Queue
from apps.reference.models import Topic
from tests import factories as f
from tests.admin.conftest import words_of
from tests.admin.test_every_page import RECORDS
from tests.chrome import Walk

from .test_flow import step

pytestmark = pytest.mark.django_db
NOUNS = ["event", "person", "document"]


def home(client):
    return client.get("/admin/").context["home"]


def test_the_latest_changes_say_who_when_and_why_and_lead_to_the_history(signed_in):
    editor = signed_in("editor", name="aigerim")
    topic = f.TopicFactory(draft=True, name_en="Water", name_kk="Су")
    saved = editor.post(
        "/admin/sources/source/add/", {"title_en": "The charter", "kind": "treaty", "change_reason": "For the dates"}
    )
    page = words_of(editor.get("/admin/").content.decode())
    assert [row.title for row in home(editor).changes if row.kind == "Topic"] == ["Water"]
    assert f'href="/admin/reference/topic/{topic.pk}/history/"' in editor.get("/admin/").content.decode()
    assert saved.status_code == 302
    assert "added · aigerim" in page
    assert "For the dates" in page


def test_what_was_deleted_is_among_the_changes_by_its_name(signed_in):
    topic = f.TopicFactory(name_en="Water")
    topic.delete()
    first = home(signed_in("publisher")).changes[0]
    assert (first.title, first.more["verb"]) == ("Water", "-")


def test_a_membership_is_called_by_those_that_it_ties(signed_in):
    f.MembershipFactory(country__name_en="Atlantis", organization__name_en="Union")
    assert "Atlantis – Union" in [row.title for row in home(signed_in("editor")).changes]


def test_gaps_are_counted_for_the_languages_that_somebody_writes_and_lead_to_them(signed_in):
    f.TopicFactory(name_kk="Су", name_en="")
    found = home(signed_in("translator_en"))
    assert found.translates_first
    ((language, gaps),) = found.gaps
    assert language == "English"
    assert [(gap.count, gap.url) for gap in gaps] == [
        (1, "/admin/desk/translations/?language=en&state=missing"),
        (0, "/admin/desk/translations/?language=en&state=outdated"),
    ]
    assert [language for language, _gaps in home(signed_in("editor")).gaps] == ["Kazakh", "English"]


def test_for_a_translator_the_gaps_stand_first(signed_in):
    for role, is_first in (("translator_kk", True), ("publisher", False)):
        html = signed_in(role).get("/admin/").content.decode()
        assert (html.index('id="h-gaps"') < html.index('id="h-queue"')) is is_first


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("editor", ["event", "person", "document"]),
        ("publisher", ["event", "person", "document"]),
        ("translator_kk", []),
    ],
)
def test_what_somebody_may_add_is_offered(signed_in, role, offered):
    client = signed_in(role)
    assert [str(noun) for noun, _url in home(client).to_add] == offered
    assert all(client.get(url).status_code == 200 for _noun, url in home(client).to_add)


def test_round_anniversaries_of_the_next_sixty_days_are_announced(signed_in):
    with time_machine.travel("2026-12-20 06:00Z", tick=False):
        f.OrganizationFactory(name_en="A hundred", start="1926-12-25")
        f.OrganizationFactory(name_en="Not round", start="1927-12-25")
        f.OrganizationFactory(name_en="Only the year", start="1926")
        f.OrganizationFactory(name_en="About", start="1926-12-25~")
        f.OrganizationFactory(name_en="Draft", start="1926-12-25", draft=True)
        f.EventFactory(name_en="Over the year", start="2017-01-10", status="held")
        f.EventFactory(name_en="Leap", start="2012-02-29", status="held")
        f.EventFactory(name_en="Cancelled", start="2017-01-10", status="cancelled")
        f.EventFactory(name_en="To come", start="2027-01-10", status="planned")
        f.DocumentFactory(name_en="Treaty", signed="2001-12-20")
        f.DocumentFactory(name_en="Too far", signed="2002-02-19")
        found = [(one.row.title, str(one.day), one.years) for one in home(signed_in("editor")).anniversaries]
    assert found == [
        ("Treaty", "2026-12-20", 25),
        ("A hundred", "2026-12-25", 100),
        ("Over the year", "2027-01-10", 10),
    ]


def test_of_many_anniversaries_the_nearest_are_announced(signed_in, monkeypatch):
    monkeypatch.setattr("apps.desk.home.MOST_ANNIVERSARIES", 2)
    for start, name in (("1921-12-30", "Old"), ("2017-01-05", "Young"), ("2006-12-28", "Near")):
        f.OrganizationFactory(start=start, name_en=name)
    with time_machine.travel("2026-12-27 06:00Z", tick=False):
        found = home(signed_in("editor")).anniversaries
    assert [(one.row.title, one.years) for one in found] == [("Near", 20), ("Old", 105)]


def test_a_leap_day_is_remembered_in_every_year(signed_in):
    with time_machine.travel("2027-02-01 06:00Z", tick=False):
        f.EventFactory(name_en="Leap", start="2012-02-29", status="held")
        assert [(str(one.day), one.years) for one in home(signed_in("editor")).anniversaries] == [("2027-02-28", 15)]


@pytest.mark.parametrize("role", ["editor", "publisher", "translator_en"])
def test_it_costs_the_same_with_one_kind_and_with_many_of_every_kind(signed_in, queries_of, role):
    client = signed_in(role)

    def make(model):
        for state in ("review", "draft", "published"):
            record = RECORDS[model]()
            record.history.update(history_user=client.user)
            if hasattr(record, "publication"):
                model._base_manager.filter(pk=record.pk).update(publication=state)
                step(client, record, "comment", text="Something")

    make(Topic)
    one = queries_of(client, "/admin/")
    for model in RECORDS:
        make(model)
    assert queries_of(client, "/admin/") == one <= 12


def test_a_list_that_is_full_does_not_say_that_it_is_all(signed_in, monkeypatch):
    monkeypatch.setitem(Queue.__init__.__kwdefaults__, "most", 2)
    editor = signed_in("editor")

    def counts():
        page = editor.get("/admin/").content.decode()
        return re.findall(r'Drafts worked on <span class="desk-count">(.*?)</span>', page)

    for told in ([], ["1"], ["2+"], ["2+"]):
        assert counts() == told
        record = f.TopicFactory(draft=True)
        record.history.update(history_user=editor.user)


@pytest.mark.once
def test_somebody_without_rights_sees_no_records_there(signed_in):
    f.TopicFactory(name_en="Water", publication="review")
    response = signed_in().get("/admin/")
    assert response.status_code == 200
    assert "Water" not in response.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("role", ["editor", "publisher", "translator_kk", "administrator"])
def test_it_speaks_the_language_of_its_reader(signed_in, language, role):
    with time_machine.travel("2026-11-20 06:00Z", tick=False):
        for make in RECORDS.values():
            make()
        f.OrganizationFactory(start="1926-12-25")
        f.TopicFactory(name_kk="Су", name_en="")
        f.TopicFactory().delete()
        walk = Walk(signed_in(role, language=language, name="@1"), language)
        walk.open("/admin/")
        walk.open("/admin/desk/")
    assert walk.report() == []


def test_what_readers_suggest_stands_at_the_home_of_who_may_read_it(signed_in):
    nato = f.OrganizationFactory(name_kk="Атлантикалық ұйым", name_en="Atlantic organisation")
    Proposal.objects.create(
        record=nato, title="Atlantic organisation", code="abcdefghjk", source_url="https://example.org/",
        changes=[{"form": "", "verb": "change", "row": None, "at": 0, "fields": {"start": {"from": "", "to": "1949"}}}],
    )  # fmt: skip
    for role, is_told in (("publisher", True), ("editor", True), ("translator_en", False)):
        page = words_of(signed_in(role, language="kk", name=role).get("/admin/").content.decode())
        assert ("Оқырмандардан" in page) is is_told, role
        assert ("Атлантикалық ұйым" in page.partition("Соңғы өзгерістер")[0]) is is_told, role


def test_who_has_nothing_to_do_is_told_so(signed_in):
    assert "Сізді күтіп тұрған ештеңе жоқ." in signed_in("editor", language="kk").get("/admin/").content.decode()
