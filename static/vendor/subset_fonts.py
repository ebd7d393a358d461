"""Make the small Latin Extended files of the two typefaces from those that Fontsource packs.

    npm pack @fontsource-variable/source-sans-3@5.3.0 @fontsource/source-serif-4@5.3.1   (unpack both)
    pip install fonttools==4.60.1 brotli==1.1.0
    python static/vendor/subset_fonts.py <unpacked sans>/files <unpacked serif>/files

Fontsource's file holds 900 letters in 60 kB for the sake of a Š. Left here: Latin Extended-A; what Turkic,
Caucasian, Romanian and Welsh names need beyond it; the letters in which Arabic is transliterated; ₸ ₺ ₽ ₼.
A title in Kazakh asked for 22 kB of Latin letters for the sake of a hyphen or a digit: these are a file of their own.
"Source" is a reserved name: a changed font may not bear it (OFL, clause 3), so these are called "Odaq …".
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

LETTERS = (
    "100-17F 18F 1E6-1E7 1EA-1EB 218-21B 259 2BE-2BF 2C7 2D8-2D9 2DB 2DD 1E0C-1E0D 1E24-1E25 1E62-1E63 1E6C-1E6D "
    "1E80-1E85 1E92-1E93 1E9E 1EF2-1EF3 2020 20B8 20BA 20BC-20BD"
)
FIGURES = "20-40 5B-5D A0 A7 AB B7 BB 2010-2015 2018-201E 2026"
FILES = (
    ("source-sans-3", "source-sans-3-latin-ext-wght-normal.woff2", "latin-extended-wght-normal.woff2", LETTERS),
    ("source-serif-4", "source-serif-4-latin-ext-600-normal.woff2", "latin-extended-600-normal.woff2", LETTERS),
    ("source-serif-4", "source-serif-4-latin-600-normal.woff2", "figures-600-normal.woff2", FIGURES),
)
NAMES = {1, 3, 4, 6, 16, 18, 25}  # entries of the table of names that hold that of the font


def letters(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.split():
        first, _dash, last = part.partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def make(source: Path, target: Path, ranges: str, name: str) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], flavor="woff2", name_IDs=["*"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters(ranges))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = name.replace(" ", "") if record.nameID in (6, 25) else name
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    folders = {"source-sans-3": Path(sys.argv[1]), "source-serif-4": Path(sys.argv[2])}
    for package, source, target, ranges in FILES:
        kind = "Sans" if "sans" in package else "Serif"
        part = "Figures" if ranges is FIGURES else "Latin Extended"
        make(folders[package] / source, here / package / target, ranges, f"Odaq {kind} {part}")
