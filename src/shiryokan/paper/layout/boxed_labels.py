"""Rows each of which a box names: a summary, with 趣旨, 期間, 取組 in boxes at the left.

The boxes stand below each other, as high as the texts beside them or as high as their words alone.
A text is of the box that it stands level with; between two, the widest white parts them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.nodes import Item, Table, middle_of, rows_in
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.strips import usual_size

_ROWS = PARAMS.boxed_labels.rows
_LINES = PARAMS.boxed_labels.lines
_SAME = PARAMS.boxed_labels.same
_NEAR = PARAMS.boxed_labels.near
_WIDE = PARAMS.boxed_labels.wide
_WIDER = PARAMS.boxed_labels.wider
_WHITE = PARAMS.boxed_labels.white


class LabelledRow(NamedTuple):
    """A box and the items beside it."""

    label: Table
    items: list[Item]


def rows_beside_boxes(items: Sequence[Item]) -> list[list[LabelledRow]]:
    """The runs of boxes below each other that name what stands at their right, with that."""
    texts: list[Item] = [i for i in items if isinstance(i, Chunk)]
    boxes = [i for i in items if isinstance(i, Table) and _is_label(i)]
    if len(boxes) < _ROWS or not texts:
        return []
    em = usual_size(texts)
    found: list[list[LabelledRow]] = []
    runs = _runs(boxes, items, em)
    for run in runs:
        right = run[0].x1
        # what other boxes name is theirs
        end = min((other[0].x0 for other in runs if other[0].x0 > right), default=math.inf)
        rows = _beside(run, [i for i in items if i.x0 < end - 1], em)
        if rows and all(item.x1 < end for row in rows for item in row.items):
            found.append(rows)
    return found


def _is_label(box: Table) -> bool:
    return box.single and 0 < len(rows_in([box])) <= _LINES


def _runs(boxes: Sequence[Table], items: Sequence[Item], em: float) -> list[list[Table]]:
    """Boxes of one width below each other, between which nothing stands."""
    runs: list[list[Table]] = []
    for box in sorted(boxes, key=lambda box: (round(box.x0 / em), box.y0)):
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and abs(box.x0 - last.x0) < _SAME * em
            and abs(box.x1 - last.x1) < _SAME * em
            and box.y0 > last.y1 - 1
            and not any(
                i.x0 < last.x1 and i.x1 > last.x0 and i.y1 > last.y1 + 1 and i.y0 < box.y0 - 1
                for i in items
                if i is not last and i is not box
            )
        ):
            runs[-1].append(box)
        else:
            runs.append([box])
    return [run for run in runs if len(run) >= _ROWS]


def _beside(run: Sequence[Table], items: Sequence[Item], em: float) -> list[LabelledRow]:
    """The boxes of ``run`` with what stands beside each; nothing where that is no text of its
    own."""
    left, right = min(box.x0 for box in run), max(box.x1 for box in run)
    own = {id(box) for box in run}
    top, bottom = run[0].y0 - _SAME * em, run[-1].y1 + _SAME * em
    level = [i for i in items if id(i) not in own and i.y1 > top and i.y0 < bottom]
    beside = [i for i in level if i.x0 > right - 1]
    if len(beside) < len(level) or not beside or min(i.x0 for i in beside) - right > _NEAR * em:
        # a text stands at the left as well, or reaches over the boxes
        return []
    beside += _below(beside, items, own, right, em)
    cuts = _cuts(run, beside, em)
    if cuts is None:
        return []
    rows = [
        LabelledRow(box, [i for i in beside if above <= middle_of(i) < below])
        for box, (above, below) in zip(run, itertools.pairwise(cuts), strict=True)
    ]
    lefts = [min((i.x0 for i in row.items), default=math.inf) for row in rows]
    wide = max(i.x1 for i in beside) - right > _WIDE * (right - left)
    even = max(lefts) - min(lefts) < _NEAR * em
    texts = all(isinstance(row.items[0], Chunk) for row in rows if row.items)
    return rows if wide and even and texts else []


def _below(
    beside: Sequence[Item], items: Sequence[Item], own: set[int], right: float, em: float
) -> list[Item]:
    """The lines with which the text beside the last box goes on below that."""
    known = own | {id(item) for item in beside}
    end = max(item.y1 for item in beside)
    found: list[Item] = []
    for item in sorted((i for i in items if id(i) not in known and i.y0 > end - 1), key=_top):
        if item.x0 < right or item.y0 - end > _SAME * em or not isinstance(item, Chunk):
            break
        found.append(item)
        end = item.y1
    return found


def _top(item: Item) -> float:
    return item.y0


def _cuts(run: Sequence[Table], beside: Sequence[Item], em: float) -> list[float] | None:
    """Where the rows of the boxes end, with no ends at both sides; None where nothing parts what
    stands beside two of them."""
    lines = rows_of(list(beside))
    white = [
        (lower.y0 - upper.y1, (upper.y1 + lower.y0) / 2)
        for upper, lower in itertools.pairwise(lines)
    ]
    high = all(
        any(box.y0 - _SAME * em < (line.y0 + line.y1) / 2 < box.y1 + _SAME * em for box in run)
        for line in lines
    )
    cuts: list[float] = []
    for upper, lower in itertools.pairwise(run):
        if high:
            # the boxes are as high as what they name
            cuts.append((upper.y1 + lower.y0) / 2)
            continue
        first, last = middle_of(upper), middle_of(lower)
        between = [(gap, y) for gap, y in white if first < y < last]
        if not between:
            return None
        cuts.append(max(between)[1])
    if not high:
        inner = [gap for gap, y in white if y not in cuts]
        parting = [gap for gap, y in white if y in cuts]
        if inner and min(parting) < max(_WIDER * median(inner), median(inner) + _WHITE * em):
            return None
    return [-math.inf, *cuts, math.inf]
