"""Figures: what is drawn with curves and slanted lines, and the labels that stand in it.

The labels of a chart are no columns and no rows: each is whole by itself, its lines one below the
other.
"""

from __future__ import annotations

import re

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.nodes import Item, Table, TableCell, leaf_of
from shiryokan.paper.layout.params import PARAMS

_AREA = PARAMS.figures.area
_MOST = PARAMS.figures.most
_SHAPES = PARAMS.figures.shapes
_LABELS = PARAMS.figures.labels
_LONGEST = PARAMS.figures.longest
_PROSE = PARAMS.figures.prose
_LARGEST = PARAMS.figures.largest
_INSIDE = PARAMS.figures.inside
_STACKED = PARAMS.figures.stacked
_CENTRED = PARAMS.figures.centred
_BESIDE = PARAMS.figures.beside
_AROUND = PARAMS.figures.around
_HALO = PARAMS.figures.halo
_LABELS_AROUND = PARAMS.figures.labels_around
_WITH_FIGURES = PARAMS.figures.with_figures
_FIGURE = re.compile("[0-9０-９]")
_NO_LABEL = re.compile("[(（【［〔<＜]?(?:図|表|資料|出典|出所|注|※|Fig|Table|Source)")
"""What a caption, a source or a note begins with."""

_Box = tuple[float, float, float, float]


def figures_of(
    items: list[Item], shapes: Floats, size: tuple[float, float]
) -> tuple[list[Item], list[Table]]:
    """``items`` that are not of a figure, and the figures with their labels.

    ``shapes`` (n, 4) are boxes of what is drawn, ``size`` is the frame's width and height.
    """
    if len(shapes) < _SHAPES:
        return items, []
    figures: list[Table] = []
    page = size[0] * size[1]
    for box, count in _clusters(shapes.tolist()):
        area = (box[2] - box[0]) * (box[3] - box[1])
        if count < _SHAPES or not _AREA * page < area < _MOST * page:
            continue
        inside = [i for i in items if isinstance(i, Chunk) and _stands_in(i, box)]
        drawn = [s for s in shapes.tolist() if _within(s, box)]
        if not _is_large(drawn, area):
            continue
        if not _is_drawing(inside, drawn):
            if any(len(chunk.text) > _LONGEST for chunk in inside):
                continue
            inside = _around(items, box)
            if not _is_labelled(inside):
                continue
        figures.append(_figure(inside, box))
        gone = {id(c) for c in inside}
        items = [i for i in items if id(i) not in gone]
    return items, figures


def _clusters(boxes: list[list[float]]) -> list[tuple[_Box, int]]:
    """Boxes that touch as one, and of how many each is."""
    found: list[tuple[_Box, int]] = []
    for x0, y0, x1, y1 in sorted(boxes):
        box, count = (x0, y0, x1, y1), 1
        merged = True
        while merged:
            merged = False
            for other in found:
                (a, b, c, d), number = other
                if a <= box[2] + 2 and box[0] <= c + 2 and b <= box[3] + 2 and box[1] <= d + 2:
                    box = min(a, box[0]), min(b, box[1]), max(c, box[2]), max(d, box[3])
                    count += number
                    found.remove(other)
                    merged = True
                    break
        found.append((box, count))
    return found


def _within(shape: list[float], box: _Box) -> bool:
    return shape[0] >= box[0] and shape[1] >= box[1] and shape[2] <= box[2] and shape[3] <= box[3]


def _around(items: list[Item], box: _Box) -> list[Chunk]:
    """Short texts in a drawing and around it, but its caption and its source; one of which a part
    is near is whole."""
    chunks = [item for item in items if isinstance(item, Chunk)]
    long = [chunk for chunk in chunks if len(chunk.text) > _LONGEST]
    labels = [
        label
        for label in _labels(chunks)
        if all(len(c.text) <= _LONGEST and not _NO_LABEL.match(c.text) for c in label)
        and not any(_is_beside(c, other) for c in label for other in long)
        and any(_distance(c, box) < _HALO * c.size for c in label)
    ]
    return [chunk for label in labels for chunk in label]


def _is_beside(chunk: Chunk, other: Chunk) -> bool:
    """Whether a text goes on with the other on its line, as a raised figure does in prose."""
    white = max(other.x0 - chunk.x1, chunk.x0 - other.x1)
    return other.y0 < chunk.middle < other.y1 and white < _BESIDE * other.size


def _distance(chunk: Chunk, box: _Box) -> float:
    """Points from a chunk to a box, across and down whichever is more; 0 if it stands in it."""
    across = max(box[0] - chunk.x1, chunk.x0 - box[2], 0.0)
    return max(across, box[1] - chunk.y1, chunk.y0 - box[3])


def _is_labelled(labels: list[Chunk]) -> bool:
    """Whether texts around a drawing are its labels: as those of a chart, with figures."""
    if len(labels) < _LABELS_AROUND:
        return False
    return sum(_FIGURE.search(c.text) is not None for c in labels) >= _WITH_FIGURES * len(labels)


def _is_large(shapes: list[list[float]], area: float) -> bool:
    """Whether the largest of the shapes is a good part of the drawing: letters drawn as outlines
    are none."""
    return max((s[2] - s[0]) * (s[3] - s[1]) for s in shapes) >= _LARGEST * area


def _is_drawing(labels: list[Chunk], shapes: list[list[float]]) -> bool:
    """Whether what is written is labels of what is drawn."""
    if len(labels) < _LABELS:
        return False
    inside = sum(
        any(s[0] < (c.x0 + c.x1) / 2 < s[2] and s[1] < c.middle < s[3] for s in shapes)
        for c in labels
    )
    long = sum(len(c.text) > _LONGEST for c in labels)
    return inside >= _INSIDE * len(labels) and long <= _PROSE * len(labels)


def _stands_in(chunk: Chunk, box: _Box) -> bool:
    reach = _AROUND * chunk.size
    x, y = (chunk.x0 + chunk.x1) / 2, chunk.middle
    return box[0] - reach < x < box[2] + reach and box[1] - reach < y < box[3] + reach


def _figure(chunks: list[Chunk], box: _Box) -> Table:
    cells: list[TableCell] = []
    labels = sorted(_labels(chunks), key=lambda label: (min(c.y0 for c in label), label[0].x0))
    for number, label in enumerate(labels):
        x0, y0 = min(c.x0 for c in label), min(c.y0 for c in label)
        x1, y1 = max(c.x1 for c in label), max(c.y1 for c in label)
        cells.append(TableCell(number, 0, 1, 1, (x0, y0, x1, y1), [leaf_of(rows_of(label))]))
    x0 = min(box[0], *(c.box[0] for c in cells))
    y0 = min(box[1], *(c.box[1] for c in cells))
    x1 = max(box[2], *(c.box[2] for c in cells))
    y1 = max(box[3], *(c.box[3] for c in cells))
    return Table(x0, y0, x1, y1, cells, ruled=False, figure=True)


def _labels(chunks: list[Chunk]) -> list[list[Chunk]]:
    """Chunks that are one label: beside each other, or centred below each other."""
    labels: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: (c.y0, c.x0)):
        label = next((label for label in labels if _joins(label, chunk)), None)
        if label is None:
            labels.append([chunk])
        else:
            label.append(chunk)
    return labels


def _joins(label: list[Chunk], chunk: Chunk) -> bool:
    em = chunk.size
    for other in label:
        if abs(other.middle - chunk.middle) < 0.3 * em:
            white = max(other.x0 - chunk.x1, chunk.x0 - other.x1)
            if -0.1 * em < white < _BESIDE * em:
                return True
    last = max(label, key=lambda c: c.y1)
    line = [c for c in label if abs(c.middle - last.middle) < 0.3 * em]
    x0, x1 = min(c.x0 for c in line), max(c.x1 for c in line)
    if not 0.8 * em < last.size < 1.25 * em:
        return False
    below = -0.3 * em < chunk.y0 - last.y1 < _STACKED * em
    centred = abs((x0 + x1) / 2 - (chunk.x0 + chunk.x1) / 2) < _CENTRED * em
    level = min(abs(x0 - chunk.x0), abs(x1 - chunk.x1)) < 0.2 * em
    return below and (centred or level)
