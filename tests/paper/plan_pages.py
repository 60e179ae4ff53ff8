"""Invented annual plans in columns, typeset in any style, with the truth of what stands where.

usage: python -m tests.paper.plan_pages SEED OUT.pdf

``made(style)`` gives the PDF and, for each measure, its label and cells with the part of each that
stands on each page. The truth is kept while typesetting; nothing is read back from the PDF.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.paper.plan_drawing import Line, Rule, Sheet, drawn, text_width
from tests.paper.plan_style import Style, by_chance
from tests.paper.plan_words import Author, Words

KANA = "アイウエオカキクケコサシスセソ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
NUMERALS = "一二三四五六七八九十"
NOT_FIRST = "、。，．・：；！？）」』】〕〉》］＞ー％々"
NOT_LAST = "（「『【〔〈《［＜"
TOP, BOTTOM = 78.0, 74.0
INSET = 4.0


@dataclass
class Cell:
    """A cell's text without white space, and the part of it on each page (from 1)."""

    parts: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts[page] for page in sorted(self.parts))

    def add(self, page: int, text: str) -> None:
        """One more line."""
        self.parts[page] = self.parts.get(page, "") + squeezed(text)


@dataclass
class Measure:
    """A row: its label (with the bureaus), in a line of its own or within the first cell."""

    label: str
    cells: list[Cell]
    label_page: int | None
    words: Words | None = None
    section: tuple[str, ...] = ()

    @property
    def pages(self) -> list[int]:
        """The pages on which it stands."""
        return sorted({page for cell in self.cells for page in cell.parts})


@dataclass
class Made:
    """A PDF and its truth."""

    pdf: bytes
    pages: int
    measures: list[Measure]

    def pieces(self, page: int) -> Iterator[str]:
        """What stands on a page, piece by piece in reading order: row by row, left to right."""
        for measure in self.measures:
            if measure.label_page == page:
                yield measure.label
            for cell in measure.cells:
                if page in cell.parts:
                    yield cell.parts[page]


@dataclass
class Placed:
    """A line of a cell still to be set: the white above it, its indent, whether it ends one."""

    text: str
    above: float = 0.0
    indent: float = 0.0
    last: bool = False


def squeezed(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s+", "", text)


def made(style: Style) -> Made:
    """Typeset a plan in this style."""
    chance = random.Random(style.seed)
    setter = _Setter(style)
    author = Author(chance, style.length)
    setter.line(f"令和7年度　霧浜市まちづくり年次計画（{author.section()}）", style.letter + 3)
    setter.y += style.pitch
    if style.column_heads:
        setter.column_heads()
    for number in range(style.measures):
        if number and chance.random() < 0.2:
            setter.section = (str(number + 1), author.section())
            setter.line("　".join(setter.section), style.letter + 1)
            setter.y += style.between_rows / 2
        setter.measure(number, author.measure())
    return Made(drawn(style, setter.sheets, chance), len(setter.sheets), setter.measures)


class _Setter:
    """Sets rows one below the other, and turns the page where they end."""

    def __init__(self, style: Style) -> None:
        self.style = style
        width, height = style.page_size
        self.left, self.right = style.margins[0], width - style.margins[1]
        self.bottom = height - BOTTOM
        inset = 0.0 if style.rules == "none" else max(INSET, min(style.gutter / 2, 9))
        self.inset = inset
        free = self.right - self.left - 2 * inset
        free -= style.between_columns * (len(style.shares) - 1)
        self.columns: list[tuple[float, float]] = []
        x = self.left + inset
        for share in style.shares:
            wide = free * share / sum(style.shares)
            self.columns.append((x, wide))
            x += wide + style.between_columns
        self.sheets: list[Sheet] = []
        self.measures: list[Measure] = []
        self.section: tuple[str, ...] = ()
        self.y = TOP
        self.turn()

    @property
    def page(self) -> int:
        return len(self.sheets)

    def turn(self) -> None:
        """Begin a page; what the last one's table reached is kept for its box."""
        self.sheets.append(Sheet())
        self.y = TOP

    def line(self, text: str, size: float) -> None:
        """A line over the whole width; a new page before it where no row would follow."""
        if self.y + 6 * self.style.pitch > self.bottom:
            self.turn()
        for piece in broken(text, self.right - self.left, self.style, size):
            self._put(piece, self.left, self.y + size, size=size)
            self.y += size * 1.5

    def column_heads(self) -> None:
        """The names of the columns, once, above the first row."""
        names = ("令和6年度の計画", "成果", "令和7年度の計画")
        if len(self.columns) < 3:
            names = ("令和6年度の計画", "成果と次年度の計画", "")
        cells = [
            [Placed(text, last=True) for text in broken(name, wide, self.style)]
            for name, (_, wide) in zip(names, self.columns, strict=False)
        ]
        self._segment(cells, None, -1)
        self.y += 0 if self.style.ruled else self.style.between_rows / 2

    def measure(self, number: int, words: Words) -> None:
        """One row, over as many pages as it needs."""
        style = self.style
        label = label_line(style, number, words)
        above = style.label_place == "above"
        # a row that ended just above the page's end must not leave an empty part behind
        if self.y + (4.4 if above else 3.2) * style.pitch + 2 * INSET > self.bottom:
            self.turn()
        cells_of = [Cell() for _ in self.columns]
        measure = Measure(squeezed(label), cells_of, None, words, self.section)
        self.measures.append(measure)
        if above:
            self._label(label, number)
            measure.label_page = self.page
        cells = self._lines(words, "" if above else label)
        while any(cells):
            self._segment(cells, measure, number)
            if any(cells):
                self.turn()
        self.y += style.between_rows

    def _label(self, label: str, number: int) -> None:
        top, style = self.y, self.style
        pad = INSET if style.ruled else 0
        wide = self.right - self.left - 2 * self.inset
        for piece in broken(label, wide, style):
            self._put(piece, self.left + self.inset, self.y + pad + style.letter, number)
            self.y += style.pitch
        self.y += 1.5 * pad
        self._frame(top, self.y, ())

    def _lines(self, words: Words, label: str) -> list[list[Placed]]:
        """Each column's lines."""
        style = self.style
        paragraphs: list[list[str]] = [[label] if label else []]
        paragraphs[0].append(words.previous)
        progress = [style.bullet + text for text in words.progress]
        following = [style.bullet + text for text in words.following]
        if len(self.columns) > 2:
            paragraphs += [progress, following]
        else:
            heads = [[head] if head else [] for head in style.heads]
            paragraphs.append([*heads[0], *progress, *heads[1], *following])
        return [
            [
                line
                for i, text in enumerate(texts)
                for line in self._paragraph(text, wide, style.paragraph_gap if i else 0.0)
            ]
            for texts, (_, wide) in zip(paragraphs, self.columns, strict=True)
        ]

    def _paragraph(self, text: str, wide: float, gap: float) -> list[Placed]:
        style = self.style
        indent = 0.0
        first, *rest = broken(text, wide, style)
        if style.hanging and style.bullet and text.startswith(style.bullet):
            indent = style.letter
            rest = broken(text[len(first) :].lstrip(), wide - indent, style)
        lines = [Placed(first, gap * style.pitch), *(Placed(line, 0.0, indent) for line in rest)]
        lines[-1].last = True
        return lines

    def _segment(self, cells: list[list[Placed]], measure: Measure | None, number: int) -> None:
        """As much of a row as this page holds; takes the lines that are set out of ``cells``."""
        style, top, reached = self.style, self.y, self.y
        pad = INSET if style.ruled else 0
        for column, (lines, (x, wide)) in enumerate(zip(cells, self.columns, strict=True)):
            y = top + pad
            while lines and y + lines[0].above + style.pitch <= self.bottom:
                line = lines.pop(0)
                # the white above a paragraph is left out at the top of a page
                y += line.above if y > top + pad else 0
                if measure:
                    measure.cells[column].add(self.page, line.text)
                extra = self._extra(line, wide)
                at = y + style.letter
                self._put(
                    line.text, x + line.indent, at, number, column, extra=extra, last=line.last
                )
                y += style.pitch
            reached = max(reached, y)
        self.y = reached + (pad if style.ruled else 0)
        cuts = tuple(x - style.between_columns / 2 for x, _ in self.columns[1:])
        self._frame(top, self.y, cuts)

    def _extra(self, line: Placed, wide: float) -> float:
        """The white put between the letters of a line to make it as wide as the column."""
        style = self.style
        if line.last or not style.justify or len(line.text) < 4:
            return 0.0
        left = wide - line.indent - text_width(line.text, style, style.letter)
        extra = left / (len(line.text) - 1)
        return extra if 0 < extra < min(0.25 * style.letter, 0.4 * style.between_columns) else 0.0

    def _frame(self, top: float, bottom: float, cuts: tuple[float, ...]) -> None:
        """The rules of a part of a row."""
        sheet, rules = self.sheets[-1], self.style.rules
        if rules in ("full", "horizontal"):
            apart = rules == "full" and self.style.rule_kind == "cell by cell"
            ends = (self.left, *(cuts if apart else ()), self.right)
            for x0, x1 in itertools.pairwise(ends):
                sheet.rules += [Rule(x0, y, x1, y) for y in (top, bottom)]
        if rules == "full":
            sheet.rules += [Rule(x, top, x, bottom) for x in (self.left, *cuts, self.right)]
        first, _ = sheet.table or (top, bottom)
        sheet.table = (first, bottom)

    def _put(
        self,
        text: str,
        x: float,
        y: float,
        row: int = -1,
        column: int = -1,
        size: float | None = None,
        extra: float = 0.0,
        last: bool = True,
    ) -> None:
        size = size or self.style.letter
        self.sheets[-1].lines.append(Line(text, x, y, size, extra, row, column, last))


def label_line(style: Style, number: int, words: Words) -> str:
    """The label in its style and the bureaus in their brackets."""
    label = {
        "（ア）": f"（{KANA[number]}）",
        "(ア)": f"({KANA[number]})",
        "ア": KANA[number],
        "(1)": f"({number + 1})",
        "①": CIRCLED[number],
        "一": NUMERALS[number],
    }[style.label]
    before, after = style.bracket[:1], style.bracket[1:]
    return f"{label}　{before}{'、'.join(words.bureaus)}{after}"


def broken(text: str, wide: float, style: Style, size: float | None = None) -> list[str]:
    """Text in lines no wider than ``wide``, broken as Japanese is: kinsoku, Latin words whole."""
    size = size or style.letter
    lines: list[str] = []
    line: list[str] = []
    for unit in re.findall(r"[A-Za-z0-9.,-]+|.", text):
        if line and text_width("".join(line) + unit, style, size) > wide + 0.01:
            carried = [unit]
            while len(line) > 1 and (carried[0] in NOT_FIRST or line[-1] in NOT_LAST):
                carried.insert(0, line.pop())
            lines.append("".join(line).rstrip())
            line = carried if carried[0] != " " else carried[1:]
        else:
            line.append(unit)
    return [*lines, "".join(line)] if line else lines


def main() -> None:
    plan = made(by_chance(int(sys.argv[1])))
    Path(sys.argv[2]).write_bytes(plan.pdf)
    print(by_chance(int(sys.argv[1])))
    for page in range(1, plan.pages + 1):
        print(f"-- {page}", *plan.pieces(page), sep="\n")


if __name__ == "__main__":
    main()
