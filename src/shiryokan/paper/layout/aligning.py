"""Chunks that run on over a gutter are parted where the lines around them begin.

A gutter may be no wider than the white between two characters of a spread line. That a column
begins at a place is seen from many lines that each have white just there: how likely that is by
chance follows from how often the page's lines have such white anywhere, so each line speaks for or
against a gutter with the logarithm of a likelihood ratio, and a gutter runs where the sum is
greatest (maximal scoring segments: Ruzzo & Tompa, *A Linear Time Algorithm for Finding All Maximal
Scoring Subsequences*, 1999).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from math import log
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from shiryokan.paper.glyphs import Bools, Floats, Ints
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import PAIRS, begins_with_marker, is_left_open
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.layout.spaced import as_one

_EXACT = PARAMS.aligning.exact
_NEAR = PARAMS.aligning.near
_INDENT = PARAMS.aligning.indent
_WHITE = PARAMS.aligning.white
_LITTLE = PARAMS.aligning.little
_ROUNDED = PARAMS.aligning.rounded
_ODD = PARAMS.aligning.odd
_EVEN = PARAMS.aligning.even
_STEADY = PARAMS.aligning.steady
_SLIGHT_SAYS = PARAMS.aligning.slight_says
_SPREAD = PARAMS.aligning.spread
_RAREST = PARAMS.aligning.rarest
_COMMONEST = PARAMS.aligning.commonest
_AGAINST = PARAMS.aligning.against
_APART = PARAMS.aligning.apart
_FAR_APART = PARAMS.aligning.far_apart
_TOUCHES = PARAMS.aligning.touches
_WORDS_BEFORE = PARAMS.aligning.words_before
_BESIDE = PARAMS.aligning.beside
_CHANGES = PARAMS.aligning.changes
_STEPS = PARAMS.aligning.steps
_OTHER_STEP = PARAMS.aligning.other_step
_RUNS_ON = PARAMS.aligning.runs_on
_BEGINS = PARAMS.aligning.begins
_SURE = PARAMS.aligning.sure
_AGAIN = PARAMS.aligning.again
_OUTSIDE = -1
"""The number of no cell: what stands on the page outside all."""
_LARGER = PARAMS.aligning.larger
_LINES = PARAMS.aligning.lines
_WITHIN = PARAMS.aligning.within
_MANY = PARAMS.aligning.many
_THROUGH = PARAMS.aligning.through
_MORE = PARAMS.aligning.more
_LEAST = PARAMS.aligning.least
_TALL_RULE = PARAMS.aligning.tall_rule
_BESIDE_RULE = PARAMS.aligning.beside_rule
_THROUGH_RULE = PARAMS.aligning.through_rule
_SHARED = PARAMS.aligning.shared
_MORE_BARE = PARAMS.aligning.more_bare
_FILLED = PARAMS.aligning.filled
_FILLED_MOST = PARAMS.aligning.filled_most
_CLOSED = PARAMS.aligning.closed
_TIGHT = PARAMS.aligning.tight
_IN_NUMBER = re.compile("[0-9０-９][，．,.](?=[0-9０-９])")
"""A point or a comma of a number."""
_AMOUNT = re.compile("[0-9０-９][0-9０-９,，.．]*[^0-9０-９]{0,3}")
_CLOSING = frozenset("、。，．」』）】］〕〉》”")
OPENING = frozenset("「『（【［〔〈《“")
_MIDDLE = frozenset("・･")
"""Signs whose ink fills a half or a third of their cell: the first, the last, the middle."""
_LEADERS = frozenset("_.…‥・･")
"""Signs that lead to what stands at the right, of which they are no column."""
_LED = PARAMS.aligning.led
_CLOSING_ENDS = PARAMS.aligning.closing_ends
_OPENING_BEGINS = PARAMS.aligning.opening_begins
_MIDDLE_BEGINS = PARAMS.aligning.middle_begins
_CLOSES, _OPENS, _CENTRED = 1, 2, 3
_SLIGHT, _PLAIN, _BARE = range(3)
"""White before a mark: a little more than the line has everywhere, white that may be the white half
of a stop, more than that."""
_BEGINS_AT = np.array((0.0, 0.0, _OPENING_BEGINS, _MIDDLE_BEGINS))
"""The share at which the ink of each kind of sign begins; that of all else at its left edge."""
_KIND = np.zeros(0x10000, np.int8)
"""For each code point which of these signs it is; no sign from the last on."""
for _signs, _number in ((_CLOSING, _CLOSES), (OPENING, _OPENS), (_MIDDLE, _CENTRED)):
    _KIND[[ord(_sign) for _sign in _signs]] = _number
_LEADS = np.zeros(0x10000, np.bool_)
"""For each code point whether it is such a sign."""
_LEADS[[ord(_sign) for _sign in _LEADERS]] = True
_PREFIXES = frozenset("第約各毎")
"""What nobody writes by itself."""
_DIGITS = np.zeros(0x10000, np.bool_)
_DIGITS[[ord(_sign) for _sign in "0123456789０１２３４５６７８９"]] = True


@dataclass(slots=True)
class _Level:
    """The chunks that share a cell and a height, from left to right, and what :class:`_Ink` says
    of their marks."""

    chunks: list[int]
    middle: float
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    inked: list[float] = field(default_factory=list)
    usual: list[float] = field(default_factory=list)

    def set(self, ink: _Ink) -> None:
        """Take what is known of its marks."""
        starts, ends, inked = ink.lists
        if len(self.chunks) == 1:
            (number,) = self.chunks
            marks = slice(ink.first[number], ink.first[number + 1])
            self.starts, self.ends, self.inked = (
                starts[marks],
                ends[marks],
                inked[marks],
            )
            self.usual = [ink.usual[number]] * (marks.stop - marks.start)
            return
        for number in self.chunks:
            marks = slice(ink.first[number], ink.first[number + 1])
            self.starts += starts[marks]
            self.ends += ends[marks]
            self.inked += inked[marks]
            self.usual += [ink.usual[number]] * (marks.stop - marks.start)


@dataclass(frozen=True)
class _Ink:
    """The marks of chunks, one chunk after the other; *n* marks, *c* chunks."""

    first: list[int]
    """(c + 1) the first mark of each chunk, and n."""
    starts: Floats
    """(n,) where they begin."""
    ends: Floats
    """(n,) where their ink may end: the right half of a full-width stop is white."""
    inked: Floats
    """(n,) where their ink may begin: the left half of a full-width bracket is white."""
    usual: list[float]
    """(c) the white that is usual between the marks of each chunk."""
    white: Floats
    """(n,) white between the ink of a mark and of the one before in its chunk, beyond the usual;
    minus infinity for the first of a chunk."""
    bare: Bools
    """(n,) whether that white is more than the white halves of signs."""
    spread: Bools
    """(n,) whether that white stands thrice in a row: the line is spread and has it everywhere."""
    odd: Bools
    """(n,) whether the marks of its chunk follow each other at one distance, and this one at
    another than those beside it: there a little more white, or less, is told from the usual."""
    _wide: dict[float, dict[int, list[tuple[float, int, bool]]]] = field(default_factory=dict)

    @cached_property
    def lists(self) -> tuple[list[float], list[float], list[float]]:
        """``starts``, ``ends`` and ``inked``: lines are too short for arrays to pay."""
        return self.starts.tolist(), self.ends.tolist(), self.inked.tolist()

    def wide(self, least: float) -> dict[int, list[tuple[float, int, bool]]]:
        """Where the marks of each chunk, by its number, begin that have more white before them than
        ``least`` beyond the usual, what white it is, slight white being less, and whether its line
        has it everywhere."""
        if least not in self._wide:
            # the cells of a page are mostly set in one size
            found = self._wide[least] = {}
            marks = np.flatnonzero((self.white > least) | self.odd)
            kinds = np.where(self.white <= least, _SLIGHT, np.where(self.bare, _BARE, _PLAIN))
            places = zip(
                self.starts[marks].tolist(), kinds[marks].tolist(), self.spread[marks].tolist(),
                strict=True,
            )  # fmt: skip
            chunks = np.searchsorted(self.first, marks, "right") - 1
            for chunk, place in zip(chunks.tolist(), places, strict=True):
                found.setdefault(chunk, []).append(place)
        return self._wide[least]

    @staticmethod
    def of(chunks: list[Chunk], sheet: Sheet) -> _Ink:
        """Of ``chunks``."""
        lengths = np.array([len(chunk.marks) for chunk in chunks])
        first = np.concatenate(([0], np.cumsum(lengths)))
        marks = np.fromiter(chain.from_iterable(chunk.marks for chunk in chunks), np.int64)
        chunk = np.repeat(np.arange(len(chunks)), lengths)
        x0, x1 = sheet.marks.box[marks, 0], sheet.marks.box[marks, 2]
        kind = _KIND[np.minimum(sheet.marks.character[marks], len(_KIND) - 1)]
        wide = x1 - x0
        ends = np.where(kind == _CLOSES, x0 + _CLOSING_ENDS * wide, x1)
        led = _is_led(sheet.marks.character[marks], chunk)
        inked = np.where(led, x0, x0 + _BEGINS_AT[kind] * wide)
        inner = np.flatnonzero(chunk[1:] == chunk[:-1]) + 1
        gap = x0[inner] - x1[inner - 1]
        order = np.lexsort((gap, chunk[inner]))
        counts = np.bincount(chunk[inner], minlength=len(chunks))
        begin = np.concatenate(([0], np.cumsum(counts)[:-1]))
        usual = np.zeros(len(chunks))
        has = counts > 0
        usual[has] = np.maximum(gap[order][(begin + counts // 2)[has]], 0.0)
        white = np.full(len(marks), -np.inf)
        white[inner] = inked[inner] - ends[inner - 1] - usual[chunk[inner]]
        white[led] = -np.inf
        white[np.array([each.whole for each in chunks])[chunk]] = -np.inf
        em = np.array([each.size for each in chunks])[chunk]
        bare = np.zeros(len(marks), np.bool_)
        bare[inner] = gap - usual[chunk[inner]] > _WHITE * em[inner]
        step = np.full(len(marks), np.nan)
        step[inner] = gap
        in_step = _in_step(step, em)
        spread = in_step & (step > _OTHER_STEP * em) & (step < _SPREAD * em)
        steady = np.bincount(chunk, weights=in_step) > _STEADY * lengths
        at = np.arange(len(marks)) - first[chunk]
        inside = (at >= _STEPS) & (at <= lengths[chunk] - _STEPS)
        odd = steady[chunk] & inside & _is_odd(step, em)
        # where places are rounded, a line has such steps all along
        odd &= (np.bincount(chunk, weights=odd, minlength=len(chunks)) <= _ODD)[chunk]
        return _Ink(first.tolist(), x0, ends, inked, usual.tolist(), white, bare, spread, odd)


def _in_step(step: Floats, em: Floats) -> Bools:
    """(n,) whether each mark is one of three that follow each other at one distance.

    ``step`` (n,) is the white before each mark, not a number before the first of a chunk; ``em``
    (n,) is its size."""
    three = np.zeros(len(step) + 2, np.bool_)
    near = np.abs(np.diff(step)) < _EVEN * em[1:]
    three[2:-2] = near[:-1] & near[1:]
    result: Bools = three[2:] | three[1:-1] | three[:-2]
    return result


def _is_odd(step: Floats, em: Floats) -> Bools:
    """(n,) whether the white before each mark is a little more than before both its neighbours, or
    less where theirs is one; all as in :func:`_in_step`."""
    much = np.maximum(_LITTLE * em, _ROUNDED)
    before, after = np.full(len(step), np.nan), np.full(len(step), np.nan)
    before[1:], after[:-1] = step[:-1], step[1:]
    more = (step > before + much) & (step > after + much)
    one = np.abs(before - after) < _EVEN * em
    result: Bools = more | (one & (step < before - much))
    return result


def _is_led(characters: npt.NDArray[np.int32], chunk: Ints) -> Bools:
    """(n,) whether a mark of ``characters`` (n,) in ``chunk`` (n,) is of a run of leaders, or
    begins the number it leads to: no column begins there, however wide the signs are set."""
    known = np.minimum(characters, len(_LEADS) - 1)
    leads = _LEADS[known]
    begins = np.ones(len(known), np.bool_)
    begins[1:] = (characters[1:] != characters[:-1]) | (chunk[1:] != chunk[:-1])
    run = np.cumsum(begins) - 1
    led: Bools = leads & (np.bincount(run)[run] >= _LED)
    to = np.flatnonzero(led[:-1] & _DIGITS[known[1:]] & (chunk[1:] == chunk[:-1])) + 1
    result = led.copy()
    result[to] = True
    return result


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A column begins at ``x`` from height ``top`` to ``bottom``; ``lines`` show it, ``alone`` if
    they do so without what is known from elsewhere. ``white`` is the least that any of them but
    one has before it."""

    x: float
    top: float
    bottom: float
    lines: int
    alone: bool
    white: float


class Gutters:
    """The gutters between the ``chunks`` of one direction of a page.

    ``known`` is where columns begin on the pages before: there a line or two are enough. ``joined``
    are cells whose columns are those of another, by its number: rows between level rules.
    """

    def __init__(
        self,
        chunks: list[Chunk],
        sheet: Sheet,
        known: Sequence[float] = (),
        joined: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self.chunks, self.sheet, self._joined = chunks, sheet, joined
        self._found = _gutters(chunks, sheet, known, joined)
        shown = {g.x for g in self._found.get(_OUTSIDE, []) if g.alone and g.lines >= _MANY}
        self.sure = tuple(sorted(shown))
        """Where columns begin beyond doubt, outside all cells, whatever is known: left edges in
        points."""

    def parted(self) -> list[Chunk]:
        """The chunks, those that run over the beginning of a column in two."""
        if not self._found:
            return self.chunks
        return _parted(self.chunks, self._found, self._joined, self.sheet)


def _parted(
    chunks: list[Chunk],
    gutters: dict[int, list[_Gutter]],
    joined: Mapping[int, int],
    sheet: Sheet,
) -> list[Chunk]:
    result: list[Chunk] = []
    for chunk in chunks:
        rest, whole = chunk, len(result)
        mine = gutters.get(joined.get(chunk.cell, chunk.cell), [])
        for gutter in mine:
            if not rest.x0 + 1 < gutter.x < rest.x1 - 1:
                continue
            if gutter.top <= chunk.middle <= gutter.bottom:
                bare = _runs_through_others(chunk, gutter, mine)
                halves = _split(rest, gutter, sheet, bare=bare)
                if halves:
                    result.append(halves[0])
                    rest = halves[1]
        result.append(rest)
        result[whole:] = _with_prefixes(result[whole:])
    for chunk in result:
        _keep_within(chunk, gutters.get(joined.get(chunk.cell, chunk.cell), []))
    return result


def _with_prefixes(parts: list[Chunk]) -> list[Chunk]:
    """The parts of one line; what is only the beginning of a word, which goes on below, ends the
    part before it and is no column."""
    result = parts[:1]
    for part in parts[1:]:
        if part.text in _PREFIXES:
            result[-1] = as_one([result[-1], part])
        else:
            result.append(part)
    return result


def _runs_through_others(chunk: Chunk, gutter: _Gutter, gutters: list[_Gutter]) -> bool:
    """Whether a line stands where ``gutter`` runs on beyond the table's other gutters.

    It runs through these: it is prose above the table or below it, and begins no column where a
    character of it happens to stand at the place of one."""
    return any(
        other.x != gutter.x
        and chunk.x0 + chunk.size < other.x < chunk.x1 - chunk.size
        and not other.top <= chunk.middle <= other.bottom
        and min(other.bottom, gutter.bottom) - max(other.top, gutter.top)
        > _SHARED * (other.bottom - other.top)
        for other in gutters
    )


def _keep_within(chunk: Chunk, gutters: list[_Gutter]) -> None:
    """A line that ends where the next column begins ends before it, and so does one whose last stop
    hangs over into it; a bracket or bullet whose white half juts out begins behind the gutter."""
    closes = chunk.text[-1] in _CLOSING
    opens = chunk.text[0] in OPENING or chunk.text[0] in _MIDDLE
    least, em = _LEAST * chunk.size, chunk.size
    for gutter in gutters:
        if not gutter.top <= chunk.middle <= gutter.bottom:
            continue
        over = chunk.x1 - gutter.x
        hangs = closes and -em < over < em
        touches = gutter.lines >= _MANY and abs(over) < least and chunk.text[-1] not in _LEADERS
        if chunk.x0 < gutter.x - em and (hangs or touches):
            chunk.x1 = min(chunk.x1, gutter.x - 2 * least)
        if opens and 0 < gutter.x - chunk.x0 < _NEAR * em and chunk.x1 > gutter.x + em:
            chunk.x0 = gutter.x


def _end(sheet: Sheet, mark: int, character: str) -> float:
    """Where the ink of a mark may end: the right half of a full-width stop is white."""
    begin, end = sheet.x0[mark], sheet.x1[mark]
    return begin + _CLOSING_ENDS * (end - begin) if character in _CLOSING else end


def _begin(sheet: Sheet, mark: int, character: str) -> float:
    """Where the ink of a mark may begin: the left half of a full-width bracket is white."""
    begin, end = sheet.x0[mark], sheet.x1[mark]
    if character in OPENING:
        return begin + _OPENING_BEGINS * (end - begin)
    return begin + _MIDDLE_BEGINS * (end - begin) if character in _MIDDLE else begin


def trimmed(chunks: list[Chunk], sheet: Sheet) -> None:
    """Full-width stops at the end of chunks, which hang over, lose their white half."""
    for chunk in chunks:
        if chunk.text[-1] in _CLOSING:
            chunk.x1 = _end(sheet, chunk.marks[-1], chunk.text[-1])


def _gutters(
    chunks: list[Chunk], sheet: Sheet, known: Sequence[float], joined: Mapping[int, int]
) -> dict[int, list[_Gutter]]:
    """The gutters of each cell, from the left; those of cells that are ``joined`` together."""
    if len(chunks) < _LINES:
        return {}
    cells: dict[int, list[int]] = {}
    for number, chunk in enumerate(chunks):
        cells.setdefault(joined.get(chunk.cell, chunk.cell), []).append(number)
    ink = _Ink.of(chunks, sheet)
    found = {}
    for cell, mine in cells.items():
        levels = _levels(mine, chunks)
        if len(levels) >= _LINES:
            gutters = _gutters_of(levels, chunks, ink, known if cell == _OUTSIDE else ())
            if gutters:
                found[cell] = gutters
    return found


def _levels(numbers: list[int], chunks: list[Chunk]) -> list[_Level]:
    """Chunks of one cell by their height, from the top."""
    levels: list[_Level] = []
    for number in sorted(numbers, key=lambda n: chunks[n].y0 + chunks[n].y1):
        chunk = chunks[number]
        if levels and chunk.middle - levels[-1].middle < 0.25 * chunk.size:
            levels[-1].chunks.append(number)
        else:
            levels.append(_Level([number], chunk.middle))
    for level in levels:
        level.chunks.sort(key=lambda n: chunks[n].x0)
    return levels


class _White(NamedTuple):
    """White of this ``kind`` before a mark that begins at ``x`` on level ``level``; the line begins
    so many points ``before``."""

    x: float
    level: int
    kind: int
    before: float


def _gutters_of(
    levels: list[_Level], chunks: list[Chunk], ink: _Ink, known: Sequence[float]
) -> list[_Gutter]:
    sizes = sorted(chunks[n].size for level in levels for n in level.chunks)
    size = sizes[len(sizes) // 2]
    whites: list[_White] = []
    length = 0.0
    inner = bare_inner = 0
    wide = ink.wide(_WHITE * size)
    for number, level in enumerate(levels):
        begins = chunks[level.chunks[0]].x0
        for at, each in enumerate(level.chunks):
            length += chunks[each].x1 - chunks[each].x0
            if at:
                x = ink.starts.item(ink.first[each])
                whites.append(_White(x, number, _BARE, x - begins))
            for x, kind, everywhere in wide.get(each, ()):
                if not everywhere:
                    whites.append(_White(x, number, kind, x - begins))
                inner += kind != _SLIGHT
                bare_inner += kind == _BARE
    if len(whites) < _LINES and not known:
        return []
    whites.sort(key=itemgetter(0))
    begun = _begun([chunks[level.chunks[0]] for level in levels], whites, size)
    places = _places(whites, [*known, *begun], _EXACT * size)
    if not places:
        return []
    for level in levels:
        level.set(ink)
    characters = max(length / size, 1.0)
    plain = -log(min(max(inner / characters, _RAREST), _COMMONEST))
    bare = -log(min(max(bare_inner / characters, _RAREST), _COMMONEST))
    speaks = (min(plain, _SLIGHT_SAYS), plain, bare)
    steps = sorted(b.middle - a.middle for a, b in pairwise(levels))
    apart = _FAR_APART * max(steps[len(steps) // 2], size)
    gutters: list[_Gutter] = []
    for x, group, before in places:
        gutters += _runs(
            x, group, levels, chunks, speaks, size, apart, known=before, begun=x in begun
        )
    return _distinct(gutters, size)


def _distinct(gutters: list[_Gutter], size: float) -> list[_Gutter]:
    """``gutters`` from the left; of those within an em of each other the one most lines show, and
    first of all those shown without what is known."""
    kept: list[_Gutter] = []
    for gutter in sorted(gutters, key=lambda g: (-g.alone, -g.lines)):
        if not any(
            abs(gutter.x - k.x) < size and gutter.top < k.bottom and k.top < gutter.bottom
            for k in kept
        ):
            kept.append(gutter)
    return sorted(kept, key=lambda g: g.x)


def _places(
    whites: list[_White], known: Sequence[float], reach: float
) -> list[tuple[float, list[_White], bool]]:
    """Where a column may begin, the whites there, and whether the place is a ``known`` one."""
    groups = _clusters(whites, reach)
    found = [(sorted(w.x for w in group)[len(group) // 2], group, False) for group in groups]
    for x in known:
        group = [w for w in whites if abs(w.x - x) <= reach]
        if group:
            found.append((x, group, True))
    return found


def _begun(firsts: list[Chunk], whites: list[_White], size: float) -> list[float]:
    """Where many lines begin that have nothing left of them, and some others have white there
    behind words, which are no label: what stands left of a column stands beside few of its lines.

    ``firsts`` (n,) is what each line begins with."""
    begins = sorted(first.x0 for first in firsts)
    found = []
    at = 0
    while at < len(begins):
        end = bisect_right(begins, begins[at] + _EXACT * size, at)
        if end - at >= _MANY:
            x = begins[(at + end) // 2]
            beside = {
                w.level
                for w in whites
                if abs(w.x - x) <= _EXACT * size
                and w.before > _WORDS_BEFORE * size
                and not begins_with_marker(firsts[w.level].text + " ")
            }
            if len(beside) >= _BESIDE:
                found.append(x)
        at = end
    return found


def _clusters(whites: list[_White], reach: float) -> list[list[_White]]:
    """Whites that begin a line at one place, of as many lines as make it worth asking about."""
    groups = []
    at = 0
    while at < len(whites):
        end = at + 1
        while end < len(whites) and whites[end].x - whites[at].x <= reach:
            end += 1
        if end - at < _LINES:
            at += 1
            continue
        numbers = sorted({w.level for w in whites[at:end]})
        near = zip(numbers, numbers[_LINES - 1 :], strict=False)
        if any(last - first < _WITHIN for first, last in near):
            groups.append(whites[at:end])
            at = end
        else:
            at += 1
    return groups


def _runs(
    x: float, group: list[_White], levels: list[_Level], chunks: list[Chunk],
    speaks: tuple[float, float, float], size: float, apart: float, *, known: bool, begun: bool,
) -> list[_Gutter]:  # fmt: skip
    """Where lines speak for a gutter at ``x``, the place of ``group``; ``known`` says that a column
    begins there on the pages before, or many lines do, which is ``begun``."""
    here = {w.level: w.kind for w in group}
    scores: list[float] = []
    places: list[int] = []
    for number, level in enumerate(levels):
        if number not in here and _juts_out(level, x, size):
            here[number] = _PLAIN
        if number and level.middle - levels[number - 1].middle > apart:
            scores.append(_APART)
            places.append(number)
        scores.append(speaks[here[number]] if number in here else _said(level, x, size))
        places.append(number)

    def touches(at: int) -> bool:
        sizes = [chunks[n].size for n in levels[places[at]].chunks]
        return scores[at] == _TOUCHES and max(sizes) < _LARGER * size

    segments = [
        (
            first,
            last,
            total,
            sum(places[first] <= number <= places[last] for number in here),
        )
        for first, last, total in _segments(scores)
    ]
    known = known or any(total >= _SURE and shown >= _LINES for _, _, total, shown in segments)
    found = []
    for first, last, total, shown in segments:
        beginning = sum(score == _BEGINS for score in scores[first : last + 1]) if begun else 0
        beside = [*scores[max(first - 1, 0) : first], *scores[last + 1 : last + 2]]
        again = known and shown and total >= _AGAIN + sum(s == _AGAINST for s in beside)
        if again or (total >= _SURE and shown >= _LINES):
            # a line that touches, above the first or below the last, is of the same columns
            above = first > 0 and touches(first - 1)
            below = last + 1 < len(scores) and touches(last + 1)
            top, bottom = levels[places[first - above]], levels[places[last + below]]
            first_level, last_level = places[first], places[last]
            found.append(
                _Gutter(
                    x,
                    min(chunks[n].y0 for n in top.chunks) - 0.6 * size,
                    max(chunks[n].y1 for n in bottom.chunks) + 0.6 * size,
                    shown + beginning,
                    total >= _SURE and shown >= _LINES,
                    _least_white(x, [levels[n] for n in here if first_level <= n <= last_level]),
                )
            )
    return found


def _least_white(x: float, levels: list[_Level]) -> float:
    """The least white before ``x`` but one on ``levels``, which have some there; none where these
    are few."""
    whites: list[float] = []
    for level in levels:
        after = bisect_left(level.starts, x - 1)
        if 0 < after < len(level.starts):
            whites.append(level.starts[after] - level.ends[after - 1])
    whites.sort()
    return whites[1] if len(whites) >= _LINES else 0.0


def _juts_out(level: _Level, x: float, size: float) -> bool:
    """Whether a line begins with a sign whose white half juts out over the column's edge."""
    after = bisect_left(level.starts, x - _NEAR * size)
    if not 0 < after < len(level.starts):
        return False
    inked = level.inked[after]
    return (
        level.starts[after] < x + _EXACT * size
        and inked > level.starts[after]
        and inked - level.ends[after - 1] > level.usual[after] + _WHITE * size
    )


def _said(level: _Level, x: float, size: float) -> float:
    """What a line speaks that shows no white at ``x``."""
    after = bisect_right(level.starts, x - 0.1 * size)
    if after == 0:
        begins = bool(level.starts) and level.starts[0] - x <= _EXACT * size
        return _BEGINS if begins else 0.0
    if after == len(level.starts):
        return _AGAINST if level.ends[after - 1] > x + 0.5 * size else 0.0
    white = level.starts[after] - level.ends[after - 1]
    apart = white > level.usual[after] + _WHITE * size
    if level.ends[after - 1] <= x + _EXACT * size and (
        apart or level.starts[after] - x > _INDENT * size
    ):
        return 0.0
    if level.starts[after - 1] >= x - _NEAR * size and after == 1:
        return 0.0
    here = after if abs(level.starts[after] - x) <= abs(level.starts[after - 1] - x) else after - 1
    if abs(level.starts[here] - x) > _EXACT * size:
        return _AGAINST
    if _changes_step(level.starts, here, size):
        return _CHANGES
    return _RUNS_ON if _is_in_step(level.starts, here, _EXACT * size) else _TOUCHES


def _is_in_step(starts: list[float], at: int, reach: float) -> bool:
    """Whether a mark follows those before it at the same distance as those after it follow each
    other: a line whose letters stand in a grid begins one at every place of the grid."""
    if at < 2 or at + 2 >= len(starts):
        return False
    before = starts[at - 1] - starts[at - 2], starts[at] - starts[at - 1]
    after = starts[at + 1] - starts[at], starts[at + 2] - starts[at + 1]
    return max(*before, *after) - min(*before, *after) < reach


def _changes_step(starts: list[float], at: int, size: float) -> bool:
    """Whether the marks before one follow each other at one distance, and those from it on at
    another: the last word of a spread line, and the first of a line beside it."""
    if at < _STEPS or at + _STEPS > len(starts):
        return False
    before = [b - a for a, b in pairwise(starts[at - _STEPS : at])]
    after = [b - a for a, b in pairwise(starts[at : at + _STEPS])]
    even = max(before) - min(before) < _EVEN * size and max(after) - min(after) < _EVEN * size
    return even and abs(before[0] - after[0]) > _OTHER_STEP * size


def _segments(scores: list[float]) -> list[tuple[int, int, float]]:
    """Maximal scoring segments: the first index, the last and the sum of each."""
    # each candidate: its first index, its last, the sums before and after it
    stack: list[tuple[int, int, float, float]] = []
    total = 0.0
    for at, score in enumerate(scores):
        before, total = total, total + score
        if score <= 0:
            continue
        first, last, low, high = at, at, before, total
        while stack:
            under = len(stack) - 1
            while under >= 0 and stack[under][2] >= low:
                under -= 1
            if under < 0 or stack[under][3] >= high:
                break
            first, low = stack[under][0], stack[under][2]
            del stack[under:]
        stack.append((first, last, low, high))
    return [(first, last, high - low) for first, last, low, high in stack]


def _split(
    chunk: Chunk, gutter: _Gutter, sheet: Sheet, *, bare: bool = False
) -> tuple[Chunk, Chunk] | None:  # fmt: skip
    """``chunk`` before and from the mark that begins behind ``gutter``; None where it has no white
    there, of which less is needed where many lines show the gutter, and more where it must be
    ``bare``: more than the white half of a stop."""
    if chunk.whole:
        return None
    em, x, sure = chunk.size, gutter.x, gutter.lines >= _MANY
    begins = [sheet.x0[m] for m in chunk.marks]
    first = max(bisect_left(begins, x - _NEAR * em), 1)
    last = bisect_left(begins, x + _NEAR * em)
    # the white behind a full-width comma is in one place in all numbers that end level
    numbers = {found.end() for found in _IN_NUMBER.finditer(chunk.text)}
    places = [at for at in range(first, last) if at not in numbers]
    if not places:
        return None
    ends = [_end(sheet, m, c) for m, c in zip(chunk.marks, chunk.text, strict=True)]
    inked = [_begin(sheet, m, c) for m, c in zip(chunk.marks, chunk.text, strict=True)]
    white = [b - a for a, b in zip(ends, inked[1:], strict=False)]
    at = max(places, key=lambda i: white[i - 1] - abs(inked[i] - x))
    if chunk.text[at - 1] in _LEADERS and chunk.text[at].isdigit():
        return None
    usual = sorted(white)[len(white) // 2]
    joined = begins[at] - sheet.x1[chunk.marks[at - 1]] < usual + _MORE_BARE * em
    if bare and joined and not _AMOUNT.fullmatch(chunk.text[at:]):
        return None
    tight = begins[at] - sheet.x1[chunk.marks[at - 1]] < _TIGHT * em
    if tight and _is_filled(chunk, at, white[at - 1], gutter):
        return None
    through = sure and chunk.x0 < x - _THROUGH * em and chunk.x1 > x + _THROUGH * em
    exact = abs(begins[at] - x) <= _EXACT * em
    if sure and exact and _changes_step(begins, at, em):
        through = True
    if not (through and white[at - 1] > -0.1 * em) and (
        white[at - 1] < max(_LEAST * em, usual + _WHITE * em if exact else _MORE * usual)
    ):
        return None
    return _halves(chunk, at, ends, begins, inked)


def _is_filled(chunk: Chunk, at: int, white: float, gutter: _Gutter) -> bool:
    """Whether a line runs on through the white that others have before a column, with no more than
    ``white`` before its mark ``at``: no amount behind its name, no entry behind its number, and
    none that begins with one."""
    em = chunk.size
    if chunk.x0 > gutter.x - _THROUGH * em or white > _FILLED_MOST * em:
        return False
    after = chunk.text[at:]
    if _AMOUNT.match(after) or begins_with_marker(after):
        return False
    if white < _FILLED * gutter.white:
        return True
    return gutter.white > _CLOSED * em and _closes(chunk.text[:at], after)


def _closes(before: str, after: str) -> bool:
    """Whether ``after`` closes the bracket that ``before`` leaves open: one text in one line."""
    if not is_left_open(before):
        return False
    opened = before[max(before.rfind(sign) for sign in PAIRS)]
    closing = after.find(PAIRS[opened])
    return closing >= 0 and opened not in after[:closing]


def _halves(
    chunk: Chunk, at: int, ends: list[float], begins: list[float], inked: list[float]
) -> tuple[Chunk, Chunk]:
    """``chunk`` before and from its mark ``at``; the lists say where its marks end and begin, and
    where their ink does."""
    em, ruby = chunk.size, chunk.ruby
    left = Chunk(
        chunk.x0, chunk.y0, ends[at - 1], chunk.y1, em, chunk.marks[:at], chunk.text[:at],
        chunk.cell, chunk.turn, [r for r in ruby if r[1] <= at],
    )  # fmt: skip
    right = Chunk(
        max(begins[at], min(ends[at - 1] + _LEAST * em, inked[at])), chunk.y0, chunk.x1, chunk.y1,
        em, chunk.marks[at:], chunk.text[at:], chunk.cell, chunk.turn,
        [(a - at, b - at, t) for a, b, t in ruby if a >= at],
    )  # fmt: skip
    return left, right


def parted_at_rules(
    chunks: list[Chunk], down: Floats, sheet: Sheet, known: Sequence[Chunk] = ()
) -> list[Chunk]:
    """``chunks``, in two where an upright rule of ``down`` (n, 4) stands between two of their
    marks: text that touches the rule on both sides. Those that are ``known`` stay whole."""
    whole = set(map(id, known))
    for x, top, _, bottom in sorted(down.tolist()):
        beside = [c for c in chunks if top < c.middle < bottom]
        beside = [c for c in beside if bottom - top > _TALL_RULE * c.size]
        left = sum(c.x0 < x and x - c.size < c.x1 for c in beside)
        right = sum(c.x1 > x and x + c.size > c.x0 for c in beside)
        if not left or not right or left + right < _BESIDE_RULE:
            continue
        parted: list[Chunk] = []
        for chunk in chunks:
            runs = top < chunk.middle < bottom and chunk.x0 + 1 < x < chunk.x1 - 1
            runs = runs and id(chunk) not in whole
            parted += (runs and _split_at_rule(chunk, x, sheet)) or [chunk]
        chunks = parted
    return chunks


def _split_at_rule(chunk: Chunk, x: float, sheet: Sheet) -> tuple[Chunk, Chunk] | None:
    begins = [sheet.x0[m] for m in chunk.marks]
    at = min(range(1, len(begins)), key=lambda i: abs(begins[i] - x), default=0)
    # a line of a chart may run between a number and what it counts
    if not at or chunk.text[at] in "%％":
        return None
    ends = [_end(sheet, m, c) for m, c in zip(chunk.marks, chunk.text, strict=True)]
    inked = [_begin(sheet, m, c) for m, c in zip(chunk.marks, chunk.text, strict=True)]
    reach = _THROUGH_RULE * chunk.size
    if not ends[at - 1] - reach < x < inked[at] + reach:
        return None
    return _halves(chunk, at, ends, begins, inked)
