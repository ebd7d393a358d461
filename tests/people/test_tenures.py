"""Posts and tenures: places, overlaps, gaps."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from apps.core.filters import Moment
from apps.people.models import Post
from apps.people.tenures import Gap, holders_on, line_of, line_with_gaps, lines_of
from tests import factories as f

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def refused(record: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize("both", [True, False])
def test_a_post_is_in_an_organisation_or_in_a_country(both):
    post = f.PostFactory.build(
        organization=f.OrganizationFactory() if both else None, country=f.CountryFactory() if both else None
    )
    assert "organization" in refused(post)
    with pytest.raises(IntegrityError), transaction.atomic():
        post.save()


def test_a_post_of_a_body_is_of_its_organisation():
    assert "body" in refused(f.PostFactory.build(organization=f.OrganizationFactory(), body=f.BodyFactory()))


def test_one_person_does_not_hold_one_post_twice_at_once():
    tenure = f.TenureFactory(start="1994-08-13", end="1994-10-17")
    assert "start" in refused(f.TenureFactory.build(post=tenure.post, person=tenure.person, start="1994-09-01"))
    f.TenureFactory.build(post=tenure.post, person=tenure.person, start="1995-10-20").full_clean()


def test_a_successor_may_start_on_the_day_of_the_end():
    first = f.TenureFactory(start="2014-10-01", end="2024-10-01")
    second = f.TenureFactory(post=first.post, start="2024-10-01")
    day = Moment(dt.date(2024, 10, 1), TODAY)
    assert holders_on([first, second], day) == [second]


def test_a_gap_is_found_only_where_the_post_certainly_stood_vacant():
    post = f.PostFactory()
    third = f.TenureFactory(post=post, start="2004-01-05")
    second = f.TenureFactory(post=post, start="1999", end="2003-12-17")
    first = f.TenureFactory(post=post, start="1995-12-05", end="1999-10-06")
    line = line_with_gaps([third, second, first])
    assert [type(entry) for entry in line] == [type(third), Gap, type(second), type(first)]
    assert line[1].span.spoken("en") == "17 December 2003 – 5 January 2004"


def test_an_overlapping_acting_holder_makes_no_gap():
    post = f.PostFactory()
    later = f.TenureFactory(post=post, start="1961-04-21")
    acting = f.TenureFactory(post=post, start="1961-03-05", end="1961-04-21", acting=True)
    earlier = f.TenureFactory(post=post, start="1957-05-16", end="1961-04-21")
    assert line_with_gaps([later, acting, earlier]) == [later, acting, earlier]


def test_a_post_is_vacant_when_its_last_holder_has_left_and_nobody_followed():
    f.TenureFactory(start="1957-05-16", end="1961-04-21")
    (line,) = lines_of(Post.objects.for_page(None, TODAY), Moment(None, TODAY))
    assert line.is_vacant


@pytest.mark.parametrize("tenure", [None, {"start": "2003", "end_unknown": True}, {"start": "2100"}])
def test_where_no_holder_is_recorded_nothing_is_said_of_a_vacancy(tenure):
    post = f.PostFactory()
    if tenure:
        f.TenureFactory(post=post, **tenure)
    (line,) = lines_of(Post.objects.for_page(None, TODAY), Moment(None, TODAY))
    assert line.is_unknown
    assert not line.is_vacant


def test_nobody_dies_before_they_are_born():
    assert "died" in refused(f.PersonFactory.build(born="1920", died="1910"))


@pytest.mark.parametrize(("language", "first"), [("kk", "Аханов"), ("en", "Akhanov")])
def test_people_are_listed_by_their_family_names(client, language, first):
    f.PersonFactory(name_kk="Жан Аханов", name_en="Zhan Akhanov", family_name_kk="Аханов", family_name_en="Akhanov")
    f.PersonFactory(name_kk="Асқар Юсупов", name_en="Askar Yusupov", family_name_kk="Юсупов", family_name_en="Yusupov")
    text = client.get(f"/{language}/people/").content.decode()
    assert text.index(first) < text.index("Юсупов" if language == "kk" else "Yusupov")


@pytest.mark.parametrize(("complete", "state"), [(True, "vacant"), (False, "unknown")])
def test_a_gap_is_a_vacancy_only_where_all_holders_are_recorded(complete, state):
    post = f.PostFactory(holders_complete=complete)
    f.TenureFactory(post=post, start="2001-01-01", end="2004-01-01")
    f.TenureFactory(post=post, start="2006-01-01", end="2008-01-01")
    shown = Post.objects.for_page(None, dt.date(2026, 11, 23)).get(pk=post.pk)
    for day in ("2005-01-01", "2026-11-23"):
        assert shown.state(Moment(dt.date.fromisoformat(day), dt.date(2026, 11, 23))) == state
    assert any(isinstance(one, Gap) for one in line_of(shown)) is complete
