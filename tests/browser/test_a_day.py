"""A day at the desk, in Chromium, by everybody who works there: what the guide for editors tells, and shows.

The pictures of the guide are taken here: `make guide` writes them into `docs/images/guide/`.
"""

import io
import os
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from PIL import Image
from playwright.sync_api import Page, expect

from apps.desk.corrections import forms
from apps.desk.models import Proposal
from apps.events.models import Event
from apps.sources.models import Citation
from tests import factories as f

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = {"kk": DOCS / "guide.kk.md", "en": DOCS / "guide.md"}
COLOURS = 64  # are enough for a picture of a form, and a third of its bytes
PASSWORD = "a-long-password"
PEOPLE = {"aigerim": "editor", "daniyar": "translator_en", "saule": "publisher"}
MEMBERS = [
    ("belarus", "by", "Беларусь", "Belarus"),
    ("china", "cn", "Қытай", "China"),
    ("india", "in", "Үндістан", "India"),
    ("iran", "ir", "Иран", "Iran"),
    ("kazakhstan", "kz", "Қазақстан", "Kazakhstan"),
    ("kyrgyzstan", "kg", "Қырғызстан", "Kyrgyzstan"),
    ("pakistan", "pk", "Пәкістан", "Pakistan"),
    ("russia", "ru", "Ресей", "Russia"),
    ("tajikistan", "tj", "Тәжікстан", "Tajikistan"),
    ("uzbekistan", "uz", "Өзбекстан", "Uzbekistan"),
]
SUMMIT = "Шанхай ынтымақтастық ұйымының Астана саммиті"
SUMMIT_EN = "Astana summit of the Shanghai Cooperation Organisation"


class Desk:
    """Several people at their browsers, in one language, and the pictures of what they see."""

    def __init__(self, browser, address: str, language: str) -> None:
        self.browser, self.address, self.language = browser, address, language
        self.pages: dict[str, Page] = {}
        self.taken: list[str] = []

    def at(self, name: str, path: str = "") -> Page:
        """Return the page of somebody, who signs in with their first step; without a name, of a reader."""
        if name not in self.pages:
            context = self.browser.new_context(viewport={"width": 1180, "height": 820}, reduced_motion="reduce")
            page = self.pages[name] = context.new_page()
            page.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")  # room for the form
            page.on("pageerror", lambda error: pytest.fail(str(error)))
            if name:
                self._sign_in(page, name)
        if path:
            response = self.pages[name].goto(self.address + path)
            assert response.ok, path
        return self.pages[name]

    def _sign_in(self, page: Page, name: str) -> None:
        cookie = {"name": "odaq_language", "value": self.language, "url": self.address}
        page.context.add_cookies([cookie])
        page.goto(f"{self.address}/admin/")
        page.locator("#id_login").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main form button[type=submit]").click()
        expect(page.locator("#user-tools")).to_contain_text(name)
        expect(page.locator("html")).to_have_attribute("lang", self.language)

    def shot(self, page: Page, name: str, at: str = "") -> None:
        """Take a picture for the guide, from a place of the page on."""
        if at:
            page.locator(at).first.evaluate("one => one.scrollIntoView({block: 'start'})")
        picture = Image.open(io.BytesIO(page.screenshot())).convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
        self.taken.append(name)
        if os.environ.get("GUIDE"):
            folder = DOCS / "images" / "guide" / self.language
            folder.mkdir(parents=True, exist_ok=True)
            picture.save(folder / f"{name}.png", optimize=True)

    def say(self, kk: str, en: str) -> str:
        return kk if self.language == "kk" else en

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


@pytest.fixture(params=["kk", "en"])
def desk(request, browser, live_server, django_user_model):
    cache.clear()
    for name, role in PEOPLE.items():
        user = django_user_model.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    desk = Desk(browser, live_server.url, request.param)
    yield desk
    desk.close()


@pytest.fixture
def sco(db):
    for slug, code, name_kk, name_en in MEMBERS:
        f.CountryFactory(slug=slug, flag=code, name_kk=name_kk, name_en=name_en)
    return f.OrganizationFactory(
        slug="sco",
        name_kk="Шанхай ынтымақтастық ұйымы",
        name_en="Shanghai Cooperation Organisation",
        abbreviation_kk="ШЫҰ",
        abbreviation_en="SCO",
        start="2001-06-15",
        summary_kk="Еуразиядағы мемлекетаралық ұйым.",
        summary_en="An intergovernmental organisation in Eurasia.",
    )


def choose(page: Page, field: str, words: str) -> None:
    """Find a record in an autocomplete by typing where it puts the cursor, and take the first that is found."""
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    expect(page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    page.keyboard.insert_text(words)
    found = page.locator(".select2-container--open .select2-results__option--highlighted", has_text=words)
    expect(found).to_be_visible()
    page.keyboard.press("Enter")


def in_language(page: Page, field: str, language: str) -> None:
    """Turn to the tab of a language."""
    group = page.locator(".language-tabs", has=page.locator(f"#id_{field}_{language}"))
    group.get_by_role("tab", name=re.compile("Қазақша" if language == "kk" else "English")).click()
    expect(page.locator(f"#id_{field}_{language}")).to_be_visible()


def save(page: Page, button: str = "_save") -> None:
    page.locator(f"input[name={button}]").first.click()
    expect(page.locator(".messagelist .success").first).to_be_visible()


def change_of(record) -> str:
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def step(page: Page, action: str, **fields: str) -> None:
    """Fill in a form of the work on a record, and send it."""
    for name, value in fields.items():
        page.locator(f"#{action}-{name}").fill(value)
    page.locator(f"button[name=action][value={action}]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_summit_is_written_down_translated_returned_and_published(desk, sco):
    editor = desk.at("aigerim", "/admin/events/event/add/")
    in_language(editor, "name", "kk")
    editor.locator("#id_name_kk").fill(SUMMIT)
    editor.locator("#id_kind").select_option("summit")
    editor.locator("#id_start").fill("2024-07-03")
    editor.locator("#id_end").fill("2024-07-04")
    choose(editor, "organizations", desk.say("Шанхай ынтымақтастық ұйымы", "Shanghai Cooperation Organisation"))
    in_language(editor, "summary", "kk")
    editor.locator("#id_summary_kk").fill("Ұйымға мүше мемлекеттер басшыларының жиырма төртінші отырысы.")
    desk.shot(editor, "new-event", "#content")
    rows = editor.locator("#participations-group")
    for number, (_slug, _code, name_kk, name_en) in enumerate(MEMBERS):
        if not editor.locator(f"#id_participations-{number}-country").count():
            rows.locator(".add-row a, .add-row button").first.click()
        choose(editor, f"participations-{number}-country", desk.say(name_kk, name_en))
    desk.shot(editor, "participants", "#participations-group")
    save(editor, "_continue")
    event = Event.objects.get()
    assert (event.publication, event.participations.count(), event.name_en) == ("draft", 10, None)

    work = f"/admin/desk/talk/events.event/{event.pk}/"
    editor.locator(f'.object-tools a[href="{work}"]').click()
    editor.locator("#send-text").fill(desk.say("Қатысушылар тізімі толық.", "The list of participants is complete."))
    editor.locator("#send-asked").select_option(label="saule")
    desk.shot(editor, "work", "#h-send")
    step(editor, "send")

    publisher = desk.at("saule", "/admin/desk/")
    publisher.locator("#content").get_by_role("link", name=SUMMIT).first.click()
    reason = desk.say("Орнын да жазыңыз: Астана.", "Say also where it was: in Astana.")
    step(desk.at("saule", work), "return", text=reason)
    editor = desk.at("aigerim", "/admin/desk/")
    expect(editor.locator("[aria-labelledby=h-returned]")).to_contain_text(reason)
    desk.shot(editor, "returned", "#h-returned")

    desk.at("aigerim", change_of(event))
    in_language(editor, "place", "kk")
    editor.locator("#id_place_kk").fill("Тәуелсіздік сарайы")
    save(editor)
    step(desk.at("aigerim", work), "send")

    translator = desk.at("daniyar", f"/admin/desk/translations/events.event/{event.pk}/en/")
    translator.locator("#id_name_en").fill(SUMMIT_EN)
    translator.locator("#id_summary_en").fill("The twenty-fourth meeting of the heads of state of the members.")
    translator.locator("#id_place_en").fill("Palace of Independence")
    desk.shot(translator, "translation", "#content")
    translator.keyboard.press("Control+Enter")
    expect(translator.locator(".messagelist .success")).to_be_visible()

    desk.at("saule", f"/admin/desk/preview/events.event/{event.pk}/")
    address = publisher.locator(f"[aria-labelledby=preview-{desk.language}] input").input_value()
    reader = desk.at("")
    assert reader.goto(f"{desk.address}/{desk.language}/events/{event.slug}/").status == 404
    assert reader.goto(address).status == 200
    expect(reader.locator("h1")).to_contain_text(desk.say(SUMMIT, SUMMIT_EN))
    desk.shot(reader, "preview")

    publisher = desk.at("saule", "/admin/")
    desk.shot(publisher, "home", "#content")
    step(desk.at("saule", work), "publish")
    page = desk.at("", f"/{desk.language}/events/{event.slug}/")
    expect(page.locator("h1")).to_contain_text(desk.say(SUMMIT, SUMMIT_EN))
    expect(page.locator(".flag-list li")).to_have_count(10)
    assert reader.context.cookies() == []


def test_a_published_fact_asks_for_its_source_and_waits_for_a_publisher(desk, sco):
    treaty = f.SourceFactory(title_kk="Шанхай ынтымақтастық ұйымының хартиясы", title_en="Charter of the SCO")
    f.CitationFactory(record=sco, source=treaty, field="start")
    editor = desk.at("aigerim", change_of(sco))
    editor.locator("#id_start").fill("2001-06-16")
    editor.locator("input[name=_save]").first.click()
    expect(editor.locator(".where .errorlist")).to_be_visible()
    expect(editor.locator("#id_start")).to_have_value("2001-06-16")
    choose(editor, "where_source", desk.say("хартиясы", "Charter"))
    editor.locator("#id_change_reason").fill(desk.say("Хартияның 1-бабы", "Article 1 of the charter"))
    desk.shot(editor, "source", ".where")
    save(editor)
    sco.refresh_from_db()
    assert str(sco.start) == "2001-06-15"

    publisher = desk.at("saule", "/admin/desk/")
    desk.shot(publisher, "queue", "#content")
    publisher = desk.at("saule", f"/admin/desk/proposals/{Proposal.objects.get().pk}/")
    desk.shot(publisher, "proposal", "#content")
    publisher.locator("button[value=accept]").click()
    expect(publisher.locator(".messagelist .success").first).to_be_visible()
    sco.refresh_from_db()
    assert str(sco.start) == "2001-06-16"

    Citation.objects.update(verified_on=None)
    publisher = desk.at("saule", "/admin/desk/checks/")
    desk.shot(publisher, "checks", "#content")
    publisher.locator(".desk-checks button").first.click()
    expect(publisher.locator(".desk-checks button")).to_have_count(0)
    assert Citation.objects.exclude(verified_on=None).count() == 1
    reader = desk.at("", f"/{desk.language}/organizations/sco/")
    expect(reader.locator(".checked")).to_contain_text(desk.say("Соңғы тексерілген күні:", "Last checked:"))


def test_a_reader_corrects_something_and_reads_what_became_of_it(desk, sco, monkeypatch):
    monkeypatch.setattr(forms, "SOONEST", 0)
    reader = desk.at("", f"/{desk.language}/organizations/sco/")
    reader.locator(".facts a.fix").first.click()
    reader.locator("#correction-value").fill(desk.say("2001 жылғы 16 маусым", "16 June 2001"))
    reader.locator("#correction-source_url").fill("https://sectsco.org/history")
    desk.shot(reader, "correction")
    reader.locator("form.correction-form button[type=submit]").click()
    expect(reader.locator(".notice")).to_be_visible()
    outcome = reader.url
    assert "sectsco.org" not in reader.content()

    publisher = desk.at("saule", "/admin/desk/")
    publisher.locator("[aria-labelledby=h-readers]").get_by_role(
        "link", name=desk.say(sco.name_kk, sco.name_en)
    ).first.click()
    desk.shot(publisher, "suggestion", "#content")
    publisher.locator("button[value=accept]").click()
    expect(publisher.locator(".messagelist .success").first).to_be_visible()
    sco.refresh_from_db()
    assert str(sco.start) == "2001-06-16"
    reader.goto(outcome)
    expect(reader.locator("main")).to_contain_text("sectsco.org")


def test_two_at_once_lose_nothing_and_a_former_state_comes_back(desk, sco):
    sco.publication = "draft"
    sco.save()
    first, second = desk.at("saule", change_of(sco)), desk.at("aigerim", change_of(sco))
    for page, text in ((first, "Еуразиядағы ықпалды ұйым."), (second, "Он мемлекет мүше болып отырған ұйым.")):
        in_language(page, "summary", "kk")
        page.locator("#id_summary_kk").fill(text)
    save(first)
    second.locator("input[name=_save]").first.click()
    expect(second.locator(".merge-both")).to_have_count(1)
    expect(second.locator("#id_summary_kk")).to_have_value("Он мемлекет мүше болып отырған ұйым.")
    desk.shot(second, "conflict", "#content")
    second.locator("#id_summary_kk").fill("Он мемлекет мүше болып отырған ықпалды ұйым.")
    save(second)
    sco.refresh_from_db()
    assert sco.summary_kk == "Он мемлекет мүше болып отырған ықпалды ұйым."

    publisher = desk.at("saule", f"/admin/organizations/organization/{sco.pk}/history/")
    desk.shot(publisher, "history", "#content")
    first_state = sco.history.order_by("history_id").first()
    desk.at("saule", f"/admin/organizations/organization/{sco.pk}/history/{first_state.pk}/")
    publisher.locator("#id_change_reason").fill(desk.say("Қысқасы дәлірек еді", "The short text was more exact"))
    desk.shot(publisher, "restore", "#content")
    publisher.locator("input[name=_save]").click()
    expect(publisher.locator(".messagelist .success").first).to_be_visible()
    sco.refresh_from_db()
    assert sco.summary_kk == "Еуразиядағы мемлекетаралық ұйым."
