"""The way of a record: commented on, sent, withdrawn, returned with a reason; and whose queue it stands in."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from apps.desk.models import Proposal, Remark, ScheduledMove
from apps.desk.queue import Queue
from apps.organizations.models import Organization
from apps.reference.models import Topic
from tests import factories as f
from tests.admin.conftest import posted, saved, words_of
from tests.admin.test_every_page import RECORDS, address
from tests.chrome import Walk

pytestmark = pytest.mark.django_db
PUBLISHABLE = [model for model in RECORDS if hasattr(model, "publication")]


def talk(record):
    return f"/admin/desk/talk/{record._meta.label_lower}/{record.pk}/"


def step(client, record, action, **data):
    page = client.get(talk(record))
    return client.post(talk(record), {"action": action, "version": page.context["version"], **data})


def in_days(number):
    """Return a moment so many days from now, as a browser sends it."""
    return f"{timezone.localtime() + dt.timedelta(days=number):%Y-%m-%dT%H:%M}"


def state_of(record):
    return type(record)._base_manager.get(pk=record.pk).publication


def errors_of(response):
    forms = {**response.context["forms"], "comment": response.context["comment_form"]}
    return [
        *response.context["errors"],
        *(str(e) for form in forms.values() for es in form.errors.values() for e in es),
    ]


@pytest.fixture
def topic(db):
    return f.TopicFactory(draft=True, name_kk="Су", name_en="Water")


@pytest.fixture
def sent(signed_in, topic):
    """A draft that aigerim has sent for review."""
    saved(step(signed_in("editor", name="aigerim"), topic, "send", text="Please look at the dates."))
    topic.refresh_from_db()
    return topic


# ---- comments


def test_who_may_see_a_record_may_comment_on_it_and_nobody_else_reads_it(signed_in, client):
    live = f.TopicFactory(name_en="Water")
    saved(step(signed_in("translator_kk", name="tilshi"), live, "comment", text="Is this the right word?"))
    assert "Is this the right word?" in client.get(talk(live)).content.decode()
    client.logout()
    for place in ("/en/", f"/en/search/?q={live.name_en}", "/en/changes/"):
        assert "right word" not in client.get(place).content.decode()
    assert client.get(talk(live)).status_code == 302


@pytest.mark.once
def test_somebody_without_any_role_reads_no_comments(signed_in, topic):
    client = signed_in()
    assert client.get(talk(topic)).status_code == 403
    assert client.post(talk(topic), {"action": "comment", "text": "Forged"}).status_code == 403
    assert not Remark.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize(
    "place", ["reference.topic/0", f"reference.topic/{'9' * 40}", "reference.nothing/1", "sources.citation/1", "x/1"]
)
def test_what_has_no_such_page_is_not_found(signed_in, place):
    assert signed_in("publisher").get(f"/admin/desk/talk/{place}/").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(("text", "told"), [("", "required"), ("a" * 4001, "4000"), ("a\x00b", "Null")])
def test_a_comment_that_cannot_be_kept_is_refused_and_stays_in_the_form(signed_in, topic, text, told):
    response = step(signed_in("editor"), topic, "comment", text=text)
    assert response.status_code == 200
    assert told in " ".join(errors_of(response))
    assert response.context["comment_form"]["text"].value() == text
    assert not Remark.objects.exists()


def test_own_comment_is_taken_back_until_somebody_answers(signed_in, topic):
    editor = signed_in("editor", name="aigerim")
    step(editor, topic, "comment", text="First")
    first = Remark.objects.get()
    saved(step(editor, topic, "take_back", remark=first.pk))
    assert not Remark.objects.exists()
    step(editor, topic, "comment", text="Second")
    second = Remark.objects.get()
    publisher = signed_in("publisher", name="chief")
    assert step(publisher, topic, "take_back", remark=second.pk).status_code == 200  # it is not theirs
    step(publisher, topic, "comment", text="Answer")
    response = step(signed_in("editor", name="aigerim"), topic, "take_back", remark=second.pk)
    assert errors_of(response) == ["Somebody has answered meanwhile: the comment stays."]
    assert Remark.objects.count() == 2


@pytest.mark.once
@pytest.mark.parametrize("key", ["", "x", "9" * 40, "-1", "0"])
def test_no_comment_is_taken_back_by_a_key_that_is_none(signed_in, topic, key):
    response = step(signed_in("editor"), topic, "take_back", remark=key)
    assert errors_of(response) == ["Only your own comment can be taken back."]


def test_a_proposal_is_talked_about_by_its_author_and_by_publishers(signed_in):
    live = f.TopicFactory(name_en="Water")
    editor, url = signed_in("editor", name="aigerim"), address(Topic, f"{live.pk}/change/")
    saved(editor.post(url, posted(editor.get(url), name_en="Waters")))
    page = f"/admin/desk/proposals/{Proposal.objects.get().pk}/"
    saved(editor.post(page, {"action": "comment", "text": "See the charter."}))
    assert signed_in("editor", name="other").post(page, {"action": "comment", "text": "Me too"}).status_code == 403
    publisher = signed_in("publisher", name="chief")
    assert "See the charter." in publisher.get(page).content.decode()
    response = publisher.post(page, {"action": "comment", "text": ""})
    assert response.status_code == 200
    assert Proposal.objects.get().is_open
    saved(publisher.post(page, {"action": "comment", "text": "Which page?"}))
    comments = signed_in("editor", name="aigerim").get("/admin/desk/").context["queue"].comments
    assert [one.text for one in comments] == ["Which page?"]


def test_the_form_of_a_record_says_how_many_comments_there_are_and_the_last(signed_in, topic):
    editor = signed_in("editor")
    for text in ("First", "Last"):
        step(editor, topic, "comment", text=text)
    words = words_of(editor.get(address(Topic, f"{topic.pk}/change/")).content.decode())
    assert "Work and comments (2)" in words
    assert "Last" in words
    assert "First" not in words


# ---- sent, withdrawn, returned


def test_an_editor_sends_a_draft_with_a_note_and_asks_somebody_by_name(signed_in, topic, django_user_model):
    bolat = signed_in("publisher", name="bolat").user
    saved(step(signed_in("editor", name="aigerim"), topic, "send", text="Look at 1949", asked=bolat.pk))
    assert state_of(topic) == "review"
    queue = signed_in("publisher", name="bolat").get("/admin/desk/").context["queue"]
    assert [(one.text, one.called) for one in queue.asked] == [("Look at 1949", "Water")]
    assert [(row.title, row.more["sender"]) for row in queue.in_review] == [("Water", "aigerim")]
    other = signed_in("publisher", name="other").get("/admin/desk/").context["queue"]
    assert (other.asked, len(other.in_review)) == ([], 1)


@pytest.mark.once
def test_what_is_no_draft_is_not_sent_and_a_translator_sends_nothing(signed_in, sent):
    live = f.TopicFactory()
    for role, record in (("editor", live), ("editor", sent), ("translator_kk", f.TopicFactory(draft=True))):
        before = state_of(record)
        assert errors_of(step(signed_in(role, name="x"), record, "send")) == ["Only a draft is sent for review."]
        assert state_of(record) == before


def test_only_who_sent_it_withdraws_it(signed_in, sent):
    assert step(signed_in("editor", name="other"), sent, "withdraw").status_code == 200
    assert state_of(sent) == "review"
    saved(step(signed_in("editor", name="aigerim"), sent, "withdraw"))
    assert state_of(sent) == "draft"


def test_a_returned_record_is_a_draft_whose_history_and_comments_say_why(signed_in, sent):
    reason = "No source for the date. " * 10
    publisher = signed_in("publisher", name="chief")
    refused = step(publisher, sent, "return", text=" ")
    assert errors_of(refused) == ["Say why it is returned."]
    saved(step(publisher, sent, "return", text=reason))
    assert state_of(sent) == "draft"
    state = sent.history.first()
    assert (state.history_user.username, state.history_change_reason) == ("chief", reason[:100])
    said = Remark.objects.get(step="returned")
    assert (said.text, said.addressee.username) == (reason.strip(), "aigerim")


def test_what_was_returned_stands_in_the_queue_of_who_sent_it_until_it_is_sent_again(signed_in, sent):
    step(signed_in("publisher", name="chief"), sent, "return", text="No source.")

    def returned():
        queue = signed_in("editor", name="aigerim").get("/admin/desk/").context["queue"]
        return [(row.title, row.more["reason"], row.more["returned_by"]) for row in queue.returned]

    assert returned() == [("Water", "No source.", "chief")]
    assert signed_in("editor", name="other").get("/admin/desk/").context["queue"].returned == []
    client, url = signed_in("editor", name="aigerim"), address(Topic, f"{sent.pk}/change/")
    saved(client.post(url, posted(client.get(url), publication="review")))  # in the form, without a word
    assert returned() == []
    client.post(address(Topic), {"action": "x"})
    saved(step(signed_in("publisher", name="chief"), sent, "return", text="Still none."))
    assert returned() == [("Water", "Still none.", "chief")]


@pytest.mark.parametrize("action", ["return", "publish", "schedule", "cancel"])
@pytest.mark.parametrize("role", ["editor", "translator_en"])
def test_only_who_may_publish_decides(signed_in, sent, role, action):
    data = {"text": "No", "publish_at": in_days(3)}
    assert step(signed_in(role, name="x"), sent, action, **data).status_code == 403
    assert state_of(sent) == "review"


def test_nobody_decides_on_what_they_have_not_seen(signed_in, sent):
    publisher = signed_in("publisher", name="chief")
    version = publisher.get(talk(sent)).context["version"]
    Topic.objects.get(pk=sent.pk).save()
    changed = Topic.objects.get(pk=sent.pk)
    changed.name_en = "Wine"
    changed.save()
    response = publisher.post(talk(sent), {"action": "publish", "version": version})
    assert "was changed while you looked at it" in errors_of(response)[0]
    assert state_of(sent) == "review"
    saved(step(publisher, sent, "publish"))
    assert state_of(sent) == "published"


# ---- many at once


def together(client, records, action="return_with_a_reason", **data):
    """Choose a step for several records; with data: go on from the page that names them."""
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    page = client.post(address(Topic), chosen)
    if not data:
        return page
    return client.post(address(Topic), {**chosen, "seen": page.context["seen"], "done": "yes", **data})


def test_many_are_returned_with_one_reason_after_a_page_that_names_them(signed_in):
    topics = [f.TopicFactory(publication="review", name_en=f"Topic {name}") for name in "AB"]
    draft = f.TopicFactory(draft=True, name_en="Draft C")
    publisher = signed_in("publisher")
    page = together(publisher, [*topics, draft])
    words = words_of(page.content.decode())
    assert all(f"Topic {name}" in words for name in "AB")
    assert "stay as they are: Draft C (draft)" in words
    assert together(publisher, topics, text="").status_code == 200
    assert {state_of(one) for one in topics} == {"review"}
    saved(together(publisher, topics, text="No source."))
    assert {state_of(one) for one in topics} == {"draft"}
    assert {one.history.first().history_change_reason for one in topics} == {"No source."}


def test_nothing_is_returned_if_one_is_no_longer_in_review_or_gone(signed_in):
    first, second = f.TopicFactory(publication="review"), f.TopicFactory(publication="review", name_en="Water")
    Topic.objects.filter(pk=second.pk).update(publication="published")
    publisher = signed_in("publisher")
    response = together(publisher, [first, second], text="No source.")
    told = ["No longer in review: “Water” (published). Nothing was returned."]
    assert response.context["errors"] == told
    assert response.context["form"]["text"].value() == "No source."
    second.delete()
    keys = [first.pk, 10**9]
    response = publisher.post(
        address(Topic), {"action": "return_with_a_reason", "_selected_action": keys, "done": "yes", "text": "No"}
    )
    assert "a record that was deleted" in response.context["errors"][0]
    assert state_of(first) == "review"


@pytest.mark.parametrize(
    ("action", "data"), [("return_with_a_reason", {"text": "No"}), ("schedule_together", {"publish_at": "@"})]
)
def test_nothing_is_done_with_many_if_one_was_changed_since_the_page_was_shown(signed_in, action, data):
    topics = [f.TopicFactory(publication="review", name_en=name) for name in ("Water", "Wind")]
    data = {name: in_days(3) if value == "@" else value for name, value in data.items()}
    publisher = signed_in("publisher")
    chosen = {"action": action, "_selected_action": [topic.pk for topic in topics]}
    seen = publisher.post(address(Topic), chosen).context["seen"]
    topics[0].name_en = "Ice"
    topics[0].save()
    for shown in (seen, [], ["x", "1:2:3", f"{topics[0].pk}:"]):
        response = publisher.post(address(Topic), {**chosen, **data, "seen": shown, "done": "yes"})
        assert "Changed while you looked at the list: “Ice”" in response.context["errors"][0]
    assert {state_of(topic) for topic in topics} == {"review"}
    assert not ScheduledMove.objects.exists()
    saved(publisher.post(address(Topic), {**chosen, **data, "seen": response.context["seen"], "done": "yes"}))


@pytest.mark.parametrize("role", ["editor", "translator_kk"])
@pytest.mark.parametrize("action", ["return_with_a_reason", "schedule_together"])
def test_only_who_may_publish_does_so(signed_in, role, action):
    topic = f.TopicFactory(publication="review")
    data = {"_selected_action": [topic.pk], "done": "yes", "text": "No", "publish_at": in_days(3)}
    signed_in(role).post(address(Topic), {"action": action, **data})
    assert state_of(topic) == "review"
    assert not Remark.objects.exists()


def test_several_proposals_are_returned_with_one_reason_or_none_of_them(signed_in):
    editor = signed_in("editor", name="aigerim")
    for _number in range(3):
        url = address(Topic, f"{f.TopicFactory().pk}/change/")
        saved(editor.post(url, posted(editor.get(url), name_en="Other")))
    one, two, three = Proposal.objects.all()
    Proposal.objects.filter(pk=three.pk).update(state="withdrawn", decided_at=three.made_at)
    assert editor.post("/admin/desk/", {"proposal": [one.pk], "reason": "No"}).status_code == 403
    publisher = signed_in("publisher", name="chief")
    for data in ({"proposal": [one.pk], "reason": " "}, {"reason": "No"}, {"proposal": ["x", "9" * 40], "reason": "a"}):
        assert publisher.post("/admin/desk/", data).context["errors"]
    response = publisher.post("/admin/desk/", {"proposal": [one.pk, three.pk], "reason": "No source."})
    assert "Decided meanwhile" in response.context["errors"][0]
    assert response.context["reason"] == "No source."
    assert Proposal.objects.get(pk=one.pk).is_open
    saved(publisher.post("/admin/desk/", {"proposal": [one.pk, two.pk], "reason": "No source."}))
    assert set(Proposal.objects.values_list("state", "reason")) == {("returned", "No source."), ("withdrawn", "")}


# ---- the queue


def test_the_queue_of_a_colleague_is_open_to_publishers_only(signed_in, topic):
    editor = signed_in("editor", name="aigerim")
    client, url = editor, address(Topic, f"{topic.pk}/change/")
    saved(client.post(url, posted(client.get(url), summary_en="Begun")))
    key = editor.user.pk
    assert editor.get(f"/admin/desk/?person={key}").status_code == 200
    assert signed_in("editor", name="other").get(f"/admin/desk/?person={key}").status_code == 403
    publisher = signed_in("publisher", name="chief")
    page = publisher.get(f"/admin/desk/?person={key}")
    assert [row.title for row in page.context["queue"].drafts] == ["Water"]
    assert page.context["queue"].to_decide is None  # she decides on none
    for nobody in ("x", "9" * 40, "0", "²"):
        assert publisher.get("/admin/desk/", {"person": nobody}).status_code == 404


def test_the_longest_waiting_stand_first_and_each_kind_leads_to_its_list(signed_in):
    editor = signed_in("editor", name="aigerim")
    records = [f.TopicFactory(draft=True, name_en="Second"), f.OrganizationFactory(draft=True, name_en="Third")]
    first = f.TopicFactory(draft=True, name_en="First")
    for record in (first, *records):
        saved(step(editor, record, "send"))
    queue = signed_in("publisher", name="chief").get("/admin/desk/").context["queue"]
    assert [row.title for row in queue.in_review] == ["First", "Second", "Third"]
    assert set(queue.in_review_by_kind) == {
        ("Topics", 2, "/admin/reference/topic/?publication__exact=review"),
        ("Organisations", 1, "/admin/organizations/organization/?publication__exact=review"),
    }
    assert [row.title for row in signed_in("editor", name="other").get("/admin/desk/").context["queue"].in_review] == []


def test_a_question_about_a_readers_suggestion_waits_for_who_may_read_it_until_it_is_decided(signed_in):
    nato = f.OrganizationFactory(name_en="Atlantic Union", start="1949")
    fields = {"start": {"from": "1949", "to": "1950"}}
    change = {"form": "", "verb": "change", "row": None, "at": 0, "fields": fields}
    proposal = Proposal.objects.create(record=nato, title="Atlantic Union", changes=[change], code="abc", source_url="")
    aigerim = signed_in("editor", name="aigerim").user
    signed_in("translator_en", name="tilshi")
    chief, place = signed_in("publisher", name="chief"), f"/admin/desk/proposals/{proposal.pk}/"
    offered = chief.get(place).context["comment_form"].fields["asked"].queryset
    assert [one.username for one in offered] == ["aigerim"]
    saved(chief.post(place, {"action": "comment", "text": "Do you know?", "asked": aigerim.pk}))

    def asked():
        return [one.text for one in signed_in("editor", name="aigerim").get("/admin/desk/").context["queue"].asked]

    assert asked() == ["Do you know?"]
    Proposal.objects.update(state="returned", decided_by=aigerim, decided_at=timezone.now(), reason="No")
    assert asked() == []


def test_all_kinds_in_review_are_counted_however_few_are_listed(signed_in):
    for number in range(3):
        f.TopicFactory(publication="review", name_en=f"Topic {number}")
    f.OrganizationFactory(publication="review")
    request = signed_in("publisher").get("/admin/desk/").wsgi_request
    queue = Queue(request, request.user, decides=True, most=2)
    assert len(queue.in_review) == 2
    assert {label: count for label, count, _url in queue.in_review_by_kind} == {"Topics": 3, "Organisations": 1}
    assert queue.count_in_review == 4


def test_who_returns_what_they_sent_themselves_finds_it_among_what_was_returned(signed_in, topic):
    chief = signed_in("publisher", name="chief")
    saved(step(chief, topic, "send", text="For me"))
    saved(step(chief, topic, "return", text="The dates, again."))
    assert [row.title for row in chief.get("/admin/desk/").context["queue"].returned] == ["Water"]


def test_a_term_without_its_forms_is_not_published(signed_in):
    term = f.TermFactory(draft=True)
    term.forms.filter(language="en").delete()
    publisher = signed_in("publisher")
    response = step(publisher, term, "publish")
    assert errors_of(response) == ["A published term needs a preferred form in Kazakh and in English."]
    assert state_of(term) == "draft"


def test_a_question_by_name_waits_until_it_is_answered(signed_in, topic):
    tilshi = signed_in("translator_en", name="tilshi").user
    saved(step(signed_in("editor", name="aigerim"), topic, "comment", text="Which word?", asked=tilshi.pk))
    client = signed_in("translator_en", name="tilshi")
    assert [one.text for one in client.get("/admin/desk/").context["queue"].asked] == ["Which word?"]
    saved(step(client, topic, "comment", text="This one."))
    assert client.get("/admin/desk/").context["queue"].asked == []


def test_the_queue_costs_the_same_with_one_kind_and_with_many_of_every_kind(signed_in, queries_of):
    client, colleague = signed_in("publisher"), User.objects.create(username="n", is_staff=True)

    def make(model):
        for state in ("review", "draft"):
            record = RECORDS[model]()
            model._base_manager.filter(pk=record.pk).update(publication=state)
            record.history.update(history_user=client.user)
            step(client, record, "comment", text="Something", asked=colleague.pk)

    make(Topic)
    one = queries_of(client, "/admin/desk/")
    for model in PUBLISHABLE:
        make(model)
    step(client, f.OrganizationFactory(draft=True), "schedule", publish_at=in_days(3))
    assert queries_of(client, "/admin/desk/") == one <= 12


# ---- the language of the pages


@pytest.mark.once
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_pages_of_the_work_speak_the_language_of_their_reader(signed_in, language):
    walk = Walk(signed_in("publisher", name="@1", language=language), language)
    client = walk.client
    topic = f.TopicFactory(draft=True)
    other = signed_in("editor", name="@2", language=language).user
    client.force_login(User.objects.get(username="@1"))
    for action, data in (
        ("send", {"text": "!", "asked": other.pk}),
        ("comment", {"text": "!"}),
        ("schedule", {"publish_at": in_days(3), "archive_at": in_days(4)}),
        ("schedule", {"publish_at": "2099-01-01T09:00"}),
        ("schedule", {"publish_at": "1999-01-01T09:00"}),
        ("schedule", {"publish_at": "#"}),
        ("schedule", {}),
        ("return", {"text": ""}),
        ("publish", {"version": "#"}),
        ("withdraw", {}),
        ("send", {"text": "!"}),
        ("", {}),
        ("return", {"text": "!"}),
        ("publish", {}),
        ("publish", {}),
        ("take_back", {"remark": "0"}),
        ("cancel", {"move": "0"}),
    ):
        version = client.get(talk(topic)).context["version"]
        walk.post(talk(topic), {"version": version, "action": action, **data})
        walk.open(talk(topic))
        walk.open("/admin/desk/")
        walk.open("/admin/")
        walk.open(address(Topic, f"{topic.pk}/change/"))
    walk.open(f"/admin/desk/?person={other.pk}")
    walk.post("/admin/desk/", {"reason": ""})
    walk.post("/admin/desk/", {"proposal": "1", "reason": ""})
    in_review = f.OrganizationFactory(publication="review")
    for action in ("return_with_a_reason", "schedule_together"):
        data = {"action": action, "_selected_action": [in_review.pk]}
        walk.post(address(Organization), data)
        walk.post(address(Organization), {**data, "done": "yes"})
    assert walk.report() == []


def test_who_opens_a_record_is_told_of_the_proposals_that_wait_for_it(signed_in):
    nato = f.OrganizationFactory(name_en="NATO")
    author = signed_in("editor", name="aigerim").user
    proposal = Proposal.objects.create(record=nato, title="NATO", changes=[], author=author)
    form, work = "/admin/organizations/organization/%d/change/", "/admin/desk/talk/organizations.organization/%d/"
    for name, may_open in (("aigerim", True), ("bolat", False)):
        client = signed_in("editor", name=name)
        assert "1 proposal waits for this record." in client.get(form % nato.pk).content.decode()
        page = client.get(work % nato.pk).content.decode()
        assert "Proposed by aigerim" in page
        assert (f"/admin/desk/proposals/{proposal.pk}/" in page) is may_open, name
    proposal.delete()
    assert "proposal waits" not in client.get(form % nato.pk).content.decode()
