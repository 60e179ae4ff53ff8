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
    within a few pages of each other (of two, where the document has no more than four).
    """
    where: defaultdict[_Key, list[int]] = defaultdict(list)
    keys: list[list[_Key | None]] = []
    for at, page in enumerate(pages):
        keys.append([_key(block, page) for block in page.blocks])
        for key in {k for k in keys[-1] if k}:
            where[key].append(at)
    needed = 3 if len(pages) > 4 else 2
    known = {key: _runs(found, needed) for key, found in where.items()}
    marked = []
    for at, page in enumerate(pages):
        blocks = [
            msgspec.structs.replace(block, kind="furniture", level=0)
            if key and at in known[key] and block.kind != "furniture"
            else block
            for block, key in zip(page.blocks, keys[at], strict=True)
        ]
        marked.append(msgspec.structs.replace(page, blocks=tuple(blocks)))
    return marked


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
