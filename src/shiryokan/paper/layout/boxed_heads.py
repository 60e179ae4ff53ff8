"""Columns each of which a box heads: the steps of a procedure, the cards of a leaflet.

Boxes of a few words stand level and apart from each other, and below each is its own text, no wider
than it. A person reads a box and what is below it, then the next; the row of heads of a table is
told from them by its rows, which begin level in all columns.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import BULLETS, Row, begins_with_marker, rows_of
from shiryokan.paper.layout.nodes import Item, Table, middle_of, rows_in
from shiryokan.paper.layout.panels import Panels, Part
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.strips import usual_size

_LEVEL = PARAMS.boxed_heads.level
_MOST_SHAPES = PARAMS.boxed_heads.most_shapes
_LINES = PARAMS.boxed_heads.lines
_APART = PARAMS.boxed_heads.apart
_WIDTHS = PARAMS.boxed_heads.widths
_BEYOND = PARAMS.boxed_heads.beyond
_TIP = PARAMS.boxed_heads.tip
_CLOSE = PARAMS.boxed_heads.close
_BELOW = PARAMS.boxed_heads.below
_WHITE = PARAMS.boxed_heads.white
_FULL = PARAMS.boxed_heads.full
_ROWS = PARAMS.boxed_heads.rows
_FIGURES = PARAMS.boxed_heads.figures
_HIGH = PARAMS.boxed_heads.high


class _Box(NamedTuple):
    """A box, or a shape with words in it, and what it holds."""

    x0: float
    y0: float
    x1: float
    y1: float
    items: list[Item]
    head: bool
    """Whether it holds a few words, and no text of its own."""
    pointed: bool = False
    """Whether it is drawn as a shape: the tip of an arrow may reach into the next one."""


def columns_below_boxes(items: list[Item], shapes: Floats | None = None) -> list[Part]:
    """``items`` in parts from the top, rows of columns headed by boxes among them; nothing where
    there are none. ``shapes`` (n, 4) are boxes of what is drawn that may hold a head too, as an
    arrow does."""
    boxes = [
        _Box(i.x0, i.y0, i.x1, i.y1, [i], _is_head(i))
        for i in items
        if isinstance(i, Table) and i.boxed
    ]
    drawn = shapes is not None and 0 < len(shapes) <= _MOST_SHAPES
    if not drawn and len(boxes) < 2:
        return []
    texts: list[Item] = [i for i in items if isinstance(i, Chunk)]
    if not texts:
        return []
    em = usual_size(texts)
    if shapes is not None and drawn:
        boxes += _with_words(texts, shapes, boxes, em)
    if len(boxes) < 2:
        return []
    parts: list[Part] = []
    rest = sorted(items, key=lambda i: (i.y0, i.x0))
    levels = _levels(boxes, em)
    for level in levels:
        free = {id(item) for item in rest}
        if not _are_heads(level, em) or any(id(i) not in free for box in level for i in box.items):
            continue
        # boxes at other heights in each column: all down to the end of these is of them
        staggered = _are_staggered(boxes, level, levels, em)
        columns = _below(rest, level, [] if staggered else levels, em, apart=staggered)
        if columns is None:
            continue
        taken = {id(item) for column in columns for item in column}
        top = level[0].y0 - _LEVEL * em
        parts += [[i for i in rest if id(i) not in taken and middle_of(i) < top], Panels(columns)]
        rest = [i for i in rest if id(i) not in taken and middle_of(i) >= top]
    return [part for part in [*parts, rest] if part] if parts else []


def _with_words(
    items: Sequence[Item], shapes: Floats, boxes: Sequence[_Box], em: float
) -> Iterator[_Box]:
    """The shapes that hold a few words, and are no boxes of a table."""
    for x0, y0, x1, y1 in shapes.tolist():
        if y1 - y0 > _HIGH * em or x1 - x0 < y1 - y0:
            continue
        if any(box.x0 < x1 and box.x1 > x0 and box.y0 < y1 and box.y1 > y0 for box in boxes):
            continue
        held = [i for i in items if x0 < (i.x0 + i.x1) / 2 < x1 and y0 < middle_of(i) < y1]
        within = all(
            i.x0 > x0 - 1 and i.x1 < x1 + 1 and i.y0 > y0 - 1 and i.y1 < y1 + 1 for i in held
        )
        if held and within:
            yield _Box(x0, y0, x1, y1, held, len(rows_of(held)) <= _LINES, pointed=True)


def _levels(boxes: Sequence[_Box], em: float) -> list[list[_Box]]:
    """The rows of boxes beside each other from the top, each from the left."""
    levels: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: box.y0):
        if levels and box.y0 - levels[-1][0].y0 < _LEVEL * em:
            levels[-1].append(box)
        else:
            levels.append([box])
    return [sorted(level, key=lambda box: box.x0) for level in levels if len(level) > 1]


def _are_heads(row: Sequence[_Box], em: float) -> bool:
    """Whether boxes are equally wide and apart, and those that hold but words as high as each
    other."""
    heads = [box.y1 for box in row if box.head]
    widths = [box.x1 - box.x0 for box in row]
    return (
        bool(heads)
        and max(heads) - min(heads) < _LEVEL * em
        and min(widths) > _WIDTHS * max(widths)
        and all(a.pointed or b.x0 - a.x1 > _APART * em for a, b in itertools.pairwise(row))
    )


def _are_staggered(
    boxes: Sequence[_Box], row: Sequence[_Box], levels: Sequence[Sequence[_Box]], em: float
) -> bool:
    """Whether boxes like those of ``row`` stand below it at other heights in each column, so that
    two that are level are so by chance."""
    level = {id(item) for each in levels for box in each for item in box.items}
    alike = [
        (at, box)
        for box in boxes
        if box.y0 > row[0].y0 + _LEVEL * em and (at := _column_of(box, row, em)) is not None
        if abs(box.x1 - box.x0 - row[at].x1 + row[at].x0) < _LEVEL * em
    ]
    return any(
        id(box.items[0]) not in level
        and any(other != at and lower.y0 > box.y0 for other, lower in alike)
        for at, box in alike
    )


def _is_head(box: Table) -> bool:
    return len(box.cells) == 1 and 0 < len(rows_in([box])) <= _LINES


def _below(
    items: Sequence[Item], row: Sequence[_Box], levels: Sequence[Sequence[_Box]], em: float, *,
    apart: bool,
) -> list[list[Item]] | None:  # fmt: skip
    """The boxes of ``row``, each with what of ``items``, from the top, is the text below it, down
    to the next of ``levels`` and, but where it may be ``apart``, to white; None where that is no
    text, or not that of columns."""
    held = {id(item) for box in row for item in box.items}
    heads = {
        id(item)
        for level in levels
        if len({_column_of(box, row, em) for box in level}) > 1
        for box in level
        for item in box.items
    }
    top, low = row[0].y0, max(box.y1 for box in row if box.head)
    below: list[list[Item]] = [[] for _ in row]
    ended: set[int] = set()
    rest: list[Item] = []
    for item in items:
        if id(item) in held or middle_of(item) < top:
            continue
        at = _column_of(item, row, em)
        if at is None or len(ended) == len(row):
            rest.append(item)
            ended |= set(range(len(row)))
            continue
        over = [i.y1 for i in below[at] if i.x0 < item.x1 and i.x1 > item.x0]
        goes_on = id(item) not in heads and item.y0 > max([row[at].y1, *over]) - _LEVEL * em
        bottom = max([low, *(i.y1 for i in below[at])])
        if goes_on and at not in ended and (apart or item.y0 - bottom < _WHITE * em):
            below[at].append(item)
        else:
            # the next row of boxes, or what stands apart: below it all is of something else
            ended.add(at)
            rest.append(item)
    for item in rest:
        at = _column_of(item, row, em)
        if at is not None and below[at] and isinstance(item, Chunk):
            last = max(below[at], key=lambda i: i.y1)
            if last.y0 - _LEVEL * em < item.y0 < last.y1 + _CLOSE * em:
                # the text goes on there
                return None
    headed = [(box, texts) for box, texts in zip(row, below, strict=True) if box.head]
    if any(not texts or texts[0].y0 - box.y1 > _BELOW * em for box, texts in headed):
        return None
    if not _are_texts([texts for _, texts in headed], [box for box, _ in headed], em):
        return None
    return [[*box.items, *texts] for box, texts in zip(row, below, strict=True)]


def _column_of(item: Item | _Box, row: Sequence[_Box], em: float) -> int | None:
    """Below which box of ``row`` an item stands; None where it stands below none or two."""
    nexts = [*(box.x0 for box in row[1:]), math.inf]
    for at, (box, end) in enumerate(zip(row, nexts, strict=True)):
        # an arrow is told without its tip
        right = min(box.x1 + _TIP * em, max(end, box.x1 + _BEYOND * em))
        if item.x0 > box.x0 - _BEYOND * em and item.x1 < right:
            return at
    return None


def _are_texts(columns: Sequence[Sequence[Item]], boxes: Sequence[_Box], em: float) -> bool:
    """Whether what stands below ``boxes`` are texts: one at least has items, or lines that run on,
    and not several rows begin level in all, as those of a table do."""
    rows = [rows_of([i for i in column if isinstance(i, Chunk)]) for column in columns]
    if not all(rows):
        return False
    texts = [row.text for column in rows for row in column]
    if sum(not any(map(str.isalpha, text)) for text in texts) > _FIGURES * len(texts):
        return False
    begun = [_begun(column, box, em) for column, box in zip(rows, boxes, strict=True)]
    if not any(
        len(starts) < len(column) or sum(_is_item(row) for row in column) > 1
        for starts, column in zip(begun, rows, strict=True)
    ):
        return False
    if len(columns) == 1:
        return True
    plain = [[row.y0 for row in starts[1:] if not _is_item(row)] for starts in begun]
    fewest, *others = sorted(plain, key=len)
    level = sum(
        all(any(abs(y - z) < _LEVEL * em for z in other) for other in others) for y in fewest
    )
    if level == 1:
        # a day or a name at the head of each text
        return all(
            len(starts) > 1
            and starts[1].y0 - starts[0].y1 < column[0].size * _BELOW
            and starts[0] is column[0]
            and starts[1] is column[1]
            for starts, column in zip(begun, rows, strict=True)
        )
    return level < _ROWS


def _begun(rows: Sequence[Row[Chunk]], box: _Box, em: float) -> list[Row[Chunk]]:
    """The lines with which something begins: those before which no line fills the column."""
    found = [rows[0]]
    for above, row in itertools.pairwise(rows):
        if _is_item(row) or above.x1 < box.x1 - _FULL * em or row.y0 - above.y1 > em:
            found.append(row)
    return found


def _is_item(row: Row[Chunk]) -> bool:
    return row.text[:1] in BULLETS or begins_with_marker(row.text)
