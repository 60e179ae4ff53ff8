"""The lines of a document with where they stand, and the document with some of them otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from shiryokan.paper.model import Page
from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Traced, joined

_ROOM = 1.5
"""Sizes of a letter between a line's end and the margin behind which its paragraph ends."""
_CROSSING, _BEHIND = 0.15, 0.25
"""Shares of a page's lines: of those that cross its middle at most, and of those that begin behind
it at least, where it is set in two columns."""


class Address(NamedTuple):
    """Which line of a passage it is; ``cell`` is -1 outside of tables."""

    passage: int
    cell: int
    paragraph: int
    line: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A line without white space at its ends; ``plain`` is its text made narrow. ``indent``: points
    by which it begins further in than the outermost line of its column; ``full``: it reaches the
    margin; ``opens``: a paragraph of the layout begins with it; ``top``: its upper edge."""

    at: Address
    text: Traced
    plain: str
    indent: float
    full: bool
    opens: bool
    heading: bool
    top: float = 0.0

    def beside(self, other: DocumentLine) -> bool:
        """Whether both stand in one row of a page."""
        size = self.text.places()[0].boxes[0] if self.text.places() else None
        height = size.y1 - size.y0 if size else 0.0
        return self.text.page == other.text.page and abs(self.top - other.top) < height / 2


def lines_of(passages: Sequence[TracedPassage], pages: Sequence[Page]) -> list[DocumentLine]:
    """The lines of a document, in its order."""
    whole = [
        (at, text.strip(), heading)
        for at, text, heading in _addressed(passages)
        if text.text.strip()
    ]
    boxes = [_box(text) for _, text, _ in whole]
    middles = _middles([text.page for _, text, _ in whole], boxes, pages)
    columns = [
        (text.page % 2, bool(middles.get(text.page)) and box[0] > middles[text.page])
        for (_, text, _), box in zip(whole, boxes, strict=True)
    ]
    lefts: dict[tuple[int, bool], float] = defaultdict(lambda: float("inf"))
    rights: dict[tuple[int, bool], float] = defaultdict(float)
    for (at, _, heading), box, column in zip(whole, boxes, columns, strict=True):
        if at.cell < 0 and not heading:
            lefts[column] = min(lefts[column], box[0])
            rights[column] = max(rights[column], box[2])
    found = []
    for (at, text, heading), box, column in zip(whole, boxes, columns, strict=True):
        size = (box[2] - box[0]) / max(len(text), 1)
        found.append(
            DocumentLine(
                at, text, narrow(text.text), max(box[0] - lefts[column], 0.0),
                rights[column] - box[2] < _ROOM * size, at.line == 0, heading, box[1],
            )
        )  # fmt: skip
    return found


class Halves:
    """Where lines stand in their column, on pages whose text is set in two, with questions in both:
    as if the second stood where the first does."""

    def __init__(self, passages: Sequence[TracedPassage], pages: Sequence[Page]) -> None:
        lines = [text for at, text, _ in _addressed(passages) if at.cell < 0 and text.text.strip()]
        boxes = [_box(text) for text in lines]
        self._middles = _middles([text.page for text in lines], boxes, pages)
        edges: dict[tuple[int, bool], float] = {}
        marked: set[tuple[int, bool]] = set()
        for text, box in zip(lines, boxes, strict=True):
            if text.page not in self._middles:
                continue
            column = text.page, box[0] > self._middles[text.page]
            edges[column] = min(edges.get(column, box[0]), box[0])
            plain = narrow(text.text).strip()
            if marks.QUESTION.match(plain):
                # answers alone stand beside their questions
                marked.add(column)
        self._shifts = {
            page: edges[page, True] - edges[page, False]
            for page in self._middles
            if {(page, True), (page, False)} <= marked
        }

    def shift(self, page: int, left: float) -> float:
        """Points by which what begins at ``left`` stands further right than in the first column."""
        beyond = page in self._shifts and left > self._middles[page]
        return self._shifts[page] if beyond else 0.0

    def room(self, page: int, left: float) -> float:
        """Points by which the first column ends before the second, for what begins there."""
        first = page in self._shifts and left <= self._middles[page]
        return self._shifts[page] if first else 0.0


def _middles(
    numbers: Sequence[int], boxes: Sequence[tuple[float, float, float]], pages: Sequence[Page]
) -> dict[int, float]:
    """The middles of those pages that are set in two columns."""
    widths = {page.page: page.width for page in pages}
    crossing: dict[int, int] = defaultdict(int)
    behind: dict[int, int] = defaultdict(int)
    count: dict[int, int] = defaultdict(int)
    for page, (left, _, right) in zip(numbers, boxes, strict=True):
        middle = widths.get(page, 0.0) / 2
        count[page] += 1
        crossing[page] += left < middle < right
        behind[page] += left > middle
    return {
        page: widths[page] / 2
        for page, all_ in count.items()
        if page in widths and crossing[page] <= _CROSSING * all_ and behind[page] >= _BEHIND * all_
    }


def _addressed(passages: Sequence[TracedPassage]) -> Iterator[tuple[Address, Traced, bool]]:
    for number, passage in enumerate(passages):
        heading = passage.kind == "heading"
        for at, line in enumerate(passage.lines):
            yield Address(number, -1, 0, at), line, heading
        for cell, one in enumerate(passage.cells):
            for paragraph, own in enumerate(one.lines):
                for at, line in enumerate(own):
                    yield Address(number, cell, paragraph, at), line, False


def _box(text: Traced) -> tuple[float, float, float]:
    """Left, top and right of a line, of a vertical one along its writing."""
    places = text.places()
    if not places:
        return 0.0, 0.0, 0.0
    box = places[0].boxes[0]
    line = next(piece.line for piece in text.pieces if piece.line)
    if line.direction == "ttb":
        return box.y0, -box.x1, places[0].boxes[-1].y1
    return box.x0, box.y0, places[0].boxes[-1].x1


def rewritten(
    passages: Sequence[TracedPassage],
    lines: Mapping[Address, Sequence[Traced]],
    *,
    tables: bool = True,
) -> list[TracedPassage]:
    """The passages, with other lines in the places of some. Without ``tables``, tables that hold
    such lines are taken for text: they were none."""
    touched = {at.passage for at in lines}
    return [
        _rewritten(number, passage, lines, tables) if number in touched else passage
        for number, passage in enumerate(passages)
    ]


def _rewritten(
    number: int, passage: TracedPassage, lines: Mapping[Address, Sequence[Traced]], tables: bool
) -> TracedPassage:
    def put(own: Sequence[Traced], cell: int, paragraph: int) -> tuple[Traced, ...]:
        return tuple(
            each
            for at, line in enumerate(own)
            for each in lines.get(Address(number, cell, paragraph, at), (line,))
        )

    if passage.cells and tables:
        cells = tuple(
            replace(
                cell,
                lines=tuple(put(own, at, paragraph) for paragraph, own in enumerate(cell.lines)),
            )
            for at, cell in enumerate(passage.cells)
        )
        return replace(passage, cells=cells)
    if passage.cells:
        own = tuple(
            each
            for at, cell in enumerate(passage.cells)
            for paragraph, lines_ in enumerate(cell.lines)
            for each in put(lines_, at, paragraph)
        )
        return TracedPassage("text", passage.page, joined(own), 0, (), own)
    own = put(passage.lines, -1, 0)
    kind = passage.kind if passage.kind not in ("footnote", "caption") else "text"
    return replace(passage, kind=kind, lines=own, text=joined(own))
