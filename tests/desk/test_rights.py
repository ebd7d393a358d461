"""The table of rights, cell by cell: role × model × verb × language. And nobody gets around it."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User

from apps.core.translations import translated_fields
from apps.desk import roles
from apps.desk.roles import KINDS, LANGUAGES, NOUN, VERBS, Role, as_markdown, missing_models, verbs_of
from apps.organizations.models import Organization
from tests import factories as f
from tests.admin.conftest import posted, saved
from tests.admin.test_every_page import RECORDS, address

pytestmark = pytest.mark.django_db
BY_LABEL = {model._meta.label_lower: model for model in RECORDS}
NO_PAGE_TO_ADD = {"sources.citation", "reference.declension"}  # made in the form of the record that they belong to
CELLS = [(role, label, verb) for role in Role for label in BY_LABEL for verb in VERBS]


def test_every_model_of_the_admin_has_its_row():
    assert missing_models() == set()


def test_a_model_without_its_row_is_named(monkeypatch):
    monkeypatch.setattr(roles, "KINDS", {label: kind for label, kind in KINDS.items() if label != "events.event"})
    assert missing_models() == {"events.event"}


def test_the_document_shows_the_table_as_it_is():
    text = (settings.BASE_DIR / "docs" / "rights.md").read_text()
    assert text.partition("as_markdown -->\n")[2].partition("<!-- end")[0] == as_markdown()


@pytest.mark.parametrize("role", Role)
def test_a_group_has_what_the_table_says_and_no_more(role):
    given = {
        f"{one.content_type.app_label}.{one.codename}"
        for one in Group.objects.get(name=role.value).permissions.select_related("content_type")
    }
    assert given == roles.permissions_of(role)


def test_a_right_that_somebody_gave_a_group_by_hand_is_taken_back():
    group = Group.objects.get(name="translator_kk")
    group.permissions.set(Group.objects.get(name="administrator").permissions.all())
    roles.make_roles()
    assert group.permissions.count() == len(roles.permissions_of(Role.TRANSLATOR_KK))


@pytest.mark.once
@pytest.mark.parametrize(("role", "label", "verb"), CELLS, ids=lambda value: str(value))
def test_a_cell_of_the_table_holds(signed_in, role, label, verb):
    client, model = signed_in(role.value), BY_LABEL[label]
    record = RECORDS[model]()
    if hasattr(record, "publication"):
        model.objects.filter(pk=record.pk).update(publication="draft")
    page = {"view": f"{record.pk}/change/", "add": "add/", "change": f"{record.pk}/change/"}.get(verb)
    page = page or f"{record.pk}/delete/"
    is_allowed = verb in verbs_of(role, label)
    if verb == "add" and (label in NO_PAGE_TO_ADD or (KINDS[label] != NOUN and role not in PUBLISHERS)):
        is_allowed = False  # a row comes in the form of its record
    if verb == "delete" and KINDS[label] != NOUN and role not in PUBLISHERS:
        is_allowed = False  # the record above is public here: see the proposals
    response = client.get(address(model, page))
    if verb == "change" and response.status_code == 200:
        fields = set(response.context["adminform"].form.fields) - {"opened_version", "change_reason"}
        own = {f"{name}_{code}" for name in translated_fields(model) for code in LANGUAGES[role].split()}
        if is_allowed:
            assert fields >= own & set(fields)
            assert fields
        else:
            assert fields <= own
    else:
        assert response.status_code == (200 if is_allowed else 403)


PUBLISHERS = (Role.PUBLISHER, Role.ADMINISTRATOR)


@pytest.mark.parametrize(("role", "own", "other"), [("translator_kk", "kk", "en"), ("translator_en", "en", "kk")])
def test_a_translator_writes_their_language_and_a_forged_field_is_not_read(signed_in, role, own, other):
    organization = f.OrganizationFactory(draft=True, kind="political", website="https://example.org/")
    url = address(Organization, f"{organization.pk}/change/")
    client = signed_in(role)
    names = {f"summary_{own}": "Жаңа New", f"summary_{other}": "Forged", "slug": "forged", "publication": "published"}
    saved(client.post(url, posted(client.get(url)) | names))
    changed = Organization.objects.get(pk=organization.pk)
    assert getattr(changed, f"summary_{own}") == "Жаңа New"
    assert getattr(changed, f"summary_{other}") == getattr(organization, f"summary_{other}")
    assert (changed.slug, changed.publication) == (organization.slug, "draft")


@pytest.mark.parametrize("role", ["editor", "translator_kk"])
@pytest.mark.parametrize("action", ["publish", "archive", "back_to_draft"])
def test_only_a_publisher_moves_records_together(signed_in, role, action):
    organization = f.OrganizationFactory(draft=True)
    data = {"action": action, "_selected_action": [organization.pk]}
    signed_in(role).post(address(Organization), data)
    assert Organization.objects.get(pk=organization.pk).publication == "draft"
    state = {"publish": "published", "archive": "archived", "back_to_draft": "draft"}[action]
    signed_in("publisher", name="chief").post(address(Organization), data)
    assert Organization.objects.get(pk=organization.pk).publication == state


def test_an_editor_sends_a_draft_for_review_and_cannot_publish_it(signed_in):
    organization = f.OrganizationFactory(draft=True)
    client, url = signed_in("editor"), address(Organization, f"{organization.pk}/change/")
    page = client.get(url)
    assert [value for value, _label in page.context["adminform"].form.fields["publication"].choices] == [
        "draft",
        "review",
    ]
    response = client.post(url, posted(page, publication="published"))
    assert response.status_code == 200
    assert "publication" in response.context["adminform"].form.errors
    saved(client.post(url, posted(page, publication="review")))
    assert Organization.objects.get(pk=organization.pk).publication == "review"


def test_published_records_are_not_sent_for_review(signed_in):
    draft, live = f.OrganizationFactory(draft=True), f.OrganizationFactory()
    data = {"action": "send_for_review", "_selected_action": [draft.pk, live.pk]}
    signed_in("editor").post(address(Organization), data)
    states = dict(Organization.objects.values_list("pk", "publication"))
    assert states == {draft.pk: "review", live.pk: "published"}


@pytest.mark.parametrize("role", ["editor", "publisher", "translator_kk"])
def test_who_has_which_role_is_decided_by_administrators_only(signed_in, role):
    client = signed_in(role)
    for page in ("", f"{client.user.pk}/change/", "add/"):
        assert client.get(f"/admin/auth/user/{page}").status_code == 403
    assert client.get("/admin/auth/group/").status_code == 403


def test_an_administrator_gives_a_role_but_not_to_themselves_and_makes_no_superuser(signed_in):
    client = signed_in("administrator")
    other = User.objects.create_user("other", is_staff=True)
    groups = [str(Group.objects.get(name="publisher").pk)]
    url = f"/admin/auth/user/{other.pk}/change/"
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "12:00"}
    data = posted(client.get(url)) | joined | {"groups": groups, "is_superuser": "on", "user_permissions": ["1"]}
    saved(client.post(url, data))
    other.refresh_from_db()
    assert [group.name for group in other.groups.all()] == ["publisher"]
    assert (other.is_superuser, other.user_permissions.count()) == (False, 0)
    url = f"/admin/auth/user/{client.user.pk}/change/"
    saved(
        client.post(url, posted(client.get(url)) | joined | {"groups": groups, "is_superuser": "on", "is_staff": "on"})
    )
    client.user.refresh_from_db()
    assert [group.name for group in client.user.groups.all()] == ["administrator"]
    assert client.user.is_superuser is False


def test_the_account_of_a_superuser_is_changed_by_superusers_only(signed_in):
    boss = User.objects.create_superuser("boss", password="a-long-password")
    client = signed_in("administrator")
    page = client.get(f"/admin/auth/user/{boss.pk}/change/")
    assert page.status_code == 200
    assert set(page.context["adminform"].form.fields) <= {"password"}  # a hash that is shown, not an input
    assert client.post(f"/admin/auth/user/{boss.pk}/password/", {"password1": "x", "password2": "x"}).status_code == 403


@pytest.mark.parametrize("role", ["editor", "translator_kk"])
def test_who_may_not_publish_brings_no_former_state_back(signed_in, role):
    topic = f.TopicFactory(name_en="One")
    former = topic.history.latest()
    topic.name_en = "Two"
    topic.save()
    url = address(type(topic), f"{topic.pk}/history/{former.pk}/")
    assert signed_in(role).post(url, {"name_en": "One", "change_reason": "I like it"}).status_code == 403
    topic.refresh_from_db()
    assert topic.name_en == "Two"


@pytest.mark.parametrize(("language", "name"), [("kk", "жариялаушы"), ("en", "publisher")])
def test_a_role_is_named_in_the_language_of_the_page(signed_in, language, name):
    page = signed_in("administrator", language=language).get("/admin/auth/group/").content.decode()
    assert f">{name}</a>" in page


def test_nobody_changes_what_a_role_may_do(signed_in):
    group = Group.objects.get(name="editor")
    assert signed_in("administrator").post(f"/admin/auth/group/{group.pk}/change/", {}).status_code == 403
