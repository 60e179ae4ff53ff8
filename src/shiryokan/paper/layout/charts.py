"""Charts of boxes: an organisation, a procedure, drawn as boxes that stand apart and are joined by
lines.

The lines enclose meshes that are no cells, and the boxes mostly stand in no columns: what is
written is read box by box, level by level. Where lines lead from side to side between columns with
heads, as from means to ends, it is read column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats
from shiryokan.paper.layout.nodes import Item
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.ruled_lines import RuledLines

_CORNER = PARAMS.charts.corner
_REACH = PARAMS.charts.reach
_APART = PARAMS.charts.apart
_PAIR = 2
"""Boxes that a line joins, at least."""
_BOXES = PARAMS.charts.boxes
_LINES = PARAMS.charts.lines
_LEVEL = PARAMS.charts.level
_LEAST = PARAMS.charts.least
_PANELS = PARAMS.charts.panels
_OVER = PARAMS.charts.over
_HEADED = PARAMS.charts.headed
_BEGUN = PARAMS.charts.begun
_CHAINED = PARAMS.charts.chained
_BY_COLUMN = PARAMS.charts.by_column
_CELL = PARAMS.charts.cell
_ROUND = PARAMS.charts.round
_STRAIGHT = PARAMS.charts.straight
_INWARD = PARAMS.charts.inward

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes that lines join, and the box around them."""

    box: Rect
    boxes: list[Rect]
    sideways: bool
    """Whether all lines lead to the left and right sides of boxes."""
    chained: bool
    """Whether none of them branches."""
    free: list[Rect]
    """Boxes that none of them leads to."""


def charts_of(rules: RuledLines) -> tuple[list[Chart], RuledLines]:
    """The charts of a page, and its rules without those that draw them."""
    level, upright = rules.horizontal, rules.vertical
    if len(upright) < 1 or not 2 <= len(level) + len(upright) <= _LINES:
        return [], rules
    # more grounds than that are words on a marker's colour, or a picture
    panels = rules.panels if len(rules.panels) <= _PANELS else rules.panels[:0]
    lines = np.concatenate((level, upright))
    ruled = _boxes(level, upright)
    found = ruled + [_rect(panel) for panel in panels]
    # few stand apart: of a table with hundreds of cells hardly one is looked at
    boxes = [box for box in _apart(found) if box not in ruled or not _is_cell(box, lines)]
    if len(boxes) < _PAIR:
        return [], rules
    # the sides of boxes that stand close or hold others join nothing
    sides = _on_side(lines, found)
    charts: list[Chart] = []
    drawn = np.zeros(len(lines), np.bool_)
    for members, joints, firmly in _joined(boxes, lines, np.flatnonzero(~sides).tolist()):
        if len(members) < _BOXES or not firmly:
            # a few boxes are read as any others, but what joins them encloses no cells
            drawn[_between(np.array(boxes), lines, joints, found)] = True
            continue
        around = np.array([boxes[n] for n in members])
        x0, y0 = around[:, :2].min(axis=0).tolist()
        x1, y1 = around[:, 2:].max(axis=0).tolist()
        own = lines[joints]
        turned = own[own[:, 0] == own[:, 2]]
        sideways = not any(_leads_to(around, line).any() for line in turned)
        reached = np.any([_leads_to(around, line) for line in own], axis=0)
        free = [boxes[n] for n, here in zip(members, reached.tolist(), strict=True) if not here]
        chart = Chart(
            (x0, y0, x1, y1), [boxes[n] for n in members], sideways, not len(turned), free
        )
        charts.append(chart)
        drawn[joints] = True
        drawn |= np.concatenate((_on_side(level, chart.boxes), _on_side(upright, chart.boxes)))
    return charts, _without(rules, drawn) if drawn.any() else rules


def _without(rules: RuledLines, drawn: Bools) -> RuledLines:
    keep_level, keep_upright = ~drawn[: len(rules.horizontal)], ~drawn[len(rules.horizontal) :]
    level, upright = rules.unseen
    return replace(
        rules,
        horizontal=rules.horizontal[keep_level],
        vertical=rules.vertical[keep_upright],
        unseen=(
            level[keep_level] if len(level) else level,
            upright[keep_upright] if len(upright) else upright,
        ),
    )


def _rect(box: Floats) -> Rect:
    x0, y0, x1, y1 = box.tolist()
    return x0, y0, x1, y1


def _boxes(level: Floats, upright: Floats) -> list[Rect]:
    """Rectangles of which each side is a line from corner to corner, be it round: the sides then
    end as far from it as the others."""
    found: list[Rect] = []
    ordered = level[np.argsort(level[:, 1], kind="stable")]
    for at, (x0, top, x1, _) in enumerate(ordered.tolist()):
        below = ordered[at + 1 :]
        same = (np.abs(below[:, 0] - x0) < _CORNER) & (np.abs(below[:, 2] - x1) < _CORNER)
        for bottom in below[same, 1].tolist()[:1]:
            begun, ended = upright[:, 1] - top, bottom - upright[:, 3]
            inner = (np.minimum(begun, ended) > -_CORNER) & (np.abs(begun - ended) < _CORNER)
            round_by = np.maximum(begun, 0.0)
            straight = upright[:, 3] - upright[:, 1] > _STRAIGHT * (bottom - top)
            near = inner & straight & (round_by < _ROUND)
            left = near & (np.abs(x0 - upright[:, 0] - round_by) < _CORNER)
            right = near & (np.abs(upright[:, 0] - x1 - round_by) < _CORNER)
            if left.any() and right.any():
                x = float(upright[left, 0].min()), float(upright[right, 0].max())
                found.append((x[0], top, x[1], bottom))
    return found


def _is_cell(box: Rect, lines: Floats) -> bool:
    """Whether other lines begin at most of a box's corners, as they do at those of a table's cells:
    what joins boxes leads to the middle of a side."""
    others = lines[~_on_side(lines, [box])]
    x0, y0, x1, y1 = box
    met = sum(
        bool(_meets(others, np.array((x, y, x, y))).any()) for x in (x0, x1) for y in (y0, y1)
    )
    return met >= _CELL


def _apart(boxes: list[Rect]) -> list[Rect]:
    """Those of ``boxes`` that stand apart from all others; of equal ones one, and of boxes within a
    box the inner ones."""
    distinct: list[Rect] = []
    for box in sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1])):
        small = min(box[2] - box[0], box[3] - box[1]) < _LEAST
        if not small and not any(_holds(box, other) for other in distinct):
            distinct.append(box)
    return [
        box
        for box in distinct
        if not any(other is not box and _near(box, other) for other in distinct)
    ]


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer[0] <= inner[0] + _CORNER
        and outer[1] <= inner[1] + _CORNER
        and outer[2] >= inner[2] - _CORNER
        and outer[3] >= inner[3] - _CORNER
    )


def _near(a: Rect, b: Rect) -> bool:
    return max(a[0], b[0]) - min(a[2], b[2]) < _APART and max(a[1], b[1]) - min(a[3], b[3]) < _APART


def _on_side(lines: Floats, boxes: Sequence[Rect]) -> Bools:
    """(n,) which of ``lines`` lie on a side of a box."""
    found = np.zeros(len(lines), np.bool_)
    for x0, y0, x1, y1 in boxes:
        within = (
            (lines[:, 0] > x0 - _CORNER)
            & (lines[:, 1] > y0 - _CORNER)
            & (lines[:, 2] < x1 + _CORNER)
            & (lines[:, 3] < y1 + _CORNER)
        )
        flat = lines[:, 1] == lines[:, 3]
        on_level = flat & (np.minimum(np.abs(lines[:, 1] - y0), np.abs(lines[:, 1] - y1)) < _CORNER)
        on_upright = ~flat & (
            np.minimum(np.abs(lines[:, 0] - x0), np.abs(lines[:, 0] - x1)) < _CORNER
        )
        found |= within & (on_level | on_upright)
    return found


def _joined(
    boxes: list[Rect], lines: Floats, joints: list[int]
) -> list[tuple[list[int], list[int], bool]]:
    """Boxes that lines join: the numbers of each set, those of its lines, and whether these are
    enough and each ends at a box or at another of them: rules that run free part the page. Sets
    that stand in the same columns are one, and a box in the columns of one is of it."""
    parent = list(range(len(boxes) + len(lines)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    array, own_lines = np.array(boxes), lines[joints]
    touched: dict[int, int] = {}
    for joint in joints:
        line = lines[joint]
        near = _leads_to(array, line)
        touched[joint] = int(near.sum())
        for box in np.flatnonzero(near).tolist():
            parent[root(box)] = root(len(boxes) + joint)
        for other in (joints[at] for at in np.flatnonzero(_meets(own_lines, line)).tolist()):
            if other != joint:
                touched[joint] += 1
                parent[root(len(boxes) + other)] = root(len(boxes) + joint)
    sets: dict[int, tuple[list[int], list[int]]] = {}
    for box in range(len(boxes)):
        sets.setdefault(root(box), ([], []))[0].append(box)
    for joint in joints:
        sets.setdefault(root(len(boxes) + joint), ([], []))[1].append(joint)
    return [
        (
            members, own,
            len(own) >= len(members) // 2
            and sum(touched[joint] > 1 for joint in own) >= 0.75 * len(own),
        )
        for members, own in _with_those_in_columns(boxes, list(sets.values()))
        if len(members) >= _PAIR and own
    ]  # fmt: skip


def _between(
    boxes: Floats, lines: Floats, joints: list[int], all_boxes: Sequence[Rect]
) -> list[int]:
    """Those of ``joints`` that lead from the side of one of ``boxes`` (n, 4) to that of another.

    The rules of a table run along the upper or lower sides of cells, or within one of
    ``all_boxes``: these do not."""
    found: list[int] = []
    for joint in joints:
        x0, y0, x1, y1 = lines[joint].tolist()
        reached = boxes[_leads_to(boxes, lines[joint])]
        if y0 == y1:
            off = np.minimum(np.abs(reached[:, 1] - y0), np.abs(reached[:, 3] - y0))
            side = reached[:, 3] - reached[:, 1]
        else:
            off = np.minimum(np.abs(reached[:, 0] - x0), np.abs(reached[:, 2] - x0))
            side = reached[:, 2] - reached[:, 0]
        line = x0, y0, x1, y1
        within = any(_holds(box, line) for box in all_boxes)
        if len(reached) >= _PAIR and (off > _INWARD * side).all() and not within:
            found.append(joint)
    return found


def _with_those_in_columns(
    boxes: list[Rect], sets: list[tuple[list[int], list[int]]]
) -> list[tuple[list[int], list[int]]]:
    """Joined ``sets`` of boxes, those that share two columns with a larger one, or are a few boxes
    in its columns, as one with it."""
    found: list[tuple[list[int], list[int], set[tuple[int, int]]]] = []
    for members, own in sorted((s for s in sets if s[0]), key=lambda s: -len(s[0])):
        sides = [(round(boxes[n][0]), round(boxes[n][2])) for n in members]
        for others, lines, columns in found:
            # a few boxes with lines between them are read as any others, whatever is like them
            if len(others) < _BOXES:
                continue
            shared = {
                side for side in sides
                if any(abs(side[0] - x0) < _CORNER and abs(side[1] - x1) < _CORNER
                       for x0, x1 in columns)
            }  # fmt: skip
            if len(shared) > 1 or (len(members) < _BOXES and len(shared) == len(set(sides))):
                others.extend(members)
                lines.extend(own)
                columns.update(sides)
                break
        else:
            found.append((members, own, set(sides)))
    return [(members, own) for members, own, _ in found]


def _leads_to(boxes: Floats, line: Floats) -> Bools:
    """(n,) to which of ``boxes`` (n, 4) a line leads: it ends at a side that it is upright to.

    A rule between rows runs beside what stands in them.
    """
    x0, y0, x1, y1 = line
    if y0 == y1:
        level = (boxes[:, 1] - _CORNER < y0) & (y0 < boxes[:, 3] + _CORNER)
        ends = np.minimum(np.abs(x1 - boxes[:, 0]), np.abs(x0 - boxes[:, 2]))
    else:
        level = (boxes[:, 0] - _CORNER < x0) & (x0 < boxes[:, 2] + _CORNER)
        ends = np.minimum(np.abs(y1 - boxes[:, 1]), np.abs(y0 - boxes[:, 3]))
    result: Bools = level & (ends < _REACH)
    return result


def _meets(others: Floats, line: Floats) -> Bools:
    """(n,) which of ``others`` (n, 4) a line touches."""
    apart_x = np.maximum(others[:, 0], line[0]) - np.minimum(others[:, 2], line[2])
    apart_y = np.maximum(others[:, 1], line[1]) - np.minimum(others[:, 3], line[3])
    result: Bools = (apart_x < _CORNER) & (apart_y < _CORNER)
    return result


def by_level(items: list[Item]) -> list[list[Item]]:
    """``items`` of a chart in reading order: level by level, each from the left; what stands one
    below the other on a level is together."""
    levels: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (i.y0, i.x0)):
        if levels and _on_level(levels[-1], item):
            levels[-1].append(item)
        else:
            levels.append([item])
    return [stack for level in levels for stack in _stacks(level)]


def _on_level(level: list[Item], item: Item) -> bool:
    """Whether ``item`` stands beside what is on ``level``, by half of the lower of both."""
    top, bottom = min(i.y0 for i in level), max(i.y1 for i in level)
    beside = min(bottom, item.y1) - max(top, item.y0)
    return beside > _LEVEL * min(bottom - top, item.y1 - item.y0)


def _stacks(level: list[Item]) -> list[list[Item]]:
    stacks: list[list[Item]] = []
    for item in sorted(level, key=lambda i: i.x0):
        if stacks and item.x0 < max(i.x1 for i in stacks[-1]):
            stacks[-1].append(item)
        else:
            stacks.append([item])
    return stacks


def in_columns(items: list[Item], others: list[Item], chart: Chart) -> tuple[list[Item], ...]:
    """The boxes ``items`` of a chart whose lines lead sideways as they are read, column by column,
    each with its head out of ``others``; nothing where they are read otherwise."""
    columns = _columns(items)
    if len(columns) < 2:
        return ()
    heads = _heads_among(columns, chart.free)
    if heads:
        columns = [column[1:] for column in columns]
    else:
        heads = _heads(columns, others)
    level = [
        any(abs(a.y0 - b.y0) < _CORNER and abs(a.y1 - b.y1) < _CORNER for b in after)
        for before, after in pairwise(columns)
        for a in before
    ]
    said = _BEGUN if len(columns[0]) > 1 else -_BEGUN
    said += _HEADED if heads else 0.0
    said -= _CHAINED * sum(level) / len(level) if chart.chained else 0.0
    if said <= _BY_COLUMN:
        return ()
    return tuple([*(heads[n] if heads else ()), *column] for n, column in enumerate(columns))


def _columns(items: list[Item]) -> list[list[Item]]:
    """Boxes with the same left and right sides below each other, from the left; none where another
    box stands in a column, or something beside the boxes."""
    columns: list[list[Item]] = []
    for item in sorted(items, key=lambda i: (i.x0, i.y0)):
        if columns and abs(columns[-1][0].x0 - item.x0) < _CORNER:
            columns[-1].append(item)
        else:
            columns.append([item])
    alike = all(abs(c[0].x1 - item.x1) < _CORNER for c in columns for item in c)
    apart = all(a[0].x1 < b[0].x0 for a, b in pairwise(columns))
    return [sorted(c, key=lambda i: i.y0) for c in columns] if alike and apart else []


def _heads_among(columns: list[list[Item]], free: Sequence[Rect]) -> list[list[Item]]:
    """The first boxes of ``columns`` where they are level, and no line leads to any of them."""
    first = [column[0] for column in columns]
    level = all(
        abs(i.y0 - first[0].y0) < _CORNER and abs(i.y1 - first[0].y1) < _CORNER for i in first
    )
    alone = all(any(_holds(box, (i.x0, i.y0, i.x1, i.y1)) for box in free) for i in first)
    return [[i] for i in first] if level and alone and min(map(len, columns)) > 1 else []


def _heads(columns: list[list[Item]], others: list[Item]) -> list[list[Item]]:
    """What stands level above ``columns``, one head above each; nothing where one has none."""
    top = min(column[0].y0 for column in columns)
    heads: list[list[Item]] = []
    for number, column in enumerate(columns):
        left = (columns[number - 1][0].x1 + column[0].x0) / 2 if number else -np.inf
        right = (
            (column[0].x1 + columns[number + 1][0].x0) / 2 if column is not columns[-1] else np.inf
        )
        above = [
            i for i in others
            if left < i.x0 and i.x1 < right and column[0].x0 < (i.x0 + i.x1) / 2 < column[0].x1
            and i.y1 < column[0].y0 + _CORNER
        ]  # fmt: skip
        if not above:
            return []
        lowest = max(above, key=lambda i: i.y1)
        if top - lowest.y1 > _OVER * (lowest.size or lowest.y1 - lowest.y0):
            return []
        heads.append([i for i in above if i.y1 > lowest.y0])
    tops = [min(i.y0 for i in head) for head in heads]
    ends = [max(i.y1 for i in head) for head in heads]
    return heads if max(tops) < min(ends) else []
