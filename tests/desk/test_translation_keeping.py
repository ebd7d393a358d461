"""The desk keeps up with records, by whatever way they are written."""

import pytest
from django.core.management import CommandError, call_command
from django.core.serializers import deserialize, serialize

from apps.core.publishing import Publication
from apps.desk.models import TranslatedRecord
from apps.desk.translations import keeping, tracking
from apps.desk.translations.checks import desk_has_seen_every_record
from apps.members.models import Membership
from apps.organizations.models import Organization
from apps.reference.models import Topic
from apps.sources.models import Source
from tests import factories as f
from tests.admin.conftest import cite, posted, saved
from tests.admin.test_every_page import address

from .conftest import row_of, states_of

pytestmark = pytest.mark.django_db

DONE, OUTDATED = ("original", "done"), ("original", "outdated")


@pytest.fixture
def topic():
    topic = f.TopicFactory(name_kk="Бір", name_en="One")
    assert states_of(topic) == DONE
    return topic


def change(staff, record, **changes):
    """Save the form of a record, as an editor does, and return how it stands then."""
    url = address(type(record), f"{record.pk}/change/")
    saved(staff.post(url, posted(staff.get(url), **changes)))
    return states_of(record)


# ---- in the admin


def test_a_changed_original_makes_its_translation_outdated_and_who_did_it_is_known(staff, topic, editor):
    assert change(staff, topic, name_kk="Екі") == OUTDATED
    [basis] = row_of(topic).bases.all()
    assert (basis.source_text, basis.by) == ("Бір", editor)


def test_a_small_edit_leaves_the_translation_valid(staff, topic):
    assert change(staff, topic, name_kk="Бір!", small_edit="on") == DONE
    assert change(staff, topic, name_kk="Екі") == OUTDATED
    assert change(staff, topic, name_kk="Екі!", small_edit="on") == OUTDATED


def test_both_languages_edited_at_once_are_in_step(staff, topic):
    assert change(staff, topic, name_kk="Екі", name_en="Two") == DONE


def test_the_box_is_not_ticked_again_by_itself(staff, topic):
    change(staff, topic, name_kk="Бір!", small_edit="on")
    response = staff.get(address(Topic, f"{topic.pk}/change/"))
    assert not response.context["adminform"].form["small_edit"].value()


@pytest.mark.parametrize("state", [Publication.DRAFT, Publication.REVIEW, Publication.ARCHIVED, Publication.PUBLISHED])
def test_publication_says_nothing_about_translations(staff, topic, state):
    change(staff, topic, name_kk="Екі")
    assert change(staff, topic, publication=state.value) == OUTDATED
    assert row_of(topic).publication == state


@pytest.mark.parametrize("action", ["publish", "archive", "back_to_draft"])
def test_neither_do_the_actions_of_a_list(staff, topic, action):
    change(staff, topic, name_kk="Екі")
    staff.post(address(Topic), {"action": action, "_selected_action": [topic.pk]})
    assert states_of(topic) == OUTDATED
    topic.refresh_from_db()
    assert row_of(topic).publication == topic.publication


def test_a_restored_state_stands_as_it_stood_then(staff, topic):
    topic.save()
    first = topic.history.latest()
    change(staff, topic, name_kk="Екі")
    between = topic.history.latest()
    assert change(staff, topic, name_en="Two") == DONE

    def restore(state):
        url = address(Topic, f"{topic.pk}/history/{state.pk}/")
        response = staff.get(url)
        assert "small_edit" not in response.context["adminform"].form.fields
        saved(staff.post(url, posted(response, change_reason="It was right")))
        return states_of(topic)

    last = topic.history.latest()
    assert restore(between) == OUTDATED
    assert restore(first) == DONE
    assert restore(last) == DONE


def test_the_original_can_be_either_language_for_each_record(staff, topic):
    assert change(staff, topic, translation_original="en") == ("done", "original")
    assert change(staff, topic, name_en="Two") == ("outdated", "original")
    other = f.TopicFactory()
    assert states_of(other) == DONE


def test_switching_the_original_does_not_hide_what_was_outdated(staff, topic):
    change(staff, topic, name_kk="Екі")
    assert change(staff, topic, translation_original="en") == ("outdated", "original")
    assert change(staff, topic, translation_original="kk") == OUTDATED


def test_switching_the_original_while_editing_it_says_what_was_done_to_it(staff, topic):
    assert change(staff, topic, translation_original="en", name_en="Two") == ("outdated", "original")


@pytest.mark.parametrize(
    ("texts", "asked", "original", "states"),
    [
        ({"name_en": "One"}, "", "en", ("missing", "original")),
        ({"name_kk": "Бір"}, "", "kk", ("original", "missing")),
        ({"name_kk": "Бір", "name_en": "One"}, "", "en", ("done", "original")),
        ({"name_kk": "Бір", "name_en": "One"}, "kk", "kk", ("original", "done")),
        ({"name_kk": "Бір"}, "en", "en", ("done", "missing")),
    ],
)
def test_a_new_record_is_begun_in_the_language_that_is_chosen_or_written(staff, texts, asked, original, states):
    staff.cookies["odaq_language"] = "en"
    url = address(Topic, "add/")
    saved(staff.post(url, posted(staff.get(url), translation_original=asked, **texts)))
    topic = Topic.objects.get()
    assert (row_of(topic).original, states_of(topic)) == (original, states)


def test_an_original_that_was_copied_waits_for_its_translator(staff):
    topic = f.TopicFactory(name_kk="", name_en="North Atlantic")
    assert states_of(topic) == ("missing", "original")
    assert change(staff, topic, name_kk="North Atlantic") == ("in_progress", "original")


def test_a_form_without_the_questions_leaves_the_original_as_it_is(staff, topic):
    change(staff, topic, translation_original="en")
    url = address(Topic, f"{topic.pk}/change/")
    data = posted(staff.get(url), name_en="Two")
    del data["translation_original"]
    saved(staff.post(url, data))
    assert row_of(topic).original == "en"


def test_a_refused_form_changes_nothing_at_the_desk_and_keeps_the_answers(staff, topic):
    url = address(Topic, f"{topic.pk}/change/")
    data = posted(staff.get(url), name_kk="", name_en="", translation_original="en", small_edit="on")
    response = staff.post(url, data)
    form = response.context["adminform"].form
    assert (form["translation_original"].value(), form["small_edit"].value()) == ("en", True)
    assert (row_of(topic).original, states_of(topic)) == ("kk", DONE)


def test_an_unknown_language_is_refused_at_its_field(staff, topic):
    url = address(Topic, f"{topic.pk}/change/")
    response = staff.post(url, posted(staff.get(url), translation_original="de"))
    assert list(response.context["adminform"].form.errors) == ["translation_original"]


def test_texts_in_the_rows_of_a_form_are_followed_too(staff):
    organization = f.OrganizationFactory()
    citation = cite(organization, note_kk="Бет", note_en="Page")
    assert states_of(citation) == DONE
    citation.note_kk = "Басқа бет"
    citation.save()
    assert states_of(citation) == OUTDATED


# ---- past the admin


def test_a_record_that_was_loaded_counts_as_translated(topic):
    assert not row_of(topic).bases.exists()


def test_fixtures_are_seen(topic):
    [loaded] = deserialize("json", serialize("json", [topic]))
    loaded.object.name_kk = "Екі"
    loaded.save()
    assert states_of(topic) == OUTDATED


def test_update_of_many_rows_is_seen_without_being_asked_for(topic):
    Topic.objects.filter(pk=topic.pk).update(name_kk="Екі")
    tracking.settle()
    assert TranslatedRecord.objects.get(object_id=topic.pk, label_kk="Екі").state_en == "outdated"


def test_what_passes_every_net_is_found_and_taken_in(capsys):
    source = f.SourceFactory(title_kk="Бір", title_en="One")
    row = row_of(source)
    tracking.settle()
    assert desk_has_seen_every_record(None, databases=["default"]) == []
    call_command("translation_states")
    Source._base_manager.filter(pk=source.pk).update(title_kk="Екі")
    tracking.forget()
    [warning] = desk_has_seen_every_record(None, databases=["default"])
    assert "sources.Source" in warning.msg
    with pytest.raises(CommandError):
        call_command("translation_states")
    call_command("translation_states", repair=True)
    row.refresh_from_db()
    assert row.state_en == "outdated"
    call_command("translation_states")
    assert desk_has_seen_every_record(None, databases=["default"]) == []


def test_a_desk_that_has_seen_nothing_takes_in_everything_where_asked():
    topic = f.TopicFactory()
    tracking.forget()
    call_command("translation_states", repair=True, if_needed=True)
    assert TranslatedRecord.objects.get().object_id == topic.pk
    f.TopicFactory()
    tracking.forget()
    call_command("translation_states", repair=True, if_needed=True)
    assert TranslatedRecord.objects.count() == 1


def test_a_deleted_record_leaves_the_matrix_and_what_is_restored_goes_on_where_it_was(staff, topic):
    change(staff, topic, name_kk="Екі")
    pk, state = topic.pk, topic.history.latest()
    topic.delete()
    tracking.settle()
    assert not TranslatedRecord.objects.get(object_id=pk).is_listed
    state.instance.save()
    assert states_of(state.instance) == OUTDATED
    assert row_of(state.instance).is_listed


def test_a_record_without_texts_has_no_row():
    membership = f.MembershipFactory(note_kk="", note_en="")
    tracking.settle()
    assert not TranslatedRecord.objects.filter(label_kk=str(membership)).exists()
    membership.note_en = "Since then."
    membership.save()
    assert states_of(Membership.objects.get()) == ("missing", "original")


def test_many_records_are_taken_in_together(django_assert_max_num_queries):
    topics = [f.TopicFactory() for _number in range(5)]
    tracking.forget()
    with django_assert_max_num_queries(8):
        assert keeping.settle(Topic, [topic.pk for topic in topics]) == 5
    with django_assert_max_num_queries(8):
        assert keeping.settle(Topic, [topic.pk for topic in topics]) == 0


def test_every_field_stands_by_itself():
    organization = f.OrganizationFactory(summary_kk="Қысқаша", summary_en="", description_en="Text", description_kk="")
    row = row_of(organization)
    states = {name: {code: state for code, (_seen, state) in by.items()} for name, by in row.texts.items()}
    assert states["name"] == {"kk": "original", "en": "done"}
    assert states["summary"] == {"kk": "original", "en": "missing"}
    assert states["description"] == {"kk": "missing", "en": "done"}
    assert states_of(organization) == ("missing", "missing")
    assert Organization.objects.get() == organization
