"""The picture that stands beside a link to a page where it is shared: what the record is, its name, its main facts.

Drawn like the masthead of the site, when it is first asked for; then kept.
"""

import hashlib
import io
from dataclasses import astuple, dataclass
from functools import cache

from django.contrib.staticfiles import finders
from django.core.cache import cache as kept
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from .typefaces import SANS, SERIF, Face

WIDTH, HEIGHT = 1200, 630
DESIGN = 1  # raise it when cards are drawn differently: all are drawn again then
DAY, WEEK = 86_400, 604_800

MARGIN, INNER = 72, WIDTH - 2 * 72
GROUND, GOLD, WHITE, SOFT, LINE = "#0b4a5e", "#e2b54c", "#ffffff", "#cbe1e8", "#3b7082"
MASTHEAD, FOOT = 132, 506  # the rules below the masthead and above the facts


@dataclass(frozen=True, slots=True)
class Card:
    """What is written on a card. `short` is an abbreviation, set large; `day` says as on which day the facts are."""

    kind: str
    name: str
    short: str = ""
    facts: tuple[str, ...] = ()
    day: str = ""

    @property
    def key(self) -> str:
        """What tells this card from any other: all that is written on it, and how it is drawn."""
        words = repr((DESIGN, get_language(), _("Odaq"), astuple(self)))
        return hashlib.sha256(words.encode()).hexdigest()[:32]

    def png(self) -> bytes:
        """Return the picture: the one that was kept, or a new one."""
        return kept.get_or_set(f"card-{self.key}", self.drawn, WEEK)

    def drawn(self) -> bytes:
        picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
        picture.paste(_mark(), (MARGIN, 32))
        onto = ImageDraw.Draw(picture)
        self._draw_masthead(onto)
        top = MASTHEAD + 66
        if self.kind:
            Face(SANS, 30, 600).draw(onto, MARGIN, top, Face(SANS, 30, 600).shortened(self.kind, INNER), GOLD)
        self._draw_name(onto, top + (26 if self.kind else -26), (FOOT if self.facts else HEIGHT - 40) - 24)
        self._draw_facts(onto)
        buffer = io.BytesIO()
        picture.quantize(48, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(buffer, "PNG")
        return buffer.getvalue()

    def _draw_masthead(self, onto: ImageDraw.ImageDraw) -> None:
        brand, tag, day = Face(SERIF, 44), Face(SANS, 27), Face(SANS, 28, 600)
        onto.rectangle((0, MASTHEAD, WIDTH, MASTHEAD + 4), fill=GOLD)
        x = MARGIN + 72 + 20
        brand.draw(onto, x, 83, _("Odaq"), WHITE)
        if self.day:
            day.draw(onto, WIDTH - MARGIN - day.width(self.day), 82, self.day, GOLD)
        else:
            tag.draw(
                onto, x + brand.width(_("Odaq")) + 24, 82, _("International organisations, a reference work"), SOFT
            )

    def _draw_name(self, onto: ImageDraw.ImageDraw, top: int, bottom: int) -> None:
        """Set the abbreviation and the name as large as the room allows."""
        if self.short:
            face = _largest(self.short, INNER, 128, 56)
            top += round(face.size * 0.84)
            face.draw(onto, MARGIN, top, face.shortened(self.short, INNER), WHITE)
            top += 24
        most = 60 if self.short else 84
        for size in range(most, 33, -4):
            face, leading = Face(SERIF, size), round(size * 1.2)
            lines = face.wrapped(self.name, INNER)
            if len(lines) * leading <= bottom - top and all(face.width(line) <= INNER for line in lines):
                break
        room = max(1, (bottom - top) // leading)
        if len(lines) > room:
            lines = [*lines[: room - 1], " ".join(lines[room - 1 :])]
        for number, line in enumerate(lines):
            y = top + round(size * 0.94) + number * leading
            face.draw(onto, MARGIN, y, face.shortened(line, INNER), SOFT if self.short else WHITE)

    def _draw_facts(self, onto: ImageDraw.ImageDraw) -> None:
        if not self.facts:
            return
        face = Face(SANS, 31)
        onto.rectangle((MARGIN, FOOT, WIDTH - MARGIN, FOOT + 1), fill=LINE)
        lines: list[str] = []
        for fact in self.facts:
            if lines and face.width(f"{lines[-1]}  ·  {fact}") <= INNER:
                lines[-1] += f"  ·  {fact}"
            else:
                lines.append(fact)
        for number, line in enumerate(lines[:2]):
            y = FOOT + (62 if len(lines) == 1 else 48) + 42 * number
            face.draw(onto, MARGIN, y, face.shortened(line, INNER), WHITE)


def _largest(text: str, width: float, most: int, least: int) -> Face:
    """Return the serif in the largest size in which the text fits on a line."""
    faces = (Face(SERIF, size) for size in range(most, least, -8))
    return next((face for face in faces if face.width(text) <= width), Face(SERIF, least))


@cache
def _mark() -> Image.Image:
    with Image.open(finders.find("img/apple-touch-icon.png")) as icon:
        return icon.convert("RGB").resize((72, 72), Image.Resampling.LANCZOS)


def card_response(card: Card) -> HttpResponse:
    """Return a card as a picture that anyone may keep for a day."""
    response = HttpResponse(card.png(), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    response["ETag"] = f'"{card.key}"'
    return response


def card_of_the_site() -> Card:
    """Return the card of every page that has none of its own."""
    return Card(
        kind="",
        name=_("International organisations in Kazakh and in English"),
        facts=(_("Each fact has its date and its source."),),
    )
