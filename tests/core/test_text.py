"""Order, case and slugs of Kazakh and English."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from apps.core.sqlite import like
from apps.core.text import KAZAKH_ALPHABET, slug_from, sort_key
from apps.organizations.models import Organization
from apps.reference.models import Country
from tests import factories as f


def test_the_kazakh_key_follows_the_official_alphabet():
    letters = list(KAZAKH_ALPHABET)
    backwards = letters[::-1]
    assert sorted(backwards, key=lambda letter: sort_key(letter, "kk")) == letters


def test_kazakh_digits_come_first_and_latin_last():
    names = ["NATO", "Ямайка", "2008", "Әзірбайжан", "Аустрия"]
    assert sorted(names, key=lambda name: sort_key(name, "kk")) == ["2008", "Аустрия", "Әзірбайжан", "Ямайка", "NATO"]


def test_english_accents_do_not_count_and_a_space_sorts_before_a_letter():
    names = [
        "Türkiye",
        "Turkmenistan",
        "Åland Islands",
        "Albania",
        "New Zealand",
        "Newfoundland",
        "Côte d’Ivoire",
        "Cuba",
    ]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == [
        "Åland Islands",
        "Albania",
        "Côte d’Ivoire",
        "Cuba",
        "New Zealand",
        "Newfoundland",
        "Türkiye",
        "Turkmenistan",
    ]


@given(st.text(max_size=40), st.sampled_from(["kk", "en"]))
def test_a_key_is_ascii_letters_and_digits_only(text, language):
    key = sort_key(text, language)
    assert key == "" or (key.isascii() and key.isalnum())


@pytest.mark.django_db
def test_every_database_returns_that_order():
    names = ["Ямайка", "Қазақстан", "Кения", "Үндістан", "Ұлыбритания", "Украина", "Өзбекстан", "Оман", "Іле", "Иран"]
    for name in names:
        f.CountryFactory(name_kk=name)
    ordered = [country.name_kk for country in Country.objects.order_by("sort_kk", "pk")]
    alphabet = {letter: place for place, letter in enumerate(KAZAKH_ALPHABET)}
    assert ordered == sorted(names, key=lambda name: [alphabet[letter] for letter in name.lower()])


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["ҰЙЫМ", "ұйым", "Ұйым"])
def test_a_search_folds_the_case_of_kazakh_letters_on_every_database(word):
    f.OrganizationFactory(name_kk="Шанхай ынтымақтастық Ұйымы")
    assert Organization.objects.filter(name_kk__icontains=word).count() == 1


@pytest.mark.parametrize(
    ("pattern", "value", "matches"),
    [
        ("%ҰЙЫМ%", "Біріккен Ұлттар Ұйымы", True),
        ("нато", "НАТО", True),
        ("н_то", "НАТО", True),
        ("100\\%", "100%", True),
        ("100\\%", "1000", False),
        ("%ұйым%", "одақ", False),
    ],
)
def test_like_does_what_sql_says(pattern, value, matches):
    assert like(pattern, value) is matches


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("North Atlantic Treaty Organization", "north-atlantic-treaty-organization"),
        ("Қазақстан Республикасының Парламенті", "qazaqstan-respublikasynyn-parlamenti"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Düsen Kaseinov", "dusen-kaseinov"),
        ("…", ""),
    ],
)
def test_slugs(name, slug):
    assert slug_from(name) == slug


@given(st.text(max_size=120))
def test_a_slug_is_always_a_fit_address(text):
    slug = slug_from(text)
    assert len(slug) <= 60
    assert slug == "" or all(part.isascii() and part.isalnum() and part == part.lower() for part in slug.split("-"))


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
