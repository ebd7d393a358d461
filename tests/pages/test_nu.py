"""Every page passes the Nu checker, which knows more rules of HTML, ARIA and SVG than a parser.

It is a Java program: `tests/run.py` finds it, and names its file in VNU_JAR.
"""

import os
import subprocess

import pytest

from .conftest import PAGES

pytestmark = pytest.mark.nu


@pytest.mark.parametrize("language", ["kk", "en"])
def test_the_checker_finds_nothing_on_any_page(client, world, tmp_path, language):
    for number, path in enumerate((*PAGES, "nowhere/")):
        content = client.get(f"/{language}/{path}").content
        (tmp_path / f"{number:03}_{path.replace('/', '_').replace('?', '_')[:80]}.html").write_bytes(content)
    command = ["java", "-jar", os.environ["VNU_JAR"], "--format", "gnu", str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    found = [line.replace(str(tmp_path), "") for line in checked.stderr.splitlines() if "error" in line.lower()]
    assert (checked.returncode, found) == (0, [])
