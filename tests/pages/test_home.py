"""The home page: what Odaq is, in figures, on this day, lately, and every organisation."""

import re

import pytest
import time_machine

from apps.pages.changes import latest_changes
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = "2026-04-04T12:00:00+05:00"


def words(client, language="en"):
    html = client.get(f"/{language}/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<main")[2]))


def section(client, heading, language="en"):
    html = client.get(f"/{language}/").content.decode()
    return html.partition(f'id="{heading}"')[2].partition("</section>")[0]


@pytest.mark.parametrize(("language", "label"), [("kk", "мүше"), ("en", "members")])
def test_figures_count_what_is_published_now(client, world, language, label):
    f.OrganizationFactory(draft=True)
    f.MembershipFactory(organization=world["nato"], end="1999")
    html = client.get(f"/{language}/").content.decode()
    assert re.search(rf'href="/{language}/organizations/"><b>2</b>', html)
    assert re.search(rf'href="/{language}/members/"><b>2</b> <span>{label}</span>', html)
    assert re.search(rf'href="/{language}/events/"><b>3</b>', html)


@pytest.mark.parametrize(("language", "order"), [("kk", ["АӨСШК", "БҰҰ", "ҰҚШҰ"]), ("en", ["CICA", "CSTO", "UN"])])
def test_every_organisation_stands_on_it_by_its_short_name(client, db, language, order):
    for kk, en in (("БҰҰ", "UN"), ("ҰҚШҰ", "CSTO"), ("АӨСШК", "CICA")):
        f.OrganizationFactory(abbreviation_kk=kk, abbreviation_en=en)
    f.OrganizationFactory(kind="national", abbreviation_kk="ПАРЛАМЕНТ", abbreviation_en="PARLIAMENT")
    shown = re.findall(r'<span class="abbr">(.*?)</span>', section(client, "h-organizations", language))
    assert shown == order


@pytest.mark.parametrize(("language", "day"), [("kk", "4 сәуір"), ("en", "4 April")])
@time_machine.travel(TODAY)
def test_on_this_day_tells_of_events_foundings_and_new_members(client, language, day):
    nato = f.OrganizationFactory(name_kk="НАТО ұйымы", name_en="The Alliance", start="1949-04-04")
    f.EventFactory(name_kk="Қол қою", name_en="Signing", start="1949-04-04")
    finland = f.CountryFactory(name_kk="Финляндия", name_en="Finland")
    f.MembershipFactory(organization=nato, country=finland, start="2023-04-04")
    f.MembershipFactory(organization=nato, country__name_en="A founder", start="1949-04-04")
    f.MembershipFactory(organization=nato, country__name_en="Only that year", start="2004")
    f.EventFactory(name_en="Of a month only", start="1955-04")
    box = section(client, "h-today", language)
    assert day in box
    for told in ("НАТО ұйымы", "Қол қою", "Финляндия") if language == "kk" else ("The Alliance", "Signing", "Finland"):
        assert told in box
    for silent in ("A founder", "Only that year", "Of a month only"):
        assert silent not in box


@time_machine.travel(TODAY)
def test_without_an_event_the_nearest_day_ahead_is_named_round_the_turn_of_the_year(client, db):
    f.EventFactory(name_en="Yesterday", start="1999-04-03")
    f.EventFactory(name_en="In January", start="1994-01-10")
    f.EventFactory(name_en="In May", start="1955-05-09")
    f.EventFactory(name_en="Hidden", start="1955-04-05", draft=True)
    box = section(client, "h-today")
    assert "Nothing is recorded for today" in box
    assert "9 May" in box
    assert "In May" in box
    assert "In January" not in box
    assert "Hidden" not in box
    with time_machine.travel("2026-12-01T12:00:00+05:00"):
        box = section(client, "h-today")
        assert "10 January" in box
        assert "In January" in box


def test_an_empty_portal_has_a_home_page(client, db):
    assert "Nothing is recorded for this day of the year yet." in words(client)


@time_machine.travel(TODAY)
def test_coming_events_stand_before_the_latest_and_what_was_called_off_in_neither(client, db):
    f.EventFactory(name_en="Next month", start="2026-05-01", status="planned")
    f.EventFactory(name_en="Last month", start="2026-03-01")
    f.EventFactory(name_en="Called off", start="2026-03-02", status="cancelled")
    assert "Next month" in section(client, "h-coming")
    assert "Next month" not in section(client, "h-latest")
    assert "Last month" in section(client, "h-latest")
    assert "Called off" not in section(client, "h-coming") + section(client, "h-latest")


@pytest.mark.parametrize(
    ("language", "kind", "added", "changed"),
    [("kk", "Тұлға", "қосылған күні", "өзгертілген күні"), ("en", "Person", "added", "changed")],
)
def test_changes_say_what_was_added_and_what_was_changed(client, db, language, kind, added, changed):
    with time_machine.travel("2026-03-01T12:00:00+05:00"):
        person = f.PersonFactory(name_kk="Адам", name_en="Somebody")
    text = section(client, "h-changes", language)
    assert kind in text
    assert added in text
    with time_machine.travel("2026-03-02T12:00:00+05:00"):
        person.summary_en = "More is known."
        person.save()
    text = section(client, "h-changes", language)
    assert changed in text
    assert "2026-03-02" in text


def test_a_draft_that_is_published_was_added_not_changed(db):
    with time_machine.travel("2026-03-01T12:00:00+05:00"):
        event = f.EventFactory(draft=True)
    assert latest_changes(8) == []
    with time_machine.travel("2026-03-09T12:00:00+05:00"):
        event.publication = "published"
        event.save()
    (change,) = latest_changes(8)
    assert change.is_new
    assert str(change.day) == "2026-03-09"


@time_machine.travel("2026-03-01T20:30:00+00:00")
def test_the_day_of_a_change_is_that_in_almaty(db):
    f.EventFactory()
    assert str(latest_changes(1)[0].day) == "2026-03-02"


def test_a_change_of_what_hangs_on_a_draft_is_not_told(db):
    draft = f.OrganizationFactory(draft=True)
    f.BodyFactory(organization=draft)
    f.MembershipFactory(organization=draft, country=f.CountryFactory(draft=True))
    f.TenureFactory(post__organization=draft, person=f.PersonFactory(draft=True))
    assert latest_changes(8) == []


def test_the_latest_change_comes_first_and_kinds_that_came_together_in_turn(db):
    with time_machine.travel("2026-03-01T12:00:00+05:00", tick=False):
        f.EventFactory.create_batch(3)
        f.DocumentFactory()
    with time_machine.travel("2026-03-02T12:00:00+05:00"):
        f.PersonFactory(name_kk="Соңғы")
    changes = latest_changes(4)
    assert changes[0].name.text == "Соңғы"
    assert [change.url.split("/")[2] for change in changes[1:]] == ["events", "documents", "events"]


def test_the_home_page_costs_the_same_with_many_rows(client, world, django_assert_max_num_queries):
    for number in range(1, 13):
        f.EventFactory(start=f"20{number:02}-04-04", organizations=[world["nato"]])
        f.MembershipFactory(organization=f.OrganizationFactory(), start=f"19{number + 60}-04-04")
    with time_machine.travel(TODAY), django_assert_max_num_queries(12):
        assert client.get("/kk/").status_code == 200
    with django_assert_max_num_queries(1):
        latest_changes(8)
