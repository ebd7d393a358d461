"""A translator works through what waits, by keyboard, in Chromium."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.reference.models import Topic
from tests import factories as f

from .test_editors import signed_in  # noqa: F401  (a fixture)

FILTER = "?model=reference.topic&language=en&state=waiting"


@pytest.fixture
def waiting(signed_in, live_server):  # noqa: F811
    f.TermFactory(name_kk="бақылаушы", name_en="observer")
    f.TopicFactory(name_kk="Соңғы", name_en="")
    f.TopicFactory(name_kk="Дайын", name_en="Done")
    f.TopicFactory(name_kk="Бірінші", name_en="", summary_kk="Бақылаушы ел", summary_en="")
    signed_in.goto(f"{live_server.url}/admin/")
    signed_in.get_by_role("link", name="Translations", exact=True).first.click()
    return signed_in


def accessible(page):
    assert page.refused == []
    results = Axe().run(page)
    page.refused.clear()  # axe sets styles of its own
    assert results.violations_count == 0, results.generate_report()


def test_from_the_index_through_the_filter_to_the_end_by_keyboard(waiting):
    page = waiting
    page.get_by_label("Kind of record").select_option("reference.topic")
    page.get_by_label("State", exact=True).select_option("waiting")
    page.locator("#translations-language").select_option("en")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("status")).to_have_text("2 records")
    accessible(page)
    page.get_by_role("link", name="missing – Бірінші, English").click()

    expect(page.locator("#id_name_en")).to_be_focused()
    expect(page.locator(".translate-terms")).to_contain_text("observer")
    accessible(page)
    page.keyboard.type("First")
    page.locator("#id_summary_en").focus()
    page.keyboard.type("An observer country")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#content h1")).to_contain_text("Соңғы")
    expect(page.locator(".messagelist .success")).to_contain_text("saved")
    expect(page.locator("#id_name_en")).to_be_focused()
    page.keyboard.type("Last")
    page.keyboard.press("Meta+Enter")

    expect(page.get_by_text("Nothing else waits")).to_be_visible()
    assert sorted(Topic.objects.values_list("name_kk", "name_en")) == [
        ("Бірінші", "First"),
        ("Дайын", "Done"),
        ("Соңғы", "Last"),
    ]
    assert Topic.objects.get(name_kk="Бірінші").summary_en == "An observer country"


def test_enter_alone_makes_a_new_line_and_saves_nothing(waiting, live_server):
    page, topic = waiting, Topic.objects.get(name_kk="Бірінші")
    page.goto(f"{live_server.url}/admin/desk/translations/reference.topic/{topic.pk}/en/{FILTER}")
    page.locator("#id_summary_en").fill("One")
    page.locator("#id_summary_en").press("End")
    page.keyboard.press("Enter")
    expect(page.locator("#id_summary_en")).to_have_value("One\n")
    assert not Topic.objects.get(pk=topic.pk).summary_en


def test_what_changed_and_what_somebody_else_wrote_is_seen_on_a_phone_too(waiting, live_server):
    page, topic = waiting, Topic.objects.get(name_kk="Дайын")
    page.set_viewport_size({"width": 320, "height": 700})
    Topic.objects.filter(pk=topic.pk).update(name_kk="Дайын мәтін")
    page.goto(f"{live_server.url}/admin/desk/translations/reference.topic/{topic.pk}/en/")
    expect(page.locator(".translate-text ins")).to_contain_text("мәтін")
    Topic.objects.filter(pk=topic.pk).update(name_en="Theirs")
    page.locator("#id_name_en").fill("Mine")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".translate-others")).to_contain_text("Theirs")
    expect(page.locator("#id_name_en")).to_have_value("Mine")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    accessible(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Topic.objects.get(pk=topic.pk).name_en == "Mine"
    page.goto(f"{live_server.url}/admin/desk/translations/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_all_works_without_scripts(waiting, live_server, browser):
    topic = Topic.objects.get(name_kk="Соңғы")
    context = browser.new_context(java_script_enabled=False, storage_state=waiting.context.storage_state())
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/desk/translations/reference.topic/{topic.pk}/en/{FILTER}")
    page.locator("#id_name_en").fill("Last")
    page.locator("input[name=_next]").click()
    assert "Бірінші" in page.locator("#content h1").inner_text()
    context.close()
    assert Topic.objects.get(pk=topic.pk).name_en == "Last"


def test_the_tick_of_a_small_edit_stands_in_the_form_of_the_record(waiting, live_server):
    page, topic = waiting, Topic.objects.get(name_kk="Дайын")
    page.goto(f"{live_server.url}/admin/reference/topic/{topic.pk}/change/")
    page.get_by_role("tab", name="Қазақша").click()
    page.locator("#id_name_kk").fill("Дайын!")
    page.get_by_label("Small edit, translations stay valid").check()
    page.locator("#id_where_slip").check()  # a name is a fact: its source is asked for
    page.locator("#id_change_reason").fill("A sign was missing")
    page.locator("input[name=_continue]").first.click()
    expect(page.get_by_role("link", name="English: done")).to_be_visible()
    expect(page.get_by_label("Small edit, translations stay valid")).not_to_be_checked()
