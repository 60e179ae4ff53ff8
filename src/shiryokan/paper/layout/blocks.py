"""Blocks: the lines of a column as paragraphs, headings, items, captions and notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shiryokan.paper.beginnings import (
    NO_TITLE,
    NOTE,
    STRONG_BULLETS,
    Number,
    begins_with_bullet,
    is_caption,
    is_quantity,
    is_source,
    level_of,
    number_of,
    speaks_of_figure,
)
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import (
    Row,
    begins_with_marker,
    ends_sentence,
    ends_unit,
    is_left_open,
    right_edge,
)
from shiryokan.paper.layout.nodes import Sure
from shiryokan.paper.layout.paragraphs import runs_of_size, start_probabilities, text_of
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.model import Block, BlockKind, Box, Line

_LIKELY = PARAMS.blocks.likely
_BOLD = PARAMS.blocks.bold

_LONGEST_HEADING = PARAMS.blocks.longest_heading
_LONGEST_TITLE = PARAMS.blocks.longest_title
_SMALL = PARAMS.blocks.small
_LARGER, _LARGEST = PARAMS.blocks.larger, PARAMS.blocks.largest
_SAME_SIZE = PARAMS.blocks.same_size
_AT_SIDE = PARAMS.blocks.at_side
_NARROW = PARAMS.blocks.narrow
_SAME_EDGE = PARAMS.blocks.same_edge
_COMMAS = ("、", "，", ",")


@dataclass(frozen=True, slots=True)
class Style:
    """What is usual on a page: the size of its text and whether most of it is bold."""

    size: float
    bold: bool


class _Told(NamedTuple):
    """The kind of a block, its level, and whether only its number tells that it is a heading."""

    kind: BlockKind
    level: int = 0
    by_number: bool = False
    number: Number | None = None


def blocks_of(
    sheet: Sheet, rows: list[Row[Chunk]], style: Style, sure: list[Sure], side: float | None = None
) -> list[Block]:
    """The blocks of one column's lines, in order; ``sure`` says how sure each line is, ``side`` is
    the right side of the frame that they stand in, if there is one."""
    starts = [
        chance > _LIKELY
        for begin, end in runs_of_size(rows)
        for chance in start_probabilities(rows[begin:end], right_edge(rows[begin:end]))
    ]
    groups: list[list[int]] = []
    for i, start in enumerate(starts if side is None else _within_frame(rows, starts, side)):
        if start:
            groups.append([])
        groups[-1].append(i)
    lines = [sheet.line(row, each) for row, each in zip(rows, sure, strict=True)]
    kinds = [_kind(sheet, [rows[i] for i in g], [lines[i] for i in g], style) for g in groups]
    told = _with_notes(_without_lists(kinds), [[rows[i] for i in g] for g in groups])
    return [
        Block(
            kind=kind, bbox=bounds([lines[i].bbox for i in g]), lines=tuple(lines[i] for i in g),
            level=level,
        )
        for g, (kind, level) in zip(groups, told, strict=True)
    ]  # fmt: skip


_READS_ON = re.compile(r"[、のをにはがとでも「（(・]\n|\n[ぁ-んー、。）)」]|[ァ-ヶー]\n[ァ-ヶー]")
"""Between two lines: what shows even in a narrow frame that no entry ends with the first."""


def _within_frame(rows: Sequence[Row[Chunk]], starts: list[bool], side: float) -> list[bool]:
    """``starts`` without the lines that go on with one which ends at the ``side`` of their frame:
    few lines do not show their edge by themselves."""
    found = list(starts)
    texts = [text_of(row.text) for row in rows]
    for at, (above, row) in enumerate(itertools.pairwise(rows), 1):
        full = above.x1 > side - _AT_SIDE * above.size
        level = abs(row.x0 - above.x0) < _SAME_EDGE * row.size
        close = row.y0 - above.y1 < row.size and abs(row.size - above.size) < _SAME_SIZE * row.size
        narrow = side - row.x0 < _NARROW * row.size
        listed = texts[at].marked or (texts[at - 1].keyed and texts[at].keyed)
        cut = not narrow or _READS_ON.search(f"{above.text}\n{row.text}") is not None
        if full and level and close and cut and not listed and not ends_unit(above.text):
            found[at] = False
    return found


def _without_lists(kinds: list[_Told]) -> list[tuple[BlockKind, int]]:
    """The kind and level of each block: headings that only their numbers tell are the items of a
    list where one of the same kind follows or goes before with nothing between."""
    found: list[tuple[BlockKind, int]] = []
    for at, told in enumerate(kinds):
        beside = (kinds[at - 1] if at else None, kinds[at + 1] if at + 1 < len(kinds) else None)
        listed = told.by_number and any(_are_siblings(told, other) for other in beside)
        found.append(("list", 0) if listed else (told.kind, told.level))
    return found


def _are_siblings(one: _Told, other: _Told | None) -> bool:
    return (
        other is not None
        and one.number is not None
        and other.number is not None
        and one.number.series == other.number.series
    )


def _with_notes(
    kinds: list[tuple[BlockKind, int]], groups: list[list[Row[Chunk]]]
) -> list[tuple[BlockKind, int]]:
    """``kinds`` with what hangs below the first line of a footnote, in its size, as footnotes too:
    its address, its second paragraph."""
    found = list(kinds)
    for at in range(1, len(found)):
        above, own = groups[at - 1][0], groups[at][0]
        if (
            found[at - 1][0] == "footnote"
            and found[at][0] == "text"
            and abs(above.size - own.size) < _SAME_SIZE * above.size
            and own.y0 - groups[at - 1][-1].y1 < above.size
            and own.x0 >= above.x0 - _SAME_SIZE * above.size
        ):
            found[at] = ("footnote", 0)
    return found


def bounds(boxes: list[Box]) -> Box:
    """The smallest box that holds all of ``boxes``."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def _kind(sheet: Sheet, rows: list[Row[Chunk]], lines: list[Line], style: Style) -> _Told:
    text, last = lines[0].text, lines[-1].text
    size = rows[0].size
    if is_caption(text) and len(lines) <= 2 and not ends_sentence(last):
        return _Told("caption")
    if size < _SMALL * style.size and (NOTE.match(text) or is_source(text)):
        return _Told("footnote")
    number = number_of(text)
    if begins_with_bullet(text):
        marked = text[0] in STRONG_BULLETS and _is_title(text, rows)
        if marked and any(map(str.isalpha, text)) and _by_look(sheet, rows, style):
            return _Told("heading", _level_by_size(size, style), number=number)
        return _Told("list", number=number)
    if speaks_of_figure(text) or is_source(text) or is_quantity(text):
        return _Told("text")
    level, by_number = _heading(sheet, rows, lines, style)
    if level:
        return _Told("heading", level, by_number, number)
    return _Told("list" if begins_with_marker(text) else "text", number=number)


def _heading(
    sheet: Sheet, rows: list[Row[Chunk]], lines: list[Line], style: Style
) -> tuple[int, bool]:
    """The level of a block as a heading, 0 if it is none, and whether its number alone tells."""
    text, last, size = lines[0].text, lines[-1].text, rows[0].size
    if not (
        len(lines) <= 3
        and sum(len(line.text) for line in lines) <= _LONGEST_HEADING
        and not ends_sentence(last)
        and not text.endswith(_COMMAS)
        and not last.endswith(_COMMAS)
        and any(map(str.isalpha, text))
    ):
        return 0, False
    numbered = level_of(text)
    if numbered != 1 and is_left_open(last):
        return 0, False
    if numbered == 1 and size >= 0.95 * style.size:
        return 1, False
    if _by_look(sheet, rows, style):
        return numbered or _level_by_size(size, style), False
    return (numbered, True) if _is_title(text, rows) else (0, False)


def _by_look(sheet: Sheet, rows: list[Row[Chunk]], style: Style) -> bool:
    """Whether it is larger than the text, or bold where the text is not."""
    return rows[0].size >= _LARGER * style.size or (not style.bold and _is_bold(sheet, rows))


def _level_by_size(size: float, style: Style) -> int:
    if size >= _LARGEST * style.size:
        return 1
    return 2 if size >= _LARGER * style.size else 3


def _is_bold(sheet: Sheet, rows: list[Row[Chunk]]) -> bool:
    if not sheet.any_bold:
        return False
    marks = [m for row in rows for chunk in row.items for m in chunk.marks]
    return bool(sheet.marks.bold[marks].mean() > _BOLD)


def _is_title(text: str, rows: list[Row[Chunk]]) -> bool:
    """A short numbered line of nouns: no particle or verb at its end, no figures."""
    return len(rows) == 1 and len(text) <= _LONGEST_TITLE and not NO_TITLE.search(text)
