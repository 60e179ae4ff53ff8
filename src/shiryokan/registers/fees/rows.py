"""Visual rows: what stands on one baseline of a page, from left to right.

The layout takes some rows of a schedule for a small table ("イ | 14日以内の期間 | 450点") or sets
the points apart as a block of their own; on paper they are one row, and so they are here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Line, Page
from shiryokan.paper.page_edge import is_sure_label
from shiryokan.registers.leaders import without_leaders
from shiryokan.registers.middle_cells import Ink, cut_at, seams, set_level
from shiryokan.registers.source_text import Piece, Traced

_SAME_BASELINE = 0.5
"""Share of a line's height by which the middles of two lines of a row may differ."""
_ABUTTING = 0.3
"""Share of a line's height up to which the next line of a row belongs to the same word."""
_LEADERS = re.compile(
    r"[\s　]*(?:[…‥⋯]{2,}|[・･·．.―─](?:[ 　]?[・･·．.―─]){3,})[\s　]*"
    r"|[…‥⋯・･·．.―─](?=[)）][…‥⋯・･·．.―─]{2})"
)
"""Dots that lead the eye; fewer are a sign of their own, but where they begin over a bracket."""
_GAP = re.compile(r"[\s　]+")

_Sorted = tuple[Line, bool]
"""A line, and whether it is furniture."""


@dataclass(frozen=True)
class Row:
    """A row of a page. ``x0`` and ``x1`` are the ends of its ink in points."""

    page: int
    text: Traced
    x0: float
    x1: float
    height: float
    furniture: bool = False
    shift: float = 0.0
    """How far left of its place on the page it is told to stand."""

    @cached_property
    def gaps(self) -> list[tuple[int, int, float]]:
        """The white spaces within it: start and end in the text, and width in points."""
        return [
            (start, end, self.left_of(end) - self._right_of(start - 1))
            for start, end in self.spaces
        ]

    @property
    def spaces(self) -> list[tuple[int, int]]:
        """The same without their widths, which take long to tell."""
        text = self.text.text
        found = [match.span() for match in _GAP.finditer(text)]
        return [(start, end) for start, end in found if start > 0 and end < len(text)]

    @property
    def tails(self) -> list[str]:
        """Its text, and what of it stands behind each white space."""
        text = self.text.text
        return [text, *(text[end:] for _, end in self.spaces)]

    def left_of(self, index: int) -> float:
        """Where the character ``index`` begins, in points."""
        return self._ends_of(index)[0] - self.shift

    def _right_of(self, index: int) -> float:
        return self._ends_of(index)[1] - self.shift

    def _ends_of(self, index: int) -> tuple[float, float]:
        """Where a character begins and ends; one that was put between two lines has no width."""
        right = 0.0
        for piece in self.text.pieces:
            if index < len(piece.text):
                if piece.line is None:
                    return right, right
                edges, at = _edges_of(piece.line), piece.start + index
                return edges[at], max(edges[at], edges[at + 1])
            index -= len(piece.text)
            if piece.line is not None:
                edges, at = _edges_of(piece.line), piece.start + len(piece.text)
                right = max(edges[at - 1], edges[at])
        raise IndexError("no such character in the row")


def rows_of(document: Document) -> list[Row]:
    """The rows of a document from the top of the first page to the foot of the last.

    Lines that are not set from left to right are left out; :func:`astray` has them.
    """
    found = [_lines_of(page) for page in document.pages]
    parts = [_cut(lines) for lines in found]
    inked = [[_ink(line) for mine in page for line, _ in mine] for page in parts]
    return [
        row
        for page, lines, mine, places in zip(
            document.pages, found, parts, set_level(inked), strict=True
        )
        for row in _page_rows(page.page, _moved(lines, mine, places))
    ]


def _cut(lines: Sequence[_Sorted]) -> list[list[_Sorted]]:
    """The lines of a page, each in the pieces that may stand in different cells."""
    found: list[list[_Sorted]] = []
    beginnings = seams([_ink(line) for line, _ in lines])
    for (line, furniture), begin in zip(lines, beginnings, strict=True):
        cuts = [0, *cut_at(line.text, _edges_of(line), _ink(line), begin), len(line.text)]
        if len(cuts) == 2 or len(line.edges) != len(line.text) + 1:
            found.append([(line, furniture)])
            continue
        found.append([(_part(line, a, b), furniture) for a, b in itertools.pairwise(cuts)])
    return found


def _part(line: Line, start: int, end: int) -> Line:
    end = start + len(line.text[start:end].rstrip())
    return msgspec.structs.replace(
        line, text=line.text[start:end], bbox=line.part_box(start, end),
        edges=tuple(line.edges[start : end + 1]), underlined=(), struck=(),
    )  # fmt: skip


def _moved(
    lines: Sequence[_Sorted], parts: Sequence[Sequence[_Sorted]], places: Sequence[float]
) -> Iterator[tuple[float, _Sorted]]:
    """The lines of a page by their places, in pieces where these have different ones."""
    at = 0
    for whole, mine in zip(lines, parts, strict=True):
        own = places[at : at + len(mine)]
        at += len(mine)
        if all(place == _middle(whole[0]) for place in own):
            yield own[0], whole
        else:
            yield from zip(own, mine, strict=True)


def _ink(line: Line) -> Ink:
    x0, y0, x1, y1 = line.bbox
    return Ink(x0, x1, _middle(line), y1 - y0)


def astray(pages: Sequence[Page]) -> Iterator[Traced]:
    """The lines that are in no row, because they are set vertically or upside down."""
    for page in pages:
        for block in page.blocks:
            for line in block.lines:
                if line.direction != "ltr" and line.text.strip():
                    yield Traced.of(page.page, line)


def _lines_of(page: Page) -> list[_Sorted]:
    """The lines of a page that are set level, each with whether it is furniture."""
    return [
        (line, block.kind == "furniture")
        for block in page.blocks
        for line in block.lines
        if line.direction == "ltr"
        and _LEADERS.sub("", line.text).strip()
        and not is_sure_label(line.text, line.bbox.y0, line.bbox.y1, page.height)
    ]


def _page_rows(page: int, lines: Iterable[tuple[float, _Sorted]]) -> Iterator[Row]:
    """The rows of lines, each with where its middle stands."""
    placed = sorted(lines, key=lambda each: each[0])
    row: list[_Sorted] = []
    first = 0.0
    for place, each in placed:
        if row and not _on_one_row(row[0][0], each[0], place - first):
            yield _row(page, row)
            row = []
        if not row:
            first = place
        row.append(each)
    if row:
        yield _row(page, row)


def _row(page: int, found: list[_Sorted]) -> Row:
    lines = sorted((line for line, _ in found), key=lambda line: line.bbox.x0)
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        start = len(line.text) - len(line.text.lstrip())
        if i and line.bbox.x0 - lines[i - 1].bbox.x1 > _ABUTTING * (line.bbox.y1 - line.bbox.y0):
            pieces.append(Piece("　", page, None, 0))
        for piece in _in_order(Piece(line.text.strip(), page, line, start)):
            pieces += without_leaders(piece, _LEADERS)
    inked = [n for n, piece in enumerate(pieces) if piece.line is not None]
    pieces = pieces[inked[0] : inked[-1] + 1]
    first, last = pieces[0], pieces[-1]
    assert first.line is not None
    assert last.line is not None
    x0 = _edges_of(first.line)[first.start]
    x1 = _edges_of(last.line)[last.start + len(last.text)]
    height = max(line.bbox.y1 - line.bbox.y0 for line in lines)
    return Row(page, Traced(pieces), x0, x1, height, all(furniture for _, furniture in found))


def _in_order(piece: Piece) -> list[Piece]:
    """A raised or lowered letter at its place on paper, where the line has it at its end."""
    if piece.line is None:
        return [piece]
    edges = _edges_of(piece.line)[piece.start : piece.start + len(piece.text) + 1]
    if sorted(edges) == list(edges):
        # as in nearly all lines
        return [piece]
    back = next((i for i in range(1, len(piece.text)) if edges[i] < edges[i - 1]), 0)
    # it may be the last of the line
    end = len(piece.text)
    to = next((i for i in range(back, end) if edges[i] >= edges[back - 1]), end)
    at = next((i for i in range(back) if edges[i] > edges[back] + 0.1), 0)
    if not (back and at and to):
        return [piece]
    cuts = (0, at, back, to, len(piece.text))
    a, b, c, d = (
        Piece(piece.text[i:j], piece.page, piece.line, piece.start + i)
        for i, j in itertools.pairwise(cuts)
    )
    raised = c._replace(text=c.text.rstrip())
    space = c._replace(text=c.text[len(raised.text) :], start=c.start + len(raised.text))
    return [a, raised, b, space, d]


def _edges_of(line: Line) -> Sequence[float]:
    if len(line.edges) == len(line.text) + 1:
        return line.edges
    step = (line.bbox.x1 - line.bbox.x0) / max(len(line.text), 1)
    return [line.bbox.x0 + step * i for i in range(len(line.text) + 1)]


def _middle(line: Line) -> float:
    return (line.bbox.y0 + line.bbox.y1) / 2


def _on_one_row(a: Line, b: Line, apart: float) -> bool:
    height = min(a.bbox.y1 - a.bbox.y0, b.bbox.y1 - b.bbox.y0)
    return abs(apart) < _SAME_BASELINE * max(height, 1.0)
