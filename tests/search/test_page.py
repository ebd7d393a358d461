"""The page of a search: what it groups, counts and marks, and what it says where nothing is found."""

import re
from urllib.parse import quote

import pytest

from apps.search import tracking
from apps.search.engine import stages
from apps.search.marking import marked, snippet
from tests import factories as f
from tests.pages.conftest import world  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db


def page(client, query, language="kk", **keys):
    return client.get(f"/{language}/search/", {"q": query, **keys}).content.decode()


def main(html):
    return re.sub(r"\s+", " ", html.partition("<main")[2].partition("</main>")[0])


@pytest.fixture
def summits(db):
    organization = f.OrganizationFactory(
        slug="union", name_kk="Достастық ұйымы", name_en="Commonwealth", abbreviation_kk="ДҰ", abbreviation_en="CW"
    )
    for number in range(23):
        f.EventFactory(name_kk=f"Достастық саммиті {number}", name_en=f"Commonwealth summit {number}", start="2001")
    f.EventFactory(name_kk="Достастық құпиясы", name_en="Commonwealth secret", draft=True)
    tracking.settle()
    return organization


# ---- groups, counts, pages


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("kk", "24 нәтиже", ["Ұйымдар", "Іс-шаралар"]),
        ("en", "24 results", ["Organisations", "Events"]),
    ],
)
def test_results_stand_under_their_kinds_the_best_kind_first(client, summits, language, sentence, kinds):
    html = page(client, "commonwealth", language)
    assert f'<p class="count" role="status" id="count">{sentence}</p>' in html
    assert re.findall(r'<h2 id="h-\w+">([^<]+?) <span class="n">(\d+)</span>', html) == list(
        zip(kinds, ["1", "23"], strict=True)
    )
    assert html.count('class="row-title"') == 1 + 5
    assert f'href="/{language}/search/?q=commonwealth&amp;kind=event"' in html
    assert "secret" not in html
    assert "құпия" not in html


def test_a_facet_counts_as_if_it_were_not_chosen_and_what_is_empty_is_disabled(client, summits):
    for html in (page(client, "достастық"), page(client, "достастық", kind="event")):
        options = dict(
            re.findall(r'name="kind" value="(\w+)"[^>]*>.*?<span class="option-count">(\d+)</span>', html, re.DOTALL)
        )
        assert options == {
            "organization": "1", "body": "0", "country": "0", "person": "0", "event": "23", "document": "0",
            "term": "0",
        }  # fmt: skip
        assert re.search(r'value="body"[^>]* disabled', html)
        assert not re.search(r'value="organization"[^>]* disabled', html)


def test_a_chosen_kind_is_one_list_from_page_to_page(client, summits):
    first, second = page(client, "достастық", kind="event"), page(client, "достастық", kind="event", page="2")
    assert (first.count('class="row-title"'), second.count('class="row-title"')) == (20, 3)
    assert set(re.findall(r'class="row-title"><a href="([^"]+)"', first)).isdisjoint(
        re.findall(r'class="row-title"><a href="([^"]+)"', second)
    )
    assert '<ol class="rows found" start="21">' in second
    assert "Түрі:</span> Іс-шаралар" in first


def test_several_kinds_are_one_list_too(client, summits):
    html = page(client, "достастық", kind=["event", "organization"])
    assert "24 нәтиже" in html
    assert html.count('class="chip"') == 2


@pytest.mark.parametrize(("language", "said"), [("kk", "соңғы бет көрсетілді"), ("en", "this is the last one")])
def test_a_page_that_is_not_there_is_told(client, summits, language, said):
    html = page(client, "достастық", language, kind="event", page="99")
    assert said in html
    assert html.count('class="row-title"') == 3


@pytest.mark.parametrize(("language", "said"), [("kk", "Мұнда ондай мән жоқ"), ("en", "There is no such value here")])
def test_a_kind_that_is_none_is_told_and_left_out(client, summits, language, said):
    html = page(client, "достастық", language, kind="planet")
    assert said in html
    assert html.count('class="row-title"') == 6


def test_the_cost_does_not_grow_with_what_is_found(client, summits, django_assert_max_num_queries):
    for query in ("достастық", "достастық саммиті ешқайда", "достастықк", "CW members 2001", "ДҰ бас хатшысы"):
        with django_assert_max_num_queries(12):
            page(client, query)
    f.EventFactory.create_batch(40, name_kk="Достастық саммиті тағы", name_en="Commonwealth summit again")
    tracking.settle()
    with django_assert_max_num_queries(5):
        page(client, "достастық саммиті")


# ---- what matched


def test_each_word_is_marked_in_its_own_inflection(client, db):
    f.OrganizationFactory(
        name_kk="Достастық",
        description_kk="Қазақстан бұл ұйымға 1992 жылы кірді. Ұйымына мүше елдер ұйымды қолдайды.",
    )
    for query in ("ұйым", "уйым", "uiym", "ұйымдардың", "ұйымдар"):
        html = page(client, query)
        for form in ("ұйымға", "Ұйымына", "ұйымды"):
            assert f"<mark>{form}</mark>" in html, (query, form)
        assert "<mark>мүше" not in html


def test_the_name_that_matched_is_told(client, world):  # noqa: F811
    assert "Басқаша атауы: <span><mark>НАТО</mark></span>" in page(client, "нато")
    assert "Also known as: <span><mark>NATO</mark></span>" in page(client, "nato", "en")
    assert "<mark>North</mark> <mark>Atlantic</mark> Treaty" in page(client, "north atlantic", "en")
    shown = re.search(r"Басқаша атауы: (.*?)</p>", page(client, "north atlantic"), re.DOTALL)[1]
    assert '<span lang="en"><mark>North</mark> <mark>Atlantic</mark> Treaty Organization</span>' in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk", "<mark>Zaire</mark></span></span> (бұрынғы атауы, ағылшын тілі, 1971–1997 жылдар)"),
        ("en", "<mark>Zaire</mark></span> (former name, 1971–1997)"),
    ],
)
def test_a_former_name_that_matched_says_what_it_is_and_when_it_was_borne(client, db, language, said):
    congo = f.CountryFactory(name_kk="Конго", name_en="Congo")
    f.CountryNameFactory(country=congo, name="Zaire", language="en", kind="former", start="1971", end="1997")
    html = client.get(f"/{language}/search/", {"q": "zaire"}).content.decode()
    alias = html.partition('<p class="alias">')[2].partition("</p>")[0]
    assert said in alias.replace("\xa0", " ")


def test_a_name_in_the_other_language_only_says_so(client, db):
    f.OrganizationFactory(name_kk="", name_en="Untranslated union", abbreviation_kk="")
    html = page(client, "untranslated")
    assert '<span lang="en"><mark>Untranslated</mark> union</span>' in html
    assert "ағылшын тілінде ғана" in html


def test_a_text_is_text_whatever_it_holds(client, db):
    f.OrganizationFactory(name_en="A & B", description_en="A union of <script>alert(1)</script> & **unions**.")
    html = main(page(client, "union", "en"))
    assert "<script>alert" not in html
    assert "<mark>union</mark>" in html
    assert "&amp; <mark>unions</mark>" in html


def test_a_snippet_is_cut_between_words_around_what_was_found():
    text = (
        "Бір сөйлем басқа туралы. " * 30
        + "Мұнда НАТО ұйымына мүше елдер аталады. "
        + "Соңында тағы да бөлек сөз. " * 30
    )
    stage = stages("нато ұйымы")[0]
    pieces = snippet(marked(text, stage))
    assert [piece.text for piece in pieces if piece.is_marked] == ["НАТО", "ұйымына"]
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… Мұнда НАТО")
    assert shown.endswith(" …")
    assert set(shown.strip("… ").split()) <= set(text.split())
    assert len(shown) < 240


def test_marks_keep_the_letters_of_the_text_with_accents_and_capitals():
    stage = stages("ұйым istanbul нато")[0]
    text = "ҰЙЫМЫ мен НА\u0301ТО-ның İSTANBUL жиыны"
    assert [piece.text for piece in marked(text, stage).pieces() if piece.is_marked] == [
        "ҰЙЫМЫ",
        "НАТО-ның",
        "İSTANBUL",
    ]


# ---- how it was understood


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Көрсетілгені: «нато» бойынша нәтижелер"), ("en", "these are the results for “нато”")]
)
def test_another_keyboard_layout_is_understood_and_told(client, world, language, said):  # noqa: F811
    html = page(client, "yfnj", language)
    assert said in html
    assert f'href="/{language}/organizations/nato/"' in html


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Латын әріптері қазақша оқылды"), ("en", "The Latin letters were read as Kazakh")]
)
def test_kazakh_in_latin_letters_is_understood_and_told(client, world, language, said):  # noqa: F811
    assert said in page(client, "soltustik", language)
    assert said not in page(client, "north", language)
    assert said not in page(client, "солтүстік", language)
    assert said not in page(client, "nato", language)


def test_what_holds_only_some_of_the_words_stands_below_and_says_so(client, summits):
    html = main(page(client, "commonwealth nowhere", "en"))
    assert "24 results with only some of the words" in html
    assert "With only some of the words</h2>" in html
    assert "Leave out a word:" in html
    assert '<a href="/en/search/?q=commonwealth"><s>nowhere</s></a>' in html
    both = main(page(client, "commonwealth 7", "en"))
    assert "24 results, of which 1 with all the words" in both
    assert both.index(
        "summit</mark>" if "summit</mark>" in both else "Commonwealth</mark> summit <mark>7</mark>"
    ) < both.index("With only some of the words")


# ---- nothing found, and nothing to look for


@pytest.mark.parametrize(
    ("query", "name"),
    [("Столтенбрег", "Йенс Столтенберг"), ("stoltenburg", "Йенс Столтенберг"), ("Belguim", "Бельгия")],
)
def test_a_slip_of_the_finger_leads_to_names_much_alike(client, db, query, name):
    f.PersonFactory(name_kk="Йенс Столтенберг", name_en="Jens Stoltenberg")
    f.CountryFactory(name_kk="Бельгия", name_en="Belgium")
    f.PersonFactory(name_kk="Йенс Столтенбрек", name_en="Jens Stoltenbrek", draft=True)
    html = main(page(client, query))
    assert "0 нәтиже" in html
    alike = re.sub(r"</?mark>", "", html.partition("Мүмкін, мынаны іздеген боларсыз")[2])
    assert name in alike
    assert "Столтенбрек" not in alike


@pytest.mark.parametrize(("language", "said"), [("kk", "Ештеңе табылмады."), ("en", "Nothing was found.")])
def test_where_nothing_is_found_the_lists_and_the_other_language_are_offered(client, world, language, said):  # noqa: F811
    html = main(page(client, "qwzzx", language))
    other = "en" if language == "kk" else "kk"
    assert said in html
    assert f'href="/{language}/events/?q=qwzzx"' in html
    assert f'href="/{other}/search/?q=qwzzx"' in html


def test_what_another_kind_has_is_offered(client, summits):
    html = main(page(client, "саммиті", kind="person"))
    assert "0 нәтиже" in html
    assert f'href="/kk/search/?q={quote("саммиті")}">Барлық түрлерден іздеу</a>' in html


@pytest.mark.parametrize(
    ("query", "kazakh", "english"),
    [
        ("x" * 201, "Іздеу мәтіні тым ұзын", "too long to search for"),
        ("және", "мәтіндердің бәрінде дерлік кездеседі", "stand in nearly every text"),
        ("the of", "мәтіндердің бәрінде дерлік кездеседі", "stand in nearly every text"),
        ("?!*%", "әріп те, цифр да жоқ", "no letters or digits"),
        ("a\x07b", "таңбалар", "characters that cannot be searched for"),
    ],
)
def test_words_that_cannot_be_looked_for_are_told_at_the_box(client, world, query, kazakh, english):  # noqa: F811
    for language, said in (("kk", kazakh), ("en", english)):
        html = page(client, query, language)
        assert said in html
        assert 'aria-invalid="true" aria-describedby="q-error"' in html


def test_an_empty_search_says_what_can_be_asked(client, world):  # noqa: F811
    html = client.get("/kk/search/").content.decode()
    assert "НАТО бас хатшысы 2006" in html
    assert 'role="status"' not in main(html)


# ---- its address


@pytest.mark.parametrize("language", ["kk", "en"])
def test_results_are_not_for_search_engines_and_the_other_language_keeps_the_query(client, world, language):  # noqa: F811
    html = page(client, "нато", language, kind="event")
    other = "en" if language == "kk" else "kk"
    query = f"q={quote('нато')}&amp;kind=event"
    assert '<meta name="robots" content="noindex, follow">' in html
    assert f'<a href="/{other}/search/?{query}" lang="{other}"' in html
    assert f'<link rel="canonical" href="http://testserver/{language}/search/?{query}">' in html
    assert ("<title>Іздеу: нато" if language == "kk" else "<title>Search: нато") in html


def test_the_former_address_is_gone(client, world):  # noqa: F811
    assert client.get("/kk/find/?q=nato").status_code == 404
