"""The values of a read page. Units are PDF points; the origin is the top-left corner of the page
as it is seen (after its crop box and rotation are applied); x grows to the right, y downwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

SCHEMA_VERSION = 6
"""Version of the JSON of pages and flows. It grows when a field comes, goes or changes its meaning.

1: text, boxes and warnings. 2: the version itself, levels, cells, ruby, confidence, and flows.
3: parts that are pieces of lines. 4: words struck out and words underlined.
5: heads and amounts of cells. 6: reason ``picture``.
"""


UNREADABLE = "\ufffd"
"""Stands for a glyph whose character the file does not tell."""


class Box(NamedTuple):
    """A rectangle in points: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


Direction = Literal["ltr", "ttb", "rtl", "btt"]
"""Writing direction of a line: left to right, top to bottom (vertical Japanese); right to left and
bottom to top are lines set upside down and turned to the left."""

BlockKind = Literal[
    "text", "heading", "list", "table", "caption", "footnote", "figure", "furniture"
]  # fmt: skip


Head = Literal["", "column", "row"]
"""What a cell is the head of: a column of its table, or a row; nothing where it is none."""


class Ruby(msgspec.Struct, frozen=True, gc=False):
    """A reading set beside its base, ``text[start:end]`` of the line that holds it."""

    start: int
    end: int
    text: str


class Struck(msgspec.Struct, frozen=True, gc=False):
    """Words that are struck out: they stand before ``text[at]`` of the line that holds them, of
    whose text they are no part."""

    at: int
    text: str
    bbox: Box


class Span(NamedTuple):
    """Characters ``start:end`` of a text."""

    start: int
    end: int


Reason = Literal[
    "columns", "covered", "invisible", "line", "overlap", "picture", "size", "unmapped"
]  # fmt: skip
"""Why a line may be wrong: ``columns`` what is read before or after it may belong elsewhere;
``line`` it may be cut, or hold what is not of it; ``unmapped`` glyphs without a code point;
``overlap`` glyphs on top of each other; ``invisible`` text that is not painted; ``covered`` a
picture painted over it; ``size`` too small or too large to be meant for reading; ``picture`` it was
read from the page's picture, where a character is hard to read."""


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of text.

    ``edges`` has ``len(text) + 1`` positions in points along the writing direction (x for
    ``ltr``, y for ``ttb``): character *i* of ``text`` stands between ``edges[i]`` and
    ``edges[i + 1]``. It is what highlights a part of a line at its true place.
    """

    text: str
    bbox: Box
    edges: tuple[float, ...] = ()
    direction: Direction = "ltr"
    ruby: tuple[Ruby, ...] = ()
    confidence: float = 1.0
    """From 0 to 1: 1 where nothing speaks against the text and its place in the order."""
    reasons: tuple[Reason, ...] = ()
    struck: tuple[Struck, ...] = ()
    """The words struck out of it, in their order; of a line that is struck out whole ``text`` is
    empty."""
    underlined: tuple[Span, ...] = ()
    """The parts of ``text`` that are underlined, or have a line at their side in vertical writing:
    in a letter of corrections, what is inserted."""

    def part_box(self, start: int, end: int) -> Box:
        """The box, in points, of ``text[start:end]``; that of the line where no edges are known."""
        if len(self.edges) != len(self.text) + 1:
            return self.bbox
        low, high = self.edges[start], self.edges[end]
        if low > high:
            low, high = high, low
        x0, y0, x1, y1 = self.bbox
        upright = self.direction in ("ttb", "btt")
        return Box(x0, low, x1, high) if upright else Box(low, y0, high, y1)


class Cell(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A cell of a table: of a page's block, or of a passage of the flow, which may run over pages.

    ``row`` and ``column`` are its place (from 0), ``rows`` and ``columns`` its spans; ``start`` and
    ``end`` (exclusive) are the span of its lines among those of the table that holds it. ``bbox``
    is its rectangle on the page on which it begins.
    """

    row: int
    column: int
    bbox: Box
    start: int
    end: int
    rows: int = 1
    columns: int = 1
    paragraphs: tuple[int, ...] = ()
    """Those of its lines, by their number in the table, with which a paragraph begins; its first
    line always does."""
    head: Head = ""
    """Whether it says what stands below it (``column``) or beside it (``row``)."""


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lines that belong together, in reading order."""

    kind: BlockKind
    bbox: Box
    lines: tuple[Line, ...]
    level: int = 0
    """Of a heading: 1 is the highest; 0 for all else."""
    cells: tuple[Cell, ...] = ()
    """Of a table, in reading order: the cells, which share out ``lines``."""
    ruled: bool = False
    """Of a table: whether lines are drawn around its cells."""


class Warning(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What may be wrong with a page: a stable ``code`` and an English word for developers."""

    code: str
    message: str = ""


class Page(msgspec.Struct, frozen=True):
    """One page as read: ``page`` is its number from 1, ``text`` the lines in reading order."""

    page: int
    width: float
    height: float
    text: str
    blocks: tuple[Block, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def struck_text(self) -> str:
        """The words that are struck out, one run a line; they are no part of ``text``."""
        return "\n".join(
            each.text for block in self.blocks for line in block.lines for each in line.struck
        )

    def lines(self) -> Iterator[tuple[Block, int, Line]]:
        """Each line in reading order, with its block and where in ``text`` it begins."""
        at = 0
        for block in self.blocks:
            for line in block.lines:
                yield block, at, line
                at += len(line.text) + 1


def with_shared_edges(page: Page, known: dict[float, float]) -> Page:
    """``page``, whose lines have the same edges, each number of them once for all pages that are
    given with the same ``known``.

    A long document has a hundred times as many edges as different ones, and they are most of its
    memory.
    """
    for block in page.blocks:
        for line in block.lines:
            shared = tuple(map(known.setdefault, line.edges, line.edges))
            # nobody else has the page yet, and its value stays the same
            msgspec.structs.force_setattr(line, "edges", shared)
    return page


class OutlineItem(msgspec.Struct, frozen=True, gc=False):
    """One bookmark of the PDF: depth (0 is top), title, and page number from 1 if it has one."""

    level: int
    title: str
    page: int | None


class Summary(msgspec.Struct, frozen=True):
    """What is known of a PDF as a whole."""

    pages: int
    title: str = ""
    author: str = ""
    created: str = ""
    outline: tuple[OutlineItem, ...] = ()
