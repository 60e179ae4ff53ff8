"""The rows of pages and sheets that no head of columns explains: a line, or a row of a table, as
the texts that stand in it from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Page
from shiryokan.registers.checklists.answers import is_choice, options_of
from shiryokan.registers.checklists.evidence import asks
from shiryokan.registers.checklists.grid import Grid, GridCell, grids_of_page
from shiryokan.registers.checklists.headings import may_head, style_of
from shiryokan.registers.checklists.loose import PlacedText, bands_of, parts_of_line
from shiryokan.registers.checklists.model import CellPlace
from shiryokan.registers.checklists.notes import NOTE
from shiryokan.registers.checklists.numbers import leading, parts_of
from shiryokan.registers.source_text import Traced, joined

_GAP = 1.3
"""White within a line, in heights of it, that parts what stands in it."""
_FULL = 2.5
"""White behind a line that is full, in heights of it, at most."""
_APART = 1.2
"""White between two lines of a paragraph, in heights of one, at most."""
_MARKER = re.compile(r"[□☐☑■◆●◎○◇・▼▽★☆【《〈＜<〔［\[(（「『]|[▶►▷⇒→]")
_ENDED = re.compile(r"[。？?]$|か$")
_STOPPED = re.compile(r"[。？?]$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A text of a row; ``at`` is where it begins, in points or columns; ``offered`` says that a
    drop-down is there."""

    text: Traced
    at: float
    cell: CellPlace | None = None
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of a table (``ruled``) or a line; ``over`` says that its one text stands beside the
    rows that follow, as the name of their section."""

    spots: Sequence[Spot]
    page: int = 0
    ruled: bool = False
    over: bool = False


def rows_of_document(document: Document, without: frozenset[int] = frozenset()) -> Iterator[Row]:
    """The rows of a document's pages, but for those ``without``."""
    for page in document.pages:
        if page.page not in without:
            yield from _rows_of_page(page)


def rows_of_grid(grid: Grid) -> Iterator[Row]:
    """The rows of a table, or of a sheet."""
    beside = {id(cell) for cell in _names(grid)}
    for _, cells in sorted(grid.rows.items()):
        own = []
        for cell in cells:
            if not cell.text.text.strip() and not cell.offers:
                continue
            text = joined(cell.text.split(re.compile("\n")))
            if is_choice(cell.text.text) and cell.text.text.strip():
                text = cell.text
            spot = Spot(text, cell.column, grid.place(cell), bool(cell.offers))
            if id(cell) in beside:
                yield Row((spot,), grid.page, True, True)
            else:
                own.append(spot)
        if own:
            yield Row(own, grid.page, True)


def _names(grid: Grid) -> Iterator[GridCell]:
    """The cells at the left that stand beside several rows."""
    for cell in grid.cells:
        text = cell.text.text.strip()
        rest = grid.at(cell.row, cell.column + cell.columns)
        if cell.rows > 1 and text and rest and rest.rows < cell.rows and not asks(text):
            if parts_of(text) and _asked_beside(grid, cell) == 1:
                # the number of one question whose choices stand in the row below
                continue
            yield cell


def _asked_beside(grid: Grid, name: GridCell) -> int:
    """How many cells ask beside one that reaches down."""
    return sum(
        asks(cell.text.text.strip())
        for row in range(name.row, name.row + name.rows)
        for cell in grid.rows.get(row, ())
        if cell.column > name.column
    )


def _rows_of_page(page: Page) -> Iterator[Row]:
    tables = iter(grids_of_page(page))
    lines: list[Block] = []
    for block in page.blocks:
        if block.kind == "furniture":
            continue
        table = next(tables) if block.cells else None
        if table is not None and table.ruled:
            yield from _rows_of_lines(page, lines)
            lines = []
            yield from rows_of_grid(table)
        else:
            lines.append(block)
    yield from _rows_of_lines(page, lines)


def _rows_of_lines(page: Page, blocks: Sequence[Block]) -> Iterator[Row]:
    pieces = [
        piece for block in blocks for line in block.lines
        for piece in parts_of_line(page.page, line, _GAP, ())
    ]  # fmt: skip
    bands = [_whole(band) for band in bands_of(iter(pieces))]
    for column in _columns(bands):
        yield from _rows_of_bands(page, column)


def _rows_of_bands(page: Page, bands: Sequence[list[PlacedText]]) -> Iterator[Row]:
    widest = sorted(bands, key=lambda band: -band[0].x1)
    limit = next((band[0].x1 for band in widest if not _is_choice(band)), 0.0)
    found: list[list[PlacedText]] = []
    # the last line of each text of the last row
    ends: list[PlacedText] = []
    for band in bands:
        at = _goes_on(ends, found[-1], band, limit) if found else None
        if at is not None:
            first = found[-1][at]
            whole = joined([first.text, band[0].text])
            found[-1][at] = PlacedText(whole, first.x0, first.y0, first.x1, first.y1)
            ends[at] = band[0]
            found[-1] += band[1:]
            ends += band[1:]
        else:
            found.append(list(band))
            ends = list(band)
    for row in found:
        yield Row([Spot(piece.text, piece.x0) for piece in row], page.page)


_COLUMN_LEAST = 12
"""Width of a column of questions at least, in heights of a line."""
_FEWEST = 2
"""Questions that begin in each of two columns at least."""
_NEAR = 0.8
"""White from a heading over two columns to what stands in the right one, in heights, at least."""


def _columns(bands: Sequence[list[PlacedText]]) -> Iterator[Sequence[list[PlacedText]]]:
    """The bands in the order in which they are read: where questions begin in two columns beside
    each other, the left one stands before the right one, down to what runs over both."""
    edge = _right_column(bands)
    if edge is None:
        yield bands
        return
    held: list[list[PlacedText]] = []
    for n, band in enumerate(bands):
        if any(p.x0 < edge < p.x1 for p in band):
            yield from _two_columns(held, edge)
            yield [band]
            held = []
            continue
        if _heads_both(band, bands[n + 1 :], held, edge):
            yield from _two_columns(held, edge)
            held = []
        held.append(band)
    yield from _two_columns(held, edge)


def _two_columns(
    bands: Sequence[list[PlacedText]], edge: float
) -> Iterator[Sequence[list[PlacedText]]]:
    for right in (False, True):
        own = [[p for p in band if (p.x0 >= edge) is right] for band in bands]
        if any(own):
            yield [band for band in own if band]


def _right_column(bands: Sequence[list[PlacedText]]) -> float | None:
    """Where a second column of questions begins; None if there is none."""
    begun = sorted(
        (p for band in bands for p in band if _begins(p.text.text)), key=lambda each: each.x0
    )
    lefts = [p for p in begun if p.x0 - begun[0].x0 <= p.height]
    rights = [p for p in begun if p.x0 - begun[0].x0 >= _COLUMN_LEAST * p.height]
    rights = [p for p in rights if p.x0 - rights[0].x0 <= p.height]
    if len(lefts) < _FEWEST or len(rights) < _FEWEST:
        return None
    edge = rights[0].x0 - rights[0].height / 4
    return None if any(p.x0 < edge < p.x1 for p in lefts) else edge


def _begins(text: str) -> bool:
    """Whether a text is a question with its number or its box."""
    plain = text.strip()
    match = leading(plain) or _BOXED.match(plain)
    return bool(match and _asks_or_runs(plain[match.end() :]) and not is_choice(plain))


def _asks_or_runs(text: str) -> bool:
    """Whether a text asks, or is as long as the first line of what does."""
    return asks(text) or len(text) >= _RUNS


_BOXED = re.compile(r"[□☐][ 　]*(?=\S)")
_RUNS = 14
"""Characters of the first line of a question that goes on at least."""


def _heads_both(
    band: Sequence[PlacedText],
    below: Sequence[Sequence[PlacedText]],
    above: Sequence[Sequence[PlacedText]],
    edge: float,
) -> bool:
    """Whether a line at the left is a heading over both columns: nothing stands beside it, and what
    is asked below it is numbered on from the right column; without numbers, both go on below it."""
    text = band[0].text
    if len(band) > 1 or band[0].x0 >= edge or _begins(text.text):
        return False
    if not (may_head(text.text) and style_of(text)):
        return False
    rights = [p for each in (*above[-_BESIDE:], *below) for p in each if p.x0 >= edge]
    room = _NEAR * band[0].height
    beside = [p for p in rights if p.y0 < band[0].y1 + room and p.y1 > band[0].y0 - room]
    if beside:
        return False
    over = [p for each in above for p in each if p.x0 >= edge]
    after = [p for each in below for p in each if p.x0 < edge]
    numbers = _number(reversed(over)), _number(after)
    if all(numbers):
        return numbers[0] < numbers[1]
    # what ends a page is over what begins the next
    return not any(below) or any(p.y0 > band[0].y1 for p in rights)


def _number(pieces: Iterable[PlacedText]) -> int:
    """The number of the first question among them; 0 if it has none."""
    text = next((p.text.text.strip() for p in pieces if _begins(p.text.text)), "")
    match = leading(text)
    parts = parts_of(match["number"]) if match else ()
    return int(parts[-1]) if parts and parts[-1].isdecimal() else 0


_BESIDE = 6
"""Bands above a line in which something may reach down beside it."""
_TOUCHING = 0.4
"""White between two parts of one text, in heights of it, at most: a page may have been parted into
columns through it."""


def _whole(band: Sequence[PlacedText]) -> list[PlacedText]:
    found: list[PlacedText] = []
    for piece in band:
        if found and -piece.height < piece.x0 - found[-1].x1 < _TOUCHING * piece.height:
            last = found[-1]
            text = last.text + piece.text
            found[-1] = PlacedText(text, last.x0, last.y0, piece.x1, max(last.y1, piece.y1))
        else:
            found.append(piece)
    return found


def _is_choice(band: Sequence[PlacedText]) -> bool:
    texts = [piece.text.text for piece in band]
    return bool(options_of("　".join(texts))) or is_choice(texts[0])


def _goes_on(
    ends: Sequence[PlacedText], row: Sequence[PlacedText], band: Sequence[PlacedText], limit: float
) -> int | None:
    """Which text of a row a line is the rest of: one that is full and no sentence yet, over a line
    that nothing marks as a beginning. None if it begins a row."""
    line = band[0]
    text = line.text.text.strip()
    if _MARKER.match(text) or NOTE.match(text) or leading(text):
        return None
    # the longest text first: a number beside it never goes on
    for at in sorted(range(len(ends)), key=lambda at: -len(row[at].text.text)):
        last = ends[at]
        if parts_of(row[at].text.text.strip()):
            continue
        right = ends[at + 1].x0 if at + 1 < len(ends) else limit
        em = last.height
        room = right - last.x1
        hangs = line.x0 > row[at].x0 + em / 2 and last.x1 - row[at].x0 > _HALF_FULL * (
            right - row[at].x0
        )
        if (
            row[at].x0 - _OUT * em <= line.x0 < right
            and (room <= _FULL * em or hangs)
            and not (_STOPPED if hangs and room < em else _ENDED).search(row[at].text.text.strip())
            and line.y0 - last.y1 <= _APART * em
            and abs(line.height - last.height) <= em / 6
            and (len(band) == 1 or len(ends) == 1 or _is_choice(band[1:]))
            # last, for a text grows with each of its lines
            and not _is_choice([row[at]])
        ):
            return None if _is_choice(band[:1]) or _is_choice(band) else at
    return None


_OUT = 1.5
"""How far further left than the first line another may begin, in heights of one."""
_HALF_FULL = 0.6
"""Share of its width that a line fills at least before another that stands further in."""
