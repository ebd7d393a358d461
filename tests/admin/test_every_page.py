"""Every page of the admin, in both languages, within its budget of queries."""

import html5lib
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User

from apps.core.text import sort_key
from apps.documents.models import Document, DocumentLink, Party
from apps.events.models import Event, Participation, Series
from apps.members.models import Membership
from apps.organizations.models import Body, BodyName, Organization, OrganizationLink, OrganizationName
from apps.people.models import Person, PersonName, Post, Tenure
from apps.reference.models import City, Country, CountryName, Declension, Topic
from apps.sources.models import Citation, Source
from apps.terms.models import Term
from tests import factories

from .conftest import cite

pytestmark = pytest.mark.django_db

RECORDS = {
    Country: factories.CountryFactory,
    CountryName: factories.CountryNameFactory,
    City: factories.CityFactory,
    Topic: factories.TopicFactory,
    Declension: factories.DeclensionFactory,
    Source: factories.SourceFactory,
    Citation: lambda: cite(factories.MembershipFactory()),
    Organization: factories.OrganizationFactory,
    OrganizationName: factories.OrganizationNameFactory,
    OrganizationLink: factories.OrganizationLinkFactory,
    Body: factories.BodyFactory,
    BodyName: factories.BodyNameFactory,
    Term: factories.TermFactory,
    Membership: factories.MembershipFactory,
    Person: factories.PersonFactory,
    PersonName: factories.PersonNameFactory,
    Post: factories.PostFactory,
    Tenure: factories.TenureFactory,
    Series: factories.SeriesFactory,
    Event: factories.EventFactory,
    Participation: factories.ParticipationFactory,
    Document: factories.DocumentFactory,
    DocumentLink: factories.DocumentLinkFactory,
    Party: factories.PartyFactory,
}
LANGUAGES = ("kk", "en")


def address(model, page=""):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}"


def every_record(name="model"):
    return pytest.mark.parametrize(name, RECORDS, ids=lambda model: model.__name__)


def opened(client, url, budget, django_assert_max_num_queries):
    with django_assert_max_num_queries(budget):
        response = client.get(url)
    assert response.status_code == 200, url
    return response


def test_every_noun_has_its_admin():
    assert set(admin.site._registry) == {*RECORDS, User, Group}


@pytest.mark.parametrize("language", LANGUAGES)
@every_record()
def test_every_page_of_a_record_opens(editing_in, django_assert_max_num_queries, model, language):
    client, record = editing_in(language), RECORDS[model]()
    for page, budget in (
        ("", 15),
        ("?q=нато", 15),
        ("?q=NATO&o=1", 15),
        (f"{record.pk}/change/", 12),
        (f"{record.pk}/history/", 12),
        (f"{record.pk}/history/{record.history.latest().pk}/", 12),
        (f"{record.pk}/delete/", 20),
    ):
        response = opened(client, address(model, page), budget, django_assert_max_num_queries)
        html = response.content.decode()
        assert f'<html lang="{language}"' in html
        html5lib.HTMLParser(strict=True).parse(html)


@pytest.mark.parametrize("language", LANGUAGES)
@every_record()
def test_every_form_for_a_new_record_opens(editing_in, django_assert_max_num_queries, model, language):
    response = editing_in(language).get(address(model, "add/"))
    if model in (Citation, Declension):  # made in the form of the record that they belong to
        assert response.status_code == 403
    else:
        opened(editing_in(language), address(model, "add/"), 12, django_assert_max_num_queries)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "auth/user/", "auth/group/", "auth/user/add/", "members/"])
def test_every_page_around_the_records_opens(editing_in, django_assert_max_num_queries, page, language):
    opened(editing_in(language), f"/admin/{page}", 15, django_assert_max_num_queries)


@every_record()
def test_a_list_costs_the_same_with_one_row_and_with_three(staff, django_assert_max_num_queries, model):
    def cost():
        with django_assert_max_num_queries(15) as queries:
            assert staff.get(address(model)).status_code == 200
        return len(queries)

    RECORDS[model]()
    cost()  # content types are remembered
    one = cost()
    RECORDS[model](), RECORDS[model]()
    assert cost() == one


@pytest.mark.once
@every_record()
def test_a_page_has_no_script_or_style_of_its_own(staff, model):
    """The content security policy would stop them."""
    record = RECORDS[model]()
    for page in (
        "",
        f"{record.pk}/change/",
        f"{record.pk}/history/",
        f"{record.pk}/history/{record.history.first().pk}/",
    ):
        tree = html5lib.parse(staff.get(address(model, page)).content.decode(), namespaceHTMLElements=False)
        for element in tree.iter():
            assert "style" not in element.attrib, page
            assert not any(name.startswith("on") for name in element.attrib), page
            if element.tag == "script" and element.get("type") != "application/json":
                assert element.get("src"), page


@pytest.mark.parametrize(("language", "title"), [("kk", "Одақ"), ("en", "Odaq")])
def test_the_admin_bears_the_name_of_the_portal(editing_in, language, title):
    response = editing_in(language).get("/admin/")
    assert str(response.context["site_header"]) in (title, "Odaq")
    assert f"| {response.context['site_title']}</title>" in response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_follows_the_alphabet_of_the_language(editing_in, language):
    apps = editing_in(language).get("/admin/").context["app_list"]
    names = [str(app["name"]) for app in apps]
    assert len(names) >= 8
    assert names == sorted(names, key=lambda name: sort_key(name, language))
    for app in apps:
        records = [str(model["name"]) for model in app["models"]]
        assert records == sorted(records, key=lambda name: sort_key(name, language))


def test_an_editor_chooses_the_language_and_keeps_it(staff):
    page = staff.get("/admin/members/membership/?q=x", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en"' in page
    assert '<input type="hidden" name="next" value="/admin/members/membership/?q=x">' in page
    response = staff.post("/i18n/setlang/", {"language": "kk", "next": "/admin/members/membership/?q=x"})
    assert response.url == "/admin/members/membership/?q=x"
    page = staff.get(response.url, headers={"accept-language": "en"}).content.decode()
    assert '<html lang="kk"' in page
    assert '<button type="submit" name="language" value="kk" lang="kk" aria-current="true">' in page


def test_the_admin_is_kazakh_unless_asked_otherwise(client):
    assert '<html lang="kk"' in client.get("/admin/", headers={"accept-language": "de"}, follow=True).content.decode()
