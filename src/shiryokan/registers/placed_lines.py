"""Lines of a page by their place along and across its writing, level or vertical: what rows of a
schedule are put together of."""

from __future__ import annotations

import bisect
import math
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from shiryokan.paper.model import Block, Cell, Line, Page
from shiryokan.paper.page_edge import is_dashed_label, is_sure_label

LEADERS = re.compile(
    r"[\s　]*(?:[…‥⋯︙⋮┄┈](?:[ 　]?[…‥⋯︙⋮┄┈])*|[・･·．.](?:[ 　]?[・･·．.]){3,}"
    r"|[―─－‐ー_＿](?:[ 　]?[―─－‐ー_＿]){3,}|[・･·]{2,}"
    r"|(?:(?<=[\s　])[・･·．.]+|(?<![0-9０-９〇一二三四五六七八九十百千万])[―─]{1,3}[\s　]*)"
    r"(?=[0-9０-９〇一二三四五六七八九十百千万、,，]+[ 　]?(?:単位|点)))[\s　]*"
)
"""Dots and dashes that lead the eye; where there is room for few of them they do so only between
white space, or a name, and points."""
DOTS = "・･·．.…‥⋯︙⋮ 　"
_RUBY = re.compile("[ぁ-ゖー]{1,6}")
_OF_RUBY = 0.6
"""Height of the kana of ruby, of that of a row, at most: some stand apart from their word."""
_SAME_BASELINE = 0.5
"""Share of a row's height by which the middles of two of its lines may differ."""
_AT_ROWS = 0.7
"""Share of the characters of a line across the writing that must stand in rows for it to be of
them."""
_LONGEST_ALONE = 4
"""Characters of 注 that stands in a row of its own, with its number and brackets, at most."""
_COLUMNS = 3
"""Columns of a table of codes, names and what they are worth, at most."""


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


def em_of(lines: Sequence[Placed]) -> float:
    """The usual height of lines, which is about the width of a character."""
    return statistics.median(line.height for line in lines)


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


def is_of(line: Line, upright: bool) -> bool:
    """Whether a line runs along the writing of its page."""
    return line.direction == ("ttb" if upright else "ltr")


@dataclass(frozen=True)
class Placed:
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


def _placed(line: Line, upright: bool) -> Placed:
    x0, y0, x1, y1 = line.bbox
    text = line.text
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    start = ends_of(line, first, upright)[0]
    end = ends_of(line, last - 1, upright)[1]
    if upright:
        return Placed(line, first, last, start, end, -(x0 + x1) / 2, x1 - x0)
    return Placed(line, first, last, start, end, (y0 + y1) / 2, y1 - y0)


def _runs(line: Placed, upright: bool) -> Iterator[Placed]:
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
                yield part_of(line, begin, at + 1, upright)
                begin = at + 1
    yield line if begin == line.first else part_of(line, begin, line.last, upright)


def _across(line: Line, upright: bool, lines: Sequence[Placed], manner: Manner) -> list[Placed]:
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
                found.append(Placed(line, at, at + 1, start, end, middle, size))
            continue
        # two digits that are set level in a row stand on both sides of its middle
        found.append(Placed(line, at, at + 1, start, end, nearest, size))
    signs = len("".join(line.text.split()))
    return found if len(found) > _AT_ROWS * signs else []


def _parted(lines: Sequence[Placed], aside: Sequence[Placed], upright: bool) -> Iterator[Placed]:
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
            ends = (ends_of(line.line, at, upright)[0] for at in range(begin, line.last))
            cut = next((begin + n for n, start in enumerate(ends) if start >= middle), None)
            if cut is not None and cut > begin:
                yield part_of(line, begin, cut, upright)
                begin = cut
        yield line if begin == line.first else part_of(line, begin, line.last, upright)


def part_of(line: Placed, first: int, last: int, upright: bool) -> Placed:
    """The characters ``first`` to ``last`` of a line, without white around them."""
    text = line.line.text[first:last]
    first, last = first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip())
    start = ends_of(line.line, first, upright)[0]
    end = ends_of(line.line, last - 1, upright)[1]
    return replace(line, first=first, last=last, start=start, end=end)


def _is_outside(start: float, end: float, lines: Sequence[Placed]) -> bool:
    """Whether something stands before the beginning or behind the end of all rows."""
    first, last = min(each.start for each in lines), max(each.end for each in lines)
    room = 1.2 * em_of(lines)
    return end < first - room or start > last


def _doubtful(
    line: Line, upright: bool, lines: Sequence[Placed], manner: Manner, *, furniture: bool
) -> list[Placed]:
    """What of a line belongs to rows though it runs across them, or is taken for furniture: labels
    alone at the edge of several pages (注) come back at one place as running heads do."""
    if not is_of(line, upright):
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


class PlacedPage(NamedTuple):
    """The lines of a page's body."""

    page: int
    upright: bool
    lines: list[Placed]


def placed_page(page: Page, manner: Manner) -> PlacedPage:
    """A page with the lines of its body where they stand; none of an empty one."""
    upright = is_upright(page)
    return PlacedPage(page.page, upright, _lines(page, upright, manner))


def _lines(page: Page, upright: bool, manner: Manner) -> list[Placed]:
    whole = [
        (line, block.kind == "furniture")
        for block in page.blocks
        for line in block.lines
        if LEADERS.sub("", line.text).strip()
    ]
    lines, aside = [], []
    for line, furniture in whole:
        if is_sure_label(line.text, line.bbox.y0, line.bbox.y1, page.height):
            continue
        if is_of(line, upright) and (not furniture or manner.is_body(line.text)):
            first, *others = _runs(_placed(line, upright), upright)
            lines.append(first)
            # dots of which the order is not that of their places lead the eye nonetheless
            aside += [each for each in others if text_of(each).strip(DOTS)]
    if not lines:
        return []
    em = em_of(lines)
    lines = [
        each
        for each in lines
        if each.height > _OF_RUBY * em or not _RUBY.fullmatch(text_of(each).strip())
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


def _in_cells(lines: Sequence[Placed], page: Page, manner: Manner) -> list[Placed]:
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
            names = _of_first(names, worth, manner)
            if names:
                name = max(names, key=lambda line: line.bbox.y1)
                found |= {id(line): name for line in worth}
    return found


def _of_first(names: Sequence[Line], worth: Sequence[Line], manner: Manner) -> list[Line]:
    """The lines without those of entries that begin below what is paid: rules need not part the
    rows of a table."""
    low = max(line.bbox.y1 for line in worth)
    heights = {id(line): line.bbox.y1 - line.bbox.y0 for line in names}
    below = [
        line.bbox.y0 - _SAME_BASELINE * heights[id(line)]
        for line in names
        if line.bbox.y0 > low - _SAME_BASELINE * heights[id(line)]
        and manner.kind(line.text.strip())
    ]
    end = min(below, default=math.inf)
    return [line for line in names if line.bbox.y0 < end]


def text_of(line: Placed) -> str:
    """What of a line's text it has."""
    return line.line.text[line.first : line.last]


def ends_of(line: Line, at: int, upright: bool) -> tuple[float, float]:
    """Where a character begins and ends along the writing of its page, in points. A character of a
    line that runs across it has the line's own height."""
    x0, y0, x1, y1 = line.bbox
    first, last = (y0, y1) if upright else (x0, x1)
    if not is_of(line, upright):
        return first, last
    if len(line.edges) == len(line.text) + 1:
        begin, end = line.edges[at], line.edges[at + 1]
        if end < begin:
            # what is read next stands before it: it is as long as the line is high
            end = begin + ((x1 - x0) if upright else (y1 - y0))
        return begin, end
    step = (last - first) / max(len(line.text), 1)
    return first + step * at, first + step * (at + 1)


def baselines(lines: Sequence[Placed]) -> Iterator[list[Placed]]:
    """The lines row by row: those of one row stand level with each other."""
    row: list[Placed] = []
    for line in sorted(lines, key=lambda each: each.across):
        if row and abs(row[0].across - line.across) >= _SAME_BASELINE * max(
            min(row[0].height, line.height), 1.0
        ):
            yield row
            row = []
        row.append(line)
    if row:
        yield row
