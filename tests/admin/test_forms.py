"""Writing in the admin: what is right is kept, what is wrong is told at its field, and nothing typed is lost."""

import re

import html5lib
import pytest
from django.utils.translation import gettext, override

from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from tests import factories

from .conftest import errors_of, forms_of, posted, saved, values
from .test_every_page import RECORDS, address, every_record

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "en")


# ---- one membership, one form


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_membership_takes_one_form_with_few_fields(editing_in, editor, language):
    nato, kazakhstan, topic = factories.OrganizationFactory(), factories.CountryFactory(), factories.TopicFactory()
    source = factories.SourceFactory()
    client = editing_in(language)
    url = "/admin/members/membership/add/"
    data = posted(
        client.get(url),
        organization=str(nato.pk),
        country=str(kazakhstan.pk),
        start="1994-05-27",
        topics=[str(topic.pk)],
        note_kk="Ескертпе",
        publication="published",
        **{
            "sources-citation-content_type-object_id-TOTAL_FORMS": "1",
            "sources-citation-content_type-object_id-0-source": str(source.pk),
            "sources-citation-content_type-object_id-0-field": "start",
            "sources-citation-content_type-object_id-0-confidence": "medium",
            "sources-citation-content_type-object_id-0-position": "0",
            "sources-citation-content_type-object_id-0-verified_on": "2026-11-22",
        },
    )
    assert saved(client.post(url, data)).url == "/admin/members/membership/"
    membership = Membership.objects.get()
    assert (membership.organization, membership.country, str(membership.start)) == (nato, kazakhstan, "1994-05-27")
    assert (membership.status, membership.publication) == ("member", "published")
    assert list(membership.topics.all()) == [topic]
    citation = membership.citations.get()
    assert (citation.source, citation.field, citation.verified_by) == (source, "start", editor)


def test_the_next_membership_begins_with_what_the_last_one_had(staff):
    nato, kazakhstan = factories.OrganizationFactory(), factories.CountryFactory()
    url = "/admin/members/membership/add/"
    data = posted(
        staff.get(url), organization=str(nato.pk), country=str(kazakhstan.pk), status="observer", _addanother="1"
    )
    response = saved(staff.post(url, data))
    assert response.url == f"{url}?organization={nato.pk}&status=observer&publication=draft"
    assert values(staff.get(response.url))["organization"] == [str(nato.pk)]
    assert values(staff.get(response.url))["country"] == []


def test_a_membership_can_be_added_on_the_organisation_on_the_country_and_on_the_member_organisation(staff):
    organization, country, member = (
        factories.OrganizationFactory(),
        factories.CountryFactory(),
        factories.OrganizationFactory(),
    )
    row = {"status": "member", "start": "1992", "publication": "draft"}
    for record, prefix, cells in (
        (organization, "memberships", {"country": country.pk, **row}),
        (country, "memberships", {"organization": organization.pk, **row, "status": "observer"}),
        (member, "memberships_held", {"organization": organization.pk, **row}),
    ):
        url = address(type(record), f"{record.pk}/change/")
        new = forms_of(page := staff.get(url))[1:]
        number = sum(form.prefix.startswith(f"{prefix}-") for form in new)
        data = posted(page) | {f"{prefix}-{number}-{name}": str(value) for name, value in cells.items()}
        saved(staff.post(url, data | {f"{prefix}-TOTAL_FORMS": str(number + 1)}))
    assert set(Membership.objects.values_list("organization", "country", "member_organization")) == {
        (organization.pk, country.pk, None),
        (organization.pk, None, member.pk),
    }
    assert Membership.objects.count() == 3


# ---- bad input


def membership(**changes):
    nato, kazakhstan = factories.OrganizationFactory(), factories.CountryFactory()
    return Membership, {
        "organization": nato.pk, "country": kazakhstan.pk, "status": "member", "publication": "draft", **changes
    }  # fmt: skip


def overlapping_membership():
    other = factories.MembershipFactory(start="1992")
    return membership(organization=other.organization_id, country=other.country_id, start="1995")


def loop_of_bodies():
    top = factories.BodyFactory()
    below = factories.BodyFactory(organization=top.organization, parent=top)
    return top, {"parent": below.pk}


def loop_of_organizations():
    top = factories.OrganizationFactory()
    return top, {"parent": factories.OrganizationFactory(parent=factories.OrganizationFactory(parent=top)).pk}


def loop_of_events():
    top = factories.EventFactory()
    return top, {"parent": factories.EventFactory(parent=top).pk}


def second_body_with_an_address():
    body = factories.BodyFactory(slug="council")
    return Body, {"organization": body.organization_id, "name_en": "C", "kind": "council", "slug": "council"}


def participation_twice():
    there = factories.ParticipationFactory()
    return type(there), {"event": there.event_id, "person": there.person_id, "role": there.role}


def party_twice():
    there = factories.PartyFactory()
    return type(there), {"document": there.document_id, "country": there.country_id, "status": there.status}


def number_twice():
    there = factories.EventFactory(series=factories.SeriesFactory(), number=2)
    return type(there), {"name_en": "E", "kind": "summit", "status": "held", "series": there.series_id, "number": "2"}


def overlapping_tenure():
    there = factories.TenureFactory(start="2004", end="2009")
    return type(there), {"post": there.post_id, "person": there.person_id, "start": "2008", "publication": "draft"}


BAD_INPUT = {
    "the end before the start": (
        lambda: membership(start="1995", end="1992"), "end", "The end is before the start."),
    "an end that is both given and unknown": (
        lambda: membership(end="1995", end_unknown="on"), "end_unknown",
        "Give an end date or say that it is unknown, not both."),
    "a date that is none": (
        lambda: membership(start="27-05-94"), "start",
        "“%(value)s” is not a date that can be read here. Write a day (1949-04-04), a month (1949-04), a year "
        "(1949), a decade (199X) or a century (19XX); add ~ for “about” (2004-10~) or ? for “uncertain” (1990?)."),
    "both a country and an organisation": (
        lambda: membership(member_organization=factories.OrganizationFactory().pk), "country",
        "Give either a country or a member organisation, and not both."),
    "no member at all": (
        lambda: membership(country=""), "country", "Give either a country or a member organisation, and not both."),
    "a member of itself": (
        lambda: membership(country="", member_organization=Organization.objects.first().pk), "member_organization",
        "An organisation cannot be a member of itself."),
    "an overlapping membership": (
        overlapping_membership, "start",
        "This member holds the same status here in an overlapping time: %(span)s."),
    "an overlapping tenure": (
        overlapping_tenure, "start", "This person holds the post in an overlapping time: %(span)s."),
    "a body of another organisation": (
        lambda: membership(body=factories.BodyFactory().pk), "body",
        "This body does not belong to the organisation."),
    "a status that does not exist": (
        lambda: membership(status="king"), "status",
        "Select a valid choice. %(value)s is not one of the available choices."),
    "a loop of bodies": (
        loop_of_bodies, "parent", "This would make a loop: that body stands under this one."),
    "a loop of organisations": (
        loop_of_organizations, "parent", "This would make a loop: that organisation is a part of this one."),
    "a loop of events": (
        loop_of_events, "parent", "This would make a loop: that event is a part of this one."),
    "an organisation without a name": (
        lambda: (factories.OrganizationFactory(), {"name_kk": "", "name_en": ""}), "name_kk",
        "Give a name in at least one language."),
    "a source without a title": (
        lambda: (factories.SourceFactory(), {"title_kk": "", "title_en": ""}), "title_kk",
        "Give a title in at least one language."),
    "an address in Cyrillic": (
        lambda: (factories.TopicFactory(), {"slug": "тақырып"}), "slug",
        "Small Latin letters, digits and single hyphens only."),
    "the address of another body": (
        second_body_with_an_address, "slug", "This organisation has a body with that address already."),
    "a participant twice": (
        participation_twice, "person", "This participant is listed in this role already."),
    "a party twice": (party_twice, "country", "This party is listed already."),
    "a number twice in a series": (number_twice, "number", "This number is taken in the series."),
    "a code in small letters": (
        lambda: (factories.CountryFactory(), {"iso2": "kz"}), "iso2", "Two capital Latin letters, such as KZ."),
    "an unknown language": (
        lambda: (factories.OrganizationFactory(), {"official_languages": "kk xx"}), "official_languages",
        "Unknown language code: %(codes)s. Write ISO codes with spaces between them, such as “kk en fr”."),
    "a death before the birth": (
        lambda: (factories.PersonFactory(), {"born": "1948", "died": "1940"}), "died",
        "The death is before the birth."),
    "a treaty that ended before it was signed": (
        lambda: (factories.DocumentFactory(signed="1949"), {"ended": "1940"}), "ended",
        "This is before the date “%(label)s”."),
    "a post in an organisation and in a country": (
        lambda: (factories.PostFactory(), {"country": factories.CountryFactory().pk}), "organization",
        "Give either an organisation or a country, and not both."),
    "a link of an organisation to itself": (
        lambda: (link := factories.OrganizationLinkFactory(), {"target": link.organization_id}), "target",
        "An organisation cannot be linked to itself."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(editing_in, case, language):
    make, field, message = BAD_INPUT[case]
    if case == "a member of itself":
        factories.OrganizationFactory()
    record, changes = make()
    if case == "a member of itself":
        changes["organization"] = changes["member_organization"]
    model, page = (record, "add/") if isinstance(record, type) else (type(record), f"{record.pk}/change/")
    client = editing_in(language)
    data = posted(client.get(address(model, page))) | {name: str(value) for name, value in changes.items()}
    for name in ("note_kk", "summary_en"):
        if any(f.name == name for f in model._meta.fields):
            data[name] = "Жазып үлгердім"
    count = model.objects.count()
    response = client.post(address(model, page), data)
    assert response.status_code == 200
    with override(language):
        begins = gettext(message).split("%(")[0]
    assert list(errors_of(response)) == [field]
    assert errors_of(response)[field][0].startswith(begins)
    row = html_of_row(response, field)
    assert begins in row, "the message stands in the row of the field"
    back = values(response)
    for name, value in data.items():
        if value and name in back and name not in ("status" if case == "a status that does not exist" else "",):
            assert back[name] in (value, [value]), name
    assert model.objects.count() == count


def html_of_row(response, field):
    """Return the text of the form row in which a field stands."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    for row in page.iter("div"):
        if "form-row" in (row.get("class") or "") and f"field-{field}" in row.get("class").split():
            return "".join(row.itertext())
    raise AssertionError(f"there is no row for {field}")


# ---- languages, addresses, drafts


@every_record()
def test_both_languages_of_every_text_are_in_the_form_marked_with_their_language(editing_in, model):
    from apps.core.translations import translated_fields

    record = RECORDS[model]()
    html = editing_in("en").get(address(model, f"{record.pk}/change/")).content.decode()
    for name in translated_fields(model):
        for language, label in (("kk", "Kazakh"), ("en", "English")):
            assert f"mt-field-{name}-{language}" in html, name
            assert f"({label}):</label>" in html


@pytest.mark.parametrize("name", ["admin-tabs.js", "admin-autocomplete.js", "admin-select2-kk.js", "partial-date.js"])
def test_a_form_brings_the_scripts_of_its_fields_from_here(staff, name):
    assert f'<script src="/static/js/{name}"></script>' in staff.get("/admin/people/person/add/").content.decode()


@pytest.mark.parametrize("language", ["kk", "en"])
def test_an_autocomplete_is_marked_with_the_language_of_the_page(editing_in, language):
    html = editing_in(language).get("/admin/members/membership/add/").content.decode()
    boxes = re.findall(r"<select[^>]*admin-autocomplete[^>]*>", html)
    assert len(boxes) >= 5
    assert all(f' lang="{language}"' in box for box in boxes)


@pytest.mark.parametrize("sent", ["!", "1e3", "99999999999999999999999"])
def test_what_cannot_be_a_key_is_refused_in_words(staff, sent):
    record = factories.MembershipFactory()
    form = staff.get(f"/admin/members/membership/{record.pk}/change/")
    response = staff.post(form.request["PATH_INFO"], posted(form, organization=sent, topics=[sent]))
    assert set(errors_of(response)) >= {"organization", "topics"}


def test_an_address_that_is_left_empty_is_made_from_the_abbreviation(staff):
    url = "/admin/organizations/organization/add/"
    saved(staff.post(url, posted(staff.get(url), name_en="A long name", abbreviation_en="NATO", kind="political")))
    assert Organization.objects.get().slug == "nato"


@pytest.mark.parametrize("state", ["draft", "review", "published", "archived"])
@pytest.mark.parametrize("model", [m for m in RECORDS if hasattr(m, "get_absolute_url")], ids=lambda m: m.__name__)
def test_every_state_of_a_record_with_a_page_links_to_it(staff, model, state):
    record = RECORDS[model]()
    record.publication = state
    record.save()
    html = staff.get(address(model, f"{record.pk}/change/")).content.decode()
    link = html.split('class="viewsitelink"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert staff.get(link).url.endswith(record.get_absolute_url())
