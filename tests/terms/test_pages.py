"""The public glossary: its list, its pages, its file."""

import csv
import io
import json
import re

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "en")


@pytest.fixture
def glossary():
    treaty = f.TermFactory(
        slug="treaty",
        name_kk="шарт",
        name_en="treaty",
        definition_kk="Мемлекеттер арасындағы жазбаша келісім.",
        definition_en="A written agreement between states.",
        forms=[("kk", "deprecated", "келісімшарт"), ("ru", "preferred", "договор")],
    )
    treaty.forms.filter(text="шарт").update(plural="шарттар")
    secretariat = f.TermFactory(slug="secretariat", name_kk="хатшылық", name_en="secretariat", category="organizations")
    secretariat.forms.filter(language="kk").update(needs_native_editor=True)
    f.TermFactory(slug="observer", name_kk="әзір", name_en="observer", draft=True)
    return treaty


STATUSES = {
    "kk": ["ұсынылады", "ұсынылмайды", "ұсынылады", "ұсынылады"],
    "en": ["preferred", "preferred", "deprecated", "preferred"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_shows_each_form_with_its_status_in_words(client, glossary, language):
    page = client.get(f"/{language}/terms/?category=documents").content.decode()
    row = re.search(r'<li class="row">.*?</li>', page, re.DOTALL)[0]
    assert re.findall(r'class="form-status \w+">([^<]+)', row) == STATUSES[language]
    assert '<s class="term-form" lang="kk">келісімшарт</s>' in row
    assert '<span class="term-form" lang="ru">договор</span>' in row


@pytest.mark.parametrize(("language", "titles"), [("kk", ["хатшылық", "шарт"]), ("en", ["secretariat", "treaty"])])
def test_the_list_is_in_the_alphabetical_order_of_its_language(client, glossary, language, titles):
    page = client.get(f"/{language}/terms/").content.decode()
    assert re.findall(r'row-title"><a[^>]*>([^<]*)', page) == titles


@pytest.mark.parametrize(("language", "sentence"), [("kk", "2 термин"), ("en", "2 terms")])
def test_a_draft_is_neither_listed_nor_counted_nor_found(client, glossary, language, sentence):
    assert sentence in client.get(f"/{language}/terms/").content.decode()
    assert "observer" not in client.get(f"/{language}/terms.csv").getvalue().decode()
    assert client.get(f"/{language}/terms/observer/").status_code == 404
    assert "observer" not in client.get(f"/sitemap-{language}.xml").content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "тіл редакторы әлі растамаған"), ("en", "not yet confirmed by a native editor")],
)
def test_what_is_not_settled_is_not_shown_as_sure(client, glossary, language, said):
    for path in ("terms/?q=хатшылық", "terms/secretariat/"):
        assert said in client.get(f"/{language}/{path}").content.decode()
    for path in ("terms/?q=договор", "terms/treaty/"):
        assert said not in client.get(f"/{language}/{path}").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_term_has_its_forms_definition_and_sources(client, glossary, language):
    source = f.SourceFactory(title_kk="Шарттар туралы заң", title_en="Law on treaties")
    f.CitationFactory(record=glossary, source=source, quote="халықаралық шарт")
    page = client.get(f"/{language}/terms/treaty/").content.decode()
    assert {"kk": "Мемлекеттер арасындағы жазбаша келісім.", "en": "A written agreement between states."}[
        language
    ] in page
    assert '<span lang="kk">шарттар</span>' in page
    assert {"kk": "Шарттар туралы заң", "en": "Law on treaties"}[language] in page


@pytest.mark.parametrize(("language", "name"), [("kk", "шарт"), ("en", "treaty")])
def test_a_term_is_data_as_a_defined_term_of_the_glossary(client, glossary, language, name):
    page = client.get(f"/{language}/terms/treaty/").content.decode()
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    nodes = {node["@type"]: node for node in json.loads(text)["@graph"]}
    term = nodes["DefinedTerm"]
    assert (term["name"], term["termCode"]) == (name, "treaty")
    assert term["inDefinedTermSet"]["@type"] == "DefinedTermSet"
    assert term["inDefinedTermSet"]["url"] == f"http://testserver/{language}/terms/"
    assert "договор" in term["alternateName"]
    assert "келісімшарт" not in term["alternateName"]


@pytest.mark.parametrize(
    ("language", "columns"),
    [
        ("kk", ("қазақша: ұсынылмайды", "орысша: ұсынылады", "Көпше түрі (қазақша)")),
        ("en", ("Kazakh: deprecated", "Russian: preferred", "Plural (Kazakh)")),
    ],
)
def test_the_file_has_a_column_for_each_language_and_status_under_the_filter_of_the_page(
    client, glossary, language, columns
):
    page = client.get(f"/{language}/terms/?q=договор").content.decode()
    assert f'href="/{language}/terms.csv?q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80"' in page
    text = client.get(f"/{language}/terms.csv?q=договор").getvalue().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert tuple(row[column] for column in columns) == ("келісімшарт", "договор", "шарттар")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_and_a_word_of_a_definition_are_found_too(client, glossary, language):
    for words in ("шарттар", "written states"):
        assert "treaty/" in client.get(f"/{language}/terms/?q={words}").content.decode(), words


def test_a_list_of_many_terms_costs_what_one_of_few_does(client, glossary, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(12) as queries:
            client.get("/kk/terms/?status=deprecated&language=kk&category=documents")
        return len(queries)

    before = cost()
    for number in range(3):
        f.TermFactory(forms=[("kk", "deprecated", f"ескі {number}"), ("ru", "allowed", "слово")])
    assert cost() == before


@pytest.mark.parametrize(("language", "name"), [("kk", "Глоссарий"), ("en", "Glossary")])
def test_every_page_leads_to_the_glossary(client, db, language, name):
    for path in ("", "about/"):
        assert f'<a href="/{language}/terms/">{name}</a>' in client.get(f"/{language}/{path}").content.decode()
