"""The comfort of the desk, in Chromium: keys, the question before something is lost, phones, and axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.core.previewing import PreviewLink
from apps.desk.models import Proposal
from apps.events.models import Event
from tests import factories as f

from .test_editors import signed_in  # noqa: F401  (a fixture)

PHONE = {"width": 360, "height": 740}
STOCK = {"list", "link-in-text-block"}  # findings in what is Django's own: select2, the path above a page
MINE = "[class*=desk], [class*=saved-filter], .keyboard-hint, .why, .merge, [class*=translat], #change-history"


@pytest.fixture
def form(signed_in, live_server):  # noqa: F811
    """Return the form of an event, opened, with what the browser asked before it left a page."""
    page = signed_in
    page.asked = []
    page.on("dialog", lambda dialog: (page.asked.append(dialog.type), dialog.accept()))
    event = f.EventFactory(name_kk="Жиын", name_en="Meeting", draft=True)  # of a draft no source is asked
    page.event = event
    page.goto(f"{live_server.url}/admin/events/event/{event.pk}/change/")
    expect(page.locator("[data-keyboard-hint]")).to_be_visible()
    return page


def write(page, text):
    page.get_by_role("tab", name=re.compile("English")).first.click()
    page.locator("#id_name_en").fill(text)


def test_ctrl_s_saves_and_goes_on_and_ctrl_enter_saves(form):
    write(form, "First")
    form.keyboard.press("Control+s")
    expect(form.locator(".messagelist .success")).to_be_visible()
    assert f"/{form.event.pk}/change/" in form.url
    write(form, "Second")
    form.keyboard.press("Meta+Enter")
    expect(form).to_have_url(re.compile(r"/admin/events/event/$"))
    form.event.refresh_from_db()
    assert form.event.name_en == "Second"
    assert form.asked == []


def test_a_form_is_sent_once_however_often_the_key_is_pressed(form):
    sent = []
    form.on(
        "request",
        lambda request: (
            sent.append(request.url) if request.url.endswith("/change/") and request.method == "POST" else None
        ),
    )
    write(form, "Once")
    form.evaluate("""for (const _ of [1, 2, 3]) {
        document.dispatchEvent(new KeyboardEvent("keydown", {key: "ы", code: "KeyS", ctrlKey: true}));
    }""")
    expect(form.locator(".messagelist .success")).to_be_visible()
    assert len(sent) == 1
    assert Event.history.filter(id=form.event.pk, history_type="~").count() == 1


def test_who_leaves_with_something_unsaved_is_asked(form, live_server):
    write(form, "Unsaved")
    form.goto(f"{live_server.url}/admin/")
    assert form.asked == ["beforeunload"]


def test_who_has_changed_nothing_is_not_asked(form, live_server):
    write(form, "Changed")
    write(form, "Meeting")  # and back
    form.locator("#id_start").focus()
    form.goto(f"{live_server.url}/admin/")
    assert form.asked == []


def test_a_chosen_record_and_a_new_row_count_as_unsaved(form, live_server):
    form.locator("#participations-group .add-row a").click()
    form.goto(f"{live_server.url}/admin/")
    assert form.asked == ["beforeunload"]
    f.CityFactory(name_en="Astana", name_kk="Астана")
    form.goto(f"{live_server.url}/admin/events/event/{form.event.pk}/change/")
    form.locator("#id_city + .select2 .select2-selection").click()
    form.locator(".select2-search__field").last.fill("Astana")
    form.locator(".select2-results__option", has_text="Astana").first.click()
    form.goto(f"{live_server.url}/admin/")
    assert form.asked == ["beforeunload"] * 2


def test_a_form_that_was_refused_is_unsaved(form, live_server):
    form.locator("#id_start").fill("soon")
    form.keyboard.press("Control+s")
    expect(form.locator(".errornote")).to_be_visible()
    assert form.asked == []
    form.locator("#id_start").click()  # browsers ask only who has touched the page
    form.goto(f"{live_server.url}/admin/")
    assert form.asked == ["beforeunload"]


def test_a_filter_is_saved_and_chosen(signed_in, live_server):  # noqa: F811
    page = signed_in
    f.EventFactory(kind="summit")
    page.goto(f"{live_server.url}/admin/events/event/?kind__exact=summit")
    page.get_by_text("Save this filter").click()
    page.get_by_label("Name", exact=True).fill("Summits")
    page.locator(".saved-filters").get_by_role("button", name="Save").click()
    chip = page.locator(".saved-filters").get_by_role("link", name="Summits")
    expect(chip).to_have_attribute("aria-current", "true")


# ---- phones, and axe


@pytest.fixture
def places(signed_in, editor):  # noqa: F811
    """Return the addresses of our own pages of the admin, each with something to show."""
    event = f.EventFactory(name_kk="Солтүстік Атлантикалық одақтың жиыны", name_en="Meeting of the Alliance")
    event.name_en = "Meeting of the North Atlantic Alliance"
    event.save()
    draft, gone = f.EventFactory(draft=True), f.EventFactory()
    gone.delete()
    f.TopicFactory(name_kk="Бірінші", name_en="")
    topic = f.TopicFactory(name_kk="Екінші", name_en="", summary_kk="Бақылаушы ел")
    change = {"form": "", "verb": "change", "row": None, "at": 0, "fields": {"name_en": {"from": "", "to": "New"}}}
    proposal = Proposal.objects.create(record=event, title="Meeting", changes=[change], author=editor, note="Why")
    own = f"/admin/events/event/{event.pk}"
    return {
        "queue": "/admin/desk/",
        "proposal": f"/admin/desk/proposals/{proposal.pk}/",
        "translations": "/admin/desk/translations/",
        "side by side": f"/admin/desk/translations/reference.topic/{topic.pk}/en/",
        "form": f"{own}/change/",
        "history": f"{own}/history/",
        "old version": f"{own}/history/{event.history.earliest().pk}/",
        "deleted": "/admin/events/event/deleted/",
        "delete": f"{own}/delete/",
        "list": "/admin/events/event/?q=meeting",
        "saved filters": "/admin/desk/filters/events.event/",
        "preview link": f"/admin/desk/preview/events.event/{draft.pk}/",
        "signing in": "/accounts/2fa/",
        "password": "/accounts/password/change/",
    }


def too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def too_small(page):
    """Return what can be pressed and is smaller than 24 by 24: links within a sentence may be."""
    return page.evaluate(
        f"""() => [...document.querySelectorAll("{MINE}")].flatMap((one) => [...one.querySelectorAll(
            "a, button, input:not([type=hidden]), select, summary")])
        .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== "inline")
        .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
        .filter(([_, box]) => box.width && (box.height < 24 || box.width < 24) && box.width > 1)
        .map(([html, box]) => `${{html}} ${{Math.round(box.width)}}×${{Math.round(box.height)}}`)"""
    )


def axe_finds(page):
    found = Axe().run(page).response["violations"]
    page.refused.clear()  # axe sets styles of its own
    return [(one["id"], node["html"][:120]) for one in found if one["id"] not in STOCK for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_our_pages_of_the_admin_fit_a_phone_and_axe_finds_nothing(signed_in, live_server, places, language, scheme):  # noqa: F811
    page = signed_in
    page.context.add_cookies([{"name": "odaq_language", "value": language, "url": live_server.url}])
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=scheme)
    faults = {}
    for name, place in places.items():
        assert page.goto(live_server.url + place).status == 200, name
        found = [*(["too wide"] if too_wide(page) > 0 else []), *too_small(page), *axe_finds(page)]
        if found:
            faults[name] = list(dict.fromkeys(map(str, found)))
    assert not faults, "\n".join(f"{name}: {fault}" for name, found in faults.items() for fault in found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_two_have_written_fits_a_phone_and_axe_finds_nothing(form, scheme):
    form.set_viewport_size(PHONE)
    form.emulate_media(color_scheme=scheme)
    write(form, "Meeting of the North Atlantic Council")
    form.event.name_en = "Meeting of the heads of state and government"
    form.event.save()
    form.keyboard.press("Control+s")
    expect(form.locator(".merge")).to_be_visible()
    assert too_wide(form) <= 0
    assert [*too_small(form), *axe_finds(form)] == []


def test_a_preview_and_the_way_to_the_form_fit_a_phone_and_axe_finds_nothing(signed_in, live_server):  # noqa: F811
    page, draft, event = signed_in, f.EventFactory(draft=True), f.EventFactory()
    page.set_viewport_size(PHONE)
    link = PreviewLink.to(draft).addresses()["kk"]
    for place in (f"/kk/events/{event.slug}/", link, "/kk/events/x/?preview=x"):
        page.goto(live_server.url + place)
        assert too_wide(page) <= 0, place
        assert axe_finds(page) == [], place
    page.goto(f"{live_server.url}/en/events/{event.slug}/")
    page.get_by_role("navigation", name="For staff").get_by_role("link", name="Edit").click()
    expect(page.locator("#event_form")).to_be_visible()
