"""White that runs between columns or tiers of a page, and its lines column by column."""

from __future__ import annotations

import bisect
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from shiryokan.registers.placed_lines import (
    DOTS,
    Manner,
    Placed,
    PlacedPage,
    baselines,
    em_of,
    ends_of,
    part_of,
    text_of,
)

_GAP = re.compile(r"[\s　]+")
_NARROWEST = 14
"""Characters that a column or tier is wide at least."""
_CROSSING = 0.08
"""Share of the lines of a page that may run over the white between its columns, as titles do."""
_CROSSED = 0.3
"""The same, of a page in a document whose pages mostly have columns."""
_MOST_PAGES = 0.5
"""Share of the pages whose columns are taken for those of the document."""
_WHITE = 1.4
"""Width of the white between two columns at least, in characters."""
_LEAST_LINES = 4
"""Lines that each of two columns has at least."""
_POINTS = 0.75
"""Share of the lines of a column of rows that points may be: where they stand below their names,
with 単位 by itself, they are more than half."""


@dataclass(frozen=True)
class Column:
    """The lines of a column or tier, its ``number`` and how many the page has (``count``)."""

    page: int
    upright: bool
    number: int
    count: int
    lines: list[Placed]


def columns_of(pages: Sequence[PlacedPage], manner: Manner) -> Iterator[Column]:
    """The columns of pages in the order in which they are read, one a page where it has none."""
    cuts = [
        _gutters(
            [part for line in page.lines for part in _spans(line, page.upright)],
            em_of(page.lines), manner,
        )
        for page in pages
    ]  # fmt: skip
    usual = _usual(cuts)
    for page, own in zip(pages, cuts, strict=True):
        edges = usual if len(own) < len(usual) else own
        parts = [part for line in page.lines for part in _cut(line, edges, page.upright)]
        crossed = sum(_crosses(line, edges) for line in parts)
        if edges is not own and crossed > _CROSSED * len(parts):
            edges, parts = own, page.lines
        for number, count, lines in _in_columns(parts, edges, manner):
            yield Column(page.page, page.upright, number, count, lines)


def _usual(cuts: Sequence[Sequence[float]]) -> list[float]:
    """The white between columns that most pages of the document have; empty if they have none."""
    counts = Counter(len(each) for each in cuts)
    if not counts:
        return []
    count, pages = counts.most_common(1)[0]
    if pages < _MOST_PAGES * len(cuts):
        return []
    same = [each for each in cuts if len(each) == count]
    return [statistics.median(each) for each in zip(*same, strict=True)]


def _spans(line: Placed, upright: bool) -> Iterator[Placed]:
    """The spans of a page's width that a line takes up: all of the table in which it stands."""
    if line.table is None:
        yield from _inked(line, upright)
    else:
        yield replace(line, start=line.table[0], end=line.table[1])


def _inked(line: Placed, upright: bool) -> Iterator[Placed]:
    """A line parted at all wide white in it: points at the edge of one column and what begins in
    the next are read as one where nothing stands between."""
    begin = line.first
    for match in _GAP.finditer(line.line.text, line.first, line.last):
        start, end = match.span()
        if begin < start and end < line.last:
            white = ends_of(line.line, end, upright)[0] - ends_of(line.line, start - 1, upright)[1]
            if white >= _WHITE * line.height:
                yield part_of(line, begin, start, upright)
                begin = end
    yield line if begin == line.first else part_of(line, begin, line.last, upright)


def _cut(line: Placed, edges: Sequence[float], upright: bool) -> Iterator[Placed]:
    """A line parted at white that lies over the white between columns."""
    begin = line.first
    for edge in edges:
        for at in range(begin + 1, line.last):
            before, after = (ends_of(line.line, place, upright) for place in (at - 1, at))
            # white space reaches as far as what stands behind it
            end = before[0] if line.line.text[at - 1].isspace() else before[1]
            if end <= edge <= after[0] and after[0] - end >= _WHITE * line.height:
                if line.line.text[begin:at].strip():
                    yield part_of(line, begin, at, upright)
                begin = at
                break
    yield line if begin == line.first else part_of(line, begin, line.last, upright)


def _in_columns(
    lines: list[Placed], edges: Sequence[float], manner: Manner
) -> Iterator[tuple[int, int, list[Placed]]]:
    """The lines column by column, with the number of the column and how many there are; ``edges``
    lie in the white between them."""
    if not edges:
        yield 0, 1, lines
        return
    first = min(line.across for line in lines)
    whole = sorted(
        (
            each
            for each in lines
            if _crosses(each, edges)
            and (each.across == first or manner.title.search(each.line.text))
        ),
        key=lambda each: each.across,
    )
    bands: list[list[Placed]] = [[] for _ in range(len(whole) + 1)]
    places = [line.across for line in whole]
    for line in lines:
        if line not in whole:
            bands[bisect.bisect(places, line.across)].append(line)
    for number, band in enumerate(bands):
        for column in range(len(edges) + 1):
            part = [
                each for each in band if bisect.bisect(edges, _column_point(each, edges)) == column
            ]
            if part:
                yield column, len(edges) + 1, part
        if number < len(whole):
            yield 0, 1, [whole[number]]


def _column_point(line: Placed, edges: Sequence[float]) -> float:
    """Where a line is in a column: where it begins, if it runs over white as no title does."""
    return line.start if _crosses(line, edges) else (line.start + line.end) / 2


def _crosses(line: Placed, edges: Sequence[float]) -> bool:
    """Whether a line runs over one of ``edges``."""
    return any(line.start < edge < line.end for edge in edges)


def _gutters(lines: list[Placed], em: float, manner: Manner) -> list[float]:
    """Where white runs between columns, if the page has any."""
    first, last = min(each.start for each in lines), max(each.end for each in lines)
    least = _NARROWEST * em
    if last - first < 2 * least:
        return []
    best: tuple[float, float] | None = None
    told: dict[tuple[int, int], bool] = {}
    white = _WHITE / 2 * em
    starts, ends = sorted(each.start for each in lines), sorted(each.end for each in lines)
    at = first + least
    while at < last - least:
        # those that begin before its end, but for those that end before it
        crossing = bisect.bisect_left(starts, at + white) - bisect.bisect_right(ends, at - white)
        score = crossing + abs(at - (first + last) / 2) / (last - first)
        clear = crossing <= _CROSSING * len(lines) and (best is None or score < best[0])
        if clear:
            # so many lines stand on either side: the same ones as a little further left
            sides = bisect.bisect_right(ends, at), bisect.bisect_left(starts, at)
            if sides not in told:
                told[sides] = _are_columns(lines, at, manner)
            if told[sides]:
                best = score, at
        at += em / 4
    if best is None:
        return []
    left = [each for each in lines if each.end <= best[1]]
    right = [each for each in lines if each.start >= best[1]]
    middle = (max(each.end for each in left) + min(each.start for each in right)) / 2
    return [*_gutters(left, em, manner), middle, *_gutters(right, em, manner)]


def _are_columns(lines: list[Placed], at: float, manner: Manner) -> bool:
    """Whether what stands on both sides is rows, and not names with their points."""
    for side in (
        [each for each in lines if each.end <= at],
        [each for each in lines if each.start >= at],
    ):
        # points may be parted from their sign, or in their midst
        rows = [sorted(row, key=lambda each: each.start) for row in baselines(side)]
        if len(rows) < _LEAST_LINES:
            return False
        texts = ["".join(map(text_of, row)).strip(DOTS) for row in rows]
        rest = [text for text in texts if not manner.is_worth(text)]
        if len(texts) - len(rest) > _POINTS * len(texts):
            return False
        begun = (text for text in rest if text.endswith("。") or manner.kind(text))
        if len(list(islice(begun, 2))) < 2:
            return False
    return True
