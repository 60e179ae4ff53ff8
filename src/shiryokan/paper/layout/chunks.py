"""Chunks: marks of one cell and one baseline that stand next to each other.

A chunk is the smallest piece that the layout moves about; no column boundary runs through it.
"""

from __future__ import annotations

import itertools
import string
from dataclasses import dataclass, field

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats, Ints
from shiryokan.paper.layout.lines import is_lead
from shiryokan.paper.layout.marks import ASCENT, Codes, Marks, by_two, median_of
from shiryokan.paper.layout.params import PARAMS

_SAME = PARAMS.chunks.same

GAP = PARAMS.chunks.gap
_MOST_SPREAD = PARAMS.chunks.most_spread
_MARKS_OF_LINE = PARAMS.chunks.marks_of_line
_WORD_GAP = PARAMS.chunks.word_gap
_LATIN_GAP = PARAMS.chunks.latin_gap
_LEAST_SPACE = PARAMS.chunks.least_space
_SPACES_ALIKE = PARAMS.chunks.spaces_alike
_SPACES_DIFFER = PARAMS.chunks.spaces_differ
_LATIN = np.zeros(0x2020, np.bool_)
"""Whether a code point is a Latin letter or stands beside one in a word; no from the last on."""
_LATIN[[ord(c) for c in string.ascii_letters + ",.;:'’()“”"]] = True
_LETTERS = np.zeros(0x2020, np.bool_)
"""Whether a code point is a Latin letter, or opens a bracket before one; no from the last on."""
_LETTERS[[ord(c) for c in string.ascii_letters + "("]] = True
_OPENS = np.zeros(0xFF60, np.bool_)
"""Whether a code point is an opening bracket whose left half is white where it is wide; no from
the last on."""
_OPENS[[ord(c) for c in "「『（【［〔〈《“｛"]] = True
_DOTS = np.zeros(len(_OPENS), np.bool_)
"""Whether a code point is a sign of several dots, as leaders are set with; no from the last on."""
_DOTS[[ord(c) for c in "…‥⋯"]] = True
_BLANK_FROM = _OPENS.copy()
_BLANK_FROM[[ord(c) for c in "(["]] = True
_BLANK_TO = np.zeros(len(_OPENS), np.bool_)
"""Whether a code point is an opening, or a closing, bracket; no from the last on. With nothing but
white between two they hold a blank to fill in, however wide."""
_BLANK_TO[[ord(c) for c in ")]」』）】］〕〉》”｝"]] = True
_SIGNS = np.zeros(0x2800, np.bool_)
"""Whether a code point is a sign that is an entry by itself: no line is spread between two."""
_SIGNS[[ord(c) for c in "○●◎◯△▲▽▼×✕✓✔□■◇◆☆★"]] = True
_NUMBER_GAP = PARAMS.chunks.number_gap
_WIDE_DIGIT = (ord("０"), ord("９"))
_WIDE_POINTS = (ord("，"), ord("．"))
_OVERLAP = PARAMS.chunks.overlap
_LEVEL = PARAMS.chunks.level
_RATIO = PARAMS.chunks.ratio
_WIDE = PARAMS.chunks.wide
_WHITE = PARAMS.chunks.white
_TYPED = PARAMS.chunks.typed
_BLANK = PARAMS.chunks.blank
_FEW_LINES = PARAMS.chunks.few_lines


@dataclass(slots=True, eq=False)
class Chunk:
    """Marks ``marks`` (indices, in order along the line), their common box and font size."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    marks: list[int]
    text: str
    cell: int
    turn: int = 0
    """By how many quarters the page is turned anticlockwise to read it."""
    ruby: list[tuple[int, int, str]] = field(default_factory=list)
    """Readings: the first mark and the last (as positions in ``marks``) and the reading."""
    whole: bool = False
    """Its white was typed between parts of one entry: no column begins behind it."""

    @property
    def framed(self) -> bool:
        """A chunk is no box."""
        return False

    @property
    def tabular(self) -> bool:
        """A chunk is no table."""
        return False

    @property
    def middle(self) -> float:
        """Where its middle lies between top and bottom."""
        return (self.y0 + self.y1) / 2


def levels_of(baseline: Floats, size: Floats) -> Ints:
    """(n,) a number for each mark, equal for marks whose baselines are one."""
    if not len(baseline):
        return np.zeros(0, np.int64)
    order = np.argsort(baseline, kind="stable")
    sorted_levels = baseline[order]
    reach = _LEVEL * median_of(size)
    line, first = 0, float(sorted_levels[0])
    steps = np.flatnonzero(np.diff(sorted_levels) > _SAME) + 1
    starts = np.zeros(len(order), np.int64)
    for at in steps.tolist():
        level = float(sorted_levels[at])
        if level - first > reach:
            line, first = line + 1, level
            starts[at] = 1
    numbers = np.empty(len(order), np.int64)
    numbers[order] = np.cumsum(starts)
    return numbers


def chunks_of(marks: Marks, cell: Ints, closed: Bools) -> tuple[list[Chunk], Ints]:
    """The chunks of ``marks``, which are in a frame where lines run to the right.

    ``cell`` gives each mark's cell (-1 for none), ``closed`` (n,) says that it has rules on all
    sides: there, spaces that were typed are no columns. The second value is (n,): the code point of
    the space of the file that stands before the mark, 0 where none does.
    """
    before = np.zeros(len(marks), np.int64)
    if not len(marks):
        return [], before
    baseline = marks.box[:, 1] + ASCENT * marks.size
    level = levels_of(baseline, marks.size)
    order = by_two(cell * (int(level.max()) + 1) + level, _begins(marks))
    space = marks.space[order]
    solid = order[~space]
    if not len(solid):
        return [], before
    behind = np.concatenate(([False], space[:-1]))[~space]
    spaces = np.concatenate(([0], marks.character[order][:-1]))[~space]
    before[solid] = np.where(behind, spaces, 0)
    x0, x1, size = marks.box[solid, 0], marks.box[solid, 2], marks.size[solid]
    gap = x0[1:] - x1[:-1]
    small, large = np.minimum(size[1:], size[:-1]), np.maximum(size[1:], size[:-1])
    character = np.minimum(marks.character[solid], len(_LATIN) - 1)
    word, letter = _LATIN[character], _LETTERS[character]
    spaced = word[1:] & word[:-1]
    apart = (level[solid][1:] != level[solid][:-1]) | (cell[solid][1:] != cell[solid][:-1])
    spread = _spread(gap, apart, large)
    if spaced.any():
        spaced &= behind[1:] | _set_alike(gap, apart, large, spaced)
    if spread.any():
        sign = _SIGNS[np.minimum(marks.character[solid], len(_SIGNS) - 1)]
        if sign.any():
            sign[1:-1] |= sign[2:] & sign[:-2]
            spread[sign[1:] & sign[:-1]] = 0.0
    reach = np.where(spaced, _WORD_GAP, np.where(letter[1:] | letter[:-1], _LATIN_GAP, GAP))
    reach = np.where(_in_number(marks.character[solid]), _NUMBER_GAP, reach)
    broken = (
        apart
        | (gap - spread > reach * large)
        | (gap < -_OVERLAP * small)
        | (large > _RATIO * small)
    )
    shown = np.minimum(marks.character[solid], len(_OPENS) - 1)
    blank = np.flatnonzero(
        broken & ~apart & _BLANK_FROM[shown][:-1] & _BLANK_TO[shown][1:]
        # a sign of another direction may stand in less
        & (behind[1:] | (gap > _BLANK * large))
    )  # fmt: skip
    if len(blank):
        broken[blank[_nothing_between(marks.box[solid], blank)]] = False
    wide = np.flatnonzero(broken & behind[1:] & ~apart & closed[solid][1:])
    if len(wide):
        # a large cell with many lines may be a table by itself, typed with spaces
        wide = wide[np.isin(cell[solid][wide], _of_few_lines(cell, level))]
        wide = wide[_typed(marks, order, np.flatnonzero(~space), wide)]
        broken[wide[~_behind_leads(marks, solid, broken, wide)]] = False
    bounds = [0, *(np.flatnonzero(broken) + 1).tolist(), len(solid)]
    return _made(marks, solid, bounds, cell), before


def _nothing_between(box: Floats, pairs: Ints) -> Bools:
    """(n,) between which of ``pairs`` of marks there is none of another level; ``box`` (m, 4) are
    those of all marks, a pair is the index of its first."""
    result = np.zeros(len(pairs), np.bool_)
    middle = (box[:, 0] + box[:, 2]) / 2
    height = (box[:, 1] + box[:, 3]) / 2
    for at, pair in enumerate(pairs.tolist()):
        one, two = box[pair], box[pair + 1]
        level = (height > min(one[1], two[1])) & (height < max(one[3], two[3]))
        result[at] = not (level & (middle > one[2]) & (middle < two[0])).any()
    return result


def _in_number(character: Codes) -> Bools:
    """(n - 1,) where a wide point or comma stands before a wide digit; of (n,) characters."""
    points = np.isin(character[:-1], _WIDE_POINTS)
    after = character[1:]
    result: Bools = points & (after >= _WIDE_DIGIT[0]) & (after <= _WIDE_DIGIT[1])
    return result


def _of_few_lines(cell: Ints, level: Ints) -> Ints:
    """The cells of which the marks stand on few levels; both are (n,)."""
    pairs = np.unique(np.stack((cell, level)), axis=1)
    cells, lines = np.unique(pairs[0], return_counts=True)
    result: Ints = cells[lines <= _FEW_LINES]
    return result


def _behind_leads(marks: Marks, solid: Ints, broken: Bools, pairs: Ints) -> Bools:
    """(n,) whether there is but the number or the sign of an item before the white of each of
    ``pairs``: it hangs out, and joins its words later."""
    starts = np.concatenate(([0], np.flatnonzero(broken) + 1))
    begins = starts[np.searchsorted(starts, pairs, "right") - 1].tolist()
    return np.array(
        [
            is_lead(marks.text(solid[begin : pair + 1]))
            for begin, pair in zip(begins, pairs.tolist(), strict=True)
        ],
        np.bool_,
    )


def _typed(marks: Marks, order: Ints, solid: Ints, pairs: Ints) -> Bools:
    """(n,) between which of ``pairs`` of neighbours spaces of the file fill the white: blanks that
    were typed into a line.

    ``order`` are the marks along their lines, ``solid`` (indices into it) those that are no space;
    a pair is the index of its first in ``solid``.
    """
    box = marks.box[order]
    filled = np.concatenate(([0.0], np.cumsum(box[:, 2] - box[:, 0])))
    first, last = solid[pairs], solid[pairs + 1]
    white = box[last, 0] - box[first, 2]
    result: Bools = filled[last] - filled[first + 1] >= _TYPED * white
    return result


def _begins(marks: Marks) -> Floats:
    """(n,) where marks begin in their line: the white left part of a wide opening bracket, and of
    the dots that lead from a name to what stands at the right, may lie over the mark before it."""
    x0 = marks.box[:, 0]
    signs = np.minimum(marks.character, len(_OPENS) - 1)
    opens, leads = _OPENS[signs], _DOTS[signs]
    if not (opens | leads).any():
        return x0
    wide = marks.box[:, 2] - x0
    begins = np.where(opens & (wide > _WIDE * marks.size), x0 + _WHITE * wide, x0)
    result: Floats = np.where(leads, x0 + wide / 2, begins)
    return result


def _spread(gap: Floats, apart: Bools, size: Floats) -> Floats:
    """(n - 1,) the white that is usual between the marks of each line, where it is spread.

    ``gap`` is the white between each mark and the next, ``apart`` says that the next is of another
    line, ``size`` the larger of the two; all (n - 1,).
    """
    inside = np.flatnonzero(~apart)
    line = np.cumsum(apart)[inside]
    if not len(inside):
        return np.zeros_like(gap)
    order = np.lexsort((gap[inside], line))
    first = np.concatenate(([0], np.flatnonzero(np.diff(line[order])) + 1))
    counts = np.diff(np.concatenate((first, [len(inside)])))
    usual = gap[inside][order][first + counts // 2]
    usual = np.where(counts >= _MARKS_OF_LINE, np.maximum(usual, 0.0), 0.0)
    result = np.zeros_like(gap)
    result[inside[order]] = np.repeat(usual, counts)
    return np.minimum(result, _MOST_SPREAD * size)


def _set_alike(gap: Floats, apart: Bools, size: Floats, latin: Bools) -> Bools:
    """(n - 1,) where words of a line of Latin letters are set apart by one white, as in a text that
    fills its width; ``latin`` says that both neighbours are such letters, the rest is as above."""
    result = np.zeros_like(latin)
    white = np.flatnonzero(latin & ~apart & (gap > _LEAST_SPACE * size))
    if len(white) < _SPACES_ALIKE:
        return result
    line = np.cumsum(apart)[white]
    first = np.flatnonzero(np.concatenate(([True], line[1:] != line[:-1])))
    counts = np.diff(np.append(first, len(white)))
    ems = gap[white] / size[white]
    alike = np.maximum.reduceat(ems, first) - np.minimum.reduceat(ems, first) < _SPACES_DIFFER
    result[white] = np.repeat(alike & (counts >= _SPACES_ALIKE), counts)
    return result


def _made(marks: Marks, solid: Ints, bounds: list[int], cell: Ints) -> list[Chunk]:
    starts = np.array(bounds[:-1])
    box, size = marks.box[solid], marks.size[solid]
    x0 = np.minimum.reduceat(box[:, 0], starts).tolist()
    y0 = np.minimum.reduceat(box[:, 1], starts).tolist()
    x1 = np.maximum.reduceat(box[:, 2], starts).tolist()
    y1 = np.maximum.reduceat(box[:, 3], starts).tolist()
    sizes = np.maximum.reduceat(size, starts).tolist()
    cells = cell[solid][starts].tolist()
    text, numbers = marks.text(solid), solid.tolist()
    return [
        Chunk(x0[i], y0[i], x1[i], y1[i], sizes[i], numbers[start:end], text[start:end], cells[i])
        for i, (start, end) in enumerate(itertools.pairwise(bounds))
    ]
