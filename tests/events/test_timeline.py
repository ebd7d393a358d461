"""Events on a line of time."""

import csv
import datetime as dt
import io
import re
from xml.etree import ElementTree

import pytest

from apps.core.filters import Moment
from apps.events import timelines
from apps.events.models import Event
from tests import factories as f

pytestmark = pytest.mark.django_db

MOMENT = Moment(None, dt.date(2026, 11, 23))


def link(kind, years):
    return f"?kind={','.join(kind)}&year={','.join(years)}"


def drawn() -> timelines.EventTimeline:
    events = Event.objects.published()
    return timelines.timeline_of(events, events.count(), "Events", MOMENT, link)


def marks(timeline):
    return {mark.event.slug: mark for lane in timeline.lanes for mark in lane.marks}


def test_each_kind_has_a_lane_in_the_order_of_the_kinds():
    for kind in ("visit", "summit", "visit"):
        f.EventFactory(kind=kind)
    assert [(lane.kind.value, lane.count) for lane in drawn().lanes] == [("summit", 1), ("visit", 2)]


def test_a_known_day_is_a_point_and_an_unknown_one_is_faded():
    f.EventFactory(slug="first", start="1949-04-04")
    f.EventFactory(slug="day", start="2008-04-03")
    f.EventFactory(slug="month", start="2008-04")
    f.EventFactory(slug="about", start="1990~")
    found = marks(drawn())
    assert (found["day"].dot != "", found["day"].is_possible) == (True, False)
    assert (found["month"].dot != "", found["month"].is_possible) == (True, True)
    assert found["about"].dot == ""
    assert [piece.kind for piece in found["about"].pieces] == ["possible"]


def test_a_long_event_has_its_length_and_only_its_unknown_end_is_faded():
    f.EventFactory(slug="long", start="2001-01-01", end="2004", kind="exercise")
    f.EventFactory(slug="first", start="1995-01-01")
    assert [piece.kind for piece in marks(drawn())["long"].pieces] == ["certain", "possible"]


def test_marks_that_would_cover_each_other_stand_above_each_other():
    f.EventFactory(slug="first", start="1949-04-04")
    for n in range(3):
        f.EventFactory(slug=f"same-{n}", start="2008-04-03")
    f.EventFactory(slug="visit", kind="visit", start="2008-04-03")
    found = marks(drawn())
    assert {found[f"same-{n}"].level for n in range(3)} == {0, 1, 2}
    assert found["first"].level == 0
    assert found["visit"].level == 0


def test_marks_on_one_level_are_apart_even_on_a_phone():
    for n in range(100):
        f.EventFactory(start=f"{1950 + n * 7 % 76}-{n % 12 + 1:02}-05")
    timeline = drawn()
    for lane in timeline.lanes:
        at = {}
        for mark in lane.marks:
            x = timelines.axis_share(mark.dot) * timelines.PHONE
            assert x - at.get(mark.level, -100) >= timelines.DOT - 0.5
            at[mark.level] = x


@pytest.mark.parametrize("count", [timelines.FEW + 1, 400])
def test_very_many_events_are_counted_in_periods(count):
    for n in range(count):
        f.EventFactory(kind=("summit", "visit")[n % 2], start=f"{1950 + n % 76}-04-03")
    timeline = drawn()
    assert timeline.count == count
    assert sum(bar.count for lane in timeline.lanes for bar in lane.bars) == count
    assert sum(line.count for line in timeline.lines) == count
    assert len(timeline.lines) <= timelines.PERIODS
    assert timeline.lanes[0].bars[0].url == link(["summit"], ["1950", "1951", "1952", "1953", "1954"])


def test_too_many_on_one_day_are_counted_too():
    for _ in range(timelines.STACKED + 1):
        f.EventFactory(start="2008-04-03")
    timeline = drawn()
    assert [bar.count for lane in timeline.lanes for bar in lane.bars] == [timelines.STACKED + 1]


def test_the_number_at_a_bar_is_that_of_the_list_it_leads_to(client):
    nato = f.OrganizationFactory(slug="nato")
    for n in range(timelines.FEW + 10):
        f.EventFactory(start=f"{1990 + n % 20}~", kind=("summit", "visit")[n % 2], organizations=[nato])
    text = client.get("/en/events/timeline/?organization=nato").content.decode()
    table = text.split('class="table counts"')[1]
    for address, count in re.findall(r'<td class="num"><a href="([^"]*)">(\d+)<', table)[:6]:
        said = client.get(address.replace("&amp;", "&")).content.decode()
        assert f'id="count">{count} event' in said, address


def test_an_axis_of_one_year_names_its_months():
    f.EventFactory(start="2008-04-03")
    f.EventFactory(start="2008-11-14")
    assert [tick.label for tick in drawn().axis.ticks] == ["2008", "сәу.", "шіл.", "қаз."]


def test_events_without_a_date_are_said_to_be_missing(client):
    f.EventFactory(start="2008-04-03")
    f.EventFactory(start=None)
    text = client.get("/en/events/timeline/").content.decode()
    assert "Not on the line, because no date is known: 1 event." in text


def test_a_mark_says_its_name_and_day_and_the_table_beneath_has_the_same_link(client):
    event = f.EventFactory(name_en="Bucharest summit", slug="bucharest", start="2008-04-02", end="2008-04-04")
    text = client.get("/en/events/timeline/").content.decode()
    assert "<title>Bucharest summit: 2–4 April 2008</title>" in text
    drawing, rest = text.split("<figure")[1].split("</figure>")[0], text.split("</figure>")[1]
    assert f'<a href="{event.get_absolute_url()}"'.replace("/kk/", "/en/") in drawing
    assert 'tabindex="-1"' in drawing
    assert 'href="/en/events/bucharest/"' in rest


def test_what_was_announced_or_called_off_is_drawn_otherwise_and_says_so(client):
    f.EventFactory(slug="planned", start="2008-04-02", status="planned")
    f.EventFactory(slug="cancelled", start="2009-04-02", status="cancelled")
    text = client.get("/en/events/timeline/").content.decode()
    assert "2 April 2008 (announced, not confirmed)" in text
    assert "2 April 2009 (cancelled)" in text
    assert {mark.style for mark in marks(drawn()).values()} == {"s-planned", "s-off"}


def test_the_files_stand_alone(client):
    f.EventFactory(name_en="Bucharest <summit>", start="2008-04-02")
    svg = b"".join(client.get("/en/events/timeline.svg"))
    ElementTree.fromstring(svg)  # noqa: S314, our own
    assert b"Bucharest &lt;summit&gt;: 2 April 2008" in svg
    assert b"<a " not in svg
    text = b"".join(client.get("/en/events/timeline.csv")).decode().lstrip("\ufeff")
    assert next(csv.DictReader(io.StringIO(text)))["Start"] == "2008-04-02"


@pytest.mark.parametrize("day", ["", "?on=2008-04-03"])
def test_an_organisation_has_the_line_of_its_own_events_on_any_day(client, day):
    nato = f.OrganizationFactory(slug="nato")
    f.EventFactory(slug="own", start="1949-04-04", organizations=[nato])
    f.EventFactory(slug="own-draft", start="1949-04-04", organizations=[nato], draft=True)
    f.EventFactory(slug="foreign", start="2008-04-03")
    text = client.get(f"/en/organizations/nato/events/{day}").content.decode()
    assert "/en/events/own/" in text.split("<figure")[1].split("</figure>")[0]
    assert "own-draft" not in text
    assert "foreign" not in text
    for view in ("", "calendar/", "year/", "map/", "timeline/"):
        assert f'href="/en/events/{view}?organization=nato' in text
    for form in ("svg", "csv"):
        file = b"".join(client.get(f"/en/organizations/nato/events/timeline.{form}")).decode()
        assert "4 April 1949" in file
        assert "foreign" not in file


def test_an_organisation_without_events_has_no_line(client):
    f.OrganizationFactory(slug="nato")
    text = client.get("/en/organizations/nato/events/").content.decode()
    assert "<figure" not in text
    assert "No events are recorded yet." in text
