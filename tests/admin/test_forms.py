"""Writing in the admin: what is right is kept, what is wrong is told at its field, and nothing typed is lost."""

import html5lib
import pytest
from django.utils.translation import gettext, override

from apps.members.models import Membership
from apps.organizations.models import Body, Organization
from apps.sources.models import Citation
from tests import factories

from .conftest import cite, errors_of, forms_of, posted
from .test_every_page import RECORDS, address, every_record

pytestmark = pytest.mark.django_db
LANGUAGES = ("kk", "en")


def saved(response):
    assert response.status_code == 302, {**errors_of(response), "": response.context["errors"]}
    return response


def values(response):
    """Return what stands in the inputs of the page."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    found = {}
    for element in page.iter():
        name = element.get("name") if element.tag in ("input", "textarea", "select") else None
        if not name:
            continue
        if element.tag == "select":
            found[name] = [o.get("value") for o in element.iter("option") if o.get("selected") is not None]
        elif element.get("type") == "checkbox":
            found[name] = "on" if element.get("checked") is not None else ""
        else:
            found[name] = element.get("value") or (element.text or "").strip("\n")
    return found


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
        lambda: membership(start="27.05.1994"), "start",
        "“%(value)s” is not a date that can be read here. Write a day (1949-04-04), a month (1949-04) or a year "
        "(1949); add ~ for “about” (2004-10~) or ? for “uncertain” (1990?)."),
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


# ---- rows in a form


def tenures(post, *rows):
    cells = {f"tenures-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return cells | {"tenures-TOTAL_FORMS": str(len(rows))}


def test_one_holder_may_end_and_the_same_begin_again_in_one_form(staff):
    tenure = factories.TenureFactory(start="1990")
    url = f"/admin/people/post/{tenure.post_id}/change/"
    again = {"person": str(tenure.person_id), "start": "2000", "publication": "draft"}
    page = staff.get(url)
    data = posted(page, **{"tenures-0-end": "1995", "tenures-TOTAL_FORMS": "2"})
    saved(staff.post(url, data | {f"tenures-1-{name}": value for name, value in again.items()}))
    assert [str(row.start) for row in tenure.post.tenures.order_by("start")] == ["1990", "2000"]


def test_a_row_that_is_deleted_makes_room_in_the_same_form(staff):
    tenure = factories.TenureFactory(start="1990")
    url = f"/admin/people/post/{tenure.post_id}/change/"
    again = {"person": str(tenure.person_id), "start": "1991", "publication": "draft"}
    data = posted(staff.get(url), **{"tenures-0-DELETE": "on", "tenures-TOTAL_FORMS": "2"})
    saved(staff.post(url, data | {f"tenures-1-{name}": value for name, value in again.items()}))
    assert str(tenure.post.tenures.get().start) == "1991"


@pytest.mark.parametrize("page", ["add", "change"])
def test_two_new_rows_of_one_form_must_not_overlap(editing_in, page):
    client, country = editing_in("en"), factories.CountryFactory()
    organization = factories.OrganizationFactory()
    url = f"/admin/organizations/organization/{'add' if page == 'add' else f'{organization.pk}/change'}/"
    data = posted(client.get(url), name_en="New", kind="political", slug="new", **{"memberships-TOTAL_FORMS": "2"})
    for number, start in enumerate(("1990", "1995")):
        cells = {"country": country.pk, "status": "member", "start": start, "publication": "draft"}
        data |= {f"memberships-{number}-{name}": str(value) for name, value in cells.items()}
    response = client.post(url, data)
    assert response.status_code == 200
    assert errors_of(response)["memberships-0-start"] == [
        "This member holds the same status here in an overlapping time: 1995 – present."
    ]
    assert Membership.objects.count() == 0
    assert values(response)["memberships-1-start"] == "1995"
    data["memberships-0-end"] = "1995"
    saved(client.post(url, data))
    assert Membership.objects.count() == 2


def test_a_new_row_must_not_overlap_with_one_that_the_form_does_not_show(editing_in):
    organization = factories.OrganizationFactory()
    there = [factories.MembershipFactory(organization=organization) for _ in range(31)]
    client, url = editing_in("en"), f"/admin/organizations/organization/{organization.pk}/change/"
    cells = {"country": there[0].country_id, "status": "member", "start": "1995", "publication": "draft"}
    data = posted(client.get(url), **{"memberships-TOTAL_FORMS": "1"})
    response = client.post(url, data | {f"memberships-0-{name}": str(value) for name, value in cells.items()})
    assert list(errors_of(response)) == ["memberships-0-start"]


def test_an_error_in_a_hidden_field_of_a_row_is_shown_in_the_row(editing_in):
    organization = factories.OrganizationFactory()
    client, url = editing_in("en"), f"/admin/organizations/organization/{organization.pk}/change/"
    cells = {"organization": organization.pk, "status": "member", "publication": "draft"}
    data = posted(client.get(url), **{"memberships_held-TOTAL_FORMS": "1"})
    response = client.post(url, data | {f"memberships_held-0-{name}": str(value) for name, value in cells.items()})
    assert "An organisation cannot be a member of itself." in response.content.decode()


def test_new_bodies_of_one_name_get_an_address_each(staff):
    organization = factories.OrganizationFactory()
    factories.BodyFactory(organization=organization, slug="council")
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    data = posted(staff.get(url), **{"bodies-TOTAL_FORMS": "4"})
    for number in (1, 2, 3):
        cells = {"name_en": "Council", "kind": "council", "position": "0", "publication": "draft"}
        data |= {f"bodies-{number}-{name}": value for name, value in cells.items()}
    saved(staff.post(url, data))
    slugs = sorted(organization.bodies.values_list("slug", flat=True))
    assert slugs == ["council", "council-2", "council-2-2", "council-2-3"]


def test_a_row_with_an_error_is_unfolded_and_the_others_stay_folded(editing_in):
    organization = factories.OrganizationFactory()
    for _ in range(2):
        factories.MembershipFactory(organization=organization)
    client, url = editing_in("en"), f"/admin/organizations/organization/{organization.pk}/change/"
    page = client.get(url)
    assert page.content.decode().count('<details class="row-fields">') == 2
    response = client.post(url, posted(page, **{"memberships-0-end": "1900"}))
    assert response.content.decode().count('<details class="row-fields" open>') == 1
    assert response.content.decode().count('<details class="row-fields">') == 1


def test_a_form_shows_thirty_rows_and_of_more_it_links_the_list(editing_in, django_assert_max_num_queries):
    organization, client = factories.OrganizationFactory(), editing_in("en")
    url = f"/admin/organizations/organization/{organization.pk}/change/"

    def fill(count):
        for _ in range(count):
            factories.MembershipFactory(organization=organization)
            factories.MembershipFactory(member_organization=organization, country=None)
            body = factories.BodyFactory(organization=organization)
            factories.BodyFactory(parent=body, organization=organization)
            cite(organization)
            factories.OrganizationLinkFactory(organization=organization)

    fill(1)
    with django_assert_max_num_queries(15) as few:
        client.get(url)
    fill(14)
    with django_assert_max_num_queries(15) as many:
        page = client.get(url)
    assert len(many) == len(few)
    assert "Bodies (30)" in page.content.decode()
    for _ in range(16):
        factories.MembershipFactory(organization=organization)
    page = client.get(url)
    html = page.content.decode()
    assert "Members of this organisation (31)" in html
    link = f"/admin/members/membership/?organization__id__exact={organization.pk}"
    assert f'href="{link}"' in html
    assert client.get(link).context["cl"].result_count == 31
    saved(client.post(url, posted(page, name_en="Renamed")))
    assert organization.memberships.count() == 31


def test_the_largest_form_can_be_sent(staff, settings):
    organization = factories.OrganizationFactory()
    for _ in range(30):
        factories.MembershipFactory(organization=organization)
        factories.MembershipFactory(member_organization=organization, country=None)
        factories.BodyFactory(organization=organization)
        factories.OrganizationLinkFactory(organization=organization)
        cite(organization)
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    page = staff.get(url)
    assert sum(len(form.fields) for form in forms_of(page)) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    saved(staff.post(url, posted(page)))


def test_a_long_list_of_citations_leads_to_those_of_the_record(editing_in):
    organization = factories.OrganizationFactory()
    cite(factories.OrganizationFactory())
    for _ in range(31):
        cite(organization)
    client = editing_in("en")
    html = client.get(f"/admin/organizations/organization/{organization.pk}/change/").content.decode()
    link = html.split('href="/admin/sources/citation/?')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/admin/sources/citation/?{link}").context["cl"].result_count == 31


# ---- citations


def test_a_citation_names_its_fact_by_choice_and_keeps_one_that_the_form_does_not_know(editing_in):
    organization = factories.OrganizationFactory()
    cite(organization, field="start"), cite(organization, field="older_name_of_a_field")
    client = editing_in("en")
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    page = client.get(url)
    html = page.content.decode()
    assert '<option value="start" selected>founded</option>' in html
    assert '<option value="name">name</option>' in html
    assert '<option value="sort_kk">' not in html
    saved(client.post(url, posted(page)))
    assert set(organization.citations.values_list("field", flat=True)) == {"start", "older_name_of_a_field"}


def test_a_source_can_be_added_without_leaving_the_form(staff):
    html = staff.get("/admin/members/membership/add/").content.decode()
    assert 'href="/admin/sources/source/add/?_to_field=id&amp;_popup=1"' in html
    page = staff.get("/admin/sources/source/add/?_to_field=id&_popup=1")
    data = posted(page, title_en="Treaty", _popup="1", _to_field="id")
    response = staff.post("/admin/sources/source/add/?_to_field=id&_popup=1", data)
    assert response.status_code == 200
    assert "Treaty" in response.content.decode()


def test_a_citation_is_signed_by_whoever_checks_it(staff, editor):
    organization = factories.OrganizationFactory()
    citation = cite(organization)
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    prefix = "sources-citation-content_type-object_id-0"
    saved(staff.post(url, posted(staff.get(url), **{f"{prefix}-quote": "Word for word"})))
    assert Citation.objects.get().verified_by is None
    saved(staff.post(url, posted(staff.get(url), **{f"{prefix}-verified_on": "2026-11-22"})))
    citation.refresh_from_db()
    assert citation.verified_by == editor


# ---- languages, addresses, drafts


@every_record()
def test_both_languages_of_every_text_are_in_the_form_marked_with_their_language(editing_in, model):
    from apps.core.translations import translated_fields

    record = RECORDS[model]()
    html = editing_in("en").get(address(model, f"{record.pk}/change/")).content.decode()
    for name in translated_fields(model):
        for language, label in (("kk", "Қазақша"), ("en", "English")):
            assert f"mt-field-{name}-{language}" in html, name
            assert f"({label}):</label>" in html


@pytest.mark.parametrize("name", ["admin-tabs.js", "partial-date.js"])
def test_a_form_brings_the_scripts_of_its_fields_from_here(staff, name):
    assert f'<script src="/static/js/{name}"></script>' in staff.get("/admin/people/person/add/").content.decode()


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
