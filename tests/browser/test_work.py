"""The editors' home, the queue and the work on a record, in Chromium: axe finds nothing, nothing sticks out."""

import pytest
from django.contrib.auth import get_user_model

from apps.desk import flow
from apps.desk.models import ScheduledMove
from tests import factories as f

from .test_editors import signed_in  # noqa: F401  (a fixture)
from .test_readers import axe_finds


@pytest.fixture
def record(signed_in, editor):  # noqa: F811
    colleague = get_user_model().objects.create_user("colleague", is_staff=True)
    topic = f.TopicFactory(name_kk="Су", name_en="Water", publication="review")
    flow.say(colleague, topic, "Мына сілтемені қараңыз: https://example.org/" + "a" * 200, addressee=editor)
    flow.say(editor, topic, "Yes.")
    ScheduledMove.objects.create(
        record=topic, to="published", was="review", at="2099-01-01T04:00Z", by=editor, problem={"kk": "Жоқ", "en": "No"}
    )
    f.OrganizationFactory(publication="review")
    return topic


@pytest.mark.parametrize(("language", "scheme", "width"), [("kk", "light", 360), ("en", "dark", 1280)])
def test_axe_finds_nothing_and_nothing_sticks_out(
    signed_in,  # noqa: F811
    live_server,
    context,
    record,
    language,
    scheme,
    width,
):
    page = signed_in
    context.add_cookies([{"name": "odaq_language", "value": language, "url": live_server.url}])
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("", "desk/", f"desk/talk/reference.topic/{record.pk}/"):
        page.goto(f"{live_server.url}/admin/{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        assert axe_finds(page) == [], place
    page.goto(f"{live_server.url}/admin/reference/topic/{record.pk}/change/")
    assert page.locator(".desk-beside").count() == 1
