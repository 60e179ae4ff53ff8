"""Ruled grids: cells enclosed by drawn lines.

Lines that touch make a grid. Its elementary cells are the meshes of all its lines prolonged; two
meshes are one cell where no line is drawn between them (the usual reading of a spreadsheet with
merged cells; compare Nurminen, *Algorithmic Extraction of Data in Tables in PDF Documents*, 2013).
Official tables often leave the outer left and right open: the outermost lines are closed there.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats
from shiryokan.paper.layout.charts import Chart, charts_of
from shiryokan.paper.layout.marks import median_of
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.rects import Rect, area
from shiryokan.paper.layout.ruled_lines import RuledLines

_NEAR = PARAMS.grids.near
_BRACKET = PARAMS.grids.bracket
_LARGE = PARAMS.grids.large
_BOX = PARAMS.grids.box
_UPRIGHT = PARAMS.grids.upright
_APART = PARAMS.grids.apart
_SLIVER = PARAMS.grids.sliver
_SHORT = PARAMS.grids.short
_LEAST = PARAMS.grids.least
_MOST = PARAMS.grids.most
_LEVELS = PARAMS.grids.levels
_TALLEST = PARAMS.grids.tallest
_WIDEST_MARK = PARAMS.grids.widest_mark
_CLEAR = PARAMS.grids.clear
_TOUCH = PARAMS.grids.touch
_SHADED = PARAMS.grids.shaded
_ONE_LINE = PARAMS.grids.one_line
_SPACE = PARAMS.grids.space
_FULL = PARAMS.grids.full
_HEADS_BESIDE = PARAMS.grids.heads_beside
_NARROW = PARAMS.grids.narrow
_PANELS = PARAMS.grids.panels
_LINES = PARAMS.grids.lines


@dataclass(slots=True)
class RuledCell:
    """A cell of a ruled grid: its place in the grid, its spans and its rectangle in points."""

    row: int
    column: int
    rows: int
    columns: int
    box: Rect


@dataclass(slots=True)
class Grid:
    """A ruled table; with one cell, a frame around text."""

    box: Rect
    cells: list[RuledCell] = field(default_factory=list)
    levels: bool = False
    """Whether it has no upright lines: its cells are what stands between its level ones."""
    ground: bool = False
    """Whether it is a filled box without lines of its own."""
    chart: Chart | None = None
    """The chart of boxes that it is the box around."""
    uneven: list[Rect] = field(default_factory=list)
    """Boxes about large cells that are no rectangles: what is drawn there is no table."""


def grids_of(rules: RuledLines, size: tuple[float, float]) -> list[Grid]:
    """The grids of a page of ``size`` (width, height), and its panels, larger ones first."""
    charts, rules = charts_of(rules)
    grids = _ruled(rules)
    for chart in charts:
        grids.append(Grid(chart.box, [RuledCell(0, 0, 1, 1, chart.box)], chart=chart))
        grids += [Grid(box, [RuledCell(0, 0, 1, 1, box)]) for box in chart.boxes]
    return sorted([*grids, *_panels(rules.panels, grids, size)], key=lambda g: -area(g.box))


def all_grids(rules: RuledLines, size: tuple[float, float], marks: Floats) -> list[Grid]:
    """The same and, between them, what level lines of one length part into rows.

    ``marks`` (n, 4) are the boxes of what is written: no text runs over the ends of such lines.
    """
    grids = _joined_grounds(grids_of(rules, size), marks)
    between = [grid for grid in _between_levels(rules, grids, size) if _clear(grid.box, marks)]
    return sorted([*grids, *between], key=lambda g: -area(g.box)) if between else grids


def _joined_grounds(grids: list[Grid], marks: Floats) -> list[Grid]:
    """``grids``, grounds that touch below each other and hold a line of a text each as one: word
    processors shade line by line.

    ``marks`` (n, 4) are as in :func:`all_grids`."""
    grounds = sorted((g for g in grids if g.ground), key=lambda g: (g.box[0], g.box[2], g.box[1]))
    joined: list[Grid] = []
    gone: set[int] = set()
    run: list[Grid] = []
    for ground in [*grounds, None]:
        last = run[-1].box if run else None
        if ground is not None and last is not None:
            box = ground.box
            same = abs(box[0] - last[0]) < _TOUCH and abs(box[2] - last[2]) < _TOUCH
            if same and abs(box[1] - last[3]) < _TOUCH:
                run.append(ground)
                continue
        if len(run) >= _SHADED and _is_text(run, marks):
            x0, x1 = run[0].box[0], run[0].box[2]
            whole = x0, run[0].box[1], x1, run[-1].box[3]
            joined.append(Grid(whole, [RuledCell(0, 0, 1, 1, whole)], ground=True))
            gone |= set(map(id, run))
        run = [] if ground is None else [ground]
    if not joined:
        return grids
    kept = [g for g in grids if id(g) not in gone]
    return sorted([*kept, *joined], key=lambda g: -area(g.box))


def _is_text(grounds: list[Grid], marks: Floats) -> bool:
    """Whether each of ``grounds`` holds one line at most without wide white in it, and most of
    these fill their width."""
    full = lines = 0
    middle = (marks[:, 1] + marks[:, 3]) / 2
    for ground in grounds:
        x0, top, x1, bottom = ground.box
        mine = marks[(middle > top) & (middle < bottom) & (marks[:, 2] > x0) & (marks[:, 0] < x1)]
        if not len(mine):
            continue
        em = median_of(mine[:, 3] - mine[:, 1])
        mine = mine[np.argsort(mine[:, 0])]
        white = mine[1:, 0] - np.maximum.accumulate(mine[:, 2])[:-1]
        if bottom - top > _ONE_LINE * em or (white > _SPACE * em).any():
            return False
        lines += 1
        full += bool(mine[:, 2].max() > x1 - _SPACE * em)
    return lines >= _SHADED and full >= _FULL * lines


def _between_levels(rules: RuledLines, grids: list[Grid], size: tuple[float, float]) -> list[Grid]:
    """Grids of one column: the rows between free level lines that begin and end at one place."""
    # a ground, as of a head, takes no lines away
    lines = merged(rules.outside([g.box for g in grids if not g.ground])[0], 1)
    if not 0 < len(lines) <= _LINES:
        return []
    found: list[Grid] = []
    free = sorted(lines.tolist(), key=lambda line: line[1])
    while free:
        x0, _, x1, _ = free[0]
        alike = [g for g in free if abs(g[0] - x0) < _NEAR and abs(g[2] - x1) < _NEAR]
        free = [g for g in free if g not in alike]
        run: list[list[float]] = []
        for line in [*alike, None]:
            if line is not None and (not run or line[1] - run[-1][1] < _TALLEST * size[1]):
                run.append(line)
                continue
            if len(run) >= _LEVELS and x1 - x0 > _WIDEST_MARK:
                found.append(_levels_grid(run))
            run = [] if line is None else [line]
    return [g for g in found if not any(_cut(g.box, other.box) for other in (*grids, *found))]


def _clear(box: Rect, marks: Floats) -> bool:
    """Whether nothing is written on the left and right sides of ``box``, or close beside them."""
    middle = (marks[:, 1] + marks[:, 3]) / 2
    near = marks[(middle > box[1]) & (middle < box[3])]
    left = (near[:, 0] < box[0] - _NEAR) & (near[:, 2] > box[0] - _CLEAR)
    right = (near[:, 2] > box[2] + _NEAR) & (near[:, 0] < box[2] + _CLEAR)
    return not (left | right).any()


def _levels_grid(lines: list[list[float]]) -> Grid:
    x0, x1 = min(line[0] for line in lines), max(line[2] for line in lines)
    cells = [
        RuledCell(row, 0, 1, 1, (x0, above[1], x1, below[1]))
        for row, (above, below) in enumerate(itertools.pairwise(lines))
        if below[1] - above[1] >= _SHORT
    ]
    return Grid((x0, lines[0][1], x1, lines[-1][1]), cells, levels=True)


def _panels(panels: Floats, grids: list[Grid], size: tuple[float, float]) -> list[Grid]:
    """Grounds of boxes, as grids of one cell: those that no other box and no rule cuts through."""
    page = size[0] * size[1]
    boxes = sorted({tuple(np.round(p, 1).tolist()) for p in panels}, key=area)
    paper = (0.0, 0.0, size[0], size[1])
    boxes = [b for b in boxes if area(b) < _MOST * page and _holds(paper, b)]
    large = [b for b in boxes if area(b) > _LEAST * page]
    # of heads side by side those that are large enough are no frames if most are too small
    boxes = [b for b in large if not _is_among_narrow(b, boxes, _LEAST * page)]
    if len(boxes) > _PANELS:
        return []
    cells = [cell.box for grid in grids for cell in grid.cells] + [grid.box for grid in grids]
    kept: list[Rect] = []
    for box in boxes:
        # the ground of a cell is no frame in it
        of_cell = any(_holds(box, cell) and _holds(cell, box) for cell in cells)
        if not of_cell and not any(_cut(box, other) for other in (*cells, *kept)):
            kept.append(box)
    return [Grid(box, [RuledCell(0, 0, 1, 1, box)], ground=True) for box in kept]


def _is_among_narrow(box: Rect, boxes: list[Rect], least: float) -> bool:
    """Whether several others of ``boxes`` are as high as ``box`` and on its level, one of them just
    beside it, and most of them have an area of less than ``least``."""
    level = [b for b in boxes if max(abs(box[1] - b[1]), abs(box[3] - b[3])) < _NEAR]
    beside = any(min(abs(box[0] - b[2]), abs(box[2] - b[0])) < _NEAR for b in level)
    narrow = sum(area(b) < least for b in level)
    return len(level) >= _HEADS_BESIDE and beside and narrow >= _NARROW * len(level)


def _cut(a: Rect, b: Rect) -> bool:
    """Whether two boxes overlap without one holding the other."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    if wide <= _NEAR or high <= _NEAR:
        return False
    return not (_holds(a, b) or _holds(b, a))


def _holds(a: Rect, b: Rect) -> bool:
    return (
        a[0] <= b[0] + _NEAR
        and a[1] <= b[1] + _NEAR
        and a[2] >= b[2] - _NEAR
        and a[3] >= b[3] - _NEAR
    )


def _ruled(rules: RuledLines) -> list[Grid]:
    across = merged(rules.horizontal, 1)
    down = merged(rules.vertical, 0)
    if not len(across) or not len(down) or len(across) + len(down) > _LINES:
        return []
    grids = []
    for rows, columns in _touching(across, down):
        lines = across[rows]
        lines = np.concatenate((lines, _breaks(rules.vertical, lines, down[columns])))
        grid = _grid(lines, down[columns])
        if grid and grid.cells:
            grids += _boxes_within(grid) if grid.uneven else [grid]
    return _beside_each_other(grids)


def _beside_each_other(grids: list[Grid]) -> list[Grid]:
    """``grids``, those that stand close side by side with the same rows as one."""
    result: list[Grid] = []
    for grid in sorted(grids, key=lambda g: (g.box[0], g.box[1])):
        left = next((g for g in result if len(grid.cells) > 1 and _same_rows(g, grid)), None)
        if left is None:
            result.append(grid)
            continue
        shift = max(c.column + c.columns for c in left.cells)
        tops = {round(c.box[1]): c.row for c in left.cells}
        for cell in grid.cells:
            row = tops.get(round(cell.box[1]), cell.row)
            left.cells.append(
                RuledCell(row, cell.column + shift, cell.rows, cell.columns, cell.box)
            )
        left.cells.sort(key=lambda c: (c.row, c.column))
        left.box = (left.box[0], left.box[1], grid.box[2], left.box[3])
    return result


def _same_rows(left: Grid, right: Grid) -> bool:
    """Whether ``right`` stands just right of ``left`` and its rows are rows of it."""
    gap = right.box[0] - left.box[2]
    level = abs(left.box[1] - right.box[1]) < _NEAR and abs(left.box[3] - right.box[3]) < _NEAR
    if not (-_NEAR < gap < _APART and level):
        return False
    tops = {round(c.box[1]) for c in left.cells}
    return all(
        {round(c.box[1]), round(c.box[1]) + 1, round(c.box[1]) - 1} & tops for c in right.cells
    )


def _boxes_within(grid: Grid) -> list[Grid]:
    """A frame with boxes that touch it: each a grid of one cell."""
    even = [cell.box for cell in grid.cells if cell.box not in grid.uneven]
    boxes = [grid.box, *(b for b in even if min(b[2] - b[0], b[3] - b[1]) > _BOX)]
    return [Grid(box, [RuledCell(0, 0, 1, 1, box)]) for box in boxes]


def merged(lines: Floats, axis: int) -> Floats:
    """Lines on one level that touch end to end become one; ``axis`` is the level's coordinate."""
    if not len(lines):
        return lines
    along = 1 - axis
    level = _snapped(lines[:, axis])
    order = np.lexsort((lines[:, along], level))
    out: list[list[float]] = []
    for at, low, high in zip(
        level[order].tolist(),
        lines[order, along].tolist(),
        lines[order, along + 2].tolist(),
        strict=True,
    ):
        if out and out[-1][0] == at and low <= out[-1][2] + _NEAR:
            out[-1][2] = max(out[-1][2], high)
        else:
            out.append([at, low, high])
    out = [line for line in out if line[2] - line[1] >= _SHORT]
    if not out:
        return np.zeros((0, 4))
    array = np.array(out)
    columns = (array[:, 1], array[:, 0], array[:, 2], array[:, 0])
    return np.stack(columns if axis else tuple(columns[i] for i in (1, 0, 3, 2)), axis=1)


def _without_slivers(levels: Floats) -> Floats:
    """``levels``, those of lines too close for a column or a row between them as one: the lines of
    a double rule, the edges of boxes that stand side by side."""
    result = levels.copy()
    order = np.argsort(levels, kind="stable")
    start = 0
    for at in range(1, len(order) + 1):
        if at < len(order) and levels[order[at]] - levels[order[start]] < _SLIVER:
            continue
        result[order[start:at]] = levels[order[start]]
        start = at
    return result


def _snapped(values: Floats) -> Floats:
    """Each value replaced by the mean of those that follow each other closely."""
    order = np.argsort(values, kind="stable")
    group = np.concatenate(([0], np.cumsum(np.diff(values[order]) > _NEAR / 2)))
    mean = np.bincount(group, weights=values[order]) / np.bincount(group)
    result = np.empty(len(values))
    result[order] = mean[group]
    return result


def _touching(across: Floats, down: Floats) -> list[tuple[list[int], list[int]]]:
    """Connected sets of horizontal and vertical lines, each with two of one and one of another."""
    x, y = down[:, 0], across[:, 1]
    meet = (
        (across[:, 0][:, None] <= x + _NEAR)
        & (x <= across[:, 2][:, None] + _NEAR)
        & (down[:, 1] <= y[:, None] + _NEAR)
        & (y[:, None] <= down[:, 3] + _NEAR)
    )
    seen: set[int] = set()
    sets = []
    for start in range(len(across)):
        if start in seen:
            continue
        rows, columns, todo = {start}, set[int](), [start]
        while todo:
            for column in np.flatnonzero(meet[todo.pop()]).tolist():
                if column not in columns:
                    columns.add(column)
                    fresh = set(np.flatnonzero(meet[:, column]).tolist()) - rows
                    rows |= fresh
                    todo.extend(fresh)
        seen |= rows
        if columns and len(rows) + len(columns) >= 3 and len(rows) >= 2:
            sets.append((sorted(rows), sorted(columns)))
    return sets


def _breaks(pieces: Floats, frame: Floats, down: Floats) -> Floats:
    """(n, 4) lines not drawn between those of ``frame``: where the upright lines are made of pieces
    that end at one height in every column."""
    top, bottom = float(frame[:, 1].min()), float(frame[:, 1].max())
    # those of a table within a cell end where rows of its own do
    near = (np.abs(pieces[:, 0][:, None] - down[:, 0]) < _NEAR).any(axis=1)
    inside = near & (pieces[:, 3] > top + _NEAR) & (pieces[:, 3] < bottom - _NEAR)
    ends = pieces[inside]
    needed = len(set(np.round(down[:, 0]).tolist()))
    levels = np.round(ends[:, 3])
    found = [
        float(ends[levels == level, 3].mean())
        for level in sorted(set(levels.tolist()))
        if needed >= _UPRIGHT
        and len(set(np.round(ends[levels == level, 0]).tolist())) >= needed
        and np.abs(frame[:, 1] - level).min() > 2 * _NEAR
    ]
    width = float(frame[:, 0].min()), float(frame[:, 2].max())
    return np.array([(width[0], y, width[1], y) for y in found]).reshape(-1, 4)


def _grid(across: Floats, down: Floats) -> Grid | None:
    across, down = across.copy(), down.copy()
    across[:, 1] = across[:, 3] = _without_slivers(across[:, 1])
    down[:, 0] = down[:, 2] = _without_slivers(down[:, 0])
    ys = np.array(sorted(set(across[:, 1].tolist())))
    xs = np.array(sorted(set(down[:, 0].tolist())))
    left, right = across[:, 0].min(), across[:, 2].max()
    if right - left < _BRACKET and len(xs) == 1:
        return None
    xs = xs if xs[0] - left < 2 * _NEAR else np.concatenate(([left], xs))
    xs = xs if right - xs[-1] < 2 * _NEAR else np.concatenate((xs, [right]))
    if len(ys) < 2 or len(xs) < 2:
        return None
    top = _covered(across, ys, xs, 1)
    side = _covered(down, xs, ys, 0).T
    open_row = ~top[1:-1] if len(ys) > 2 else np.zeros((0, len(xs) - 1), np.bool_)
    open_column = ~side[:, 1:-1] if len(xs) > 2 else np.zeros((len(ys) - 1, 0), np.bool_)
    grid = Grid((float(xs[0]), float(ys[0]), float(xs[-1]), float(ys[-1])))
    for members in _joined_meshes(len(ys) - 1, len(xs) - 1, open_row, open_column):
        rows, columns = [m[0] for m in members], [m[1] for m in members]
        r0, r1, c0, c1 = min(rows), max(rows) + 1, min(columns), max(columns) + 1
        box = float(xs[c0]), float(ys[r0]), float(xs[c1]), float(ys[r1])
        if len(members) < (r1 - r0) * (c1 - c0) and area(box) > _LARGE * area(grid.box):
            grid.uneven.append(box)
        if box[2] - box[0] >= _SHORT and box[3] - box[1] >= _SHORT:
            grid.cells.append(RuledCell(r0, c0, r1 - r0, c1 - c0, box))
    grid.cells.sort(key=lambda c: (c.row, c.column))
    return grid


def _covered(lines: Floats, levels: Floats, stops: Floats, axis: int) -> Bools:
    """(levels, stops - 1) whether a line is drawn on a level from one stop to the next."""
    along = 1 - axis
    middle = (stops[1:] + stops[:-1]) / 2
    covered = np.zeros((len(levels), len(middle)), np.bool_)
    for line in lines:
        at = int(np.searchsorted(levels, line[axis] - 1e-6))
        at = min(at, len(levels) - 1)
        covered[at] |= (line[along] - _NEAR <= stops[:-1] + _NEAR) & (
            line[along + 2] + _NEAR >= stops[1:] - _NEAR
        )
    return covered


def _joined_meshes(
    rows: int,
    columns: int,
    open_row: Bools,
    open_column: Bools,
) -> list[list[tuple[int, int]]]:
    """Meshes joined where no line stands between them."""
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r, c in np.argwhere(open_row).tolist():
        parent[root((r + 1) * columns + c)] = root(r * columns + c)
    for r, c in np.argwhere(open_column).tolist():
        parent[root(r * columns + c + 1)] = root(r * columns + c)
    groups: dict[int, list[tuple[int, int]]] = {}
    for i in range(rows * columns):
        groups.setdefault(root(i), []).append(divmod(i, columns))
    return list(groups.values())
