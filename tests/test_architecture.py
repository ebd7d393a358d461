"""The house holds: imports go down only, views stay out of models, modules stay readable.

Read `docs/structure.md` when one of these fails.
"""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
APPS = ROOT / "apps"
READ = (
    "See docs/structure.md: imports go down only, in the order pages | search | desk | opendata → documents → events "
)
READ += "→ members | people → organizations | terms → sources → reference → core."

LEVELS = (
    {"core"},
    {"reference"},
    {"sources"},
    {"organizations", "terms"},
    {"members", "people"},
    {"events"},
    {"documents"},
    {"pages", "search", "desk", "opendata"},
)
LEVEL = {app: number for number, apps in enumerate(LEVELS) for app in apps}
MODULES = sorted(path for path in APPS.rglob("*.py") if "migrations" not in path.parts)


def imported_modules(path: Path) -> set[str]:
    """Return the dotted names of our own modules that a module imports, wherever in it the import stands."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.startswith("apps.")}


def app_of(path: Path) -> str:
    return path.relative_to(APPS).parts[0]


def test_every_app_has_its_place_in_the_order():
    assert {path.name for path in APPS.iterdir() if (path / "apps.py").exists()} <= set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_its_own_app_and_those_below(path):
    app = app_of(path)
    if app not in LEVEL:  # apps/__init__.py
        return
    wrong = {
        name
        for name in imported_modules(path)
        if (other := name.split(".")[1]) != app and other in LEVEL and LEVEL[other] >= LEVEL[app]
    }
    assert not wrong, f"{path.relative_to(ROOT)} imports upward or sideways: {sorted(wrong)}. {READ}"


@pytest.mark.parametrize("name", ["models", "querysets", "choices"])
def test_models_know_nothing_of_views_forms_or_the_admin(name):
    wrong = {
        (str(path.relative_to(ROOT)), module)
        for path in APPS.glob(f"*/{name}.py")
        for module in imported_modules(path)
        if module.split(".")[2:3] and module.split(".")[2] in {"views", "admin", "filters", "urls", "feeds"}
    }
    assert not wrong, f"{sorted(wrong)}: an app reads choices → querysets → models → filters → views → urls. {READ}"


def test_core_has_no_tables_and_knows_no_noun():
    from django.apps import apps

    assert not list(apps.get_app_config("core").get_models())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_500_lines(path):
    lines = len(path.read_text().splitlines())
    assert lines <= 500, f"{path.relative_to(ROOT)} has {lines} lines: cut it where its subject divides."


def test_no_module_is_called_utils_or_helpers():
    assert not [path for path in MODULES if path.stem in {"utils", "helpers", "util", "helper", "misc", "common"}]


def test_migrations_are_named():
    unnamed = [path.name for path in APPS.glob("*/migrations/[0-9]*.py") if "_auto_" in path.name]
    assert not unnamed, f"Give these migrations a name that says what they do: {unnamed}"


def test_templates_hold_no_inline_script_or_style():
    import re

    # Linked data is no script: a browser never runs a block of this type, whatever stands in it.
    data = re.escape('<script type="application/ld+json">{{ shared.data }}</script>')
    pattern = re.compile(rf"<style|\sstyle=|\son(click|change|submit|load|input)=|(?!{data})<script(?![^>]*\ssrc=)")
    wrong = [
        str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html") if pattern.search(path.read_text())
    ]
    assert not wrong, f"The content security policy forbids inline code: {wrong}"
