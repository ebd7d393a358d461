"""The pages of the translation desk speak the language of whoever works there (see `tests/admin/test_chrome.py`)."""

import pytest

from apps.reference.models import Topic
from tests import factories as f
from tests.chrome import Walk

from .conftest import row_of
from .test_translation_sides import place, sent

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def editor(django_user_model):
    """Somebody whose name is in no script."""
    return django_user_model.objects.create_superuser("@1", "1@example.org", "a-long-password")


@pytest.mark.parametrize("target", ["kk", "en"])
@pytest.mark.parametrize("language", ["kk", "en"])
def test_everything_that_is_said_at_the_desk_does(staff, language, target):
    walk, source = Walk(staff, language), {"kk": "en", "en": "kk"}[target]
    f.TermFactory(name_kk="бақылаушы", name_en="observer", forms=[("kk", "deprecated", "байқаушы")])
    one = f.TopicFactory(**{"name_kk": "", "name_en": "", f"name_{source}": "1"})
    assert row_of(one).original == source
    texts = {"name_kk": "1", "name_en": "2", "summary_kk": "бақылаушы 3", "summary_en": "observer 3"}
    Topic.objects.filter(pk=one.pk).update(**texts)
    f.TopicFactory(name_kk="4", name_en="")
    row_of(one)
    for query in ("", "?model=reference.topic&state=done&publication=published", "?state=in_progress", "?q=0000"):
        walk.open(f"/admin/desk/translations/{query}")
    url = place(one, target, "?model=reference.topic&state=waiting")
    Topic.objects.filter(pk=one.pk).update(summary_kk="бақылаушы 5", summary_en="observer 5")
    walk.open(url)
    data = sent(staff.get(url), "_progress", **{f"name_{target}": '"6"'})
    walk.post(url, data)  # put right, in progress
    Topic.objects.filter(pk=one.pk).update(**{f"name_{target}": "7"})
    walk.post(url, data | {f"name_{target}": "8"})  # somebody else was there
    data = sent(staff.get(url), "_next", **{f"name_{target}": "9"})
    Topic.objects.filter(pk=one.pk).update(**{f"summary_{source}": "10"})
    walk.post(url, data)  # the source changed meanwhile
    one.history.all().delete()
    Topic.objects.filter(pk=one.pk).update(**{f"summary_{source}": "11"})
    walk.open(url)  # nobody remembers what it said
    walk.open(f"/admin/reference/topic/{one.pk}/change/")
    walk.open(place(f.MembershipFactory(note_kk="", note_en="")))
    assert walk.report() == []


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_original_that_lacks_something_does_too(staff, language):
    walk = Walk(staff, language)
    one = f.TopicFactory(name_kk="1", name_en="2", summary_en="3")
    walk.open(place(one, "kk"))
    walk.post(place(one, "kk"), {"_save": "1"})
    if language == "kk":  # what a refused form says are messages: English is what they are written in
        walk.post(place(one, "kk"), {"summary_kk": "4"})
    assert walk.report() == []
