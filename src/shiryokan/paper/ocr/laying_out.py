"""What was read from a picture, laid out as the glyphs of a digital page are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from shiryokan.paper.glyphs import Floats, FontFace, Glyphs
from shiryokan.paper.layout.assembly import lay_out
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.ruled_lines import RuledLines
from shiryokan.paper.model import Block, Box, Cell, Direction, Line, Page, Ruby, Struck, Warning
from shiryokan.paper.ocr.model import FROM_PICTURE, SURE, OcrCharacter, OcrPage

_ALIKE = 0.07
"""Share by which the sizes of two lines differ at most that are of one size: measured from ink,
one size comes out a little different in each line."""
_DIRECTIONS: tuple[Direction, ...] = ("ltr", "ttb", "rtl", "btt")


def laid_out(ocr: OcrPage, number: int) -> Page:
    """Page ``number`` (from 1) as read from its picture, in the coordinates in which it is shown.

    A line with a character that is not sure has the reason ``picture``, and the character's
    confidence.
    """
    rules = RuledLines(
        _boxes(ocr.horizontal), _boxes(ocr.vertical), np.zeros((0, 4)), np.zeros((0, 4))
    )
    page = lay_out(number, ocr.size, _glyphs(ocr), rules, cut=False).page
    unsure = [
        character
        for line in ocr.lines
        for character in line.characters
        if character.confidence < SURE
    ]
    blocks = tuple(_with_doubts(block, unsure) for block in page.blocks)
    if ocr.rotation or ocr.skew:
        blocks = tuple(_shown(block, ocr) for block in blocks)
    width, height = ocr.seen_size
    told = [Warning(code) for code in ocr.warnings]
    if blocks:
        told.insert(0, Warning(FROM_PICTURE, f"read from the picture with {ocr.model}"))
    return msgspec.structs.replace(
        page,
        width=round(width, 2),
        height=round(height, 2),
        blocks=blocks,
        warnings=(*page.warnings, *told),
    )


def _boxes(lines: tuple[Box, ...]) -> Floats:
    return np.array(lines, np.float64).reshape(-1, 4)


def _glyphs(ocr: OcrPage) -> Glyphs:
    """The characters as glyphs of one font."""
    sizes = _sizes(ocr)
    rows = [
        (ord(character.text), character.box, size, number)
        for number, (line, size) in enumerate(zip(ocr.lines, sizes, strict=True), 1)
        for character in line.characters
        if len(character.text) == 1
    ]
    count = len(rows)
    box = np.array([row[1] for row in rows], np.float64).reshape(-1, 4)
    size = np.array([row[2] for row in rows], np.float64)
    middle = (box[:, 1] + box[:, 3]) / 2
    vertical = np.array([ocr.lines[row[3] - 1].vertical for row in rows], np.bool_)
    # a line's em is about its middle; of a column each character has its own
    baseline = middle + (PARAMS.marks.ascent - 0.5) * size
    column = (box[:, 0] + box[:, 2]) / 2
    box[vertical, 0] = column[vertical] - size[vertical] / 2
    box[vertical, 2] = column[vertical] + size[vertical] / 2
    _close_numbers(rows, box, vertical)
    no = np.zeros(count, np.bool_)
    return Glyphs(
        code=np.array([row[0] for row in rows], np.int64),
        box=box,
        origin=np.stack((box[:, 0], baseline), axis=1),
        size=size,
        angle=np.zeros(count),
        generated=no,
        unmapped=no,
        inked=no,
        covered=no,
        painter=np.array([row[3] for row in rows], np.uint64),
        mode=np.zeros(count, np.int64),
        font=np.zeros(count, np.int64),
        fonts=(FontFace("", 400, 0),),
    )


_IN_NUMBER = 0.72
"""Ems between the middles of two characters of a number, at most: with a space between them it is
an em where digits are half as wide as high."""
_OF_NUMBER = frozenset("0123456789,.")


def _close_numbers(
    rows: Sequence[tuple[int, Box, float, int]], box: Floats, vertical: npt.NDArray[np.bool_]
) -> None:
    """The boxes of numbers in level lines, each up to the next: those of 1 and of a comma are
    narrow, and no space stands beside them."""
    for at, ((one, _, size, line), (two, _, _, other)) in enumerate(pairwise(rows)):
        pair = {chr(one), chr(two)}
        if line != other or vertical[at] or not pair <= _OF_NUMBER or pair.isdisjoint(_DIGITS):
            continue
        middles = (box[at : at + 2, 0] + box[at : at + 2, 2]) / 2
        gap = box[at + 1, 0] - box[at, 2]
        if gap > 0 and middles[1] - middles[0] <= _IN_NUMBER * size:
            box[at, 2] += gap / 2
            box[at + 1, 0] = box[at, 2]


_DIGITS = frozenset("0123456789")


def _sizes(ocr: OcrPage) -> list[float]:
    """The em of each line in points: that of most characters among those of nearly the same."""
    own = [
        (line.box.x1 - line.box.x0) if line.vertical else (line.box.y1 - line.box.y0)
        for line in ocr.lines
    ]
    if not own:
        return []
    sizes = np.array(own)
    weights = np.array([len(line.characters) for line in ocr.lines], np.float64)
    result = sizes.copy()
    left = np.ones(len(sizes), np.bool_)
    while left.any():
        near = np.abs(np.log(sizes[:, None] / sizes[None])) < _ALIKE
        held = (near & left[None]) @ (weights * left)
        held[~left] = -1
        most = int(held.argmax())
        group = near[most] & left
        ordered = np.argsort(sizes[group])
        shares = np.cumsum(weights[group][ordered])
        at = int(np.searchsorted(shares, shares[-1] / 2))
        result[group] = sizes[group][ordered][at]
        left &= ~group
    return [float(size) for size in result]


def _with_doubts(block: Block, unsure: list[OcrCharacter]) -> Block:
    lines = tuple(_doubted(line, unsure) for line in block.lines)
    return msgspec.structs.replace(block, lines=lines) if lines != block.lines else block


def _doubted(line: Line, unsure: list[OcrCharacter]) -> Line:
    box = line.bbox
    confidence = min(
        (
            each.confidence
            for each in unsure
            if box.x0 <= (each.box.x0 + each.box.x1) / 2 <= box.x1
            and box.y0 <= (each.box.y0 + each.box.y1) / 2 <= box.y1
        ),
        default=1.0,
    )
    if confidence >= 1.0:
        return line
    return msgspec.structs.replace(
        line,
        confidence=min(line.confidence, confidence),
        reasons=tuple(sorted({*line.reasons, "picture"})),
    )


def _shown(block: Block, ocr: OcrPage) -> Block:
    """A block of the upright page where it stands on the page as it is shown."""
    return msgspec.structs.replace(
        block,
        bbox=ocr.seen(block.bbox),
        lines=tuple(_shown_line(line, ocr) for line in block.lines),
        cells=tuple(_shown_cell(cell, ocr) for cell in block.cells),
    )


def _shown_cell(cell: Cell, ocr: OcrPage) -> Cell:
    return msgspec.structs.replace(cell, bbox=ocr.seen(cell.bbox))


def _shown_line(line: Line, ocr: OcrPage) -> Line:
    turns = -ocr.rotation // 90 % 4
    direction = _DIRECTIONS[(_DIRECTIONS.index(line.direction) + turns) % 4]
    struck: tuple[Struck, ...] = tuple(
        msgspec.structs.replace(each, bbox=ocr.seen(each.bbox)) for each in line.struck
    )
    ruby: tuple[Ruby, ...] = line.ruby
    return msgspec.structs.replace(
        line, bbox=ocr.seen(line.bbox), edges=_shown_edges(line, ocr), direction=direction,
        struck=struck, ruby=ruby,
    )  # fmt: skip


def _shown_edges(line: Line, ocr: OcrPage) -> tuple[float, ...]:
    """The edges of a line's characters along its direction as it is shown."""
    down = line.direction in ("ttb", "btt")
    x, y = (line.bbox.x0 + line.bbox.x1) / 2, (line.bbox.y0 + line.bbox.y1) / 2
    points = [Box(x, edge, x, edge) if down else Box(edge, y, edge, y) for edge in line.edges]
    seen = [ocr.seen(point) for point in points]
    lies = down != bool(ocr.rotation % 180)
    return tuple(round(point.y0 if lies else point.x0, 2) for point in seen)


__all__ = ["laid_out"]
