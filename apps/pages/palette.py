"""The colours of the portal, read off the style sheet, and how well they stand out from each other."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

TEXT, MARK = 4.5, 3.0  # the least contrast of a text, and of a line or a sign that carries meaning (WCAG 2.2 AA)
THEMES = ("light", "dark")
_STARTS = {
    "light": ":root {",
    "dark": ':root[data-theme="dark"] {',
    "dark by preference": ':root:not([data-theme="light"]) {',
}


@cache
def style_sheet() -> str:
    with open(finders.find("css/portal.css"), encoding="utf-8") as file:
        return file.read()


def tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme by the names of their variables."""
    block = style_sheet().partition(_STARTS[theme])[2].partition("}")[0]
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8})\s*;", block))
    return found if theme == "light" else {**tokens("light"), **found}


def documented_classes() -> list[str]:
    """Return the classes that the head of the style sheet lists, in its order."""
    head = style_sheet().partition("Layout ")[2].partition("\n\n")[0].partition("*/")[0]
    head = re.sub(r"\w+\.css", "", head)
    return list(dict.fromkeys(re.findall(r"\.([a-z][\w-]*)", head)))


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(letter * 2 for letter in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour that stands on another somewhere in the portal, and the contrast that it has to have."""

    front: str
    back: str
    least: float = TEXT

    def measured(self, theme: str) -> float:
        colours = tokens(theme)
        return contrast(colours[self.front], colours[self.back])


def _on(backs: str, fronts: str, least: float = TEXT) -> tuple[Pair, ...]:
    return tuple(Pair(front, back, least) for back in backs.split() for front in fronts.split())


PAIRS: tuple[Pair, ...] = (
    *_on("paper surface raised", "ink ink-soft link link-hover accent bad"),
    *_on("paper", "visited gold-ink good gone"),
    *_on("accent-soft", "ink ink-soft link link-hover"),
    *_on("gold-soft", "ink ink-soft gold-ink link"),
    *_on("accent link-hover", "on-accent"),
    Pair("good", "good-soft"),
    Pair("bad", "bad-soft"),
    Pair("gone", "gone-soft"),
    *_on("masthead masthead-field", "masthead-ink masthead-soft"),
    # lines and signs
    *_on("paper surface raised", "line-strong gold", MARK),
    *_on("paper", "accent hue-member hue-participating hue-associate", MARK),
    *_on("paper", "hue-observer-edge hue-partner-edge hue-dialogue-edge", MARK),
    Pair("masthead-line", "masthead", MARK),
)


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour as the style page shows it: its value in each theme."""

    name: str
    light: str
    dark: str
    use: Any


USES = {
    "paper": _("the page"),
    "surface": _("boxes, the footer, the heads of tables"),
    "raised": _("menus, fields"),
    "line": _("hairlines that only divide"),
    "line-strong": _("edges that carry meaning: fields, dashed frames"),
    "ink": _("text"),
    "ink-soft": _("second voice: labels, the other language"),
    "link": _("links"),
    "visited": _("links of rows that were opened"),
    "accent": _("what is current; buttons; abbreviations"),
    "accent-soft": _("beneath what is current or pointed at"),
    "gold": _("the ring of the focus; what is as on a day, or differs"),
    "gold-ink": _("text on pale gold"),
    "good": _("exists, is sure"),
    "bad": _("errors, cancelled, not sure"),
    "gone": _("has ended"),
    "masthead": _("the head of every page"),
}


def swatches() -> list[Swatch]:
    light, dark = tokens("light"), tokens("dark")
    return [Swatch(name, light[name], dark[name], use) for name, use in USES.items()]
