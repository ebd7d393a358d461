"""The rules of terms and their forms: in the database, in the record, in the form of the admin."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from apps.terms.models import Term, TermForm
from tests import factories as f
from tests.admin.conftest import errors_of, posted, saved

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "en")


@pytest.fixture
def treaty():
    return f.TermFactory(slug="treaty", name_kk="шарт", name_en="treaty", forms=[("kk", "deprecated", "келісімшарт")])


def test_a_term_has_one_preferred_form_in_a_language(treaty):
    with transaction.atomic(), pytest.raises(IntegrityError):
        TermForm.objects.create(term=treaty, language="kk", text="конвенция", status="preferred")
    TermForm.objects.create(term=treaty, language="ru", text="договор", status="preferred")
    TermForm.objects.create(term=treaty, language="kk", text="халықаралық шарт", status="allowed")


def test_a_form_stands_once_in_a_language_of_a_term(treaty):
    with transaction.atomic(), pytest.raises(IntegrityError):
        TermForm.objects.create(term=treaty, language="kk", text="шарт", status="allowed")
    TermForm.objects.create(term=treaty, language="ru", text="шарт", status="allowed")
    f.TermFormFactory(term=f.TermFactory(), text="шарт", status="allowed")


@pytest.mark.parametrize(("field", "value"), [("language", "de"), ("status", "best"), ("text", "")])
def test_the_database_refuses_what_is_no_form(treaty, field, value):
    with transaction.atomic(), pytest.raises(IntegrityError):
        TermForm.objects.create(
            **{"term": treaty, "language": "ru", "text": "договор", "status": "allowed", field: value}
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_not_published_without_its_two_preferred_forms(language):
    term = f.TermFactory(draft=True)
    term.forms.filter(language=language).delete()
    term.publication = "published"
    with pytest.raises(ValidationError) as error:
        term.full_clean()
    assert "publication" in error.value.message_dict
    assert list(Term.objects.incomplete()) == [term]
    f.TermFormFactory(term=term, language=language, status="preferred")
    term.full_clean()
    assert not Term.objects.incomplete().exists()


def test_forms_stand_by_language_that_of_the_page_first_and_the_preferred_first(treaty):
    f.TermFormFactory(term=treaty, language="ru", text="договор", status="preferred")
    f.TermFormFactory(term=treaty, language="kk", text="халықаралық шарт", status="allowed")
    for language, order in (("kk", ["kk", "en", "ru"]), ("en", ["en", "kk", "ru"])):
        with override(language):
            groups = treaty.by_language()
        assert [group.language for group in groups] == order
        kazakh = next(group for group in groups if group.language == "kk")
        assert [form.text for form in kazakh.forms] == ["шарт", "халықаралық шарт", "келісімшарт"]


def test_a_check_names_the_published_terms_that_lack_a_form(treaty):
    assert [w for w in run_checks(databases=["default"]) if w.id == "odaq.W010"] == []
    treaty.forms.filter(language="en").delete()
    f.TermFactory(slug="a-draft", draft=True).forms.all().delete()
    (warning,) = [w for w in run_checks(databases=["default"]) if w.id == "odaq.W010"]
    assert "treaty" in warning.msg
    assert "a-draft" not in warning.msg


# ---- the form of the admin


def rows_of(response):
    """Return the row numbers of the inline by the text of the form."""
    formset = next(i.formset for i in response.context["inline_admin_formsets"] if i.formset.prefix == "forms")
    return {form.instance.text: form.prefix for form in formset.initial_forms}


def new_rows(*rows, start=0):
    cells = {f"forms-{start + n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return {**cells, "forms-TOTAL_FORMS": str(start + len(rows))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_made_and_published_with_its_forms_in_one_form(editing_in, language):
    client = editing_in(language)
    url = "/admin/terms/term/add/"
    data = posted(client.get(url), name_kk="шарт", name_en="treaty", category="documents", publication="published")
    rows = [
        {"language": "kk", "status": "preferred", "text": "шарт", "plural": "шарттар"},
        {"language": "en", "status": "preferred", "text": "treaty"},
        {"language": "kk", "status": "deprecated", "text": "келісімшарт", "needs_native_editor": "on"},
    ]
    saved(client.post(url, data | new_rows(*rows)))
    term = Term.objects.get()
    assert (term.slug, term.is_published, term.forms.count(), term.is_unsettled) == ("treaty", True, 3, True)


@pytest.mark.parametrize(
    ("language", "words"), [("kk", "ұсынылатын нұсқасы болуы керек"), ("en", "needs a preferred form")]
)
def test_the_form_says_which_forms_a_published_term_lacks(editing_in, language, words):
    client = editing_in(language)
    url = "/admin/terms/term/add/"
    data = posted(client.get(url), name_kk="шарт", name_en="treaty", category="documents", publication="published")
    response = client.post(url, data | new_rows({"language": "kk", "status": "preferred", "text": "шарт"}))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Term.objects.exists()


@pytest.mark.parametrize("first_row_leaves", [True, False])
def test_another_form_becomes_the_preferred_one_in_one_go(staff, treaty, first_row_leaves):
    url = f"/admin/terms/term/{treaty.pk}/change/"
    before, after = ("шарт", "келісімшарт") if first_row_leaves else ("келісімшарт", "шарт")
    if not first_row_leaves:
        treaty.forms.filter(text="шарт").update(status="allowed")
        treaty.forms.filter(text="келісімшарт").update(status="preferred")
    page = staff.get(url)
    rows = rows_of(page)
    data = posted(page, **{f"{rows[before]}-status": "allowed", f"{rows[after]}-status": "preferred"})
    saved(staff.post(url, data))
    assert set(treaty.forms.filter(language="kk").values_list("text", "status")) == {
        (before, "allowed"),
        (after, "preferred"),
    }


def test_two_preferred_forms_and_a_form_twice_are_told_at_their_fields(staff, treaty):
    url = f"/admin/terms/term/{treaty.pk}/change/"
    page = staff.get(url)
    again = {"language": "kk", "status": "allowed", "text": "шарт"}
    second = {"language": "kk", "status": "preferred", "text": "конвенция"}
    response = staff.post(url, posted(page) | new_rows(again, second, start=3))
    assert response.status_code == 200
    errors = errors_of(response)
    assert set(errors) == {"forms-3-text", "forms-4-status"}
    assert treaty.forms.count() == 3


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Терминнің мұндай нұсқасы бар"), ("en", "The term has this form already")]
)
def test_a_form_that_stands_twice_in_a_new_term_is_told_in_the_language_of_the_page(editing_in, language, said):
    client, url = editing_in(language), "/admin/terms/term/add/"
    data = posted(client.get(url), name_kk="шарт", category="documents", publication="draft")
    row = {"language": "kk", "status": "allowed", "text": "шарт"}
    response = client.post(url, data | new_rows(row, row))
    formset = response.context["inline_admin_formsets"][0].formset
    assert [message.startswith(said) for message in formset.non_form_errors()] == [True]


ASSEMBLY = [
    {"language": "kk", "status": "preferred", "text": "асамблея"},
    {"language": "kk", "status": "deprecated", "text": "Ассамблея"},
    {"language": "en", "status": "preferred", "text": "assembly"},
]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "«ассамблея» термині де осы туралы, ал онда «Ассамблея» нұсқасының күйі: ұсынылады."),
        ("en", "The term “assembly” is about the same thing, and there “Ассамблея” is: preferred."),
    ],
)
def test_two_terms_about_one_thing_do_not_contradict_each_other(editing_in, language, said):
    f.TermFactory(name_kk="ассамблея", name_en="assembly")
    client, url = editing_in(language), "/admin/terms/term/add/"
    data = posted(client.get(url), name_kk="асамблея", name_en="assembly", category="events", publication="published")
    response = client.post(url, data | new_rows(*ASSEMBLY))
    assert errors_of(response) == {"forms-1-status": [said]}
    assert Term.objects.count() == 1


def test_two_terms_do_not_each_deprecate_what_the_other_wants(staff):
    f.TermFactory(name_kk="ассамблея", name_en="assembly", forms=[("kk", "deprecated", "асамблея")])
    url = "/admin/terms/term/add/"
    data = posted(staff.get(url), name_kk="асамблея", category="events", publication="draft")
    response = staff.post(url, data | new_rows(*ASSEMBLY[:2]))
    assert set(errors_of(response)) == {"forms-0-status", "forms-1-status"}


def test_a_word_may_be_right_for_one_thing_and_wrong_for_another(staff, treaty):
    url = "/admin/terms/term/add/"
    data = posted(staff.get(url), name_kk="келісімшарт", name_en="contract", category="documents", publication="draft")
    saved(staff.post(url, data | new_rows({"language": "kk", "status": "preferred", "text": "келісімшарт"})))
    assert Term.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "«шарт» (қазақша) – тағы бір терминнің ұсынылатын нұсқасы, сол термин осының өзі болуы мүмкін:"),
        ("en", "“шарт” (Kazakh) is the preferred form of one more term, which may be the same:"),
    ],
)
def test_a_preferred_form_of_another_term_is_told(editing_in, treaty, language, said):
    client, url = editing_in(language), "/admin/terms/term/add/"
    data = posted(client.get(url), name_kk="шарт (талап)", name_en="condition", category="reference")
    rows = [{"language": "kk", "status": "preferred", "text": "шарт"}]
    response = client.post(url, data | new_rows(*rows, {"language": "en", "status": "preferred", "text": "condition"}))
    saved(response)
    page = client.get("/admin/terms/term/").content.decode()
    assert said in page
    assert f'<a href="/admin/terms/term/{treaty.pk}/change/">' in page
    new = Term.objects.latest("pk")
    url = f"/admin/terms/term/{new.pk}/change/"
    saved(client.post(url, posted(client.get(url), category="membership")))
    assert said not in client.get("/admin/terms/term/").content.decode()  # the forms were not touched


def test_a_published_term_keeps_its_preferred_forms(staff, treaty):
    url = f"/admin/terms/term/{treaty.pk}/change/"
    page = staff.get(url)
    response = staff.post(url, posted(page, **{f"{rows_of(page)['treaty']}-DELETE": "on"}))
    assert response.status_code == 200
    assert treaty.forms.filter(text="treaty").exists()


def test_publishing_many_leaves_out_those_without_their_forms_and_names_them(staff):
    good, bad = f.TermFactory(draft=True), f.TermFactory(name_kk="жартылай", draft=True)
    bad.forms.filter(language="en").delete()
    data = {"action": "publish", "_selected_action": [good.pk, bad.pk]}
    page = staff.post("/admin/terms/term/", data, follow=True).content.decode()
    good.refresh_from_db(), bad.refresh_from_db()
    assert (good.publication, bad.publication) == ("published", "draft")
    assert "жартылай" in page


def test_editors_find_what_a_native_editor_has_to_look_at(staff, treaty):
    f.TermFormFactory(
        term=f.TermFactory(name_kk="хатшылық"), text="секретариат", status="allowed", needs_native_editor=True
    )
    page = staff.get("/admin/terms/term/?unsettled=yes").content.decode()
    assert "хатшылық" in page
    assert "шарт</a>" not in page
