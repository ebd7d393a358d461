"""Order, case and slugs of Kazakh and English."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from random import Random
from unicodedata import normalize

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
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


# ---- the names of all countries, held against the alphabets as they are printed

OFFICIAL = {
    "kk": "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
COUNTRIES = [
    record["fields"]
    for record in json.loads((settings.BASE_DIR / "fixtures" / "10_reference.json").read_text())
    if record["model"] == "reference.country"
]


def place(name: str, language: str) -> list[list[int]]:
    """Return where a name stands by the printed alphabet: word by word, letter by letter; accents do not count."""
    plain = name.upper() if language == "kk" else normalize("NFD", name.upper())
    letters = "0123456789" + OFFICIAL[language] + OFFICIAL["en" if language == "kk" else "kk"]
    words = ([letters.index(letter) for letter in word if letter in letters] for word in re.split(r"[\s\-–]+", plain))
    return [word for word in words if word]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_names_of_all_countries_stand_as_in_the_official_alphabet(language):
    assert len(COUNTRIES) > 190
    Country.objects.bulk_create(
        Country(slug=c["slug"], name_kk=c["name_kk"], name_en=c["name_en"]) for c in reversed(COUNTRIES)
    )
    names = list(Country.objects.order_by(f"sort_{language}", "pk").values_list(f"name_{language}", flat=True))
    assert len(names) == len(COUNTRIES)
    assert [place(name, language) for name in names] == sorted(place(name, language) for name in names)
    if language == "kk":
        assert names != sorted(names), "the alphabet differs from the order of Unicode"


MIXED = {
    "kk": ["2008 жыл", "2030", "«Ақ орда»", "Ақ-Орда 2", "Ақорда", "Ақпан", "Әлем", "Қазақстан", "«Қазмұнай»",
           "Ұлттар", "Үнді", "Һижаз", "Ыдырыс", "Ілияс", "Юнеско", "BRICS", "NATO", "«UN»"],
    "en": ["1-2 Act", "3 Seas", "“Åland”", "Albania", "Bosnia", "Bosnia and Herzegovina", "Bosnia-Herzegovina (former)",
           "Côte d’Ivoire", "Cuba", "D-8", "D8", "ÉCO", "Ecowas", "Zaïre", "БҰҰ", "НАТО"],
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "en"])
def test_digits_quotes_hyphens_and_the_other_script_have_their_place(language):
    for name in reversed(MIXED[language]):
        f.CountryFactory(**{f"name_{language}": name})
    listed = Country.objects.order_by(f"sort_{language}", "pk").values_list(f"name_{language}", flat=True)
    assert list(listed) == MIXED[language]


WORDS = {language: st.text(letters + letters.lower(), min_size=1, max_size=8) for language, letters in OFFICIAL.items()}
NAMES = {language: st.lists(words, min_size=1, max_size=3).map(" ".join) for language, words in WORDS.items()}


@given(st.sampled_from(["kk", "en"]).flatmap(lambda code: st.tuples(st.just(code), NAMES[code], NAMES[code])))
def test_two_keys_compare_as_the_printed_alphabet_does(case):
    language, one, two = case
    keys = sort_key(one, language), sort_key(two, language)
    places = place(one, language), place(two, language)
    assert (keys[0] < keys[1]) == (places[0] < places[1])
    assert (keys[0] == keys[1]) == (places[0] == places[1])


@given(NAMES["kk"], st.sampled_from(["kk", "en"]))
def test_case_composition_and_punctuation_do_not_move_a_name(name, language):
    key = sort_key(name, language)
    assert sort_key(name.swapcase(), language) == key
    assert sort_key(normalize("NFD", name), language) == key
    assert sort_key(f"«{name}»!", language) == key
    assert sort_key(name.replace(" ", "-"), language) == sort_key(name.replace(" ", "  "), language) == key


@pytest.mark.django_db
def test_a_database_compares_keys_as_python_does():
    """Whatever its collation: keys are of small ASCII letters and digits."""
    draw = Random(7)  # noqa: S311
    letters = OFFICIAL["kk"] + OFFICIAL["en"] + "0123456789 -"
    names = {"".join(draw.choices(letters, k=draw.randint(1, 12))).strip(" -") for _ in range(300)} - {""}
    Country.objects.bulk_create(Country(slug=f"x{n}", name_kk=name) for n, name in enumerate(sorted(names)))
    stored = list(Country.objects.order_by("sort_kk", "pk").values_list("sort_kk", flat=True))
    assert stored == sorted(sort_key(name, "kk") for name in names)


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
        ("ұй%", "Ұйым\nекінші жол", True),
        ("%ым", "ҰЙЫМ", True),
        ("%", "", True),
        ("", "ұйым", False),
        ("_____", "Ұйым", False),
        ("а.о", "аto", False),
        ("2\\_4", "2_4", True),
        ("2\\_4", "234", False),
        ("нато\\", "нато", True),
        (7, 7, True),
        (None, "ұйым", None),
        ("%", None, None),
    ],
)
def test_like_does_what_sql_says(pattern, value, matches):
    assert like(pattern, value) is matches


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lookup", "value", "found"),
    [
        ("icontains", "ЫНТЫМАҚТАСТЫҚ ҰЙ", True),
        ("iexact", "шанхай ынтымақтастық ұйымы", True),
        ("istartswith", "ШАНХАЙ ЫНТ", True),
        ("iendswith", "ҰЙЫМЫ", True),
        ("iregex", "^ШАНХАЙ.+ҰЙЫМЫ$", True),
        ("icontains", "%", False),
        ("icontains", "шанхай_ынт", False),
        ("icontains", "\\", False),
    ],
)
def test_every_lookup_that_ignores_case_knows_kazakh_letters(lookup, value, found):
    f.OrganizationFactory(name_kk="Шанхай Ынтымақтастық Ұйымы")
    assert Organization.objects.filter(**{f"name_kk__{lookup}": value}).exists() is found


@pytest.mark.django_db
def test_lower_and_upper_know_kazakh_letters_and_leave_numbers_alone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ӘҒҚҢӨҰҮҺІ ÉŁ'), upper('әғқңөұүһі éł'), lower(NULL)")
        assert cursor.fetchone() == ("әғқңөұүһі éł", "ӘҒҚҢӨҰҮҺІ ÉŁ", None)


@pytest.mark.django_db
def test_every_connection_knows_kazakh_letters():
    """A thread has a connection of its own."""

    def fold() -> tuple:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT lower('Қ'), 'ҰЙЫМ' = upper('ұйым')")
                return cursor.fetchone()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(fold).result() == ("қ", True)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("North Atlantic Treaty Organization", "north-atlantic-treaty-organization"),
        ("Қазақстан Республикасының Парламенті", "qazaqstan-respublikasynyn-parlamenti"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Düsen Kaseinov", "dusen-kaseinov"),
        ("…", ""),
        ("NATO–Russia Council", "nato-russia-council"),
        ("Oʻzbekiston", "ozbekiston"),
        ("Hochschul\u00adrat", "hochschulrat"),
    ],
)
def test_slugs(name, slug):
    assert slug_from(name) == slug


SLUG_LETTERS = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def test_every_kazakh_letter_has_its_latin_one_in_a_slug():
    assert set(SLUG_LETTERS) == set(KAZAKH_ALPHABET)
    for letter, latin in SLUG_LETTERS.items():
        assert slug_from(f"о{letter}о") == slug_from(f"О{letter.upper()}О") == f"o{latin}o"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Әлем және әріптестік", "alem-zhane-ariptestik"),
        ("Ұжымдық қауіпсіздік туралы шарт ұйымы", "uzhymdyq-qauipsizdik-turaly-shart-uiymy"),
        ("Брюссель–Страсбург, 2008", "bryussel-strasburg-2008"),
        ("И\u0306емен", "iemen"),  # й as it comes from some keyboards: two characters
        ("Еуропадағы қауіпсіздік және ынтымақтастық жөніндегі кеңестің алғашқы отырысы",
         "europadagy-qauipsizdik-zhane-yntymaqtastyq-zhonindegi"),
        ("Солтүстікеуропалық" * 4, "soltustikeuropalyq" * 3 + "soltus"),
    ],
)  # fmt: skip
def test_a_slug_from_kazakh_is_read_as_it_sounds_and_cut_at_a_word(name, slug):
    assert slug_from(name) == slug


@pytest.mark.django_db
def test_records_that_are_named_in_kazakh_only_get_addresses_of_their_own():
    slugs = []
    for _number in range(3):
        country = f.CountryFactory.build(slug="", name_kk="Ұлы Дала", name_en="")
        country.full_clean()
        country.save()
        slugs.append(country.slug)
    assert slugs == ["uly-dala", "uly-dala-2", "uly-dala-3"]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_address_that_a_kazakh_name_had_leads_to_the_new_one(client, language):
    country = f.CountryFactory(slug="uly-dala", name_kk="Ұлы Дала")
    draft = f.CountryFactory(slug="kishi-dala", name_kk="Кіші Дала", draft=True)
    for record, slug in ((country, "dala"), (draft, "kishi")):
        record.slug = slug
        record.save()
    response = client.get(f"/{language}/members/uly-dala/")
    assert (response.status_code, response.url) == (301, f"/{language}/members/dala/")
    assert client.get(f"/{language}/members/kishi-dala/").status_code == 404


@given(st.text(max_size=120))
def test_a_slug_is_always_a_fit_address(text):
    slug = slug_from(text)
    assert len(slug) <= 60
    assert slug == "" or all(part.isascii() and part.isalnum() and part == part.lower() for part in slug.split("-"))


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
