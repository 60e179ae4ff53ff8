"""Pages whose words carry small raised marks of notes, in many looks, with what they say.

A page has paragraphs, a heading and a table (ruled or not), or runs down in vertical lines. Marks
stand inside or behind words: with an advance of their own, over the end of the word before them as
marks between the lines do (合印), or squeezed into the white of a bracket that follows.
"""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.paper.plan_style import AXES, FONTS

SIZE = (595.0, 842.0)


def _registered() -> tuple[str, ...]:
    """Fonts at hand that have all characters of these pages."""
    names = [name for name in AXES["font"] if "Fallback" not in name]
    for name, file in (("BIZUDPGothic", "BIZUDPGothic-Regular.ttf"), ("VLGothic", "VL-Gothic-Regular.ttf"),
                       ("IPAPMincho", "ipamp.ttf")):  # fmt: skip
        found = sorted(FONTS.rglob(file))
        if found:
            pdfmetrics.registerFont(TTFont(name, str(found[0])))
            names.append(name)
    return tuple(names)


NAMES = _registered()
MARKS = ("{n}", "{n}", "1{n}", "*", "*{n}", "※{n}", "※", "（注{n}）", "注{n}", "注）", "{n})", "†")
WORDS = (
    "データの取扱い", "標準仕様", "当該契約", "避難所", "個人情報保護委員会", "見直し", "登録簿",
    "統計", "地域の会議", "試行の結果", "年次報告", "手引き", "クラウド", "ＡＩ", "委託先", "点検表",
)  # fmt: skip
JOINTS = (
    "の",
    "を",
    "と",
    "について",
    "による",
    "及び",
    "、",
    "」の",
    "（第３図）",
    "。",
    "（抄）",
    "として",
)


@dataclass(frozen=True)
class Look:
    """How a page looks."""

    font: str
    latin: str
    size: float
    leading: float
    mark: str
    share: float
    """The mark's size over the text's."""
    rise: float
    """Ems of the text by which the mark's baseline stands above the line's."""
    place: str
    """``own`` advance, ``over`` the end of the word before, ``squeezed`` into what follows."""
    order: str
    """When marks are painted: ``in line``, ``after line``, ``last`` of all, or ``first``."""
    vertical: bool
    ruled: bool
    spread: float
    """Ems of white between all characters, as justified lines have."""


def look_of(seed: int) -> Look:
    """A look by chance."""
    chance = random.Random(f"marks {seed}")
    vertical = chance.random() < 0.2
    place = chance.choice(("own", "own", "own", "over", "squeezed"))
    names = [n for n in NAMES if not vertical or "P" not in n.removeprefix("IPA")]
    return Look(
        font=chance.choice(names), latin=chance.choice(("own", "Times-Roman", "Helvetica")),
        size=chance.choice((8.0, 9.0, 10.5, 11.0, 12.0, 14.0)),
        leading=chance.choice((1.35, 1.5, 1.7, 2.0)), mark=chance.choice(MARKS),
        share=chance.choice((0.5, 0.58, 0.6, 0.66, 0.7, 0.8)),
        rise=chance.choice((0.9, 1.0)) if place == "over" else chance.choice((0.3, 0.36, 0.42, 0.5)),
        place=place, order=chance.choice(("in line", "in line", "after line", "last", "first")),
        vertical=vertical, ruled=chance.random() < 0.6, spread=chance.choice((0.0, 0.0, 0.02, 0.08)),
    )  # fmt: skip


@dataclass
class Told:
    """A page and its lines that carry marks, as they are read."""

    pdf: bytes
    lines: list[str] = field(default_factory=list)


@dataclass
class _Stroke:
    text: str
    x: float
    y: float
    size: float
    font: str


class _Pen:
    """Sets lines of words and marks; ``marks`` are painted when the look says so."""

    def __init__(self, look: Look, chance: random.Random) -> None:
        self.look, self.chance = look, chance
        self.body: list[_Stroke] = []
        self.marks: list[_Stroke] = []
        self.count = 0

    def font_of(self, text: str) -> str:
        own = self.look.latin == "own" or not text.isascii()
        return self.look.font if own else self.look.latin

    def width(self, text: str, size: float) -> float:
        return float(sum(pdfmetrics.stringWidth(c, self.font_of(c), size) for c in text))

    def line(self, x: float, y: float, right: float, size: float, *, marks: bool) -> str:
        """One line from ``x`` up to about ``right``; what it says."""
        said, after = "", 0.0
        upright = self.look.vertical
        while True:
            word, joint = self.chance.choice(WORDS), self.chance.choice(JOINTS)
            if not said and right - x < 17 * size:
                # a narrow cell, which has room for a short word with its mark
                word, joint = word[:3], joint[:1]
            mark = ""
            if marks and self.chance.random() < 0.4:
                self.count += 1
                mark = self.look.mark.format(n=self.count % 9 + 1)
            room = self.width(word + joint, size) * (1 + self.look.spread)
            small = size * self.look.share
            wide = len(mark) * small if upright else self.width(mark, small)
            if said and x + room + wide > right:
                return said
            x = self._set(word, x, y, size)
            if mark:
                begin = x
                match self.look.place:
                    case "over":
                        begin = max(x - wide, x - self.width(word, size))
                    case "squeezed" if joint[0] in "（」":
                        after = -min(wide * 0.6, 0.4 * size)
                        x += wide
                    case _:
                        x += wide
                self._mark(mark, begin, y, size, small)
            x = self._set(joint, x + after, y, size)
            after = 0.0
            said += word + mark + joint

    def _set(self, text: str, x: float, y: float, size: float) -> float:
        for character in text:
            advance = size if self.look.vertical else self.width(character, size)
            if self.look.vertical:
                self.body.append(_Stroke(character, x, y, size, self.look.font))
            else:
                self.body.append(_Stroke(character, x, y, size, self.font_of(character)))
            x += advance + self.look.spread * size
        return x

    def _mark(self, mark: str, x: float, y: float, size: float, small: float) -> None:
        target = self.body if self.look.order == "in line" else self.marks
        for character in mark:
            font = self.look.font if self.look.vertical else self.font_of(character)
            stroke = _Stroke(character, x, y - self.look.rise * size, small, font)
            target.append(stroke)
            x += small if self.look.vertical else self.width(character, small)

    def end_line(self) -> None:
        if self.look.order == "after line":
            self.body += self.marks
            self.marks = []


def page_with_marks(seed: int) -> Told:
    """The page of ``seed``."""
    look, chance = look_of(seed), random.Random(f"words {seed}")
    pen = _Pen(look, chance)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1, pageCompression=1)
    told = Told(b"")
    for said in _vertical(pen) if look.vertical else _level(pen, canvas):
        told.lines.append(said)
        pen.end_line()
    strokes = [*pen.marks, *pen.body] if look.order == "first" else [*pen.body, *pen.marks]
    for stroke in strokes:
        canvas.setFont(stroke.font, stroke.size)
        if look.vertical:
            # the column's left edge is at y from the right; a character's baseline below its top
            _upright(canvas, stroke, look.size)
        else:
            canvas.drawString(stroke.x, SIZE[1] - stroke.y, stroke.text)
    canvas.save()
    told.pdf = out.getvalue()
    return told


def _upright(canvas: Canvas, stroke: _Stroke, size: float) -> None:
    """Paint a character of a vertical line: ``x`` runs down, ``y`` to the left."""
    wide = pdfmetrics.stringWidth(stroke.text, stroke.font, stroke.size)
    middle = (stroke.size - wide) / 2
    # y is the baseline of a line that would lie on its side: the column's left edge, nearly
    left = SIZE[0] - stroke.y - 0.12 * stroke.size
    canvas.drawString(left + middle, SIZE[1] - stroke.x - 0.88 * stroke.size, stroke.text)


def _level(pen: _Pen, canvas: Canvas) -> Iterator[str]:
    look = pen.look
    step, y = look.size * look.leading, 90.0
    left, right = 72.0, SIZE[0] - 72.0
    yield pen.line(left, y, left + 200, look.size * 1.3, marks=True)
    y += 2.5 * step
    for paragraph in range(2):
        for number in range(4):
            end = right if number < 3 else left + 160
            yield pen.line(left + (look.size if number == 0 else 0), y, end, look.size, marks=True)
            y += step
        y += step * (0.3 + paragraph)
    columns = (left, left + 130, left + 290, right)
    top = y - 1.2 * step
    for _ in range(4):
        for a, b in itertools.pairwise(columns):
            yield pen.line(a + 4, y, b - 0.8 * look.size, look.size, marks=True)
        if look.ruled:
            canvas.line(left, SIZE[1] - y - 0.5 * step, right, SIZE[1] - y - 0.5 * step)
        y += 1.6 * step
    if look.ruled:
        canvas.line(left, SIZE[1] - top, right, SIZE[1] - top)
        for x in columns:
            canvas.line(x, SIZE[1] - top, x, SIZE[1] - (y - 1.1 * step))


def _vertical(pen: _Pen) -> Iterator[str]:
    look = pen.look
    step, y = look.size * max(look.leading, 1.6), 90.0
    for _ in range(9):
        yield pen.line(80.0, y, 640.0, look.size, marks=True)
        y += step
