"""The papers say what the code does: every setting, command and app is named, links lead somewhere, tables are true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from apps.core.dates import PartialDate
from apps.core.spans import BEGINNING, FOREVER, Span

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
READERS = {"secret", "text", "flag", "number", "words", "database"}  # of portal/environment.py

CODE_BLOCK = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:apps|docs|fixtures|locale|portal|static|templates|tests)/[\w./-]+)`")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def prose(paper: Path) -> str:
    """Return a paper without its blocks of code."""
    return CODE_BLOCK.sub("", paper.read_text("utf-8"))


def rows(paper: Path) -> dict[str, list[str]]:
    """Return the rows of all tables of a paper by what their first cell names in `code`."""
    cells = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in prose(paper).splitlines() if line[:1] == "|"
    )
    return {row[0].strip("`"): row[1:] for row in cells if re.fullmatch(r"`[^`]+`", row[0])}


def names_read(module: str) -> set[str]:
    """Return the names that a module reads from the environment."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / "portal" / module).read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called.removeprefix("env.") in READERS or called in ("os.environ.get", "os.getenv"):
                found.add(node.args[0].value)
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            found.add(ast.literal_eval(node.slice))
    return found


SETTINGS = sorted(names_read("settings.py") | names_read("environment.py"))
EXAMPLE = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
COMMANDS = sorted(path.stem for path in ROOT.glob("apps/*/management/commands/[!_]*.py"))
APPS = sorted(path.parent.name for path in ROOT.glob("apps/*/apps.py"))


def test_the_lists_that_are_held_against_the_papers_are_not_empty():
    assert {"SECRET_KEY", "DATABASE_URL", "DATABASE_POOL", "LOG_LEVEL"} <= set(SETTINGS)
    assert "load_content" in COMMANDS
    assert "core" in APPS


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_has_its_line_in_the_example_and_its_row_in_the_paper(name):
    assert name in EXAMPLE, f"Explain {name} in .env.example."
    assert name in rows(DOCS / "operations.md"), f"Give {name} a row in docs/operations.md."


def test_the_example_names_each_setting_once_and_nothing_else():
    assert sorted(EXAMPLE) == SETTINGS


def test_what_gunicorn_reads_is_named_too():
    text = prose(DOCS / "operations.md")
    assert [name for name in names_read("gunicorn.py") if f"`{name}`" not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_row_or_heading_in_the_paper(command):
    paper = DOCS / "operations.md"
    headings = {heading.strip("`") for heading in HEADING.findall(prose(paper))}
    assert command in rows(paper).keys() | headings, f"Say in docs/operations.md what {command} does."


@pytest.mark.parametrize("app", APPS)
def test_every_app_has_its_row_in_the_paper(app):
    assert app in rows(DOCS / "structure.md"), f"Give {app} a row in docs/structure.md."


def anchors(paper: Path) -> set[str]:
    """Return the anchors of a paper's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(prose(paper))}


def broken_links(paper: Path) -> Iterator[str]:
    for link in LINK.findall(prose(paper)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _hash, anchor = link.partition("#")
        target = (paper.parent / path).resolve() if path else paper
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(paper):
    assert list(broken_links(paper)) == []


# A recipe names files that are yet to be made.
@pytest.mark.parametrize("paper", sorted({*PAPERS} - {DOCS / "recipes.md"}), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_that_a_paper_names_exists(paper):
    assert [path for path in PATH.findall(prose(paper)) if not (ROOT / path).exists()] == []


def test_the_table_of_partial_dates_is_true():
    dates = {text: cells for text, cells in rows(DOCS / "domain.md").items() if text[:1].isdigit()}
    assert len(dates) >= 5
    for text, cells in dates.items():
        date = PartialDate.parse(text)
        assert cells == [str(date.earliest), str(date.latest), f"{date.spoken('en')} · {date.spoken('kk')}"], text


def test_the_table_of_bounds_is_true():
    lines = re.findall(r"^\| (membership|event) \|(.+)\|$", prose(DOCS / "domain.md"), re.MULTILINE)
    assert len(lines) >= 8
    said = {str(BEGINNING): "beginning", str(FOREVER): "forever"}
    for noun, line in lines:
        start, end, unknown, *bounds = (cell.strip() for cell in line.split("|"))
        span = Span(
            PartialDate.parse(start) if start else None,
            PartialDate.parse(end) if end else None,
            unknown == "yes",
            end_included=noun == "event",
        )
        days = (span.possible_from, span.possible_until, span.certain_from, span.certain_until)
        assert bounds == [said.get(str(day), str(day)) for day in days], line


@pytest.mark.parametrize("paper", sorted((DOCS / "decisions").glob("*.md")), ids=lambda paper: paper.stem)
def test_a_decision_is_short_and_has_its_three_parts(paper):
    assert HEADING.findall(prose(paper))[1:] == ["Context", "Decision", "Consequences"]
    assert len(paper.read_text("utf-8").splitlines()) <= 40
