"""What a replaced document says otherwise than the one before it: word by word, in boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

import msgspec
from rapidfuzz.distance import Levenshtein

from shiryokan.documents.models import Document
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.model import Block, Box, Line
from shiryokan.registers.comparison.differences import Piece, comparable, difference

MOST_PAGES = 1000
"""Pages of a document that are compared: more than any council lays before its members."""
MOST_CHANGES = 300
_AT_ONCE = 50


class Side(msgspec.Struct, frozen=True):
    """Where words stand in one of the two documents: page (from 1), boxes (points, origin top
    left), and the box of their whole block or paragraph of a cell; page 0 where they do not stand
    in it. ``lines`` are the boxes of the whole lines, and ``text`` what they say; of words that
    stand in the other document alone, those of the line in which they would stand."""

    page: int = 0
    boxes: tuple[Box, ...] = ()
    around: Box | None = None
    lines: tuple[Box, ...] = ()
    text: str = ""


class Heading(msgspec.Struct, frozen=True):
    """A heading: what it says, and the place of its lines."""

    text: str
    page: int
    boxes: tuple[Box, ...]


class WordChange(msgspec.Struct, frozen=True):
    """Blocks that changed: what they say word by word, and where the words that differ stand.

    ``heading`` is that of the chapter in which they stand, in the new document or, of what is no
    more, in the old one. ``elsewhere``: the block came or went as a whole, and stands in the other
    document too.
    """

    pieces: tuple[Piece, ...]
    old: Side
    new: Side
    heading: Heading | None = None
    elsewhere: bool = False


class Replacement(msgspec.Struct, frozen=True):
    """All that changed, in reading order. ``cut`` says that there is more."""

    changes: tuple[WordChange, ...]
    cut: bool = False


class _Unit(msgspec.Struct):
    page: int
    lines: tuple[Line, ...]
    text: str
    key: str
    heading: Heading | None


def replacement(old: Document, new: Document, most: int = MOST_CHANGES) -> Replacement:
    """What two documents say differently, the first ``most`` changes; headers, footers and page
    numbers aside."""
    before, after = list(_units(old)), list(_units(new))
    keys = {one.key for one in before} & {one.key for one in after}
    codes = Levenshtein.opcodes([one.key for one in before], [one.key for one in after])
    changes: list[WordChange] = []
    for code in codes:
        if code.tag == "equal":
            continue
        olds = before[code.src_start : code.src_end]
        news = after[code.dest_start : code.dest_end]
        for change in _changed(olds, news, keys):
            if len(changes) == most:
                return Replacement(tuple(changes), cut=True)
            changes.append(change)
    return Replacement(tuple(changes))


def _units(document: Document) -> Iterator[_Unit]:
    """The blocks of a document; of a table each paragraph of a cell."""
    rows = document.pages.filter(number__lte=MOST_PAGES).order_by("number")
    path: list[tuple[int, Heading]] = []
    for row in rows.iterator(_AT_ONCE):
        for block in page_from_row(row).blocks:
            if block.kind == "furniture":
                continue
            if block.kind == "heading":
                path = [each for each in path if each[0] < block.level]
                boxes = tuple(line.bbox for line in block.lines)
                words = "".join(line.text for line in block.lines)
                path.append((block.level, Heading(words, row.number, boxes)))
            for lines in _parts(block):
                text = "\n".join(line.text for line in lines)
                if key := comparable(text):
                    yield _Unit(row.number, lines, text, key, _chapter(path))


def _parts(block: Block) -> Iterator[tuple[Line, ...]]:
    if not block.cells:
        yield block.lines
        return
    for cell in block.cells:
        begins = sorted({cell.start, *(n for n in cell.paragraphs if cell.start < n < cell.end)})
        for start, end in pairwise([*begins, cell.end]):
            yield block.lines[start:end]


def _chapter(path: list[tuple[int, Heading]]) -> Heading | None:
    """The outermost heading, but for the one of the whole document."""
    inner = [heading for level, heading in path if level > 1]
    return next(iter(inner or [heading for _, heading in path]), None)


def _changed(
    olds: list[_Unit], news: list[_Unit], in_both: AbstractSet[str]
) -> Iterator[WordChange]:
    """Blocks that stand in the place of others, the likest beside each other; words alone, without
    where lines break."""
    for before, after in _beside(olds, news):
        old_text, new_text = before.text if before else "", after.text if after else ""
        pieces = difference(old_text.replace("\n", ""), new_text.replace("\n", ""))
        if all(piece.op == "same" for piece in pieces):
            continue
        lone = (before or after) if before is None or after is None else None
        there = after or before
        yield WordChange(
            tuple(pieces), _side(before, [(p.old, p.op) for p in pieces]),
            _side(after, [(p.new, p.op) for p in pieces]),
            heading=there.heading if there else None,
            elsewhere=lone is not None and lone.key in in_both,
        )  # fmt: skip


def _beside(olds: list[_Unit], news: list[_Unit]) -> Iterator[tuple[_Unit | None, _Unit | None]]:
    """Pairs in order: those that share most of their letters together, the others alone."""
    at = 0
    for old in olds:
        near = news[at : at + _AHEAD]
        scores = [Levenshtein.normalized_similarity(old.key, one.key) for one in near]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        if best is None or scores[best] < _ALIKE:
            yield old, None
            continue
        for one in news[at : at + best]:
            yield None, one
        yield old, news[at + best]
        at += best + 1
    for one in news[at:]:
        yield None, one


_ALIKE = 0.4
"""Likeness (0 to 1, Levenshtein) from which on a block is another one changed."""
_AHEAD = 200
"""Blocks among which a block's likest is looked for, so that papers with nothing in common take no
hour: more than come in between where a chapter is put in."""


def _side(unit: _Unit | None, pieces: Iterable[tuple[str, str]]) -> Side:
    """The boxes of the words that differ, a line each, and the lines in which they stand."""
    if unit is None:
        return Side()
    spans, at = [], 0
    for text, op in pieces:
        if op != "same":
            spans.append((at, at + len(text)))
        at += len(text)
    boxes: list[Box] = []
    lines: list[Line] = []
    begin = 0
    for number, line in enumerate(unit.lines, 1):
        end = begin + len(line.text)
        is_last = number == len(unit.lines)
        for start, stop in spans:
            low, high = max(start, begin), min(stop, end)
            if low < high:
                boxes.append(line.part_box(low - begin, high - begin))
            # where words would stand is a point, which is in one line
            is_here = begin <= start and (start < end or is_last) if start == stop else low < high
            if is_here and (not lines or lines[-1] is not line):
                lines.append(line)
        begin = end
    return Side(
        unit.page, tuple(boxes), _around(unit.lines), tuple(line.bbox for line in lines),
        "\n".join(line.text for line in lines),
    )  # fmt: skip


def _around(lines: Iterable[Line]) -> Box:
    boxes = [line.bbox for line in lines]
    return Box(
        min(box.x0 for box in boxes), min(box.y0 for box in boxes),
        max(box.x1 for box in boxes), max(box.y1 for box in boxes),
    )  # fmt: skip
