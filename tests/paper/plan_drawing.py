"""Puts the lines and rules of an invented plan onto pages, in the order that its style asks for."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.paper.plan_style import UNEMBEDDED, Style

FURNITURE = -2
SMALL = 8.5
NAME = "霧浜市まちづくり年次計画"


@dataclass(frozen=True)
class Line:
    """A line of letters from its left end on its baseline, y downwards; its row and column."""

    text: str
    x: float
    y: float
    size: float
    extra: float = 0.0
    row: int = -1
    column: int = -1
    last: bool = True
    """Whether a paragraph ends with it."""


@dataclass(frozen=True)
class Rule:
    """A rule from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Sheet:
    """A page: lines, rules, and from where to where its table reaches."""

    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    table: tuple[float, float] | None = None


def font_of(character: str, style: Style) -> str:
    """The font of a character: the style's, or another for Latin or what the style's lacks."""
    if character.isascii() and style.latin != "own":
        return style.latin
    if style.font in UNEMBEDDED:
        return style.font
    known = pdfmetrics.getFont(style.font).face.charToGlyph
    return style.font if ord(character) in known else UNEMBEDDED[1]


def text_width(text: str, style: Style, size: float) -> float:
    """The width of a line in points."""
    widths = (
        pdfmetrics.stringWidth(character, font_of(character, style), size) for character in text
    )
    return float(sum(widths))


def drawn(style: Style, sheets: list[Sheet], chance: random.Random) -> bytes:
    """The PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=style.page_size, invariant=1, pageCompression=1)
    for number, sheet in enumerate(sheets, 1):
        if style.rules == "box" and sheet.table:
            sheet.rules += _box(style, sheet.table)
        furniture = list(_furniture(style, number, len(sheets)))
        if style.header == "centre, ruled":
            width = style.page_size[0]
            sheet.rules.append(Rule(style.margins[0], 50, width - style.margins[1], 50))
        lines = list(ordered(style, sheet.lines, chance))
        lines = [*furniture, *lines] if style.furniture_first else [*lines, *furniture]
        if style.order.startswith("shuffled"):
            lines = list(_shuffled(style, lines, chance))
        _rules(canvas, style, sheet.rules)
        for line in lines:
            _letters(canvas, style, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def ordered(style: Style, lines: list[Line], chance: random.Random) -> Iterator[Line]:
    """The lines in the order in which the style draws them; they come row by row."""
    match style.order:
        case "line by line":
            yield from sorted(lines, key=lambda line: (round(line.y), line.x))
        case "right column first":
            for _, row in itertools.groupby(lines, key=lambda line: line.row):
                yield from sorted(row, key=lambda line: -line.column)
        case "columns of the page":
            yield from sorted(lines, key=lambda line: -line.column)
        case _:
            yield from lines


def _shuffled(style: Style, lines: list[Line], chance: random.Random) -> list[Line]:
    """Runs of a few letters, or single letters, in no order at all."""
    longest = 1 if style.order == "shuffled glyphs" else 12
    pieces = []
    for line in lines:
        start = 0
        while start < len(line.text):
            end = start + chance.randint(1, longest)
            before = line.text[:start]
            x = line.x + text_width(before, style, line.size) + line.extra * len(before)
            pieces.append(replace(line, text=line.text[start:end], x=x))
            start = end
    chance.shuffle(pieces)
    return pieces


def _letters(canvas: Canvas, style: Style, line: Line) -> None:
    """One run of letters; each font in a string of its own."""
    height, x = style.page_size[1], line.x
    for font, run in itertools.groupby(line.text, key=lambda c: font_of(c, style)):
        text = "".join(run)
        pen = canvas.beginText(x, height - line.y)
        pen.setFont(font, line.size)
        if line.extra:
            pen.setCharSpace(line.extra)
        pen.textOut(text)
        canvas.drawText(pen)
        if line.extra:
            # the space between letters outlives the text object
            after = canvas.beginText(0, 0)
            after.setCharSpace(0)
            canvas.drawText(after)
        x += text_width(text, style, line.size) + line.extra * len(text)


def _box(style: Style, table: tuple[float, float]) -> list[Rule]:
    left, right = style.margins[0], style.page_size[0] - style.margins[1]
    top, bottom = table[0] - 3, table[1] + 4
    across = [Rule(left, y, right, y) for y in (top, bottom)]
    return [*across, *(Rule(x, top, x, bottom) for x in (left, right))]


def _rules(canvas: Canvas, style: Style, rules: list[Rule]) -> None:
    """Rules as office programs write them: lines, thin filled boxes, or a line for each cell."""
    height = style.page_size[1]
    canvas.setLineWidth(0.5)
    for rule in rules if style.rule_kind == "cell by cell" else dict.fromkeys(rules):
        if style.rule_kind == "filled":
            wide, high = max(rule.x1 - rule.x0, 0.5), max(rule.y1 - rule.y0, 0.5)
            canvas.rect(rule.x0, height - rule.y1, wide, high, fill=1, stroke=0)
        else:
            canvas.line(rule.x0, height - rule.y0, rule.x1, height - rule.y1)


def _furniture(style: Style, number: int, count: int) -> Iterator[Line]:
    """The running header and the page number."""
    width, height = style.page_size
    left, right = style.margins[0], width - style.margins[1]

    def at_right(text: str, y: float) -> Line:
        return Line(text, right - text_width(text, style, SMALL), y, SMALL, row=FURNITURE)

    def centred(text: str, y: float) -> Line:
        x = (width - text_width(text, style, SMALL)) / 2
        return Line(text, x, y, SMALL, row=FURNITURE)

    match style.header:
        case "left":
            yield Line(NAME, left, 44, SMALL, row=FURNITURE)
        case "both":
            yield Line("資料2-1", left, 44, SMALL, row=FURNITURE)
            yield at_right(f"{NAME}（案）", 44)
        case "centre, ruled":
            yield centred(NAME, 44)
        case "right":
            yield at_right("令和7年4月 霧浜市", 44)
    low = height - 36
    match style.footer:
        case "- 1 -":
            yield centred(f"- {number} -", low)
        case "1":
            yield centred(str(number), low)
        case "1 / 5":
            yield at_right(f"{number} / {count}", low)
        case "別紙 1":
            yield centred(f"別紙 {number}", low)
        case "outer":
            text = f"{number} ページ"
            odd = number % 2
            yield at_right(text, low) if odd else Line(text, left, low, SMALL, row=FURNITURE)
