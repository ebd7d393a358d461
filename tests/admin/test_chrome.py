"""Nothing English is left on a Kazakh page of the admin, and nothing Kazakh on an English one.

What counts as a word of the portal's own is said in `tests/chrome.py`; the public pages are walked in
`tests/pages/test_chrome.py`.
"""

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import translation

from apps.documents.models import Document
from apps.events.models import Event
from apps.members.models import Membership
from apps.reference.models import Declension, Topic
from apps.sources.models import Citation
from apps.terms.models import Term
from tests import factories as f
from tests.chrome import Page, Walk, routes

from .conftest import posted
from .test_every_page import RECORDS, address

pytestmark = [pytest.mark.django_db, pytest.mark.once]

in_each_language = pytest.mark.parametrize("language", ["kk", "en"])
every_registered_model = pytest.mark.parametrize(
    "model", [pytest.param(model, id=model.__name__) for model in admin.site._registry]
)
PASSWORD = "2-қазан-2-october"
MADE_WITH_THEIR_RECORD = (Citation, Declension)  # no page adds one
ODD = "!"  # no slug, no day, no number, no address, no choice


@pytest.fixture
def editor(django_user_model):
    """Somebody whose name is in no script."""
    return django_user_model.objects.create_superuser("@1", "1@example.org", PASSWORD)


def a_record(model):
    if model is User:
        user = User.objects.create_user("@4", password=PASSWORD)
        user.user_permissions.set(Permission.objects.all()[:2])
        user.groups.add(Group.objects.create(name="4"))
        return user
    if model is Group:
        group = Group.objects.create(name="4")
        group.permissions.set(Permission.objects.all()[:2])
        return group
    if model is Declension:
        return f.DeclensionFactory(record__name_kk="17")  # its name is Kazakh in every language
    if model is Term:
        return f.TermFactory(name_kk="1т", name_en="1t")  # its forms stand there in all languages
    return RECORDS[model]()


def filled(form, value):
    """Return what the browser would send with every text of a form replaced, and its rows as they are."""
    return {
        name: value if isinstance(given, str) and not name.endswith(("_FORMS", "-id", "opened_version")) else given
        for name, given in form.items()
    }


@in_each_language
@every_registered_model
def test_every_page_about_a_record_speaks_the_language_of_its_editor(staff, language, model):
    walk, record = Walk(staff, language), a_record(model)
    change, add, delete = (address(model, page) for page in (f"{record.pk}/change/", "add/", f"{record.pk}/delete/"))
    for place in (address(model), address(model, "?q=0000"), address(model, f"{record.pk}/history/"), delete):
        walk.open(place)
    if hasattr(record, "history"):
        walk.open(address(model, f"{record.pk}/history/{record.history.latest().pk}/"))
        walk.open(address(model, "deleted/"))
    if model not in MADE_WITH_THEIR_RECORD:
        form = staff.get(add)
        walk.read(form, add)
        walk.post(add, filled(posted(form), ""))
    form = staff.get(change)
    walk.read(form, change)
    if language == "kk":  # what a refused form says are messages: English is what they are written in
        walk.post(change, filled(posted(form), ODD))
        walk.post(change, filled(posted(form), ""))
    walk.post(change, posted(form))
    for action in [*(admin.site._registry[model].actions or ()), "delete_selected"]:
        walk.post(address(model), {"action": action, "_selected_action": [record.pk]})
    walk.post(
        delete,
        {"post": "yes", "seen": walk.client.get(delete).context["seen"]}
        if model not in (User, Group)
        else {"post": "yes"},
    )
    walk.open(f"/admin/{model._meta.app_label}/")
    assert walk.report() == []


@in_each_language
def test_every_kind_of_page_is_among_them(staff, language):
    """What a record has pages for is walked above or below, or leads to one of them."""
    walked = {
        "",
        "add/",
        "<path:object_id>/change/",
        "<path:object_id>/delete/",
        "<path:object_id>/history/",
        "deleted/",
    }
    walked |= {"check/"}  # answers a script, in JSON: `tests/terms`
    walked |= {"([^/]+)/history/([^/]+)/$", "<id>/password/", "<int:pk>/second-factor/"}  # the last in `tests/desk`
    leads = {"<path:object_id>/"}
    for model in admin.site._registry:
        own = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert {route.removeprefix(own) for route in routes(own)} <= walked | leads
    around = {
        "admin/", "admin/login/", "admin/logout/", "admin/password_change/", "admin/password_change/done/",
        "admin/jsi18n/", "admin/desk/", "admin/desk/proposals/<int:pk>/",
        "admin/desk/talk/<str:model>/<int:pk>/",
    }  # fmt: skip
    desk = {"admin/desk/translations/", "admin/desk/translations/<str:model>/<int:pk>/<str:language>/"}  # `tests/desk`
    desk |= {"admin/desk/checks/", "admin/desk/filters/<str:model>/", "admin/desk/preview/<str:model>/<int:pk>/"}
    desk |= {"admin/desk/proposals/spam/"}  # leads to the queue
    no_pages = {"admin/autocomplete/", "admin/r/<path:content_type_id>/<path:object_id>/", "admin/(?P<url>.*)$"}
    records = {f"admin/{model._meta.app_label}/" for model in admin.site._registry}
    rest = {route for route in routes("admin/") if not route.startswith(tuple(records))}
    assert {route for route in rest if "app_label" not in route} == around | no_pages | desk


@in_each_language
def test_what_is_said_after_a_change_does_too(staff, language):
    walk, topic = Walk(staff, language), RECORDS[Topic]()
    change = address(Topic, f"{topic.pk}/change/")
    for button in ("_continue", "_addanother", "_save"):
        response = walk.post(change, posted(staff.get(change), **{button: "1"}))
        assert len(response.context["messages"]) == 1
    walk.post(address(Topic), {"action": "", "_selected_action": [topic.pk]})
    walk.post(address(Topic), {"action": "delete_selected"})
    walk.open(address(Topic, "?nothing=1"))
    walk.open(address(Topic, "0/change/"))  # leads to the index, which says that there is none
    chosen = {"action": "delete_selected", "_selected_action": [topic.pk]}
    seen = walk.post(address(Topic), chosen).context["seen"]
    response = walk.post(address(Topic), {**chosen, "post": "yes", "seen": seen})
    assert len(response.context["messages"]) == 1
    walk.open("/admin/")
    assert walk.report() == []


@in_each_language
def test_what_goes_with_a_record_when_it_is_deleted_does_too(staff, language):
    topic, organization = f.TopicFactory(), f.OrganizationFactory()
    event, document, membership = (
        f.EventFactory(organizations=[organization]),
        f.DocumentFactory(),
        f.MembershipFactory(),
    )
    for record in (event, document, membership):
        record.topics.add(topic)
    document.events.add(event)
    walk = Walk(staff, language)
    for model, record in ((Topic, topic), (Document, document), (Membership, membership)):
        walk.open(address(model, f"{record.pk}/delete/"))
    said = [said.text for said in walk.open(address(Event, f"{event.pk}/delete/")).said]
    with translation.override(language):
        tie = {"kk": "Іс-шара – тақырып: ", "en": "Event – topic: "}[language] + f"{event} – {topic}"
    assert tie in said
    assert walk.report() == []


@in_each_language
def test_signing_in_and_out_does_too(client, editor, django_user_model, language):
    """The pages that they lead to are walked in `tests/desk`."""
    walk = Walk(client, language)
    walk.open("/admin/")
    walk.post("/admin/login/", {})
    assert "accounts/login/" in walk.routes
    other = django_user_model.objects.create_user("@2", password=PASSWORD)
    client.force_login(other)
    assert walk.open("/admin/", 403).said
    client.force_login(editor)
    walk.open("/admin/password_change/")
    assert "accounts/password/change/" in walk.routes
    walk.open("/admin/password_change/done/")
    response = client.get("/admin/logout/")
    assert response.status_code == 405
    assert walk.read(response, "/admin/logout/").said
    assert "admin/logout/" in walk.routes
    walk.post("/admin/logout/")
    assert walk.report() == []


@in_each_language
def test_the_forms_of_an_account_do_too(staff, language):
    walk, account = Walk(staff, language), a_record(User)
    password = address(User, f"{account.pk}/password/")
    walk.open(password)
    walk.post(password, {})
    walk.post(password, {"password1": "1", "password2": "2", "usable_password": "true"})
    walk.post(password, {"usable_password": "false"})
    walk.open(address(User, f"{account.pk}/change/"))
    walk.post(address(User, "add/"), {"username": " ", "password1": "1", "password2": "2", "usable_password": "true"})
    new = {"username": "@5", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    assert walk.post(address(User, "add/"), new).context["messages"]
    assert walk.report() == []


@in_each_language
def test_the_permissions_that_can_be_given_do_too(staff, language):
    """Django keeps their names in the database, in English."""
    walk = Walk(staff, language)
    page = walk.open(address(Group, "add/"))
    offered = [said.text for said in page.said if said.place == "<option>" and " | " in said.text]
    assert len(offered) == len(set(offered)) == Permission.objects.count()
    assert {"kk": "Ұйымдар | орган | өзгерту", "en": "Organisations | body | change"}[language] in offered
    assert walk.report() == []


@in_each_language
def test_somebody_who_may_only_look_does_too(client, django_user_model, language):
    walk = Walk(client, language)
    visitor = django_user_model.objects.create_user("@3", password=PASSWORD, is_staff=True)
    client.force_login(visitor)
    walk.open("/admin/")
    visitor.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    walk.open("/admin/")
    for model in RECORDS:
        walk.open(address(model, f"{a_record(model).pk}/change/"))
    assert walk.open(address(Topic, "add/"), 403).said
    assert walk.report() == []


@in_each_language
def test_a_page_that_cannot_be_had_does_too(staff, language):
    walk = Walk(staff, language)
    assert walk.open("/admin/nothing/", 404).said
    strict = Walk(Client(enforce_csrf_checks=True), language)
    response = strict.post("/admin/login/", {"username": "@1"})
    assert response.status_code == 403
    assert walk.report() == strict.report() == []


@in_each_language
def test_what_the_scripts_of_the_admin_say_does_too(client, language):
    Walk(client, language)
    text = client.get("/admin/jsi18n/").content.decode()
    found = re.search(r"newcatalog = (\{.*?\n  \});", text, re.DOTALL)
    catalogue = json.loads(found[1]) if found else {}
    with (Path(admin.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "djangojs.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    said = []
    for message in messages:
        key = message.id[0] if message.pluralizable else message.id
        strings = catalogue.get(f"{message.context}\x04{key}" if message.context else key, [])
        said += strings if isinstance(strings, list) else [strings]
    assert len(messages) > 70
    assert len(said) >= len(messages) if language == "kk" else not said  # English is what the scripts are written in
    said = [re.sub(r"%\(\w+\)s|%s", "", string) for string in said]
    assert [fault for string in said for fault in Page(string, language).faults()] == []
