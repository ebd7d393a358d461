"""Texts are put right as they are saved, and the editor is told what was changed."""

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages

from apps.core.tidying import TidyForm, tidy
from apps.core.translations import translated_fields
from apps.organizations.models import Organization
from tests import factories as f

from .conftest import cite, posted, saved

pytestmark = pytest.mark.django_db


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("language", "head", "first", "second"),
    [
        (
            "kk",
            "Сақтау кезінде мәтіндерде түзетілгені:",
            "Атауы (қазақша): «Ұйiм» → «Ұйім»: латын әрпі кирилл әрпімен ауыстырылды.",
            "Сипаттамасы (ағылшынша): &quot;plan&quot;, → “plan”,: тырнақшалар түзетілді.",
        ),
        (
            "en",
            "Put right in the texts as they were saved:",
            "Name (Kazakh): “Ұйiм” → “Ұйім”: a Latin letter was replaced by the Cyrillic one.",
            "Description (English): &quot;plan&quot;, → “plan”,: the quotation marks were put right.",
        ),
    ],
)
def test_an_editor_is_told_what_was_put_right_in_which_field(editing_in, language, head, first, second):
    client = editing_in(language)
    organization = f.OrganizationFactory()
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    text = 'The "plan", [see](https://example.org/a-b?q=1-2)'
    response = saved(client.post(url, posted(client.get(url), name_kk="Ұйiм", description_en=text)))
    organization.refresh_from_db()
    assert organization.name_kk == "Ұйім"
    assert organization.description_en == "The “plan”, [see](https://example.org/a-b?q=1-2)"
    told = messages_of(response)[0]
    assert told.startswith(head)
    assert f"<li>{first}</li>" in told
    assert f"<li>{second}</li>" in told
    page = client.get(response.url).content.decode()
    assert f"<li>{first}</li>" in page


def test_nothing_is_said_where_nothing_was_changed(staff):
    organization = f.OrganizationFactory(description_kk="«НАТО» 2003–2004 жылдары:\n\n* бір\n* екі")
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    data = posted(staff.get(url))
    data["description_kk"] = data["description_kk"].replace("\n", "\r\n")  # as a browser sends it
    assert len(messages_of(saved(staff.post(url, data)))) == 1
    organization.refresh_from_db()
    assert organization.description_kk == "«НАТО» 2003–2004 жылдары:\n\n* бір\n* екі"


def test_what_was_typed_is_shown_as_typed_while_the_form_is_refused(staff):
    organization = f.OrganizationFactory()
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    response = staff.post(url, posted(staff.get(url), name_kk="Ұйiм", start="кеше"))
    assert response.status_code == 200
    assert response.context["adminform"].form["name_kk"].value() == "Ұйiм"
    assert messages_of(response) == []


def test_a_row_of_a_form_is_put_right_and_named(staff):
    organization = f.OrganizationFactory()
    cite(organization, note_kk="ескертпе")
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    prefix = "sources-citation-content_type-object_id-0"
    response = saved(staff.post(url, posted(staff.get(url), **{f"{prefix}-note_kk": 'бұл "ескертпе"'})))
    assert organization.citations.get().note_kk == "бұл «ескертпе»"
    told = "\n".join(messages_of(response))
    assert "<li>Дереккөзге сілтеме, Ескертпе (қазақша): " in told
    assert "→ «ескертпе»: тырнақшалар түзетілді." in told


def test_a_text_is_told_as_text_and_never_as_html(staff):
    organization = f.OrganizationFactory()
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    response = saved(staff.post(url, posted(staff.get(url), summary_kk="<script>alert(1)</script>ұйiм  бар")))
    assert "<script>" not in messages_of(response)[0]
    assert "&lt;/script&gt;ұйім" in messages_of(response)[0]


def test_many_changes_are_told_in_short(staff):
    organization = f.OrganizationFactory()
    url = f"/admin/organizations/organization/{organization.pk}/change/"
    response = saved(staff.post(url, posted(staff.get(url), summary_kk=" ".join(['"а" б'] * 14))))
    told = messages_of(response)[0]
    assert told.count("<li>") == 11
    assert "Тағы 4 өзгеріс бар." in told


def test_a_former_state_is_put_right_when_it_is_taken_back(staff):
    organization = f.OrganizationFactory()
    Organization.objects.filter(pk=organization.pk).update(name_kk="Ұйiм")
    organization.refresh_from_db()
    organization.save()
    former = organization.history.first()
    url = f"/admin/organizations/organization/{organization.pk}/history/{former.pk}/"
    response = staff.post(url, posted(staff.get(url), change_reason="It was right"))
    assert response.status_code == 302
    organization.refresh_from_db()
    assert organization.name_kk == "Ұйім"
    assert "«Ұйiм» → «Ұйім»" in messages_of(response)[0]


def test_an_import_puts_right_through_the_same_function_and_learns_what(db):
    organization = Organization(name_kk="Ұйiм", name_en='The "Union"')
    told = tidy(organization)
    assert (organization.name_kk, organization.name_en) == ("Ұйім", "The “Union”")
    assert [(change.field, change.change.after) for change in told] == [
        ("Атауы (қазақша)", "Ұйім"),
        ("Атауы (ағылшынша)", "“Union”"),
    ]


def test_every_form_of_a_translated_record_puts_texts_right(rf, editor):
    request = rf.get("/")
    request.user = editor
    for model, model_admin in admin.site._registry.items():
        forms = [model_admin.form] if translated_fields(model) else []
        inlines = model_admin.get_inline_instances(request) if hasattr(model_admin, "get_inlines") else []
        forms += [i.get_formset(request).form for i in inlines if translated_fields(i.model)]
        assert all(issubclass(form, TidyForm) for form in forms), model
