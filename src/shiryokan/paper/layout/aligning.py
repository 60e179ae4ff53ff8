"""Chunks that run on over a gutter are parted where the lines around them begin.

A full stop that hangs over, or a gutter narrower than usual, leaves the two columns of one line
closer together than two characters of a spread line. That a column begins exactly there is seen
from its other lines.
"""

from __future__ import annotations

from bisect import bisect_left

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.setting import Sheet

_NEAR = 0.36
"""Lines of a column begin at one place, to this many ems: a bullet or a bracket juts out."""
_WHITE = 0.07
"""White that there must be between the two, in ems."""
_MORE = 2.0
"""By how much that white exceeds what is usual between the characters of the line."""
_MANY = 8
"""Lines that leave no doubt that a column begins; then one may touch the other on a line."""
_THROUGH = 4.0
"""Such a line runs on for so many ems on both sides."""
_EXACT = 0.06
"""A column begins at its place exactly where only the white half of a stop parts it."""
_LINES = 3
_CLOSING = frozenset("、。，．」』）】］〕〉》”")


def parted(chunks: list[Chunk], sheet: Sheet) -> list[Chunk]:
    """``chunks``, those that run over the beginning of a column of ``_LINES`` lines in two."""
    places = _places(chunks)
    if not places:
        return chunks
    result: list[Chunk] = []
    for chunk in chunks:
        rest = chunk
        for x, top, bottom, sure in places[bisect_left(places, (chunk.x0 + 1, 0.0, 0.0, False)) :]:
            if x >= rest.x1 - 1:
                break
            if top <= chunk.middle <= bottom:
                halves = _split(rest, x, sheet, sure)
                if halves:
                    result.append(halves[0])
                    rest = halves[1]
        result.append(rest)
    return result


def _end(sheet: Sheet, mark: int, character: str) -> float:
    """Where the ink of a mark may end: the right half of a full-width stop is white."""
    end = sheet.x1[mark]
    if character in _CLOSING:
        return min(end, (sheet.x0[mark] + end) / 2 + 0.1 * (end - sheet.x0[mark]))
    return end


def trimmed(chunks: list[Chunk], sheet: Sheet) -> None:
    """Full-width stops at the end of chunks, which hang over, lose their white half."""
    for chunk in chunks:
        if chunk.text[-1] in _CLOSING:
            chunk.x1 = _end(sheet, chunk.marks[-1], chunk.text[-1])


def _places(chunks: list[Chunk]) -> list[tuple[float, float, float, bool]]:
    """Where several lines begin that have others to their left: x, between which heights, and
    whether they are many."""
    levels: dict[tuple[int, int], list[Chunk]] = {}
    for chunk in chunks:
        levels.setdefault((chunk.cell, round(chunk.middle)), []).append(chunk)
    starts: list[Chunk] = []
    for row in levels.values():
        row.sort(key=lambda c: c.x0)
        starts += row[1:]
    starts.sort(key=lambda c: c.x0)
    places = []
    at = 0
    while at < len(starts):
        end = at + 1
        while end < len(starts) and starts[end].x0 - starts[at].x0 < _NEAR * starts[at].size:
            end += 1
        if end - at >= _LINES:
            em = starts[at].size
            top = min(c.y0 for c in starts[at:end]) - 2.5 * em
            bottom = max(c.y1 for c in starts[at:end]) + 2.5 * em
            x = starts[at].x0
            crossing = sum(
                c.x0 < x - em and c.x1 > x + em and top <= c.middle <= bottom for c in chunks
            )
            if crossing > end - at:
                at = end
                continue
            places.append((starts[at].x0, top, bottom, end - at >= _MANY))
        at = end
    return places


def _split(chunk: Chunk, x: float, sheet: Sheet, sure: bool) -> tuple[Chunk, Chunk] | None:
    em = chunk.size
    begins = [sheet.x0[m] for m in chunk.marks]
    first = max(bisect_left(begins, x - 0.1 * em), 1)
    last = bisect_left(begins, x + _NEAR * em)
    if first >= last:
        return None
    ends = [_end(sheet, m, c) for m, c in zip(chunk.marks, chunk.text, strict=True)]
    white = [b - a for a, b in zip(ends, begins[1:], strict=False)]
    at = max(range(first, last), key=lambda i: white[i - 1])
    usual = sorted(white)[len(white) // 2]
    through = sure and chunk.x0 < x - _THROUGH * em and chunk.x1 > x + _THROUGH * em
    if through and white[at - 1] > -0.1 * em:
        pass
    elif white[at - 1] < max(_WHITE * em, _MORE * usual) or (
        begins[at] - sheet.x1[chunk.marks[at - 1]] < _WHITE * em and begins[at] - x > _EXACT * em
    ):
        return None
    ruby = chunk.ruby
    left = Chunk(
        chunk.x0, chunk.y0, ends[at - 1], chunk.y1, em, chunk.marks[:at], chunk.text[:at],
        chunk.cell, chunk.turn, [r for r in ruby if r[1] <= at],
    )  # fmt: skip
    right = Chunk(
        begins[at], chunk.y0, chunk.x1, chunk.y1, em, chunk.marks[at:], chunk.text[at:],
        chunk.cell, chunk.turn, [(a - at, b - at, t) for a, b, t in ruby if a >= at],
    )  # fmt: skip
    return left, right
