"""Banded tables: every other row stands on a ground of colour, and no rules part the rows.

Where each ground is one row and so is what stands between two of them, their edges are the rules
that the table does not draw; and where they are made of cells, so are the sides of these.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.marks import median_of
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.rects import Rect
from shiryokan.paper.layout.ruled_lines import RuledLines

_NEAR = PARAMS.banded.near
_ALIKE = PARAMS.banded.alike
_LEAST = PARAMS.banded.least
_MOST = PARAMS.banded.most
_HIGHER = PARAMS.banded.higher
_WHITE = PARAMS.banded.white
_ONE_LINE = PARAMS.banded.one_line
_REACH = PARAMS.banded.reach
_CLOSER = PARAMS.banded.closer
_CROSSED = PARAMS.banded.crossed
_RUNS_ON = PARAMS.banded.runs_on
_SHARED = PARAMS.banded.shared
_BESIDE = PARAMS.banded.beside
_CLOSE = PARAMS.banded.close


@dataclass(slots=True)
class _Band:
    """Grounds side by side that touch: ``inner`` is where one ends and the next begins."""

    box: Rect
    inner: list[float]
    panels: list[int]


def with_bands_ruled(rules: RuledLines, marks: Floats) -> RuledLines:
    """``rules`` with the edges of the rows of banded tables as lines, and without their grounds.

    ``marks`` (n, 4) are the boxes of what is written.
    """
    if not _LEAST <= len(rules.panels) <= _MOST or not len(marks):
        return rules
    gone: set[int] = set()
    lines: list[Rect] = []
    runs = [run for group in _alike(_bands(rules.panels)) for run in _runs(group, rules, marks)]
    for bands in runs:
        found = _rules_of(bands, marks)
        if found:
            lines += found
            gone |= {at for band in bands for at in band.panels}
    if not lines:
        return rules
    kept = np.array([at not in gone for at in range(len(rules.panels))])
    return replace(rules, panels=rules.panels[kept]).with_lines(np.array(lines))


def _bands(panels: Floats) -> list[_Band]:
    """Grounds, those on one level that touch as one."""
    found: list[_Band] = []
    for at in np.lexsort((panels[:, 0], np.round(panels[:, 1]))):
        x0, y0, x1, y1 = panels[at].tolist()
        last = found[-1] if found else None
        if last is not None:
            box = last.box
            level = abs(box[1] - y0) < _NEAR and abs(box[3] - y1) < _NEAR
            if level and abs(box[2] - x0) < _NEAR:
                last.inner.append((box[2] + x0) / 2)
                last.box = (box[0], box[1], x1, box[3])
                last.panels.append(int(at))
                continue
            if level and abs(box[0] - x0) < _NEAR and abs(box[2] - x1) < _NEAR:
                # drawn twice
                last.panels.append(int(at))
                continue
        found.append(_Band((x0, y0, x1, y1), [], [int(at)]))
    return found


def _alike(bands: list[_Band]) -> list[list[_Band]]:
    """Bands of one width below each other, from the top."""
    groups: list[list[_Band]] = []
    for band in bands:
        for group in groups:
            box = group[0].box
            if abs(box[0] - band.box[0]) < _ALIKE and abs(box[2] - band.box[2]) < _ALIKE:
                group.append(band)
                break
        else:
            groups.append([band])
    return [sorted(group, key=lambda b: b.box[1]) for group in groups if len(group) >= _LEAST]


def _runs(bands: list[_Band], rules: RuledLines, marks: Floats) -> list[list[_Band]]:
    """Those of ``bands`` of one width that follow each other as every other row of a table, where
    each is a row and so is what stands between two, which no rules part."""
    runs: list[list[_Band]] = []
    for band in bands:
        x0, y0, x1, y1 = band.box
        mine = _within(marks, x0, x1, y0, y1)
        if not len(mine) or not _is_row(mine, band.inner, y0, y1):
            runs.append([])
        elif runs and runs[-1] and _follows(runs[-1], band, rules, marks):
            runs[-1].append(band)
        else:
            runs.append([band])
    for run in runs:
        between = sum(b.box[1] - a.box[3] >= _NEAR for a, b in itertools.pairwise(run))
        inner = _inner(run)
        # the parts of bars that are as long as each other, in a chart of shares, end anywhere
        shared = len(inner) * len(run) >= _SHARED * sum(len(band.inner) for band in run)
        if len(run) < _LEAST or not between or not shared:
            run.clear()
    return [run for run in runs if run]


def _follows(run: list[_Band], band: _Band, rules: RuledLines, marks: Floats) -> bool:
    """Whether ``band`` touches the last of ``run``, or there is one row between them."""
    (x0, y0, x1, top), bottom = run[-1].box, band.box[1]
    if bottom - top < _NEAR:
        return True
    row = _within(marks, x0, x1, top, bottom)
    if not len(row) or bottom - top > _HIGHER * max(top - y0, band.box[3] - bottom):
        return False
    inner = _inner([*run, band])
    if run[-1].inner and band.inner and not inner:
        # cells of another table
        return False
    return (
        not _is_ruled((x0, top, x1, bottom), rules)
        and _is_row(row, inner, top, bottom)
        and not (inner and _crossed(row, inner) > _CROSSED)
    )


def _rules_of(bands: list[_Band], marks: Floats) -> list[Rect]:
    """The lines between the rows of a table with ``bands``."""
    x0, x1 = bands[0].box[0], bands[0].box[2]
    inner = _inner(bands)
    edges = [y for band in bands for y in (band.box[1], band.box[3])]
    edges = [y for n, y in enumerate(edges) if not n or y - edges[n - 1] >= _NEAR]
    edges = [*_row_above(bands[0], inner, marks), *edges, *_row_below(bands[-1], inner, marks)]
    lines: list[Rect] = [(x0, y, x1, y) for y in edges]
    if inner:
        for top, bottom in itertools.pairwise(edges):
            row = _within(marks, x0, x1, top, bottom)
            own = [
                x for x in inner if not ((row[:, 0] < x - _NEAR) & (row[:, 2] > x + _NEAR)).any()
            ]
            lines += [(x, top, x, bottom) for x in (x0, *own, x1)]
    return lines


def _em(marks: Floats) -> float:
    return median_of(marks[:, 3] - marks[:, 1])


def _is_ruled(box: Rect, rules: RuledLines) -> bool:
    """Whether level lines run through half of ``box`` or more, or an upright one does."""
    x0, top, x1, bottom = box
    level, upright = rules.horizontal, rules.vertical
    through = level[(level[:, 1] > top + _NEAR) & (level[:, 1] < bottom - _NEAR)]
    wide = np.minimum(through[:, 2], x1) - np.maximum(through[:, 0], x0)
    high = np.minimum(upright[:, 3], bottom) - np.maximum(upright[:, 1], top)
    within = (upright[:, 0] > x0 + _NEAR) & (upright[:, 0] < x1 - _NEAR)
    # each cell may have lines of its own
    return bool(2 * wide[wide > 0].sum() > x1 - x0 or (within & (2 * high > bottom - top)).any())


def _inner(bands: Sequence[_Band]) -> list[float]:
    """Where the cells of most of ``bands`` end."""
    found: list[float] = []
    for x in sorted({x for band in bands for x in band.inner}):
        held = sum(any(abs(x - own) < _NEAR for own in band.inner) for band in bands)
        if 2 * held > len(bands) and (not found or x - found[-1] > _NEAR):
            found.append(x)
    return found


def _crossed(marks: Floats, inner: list[float]) -> float:
    """The share of the lines and places of ``inner`` at which text runs on over the place."""
    crossed = count = 0
    em = _em(marks)
    for line in _lines(marks, em):
        for x in inner:
            left, right = line[line[:, 0] < x], line[line[:, 2] > x]
            count += 1
            if len(left) and len(right):
                crossed += bool(right[:, 0].min() - left[:, 2].max() < _RUNS_ON * em)
    return crossed / count if count else 0.0


def _within(marks: Floats, x0: float, x1: float, top: float, bottom: float) -> Floats:
    """The marks whose middle is in a box."""
    x, y = (marks[:, 0] + marks[:, 2]) / 2, (marks[:, 1] + marks[:, 3]) / 2
    return marks[(x > x0) & (x < x1) & (y > top) & (y < bottom)]


def _lines(marks: Floats, em: float) -> list[Floats]:
    """Marks line by line, from the top."""
    mine = marks[np.argsort((marks[:, 1] + marks[:, 3]) / 2, kind="stable")]
    middles = (mine[:, 1] + mine[:, 3]) / 2
    return np.split(mine, np.flatnonzero(np.diff(middles) > _ONE_LINE * em) + 1)


def _pieces(line: Floats, em: float, inner: list[float]) -> int:
    """How many pieces of a line stand between other ends of cells, or have wide white between them
    where it is not known where cells end."""
    if inner:
        return len(np.unique(np.searchsorted(inner, (line[:, 0] + line[:, 2]) / 2)))
    mine = line[np.argsort(line[:, 0])]
    return 1 + int((mine[1:, 0] - np.maximum.accumulate(mine[:, 2])[:-1] > _WHITE * em).sum())


def _is_row(marks: Floats, inner: list[float], top: float, bottom: float) -> bool:
    """Whether what stands from ``top`` to ``bottom`` is one row of several pieces: but one line has
    as many of them as any, or less white is between its lines than above and below all."""
    if not len(marks):
        return False
    em = _em(marks)
    lines = _lines(marks, em)
    pieces = [_pieces(line, em, inner) for line in lines]
    most = max(pieces)
    if most < 2 or len(lines) == 1:
        return most > 1
    tops, ends = [line[:, 1].min() for line in lines], [line[:, 3].max() for line in lines]
    white = max(y0 - y1 for y1, y0 in zip(ends[:-1], tops[1:], strict=True))
    if pieces.count(most) == 1:
        # a heading stands apart from the row above it
        return bool(white < _BESIDE * em)
    return bool(white < _CLOSER * (max(tops[0] - top, 0.0) + max(bottom - ends[-1], 0.0)))


def _row_below(band: _Band, inner: list[float], marks: Floats) -> list[float]:
    """The lower edge of a row without a ground below the last ``band``, if there is one."""
    x0, top, x1, bottom = band.box
    mine = _within(marks, x0, x1, top, bottom)
    below = _within(marks, x0, x1, bottom, bottom + _REACH * (bottom - top))
    if not len(mine) or not len(below):
        return []
    em, pad = _em(mine), max(bottom - mine[:, 3].max(), 0.0)
    lines = _lines(below, em)
    end = bottom
    taken: list[Floats] = []
    for line in lines:
        if line[:, 1].min() - end > 2 * pad + _NEAR if not taken else line[:, 1].min() - end > em:
            break
        taken.append(line)
        end = float(line[:, 3].max())
    end += pad
    return [end] if taken and _is_row(np.concatenate(taken), inner, bottom, end) else []


def _row_above(band: _Band, inner: list[float], marks: Floats) -> list[float]:
    """The upper edge of the heads above the first ``band``, if these have no ground."""
    x0, top, x1, bottom = band.box
    mine = _within(marks, x0, x1, top, bottom)
    above = _within(marks, x0, x1, top - _REACH * (bottom - top), top)
    if not len(mine) or not len(above):
        return []
    em, pad = _em(mine), max(mine[:, 1].min() - top, 0.0)
    begin = top
    pieces = 0
    for line in reversed(_lines(above, em)):
        white = begin - line[:, 3].max()
        # of heads of two lines the upper one stands close
        if white > (_CLOSE * em if pieces else 2 * pad + _NEAR):
            break
        pieces = max(pieces, _pieces(line, em, inner))
        begin = float(line[:, 1].min())
    return [begin - pad] if pieces > 1 else []
