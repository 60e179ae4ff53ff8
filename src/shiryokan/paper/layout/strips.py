"""Strips of white that run down between columns.

Compare the white-space covers of Breuel, *Two Geometric Algorithms for Layout Analysis* (2002). A
strip ends where a line crosses it; it is one only if enough lines begin along it, and if no
sentence runs through it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import is_

import numpy as np

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.aligning import OPENING
from shiryokan.paper.layout.lines import (
    BULLETS,
    LEADERS,
    ends_unit,
    is_lead,
    leads,
    rows_of,
)
from shiryokan.paper.layout.nodes import Item, middle_of
from shiryokan.paper.layout.params import PARAMS

_WIDE = PARAMS.strips.wide
SAME = PARAMS.strips.same
_LEVEL = PARAMS.strips.level
_BESIDE = PARAMS.strips.beside
_TALL = PARAMS.strips.tall
_THIN = PARAMS.strips.thin
_JUTS_OUT = PARAMS.strips.juts_out
_OFTEN = PARAMS.strips.often
_EXACT = PARAMS.strips.exact
_ALIGNED = PARAMS.strips.aligned
_ALIGNED_WORD = PARAMS.strips.aligned_word
_SIGN = PARAMS.strips.sign
_INDENTED = PARAMS.strips.indented
_LABELLED = PARAMS.strips.labelled
_CENTRED = PARAMS.strips.centred
_SHORT = PARAMS.strips.short
_STACKED = PARAMS.strips.stacked
_STACKED_AT = PARAMS.strips.stacked_at
_STACKED_WIDTH = PARAMS.strips.stacked_width
_FAR_IN = PARAMS.strips.far_in
_FAR_ACROSS = PARAMS.strips.far_across
_LESS = 1e-6
_PAGE = re.compile(
    r"[ \u3000]*(?:[0-9０-９]{1,4}|[-‐－―][ \u3000]?[0-9０-９]{1,4}[ \u3000]?[-‐－―])?[ \u3000]*"
)
"""What stands behind dots that lead to a page: its number, or nothing."""
_HANGING = PARAMS.strips.hanging
_HANG_OUT = (*BULLETS, *"‐-–—－―")


@dataclass(slots=True)
class Strip:
    """White between two columns from ``top`` to ``bottom``; ``x`` is where the right one begins."""

    left: float
    x: float
    top: float
    bottom: float
    lines: int
    alone: bool = False
    """Whether of two lines right of it but one begins near it: white within a title, as likely."""


class StripFinder:
    """Finds the strips between the items of a page.

    ``down`` are the free vertical rules, (n, 4); ``known`` is where columns begin on the pages
    before.
    """

    def __init__(self, down: Floats, known: Sequence[float] = ()) -> None:
        self.down = down
        self._from_left: list[list[float]] = sorted(down.tolist())
        self._known = list(known)
        self.learned: set[float] = set()
        """Where columns begin all down this page that hold texts, no hanging ones."""
        self._signs: list[float] = []
        """Those of them where on this page signs stand below each other, and nothing longer."""
        self._asked: list[Item] = []
        self._answer: list[Strip] = []
        self._through: dict[tuple[int, float], bool] = {}
        self._em = 10.0

    def learn(self, items: list[Item]) -> None:
        """Note where columns begin all down a page, to know them where few lines show them."""
        em = usual_size(items)
        spread = _Spread.of(items, em)
        for x in _common(spread.starts(), SAME * em):
            starts = spread.begun(x - 0.05 * em, x + SAME * em)
            levels = {round(y0 / (0.5 * em)) for _, y0, _, _ in starts}
            left = bisect_left(spread.x0, x - 2 * em)
            crossing = sum(end > x + 2 * em for end in spread.x1[:left])
            if len(levels) >= _OFTEN and len(levels) >= crossing:
                self._known.append(x)
                long = sum(x1 - x0 > _STACKED_WIDTH * em for x0, _, x1, _ in starts)
                if x - spread.x0[0] > _FAR_ACROSS * em and 2 * long >= len(starts):
                    self.learned.add(x)
                if all(x1 - x0 < _SIGN * em for x0, _, x1, _ in starts):
                    self._signs.append(x)

    def drawn_through(self, items: list[Item]) -> Strip | None:
        """The first upright rule that parts items from the first line beside it to the last."""
        if not len(self.down) or len(items) < 2 * _BESIDE:
            return None
        em = usual_size(items)
        x0, y0, x1, y1 = np.array([(i.x0, i.y0, i.x1, i.y1) for i in items]).T
        middle = (y0 + y1) / 2
        first_end, last_start = np.sort(x1)[_BESIDE - 1], np.sort(x0)[-_BESIDE]
        for x, upper, _, lower in self._from_left:
            near = x - 0.3 * em, x + 0.3 * em
            if lower - upper < _TALL * em or first_end >= near[1] or last_start <= near[0]:
                continue
            left, right = x1 < near[1], x0 > near[0]
            stops = np.sort(middle[~(left | right)])
            for above, below in itertools.pairwise((-np.inf, *stops.tolist(), np.inf)):
                mine = (middle > above) & (middle < below) & (left | right)
                mine &= (y0 > upper - em) & (y1 < lower + em)
                one, two = mine & left, mine & right & ~left
                if one.sum() < _BESIDE or two.sum() < _BESIDE:
                    continue
                top = float(y0[mine].min())
                bottom = float(y1[mine].max())
                if bottom - top > _TALL * em:
                    start = float(x0[two].min())
                    end = min(float(x1[one].max()), start)
                    return Strip(end, start, top - 0.1, bottom + 0.1, int(mine.sum()))
        return None

    def drawn_like(self, items: list[Item], strip: Strip, cuts: Sequence[float]) -> list[Strip]:
        """Further strips right of one that is drawn, at upright rules as long as its own at one
        height, which in no row between ``cuts`` part enough to be found there."""
        em = usual_size(items)
        near = strip.left - 0.3 * em, strip.x + 0.3 * em
        own = [rule for rule in self._from_left if near[0] <= rule[0] <= near[1]]
        found: list[Strip] = []
        for x, upper, _, lower in self._from_left:
            same = any(abs(r[1] - upper) < em and abs(r[3] - lower) < em for r in own)
            if x <= near[1] or not same or lower - upper < _TALL * em:
                continue
            left = [i for i in items if i.x1 < x + 0.3 * em and i.x0 > near[1] - 0.6 * em]
            right = [i for i in items if i.x0 > x - 0.3 * em]
            across = any(i.x0 <= x - 0.3 * em and i.x1 >= x + 0.3 * em for i in items)
            if not left or not right or across:
                continue
            rows = [[bisect_right(cuts, middle_of(i)) for i in side] for side in (left, right)]
            if not any(min(side.count(row) for side in rows) >= _BESIDE for row in rows[0]):
                start = min(i.x0 for i in right)
                end = min(max(i.x1 for i in left), start)
                found.append(Strip(end, start, strip.top, strip.bottom, len(left) + len(right)))
        return found

    def strips(self, items: list[Item]) -> Iterator[Strip]:
        """Strips of white that part columns, the most convincing first."""
        # the same items are asked about twice: for the best strip, then for the other gutters
        same = len(items) == len(self._asked) and all(map(is_, items, self._asked))
        if not same:
            self._asked, self._answer, self._through = list(items), self._found(items), {}
        for number, strip in enumerate(self._answer):
            key = number, strip.left
            if key not in self._through:
                self._through[key] = _runs_through(strip, items, self._em)
            if not self._through[key]:
                yield strip

    def _found(self, items: list[Item]) -> list[Strip]:
        self._em = em = usual_size(items)
        spread = _Spread.of(items, em)
        found: list[tuple[float, Strip]] = []
        upper, lower = min(i.y0 for i in items), max(i.y1 for i in items)
        for x in _common(sorted([*spread.starts(), *spread.centred(em)]), SAME * em):
            known = any(abs(x - other) < 0.3 * em for other in self._known) or (
                any(0 < other - x < _HANGING * em for other in self._known)
                and _are_marked(items, x, em)
            )
            exact = any(abs(x - other) < _EXACT * em for other in self._signs)
            # one line makes a strip only where a rule stands in it, or where it is known
            deep = x - spread.x0[0] > _FAR_IN * em and spread.stacked(x, -np.inf, np.inf, em)
            least = 1 if known or deep or self._from_left else 2
            for strip in spread.strips_at(x, em, least):
                width = (strip.x - strip.left) / em
                needed = 2 if width >= _WIDE else 3
                drawn = bool(self._from_left) and self._has_rule(strip, upper, lower)
                enough = strip.lines >= needed or (
                    known and (exact or strip.lines > 1 or width >= _WIDE)
                )
                if not enough and deep and spread.stacked(x, strip.top, strip.bottom, em):
                    found.append((strip.lines * (0.5 + min(width, 2.5) / 2.5), strip))
                    continue
                alone = strip.alone and width < 2 * _WIDE and not known
                few = width < _WIDE and strip.lines < _OFTEN
                if not drawn and (not enough or alone or (few and spread.runs_on(strip, em))):
                    continue
                value = strip.lines * (0.5 + min(width, 2.5) / 2.5) * (2.0 if drawn else 1.0)
                found.append((value, strip))
        found = _hanging_last(found, em)
        found.sort(key=lambda f: -f[0])
        return [strip for _, strip in found]

    def _has_rule(self, strip: Strip, upper: float, lower: float) -> bool:
        """Whether an upright rule stands in most of a strip between items from ``upper`` to
        ``lower``."""
        top, bottom = max(strip.top, upper), min(strip.bottom, lower)
        half = 0.5 * (bottom - top)
        if strip.lines == 1 and bottom - top < _LABELLED * self._em:
            return False
        return any(
            strip.left - 1 < x < strip.x + 1 and min(end, bottom) - max(begin, top) > half
            for x, begin, _, end in self._from_left
        )


def _hanging_last(found: list[tuple[float, Strip]], em: float) -> list[tuple[float, Strip]]:
    """The strips with their values, of which none is greater than that of one a little left which
    has more lines: what begins right of that one are lines that hang below the first of their
    items."""
    from_left = sorted(found, key=lambda f: f[1].x)
    places = [strip.x for _, strip in from_left]
    result: list[tuple[float, Strip]] = []
    for value, strip in found:
        near = from_left[
            bisect_right(places, strip.x - _HANGING * em) : bisect_left(places, strip.x)
        ]
        outer = [
            least - _LESS
            for least, other in near
            if other.top <= strip.top and other.bottom >= strip.bottom and other.lines > strip.lines
        ]
        result.append((min([value, *outer]), strip))
    return result


def _are_marked(items: list[Item], x: float, em: float) -> bool:
    """Whether all that begins at ``x`` begins with a bullet, which hangs out."""
    mine = [i.text for i in items if abs(i.x0 - x) < SAME * em]
    return bool(mine) and all(text.startswith(_HANG_OUT) for text in mine)


def crosses(item: Item, gutter: Strip) -> bool:
    """Whether ``item`` runs over ``gutter``."""
    em = item.size or 10.0
    begin = item.x0 + (_JUTS_OUT * em if item.text[:1] in OPENING else 0.0)
    return begin < gutter.x - SAME * em and item.x1 > gutter.x + _THIN * em


def usual_size(items: list[Item]) -> float:
    """The size, in points, in the middle of those of ``items``."""
    sizes = sorted([i.size or 10.0 for i in items])
    return sizes[len(sizes) // 2]


def _runs_through(strip: Strip, items: list[Item], em: float) -> bool:
    """Whether text right of a strip goes on left of it: lines of one column with chance gaps.

    A full line in the middle of a sentence goes on below itself, unless the strip is none.
    """
    if strip.x - strip.left > 2 * em:
        return False
    within = [i for i in items if strip.top <= (i.y0 + i.y1) / 2 <= strip.bottom]
    right = [i for i in within if i.x0 >= strip.x - SAME * em]
    left = [i for i in within if i.x1 <= strip.x]
    rows = rows_of(right)
    words = sum(
        row.items[0].x1 - row.x0 > _ALIGNED_WORD * em and row.text[:1].isalpha() for row in rows
    )
    if words >= _ALIGNED and all(abs(row.x0 - strip.x) < _EXACT * em for row in rows):
        # gaps in lines of one column are not at one place in each; signs and amounts may be
        return False
    edge = max(r.x1 for r in rows)
    goes_on = returns = 0
    for at, row in enumerate(rows):
        if row.x1 < edge - 1.5 * em or ends_unit(row.text):
            continue
        low = row.y1 + 1.1 * em
        if at + 1 < len(rows) and rows[at + 1].y0 < low:
            goes_on += 1
        elif any(row.y1 - 0.3 * em < i.y0 < low for i in left):
            returns += 1
    return returns > goes_on


def _left_ends(boxes: list[_Box], gap: float) -> list[float]:
    """Where the nearest thing to the left of each box on the same level ends, at least ``gap``
    away; minus infinity where nothing does."""
    ends = [-np.inf] * len(boxes)
    # from the top: the bottom of each, its number, its left and right edge, its height
    beside: list[tuple[float, int, float, float, float]] = []
    for at in sorted(range(len(boxes)), key=lambda i: boxes[i][1]):
        x0, y0, x1, y1 = boxes[at]
        height = y1 - y0
        # what reaches down to the top of this one
        beside = [other for other in beside if other[0] > y0]
        for d, number, a, c, high in beside:
            over = (y1 if y1 < d else d) - y0
            if over > 0.15 * (high if high < height else height):
                if c <= x0 - gap and c > ends[at]:
                    ends[at] = c
                if x1 <= a - gap and x1 > ends[number]:
                    ends[number] = x1
        beside.append((y1, at, x0, x1, height))
    return ends


def _common(starts: list[float], reach: float) -> list[float]:
    """Places at which several lines begin: the first of each cluster, once as every start."""
    places: list[float] = []
    for x in starts:
        if not places or x - places[-1] > reach:
            places.append(x)
    return places


_Box = tuple[float, float, float, float]


def _led(items: list[Item]) -> list[bool]:
    """Of each of ``items``, whether it is the words close behind a number or a bullet, or stands
    before or on the dots that lead to the number of a page: white there is no column's, whatever
    begins below."""
    dotted = any(LEADERS.search(item.text) for item in items)
    if not dotted and not any(is_lead(item.text) for item in items):
        return [False] * len(items)
    led = set[int]()
    for row in rows_of(items):
        led.update(map(id, _behind_leads(row.items)))
        if dotted:
            led.update(map(id, _on_dots(row.items)))
    return [id(item) in led for item in items]


def _behind_leads(level: Sequence[Item]) -> list[Item]:
    """Of what stands on one level, the words close behind numbers and bullets. Numbers that have
    words of other columns on their level too, and no amounts, are as likely a column."""
    found: list[Item] = []
    for at, (item, words) in enumerate(itertools.pairwise(level)):
        after = level[at + 2 : at + 3]
        if leads(item, words) and all(any(map(str.isdigit, i.text)) for i in after):
            found.append(words)
    return found


def _on_dots(level: Sequence[Item]) -> list[Item]:
    """Of what stands on one level, all of each entry whose dots lead to a page but its first."""
    found: list[Item] = []
    entry: list[Item] = []
    text = ""
    for item in level:
        entry.append(item)
        text += item.text
        dots = LEADERS.search(text)
        if dots and _PAGE.fullmatch(text[dots.end() :]):
            found += entry[1:]
            entry, text = [], ""
    return found


@dataclass(slots=True)
class _Spread:
    """Items from left to right, an attribute a list: a region has too few for arrays to pay."""

    boxes: list[_Box]
    x0: list[float]
    x1: list[float]
    middle: list[float]
    before: list[float]
    """Where the nearest thing to the left on the same level ends; minus infinity where nothing
    does."""
    led: list[bool]
    """Whether this is a number or a bullet, of which they are the words."""

    @staticmethod
    def of(items: list[Item], em: float) -> _Spread:
        """``em`` is the usual size of ``items``."""
        found = sorted(
            ((i.x0, i.y0, i.x1, i.y1), led) for i, led in zip(items, _led(items), strict=True)
        )
        boxes = [box for box, _ in found]
        return _Spread(
            boxes,
            [x0 for x0, _, _, _ in boxes],
            [x1 for _, _, x1, _ in boxes],
            [(y0 + y1) / 2 for _, y0, _, y1 in boxes],
            _left_ends(boxes, _THIN * em),
            [led for _, led in found],
        )

    def starts(self) -> list[float]:
        """Where items begin that have another to their left."""
        return [x for x, before in zip(self.x0, self.before, strict=True) if before > -np.inf]

    def centred(self, em: float) -> list[float]:
        """Where several short items begin that have nothing to their left, but stand about one
        middle with narrower ones that have: a column begins with its widest."""
        found: list[float] = []
        if max(self.before, default=-np.inf) == -np.inf:
            return found
        # of items without another to their left no middle is near
        middles = np.where(np.isfinite(self.before), np.add(self.x0, self.x1), np.inf)
        for at, (x0, x1) in enumerate(zip(self.x0, self.x1, strict=True)):
            if self.before[at] > -np.inf or x1 - x0 > _SHORT * em:
                continue
            first = bisect_right(self.x0, x0 + SAME * em)
            last = bisect_left(self.x0, min(x0 + _INDENTED * em, x1))
            near = np.abs(middles[first:last] - x0 - x1) < 2 * _CENTRED * em
            if near.any():
                found.append(x0)
        return [a for a, b in itertools.pairwise(found) if b - a < SAME * em]

    def begun(self, first: float, last: float) -> list[_Box]:
        """Those that begin from ``first`` to ``last`` and have another to their left."""
        start, end = bisect_left(self.x0, first), bisect_right(self.x0, last)
        return [self.boxes[i] for i in range(start, end) if self.before[i] > -np.inf]

    def strips_at(self, x: float, em: float, least: int) -> list[Strip]:
        """The strips of white that end at ``x``, between what crosses there, and have ``least``
        lines or more."""
        gap = _THIN * em
        right = bisect_left(self.x0, x - SAME * em)
        own = self._middles(right, len(self.x0), x)
        unled = [
            m for m, before, led in zip(
                self.middle[right:], self.before[right:], self.led[right:], strict=True
            )
            if -np.inf < before <= x and not led
        ] if any(self.led) else own  # fmt: skip
        near = self._middles(right, bisect_right(self.x0, x + _INDENTED * em), x)
        if len(own) < least:
            return []
        reached = list(zip(self.x1[:right], self.middle[:right], strict=True))
        begun = self._middles(bisect_left(self.x0, x - 0.05 * em),
                              bisect_right(self.x0, x + SAME * em), np.inf) or near  # fmt: skip
        stops = sorted([m for end, m in reached if end > x - gap])
        short = [(end, m) for end, m in reached if end <= x - gap]
        strips = []
        for at in sorted({bisect_left(stops, m) for m in begun}):
            top = stops[at - 1] + _LEVEL * em if at > 0 else -np.inf
            bottom = stops[at] - _LEVEL * em if at < len(stops) else np.inf
            beside = [end for end, m in short if top < m < bottom]
            if not beside or not any(top < m < bottom for m in begun):
                continue
            levels = {round(m / (0.5 * em)) for m in own if top < m < bottom}
            if len(levels) < least or not any(top < m < bottom for m in unled):
                continue
            alone = len(levels) == 2 and sum(top < m < bottom for m in near) == 1
            strips.append(Strip(max(beside), x, top, bottom, len(levels), alone))
        return strips

    def stacked(self, x: float, top: float, bottom: float, em: float) -> bool:
        """Whether lines of some length begin just at ``x``, one below the other, more than would by
        chance: a column whose text runs on below that of the one beside it."""
        first = bisect_left(self.x0, x - _STACKED_AT * em)
        last = bisect_right(self.x0, x + _STACKED_AT * em)
        mine = [i for i in range(first, last) if top < self.middle[i] < bottom]
        long = sum(self.x1[i] - self.x0[i] > _STACKED_WIDTH * em for i in mine)
        return len(mine) >= _STACKED and 2 * long >= len(mine)

    def _middles(self, first: int, last: int, x: float) -> list[float]:
        """The middles of items ``first:last`` that have another to their left, which ends at
        ``x`` at most."""
        return [
            m for m, before in zip(self.middle[first:last], self.before[first:last], strict=True)
            if -np.inf < before <= x
        ]  # fmt: skip

    def runs_on(self, strip: Strip, em: float) -> bool:
        """Whether the lines just above or below run on across the strip like those of one column.

        Spaces of a few lines of one paragraph may chance to lie below each other.
        """
        within = [box for box in self.boxes if box[3] > strip.top and box[1] < strip.bottom]
        left, right = min(x0 for x0, _, _, _ in within), max(x1 for _, _, x1, _ in within)
        top, bottom = min(y0 for _, y0, _, _ in within), max(y1 for _, _, _, y1 in within)
        for x0, y0, x1, y1 in self.boxes:
            if (y1 > strip.top and y0 < strip.bottom) or x0 >= strip.x - 0.05 * em:
                continue
            near = y1 > top - 0.9 * em and y0 < bottom + 0.9 * em
            if near and x1 > strip.x - _THIN * em:
                middle = (y0 + y1) / 2
                level = [
                    box for box, other in zip(self.boxes, self.middle, strict=True)
                    if abs(other - middle) < 0.4 * em
                ]  # fmt: skip
                if (
                    min(box[0] for box in level) < left + 2 * em
                    and max(box[2] for box in level) > right - 2 * em
                ):
                    return True
        return False
