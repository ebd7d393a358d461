"""What is published and archived at a set time: once, by the clock, and nowhere before."""

import datetime as dt
from threading import Barrier

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction

from apps.desk import schedule
from apps.desk.models import ScheduledMove
from apps.organizations.models import Organization
from apps.reference.models import Topic
from tests import factories as f
from tests.admin.conftest import posted, saved, words_of
from tests.admin.test_every_page import address
from tests.admin.test_lost_updates import together  # noqa: F401  (a fixture)

from .test_flow import errors_of, state_of, step, talk

MORNING = dt.datetime(2026, 11, 1, 8, 0, tzinfo=dt.UTC)  # 13:00 in Almaty
NINE = "2026-11-02T09:00"  # in Almaty: 04:00 UTC


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def publisher(signed_in):
    return signed_in("publisher", name="chief")


@pytest.fixture
def draft(db, clock):
    return f.OrganizationFactory(draft=True, name_kk="Су одағы", name_en="Water Union", slug="water")


def carried_out(capsys):
    """Let the timer run; return its exit code and what it says."""
    try:
        call_command("carry_out_schedule")
        code = 0
    except SystemExit as end:
        code = end.code
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.django_db
def test_a_record_is_published_at_its_time_and_is_public_nowhere_before(publisher, draft, client, clock, capsys):
    saved(step(publisher, draft, "schedule", publish_at=NINE))
    client.logout()
    clock.move_to(dt.datetime(2026, 11, 2, 3, 59, tzinfo=dt.UTC))
    assert carried_out(capsys) == (0, "")
    assert client.get("/en/organizations/water/").status_code == 404
    for place in ("/en/organizations/", "/en/organizations/?q=Water", "/en/changes/", "/sitemap-organizations.xml"):
        assert "Water Union" not in client.get(place).content.decode()
    clock.move_to(dt.datetime(2026, 11, 2, 4, 0, tzinfo=dt.UTC))
    assert carried_out(capsys) == (0, f"organizations.organization {draft.pk}: published – done\n")
    assert client.get("/en/organizations/water/").status_code == 200
    assert carried_out(capsys) == (0, "")
    state = draft.history.first()
    assert (state.history_user.username, state.history_change_reason) == ("chief", "scheduled by chief")
    assert draft.history.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("kk", "жоспарлаған: chief"), ("en", "scheduled by: chief")])
def test_the_history_says_so_in_the_language_of_its_reader(signed_in, draft, clock, language, said):
    client = signed_in("publisher", name="chief", language=language)
    step(client, draft, "schedule", publish_at=NINE)
    clock.shift(dt.timedelta(days=2))
    call_command("carry_out_schedule")
    assert said in words_of(client.get(address(Organization, f"{draft.pk}/history/")).content.decode())


@pytest.mark.django_db
def test_what_was_due_while_no_timer_ran_is_done_in_its_order(publisher, draft, clock, capsys):
    saved(step(publisher, draft, "schedule", publish_at=NINE, archive_at="2026-11-03T09:00"))
    clock.shift(dt.timedelta(days=5))
    assert carried_out(capsys)[0] == 0
    assert [state.publication for state in draft.history.all()] == ["archived", "published", "draft"]


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Give at least one moment."),
        ({"publish_at": "2026-11-01T12:59"}, "This moment has passed already: give one that is still to come."),
        ({"publish_at": "0001-01-01T00:00"}, "This moment has passed already: give one that is still to come."),
        ({"publish_at": "tomorrow"}, "Write a day and a time, such as 2027-01-31 09:00."),
        ({"publish_at": "9" * 40}, "Write a day and a time, such as 2027-01-31 09:00."),
        ({"publish_at": NINE, "archive_at": NINE}, "It is to be archived after it is published, not before."),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_said(publisher, draft, clock, data, told):
    response = step(publisher, draft, "schedule", **data)
    assert (response.status_code, errors_of(response)) == (200, [told])
    assert not ScheduledMove.objects.exists()


@pytest.mark.django_db
def test_the_time_to_archive_is_held_against_what_is_scheduled_already(publisher, draft, clock):
    saved(step(publisher, draft, "schedule", publish_at=NINE))
    response = step(publisher, draft, "schedule", archive_at="2026-11-02T08:00")
    assert errors_of(response) == ["It is to be archived after it is published, not before."]
    saved(step(publisher, draft, "schedule", archive_at="2026-11-03T08:00"))
    saved(step(publisher, draft, "schedule", publish_at="2026-11-02T10:00"))  # another time for the same
    assert [(row.to, row.at.hour) for row in ScheduledMove.objects.all()] == [("published", 5), ("archived", 3)]


@pytest.mark.django_db
def test_the_database_itself_keeps_one_waiting_move_of_a_kind(publisher, draft, clock):
    step(publisher, draft, "schedule", publish_at=NINE)
    row = ScheduledMove.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
def test_it_is_shown_at_the_record_in_the_queue_and_at_home_and_a_publisher_takes_it_off(
    publisher, draft, clock, capsys
):
    saved(step(publisher, draft, "schedule", publish_at=NINE))
    for place in (talk(draft), address(Organization, f"{draft.pk}/change/"), "/admin/desk/", "/admin/"):
        words = words_of(publisher.get(place).content.decode())
        assert "to be published: 2 November 2026, 09:00, Almaty time" in words, (place, words)
    saved(step(publisher, draft, "cancel", move=ScheduledMove.objects.get().pk))
    clock.shift(dt.timedelta(days=5))
    assert carried_out(capsys) == (0, "")
    assert state_of(draft) == "draft"
    assert ScheduledMove.objects.get().outcome == "cancelled"


@pytest.mark.django_db
def test_a_form_that_was_open_then_is_told(publisher, draft, clock):
    step(publisher, draft, "schedule", publish_at=NINE)
    url = address(Organization, f"{draft.pk}/change/")
    opened = publisher.get(url)
    clock.shift(dt.timedelta(days=2))
    call_command("carry_out_schedule")
    response = publisher.post(url, posted(opened, summary_en="New"))
    assert response.status_code == 409
    assert "scheduled by chief" in response.content.decode()


@pytest.mark.django_db
def test_one_that_fails_is_reported_and_tried_again_and_the_others_are_done(publisher, clock, capsys, monkeypatch):
    bad, good = f.TopicFactory(draft=True, name_en="Bad"), f.TopicFactory(draft=True, name_en="Good")
    for topic in (bad, good):
        step(publisher, topic, "schedule", publish_at=NINE)
    Topic.objects.filter(pk=bad.pk).update(slug="Not An Address")
    clock.shift(dt.timedelta(days=2))
    code, said = carried_out(capsys)
    assert code == 1
    assert "not done: Small Latin letters, digits and single hyphens only." in said
    assert (state_of(bad), state_of(good)) == ("draft", "published")
    words = words_of(publisher.get("/admin/desk/").content.decode())
    assert "It was not done at its time: Small Latin letters" in words
    publisher.cookies["odaq_language"] = "kk"
    assert "Белгіленген уақытта орындалмады:" in words_of(publisher.get("/admin/desk/").content.decode())
    Topic.objects.filter(pk=bad.pk).update(slug="an-address")
    assert carried_out(capsys)[0] == 0
    assert state_of(bad) == "published"


@pytest.mark.django_db
def test_an_error_of_our_own_does_not_stop_the_others_either(publisher, clock, capsys, monkeypatch):
    bad, good = f.TopicFactory(draft=True, name_en="Bad"), f.TopicFactory(draft=True, name_en="Good")
    for topic in (bad, good):
        step(publisher, topic, "schedule", publish_at=NINE)
    save = Topic.save

    def fails(topic, *args, **kwargs):
        save(topic, *args, **kwargs)
        if topic.pk == bad.pk:
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(Topic, "save", fails)
    clock.shift(dt.timedelta(days=2))
    assert carried_out(capsys)[0] == 1
    assert (state_of(bad), state_of(good)) == ("draft", "published")


@pytest.mark.django_db
def test_what_somebody_who_may_not_publish_wrote_since_does_not_go_out_unseen(signed_in, draft, clock, capsys):
    step(signed_in("publisher", name="chief"), draft, "schedule", publish_at=NINE)
    clock.shift(dt.timedelta(hours=1))
    editor, url = signed_in("editor", name="aigerim"), address(Organization, f"{draft.pk}/change/")
    saved(editor.post(url, posted(editor.get(url), summary_en="Unseen")))
    chief = signed_in("publisher", name="chief")
    assert "has changed the record since" in words_of(chief.get(talk(draft)).content.decode())
    clock.shift(dt.timedelta(days=2))
    code, said = carried_out(capsys)
    assert (code, state_of(draft)) == (1, "draft")
    assert "It was changed after it had been scheduled" in said
    saved(step(chief, draft, "schedule", publish_at="2026-11-05T09:00"))
    clock.shift(dt.timedelta(days=4))
    assert carried_out(capsys)[0] == 0
    assert state_of(draft) == "published"


@pytest.mark.django_db
def test_a_publisher_goes_on_writing(publisher, draft, clock, capsys):
    step(publisher, draft, "schedule", publish_at=NINE)
    clock.shift(dt.timedelta(hours=1))
    url = address(Organization, f"{draft.pk}/change/")
    saved(publisher.post(url, posted(publisher.get(url), summary_en="Better")))
    clock.shift(dt.timedelta(days=2))
    assert (carried_out(capsys)[0], state_of(draft)) == (0, "published")


@pytest.mark.django_db
def test_what_was_archived_deleted_or_returned_meanwhile_does_not_come_back(publisher, clock, capsys):
    archived, gone = f.TopicFactory(draft=True), f.TopicFactory(draft=True)
    returned = f.TopicFactory(publication="review")
    for topic in (archived, gone, returned):
        saved(step(publisher, topic, "schedule", publish_at=NINE))
    saved(step(publisher, returned, "return", text="No source."))
    archived.publication = "archived"
    archived.save()
    gone.delete()
    clock.shift(dt.timedelta(days=2))
    code, said = carried_out(capsys)
    assert (code, said.count("dropped")) == (0, 2)
    assert (state_of(archived), state_of(returned)) == ("archived", "draft")
    assert set(ScheduledMove.objects.values_list("outcome", flat=True)) == {"overtaken"}


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["list", "form", "published_and_back", "withdrawn"])
def test_what_was_taken_back_by_hand_does_not_go_out_at_its_hour(publisher, clock, way):
    topic = f.TopicFactory(draft=True, name_kk="Су", name_en="Water")
    saved(step(publisher, topic, "send", text="For the summit"))
    saved(step(publisher, topic, "schedule", publish_at=NINE))
    clock.shift(dt.timedelta(minutes=1))
    chosen = {"_selected_action": [topic.pk]}
    if way == "published_and_back":
        publisher.post(address(Topic), {"action": "publish", **chosen})
    if way in ("list", "published_and_back"):
        publisher.post(address(Topic), {"action": "back_to_draft", **chosen})
    elif way == "form":
        url = address(Topic, f"{topic.pk}/change/")
        saved(publisher.post(url, posted(publisher.get(url), publication="draft")))
    else:
        saved(step(publisher, topic, "withdraw"))
    clock.shift(dt.timedelta(days=2))
    call_command("carry_out_schedule")
    assert (state_of(topic), ScheduledMove.objects.get().outcome) == ("draft", "overtaken")


@pytest.mark.django_db
def test_what_is_to_be_published_again_may_be_archived_again(publisher, clock):
    topic = f.TopicFactory(publication="archived")
    assert errors_of(step(publisher, topic, "schedule", archive_at=NINE)) == ["It is archived already."]
    saved(step(publisher, topic, "schedule", publish_at=NINE))
    saved(step(publisher, topic, "schedule", archive_at="2026-11-03T09:00"))
    clock.shift(dt.timedelta(days=5))
    call_command("carry_out_schedule")
    assert [state.publication for state in topic.history.all()] == ["archived", "published", "archived"]


@pytest.mark.django_db
def test_what_was_published_by_hand_is_not_published_twice(publisher, draft, clock, capsys):
    step(publisher, draft, "schedule", publish_at=NINE)
    publisher.post(address(Organization), {"action": "publish", "_selected_action": [draft.pk]})
    clock.shift(dt.timedelta(days=2))
    assert carried_out(capsys)[0] == 0
    assert [state.publication for state in draft.history.all()] == ["published", "draft"]


@pytest.mark.django_db
def test_many_are_scheduled_together_or_none(publisher, clock):
    topics = [f.TopicFactory(draft=True, name_en=f"Topic {name}") for name in "AB"]
    keys = [topic.pk for topic in topics]
    data = {"action": "schedule_together", "_selected_action": keys}
    assert "Topic A" in words_of(publisher.post(address(Topic), data).content.decode())
    live = f.TopicFactory(name_en="Live")
    seen = publisher.post(address(Topic), {**data, "_selected_action": [*keys, live.pk]}).context["seen"]
    response = publisher.post(
        address(Topic), {**data, "_selected_action": [*keys, live.pk], "seen": seen, "done": "yes", "publish_at": NINE}
    )
    assert response.context["errors"] == ["Live: It is published already."]
    assert not ScheduledMove.objects.exists()
    saved(publisher.post(address(Topic), {**data, "seen": seen, "done": "yes", "publish_at": NINE}))
    assert ScheduledMove.objects.count() == 2


def test_two_timers_at_once_publish_once(together):  # noqa: F811
    chief = User.objects.create_superuser("chief", "chief@example.org", "a-long-password")
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    for _number in range(20):
        topic = f.TopicFactory(draft=True)
        row = ScheduledMove.objects.create(record=topic, to="published", was="draft", at=past, by=chief)
        start = Barrier(2)

        def carry_out(_number, start=start):
            start.wait(timeout=20)
            return [one.row.outcome for one in schedule.carry_out_due(dt.datetime.now(dt.UTC))]

        done = list(together.map(carry_out, range(2)))
        assert sorted(done) == [[], ["done"]], row
        assert topic.history.filter(publication="published").count() == 1
