"""A change of what the public sees waits for a publisher; the record stays as it is until then."""

import pytest
from django.contrib.messages import get_messages

from apps.desk.models import Proposal
from apps.events.models import Event
from apps.organizations.models import Organization
from tests import factories as f
from tests.admin.conftest import posted, saved
from tests.admin.test_every_page import address
from tests.chrome import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def nato(db):
    return f.OrganizationFactory(
        name_kk="НАТО", name_en="NATO", summary_kk="Ескі мәтін", summary_en="Old text", kind="military_political"
    )


def url_of(record):
    return address(type(record), f"{record.pk}/change/")


def propose(client, record, **changes):
    saved(client.post(url_of(record), posted(client.get(url_of(record)), **changes)))
    return Proposal.objects.latest("pk")


def decide(client, proposal, action="accept", **data):
    url = f"/admin/desk/proposals/{proposal.pk}/"
    page = client.get(url)
    if action == "accept":
        keys = [row.key if row.is_whole else one.key for row in page.context["rows"] for one in row.fields or [row]]
        data = {"seen": page.context["seen"], "take": keys, **data}
    return client.post(url, {"action": action, **data})


def test_a_change_by_an_editor_waits_and_the_public_goes_on_seeing_the_record(signed_in, nato):
    editor = signed_in("editor")
    response = editor.post(url_of(nato), posted(editor.get(url_of(nato)), summary_en="New text"))
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told == ["The public goes on seeing “NATO” as it is: your change waits for a publisher."]
    nato.refresh_from_db()
    assert nato.summary_en == "Old text"
    assert "Old text" in editor.get(f"/en/organizations/{nato.slug}/").content.decode()
    proposal = Proposal.objects.get()
    assert (proposal.record, proposal.author, proposal.state) == (nato, editor.user, "open")
    assert proposal.changes == [
        {
            "form": "",
            "verb": "change",
            "row": None,
            "at": 0,
            "fields": {"summary_en": {"from": "Old text", "to": "New text"}},
        }
    ]


def test_an_unchanged_form_proposes_nothing(signed_in, nato):
    editor = signed_in("editor")
    saved(editor.post(url_of(nato), posted(editor.get(url_of(nato)))))
    assert not Proposal.objects.exists()


def test_line_ends_as_a_browser_sends_them_are_no_change(signed_in):
    record = f.OrganizationFactory(description_en="One\n\nTwo", summary_en="Old")
    proposal = propose(signed_in("editor"), record, description_en="One\r\n\r\nTwo", summary_en="New")
    assert list(proposal.changes[0]["fields"]) == ["summary_en"]


def test_the_reason_of_a_change_goes_with_the_proposal_into_the_history(signed_in, nato):
    proposal = propose(signed_in("editor", name="aliya"), nato, summary_en="New", change_reason="The charter says so")
    assert proposal.note == "The charter says so"
    saved(decide(signed_in("publisher", name="chief"), proposal))
    assert nato.history.first().history_change_reason == "proposed by aliya: The charter says so"


def test_a_draft_is_saved_at_once(signed_in):
    draft = f.OrganizationFactory(draft=True, summary_en="Old")
    editor = signed_in("editor")
    saved(editor.post(url_of(draft), posted(editor.get(url_of(draft)), summary_en="New")))
    draft.refresh_from_db()
    assert (draft.summary_en, Proposal.objects.count()) == ("New", 0)


def test_a_publisher_changes_the_record_at_once(signed_in, nato):
    client = signed_in("publisher")
    saved(client.post(url_of(nato), posted(client.get(url_of(nato)), summary_en="New")))
    nato.refresh_from_db()
    assert (nato.summary_en, Proposal.objects.count()) == ("New", 0)


def test_a_translation_of_a_published_record_waits_too(signed_in, nato):
    proposal = propose(signed_in("translator_kk"), nato, summary_kk="Жаңа мәтін")
    nato.refresh_from_db()
    assert nato.summary_kk == "Ескі мәтін"
    saved(decide(signed_in("publisher", name="chief"), proposal))
    nato.refresh_from_db()
    assert (nato.summary_kk, nato.summary_en) == ("Жаңа мәтін", "Old text")


def test_an_accepted_proposal_is_carried_out_and_its_history_says_whose_it_was(signed_in, nato):
    proposal = propose(signed_in("editor", name="aliya"), nato, summary_en="New text", website="https://nato.example/")
    chief = signed_in("publisher", name="chief")
    saved(decide(chief, proposal))
    nato.refresh_from_db()
    assert (nato.summary_en, nato.website) == ("New text", "https://nato.example/")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", chief.user)
    latest = nato.history.first()
    assert (latest.history_user, latest.history_change_reason) == (chief.user, "proposed by aliya: № 1")


def test_a_part_can_be_accepted(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, summary_en="New text", website="https://nato.example/")
    saved(decide(signed_in("publisher", name="chief"), proposal, take=["0.website"]))
    nato.refresh_from_db()
    proposal.refresh_from_db()
    assert (nato.summary_en, nato.website, proposal.state) == ("Old text", "https://nato.example/", "partly")


def test_rows_are_added_changed_and_deleted_as_proposed(signed_in):
    event = f.EventFactory()
    kept, gone = f.ParticipationFactory(event=event, role="host"), f.ParticipationFactory(event=event)
    country = f.CountryFactory(name_en="Kazakhstan")
    editor = signed_in("editor")
    data = posted(editor.get(url_of(event)))
    prefix = "participations"
    rows = {data[f"{prefix}-{at}-id"]: at for at in range(2)}
    data |= {
        f"{prefix}-{rows[str(kept.pk)]}-role": "chair",
        f"{prefix}-{rows[str(gone.pk)]}-DELETE": "on",
        f"{prefix}-TOTAL_FORMS": "3",
        f"{prefix}-2-country": str(country.pk),
        f"{prefix}-2-role": "participant",
        f"{prefix}-2-position": "0",
        f"{prefix}-2-event": str(event.pk),
    }
    saved(editor.post(url_of(event), data))
    assert sorted(event.participations.values_list("role", flat=True)) != ["chair", "participant"]
    proposal = Proposal.objects.get()
    assert sorted(change["verb"] for change in proposal.changes) == ["add", "change", "delete"]
    chief = signed_in("publisher", name="chief")
    assert "Kazakhstan" in chief.get(f"/admin/desk/proposals/{proposal.pk}/").content.decode()
    response = decide(chief, proposal)
    assert response.status_code == 302, response.context["errors"]
    now = set(Event.objects.get(pk=event.pk).participations.values_list("pk", "role", "country__name_en"))
    assert (kept.pk, "chair") in {(pk, role) for pk, role, _name in now}
    assert {role for _pk, role, name in now if name == "Kazakhstan"} == {"participant"}
    assert gone.pk not in {pk for pk, _role, _name in now}


def test_a_row_of_a_public_record_is_proposed_on_its_own_page_too(signed_in):
    participation = f.ParticipationFactory(role="host")
    propose(signed_in("editor"), participation, role="chair")
    participation.refresh_from_db()
    assert participation.role == "host"


def test_a_published_row_in_the_form_of_a_draft_is_no_way_around(signed_in):
    organization = f.OrganizationFactory(draft=True)
    body = f.BodyFactory(organization=organization, name_en="Council", publication="published")
    editor = signed_in("editor")
    saved(editor.post(url_of(organization), posted(editor.get(url_of(organization)), **{"bodies-0-name_en": "Other"})))
    body.refresh_from_db()
    assert (body.name_en, Proposal.objects.count()) == ("Council", 1)


def test_a_proposal_is_returned_with_a_reason_and_not_without(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, summary_en="New text")
    chief = signed_in("publisher", name="chief")
    response = decide(chief, proposal, "return", reason="  ")
    assert response.context["errors"] == ["Say why it is returned."]
    saved(decide(chief, proposal, "return", reason="No source."))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("returned", "No source.")
    nato.refresh_from_db()
    assert nato.summary_en == "Old text"
    assert "No source." in signed_in("editor").get("/admin/desk/").content.decode()


def test_its_author_withdraws_a_proposal_and_decides_on_none(signed_in, nato):
    editor = signed_in("editor")
    proposal = propose(editor, nato, summary_en="New text")
    for action in ("accept", "return"):
        assert decide(editor, proposal, action, reason="x", seen="x", take=["0.summary_en"]).status_code == 403
    saved(decide(editor, proposal, "withdraw"))
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_the_proposals_of_others_are_not_to_be_seen(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, summary_en="New text")
    other = signed_in("editor", name="other")
    assert other.get(f"/admin/desk/proposals/{proposal.pk}/").status_code == 403
    assert "New text" not in other.get("/admin/desk/").content.decode()
    assert decide(other, proposal, "withdraw").status_code == 403
    other.logout()
    assert other.get(f"/admin/desk/proposals/{proposal.pk}/").status_code == 302


def test_a_proposal_is_decided_on_once(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, summary_en="New text")
    chief = signed_in("publisher", name="chief")
    saved(decide(chief, proposal))
    response = decide(chief, proposal, "return", reason="Too late")
    assert response.context["errors"] == ["This was decided meanwhile: accepted (chief)."]


def test_what_changed_while_it_was_looked_at_is_shown_again_first(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, summary_en="New text")
    chief = signed_in("publisher", name="chief")
    url = f"/admin/desk/proposals/{proposal.pk}/"
    seen = chief.get(url).context["seen"]
    Organization.objects.filter(pk=nato.pk).update(summary_en="Changed by another")
    response = chief.post(url, {"action": "accept", "seen": seen, "take": ["0.summary_en"]})
    assert "changed while you looked" in response.context["errors"][0]
    html = response.content.decode()
    assert "Changed by another" in html
    assert "Changed meanwhile; when it was proposed, there stood: Old text" in html
    nato.refresh_from_db()
    assert nato.summary_en == "Changed by another"
    saved(decide(chief, proposal))
    nato.refresh_from_db()
    assert nato.summary_en == "New text"


def test_what_the_form_of_the_record_refuses_is_told_and_nothing_is_saved(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, slug="other", summary_en="New text")
    f.OrganizationFactory(slug="other")
    response = decide(signed_in("publisher", name="chief"), proposal)
    assert response.status_code == 200
    assert response.context["errors"]
    nato.refresh_from_db()
    proposal.refresh_from_db()
    assert (nato.summary_en, proposal.state) == ("Old text", "open")


def test_nothing_of_a_proposal_is_public(signed_in, nato):
    proposal = propose(signed_in("editor"), nato, summary_en="Unheard-of words", name_en="Unheard-of name")
    client = signed_in("editor")
    client.logout()
    for path in (
        "/en/",
        "/en/changes/",
        "/en/organizations/",
        f"/en/organizations/{nato.slug}/",
        "/en/search/?q=unheard",
    ):
        assert "Unheard-of" not in client.get(path).content.decode()
    assert Proposal.objects.filter(pk=proposal.pk).exists()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_pages_of_the_desk_speak_the_language_of_their_reader(signed_in, language):
    record = f.OrganizationFactory(name_kk="Ұйым", name_en="Union", summary_kk="Бір", summary_en="One")
    proposal = propose(
        signed_in("editor", language=language, name="@1"), record, kind="economic", website="https://x.kz/"
    )
    f.EventFactory(publication="review")
    walk = Walk(signed_in("publisher", language=language, name="@2"), language)
    walk.open("/admin/desk/")
    walk.open(f"/admin/desk/proposals/{proposal.pk}/")
    walk.post(f"/admin/desk/proposals/{proposal.pk}/", {"action": "return"})
    walk.post(f"/admin/desk/proposals/{proposal.pk}/", {"action": "accept"})
    assert walk.report() == []


def test_the_queue_costs_the_same_with_one_proposal_and_with_many(signed_in, nato, django_assert_max_num_queries):
    propose(signed_in("editor"), nato, summary_en="1")
    chief = signed_in("publisher", name="chief")
    with django_assert_max_num_queries(40) as one:
        chief.get("/admin/desk/")
    spent = len(one)
    for number in range(3):
        propose(signed_in("editor"), nato, summary_en=f"{number} more")
    chief = signed_in("publisher", name="chief")
    with django_assert_max_num_queries(spent):
        chief.get("/admin/desk/")
