"""Lists within a cell whose labels the layout has taken for a column of their own.

``（２）`` and the words beside it are then two lines, and what goes on below the label stands
before the words. By their places they are put in order again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.japanese.enumeration import CIRCLED_NUMBERS, KANA
from shiryokan.paper.model import Box
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Traced

Paragraphs = Sequence[Sequence[Traced]]
_LABEL = re.compile(rf"\(?(?:\d{{1,2}}|[{KANA}a-zA-Z])[).]|[{CIRCLED_NUMBERS}{KANA}・※*○〇●]")
_OVER = 0.5
"""Share of its height by which a label stands beside the words of its item."""


def in_order(paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs of a cell; where labels stand apart from their words, put together anew."""
    lines = [line for own in paragraphs for line in own if line.text.strip()]
    boxes = [_box(line) for line in lines]
    rows: list[list[int]] = []
    for at in sorted(range(len(lines)), key=lambda at: (lines[at].page, *_middle(boxes[at]))):
        if rows and _beside(lines, boxes, rows[-1][-1], at):
            rows[-1].append(at)
        else:
            rows.append([at])
    if not any(len(row) > 1 for row in rows):
        return paragraphs
    begins = {id(own[0]) for own in paragraphs if own}
    found: list[list[Traced]] = []
    for row in rows:
        row.sort(key=lambda at: _middle(boxes[at])[1])
        line = parted([lines[at] for at in row], "\u3000")
        if not found or len(row) > 1 or id(lines[row[0]]) in begins:
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _beside(lines: Sequence[Traced], boxes: Sequence[Box | None], a: int, b: int) -> bool:
    """Whether two lines stand side by side, the first of them a label."""
    one, other = boxes[a], boxes[b]
    if one is None or other is None or lines[a].page != lines[b].page:
        return False
    if one.x0 > other.x0:
        a, one, other = b, other, one
    label = _LABEL.fullmatch(narrow(lines[a].text).strip()) is not None
    both = min(one.y1, other.y1) - max(one.y0, other.y0)
    return label and other.x0 >= one.x1 and both > _OVER * (one.y1 - one.y0)


def _box(line: Traced) -> Box | None:
    return next((piece.line.bbox for piece in line.pieces if piece.line), None)


def _middle(box: Box | None) -> tuple[float, float]:
    return ((box.y0 + box.y1) / 2, box.x0) if box else (0.0, 0.0)
