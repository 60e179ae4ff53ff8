"""Charts of bars and curves: filled rectangles that stand on one line, or hang on one, with numbers
at them; and lines of one length of which each ends at the number that it tells.

Their lines enclose meshes that are no cells, their bars are no grounds of boxes, and their labels
are no columns: what is written at them is a figure's (:mod:`shiryokan.paper.layout.figures`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.figures import figure_of, labelled_with, labels_of, said_of_figures
from shiryokan.paper.layout.grids import merged
from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.marks import Marks
from shiryokan.paper.layout.nodes import Item, Table
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.rects import Rect, area, rect_of
from shiryokan.paper.layout.ruled_lines import RuledLines

_SAME = PARAMS.bars.same
_TOUCH = PARAMS.bars.touch
_LEAST = PARAMS.bars.least
_MOST = PARAMS.bars.most
_WIDTHS = PARAMS.bars.widths
_HEIGHTS = PARAMS.bars.heights
_PARTS = PARAMS.bars.parts
_APART = PARAMS.bars.apart
_OFTEN = PARAMS.bars.often
_REACH = PARAMS.bars.reach
_COVERED = PARAMS.bars.covered
_FIGURES = PARAMS.bars.figures
_LEVEL = PARAMS.bars.level
_AT_RULE = PARAMS.bars.at_rule
_OF_GRID = PARAMS.bars.of_grid
_TOLD = PARAMS.bars.told
_EVEN = PARAMS.bars.even
_IN_SCALE = PARAMS.bars.in_scale
_NUMBERS = PARAMS.bars.numbers
_AROUND = PARAMS.bars.around
_LONGEST = PARAMS.bars.longest
_LONGEST_NAME = PARAMS.bars.longest_name
_SIZE = PARAMS.bars.size
_BELOW = PARAMS.bars.below
_ABOVE = PARAMS.bars.above
_SWATCH = PARAMS.bars.swatch
_LABELS = PARAMS.bars.labels
_IN_ROWS = PARAMS.bars.in_rows
_COLUMNS = PARAMS.bars.columns

_SIGNS = frozenset(map(ord, "0123456789０１２３４５６７８９.,．，%％△▲-－+＋()（）"))
_DIGITS = frozenset(map(ord, "0123456789０１２３４５６７８９"))
_NUMBER = re.compile(r"[(（△▲+＋－-]*[0-9０-９][0-9０-９.,．，]*[^0-9０-９]{0,3}$")
_UNIT = re.compile("[(（［\\[].{1,8}[)）］\\]]$|.{0,4}[%％円人件]$")


@dataclass(frozen=True, slots=True)
class BarChart:
    """What bars and the lines between them take: its labels stand in it and around it."""

    box: Rect
    bars: list[Rect]
    across: bool
    """Whether its bars run across the page."""
    signs: list[Rect]
    """Small grounds of the page: those of a legend."""
    squared: bool = False
    """Whether lines cross, of which those across have numbers at their ends: points stand there
    with their names."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of one part or several, one on the other; ``low`` is where it begins."""

    left: float
    right: float
    low: float
    high: float
    parts: int


def bar_charts(rules: RuledLines, marks: Marks) -> tuple[list[BarChart], RuledLines]:
    """The charts of bars of a page, and its rules without what draws them.

    ``marks`` are what is written on it, in the frame of ``rules``.
    """
    scaled = max(len(rules.horizontal), len(rules.vertical)) >= _LEAST
    if len(rules.panels) > _MOST or (len(rules.panels) < _LEAST and not scaled):
        return [], rules
    panels = np.unique(np.round(rules.panels, 1), axis=0)
    shown = ~marks.space
    written = marks.box[shown]
    middle = np.stack(((written[:, 0] + written[:, 2]) / 2, (written[:, 1] + written[:, 3]) / 2), 1)
    codes = marks.character[shown]
    sign = np.isin(codes, list(_SIGNS))
    plain = np.array([_is_plain(panel, middle, sign) for panel in panels], np.bool_)
    found = _found(panels[plain], rules, across=False) + _found(panels[plain], rules, across=True)
    charts: list[BarChart] = []
    em = float(np.median(marks.size[shown])) if len(codes) else 10.0
    numeral = np.isin(codes, list(_DIGITS))
    found += [
        chart
        for chart in _scaled(rules, written[numeral], em)
        if chart.squared or _is_plain(np.array(chart.box), middle, sign, _IN_SCALE)
    ]
    digits = middle[numeral]
    small = [rect_of(p) for p in panels if max(p[2] - p[0], p[3] - p[1]) < _SWATCH * em]
    for chart in sorted(found, key=lambda chart: -area(chart.box)):
        numbered = int(_inside(digits, chart.box, _AROUND * em).sum())
        if numbered < _NUMBERS:
            continue
        over = next((at for at, other in enumerate(charts) if _meet(chart.box, other.box)), None)
        if over is None:
            charts.append(replace(chart, signs=small))
        elif not charts[over].bars:
            # bars stand on a line that tells no number, and its ends may be others
            box = _around(charts[over].box, chart.box)
            charts[over] = replace(chart, box=box, signs=small)
    return (charts, _without(rules, charts)) if charts else ([], rules)


def _scaled(rules: RuledLines, digits: Floats, em: float) -> list[BarChart]:
    """What lines of one length are drawn over of which each ends at a number: the scale of a chart.

    ``digits`` (n, 4) are the boxes of figures.
    """
    found: list[BarChart] = []
    level, upright = merged(rules.horizontal, 1), merged(rules.vertical, 0)
    middle = (digits[:, 1] + digits[:, 3]) / 2
    for lines in _alike(level, 0):
        beside = lines[0, 0] - digits[:, 2]
        near = middle[(beside > -1) & (beside < _AROUND * em)]
        told = [y for y in lines[:, 1].tolist() if (np.abs(near - y) < _LEVEL * em).any()]
        if len(told) >= _LEAST and len(told) >= _TOLD * len(lines):
            x0, x1 = float(lines[0, 0]), float(lines[0, 2])
            box = x0, float(lines[:, 1].min()), x1, float(lines[:, 1].max())
            # beside a table numbers stand at its rows, not at its rules
            exact = [y for y in told if (np.abs(near - y) < _AT_RULE * em).any()]
            crossed = _crossed(upright, box)
            if not crossed or len(exact) >= max(_OF_GRID, _TOLD * len(lines)):
                found.append(BarChart(box, [], False, [], crossed))
    numbers = _numbers(digits, em)
    middle = (numbers[:, 0] + numbers[:, 2]) / 2
    for lines in _alike(upright, 1):
        below = numbers[:, 1] - lines[0, 3]
        near = middle[(below > -1) & (below < em)]
        told = [x for x in lines[:, 0].tolist() if (np.abs(near - x) < em).any()]
        if len(told) >= _LEAST and len(told) >= _TOLD * len(lines):
            y0, y1 = float(lines[0, 1]), float(lines[0, 3])
            box = float(lines[:, 0].min()), y0, float(lines[:, 0].max()), y1
            found += [] if _crossed(level, box) else [BarChart(box, [], True, [])]
    return found


def _numbers(digits: Floats, em: float) -> Floats:
    """(m, 4) the numbers of which ``digits`` (n, 4) are: those beside each other on one line."""
    if not len(digits):
        return digits
    level = np.round(digits[:, 3] / (_LEVEL * em))
    ordered = digits[np.lexsort((digits[:, 0], level))]
    apart = np.diff(np.sort(level)) != 0
    apart |= ordered[1:, 0] - ordered[:-1, 2] > em
    first = np.flatnonzero(np.concatenate(([True], apart)))
    return np.column_stack(
        (np.minimum.reduceat(ordered[:, :2], first), np.maximum.reduceat(ordered[:, 2:], first))
    )


def _crossed(lines: Floats, box: Rect) -> bool:
    """Whether any of ``lines`` runs through a box: what it parts are cells."""
    x, y = (lines[:, 0] + lines[:, 2]) / 2, (lines[:, 1] + lines[:, 3]) / 2
    x0, y0, x1, y1 = box
    inside = (x > x0 + _SAME) & (x < x1 - _SAME) & (y > y0 + _SAME) & (y < y1 - _SAME)
    over = np.minimum(lines[:, 2], x1) - np.maximum(lines[:, 0], x0)
    down = np.minimum(lines[:, 3], y1) - np.maximum(lines[:, 1], y0)
    return bool((inside | ((over > _SAME) & (down > _SAME))).any())


def _alike(lines: Floats, along: int) -> list[Floats]:
    """Lines that begin and end at one place; ``along`` is the axis that they run along."""
    ends = np.round(lines[:, [along, along + 2]])
    _, group = np.unique(ends, axis=0, return_inverse=True)
    group = group.reshape(-1)
    found: list[Floats] = []
    for number in np.flatnonzero(np.bincount(group) >= _LEAST):
        found += _runs(lines[group == number], 1 - along)
    return [run for run in found if len(run) >= _LEAST]


def _runs(lines: Floats, axis: int) -> list[Floats]:
    """Lines at even distances along ``axis``: those of two charts stand further apart."""
    lines = lines[np.argsort(lines[:, axis], kind="stable")]
    steps = np.diff(lines[:, axis])
    wide = np.flatnonzero(steps > _EVEN * max(float(np.median(steps)), _SAME)) + 1
    return list(np.split(lines, wide))


def _is_plain(box: Floats, middle: Floats, sign: Bools, least: float = _FIGURES) -> bool:
    """Whether what stands in a box is numbers by this share, or nothing."""
    inside = _inside(middle, rect_of(box), 0.0)
    return bool(sign[inside].sum() >= least * inside.sum())


def _inside(points: Floats, box: Rect, reach: float) -> Bools:
    x, y = points[:, 0], points[:, 1]
    result: Bools = (
        (x > box[0] - reach) & (x < box[2] + reach) & (y > box[1] - reach) & (y < box[3] + reach)
    )
    return result


def _found(panels: Floats, rules: RuledLines, *, across: bool) -> list[BarChart]:
    """Charts of upright bars, or of bars across: these stand on their left sides."""
    level, upright = rules.horizontal, rules.vertical
    turn = [1, 0, 3, 2]
    if across:
        panels, level, upright = panels[:, turn], upright[:, turn], level[:, turn]
        # the side that all bars share is the lower one of upright bars, and the left one of these
        panels = panels * [1, -1, 1, -1]
        panels = panels[:, [0, 3, 2, 1]]
        level, upright = level * [1, -1, 1, -1], upright * [1, -1, 1, -1]
        level, upright = level[:, [0, 3, 2, 1]], upright[:, [0, 3, 2, 1]]
    charts: list[BarChart] = []
    for group in _standing_together(_stacks(panels)):
        for wide in _parted(group, level):
            if not _is_chart(wide, upright):
                continue
            bars = wide + _thin(wide, level)
            box = _with_axes(bars, level)
            boxes = [(b.left, b.high, b.right, b.low) for b in bars]
            if across:
                box = box[1], box[0], box[3], box[2]
                box = -box[2], box[1], -box[0], box[3]
                boxes = [(-low, left, -high, right) for left, high, right, low in boxes]
            charts.append(BarChart(box, boxes, across, []))
    return charts


def _stacks(panels: Floats) -> list[_Bar]:
    """Rectangles that stand one on the other as one bar each."""
    found: list[_Bar] = []
    for x0, y0, x1, y1 in sorted(panels.tolist(), key=lambda p: -p[3]):
        for at, bar in enumerate(found):
            same = abs(bar.left - x0) < _SAME and abs(bar.right - x1) < _SAME
            if same and abs(bar.high - y1) < _TOUCH:
                found[at] = replace(bar, high=y0, parts=bar.parts + 1)
                break
        else:
            found.append(_Bar(x0, x1, y1, y0, 1))
    return found


def _standing_together(bars: list[_Bar]) -> list[list[_Bar]]:
    """Bars that stand on one level, none of them beside another at no width."""
    groups: list[list[_Bar]] = []
    for bar in sorted(bars, key=lambda b: b.low):
        if groups and bar.low - groups[-1][0].low < _SAME:
            groups[-1].append(bar)
        else:
            groups.append([bar])
    return [sorted(g, key=lambda b: b.left) for g in groups if len(g) >= _LEAST]


def _parted(bars: list[_Bar], level: Floats) -> list[list[_Bar]]:
    """The bars of each chart on one level: those on one line, or with like white between them."""
    low = bars[0].low
    lines = [r for r in level.tolist() if abs(r[1] - low) < 2 * _SAME]
    gaps = [b.left - a.right for a, b in pairwise(bars)]
    # of bars in groups most gaps are within a group
    usual = float(np.quantile(gaps, _OFTEN))
    parts = [[bars[0]]]
    for (a, b), gap in zip(pairwise(bars), gaps, strict=True):
        held = [r for r in lines if r[0] < a.right - 1 and r[2] > b.left + 1]
        ended = [r for r in lines if a.right - 1 < r[2] < b.left + 1 or a.right < r[0] < b.left + 1]
        wide = a.right - a.left
        far = gap > _APART * usual + wide / 2 or abs(b.right - b.left - wide) > _WIDTHS * wide
        if not held and (ended or far):
            parts.append([])
        parts[-1].append(b)
    return parts


def _is_chart(bars: list[_Bar], upright: Floats) -> bool:
    """Whether bars are as wide as each other, not as high, and no rule parts them into cells."""
    if len(bars) < _LEAST:
        return False
    wide = np.array([b.right - b.left for b in bars])
    high = np.array([b.low - b.high for b in bars])
    gaps = np.array([b.left - a.right for a, b in pairwise(bars)])
    alike = wide.max() - wide.min() < _WIDTHS * np.median(wide)
    if not alike or gaps.min() < -_SAME or gaps.max() < _TOUCH:
        return False
    uneven = high.max() - high.min() > _HEIGHTS * high.max()
    stacked = sum(b.parts > 1 for b in bars) >= _PARTS * len(bars)
    if not uneven and not stacked:
        return False
    top, low = min(b.high for b in bars), bars[0].low
    for a, b in pairwise(bars):
        between = (upright[:, 0] > a.right - 1) & (upright[:, 0] < b.left + 1)
        over = np.minimum(upright[:, 3], low) - np.maximum(upright[:, 1], top)
        if (between & (over > 0.9 * (low - top))).any():
            return False
    return True


def _thin(bars: list[_Bar], level: Floats) -> list[_Bar]:
    """Bars that are so low that they are lines: as wide as ``bars``, where these stand, and as far
    from each other."""
    wide = float(np.median([b.right - b.left for b in bars]))
    reach = max(b.left - a.left for a, b in pairwise(bars))
    found: list[_Bar] = []
    near = level[np.abs(level[:, 1] - bars[0].low) < 2 * _SAME]
    for x0, y, x1, _ in sorted(near.tolist()):
        known = [*bars, *found]
        free = all(x1 < b.left or x0 > b.right for b in known)
        beside = min(abs(x0 - b.left) for b in known) < reach + _SAME
        if free and beside and abs(x1 - x0 - wide) < _WIDTHS * wide:
            found.append(_Bar(x0, x1, bars[0].low, y, 1))
    return found


def _with_axes(bars: list[_Bar], level: Floats) -> Rect:
    """The box of bars and of the lines behind them that tell how high they are."""
    x0, x1 = min(b.left for b in bars), max(b.right for b in bars)
    top, low = min(b.high for b in bars), bars[0].low
    wide, high = x1 - x0, low - top
    covers = np.minimum(level[:, 2], x1) - np.maximum(level[:, 0], x0) > _COVERED * wide
    near = (level[:, 1] > top - _REACH * high) & (level[:, 1] < low + 2 * _SAME)
    held = (level[:, 0] > x0 - _REACH * wide) & (level[:, 2] < x1 + _REACH * wide)
    lines = level[covers & near & held]
    if len(lines) > 1:
        lines = _runs(lines, 1)[-1]
    if not len(lines):
        return x0, top, x1, low
    return (
        min(x0, float(lines[:, 0].min())), min(top, float(lines[:, 1].min())),
        max(x1, float(lines[:, 2].max())), low,
    )  # fmt: skip


def _without(rules: RuledLines, charts: Sequence[BarChart]) -> RuledLines:
    level, upright = rules.unseen
    keep_level = ~_within(rules.horizontal, charts)
    keep_upright = ~_within(rules.vertical, charts)
    return replace(
        rules,
        horizontal=rules.horizontal[keep_level],
        vertical=rules.vertical[keep_upright],
        panels=rules.panels[~_within(rules.panels, charts)],
        unseen=(
            level[keep_level] if len(level) else level,
            upright[keep_upright] if len(upright) else upright,
        ),
    )


def _within(boxes: Floats, charts: Sequence[BarChart]) -> Bools:
    """(n,) which of ``boxes`` (n, 4) lie in a chart."""
    found = np.zeros(len(boxes), np.bool_)
    for x0, y0, x1, y1 in (chart.box for chart in charts):
        found |= (
            (boxes[:, 0] > x0 - 2 * _SAME) & (boxes[:, 1] > y0 - 2 * _SAME)
            & (boxes[:, 2] < x1 + 2 * _SAME) & (boxes[:, 3] < y1 + 2 * _SAME)
        )  # fmt: skip
    return found


def _around(a: Rect, b: Rect) -> Rect:
    """The box around two."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _meet(a: Rect, b: Rect) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def labelled(items: list[Item], charts: Sequence[BarChart]) -> tuple[list[Item], list[Table]]:
    """``items`` that are no labels of ``charts``, and the charts with their labels as figures."""
    figures: list[Table] = []
    for chart in charts:
        chunks = [i for i in items if isinstance(i, Chunk)]
        labels = _labels_of(chunks, chart)
        if len(labels) < _LABELS or _is_column(chunks, chart):
            continue
        gone = {id(label) for label in labels}
        items = [item for item in items if id(item) not in gone]
        if chart.across and chart.bars:
            figures.append(labelled_with(_by_bar(labels, chart), chart.box))
            continue
        figure = figure_of(labels, chart.box)
        if not chart.across:
            figure.cells.sort(key=lambda cell: _place(cell.box, chart.box))
        figures.append(figure)
    return items, figures


def _is_column(chunks: list[Chunk], chart: BarChart) -> bool:
    """Whether bars across are drawn in a column of a table: the numbers level with them end at the
    same places in every row, however long the bars are."""
    if not chart.across or not chart.bars:
        return False
    numbers = [chunk for chunk in chunks if _NUMBER.match(chunk.text)]
    levels = [[c for c in numbers if bar[1] < c.middle < bar[3]] for bar in chart.bars]
    held = (
        sum(bar[0] < (c.x0 + c.x1) / 2 < bar[2] for c in level)
        for bar, level in zip(chart.bars, levels, strict=True)
    )
    if sum(count > 1 for count in held) > _PARTS * len(levels):
        return False
    ends = [sorted({round(c.x1) for c in level}) for level in levels]
    common = Counter(end for level in ends for end in level)
    columns = sum(
        count + common[end + 1] >= _IN_ROWS * len(levels)
        for end, count in common.items()
        if common[end - 1] < count
    )
    return columns >= _COLUMNS


def _by_bar(chunks: list[Chunk], chart: BarChart) -> list[list[Chunk]]:
    """The labels of bars across in reading order: what stands at a bar from the left, bar by bar.

    Names of one line are one at each bar, however close they stand below each other.
    """
    bars = sorted((bar[1], bar[3]) for bar in chart.bars)
    above, below = bars[0][0], bars[-1][1]

    def bar_of(chunk: Chunk) -> int:
        if chunk.y1 < above or chunk.y0 > below:
            return -1 if chunk.y1 < above else len(bars)
        return min(range(len(bars)), key=lambda n: abs(sum(bars[n]) / 2 - chunk.middle))

    names = [c for c in chunks if c.x1 < chart.box[0] + c.size and 0 <= bar_of(c) < len(bars)]
    whole = labels_of(names) if len(rows_of(names)) > len(bars) else []
    gone = {id(c) for name in whole for c in name}
    at_bar: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        if id(chunk) not in gone:
            at_bar.setdefault(bar_of(chunk), []).append(chunk)
    labels = [
        (bar, label)
        for bar, held in at_bar.items()
        for named in (True, False)
        # a name that ends at its bar is no part of the number in this
        for label in labels_of([c for c in held if (c.x1 < chart.box[0] + 1) is named])
    ]
    labels += [(min(map(bar_of, name)), name) for name in whole]
    outside = -1, len(bars)
    labels.sort(key=lambda known: (known[0], known[1][0].y0 if known[0] in outside else 0.0,
                                   min(c.x0 for c in known[1])))  # fmt: skip
    return [label for _, label in labels]


def _place(label: Rect, chart: Rect) -> tuple[int, float, float]:
    """The place of a label of upright bars: the scale, what stands at the bars from the left, what
    stands below them."""
    middle = (label[1] + label[3]) / 2
    if label[2] < chart[0] + 1 or middle < chart[1] - (label[3] - label[1]):
        return 0, label[1], label[0]
    return (2, label[1], label[0]) if middle > chart[3] else (1, label[0], label[1])


def _labels_of(chunks: list[Chunk], chart: BarChart) -> list[Chunk]:
    """What is written in a chart, at its axes and in its legend."""
    gone = set(map(id, said_of_figures(chunks)))
    longest = _LONGEST_NAME if chart.across else _LONGEST
    short = [c for c in chunks if len(c.text) <= longest and id(c) not in gone]
    x0, y0, x1, y1 = chart.box
    inner = [c for c in short if x0 < (c.x0 + c.x1) / 2 < x1 and y0 < c.middle < y1]
    numbers = [c for c in short if _NUMBER.match(c.text) and _distance(c, chart.box) < 2 * c.size]
    if not numbers:
        return []
    em = sorted(c.size for c in numbers)[len(numbers) // 2]
    found = {id(c): c for c in inner}
    alike = [c for c in short if c.size < _SIZE * em]
    for chunk in alike:
        if _stands_at(chunk, chart, em) or _is_named(chunk, chart, em):
            found[id(chunk)] = chunk
    # what stands in one line with words of a legend is of this too
    legend = [c for c in found.values() if _follows_sign(c, chart, em)]
    left = min([x0, *(c.x0 for c in found.values())]) - 4 * em
    right = max([x1, *(c.x1 for c in found.values())]) + 4 * em
    for chunk in alike:
        level = any(abs(chunk.middle - c.middle) < 0.3 * em for c in legend)
        if level and left < chunk.x0 and chunk.x1 < right and _follows_sign(chunk, chart, em):
            found[id(chunk)] = chunk
    # the second line of what is written below an axis
    below = [c for c in found.values() if c.y0 > y1 - 1]
    for chunk in alike:
        if any(
            -0.3 * em < chunk.y0 - c.y1 < 0.6 * em
            and abs(chunk.x0 + chunk.x1 - c.x0 - c.x1) < 1.4 * em
            for c in below
        ):
            found[id(chunk)] = chunk
    return list(found.values())


def _stands_at(chunk: Chunk, chart: BarChart, em: float) -> bool:
    """Whether a text is a label of an axis, or a number over a bar or behind its end."""
    x0, y0, x1, y1 = chart.box
    middle = (chunk.x0 + chunk.x1) / 2
    number = bool(_NUMBER.match(chunk.text))
    if chart.across and number and any(
        bar[1] < chunk.middle < bar[3] and -0.3 * em < chunk.x0 - bar[2] < 2 * em
        for bar in chart.bars
    ):  # fmt: skip
        return True
    if y0 - em < chunk.middle < y1 + em and (chunk.x1 < x0 + em or chunk.x0 > x1 - em):
        before = chunk.x1 < x0 + em
        white = x0 - chunk.x1 if before else chunk.x0 - x1
        if white > 2 * em:
            return False
        level = any(bar[1] - 0.3 * em < chunk.middle < bar[3] + 0.3 * em for bar in chart.bars)
        return number or (chart.across and before and level)
    if not x0 - em < middle < x1 + em:
        unit = _UNIT.match(chunk.text) is not None
        return unit and -_ABOVE * em < chunk.y1 - y0 < 0 and x0 - 4 * em < middle < x1 + 4 * em
    if chunk.y0 > y1 - 0.3 * em:
        return chunk.y0 < y1 + _BELOW * em and (number or not chart.across)
    above = chunk.y1 > y0 - _ABOVE * em
    return above and chunk.y1 < y0 + em and (number or _UNIT.match(chunk.text) is not None)


def _is_named(chunk: Chunk, chart: BarChart, em: float) -> bool:
    """Whether a text stands just right of a small ground, as the words of a legend do."""
    if _distance(chunk, chart.box) > 4 * em and not (
        chart.box[1] < chunk.middle < chart.box[3] and chunk.x0 - chart.box[2] < 8 * em
    ):
        return False
    return _follows_sign(chunk, chart, em)


def _follows_sign(chunk: Chunk, chart: BarChart, em: float) -> bool:
    return any(
        sign[1] - 0.5 * em < chunk.middle < sign[3] + 0.5 * em
        and -0.2 * em < chunk.x0 - sign[2] < em
        for sign in chart.signs
    )


def _distance(chunk: Chunk, box: Rect) -> float:
    """Points from a chunk to a box; 0 if it stands in it."""
    across = max(box[0] - chunk.x1, chunk.x0 - box[2], 0.0)
    return max(across, box[1] - chunk.y1, chunk.y0 - box[3])
