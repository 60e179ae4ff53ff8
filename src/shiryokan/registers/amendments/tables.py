"""The tables of a document that compare old and new: which lines stand in which column."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.amendments.heads import (
    COUNT,
    LONE,
    Head,
    characters,
    head_at,
    head_of,
    least_crossed,
    ruled_cells,
)
from shiryokan.registers.amendments.labels import label_of
from shiryokan.registers.amendments.listed import ListHead, list_head_of
from shiryokan.registers.base import Unplaced
from shiryokan.registers.label_white import places_taken, white_behind, with_white
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Traced
from shiryokan.registers.upright_pages import as_written
from shiryokan.registers.vertical_signs import is_label, with_signs, without_label
from shiryokan.registers.writing_lines import Seen, is_vertical, seen_lines, visual_rows

_GAP = 0.4
"""White at the boundary of two columns, in characters, that parts a line there."""
_PIECES = 3
"""Pieces into which white parts the name of a table, or the number of a page, at most."""
_NAMES = 4
"""Rows of the name of a table at most, where it stands above its head at the top of a page."""
_CROSSING = 0.25
"""Share of a page's rows that may run over the boundary of the columns without white there."""
_ONCE = 2
"""Pages that may begin with the same words by chance."""
_HEADED = re.compile("[^。]{2,60}")
_ENCLOSURE = re.compile(r"[(]?(?:別紙|別添|参考|資料)(?:資料)?[0-9一二三四五-]{0,4}[)]?")
"""What stands over every page of an enclosure: 別紙１."""
_NOT_TITLE = re.compile(
    r"[（(※].*(?:傍線|下線|線部|太字|赤字|朱書|網掛|(?:改正|変更|修正)(?:部分|箇所)).*"
    r"|[（(]?(?:別紙|別添|参考)[^　 ]{0,6}[）)]?"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, or a piece of one, in a column; ``a0`` and ``a1`` are its ends along the writing,
    ``c0`` and ``c1`` across it."""

    column: str
    text: Traced
    page: int
    a0: float
    a1: float
    c0: float
    c1: float
    moved: float = 0.0
    """How far it was moved across, from the middle of its cell to where that begins."""


@dataclass
class Comparison:
    """A table: its head, which may stand again on later pages, its title and its lines, page by
    page; ``breaks`` are where rows of cells begin."""

    head: Head
    title: Traced
    first_page: int
    lines: list[Placed] = field(default_factory=list)
    breaks: dict[int, list[float]] = field(default_factory=dict)
    across: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    """Of each page, from where to where rows stand that reach over both columns."""


@dataclass
class Listing:
    """A list of old and new codes, words or points: its head and its rows."""

    head: ListHead
    title: Traced
    rows: list[list[Seen]] = field(default_factory=list)


def tables_of(document: Document) -> tuple[list[Comparison | Listing], list[Unplaced]]:
    """The tables of a document in order, and rows within them that are of none."""
    return _Reader().read(document)


@dataclass(frozen=True, slots=True)
class _Taken:
    """How much place the characters of a document take: the full-width ones in ems, as
    :func:`places_taken` says, and a narrow digit with the white behind it, where there is such."""

    wide: Mapping[str, float]
    narrow: float | None


def _taken(lines: Sequence[Seen]) -> _Taken:
    spaced = []
    for seen in lines:
        match = _SPACED.match(seen.line.text)
        if match:
            edges, end = seen.edges(), match.end()
            spaced.append((edges[end] - edges[match.end("number") - 1]) / seen.em)
    return _Taken(places_taken(lines), statistics.median(spaced) if spaced else None)


_SPACED = re.compile(r"(?P<number>第?[0-9]{1,2}) +(?=[^\x00-\x7f　])")
_CLOSE_BY = re.compile(r"(?P<number>第?[0-9]{1,2})(?=[^\x00-\x7f　、。，．・～（）－年月日])")
"""A narrow number at the beginning of a line, with a space behind it or none."""
_UNIT_BEHIND = re.compile("[編章節款目部条項号回類種次期級位者表期四世版]")
_WITH_WHITE = 0.68
"""Ems that a narrow digit takes at least with white behind it."""
_AS_SPACED = 0.93
"""Share of the place that a narrow digit takes with a space behind it, from which on white stands
behind one that has none in its text."""


class _Reader:
    def __init__(self) -> None:
        self.tables: list[Comparison | Listing] = []
        self.unplaced: list[Unplaced] = []
        self._open: Comparison | Listing | None = None
        self._titles: list[Traced] = []
        self._running: set[str] = set()
        self._taken = _Taken({}, None)
        self._last = 0

    def read(self, document: Document) -> tuple[list[Comparison | Listing], list[Unplaced]]:
        pages = [as_written(page) for page in document.pages]
        self._last = max((page.page for page in pages), default=0)
        first = Counter(text for page in pages if (text := _first_words(page)))
        most = max(_ONCE, len(pages) / 2)
        self._running = {text for text, count in first.items() if count > most}
        self._taken = _taken(
            [seen for page in pages for seen in seen_lines(page, vertical=is_vertical(page))]
        )
        for page in pages:
            self._page(page)
        return self.tables, self.unplaced

    def _page(self, page: Page) -> None:
        vertical = is_vertical(page)
        lines = seen_lines(page, vertical=vertical)
        lines = [
            each for row in visual_rows(lines) if not _is_parted_label(row, page)
            for each in row if not _is_label(each, row, page)
        ]  # fmt: skip
        if vertical:
            body = lines
            lines = with_signs(page, [without_label(each, page) for each in body])
        rows = list(visual_rows(lines))
        if rows and _squeezed(rows[0]) in self._running and page.page > 1:
            # what stands over the pages of a document and is in no column
            rows = rows[1:]
        if len(rows) > 1 and page.page > 1 and _ENCLOSURE.fullmatch(_squeezed(rows[0])):
            rows = rows[1:]
        heads: dict[int, tuple[Head, int]] = {}
        for i in range(len(rows)):
            inside = any(at < i < at + count for at, (_, count) in heads.items())
            if not inside and (head := head_at(page, rows, i, vertical=vertical)):
                heads[i] = head
        lists = {
            i: found for i in range(len(rows)) if i not in heads
            for found in [list_head_of(rows, i)] if found
        }  # fmt: skip
        at = 0
        while at < len(rows):
            nearest = min([i for i in (*heads, *lists) if i >= at], default=len(rows))
            if nearest > at:
                self._body(
                    page, rows[at:nearest], vertical, before_head=nearest < len(rows), first=at == 0
                )
                at = nearest
            elif at in heads:
                self._begin(heads[at][0])
                at += heads[at][1]
            else:
                self._begin_list(lists[at])
                at += lists[at].rows

    def _begin(self, head: Head) -> None:
        before = self._open
        if isinstance(before, Comparison) and all(
            "".join(title.text.split()) == "".join(before.title.text.split())
            for title in self._titles
        ):
            # the title stands over the heads of each page
            self._titles = []
        if (
            isinstance(before, Comparison) and not self._titles and head.page > before.head.page
            and [name for name, _ in head.columns] == [name for name, _ in before.head.columns]
            and head.vertical == before.head.vertical
        ):  # fmt: skip
            # the same head once more
            before.head = head
            return
        table = Comparison(head, self._title(), head.page)
        self.tables.append(table)
        self._open = table

    def _begin_list(self, head: ListHead) -> None:
        if (
            isinstance(self._open, Listing)
            and not self._titles
            and self._open.head.names == head.names
        ):
            self._open.head = head
            return
        self._open = Listing(head, self._title())
        self.tables.append(self._open)

    def _title(self) -> Traced:
        titles, self._titles = self._titles, []
        if not titles and self.tables:
            return self.tables[-1].title
        return titles[-1] if titles else Traced()

    def _body(
        self,
        page: Page,
        rows: Sequence[list[Seen]],
        vertical: bool,
        *,
        before_head: bool,
        first: bool,
    ) -> None:
        table = self._open
        if before_head and first and len(rows) <= _NAMES and all(map(_is_one_line, rows)):
            self._name(rows)
            return
        if isinstance(table, Comparison) and table.head.vertical == vertical:
            names = _names_below(rows, table) if before_head else 0
            if names:
                rows, titles = rows[:-names], rows[-names:]
                self._body(page, rows, vertical, before_head=False, first=first)
                self._open = None
                self._name(titles)
                return
            below = _below_table(
                table.head, page, rows, ends=before_head or page.page == self._last
            )
            body = rows[: len(rows) - below]
            placed = self._in_columns(table.head, page, body) if body else []
            if placed is not None:
                table.lines += placed
                table.breaks.setdefault(page.page, _breaks(table.head, page))
                table.across.setdefault(page.page, _over_both(table.head, page))
                self._name(rows[len(rows) - below :])
                return
        if isinstance(table, Listing):
            table.rows += rows
            return
        if table is not None and any(LONE.fullmatch(_squeezed(row)) for row in rows):
            self.unplaced += [Unplaced.of("unknown", each.traced()) for row in rows for each in row]
        self._open = None
        self._name(rows)

    def _name(self, rows: Sequence[list[Seen]]) -> None:
        for row in rows:
            # white within a name may part it
            pieces = [each.traced().strip("　 ") for each in row[:_PIECES]]
            pieces = [each for each in pieces if not _NOT_TITLE.fullmatch(each.text)]
            text = parted(pieces, "　")
            bare = _squeezed(row) == "新旧対照表" and bool(self._titles)
            if len(row) <= _PIECES and _HEADED.fullmatch(text.text) and not bare:
                self._titles.append(text)

    def _whole(self, name: str, seen: Seen) -> Placed:
        """A line as it stands, in a column."""
        text = _with_white(seen, 0, len(seen.line.text), self._taken)
        along = seen.edges()
        return Placed(name, text, seen.page, min(along), max(along), seen.c0, seen.c1)

    def _in_columns(
        self, head: Head, page: Page, rows: Sequence[list[Seen]]
    ) -> list[Placed] | None:
        """The lines of rows in their columns; None where they run over the columns as prose."""
        bounds = _columns(head, rows)
        found: list[Placed] = []
        crossing = 0
        across = _over_both(head, page)
        second = [edge for name, edge in bounds if name in ("old", "new")][1]
        for row in rows:
            over = False
            # what stands on either side stands not over both, whatever rules are missing
            alone = _is_one_line(row) and row[0].a0 < second
            if alone and any(c0 - 1 < (row[0].c0 + row[0].c1) / 2 < c1 + 1 for c0, c1 in across):
                # a row for both columns stands in either
                found += [self._whole(name, seen) for name in ("old", "new") for seen in row]
                continue
            for seen in row:
                pieces, whole = _cut(seen, bounds, self._taken)
                over = over or not whole
                found += [piece for piece in pieces if piece.column != COUNT]
            crossing += over
        if crossing > _CROSSING * len(rows) or not found:
            return None
        return _heads_first(found, head, page)


def _is_label(seen: Seen, row: Sequence[Seen], page: Page) -> bool:
    """Whether a line is the number of its page, and not that of a place, which is followed by its
    text, or has one beside it."""
    if not is_label(seen.line, page):
        return False
    if not is_vertical(page):
        return len(row) == 1
    behind = min([e.a0 for e in row if e.a0 > seen.a0], default=page.width + page.height)
    return behind > seen.a1 + _BEFORE * seen.em


def _is_parted_label(row: Sequence[Seen], page: Page) -> bool:
    """Whether the pieces of a level row are the number of the page: - 1 -."""
    if not 1 < len(row) <= _PIECES or row[0].line.direction != "ltr":
        return False
    line = row[0].line
    text = " ".join(each.line.text.strip() for each in row)
    return is_label(msgspec.structs.replace(line, text=text, edges=()), page)


_BEFORE = 3.0
"""White between a number and its text, in characters, at most."""


def _names_below(rows: Sequence[list[Seen]], table: Comparison) -> int:
    """How many rows at the end of a table are the name of the next, which stands right over its
    head: rows of one line each, behind white."""
    middles = [row[0].c0 + row[0].c1 for row in rows]
    steps = [(b - a) / 2 for a, b in itertools.pairwise(middles)]
    starts = sorted({(e.page, round((e.c0 + e.c1) / 2)) for e in table.lines})
    before = [float(b[1] - a[1]) for a, b in itertools.pairwise(starts) if a[0] == b[0]]
    if len(before) + len(steps) < _STEPS:
        return 0
    usual = statistics.median([*before, *steps])
    for count in range(1, min(_NAMES, len(rows) - 1) + 1):
        if not _is_one_line(rows[-count]):
            return 0
        if steps[-count] > _OFF * usual:
            named = any(_HEADED.fullmatch(row[0].line.text.strip()) for row in rows[-count:])
            return count if named else 0
    return 0


_NOTE = re.compile(r"[（(〔［\[](?:注|備考)\d?[）)〕］\]]|※|附[　 ]*則$")
"""How what stands below a table, and is none of it, begins."""
_MOST_BELOW = 8
"""Rows below a table at most that are told from it."""


def _below_table(head: Head, page: Page, rows: Sequence[list[Seen]], *, ends: bool) -> int:
    """How many rows at the end stand below the table: notes, prose over both columns below its
    last rule, and where the table ends on the page whatever stands there. Rows of both sides are
    of the table."""
    count = 0
    while count < min(len(rows), _MOST_BELOW) and _is_one_line(rows[-1 - count]):
        count += 1
    if count == len(rows) and _is_note(rows[0]):
        # a page of nothing else
        return count
    foot = _foot(head, page, rows[-1][0].c0)
    body = rows[: len(rows) - count]
    inner = min((row[0].a0 for row in body), default=0.0)
    closed = foot is not None and (not body or body[-1][0].c1 < foot + _INTO)
    for below in range(min(count, len(rows) - 1), 0, -1):
        at = len(rows) - below
        row = rows[at]
        beyond = foot is not None and row[0].c0 > foot - _INTO
        over = _is_over_both(head, rows, row)
        outside = row[0].a0 < inner - _INTO
        counted = outside and _COUNTED_NOTE.match(row[0].line.text.strip())
        named = ends or _NAME_BELOW.match(row[0].line.text.strip())
        if (
            (_is_note(row) and (beyond or over or outside))
            or counted
            or (beyond and (over or (closed and named)))
        ):
            while at - 1 > len(rows) - count and _is_note(rows[at - 1]):
                at -= 1
            return len(rows) - at
    return 0


def _is_note(row: Sequence[Seen]) -> bool:
    return _NOTE.match(row[0].line.text.strip()) is not None


_COUNTED_NOTE = re.compile(r"注[0-9０-９]")
_NAME_BELOW = re.compile(r"[○◎]|別[紙添]|.*(?:新旧対照表|関係[）)])$")
"""The name of a table that begins on the next page."""


def _is_over_both(head: Head, rows: Sequence[list[Seen]], row: Sequence[Seen]) -> bool:
    """Whether a line runs from one side over into the other, without white between them."""
    bounds = _columns(head, rows)
    return any(not _cut(seen, bounds, _Taken({}, None))[1] for seen in row)


def _foot(head: Head, page: Page, before: float) -> float | None:
    """Where the last ruled cell of either side ends on a page, across the writing, of those that
    begin ``before``: others are of the next table."""
    middles = [middle for name, middle in head.columns if name in ("old", "new")]
    feet = []
    for _, a0, a1, c0, c1 in ruled_cells(page, vertical=head.vertical):
        if c0 < before and any(a0 < middle < a1 for middle in middles):
            feet.append(c1)
    return max(feet, default=None)


def _is_one_line(row: Sequence[Seen]) -> bool:
    """Whether the pieces of a row stand as close as those of a line."""
    return all(b.a0 - a.a1 < _NEAR * b.em for a, b in itertools.pairwise(row))


_NEAR = 2.5
"""White between the pieces of a line, in characters, at most."""
_STEPS = 4
"""Rows of a table at least, by which white is known."""
_OFF = 1.4
"""White before the name of a table, in steps from row to row."""


def _first_words(page: Page) -> str:
    """The first row of a page, without white space; nothing where it is the head of a table."""
    vertical = is_vertical(page)
    row = next(visual_rows(seen_lines(page, vertical=vertical)), None)
    if row is None or head_of(page, row, vertical=vertical) is not None:
        return ""
    return _squeezed(row)


def _squeezed(row: Sequence[Seen]) -> str:
    return "".join(c for c, _, _ in characters(row))


def _columns(head: Head, rows: Sequence[list[Seen]]) -> list[tuple[str, float]]:
    """The names of the columns and where each begins along the writing."""
    if head.bounds:
        edges = [start for _, start, _ in head.bounds[1:]]
        names = [name for name, _, _ in head.bounds]
    else:
        names = [name for name, _ in head.columns]
        middles = [middle for _, middle in head.columns]
        edges = [(a + b) / 2 for a, b in itertools.pairwise(middles)]
        edges = [
            _gutter(rows, edge, (b - a) / 2)
            for edge, a, b in zip(edges, middles, middles[1:], strict=False)
        ]
    return list(zip(names, [float("-inf"), *edges], strict=True))


def _gutter(rows: Sequence[list[Seen]], middle: float, reach: float) -> float:
    """The place near ``middle`` over which the fewest characters stand."""
    steps = [middle + reach * part / 40 for part in range(-36, 37)]
    return least_crossed(rows, sorted(steps, key=lambda at: abs(at - middle)))


def _cut(
    seen: Seen, bounds: Sequence[tuple[str, float]], taken: _Taken
) -> tuple[list[Placed], bool]:
    """The pieces of a line in the columns; False if it runs over a boundary without white."""
    text, edges = seen.line.text, seen.edges()
    cuts = [0]
    whole = True
    for _, edge in bounds[1:]:
        at = next((i for i in range(len(text)) if (edges[i] + edges[i + 1]) / 2 >= edge), len(text))
        if cuts[-1] < at < len(text):
            before, after = (
                len(text[:at].rstrip("　 ")),
                at + len(text[at:]) - len(text[at:].lstrip("　 ")),
            )
            if (
                before > cuts[-1]
                and after < len(text)
                and edges[after] - edges[before] < _GAP * seen.em
            ):
                whole = False
        cuts.append(max(at, cuts[-1]))
    cuts.append(len(text))
    found = []
    for (name, _), (begin, stop) in zip(bounds, itertools.pairwise(cuts), strict=True):
        start, end = begin, stop
        part = text[start:end]
        if not part.strip():
            if not (start == 0 and end == len(text) and seen.line.struck):
                continue
        else:
            start, end = (
                start + len(part) - len(part.lstrip("　 ")),
                start + len(part.rstrip("　 ")),
            )
        a0, a1 = edges[start], edges[end]
        piece = _with_white(seen, start, end, taken)
        found.append(Placed(name, piece, seen.page, a0, a1, seen.c0, seen.c1))
    return found, whole


def _with_white(seen: Seen, start: int, end: int, taken: _Taken) -> Traced:
    """Characters ``start:end`` of a line, with the white behind their number that only the places
    of the characters tell."""
    behind = white_behind(seen, _number_end, taken.wide, start, end)
    return with_white(seen.traced(start, end), behind or _white_behind_narrow(seen, taken, start))


def _white_behind_narrow(seen: Seen, taken: _Taken, start: int) -> int:
    """Behind how many characters a narrow number ends that takes the place of one with a space."""
    match = _CLOSE_BY.match(seen.line.text[start:])
    if match is None:
        return 0
    if match[0][0] == "第" and not _UNIT_BEHIND.match(seen.line.text, start + match.end()):
        # 第2通則: nothing else would be counted so
        edges, end = seen.edges(), start + match.end()
        return match.end() if edges[end] - edges[end - 1] > _WITH_WHITE * seen.em else 0
    if taken.narrow is None:
        return 0
    edges, end = seen.edges(), start + match.end()
    return match.end() if edges[end] - edges[end - 1] > _AS_SPACED * taken.narrow * seen.em else 0


def _number_end(text: str) -> int:
    label = label_of(text)
    # a letter alone may be of a word that is cut at the end of a line
    return label.end if label and label.sort != "capital plain" else 0


def _over_both(head: Head, page: Page) -> list[tuple[float, float]]:
    """The ruled cells that reach over the columns of old and new among others that keep to one,
    from where to where across the writing."""
    middles = dict(head.columns)
    found = []
    for block in page.blocks:
        over, apart = [], 0
        for cell in block.cells if block.ruled else ():
            x0, y0, x1, y1 = cell.bbox
            a0, a1 = (y0, y1) if head.vertical else (x0, x1)
            within = sum(a0 < middles[name] < a1 for name in ("old", "new"))
            if within == 1:
                apart += 1
            elif within and cell.columns > 1:
                over.append((page.width - x1, page.width - x0) if head.vertical else (y0, y1))
        found += over if apart > len(over) else []
    return found


def _heads_first(lines: Sequence[Placed], head: Head, page: Page) -> list[Placed]:
    """The lines of a page, those of the column of heads before all that stands beside their ruled
    cell, in whose middle they may be set."""
    found = [line for line in lines if line.column != "lead"]
    heads = [line for line in lines if line.column == "lead"]
    tops = [_top_of_cell(line, head, page) for line in heads]
    if not any(top is not None for top in tops):
        return list(lines)
    for top, group in itertools.groupby(zip(tops, heads, strict=True), key=lambda pair: pair[0]):
        own = [line for _, line in group]
        alone = sum(label_of(line.text.text) is not None for line in own) <= 1
        named = top is not None and alone and not any("【" in e.text.text for e in own)
        start = top if top is not None and named else own[0].c0
        off = start - own[0].c0
        for line in own:
            reach = start if named else line.c0
            at = next((i for i, e in enumerate(found) if _is_behind(e, reach)), len(found))
            found.insert(at, replace(line, c0=line.c0 + off, c1=line.c1 + off, moved=off))
    return found


def _is_behind(line: Placed, reach: float) -> bool:
    return line.column != "lead" and line.c0 > reach - _INTO


def _top_of_cell(line: Placed, head: Head, page: Page) -> float | None:
    """Where the ruled cell begins, across the writing, in which a line stands beside several
    rows; None if it stands in none."""
    along, across = (line.a0 + line.a1) / 2, (line.c0 + line.c1) / 2
    for cell, a0, a1, c0, c1 in ruled_cells(page, vertical=head.vertical):
        if a0 < along < a1 and c0 < across < c1:
            return c0 if (cell.columns if head.vertical else cell.rows) > 1 else None
    return None


_INTO = 1.0
"""Points by which a line may begin before its cell."""


def _breaks(head: Head, page: Page) -> list[float]:
    """Where rows of ruled cells begin, across the writing: in both columns at once."""
    found: dict[str, set[int]] = {"old": set(), "new": set()}
    middles = dict(head.columns)
    for _, a0, a1, c0, _ in ruled_cells(page, vertical=head.vertical):
        for name, at in found.items():
            if a0 < middles[name] < a1:
                at.add(round(c0))
    return sorted(float(c) for c in found["old"] if {c - 1, c, c + 1} & found["new"])
