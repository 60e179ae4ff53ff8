"""Words whose characters are set apart to fill a width (均等割付): 山　田　太　郎, 委　員.

Such characters are one word, not so many columns. What speaks for that is weighed: white that is
even along the line, less than the white around the word, not shared by the lines about it, or the
same on many lines; against it, characters that are entries by themselves, as ○ or 有.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from operator import and_

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.params import PARAMS

_WIDEST = PARAMS.spaced.widest
_SAME = PARAMS.spaced.same
_AROUND = PARAMS.spaced.around
_LINES = PARAMS.spaced.lines
_ENTRIES = frozenset("有無可否正副済未男女計大中小高低新旧優良要不当上下左右同月火水木金土日")
"""Characters that are often a whole entry."""

_PRIOR = PARAMS.spaced.prior
_EVEN = PARAMS.spaced.even
_UNEVEN = PARAMS.spaced.uneven
_APART = PARAMS.spaced.apart
_CLOSE = PARAMS.spaced.close
_CROSSED = PARAMS.spaced.crossed
_FIELD = PARAMS.spaced.field
_ENTRY = PARAMS.spaced.entry
_FILLED = PARAMS.spaced.filled
_PAIRS = PARAMS.spaced.pairs
_PAIR = 2
_FAR = PARAMS.spaced.far
_COLUMN = PARAMS.spaced.column


@dataclass(frozen=True, slots=True)
class _Field:
    """Places at even distances where single characters of several lines begin."""

    places: tuple[float, ...]

    def has(self, x: float, em: float) -> bool:
        """Whether a character begins at one of the places."""
        at = bisect_left(self.places, x - _SAME * em)
        return at < len(self.places) and self.places[at] <= x + _SAME * em


_Width = tuple[float, float]
"""From where to where a word is set apart, in points."""


def joined(chunks: list[Chunk]) -> list[Chunk]:
    """``chunks``, the single characters of a word set apart as one chunk."""
    singles = [c for c in chunks if _is_single(c)]
    if len(singles) < 2:
        return chunks
    by_cell: dict[int, list[Chunk]] = {}
    for chunk in singles:
        by_cell.setdefault(chunk.cell, []).append(chunk)
    gone: set[int] = set()
    words: list[Chunk] = []
    for cell, mine in by_cell.items():
        if len(mine) < 2:
            continue
        others = sorted((c for c in chunks if c.cell == cell), key=lambda c: (c.middle, c.x0))
        lines = lines_of(others)
        fields, widths = _fields(lines), _widths(lines)
        for number, line in enumerate(lines):
            for word in _words(number, lines, fields, widths):
                gone.update(id(line[i]) for i in word)
                words.append(as_one([line[i] for i in word]))
    if not words:
        return chunks
    return [c for c in chunks if id(c) not in gone] + words


def _is_single(chunk: Chunk) -> bool:
    text = chunk.text
    return len(text) == 1 and (
        "\u3041" <= text <= "\u30ff" or "\u3400" <= text <= "\u9fff" or text in "々〆ー"
    ) and text.isalpha()  # fmt: skip


def lines_of(chunks: list[Chunk]) -> list[list[Chunk]]:
    """``chunks``, which are in order from the top, by their lines, each from the left."""
    lines: list[list[Chunk]] = []
    for chunk in chunks:
        if lines and abs(chunk.middle - lines[-1][0].middle) < 0.3 * chunk.size:
            lines[-1].append(chunk)
        else:
            lines.append([chunk])
    for line in lines:
        line.sort(key=lambda c: c.x0)
    return lines


def _fields(lines: list[list[Chunk]]) -> list[_Field]:
    """Where single characters of several lines begin at three even places or more."""
    found: dict[tuple[int, ...], tuple[list[float], int]] = {}
    for line in lines:
        for run in _runs(line):
            for even in _even_parts(run):
                key = tuple(round(c.x0 / (2 * _SAME * c.size)) for c in even)
                places, times = found.get(key, ([c.x0 for c in even], 0))
                found[key] = places, times + 1
    return [_Field(tuple(places)) for places, times in found.values() if times >= _LINES]


def _widths(lines: list[list[Chunk]]) -> list[_Width]:
    """The widths that words fill: of three characters or more at even distances, or several pairs
    that differ in both characters."""
    found: list[_Width] = []
    pairs: dict[tuple[int, int], list[tuple[Chunk, Chunk]]] = {}
    for line in lines:
        for run in _runs(line):
            found += [(even[0].x0, even[-1].x1) for even in _even_parts(run)]
            if len(run) == _PAIR:
                one, two = run
                key = round(one.x0 / (2 * _SAME * one.size)), round(two.x1 / (2 * _SAME * two.size))
                pairs.setdefault(key, []).append((one, two))
    for mine in pairs.values():
        if min(len({one.text for one, _ in mine}), len({two.text for _, two in mine})) >= _PAIRS:
            found.append((mine[0][0].x0, mine[0][1].x1))
    return found


def _runs(line: list[Chunk]) -> list[list[Chunk]]:
    """Single characters of one size that follow each other on a line."""
    runs: list[list[Chunk]] = [[]]
    for chunk in line:
        last = runs[-1][-1] if runs[-1] else None
        if not _is_single(chunk) or (last and abs(chunk.size - last.size) > 0.1 * last.size):
            runs.append([])
        if _is_single(chunk):
            runs[-1].append(chunk)
    return [run for run in runs if len(run) > 1]


def _even_parts(run: list[Chunk]) -> list[list[Chunk]]:
    """Three characters or more at even distances."""
    parts: list[list[Chunk]] = []
    part = run[:2]
    for chunk in run[2:]:
        step, before = chunk.x0 - part[-1].x0, part[-1].x0 - part[-2].x0
        if abs(step - before) <= _SAME * chunk.size:
            part.append(chunk)
        else:
            parts.append(part)
            part = [part[-1], chunk]
    parts.append(part)
    return [part for part in parts if len(part) > 2]


def _words(
    number: int, lines: list[list[Chunk]], fields: list[_Field], widths: list[_Width]
) -> list[list[int]]:
    """The numbers of the chunks of each word set apart on line ``number``."""
    line = lines[number]
    single = [_is_single(chunk) for chunk in line]
    if not any(map(and_, single, single[1:])):
        return []
    about = [other for n in (number - 2, number - 1, number + 1, number + 2)
             if 0 <= n < len(lines) for other in lines[n]]  # fmt: skip
    white = [b.x0 - a.x1 for a, b in pairwise(line)]
    words: list[list[int]] = []
    last = -1
    for at, gap in enumerate(white):
        one, two = line[at], line[at + 1]
        if not (single[at] and single[at + 1]) or abs(one.size - two.size) > 0.1 * one.size:
            continue
        if _is_word(line, at, white, about, fields, widths, gap):
            if last == at:
                words[-1].append(at + 1)
            else:
                words.append([at, at + 1])
            last = at + 1
    return words


def _is_word(
    line: list[Chunk], at: int, white: list[float], about: list[Chunk], fields: list[_Field],
    widths: list[_Width], gap: float,
) -> bool:  # fmt: skip
    """Whether what is weighed speaks for one word over the white behind chunk ``at``."""
    one, two = line[at], line[at + 1]
    em = one.size
    odds = _PRIOR
    if any(f.has(one.x0, em) and f.has(two.x0, em) for f in fields):
        odds += _FIELD
    elif any(abs(one.x0 - x0) + abs(two.x1 - x1) <= 2 * _SAME * em for x0, x1 in widths):
        odds += _FILLED
    elif gap > _WIDEST * em:
        odds += _FAR
    around = [w for i, w in ((at - 1, white[at - 1] if at else None),
                             (at + 1, white[at + 1] if at + 1 < len(white) else None))
              if w is not None]  # fmt: skip
    beside = [w for w in around if abs(w - gap) <= _SAME * em]
    same = [
        i for i in (at - 1, at + 1)
        if 0 <= i < len(white) and abs(white[i] - gap) <= _SAME * em
        and _is_single(line[i]) and _is_single(line[i + 1])
    ]  # fmt: skip
    outer = [w for w in around if w not in beside or not same]
    if same:
        odds += _EVEN
    elif any(w < gap / _AROUND for w in around):
        odds += _CLOSE
    if all(w > _AROUND * gap for w in outer):
        odds += _APART
    if any(c.x0 < one.x1 + 0.2 * gap and c.x1 > two.x0 - 0.2 * gap for c in about):
        odds += _CROSSED
    if gap > _WIDEST * em and _begins_column(two, about):
        odds += _COLUMN
    if one.text in _ENTRIES and two.text in _ENTRIES:
        odds += _ENTRY
    return odds > 0


def _begins_column(chunk: Chunk, about: list[Chunk]) -> bool:
    """Whether texts on lines about ``chunk`` begin where it does: it is the end of one of them."""
    reach = _SAME * chunk.size
    return sum(abs(c.x0 - chunk.x0) < reach and len(c.text) > 1 for c in about) >= _LINES


def as_one(parts: list[Chunk]) -> Chunk:
    """``parts`` of one line, from the left, as one chunk."""
    marks = [mark for part in parts for mark in part.marks]
    shift, ruby = 0, []
    for part in parts:
        ruby += [(a + shift, b + shift, text) for a, b, text in part.ruby]
        shift += len(part.marks)
    return Chunk(
        parts[0].x0, min(p.y0 for p in parts), parts[-1].x1, max(p.y1 for p in parts),
        max(p.size for p in parts), marks, "".join(p.text for p in parts), parts[0].cell,
        parts[0].turn, ruby,
    )  # fmt: skip
