"""The last event and the next one, as on a day."""

import datetime as dt

import pytest

from apps.events.models import Event
from tests import factories as f

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 6, 15)


def last():
    return getattr(Event.objects.published().last_until(DAY).first(), "slug", None)


def following():
    return getattr(Event.objects.published().next_after(DAY).first(), "slug", None)


def test_the_last_has_begun_and_the_next_has_not():
    f.EventFactory(slug="long-ago", start="1949-04-04")
    f.EventFactory(slug="today", start="2026-06-15", end="2026-06-20")
    f.EventFactory(slug="tomorrow", start="2026-06-16", status="planned")
    f.EventFactory(slug="far", start="2027", status="planned")
    assert (last(), following()) == ("today", "tomorrow")


def test_what_was_called_off_is_neither():
    for status in ("postponed", "cancelled"):
        f.EventFactory(start="2026-06-14", status=status)
        f.EventFactory(start="2026-06-16", status=status)
    assert (last(), following()) == (None, None)


def test_a_draft_is_neither():
    f.EventFactory(start="2026-06-14", draft=True)
    f.EventFactory(start="2026-06-16", draft=True)
    assert (last(), following()) == (None, None)


def test_a_month_that_is_going_on_is_still_to_come_only_where_it_is_planned():
    f.EventFactory(slug="held", start="2026-06", status="held")
    assert (last(), following()) == (None, None)
    f.EventFactory(slug="planned", start="2026-06", status="planned")
    assert (last(), following()) == (None, "planned")


def test_an_event_without_a_date_is_neither():
    f.EventFactory(start=None)
    f.EventFactory(start=None, status="planned")
    assert (last(), following()) == (None, None)


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Last event", "Next event")), ("kk", ("Соңғы іс-шара", "Келесі іс-шара"))]
)
def test_organisations_and_bodies_say_their_last_and_next_event(client, language, words):
    body = f.BodyFactory(organization__slug="nato", slug="council")
    begun, to_come = f.EventFactory(start="2008-04-02"), f.EventFactory(start="2009-04-03")
    hidden = f.EventFactory(start="2008-12-01", draft=True)
    for event in (begun, to_come, hidden):
        event.organizations.add(body.organization)
        event.bodies.add(body)
    for address in ("organizations/nato/", "organizations/nato/bodies/council/"):
        text = client.get(f"/{language}/{address}?on=2009-01-01").content.decode()
        facts = text.split('<dl class="facts">')[1].split("</dl>")[0]
        for shown in (*words, begun.slug, to_come.slug):
            assert shown in facts, (address, shown)
        assert hidden.slug not in facts, address
        later = client.get(f"/{language}/{address}").content.decode().split('<dl class="facts">')[1].split("</dl>")[0]
        assert to_come.slug in later, address
        assert begun.slug not in later, address


def test_what_was_announced_for_a_day_gone_by_says_so(client):
    f.EventFactory(start="2008-04-02", status="planned", organizations=[f.OrganizationFactory(slug="nato")])
    facts = client.get("/en/organizations/nato/").content.decode().split('<dl class="facts">')[1].split("</dl>")[0]
    assert "Last event" in facts
    assert "announced, not confirmed" in facts
