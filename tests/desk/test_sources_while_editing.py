"""Whoever changes a fact that the public reads says where it is written; the fact then names its source."""

import pytest
from django.contrib.messages import get_messages

from apps.core.spans import today
from apps.desk.models import Proposal
from apps.organizations.models import Organization
from apps.sources.facts import fact_of, states_facts
from apps.sources.models import Citation, Source
from tests import factories as f
from tests.admin.conftest import as_shown, cite, errors_of, saved
from tests.admin.test_every_page import RECORDS, address

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ASKED = "What you change is a fact that the public reads: choose its source, or give an address."
ASKED_KK = "Оқырман көріп отырған дерек өзгертілді: дереккөзін таңдаңыз немесе мекенжайын көрсетіңіз."


@pytest.fixture
def nato(db):
    return f.OrganizationFactory(
        name_kk="НАТО", name_en="NATO", summary_en="Old text", start="1949", kind="political", website=""
    )


@pytest.fixture
def treaty(db):
    return f.SourceFactory(
        title_kk="Вашингтон шарты", title_en="The Washington Treaty", url="https://treaty.example/text"
    )


def url_of(record):
    return address(type(record), f"{record.pk}/change/")


def send(client, record, **changes):
    return client.post(url_of(record), as_shown(client.get(url_of(record)), **changes))


def accept(client, proposal, **data):
    url = f"/admin/desk/proposals/{proposal.pk}/"
    page = client.get(url)
    keys = [row.key if row.is_whole else one.key for row in page.context["rows"] for one in row.fields or [row]]
    answers = {one.html_name: one.value() for one in page.context["where"]}
    answers = {name: "on" if value is True else value for name, value in answers.items() if value}
    if page.context["where"]:
        answers["where_asked"] = "1"
    return client.post(url, {"action": "accept", "seen": page.context["seen"], "take": keys, **answers, **data})


def citations(record):
    return sorted(record.citations.values_list("field", "source__title_en", "locator"))


# ---- what is asked


@pytest.mark.parametrize(("language", "asked"), [("en", ASKED), ("kk", ASKED_KK)])
def test_a_changed_fact_asks_once_and_nothing_is_lost(signed_in, nato, language, asked):
    client = signed_in("publisher", language=language)
    response = send(client, nato, start="1949-04-04", summary_en="New text")
    assert response.status_code == 200
    assert errors_of(response) == {"where_source": [asked]}
    form = response.context["adminform"].form
    assert (form["start"].value(), form["summary_en"].value()) == ("1949-04-04", "New text")
    nato.refresh_from_db()
    assert str(nato.start) == "1949"
    again = client.post(url_of(nato), as_shown(response, where_slip="on", change_reason="The day was missing"))
    saved(again)
    nato.refresh_from_db()
    assert str(nato.start) == "1949-04-04"


@pytest.mark.parametrize(
    "changes",
    [{"summary_en": "New"}, {"description_kk": "Жаңа"}, {"slug": "other"}, {"publication": "archived"}, {}],
    ids=lambda changes: " ".join(changes) or "nothing",
)
def test_our_own_prose_and_the_order_of_the_house_need_no_source(signed_in, nato, changes):
    saved(send(signed_in("publisher"), nato, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "1950"},
        {"end_unknown": "on"},
        {"name_en": "N.A.T.O."},
        {"kind": "economic"},
        {"website": "https://x.example/"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_dates_names_choices_and_addresses_do(signed_in, nato, changes):
    assert errors_of(send(signed_in("publisher"), nato, **changes))["where_source"] == [ASKED]


def test_a_name_in_the_language_that_had_none_is_a_translation(signed_in):
    organization = f.OrganizationFactory(name_kk="Одақ", name_en="")
    saved(send(signed_in("publisher"), organization, name_en="Union"))


@pytest.mark.parametrize("publication", ["draft", "review", "archived"])
def test_what_the_public_does_not_see_asks_nothing(signed_in, nato, publication):
    Organization.objects.filter(pk=nato.pk).update(publication=publication)
    client = signed_in("publisher")
    assert "where_source" not in client.get(url_of(nato)).content.decode()
    saved(send(client, nato, start="1950"))
    assert not nato.citations.exists()


def test_a_row_that_is_added_changed_or_deleted_is_a_fact(signed_in):
    event = f.EventFactory()
    row = f.ParticipationFactory(event=event, role="host")
    client, prefix = signed_in("publisher"), "participations"
    for changes in (
        {f"{prefix}-0-role": "chair"},
        {f"{prefix}-0-DELETE": "on"},
        {
            f"{prefix}-TOTAL_FORMS": "2",
            f"{prefix}-1-country": str(f.CountryFactory().pk),
            f"{prefix}-1-role": "host",
            f"{prefix}-1-position": "0",
        },
    ):
        assert errors_of(send(client, event, **changes)) == {"where_source": [ASKED]}, changes
    assert errors_of(send(client, row, role="chair")) == {"where_source": [ASKED]}


def test_a_draft_in_the_form_of_a_published_record_asks_nothing(signed_in, nato):
    body = f.BodyFactory(organization=nato, draft=True)
    saved(send(signed_in("publisher"), nato, **{"bodies-0-name_en": "Other"}))
    body.refresh_from_db()
    assert body.name_en == "Other"


def test_how_a_word_is_declined_is_no_fact(signed_in):
    from apps.reference.models import Declension
    from apps.terms.models import TermForm

    assert not states_facts(Declension)
    assert not states_facts(TermForm)
    assert not states_facts(Source)
    assert not states_facts(Citation)
    assert not states_facts(type(f.SeriesFactory()))  # it has no citations: its name is ours


def test_of_every_kind_of_record_it_is_known_what_its_facts_are():
    facts = {
        model._meta.model_name: {fact_of(model, one.name) for one in (*model._meta.fields, *model._meta.many_to_many)}
        for model in RECORDS
        if states_facts(model)
    }
    of_rows = {"countryname", "organizationname", "organizationlink", "bodyname", "personname", "participation"}
    of_rows |= {"documentlink", "party"}
    nouns = {"country", "city", "topic", "organization", "body", "term", "membership", "person", "post", "tenure"}
    assert set(facts) == of_rows | nouns | {"event", "document"}
    assert facts["membership"] >= {"start", "end", "status", "country", "organization"}
    assert facts["tenure"] >= {"start", "end", "person", "post", "acting"}
    assert facts["event"] >= {"start", "city", "number", "kind", "name"}
    for name, own in facts.items():
        assert not own & {"summary", "description", "note", "slug", "publication", "sort_kk", "id"}, name


# ---- how it is answered


def test_a_known_source_is_noted_at_each_fact_as_checked_today(signed_in, nato, treaty):
    client = signed_in("publisher")
    response = saved(
        send(client, nato, start="1949-04-04", kind="military_political", summary_en="New", where_source=treaty.pk,
             where_place="Article 11", change_reason="The day is known")
    )  # fmt: skip
    assert citations(nato) == [("kind", treaty.title_en, "Article 11"), ("start", treaty.title_en, "Article 11")]
    for citation in nato.citations.all():
        assert (citation.verified_on, citation.verified_by) == (today(), client.user)
        assert citation.history.get().history_change_reason == "The day is known"
    told = "".join(str(message) for message in get_messages(response.wsgi_request))
    assert "The Washington Treaty" in told
    for language, title in (("kk", "Вашингтон шарты"), ("en", "The Washington Treaty")):
        assert title in client.get(f"/{language}/organizations/{nato.slug}/").content.decode()


def test_the_same_source_of_the_same_fact_is_checked_anew_and_not_doubled(signed_in, nato, treaty):
    before = cite(nato, source=treaty, field="start", locator="Article 11", verified_on="2020-01-01", quote="…")
    other = cite(nato, source=treaty, field="start", locator="Article 12")
    saved(send(signed_in("publisher"), nato, start="1950", where_source=treaty.pk, where_place="Article 11"))
    before.refresh_from_db()
    other.refresh_from_db()
    assert nato.citations.count() == 2
    assert (before.verified_on, before.quote, other.verified_on) == (today(), "…", None)


def test_an_address_that_is_new_here_asks_for_a_title_and_becomes_a_source(signed_in, nato):
    client = signed_in("publisher")
    response = send(client, nato, start="1950", where_url="nato.int/history")
    assert errors_of(response) == {"where_title": ["This source is new here: what is it called?"]}
    assert not Source.objects.exists()
    saved(client.post(url_of(nato), as_shown(response, where_title="НАТО-ның тарихы: қысқаша шолу")))
    source = Source.objects.get()
    assert (source.url, source.kind, source.language) == ("https://nato.int/history", "official", "kk")
    assert (source.title_kk, source.accessed) == ("НАТО-ның тарихы: қысқаша шолу", today())
    assert nato.citations.get().source == source


def test_an_address_that_is_known_is_not_made_twice(signed_in, nato, treaty):
    saved(send(signed_in("publisher"), nato, start="1950", where_url="https://treaty.example/text/"))
    assert Source.objects.get() == treaty
    assert nato.citations.get().source == treaty


def test_a_citation_in_the_same_form_is_an_answer_too(signed_in, nato, treaty):
    prefix = "sources-citation-content_type-object_id"
    row = {"source": treaty.pk, "field": "start", "confidence": "high", "position": "0"}
    changes = {f"{prefix}-0-{name}": value for name, value in row.items()} | {f"{prefix}-TOTAL_FORMS": "1"}
    client = signed_in("publisher")
    saved(send(client, nato, start="1950", **changes))
    assert errors_of(send(client, nato, start="1951")) == {"where_source": [ASKED]}
    saved(send(client, nato, start="1951", **{f"{prefix}-0-verified_on": "2026-01-02"}))
    assert nato.citations.count() == 1


def test_a_slip_is_put_right_with_a_reason_and_without_a_source(signed_in, nato):
    client = signed_in("publisher")
    response = send(client, nato, start="1950", where_slip="on")
    assert errors_of(response) == {"change_reason": ["Say what slip was put right."]}
    saved(client.post(url_of(nato), as_shown(response, change_reason="A digit")))
    assert not nato.citations.exists()
    assert nato.history.first().history_change_reason == "A digit"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("where_source", "9" * 40),
        ("where_source", "x"),
        ("where_source", "0"),
        ("where_url", "javascript:alert(1)"),
        ("where_url", "https://x.example/" + "x" * 600),
        ("where_url", "https://x.example/\0"),
        ("where_title", "x" * 10_000),
        ("where_title", "a\0b"),
        ("where_place", "x" * 10_000),
    ],
)
def test_bad_input_is_told_at_its_field_and_loses_nothing(signed_in, nato, treaty, field, value):
    rest = {"where_url": "https://new.example/"} if field == "where_title" else {"where_source": treaty.pk}
    response = send(
        signed_in("publisher"), nato, **{**rest, "start": "1950", "website": "https://x.example/"} | {field: value}
    )
    assert response.status_code == 200
    assert list(errors_of(response)) == [field]
    assert response.context["adminform"].form["website"].value() == "https://x.example/"
    assert not nato.citations.exists()


def test_rows_that_can_be_cited_are_cited_themselves_and_others_at_their_record(signed_in, treaty):
    event = f.EventFactory()
    row = f.ParticipationFactory(event=event, role="host")
    client = signed_in("publisher")
    saved(send(client, row, role="chair", where_source=treaty.pk))
    assert citations(event) == [("", treaty.title_en, "")]
    person = f.PersonFactory()
    tenure = f.TenureFactory(person=person, start="2000")
    saved(send(client, person, where_source=treaty.pk, **{"tenures-0-start": "2001"}))
    assert (citations(tenure), citations(person)) == ([("start", treaty.title_en, "")], [])


def test_a_form_that_comes_back_because_of_others_keeps_the_answer(signed_in, nato, treaty):
    client = signed_in("publisher")
    data = as_shown(client.get(url_of(nato)), start="1950", where_source=treaty.pk, where_place="p. 3")
    Organization.objects.filter(pk=nato.pk).update(website="https://other.example/")
    response = client.post(url_of(nato), data)
    assert response.status_code == 409
    saved(client.post(url_of(nato), as_shown(response)))
    assert citations(nato) == [("start", treaty.title_en, "p. 3")]


def test_a_former_state_comes_back_for_its_reason_alone(signed_in, nato):
    client = signed_in("publisher")
    first = nato.history.latest()
    saved(send(client, nato, start="1950", where_slip="on", change_reason="x"))
    url = address(Organization, f"{nato.pk}/history/{first.pk}/")
    page = client.get(url)
    assert "where_source" not in page.content.decode()
    saved(client.post(url, as_shown(page, change_reason="It was right before")))
    nato.refresh_from_db()
    assert str(nato.start) == "1949"


def test_a_translator_is_never_asked(signed_in, nato):
    client = signed_in("translator_kk")
    assert "where_source" not in client.get(url_of(nato)).content.decode()
    saved(send(client, nato, name_kk="НАТО ұйымы"))
    saved(accept(signed_in("publisher", name="chief"), Proposal.objects.get()))
    nato.refresh_from_db()
    assert (nato.name_kk, nato.citations.count()) == ("НАТО ұйымы", 0)


# ---- proposals


def test_the_source_of_an_editor_waits_with_the_proposal_and_is_noted_when_it_is_accepted(signed_in, nato, treaty):
    editor = signed_in("editor")
    assert errors_of(send(editor, nato, start="1950")) == {"where_source": [ASKED]}
    saved(send(editor, nato, start="1950", where_source=treaty.pk, where_place="p. 3"))
    proposal = Proposal.objects.get()
    assert (proposal.source, proposal.source_place) == (treaty, "p. 3")
    assert not nato.citations.exists()
    chief = signed_in("publisher", name="chief")
    assert "The Washington Treaty" in chief.get(f"/admin/desk/proposals/{proposal.pk}/").content.decode()
    saved(accept(chief, proposal))
    citation = nato.citations.get()
    assert (citation.field, citation.source, citation.locator) == ("start", treaty, "p. 3")
    assert (citation.verified_on, citation.verified_by) == (today(), chief.user)


def test_the_address_of_an_editor_becomes_a_source_only_when_it_is_accepted(signed_in, nato):
    saved(send(signed_in("editor"), nato, start="1950", where_url="https://new.example/a", where_title="New work"))
    proposal = Proposal.objects.get()
    assert (proposal.source_url, proposal.source_title) == ("https://new.example/a", "New work")
    assert not Source.objects.exists()
    saved(accept(signed_in("publisher", name="chief"), proposal))
    assert citations(nato) == [("start", "New work", "")]


def test_an_editor_who_puts_a_slip_right_says_so_once(signed_in, nato):
    saved(send(signed_in("editor"), nato, start="1950", where_slip="on", change_reason="A digit"))
    saved(accept(signed_in("publisher", name="chief"), Proposal.objects.get()))
    nato.refresh_from_db()
    assert (str(nato.start), nato.citations.count()) == ("1950", 0)


def test_a_proposed_translation_asks_for_no_source(signed_in):
    topic = f.OrganizationFactory(name_kk="Су одағы", name_en="")
    fields = {"name_en": {"from": "", "to": "Water Union"}}
    change = {"form": "", "verb": "change", "row": None, "at": 0, "fields": fields}
    author = signed_in("translator_en", name="tilshi").user
    proposal = Proposal.objects.create(record=topic, title="x", changes=[change], author=author)
    chief = signed_in("publisher", name="chief")
    assert chief.get(f"/admin/desk/proposals/{proposal.pk}/").context["where"] == []
    saved(accept(chief, proposal))
    topic.refresh_from_db()
    assert topic.name_en == "Water Union"


def proposed_by_a_reader(record, **kwargs):
    changes = [
        {"form": "", "verb": "change", "row": None, "at": 0, "fields": {"start": {"from": "1949", "to": "1950"}}}
    ]
    return Proposal.objects.create(record=record, title=str(record), changes=changes, **kwargs)


def test_the_title_of_a_readers_source_is_asked_of_the_publisher(signed_in, nato):
    proposal = proposed_by_a_reader(nato, source_url="https://www.press.example/story")
    chief = signed_in("publisher")
    page = chief.get(f"/admin/desk/proposals/{proposal.pk}/").content.decode()
    assert 'value="press.example"' in page
    response = accept(chief, proposal, where_title="")
    assert response.context["errors"]
    saved(accept(chief, proposal, where_title="A story"))
    assert citations(nato) == [("start", "A story", "")]


def test_a_reader_without_a_source_is_not_believed(signed_in, nato):
    proposal = proposed_by_a_reader(nato)
    chief = signed_in("publisher")
    response = accept(chief, proposal)
    assert ASKED in str(response.context["errors"])
    proposal.refresh_from_db()
    assert proposal.is_open
    saved(accept(chief, proposal, where_slip="on"))
