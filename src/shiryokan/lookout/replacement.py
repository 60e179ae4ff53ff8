"""What a replaced document says otherwise than the one before it: word by word, in boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from rapidfuzz.distance import Levenshtein

from shiryokan.documents.models import Document
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.model import Block, Box
from shiryokan.registers.comparison.differences import Piece, comparable, difference

MOST_PAGES = 1000
"""Pages of a document that are compared: more than any council lays before its members."""
MOST_CHANGES = 300
_AT_ONCE = 50


class Side(msgspec.Struct, frozen=True):
    """Where words stand in one of the two documents: page (from 1), boxes (points, origin top
    left), and the box of their whole block; page 0 where they do not stand in it."""

    page: int = 0
    boxes: tuple[Box, ...] = ()
    around: Box | None = None


class WordChange(msgspec.Struct, frozen=True):
    """Blocks that changed: what they say word by word, and where the words that differ stand."""

    pieces: tuple[Piece, ...]
    old: Side
    new: Side


class Replacement(msgspec.Struct, frozen=True):
    """All that changed, in reading order. ``cut`` says that there is more."""

    changes: tuple[WordChange, ...]
    cut: bool = False


class _Unit(msgspec.Struct):
    page: int
    block: Block
    text: str
    key: str


def replacement(old: Document, new: Document) -> Replacement:
    """What two documents say differently; headers, footers and page numbers aside."""
    before, after = list(_units(old)), list(_units(new))
    codes = Levenshtein.opcodes([one.key for one in before], [one.key for one in after])
    changes: list[WordChange] = []
    for code in codes:
        if code.tag == "equal":
            continue
        olds = before[code.src_start : code.src_end]
        news = after[code.dest_start : code.dest_end]
        changes += _changed(olds, news)
        if len(changes) > MOST_CHANGES:
            return Replacement(tuple(changes[:MOST_CHANGES]), cut=True)
    return Replacement(tuple(changes))


def _units(document: Document) -> Iterator[_Unit]:
    """The blocks of a document, a line at a time where they are tables."""
    rows = document.pages.filter(number__lte=MOST_PAGES).order_by("number")
    for row in rows.iterator(_AT_ONCE):
        for block in page_from_row(row).blocks:
            text = "\n".join(line.text for line in block.lines)
            if block.kind != "furniture" and (key := comparable(text)):
                yield _Unit(row.number, block, text, key)


def _changed(olds: list[_Unit], news: list[_Unit]) -> Iterator[WordChange]:
    """Blocks that stand in the place of others, the likest beside each other; words alone, without
    where lines break."""
    for before, after in _beside(olds, news):
        old_text, new_text = before.text if before else "", after.text if after else ""
        pieces = difference(old_text.replace("\n", ""), new_text.replace("\n", ""))
        if all(piece.op == "same" for piece in pieces):
            continue
        yield WordChange(
            tuple(pieces), _side(before, [(p.old, p.op) for p in pieces]),
            _side(after, [(p.new, p.op) for p in pieces]),
        )  # fmt: skip


def _beside(olds: list[_Unit], news: list[_Unit]) -> Iterator[tuple[_Unit | None, _Unit | None]]:
    """Pairs in order: those that share most of their letters together, the others alone."""
    at = 0
    for old in olds:
        scores = [Levenshtein.normalized_similarity(old.key, one.key) for one in news[at:]]
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


def _side(unit: _Unit | None, pieces: Iterable[tuple[str, str]]) -> Side:
    """The boxes of the words that differ, a line each."""
    if unit is None:
        return Side()
    spans, at = [], 0
    for text, op in pieces:
        if op != "same" and text:
            spans.append((at, at + len(text)))
        at += len(text)
    boxes, begin = [], 0
    for line in unit.block.lines:
        end = begin + len(line.text)
        for start, stop in spans:
            low, high = max(start, begin), min(stop, end)
            if low < high:
                boxes.append(line.part_box(low - begin, high - begin))
        begin = end
    return Side(unit.page, tuple(boxes), unit.block.bbox)
