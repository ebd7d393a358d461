"""The Kazakh catalogues: ours (`locale/kk`) and the one that completes Django's (`locale/django/kk`)."""

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

pytestmark = pytest.mark.once

ROOT = Path(settings.BASE_DIR)
OURS = ROOT / "locale" / "kk" / "LC_MESSAGES"
DJANGOS = ROOT / "locale" / "django" / "kk" / "LC_MESSAGES"
CATALOGUES = sorted([*OURS.glob("*.po"), *DJANGOS.glob("*.po")])
OURS_AND_DJANGOS = [pytest.param(path, id=str(path.relative_to(ROOT / "locale"))) for path in CATALOGUES]
each_catalogue = pytest.mark.parametrize("path", OURS_AND_DJANGOS)

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|%%|\{\w*\}")
TAG = re.compile(r"</?[a-z][^>]*>")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
NOT_OURS = shutil.ignore_patterns(".*", "__pycache__", "var", "tests", "vendor", "*.mo")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="kk")


def messages(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def sources(message: Message) -> tuple[str, ...]:
    return message.id if message.pluralizable else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    return message.string if message.pluralizable else (message.string,)


def entry(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, sources(message)


def differing(path: Path, pattern: re.Pattern) -> Iterator[tuple[str, str]]:
    """Yield each source and string that do not hold the same matches. (A plural string may say the number that the
    singular source leaves out: it is held against the plural source.)"""
    for message in messages(path):
        source = sources(message)[-1]
        for string in strings(message):
            if Counter(pattern.findall(source)) != Counter(pattern.findall(string)):
                yield source, string


def plain_words(string: str) -> list[str]:
    return re.findall(r"\w+", TAG.sub(" ", PLACEHOLDER.sub(" ", string)))


@each_catalogue
def test_every_message_has_a_kazakh_text(path):
    assert [entry(message) for message in messages(path) if not all(strings(message))] == []


@each_catalogue
def test_no_text_is_a_guess(path):
    assert [entry(message) for message in messages(path) if message.fuzzy] == []
    assert not read(path).fuzzy, "the header is marked fuzzy"


@each_catalogue
def test_a_text_has_the_placeholders_of_its_source(path):
    assert list(differing(path, PLACEHOLDER)) == []


@each_catalogue
def test_a_text_has_the_tags_of_its_source(path):
    assert list(differing(path, TAG)) == []


@each_catalogue
def test_no_suffix_is_glued_to_a_placeholder(path):
    glued = re.compile(rf"(?:%\(\w+\)[a-z]|%[sd]|\{{\w*\}}){CYRILLIC.pattern}")
    assert [string for message in messages(path) for string in strings(message) if glued.search(string)] == []


@each_catalogue
def test_no_word_mixes_latin_and_cyrillic_letters(path):
    words = [word for message in messages(path) for string in strings(message) for word in plain_words(string)]
    assert [word for word in words if LATIN.search(word) and CYRILLIC.search(word)] == []


@each_catalogue
def test_both_plural_forms_are_worded_the_same(path):
    """After a numeral the noun stays in the singular."""
    assert read(path).num_plurals == 2
    assert [entry(message) for message in messages(path) if len(set(strings(message))) > 1] == []


@each_catalogue
def test_a_noun_after_a_numeral_is_in_the_singular(path):
    """«5 ұйым», never «5 ұйымдар»; one word may stand between: «5 жаңа ұйым»."""
    plural = re.compile(
        r"(?:%\(\w+\)[sd]|%[sd]|\{\w+\}|\d)(?:</?\w+>)? (?:\w+ )?\w+(?:лар|лер|дар|дер|тар|тер)(?:ы|і)?\b"
    )
    counted = [message for message in messages(path) if message.pluralizable]
    assert counted or path.stem == "djangojs"
    assert [string for message in counted for string in strings(message) if plural.search(string)] == []


@each_catalogue
def test_the_header_names_the_language_and_nobody(path):
    header = dict(read(path).mime_headers)
    text = path.read_text("utf-8").split("\n\n", 1)[0]
    assert '"Language: kk\\n"' in text
    assert header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert not re.search(r"\S+@\S+|/(?:home|root|work|Users)/", text)


@pytest.fixture
def tree(tmp_path, monkeypatch, settings):
    """A copy of the portal's source without its catalogue, in which `makemessages` may write a new one."""
    for program in ("xgettext", "msguniq", "msgmerge"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is not on PATH: install GNU gettext (`make test` does it: apt-get install gettext)")
    copy = tmp_path / "tree"
    shutil.copytree(ROOT, copy, ignore=NOT_OURS)
    shutil.rmtree(copy / "locale" / "kk")
    monkeypatch.chdir(copy)
    settings.LOCALE_PATHS = [copy / "locale"]
    return copy


@pytest.mark.parametrize("path", sorted((ROOT / "apps").rglob("*.py")), ids=lambda path: path.stem)
def test_no_message_hides_in_an_f_string(path):
    """The collector of messages does not look into them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            called = {ast.unparse(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}
            assert not called & {"_", "gettext", "ngettext", "pgettext", "npgettext"}, f"line {node.lineno}"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_catalogue_has_every_message_of_the_source(tree, domain):
    call_command("makemessages", locale=["kk"], domain=domain, verbosity=0)
    found = tree / "locale" / "kk" / "LC_MESSAGES" / f"{domain}.po"
    wanted = {entry(message) for message in messages(found)} if found.exists() else set()
    assert wanted or domain == "djangojs", "makemessages found nothing at all"
    had = {entry(message) for message in messages(OURS / f"{domain}.po")}
    assert wanted - had == set(), f"run `manage.py makemessages -l kk -d {domain}` and translate what is new"
