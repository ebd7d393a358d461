import html5lib
import pytest
from django.contrib.contenttypes.models import ContentType

from tests import factories


@pytest.fixture
def editing_in(staff):
    """Return the signed-in client, working in a language."""

    def choose(language):
        staff.cookies["odaq_language"] = language
        return staff

    return choose


def cite(record, **kwargs):
    return factories.CitationFactory(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk, **kwargs
    )


def forms_of(response):
    """Return the form of the page and those of its inlines."""
    inlines = response.context.get("inline_admin_formsets") or []
    own = [response.context["adminform"].form] if "adminform" in response.context else []
    return [*own, *(form for inline in inlines for form in inline.formset.forms)]


def posted(response, **changes):
    """Return what the browser would send back: every value as the page shows it, but for the changes.

    Where the form asks for the source of a changed fact, that a slip is put right (see `as_shown`).
    """
    data = as_shown(response)
    if any("where_slip" in form.fields for form in forms_of(response)):
        data |= {"where_slip": "on", "change_reason": "№ 1"}
    return data | changes


def as_shown(response, **changes):
    """Return what the browser would send back of a form that nobody has answered in."""
    inlines = response.context.get("inline_admin_formsets") or []
    data = {}
    for form in [*forms_of(response), *(inline.formset.management_form for inline in inlines)]:
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = value if isinstance(value, list) else str(value)
    return data | changes


def errors_of(response):
    """Return {html name of the field: its messages}, of the form and of its inlines."""
    return {
        form.add_prefix(name): [str(message) for message in messages]
        for form in forms_of(response)
        for name, messages in form.errors.items()
    }


def saved(response):
    assert response.status_code == 302, {**errors_of(response), "": response.context["errors"]}
    return response


def values(response):
    """Return what stands in the inputs of the page."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    found = {}
    for element in page.iter():
        name = element.get("name") if element.tag in ("input", "textarea", "select") else None
        if not name:
            continue
        if element.tag == "select":
            found[name] = [o.get("value") for o in element.iter("option") if o.get("selected") is not None]
        elif element.get("type") == "checkbox":
            found[name] = "on" if element.get("checked") is not None else ""
        else:
            found[name] = element.get("value") or (element.text or "").strip("\n")
    return found


def words_of(html, hidden=False):
    """Return the text of a page in one line: what is seen of it, or all that is read aloud."""
    page = html5lib.parse(html, namespaceHTMLElements=False)

    def gather(element):
        if hidden or "visually-hidden" not in element.get("class", ""):
            yield element.text or ""
            for child in element:
                yield from gather(child)
                yield child.tail or ""

    return " ".join("".join(gather(page)).split())
