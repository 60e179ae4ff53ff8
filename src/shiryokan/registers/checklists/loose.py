"""Forms without rules between their columns: the head says where columns stand, and the numbers, or
what is printed to choose from, where rows begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.paper.model import Line, Page
from shiryokan.registers.checklists.answers import is_choice
from shiryokan.registers.checklists.evidence import squeezed
from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.checklists.heads import WORDS_ASKED, kind_of
from shiryokan.registers.checklists.notes import NOTE
from shiryokan.registers.checklists.numbers import leading, parts_of
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Traced, joined

_HEAD_GAP, _GAP = 0.7, 1.3
"""White within a line, in heights of it, that parts two heads, and two columns below them: behind a
number there is a character's width of it too."""
_UNSAID = 3.0
"""The width of a character, with the white behind it, in widths of one, that parts two columns."""
_AT_START = 0.4
"""The same where a column begins in it."""
_CLOSE = 0.7
"""White between the lines of one name, in heights of one, at most."""
_FULL = 2.0
"""White behind a line that is full, in heights of it, at most: a character's, and the margin."""
_MARKED = re.compile(r"[【〔《〈<■◆●◎○□※＊*]|[(（]?注")
_FEWEST = 3
"""Heads of a form at least."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A part of a line without white in it, and its box."""

    text: Traced
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Half its height, from the top of the page."""
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.y1 - self.y0


def loose_grid(page: Page, columns: Sequence[float] | None) -> tuple[Grid, list[float]] | None:
    """The form on a page as a table, and where its columns begin. ``columns`` are those of the page
    before, for a page without a head. None if there is none."""
    if columns is None and not _may_have_head(page):
        return None
    bands = bands_of(_pieces(page, _HEAD_GAP))
    at = next((n for n, band in enumerate(bands) if _is_head(band)), None)
    if at is None and columns is None:
        return None
    head = bands[at] if at is not None else []
    bottom = max((piece.y0 for piece in head), default=float("-inf"))
    if head:
        starts = _starts(head, [each for each in _pieces(page, _GAP) if each.y0 > bottom])
    else:
        starts = list(columns or ())
    below = [
        each for each in _pieces(page, _GAP, starts)
        if each.middle > bottom and each.text.text not in {piece.text.text for piece in head}
    ]  # fmt: skip
    words = next((_column(p, starts) for p in head if kind_of(p.text.text) == "words"), 1)
    rows = _rows(below, starts, head, words)
    if not rows:
        return None
    cells = [GridCell(0, _column(piece, starts), piece.text) for piece in head]
    for number, row in enumerate(rows, 1):
        cells += _cells(number, row, starts)
    before = [joined(piece.text for piece in band) for band in bands[: at or 0]]
    return Grid(cells, before, page=page.page), starts


def _pieces(page: Page, gap: float, starts: Sequence[float] = ()) -> Iterator[PlacedText]:
    """The parts of a page's lines between white of ``gap`` heights, or at the starts of columns."""
    for block in page.blocks:
        if block.kind == "furniture":
            continue
        for line in block.lines:
            yield from parts_of_line(page.page, line, gap, starts)


def parts_of_line(
    page: int, line: Line, gap: float, starts: Sequence[float]
) -> Iterator[PlacedText]:
    """The parts of a line between white of ``gap`` heights, or at the starts of columns."""
    text, edges = line.text, line.edges
    _, y0, _, y1 = line.bbox
    if len(edges) != len(text) + 1 or line.direction != "ltr":
        return
    # a line's height says little: 一 is flat
    widths = sorted(edges[i + 1] - edges[i] for i, c in enumerate(text) if c not in " 　")
    em = widths[len(widths) * 3 // 4] if widths else 0.0
    cuts = [0]
    for match in re.finditer(r"[ 　]+", text):
        x0, x1 = edges[match.start()], edges[match.end()]
        least = _AT_START if any(x0 < start <= x1 + 1 for start in starts) else gap
        if x1 - x0 > least * em:
            cuts += [match.start(), match.end()]
    # white that no character stands for
    for i in range(1, len(text)):
        if text[i - 1] not in " 　" and edges[i] - edges[i - 1] > _UNSAID * em:
            cuts += [i, i]
    cuts.append(len(text))
    for start, end in zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=True):
        if text[start:end].strip():
            yield PlacedText(Traced.of(page, line, start, end), edges[start], y0, edges[end], y1)


def bands_of(pieces: Iterator[PlacedText]) -> list[list[PlacedText]]:
    """The pieces that stand beside each other, from top to bottom, each from left to right."""
    bands: list[list[PlacedText]] = []
    for piece in sorted(pieces, key=lambda each: (each.middle, each.x0)):
        if bands and piece.middle - bands[-1][0].middle < piece.height / 2:
            bands[-1].append(piece)
        else:
            bands.append([piece])
    return [sorted(band, key=lambda each: each.x0) for band in bands]


def _is_head(band: Sequence[PlacedText]) -> bool:
    if len(band) < _FEWEST:
        return False
    kinds = [kind_of(piece.text.text) for piece in band]
    answered = "answer" in kinds or "state" in kinds or {"yes", "no"} <= set(kinds)
    return "words" in kinds and answered and kinds.count("") * 2 < len(band)


def _may_have_head(page: Page) -> bool:
    """Whether a part of any line heads what is asked, as one of every head does: a look at the few
    lines that have the words."""
    return any(
        kind_of(piece.text.text) == "words"
        for block in page.blocks
        if block.kind != "furniture"
        for line in block.lines
        if WORDS_ASKED.search(squeezed(line.text))
        for piece in parts_of_line(page.page, line, _HEAD_GAP, ())
    )


def _starts(head: Sequence[PlacedText], below: Sequence[PlacedText]) -> list[float]:
    """Where each column begins: between two heads, where the fewest pieces stand across."""
    starts = [float("-inf")]
    for left, right in itertools.pairwise(head):
        steps = [left.x1 + (right.x0 - left.x1) * n / 40 for n in range(41)]
        # a head may stand in the middle of its column
        steps += [left.x0 + (left.x1 - left.x0) * n / 10 for n in range(5, 10)]
        steps += [right.x0 + (right.x1 - right.x0) * n / 10 for n in range(1, 6)]
        crossed = {
            at: sum(piece.x0 < at < piece.x1 for piece in (*below, left, right)) for at in steps
        }
        fewest = min(crossed.values())
        best = [at for at in steps if crossed[at] == fewest]
        starts.append(min(best, key=lambda at: abs(at - right.x0)))
    return starts


def _column(piece: PlacedText, starts: Sequence[float]) -> int:
    middle = piece.x0 + min(piece.x1 - piece.x0, piece.height) / 2
    return max(n for n, start in enumerate(starts) if middle >= start)


def _rows(
    pieces: Sequence[PlacedText], starts: Sequence[float], head: Sequence[PlacedText], words: int
) -> list[list[PlacedText]]:
    """The rows: pieces with the number or the choice that begins them; a heading or a note is a
    row of its own."""
    anchored = _anchors(pieces, starts)
    if len(anchored) < _FEWEST and head:
        return []
    over = _headings(pieces, starts, anchored, words)
    if head and kind_of(head[0].text.text) in ("section", "sub_section"):
        # what stands there is the name of a section
        over = [piece for piece in over if NOTE.match(piece.text.text)]
    tops = [*(piece for piece, _ in anchored), *over]
    rows: list[tuple[float, list[PlacedText]]] = [(piece.y0, [piece]) for piece in tops]
    rows.sort(key=lambda row: row[0])
    last: dict[int, tuple[PlacedText, list[PlacedText]]] = {}
    for piece in sorted(pieces, key=lambda each: (each.y0, each.x0)):
        if piece in tops:
            continue
        column = _column(piece, starts)
        before = last.get(column)
        if column < words and before and piece.y0 - before[0].y1 < _CLOSE * piece.height:
            # the lines of a section's name stand beside several rows
            before[1].append(piece)
            last[column] = piece, before[1]
            continue
        above = [row for row in rows if row[0] <= piece.y0 + piece.height / 2]
        if not above:
            rows.insert(0, (piece.y0, []))
            above = rows[:1]
        above[-1][1].append(piece)
        last[column] = piece, above[-1][1]
    return [row for _, row in rows]


def _anchors(pieces: Sequence[PlacedText], starts: Sequence[float]) -> list[tuple[PlacedText, int]]:
    """The pieces with which rows begin, and their column: those that are a number in the column
    that has most of them, or else those to choose from."""
    numbered = [
        (piece, _column(piece, starts)) for piece in pieces
        if parts_of(piece.text.text.strip().lstrip("★☆◎")) or leading(piece.text.text)
    ]  # fmt: skip
    choices = [
        (piece, _column(piece, starts)) for piece in pieces
        if is_choice(piece.text.text) and squeezed(piece.text.text)
    ]  # fmt: skip
    for found in (numbered, choices):
        columns = [column for _, column in found]
        if columns:
            most = max(set(columns), key=lambda column: (columns.count(column), -column))
            own = [(piece, column) for piece, column in found if column == most]
            if len(own) >= _FEWEST:
                return [each for each in own if not _runs_over(each[0], each[1], starts)]
    return []


def _runs_over(piece: PlacedText, column: int, starts: Sequence[float]) -> bool:
    return column + 1 < len(starts) and piece.x1 > starts[column + 1] + piece.height / 2


def _headings(
    pieces: Sequence[PlacedText],
    starts: Sequence[float],
    anchored: Sequence[tuple[PlacedText, int]],
    words: int,
) -> list[PlacedText]:
    """Pieces alone in their height that begin in the first column and are no number; where what is
    asked begins there too, those alone that a sign or a number marks."""
    anchors = {id(piece) for piece, _ in anchored}
    found = []
    for piece in pieces:
        beside = [
            each for each in pieces
            if each is not piece and _beside(each, piece)
        ]  # fmt: skip
        if id(piece) not in anchors and not beside and _column(piece, starts) == 0:
            if words == 0 and not (_MARKED.match(piece.text.text) or leading(piece.text.text)):
                continue
            found.append(piece)
    return found


def _beside(piece: PlacedText, other: PlacedText) -> bool:
    return abs(piece.middle - other.middle) < max(piece.height, other.height) / 2


def _cells(row: int, pieces: Sequence[PlacedText], starts: Sequence[float]) -> Iterator[GridCell]:
    if all(_beside(piece, pieces[0]) and _column(piece, starts) == 0 for piece in pieces):
        text = parted([piece.text for piece in pieces], "　")
        yield GridCell(row, 0, text, columns=len(starts))
        return
    for column in range(len(starts)):
        own = [piece for piece in pieces if _column(piece, starts) == column]
        if own:
            limit = starts[column + 1] if column + 1 < len(starts) else float("inf")
            yield GridCell(row, column, parted(_paragraphs(own, limit), "\n"))


def _paragraphs(pieces: Sequence[PlacedText], limit: float) -> list[Traced]:
    """The lines of a cell that ends at ``limit``, joined where one is full."""
    found: list[list[Traced]] = []
    for before, piece in zip([None, *pieces[:-1]], pieces, strict=True):
        if before is not None and _beside(before, piece):
            # a number, and what it is of
            found[-1][-1] = parted([found[-1][-1], piece.text], "　")
            continue
        if before is None or limit - before.x1 > _FULL * piece.height:
            found.append([])
        found[-1].append(piece.text)
    return [joined(lines) for lines in found]
