"""Large figures beside each other, each with what it counts above or below: the key figures of a
report. A person reads one with its words, then the next."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.nodes import Item, middle_of
from shiryokan.paper.layout.panels import Panels, Part
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.strips import usual_size

_FIGURE = re.compile(r"[^0-9０-９]{0,4}[0-9０-９][0-9０-９,，.．兆億万千百]*[^0-9０-９]{0,4}")
_LARGE = PARAMS.big_figures.large
_LEVEL = PARAMS.big_figures.level
_CLOSE = PARAMS.big_figures.close
_CENTRED = PARAMS.big_figures.centred
_APART = PARAMS.big_figures.apart


def big_figures(items: list[Item]) -> list[Part]:
    """``items`` in parts from the top, rows of large figures with their words among them; nothing
    where there are none."""
    chunks = [i for i in items if isinstance(i, Chunk)]
    if len(chunks) < len(items) or not chunks:
        return []
    em = usual_size(items)
    large = sorted(
        (c for c in chunks if c.size > _LARGE * em and _FIGURE.fullmatch(c.text)),
        key=lambda c: c.y0,
    )
    parts: list[Part] = []
    rest: list[Item] = list(items)
    for row in _rows(large):
        columns = _with_words(row, rest, em)
        if columns is None:
            continue
        taken = {id(item) for column in columns for item in column}
        top = min(item.y0 for column in columns for item in column)
        above = [i for i in rest if id(i) not in taken and middle_of(i) < top]
        parts += [above, Panels(columns, plain=True)]
        rest = [i for i in rest if id(i) not in taken and middle_of(i) >= top]
    return [part for part in [*parts, rest] if part] if parts else []


def _rows(large: Sequence[Chunk]) -> list[list[Chunk]]:
    """Large figures of one size on one level, several, each row from the left."""
    rows: list[list[Chunk]] = []
    for chunk in large:
        first = rows[-1][0] if rows else None
        if first and abs(chunk.y1 - first.y1) < _LEVEL * first.size:
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    return [
        sorted(row, key=lambda c: c.x0)
        for row in rows
        if len(row) > 1 and max(c.size for c in row) < (1 + _LEVEL) * min(c.size for c in row)
    ]


def _with_words(row: Sequence[Chunk], items: Sequence[Item], em: float) -> list[list[Item]] | None:
    """Each figure of ``row`` with the lines close above and below it that are set about its middle;
    None where these are not as many for each, or something else stands between."""
    columns = [_about(figure, items, em) for figure in row]
    shapes = {
        tuple(item.y0 < figure.y0 for item in column if item is not figure)
        for figure, column in zip(row, columns, strict=True)
    }
    if len(shapes) != 1 or len(columns[0]) == 1:
        return None
    for one, two in itertools.pairwise(columns):
        if min(i.x0 for i in two) - max(i.x1 for i in one) < _APART * em:
            return None
    taken = {id(item) for column in columns for item in column}
    top = min(i.y0 for column in columns for i in column)
    bottom = max(i.y1 for column in columns for i in column)
    beside = [i for i in items if id(i) not in taken and top < middle_of(i) < bottom]
    return None if beside else columns


def _about(figure: Chunk, items: Sequence[Item], em: float) -> list[Item]:
    """``figure`` and the lines above and below it set about its middle, from the top."""
    centred = [
        i
        for i in items
        if i is not figure
        and i.size < figure.size / _LARGE
        and abs((i.x0 + i.x1) - (figure.x0 + figure.x1)) < 2 * _CENTRED * em
    ]
    above = [i for i in centred if i.y1 <= figure.y0 + _LEVEL * figure.size]
    below = [i for i in centred if i.y0 >= figure.y1 - _LEVEL * figure.size]
    column: list[Item] = [figure]
    for item in sorted(above, key=lambda i: -i.y1):
        if column[0].y0 - item.y1 > _CLOSE * em:
            break
        column.insert(0, item)
    for item in sorted(below, key=lambda i: i.y0):
        if item.y0 - column[-1].y1 > _CLOSE * em:
            break
        column.append(item)
    return column
