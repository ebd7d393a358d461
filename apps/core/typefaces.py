"""The typefaces of the site, for pictures that the server draws: the same files that the browser gets.

Each face comes as several files, one for each script. Which file has which letters is written in the style sheet and
read from there, so that a word in Kazakh may take its letters from three files.
"""

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import ImageDraw, ImageFont

SERIF, SANS = "Source Serif 4", "Source Sans 3"

_FACE = re.compile(r"@font-face\s*\{([^}]*url\([^}]*)\}")
_FAMILY = re.compile(r'font-family:\s*"([^"]+)"')
_FILE = re.compile(r'url\("([^"]+)"\)')
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


@cache
def _files() -> dict[str, list[tuple[Path, list[range]]]]:
    """Return the files of each family, with the letters that each of them has."""
    sheet = Path(finders.find("css/portal.css"))
    found: dict[str, list[tuple[Path, list[range]]]] = {}
    for (rule,) in (match.groups() for match in _FACE.finditer(sheet.read_text("utf-8"))):
        letters = [range(int(a, 16), int(b or a, 16) + 1) for a, b in _RANGE.findall(rule)]
        file = Path(finders.find(str((sheet.parent / _FILE.search(rule)[1]).resolve().relative_to(sheet.parents[1]))))
        found.setdefault(_FAMILY.search(rule)[1], []).append((file, letters))
    return found


@cache
def _file_of(family: str, letter: str) -> Path | None:
    # Ranges overlap; as in the browser, the rule that comes last has the letter.
    files = reversed(_files()[family])
    return next((file for file, letters in files if any(ord(letter) in part for part in letters)), None)


@lru_cache(maxsize=128)
def _font(file: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    # The plain layout: the other one needs a library of the system, and would draw differently where it is missing.
    font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
    if "-wght-" in file.name:
        font.set_variation_by_axes([weight])
    return font


class Face:
    """A typeface in one size and weight (the serif has one weight only)."""

    def __init__(self, family: str, size: int, weight: int = 400) -> None:
        self.family, self.size, self.weight = family, size, weight

    def font_of(self, letter: str) -> ImageFont.FreeTypeFont | None:
        """Return the font that has a letter, or None where no file has it."""
        file = _file_of(self.family, letter)
        return file and _font(file, self.size, self.weight)

    def runs(self, text: str) -> list[tuple[ImageFont.FreeTypeFont, str]]:
        """Cut a text where its letters come from another file. A letter that no file has is left out."""
        known = (letter for letter in text if self.font_of(letter))
        return [(font, "".join(letters)) for font, letters in groupby(known, self.font_of)]

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self.runs(text))

    def wrapped(self, text: str, width: float) -> list[str]:
        """Break a text into lines of the width, between words. A single word that is longer stands alone."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def shortened(self, text: str, width: float) -> str:
        """Cut a text that is wider than the width, after a whole word if it can be, with an ellipsis."""
        if self.width(text) <= width:
            return text
        while text and self.width(f"{text}…") > width:
            text = text.rpartition(" ")[0] or text[:-1]
        return f"{text.rstrip(' ,;:·–')}…"

    def draw(self, onto: ImageDraw.ImageDraw, x: float, y: float, text: str, colour: str) -> None:
        """Write a line; `y` is where its letters stand."""
        for font, run in self.runs(text):
            onto.text((x, y), run, font=font, fill=colour, anchor="ls")
            x += font.getlength(run)
