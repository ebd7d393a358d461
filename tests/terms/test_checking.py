"""What the admin says on a text: to its script while an editor types, and in a message after the save."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from apps.organizations.models import Organization
from apps.terms.models import TermForm
from tests import factories as f
from tests.admin.conftest import posted, saved

pytestmark = pytest.mark.django_db
URL = "/admin/terms/term/check/"


@pytest.fixture(autouse=True)
def glossary():
    f.TermFactory(
        slug="observer",
        name_kk="бақылаушы",
        name_en="observer",
        forms=[("kk", "deprecated", "байқаушы"), ("ru", "deprecated", "обсервер"), ("ru", "preferred", "наблюдатель")],
    )
    f.TermFactory(name_kk="сайлау байқаушысы", name_en="election observer", forms=[("kk", "allowed", "байқаушы")])
    f.TermFactory(name_kk="Түркия", name_en="Türkiye", category="places", forms=[("en", "deprecated", "Turkey")])
    f.TermFactory(name_kk="жоба", name_en="draft", draft=True, forms=[("kk", "deprecated", "құпия")])


def ask(client, *texts, **headers):
    body = json.dumps({"texts": [{"language": language, "text": text} for language, text in texts]})
    return client.post(URL, body, content_type="application/json", **headers)


def test_each_text_gets_its_places_with_what_to_write_there(staff, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):  # session, user, and two for each language
        response = ask(staff, ("kk", "Ел байқаушының орнын алды."), ("en", "Turkey’s seat"), ("kk", "Бәрі дұрыс."))
    observer, turkey, nothing = response.json()["texts"]
    assert nothing == []
    assert [(r["start"], r["end"], r["found"], r["instead"]) for r in observer] == [
        (3, 14, "байқаушының", "бақылаушының")
    ]
    assert [(r["found"], r["instead"]) for r in turkey] == [("Turkey’s", "Türkiye’s")]


def test_places_are_counted_as_a_browser_counts_them(staff):
    text = "🙂🙂 байқаушы"
    (remark,) = ask(staff, ("kk", text)).json()["texts"][0]
    units = text.encode("utf-16-le")
    assert units[2 * remark["start"] : 2 * remark["end"]].decode("utf-16-le") == "байқаушы"


@pytest.mark.parametrize(("language", "other"), [("kk", "сайлау байқаушысы"), ("en", "election observer")])
def test_a_remark_says_where_the_word_would_be_right_and_leads_to_the_term(editing_in, language, other):
    (remark,) = ask(editing_in(language), ("kk", "байқаушы")).json()["texts"][0]
    assert remark["rightFor"] == [other]
    assert remark["url"] == f"/{language}/terms/observer/"


def test_a_russian_word_is_found_as_it_is_written(staff):
    assert [r["instead"] for r in ask(staff, ("ru", "один обсервер")).json()["texts"][0]] == ["наблюдатель"]


def test_a_draft_of_the_glossary_says_nothing_yet(staff):
    assert ask(staff, ("kk", "құпия")).json() == {"texts": [[]]}


# ---- who may ask, and how


def test_only_staff_may_ask(client):
    assert ask(client, ("kk", "байқаушы")).status_code == 403
    client.force_login(get_user_model().objects.create_user("reader"))
    response = ask(client, ("kk", "байқаушы"))
    assert response.status_code == 403
    assert "texts" not in response.json()
    client.force_login(get_user_model().objects.create_user("writer", is_staff=True))
    assert ask(client, ("kk", "байқаушы")).status_code == 200


def test_a_form_of_another_site_cannot_ask(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert ask(client, ("kk", "байқаушы")).status_code == 403
    client.get("/admin/organizations/organization/add/")
    token = client.cookies["csrftoken"].value
    assert ask(client, ("kk", "байқаушы"), headers={"x-csrftoken": token}).status_code == 200


def test_it_is_asked_by_post_only_and_nobody_keeps_the_answer(staff):
    assert staff.get(URL).status_code == 405
    assert "no-store" in ask(staff, ("kk", "а"))["Cache-Control"]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{}", b"\xff", b'{"texts": 1}', b'{"texts": [1]}', b'{"texts": [{"language": "kk"}]}', b"[" * 9999,
        b'{"texts": [{"language": "de", "text": "a"}]}', b'{"texts": [{"language": [], "text": "a"}]}',
        b'{"texts": [{"language": "kk", "text": 1}]}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(editing_in, body):
    response = editing_in("en").post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json() == {"error": "The texts to check cannot be read."}


@pytest.mark.parametrize("texts", [[("kk", "а" * 100_001)], [("kk", "а")] * 61, [("kk", "а" * 600_000)]])
@pytest.mark.parametrize(("language", "said"), [("kk", "тым ұзын"), ("en", "too long")])
def test_too_much_is_refused_in_words(editing_in, texts, language, said):
    response = ask(editing_in(language), *texts)
    assert response.status_code == 413
    assert said in response.json()["error"]


def test_half_a_letter_breaks_nothing(staff):
    body = rb'{"texts": [{"language": "kk", "text": "\ud83d \u0431\u0430\u0439\u049b\u0430\u0443\u0448\u044b"}]}'
    (remark,) = staff.post(URL, body, content_type="application/json").json()["texts"][0]
    assert remark["start"] == 2


# ---- after the save


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "«Байқаушылар» орнына «Бақылаушылар» деп жазған жөн (сөз мынау туралы болмаса: сайлау байқаушысы)"),
        ("en", "Instead of “Байқаушылар” write “Бақылаушылар” (unless it is about: election observer)"),
    ],
)
def test_a_save_says_what_to_write_instead_and_is_not_stopped(editing_in, language, said):
    client = editing_in(language)
    url = "/admin/organizations/organization/add/"
    data = posted(client.get(url), name_kk="Байқаушылар ұйымы", kind="political", description_en="Near Turkey.")
    page = client.get(saved(client.post(url, data)).url).content.decode()
    assert Organization.objects.get().name_kk == "Байқаушылар ұйымы"
    assert f'<li class="warning">{"Атауы (қазақша)" if language == "kk" else "Name (Kazakh)"}' in page
    assert said in page
    assert "“Türkiye”" in page or "«Türkiye»" in page


def test_a_text_that_was_not_changed_is_not_read_again(staff):
    record = f.OrganizationFactory(name_kk="Байқаушылар ұйымы")
    url = f"/admin/organizations/organization/{record.pk}/change/"
    page = staff.get(saved(staff.post(url, posted(staff.get(url), name_en="Watch"))).url).content.decode()
    assert '<li class="warning">' not in page


def test_other_names_and_the_glossary_itself_may_say_anything(staff):
    url = "/admin/organizations/organization/add/"
    form = staff.get(url)
    row = {
        "names-TOTAL_FORMS": "1",
        "names-0-name": "Байқаушы",
        "names-0-language": "kk",
        "names-0-kind": "alias",
        "names-0-position": "0",
    }
    data = posted(form, name_kk="Ұйым", kind="political", **row)
    assert '<li class="warning">' not in staff.get(saved(staff.post(url, data)).url).content.decode()
    url = "/admin/terms/term/add/"
    data = posted(staff.get(url), name_kk="мәртебе", category="documents", note_kk="«байқаушы» деп жазбаңыз")
    assert '<li class="warning">' not in staff.get(saved(staff.post(url, data)).url).content.decode()


@pytest.mark.parametrize(
    ("path", "reads"),
    [("organizations/organization/add/", True), ("members/membership/add/", True), ("terms/term/add/", False)],
)
def test_the_script_reads_along_in_every_record_but_a_term(staff, path, reads):
    page = staff.get(f"/admin/{path}").content.decode()
    assert ('<script src="/static/js/admin-terms.js" data-url="/admin/terms/term/check/"></script>' in page) is reads


@pytest.fixture
def burma(db):
    f.TermFactory(name_kk="Мьянма", name_en="Myanmar", category="places", forms=[("kk", "deprecated", "Бирма")])
    f.TermFactory(name_kk="Молдова", name_en="Moldova", category="places", forms=[("kk", "deprecated", "Молдавия")])
    country = f.CountryFactory(name_kk="Мьянма", name_en="Myanmar")
    f.CountryNameFactory(
        country=country, name="Бирма", language="kk", former=True, start="1948-01-04", end="1989-06-18"
    )
    republic = "Молдавия Кеңестік Социалистік Республикасы"
    f.CountryNameFactory(name=republic, language="kk", former=True, start="1940", end="1991")
    f.OrganizationNameFactory(name="Молдавия мен Бирма кеңесі", language="kk", kind="official")


@pytest.mark.parametrize(
    "text",
    [
        "Молдавия Кеңестік Социалистік Республикасында болды.",
        "Молдавия мен Бирма кеңесінің отырысы",
        "1970 жылы Бирма Одағының өкілі келді.",
        "Бирмадан 1988 жылғы маусымда кетті.",
        "https://example.org/Бирма/ және www.example.org/Молдавия",
        "[сілтеме](/kk/Бирма/) мен `Молдавия`",
    ],
)
def test_recorded_names_of_their_time_and_addresses_are_left_alone(staff, burma, text):
    assert ask(staff, ("kk", text)).json()["texts"] == [[]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Бирма премьер-министрі 2024 жылы келді.", ["Бирма"]),
        ("1970 жылы болды. Бирмаға барды.", ["Бирмаға"]),
        ("Молдавия 1970 жылы", ["Молдавия"]),
        ("https://example.org/Бирма және Бирма", ["Бирма"]),
    ],
)
def test_a_former_name_is_no_excuse_for_another_time(staff, burma, text, found):
    assert [remark["found"] for remark in ask(staff, ("kk", text)).json()["texts"][0]] == found


@pytest.mark.parametrize(
    ("text", "found", "instead"),
    [
        ("қолданушы атын өзгертті", "қолданушы атын", "пайдаланушы атын"),
        ("қолданушы аттары", "қолданушы аттары", "пайдаланушы аттары"),
        ("қолданушы аттарынан", "қолданушы аттарынан", "пайдаланушы аттарынан"),
        ("Турциялық өкіл", "Турциялық", "Түркиялық"),
        ("турциялық өкіл", "турциялық", "түркиялық"),
        ("турциядағы жиын", "турциядағы", "Түркиядағы"),
    ],
)
def test_words_under_a_possessor_and_adjectives_of_places_are_found(staff, text, found, instead):
    f.TermFactory(name_kk="пайдаланушы аты", name_en="user name", forms=[("kk", "deprecated", "қолданушы аты")])
    f.TermFactory(name_kk="Түркия елі", name_en="Türkiye", forms=[("kk", "deprecated", "Турция")])
    TermForm.objects.filter(text="Түркия елі").update(text="Түркия")
    (remark,) = ask(staff, ("kk", text)).json()["texts"][0]
    assert (remark["found"], remark["instead"]) == (found, instead)
