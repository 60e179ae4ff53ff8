"""Rows of a schedule in the direction in which it is written: from left to right, or from top to
bottom where it is set vertically; columns and tiers one after the other.

The layout takes some rows for a small table ("イ | 14日以内 | 450単位") or sets the points apart as
a block of their own; on paper they are one row, and so they are here.
"""

from __future__ import annotations

import bisect
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Cell, Line, Page
from shiryokan.paper.page_edge import is_dashed_label
from shiryokan.registers.label_white import with_white
from shiryokan.registers.source_text import Piece, Traced

_SAME_BASELINE = 0.5
"""Share of a row's height by which the middles of two of its lines may differ."""
_ABUTTING = 0.3
"""Share of a line's height up to which the next line of a row belongs to the same word."""
_WIDE = 0.75
"""Width of white space that parts a name from what stands right of it, in characters."""
_LEADERS = re.compile(
    r"[\s　]*(?:[…‥⋯︙⋮┄┈](?:[ 　]?[…‥⋯︙⋮┄┈])*|[・･·．.](?:[ 　]?[・･·．.]){3,}"
    r"|[―─－‐ー_＿](?:[ 　]?[―─－‐ー_＿]){3,}|[・･·]{2,}"
    r"|(?:(?<=[\s　])[・･·．.]+|(?<![0-9０-９〇一二三四五六七八九十百千万])[―─]{1,3}[\s　]*)"
    r"(?=[0-9０-９〇一二三四五六七八九十百千万、,，]+[ 　]?(?:単位|点)))[\s　]*"
)
"""Dots and dashes that lead the eye; where there is room for few of them they do so only between
white space, or a name, and points."""
_DOTS = "・･·．.…‥⋯︙⋮ 　"
_RUBY = re.compile("[ぁ-ゖー]{1,6}")
_OF_RUBY = 0.6
"""Height of the kana of ruby, of that of a row, at most: some stand apart from their word."""
_OF_LABEL = re.compile(
    r"(?:[ 　]*(?=[-‐－―─0-9０-９〇一二三四五六七八九十]+$)|[ 　]+)"
    r"(?P<label>[-‐－―─()（）0-9０-９〇一二三四五六七八九十百PＰ.．頁／/]{1,8})$"
)
"""What of the number of a page, as - 12 - or （12）, stands in one line with a row; a bracket
without white before it may hang behind the end of its row."""
_BEHIND_EDGE = 0.25
"""How far before the edge at which rows end the number of a page may begin, in characters."""
_PAID_END = re.compile(r"(?P<number>[0-9０-９〇一二三四五六七八九十百千、,，]+)(?:単位|点)?$")
_SEEN = 0.3
"""How much further before the next than others a character begins that white follows, in
characters."""
_AT_ROWS = 0.7
"""Share of the characters of a line across the writing that must stand in rows for it to be of
them."""
_GAP = re.compile(r"[\s　]+")
_LONGEST_ALONE = 4
"""Characters of 注 that stands in a row of its own, with its number and brackets, at most."""
_SPREAD, _SINGLE = 8, 0.9
"""Words of a row that is spread at least, and the share of them that are single characters."""
_COLUMNS = 3
"""Columns of a table of codes, names and what they are worth, at most."""
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
_ASIDE = 1.2
"""How far the edges of odd and even pages may differ, in characters, and be the same."""
_FEW_STARTS = 3
"""Rows with labels of one kind, from which on these tell where odd and even pages begin."""
_SURELY_ASIDE = 0.1
"""How much more of the places where rows begin must be the same on odd and even pages, if their
edges are put upon each other, for them to differ."""


@dataclass(frozen=True)
class Manner:
    """By what the rows of a kind of schedule are known.

    ``title`` is what stands over all columns, ``kind`` says the kind of the label with which a row
    begins (empty if it has none), ``is_worth`` whether a text is only what stands right of a name,
    and ``ends`` are the ends of rows that are paid.
    """

    title: re.Pattern[str]
    kind: Callable[[str], str]
    is_worth: Callable[[str], bool]
    ends: tuple[str, ...]

    def is_body(self, text: str) -> bool:
        """Rows that come back at the same place ("ｂ　その他の場合　50単位"), and ends of sentences
        at the top or foot of many pages, look like furniture."""
        text = text.strip()
        paid = text.endswith(self.ends)
        return (
            (bool(self.kind(text)) and paid)
            or text.endswith("。")
            or (paid and len(text) > len(self.ends[0]) and self.is_worth(text))
        )


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
                return _ends_of(piece.line, piece.start + index, self.upright)
            index -= len(piece.text)
            if piece.line is not None:
                last = _ends_of(piece.line, piece.start + len(piece.text) - 1, self.upright)[1]
        raise IndexError("no such character in the row")

    def column_of(self, index: int) -> float:
        """Where a character begins, as ``start`` counts."""
        if index >= len(self.text):
            return self.end
        return self.start + self.at(index)[0] - self.at(0)[0]


def rows_of(document: Document, manner: Manner) -> list[Row]:
    """The rows of a document from the first to the last, without its furniture."""
    placed = [
        (page.page, is_upright(page), lines) for page in document if (lines := _lines(page, manner))
    ]
    cuts = [
        _gutters([part for line in lines for part in _spans(line, upright)], _em(lines), manner)
        for _, upright, lines in placed
    ]
    usual = _usual(cuts)
    found: list[tuple[tuple[int, int, int], Row]] = []
    for (page, upright, lines), own in zip(placed, cuts, strict=True):
        edges = usual if len(own) < len(usual) else own
        parts = [part for line in lines for part in _cut(line, edges, upright)]
        if edges is not own and sum(_crosses(line, edges) for line in parts) > _CROSSED * len(
            parts
        ):
            edges, parts = own, lines
        for column, count, part in _columns(parts, edges, manner):
            for row in _baselines(part):
                if (made := _row(page, row, upright)) is not None:
                    found.append(((page % 2, column, count), made))
    return _aligned(found, manner)


def _em(lines: Sequence[_Placed]) -> float:
    return statistics.median(line.height for line in lines)


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


def _spans(line: _Placed, upright: bool) -> Iterator[_Placed]:
    """The spans of a page's width that a line takes up: all of the table in which it stands."""
    if line.table is None:
        yield from _inked(line, upright)
    else:
        yield replace(line, start=line.table[0], end=line.table[1])


def _inked(line: _Placed, upright: bool) -> Iterator[_Placed]:
    """A line parted at all wide white in it: points at the edge of one column and what begins in
    the next are read as one where nothing stands between."""
    begin = line.first
    for match in _GAP.finditer(line.line.text, line.first, line.last):
        start, end = match.span()
        if begin < start and end < line.last:
            white = (
                _ends_of(line.line, end, upright)[0] - _ends_of(line.line, start - 1, upright)[1]
            )
            if white >= _WHITE * line.height:
                yield _part(line, begin, start, upright)
                begin = end
    yield line if begin == line.first else _part(line, begin, line.last, upright)


def _cut(line: _Placed, edges: Sequence[float], upright: bool) -> Iterator[_Placed]:
    """A line parted at white that lies over the white between columns."""
    begin = line.first
    for edge in edges:
        for at in range(begin + 1, line.last):
            before, after = (_ends_of(line.line, place, upright) for place in (at - 1, at))
            # white space reaches as far as what stands behind it
            end = before[0] if line.line.text[at - 1].isspace() else before[1]
            if end <= edge <= after[0] and after[0] - end >= _WHITE * line.height:
                if line.line.text[begin:at].strip():
                    yield _part(line, begin, at, upright)
                begin = at
                break
    yield line if begin == line.first else _part(line, begin, line.last, upright)


def astray(pages: Sequence[Page], rows: Sequence[Row]) -> Iterator[Traced]:
    """The lines that are in no row because they are set in another direction than their page."""
    taken = {id(piece.line) for row in rows for piece in row.text.pieces}
    for page in pages:
        upright = is_upright(page)
        for block in page.blocks:
            for line in block.lines:
                aside = block.kind != "furniture" and not _is_of(line, upright)
                if aside and line.text.strip() and id(line) not in taken:
                    yield Traced.of(page.page, line)


def is_upright(page: Page) -> bool:
    """Whether a page is set vertically."""
    vertical = horizontal = 0
    for block in page.blocks:
        for line in block.lines:
            if line.direction == "ttb":
                vertical += len(line.text)
            elif line.direction == "ltr":
                horizontal += len(line.text)
    return vertical > horizontal


def _is_of(line: Line, upright: bool) -> bool:
    return line.direction == ("ttb" if upright else "ltr")


@dataclass(frozen=True)
class _Placed:
    """A line, or a part of one (``first`` to ``last`` of its text), with its ends along the
    direction of writing, and its place across it. ``cell`` is as of a row; of one that runs over
    several lines and is read as one, ``nth`` is the number of the line."""

    line: Line
    first: int
    last: int
    start: float
    end: float
    across: float
    height: float
    cell: int = 0
    nth: int = 0
    table: tuple[float, float] | None = None
    """Where a table of names and what they are worth begins and ends, if it stands in one."""


def _placed(line: Line, upright: bool) -> _Placed:
    x0, y0, x1, y1 = line.bbox
    text = line.text
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    start = _ends_of(line, first, upright)[0]
    end = _ends_of(line, last - 1, upright)[1]
    if upright:
        return _Placed(line, first, last, start, end, -(x0 + x1) / 2, x1 - x0)
    return _Placed(line, first, last, start, end, (y0 + y1) / 2, y1 - y0)


def _runs(line: _Placed, upright: bool) -> Iterator[_Placed]:
    """A line in pieces, each further on than the one before where the text of the line goes back,
    and where it comes again to where it had been: what stands at another place than it is read."""
    edges = line.line.edges
    begin, reached = line.first, 0.0
    if len(edges) == len(line.line.text) + 1:
        for at in range(line.first, line.last - 1):
            back = edges[at + 1] < edges[at]
            again = edges[at] < reached <= edges[at + 1]
            if (back or again) and line.line.text[begin : at + 1].strip():
                if back:
                    reached = max(reached, edges[at])
                yield _part(line, begin, at + 1, upright)
                begin = at + 1
    yield line if begin == line.first else _part(line, begin, line.last, upright)


def _across(line: Line, upright: bool, lines: Sequence[_Placed], manner: Manner) -> list[_Placed]:
    """The characters of a line that runs across the writing of its page, each for itself, if each
    stands in a row: labels one beside the other (㈠, ㈡) look like a line. None otherwise."""
    x0, y0, x1, y1 = line.bbox
    size = (y1 - y0) if upright else (x1 - x0)
    start, end = (y0, y1) if upright else (x0, x1)
    if _is_outside(start, end, lines) or is_dashed_label(line.text):
        return []
    places = sorted(each.across for each in lines)
    found = []
    for at, character in enumerate(line.text):
        if character.isspace():
            continue
        box = line.part_box(at, at + 1)
        low, high = (box.x0, box.x1) if upright else (box.y0, box.y1)
        middle = -(low + high) / 2 if upright else (low + high) / 2
        near = bisect.bisect(places, middle)
        nearest = min(places[max(near - 1, 0) : near + 1], key=lambda each: abs(each - middle))
        if abs(nearest - middle) >= 0.4 * size:
            # 注 may be a row of its own
            kind = manner.kind(character)
            if kind == "note" or (upright and kind):
                found.append(_Placed(line, at, at + 1, start, end, middle, size))
            continue
        # two digits that are set level in a row stand on both sides of its middle
        found.append(_Placed(line, at, at + 1, start, end, nearest, size))
    signs = len("".join(line.text.split()))
    return found if len(found) > _AT_ROWS * signs else []


def _parted(lines: Sequence[_Placed], aside: Sequence[_Placed], upright: bool) -> Iterator[_Placed]:
    """The lines, parted where a character that was taken from them stands."""
    for line in lines:
        begin = line.first
        within = sorted(
            (each.start + each.end) / 2
            for each in aside
            if abs(each.across - line.across) < 0.4 * line.height
            and line.start < each.start
            and each.end < line.end
        )
        for middle in within:
            ends = (_ends_of(line.line, at, upright)[0] for at in range(begin, line.last))
            cut = next((begin + n for n, start in enumerate(ends) if start >= middle), None)
            if cut is not None and cut > begin:
                yield _part(line, begin, cut, upright)
                begin = cut
        yield line if begin == line.first else _part(line, begin, line.last, upright)


def _part(line: _Placed, first: int, last: int, upright: bool) -> _Placed:
    text = line.line.text[first:last]
    first, last = first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip())
    start = _ends_of(line.line, first, upright)[0]
    end = _ends_of(line.line, last - 1, upright)[1]
    return replace(line, first=first, last=last, start=start, end=end)


def _is_outside(start: float, end: float, lines: Sequence[_Placed]) -> bool:
    """Whether something stands before the beginning or behind the end of all rows."""
    first, last = min(each.start for each in lines), max(each.end for each in lines)
    room = 1.2 * _em(lines)
    return end < first - room or start > last


def _doubtful(
    line: Line, upright: bool, lines: Sequence[_Placed], manner: Manner, *, furniture: bool
) -> list[_Placed]:
    """What of a line belongs to rows though it runs across them, or is taken for furniture: labels
    alone at the edge of several pages (注) come back at one place as running heads do."""
    if not _is_of(line, upright):
        across = line.direction in (("ltr", "rtl") if upright else ("ttb",))
        return _across(line, upright, lines, manner) if across else []
    if not furniture or manner.is_body(line.text):
        return []
    placed = _placed(line, upright)
    if _is_outside(placed.start, placed.end, lines):
        return []
    if len(line.text.strip()) <= _LONGEST_ALONE and manner.kind(line.text.strip()) == "note":
        return [placed]
    places = [each.across for each in lines]
    if min(places) < placed.across < max(places):
        # a running head stands before all rows or behind them
        return [placed]
    in_row = any(
        abs(each.across - placed.across) < 0.4 * placed.height and each.line is not line
        for each in lines
    )
    return [placed] if in_row else []


def _lines(page: Page, manner: Manner) -> list[_Placed]:
    """The lines of a page's body."""
    upright = is_upright(page)
    whole = [
        (line, block.kind == "furniture")
        for block in page.blocks
        for line in block.lines
        if _LEADERS.sub("", line.text).strip()
    ]
    lines, aside = [], []
    for line, furniture in whole:
        if is_dashed_label(line.text):
            continue
        if _is_of(line, upright) and (not furniture or manner.is_body(line.text)):
            first, *others = _runs(_placed(line, upright), upright)
            lines.append(first)
            # dots of which the order is not that of their places lead the eye nonetheless
            aside += [each for each in others if _text_of(each).strip(_DOTS)]
    if not lines:
        return []
    em = _em(lines)
    lines = [
        each
        for each in lines
        if each.height > _OF_RUBY * em or not _RUBY.fullmatch(_text_of(each).strip())
    ]
    # the number of a page in line with a vertical row makes that row as narrow as itself
    lines = [replace(line, height=max(line.height, em)) if upright else line for line in lines]
    aside += [
        each
        for line, furniture in whole
        for each in _doubtful(line, upright, lines, manner, furniture=furniture)
    ]
    lines = [*_parted(lines, aside, upright), *aside]
    return lines if upright else _in_cells(lines, page, manner)


def _in_cells(lines: Sequence[_Placed], page: Page, manner: Manner) -> list[_Placed]:
    """The lines with their cells. What an entry of a ruled table is worth, in the last cell of its
    row, may be set level with any line of its name, or over several: it is put behind the last."""
    tables = [block for block in page.blocks if block.ruled]
    all_cells = ((block, cell) for block in tables for cell in block.cells)
    cells = {
        id(line): number
        for number, (block, cell) in enumerate(all_cells, 1)
        for line in block.lines[cell.start : cell.end]
    }
    names = {at: name for block in tables for at, name in _names_of(block, manner).items()}
    widths = {
        id(line): (
            min(each.bbox.x0 for each in block.lines),
            max(each.bbox.x1 for each in block.lines),
        )
        for block in tables
        if max((cell.column + cell.columns for cell in block.cells), default=0) <= _COLUMNS
        for line in block.lines
    }
    places = {id(each.line): each for each in lines}
    found = []
    for each in lines:
        at_line = id(each.line)
        own = replace(each, cell=cells.get(at_line, 0), table=widths.get(at_line))
        name = places.get(id(names.get(at_line)))
        if name is not None:
            beside = [at for at in lines if cells.get(id(at.line)) == own.cell]
            own = replace(
                own, across=name.across, nth=sorted({at.across for at in beside}).index(own.across),
                start=min(at.start for at in beside), end=max(at.end for at in beside),
            )  # fmt: skip
        found.append(own)
    return found


def _names_of(block: Block, manner: Manner) -> dict[int, Line]:
    """The last line of the name for each line, by its ``id``, of what stands in the last cell of a
    row of a table and is nothing but a worth."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in block.cells:
        if cell.end > cell.start:
            rows[cell.row].append(cell)
    found: dict[int, Line] = {}
    for row in rows.values():
        *before, last = sorted(row, key=lambda cell: cell.column)
        worth = block.lines[last.start : last.end]
        if before and manner.is_worth("".join(line.text.strip() for line in worth)):
            names = [line for cell in before for line in block.lines[cell.start : cell.end]]
            name = max(names, key=lambda line: line.bbox.y1)
            found |= {id(line): name for line in worth}
    return found


def _text_of(line: _Placed) -> str:
    return line.line.text[line.first : line.last]


def _columns(
    lines: list[_Placed], edges: Sequence[float], manner: Manner
) -> Iterator[tuple[int, int, list[_Placed]]]:
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
    bands: list[list[_Placed]] = [[] for _ in range(len(whole) + 1)]
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


def _column_point(line: _Placed, edges: Sequence[float]) -> float:
    """Where a line is in a column: where it begins, if it runs over white as no title does."""
    return line.start if _crosses(line, edges) else (line.start + line.end) / 2


def _crosses(line: _Placed, edges: Sequence[float]) -> bool:
    return any(line.start < edge < line.end for edge in edges)


def _gutters(lines: list[_Placed], em: float, manner: Manner) -> list[float]:
    """Where white runs between columns, if the page has any."""
    first, last = min(each.start for each in lines), max(each.end for each in lines)
    least = _NARROWEST * em
    if last - first < 2 * least:
        return []
    best: tuple[float, float] | None = None
    white = _WHITE / 2 * em
    at = first + least
    while at < last - least:
        crossing = sum(each.start < at + white and at - white < each.end for each in lines)
        score = crossing + abs(at - (first + last) / 2) / (last - first)
        clear = crossing <= _CROSSING * len(lines) and (best is None or score < best[0])
        if clear and _are_columns(lines, at, manner):
            best = score, at
        at += em / 4
    if best is None:
        return []
    left = [each for each in lines if each.end <= best[1]]
    right = [each for each in lines if each.start >= best[1]]
    middle = (max(each.end for each in left) + min(each.start for each in right)) / 2
    return [*_gutters(left, em, manner), middle, *_gutters(right, em, manner)]


def _are_columns(lines: list[_Placed], at: float, manner: Manner) -> bool:
    """Whether what stands on both sides is rows, and not names with their points."""
    for side in (
        [each for each in lines if each.end <= at],
        [each for each in lines if each.start >= at],
    ):
        texts = [_text_of(each).strip(_DOTS) for each in side]
        rest = [text for text in texts if not manner.is_worth(text)]
        begun = [text for text in rest if manner.kind(text) or text.endswith("。")]
        worths = len(texts) - len(rest)
        if len(texts) < _LEAST_LINES or len(begun) < 2 or worths > _POINTS * len(texts):
            return False
    return True


def _baselines(lines: list[_Placed]) -> Iterator[list[_Placed]]:
    row: list[_Placed] = []
    for line in sorted(lines, key=lambda each: each.across):
        if row and abs(row[0].across - line.across) >= _SAME_BASELINE * max(
            min(row[0].height, line.height), 1.0
        ):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _row(page: int, found: list[_Placed], upright: bool) -> Row | None:
    """A row of these parts of lines; None of such that are nothing but dots."""
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
        text = _text_of(placed)
        pieces += _without_leaders(Piece(text, page, placed.line, placed.first))
    inked = [n for n, piece in enumerate(pieces) if piece.line is not None]
    if not inked:
        return None
    pieces = pieces[inked[0] : inked[-1] + 1]
    first, last = pieces[0], pieces[-1]
    assert first.line is not None
    assert last.line is not None
    start = _ends_of(first.line, first.start, upright)[0]
    end = _ends_of(last.line, last.start + len(last.text) - 1, upright)[1]
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


def _without_leaders(piece: Piece) -> list[Piece]:
    """A piece with white space for the dots that lead from a name to its points."""
    found, at = [], 0
    for match in _LEADERS.finditer(piece.text):
        if match.start() > at:
            part = piece.text[at : match.start()]
            found.append(piece._replace(text=part, start=piece.start + at))
        found.append(Piece("　", piece.page, None, 0))
        at = match.end()
    if at < len(piece.text):
        found.append(piece._replace(text=piece.text[at:], start=piece.start + at))
    return found


def _ends_of(line: Line, at: int, upright: bool) -> tuple[float, float]:
    """Where a character begins and ends along the writing of its page, in points. A character of a
    line that runs across it has the line's own height."""
    x0, y0, x1, y1 = line.bbox
    first, last = (y0, y1) if upright else (x0, x1)
    if not _is_of(line, upright):
        return first, last
    if len(line.edges) == len(line.text) + 1:
        begin, end = line.edges[at], line.edges[at + 1]
        if end < begin:
            # what is read next stands before it: it is as long as the line is high
            end = begin + ((x1 - x0) if upright else (y1 - y0))
        return begin, end
    step = (last - first) / max(len(line.text), 1)
    return first + step * at, first + step * (at + 1)


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
    moved = (
        replace(row, start=row.start - edges[key], end=row.end - edges[key]) for key, row in found
    )
    return [kept for row in moved if (kept := _without_label(row)) is not None]


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


def _without_label(row: Row) -> Row | None:
    """Without what of the number of the page stands in line with a row of a vertical page, behind
    where rows end; None if there is nothing else."""
    match = _OF_LABEL.search(row.text.text) if row.upright else None
    if match is None:
        return row
    # of a row that ends in such a sign only what begins behind its end
    least = -_BEHIND_EDGE * row.height
    begin = next(
        (at for at in range(match.start("label"), match.end()) if row.column_of(at) > least), None
    )
    if begin is None:
        return row
    end = begin
    while end and row.text.text[end - 1].isspace():
        end -= 1
    if not end:
        return None
    last = row.start + row.at(end - 1)[1] - row.at(0)[0]
    return replace(row, text=row.text[:end], end=last)
