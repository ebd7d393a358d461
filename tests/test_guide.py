"""The guide for editors says in both languages what the desk does, in the words of the screen, with its pictures."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GUIDES = {"kk": DOCS / "guide.kk.md", "en": DOCS / "guide.md"}
IN_BOLD = re.compile(r"\*\*([^*]+)\*\*")
PICTURE = re.compile(r"!\[[^\]]+\]\((images/guide/[^)]+)\)")
DAY = (ROOT / "tests" / "browser" / "test_a_day.py").read_text("utf-8")

in_each_language = pytest.mark.parametrize("language", GUIDES)


def words_of_the_screen(language):
    """Return what the portal and the admin say in a language."""
    found = set()
    for catalogue in (ROOT / "locale" / folder / "kk" / "LC_MESSAGES" / "django.po" for folder in ("", "django")):
        with catalogue.open("rb") as file:
            messages = [message for message in read_po(file) if message.id and isinstance(message.id, str)]
        found |= {message.string if language == "kk" else message.id for message in messages}
    return found


@in_each_language
def test_what_stands_in_bold_is_written_on_the_screen(language):
    said = {" ".join(one.split()) for one in IN_BOLD.findall(GUIDES[language].read_text("utf-8"))}
    assert len(said) > 20
    assert said - words_of_the_screen(language) == set()


@in_each_language
def test_every_picture_is_taken_by_the_day_in_the_browser_and_stands_in_the_guide(language):
    shown = PICTURE.findall(GUIDES[language].read_text("utf-8"))
    assert sorted(shown) == sorted(
        str(path.relative_to(DOCS)) for path in (DOCS / "images" / "guide" / language).glob("*.png")
    )
    assert {Path(one).stem for one in shown} == set(re.findall(r'desk\.shot\(\w+, "([\w-]+)"', DAY))


def test_both_languages_have_the_same_chapters_and_pictures():
    chapters, pictures = [], []
    for guide in GUIDES.values():
        text = guide.read_text("utf-8")
        chapters.append(len(re.findall(r"^## ", text, re.MULTILINE)))
        pictures.append([Path(one).name for one in PICTURE.findall(text)])
    assert chapters[0] == chapters[1]
    assert pictures[0] == pictures[1]
