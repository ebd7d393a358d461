"""A fact that answers a query: asked in both languages and in any manner of typing, and never guessed."""

import datetime as dt

import pytest
from django.utils import translation

from apps.search.answers import answer
from tests import factories as f

pytestmark = pytest.mark.django_db
HOLDERS = "#post-nato-secretary-general"
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def facts(db):
    belgium = f.CountryFactory(slug="belgium", name_kk="Бельгия", name_en="Belgium", iso2="BE", iso3="BEL")
    germany = f.CountryFactory(slug="germany", name_kk="Германия", name_en="Germany", iso2="DE")
    poland = f.CountryFactory(slug="poland", name_kk="Польша", name_en="Poland", iso2="PL")
    f.CountryFactory(slug="india", name_kk="Үндістан", name_en="India", iso2="IN")
    kazakhstan = f.CountryFactory(slug="kazakhstan", name_kk="Қазақстан", name_en="Kazakhstan", iso2="KZ")
    brussels = f.CityFactory(slug="brussels", name_kk="Брюссель", name_en="Brussels", country=belgium)
    nato = f.OrganizationFactory(
        slug="nato", name_kk="Солтүстік Атлантикалық шарт ұйымы", name_en="North Atlantic Treaty Organization",
        abbreviation_kk="НАТО", abbreviation_en="NATO", start="1949-04-04", seat=brussels,
    )  # fmt: skip
    f.OrganizationNameFactory(organization=nato, name="OTAN", language="fr")
    f.OrganizationFactory(
        slug="nato-pa", name_kk="НАТО Парламенттік Ассамблеясы", name_en="NATO Parliamentary Assembly",
        abbreviation_kk="НАТО ПА", abbreviation_en="NATO PA", start="1955",
    )  # fmt: skip
    f.OrganizationFactory(
        slug="eurasec", name_kk="Еуразиялық экономикалық қоғамдастық", abbreviation_kk="ЕурАзЭҚ",
        name_en="Eurasian Economic Community", abbreviation_en="EurAsEC", start="2000-10-10", end="2015-01-01",
    )  # fmt: skip
    partnership = f.BodyFactory(organization=nato, slug="pfp", name_kk="Әріптестік", name_en="Partnership for Peace")
    first = f.MembershipFactory(organization=nato, country=belgium, start="1949-04-04")
    f.MembershipFactory(organization=nato, country=germany, start="1955-05-06")
    f.MembershipFactory(organization=nato, country=poland, body=partnership, status="partner", start="1994-02-02")
    f.MembershipFactory(organization=nato, country=poland, start="1999-03-12")
    f.MembershipFactory(organization=nato, country=kazakhstan, start="1950", publication="draft")
    source = f.SourceFactory(title_kk="Мүшелер тізімі", title_en="List of members", url="https://example.org/members")
    f.CitationFactory(record=first, source=source)
    f.CitationFactory(record=nato, source=f.SourceFactory(title_en="Treaty", title_kk="Шарт"), field="start")
    f.CitationFactory(record=nato, source=f.SourceFactory(), field="start", contradicts=True, stated_value="1946")
    general = f.PostFactory(slug="nato-secretary-general", organization=nato)
    deputy = f.PostFactory(
        slug="nato-deputy", organization=nato, kind="deputy", name_kk="Бас хатшының орынбасары",
        name_en="Deputy Secretary General",
    )  # fmt: skip
    hidden = f.PostFactory(slug="nato-hidden", organization=nato, name_kk="Төрайым", name_en="Queen", draft=True)
    for post, name, start, end in (
        (general, "Scheffer", "2004-01-05", "2009-08-01"),
        (general, "Rasmussen", "2009-08-01", "2014-10-01"),
        (general, "Rutte", "2024-10-01", None),
        (deputy, "Shekerinska", "2024-12", None),
        (hidden, "Nobody", "2000", None),
    ):
        f.TenureFactory(post=post, person=f.PersonFactory(name_kk=name, name_en=name), start=start, end=end)
    f.TenureFactory(
        post=general,
        person=f.PersonFactory(name_en="Secret", name_kk="Құпия"),
        start="2006",
        end="2007",
        publication="draft",
    )
    president = f.PostFactory(
        slug="kz-president", organization=None, country=kazakhstan, kind="head_of_state", name_kk="Президент",
        name_en="President",
    )  # fmt: skip
    f.TenureFactory(post=president, person=f.PersonFactory(name_kk="Тоқаев", name_en="Tokayev"), start="2019-03-20")
    for name, start in (("Bucharest", "2008-04-02"), ("Ankara", "2026-07-07"), ("Tirana", "2027-06-01")):
        f.EventFactory(name_kk=f"{name} саммиті", name_en=f"{name} summit", start=start, organizations=[nato])
    f.EventFactory(name_en="Secret summit", name_kk="Құпия", start="2026-12-01", organizations=[nato], draft=True)
    return nato


# query → title, sentence, names, query of the link
ASKED = [
    ("НАТО мүшелері 1955", "НАТО: Мүшелер", "2 мүше", "Бельгия Германия", "?on=1955-12-31"),
    ("нато мушелери 1955", "НАТО: Мүшелер", "2 мүше", "Бельгия Германия", "?on=1955-12-31"),
    ("nato musheleri 1955", "НАТО: Мүшелер", "2 мүше", "Бельгия Германия", "?on=1955-12-31"),
    ("NATO müşeleri 1955 jyly", "НАТО: Мүшелер", "2 мүше", "Бельгия Германия", "?on=1955-12-31"),
    ("yfnj veitkthb 1955", "НАТО: Мүшелер", "2 мүше", "Бельгия Германия", "?on=1955-12-31"),
    ("yfnj v8itkth3 1955", "НАТО: Мүшелер", "2 мүше", "Бельгия Германия", "?on=1955-12-31"),
    ("НАТО-ның 1955 жылғы 5 мамырдағы мүшелері", "НАТО: Мүшелер", "1 мүше", "Бельгия", "?on=1955-05-05"),
    ("НАТОның мүше мемлекеттері", "НАТО: Мүшелер", "3 мүше", "Бельгия Германия Польша", ""),
    ("Солтүстік Атлантикалық шарт ұйымының мүшелері", "НАТО: Мүшелер", "3 мүше", "Бельгия Германия Польша", ""),
    ("НАТО мүшелері 05.05.1955", "НАТО: Мүшелер", "1 мүше", "Бельгия", "?on=1955-05-05"),
    ("НАТО бас хатшысы", "НАТО: Бас хатшы", "", "Rutte", HOLDERS),
    ("НАТО бас хатшысы 2006", "НАТО: Бас хатшы", "", "Scheffer", f"?on=2006-12-31{HOLDERS}"),
    ("nato bas hatshysy 2009", "НАТО: Бас хатшы", "", "Scheffer Rasmussen", f"?on=2009-12-31{HOLDERS}"),
    ("НАТО бас хатшысының орынбасары", "НАТО: Бас хатшының орынбасары", "", "Shekerinska", "#post-nato-deputy"),
    ("НАТО басшысы кім", "НАТО: Бас хатшы", "", "Rutte", HOLDERS),
    ("НАТО бас хатшысы 2020", "НАТО: Бас хатшы", "Лауазым бос", "", f"?on=2020-12-31{HOLDERS}"),
    ("Қазақстан президенті 2020", "Қазақстан: Президент", "", "Тоқаев", "?on=2020-12-31"),
    ("НАТО қашан құрылды", "НАТО: Құрылған күні", "1949 жылғы 4 сәуір", "", ""),
    ("ЕурАзЭҚ қашан таратылды", "ЕурАзЭҚ: Таратылған күні", "2015 жылғы 1 қаңтар", "", ""),
    ("НАТО штаб-пәтері", "НАТО: Штаб-пәтері", "Брюссель, Бельгия", "", ""),
    ("Польша НАТО қашан", "Польша – НАТО", "", "Солтүстік Атлантикалық шарт ұйымы Әріптестік", ""),
    ("Польша уйымдары", "Польша: Мүшелігі", "", "Солтүстік Атлантикалық шарт ұйымы", ""),
    ("Бельгия 1950 жылы қандай халықаралық ұйымдарға мүше болды", "Бельгия: Мүшелігі", "",
     "Солтүстік Атлантикалық шарт ұйымы", "?on=1950-12-31"),
    ("Польша НАТО-ға қай жылы кірді", "Польша – НАТО", "", "Солтүстік Атлантикалық шарт ұйымы Әріптестік", ""),
    ("Польша НАТО-ға мүше ме", "Польша – НАТО", "", "Солтүстік Атлантикалық шарт ұйымы Әріптестік", ""),
    ("НАТО құрамында неше мемлекет бар", "НАТО: Мүшелер", "3 мүше", "Бельгия Германия Польша", ""),
    ("Польша НАТО 1995", "Польша – НАТО", "", "Әріптестік", "?on=1995-12-31"),
    ("НАТО келесі саммиті", "НАТО: саммит (келесісі)", "", "Tirana саммиті", "?organization=nato&kind=summit"),
]  # fmt: skip
ASKED_IN_ENGLISH = [
    ("NATO members 1955", "NATO: Members", "2 members", "Belgium Germany", "?on=1955-12-31"),
    ("who were the members of NATO on 5 May 1955?", "NATO: Members", "1 member", "Belgium", "?on=1955-05-05"),
    ("North Atlantic Treaty Organization member states", "NATO: Members", "3 members", "Belgium Germany Poland", ""),
    ("OTAN members 1955-05", "NATO: Members", "2 members", "Belgium Germany", "?on=1955-05-31"),
    ("NATO secretary general 2006", "NATO: Secretary General", "", "Scheffer", f"?on=2006-12-31{HOLDERS}"),
    ("Secretary-General of NATO", "NATO: Secretary General", "", "Rutte", HOLDERS),
    ("who led NATO in 2006", "NATO: Secretary General", "", "Scheffer", f"?on=2006-12-31{HOLDERS}"),
    ("when was NATO founded", "NATO: Founded", "4 April 1949", "", ""),
    ("where is NATO based", "NATO: Seat", "Brussels, Belgium", "", ""),
    ("when did Poland join NATO", "Poland – NATO", "", "North Atlantic Treaty Organization Partnership for Peace", ""),
    ("last NATO summit", "NATO: summit (latest)", "", "Ankara summit", "?organization=nato&kind=summit"),
    ("NATO summit 2008", "NATO: summit (2008)", "", "Bucharest summit", "?organization=nato&kind=summit&year=2008"),
    ("Belgium organizations 1950", "Belgium: Memberships", "", "North Atlantic Treaty Organization", "?on=1950-12-31"),
    ("what organisations does Poland belong to", "Poland: Memberships", "", "North Atlantic Treaty Organization", ""),
    ("which countries were in NATO in 1955", "NATO: Members", "2 members", "Belgium Germany", "?on=1955-12-31"),
    ("NATO participating states 1955", "NATO: Members", "2 members", "Belgium Germany", "?on=1955-12-31"),
    ("NATO members 1948", "NATO: Members", "It did not exist on this day.", "", "?on=1948-12-31"),
    ("when did Poland leave NATO", "Poland – NATO", "", "North Atlantic Treaty Organization Partnership for Peace", ""),
    ("BE NATO member 1955", "Belgium – NATO", "", "North Atlantic Treaty Organization", "?on=1955-12-31"),
    ("Belgium memberships 1950", "Belgium: Memberships", "", "North Atlantic Treaty Organization", "?on=1950-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "query", "title", "said", "names", "link"),
    [("kk", *row) for row in ASKED] + [("en", *row) for row in ASKED_IN_ENGLISH],
)
def test_a_question_has_its_answer(facts, language, query, title, said, names, link):
    with translation.override(language):
        found = answer(query, TODAY)
        assert found is not None
        assert (found.title, found.said) == (title, said)
        assert " ".join(str(row.record) for row in found.rows) == names
        assert found.url.endswith(link) if link else "?" not in found.url


@pytest.mark.parametrize(
    "query",
    [
        *("НАТО", "НАТО 1955", "мүшелер 1955", "бас хатшы", "members in 1955", "the", "", "1955"),
        *("НАТО мүшелері туралы кітап", "NATO secretary general Scheffer", "president of NATO", "НАТО төрайымы"),
        *("NATO members 1955 2006", "NATO members in 3000", "NATO members 1955-13-40", "NATO now 1955 members"),
        *("NATO summit", "NATO headquarters 1955", "NATO founded 1949", "EurAsEC members", "NATO PA president"),
        *("is NATO a member of the EurAsEC", "when did India join NATO", "Kazakhstan NATO member"),
        *("1955 жылға дейін НАТО мүшелері", "1955 жылдан бері НАТО мүшелері", "NATO members from 1955"),
        *("NATO members by 1955", "who founded NATO", "where was NATO founded", "NATO members 05/09/1955"),
        "Қазақстан мүшелері мен НАТО мүшелері және Польша",
    ],
)
def test_what_is_not_clearly_asked_or_not_recorded_has_no_answer(facts, query):
    assert answer(query, TODAY) is None


def test_drafts_answer_nothing(facts):
    assert "Қазақстан" not in [str(row.record) for row in answer("НАТО мүшелері 1955", TODAY).rows]
    assert [str(row.record) for row in answer("НАТО бас хатшысы 2006", TODAY).rows] == ["Scheffer"]
    facts.publication = "draft"
    facts.save()
    assert answer("НАТО мүшелері 1955", TODAY) is None


def test_a_year_is_answered_as_on_its_last_day_and_says_what_changed_in_it(facts):
    with translation.override("en"):
        found = answer("NATO members 1955", TODAY)
        assert found.day == "As on 31 December 1955"
        assert found.notes == ["6 May 1955: 1 joined"]
        assert answer("NATO members 1955-05-06", TODAY).notes == []
        assert answer("NATO members 2026", TODAY).day == "As on 23 November 2026"


def test_on_a_past_day_all_bear_the_names_of_that_day(facts):
    f.OrganizationNameFactory(
        organization=facts, name="Western Union", language="en", kind="short", start="1948", end="1956"
    )
    country = f.CountryFactory(name_kk="Түркия", name_en="Türkiye")
    f.CountryNameFactory(country=country, name="Turkey", language="en", kind="former", end="2022")
    f.MembershipFactory(organization=facts, country=country, start="1952")
    with translation.override("en"):
        found = answer("NATO members 1955", TODAY)
        assert (found.title, [str(row.record) for row in found.rows][-1]) == ("Western Union: Members", "Turkey")
        assert [str(row.record) for row in answer("NATO members", TODAY).rows][-1] == "Türkiye"
        found = answer("Turkey NATO 1955", TODAY)
        assert (found.title, str(found.rows[0].record)) == ("Turkey – Western Union", str(facts))


def test_what_is_only_possible_says_so_and_is_not_counted(facts):
    f.MembershipFactory(
        organization=facts, country=f.CountryFactory(name_kk="Франция", name_en="France"), start="1955~"
    )
    found = answer("НАТО мүшелері 1955", TODAY)
    assert {str(row.record): row.is_possible for row in found.rows}["Франция"] is True
    assert found.said == "2 мүше"


def test_the_sources_are_those_of_the_fact_and_a_contradiction_is_told(facts):
    with translation.override("en"):
        assert [str(source) for source in answer("NATO members 1955", TODAY).sources] == ["List of members"]
        founded = answer("when was NATO founded", TODAY)
        assert [str(source) for source in founded.sources] == ["Treaty"]
        assert founded.is_disputed
        assert answer("where is NATO", TODAY).sources == []


def test_a_draft_city_is_no_seat(facts):
    facts.seat.publication = "draft"
    facts.seat.save()
    with translation.override("en"):
        assert answer("NATO headquarters", TODAY).said == "It has no fixed seat, or none is recorded."


def test_a_name_that_two_have_answers_nothing(facts):
    f.OrganizationFactory(name_en="North Asian Tea Order", abbreviation_en="NATO", abbreviation_kk="")
    assert answer("NATO members 1955", TODAY) is None


@pytest.mark.parametrize(
    ("language", "query", "title", "source", "name"),
    [
        ("kk", "НАТО мүшелері 1955", "НАТО: Мүшелер", "Дереккөз:", "Мүшелер тізімі"),
        ("en", "NATO members 1955", "NATO: Members", "Source:", "List of members"),
    ],
)
def test_the_card_stands_above_the_results_with_its_link_and_source(
    client, facts, language, query, title, source, name
):
    html = client.get(f"/{language}/search/", {"q": query}).content.decode()
    card = html.partition('<section class="answer')[2].partition("</section>")[0]
    assert f'<h2 id="h-answer">{title}</h2>' in card
    assert f'href="/{language}/organizations/nato/members/?on=1955-12-31"' in card
    assert f'{source} <cite><a href="https://example.org/members" rel="external noopener">{name}</a></cite>' in card
    assert html.index("h-answer") < html.index('id="count"')


def test_a_reader_who_filters_sees_no_card(client, facts):
    html = client.get("/en/search/", {"q": "NATO members 1955", "kind": "event"}).content.decode()
    assert 'class="answer' not in html
