"""Rows of a schedule in the direction in which it is written: from left to right, or from top to
bottom where it is set vertically; columns and tiers one after the other.

The layout takes some rows for a small table ("イ | 14日以内 | 450単位") or sets the points apart as
a block of their own; on paper they are one row, and so they are here.
"""

from __future__ import annotations

import itertools
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.label_white import with_white
from shiryokan.registers.leaders import without_leaders
from shiryokan.registers.middle_cells import Ink, cut_at, seams, set_level
from shiryokan.registers.page_gutters import Column, columns_of
from shiryokan.registers.placed_lines import (
    LEADERS,
    Manner,
    Placed,
    baselines,
    ends_of,
    is_of,
    is_upright,
    part_of,
    placed_page,
    text_of,
)
from shiryokan.registers.source_text import Piece, Traced

_ABUTTING = 0.3
"""Share of a line's height up to which the next line of a row belongs to the same word."""
_WIDE = 0.75
"""Width of white space that parts a name from what stands right of it, in characters."""
_OF_LABEL = re.compile(
    r"(?:^|[ 　]*(?=[-‐－―─0-9０-９〇一二三四五六七八九十]+$)|[ 　]+)"
    r"(?P<label>[-‐－―─()（）0-9０-９〇一二三四五六七八九十百PＰ.．頁／/]{1,8})$"
)
"""What of the number of a page, as - 12 - or （12）, stands in one line with a row; a bracket
without white before it may hang behind the end of its row."""
_BEHIND_EDGE = 0.25
"""How far before the edge at which rows end the number of a page may begin, in characters."""
_SAME_END = 0.5
"""How far apart rows of one edge may end, in characters."""
_PIECES = 4
"""Rows of a page that may end in a piece of its number at most: （12）."""
_SOME = 3
"""Rows that end at one place at least, for it to be an edge."""
_PAID_END = re.compile(r"(?P<number>[0-9０-９〇一二三四五六七八九十百千、,，]+)(?:単位|点)?$")
_SEEN = 0.3
"""How much further before the next than others a character begins that white follows, in
characters."""
_GAP = re.compile(r"[\s　]+")
_SPREAD, _SINGLE = 8, 0.9
"""Words of a row that is spread at least, and the share of them that are single characters."""
_ASIDE = 1.2
"""How far the edges of odd and even pages may differ, in characters, and be the same."""
_FEW_STARTS = 3
"""Rows with labels of one kind, from which on these tell where odd and even pages begin."""
_SURELY_ASIDE = 0.1
"""How much more of the places where rows begin must be the same on odd and even pages, if their
edges are put upon each other, for them to differ."""


@dataclass(frozen=True)
class Row:
    """A row. ``start`` and ``end`` are the ends of its ink in points along the direction of
    writing, from the edge at which rows end, so that they are below 0."""

    page: int
    text: Traced
    start: float
    end: float
    height: float
    upright: bool = False
    cell: int = 0
    """The cell of a ruled table in which it begins, by a number of the page; 0 for none."""

    @cached_property
    def gaps(self) -> list[tuple[int, int, bool]]:
        """White space within it: start and end in the text, and whether it is wide."""
        text = self.text.text
        found = []
        for match in _GAP.finditer(text):
            start, end = match.span()
            if start > 0 and end < len(text):
                width = self.at(end)[0] - self.at(start - 1)[1]
                found.append((start, end, width >= _WIDE * self.height))
        return found

    def at(self, index: int) -> tuple[float, float]:
        """Where a character begins and ends, in points of the page."""
        last = 0.0
        for piece in self.text.pieces:
            if index < len(piece.text):
                if piece.line is None:
                    return last, last
                return ends_of(piece.line, piece.start + index, self.upright)
            index -= len(piece.text)
            if piece.line is not None:
                last = ends_of(piece.line, piece.start + len(piece.text) - 1, self.upright)[1]
        raise IndexError("no such character in the row")

    def column_of(self, index: int) -> float:
        """Where a character begins, as ``start`` counts."""
        if index >= len(self.text):
            return self.end
        return self.start + self.at(index)[0] - self.at(0)[0]


def rows_of(document: Document, manner: Manner) -> list[Row]:
    """The rows of a document from the first to the last, without its furniture."""
    pages = [placed for page in document if (placed := placed_page(page, manner)).lines]
    found: list[tuple[tuple[int, int, int], Row]] = []
    for column in _set_level(list(columns_of(pages, manner))):
        for lines in baselines(column.lines):
            if (made := _row(column, lines)) is not None:
                found.append(((column.page % 2, column.number, column.count), made))
    return _aligned(found, manner)


def _set_level(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns with what is set about the middle of a cell level with the cell's text."""
    parts = [[list(each) for each in _cut(column)] for column in columns]
    inked = [[_ink(each) for mine in column for each in mine] for column in parts]
    for column, mine, places in zip(columns, parts, set_level(inked), strict=True):
        place = iter(places)
        lines: list[Placed] = []
        for whole, pieces in zip(column.lines, mine, strict=True):
            moved = [replace(each, across=next(place)) for each in pieces]
            still = all(each.across == whole.across for each in moved)
            lines += [whole] if still else moved
        yield replace(column, lines=lines)


def _cut(column: Column) -> Iterator[Iterator[Placed]]:
    """The lines of a column, each in the pieces that may stand in different cells."""
    for line, beginnings in zip(
        column.lines, seams([_ink(each) for each in column.lines]), strict=True
    ):
        text = text_of(line)
        starts = [ends_of(line.line, at, column.upright)[0] for at in range(line.first, line.last)]
        cuts = [0, *cut_at(text, starts, _ink(line), beginnings), len(text)]
        yield (
            (
                part_of(line, line.first + first, line.first + last, column.upright)
                for first, last in itertools.pairwise(cuts)
            )
            if len(cuts) > 2
            else iter([line])
        )


def _ink(line: Placed) -> Ink:
    return Ink(line.start, line.end, line.across, line.height)


def astray(pages: Sequence[Page], rows: Sequence[Row]) -> Iterator[Traced]:
    """The lines that are in no row because they are set in another direction than their page."""
    taken = {id(piece.line) for row in rows for piece in row.text.pieces}
    for page in pages:
        upright = is_upright(page)
        for block in page.blocks:
            for line in block.lines:
                aside = block.kind != "furniture" and not is_of(line, upright)
                if aside and line.text.strip() and id(line) not in taken:
                    yield Traced.of(page.page, line)


def _row(column: Column, found: list[Placed]) -> Row | None:
    """A row of these parts of lines; None of such that are nothing but dots."""
    page, upright = column.page, column.upright
    # two digits that are set level in a vertical row begin at one height
    lines = sorted(
        found,
        key=lambda each: (each.start, each.nth, each.first * (each.line.direction == "ltr")),
    )
    pieces: list[Piece] = []
    reached = lines[0].end
    for i, placed in enumerate(lines):
        if i and placed.start - reached > _ABUTTING * placed.height:
            pieces.append(Piece("　", page, None, 0))
        reached = max(reached, placed.end)
        piece = Piece(text_of(placed), page, placed.line, placed.first)
        pieces += without_leaders(piece, LEADERS)
    inked = [n for n, piece in enumerate(pieces) if piece.line is not None]
    if not inked:
        return None
    pieces = pieces[inked[0] : inked[-1] + 1]
    first, last = pieces[0], pieces[-1]
    assert first.line is not None
    assert last.line is not None
    start = ends_of(first.line, first.start, upright)[0]
    end = ends_of(last.line, last.start + len(last.text) - 1, upright)[1]
    height = statistics.median(each.height for each in lines)
    text = _closed_up(Traced(pieces))
    row = Row(page, text, start, end, height, upright, lines[0].cell)
    return _with_white(row) if _PAID_END.search(row.text.text) else row


def _closed_up(text: Traced) -> Traced:
    """A text without its white, if this parts nearly all of its characters, as where a short line
    is spread over the whole measure."""
    words = [match.span() for match in re.finditer(r"[^\s　]+", text.text)]
    single = sum(end - start == 1 for start, end in words)
    if len(words) < _SPREAD or single < _SINGLE * len(words):
        return text
    return Traced([piece for start, end in words for piece in text[start:end].pieces])


def _with_white(row: Row) -> Row:
    """A row with the white before its points that only the places of its characters show:
    加算二　一、〇四〇点."""
    text, match = row.text, _PAID_END.search(row.text.text)
    assert match is not None
    begin = max(match.start(), 1)
    steps = [row.at(at + 1)[0] - row.at(at)[0] for at in range(begin, match.end("number") - 1)]
    # full-width digits of proportional fonts are narrow
    usual = min(statistics.median(steps), row.height) if steps else row.height
    for at in range(begin, match.end("number")):
        before = text.text[at - 1]
        if before.isspace():
            continue
        wide = usual if before in match["number"] else row.height
        if row.at(at)[0] - row.at(at - 1)[0] > wide + _SEEN * row.height:
            return replace(row, text=with_white(text, at))
    return row


def _aligned(found: Sequence[tuple[tuple[int, int, int], Row]], manner: Manner) -> list[Row]:
    """Rows of all pages and columns with one edge, where some are set in differently.

    The edge is where rows end: prose is justified and points stand there, while a page need have
    no row of the outermost level.
    """
    ends: dict[tuple[int, int, int], list[float]] = defaultdict(list)
    starts: dict[tuple[int, int, int], list[_Start]] = defaultdict(list)
    heights = [row.height for _, row in found]
    em = statistics.median(heights) if heights else 1.0
    for key, row in found:
        starts[key].append((manner.kind(row.text.text), row.start / em))
        if not row.upright or not _OF_LABEL.search(row.text.text):
            ends[key].append(row.end)
    edges = dict.fromkeys((key for key, _ in found), 0.0)
    edges |= {key: sorted(each)[int(0.95 * (len(each) - 1))] for key, each in ends.items()}
    # numbers of pages stand in line with vertical rows only
    upright = {key for key, row in found if row.upright}
    for key, own in ends.items():
        if key in upright and (end := _furthest(own, em)) > edges[key] + _ASIDE * em:
            edges[key] = end
    for count in {key[2] for key in edges}:
        columns = [
            column
            for column in range(count)
            if (0, column, count) in edges and (1, column, count) in edges
        ]
        pairs = [((0, column, count), (1, column, count)) for column in columns]
        apart = [(edges[b] - edges[a]) / em for a, b in pairs]
        if not pairs or max(map(abs, apart)) >= _ASIDE:
            continue
        same = sum(_shared(starts[a], starts[b]) for a, b in pairs)
        moved_ = (
            _shared([(kind, each + off) for kind, each in starts[a]], starts[b])
            for (a, b), off in zip(pairs, apart, strict=True)
        )
        if sum(moved_) <= same + _SURELY_ASIDE * len(pairs):
            for a, b in pairs:
                edges[a] = edges[b] = max(edges[a], edges[b])
    last = {key: _furthest(each, em) - edges[key] for key, each in ends.items()}
    moved = (
        (replace(row, start=row.start - edges[key], end=row.end - edges[key]), last.get(key, 0.0))
        for key, row in found
    )
    return _without_labels([(row, _without_label(row, end)) for row, end in moved])


def _without_labels(rows: Sequence[tuple[Row, Row | None]]) -> list[Row]:
    """Of rows and what of each is no number of the page that: but for pages on which several end
    so, which are numbers in a column at the edge."""
    ends = Counter(row.page for row, kept in rows if kept is not None and kept is not row)
    return [
        row if ends[row.page] > _PIECES and kept is not None else kept
        for row, kept in rows
        if kept is not None
    ]


def _furthest(ends: Sequence[float], em: float) -> float:
    """The last place at which some rows end: there the column ends, though most of its rows may be
    short."""
    found = sorted(ends, reverse=True)
    for one, other in zip(found, found[_SOME - 1 :], strict=False):
        if one - other < _SAME_END * em:
            return other
    return -math.inf


_Start = tuple[str, float]
"""What a row begins with, and where, in characters."""


def _shared(one: Sequence[_Start], other: Sequence[_Start]) -> float:
    """How much of the places where rows of two lists begin is the same, 0 to 1, kind by kind;
    places are counted by quarters, each for the two quarters it stands between."""
    sides = [_by_quarters(each) for each in (one, other)]
    kinds = sides[0].keys() & sides[1].keys()
    found = [
        sum(min(sides[0][kind][at], sides[1][kind][at]) for at in sides[0][kind])
        for kind in sorted(kinds)
    ]
    return statistics.mean(found) if found else 0.0


def _by_quarters(starts: Sequence[_Start]) -> dict[str, dict[int, float]]:
    counts = Counter(kind for kind, _ in starts)
    found: dict[str, dict[int, float]] = {}
    for kind, place in starts:
        if not kind or counts[kind] < _FEW_STARTS:
            continue
        low, rest = divmod(4 * place, 1)
        of_kind = found.setdefault(kind, defaultdict(float))
        of_kind[int(low)] += (1 - rest) / counts[kind]
        of_kind[int(low) + 1] += rest / counts[kind]
    return found


def _without_label(row: Row, end: float) -> Row | None:
    """Without what of the number of the page stands in line with a row of a vertical page, behind
    where rows end, at ``end`` or before it; None if there is nothing else."""
    match = _OF_LABEL.search(row.text.text) if row.upright else None
    if match is None:
        return row
    # of a row that ends in such a sign only what begins behind its end
    least = max(end, 0.0) - _BEHIND_EDGE * row.height
    begin = next(
        (at for at in range(match.start("label"), match.end()) if row.column_of(at) > least), None
    )
    if begin is None:
        return row
    to = begin
    while to and row.text.text[to - 1].isspace():
        to -= 1
    if not to:
        return None
    last = row.start + row.at(to - 1)[1] - row.at(0)[0]
    return replace(row, text=row.text[:to], end=last)
