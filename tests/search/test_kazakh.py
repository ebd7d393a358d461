"""The stemmer of Kazakh: forms of a word have one stem, other words have another."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from apps.search.kazakh import composed, corrected, derived_from, folded, stemmed, written

pytestmark = pytest.mark.once

GROUPS = json.loads((Path(settings.BASE_DIR) / "benchmarks" / "word_groups.json").read_text(encoding="utf-8"))["groups"]


def stem(word: str) -> str:
    return written(stemmed(folded(corrected(composed(word)))))


@pytest.mark.parametrize("group", GROUPS, ids=[group["lemma"] for group in GROUPS])
def test_all_forms_of_a_word_have_one_stem(group):
    assert len({stem(form) for form in group["forms"]}) == 1, {form: stem(form) for form in group["forms"]}


def test_no_two_words_of_the_list_share_a_stem():
    lemmas = defaultdict(set)
    for group in GROUPS:
        for form in group["forms"]:
            lemmas[stem(form)].add(group["lemma"])
    assert {found: words for found, words in lemmas.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("ұйымдарымыздың", "uiym"),  # case, our, plural
        ("келісімшарттың", "kelisimwart"),
        ("хатшысының", "hatwy"),  # ‑шы is a part of the word
        ("өтінішінің", "otiniw"),  # but here ‑і is not
        ("отырысында", "otyrys"),  # ‑ыс + ы
        ("жарғысын", "jark"),  # жарғы + сы: cut alike in every form
        ("жарғы", "jark"),
        ("Қазақстаннан", "kazakstan"),  # ‑стан is no ablative
        ("Үндістанның", "undistan"),
        ("жарылыстан", "jarylys"),  # but here it is
        ("тобымен", "top"),
        ("еңбегі", "enbek"),
        ("құқығының", "kukyk"),
        ("халқының", "halyk"),
        ("орнында", "oryn"),
        ("штабы", "wtap"),
        ("штаб", "wtap"),
        ("кеңесінде", "kenes"),
        ("мекемесінде", "mekeme"),
        ("палатаның", "palata"),
        ("органын", "organ"),
        ("кезеңі", "kezen"),
        ("НАТОның", "nato"),
        ("БҰҰға", "buu"),
        ("асамблея", "asambleia"),
        ("ассамблеясы", "asambleia"),
        ("Беларусьтің", "belarus"),
        ("министрлері", "ministr"),
        ("елдеріміздің", "el"),
        ("үйде", "ui"),
        ("күші", "kuw"),
    ],
)
def test_endings_come_off_where_kazakh_puts_them(form, expected):
    assert stem(form) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ұйым", "ұйғарым"),
        ("басшы", "баспа"),
        ("кеңес", "кеңсе"),
        ("шарт", "шара"),
        ("орган", "орын"),
        ("мүше", "мүдде"),
        ("саммит", "самит-хан"),
        ("одақ", "одақтас"),
        ("тұрақты", "тұрақтылық"),
        ("қорғау", "қорғаныс"),
        ("келісім", "келісімшарт"),
        ("саясат", "саяси"),
        ("мемлекет", "мемлекеттік"),
        ("Судан", "су"),
        ("апта", "ап"),
    ],
)
def test_words_that_only_resemble_keep_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("ұйымдары", "уйымдары"),
        ("Қазақстан", "Казакстан"),
        ("Қазақстан", "Казахстан"),
        ("қауіпсіздік", "кауипсиздик"),
        ("өкілдің", "окилдин"),
        ("әріптестік", "ариптестик"),
        ("ішкі", "iшкi"),
        ("һәм", "hәм"),
        ("НАТО", "НА\u0301ТО"),
        ("келісім", "келі\u00adсім"),
        ("й", "и\u0306"),
        ("Әзербайжан", "Әзірбайжан"),
    ],
)
def test_spellings_of_one_word_fall_together(right, typed):
    assert stem(right) == stem(typed)


@pytest.mark.parametrize(
    ("word", "origin"),
    [("ынтымақтастық", "yntymak"), ("мүшелік", "muwe"), ("мемлекеттік", "memleket"), ("ұйым", "uiym")],
)
def test_a_derived_word_leads_to_the_word_it_is_made_from(word, origin):
    assert written(derived_from(stemmed(folded(composed(word))))) == origin


@given(st.text(alphabet="аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", min_size=1, max_size=25))
def test_any_word_has_a_stem_of_ascii_that_is_its_own(word):
    found = stemmed(folded(word))
    assert written(found).isascii()
    assert bool(found) == bool(folded(word))
