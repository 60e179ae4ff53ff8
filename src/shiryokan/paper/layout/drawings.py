"""Drawings: texts at no common edges, on what is drawn.

A flow drawn with arrows, dots with names beside them, words on a picture: nothing holds these in
rows and columns, but white may run between them by chance. What tells them from a table without
rules is weighed: whether its texts share edges and lines with each other as cells do, how much is
drawn among them, how many stand on it, and what a caption beside calls it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.figures import (
    are_heads,
    clusters,
    is_beside,
    labelled_with,
    labels_of,
    pieces_of,
    said_of_figures,
)
from shiryokan.paper.layout.lines import LABEL, rows_of
from shiryokan.paper.layout.nodes import Item, Table, TableCell, rows_in
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.rects import Rect, area, rect_of
from shiryokan.paper.layout.ruled_lines import RuledLines

_AREA = PARAMS.drawings.area
_MOST = PARAMS.drawings.most
_THINGS = PARAMS.drawings.things
_MOST_THINGS = PARAMS.drawings.most_things
_LABELS = PARAMS.drawings.labels
_REACH = PARAMS.drawings.reach
_AROUND = PARAMS.drawings.around
_TITLE = PARAMS.drawings.title
_DOT = PARAMS.drawings.dot
_DOTS = PARAMS.drawings.dots
_LEADING = PARAMS.drawings.leading
_TOUCH = PARAMS.drawings.touch
_LONGEST = PARAMS.drawings.longest
_PROSE = PARAMS.drawings.prose
_LINE = PARAMS.drawings.line
_LINES = PARAMS.drawings.lines
_EDGE = PARAMS.drawings.edge
_LEVEL = PARAMS.drawings.level
_COLUMN = PARAMS.drawings.column
_ROWS = PARAMS.drawings.rows
_CELLS = PARAMS.drawings.cells
_SMALL = PARAMS.drawings.small
_BY_DISORDER = PARAMS.drawings.by_disorder
_DISORDER = PARAMS.drawings.disorder
_BY_HELD = PARAMS.drawings.by_held
_HELD = PARAMS.drawings.held
_BY_DRAWN = PARAMS.drawings.by_drawn
_DRAWN = PARAMS.drawings.drawn
_BY_PICTURE = PARAMS.drawings.by_picture
_BY_CAPTION = PARAMS.drawings.by_caption
_CAPTION = PARAMS.drawings.caption
_TAKEN = PARAMS.drawings.taken

_FIGURE = re.compile("[^。、]{0,12}?(?:図[ 　]?[0-9０-９]|[0-9０-９]図)")
_STOP = "。"
_TABLE = re.compile("[^。、]{0,12}?(?:表[ 　]?[0-9０-９]|[0-9０-９]表)")


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where a drawing may be: a filled rectangle, a picture, or what is drawn close together."""

    box: Rect
    picture: bool
    sure: bool
    """Whether all that stands in it is of it, however long: nothing but short texts around
    it is."""


@dataclass(slots=True)
class _Label:
    """A text that is whole: chunks, or what stands in a small frame."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    length: int
    chunks: list[Chunk]
    items: list[Item]

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def drawings_of(
    items: list[Item], figures: list[Table], rules: RuledLines, size: tuple[float, float],
    frame: Rect | None = None,
) -> tuple[list[Item], list[Table]]:  # fmt: skip
    """``items`` that are not of a drawing, and ``figures`` with the drawings among them.

    ``rules`` is what is drawn on a page of ``size`` (its width and height), ``frame`` the box of
    that part of it in which ``items`` stand, if they are not all of the page. What was known as a
    figure and is a part of a drawing goes into it.
    """
    if len(items) + sum(len(figure.cells) for figure in figures) < _LABELS:
        return items, figures
    if frame is not None:
        rules = _rules_in(rules, frame)
    things = _things(rules, size)
    if len(things) < _THINGS and not len(rules.pictures):
        return items, figures
    grounds = [g for g in _grounds(things, rules, items, size) if _holds_texts(g, items, figures)]
    labels = _labels(items) if grounds else []
    for ground in grounds:
        drawn = [t for t in things if t != ground.box and _contains(ground.box, t)]
        inside = _within(labels, ground, drawn)
        parts = [f for f in figures if _holds(ground.box, (f.x0, f.y0, f.x1, f.y1))]
        if not _is_drawing(inside, labels, parts, ground, drawn, items):
            continue
        gone = {id(item) for label in inside for item in label.items}
        items = [item for item in items if id(item) not in gone]
        labels = [label for label in labels if id(label.items[0]) not in gone]
        chunks = [chunk for label in inside for chunk in label.chunks]
        figures = [f for f in figures if f not in parts]
        figure = _joined(_in_boxes(chunks, drawn, ground.box), parts, ground.box)
        turned = [g for g in items if isinstance(g, Table) and g.guest and _is_in(g, ground.box)]
        for guest in turned:
            number = len(figure.cells)
            box = guest.x0, guest.y0, guest.x1, guest.y1
            figure.cells.append(TableCell(number, 0, 1, 1, box, [guest]))
        items = [item for item in items if item not in turned]
        figures.append(figure)
    return items, figures


def _holds_texts(ground: _Ground, items: list[Item], figures: list[Table]) -> bool:
    """Whether as many texts stand on a ground and near it as a drawing has labels."""
    x0, y0, x1, y1 = ground.box
    needed = _LABELS - sum(len(figure.cells) for figure in figures)
    for item in items:
        if needed <= 0:
            break
        reach = _AROUND * item.size
        across = item.x1 > x0 - reach and item.x0 < x1 + reach
        needed -= across and item.y1 > y0 - reach and item.y0 < y1 + reach
    return needed <= 0


def _rules_in(rules: RuledLines, frame: Rect) -> RuledLines:
    """What of ``rules`` is drawn within a frame."""

    def within(boxes: Floats) -> Floats:
        inside: Floats = boxes[
            (boxes[:, 0] > frame[0] - _TOUCH)
            & (boxes[:, 1] > frame[1] - _TOUCH)
            & (boxes[:, 2] < frame[2] + _TOUCH)
            & (boxes[:, 3] < frame[3] + _TOUCH)
        ]
        return inside

    return RuledLines(
        within(rules.horizontal), within(rules.vertical), within(rules.panels),
        within(rules.shapes), ovals=within(rules.ovals), pictures=within(rules.pictures),
    )  # fmt: skip


def _things(rules: RuledLines, size: tuple[float, float]) -> list[Rect]:
    """What is drawn that may be a part of a drawing: no grounds, no pictures of a page, and nothing
    that runs over its edges as the design of a page does."""
    most = _SMALL * size[0] * size[1]
    found: dict[Rect, None] = {}
    for boxes in (rules.shapes, rules.ovals, rules.panels, rules.pictures):
        for x0, y0, x1, y1 in boxes[:_MOST_THINGS].round(1).tolist():
            if (x1 - x0) * (y1 - y0) < most and _contains((0.0, 0.0, *size), (x0, y0, x1, y1)):
                found[x0, y0, x1, y1] = None
    return list(found)[:_MOST_THINGS]


def _grounds(
    things: list[Rect], rules: RuledLines, items: list[Item], size: tuple[float, float]
) -> Iterator[_Ground]:
    """Where drawings may be, the smallest first."""
    page = size[0] * size[1]
    em = _em(items)
    whole = (0.0, 0.0, *size)
    found: dict[Rect, _Ground] = {}
    for boxes, picture in ((rules.panels, False), (rules.pictures, True)):
        for box in map(rect_of, boxes[:_MOST_THINGS]):
            # what runs over the edges of a page is its design
            if _contains(whole, box):
                found[box] = _Ground(box, picture, True)
    lines = _leading(things, rules, size)
    for box, count in clusters([*things, *lines], _REACH * em):
        if count >= _THINGS:
            found.setdefault(box, _Ground(box, False, False))
    for box in _dotted(rules.ovals, em):
        with_axes = _with_axes(box, rules)
        found.setdefault(with_axes, _Ground(with_axes, False, False))
    for ground in sorted(found.values(), key=lambda g: area(g.box)):
        if _AREA * page < area(ground.box) < _MOST * page:
            yield ground


def _dotted(ovals: Floats, em: float) -> list[Rect]:
    """The boxes around dots of one size: those of a chart stand at no common height."""
    groups: dict[int, list[Rect]] = {}
    for box in map(rect_of, ovals[:_MOST_THINGS]):
        if max(box[2] - box[0], box[3] - box[1]) < _DOT * em:
            groups.setdefault(round(2 * (box[2] - box[0])), []).append(box)
    found: list[Rect] = []
    for dots in groups.values():
        if len(dots) < _DOTS:
            continue
        lefts, tops = {round(d[0]) for d in dots}, {round(d[1]) for d in dots}
        if min(len(lefts), len(tops)) > len(dots) // 2:
            found.append(_around(dots))
    return found


def _leading(things: list[Rect], rules: RuledLines, size: tuple[float, float]) -> list[Rect]:
    """Lines that lead to what is drawn: short ones that touch it."""
    if not things:
        return []
    x0, y0, x1, y1 = np.array(things).T
    found: list[Rect] = []
    for lines, along in ((rules.horizontal, 0), (rules.vertical, 1)):
        short = lines[lines[:, along + 2] - lines[:, along] < _LEADING * size[along]]
        left, top, right, low = short[:_MOST_THINGS].T[:, :, None]
        across = (x0 < right + _TOUCH) & (x1 > left - _TOUCH)
        down = (y0 < low + _TOUCH) & (y1 > top - _TOUCH)
        for at in np.flatnonzero((across & down).any(1)).tolist():
            found.append(rect_of(short[at]))
    return found


def _with_axes(box: Rect, rules: RuledLines) -> Rect:
    """The box of dots with the two axes between which they stand: lines that begin at one point,
    left of them and below."""
    x0, y0, x1, y1 = box
    for level in rules.horizontal[:_MOST_THINGS].tolist():
        if level[1] < (y0 + y1) / 2 or level[0] > x0 + _TOUCH or level[2] < (x0 + x1) / 2:
            continue
        for upright in rules.vertical[:_MOST_THINGS].tolist():
            meets = abs(upright[0] - level[0]) < _TOUCH and abs(upright[3] - level[1]) < _TOUCH
            if meets and upright[1] < (y0 + y1) / 2:
                return _around([box, rect_of(np.array(level)), rect_of(np.array(upright))])
    return box


def _labels(items: list[Item]) -> list[_Label]:
    """Texts that may be labels: no captions, sources and notes, and nothing of a table."""
    chunks = [item for item in items if isinstance(item, Chunk)]
    gone = set(map(id, said_of_figures(chunks, also=_FIGURE)))
    found = [
        _label(label, list(label))
        for label in labels_of([chunk for chunk in chunks if id(chunk) not in gone])
    ]
    for item in items:
        if isinstance(item, Table) and not item.figure and not item.guest and len(item.cells) == 1:
            held = [chunk for row in rows_in(item.cells[0].parts) for chunk in row.items]
            if held and sum(len(chunk.text) for chunk in held) <= 2 * _LONGEST:
                found.append(_label(held, [item]))
    return found


def _label(chunks: list[Chunk], items: list[Item]) -> _Label:
    return _Label(
        min(c.x0 for c in chunks), min(c.y0 for c in chunks), max(c.x1 for c in chunks),
        max(c.y1 for c in chunks), chunks[0].size, max(len(c.text) for c in chunks), chunks, items,
    )  # fmt: skip


def _within(labels: list[_Label], ground: _Ground, drawn: list[Rect]) -> list[_Label]:
    """The labels that stand on a ground; if other texts may be around it, those near it too that
    are not larger, as the title above a drawing is."""
    x0, y0, x1, y1 = ground.box
    inside = [a for a in labels if x0 < (a.x0 + a.x1) / 2 < x1 and y0 < a.middle < y1]
    if ground.sure or not inside:
        return inside
    em = _TITLE * sorted(a.size for a in inside)[len(inside) // 2]
    within = {id(a) for a in inside}

    def is_near(a: _Label) -> bool:
        across = max(x0 - a.x1, a.x0 - x1, 0.0)
        down = max(y0 - a.y1, a.y0 - y1, 0.0)
        marked = LABEL.match(a.chunks[0].text) is not None
        short = not _is_long(a) and not marked
        return a.size < em and short and max(across, down) < _AROUND * a.size

    near = [a for a in labels if id(a) in within or is_near(a)]
    # a row that runs on beyond a drawing, as the legend of several does, is not cut
    while cut := [a for a in near if not _is_held(a, drawn) and _runs_on(a, labels, near)]:
        gone = {id(a) for a in cut}
        near = [a for a in near if id(a) not in gone]
    return near


def _is_held(label: _Label, drawn: list[Rect]) -> bool:
    x = (label.x0 + label.x1) / 2
    return any(t[0] < x < t[2] and t[1] < label.middle < t[3] for t in drawn)


def _runs_on(label: _Label, labels: list[_Label], taken: list[_Label]) -> bool:
    """Whether a text of the same size that is not ``taken`` stands close beside a label."""
    within = {id(a) for a in taken}
    return any(
        abs(label.middle - other.middle) < _LEVEL * label.size
        and abs(label.size - other.size) < _LEVEL
        and 0 < max(other.x0 - label.x1, label.x0 - other.x1) < _REACH * label.size
        for other in labels
        if id(other) not in within
    )


def _is_drawing(
    labels: list[_Label], every: list[_Label], parts: list[Table], ground: _Ground,
    drawn: list[Rect], items: list[Item],
) -> bool:  # fmt: skip
    """Whether what stands on a ground is labels of a drawing, by the sum of what speaks for it;
    ``every`` are all labels of the page."""
    known = sum(len(part.cells) for part in parts)
    if len(labels) + known < _LABELS or not labels:
        return False
    x0, y0, x1, y1 = ground.box
    on_it = [
        item
        for item in items
        if isinstance(item, Table) and not item.figure
        and item.x0 < x1 and item.x1 > x0 and item.y0 < y1 and item.y1 > y0
    ]  # fmt: skip
    if any(len(table.cells) > 1 for table in on_it) or sum(map(_is_row, on_it)) >= _ROWS:
        return False
    if len(drawn) < _THINGS and not ground.picture:
        return False
    known_labels = {id(item) for label in labels for item in label.items}
    boxes = sum(id(table) not in known_labels and not table.guest for table in on_it)
    long = boxes + sum(_is_long(label) for label in labels)
    if long > _PROSE * (len(labels) + known):
        return False
    if not ground.sure and (_goes_on_outside(labels, items) or _runs_over(every, ground.box)):
        return False
    if sum(area((p.x0, p.y0, p.x1, p.y1)) for p in parts) > _TAKEN * area(ground.box):
        # a legend below a chart is set in rows and columns, and is of the chart nevertheless
        return ground.sure and not long
    if _evidence(labels, every, drawn, ground, items) <= 0.0:
        return False
    chunks = [chunk for label in every for chunk in label.chunks]
    return not are_heads([list(t) for t in drawn], chunks) and not _are_cells(drawn)


def _are_cells(drawn: list[Rect]) -> bool:
    """Whether what is drawn stands in rows and columns without white between: grounds of cells."""
    if not drawn:
        return False
    boxes = np.array(drawn)
    x0, y0, x1, y1 = boxes.T
    beside = _meet(x1, x0) | _meet(x1, x0).T
    below = _meet(y1, y0) | _meet(y1, y0).T
    row, column = _meet(y0, y0) & _meet(y1, y1), _meet(x0, x0) & _meet(x1, x1)
    held = (row & beside).any(1) & (column & below).any(1)
    return bool(held.mean() > _CELLS)


def _meet(one: Floats, other: Floats) -> Bools:
    """(n, n) whether sides are at one place."""
    near: Bools = np.abs(one[:, None] - other[None, :]) < _TOUCH
    return near


def _is_row(table: Table) -> bool:
    """Whether nothing but one line of texts that stand apart is in a frame or on a ground, as in
    the shaded rows of a table."""
    held = [chunk for row in rows_in(table.cells[0].parts) for chunk in row.items]
    return len(rows_of(held)) == 1 and len(labels_of(held)) > 1


def _evidence(
    labels: list[_Label], every: list[_Label], drawn: list[Rect], ground: _Ground,
    items: list[Item],
) -> float:  # fmt: skip
    count = len(labels)
    held = sum(_is_held(label, drawn) for label in labels)
    return (
        _BY_DISORDER * (_disorder(labels, _beside(every, ground)) - _DISORDER)
        + _BY_HELD * (held / count - _HELD)
        + _BY_DRAWN * (min(len(drawn) / count, 1.0) - _DRAWN)
        + _BY_PICTURE * ground.picture
        + _BY_CAPTION * _named(ground, items)
    )


def _beside(labels: list[_Label], ground: _Ground) -> list[_Label]:
    """``labels`` that stand on a ground, or as near to it as it is long: the grounds of a head or
    of a first column are those of a table whose other cells have none."""
    x0, y0, x1, y1 = ground.box
    reach = max(x1 - x0, y1 - y0)
    return [
        label
        for label in labels
        if x0 - reach < label.x1
        and label.x0 < x1 + reach
        and y0 - reach < label.middle < y1 + reach
    ]


def _disorder(labels: list[_Label], beside: list[_Label]) -> float:
    """The share of ``labels`` that stand as no cell of a table and no line of a list does: at an
    edge or a middle of others and level with one, ``beside`` among them, or below another and
    beside none."""
    em = sorted(label.size for label in labels)[len(labels) // 2]
    middles = sorted(label.middle for label in beside)
    places = [
        sorted(label.x0 for label in beside),
        sorted(label.x1 for label in beside),
        sorted((label.x0 + label.x1) / 2 for label in beside),
    ]
    tops, lows = sorted(label.y0 for label in labels), sorted(label.y1 for label in labels)
    ordered = sorted(labels, key=lambda label: label.middle)
    odd = 0
    for at, label in enumerate(ordered):
        alone = bisect_left(tops, label.y1) - bisect_right(lows, label.y0) <= 1
        if alone and any(_is_below(label, other) for other in ordered[max(at - 1, 0) : at + 2]):
            continue
        own = (label.x0, label.x1, (label.x0 + label.x1) / 2)
        alike = [_near(p, at, _EDGE * em) for p, at in zip(places, own, strict=True)]
        level = _near(middles, label.middle, _LEVEL * em)
        listed = 2 * alike[0] >= len(labels)
        odd += not (listed or (max(alike) >= _COLUMN and level > 1))
    return odd / len(labels)


def _is_below(label: _Label, other: _Label) -> bool:
    """Whether one of two texts is mostly below the other."""
    over = min(label.x1, other.x1) - max(label.x0, other.x0)
    return other is not label and 2 * over > min(label.x1 - label.x0, other.x1 - other.x0)


def _near(places: list[float], at: float, reach: float) -> int:
    """How many of the sorted ``places`` are within ``reach`` of ``at``."""
    return bisect_right(places, at + reach) - bisect_left(places, at - reach)


def _named(ground: _Ground, items: list[Item]) -> int:
    """What a line just above or below is the caption of: 1 for a figure, -1 for a table."""
    x0, y0, x1, y1 = ground.box
    near: list[Chunk] = []
    for item in items:
        if isinstance(item, Chunk) and item.x0 < x1 and item.x1 > x0:
            above, below = y0 - item.y1, item.y0 - y1
            if -item.size < above < _CAPTION * item.size or -item.size < below < (
                _CAPTION * item.size
            ):
                near.append(item)
    said = ["".join(c.text for c in piece) for piece in pieces_of(near)]
    if any(_FIGURE.match(text) for text in said):
        return 1
    return -1 if any(_TABLE.match(text) for text in said) else 0


def _goes_on_outside(labels: list[_Label], items: list[Item]) -> bool:
    """Whether a label is a piece of a line of prose."""
    mine = {id(item) for label in labels for item in label.items}
    others = [
        item
        for item in items
        if isinstance(item, Chunk) and id(item) not in mine and len(item.text) > _LONGEST
    ]
    return any(
        is_beside(chunk, other) for label in labels for chunk in label.chunks for other in others
    )


def _in_boxes(chunks: list[Chunk], drawn: list[Rect], box: Rect) -> list[list[Chunk]]:
    """The labels of a drawing from the top; those in one part of it are read together."""
    holders = sorted((t for t in drawn if 2 * area(t) < area(box)), key=area, reverse=True)
    groups: dict[Rect | int, list[list[Chunk]]] = {}
    for label in labels_of(chunks):
        x0, y0 = min(c.x0 for c in label), min(c.y0 for c in label)
        x1, y1 = max(c.x1 for c in label), max(c.y1 for c in label)
        holder = next((t for t in holders if _contains(t, (x0, y0, x1, y1))), id(label))
        groups.setdefault(holder, []).append(label)

    # what stands level is read from the left
    rows: list[list[list[list[Chunk]]]] = []
    for group in sorted(groups.values(), key=_top):
        middle = (_top(group) + _low(group)) / 2
        if rows and middle < _low(rows[-1][0]) and len(group) == len(rows[-1][0]) == 1:
            rows[-1].append(group)
        else:
            rows.append([group])
    ordered = [group for row in rows for group in sorted(row, key=_left)]
    return [label for group in ordered for label in sorted(group, key=lambda one: _top([one]))]


def _top(labels: list[list[Chunk]]) -> float:
    return min(c.y0 for label in labels for c in label)


def _low(labels: list[list[Chunk]]) -> float:
    return max(c.y1 for label in labels for c in label)


def _left(labels: list[list[Chunk]]) -> float:
    return min(c.x0 for label in labels for c in label)


def _joined(labels: list[list[Chunk]], parts: Sequence[Table], box: Rect) -> Table:
    """A figure of ``labels`` in their order and of the labels of ``parts``, from the top."""
    figure = labelled_with(labels, box)
    if not parts:
        return figure
    first = min(part.y0 for part in parts)
    above = [cell for cell in figure.cells if cell.box[3] <= first]
    below = [cell for cell in figure.cells if cell.box[3] > first]
    held = [cell for part in sorted(parts, key=lambda p: (p.y0, p.x0)) for cell in part.cells]
    figure.cells = [*above, *held, *below]
    return figure


def _em(items: list[Item]) -> float:
    sizes = sorted(item.size for item in items if isinstance(item, Chunk))
    return sizes[len(sizes) // 2] if sizes else 10.0


def _around(boxes: Sequence[Rect]) -> Rect:
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )  # fmt: skip


def _runs_over(labels: list[_Label], box: Rect) -> bool:
    """Whether prose stands on a part of a box: long texts, or lines between the same edges."""
    edges = Counter(_edges(label) for label in labels)
    return any(
        (_is_long(a) or (a.length > _LINE and edges[_edges(a)] >= _LINES))
        and a.x0 < box[2] and a.x1 > box[0] and a.y0 < box[3] and a.y1 > box[1]
        for a in labels
    )  # fmt: skip


def _edges(label: _Label) -> tuple[int, int]:
    em = max(label.size, 1.0)
    return round(label.x0 / em), round(label.x1 / em)


def _is_in(table: Table, box: Rect) -> bool:
    return _contains(box, (table.x0, table.y0, table.x1, table.y1))


def _is_long(label: _Label) -> bool:
    """Whether a text is prose, by a line of it or by all of them."""
    whole = "".join(chunk.text for chunk in label.chunks)
    return label.length > _LONGEST or len(whole) > 2 * _LONGEST or _STOP in whole


def _contains(box: Rect, other: Rect) -> bool:
    return (
        other[0] > box[0] - _TOUCH
        and other[1] > box[1] - _TOUCH
        and other[2] < box[2] + _TOUCH
        and other[3] < box[3] + _TOUCH
    )


def _holds(box: Rect, other: Rect) -> bool:
    """Whether the middle of ``other`` lies in ``box``, which is the larger one."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3] and area(other) < area(box)
