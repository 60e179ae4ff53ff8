"""Small marks set higher or lower than a line, as those of notes and indices: データ¹の, Xᵢ.

They have a baseline of their own, so that they are chunks of their own, and the chunk of the line
runs on over the white in which they stand. Here each is set into its line where it is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from shiryokan.paper.layout.chunks import GAP, Chunk
from shiryokan.paper.layout.marks import Marks
from shiryokan.paper.layout.params import PARAMS

_SMALLER = PARAMS.raised.smaller
_LONGEST = PARAMS.raised.longest
_LEVEL = PARAMS.raised.level
_WITHIN = PARAMS.raised.within
_RAISED = PARAMS.raised.raised
_ABOVE = PARAMS.raised.above
_SMALLER_ABOVE = PARAMS.raised.smaller_above
_FITS = PARAMS.raised.fits
_BESIDE = PARAMS.raised.beside
_RUBY = PARAMS.raised.ruby
_INSIDE = PARAMS.raised.inside
_COVERED = PARAMS.raised.covered
_LINES = PARAMS.raised.lines
_RATIO = PARAMS.chunks.ratio

_DIGITS = "0-9０-９①-⑳"
_SIGNS = "※＊*†‡§¶#＃㊟"
_OF_NOTE = re.compile(
    rf"[（(〔［\[<〈]?(?:[{_SIGNS}]{{1,4}}|(?:[{_SIGNS}]|脚注|注釈?|備考?)?[{_DIGITS}]{{1,3}}"
    r"|脚注|注釈?|[A-Za-zＡ-Ｚａ-ｚ]{1,2})[)）〕］\]>〉]?"
    rf"(?:[,，、.．・\-－–~～]?[{_SIGNS}注]?[{_DIGITS}]{{1,3}}[)）〕］\]]?){{0,4}}"
)
"""A mark of a note, or of several."""
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc・゛゜]+")


@dataclass(slots=True, eq=False)
class _Line:
    """Chunks of one cell about one height, from left to right."""

    middle: float
    chunks: list[Chunk]
    lefts: list[float]


class _Place(NamedTuple):
    """Where a mark belongs: before which character of a chunk of a line."""

    base: Chunk
    at: int
    line: _Line
    number: int
    """The chunk's among those of the line."""


def set_in(chunks: list[Chunk], marks: Marks) -> tuple[list[Chunk], dict[int, float]]:
    """``chunks`` with small raised or lowered ones set into the larger ones they belong to.

    The second value is the left edge, in points, that such a mark has in its line where it is
    printed over other characters, by its index. No reading is noted at any chunk yet.
    """
    largest = max((c.size for c in chunks), default=0.0)
    small = [c for c in chunks if c.size <= _SMALLER * largest and len(c.text) <= _LONGEST]
    if not small:
        return chunks, {}
    lines = _lines(chunks)
    middles = {cell: [line.middle for line in held] for cell, held in lines.items()}
    gone: set[int] = set()
    moved: dict[int, float] = {}
    for chunk in sorted(small, key=lambda c: (c.x0, c.y0)):
        of_note = _OF_NOTE.fullmatch(chunk.text) is not None
        near = _near(lines[chunk.cell], middles[chunk.cell], chunk.middle)
        found = [
            (share, place)
            for line in near
            for share, place in _places(chunk, line, marks, gone, of_note=of_note)
        ]
        if found:
            _, place = max(found, key=lambda each: each[0])
            ends = place.at == len(place.base.marks)
            _insert(chunk, place, marks, moved)
            gone.add(id(chunk))
            if ends:
                _run_on(place, gone)
    return ([c for c in chunks if id(c) not in gone] if gone else chunks), moved


def _lines(chunks: list[Chunk]) -> dict[int, list[_Line]]:
    """The lines of each cell, from the top."""
    lines: dict[int, list[_Line]] = {}
    for chunk in sorted(chunks, key=lambda c: c.middle):
        mine = lines.setdefault(chunk.cell, [])
        if mine and chunk.middle - mine[-1].middle < _LEVEL * mine[-1].chunks[0].size:
            mine[-1].chunks.append(chunk)
        else:
            mine.append(_Line(chunk.middle, [chunk], []))
    for mine in lines.values():
        for line in mine:
            line.chunks.sort(key=lambda c: c.x0)
            line.lefts = [c.x0 for c in line.chunks]
    return lines


def _near(lines: list[_Line], middles: list[float], middle: float) -> list[_Line]:
    """The few lines about a height."""
    at = bisect_left(middles, middle)
    return lines[max(at - _LINES, 0) : at + _LINES]


def _places(
    chunk: Chunk, line: _Line, marks: Marks, gone: set[int], *, of_note: bool
) -> Iterator[tuple[float, _Place]]:
    """Where ``chunk`` may belong in ``line``, and the share of its height that both have."""
    middle = (chunk.x0 + chunk.x1) / 2
    last = bisect_right(line.lefts, middle) - 1
    for number in range(last, max(last - _LINES, -1), -1):
        base = line.chunks[number]
        if base is chunk or id(base) in gone:
            continue
        share = (min(chunk.y1, base.y1) - max(chunk.y0, base.y0)) / max(chunk.y1 - chunk.y0, 0.1)
        if chunk.size > _SMALLER * base.size or chunk.x0 - base.x1 > _BESIDE * base.size:
            return
        raised = of_note and chunk.y1 < base.y1 - _RAISED * base.size
        at = _index(chunk, base, marks, inside=share >= _INSIDE)
        if base.x1 <= middle:
            fits = False
        else:
            fits = share >= _WITHIN and 0 < at < len(base.marks) and (
                float(marks.box[base.marks[at], 0] - marks.box[base.marks[at - 1], 2])
                >= _FITS * (chunk.x1 - chunk.x0)
            )  # fmt: skip
            if fits and share < _RUBY and _KANA.fullmatch(chunk.text):
                return
        near = share > 0 or (
            base.y0 - chunk.y1 <= _ABOVE * base.size and chunk.size <= _SMALLER_ABOVE * base.size
        )
        if at and (fits or (raised and near)):
            yield share, _Place(base, at, line, number)
        return


def _index(chunk: Chunk, base: Chunk, marks: Marks, *, inside: bool) -> int:
    """The number of the character of ``base`` before which ``chunk`` stands: between two of them,
    or behind the last that it stands over."""
    box = marks.box[base.marks]
    middles = (box[:, 0] + box[:, 2]) / 2
    place = (chunk.x0 + chunk.x1) / 2 if inside else chunk.x1 - _COVERED * base.size
    return int((middles <= place).sum())


def _insert(chunk: Chunk, place: _Place, marks: Marks, moved: dict[int, float]) -> None:
    base, at = place.base, place.at
    low = _left(base.marks[at - 1], marks, moved)
    high = _left(base.marks[at], marks, moved) if at < len(base.marks) else float("inf")
    for mark in chunk.marks:
        left = float(marks.box[mark, 0])
        if not low <= left <= high:
            # a line's characters begin one behind the other
            moved[mark] = end = min(max(left, low), high)
            low = end
    base.marks[at:at] = chunk.marks
    base.text = base.text[:at] + chunk.text + base.text[at:]
    base.x1 = max(base.x1, chunk.x1)


def _left(mark: int, marks: Marks, moved: dict[int, float]) -> float:
    return moved[mark] if mark in moved else float(marks.box[mark, 0])


def _run_on(place: _Place, gone: set[int]) -> None:
    """Join to a chunk that now ends with a mark what follows it, and was apart only by the mark."""
    base, line = place.base, place.line
    for other in line.chunks[place.number + 1 : place.number + 1 + _LINES]:
        if id(other) in gone:
            continue
        gap = other.x0 - base.x1
        size = max(other.size, base.size)
        if abs(gap) <= GAP * size and size <= _RATIO * min(other.size, base.size):
            base.marks += other.marks
            base.text += other.text
            base.x1 = max(base.x1, other.x1)
            gone.add(id(other))
        return
