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


def posted(response):
    """Return what the browser would send back: every value of the form and of its inlines, as the page shows them."""
    context = response.context
    forms = [context["adminform"].form]
    data = {}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value not in (None, False):
                data[field.html_name] = value if isinstance(value, list) else str(value)
    return data


def errors_of(response):
    """Return {html name of the field: messages}, of the form and of its inlines."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += inline.formset.forms
    return {
        form.add_prefix(name): [str(message) for message in messages]
        for form in forms
        for name, messages in form.errors.items()
    }
