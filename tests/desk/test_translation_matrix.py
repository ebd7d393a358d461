"""Records × languages: what waits for a translation, found, filtered, counted, and done one after the other."""

import html5lib
import pytest
from django.test import RequestFactory

from apps.desk.translations import tracking
from apps.desk.translations.matrix import Matrix
from apps.reference.models import Topic
from tests import factories as f
from tests.admin.conftest import cite, editing_in  # noqa: F401  (a fixture)
from tests.admin.test_every_page import RECORDS

from .conftest import row_of
from .test_translation_sides import place, said, sent

pytestmark = pytest.mark.django_db

URL = "/admin/desk/translations/"
in_each_language = pytest.mark.parametrize("language", ["kk", "en"])


def labels(response):
    return [row["label"] for row in response.context["rows"]]


@pytest.fixture
def records():
    """Topics that stand in each way, a draft among them, and an event."""
    f.TopicFactory(name_kk="Аяқталған", name_en="Finished")
    f.TopicFactory(name_kk="Жоқ", name_en="")
    f.TopicFactory(name_kk="", name_en="Absent")
    tracking.settle()
    outdated = f.TopicFactory(name_kk="Ескі", name_en="Old")
    row_of(outdated)
    outdated.name_kk = "Ескірген"
    outdated.save()
    f.TopicFactory(name_kk="Жоба", name_en="", draft=True)
    f.EventFactory(name_kk="Саммит", name_en="")


@in_each_language
def test_the_matrix_opens_in_both_languages_within_its_budget(
    editing_in,  # noqa: F811
    django_assert_max_num_queries,
    language,
):
    for make in RECORDS.values():
        make()
    client = editing_in(language)
    for query in ("", "?q=нато", "?state=waiting&language=kk&publication=draft&model=events.event", "?page=9999"):
        client.get(URL + query)
        with django_assert_max_num_queries(12):
            response = client.get(URL + query)
        html = response.content.decode()
        assert f'<html lang="{language}"' in html
        html5lib.HTMLParser(strict=True).parse(html)


def test_it_costs_the_same_with_few_rows_and_with_many(staff, django_assert_max_num_queries):
    def cost():
        staff.get(URL)
        with django_assert_max_num_queries(12) as queries:
            staff.get(URL)
        return len(queries)

    f.TopicFactory()
    one = cost()
    for _number in range(60):
        f.TopicFactory(name_en="")
    assert cost() == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?model=reference.topic&language=en&state=missing", ["Жоба", "Жоқ"]),
        ("?language=en&state=missing", ["Саммит", "Жоба", "Жоқ"]),
        ("?language=kk&state=missing", ["Absent"]),
        ("?state=missing&model=reference.topic", ["Жоба", "Absent", "Жоқ"]),
        ("?state=outdated", ["Ескірген"]),
        ("?state=waiting&language=en&model=reference.topic", ["Жоба", "Ескірген", "Жоқ"]),
        ("?state=done&model=reference.topic", ["Аяқталған"]),
        ("?state=waiting&publication=draft", ["Жоба"]),
        ("?state=in_progress", []),
        ("?q=ескірген", ["Ескірген"]),
        ("?q=саммитте", ["Саммит"]),
        ("?q=finish", ["Аяқталған"]),
        ("?q=nothinglikethis", []),
        ("?q=ескірген&state=outdated&language=en", ["Ескірген"]),
        ("?q=ескірген&state=missing", []),
    ],
)
def test_a_filter_leaves_what_it_says(staff, records, query, found):
    staff.cookies["odaq_language"] = "kk"
    response = staff.get(URL + query)
    assert labels(response) == found
    assert response.context["matrix"].count == len(found)


@pytest.mark.parametrize(
    "query",
    ["?state=nonsense", "?model=auth.user", "?language=de", "?page=x", "?page=-1", "?page=%C2%B2", "?q=%00",
     "?publication=1", "?q=%22%28%2A&page=99999999999999", "?q=" + "я" * 900],
)  # fmt: skip
def test_what_cannot_be_read_is_not_asked_for(staff, records, query):
    assert staff.get(URL + query).status_code == 200


def test_the_counts_say_how_many_records_stand_how_in_each_language(staff, records):
    response = staff.get(URL + "?model=reference.topic&state=missing&language=en")
    totals = {
        language: {str(one.state): one.count for one in counts if one.count}
        for language, (_name, counts) in zip(("kk", "en"), response.context["totals"], strict=True)
    }
    assert totals == {
        "kk": {"original": 4, "missing": 1},
        "en": {"missing": 2, "outdated": 1, "done": 1, "original": 1},
    }
    [chosen] = [one for _name, counts in response.context["totals"] for one in counts if one.is_chosen]
    assert (chosen.state, chosen.count) == ("missing", 2)
    assert labels(staff.get(f"{URL}?{chosen.query}")) == labels(response)


def test_records_that_hang_on_others_are_found_by_their_words_too(staff):
    source = f.SourceFactory(title_kk="Жарғы", title_en="Charter")
    citation = cite(f.OrganizationFactory(), source=source, note_kk="Бап", note_en="")
    rows = staff.get(URL + "?q=charter&model=sources.citation").context["rows"]
    assert len(rows) == 1
    assert row_of(citation).label_en == rows[0]["label"] or rows[0]["label"]


def test_a_cell_says_which_fields_wait_and_leads_to_them(staff):
    staff.cookies["odaq_language"] = "en"
    topic = f.TopicFactory(name_kk="Бір", name_en="One", summary_kk="Мәтін", summary_en="")
    [row] = staff.get(URL + "?state=waiting").context["rows"]
    kk, en = row["cells"]
    assert (kk["state"], kk["url"], kk["is_original"]) == ("original", "", True)
    assert en["waiting"] == [("summary", "missing")]
    assert en["url"] == place(topic, query="?state=waiting")
    assert row["change_url"] == f"/admin/reference/topic/{topic.pk}/change/"


def test_a_translator_sees_only_what_they_can_use(client, translator):
    f.TopicFactory(name_kk="Бір", name_en="")
    client.force_login(translator("kk"))
    [row] = client.get(URL).context["rows"]
    assert row["change_url"].startswith("/admin/reference/topic/")  # with nothing but their texts to be changed
    assert [cell["url"] for cell in row["cells"]] == ["", ""]
    assert URL in client.get("/admin/").content.decode()


@in_each_language
def test_the_index_and_each_record_lead_there(editing_in, language):  # noqa: F811
    client, topic = editing_in(language), f.TopicFactory(name_kk="Бір", name_en="")
    row_of(topic)
    assert f'href="{URL}"' in client.get("/admin/").content.decode()
    assert f'href="{place(topic)}"' in client.get(f"/admin/reference/topic/{topic.pk}/change/").content.decode()
    assert client.get("/admin/reference/").status_code == 200


# ---- one after the other


def test_save_and_next_goes_through_the_filter_and_ends_with_a_word(staff, records):
    query = "?model=reference.topic&state=waiting&language=en"
    url, seen = place(Topic.objects.get(name_kk="Жоба"), query=query), []
    while "/en/?" in url:
        response = staff.get(url)
        seen.append(response.context["title"])
        [side] = response.context["sides"]
        response = staff.post(url, sent(response, "_next", **{side.input.name: f"Text {len(seen)}"}))
        url = response.url
    assert seen == ["Жоба", "Ескірген", "Жоқ"]
    response = staff.get(url)
    assert response.context["wanted"].state == "waiting"
    assert (labels(response), len(said(response))) == ([], 2)
    assert Topic.objects.get(name_kk="Ескірген").name_en == "Text 2"


def test_a_record_can_be_left_for_the_next(staff, records):
    query = "?model=reference.topic&language=en&state=missing"
    first, last = Topic.objects.get(name_kk="Жоба"), Topic.objects.get(name_kk="Жоқ")
    assert staff.get(place(first, query=query)).context["skip_url"] == place(
        last, query=query.replace("=", "=")
    ).replace(query, "?model=reference.topic&language=en&state=missing")
    assert staff.get(place(last, query=query)).context["skip_url"].startswith(place(first))


def test_the_next_one_is_none_that_the_translator_may_not_write(client, translator, rf: RequestFactory):
    from django.contrib.auth.models import Permission

    user = translator("en")
    user.user_permissions.add(Permission.objects.get(codename="change_topic"))
    city, topic, other = f.CityFactory(name_kk=""), f.TopicFactory(name_kk=""), f.TopicFactory(name_kk="")
    request = rf.get(URL)
    request.user = user
    rows = {record: row_of(record) for record in (city, topic, other)}
    assert Matrix(request).following(rows[topic], "kk") == rows[other]
    assert Matrix(request).following(rows[other], "kk") == rows[topic]
