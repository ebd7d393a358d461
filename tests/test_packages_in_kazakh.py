"""What Django and the other packages say is in Kazakh too: every message of the ones that are installed.

Which messages there are is read off the installed packages themselves, so that a new version or a new package cannot
bring an English one in unseen.
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import django
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

pytestmark = pytest.mark.once

ROOT = Path(settings.BASE_DIR)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NO_PAGES = {"tests", "migrations", "management"}  # what only developers and operators read

Message = tuple[str | None, str]  # its context and its (singular) text


def in_catalogue(path: Path) -> set[Message]:
    """Return the messages of a catalogue that have a text."""
    with path.open("rb") as file:
        found = [message for message in read_po(file, locale="kk") if message.id and not message.fuzzy]
    return {
        (message.context, message.id[0] if message.pluralizable else message.id)
        for message in found
        if (all(message.string) if message.pluralizable else message.string) or path.parts[-3] == "en"
    }


def in_source(folder: Path) -> set[Message]:
    """Return the messages of a package that has no English catalogue, as its code and its templates mark them."""
    found = set()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if NO_PAGES & set(path.relative_to(folder).parts):
            continue
        text = path.read_text("utf-8")
        code = text if path.suffix == ".py" else templatize(text)
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
            found.add((context, message if isinstance(message, str) else message[0]))
    return {(context, message) for context, message in found if message}


def in_scripts(folder: Path) -> set[Message]:
    found = set()
    for path in sorted(folder.rglob("static/**/*.js")):
        if "vendor" not in path.parts:
            for _line, message, _comments, context in extract("javascript", path.open("rb"), keywords=KEYWORDS):
                found.add((context, message if isinstance(message, str) else message[0]))
    return found


def folders() -> dict[str, Path]:
    """Return where the installed packages are: Django's core, and every app that is not the portal's."""
    found = {config.name: Path(config.path) for config in apps.get_app_configs()}
    others = {name: path for name, path in found.items() if not path.is_relative_to(ROOT / "apps")}
    return {"django": Path(django.__file__).parent / "conf", **others}


def of(folder: Path, domain: str) -> set[Message]:
    """Return the messages of a package, by its own English catalogue where it has one."""
    english = folder / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    if english.exists():
        return in_catalogue(english)
    return in_source(folder) if domain == "django" else in_scripts(folder)


@pytest.fixture(scope="module")
def kazakh():
    """Every message that our two catalogues have, by domain."""
    return {
        domain: set().union(
            *(
                in_catalogue(path)
                for folder in settings.LOCALE_PATHS
                for path in Path(folder).glob(f"kk/LC_MESSAGES/{domain}.po")
            )
        )
        for domain in ("django", "djangojs")
    }


@pytest.mark.parametrize("domain", ["django", "djangojs"])
@pytest.mark.parametrize("package", sorted(folders()))
def test_every_message_of_an_installed_package_is_in_kazakh(kazakh, package, domain):
    assert sorted(of(folders()[package], domain) - kazakh[domain], key=str) == []


def test_the_messages_of_the_packages_are_found_at_all():
    found = {package: of(folder, "django") for package, folder in folders().items()}
    assert (None, "Delete selected %(verbose_name_plural)s") in found["django.contrib.admin"]
    assert (None, "Enter a valid value.") in found["django"]
    assert (None, "Site Maps") in found["django.contrib.sitemaps"]  # read off its source
    assert (None, "Change History") in found["simple_history"]  # off its templates
    assert (None, "as first child") in found["tree_queries"]
    assert (None, "Available %s") in of(folders()["django.contrib.admin"], "djangojs")


def test_a_message_that_is_missing_would_be_seen(kazakh, tmp_path):
    (tmp_path / "views.py").write_text('from django.utils.translation import gettext as _\n\nTITLE = _("Not there")\n')
    page = "{% load i18n %}{% translate 'Nor this' %}{% blocktranslate %}That{% endblocktranslate %}"
    (tmp_path / "page.html").write_text(page)
    assert of(tmp_path, "django") - kazakh["django"] == {(None, "Not there"), (None, "Nor this"), (None, "That")}


def test_the_catalogues_are_compiled_where_no_gettext_is(tmp_path):
    """`make run` needs nothing but Python: the compiled files come out the same with an empty PATH."""
    code = (
        "import shutil, sys; from django.core.management import call_command; import django; django.setup();"
        "from django.conf import settings; settings.LOCALE_PATHS = sys.argv[1:];"
        "assert shutil.which('msgfmt') is None; call_command('compile_catalogues', verbosity=0)"
    )
    copies = []
    for number, folder in enumerate(settings.LOCALE_PATHS):
        copies.append(tmp_path / str(number))
        for po in Path(folder).glob("kk/LC_MESSAGES/*.po"):
            copy = copies[-1] / po.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(po.read_bytes())
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}
    secrets = {name: os.environ[name] for name in ("SECRET_KEY", "DATABASE_URL") if name in os.environ}
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *map(str, copies)], env={**environment, **secrets}, cwd=ROOT, check=True
    )
    compiled = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.mo"))
    assert len(compiled) == len(list(tmp_path.rglob("*.po"))) >= 4


def test_make_run_compiles_them_so():
    recipe = re.search(r"^run:.*?\n\n", (ROOT / "Makefile").read_text(), re.MULTILINE | re.DOTALL)[0]
    assert "compile_catalogues" in recipe
    assert not re.search(r"compilemessages|msgfmt", (ROOT / "Makefile").read_text())
