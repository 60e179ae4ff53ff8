"""Furniture: running headers, footers and page labels, known by coming back page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from shiryokan.paper.model import Block, Page

_MARGIN = 0.13
"""Share of a page's height, or width, at its edges in which furniture stands."""
_STEP = 4.0
"""Furniture keeps its place to this many points."""
NEIGHBOURS = 6
"""Pages apart at most, for two of them to speak for each other (left and right pages differ)."""
_LONGEST = 90
_DIGITS = re.compile(r"[0-9０-９]+|(?<=[-‐－ 　])[ivxlcⅰ-ⅿ]+(?=[-‐－ 　])")

_Key = tuple[str, int, int]


def mark_furniture(pages: Sequence[Page]) -> list[Page]:
    """``pages`` with the blocks that come back at the same place marked as furniture.

    A block is furniture when its text, digits aside, stands at the edge of three pages or more
    within a few pages of each other (of two, where the document has no more than four). Where a
    block begins or ends with such a line, that line becomes a block of its own.
    """
    where: defaultdict[_Key, list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        keys = {_key(part, page) for block in page.blocks for part in _parts(block)}
        for key in keys:
            if key:
                where[key].append(at)
    needed = 3 if len(pages) > 4 else 2
    known = {key: _runs(found, needed) for key, found in where.items()}
    return [
        _marked(page, {key for key in known if at in known[key]}) for at, page in enumerate(pages)
    ]


def _parts(block: Block) -> list[Block]:
    """The block, and its first and its last line as blocks."""
    if len(block.lines) < 2 or block.cells:
        return [block]
    return [block, _lines_of(block, 0, 1), _lines_of(block, len(block.lines) - 1, len(block.lines))]


def _lines_of(block: Block, start: int, end: int) -> Block:
    lines = block.lines[start:end]
    box = lines[0].bbox
    for line in lines[1:]:
        box = box.union(line.bbox)
    return msgspec.structs.replace(block, lines=lines, bbox=box)


def _marked(page: Page, known: set[_Key]) -> Page:
    blocks: list[Block] = []
    for block in page.blocks:
        start, end = 0, len(block.lines)
        whole, *ends = _parts(block)
        if _key(whole, page) in known:
            start = end
        elif ends:
            start = int(_key(ends[0], page) in known)
            end -= int(_key(ends[1], page) in known)
        for a, b in ((0, start), (start, end), (end, len(block.lines))):
            if (a, b) == (0, len(block.lines)) and (a, b) == (start, end):
                blocks.append(block)
            elif a < b:
                part = _lines_of(block, a, b)
                if (a, b) != (start, end):
                    part = msgspec.structs.replace(part, kind="furniture", level=0)
                blocks.append(part)
        if not block.lines:
            blocks.append(block)
    return msgspec.structs.replace(page, blocks=tuple(blocks))


def _key(block: Block, page: Page) -> _Key | None:
    """What is the same on every page: the text without its digits, and its place."""
    if block.kind in ("table", "furniture") or len(block.lines) > 2:
        return None
    if not page.width or not page.height:
        return None
    box = block.bbox
    x, y = (box.x0 + box.x1) / 2 / page.width, (box.y0 + box.y1) / 2 / page.height
    at_edge = min(y, 1 - y) < _MARGIN or min(x, 1 - x) < _MARGIN / 2
    text = "".join(line.text for line in block.lines)
    if not at_edge or len(text) > _LONGEST:
        return None
    upright = min(y, 1 - y) < _MARGIN
    place = box.y0 if upright else box.x0
    return _DIGITS.sub("0", re.sub(r"\s", "", text)), upright, round(place / _STEP)


def _runs(found: list[int], needed: int) -> set[int]:
    """Those of the pages that have enough others close by."""
    if len(found) < needed:
        return set()
    close: Counter[int] = Counter()
    for i, at in enumerate(found):
        for other in found[i + 1 : i + 1 + needed]:
            if other - at <= NEIGHBOURS:
                close[at] += 1
                close[other] += 1
    return {at for at, count in close.items() if count >= needed - 1}
