"""Words that are struck out, and words that are underlined: lines drawn along the glyphs.

A line is a stroke of the pen on words, and no rule of a table or a box, where it begins and ends
with glyphs, is filled with them, and no upright line meets it. Through the middle of the glyphs it
strikes them out; beneath them, or at the side of vertical writing, it underlines them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats, Ints
from shiryokan.paper.layout.marks import Marks
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.ruled_lines import RuledLines

_MIDDLE = PARAMS.strikes.middle
_BENEATH = PARAMS.strikes.beneath
_BESIDE = PARAMS.strikes.beside
_ENDS = PARAMS.strikes.ends
_STRUCK_ENDS = PARAMS.strikes.struck_ends
_LONG = PARAMS.strikes.long
_INDENT = PARAMS.strikes.indent
_EXACT = PARAMS.strikes.exact
_FILLED = PARAMS.strikes.filled
_JOINED = PARAMS.strikes.joined
_SAME_LEVEL = PARAMS.strikes.same_level
_MEETS = PARAMS.strikes.meets
_TOUCHES = PARAMS.strikes.touches
_FRACTION = PARAMS.strikes.fraction
_NEIGHBOUR = PARAMS.strikes.neighbour
_WORDS = PARAMS.strikes.words
_OFF_MIDDLE = PARAMS.strikes.off_middle
_STOPS = frozenset("、。，．")


@dataclass(frozen=True, slots=True)
class Strikes:
    """Which of *n* marks lines are drawn on, and which of the *h* level rules these lines are."""

    struck: Bools
    """(n,) true where a line goes through."""
    underlined: Bools
    """(n,) true where a line goes beneath, or beside in vertical writing."""
    rules: Ints
    """The level rules that are strokes on words, by their number."""

    @staticmethod
    def none(count: int) -> Strikes:
        """Nothing is drawn on ``count`` marks."""
        nothing = np.zeros(count, np.bool_)
        return Strikes(nothing, nothing, np.zeros(0, np.int64))


def strikes_of(marks: Marks, rules: RuledLines, *, vertical: bool) -> Strikes:
    """The strokes on ``marks``, which stand in the frame of ``rules`` with level lines.

    ``vertical`` says that the frame is that of vertical writing.
    """
    free, near = _free(rules)
    if not len(free) + len(near) or not len(marks):
        return Strikes.none(len(marks))
    struck, underlined = np.zeros(len(marks), np.bool_), np.zeros(len(marks), np.bool_)
    used: list[int] = []
    lines = [(each, False) for each in _lines(rules.horizontal, free)]
    lines += [(each, True) for each in _lines(rules.horizontal, near)]
    for (group, line), exact in lines:
        through, along = _marked(line, marks, vertical, exact=exact)
        if len(through):
            struck[through] = True
        elif len(along):
            underlined[along] = True
        else:
            continue
        used += group
    underlined &= ~struck
    return Strikes(struck, underlined, np.array(sorted(used), np.int64))


def _free(rules: RuledLines) -> tuple[Ints, Ints]:
    """The level rules that are seen and that no upright one meets; and of those that one stands
    near at an end, but meets at none: a line of text may be as wide as its column."""
    level, upright = rules.horizontal, rules.vertical
    straight = np.flatnonzero(~rules.unseen[0]) if len(rules.unseen[0]) else np.arange(len(level))
    level = level[straight]
    if not len(level) or not len(upright):
        return straight, straight[:0]
    y = level[:, 1][:, None]
    x = upright[:, 0][None, :]
    beside = (y > upright[:, 1][None, :] - _MEETS) & (y < upright[:, 3][None, :] + _MEETS)
    from_left, from_right = x - level[:, 0][:, None], level[:, 2][:, None] - x
    near = beside & (from_left > -_MEETS) & (from_right > -_MEETS)
    within = near & (from_left >= _MEETS) & (from_right >= _MEETS)
    met = near & ((np.abs(from_left) < _TOUCHES) | (np.abs(from_right) < _TOUCHES))
    free = ~near.any(axis=1)
    of_table = np.logical_or(within, met).any(axis=1)
    # borders are drawn cell by cell: of one line the pieces between two cells meet no upright rule
    of_table = _with_touching(level, np.asarray(of_table))
    return straight[free & ~of_table], straight[~free & ~of_table]


def _with_touching(level: Floats, chosen: Bools) -> Bools:
    """The level rules that are ``chosen``, and those that go on with them at their ends."""
    result = chosen.copy()
    ordered = np.lexsort((level[:, 0], np.round(level[:, 1] / _TOUCHES)))
    for places in (ordered, ordered[::-1]):
        for before, at in itertools.pairwise(places.tolist()):
            gap = max(level[before, 0], level[at, 0]) - min(level[before, 2], level[at, 2])
            if result[before] and abs(level[before, 1] - level[at, 1]) < _TOUCHES and (
                abs(gap) < _TOUCHES
            ):  # fmt: skip
                result[at] = True
    return result


_Line = tuple[float, float, float]
"""Left, right and height of a line, in points."""


def _lines(level: Floats, free: Ints) -> list[tuple[list[int], _Line]]:
    """The free rules with those that go on with each other as one line."""
    levels: list[list[int]] = []
    top = -np.inf
    for i in free[np.argsort(level[free, 1], kind="stable")].tolist():
        y = float(level[i, 1])
        if y - top > _SAME_LEVEL:
            levels.append([])
            top = y
        levels[-1].append(i)
    lines: list[tuple[list[int], _Line]] = []
    for group in levels:
        right = -np.inf
        for i in sorted(group, key=lambda i: float(level[i, 0])):
            x0, y, x1 = (float(v) for v in level[i, :3])
            if x0 - right > _JOINED:
                lines.append(([i], (x0, x1, y)))
                right = x1
            else:
                parts, (left, _, height) = lines[-1]
                right = max(right, x1)
                lines[-1] = [*parts, i], (left, right, height)
    return lines


def _marked(line: _Line, marks: Marks, vertical: bool, *, exact: bool) -> tuple[Ints, Ints]:
    """The marks that ``line`` goes through, or else those that it goes along; ``exact`` says that
    it must begin and end where glyphs do."""
    x0, x1, y = line
    box, size = marks.box, marks.size
    near = (box[:, 1] - size < y) & (y < box[:, 3] + size)
    near &= ((box[:, 0] + box[:, 2]) / 2 > x0) & ((box[:, 0] + box[:, 2]) / 2 < x1)
    found = np.flatnonzero(near)
    nothing = found[:0]
    if not len(found):
        return nothing, nothing
    at = (y - box[found, 1]) / size[found]
    through = found[(at >= _MIDDLE[0]) & (at < _MIDDLE[1])]
    below = (at >= _BENEATH[0]) & (at < _BENEATH[1])
    if vertical:
        right = (at >= _BESIDE[0]) & (at < _BESIDE[1])
        # the side line of vertical writing stands at its right: the line before has none there
        below = right if right.any() else below
    along = found[below]
    if not _fits(line, marks, through, _EXACT if exact else _STRUCK_ENDS):
        through = nothing
    if not _fits(line, marks, along, _EXACT if exact else _ENDS) or (
        not vertical and _is_fraction(line, marks, along)
    ):
        along = nothing
    if len(through) and len(along) and size[along].max() > 1.3 * size[through].max():
        # ruby of the next line stands at the level of an underline
        through = nothing
    return through, along


def _fits(line: _Line, marks: Marks, chosen: Ints, reach: float) -> bool:
    """Whether the line begins and ends with the chosen marks and is filled with them."""
    if not len(chosen) or marks.space[chosen].all():
        return False
    x0, x1, _ = line
    box, em = marks.box[chosen], float(marks.size[chosen].max())
    filled = np.minimum(box[:, 2], x1) - np.maximum(box[:, 0], x0)
    if filled.sum() < _FILLED * (x1 - x0):
        return False
    left, right = float(box[:, 0].min()), float(box[:, 2].max())
    before, after = _neighbours(marks, chosen, left, right)
    # set loosely, a line ends where the next glyph begins
    over = (
        min(abs(left - x0), abs(before - x0)) / em,
        min(abs(right - x1), abs(after - x1)) / em,
    )
    long = x1 - x0 > _LONG * em and left - x0 <= _INDENT * em and x1 - right <= _INDENT * em
    return max(over) <= reach or (long and min(over) <= _EXACT)


def _neighbours(marks: Marks, chosen: Ints, left: float, right: float) -> tuple[float, float]:
    """Where the glyph before the chosen ones ends and the one after them begins, on their row."""
    box, em = marks.box, float(marks.size[chosen].max())
    row = ~marks.space & (np.abs(box[:, 1] - float(box[chosen, 1].mean())) < 0.3 * em)
    before = box[row & (box[:, 2] <= left + 0.1 * em), 2]
    after = box[row & (box[:, 0] >= right - 0.1 * em), 0]
    return (
        float(before.max()) if len(before) else -np.inf,
        float(after.min()) if len(after) else np.inf,
    )


def _is_fraction(line: _Line, marks: Marks, above: Ints) -> bool:
    """Whether the line is the bar of a fraction: what is below it goes on beside it no more than
    what is above."""
    x0, x1, y = line
    if not len(above):
        return False
    box, em = marks.box, float(marks.size[above].max())
    middle = (box[:, 0] + box[:, 2]) / 2
    below = ~marks.space & (box[:, 1] > y - 0.3 * em) & (box[:, 1] < y + _FRACTION * em)
    inside = below & (middle > x0) & (middle < x1)
    if not inside.any():
        return False
    beside = ((box[:, 2] > x0 - _NEIGHBOUR * em) & (middle < x0)) | (
        (box[:, 0] < x1 + _NEIGHBOUR * em) & (middle > x1)
    )
    row = ~marks.space & (np.abs(box[:, 1] - float(box[above, 1].mean())) < 0.3 * em)
    if ((below | row) & beside).any():
        return False
    lefts, rights = box[:, 0], box[:, 2]
    # a numerator ends no sentence, and what stands under a bar stands under its middle
    off = abs(float(lefts[inside].min()) + float(rights[inside].max()) - x0 - x1) / 2
    stops = chr(int(marks.character[above[int(rights[above].argmax())]])) in _STOPS
    if stops or (x1 - x0 > _WORDS * em and off > _OFF_MIDDLE * em):
        return False
    # the lines of a paragraph begin below each other, and are long, or three, or end apart
    begins = abs(float(lefts[inside].min()) - float(lefts[above].min())) < _EXACT * em
    pitch = float(box[inside, 1].min()) - float(box[above, 1].min())
    third = (
        (np.abs(lefts - float(lefts[above].min())) < _EXACT * em)
        & ~marks.space
        & (
            (np.abs(box[:, 1] - float(box[above, 1].min()) + pitch) < _EXACT * em)
            | (np.abs(box[:, 1] - float(box[inside, 1].min()) - pitch) < _EXACT * em)
        )
    )
    apart = abs(float(rights[inside].max()) - float(rights[above].max())) > 0.5 * em
    return not (begins and (apart or x1 - x0 > _WORDS * em or bool(third.any())))
