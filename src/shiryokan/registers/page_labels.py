"""Page labels that are not known for furniture.

A document of several parts numbers the pages of each part anew (``医科－1``, ``訪看－2``), and one
that is handed out with others has a number among them (``別紙 1``). A part of two pages is too
short for its labels to be known by their repetition; here they are known by their place, below all
else, and by their form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from shiryokan.paper.model import Line, Page

_LABEL = re.compile(
    r"[^\W\d_]{0,8}\s*[-－‐‑‒–—―ー]\s*[\d０-９]{1,4}\s*[-－‐‑‒–—―]?"
    r"|[\d０-９]{1,4}(?:\s*[/／]\s*[\d０-９]{1,4})?"
    r"|(?:別紙|別添|別表|参考|資料)\s*[\d０-９]{1,3}"
)
_FOOT = 0.85
"""Labels stand below this part of the page's height."""


def without_page_labels(pages: Sequence[Page]) -> list[Page]:
    """The pages without the label at their foot; a page that has none is the same one."""
    return [_without(page) for page in pages]


def _without(page: Page) -> Page:
    lines = [line for block in page.blocks if not block.cells for line in block.lines]
    lowest = max(lines, key=lambda line: line.bbox.y1, default=None)
    if lowest is None or not _is_label(lowest, page):
        return page
    blocks = []
    for block in page.blocks:
        if not block.cells and any(line is lowest for line in block.lines):
            rest = tuple(line for line in block.lines if line is not lowest)
            if rest:
                blocks.append(msgspec.structs.replace(block, lines=rest))
        else:
            blocks.append(block)
    return msgspec.structs.replace(page, blocks=tuple(blocks))


def _is_label(line: Line, page: Page) -> bool:
    low = line.bbox.y0 > page.height * _FOOT
    return low and _LABEL.fullmatch(line.text.strip()) is not None
