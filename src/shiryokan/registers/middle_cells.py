"""Tables whose cells are set about their middles: a label, a code or what is paid stands at half
the height of the lines beside it, level with one of them or between two.

Rows are put together of what stands level, so such a piece makes a row of its own, or stands in the
midst of a text. That lines follow each other closer within a cell than from cell to cell tells the
cell beside which it stands; pieces between two lines tell that a document is set so at all.
"""

from __future__ import annotations

import bisect
import math
import statistics
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LEAST = 3
"""Pieces of a document that must stand between two lines for its cells to be set about their
middles: one or two do so by chance."""
_SHARE = 0.05
"""The same, as a share of the pieces that stand beside texts of several lines at all: a shift of
half a line is common in such a table and rare elsewhere."""
_LONGEST = 1.5
"""How long such a piece is at most, as a share of the lines beside it: a name stands beside rates
in a narrow column, but lines of a text beside those of another in two columns."""
_OFF = 0.15
"""How far from the middle of its lines a piece may stand, as a share of the height of a line: fonts
of other sizes, and lines of digits alone, have other boxes."""
_EVEN = 0.15
"""How far steps within one cell may differ, as a share of the height of a line: places are rounded
to pixels."""
_PADDED = 0.06
"""How much more than a step within a cell is from cell to cell at least, as the same share."""
_USUAL = 0.12
"""How far the steps of a text may be from those of most, as the same share: what is further apart
is rows of a line each."""
_CLOSEST, _WIDEST = 1.0, 2.3
"""From one line of a text to the next, in heights of a line."""
_ALONE = 1.35
"""How near, in steps of the text, a piece may have others of its own column: beside two lines
stands one of them at most."""
_HALF = 0.5
"""How far below a line, in heights of it, what stands below it does at least."""
_SEAM = 0.3
"""How far from the beginning of the line above or below a part of a line may begin that is one of
the same text, as a share of the height of a line."""
_WHITE = 1.4
"""White that parts what is paid from a text, in heights of a line."""
_MOST_LINES = 30
"""Lines of a cell at most; a page has hardly more."""


class Ink(NamedTuple):
    """Where a line stands: from ``start`` to ``end`` along the writing, and its middle across,
    growing from line to line; in points."""

    start: float
    end: float
    across: float
    height: float


def seams(lines: Sequence[Ink]) -> list[list[float]]:
    """For each line of a page or column, where those next above and below it begin, if it begins
    before them: a label and the line of the text that it is level with are often one line."""
    if not lines:
        return []
    em = statistics.median(line.height for line in lines)
    order = sorted(range(len(lines)), key=lambda n: lines[n].across)
    places = [lines[n].across for n in order]
    found: list[list[float]] = []
    for line in lines:
        low = bisect.bisect_left(places, line.across - _WIDEST * em)
        high = bisect.bisect_right(places, line.across + _WIDEST * em)
        near = [lines[n] for n in order[low:high]]
        found.append(sorted({
            other.start
            for other in near
            if abs(other.across - line.across) > _HALF * em
            and line.start + em < other.start < line.end
        }))  # fmt: skip
    return found


def cut_at(text: str, starts: Sequence[float], line: Ink, beginnings: Sequence[float]) -> list[int]:
    """Where a line is parted at white before which a label, or behind which an amount, may stand;
    ``starts`` is where each character of ``text`` begins, ``beginnings`` what :func:`seams` told of
    it."""
    cuts = []
    for at in range(1, len(text)):
        if text[at].isspace() or not (white := _white_before(text, starts, at, line)):
            continue
        off = min((abs(starts[at] - each) for each in beginnings), default=line.end)
        if off <= _SEAM * line.height or white >= _WHITE * line.height:
            cuts.append(at)
    return cuts


def _white_before(text: str, starts: Sequence[float], at: int, line: Ink) -> float:
    """How much white there is before a character; 0 where it follows the one before."""
    before = at - 1
    if text[before].isspace():
        while before and text[before].isspace():
            before -= 1
        return starts[at] - starts[before + 1]
    # a character is about as wide as it is high, at most
    return max(starts[at] - starts[before] - 1.5 * line.height, 0.0)


def set_level(parts: Sequence[Sequence[Ink]]) -> list[list[float]]:
    """The place across of each line of each part (a page, or a column of one); pieces that are set
    about the middle of a text are put level with it: those before it with its first line, those
    behind it with its last."""
    found = [_Part(lines) for lines in parts]
    steps = [part.step_of(n) for part in found for n in part.between]
    beside = sum(len(part.level) for part in found)
    if len(steps) < max(_LEAST, _SHARE * (len(steps) + beside)):
        return [[line.across for line in lines] for lines in parts]
    usual = statistics.median(steps)
    return [part.levelled(usual) for part in found]


class _Part:
    """Lines of a page or column; ``between`` and ``level`` are the pieces at the middle of a text,
    by number, with the first and the last line of it and how many it has."""

    def __init__(self, lines: Sequence[Ink]) -> None:
        self.lines = lines
        self.between: dict[int, tuple[int, int, int]] = {}
        self.level: dict[int, tuple[int, int, int]] = {}
        if len(lines) < 3:
            return
        self._em = statistics.median(line.height for line in lines)
        self._order = sorted(range(len(lines)), key=lambda n: lines[n].across)
        self._places = [lines[n].across for n in self._order]
        self._below = {n: below for n in self._order if (below := self._next(n)) is not None}
        self._above: dict[int, int] = {}
        for n, below in self._below.items():
            # of several lines above one, the nearest
            self._above[below] = n
        for n in self._order:
            self._find(n)

    def step_of(self, n: int) -> float:
        """From line to line of the text beside a piece, in heights of a line."""
        first, last, count = (self.between if n in self.between else self.level)[n]
        return self._apart(first, last) / (count - 1) / self._em

    def levelled(self, usual: float) -> list[float]:
        """The places of all lines; ``usual`` is what :meth:`step_of` mostly is."""
        places = [line.across for line in self.lines]
        for n, (first, last, _) in {**self.between, **self.level}.items():
            if abs(self.step_of(n) - usual) <= _USUAL:
                before = self.lines[n].start < self.lines[first].start
                places[n] = self.lines[first if before else last].across
        return places

    def _next(self, n: int) -> int | None:
        """The line that a text goes on with below line ``n``."""
        line = self.lines[n]
        low, high = line.across + _HALF * self._em, line.across + _WIDEST * self._em
        return next((m for m in self._within(low, high) if self._shares(n, m)), None)

    def _within(self, low: float, high: float) -> Iterator[int]:
        """The lines from ``low`` to ``high`` across."""
        for at in range(
            bisect.bisect_left(self._places, low), bisect.bisect_right(self._places, high)
        ):
            yield self._order[at]

    def _shares(self, n: int, m: int) -> bool:
        """Whether two lines stand over each other."""
        return self.lines[n].start < self.lines[m].end and self.lines[m].start < self.lines[n].end

    def _find(self, n: int) -> None:
        """The text of several lines about whose middle a piece stands, if there is any."""
        line = self.lines[n]
        near = [
            m
            for m in self._within(line.across - _WIDEST * self._em, line.across + _OFF * self._em)
            if m != n and not self._shares(n, m)
        ]
        for m in sorted(near, key=lambda m: self.lines[m].start - self.lines[m].end):
            length = self.lines[m].end - self.lines[m].start
            if line.end - line.start > _LONGEST * length:
                return
            found = self._about(n, m)
            if found is not None:
                (self.level if found[2] % 2 else self.between)[n] = found
                return

    def _about(self, n: int, m: int) -> tuple[int, int, int] | None:
        """The first and the last line, and the number of lines, of the text of which ``m`` is one
        above the middle, if ``n`` stands about that and nothing of its own column beside it."""
        middle, off = self.lines[n].across, _OFF * self._em
        if abs(self.lines[m].across - middle) < off:
            first = last = m
            count = 1
        else:
            below = self._below.get(m)
            if below is None or self._shares(n, below):
                return None
            if abs((self.lines[m].across + self.lines[below].across) / 2 - middle) > off:
                return None
            first, last, count = m, below, 2
        best: tuple[float, tuple[int, int, int]] | None = None
        while count <= _MOST_LINES:
            white = self._white_around(first, last, count)
            if white >= _PADDED * self._em and (best is None or white > best[0]):
                best = white, (first, last, count)
            above, below = self._above.get(first), self._below.get(last)
            if above is None or below is None or self._shares(n, above) or self._shares(n, below):
                break
            steps = self._apart(above, first), self._apart(last, below)
            usual = self._apart(first, last) / (count - 1) if count > 1 else steps[0]
            if max(abs(each - usual) for each in steps) > _EVEN * self._em:
                break
            first, last, count = above, below, count + 2
        return best[1] if best is not None and self._is_alone(n, *best[1]) else None

    def _apart(self, above: int, below: int) -> float:
        return self.lines[below].across - self.lines[above].across

    def _white_around(self, first: int, last: int, count: int) -> float:
        """How much more white there is above and below a text than within it; nothing of one line,
        or of what is none."""
        step = self._apart(first, last) / (count - 1) if count > 1 else 0.0
        if step < _CLOSEST * self._em:
            return 0.0
        above, below = self._above.get(first), self._below.get(last)
        around = [
            math.inf if above is None else self._apart(above, first),
            math.inf if below is None else self._apart(last, below),
        ]
        return min(around) - step

    def _is_alone(self, n: int, first: int, last: int, count: int) -> bool:
        """Whether nothing of the column of a piece stands beside the text."""
        half = self._apart(first, last) / 2
        room = max(half + _OFF * self._em, _ALONE * 2 * half / (count - 1))
        place = self.lines[n].across
        beside = self._within(place - room, place + room)
        return not any(m != n and self._shares(n, m) for m in beside)
