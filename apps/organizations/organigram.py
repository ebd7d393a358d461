"""The bodies of an organisation drawn as a tree.

The organisation stands on top. Under it the bodies stand side by side; what belongs to a body hangs beneath it,
indented, on a line of its own. A branch that would grow much longer than the others is spread over several columns,
and bodies with nothing beneath them are stacked on one line where a row would be too wide: so 5 bodies make a row,
60 a sheet of a few columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core.figures import Figure, Key, number, text_width, wrapped
from apps.core.translations import translation

from .choices import Level
from .structure import Node, Office, Structure

SHEET = 1216  # the most that a drawing is wide, if it can be helped: what a page on a desk has
READABLE = 1000  # so wide, its letters are 10 pixels high on a tablet of 768
BOX, INDENT, SPINE = 186, 20, 9  # of a box: its width; how far what hangs beneath it is moved; where its line runs
ROOT = 320  # the box of the organisation
ACROSS, BETWEEN, BUS = 14, 12, 22  # room between columns, between boxes, and for the line that spreads a branch
PADDING, EDGE = 9, 3  # within a box; around the drawing, for the strokes of its outer boxes
SMALL, NAME = 12.5, 13.5  # sizes of letters
BOLD = ("abbr", "name", "vacant")  # styles of lines

# Levels of representation that share a sign: how high those who sit in the body stand in their countries.
SIGNS = {
    "heads": (Level.HEADS_OF_STATE, Level.HEADS_OF_GOVERNMENT),
    "ministers": (Level.FOREIGN_MINISTERS, Level.DEFENCE_MINISTERS, Level.MINISTERS),
    "envoys": (Level.PERMANENT_REPRESENTATIVES, Level.CHIEFS_OF_STAFF),
    "parliament": (Level.PARLIAMENTARIANS,),
    "experts": (Level.EXPERTS,),
    "staff": (Level.STAFF,),
}
SIGN_OF = {level: sign for sign, levels in SIGNS.items() for level in levels}

# The signs as paths of 12 by 12, where they overlap left open: a star, a disc, one half full, a hemicycle, a diamond,
# a square; and a person for who holds a post.
_SHAPES = {
    "level-heads": "M6 0l1.8 4 4.2.4-3.2 2.8 1 4.3L6 9.2l-3.8 2.3 1-4.3L0 4.4 4.2 4z",
    "level-ministers": "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
    "level-envoys": "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10zM6 2.5a3.5 3.5 0 0 1 0 7z",
    "level-parliament": "M.5 10a5.5 5.5 0 0 1 11 0h-3a2.5 2.5 0 0 0-5 0z",
    "level-experts": "M6 .5L11.5 6 6 11.5.5 6zM6 3L3 6l3 3 3-3z",
    "level-staff": "M1 1h10v10H1zM2.5 2.5v7h7v-7z",
    "post": "M6 1a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM1 11.5a5 4.5 0 0 1 10 0z",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A line of a box, measured from the box's upper edge."""

    style: str  # abbr, name, note, post, vacant
    text: str
    y: float
    x: float = PADDING
    sign: str = ""  # what is drawn before it
    length: float = 0

    @property
    def text_length(self) -> str:
        """How long the line is: in a file it keeps this length in any typeface, and so its place in the box."""
        return number(self.length)

    @property
    def left(self) -> str:
        return number(self.x)

    @property
    def base(self) -> str:
        return number(self.y)

    @property
    def shape(self) -> str:
        return _SHAPES.get(self.sign, "")

    @property
    def sign_at(self) -> str:
        return f"translate({PADDING} {number(self.y - 10)})"


@dataclass(slots=True)
class Box:
    """A body, or the organisation itself, with what is written into it. Its place is set when it is laid out."""

    record: Any
    lines: list[Text]
    width: float
    height: float
    style: str = ""  # root, possible, ended
    side: str = ""  # at the right of its first line: from when to when
    x: float = 0
    y: float = 0

    @property
    def url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def place(self) -> dict[str, str]:
        """Return its place and size as a template writes them."""
        values = {"x": self.x, "y": self.y, "width": self.width, "height": self.height, "end": self.width - PADDING}
        return {name: number(value) for name, value in values.items()}


def box_of(node: Node) -> Box:
    """Write a body into a box: its short name and years, its name, its level, who chairs it, who leads it."""
    body, writing = node.body, _Writing(BOX)
    years = body.span.years()
    if node.body.is_possible:
        years = _("%(years)s, possibly") % {"years": years}
    abbreviation = translation(body, "abbreviation").text
    room = BOX - 2 * PADDING - text_width(years, SMALL) - 8
    if abbreviation and text_width(abbreviation, NAME, bold=True) <= room:
        writing.add("abbr", [abbreviation], NAME)
    else:  # the line of the years is never empty
        writing.add("note", wrapped(body.get_kind_display(), room, SMALL, most=1), NAME)
    writing.text("name", str(body), NAME, most=5)
    if body.level:
        writing.text("note", body.get_level_display(), SMALL, most=2, sign=f"level-{SIGN_OF[body.level]}")
    chair = translation(body, "chaired_by").text
    if chair:
        writing.text("note", _("Chaired by: %(chair)s") % {"chair": chair}, SMALL, most=4)
    writing.offices(node.offices)
    style = " ".join(
        name for name, applies in (("possible", node.body.is_possible), ("ended", body.has_ended)) if applies
    )
    return Box(body, writing.lines, BOX, writing.height, style, years)


def root_of(structure: Structure) -> Box:
    """Write the organisation into its box."""
    organization, writing = structure.organization, _Writing(ROOT)
    abbreviation = translation(organization, "abbreviation").text
    if abbreviation:
        writing.add("abbr", [abbreviation], NAME)
    writing.text("name", str(organization), NAME, most=3)
    writing.offices(structure.offices)
    return Box(organization, writing.lines, ROOT, writing.height, "root")


class _Writing:
    """The lines of a box as they are written, one under the other."""

    def __init__(self, width: float) -> None:
        self.width, self.lines, self._y = width, [], PADDING

    @property
    def height(self) -> float:
        return round(self._y + PADDING)

    def add(self, style: str, lines: Iterable[str], size: float, x: float = PADDING, sign: str = "") -> None:
        for at, line in enumerate(lines):
            self._y += round(size * 1.28)
            length = text_width(line, size, bold=style in BOLD)
            self.lines.append(Text(style, line, self._y - 3, x, "" if at else sign, length))

    def text(self, style: str, text: str, size: float, most: int, sign: str = "") -> None:
        x = PADDING + (18 if sign else 0)
        if style == "note":
            self._y += 2
        self.add(style, wrapped(text, self.width - x - PADDING - 4, size, most, style in BOLD), size, x, sign)

    def offices(self, offices: Iterable[Office]) -> None:
        """Write the posts: who holds it, or that it stands vacant, with a hatched sign."""
        for office in offices:
            says = _("%(post)s: %(holder)s") % {"post": capfirst(str(office.post)), "holder": office.says}
            style = "vacant" if office.is_vacant else "post"
            self._y += 2
            self.text(style, says, SMALL, most=4, sign=style)


@dataclass(slots=True)
class Block:
    """A box and everything beneath it: in one column (`hung`), or spread over several."""

    box: Box
    columns: list["Column"] = field(default_factory=list)
    is_spread: bool = False

    @property
    def width(self) -> float:
        if self.is_spread:
            return max(self.box.width, _width(self.columns))
        return max([self.box.width, *(INDENT + column.width for column in self.columns)])

    @property
    def height(self) -> float:
        beneath = max((column.height for column in self.columns), default=0)
        room = 0 if not self.columns else BUS if self.is_spread else BETWEEN
        return self.box.height + room + beneath


@dataclass(slots=True)
class Column:
    """Blocks one under the other. In a spread branch they hang on a line at their left."""

    blocks: list[Block] = field(default_factory=list)
    has_spine: bool = False  # of its own; the blocks beneath a box of one column hang on the line of that box

    @property
    def inset(self) -> float:
        return INDENT if self.has_spine else 0

    @property
    def width(self) -> float:
        return self.inset + max(block.width for block in self.blocks)

    @property
    def height(self) -> float:
        return sum(block.height for block in self.blocks) + BETWEEN * (len(self.blocks) - 1)


def _width(columns: Sequence[Column]) -> float:
    return sum(column.width for column in columns) + ACROSS * (len(columns) - 1)


class _Layout:
    """Finds columns for a tree. Boxes and hung branches are measured once."""

    def __init__(self, tops: Iterable[Node]) -> None:
        self.boxes = {id(node): box_of(node) for top in tops for _depth, node in top.walk()}
        self._hung: dict[int, Block] = {}

    def hung(self, node: Node) -> Block:
        """Return the node with all that belongs to it in one column."""
        if id(node) not in self._hung:
            children = [self.hung(child) for child in node.children]
            self._hung[id(node)] = Block(self.boxes[id(node)], [Column(children)] if children else [])
        return self._hung[id(node)]

    def fitted(self, node: Node, height: float, width: float) -> Block | None:
        """Return the node hung if it is low enough, else spread over as few columns as make it so."""
        hung = self.hung(node)
        if hung.height <= height:
            return hung if hung.width <= width else None
        if not node.children:
            return None
        columns = self.columns(node.children, height - hung.box.height - BUS, width)
        return Block(hung.box, columns, is_spread=True) if columns else None

    def columns(self, nodes: Sequence[Node], height: float, width: float) -> list[Column] | None:
        """Put nodes in order into columns of a height, all together within a width; None where that cannot be."""
        columns: list[Column] = []
        for node in nodes:
            left = width - (_width(columns) + ACROSS if columns else 0)
            block = self.fitted(node, height, left)
            if block is None or block.width > left:
                # It may still fit under the last column, where it needs no room beside it.
                block = self.hung(node)
            last = columns[-1] if columns else None
            if (
                last
                and not block.is_spread
                and not last.blocks[-1].is_spread
                and last.height + BETWEEN + block.height <= height
            ):
                last.blocks.append(block)
            else:
                columns.append(Column([block]))
            _draw_spines(columns)
            if columns[-1].height > height or _width(columns) > width:
                return None
        return columns

    def best(self, nodes: Sequence[Node]) -> list[Column]:
        """Return the lowest arrangement that is no wider than a sheet; of a tree too deep for one, a single column."""
        lowest = max(self.boxes[id(node)].height for node in nodes)
        highest = sum(self.hung(node).height + BETWEEN for node in nodes)
        height = lowest
        while height < highest:
            if columns := self.columns(nodes, height, SHEET):
                return columns
            height = max(height + 8, height * 1.02)
        column = Column([self.hung(node) for node in nodes])
        _draw_spines([column])
        return [column]


def _draw_spines(columns: Iterable[Column]) -> None:
    """A column of several blocks needs a line of its own; one block hangs on the line above it."""
    for column in columns:
        column.has_spine = len(column.blocks) > 1


@dataclass
class Organigram(Figure):
    """The tree of an organisation's bodies, with levels, chairs and vacancies. Scaled as a whole."""

    template: ClassVar[str] = "figures/_organigram.svg"

    boxes: list[Box] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # paths, from box to box
    width: int = 0
    drawn_height: int = 0

    @property
    def viewbox(self) -> str:
        return f"0 0 {self.width} {self.drawn_height}"

    @property
    def own_width(self) -> str:
        return str(self.width)

    @property
    def is_scaled(self) -> bool:
        return self.width <= READABLE

    @property
    def patterns(self) -> list[tuple[str, str]]:
        """Return what the legend shows: the style of a level, and its sign."""
        shapes = ((key.style, _SHAPES.get(key.style.removeprefix("s-"), "")) for key in self.legend)
        return [(style, shape) for style, shape in shapes if shape]

    @property
    def height(self) -> int:
        return self.drawn_height

    @property
    def file_width(self) -> int:
        return max(self.width, 640) + 48

    @property
    def is_empty(self) -> bool:
        return len(self.boxes) < 2

    def put(self, block: Block, x: float, y: float) -> None:
        """Draw a block with its upper left corner at a place."""
        box = block.box
        if block.is_spread:
            box.x, box.y = x + (block.width - box.width) / 2, y
            self.boxes.append(box)
            self.spread(block.columns, box, x + (block.width - _width(block.columns)) / 2)
            return
        box.x, box.y = x, y
        self.boxes.append(box)
        for column in block.columns:
            self._stack(column, x + INDENT, box.y + box.height + BETWEEN, x + SPINE, box.y + box.height)

    def spread(self, columns: Sequence[Column], box: Box, x: float) -> None:
        """Draw columns under a box, from `x`, and the line that leads from it to each of them."""
        bus, middle = box.y + box.height + BUS / 2, box.x + box.width / 2
        ends = []
        for column in columns:
            top = bus + BUS / 2
            if column.has_spine:
                ends.append(x + SPINE)
                self._stack(column, x + INDENT, top, x + SPINE, bus)
            else:
                (block,) = column.blocks
                self.put(block, x, top)
                ends.append(block.box.x + block.box.width / 2)
                self.lines.append(_path((ends[-1], bus), (ends[-1], top)))
            x += column.width + ACROSS
        self.lines.append(_path((middle, box.y + box.height), (middle, bus)))
        if min(ends) != max(ends) or ends[0] != middle:
            self.lines.append(_path((min(*ends, middle), bus), (max(*ends, middle), bus)))

    def _stack(self, column: Column, x: float, y: float, spine: float, start: float) -> None:
        """Draw blocks one under the other, each with a stub from the line at their left."""
        end = start
        for block in column.blocks:
            self.put(block, x, y)
            end = block.box.y + min(block.box.height / 2, 20)
            self.lines.append(_path((spine, end), (block.box.x, end)))
            y += block.height + BETWEEN
        self.lines.append(_path((spine, start), (spine, end)))


def _path(start: tuple[float, float], end: tuple[float, float]) -> str:
    return "M{} {}L{} {}".format(*map(number, (*start, *end)))


def organigram_of(structure: Structure) -> Organigram:
    """Draw the structure of an organisation at a moment."""
    organization = structure.organization
    figure = Organigram(
        name="structure",
        title=_("Structure: %(organization)s") % {"organization": organization.short_name},
        summary=structure.summary,
        legend=list(_keys(structure)),
        links=True,
    )
    if not structure.tops:
        return figure
    root, columns = root_of(structure), _Layout(structure.tops).best(structure.tops)
    width = _width(columns)
    figure.width = round(max(width, root.width)) + 2 * EDGE
    root.x, root.y = (figure.width - root.width) / 2, EDGE
    figure.boxes.append(root)
    figure.spread(columns, root, (figure.width - width) / 2)
    figure.drawn_height = round(max(box.y + box.height for box in figure.boxes)) + EDGE
    return figure


def _keys(structure: Structure) -> Iterator[Key]:
    """Return the legend of what occurs: the signs of the levels, and how a box or a post is drawn that is not plain."""
    bodies = structure.shown
    levels = [body.level for body in bodies]
    for sign, group in SIGNS.items():
        there = [level for level in group if level in levels]
        if there:
            label = ", ".join(str(level.label) for level in there)
            yield Key(f"s-level-{sign}", label, sum(levels.count(level) for level in there))
    others = (
        ("gap", _("vacant post"), structure.vacancies),
        ("s-body-possible", _("may have existed on this day"), sum(body.is_possible for body in bodies)),
        ("s-body-ended", _("no longer exists today"), sum(body.has_ended for body in bodies)),
    )
    for style, label, count in others:
        if count:
            yield Key(style, label, count)
