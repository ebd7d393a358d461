"""Side by side: what is shown of a record, what is written, and what never is."""

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.publishing import Publication
from apps.desk.models import Proposal
from apps.desk.translations import sides
from apps.organizations.models import Organization
from apps.reference.models import Topic
from tests import factories as f
from tests.admin.conftest import editing_in  # noqa: F401  (a fixture)

from .conftest import row_of, states_of

pytestmark = pytest.mark.django_db

in_each_language = pytest.mark.parametrize("language", ["kk", "en"])


@pytest.fixture
def topic():
    return f.TopicFactory(name_kk="Бір", name_en="", summary_kk="Бірінші мәтін", summary_en="")


def place(record, language="en", query=""):
    return f"/admin/desk/translations/{record._meta.label_lower}/{record.pk}/{language}/{query}"


def sent(response, button="_save", **changes):
    """Return what the browser would send back from the page."""
    data = {}
    for side in response.context["sides"]:
        data |= {side.opened_name: side.opened, side.seen_name: side.seen, side.input.name: side.input.value() or ""}
    return data | {button: "1"} | changes


def translate(client, record, language="en", button="_save", **changes):
    url = place(record, language)
    return client.post(url, sent(client.get(url), button, **changes), follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def now(record):
    return type(record)._base_manager.get(pk=record.pk)


# ---- what is shown


@in_each_language
def test_the_page_opens_in_both_languages_within_its_budget(
    editing_in,  # noqa: F811
    topic,
    django_assert_max_num_queries,
    language,
):
    f.TermFactory(name_kk="мәтін", name_en="text")
    client = editing_in(language)
    client.get(place(topic))
    with django_assert_max_num_queries(12):
        response = client.get(place(topic))
    html = response.content.decode()
    assert f'<html lang="{language}"' in html
    html5lib.HTMLParser(strict=True).parse(html)
    assert "Бірінші мәтін" in html


def test_what_changed_since_the_translation_is_marked_by_words(staff, topic):
    translate(staff, topic, name_en="One", summary_en="First text")
    topic.refresh_from_db()
    topic.summary_kk = "Бірінші ұзын  мәтін"
    topic.save()
    response = staff.get(place(topic))
    assert "Бірінші <ins>ұзын </ins>" in " ".join(response.content.decode().split("  "))
    [name, summary] = response.context["sides"]
    assert (name.is_changed, summary.is_changed, summary.state) == (False, True, "outdated")


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Бір екі", "Бір екі", [("same", "Бір екі")]),
        ("Бір екі", "Бір  екі\n", [("same", "Бір  екі\n")]),
        ("Бір екі", "Бір үш", [("same", "Бір "), ("removed", "екі"), ("added", "үш")]),
        ("Бір, екі.", "Бір.", [("same", "Бір"), ("removed", ", екі"), ("same", ".")]),
        ("", "Бір", [("added", "Бір")]),
        ("Бір\nекі\n", "Бір\nжаңа\nекі\n", [("same", "Бір\n"), ("added", "жаңа\n"), ("same", "екі\n")]),
    ],
)
def test_texts_are_compared_by_words(before, after, pieces):
    assert sides.compared(before, after) == pieces


def test_long_texts_are_compared_in_no_time():
    before = "\n".join(" ".join(f"w{line}x{word}" for word in range(200)) for line in range(200))
    after = before.replace("w100x100", "new")
    pieces = sides.compared(before, after)
    assert [piece.text for piece in pieces if piece.kind == "added"] == ["new"]
    whole = sides.compared("a " * 9000, "b " * 9000)
    assert [piece.kind for piece in whole] == ["removed", "added"]


def test_what_a_loaded_translation_was_made_from_is_found_in_the_history(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One")
    row_of(topic)
    Topic.objects.filter(pk=topic.pk).update(name_kk="Бір бүтін")
    assert "Бір<ins> бүтін</ins>" in staff.get(place(topic)).content.decode()


def test_where_nobody_remembers_it_the_page_says_so(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One")
    row_of(topic)
    topic.history.all().delete()
    Topic.objects.filter(pk=topic.pk).update(name_kk="Екі")
    staff.cookies["odaq_language"] = "en"
    assert "what it said then is not known" in staff.get(place(topic)).content.decode()


@pytest.mark.parametrize(("source", "wanted", "text", "shown"), [
    ("kk", "en", "Ұйымның бақылаушылары келді.", ("бақылаушылары", "observer")),
    ("kk", "en", "Ұйымның байқаушысы келді.", ("байқаушысы", "observer")),
    ("en", "kk", "The observers came.", ("observers", "бақылаушы")),
])  # fmt: skip
def test_the_terms_of_the_source_are_shown_with_their_preferred_forms(staff, source, wanted, text, shown):
    f.TermFactory(name_kk="бақылаушы", name_en="observer", forms=[("kk", "deprecated", "байқаушы")])
    f.TermFactory(name_kk="жоба", name_en="draft term", draft=True)
    topic = f.TopicFactory(**{f"summary_{source}": text + " жоба draft term"})
    terms = staff.get(place(topic, wanted)).context["terms"]
    assert [(one.found, one.preferred) for one in terms] == [shown]


@pytest.mark.parametrize(("text", "found"), [
    ("Кездесу Астанада өтті.", []),
    ("Елдің астанасында өтті.", ["астанасында"]),
    ("Өтті. Астанада емес.", ["Астанада"]),
    ("АСТАНАДА ӨТТІ", ["АСТАНАДА"]),
])  # fmt: skip
def test_a_kazakh_name_within_a_sentence_is_no_term(staff, text, found):
    f.TermFactory(name_kk="астана", name_en="capital")
    topic = f.TopicFactory(name_kk="Қала", summary_kk=text)
    assert [one.found for one in staff.get(place(topic)).context["terms"]] == found


def test_the_texts_are_marked_with_their_languages(staff, topic):
    page = html5lib.parse(staff.get(place(topic)).content.decode(), namespaceHTMLElements=False)
    inputs = {e.get("name"): e.get("lang") for e in page.iter() if e.get("name", "").endswith(("_kk", "_en"))}
    assert inputs == {"name_en": "en", "summary_en": "en"}
    sources = [e for e in page.iter("div") if e.get("class") == "translate-text"]
    assert {e.get("lang") for e in sources} == {"kk"}


def test_a_page_has_no_script_or_style_of_its_own(staff, topic):
    for url in (place(topic), "/admin/desk/translations/"):
        tree = html5lib.parse(staff.get(url).content.decode(), namespaceHTMLElements=False)
        for element in tree.iter():
            assert "style" not in element.attrib
            assert not any(name.startswith("on") for name in element.attrib)
            if element.tag == "script" and element.get("type") != "application/json":
                assert element.get("src")


# ---- what is written


@in_each_language
def test_a_translation_is_written_and_known_and_in_the_history(editing_in, editor, language):  # noqa: F811
    other = {"kk": "en", "en": "kk"}[language]
    topic = f.TopicFactory(**{f"name_{other}": "Source Мәтін", f"name_{language}": ""})
    assert row_of(topic).original == other
    response = translate(editing_in(language), topic, language, **{f"name_{language}": "Сөз word"})
    assert len(said(response)) == 1
    assert getattr(now(topic), f"name_{language}") == "Сөз word"
    assert getattr(row_of(topic), f"state_{language}") == "done"
    entry = topic.history.latest()
    assert entry.history_user == editor
    assert getattr(entry, f"name_{language}") == "Сөз word"
    assert topic.history.count() == 2


def test_only_the_columns_of_the_language_and_what_follows_from_them_are_written(staff, topic):
    url = place(topic)
    data = sent(staff.get(url), name_en="One", name_kk="Forged", slug="forged", publication="draft", summary_kk="!")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        staff.post(url, data)
    [update] = [q["sql"] for q in queries if q["sql"].startswith('UPDATE "reference_topic"')]
    columns = {part.split('"')[1] for part in update.split(" SET ")[1].split(" WHERE ")[0].split(", ") if '"' in part}
    assert columns == {"name_en", "sort_kk", "sort_en", "updated_at"}
    after = now(topic)
    assert (after.name_kk, after.summary_kk, after.slug) == ("Бір", "Бірінші мәтін", topic.slug)
    assert (after.publication, after.sort_en == topic.sort_en) == (Publication.PUBLISHED, False)


def test_saving_one_language_leaves_a_change_of_the_other_meanwhile_and_says_so(staff, topic):
    url = place(topic)
    data = sent(staff.get(url), name_en="One", summary_en="First text")
    topic.summary_kk = "Бірінші ұзын мәтін"
    topic.save()
    staff.cookies["odaq_language"] = "en"
    response = staff.post(url, data, follow=True)
    after = now(topic)
    assert (after.summary_kk, after.summary_en) == ("Бірінші ұзын мәтін", "First text")
    assert topic.history.latest().summary_kk == "Бірінші ұзын мәтін"
    assert any("changed while you were translating" in message for message in said(response))
    assert states_of(topic) == ("original", "outdated")
    assert "Бірінші <ins>ұзын </ins>мәтін" in response.content.decode()


def test_texts_are_put_right_as_everywhere_and_the_translator_is_told(staff, topic):
    response = translate(staff, topic, name_en='The "One"')
    assert now(topic).name_en == "The “One”"
    assert any("“One”" in message for message in said(response))


def test_work_in_progress_is_neither_missing_nor_done(staff, topic, editor):
    translate(staff, topic, button="_progress", name_en="On")
    assert states_of(topic) == ("original", "in_progress")
    [name, summary] = staff.get(place(topic)).context["sides"]
    assert (name.state, name.written.by, summary.state) == ("in_progress", editor, "missing")
    translate(staff, topic, name_en="One", summary_en="First")
    assert states_of(topic) == ("original", "done")


def test_saving_without_a_change_confirms_an_outdated_translation_and_writes_no_history(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One")
    row_of(topic)
    topic.name_kk = "Бір!"
    topic.save()
    assert states_of(topic) == ("original", "outdated")
    count = topic.history.count()
    translate(staff, topic)
    assert states_of(topic) == ("original", "done")
    assert topic.history.count() == count


def test_a_translation_can_be_taken_away_again(staff):
    topic = f.TopicFactory(summary_kk="Мәтін", summary_en="Text")
    translate(staff, topic, summary_en="")
    assert not now(topic).summary_en
    assert states_of(topic) == ("original", "missing")


def test_a_rule_of_the_record_is_said_and_the_text_is_kept(staff):
    topic = f.TopicFactory(name_kk="", name_en="One", summary_kk="Мәтін")
    assert row_of(topic).original == "kk"
    response = translate(staff, topic, name_en="", summary_en="Text")
    form = response.context["form"]
    assert response.status_code == 200
    assert form.non_field_errors()
    assert form["summary_en"].value() == "Text"
    assert now(topic).name_en == "One"
    response = translate(staff, topic, summary_en="Text", name_en="x" * 251)
    assert list(response.context["form"].errors) == ["name_en"]


def test_in_the_original_only_what_is_missing_can_be_written(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One", summary_kk="", summary_en="Text")
    response = staff.get(place(topic, "kk"))
    assert [side.name for side in response.context["sides"]] == ["summary"]
    staff.post(
        place(topic, "kk"), sent(response, summary_kk="Мәтін", name_kk="Forged", opened_name=sides.exactly("Бір"))
    )
    assert (now(topic).name_kk, now(topic).summary_kk) == ("Бір", "Мәтін")
    assert states_of(topic) == ("original", "done")
    assert staff.get(place(topic, "kk")).status_code == 302


# ---- nobody's text is overwritten


def test_a_text_that_somebody_else_changed_meanwhile_is_shown_beside_ones_own(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One", summary_kk="Мәтін", summary_en="Text")
    url = place(topic)
    data = sent(staff.get(url), name_en="Mine", summary_en="Mine too")
    Topic.objects.filter(pk=topic.pk).update(name_en="Theirs")
    response = staff.post(url, data)
    assert (now(topic).name_en, now(topic).summary_en) == ("Theirs", "Text")
    [name, summary] = response.context["sides"]
    assert (name.others, name.input.value(), list(response.context["form"].errors)) == ("Theirs", "Mine", ["name_en"])
    assert (summary.others, summary.input.value()) == (None, "Mine too")
    html = response.content.decode()
    assert "Theirs" in html
    html5lib.HTMLParser(strict=True).parse(html)
    staff.post(url, sent(response))  # knowingly
    assert (now(topic).name_en, now(topic).summary_en) == ("Mine", "Mine too")


def test_a_text_that_one_did_not_touch_stays_as_somebody_else_left_it(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One", summary_kk="Мәтін", summary_en="")
    url = place(topic)
    data = sent(staff.get(url), summary_en="Text")
    Topic.objects.filter(pk=topic.pk).update(name_en="Theirs")
    staff.post(url, data)
    assert (now(topic).name_en, now(topic).summary_en) == ("Theirs", "Text")


def test_nor_is_it_overwritten_after_the_form_was_refused_for_another_reason(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One", summary_kk="Мәтін", summary_en="")
    organization = f.OrganizationFactory(name_en="One", summary_kk="Мәтін", summary_en="")
    url = place(organization)
    data = sent(staff.get(url), summary_en="Text", abbreviation_en="x" * 300)
    Organization.objects.filter(pk=organization.pk).update(name_en="Theirs")
    response = staff.post(url, data)
    assert "abbreviation_en" in response.context["form"].errors
    staff.post(url, sent(response, abbreviation_en="X"))
    assert (now(organization).name_en, now(organization).summary_en) == ("Theirs", "Text")
    assert now(topic).name_en == "One"


def test_two_who_write_the_same_are_at_peace(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="")
    url = place(topic)
    data = sent(staff.get(url), name_en="One")
    Topic.objects.filter(pk=topic.pk).update(name_en="One")
    assert staff.post(url, data).status_code == 302


def test_what_was_sent_without_the_page_overwrites_nothing(staff):
    topic = f.TopicFactory(name_kk="Бір", name_en="One")
    assert staff.post(place(topic), {"name_en": "Forged"}).status_code == 200
    assert now(topic).name_en == "One"
    staff.post(place(topic), {"_save": "1"})
    assert now(topic).name_en == "One"


# ---- who may


def test_a_translator_writes_into_their_language_and_nowhere_else(client, translator, topic):
    type(topic).objects.update(publication="draft")  # of what is public it would be a proposal
    client.force_login(translator("en"))
    assert client.get(place(topic, "kk")).status_code == 403
    assert client.post(place(topic, "kk"), {"name_kk": "Forged"}).status_code == 403
    form = client.get(f"/admin/reference/topic/{topic.pk}/change/").context["adminform"].form
    assert {name for name in form.fields if name.endswith(("_kk", "_en"))} == {"name_en", "summary_en"}
    translate(client, topic, name_en="One", name_kk="Forged")
    assert (now(topic).name_kk, now(topic).name_en) == ("Бір", "One")


def test_whoever_may_change_the_record_translates_both_ways(client, translator, topic):
    from django.contrib.auth.models import Permission

    user = translator()
    user.user_permissions.set(Permission.objects.filter(codename="change_topic"))
    client.force_login(user)
    assert client.get(place(topic)).status_code == 200
    assert client.get(place(f.CityFactory())).status_code == 403
    assert client.get("/admin/desk/translations/?model=reference.city").context["wanted"].model == ""


def test_nobody_else_does(client, translator, topic):
    for url in (place(topic), "/admin/desk/translations/"):
        assert client.get(url).status_code == 302  # to sign in
    client.force_login(translator())
    for url in (place(topic), "/admin/desk/translations/"):
        assert client.get(url).status_code == 403
    assert client.post(place(topic), {"name_en": "Forged"}).status_code == 403
    assert "/admin/desk/translations/" not in client.get("/admin/").content.decode()


def test_a_draft_is_translated_at_once_and_a_translation_of_what_is_public_waits_for_a_publisher(client, translator):
    client.force_login(translator("en"))
    draft, live = (f.TopicFactory(name_kk="Бір", name_en="", publication=state) for state in ("draft", "published"))
    translate(client, draft, name_en="One")
    assert (now(draft).name_en, Proposal.objects.count()) == ("One", 0)
    translate(client, live, name_en="One")
    assert now(live).name_en == ""
    proposal = Proposal.objects.get()
    assert (proposal.record, proposal.changes[0]["fields"]) == (live, {"name_en": {"from": "", "to": "One"}})
    assert states_of(live)[1] == "missing"


@pytest.mark.parametrize(
    "path",
    ["reference.topic/0/en/", "reference.topic/99999999999999999999999/en/", "reference.topic/1/de/", "auth.user/1/en/",
     "nothing/1/en/", "reference.historicaltopic/1/en/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(staff, path):
    assert staff.get(f"/admin/desk/translations/{path}").status_code == 404
    assert staff.post(f"/admin/desk/translations/{path}").status_code == 404


@in_each_language
def test_a_record_without_texts_has_nothing_to_translate(editing_in, language):  # noqa: F811
    membership = f.MembershipFactory(note_kk="", note_en="")
    response = editing_in(language).get(place(membership), follow=True)
    assert response.resolver_match.url_name == "translations"
    assert len(said(response)) == 1


def test_the_words_of_the_glossary_are_said_after_the_save(staff):
    f.TermFactory(name_kk="бақылаушы", name_en="observer", forms=[("kk", "deprecated", "байқаушы")])
    topic = f.TopicFactory(name_kk="", name_en="Observer")
    staff.cookies["odaq_language"] = "en"
    response = translate(staff, topic, "kk", name_kk="Байқаушы")
    assert any("deprecated" in message for message in said(response))
