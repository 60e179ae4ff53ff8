"""How sure each line of a page is: that its text is whole, holds nothing alien, and stands between
the lines that it belongs between.

What is wrong with a page mostly comes from steps that give no probability: which marks are one
line, where white is a gutter, what is a cell. So the lines are looked at once they are arranged:
what is in each, what stands beside, above and below it, what is read before and after it, and what
the page is like. Fitted trees weigh all of it (:mod:`shiryokan.paper.layout.forest`); what they say
becomes a confidence by a curve fitted with isotonic regression. Both come from ``python -m
tools.layout_training``, which also tells below which confidence a line is doubted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from shiryokan.paper.glyphs import Bools, Floats, Ints
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.forest import forest
from shiryokan.paper.layout.frames import Turn
from shiryokan.paper.layout.lines import Row, begins_with_marker
from shiryokan.paper.layout.marks import Codes
from shiryokan.paper.layout.nodes import Leaf, Node, Sure
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.reading_on import reads_on
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.model import Reason

_LIKELY = PARAMS.doubts.likely
_SHORT_OF = PARAMS.doubts.short_of

FLOW, RULED, OPEN, FIGURE, GUEST = range(5)
"""What a line stands in: a column of the page, a cell of a table with rules or without, a figure,
or a piece of another direction."""

LINE_FEATURES = (
    "chance", "chance before", "page chance", "page mean chance", "table chance",
    "within", "columns", "at", "leaf lines", "vertical",
    "length", "width", "kana", "figures", "widest", "whites", "tightest", "sizes",
    "aligned whites", "aligned starts", "own starts", "own whites",
    "short", "indent", "group short",
    "before dx", "before dy", "before beside", "before level", "before short", "before end",
    "before length", "before widest",
    "behind dx", "behind dy", "behind beside", "behind level", "behind end", "behind begin",
    "behind length", "behind widest",
    "below dx", "below dy", "below away", "above dx", "above dy", "above short", "above end",
    "right gap", "right length", "right away", "right begin", "right same table",
    "left gap", "left length", "left away", "left end", "left same table",
    "torn", "torn near", "table torn", "page torn", "table lines", "table single", "table whites",
    "page lines", "page open", "page ruled", "page single", "page short", "page downwards",
    "page left over", "page upwards", "page guests", "page pairs", "page pairs joined",
)  # fmt: skip
"""What is known of a line. Lengths are in ems. ``before`` and ``behind`` tell of its neighbours in
the order, ``below``, ``above``, ``right`` and ``left`` of those on the page and how many lines
``away`` they are read; ``chance`` is the product of the decisions about its order; ``aligned`` is
how many lines have white, or begin, where it has white; a line is ``torn`` that seems to go on in
the line below it, or began in the one above, which is read elsewhere."""

_AROUND = PARAMS.doubts.around
_WHITE = PARAMS.doubts.white
_SAME_PLACE = PARAMS.doubts.same_place
_FAR = PARAMS.doubts.far
_FEW = PARAMS.doubts.few
_OVER = PARAMS.doubts.over
_LEVEL = PARAMS.doubts.level
_INDENT = PARAMS.doubts.indent
_ALIKE = PARAMS.doubts.alike
_LAPS = PARAMS.doubts.laps
_LEADING = PARAMS.doubts.leading
_NONE = PARAMS.doubts.none

(_SIGN, _KANJI, _KANA, _KATAKANA, _FIGURE, _LATIN, _STOP, _COMMA, _OPENS, _CLOSES, _PARTICLE,
 _GOES_ON) = range(12)  # fmt: skip


def _classes() -> npt.NDArray[np.int8]:
    table = np.full(0x10000, _SIGN, np.int8)
    table[0x3041:0x30A0] = _KANA
    table[0x30A0:0x3100] = _KATAKANA
    table[0x3400:0xA000] = _KANJI
    for first, last, kind in (
        ("0", "9", _FIGURE), ("０", "９", _FIGURE), ("A", "Z", _LATIN), ("a", "z", _LATIN),
        ("Ａ", "Ｚ", _LATIN), ("ａ", "ｚ", _LATIN),
    ):  # fmt: skip
        table[ord(first) : ord(last) + 1] = kind
    for signs, kind in (
        ("々〆", _KANJI), ("ー", _KATAKANA), ("。．！？!?", _STOP), ("、，,・･", _COMMA),
        ("「『（(【［[〈《〔", _OPENS), ("」』）)】］]〉》〕", _CLOSES),
    ):  # fmt: skip
        table[[ord(sign) for sign in signs]] = kind
    return table


_CLASS = _classes()
"""For each code point of the basic plane what kind of character it is."""
_ENDS = _CLASS.copy()
_ENDS[[ord(c) for c in "をのにがはとでやへもかつ"]] = _PARTICLE
"""The same of a line's last character."""
_BEGINS = _CLASS.copy()
_BEGINS[[ord(c) for c in "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョーんンをはがのにでとも"]] = _GOES_ON
_BEGINS[[ord(c) for c in "やらりるれさしすせてただ"]] = _GOES_ON
"""The same of its first."""
_WHITE_BEHIND = np.isin(np.arange(12), (_STOP, _COMMA, _CLOSES))
"""Kinds whose right half may be white."""


@dataclass(slots=True)
class Standing:
    """A line, ``leaf.rows[at]``, and what it stands in."""

    leaf: Leaf
    at: int
    within: int
    table: int
    """The number of its table on the page; 0 outside."""
    columns: int
    column: int


def standing(nodes: Sequence[Node]) -> list[Standing]:
    """The lines of ``nodes`` in reading order."""
    found: list[Standing] = []
    _stand(nodes, FLOW, 0, 1, 0, itertools.count(1), found)
    return found


def _stand(
    nodes: Sequence[Node], within: int, table: int, columns: int, column: int,
    numbers: Iterator[int], found: list[Standing],
) -> None:  # fmt: skip
    """Add the lines of ``nodes`` to ``found``; ``numbers`` are those of the tables to come."""
    for node in nodes:
        if isinstance(node, Leaf):
            found += [
                Standing(node, at, within, table, columns, column) for at in range(len(node.rows))
            ]
            continue
        if node.figure:
            kind = FIGURE
        elif not node.framed:
            kind = GUEST
        elif len(node.cells) == 1:
            kind = within
        else:
            kind = RULED if node.ruled else OPEN
        number = next(numbers)
        count = max([cell.column + cell.columns for cell in node.cells])
        for cell in node.cells:
            _stand(cell.parts, kind, number, count, cell.column, numbers, found)


def weigh(nodes: Sequence[Node], sheets: Mapping[int, Sheet], turn: Turn) -> None:
    """Set how sure each line of ``nodes`` is.

    ``sheets`` are of the frames that the lines are in, ``turn`` is the page's.
    """
    lines = standing(nodes)
    if not lines:
        return
    known = line_features(lines, sheets, turn)
    scale = _scale()
    said = np.interp(forest("doubts").probabilities(known), scale.wrong, scale.right)
    doubted = np.flatnonzero(said < scale.doubted)
    cut = dict(zip(doubted.tolist(), forest("cut").probabilities(known[doubted]), strict=True))
    for number, (line, confidence) in enumerate(zip(lines, said.tolist(), strict=True)):
        doubt: Reason | None = None
        if number in cut:
            doubt = "line" if cut[number] > _LIKELY else "columns"
        line.leaf.sure.append(Sure(confidence, doubt))


class Scale(NamedTuple):
    """What the trees' word means."""

    wrong: Floats
    """(c,) how likely the trees say that a line is wrong, ascending;"""
    right: Floats
    """(c,) and the share of such lines that are right."""
    doubted: float
    """Lines that are less sure than this are doubted."""


@cache
def _scale() -> Scale:
    packed = np.load(BytesIO(files(__package__).joinpath("weights/confidence.npz").read_bytes()))
    return Scale(
        packed["wrong"].astype(np.float64),
        packed["right"].astype(np.float64),
        float(packed["doubted"]),
    )


def line_features(lines: Sequence[Standing], sheets: Mapping[int, Sheet], turn: Turn) -> Floats:
    """:data:`LINE_FEATURES` of each of ``lines``, (n, f)."""
    places = _Places.of(lines, turn)
    ink = _Ink.of(places, sheets)
    around = _Around.of(places)
    torn = _torn(places, ink, around)
    found = np.empty((len(LINE_FEATURES), len(lines)))
    columns = (
        *_of_decisions(places), *_of_ink(places, ink), *_of_order(places, ink),
        *_of_neighbours(places, ink, around), *_of_torn(places, torn),
        *_of_page(places, ink, around, torn),
    )  # fmt: skip
    for at, values in enumerate(columns):
        found[at] = values
    return found.T


@dataclass(frozen=True, slots=True)
class _Places:
    """Where lines stand in the frame of the page and what in; *n* lines, (n,) each."""

    rows: list[Row[Chunk]]
    quarter: Ints
    guest: Bools
    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    middle: Floats
    em: Floats
    within: Ints
    table: Ints
    columns: Ints
    at: Ints
    leaf_lines: Ints
    """How many lines its leaf has."""
    chance: Floats
    short: Floats
    """From its end to where the longest line of its leaf ends, in ems."""
    indent: Floats
    """From where the first line of its leaf begins to its own beginning."""
    room: Floats
    """From its end to where the longest line of its column ends, in its table or outside all."""
    index: Ints
    before: Ints
    """The number of the line before it in the order; its own of the first."""
    behind: Ints
    vertical: bool
    lines_of: Ints
    """(t,) how many lines each table has."""

    @staticmethod
    def of(lines: Sequence[Standing], turn: Turn) -> _Places:
        """Of ``lines`` on a page turned by ``turn``."""
        rows = [line.leaf.rows[line.at] for line in lines]
        quarter = np.array([row.items[0].turn for row in rows])
        box = np.array([(row.x0, row.y0, row.x1, row.y1) for row in rows])
        guest = quarter != turn.quarters
        for other in set(quarter[guest].tolist()):
            mine = quarter == other
            box[mine] = turn.boxes(Turn(other, turn.width, turn.height).back(box[mine]))
        x0, y0, x1, y1 = box.T.copy()
        em = np.maximum(np.array([row.size for row in rows]), 1.0)
        within, table, columns, column, at, leaf_lines = np.array(
            [(s.within, s.table, s.columns, s.column, s.at, len(s.leaf.rows)) for s in lines]
        ).T.copy()
        first = np.flatnonzero(at == 0)
        leaf = np.cumsum(at == 0) - 1
        group = table * (int(column.max()) + 1) + column
        edge = np.full(int(group.max()) + 1, -np.inf)
        np.maximum.at(edge, group, x1)
        index = np.arange(len(rows))
        return _Places(
            rows, quarter, guest, x0, y0, x1, y1, (y0 + y1) / 2, em, within, table, columns, at,
            leaf_lines, np.array([s.leaf.chances[s.at] for s in lines]),
            (np.maximum.reduceat(x1, first)[leaf] - x1) / em,
            (x0 - np.minimum.reduceat(x0, first)[leaf]) / em,
            np.minimum((edge[group] - x1) / em, _FAR),
            index, np.maximum(index - 1, 0), np.minimum(index + 1, len(rows) - 1),
            turn.quarters % 2 == 1, np.maximum(np.bincount(table), 1),
        )  # fmt: skip

    def of_table(self, values: npt.NDArray[np.generic]) -> Floats:
        """(n,) the mean of ``values`` (n,) over the lines of each line's table."""
        mean: Floats = (np.bincount(self.table, values) / self.lines_of)[self.table]
        return mean


@dataclass(frozen=True, slots=True)
class _Ink:
    """What is in lines; (n,) each."""

    length: Ints
    """Marks."""
    begin: Ints
    end: Ints
    """The kind of its first character, and of its last."""
    kana: Floats
    figures: Floats
    """Shares of its marks."""
    widest: Floats
    """The widest white between two marks, in ems beyond what is usual in the line."""
    whites: Floats
    """Places of white for each of its marks."""
    tightest: Floats
    sizes: Floats
    """Its largest font size by its smallest."""
    aligned_whites: Floats
    aligned_starts: Floats
    own_starts: Floats
    own_whites: Floats
    """How many lines of the page have white, or begin, where it has white; or where it begins."""
    pairs: float
    joined: float
    """Shares of the marks of the page that read on from the one before within their line, and of
    lines that read on from the one before."""

    @staticmethod
    def of(places: _Places, sheets: Mapping[int, Sheet]) -> _Ink:
        """The marks of the lines are of ``sheets``."""
        marks = [[m for chunk in row.items for m in chunk.marks] for row in places.rows]
        length = np.array([len(each) for each in marks])
        first = np.cumsum(length) - length
        line = np.repeat(places.index, length)
        left, right, size, code = _marks(np.array([m for each in marks for m in each]),
                                         places.quarter[line], sheets)  # fmt: skip
        basic = np.minimum(code, 0xFFFF)
        kind = _CLASS[basic]
        gap = np.empty(len(line))
        gap[1:] = (left[1:] - right[:-1]) / places.em[line[1:]]
        gap[first] = np.inf
        ordered = gap[np.lexsort((gap, line))]
        white = gap - np.where(length > 2, ordered[first + (length - 1) // 2], 0.0)[line]
        white[1:][_WHITE_BEHIND[kind[:-1]]] = -np.inf
        white[kind == _OPENS] = -np.inf
        white[first] = -np.inf
        inner = np.flatnonzero((white > _WHITE) & ~places.guest[line])
        known = reads_on(code)
        joined = float(known[first].mean())
        known[first] = False
        return _Ink(
            length, _BEGINS[basic[first]].astype(np.int64),
            _ENDS[basic[first + length - 1]].astype(np.int64),
            np.add.reduceat(kind == _KANA, first, dtype=np.float64) / length,
            np.add.reduceat(kind == _FIGURE, first, dtype=np.float64) / length,
            np.clip(np.maximum.reduceat(white, first), -1.0, 20.0),
            np.bincount(line[inner], minlength=len(length)) / length,
            np.clip(np.where(length > 1, ordered[first], 0.0), -3.0, 9.0),
            np.maximum.reduceat(size, first) / np.maximum(np.minimum.reduceat(size, first), 0.5),
            *_aligned(places, left, inner, first), float(known.mean()), joined,
        )  # fmt: skip


def _marks(
    marks: Ints, quarter: Ints, sheets: Mapping[int, Sheet]
) -> tuple[Floats, Floats, Floats, Codes]:
    """(m,) where ``marks`` begin and end, their sizes and their code points; each in the sheet of
    its ``quarter`` (m,)."""
    held = set(quarter.tolist())
    if len(held) == 1:
        own = sheets[held.pop()].marks
        return own.box[marks, 0], own.box[marks, 2], own.size[marks], own.character[marks]
    left, right, size = np.empty(len(marks)), np.empty(len(marks)), np.empty(len(marks))
    code = np.empty(len(marks), np.int32)
    for other in held:
        mine = quarter == other
        chosen, own = marks[mine], sheets[other].marks
        left[mine], right[mine] = own.box[chosen, 0], own.box[chosen, 2]
        size[mine], code[mine] = own.size[chosen], own.character[chosen]
    return left, right, size, code


def _aligned(
    places: _Places, left: Floats, inner: Ints, first: Ints
) -> tuple[Floats, Floats, Floats, Floats]:
    """(n,) how many lines have white, and how many begin, at the place of white of each line at
    which most do; and how many begin, and have white, where it begins.

    ``left`` (m,) is where marks begin, ``inner`` are those behind white, ``first`` (n,) is the
    first mark of each line.
    """
    slot = max(_SAME_PLACE * float(np.sort(places.em)[len(first) // 2]), 0.1)
    low = min(float(places.x0.min()), float(left.min()))
    high = max(float(places.x0.max()), float(left.max()))
    slots = int((high - low) / slot) + 3
    own = ((places.x0 - low) / slot).astype(np.int64) + 1
    place = ((left[inner] - low) / slot).astype(np.int64) + 1
    starts, whites = _near(own, slots), _near(place, slots)
    most_whites, most_starts = np.zeros(len(left)), np.zeros(len(left))
    most_whites[inner], most_starts[inner] = whites[place], starts[place]
    return (
        np.maximum.reduceat(most_whites, first), np.maximum.reduceat(most_starts, first),
        starts[own], whites[own],
    )  # fmt: skip


def _near(places: Ints, slots: int) -> Floats:
    """(slots,) how many of ``places`` are in each slot or beside it."""
    held = np.bincount(places, minlength=slots).astype(np.float64)
    near = held.copy()
    near[1:] += held[:-1]
    near[:-1] += held[1:]
    return near


@dataclass(frozen=True, slots=True)
class _Around:
    """The number of the nearest line on each side of a line, on the page; its own where there is
    none. (n,) each."""

    below: Ints
    above: Ints
    right: Ints
    left: Ints

    @staticmethod
    def of(places: _Places) -> _Around:
        """Of all lines, among those near in height."""
        n = len(places.x0)
        around = min(_AROUND, n - 1)
        order = np.argsort(places.middle, kind="stable")
        if not around:
            return _Around(order, order, order, order)
        steps = np.concatenate((np.arange(-around, 0), np.arange(1, around + 1)))
        at = np.arange(n)[:, None] + steps
        inside = (at >= 0) & (at < n)
        other = order[np.minimum(np.maximum(at, 0), n - 1)]
        x0, y0, x1, y1 = (v[other] for v in (places.x0, places.y0, places.x1, places.y1))
        left, top, right, bottom, middle, em = (
            v[order][:, None]
            for v in (places.x0, places.y0, places.x1, places.y1, places.middle, places.em)
        )
        wide = np.minimum(x1, right) - np.maximum(x0, left)
        over = (wide > _OVER * np.minimum(x1 - x0, right - left)) & inside
        high = np.minimum(y1, bottom) - np.maximum(y0, top)
        level = (high > _LEVEL * np.minimum(places.em[other], em)) & inside
        centre, rows = (left + right) / 2, np.arange(n)

        def nearest(chosen: Bools, key: Floats) -> Ints:
            best = np.where(chosen, key, np.inf).argmin(axis=1)
            result = np.empty(n, np.int64)
            result[order] = np.where(chosen[rows, best], other[rows, best], order)
            return result

        return _Around(
            nearest(over & (y0 > middle), y0),
            nearest(over & (y1 < middle), -y1),
            nearest(level & (x0 > centre), x0),
            nearest(level & (x1 < centre), -x1),
        )


def _torn(places: _Places, ink: _Ink, around: _Around) -> Bools:
    """(n,) whether a line seems to go on in the one below it, or to have begun in the one above,
    and that one is read elsewhere."""
    p, below, above = places, around.below, around.above
    step = (p.y0[below] - p.y1) / p.em
    marker = np.array([begins_with_marker(row.items[0].text) for row in p.rows])
    goes_on = (
        (below != p.index) & (ink.end != _STOP) & (ink.end != _CLOSES) & (ink.length > _FEW)
        & (np.abs(p.x0[below] - p.x0) < _INDENT * p.em)
        & (np.abs(p.em[below] / p.em - 1.0) < _ALIKE)
        & (step > -_LAPS) & (step < _LEADING) & ~marker[below]
        & (p.x1 > p.x1[below] - _INDENT * p.em)
    )  # fmt: skip
    began = (above != p.index) & goes_on[above] & (below[above] == p.index)
    torn: Bools = (goes_on & (below != p.behind)) | (began & (above != p.before))
    return torn


_Columns = tuple[Floats | Ints | Bools | float, ...]
"""Features: (n,) each, or one of the page."""


def _of_decisions(p: _Places) -> _Columns:
    return (
        p.chance, p.chance[p.before], p.chance.min(), p.chance.mean(), p.of_table(p.chance),
        p.within, p.columns, np.minimum(p.at, 30), np.minimum(p.leaf_lines, 60), p.vertical,
    )  # fmt: skip


def _of_ink(p: _Places, ink: _Ink) -> _Columns:
    return (
        np.minimum(ink.length, 80), np.minimum((p.x1 - p.x0) / p.em, 80.0), ink.kana, ink.figures,
        ink.widest, ink.whites, ink.tightest, ink.sizes, ink.aligned_whites, ink.aligned_starts,
        ink.own_starts, ink.own_whites, np.minimum(p.short, _FAR), np.minimum(p.indent, _FAR),
        p.room,
    )  # fmt: skip


def _of_order(p: _Places, ink: _Ink) -> _Columns:
    before, behind = p.before, p.behind
    return (
        _bounded((p.x0 - p.x0[before]) / p.em), _bounded((p.y0 - p.y1[before]) / p.em),
        _bounded((p.x0 - p.x1[before]) / p.em), _bounded((p.middle[before] - p.middle) / p.em),
        np.minimum(p.short[before], _FAR), ink.end[before], np.minimum(ink.length[before], 40),
        ink.widest[before],
        _bounded((p.x0[behind] - p.x0) / p.em), _bounded((p.y0[behind] - p.y1) / p.em),
        _bounded((p.x0[behind] - p.x1) / p.em), _bounded((p.middle[behind] - p.middle) / p.em),
        ink.end, ink.begin[behind], np.minimum(ink.length[behind], 40), ink.widest[behind],
    )  # fmt: skip


def _of_neighbours(p: _Places, ink: _Ink, around: _Around) -> _Columns:
    below, above, right, left = around.below, around.above, around.right, around.left
    lower, upper = below != p.index, above != p.index
    return (
        np.where(lower, _bounded((p.x0[below] - p.x0) / p.em), _NONE),
        np.where(lower, _bounded((p.y0[below] - p.y1) / p.em), _NONE),
        np.clip(below - p.index, -30, 30),
        np.where(upper, _bounded((p.x0[above] - p.x0) / p.em), _NONE),
        np.where(upper, _bounded((p.y0 - p.y1[above]) / p.em), _NONE),
        np.where(upper, p.room[above], _NONE), np.where(upper, ink.end[above], -1),
        np.where(right != p.index, _bounded((p.x0[right] - p.x1) / p.em), _FAR),
        np.minimum(ink.length[right], 40), np.clip(right - p.index, -30, 30), ink.begin[right],
        p.table[right] == p.table,
        np.where(left != p.index, _bounded((p.x0 - p.x1[left]) / p.em), _FAR),
        np.minimum(ink.length[left], 40), np.clip(left - p.index, -30, 30), ink.end[left],
        p.table[left] == p.table,
    )  # fmt: skip


def _of_torn(p: _Places, torn: Bools) -> _Columns:
    near: Floats = np.cumsum(np.concatenate((np.zeros(5), torn.astype(np.float64), np.zeros(4))))
    return torn, near[9:] - near[:-9], p.of_table(torn), float(torn.mean())


def _of_page(p: _Places, ink: _Ink, around: _Around, torn: Bools) -> _Columns:
    lower = around.below != p.index
    left_over = (
        (ink.end != _STOP) & (ink.end != _CLOSES) & (p.short < _SHORT_OF) & (ink.length > 2 * _FEW)
        & lower & (around.below != p.behind)
    )  # fmt: skip
    return (
        np.minimum(p.lines_of[p.table], 200), p.of_table(ink.length == 1),
        p.of_table(np.clip(ink.widest, 0.0, 3.0)),
        min(len(torn), 300), (p.within == OPEN).mean(), (p.within == RULED).mean(),
        (ink.length == 1).mean(), (ink.length <= _FEW).mean(),
        ((around.below == p.behind) | ~lower).mean(), left_over.mean(),
        (p.middle[p.behind] - p.middle < -2.0 * p.em).mean(), p.guest.mean(), ink.pairs, ink.joined,
    )  # fmt: skip


def _bounded(lengths: Floats) -> Floats:
    return np.minimum(np.maximum(lengths, -_FAR), _FAR)
