"""Rows of a ruled table that no rule parts: columns of amounts, level with each other, between the
rule below the heads and the one at the foot."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.grids import RuledCell
from shiryokan.paper.layout.lines import BULLETS, Row, is_lead, pitch_of, rows_of
from shiryokan.paper.layout.matrices import rows_of_amounts
from shiryokan.paper.layout.nodes import Item, middle_of
from shiryokan.paper.layout.params import PARAMS

_LEAST = PARAMS.matrices.ruled_rows
_LINES = PARAMS.ruled_rows.lines
_LEVEL = PARAMS.ruled_rows.level
_EXACT = PARAMS.ruled_rows.exact
_REACHES = PARAMS.ruled_rows.reaches
_FILLED = PARAMS.ruled_rows.filled
_HEADS = PARAMS.ruled_rows.heads
_NEXT = PARAMS.ruled_rows.next
_CODE = PARAMS.ruled_rows.code
_OF_LEVELS = PARAMS.ruled_rows.of_levels
_OF_LINES = PARAMS.ruled_rows.of_lines
_SCALE = PARAMS.ruled_rows.scale
_SIDE_BY_SIDE = PARAMS.ruled_rows.side_by_side
_FIGURE = r"[△▲¥￥+＋−－-]?[0-9０-９][0-9０-９,，.．]*[%％円点人件]?"
FIGURES = re.compile(rf"[（(]?{_FIGURE}[)）]?(?:[ \u3000]*[→⇒～~]?[ \u3000]*{_FIGURE})*|[－―‐・-]+")
"""An amount, several, or two with an arrow between; or the sign of none."""
_NUMBERED = re.compile(rf"[0-9０-９]{{1,{_CODE}}}(?=[^-－‐0-9０-９,，.．%％円点年月日])")
"""The number of an entry, set close before its words."""
_ENDS_IN_FIGURE = re.compile(r"[0-9０-９][0-9０-９,，.．]*[)）%％円点]?$")

Held = tuple[RuledCell, list[Item]]
"""A cell of a table and what is in it."""


@dataclass(slots=True)
class _Lines:
    """The lines of a cell, as those of a column."""

    rows: list[Row[Any]]
    middles: list[float]
    em: float
    pitch: float


def parted(members: Sequence[tuple[int, RuledCell]], items: Mapping[int, list[Item]]) -> list[Held]:
    """The cells ``members`` of a table, by their numbers, with what is in each of ``items``; those
    of a row that is several rows are as many cells, one below the other."""
    found: list[Held] = []
    shift = 0
    sides = _sides([cell for _, cell in members])
    for row, group in itertools.groupby(members, key=lambda member: member[1].row):
        held = [(cell, items.get(number, [])) for number, cell in group]
        touching = [cell for _, cell in members if cell.row <= row < cell.row + cell.rows]
        inner = _rows_of(held) if all(cell.rows == 1 for cell in touching) else []
        moved = [(replace(cell, row=cell.row + shift), mine) for cell, mine in held]
        at, scale = (None, []) if inner else _scale_of(held)
        if at is not None and all(cell.rows == 1 for cell in touching):
            high = len(scale) + 1
            found += [(replace(c, rows=high), mine) for c, mine in moved[:at]]
            found += _cells([moved[at]], scale)
            found += [(replace(c, rows=high), mine) for c, mine in moved[at + 1 :]]
            shift += len(scale)
            continue
        found += _cells(_by_column(moved, sides), inner) if inner else _divided(moved, sides)
        shift += len(inner)
    return found


def _scale_of(held: Sequence[Held]) -> tuple[int | None, list[float]]:
    """Which of the cells ``held`` of one row holds several figures on each of its lines, as a scale
    of salaries beside the label of all its steps, and where its rows begin, from the second."""
    for at, (_, mine) in enumerate(held):
        if len(held) < 2 or not all(isinstance(i, Chunk) and not i.turn for i in mine):
            continue
        rows = rows_of(mine)
        several = [sum(len(item.text.split()) for item in row.items) for row in rows]
        if (
            len(rows) >= _SCALE
            and min(several) >= _SIDE_BY_SIDE
            and all(FIGURES.fullmatch(item.text) for row in rows for item in row.items)
        ):
            return at, [row.y0 - 0.05 * row.size for row in rows[1:]]
    return None, []


def _sides(cells: Sequence[RuledCell]) -> dict[int, tuple[float, float]]:
    """Where each column of a table begins and ends, of those in which a cell of ``cells`` does."""
    begins = {cell.column: cell.box[0] for cell in cells}
    ends = {cell.column + cell.columns - 1: cell.box[2] for cell in cells}
    return {
        number: (x0, x1)
        for number, x0 in begins.items()
        if (x1 := ends.get(number, begins.get(number + 1))) is not None
    }


def _rows_of(held: Sequence[Held]) -> list[float]:
    """Where the rows begin of which the cells ``held`` of one row are, from the second."""
    filled = [mine for _, mine in held if mine]
    if len(filled) < 2 or not all(isinstance(i, Chunk) and not i.turn for m in filled for i in m):
        return []
    columns = []
    for mine in filled:
        rows = rows_of(mine)
        em = sorted(row.size for row in rows)[len(rows) // 2] or 10.0
        middles = [(row.y0 + row.y1) / 2 for row in rows]
        columns.append(_Lines(rows, middles, em, pitch_of(rows) or 1.5 * em))
    matrix = rows_of_amounts(columns, _LEAST)
    if matrix is None or matrix.whole:
        return _rows_of_lines(columns, [cell.box[2] for cell, mine in held if mine])
    em, top = columns[0].em, min(column.rows[0].y1 for column in columns)
    return [y - 0.05 * em for y in matrix.cuts if y > top]


def _rows_of_lines(columns: Sequence[_Lines], edges: Sequence[float]) -> list[float]:
    """Where the rows begin, from the second, of cells whose every line is one: the lines of all
    ``columns`` stand on few levels, those of one of them are figures, and no words reach the
    right edge, one of ``edges``, as words do that go on below. Nothing where they are none."""
    em = min(column.em for column in columns)
    lines = sorted((m, row.y0) for c in columns for m, row in zip(c.middles, c.rows, strict=True))
    levels: list[list[tuple[float, float]]] = []
    for middle, top in lines:
        if not levels or middle - levels[-1][0][0] > _LEVEL * em:
            levels.append([])
        levels[-1].append((middle, top))
    if len(levels) < _LINES or any(
        level[-1][0] - level[0][0] > _EXACT * em for level in levels
    ):  # fmt: skip
        return []
    figures = words = 0
    for column, edge in zip(columns, edges, strict=True):
        if _is_figures(column):
            figures = max(figures, len(column.rows))
        elif len(column.rows) > 1:
            words = max(words, len(column.rows))
            if any(
                row.x1 > edge - _REACHES * em
                and below.y0 - row.y1 < _NEXT * (row.y1 - row.y0)
                and not _ENDS_IN_FIGURE.search(row.text)
                for row, below in itertools.pairwise(column.rows)
            ):
                return []
    most = max(figures, words)
    if figures < _LINES or most < _OF_LEVELS * len(levels) or figures < _OF_LINES * most:
        return []
    tops = [(level[0][0], min(top for _, top in level)) for level in levels]
    mixed = next(
        (column for column in columns if _has_items(column) and not _is_figures(column)), None
    )
    if mixed is not None:
        # of a budget with what each item comprises an entry is its first line and those below it
        begun = [
            m for m, row in zip(mixed.middles, mixed.rows, strict=True) if _begins_item(row)
        ]  # fmt: skip
        tops = [
            (middle, top)
            for number, (middle, top) in enumerate(tops)
            if not number or any(abs(middle - m) < _LEVEL * em for m in begun)
        ]
    return [top - 0.05 * em for _, top in tops[1:]]


def _is_figures(column: _Lines) -> bool:
    """Whether a column holds nothing but figures."""
    return all(FIGURES.fullmatch(row.text) for row in column.rows)


def _has_items(column: _Lines) -> bool:
    """Whether some lines of a column begin with a number or a bullet, and others do not."""
    begun = sum(map(_begins_item, column.rows))
    return 0 < begun < len(column.rows)


def _begins_item(row: Row[Any]) -> bool:
    """Whether a line begins with a number or a bullet that has words behind it."""
    first = re.split("[ \u3000]", row.items[0].text)[0]
    if first == row.text:
        return first[:1] in BULLETS or _NUMBERED.match(first) is not None
    return is_lead(first) or first[:1] in BULLETS or _NUMBERED.match(first) is not None


def _divided(held: Sequence[Held], sides: Mapping[int, tuple[float, float]]) -> list[Held]:
    """The cells ``held``, each that spans several columns and holds a piece in most of them as one
    for each: the heads of a table may stand on one ground, and so may all of a row."""
    found: list[Held] = []
    for cell, mine in held:
        parts = _by_column([(cell, mine)], sides) if cell.columns > 1 and cell.rows == 1 else []
        filled = sum(bool(inside) for _, inside in parts)
        turned = any(not isinstance(i, Chunk) or i.turn for i in mine)
        divided = (
            len(parts) > 1
            and not turned
            and cell.columns >= _HEADS
            and filled >= _FILLED * cell.columns
        )
        found += parts if divided else [(cell, mine)]
    return found


def _by_column(held: Sequence[Held], sides: Mapping[int, tuple[float, float]]) -> list[Held]:
    """The cells ``held``, each that spans several columns as one for each where nothing runs over
    their ``sides``, which the heads have."""
    found: list[Held] = []
    for cell, mine in held:
        spanned = range(cell.column, cell.column + cell.columns)
        known = [(n, *sides[n]) for n in spanned if n in sides]
        parts = [[i for i in mine if i.x0 > x0 and i.x1 < x1] for _, x0, x1 in known]
        if len(known) < cell.columns or sum(map(len, parts)) < len(mine):
            found.append((cell, mine))
            continue
        for (number, x0, x1), inside in zip(known, parts, strict=True):
            box = x0, cell.box[1], x1, cell.box[3]
            found.append((replace(cell, column=number, columns=1, box=box), inside))
    return found


def _cells(held: Sequence[Held], cuts: list[float]) -> list[Held]:
    """The cells ``held`` of one row, each as one for each row that begins at ``cuts``."""
    bounds = [-float("inf"), *cuts, float("inf")]
    found: list[Held] = []
    for number, (top, bottom) in enumerate(itertools.pairwise(bounds)):
        for cell, mine in held:
            x0, y0, x1, y1 = cell.box
            box = x0, max(y0, top), x1, min(y1, bottom)
            place = replace(cell, row=cell.row + number, box=box)
            found.append((place, [i for i in mine if top <= middle_of(i) < bottom]))
    return found
