"""`/compare/`: two organisations, two members, or one organisation on two days."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db


def page(client, query: str = "", language: str = "en") -> str:
    response = client.get(f"/{language}/compare/{f'?{query}' if query else ''}")
    assert response.status_code == 200
    return response.content.decode()


def verdict(text: str) -> str:
    return re.search(r'class="verdict"[^>]*>([^<]*)<', text).group(1)


def section(text: str, key: str) -> str:
    """Return a part of the page, from the heading with this id to the next heading."""
    return re.split(r"<h[23]", text.split(f'id="{key}"')[1])[0]


def rows(client, query: str, language: str = "en") -> list[dict[str, str]]:
    response = client.get(f"/{language}/compare.csv?{query}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def alliances(db):
    """Two organisations that share Two, and differ in One and Three; Four may have been in both."""
    countries = {
        name: f.CountryFactory(slug=name.lower(), name_en=name, name_kk=f"{name}-ел")
        for name in ("One", "Two", "Three")
    }
    first = f.OrganizationFactory(slug="alpha", abbreviation_en="ALPHA", abbreviation_kk="АЛЬФА", start="1949-04-04")
    second = f.OrganizationFactory(slug="beta", abbreviation_en="BETA", abbreviation_kk="БЕТА", start="1955-05-14")
    f.MembershipFactory(organization=first, country=countries["One"], start="1949-04-04")
    f.MembershipFactory(organization=first, country=countries["Two"], start="1952-02-18")
    f.MembershipFactory(organization=second, country=countries["Two"], start="1960-01-01")
    f.MembershipFactory(organization=second, country=countries["Three"], start="1955-05-14", end="1990-01-01")
    f.MembershipFactory(organization=second, country=countries["One"], status="observer", start="1970-01-01")
    return {"alpha": first, "beta": second, **countries}


BOTH = "organization=alpha&organization=beta"


# ---- the start ----


@pytest.mark.parametrize(("language", "said"), [("kk", "/kk/compare/"), ("en", "/en/compare/")])
def test_without_a_question_the_page_offers_the_three_forms(client, alliances, language, said):
    text = page(client, language=language)
    assert text.count(f'action="{said}"') == 3
    assert text.count("<h2") == 3  # nothing is ready made where its records are not there
    assert 'class="verdict"' not in text


def test_what_is_ready_made_is_offered_only_where_its_records_are_published(client, world):
    assert "organization=nato&amp;then=1990-01-01" in page(client)
    f.OrganizationFactory(slug="csto", draft=True)
    assert "csto" not in page(client)
    f.OrganizationFactory(slug="un", abbreviation_en="UN")
    assert "UN: 24 October 1945 and today" in page(client)


def test_a_member_is_offered_by_its_name_with_that_in_the_other_language(client, world):
    assert '<option value="Belgium" lang="kk">Бельгия</option>' in page(client)
    assert '<option value="Бельгия" lang="en">Belgium</option>' in page(client, language="kk")


def test_a_link_that_fills_one_side_asks_for_the_other_without_reproach(client, alliances):
    text = page(client, "organization=alpha")
    assert "One side is chosen: Organisation" in text
    assert text.count('<option value="alpha" selected>') == 2  # for another organisation, or another day
    assert "aria-invalid" not in text


def test_pages_of_organisations_and_members_lead_to_their_comparison(client, world):
    assert 'href="/en/compare/?organization=nato"' in client.get("/en/organizations/nato/").content.decode()
    assert 'href="/kk/compare/?member=belgium"' in client.get("/kk/members/belgium/").content.decode()
    assert 'href="/en/compare/?member=eu"' in client.get("/en/members/eu/").content.decode()
    members = client.get("/en/organizations/nato/members/?on=1955-05-09").content.decode()
    assert 'href="/en/compare/?organization=nato&amp;on=1955-05-09"' in members
    assert 'href="/en/compare/"' in client.get("/en/about/").content.decode()


def test_a_national_institution_is_compared_as_a_member_only(client, world):
    parliament = f.OrganizationFactory(slug="parliament", name_en="Parliament", kind="national")
    f.MembershipFactory(organization=world["nato"], country=None, member_organization=parliament, status="observer")
    assert "compare/?organization=parliament" not in client.get("/en/organizations/parliament/").content.decode()
    assert "compare it as a member" in page(client, "organization=parliament&organization=nato")
    assert '<option value="parliament"' not in page(client)
    assert "are together in 1 organisation" in verdict(page(client, "member=parliament&member=belgium"))


# ---- two organisations ----


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "ALPHA and BETA share 1 full member; 1 belongs only to ALPHA, 0 only to BETA."),
        ("kk", "АЛЬФА және БЕТА: ортақ толық мүше – 1; тек бірінші ұйымда (АЛЬФА) – 1, тек екінші ұйымда (БЕТА) – 0."),
    ],
)
def test_the_sentence_says_what_two_organisations_share(client, alliances, language, said):
    assert verdict(page(client, BOTH, language)) == said


def test_only_full_members_count_but_another_status_stands_beside_the_name(client, alliances):
    only_first = section(page(client, BOTH), "h-first")
    assert "One" in only_first
    assert "observer" in only_first
    assert "1 January 1970" in only_first


def test_members_are_those_of_the_day(client, alliances):
    text = page(client, f"{BOTH}&on=1956-01-01")
    assert verdict(text) == "ALPHA and BETA have no full member in common; 2 belong only to ALPHA, 1 only to BETA."
    assert "<b>1 January 1956</b>" in text
    assert "Three" in section(text, "h-second")


def test_what_is_only_possible_is_marked_and_not_counted(client, alliances):
    four = f.CountryFactory(name_en="Four")
    f.MembershipFactory(organization=alliances["alpha"], country=four, start="1956")
    f.MembershipFactory(organization=alliances["beta"], country=four, start="1955-05-14")
    text = page(client, f"{BOTH}&on=1956-03-01")
    assert "1 only to BETA" in verdict(text)
    assert "Four" in section(text, "h-unsure")
    assert 'class="possibly"' in section(text, "h-unsure")
    assert "Not certain on this day, and not drawn: 1." in text


def test_a_member_of_a_programme_is_no_full_member_of_the_organisation(client, alliances):
    programme = f.BodyFactory(organization=alliances["alpha"], name_en="Partnership", kind="programme")
    f.MembershipFactory(organization=alliances["alpha"], body=programme, country=alliances["Three"], start="1985")
    f.MembershipFactory(organization=alliances["alpha"], body=programme, country=alliances["One"], start="1985")
    text = page(client, f"{BOTH}&on=1989-01-01")
    assert "1 only to BETA" in verdict(text)
    assert "member – Partnership" in section(text, "h-second")
    assert "Partnership" not in section(text, "h-first")  # One belongs to the organisation itself: that says more


def test_facts_stand_beside_each_other(client, alliances):
    f.BodyFactory(organization=alliances["alpha"])
    f.BodyFactory(organization=alliances["alpha"], draft=True)
    facts = section(page(client, BOTH), "h-facts")
    assert "4 April 1949" in facts
    assert "14 May 1955" in facts
    assert re.search(r">Bodies</th><td><span>1</span></td><td><span>0</span></td>", facts)
    assert re.search(r">Full members</th><td><span>2</span></td><td><span>1</span></td>", facts)
    assert "Observers: 1" in facts


def test_what_both_did_is_what_both_held_and_signed_and_whom_both_had(client, alliances):
    sides = [alliances["alpha"], alliances["beta"]]
    f.EventFactory(name_en="Joint summit", organizations=sides)
    f.EventFactory(name_en="Lonely summit", organizations=sides[:1])
    f.EventFactory(name_en="Hidden summit", organizations=sides, draft=True)
    treaty = f.DocumentFactory(name_en="Joint treaty", organizations=sides[:1])
    f.PartyFactory(document=treaty, country=None, organization=sides[1])
    f.DocumentFactory(name_en="Lonely treaty", organizations=sides[1:])
    both, one = f.PersonFactory(name_en="Ann Both"), f.PersonFactory(name_en="Bob One")
    for organization in sides:
        f.TenureFactory(person=both, post__organization=organization)
    f.TenureFactory(person=one, post__organization=sides[0])
    f.TenureFactory(person=one, post__organization=sides[1], draft=True)
    text = page(client, BOTH)
    assert "Joint summit" in text
    assert "Joint treaty" in text
    assert "Ann Both" in text
    for name in ("Lonely", "Hidden", "Bob One"):
        assert name not in text, name


def test_on_a_past_day_nothing_later_is_shared(client, alliances):
    sides = [alliances["alpha"], alliances["beta"]]
    f.EventFactory(name_en="Joint summit", organizations=sides, start="2008-04-03")
    f.DocumentFactory(name_en="Joint treaty", organizations=sides, signed="2008")
    text = page(client, f"{BOTH}&on=1999-01-01")
    assert "Joint" not in text
    assert page(client, f"{BOTH}&on=2009-01-01").count("Joint") >= 2


def test_an_organisation_whose_members_are_not_recorded_is_said_to_be_so(client, alliances):
    f.OrganizationFactory(slug="gamma", abbreviation_en="GAMMA")
    text = page(client, "organization=alpha&organization=gamma")
    assert verdict(text) == "No full member of GAMMA is recorded here for this day."


def test_before_one_of_them_existed_the_page_says_so_and_leads_to_a_day_of_both(client, alliances):
    alliances["beta"].end = "1991-07-01"
    alliances["beta"].save()
    early = page(client, f"{BOTH}&on=1950-01-01")
    assert "BETA did not exist yet on 1 January 1950" in early
    assert "on=1991-06-30" in early
    assert "BETA did not exist any more on 1 January 2000" in page(client, f"{BOTH}&on=2000-01-01")
    assert "did not exist" not in page(client, f"{BOTH}&on=1960-01-01")


def test_two_that_never_existed_together_have_no_day_of_both(client, alliances):
    f.OrganizationFactory(slug="old", abbreviation_en="OLD", start="1920", end="1940-01-01")
    f.OrganizationFactory(slug="lost", abbreviation_en="LOST", start=None, end_unknown=True)
    for other in ("old", "lost"):
        text = page(client, f"organization={other}&organization=beta&on=1950-01-01")
        assert "BETA did not exist yet" in text
        assert "the last day on which both existed" not in text


def test_the_sides_can_be_swapped_and_the_day_stays(client, alliances):
    text = page(client, f"{BOTH}&on=1960-01-01")
    assert 'href="/en/compare/?organization=beta&amp;organization=alpha&amp;on=1960-01-01"' in text
    assert (
        'href="/kk/compare/?organization=alpha&amp;organization=beta&amp;on=1960-01-01"' in text
    )  # the other language


# ---- two members ----


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "One and Two are together in 2 organisations; in 0 only One, in 1 only Two. In 1 of them both are full"),
        ("kk", "One-ел және Two-ел: ортақ ұйым – 2; тек біріншісі (One-ел) – 0, тек екіншісі (Two-ел) – 1."),
    ],
)
def test_the_sentence_says_where_two_members_are_together(client, alliances, language, said):
    f.MembershipFactory(country=alliances["Two"])
    assert verdict(page(client, "member=one&member=two", language)).startswith(said)


def test_it_says_who_was_first(client, alliances):
    text = section(page(client, "member=one&member=two"), "h-both")
    alpha, beta = text.split("ALPHA</span>")[1].split("BETA</span>")
    assert 'data-label="Who was first">One<' in alpha
    assert 'data-label="Who was first">Two<' in beta


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("1992-03-02", "1992-03-02", "on the same day"),
        ("1992", "1992-03-02", "not known"),
        (None, "1992", "not known"),
        ("1991", "1992-03", "One"),
    ],
)
def test_who_was_first_is_said_only_where_the_dates_say_it(client, first, second, said):
    union = f.OrganizationFactory()
    for slug, start in (("one", first), ("two", second)):
        f.MembershipFactory(organization=union, country__slug=slug, country__name_en=slug.title(), start=start)
    assert f'data-label="Who was first">{said}<' in page(client, "member=one&member=two")


def test_an_organisation_can_be_compared_as_a_member(client, world):
    text = page(client, "member=belgium&member=eu")
    assert verdict(text).startswith("Belgium and European Union are together in 1 organisation; in 0 only Belgium")
    assert "Bucharest summit" in text  # one was its host, the other took part


def test_what_only_one_took_part_in_is_not_shared(client, world):
    f.ParticipationFactory(event__name_en="A visit", person=None, country=world["belgium"])
    assert "A visit" not in page(client, "member=belgium&member=eu")


# ---- one organisation on two days ----


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Full members of BETA: 1 on 1 January 1956, 2 on 1 January 1961. Joined: 1; left: 0.",
        ),
        (
            "kk",
            "Толық мүшелер саны (БЕТА): 1956 жылғы 1 қаңтар – 1, 1961 жылғы 1 қаңтар – 2. Қосылғаны – 1; шыққаны – 0.",
        ),
    ],
)
def test_the_sentence_says_how_many_joined_and_left(client, alliances, language, said):
    assert verdict(page(client, "organization=beta&on=1961-01-01&then=1956-01-01", language)) == said


def test_it_does_not_matter_which_day_is_named_first(client, alliances):
    one = verdict(page(client, "organization=beta&on=1961-01-01&then=1956-01-01"))
    assert one == verdict(page(client, "organization=beta&on=1956-01-01&then=1961-01-01"))


def test_without_a_second_day_it_is_compared_with_today(client, alliances):
    text = page(client, "organization=beta&then=1956-01-01")
    assert "Two" in section(text, "h-joined")
    assert "Three" in section(text, "h-left")
    assert "14 May 1955 – 1 January 1990" in section(text, "h-left")


def test_a_member_that_was_followed_by_others_says_by_whom(client, alliances):
    four, five = f.CountryFactory(name_en="Four"), f.CountryFactory(name_en="Five")
    alliances["Three"].successors.add(four, five)
    f.MembershipFactory(organization=alliances["beta"], country=four, start="1990-01-01")
    text = page(client, "organization=beta&then=1989-01-01")
    assert "1 of those that left was followed by a successor." in verdict(text)
    assert "after it: Four<" in section(text, "h-left")  # Five never joined
    assert "before it: Three<" in section(text, "h-joined")


def test_who_changed_status_is_a_new_full_member_with_its_former_status_beside_it(client, alliances):
    beta, five = alliances["beta"], f.CountryFactory(name_en="Five")
    f.MembershipFactory(organization=beta, country=five, status="partner", start="1960-01-01", end="1970-01-01")
    f.MembershipFactory(organization=beta, country=five, status="observer", start="1970-01-01", end="1980-01-01")
    f.MembershipFactory(organization=beta, country=five, status="member", start="1980-01-01")
    assert "partner" in section(page(client, "organization=beta&then=1965-01-01"), "h-joined")
    changed = section(page(client, "organization=beta&then=1965-01-01&on=1975-01-01"), "h-others-changed")
    assert "Five" in changed
    assert "partner" in changed
    assert "observer" in changed


def test_who_came_and_went_in_between_is_named(client, alliances):
    f.MembershipFactory(
        organization=alliances["beta"], country__name_en="Briefly", start="1961-01-01", end="1965-01-01"
    )
    text = page(client, "organization=beta&then=1960-06-01&on=1970-01-01")
    assert "Briefly" in section(text, "h-between")
    assert "Joined: 0; left: 0." in verdict(text)


def test_what_is_only_possible_on_a_day_is_not_counted_as_joined_or_left(client, alliances):
    f.MembershipFactory(organization=alliances["beta"], country__name_en="Perhapsia", start="1956")
    text = page(client, "organization=beta&then=1956-06-01")
    assert "Perhapsia" in section(text, "h-unsure")
    assert 'class="possibly"' in section(text, "h-unsure")
    assert "Perhapsia" not in section(text, "h-joined")


def test_bodies_that_were_created_or_ended_and_posts_that_changed_hands(client, alliances):
    beta = alliances["beta"]
    f.BodyFactory(organization=beta, name_en="New council", start="1975-01-01")
    f.BodyFactory(organization=beta, name_en="Old council", start="1956-01-01", end="1974-01-01")
    f.BodyFactory(organization=beta, name_en="Steady council", start="1956-01-01")
    f.BodyFactory(organization=beta, name_en="Secret council", start="1975-01-01", draft=True)
    post = f.PostFactory(organization=beta, name_en="Commander")
    f.TenureFactory(post=post, person__name_en="Ann Early", start="1955-05-14", end="1960-01-01")
    f.TenureFactory(post=post, person__name_en="Bob Late", start="1976-01-01", end="1990-01-01")
    kept = f.PostFactory(organization=beta, name_en="Keeper")
    f.TenureFactory(post=kept, person__name_en="Cy Always", start="1955-05-14")
    text = page(client, "organization=beta&then=1957-01-01&on=1980-01-01")
    assert "New council" in section(text, "h-created")
    assert "Old council" in section(text, "h-ended")
    assert "Steady council" not in text
    assert "Secret council" not in text
    changed = section(text, "h-posts-changed")
    assert "Ann Early" in changed
    assert "Bob Late" in changed
    assert "Cy Always" in section(text, "h-posts-kept")
    vacant = page(client, "organization=beta&then=1957-01-01&on=1970-01-01")
    assert "vacant" in section(vacant, "h-posts-changed")


def test_a_post_without_a_known_holder_did_not_change_hands_for_certain(client, alliances):
    f.TenureFactory(post__organization=alliances["beta"], person__name_en="Ann", start="1976-01-01")
    text = page(client, "organization=beta&then=1957-01-01&on=1980-01-01")
    assert "h-posts-changed" not in text
    assert "Ann" in section(text, "h-posts-unknown")


def test_a_day_before_the_founding_and_a_day_to_come_are_said(client, alliances):
    text = page(client, "organization=beta&then=1950-01-01")
    assert "BETA did not exist yet on 1 January 1950" in text
    assert verdict(text).startswith("Full members of BETA: 0 on 1 January 1950, 1 on ")
    assert "This day is still to come" in page(client, "organization=beta&then=2099-01-01")
    assert "This day is still to come" in page(client, "organization=beta&then=1950-01-01&on=2099-01-01")


# ---- what is written into the question ----


@pytest.mark.parametrize(
    "written",
    ["one", "ONE", " One ", "One-ел", "ON", "ONX", "Old One", "Ескі Бір", "ескi  бiр".replace("i", "и")],
)
def test_a_side_is_understood_by_any_of_its_names(client, alliances, written):
    one = alliances["One"]
    one.iso2, one.iso3 = "ON", "ONX"
    one.save()
    for name, language in (("Old One", "en"), ("One of old", "en"), ("Ескі Бір", "kk")):
        f.CountryNameFactory(country=one, name=name, language=language)
    assert "One and Two are" in verdict(page(client, f"member={written}&member=two"))


@pytest.mark.parametrize("written", ["alpha", "АЛЬФА", "ALPHA"])
def test_an_organisation_is_understood_in_either_language(client, alliances, written):
    assert "ALPHA and BETA" in verdict(page(client, f"organization={written}&organization=beta"))


def test_an_unknown_name_is_said_at_its_control_with_what_it_may_mean(client, alliances):
    f.MembershipFactory(country__slug="kazakhstan", country__name_en="Kazakhstan")
    f.MembershipFactory(country=f.CountryFactory(slug="secret", name_en="Kazakhstam", draft=True))
    text = page(client, "member=Kasachstan&member=two")
    assert 'value="Kasachstan"' in text
    assert 'aria-invalid="true" aria-describedby="member-1-error"' in text
    assert 'href="/en/compare/?member=kazakhstan&amp;member=two">Kazakhstan</a>' in text
    assert "secret" not in text
    assert '<a href="#member-1">No member has this name.</a>' in text  # the form may stand far down the page


def test_an_ambiguous_name_asks_which(client, alliances):
    for slug, name in (("north", "Samland, North"), ("south", "Samland, South")):
        f.MembershipFactory(country__slug=slug, country__name_en=name)
    text = page(client, "member=samland&member=two")
    assert "Several have this name." in text
    assert "member=north&amp;member=two" in text
    assert "member=south&amp;member=two" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("organization=alpha&organization=alpha", "The same stands on both sides"),
        ("organization=alpha&organization=", "Choose an organisation."),
        ("organization=&organization=", "Choose an organisation."),
        ("organization=nowhere&organization=beta", "No organisation has this name."),
        ("member=one&member=", "Choose a member."),
        ("member=alpha&member=one", "compare it with an organisation"),
        ("organization=alpha&then=", "Choose the other day."),
        ("organization=alpha&then=1990", "This is not a day."),
        ("organization=alpha&then=0001-01-01", "between 1800 and 2100"),
        ("organization=alpha&then=1960-01-01&on=1960-01-01", "Both days are the same"),
        ("then=1960-01-01", "Choose an organisation."),
        (f"member={'x' * 500}&member=one", "too long"),
        ("member=%00&member=one", "cannot be searched for"),
        ("organization=alpha&organization=beta&on=yesterday", "This is not a day."),
    ],
)
@pytest.mark.parametrize("language", ["kk", "en"])
def test_what_cannot_be_compared_is_said_in_a_page_that_opens(client, alliances, query, said, language):
    text = page(client, query, language)
    assert language == "kk" or said in text


def test_more_than_two_are_cut_to_two_with_a_word(client, alliances):
    text = page(client, f"{BOTH}&organization=gamma")
    assert "these are the first two" in text
    assert "ALPHA and BETA" in verdict(text)


def test_what_does_not_go_together_is_left_out_with_a_word(client, alliances):
    assert "members with members" in page(client, f"{BOTH}&member=one")
    assert "the other day is left out" in page(client, f"{BOTH}&then=1960-01-01")


@pytest.mark.parametrize("state", ["draft", "review", "archived"])
def test_nothing_unpublished_can_be_compared_or_shows(client, alliances, state):
    mark = "ҚҰПИЯ"
    f.OrganizationFactory(slug="secret", abbreviation_en=mark, abbreviation_kk=mark, publication=state)
    country = f.CountryFactory(slug="hidden", name_en=mark, name_kk=mark, publication=state)
    f.MembershipFactory(organization=alliances["alpha"], country=country)
    f.MembershipFactory(
        organization=alliances["alpha"], country=f.CountryFactory(name_en=mark, name_kk=mark), publication=state
    )
    alliances["Three"].successors.add(country)
    for query in (BOTH, "member=one&member=two", "organization=alpha&then=1980-01-01"):
        assert mark not in page(client, query), query
    assert "No organisation has this name." in page(client, "organization=secret&organization=beta")
    assert "No member has this name." in page(client, "member=hidden&member=two")


# ---- as files ----


def test_the_table_of_two_organisations_has_a_row_for_each_member(client, alliances):
    found = {row["Member"]: row for row in rows(client, BOTH)}
    assert found["Two"]["Full members"] == "In both"
    assert found["Two"]["ALPHA: since"] == "1952-02-18"
    assert found["One"]["BETA: status"] == "observer"
    assert {row["Мүше"] for row in rows(client, BOTH, "kk")} == {"One-ел", "Two-ел"}


def test_the_table_of_two_members_and_that_of_two_days(client, alliances):
    found = {row["Organisation"]: row for row in rows(client, "member=one&member=two")}
    assert found["ALPHA"]["Who was first"] == "One"
    days = {row["Name"]: row for row in rows(client, "organization=beta&then=1956-01-01")}
    assert days["Three"]["Change"] == "Left"
    assert days["Two"]["Change"] == "Joined"


@pytest.mark.parametrize("query", [BOTH, "member=one&member=two", "organization=beta&then=1956-01-01"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_drawing_is_a_file_of_its_own_that_says_its_numbers(client, alliances, query, language):
    response = client.get(f"/{language}/compare.svg?{query}")
    assert response["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314
    assert root.findtext("{http://www.w3.org/2000/svg}desc")
    assert "var(" not in response.content.decode()


@pytest.mark.parametrize("path", ["compare.csv", "compare.svg", "compare.csv?organization=nowhere&organization=alpha"])
def test_a_file_of_nothing_does_not_exist(client, alliances, path):
    assert client.get(f"/en/{path}").status_code == 404


def test_the_parts_of_the_bar_are_in_proportion(client, alliances):
    text = page(client, BOTH)
    assert re.findall(r'class="bar (s-[\w-]+)" x="([\d.]+%)" y="26" width="([\d.]+%)"', text) == [
        ("s-only-first", "0%", "50%"),
        ("s-shared", "50%", "50%"),
    ]


# ---- what it costs ----


@pytest.mark.parametrize("query", [BOTH, "member=one&member=two", "organization=beta&then=1956-01-01"])
def test_it_costs_the_same_with_one_row_and_with_more(client, alliances, query, django_assert_max_num_queries):
    def fill(count: int) -> None:
        sides = [alliances["alpha"], alliances["beta"]]
        for _number in range(count):
            country, person = f.CountryFactory(), f.PersonFactory(nationality=f.CountryFactory())
            alliances["Three"].successors.add(country)
            event = f.EventFactory(organizations=sides, city=f.CityFactory())
            treaty = f.DocumentFactory(organizations=sides)
            for member in (alliances["One"], alliances["Two"]):
                f.ParticipationFactory(event=event, person=None, country=member)
                f.PartyFactory(document=treaty, country=member)
                f.MembershipFactory(country=member, body=f.BodyFactory(), organization=f.OrganizationFactory())
            for organization in sides:
                f.MembershipFactory(organization=organization, country=country, start="1980")
                body = f.BodyFactory(organization=organization, start="1980")
                f.TenureFactory(person=person, post__organization=organization, post__body=body)

    def cost() -> int:
        with django_assert_max_num_queries(12) as queries:
            page(client, query)
        return len(queries)

    fill(1)
    first = cost()
    fill(3)
    assert cost() == first


def test_the_sitemap_lists_the_page_once_in_each_language(client, db):
    for language in ("kk", "en"):
        text = client.get(f"/sitemap-{language}.xml").content.decode()
        assert text.count(f"<loc>http://testserver/{language}/compare/</loc>") == 1


def test_a_comparison_of_two_days_is_its_own_page_and_says_no_third_day(client, world):
    address = "/en/compare/?organization=nato&then=1950-01-01&on=1960-01-01"
    text = client.get(address).content.decode()
    assert (
        '<link rel="canonical" href="http://testserver/en/compare/?organization=nato&amp;then=1950-01-01&amp;on=1960-01-01">'
        in text
    )
    assert "(1 January 1960)" not in text.partition("</title>")[0]
