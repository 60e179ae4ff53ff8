"""Blocks: the lines of a column as paragraphs, headings, items, captions and notes."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

from shiryokan.japanese.enumeration import (
    DIGIT,
    KANA,
    ROMAN_NUMBERS,
    SMALL_LATIN,
    Form,
    Kind,
    enumerator,
)
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import (
    BULLETS,
    Row,
    begins_with_marker,
    ends_sentence,
    right_edge,
)
from shiryokan.paper.layout.nodes import Sure
from shiryokan.paper.layout.paragraphs import runs_of_size, start_probabilities
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.model import Block, BlockKind, Box, Line

_LIKELY = PARAMS.blocks.likely
_BOLD = PARAMS.blocks.bold

_LEVEL_OF_UNIT = {"編": 1, "部": 1, "章": 1, "節": 2, "款": 3}
"""Levels of headings by what 第 counts in them."""
_LEVEL_OF_FORM: dict[tuple[Kind, Form], int] = {
    ("number", "paren"): 3,
    ("number", "circle"): 4,
    ("katakana", "paren"): 5,
    ("latin", "paren"): 5,
}
"""Levels of headings by the kind and the form of their enumerator."""
_MOST_DIGITS = PARAMS.blocks.most_digits
_TWO = f"[{DIGIT}]{{1,2}}"
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (1, rf"[{ROMAN_NUMBERS}]+[.．　 、]|別[表紙添]|附則|目次|はじめに|おわりに"),
        (2, rf"{_TWO}[.．　 ](?![{DIGIT}])"),
        (3, rf"{_TWO}[.．－-]{_TWO}[.．　 ]?(?![.．{DIGIT}])"),
        (4, rf"{_TWO}(?:[.．－-]{_TWO}){{2,3}}|[{KANA}][.．　 、]"),
        (5, rf"[{SMALL_LATIN}][.．)）　 ]"),
    )
)
"""Levels of numbered headings, as official Japanese documents number them."""
_CAPTION = re.compile(
    r"[（(【［\[]?(?:図表?|表|資料|写真|Figure|Fig\.|Table)[ 　]?"
    rf"[{DIGIT}]+(?:[-－‐–.．][{DIGIT}]+)*"
)
_NOTE = re.compile(rf"(?:※|＊|\*|注|（注|\(注|[{DIGIT}]{{1,3}}[ 　])")
_BULLETS = tuple(BULLETS)
_LONGEST_HEADING = PARAMS.blocks.longest_heading
_LONGEST_TITLE = PARAMS.blocks.longest_title
_ITEMS = PARAMS.blocks.items
_NO_TITLE = re.compile(rf"[るたすいのをにがはで{DIGIT}点円]$|…|・・")
"""A particle, a verb or a figure at its end, or leaders: no title of nouns."""


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


def blocks_of(sheet: Sheet, rows: list[Row[Chunk]], style: Style, sure: list[Sure]) -> list[Block]:
    """The blocks of one column's lines, in order; ``sure`` says how sure each line is."""
    starts = [
        chance > _LIKELY
        for begin, end in runs_of_size(rows)
        for chance in start_probabilities(rows[begin:end], right_edge(rows[begin:end]))
    ]
    groups: list[list[int]] = []
    for i, start in enumerate(starts):
        if start:
            groups.append([])
        groups[-1].append(i)
    lines = [sheet.line(row, each) for row, each in zip(rows, sure, strict=True)]
    kinds = [_kind(sheet, [rows[i] for i in g], [lines[i] for i in g], style) for g in groups]
    return [
        Block(
            kind=kind, bbox=bounds([lines[i].bbox for i in g]), lines=tuple(lines[i] for i in g),
            level=level,
        )
        for g, (kind, level) in zip(groups, _without_lists(kinds), strict=True)
    ]  # fmt: skip


def _without_lists(kinds: list[_Told]) -> list[tuple[BlockKind, int]]:
    """The kind and level of each block: headings that only their numbers tell, one below the other
    with nothing between, are the items of a list."""
    found: list[tuple[BlockKind, int]] = []
    for told, run in itertools.groupby(kinds):
        length = len(list(run))
        listed = told.by_number and length >= _ITEMS
        found += [("list", 0) if listed else (told.kind, told.level)] * length
    return found


def bounds(boxes: list[Box]) -> Box:
    """The smallest box that holds all of ``boxes``."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def _kind(sheet: Sheet, rows: list[Row[Chunk]], lines: list[Line], style: Style) -> _Told:
    text = lines[0].text
    size = rows[0].size
    whole = sum(len(line.text) for line in lines)
    if _CAPTION.match(text) and len(lines) <= 2 and not ends_sentence(lines[-1].text):
        return _Told("caption")
    if size < 0.88 * style.size and _NOTE.match(text):
        return _Told("footnote")
    if text.startswith(_BULLETS):
        return _Told("list")
    heading = (
        len(lines) <= 3
        and whole <= _LONGEST_HEADING
        and not ends_sentence(lines[-1].text)
        and not text.endswith(("、", "，", ","))
        and any(map(str.isalpha, text))
    )
    if heading:
        numbered = _level(text)
        larger = size >= 1.15 * style.size
        if numbered == 1 and size >= 0.95 * style.size:
            return _Told("heading", 1)
        if larger or (not style.bold and _is_bold(sheet, rows)):
            by_size = 1 if size >= 1.5 * style.size else 2 if larger else 3
            return _Told("heading", numbered or by_size)
        if numbered and _is_title(text, rows):
            return _Told("heading", numbered, by_number=True)
    return _Told("list" if begins_with_marker(text) else "text")


def _level(text: str) -> int:
    """The level of the heading that a number at the beginning of ``text`` tells; 0 for none."""
    found = enumerator(
        text, kinds=("number", "kanji", "katakana", "latin"), forms=("ordinal", "circle", "paren")
    )
    if found is None:
        return next((level for level, form in _LEVELS if form.match(text)), 0)
    if found.form == "ordinal":
        return _LEVEL_OF_UNIT.get(found.unit, 0)
    short = len(found.numeral) <= _MOST_DIGITS
    return _LEVEL_OF_FORM.get((found.kind, found.form), 0) if short else 0


def _is_bold(sheet: Sheet, rows: list[Row[Chunk]]) -> bool:
    if not sheet.any_bold:
        return False
    marks = [m for row in rows for chunk in row.items for m in chunk.marks]
    return bool(sheet.marks.bold[marks].mean() > _BOLD)


def _is_title(text: str, rows: list[Row[Chunk]]) -> bool:
    """A short numbered line of nouns: no particle or verb at its end, no figures."""
    return len(rows) == 1 and len(text) <= _LONGEST_TITLE and not _NO_TITLE.search(text)
