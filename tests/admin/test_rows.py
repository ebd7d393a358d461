"""Rows of another model inside a form: members, bodies, holders, citations."""

import pytest

from apps.members.models import Membership
from apps.organizations.models import OrganizationName
from apps.sources.models import Citation
from tests import factories

from .conftest import cite, errors_of, forms_of, posted, saved, values

pytestmark = pytest.mark.django_db


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


def test_the_largest_form_can_be_sent_and_checks_only_what_changed(staff, settings, django_assert_max_num_queries):
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
    with django_assert_max_num_queries(64):  # rows that are as they were cost nothing
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


# ---- other names


def names(*rows):
    cells = {f"names-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}
    return cells | {"names-TOTAL_FORMS": str(len(rows))}


@pytest.mark.parametrize(
    ("language", "heading"), [("kk", "Басқа және бұрынғы атаулары"), ("en", "Other and former names")]
)
@pytest.mark.parametrize(
    "factory",
    [factories.CountryFactory, factories.OrganizationFactory, factories.BodyFactory, factories.PersonFactory],
)
def test_other_names_are_rows_in_the_form_of_their_record(editing_in, factory, language, heading):
    record, client = factory(), editing_in(language)
    url = f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"
    page = client.get(url)
    assert heading in page.content.decode()
    row = {"name": "Upper Volta", "language": "en", "kind": "former", "start": "1960", "end": "1984-08-04"}
    saved(client.post(url, posted(page, **names(row | {"position": "1"}))))
    name = record.names.get()
    assert (name.name, str(name.start), str(name.end)) == ("Upper Volta", "1960", "1984-08-04")
    assert name.history.get().history_user.username


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "Бұл атау осы тілде"), ("en", "This name is there already, in the same language")]
)
def test_the_same_name_twice_in_a_form_is_told_and_kept(editing_in, language, said):
    country, client = factories.CountryFactory(), editing_in(language)
    url = f"/admin/reference/country/{country.pk}/change/"
    row = {"name": "Siam", "language": "en", "kind": "alias", "position": "0"}
    response = client.post(url, posted(client.get(url), **names(row, row)))
    assert errors_of(response)["names-1-name"][0].startswith(said)
    assert values(response)["names-1-name"] == "Siam"
    assert not country.names.exists()
    factories.CountryNameFactory(country=country, name="Siam")
    page = client.get(url)
    added = {f"names-1-{field}": value for field, value in row.items()}
    response = client.post(url, posted(page, **added, **{"names-TOTAL_FORMS": "2"}))
    assert errors_of(response)["names-1-name"][0].startswith(said)


OVERLAP = [("kk", "Осы тілде осы түрдегі басқа атау"), ("en", "Another name of this kind in this language")]
FUTURE = [("kk", "Бұрынғы атау бүгіннен кейін"), ("en", "A former name ends today at the latest")]


@pytest.mark.parametrize(("language", "said"), OVERLAP)
@pytest.mark.parametrize("page", ["add", "change"])
def test_two_former_names_of_one_form_do_not_overlap(editing_in, page, language, said):
    organization, client = factories.OrganizationFactory(), editing_in(language)
    url = f"/admin/organizations/organization/{'add' if page == 'add' else f'{organization.pk}/change'}/"
    row = {"language": "kk", "kind": "former", "position": "0"}
    first = row | {"name": "Бұрынғы ұйым", "start": "1990", "end": "2000"}
    second = row | {"name": "Ескі ұйым", "start": "1995", "end": "2005"}
    data = posted(client.get(url), name_kk="Жаңа ұйым", slug="new", kind="political") | names(first, second)
    response = client.post(url, data)
    assert errors_of(response)["names-0-start"][0].startswith(said)
    assert "Ескі ұйым" in errors_of(response)["names-0-start"][0]
    assert values(response)["names-1-name"] == "Ескі ұйым"
    saved(client.post(url, data | {"names-1-start": "2000"}))
    assert OrganizationName.objects.count() == 2


@pytest.mark.parametrize(("language", "said"), OVERLAP)
def test_a_former_name_of_a_page_of_its_own_does_not_overlap(editing_in, language, said):
    there, client = factories.CountryNameFactory(former=True, start="1948", end="1989"), editing_in(language)
    url = "/admin/reference/countryname/add/"
    row = {"country": there.country_id, "name": "Union", "language": there.language, "kind": "former"}
    response = client.post(url, posted(client.get(url), **row, start="1960", end="1980"))
    assert errors_of(response)["start"][0].startswith(said)


@pytest.mark.parametrize(("language", "said"), FUTURE)
@pytest.mark.parametrize("span", [{"start": "1990", "end": "2999"}, {"start": "2998", "end": "2999"}])
def test_a_former_name_has_not_ended_on_a_day_to_come(editing_in, language, said, span):
    country, client = factories.CountryFactory(), editing_in(language)
    row = {"name": "Siam", "language": "en", "kind": "former", "position": "0", **span}
    url = f"/admin/reference/country/{country.pk}/change/"
    response = client.post(url, posted(client.get(url), **names(row)))
    assert errors_of(response)["names-0-end"][0].startswith(said)
    url = "/admin/reference/countryname/add/"
    response = client.post(url, posted(client.get(url), country=country.pk, **row))
    assert errors_of(response)["end"][0].startswith(said)
    assert not country.names.exists()


@pytest.mark.parametrize(("language", "said"), [("kk", "Жазба бүгін де"), ("en", "The record is called so today")])
def test_a_record_does_not_take_its_former_name_without_a_word(editing_in, language, said):
    there, client = factories.CountryNameFactory(name="Siam", former=True, end="1980"), editing_in(language)
    url = f"/admin/reference/country/{there.country_id}/change/"
    response = client.post(url, posted(client.get(url), name_en="Siam"))
    assert errors_of(response)["names-0-name"][0].startswith(said)


@pytest.mark.parametrize("model", ["reference/country", "organizations/organization"])
def test_a_record_is_searched_by_its_other_names_and_found_once(staff, model):
    factory = factories.CountryNameFactory if "country" in model else factories.OrganizationNameFactory
    name = factory(name="Volta Superior")
    factory(**{name.OWNER: getattr(name, name.OWNER)}, name="Upper Volta")
    assert staff.get(f"/admin/{model}/?q=volta").context["cl"].result_count == 1
