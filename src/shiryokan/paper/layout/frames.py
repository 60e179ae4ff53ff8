"""Frames: the page turned so that every line runs from left to right and lines go downwards.

Vertical writing, whose lines run downwards and go from right to left, is horizontal writing on a
page turned by a quarter anticlockwise. One algorithm then serves all directions.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats, Ints
from shiryokan.paper.layout.marks import Codes, Marks, median_of
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.reading_on import pairs_known, reads_on

_CLOSE = PARAMS.frames.close
_LOOSE = PARAMS.frames.loose
_FAINT = PARAMS.frames.faint
_RARER = PARAMS.frames.rarer
_CONTESTED = PARAMS.frames.contested
_MANY_WORDS = PARAMS.frames.many_words
_SAME_PLACE = PARAMS.frames.same_place
_PAIRS = PARAMS.frames.pairs
_SHARE_OF_PAIRS = PARAMS.frames.share_of_pairs
_CLEAR = PARAMS.frames.clear
_ROW = PARAMS.frames.row
_SHORT = PARAMS.frames.short
_ALONE = PARAMS.frames.alone
_FIGURES_ALONE = PARAMS.frames.figures_alone
_MOST_ALONE = PARAMS.frames.most_alone
_NARROW = PARAMS.frames.narrow
_MOST_UPRIGHT = PARAMS.frames.most_upright
_WIDEST = PARAMS.frames.widest
_EACH = PARAMS.frames.each
_WIDEST_HUNG = PARAMS.frames.widest_hung
_LEVEL_IN_CELL = PARAMS.frames.level_in_cell
_OVER = PARAMS.frames.over
_OPENING = [ord(sign) for sign in "(（[［〔"]
_CLOSING = [ord(sign) for sign in ")）]］〕"]
_WIDE = 0x2E80
"""The first code point of Japanese: its characters fill an em."""
_LEADERS = [ord(sign) for sign in "_.…‥・･．-－―─"]
_SHARE = PARAMS.frames.share
_LEVEL = PARAMS.frames.level
_CHAIN = PARAMS.frames.chain
_PAIR = PARAMS.frames.pair
_FLANKED = PARAMS.frames.flanked
_PILE = PARAMS.frames.pile
_STEP = PARAMS.frames.step
_KANA = 0x3041
"""The first code point of kana; signs come before."""
_LONG_VOWEL = 0x30FC
"""A sign that is drawn otherwise in vertical lines."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of ``width`` by ``height`` points turned anticlockwise by ``quarters``."""

    quarters: int
    width: float
    height: float

    def boxes(self, box: Floats) -> Floats:
        """(n, 4) boxes of the page as seen, in the turned frame."""
        return _turned(box, self.quarters, self.width, self.height)

    def back(self, box: Floats) -> Floats:
        """(n, 4) boxes of the turned frame, on the page as seen."""
        width, height = self.size
        return _turned(box, -self.quarters % 4, width, height)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in the turned frame."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def along(self, x: list[float]) -> list[float]:
        """Places along a line (x in the turned frame) as x, or y, of the page as seen."""
        match self.quarters:
            case 2:
                return [self.width - v for v in x]
            case 3:
                return [self.height - v for v in x]
            case _:
                return x


def _turned(box: Floats, quarters: int, width: float, height: float) -> Floats:
    x0, y0, x1, y1 = box[:, 0], box[:, 1], box[:, 2], box[:, 3]
    match quarters:
        case 1:
            columns = (y0, width - x1, y1, width - x0)
        case 2:
            columns = (width - x1, height - y1, width - x0, height - y0)
        case 3:
            columns = (height - y1, x0, height - y0, x1)
        case _:
            return box
    return np.stack(columns, axis=1)


_ASKS, _SAYS = ord("Ｑ"), ord("Ａ")


def directions(marks: Marks, cell: Ints) -> Ints:
    """(n,) for each mark the quarters by which the page must be turned to read it.

    A glyph's own angle says how it stands; whether upright glyphs make rows or columns is seen
    from which neighbour is nearer, the one beside or the one below, in the same ``cell`` (n,).
    """
    turns = marks.quarter.copy()
    # leaders may be more than all they lead from and to
    said = ~np.isin(marks.character, _LEADERS)
    few: list[tuple[int, Ints]] = []
    for quarter in range(4):
        # those of which it is known already that they stand so, among them
        mine = np.flatnonzero(turns == quarter)
        if np.count_nonzero(said[mine]) > max(1.0, _SHARE * np.count_nonzero(said)):
            turns[mine[_piled_up(marks, mine, quarter, cell)]] = (quarter + 1) % 4
        elif len(mine) >= _CHAIN:
            few.append((quarter, mine))
    main = int(np.bincount(turns, minlength=4).argmax())
    for quarter, mine in few:
        # a few turned signs within vertical lines are no lines of their own; fonts whose glyphs
        # are turned, with others beside them, write one line in two directions
        if (quarter + 1) % 4 == main:
            turns[mine[_piled_up(marks, mine, quarter, cell)]] = main
    return turns


def _piled_up(marks: Marks, mine: Ints, quarter: int, cell: Ints) -> Bools:
    """Which of the marks ``mine``, read at this quarter, stand in lines across it."""
    upright = _turned(marks.box[mine], quarter, 0.0, 0.0)
    wide = marks.character[mine] >= _WIDE
    return _stacked(
        upright, marks.size[mine], marks.space[mine], wide, cell[mine], marks.character[mine]
    )


def _stacked(
    box: Floats, size: Floats, space: Bools, wide: Bools, cell: Ints, character: Codes
) -> Bools:
    """Which upright marks stand in vertical lines.

    ``wide`` are those of Japanese: numbers below each other are a column of numbers.
    """
    solid = np.flatnonzero(~space)
    result = np.zeros(len(box), np.bool_)
    if len(solid) < 2:
        return result
    box, size, wide, cell, character = (
        box[solid], size[solid], wide[solid], cell[solid], character[solid]
    )  # fmt: skip
    rows, columns = _Lined.of(box, 1, size, cell), _Lined.of(box, 0, size, cell)
    beside, below = rows.gaps(size), columns.gaps(size)
    down = (below < _LOOSE) & (below + 0.02 < beside)
    across = (beside < _LOOSE) & (beside <= below + 0.02)
    # a close neighbour says more than one that is merely closer than the other
    upright = float(_weight(below[down]).sum())
    level = float(_weight(beside[across]).sum())
    reads = _reads(rows, columns, character)
    if reads == 0 and _RARER * level < upright < _CONTESTED * level:
        # letters set apart, in rows without white between them: words begin at few places
        along, under = rows.begins_at_few(box[:, 0], size), columns.begins_at_few(box[:, 1], size)
        reads = int(along < under / 2)
    mostly = (upright > _RARER * level if reads == 0 else reads < 0) and int(down.sum()) >= _CHAIN
    if mostly:
        alone = _alone(box, size, wide, below > _ALONE)
        vertical = ~_rows_beside(
            rows.around_brackets(character, size), box, size, across, alone, character
        )
    else:
        near = down & (below < _CLOSE) & wide & ~_asked(character)
        if reads > 0:
            near &= beside > below + _CLEAR
        vertical = columns.chains(size, near, _CHAIN)
        if reads > 0 and np.count_nonzero(vertical) > len(box) / 2:
            # letters set wide apart, in rows without white between them
            vertical[:] = False
        if vertical.any():
            # where every glyph of a chain stands level with a row, it begins or ends that row
            shared = _shared(box, 1, size, vertical) & ~columns.read_on(character)
            vertical &= ~columns.chains(size, near, _CHAIN, also=shared, share=_LEVEL)
        if vertical.any():
            short = columns.chains(size, near, _PAIR) & ~vertical
            flanked = rows.flanked(size, vertical, vertical | short)
            vertical |= short & columns.chains(size, near, _PAIR, also=flanked & short, share=1.0)
        vertical = vertical | _piled(box, size, cell, character, columns)
    result[solid[vertical]] = True
    if mostly:
        result[space] = True
    return result


def _rows_beside(
    rows: _Lined, box: Floats, size: Floats, across: Bools, alone: Bools, character: Codes
) -> Bools:
    """(n,) the marks of a vertical page that stay in rows: only those of true ones, not figures set
    side by side: long ones, and those that nothing stands above or below of (``alone``)."""
    row = rows.chains(size, across, _ROW) | rows.chains(size, across & alone, _SHORT)
    if row.any():
        # what stands in the place of a vertical line begins or ends that line
        shared = _shared(box, 0, size, row) & ~rows.read_on(character)
        row &= ~rows.chains(size, across, _SHORT, also=shared, share=_LEVEL)
    return row


def _asked(character: Codes) -> Bools:
    """(n,) the signs of questions and answers where there are several of both: they stand below
    each other before what is asked and said, and spell no word."""
    asks, says = character == _ASKS, character == _SAYS
    several = min(np.count_nonzero(asks), np.count_nonzero(says)) > 1
    return (asks | says) if several else np.zeros(len(character), np.bool_)


def _piled(box: Floats, size: Floats, cell: Ints, character: Codes, columns: _Lined) -> Bools:
    """(n,) the marks of cells in which single letters stand below each other and nothing beside
    them: names in narrow boxes. Such letters that are level with rows elsewhere may be entries, and
    two need be a pair that is frequent."""
    letters = (character >= _KANA) & (character != _LONG_VOWEL)
    result = np.zeros(len(box), np.bool_)
    inside = cell >= 0
    if not (letters & inside).any():
        return result
    # a cell with anything but letters in it holds no such name
    cells = np.setdiff1d(np.unique(cell[inside]), np.unique(cell[inside & ~letters]))
    order = np.argsort(cell, kind="stable")
    first = np.searchsorted(cell[order], cells, "left").tolist()
    last = np.searchsorted(cell[order], cells, "right").tolist()
    piles: list[Ints] = []
    for begin, end in zip(first, last, strict=True):
        mine = order[begin:end]
        if not _PAIR <= len(mine) <= _PILE:
            continue
        mine = mine[np.argsort(box[mine, 1], kind="stable")]
        em = float(size[mine[0]])
        middles = box[mine, 0] + box[mine, 2]
        steps = np.diff(box[mine, 1])
        in_line = middles.max() - middles.min() < 2 * _SAME_PLACE * em
        if not in_line or steps.min() < _STEP[0] * em or steps.max() > _STEP[1] * em:
            continue
        piles.append(mine)
    if not piles:
        return result
    known = columns.read_on(character)
    sure = [mine for mine in piles if len(mine) > _PAIR or known[mine[1]]]
    tops = np.array([box[mine[0], 1] for mine in sure])
    for mine in piles:
        # a pair that begins where longer names do is one of them
        beside = np.abs(tops - box[mine[0], 1]) < _SAME_PLACE * float(size[mine[0]])
        result[mine] = bool(beside.any())
    level = _shared(box, 1, size, result)
    return result & ~columns.chains(size, result, _PAIR, also=level, share=_LEVEL)


def _reads(rows: _Lined, columns: _Lined, character: Codes) -> int:
    """Which way frequent pairs of characters read, which say more than what stands near: more than
    0 along rows, less along columns, 0 where they do not tell."""
    side = pairs_known(character[rows.order], rows.apart)
    under = pairs_known(character[columns.order], columns.apart)
    reads = side - under if side + under >= _PAIRS else 0
    return 0 if abs(reads) < _SHARE_OF_PAIRS * (side + under) else reads


def _shared(box: Floats, across: int, size: Floats, chosen: Bools) -> Bools:
    """(n,) which of the ``chosen`` marks stand on one line with one that is not, in whatever cell.

    ``across`` is the axis on which lines are told apart: 1 for rows, 0 for columns.
    """
    middle = np.round((box[:, across] + box[:, across + 2]) / 2, 1)
    line = _lines_of(middle, median_of(size) / 6)
    others: Bools = np.bincount(line, weights=~chosen)[line] > 0
    return others & chosen


def _alone(box: Floats, size: Floats, wide: Bools, asked: Bools) -> Bools:
    """(n,) which of the marks ``asked`` about have nothing close above or below them: figures set
    side by side in a vertical line have."""
    reach = np.where(wide, _ALONE, _FIGURES_ALONE) * size
    result = np.zeros(len(box), np.bool_)
    for at in np.flatnonzero(asked)[:_MOST_ALONE].tolist():
        x0, y0, x1, y1 = box[at]
        over = np.minimum(box[:, 2], x1) - np.maximum(box[:, 0], x0) > 0
        apart = np.maximum(box[:, 1] - y1, y0 - box[:, 3])
        over &= (apart < reach[at]) & (apart > -0.5 * (y1 - y0))
        result[at] = not over.any()
    return result


def _weight(gap: Floats) -> Floats:
    """(n,) what neighbours ``gap`` ems away say of the direction of a line."""
    return np.minimum(np.maximum((_LOOSE - gap) / (_LOOSE - _CLOSE), _FAINT), 1.0)


@dataclass(frozen=True, slots=True)
class _Lined:
    """Marks in the order of their lines, and along each line; *n* of them."""

    order: Ints
    """(n,) the marks, by their number."""
    apart: Bools
    """(n - 1,) true where the next mark is of another line."""
    white: Floats
    """(n - 1,) from the end of each mark to the beginning of the next one, in points."""

    @staticmethod
    def of(box: Floats, across: int, size: Floats, cell: Ints) -> _Lined:
        """The lines of marks whose centres are level to a sixth of an em; ``across`` is the axis on
        which they are: 1 for rows, 0 for columns."""
        level = np.round((box[:, across] + box[:, across + 2]) / 2, 1)
        key = _lines_of(level, median_of(size) / 6) * (int(cell.max()) + 2) + cell
        low, high = box[:, 1 - across], box[:, 3 - across]
        order = np.lexsort((low, key))
        key = key[order]
        return _Lined(order, key[1:] != key[:-1], low[order][1:] - high[order][:-1])

    def around_brackets(self, character: Codes, size: Floats) -> _Lined:
        """These lines, parted where white stands behind a bracket that closes or before one that
        opens: labels at the heads of vertical lines beside each other are no row."""
        ordered, em = character[self.order], size[self.order]
        closed, opened = np.isin(ordered[:-1], _CLOSING), np.isin(ordered[1:], _OPENING)
        wide = self.white > _CLOSE * np.minimum(em[1:], em[:-1])
        parted = (closed | opened) & wide | closed & opened & (self.white > 0)
        return replace(self, apart=self.apart | parted)

    def gaps(self, size: Floats) -> Floats:
        """(n,) for each mark the smaller gap to its neighbours on its line, in ems; 9 without
        one."""
        size = size[self.order]
        gap = np.abs(self.white) / np.minimum(size[1:], size[:-1])
        gap = np.where(self.apart, 9.0, gap)
        nearest = np.full(len(size), 9.0)
        nearest[1:] = gap
        nearest[:-1] = np.minimum(nearest[:-1], gap)
        result = np.empty(len(size))
        result[self.order] = nearest
        return result

    def read_on(self, character: Codes) -> Bools:
        """(n,) whether each mark and the one before it on its line are a frequent pair."""
        result = np.zeros(len(character), np.bool_)
        result[self.order] = reads_on(character[self.order])
        return result

    def begins_at_few(self, low: Floats, size: Floats) -> float:
        """How many places there are at which words along these lines begin, for each such word:
        1 where each begins somewhere else, or where there are few words.

        ``low`` (n,) is where the marks begin along their lines.
        """
        broken = self.apart | (np.abs(self.white) > size[self.order][:-1])
        first = np.flatnonzero(np.concatenate(([True], broken)))
        count = np.diff(np.append(first, len(low)))
        begins = low[self.order][first[count > 1]]
        if len(begins) < _MANY_WORDS:
            return 1.0
        return len(np.unique(np.round(begins / (_SAME_PLACE * median_of(size))))) / len(begins)

    def flanked(self, size: Floats, chosen: Bools, like: Bools) -> Bools:
        """(n,) which marks stand close beside one that is ``chosen``, and beside none that is not
        ``like`` these."""
        near = ~self.apart & (self.white < _FLANKED * size[self.order][:-1])
        beside = np.zeros(len(chosen), np.bool_)
        other = np.zeros(len(chosen), np.bool_)
        held, alike = chosen[self.order], like[self.order]
        beside[1:] = near & held[:-1]
        beside[:-1] |= near & held[1:]
        other[1:] = near & ~alike[:-1]
        other[:-1] |= near & ~alike[1:]
        result = np.empty(len(chosen), np.bool_)
        result[self.order] = beside & ~other
        return result

    def chains(
        self, size: Floats, votes: Bools, length: int, *, also: Bools | None = None,
        share: float = 0.0,
    ) -> Bools:  # fmt: skip
        """(n,) marks of runs of ``length`` or more along a line of which most vote for that
        direction, and of which ``also`` holds of this ``share``."""
        chosen = np.zeros(len(votes), np.bool_)
        if not votes.any():
            return chosen
        gap = self.white / size[self.order][:-1]
        broken = self.apart | (np.abs(gap) > 1.0)
        run = np.concatenate(([0], np.cumsum(broken)))
        count = np.bincount(run)
        agree = np.bincount(run, weights=votes[self.order].astype(np.float64))
        good = (count >= length) & (agree >= 0.7 * count)
        if also is not None:
            held = np.bincount(run, weights=also[self.order].astype(np.float64))
            good &= held >= share * count
        chosen[self.order] = good[run]
        return chosen


def _lines_of(level: Floats, reach: float) -> Ints:
    """(n,) the number of each mark's line: one begins ``reach`` below the beginning of the last."""
    order = np.argsort(level, kind="stable")
    ordered = level[order]
    fresh = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    values = ordered[fresh].tolist()
    begins = np.zeros(len(values), np.int64)
    at = 0
    while at < len(values):
        begins[at] = 1
        first = values[at]
        # the search lands within a rounding of where the difference exceeds the reach
        at = max(bisect_right(values, first + reach, at) - 1, at + 1)
        while at < len(values) and values[at] - first <= reach:
            at += 1
    result = np.empty(len(level), np.int64)
    result[order] = (np.cumsum(begins) - 1)[np.cumsum(fresh) - 1]
    return result


def set_upright(box: Floats, size: Floats, character: Codes) -> Floats:
    """(n, 4) ``box`` with figures that stand side by side within a vertical line set below each
    other, in slices of their common cell.

    Two to four narrow upright glyphs make one cell of the line (縦中横), read from the left; so
    does one wide glyph between two brackets, which hang out on both sides. The boxes are those of
    upright glyphs on the page as seen.
    """
    narrow = np.flatnonzero(box[:, 2] - box[:, 0] < _NARROW * size)
    if len(narrow) < 2:
        return box
    narrow = np.concatenate((narrow, _in_brackets(box, size, character, narrow)))
    top = _lines_of(box[narrow, 1], _LEVEL_IN_CELL * median_of(size[narrow]))
    order = narrow[np.lexsort((box[narrow, 0], top))]
    box = box.copy()
    run = [int(order[0])]
    for at in order[1:].tolist():
        last = run[-1]
        em = float(size[last])
        level = abs(float(box[at, 1] - box[last, 1])) < _LEVEL_IN_CELL * em
        gap = float(box[at, 0] - box[last, 2])
        # the next line begins with a label too
        level &= not (character[last] in _CLOSING and character[at] in _OPENING)
        if level and -_OVER * em < gap < _CLOSE * em and abs(float(size[at]) - em) < 0.2 * em:
            run.append(at)
        else:
            _slice(run, box, size, character)
            run = [at]
    _slice(run, box, size, character)
    return box


def _in_brackets(box: Floats, size: Floats, character: Codes, narrow: Ints) -> Ints:
    """The wide marks that stand between a narrow bracket and the one that closes it, side by side
    with both."""
    opening = narrow[np.isin(character[narrow], _OPENING)][:_MOST_ALONE]
    closing = narrow[np.isin(character[narrow], _CLOSING)]
    found: list[int] = []
    for at in opening.tolist():
        em = float(size[at])
        level = np.abs(box[:, 1] - box[at, 1]) < _LEVEL_IN_CELL * em
        right = level & (box[:, 0] > box[at, 2] - _OVER * em)
        first = np.flatnonzero(right & (box[:, 0] < box[at, 2] + _CLOSE * em))
        for mark in first[box[first, 2] - box[first, 0] >= _NARROW * size[first]].tolist():
            gap = box[closing, 0] - box[mark, 2]
            if (level[closing] & (gap > -_OVER * em) & (gap < _CLOSE * em)).any():
                found.append(mark)
    return np.array(found, np.int64)


def _slice(run: list[int], box: Floats, size: Floats, character: Codes) -> None:
    left, right = float(box[run, 0].min()), float(box[run, 2].max())
    em = float(size[run[0]])
    hangs = character[run[0]] in _OPENING and character[run[-1]] in _CLOSING
    widest = _WIDEST_HUNG if hangs else max(_WIDEST, _EACH * len(run))
    if not 2 <= len(run) <= _MOST_UPRIGHT or right - left > widest * em:
        return
    middle = (left + right) / 2
    top, step = float(box[run[0], 1]), em / len(run)
    for number, at in enumerate(run):
        y = top + number * step
        box[at] = (middle - em / 2, y, middle + em / 2, y + step)
