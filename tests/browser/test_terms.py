"""An editor types what the glossary calls deprecated: it is underlined, and the better word is one key away."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f

from .test_editors import save, signed_in  # noqa: F401  (a fixture)


@pytest.fixture
def glossary(db):
    f.TermFactory(
        slug="observer",
        name_kk="бақылаушы",
        name_en="observer",
        forms=[("kk", "deprecated", "байқаушы")],
    )
    f.TermFactory(name_kk="Түркия", name_en="Türkiye", category="places", forms=[("en", "deprecated", "Turkey")])


@pytest.fixture
def form(signed_in, glossary, live_server):  # noqa: F811
    """The form of a new organisation, on its Kazakh texts."""
    page = signed_in
    page.goto(f"{live_server.url}/admin/organizations/organization/add/")
    for tab in page.get_by_role("tab", name=re.compile("Қазақша")).all():
        tab.click()
    return page


def remarks(page, field):
    return page.locator(f".form-row:has(#id_{field}) .term-remarks")


def marked(page, field):
    return page.locator(f".term-field:has(#id_{field}) .term-layer mark")


def test_a_deprecated_word_is_underlined_and_replaced_in_its_own_form_and_undone(form):
    page = form
    text = page.locator("#id_description_kk")
    text.fill("Ел байқаушының құқығын алды; байқаушының өкілі келді.")
    expect(marked(page, "description_kk")).to_have_text(["байқаушының", "байқаушының"])
    expect(remarks(page, "description_kk").get_by_role("listitem")).to_have_count(1)
    button = page.get_by_role("button", name="Replace “байқаушының” with “бақылаушының”")
    button.focus()
    page.keyboard.press("Enter")
    expect(text).to_have_value("Ел бақылаушының құқығын алды; бақылаушының өкілі келді.")
    expect(text).to_be_focused()
    expect(remarks(page, "description_kk").get_by_role("listitem")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(text).to_have_value("Ел байқаушының құқығын алды; байқаушының өкілі келді.")
    expect(marked(page, "description_kk")).to_have_count(2)


def test_the_letters_of_the_layer_stand_where_those_of_the_field_do(form):
    page = form
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator("#id_description_kk").fill("Ұзын жол, онда байқаушы бар. " * 60)
        expect(marked(page, "description_kk")).to_have_count(60)
        sizes = page.evaluate(
            """() => ["#id_description_kk", ".term-field:has(#id_description_kk) .term-layer"].map((selector) => {
                const node = document.querySelector(selector);
                return [node.clientWidth, node.clientHeight, node.scrollHeight, getComputedStyle(node).font];
            })"""
        )
        assert sizes[0] == sizes[1], width
        text = page.locator("#id_description_kk")
        scrolled = text.evaluate("node => { node.scrollTop = 60; return node.scrollTop; }")
        assert scrolled > 0
        layer = page.locator(".term-field:has(#id_description_kk) .term-layer")
        expect(layer).to_have_js_property("scrollTop", scrolled)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_line_of_a_name_is_read_too_and_a_reader_of_the_screen_hears_the_remarks(form):
    page = form
    name = page.locator("#id_name_kk")
    name.fill("Байқаушылар ұйымы")
    expect(marked(page, "name_kk")).to_have_text(["Байқаушылар"])
    box = remarks(page, "name_kk")
    expect(box.get_by_role("status")).to_have_text("The glossary advises other words here:")
    assert box.get_attribute("id") in name.get_attribute("aria-describedby").split()
    page.get_by_role("tab", name=re.compile("English")).first.click()
    page.locator("#id_name_en").fill("Watch of Turkey")
    expect(marked(page, "name_en")).to_have_text(["Turkey"])


def test_a_mark_goes_with_its_word_and_comes_with_a_text_that_was_there(form, live_server):
    page = form
    record = f.OrganizationFactory(name_kk="Байқаушы", description_kk="Мұнда байқаушы бар.")
    page.goto(f"{live_server.url}/admin/organizations/organization/{record.pk}/change/")
    for tab in page.get_by_role("tab", name=re.compile("Қазақша")).all():
        tab.click()
    expect(marked(page, "name_kk")).to_have_text(["Байқаушы"])
    text = page.locator("#id_description_kk")
    expect(marked(page, "description_kk")).to_have_count(1)
    text.press("Control+Home")
    text.press_sequentially("Тек ")
    expect(marked(page, "description_kk")).to_have_text(["байқаушы"])
    text.fill("Мұнда ештеңе жоқ.")
    expect(marked(page, "description_kk")).to_have_count(0)


def test_a_row_that_is_added_is_read_too(form):
    page = form
    page.locator("#bodies-group .add-row a").click()
    page.locator("#bodies-group").get_by_role("tab", name=re.compile("Қазақша")).first.click()
    page.locator("#id_bodies-0-name_kk").fill("Байқаушылар кеңесі")
    expect(marked(page, "bodies-0-name_kk")).to_have_text(["Байқаушылар"])


def test_when_the_server_does_not_answer_the_editor_is_told_and_can_go_on(form):
    page = form
    page.route("**/admin/terms/term/check/", lambda route: route.fulfill(status=503, body="{}"))
    page.locator("#id_name_kk").fill("Байқаушылар ұйымы")
    expect(remarks(page, "name_kk").get_by_role("status")).to_contain_text("could not be checked")
    page.locator("#id_kind").select_option("political")
    save(page)
    expect(page.locator(".messagelist .warning")).to_contain_text("Бақылаушылар")
    expect(page.locator(".messagelist .success")).to_be_visible()
