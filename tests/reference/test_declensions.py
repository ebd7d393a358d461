"""The Kazakh cases of a record's name: on its page, and corrected by an editor."""

import re
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from apps.reference.choices import IN_KAZAKH, Case
from apps.reference.declensions import Declensions
from apps.reference.models import Declension
from tests import factories as f
from tests.admin.conftest import editing_in, errors_of, posted, saved, values  # noqa: F401  (a fixture among them)

pytestmark = pytest.mark.django_db


def shown(client, address):
    """Return the declined names of a page: for each its caption and the seven forms."""
    page = client.get(address).content.decode()
    box = re.search(r'<details class="cases".*?</details>', page, re.DOTALL)
    tables = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", box[0], re.DOTALL) if box else []
    return {
        caption: [unescape(form) for form in re.findall(r'<td class="case-form" lang="kk">(.*?)</td>', rows)]
        for caption, rows in tables
    }


@pytest.fixture
def nato(db):
    return f.OrganizationFactory(
        slug="nato", name_kk="Солтүстік Атлантикалық шарт ұйымы", name_en="NATO", abbreviation_kk="НАТО"
    )


@pytest.mark.parametrize(
    ("language", "name", "short"), [("kk", "Атауы", "Қысқарған атауы"), ("en", "Name", "Abbreviation")]
)
def test_a_page_has_the_seven_cases_of_the_kazakh_name_and_abbreviation(client, nato, language, name, short):
    forms = shown(client, f"/{language}/organizations/nato/")
    assert list(forms) == [name, short]
    stem = "Солтүстік Атлантикалық шарт ұйымы"
    assert forms[name] == [stem, *(stem + ending for ending in ("ның", "на", "н", "нда", "нан", "мен"))]
    assert forms[short] == ["НАТО", "НАТО-ның", "НАТО-ға", "НАТО-ны", "НАТО-да", "НАТО-дан", "НАТО-мен"]


def test_the_cases_are_named_in_the_language_of_the_page_and_in_kazakh(client, nato):
    page = client.get("/en/organizations/nato/").content.decode()
    assert '<th scope="row">Dative <small lang="kk">барыс: кімге? неге?</small></th>' in page
    page = client.get("/kk/organizations/nato/").content.decode()
    assert '<th scope="row">Барыс септік <small lang="kk">кімге? неге?</small></th>' in page


@pytest.mark.parametrize("language", ["kk", "en"])
def test_countries_bodies_people_events_and_documents_have_them_too(client, nato, language):
    f.CountryFactory(slug="belarus", name_kk="Беларусь")
    f.BodyFactory(organization=nato, slug="council", name_kk="Солтүстік Атлантика кеңесі")
    f.PersonFactory(slug="stoltenberg", name_kk="Йенс Столтенберг")
    f.DocumentFactory(slug="treaty", name_kk="Солтүстік Атлантика шарты")
    f.EventFactory(slug="summit", name_kk="Бухарест саммиті")
    for path, dative in (
        ("events/summit/", "Бухарест саммитіне"),
        ("members/belarus/", "Беларуське"),
        ("organizations/nato/bodies/council/", "Солтүстік Атлантика кеңесіне"),
        ("people/stoltenberg/", "Йенс Столтенбергке"),
        ("documents/treaty/", "Солтүстік Атлантика шартына"),
    ):
        (forms,) = shown(client, f"/{language}/{path}").values()
        assert forms[2] == dative


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_page_of_a_day_has_the_cases_of_the_name_of_that_day(client, language):
    country = f.CountryFactory(slug="myanmar", name_kk="Мьянма", name_en="Myanmar")
    f.MembershipFactory(country=country, start="1948")
    f.DeclensionFactory(record=country, nominative="Мьянма", dative="Мьянмаға!")
    for name, code in (("Бирма", "kk"), ("Burma", "en")):
        f.CountryNameFactory(country=country, name=name, language=code, former=True, start="1948", end="1989-06-18")
    heading = "Атауы" if language == "kk" else "Name"
    assert shown(client, f"/{language}/members/myanmar/?on=1970-01-01")[heading] == [
        "Бирма", "Бирманың", "Бирмаға", "Бирманы", "Бирмада", "Бирмадан", "Бирмамен",
    ]  # fmt: skip
    assert shown(client, f"/{language}/members/myanmar/?on=1990-01-01")[heading][2] == "Мьянмаға!"


def test_a_name_that_changed_in_english_only_keeps_its_kazakh_forms(client):
    country = f.CountryFactory(slug="turkiye", name_kk="Түркия", name_en="Türkiye")
    f.CountryNameFactory(country=country, name="Turkey", language="en", former=True, start="1923", end="2022")
    f.DeclensionFactory(record=country, nominative="Түркия", dative="Түркияға!")
    assert shown(client, "/en/members/turkiye/?on=1970-01-01")["Name"][2] == "Түркияға!"


def test_a_name_that_is_not_known_in_kazakh_has_none(client):
    f.PersonFactory(slug="unnamed", name_kk="", name_en="Somebody")
    f.PersonFactory(slug="strange", name_kk="…", name_en="Somebody else")
    for address in ("/kk/people/unnamed/", "/en/people/unnamed/", "/en/people/strange/"):
        assert shown(client, address) == {}


def test_a_draft_shows_nothing(client, nato):
    type(nato).objects.update(publication="draft")
    assert client.get("/kk/organizations/nato/").status_code == 404


def test_what_an_editor_wrote_is_shown_and_the_rest_computed(client, nato):
    f.DeclensionFactory(record=nato, part="abbreviation", nominative="НАТО", dative="НАТО-қа")
    assert shown(client, "/kk/organizations/nato/")["Қысқарған атауы"] == [
        "НАТО", "НАТО-ның", "НАТО-қа", "НАТО-ны", "НАТО-да", "НАТО-дан", "НАТО-мен",
    ]  # fmt: skip
    assert shown(client, "/kk/organizations/nato/")["Атауы"][2] == "Солтүстік Атлантикалық шарт ұйымына"


def test_an_editor_may_only_say_that_a_name_ends_in_a_possessive(client):
    country = f.CountryFactory(slug="land", name_kk="Ақмола Жері")
    assert shown(client, "/en/members/land/")["Name"][2] == "Ақмола Жеріге"
    f.DeclensionFactory(record=country, is_izafet=True, dative="")
    assert shown(client, "/en/members/land/")["Name"][2] == "Ақмола Жеріне"


def test_what_was_written_for_a_former_name_is_no_longer_shown(client, nato):
    f.DeclensionFactory(record=nato, part="abbreviation", nominative="НАТО", dative="НАТО-қа")
    nato.abbreviation_kk = "САШҰ"
    nato.save()
    assert shown(client, "/kk/organizations/nato/")["Қысқарған атауы"][2] == "САШҰ-ға"


def test_a_name_that_no_rule_can_decline_has_the_forms_that_an_editor_gives(client):
    person = f.PersonFactory(slug="strange", name_kk="Х.")
    given = {case: f"Х. {case}" for case in Case.values if case != "nominative"}
    f.DeclensionFactory(record=person, **{**given, "dative": ""})
    assert shown(client, "/en/people/strange/") == {}
    Declension.objects.update(**given)
    assert shown(client, "/en/people/strange/")["Name"] == ["Х.", *given.values()]


def test_the_forms_of_a_record_cost_one_query(nato, django_assert_num_queries):
    f.DeclensionFactory(record=nato, part="name", nominative=nato.name_kk)
    f.DeclensionFactory(record=nato, part="abbreviation", nominative="НАТО")
    ContentType.objects.get_for_model(nato)
    with django_assert_num_queries(1):
        assert len(Declensions(nato).all) == 2


def test_every_case_has_its_kazakh_name_and_its_questions():
    assert list(IN_KAZAKH) == list(Case)
    assert all(name and questions.endswith("?") for name, questions in IN_KAZAKH.values())


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"dative": ""}, "declension_corrects_something"),
        ({"nominative": ""}, "declension_of_a_name"),
        ({"part": "nickname"}, "reference_declension_part_known"),
    ],
)
def test_the_database_refuses_what_corrects_nothing(changes, constraint):
    country = f.CountryFactory()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        f.DeclensionFactory(record=country, **{"nominative": country.name_kk, **changes})


def test_a_name_is_corrected_once():
    row = f.DeclensionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        f.DeclensionFactory(record=row.record)
    other = Declension(record=row.record, nominative=row.nominative, dative="x")
    with pytest.raises(ValidationError) as error:
        other.full_clean()
    assert list(error.value.message_dict) == ["part"]


def test_the_forms_go_with_their_record_and_keep_their_history():
    row = f.DeclensionFactory()
    pk = row.pk
    row.record.delete()
    assert not Declension.objects.exists()
    assert Declension.history.filter(id=pk).count() == 2


def test_they_are_written_and_read_with_natural_keys():
    row = f.DeclensionFactory()
    text = serializers.serialize(
        "json", [row], use_natural_foreign_keys=True, use_natural_primary_keys=True, ensure_ascii=False
    )
    assert f'"object_id": ["{row.record.slug}"]' in text
    (read,) = serializers.deserialize("json", text)
    assert (read.object.pk, read.object.object_id, read.object.dative) == (row.pk, row.object_id, row.dative)


# ---- the form of the record


PREFIX = "reference-declension-content_type-object_id"
EDITED = [
    ("organizations/organization", f.OrganizationFactory), ("organizations/body", f.BodyFactory),
    ("reference/country", f.CountryFactory), ("people/person", f.PersonFactory),
    ("documents/document", f.DocumentFactory), ("events/event", f.EventFactory),
]  # fmt: skip


@pytest.mark.parametrize(("address", "factory"), EDITED)
def test_the_form_of_a_record_shows_the_computed_forms_where_nothing_is_written(editing_in, address, factory):  # noqa: F811
    record = factory(name_kk="Қазақстан")
    page = editing_in("kk").get(f"/admin/{address}/{record.pk}/change/").content.decode()
    assert 'placeholder="Қазақстанға"' in page
    assert 'Барыс септік (<span lang="kk">кімге? неге?</span>)' in page
    page = editing_in("en").get(f"/admin/{address}/{record.pk}/change/").content.decode()
    assert 'placeholder="Қазақстанға"' in page
    assert 'Dative (<span lang="kk">барыс: кімге? неге?</span>)' in page
    assert PREFIX not in editing_in("kk").get(f"/admin/{address}/add/").content.decode()


def test_of_a_long_form_the_input_shows_the_end(editing_in):  # noqa: F811
    document = f.DocumentFactory(name_kk="Халықаралық " * 8 + "шарты")
    page = editing_in("kk").get(f"/admin/documents/document/{document.pk}/change/").content.decode()
    shown = re.search(r'placeholder="(…[^"]*шартына)"', page)[1]
    assert len(shown) == 70


def test_a_record_that_is_saved_as_it_was_has_no_correction(editing_in, nato):  # noqa: F811
    client, url = editing_in("en"), f"/admin/organizations/organization/{nato.pk}/change/"
    saved(client.post(url, posted(client.get(url))))
    saved(client.post(url, posted(client.get(url), name_kk="Жаңа ұйым")))
    assert not Declension.objects.exists()


def test_an_editor_corrects_a_form_and_takes_it_back(editing_in, nato):  # noqa: F811
    client, url = editing_in("kk"), f"/admin/organizations/organization/{nato.pk}/change/"
    saved(client.post(url, posted(client.get(url), **{f"{PREFIX}-1-dative": "НАТО-қа"})))
    row = Declension.objects.get()
    assert (row.record, row.part, row.nominative, row.dative) == (nato, "abbreviation", "НАТО", "НАТО-қа")
    assert row.history.get().history_user.username

    page = client.get(url)
    assert values(page)[f"{PREFIX}-0-dative"] == "НАТО-қа"
    assert 'placeholder="НАТО-ның"' in page.content.decode()
    assert 'placeholder="Солтүстік Атлантикалық шарт ұйымына"' in page.content.decode()

    response = client.post(url, posted(page, **{f"{PREFIX}-0-dative": ""}))
    assert errors_of(response)[f"{PREFIX}-0-genitive"] == [
        "Мұнда ештеңе түзетілмеген: кемінде бір септікті толтырыңыз немесе осы жолды жойыңыз."
    ]
    saved(client.post(url, posted(page, **{f"{PREFIX}-0-DELETE": "on"})))
    assert not Declension.objects.exists()


def test_a_correction_belongs_to_the_name_that_is_saved_with_it(editing_in, nato):  # noqa: F811
    client, url = editing_in("en"), f"/admin/organizations/organization/{nato.pk}/change/"
    changes = {"abbreviation_kk": "САШҰ", f"{PREFIX}-1-dative": "САШҰ-ге"}
    saved(client.post(url, posted(client.get(url), **changes)))
    assert Declension.objects.get().nominative == "САШҰ"


def test_the_form_says_that_a_correction_was_written_for_a_former_name(editing_in, nato):  # noqa: F811
    f.DeclensionFactory(record=nato, part="abbreviation", nominative="NATO", dative="NATO-қа")
    url = f"/admin/organizations/organization/{nato.pk}/change/"
    assert "written for a former name, no longer shown" in editing_in("en").get(url).content.decode()
    assert "бұрынғы атауға арналған, енді көрсетілмейді" in editing_in("kk").get(url).content.decode()
    client = editing_in("en")
    saved(client.post(url, posted(client.get(url), **{f"{PREFIX}-0-dative": "НАТО-қа"})))
    assert Declension.objects.get().nominative == "НАТО"
    assert "written for a former name" not in client.get(url).content.decode()


YES = f"{PREFIX}-0-is_izafet"


@pytest.mark.parametrize("language", ["kk", "en"])
def test_a_record_that_is_renamed_keeps_what_was_said_of_its_last_word(editing_in, client, language):  # noqa: F811
    country = f.CountryFactory(slug="club", name_kk="Париж Қосыны")
    f.DeclensionFactory(record=country, nominative="Париж Қосыны", is_izafet=True, dative="")
    editor, url, kept = editing_in(language), f"/admin/reference/country/{country.pk}/change/", {YES: "true"}
    saved(editor.post(url, posted(editor.get(url), name_kk="Рим Қосыны", **kept)))
    row = Declension.objects.get()
    assert (row.nominative, row.is_izafet) == ("Рим Қосыны", True)
    assert row.history.count() == 2
    assert shown(client, f"/{language}/members/club/")["Атауы" if language == "kk" else "Name"][2] == "Рим Қосынына"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "«Париж Қосыны» атауына түзетілген септік формалары енді көрсетілмейді: оларды қарап шығыңыз."),
        ("en", "The case forms that were corrected for “Париж Қосыны” are no longer shown: look at them."),
    ],
)
@pytest.mark.parametrize(("row", "name"), [({"dative": ""}, "Рим Тобы"), ({"dative": "x"}, "Рим Қосыны")])
def test_an_editor_is_told_of_forms_that_a_new_name_leaves_behind(editing_in, language, said, row, name):  # noqa: F811
    country = f.CountryFactory(name_kk="Париж Қосыны")
    f.DeclensionFactory(record=country, nominative="Париж Қосыны", is_izafet=True, **row)
    editor, url, kept = editing_in(language), f"/admin/reference/country/{country.pk}/change/", {YES: "true"}
    saved(editor.post(url, posted(editor.get(url), name_kk=name, **kept)))
    assert said in editor.get("/admin/reference/country/").content.decode()
    assert Declension.objects.get().nominative == "Париж Қосыны"


def test_two_editors_who_correct_one_name_at_a_time_do_not_mix_their_forms(editing_in, nato):  # noqa: F811
    """The second form was opened when neither name had a row; now the first of its rows is there already."""
    client, url = editing_in("en"), f"/admin/organizations/organization/{nato.pk}/change/"
    data = posted(client.get(url), **{f"{PREFIX}-0-dative": "mine"})
    f.DeclensionFactory(record=nato, part="name", nominative=nato.name_kk, dative="theirs")
    response = client.post(url, data)
    assert response.status_code == 409
    assert "theirs" in response.content.decode()
    assert Declension.objects.get().dative == "theirs"


def test_forms_of_an_abbreviation_that_is_taken_away_are_refused(editing_in, nato):  # noqa: F811
    client, url = editing_in("kk"), f"/admin/organizations/organization/{nato.pk}/change/"
    data = posted(client.get(url), **{"abbreviation_kk": "", f"{PREFIX}-1-dative": "НАТО-қа"})
    errors = errors_of(client.post(url, data))
    assert errors[f"{PREFIX}-1-__all__"] == ["Қай атаудың септелуі екені көрсетілмеген."]


def test_all_corrections_can_be_looked_through(editing_in, nato):  # noqa: F811
    f.DeclensionFactory(record=nato, part="abbreviation", nominative="НАТО", dative="НАТО-қа")
    page = editing_in("en").get("/admin/reference/declension/?q=нато").content.decode()
    assert f'<a href="/admin/organizations/organization/{nato.pk}/change/" lang="kk">НАТО</a>' in page
