"""Other and former names on the pages: each page calls a record by its name of the day, and any name finds it."""

import csv
import json
import re

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def main(text: str) -> str:
    return text.partition("<main")[2]


@pytest.fixture
def osce(db):
    """An organisation that was called otherwise until 1995, with a member that was until 1984."""
    osce = f.OrganizationFactory(
        slug="osce", name_kk="Қауіпсіздік ұйымы", name_en="Security Organization",
        abbreviation_kk="ЕҚЫҰ", abbreviation_en="OSCE", start="1973-06-25",
    )  # fmt: skip
    volta = f.CountryFactory(slug="burkina-faso", name_kk="Буркина-Фасо", name_en="Burkina Faso", iso2="BF")
    body = f.BodyFactory(organization=osce, slug="centre", name_kk="Орталық", name_en="Centre", start="1975")
    person = f.PersonFactory(slug="lady", name_kk="Ханым", name_en="Lady")
    f.TenureFactory(post=f.PostFactory(organization=osce, body=body, kind="head"), person=person, start="1976")
    f.MembershipFactory(organization=osce, country=volta, start="1975")
    f.MembershipFactory(organization=osce, body=body, country=volta, start="1975")
    for factory, record, kazakh, english, end in (
        (f.OrganizationNameFactory, {"organization": osce}, "Қауіпсіздік кеңесі", "Security Conference", "1995-01-01"),
        (f.CountryNameFactory, {"country": volta}, "Жоғарғы Вольта", "Upper Volta", "1984-08-04"),
        (f.BodyNameFactory, {"body": body}, "Бюро", "Bureau", "1990-01-01"),
        (f.PersonNameFactory, {"person": person}, "Бикеш", "Miss", "1990-01-01"),
    ):
        for name, language in ((kazakh, "kk"), (english, "en")):
            factory(**record, name=name, language=language, former=True, end=end)
    for name, language in (("ЕҚЫК", "kk"), ("CSCE", "en")):
        f.OrganizationNameFactory(organization=osce, name=name, language=language, kind="short", end="1995-01-01")
    f.OrganizationNameFactory(organization=osce, name="ОБСЕ", language="ru", kind="short")
    return osce


TABS = ("", "structure/", "members/", "people/", "events/", "documents/", "brief/", "bodies/centre/")


@pytest.mark.parametrize("path", TABS)
@pytest.mark.parametrize(("language", "then", "now"), [("kk", "ЕҚЫК", "ЕҚЫҰ"), ("en", "CSCE", "OSCE")])
def test_every_page_of_an_organisation_calls_it_by_the_name_of_the_day(client, osce, path, language, then, now):
    address = f"/{language}/organizations/osce/{path}"
    old = page(client, f"{address}?on=1980-01-01")
    assert then in main(old)
    assert now not in main(old)
    assert then in old.partition("</title>")[0]
    assert now in main(page(client, address))
    assert now in main(page(client, f"{address}?on=1995-01-01"))


@pytest.mark.parametrize(
    ("path", "then", "now"),
    [
        ("organizations/osce/members/", "Upper Volta", "Burkina Faso"),
        ("organizations/osce/brief/", "Upper Volta", "Burkina Faso"),
        ("organizations/osce/bodies/centre/", "Upper Volta", "Burkina Faso"),
        ("organizations/osce/bodies/centre/members/", "Upper Volta", "Burkina Faso"),
        ("organizations/osce/structure/", "Bureau", "Centre"),
        ("organizations/osce/structure/", "Miss", "Lady"),
        ("organizations/osce/people/", "Miss", "Lady"),
        ("members/", "Upper Volta", "Burkina Faso"),
        ("members/burkina-faso/", "CSCE", "OSCE"),
        ("members/burkina-faso/brief/", "CSCE", "OSCE"),
        ("organizations/", "Security Conference", "Security Organization"),
        ("people/", "Miss", "Lady"),
        ("matrix/", "Upper Volta", "Burkina Faso"),
        ("matrix/", "CSCE", "OSCE"),
    ],
)
def test_what_stands_in_a_page_is_called_by_the_name_of_the_day(client, osce, path, then, now):
    old, new = page(client, f"/en/{path}?on=1980-01-01"), page(client, f"/en/{path}")
    old, new = (re.sub(r"<fieldset.*?</fieldset>", "", main(text), flags=re.DOTALL) for text in (old, new))
    assert then in old
    assert now not in old
    assert now in new
    assert then not in new


@pytest.mark.parametrize(
    ("path", "then", "now"),
    [
        ("organizations/osce/", "Security Conference", "Security Organization"),
        ("organizations/osce/bodies/centre/", "Bureau", "Centre"),
        ("members/burkina-faso/", "Upper Volta", "Burkina Faso"),
        ("people/lady/", "Miss", "Lady"),
    ],
)
def test_on_its_own_page_todays_name_stands_beside_that_of_the_day(client, osce, path, then, now):
    old = page(client, f"/en/{path}?on=1980-01-01")
    assert re.search(rf"<h1>{then}", old)
    assert f"today: <b>{now}</b>" in old
    assert "today: <b>" not in page(client, f"/en/{path}")


def test_todays_name_is_said_in_kazakh_too(client, osce):
    assert "бүгінгі атауы: <b>Буркина-Фасо</b>" in page(client, "/kk/members/burkina-faso/?on=1980-01-01")


def test_an_event_is_told_by_the_names_of_its_day(client, osce):
    event = f.EventFactory(slug="talks", start="1980-05-01", organizations=[osce])
    f.ParticipationFactory(event=event, person=None, country=osce.memberships.first().country)
    text = main(page(client, "/en/events/talks/"))
    assert "Upper Volta" in text
    assert "(today: Burkina Faso)" in text
    assert "Security Conference" in text
    event.start = "1999-05-01"
    event.save()
    assert "Upper Volta" not in page(client, "/en/events/talks/")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("kk/organizations/osce/", "Қауіпсіздік кеңесі</span> <small>(бұрынғы атауы, 1960 жылғы 5 тамыз"),
        ("en/organizations/osce/", "Security Conference</span> <small>(former name, 5 August 1960 – 1 January 1995)"),
        ("en/organizations/osce/", '<span lang="ru">ОБСЕ</span> <small>(short name, Russian)</small>'),
        ("en/organizations/osce/bodies/centre/", '<span lang="en">Bureau</span> <small>(former name,'),
        ("kk/members/burkina-faso/", '<span lang="kk">Жоғарғы Вольта</span> <small>(бұрынғы атауы,'),
        ("en/people/lady/", '<span lang="en">Miss</span> <small>(former name,'),
    ],
)
def test_a_page_lists_other_names_with_kind_language_and_dates(client, osce, path, said):
    assert said in page(client, f"/{path}")


@pytest.mark.parametrize(("language", "first"), [("kk", "Қауіпсіздік кеңесі"), ("en", "Security Conference")])
def test_names_in_the_language_of_the_page_come_first(client, osce, language, first):
    names = main(page(client, f"/{language}/organizations/osce/")).partition('<ul class="names">')[2]
    assert names.startswith(f'<li><span lang="{language}">{first}</span>')
    here, elsewhere = names.split("<details", 1)
    assert f'lang="{"en" if language == "kk" else "kk"}"' not in here
    assert 'lang="ru">ОБСЕ' in elsewhere.partition("</details>")[0]


def test_the_names_of_a_draft_are_not_shown_nor_found(client, osce):
    hidden = f.CountryFactory(slug="draft-land", draft=True)
    f.CountryNameFactory(country=hidden, name="Secretia")
    f.MembershipFactory(organization=osce, country=hidden)
    assert client.get("/en/members/draft-land/").status_code == 404
    for path in ("members/", "organizations/", "search/", "search/suggestions/"):
        assert "draft-land" not in page(client, f"/en/{path}?q=Secretia")


@pytest.mark.parametrize(
    ("path", "words", "said"),
    [
        ("organizations", "csce", '<span lang="en">CSCE</span>'),
        ("organizations", "обсе", '<span lang="ru">ОБСЕ</span>'),
        ("members", "вольта", '<span lang="kk">Жоғарғы Вольта</span>'),
        ("members", "upper", '<span lang="en">Upper Volta</span>'),
        ("people", "miss", '<span lang="en">Miss</span>'),
    ],
)
@pytest.mark.parametrize(("language", "label"), [("kk", "табылған атауы:"), ("en", "found by the name:")])
def test_a_list_finds_by_any_name_and_says_which(client, osce, path, words, said, language, label):
    text = main(page(client, f"/{language}/{path}/?q={words}"))
    assert f"{label} {said}" in text
    assert label not in main(page(client, f"/{language}/{path}/"))


@pytest.mark.parametrize(("words", "name"), [("csce", "CSCE"), ("upper volta", "Upper Volta"), ("bureau", "Bureau")])
def test_a_suggestion_says_by_which_name_it_was_found(client, osce, words, name):
    text = re.sub("</?mark>", "", page(client, f"/en/search/suggestions/?q={words}"))
    assert f'<span class="alias">{name}</span>' in text


def test_a_name_that_is_shown_is_not_said_again(client, osce):
    assert "found by the name" not in page(client, "/en/organizations/?q=osce")
    assert "found by the name" not in page(client, "/en/organizations/?q=csce&on=1980-01-01")


def test_linked_data_has_all_names_and_todays_as_the_name(client, osce):
    text = page(client, "/en/organizations/osce/?on=1980-01-01")
    graph = json.loads(text.partition('type="application/ld+json">')[2].partition("</script>")[0])["@graph"]
    node = next(one for one in graph if one["@type"] == "Organization")
    assert node["name"] == "Security Organization"
    assert {"OSCE", "CSCE", "ОБСЕ", "Қауіпсіздік кеңесі"} <= set(node["alternateName"])


@pytest.mark.parametrize(
    ("path", "then", "now"),
    [
        ("organizations/osce/members.csv", "Upper Volta", "Burkina Faso"),
        ("organizations/osce/structure.csv", "Бюро", "Орталық"),
        ("organizations.csv", "CSCE", "OSCE"),
        ("members.csv", "Жоғарғы Вольта", "Буркина-Фасо"),
    ],
)
def test_a_file_of_a_day_has_the_names_of_that_day(client, osce, path, then, now):
    def cells(query):
        response = client.get(f"/en/{path}{query}")
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return {cell for row in csv.reader(text.splitlines()) for cell in row}

    assert then in cells("?on=1980-01-01")
    assert now not in cells("?on=1980-01-01")
    assert now in cells("")


def test_the_matrix_stands_in_the_order_of_the_names_it_shows(client, osce):
    f.MembershipFactory(organization=osce, country__name_en="Kenya", start="1975")
    for day, order in (("1980-01-01", ("Kenya", "Upper Volta")), ("1990-01-01", ("Burkina Faso", "Kenya"))):
        rows = page(client, f"/en/matrix/?on={day}").partition("<tbody")[2]
        assert 0 < rows.index(order[0]) < rows.index(order[1])


def test_a_brief_lists_members_in_the_order_of_the_names_it_shows(client, osce):
    f.MembershipFactory(organization=osce, country__name_en="Kenya", start="1975")
    country = osce.memberships.first().country
    f.CountryNameFactory(country=country, name="Haute-Volta", language="fr", former=True, end="1984-08-04")
    english = main(page(client, "/en/organizations/osce/brief/?on=1980-01-01"))
    assert english.index("Kenya") < english.index("Upper Volta")
    french = main(page(client, "/en/organizations/osce/brief/?on=1980-01-01&order=fr"))
    assert french.index("Haute-Volta") < french.index("Kenya")


@pytest.mark.parametrize("query", ["", "?on=1980-01-01", "?q=volta&on=1980-01-01"])
@pytest.mark.parametrize("path", ["organizations/osce/members/", "members/", "organizations/osce/bodies/centre/"])
def test_names_cost_the_same_for_one_row_and_for_many(client, osce, django_assert_max_num_queries, path, query):
    def cost():
        with django_assert_max_num_queries(12) as queries:
            page(client, f"/en/{path}{query}")
        return len(queries)

    cost()  # record types are remembered from here on
    before = cost()
    body = osce.bodies.get()
    for number in range(4):
        name = f.CountryNameFactory(name=f"Old Volta {number}", former=True, end="1984-08-04")
        f.MembershipFactory(organization=osce, country=name.country, start="1975")
        f.MembershipFactory(organization=osce, body=body, country=name.country, start="1975")
    assert cost() <= before


@pytest.mark.parametrize("language", ["kk", "en"])
@pytest.mark.parametrize("query", ["", "?on=1970-01-01"])
def test_a_source_that_gives_another_name_is_quoted_with_it_beside_that_of_today(client, language, query):
    country = f.CountryFactory(slug="myanmar", name_kk="Мьянма", name_en="Myanmar")
    f.CountryNameFactory(country=country, name="Бирма", language="kk", former=True, start="1948", end="1989-06-18")
    f.CitationFactory(
        record=country, field="name", contradicts=True, stated_value="Мьянма (Бирма)", note_kk="Кең тараған атау."
    )
    box = page(client, f"/{language}/members/myanmar/{query}").partition('class="table stack differing"')[2]
    heads = re.findall(r'<th scope="row"><span class="version-who">[^<]*</span> ([^<]*)', box.partition("</table>")[0])
    assert [head.strip() for head in heads] == ["Мьянма" if language == "kk" else "Myanmar", "Мьянма (Бирма)"]


@pytest.mark.parametrize(
    ("language", "order"),
    [("kk", ["Грузия", "Қазақстан", "Өзбекстан", "Ресей"]), ("en", ["Georgia", "Kazakhstan", "Russia", "Uzbekistan"])],
)
def test_what_came_after_a_state_stands_in_the_alphabet_of_the_page(client, db, language, order):
    union = f.CountryFactory(slug="union", name_kk="Одақ", name_en="Union", end="1991-12-26")
    for kk, en in (
        ("Өзбекстан", "Uzbekistan"),
        ("Ресей", "Russia"),
        ("Қазақстан", "Kazakhstan"),
        ("Грузия", "Georgia"),
    ):
        union.successors.add(f.CountryFactory(name_kk=kk, name_en=en))
    assert [str(country) for country in client.get(f"/{language}/members/union/").context["successors"]] == order
