"""The structure of an organisation on a day: the list, the sentence, the table, the days of change."""

import csv
import io

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def nato():
    return f.OrganizationFactory(slug="nato", name_en="NATO", name_kk="НАТО")


def page(client, query: str = "", language: str = "en") -> str:
    response = client.get(f"/{language}/organizations/nato/structure/{query}")
    assert response.status_code == 200
    return response.content.decode()


def table(client, query: str = "", language: str = "en") -> list[list[str]]:
    response = client.get(f"/{language}/organizations/nato/structure.csv{query}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def chaired(nato, **tenure):
    body = f.BodyFactory(organization=nato, slug="command", name_en="Command")
    post = f.PostFactory(organization=nato, body=body, kind="commander", name_en="Commander", name_kk="Қолбасшы")
    return f.TenureFactory(post=post, person__name_en="Ann", person__slug="ann", **tenure)


def test_a_body_names_the_holder_of_its_leading_post_with_a_link_that_keeps_the_day(client, nato):
    chaired(nato, start="1990-01-01", end="1995-01-01")
    assert '<a href="/en/people/ann/?on=1992-01-01">Ann</a>' in page(client, "?on=1992-01-01")


def test_a_post_whose_last_holder_has_left_reads_vacant(client, nato):
    chaired(nato, start="1990-01-01", end="1995-01-01")
    for language, said in (("en", "vacant"), ("kk", "лауазым бос")):
        text = page(client, "", language)
        assert "office is-vacant" in text
        assert said in text


def test_a_post_without_recorded_holders_is_not_called_vacant(client, nato):
    f.PostFactory(organization=nato, name_en="Secretary General")
    f.BodyFactory(organization=nato)
    text = page(client)
    assert "no holder recorded" in text
    assert "is-vacant" not in text


def test_of_the_other_posts_only_the_vacant_ones_are_shown(client, nato):
    f.BodyFactory(organization=nato)
    for name, end in (("Filled", None), ("Empty", "2005-01-01")):
        post = f.PostFactory(organization=nato, kind="assistant", name_en=f"{name} assistant")
        f.TenureFactory(post=post, start="2004-01-05", end=end)
    text = page(client)
    assert "Empty assistant" in text
    assert "Filled assistant" not in text


def test_ended_bodies_stand_in_the_tree_on_their_days_and_in_a_list_of_their_own_today(client, nato):
    f.BodyFactory(organization=nato, name_en="Old committee", slug="old", end="1990-01-01")
    f.BodyFactory(organization=nato, name_en="New committee", slug="new", start="2000-01-01")
    today, then = page(client), page(client, "?on=1980-01-01")
    assert "Old committee" in today.split("Former bodies")[1]
    assert "Old committee" not in today.split('id="h-tree"')[1].split("Former bodies")[0]
    assert "Old committee" in then
    assert "New committee" not in then.split('id="h-tree"')[1]
    assert "Former bodies" not in then


def test_the_sentence_counts_bodies_levels_and_vacancies(client, nato):
    top = f.BodyFactory(organization=nato, name_en="Assembly", level="heads_of_state")
    f.BodyFactory(organization=nato, parent=top, level="experts")
    chaired(nato, start="1990-01-01", end="1995-01-01")
    says = "3 bodies, 2 tiers. At the top: Assembly, Command. "
    says += "Levels of representation: heads of state 1, experts 1. Vacant posts: 1."
    assert says in page(client)


def test_the_table_has_the_place_in_the_tree_both_names_the_holder_and_the_state(client, nato):
    top = f.BodyFactory(organization=nato, name_en="Council", name_kk="Кеңес", level="ministers", start="1949~")
    f.BodyFactory(organization=nato, parent=top, name_en="Group", name_kk="Топ", chaired_by_en="The chair")
    chaired(nato, start="1990-01-01")
    header, organization, *rows = table(client)
    rows = {row[3]: dict(zip(header, row, strict=True)) for row in rows}
    assert organization[:4] == ["0", "", "НАТО", "NATO"]
    assert (rows["Group"]["Tier"], rows["Group"]["Under"]) == ("2", "Council")
    assert rows["Group"]["Chaired by"] == "The chair"
    assert (rows["Council"]["Name in Kazakh"], rows["Council"]["Start"]) == ("Кеңес", "1949~")
    assert rows["Council"]["Level of representation"] == "ministers"
    command = rows["Command"]
    assert (command["Post"], command["Holder"], command["State"]) == ("Commander", "Ann", "filled")


def test_the_table_is_of_the_day(client, nato):
    chaired(nato, start="1990-01-01", end="1995-01-01")
    f.BodyFactory(organization=nato, name_en="Later", start="2000-01-01")
    header, _organization, *rows = table(client, "?on=1996-01-01")
    assert [row[3] for row in rows] == ["Command"]
    assert dict(zip(header, rows[0], strict=True))["State"] == "vacant"


def test_the_days_of_change_are_those_on_which_bodies_began_or_ended(client, nato):
    f.BodyFactory(organization=nato, abbreviation_en="DPC", start="1963-07-01", end="2010-06-10")
    f.BodyFactory(organization=nato, abbreviation_en="SPS", start="2010-06-10")
    text = page(client, "?on=1990-01-01")
    assert "1 July 1963: began: DPC" in text
    assert "10 June 2010: began: SPS; ended: DPC" in text
    assert 'href="?on=2010-06-10#steps"' in text


@pytest.mark.parametrize("hidden", ["draft", "review", "archived"])
@pytest.mark.parametrize("form", ["/", ".svg", ".csv"])
def test_no_form_of_the_page_names_what_is_not_published(client, nato, hidden, form):
    secret = {"name_en": "SECRET", "name_kk": "SECRET", "publication": hidden}
    f.BodyFactory(organization=nato, slug="secret-body", **secret)
    body = f.BodyFactory(organization=nato, name_en="Open council", name_kk="Open council", slug="open")
    f.TenureFactory(post=f.PostFactory(organization=nato, body=body, **secret))
    post = f.PostFactory(organization=nato, body=body, kind="chair", name_en="Open chair", name_kk="Open chair")
    f.TenureFactory(post=post, person=f.PersonFactory(slug="secret-person", **secret))
    f.TenureFactory(post=post, person__name_en="SECRET", person__name_kk="SECRET", publication=hidden)
    for query in ("", "?on=2010-01-01"):
        response = client.get(f"/en/organizations/nato/structure{form}{query}")
        text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
        assert "Open council" in text
        assert "Open chair" in text
        assert "SECRET" not in text
        assert "secret-" not in text


def test_more_bodies_and_posts_cost_no_more_queries(client, nato, django_assert_num_queries):
    def add() -> None:
        chaired_by = f.PostFactory(organization=nato, body=f.BodyFactory(organization=nato), kind="chair")
        f.TenureFactory(post=chaired_by)

    add()
    page(client)
    with django_assert_num_queries(4):
        page(client)
    for _ in range(5):
        add()
    with django_assert_num_queries(4):
        page(client)


@pytest.mark.parametrize("form", ["/", ".svg", ".csv"])
def test_an_organisation_without_bodies_has_its_page_and_files_all_the_same(client, nato, form):
    assert client.get(f"/kk/organizations/nato/structure{form}").status_code == 200
    assert client.get(f"/kk/organizations/no-such/structure{form}").status_code == 404


@pytest.mark.parametrize("form", ["/", ".svg", ".csv"])
def test_a_day_that_cannot_be_read_gives_todays_structure(client, nato, form):
    f.BodyFactory(organization=nato)
    assert client.get(f"/en/organizations/nato/structure{form}?on=9999-99-99").status_code == 200
