"""The rows of pages and sheets that no head of columns explains: a line, or a row of a table, as
the texts that stand in it from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Page
from shiryokan.registers.checklists.answers import is_choice, options_of
from shiryokan.registers.checklists.grid import Grid, grids_of_page
from shiryokan.registers.checklists.heads import asks
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


def _names(grid: Grid) -> Iterator[object]:
    """The cells at the left that stand beside several rows."""
    for cell in grid.cells:
        text = cell.text.text.strip()
        rest = grid.at(cell.row, cell.column + cell.columns)
        if cell.rows > 1 and text and rest and rest.rows < cell.rows and not asks(text):
            yield cell


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
    limit = max((band[0].x1 for band in bands if not _is_choice(band)), default=0.0)
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
    if _is_choice(band[:1]) or _is_choice(band):
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
            and not _is_choice([row[at]])
            and not _ENDED.search(row[at].text.text.strip())
            and line.y0 - last.y1 <= _APART * em
            and abs(line.height - last.height) <= em / 6
            and (len(band) == 1 or len(ends) == 1 or _is_choice(band[1:]))
        ):
            return at
    return None


_OUT = 1.5
"""How far further left than the first line another may begin, in heights of one."""
_HALF_FULL = 0.6
"""Share of its width that a line fills at least before another that stands further in."""
