"""Invented pages of figures whose labels no rule holds, and of tables without rules that have
grounds, signs and pictures: what a drawing looks like, and what only looks like one."""

from __future__ import annotations

import io
import itertools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import GOTHIC
from tests.pdfs import FONT

WORDS = (
    "実施済み", "検討中", "予定なし", "わからない", "研究開発", "人材育成", "情報共有", "自治体", "民間企業",
    "大学", "研究機関", "国民", "利用者", "審査委員会", "基盤整備", "国際連携", "規制改革", "標準化", "産業界",
    "電子申請", "安全管理", "技術動向", "需要調査", "実証実験", "社会実装", "評価指標", "対象地域", "支援制度",
)  # fmt: skip
LONG = (
    "業務で利用している", "今後利用する予定がある", "利用を禁止している", "脅威を感じていない", "やや脅威を感じる",
    "規則を定めている", "担当部署に相談する", "効果が見込まれない", "詳しく知らない", "費用が高いと思う",
)  # fmt: skip
PROSE = (
    "この調査は令和六年度に全国の事業者を対象として行ったもので、回答の割合は小数点以下を四捨五入している。",
    "前回の調査と比べると利用の割合が高まり、とりわけ規模の大きな事業者において増加が目立つ結果となった。",
    "今後は地域ごとの事情を踏まえながら、関係する機関が連携して取組を進めていくことが求められている。",
)


@dataclass
class Pen:
    """A page in the making: where it is drawn, its look, and what is to be read."""

    canvas: Canvas
    chance: random.Random
    size: tuple[float, float]
    font: str
    em: float
    labels: list[str] = field(default_factory=list)
    """What stands in the figure, each without white space."""
    cells: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)

    def colour(self, *, pale: bool = False) -> Color:
        low = 0.75 if pale else 0.3
        r, g, b = (self.chance.uniform(low, 0.95) for _ in range(3))
        return Color(r, g, b)

    def text(
        self, x: float, y: float, text: str, *, at: str = "centre", scale: float = 1.0
    ) -> None:
        """Text about the height ``y``; several lines are centred about it."""
        self.canvas.setFillGray(0)
        em = self.em * scale
        self.canvas.setFont(self.font, em)
        lines = text.split("\n")
        put = {
            "centre": self.canvas.drawCentredString,
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
        }[at]
        for n, line in enumerate(lines):
            put(x, y - 0.35 * em + (len(lines) - 1 - 2 * n) * 0.6 * em, line)

    def label(self, x: float, y: float, text: str, **how: Any) -> None:
        self.text(x, y, text, **how)
        self.labels.append("".join(text.split()))

    def cell(self, x: float, y: float, text: str, **how: Any) -> None:
        self.text(x, y, text, **how)
        self.cells.append("".join(text.split()))

    def fill(self, x: float, y: float, w: float, h: float, *, pale: bool = False) -> None:
        self.canvas.setFillColor(self.colour(pale=pale))
        self.canvas.rect(x, y, w, h, stroke=0, fill=1)

    def outline(self, points: Sequence[tuple[float, float]], *, fill: bool = True) -> None:
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canvas.setFillColor(self.colour(pale=True))
        self.canvas.drawPath(path, stroke=1 - fill, fill=int(fill))

    def words(self, count: int, *, long: bool = False) -> list[str]:
        return self.chance.sample(LONG if long else WORDS, count)

    def picture(self, x: float, y: float, w: float, h: float) -> None:
        image = Image.effect_noise((40, 30), 60).convert("RGB")
        out = io.BytesIO()
        image.save(out, "PNG")
        self.canvas.drawImage(ImageReader(io.BytesIO(out.getvalue())), x, y, w, h)


Box = tuple[float, float, float, float]
"""Left, low, width and height of the room that a figure has."""


def _shares(chance: random.Random, count: int, least: float = 4.0) -> list[float]:
    raw = [chance.uniform(0.2, 1) for _ in range(count)]
    left = 100 - least * count
    return [round(least + left * r / sum(raw), 1) for r in raw]


def _legend(pen: Pen, x: float, y: float, names: Sequence[str], wide: float) -> None:
    step = wide / len(names)
    for n, name in enumerate(names):
        pen.fill(x + n * step, y - 3, 6, 6)
        pen.label(x + n * step + 9, y, name, at="left", scale=0.9)


def stacked_across(pen: Pen, box: Box) -> None:
    """Bars across of parts that are 100% together, labels (n=90), scale and legend."""
    x, y, w, h = box
    rows, parts = pen.chance.randint(3, 7), pen.chance.randint(3, 5)
    left = x + 0.28 * w
    wide = 0.7 * w
    step = (h - 4 * pen.em) / rows
    names = pen.words(rows)
    for n in range(rows):
        low = y + 2.5 * pen.em + n * step
        name = names[n] + (
            f"(n={pen.chance.randint(30, 900)})" if pen.chance.random() < 0.8 else ""
        )
        pen.label(left - 4, low + 0.35 * step, name, at="right")
        at = left
        for share in _shares(pen.chance, parts, 7):
            size = share / 100 * wide
            pen.fill(at, low, size, 0.7 * step)
            mark = "%" if pen.font == GOTHIC else ""
            pen.label(at + size / 2, low + 0.35 * step, f"{share}{mark}", scale=0.9)
            at += size
    for n in range(0, 101, 20):
        pen.label(left + n / 100 * wide, y + 1.2 * pen.em, f"{n}%", scale=0.9)
    _legend(pen, x + 0.05 * w, y + h - 0.6 * pen.em, pen.words(parts), 0.95 * w)


def columns_stacked(pen: Pen, box: Box) -> None:
    """Upright bars of parts, with numbers in them and lines between their parts."""
    x, y, w, h = box
    count, parts = pen.chance.randint(3, 6), pen.chance.randint(3, 4)
    step = (w - 40) / count
    high = h - 6 * pen.em
    low = y + 2 * pen.em
    tops: list[list[float]] = []
    for n in range(count):
        at = low
        tops.append([])
        for share in _shares(pen.chance, parts, 8):
            size = share / 100 * high
            pen.fill(x + 40 + n * step, at, 0.6 * step, size)
            pen.label(x + 40 + (n + 0.3) * step, at + size / 2, f"{share}", scale=0.9)
            at += size
            tops[-1].append(at)
        pen.label(x + 40 + (n + 0.3) * step, y + 0.8 * pen.em, f"令和{n + 2}年")
    for n in range(count - 1):
        for a, b in zip(tops[n], tops[n + 1], strict=True):
            pen.canvas.line(x + 40 + (n + 0.6) * step, a, x + 40 + (n + 1) * step, b)
    for n in range(0, 101, 25):
        pen.label(x + 34, low + n / 100 * high, f"{n}", at="right", scale=0.9)
    _legend(pen, x + 0.05 * w, y + h - 0.6 * pen.em, pen.words(parts), 0.95 * w)


def _pie(pen: Pen, box: Box, *, hole: bool) -> None:
    x, y, w, h = box
    count = pen.chance.randint(4, 6)
    radius = 0.33 * min(w, h)
    cx, cy = x + w / 2, y + h / 2
    begin = pen.chance.uniform(0, 360)
    outside = pen.chance.random() < 0.6
    for share, name in zip(
        _shares(pen.chance, count, 9), pen.words(count, long=outside), strict=True
    ):
        extent = 3.6 * share
        pen.canvas.setFillColor(pen.colour())
        pen.canvas.wedge(
            cx - radius, cy - radius, cx + radius, cy + radius, begin, extent, stroke=0, fill=1
        )
        middle = math.radians(begin + extent / 2)
        begin += extent
        dx, dy = math.cos(middle), math.sin(middle)
        if outside:
            far = 1.35
            px, py = cx + far * radius * dx, cy + far * radius * dy
            pen.canvas.line(cx + radius * dx, cy + radius * dy, px, py)
            side = "left" if dx > 0 else "right"
            pen.label(px + (2 if dx > 0 else -2), py, f"{name}\n{share}%", at=side)
        else:
            pen.label(
                cx + 0.72 * radius * dx, cy + 0.72 * radius * dy, f"{name}\n{share}%", scale=0.8
            )
    if hole:
        pen.canvas.setFillGray(1)
        pen.canvas.circle(cx, cy, 0.45 * radius, stroke=0, fill=1)
        pen.label(cx, cy, f"n={pen.chance.randint(200, 3000)}")


def pie(pen: Pen, box: Box) -> None:
    """Slices with their labels in them, or around them at leading lines."""
    _pie(pen, box, hole=False)


def ring(pen: Pen, box: Box) -> None:
    """The same with a hole and a number in it."""
    _pie(pen, box, hole=True)


def scatter(pen: Pen, box: Box) -> None:
    """Dots with names beside them and two axes."""
    x, y, w, h = box
    left, low = x + 4 * pen.em, y + 3 * pen.em
    wide, high = w - 5 * pen.em, h - 4 * pen.em
    pen.canvas.line(left, low, left + wide, low)
    pen.canvas.line(left, low, left, low + high)
    for n in range(6):
        pen.label(left + n / 5 * wide, low - pen.em, str(n * 20), scale=0.8)
        pen.label(left - 4, low + n / 5 * high, str(n * 10), at="right", scale=0.8)
    pen.label(left + wide / 2, y + 0.6 * pen.em, "費用（億円）")
    taken: list[tuple[float, float]] = []
    for name in pen.words(pen.chance.randint(7, 12)):
        for _ in range(200):
            px = left + pen.chance.uniform(0.05, 0.78) * wide
            py = low + pen.chance.uniform(0.08, 0.95) * high
            if all(abs(py - b) > 1.6 * pen.em or abs(px - a) > 7 * pen.em for a, b in taken):
                break
        else:
            continue
        taken.append((px, py))
        pen.canvas.setFillColor(pen.colour())
        pen.canvas.circle(px, py, 2.5, stroke=0, fill=1)
        pen.label(px + 4, py, name, at="left", scale=0.9)


def radar(pen: Pen, box: Box) -> None:
    """Nested polygons with labels at their corners."""
    x, y, w, h = box
    count = pen.chance.randint(5, 8)
    radius = 0.36 * min(w, h)
    cx, cy = x + w / 2, y + h / 2
    angles = [math.pi / 2 + 2 * math.pi * n / count for n in range(count)]

    def ring_at(far: Sequence[float]) -> list[tuple[float, float]]:
        return [
            (cx + f * radius * math.cos(a), cy + f * radius * math.sin(a))
            for a, f in zip(angles, far, strict=True)
        ]

    for level in range(1, 6):
        pen.outline(ring_at([level / 5] * count), fill=False)
        pen.label(cx - 3, cy + level / 5 * radius, str(level), at="right", scale=0.8)
    for point in ring_at([1.0] * count):
        pen.canvas.line(cx, cy, *point)
    pen.outline(ring_at([pen.chance.uniform(0.3, 0.95) for _ in range(count)]), fill=False)
    for a, name in zip(angles, pen.words(count), strict=True):
        dx = math.cos(a)
        side = "centre" if abs(dx) < 0.2 else "left" if dx > 0 else "right"
        far = 1.12 if side == "centre" else 1.05
        pen.label(cx + far * radius * dx, cy + 1.1 * radius * math.sin(a), name, at=side)


def flow(pen: Pen, box: Box) -> None:
    """Coloured boxes at uneven places with arrows between them and words at these."""
    x, y, w, h = box
    columns, rows = 3, pen.chance.randint(2, 3)
    names = pen.words(columns * rows)
    wide, high = w / columns, h / rows
    spots: list[tuple[float, float]] = []
    for n in range(columns * rows):
        cx = x + (n % columns + 0.5) * wide + pen.chance.uniform(-0.08, 0.08) * wide
        cy = y + (n // columns + 0.5) * high + pen.chance.uniform(-0.12, 0.12) * high
        spots.append((cx, cy))
    for a, b in itertools.pairwise(spots):
        far = math.hypot(b[0] - a[0], b[1] - a[1])
        dx, dy = (b[0] - a[0]) / far, (b[1] - a[1]) / far
        tip = b[0] - 0.4 * far * dx, b[1] - 0.4 * far * dy
        back = tip[0] - 14 * dx, tip[1] - 14 * dy
        pen.outline(
            [tip, (back[0] - 7 * dy, back[1] + 7 * dx), (back[0] + 7 * dy, back[1] - 7 * dx)]
        )
    for n, (cx, cy) in enumerate(spots):
        pen.canvas.setFillColor(pen.colour(pale=True))
        if pen.chance.random() < 0.5:
            pen.canvas.roundRect(
                cx - 0.32 * wide, cy - 0.2 * high, 0.64 * wide, 0.4 * high, 6, 0, 1
            )
        else:
            pen.canvas.ellipse(
                cx - 0.34 * wide, cy - 0.24 * high, cx + 0.34 * wide, cy + 0.24 * high, 0, 1
            )
        second = pen.chance.choice(["", "\n（" + pen.chance.choice(WORDS) + "）"])
        pen.label(cx, cy, names[n] + second)


def timeline(pen: Pen, box: Box) -> None:
    """A long arrow, years below it, names over it at uneven heights with lines to it."""
    x, y, w, h = box
    low = y + 2.4 * pen.em
    pen.outline([(x, low), (x + w - 12, low), (x + w - 12, low - 4), (x + w, low + 5),
                 (x + w - 12, low + 14), (x + w - 12, low + 10), (x, low + 10)])  # fmt: skip
    count = pen.chance.randint(5, 7)
    for n in range(count):
        pen.label(x + (n + 0.5) / count * w, y + 0.8 * pen.em, f"{1960 + 10 * n}年")
    for n, name in enumerate(pen.words(count + 2)):
        cx = x + (n + 0.6) / (count + 2) * w
        cy = low + 30 + (n % 3 + pen.chance.uniform(0, 0.5)) * (h - 60) / 4
        pen.canvas.line(cx, low + 10, cx, cy - pen.em)
        if pen.chance.random() < 0.7:
            pen.canvas.setFillColor(pen.colour(pale=True))
            pen.canvas.ellipse(cx - 32, cy - 11, cx + 32, cy + 11, 0, 1)
        pen.label(cx, cy, name[:5])


def pyramid(pen: Pen, box: Box) -> None:
    """A triangle in layers with names in them and notes beside them at leading lines."""
    x, y, w, h = box
    count = pen.chance.randint(3, 5)
    cx, wide = x + 0.38 * w, 0.7 * w
    for n in range(count):
        a, b = n / count, (n + 1) / count
        pen.outline([
            (cx - wide / 2 * (1 - a), y + a * h), (cx + wide / 2 * (1 - a), y + a * h),
            (cx + wide / 2 * (1 - b), y + b * h - 2), (cx - wide / 2 * (1 - b), y + b * h - 2),
        ])  # fmt: skip
        middle = y + (a + b) / 2 * h - (h / count / 5 if n == count - 1 else 0)
        pen.label(cx, middle, pen.chance.choice(WORDS)[:4])
        pen.canvas.line(cx + wide / 2 * (1 - (a + b) / 2), middle, x + 0.76 * w, middle)
        pen.label(x + 0.77 * w, middle, pen.chance.choice(LONG), at="left", scale=0.8)


def pictured(pen: Pen, box: Box) -> None:
    """Names on a picture, at uneven places and sizes."""
    x, y, w, h = box
    pen.picture(x, y, w, h)
    taken: list[tuple[float, float]] = []
    for name in pen.words(pen.chance.randint(7, 10)):
        for _ in range(200):
            px = x + pen.chance.uniform(0.15, 0.85) * w
            py = y + pen.chance.uniform(0.08, 0.92) * h
            if all(abs(py - b) > 1.8 * pen.em or abs(px - a) > 8 * pen.em for a, b in taken):
                break
        else:
            continue
        taken.append((px, py))
        pen.label(px, py, name, scale=pen.chance.choice([0.8, 1.0, 1.3]))


def cycle(pen: Pen, box: Box) -> None:
    """Names in circles around a middle, with bent arrows between them."""
    x, y, w, h = box
    count = pen.chance.randint(4, 6)
    cx, cy = x + w / 2, y + h / 2
    far = 0.38 * min(w, h)
    for n in range(count):
        a = math.pi / 2 - 2 * math.pi * n / count
        b = a - math.pi / count
        px, py = cx + far * 1.3 * math.cos(a), cy + far * math.sin(a)
        pen.canvas.setFillColor(pen.colour(pale=True))
        pen.canvas.circle(px, py, 3 * pen.em, stroke=0, fill=1)
        mx, my = cx + far * 1.3 * math.cos(b), cy + far * math.sin(b)
        path = pen.canvas.beginPath()
        path.moveTo(mx - 9, my)
        path.curveTo(mx - 5, my + 9, mx + 5, my + 9, mx + 9, my)
        path.lineTo(mx, my - 6)
        path.close()
        pen.canvas.drawPath(path, stroke=0, fill=1)
        pen.label(px, py, pen.chance.choice(WORDS)[:5] + "\n" + f"{n + 1}段階")
    pen.label(cx, cy, pen.chance.choice(WORDS), scale=1.3)


def regions(pen: Pen, box: Box) -> None:
    """Areas with uneven outlines as on a map, each with a name and a number."""
    x, y, w, h = box
    columns, rows = 4, 3
    for n, name in enumerate(pen.words(columns * rows)):
        cx = x + (n % columns + 0.5) * w / columns + pen.chance.uniform(-6, 6)
        cy = y + (n // columns + 0.5) * h / rows + pen.chance.uniform(-9, 9)
        points = []
        for k in range(9):
            a = 2 * math.pi * k / 9
            far = pen.chance.uniform(0.42, 0.6)
            points.append((cx + far * w / columns * math.cos(a), cy + far * h / rows * math.sin(a)))
        pen.outline(points)
        pen.label(cx, cy, f"{name[:5]}\n{pen.chance.randint(10, 999)}人", scale=0.9)


# tables without rules


def _rows_of(pen: Pen, count: int, columns: int) -> list[list[str]]:
    names = pen.words(count)
    return [
        [names[n], *(f"{pen.chance.randint(10, 9999):,}" for _ in range(columns - 1))]
        for n in range(count)
    ]


def _table(
    pen: Pen, box: Box, *, ground: Callable[[int, int, Box], None] | None = None,
    words: bool = False, indent: float = 0.0,
) -> None:  # fmt: skip
    x, y, w, h = box
    columns = pen.chance.randint(3, 5)
    count = pen.chance.randint(4, 8)
    high = min(h / (count + 1), 2.6 * pen.em)
    wide = w / columns
    head = ["区分", *[f"令和{n + 3}年度" for n in range(columns - 1)]]
    body = _rows_of(pen, count, columns)
    if words:
        for row in body:
            row[1:] = pen.words(columns - 1)
    for r, row in enumerate([head, *body]):
        low = y + h - (r + 1) * high
        for c in range(columns):
            if ground is not None:
                ground(r, c, (x + c * wide, low, wide, high))
        for c, text in enumerate(row):
            middle = low + high / 2
            if r == 0:
                pen.cell(x + (c + 0.5) * wide, middle, text)
            elif c == 0 or words:
                pen.cell(x + c * wide + 4 + indent, middle, text, at="left")
            else:
                pen.cell(x + (c + 1) * wide - 6, middle, text, at="right")


def shaded_head(pen: Pen, box: Box) -> None:
    """A table whose head row has grounds."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r == 0:
            pen.fill(cell[0] + 1, cell[1] + 1, cell[2] - 2, cell[3] - 2, pale=True)

    _table(pen, box, ground=ground, words=pen.chance.random() < 0.4)


def zebra(pen: Pen, box: Box) -> None:
    """A table in which every other row has a ground."""

    def ground(r: int, c: int, cell: Box) -> None:
        if c == 0 and r % 2 == 0:
            pen.fill(cell[0], cell[1], box[2], cell[3], pale=True)

    _table(pen, box, ground=ground, words=pen.chance.random() < 0.4)


def shaded_cells(pen: Pen, box: Box) -> None:
    """A table whose cells have grounds of many colours, as one of rates has."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r > 0 and c > 0:
            pen.fill(cell[0] + 0.5, cell[1] + 0.5, cell[2] - 1, cell[3] - 1, pale=True)

    _table(pen, box, ground=ground)


def signed(pen: Pen, box: Box) -> None:
    """A table with drawn arrows, up and down, beside its numbers."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r > 0 and c > 0:
            x, y, s = cell[0] + 4, cell[1] + cell[3] / 2, pen.chance.choice([-3, 3])
            pen.outline([(x, y - s), (x + 7, y - s), (x + 3.5, y + s)])

    _table(pen, box, ground=ground)


def photographed(pen: Pen, box: Box) -> None:
    """A table whose rows begin with pictures."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r > 0 and c == 0:
            pen.picture(cell[0], cell[1] + 2, cell[3] - 4, cell[3] - 4)

    _table(pen, box, ground=ground, words=True, indent=min(box[3] / 5, 2.6 * pen.em))


def arrow_heads(pen: Pen, box: Box) -> None:
    """A table whose heads stand in arrows that point to the right."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r == 0:
            x, y, w, h = cell
            pen.outline([(x, y + 1), (x + w - 8, y + 1), (x + w, y + h / 2), (x + w - 8, y + h - 1),
                         (x, y + h - 1), (x + 8, y + h / 2)])  # fmt: skip

    _table(pen, box, ground=ground, words=pen.chance.random() < 0.5)


def on_picture(pen: Pen, box: Box) -> None:
    """A table on a picture that covers the whole page, as the ground of a slide."""
    pen.canvas.saveState()
    pen.picture(0, 0, *pen.size)
    pen.canvas.restoreState()
    _table(pen, box, words=pen.chance.random() < 0.5)


def barred(pen: Pen, box: Box) -> None:
    """A table whose last column has a bar of its own in each row."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r > 0 and c == 1:
            size = pen.chance.uniform(0.1, 0.5) * cell[2]
            pen.fill(cell[0] + 1, cell[1] + 4, size, cell[3] - 8, pale=True)

    _table(pen, box, ground=ground)


def beside_drawing(pen: Pen, box: Box) -> None:
    """A table right of a small drawing without words."""
    x, y, w, h = box
    for _ in range(6):
        cx, cy = x + pen.chance.uniform(10, 60), y + h - pen.chance.uniform(10, 80)
        pen.outline([(cx, cy), (cx + 20, cy + 6), (cx + 12, cy + 25)])
    _table(pen, (x + 95, y, w - 95, h), words=pen.chance.random() < 0.5)


def labelled_rows(pen: Pen, box: Box) -> None:
    """A table whose first column stands in round coloured signs."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r > 0 and c == 0:
            pen.canvas.setFillColor(pen.colour(pale=True))
            pen.canvas.ellipse(
                cell[0], cell[1] + 1, cell[0] + cell[2] - 6, cell[1] + cell[3] - 1, 0, 1
            )

    _table(pen, box, ground=ground, words=pen.chance.random() < 0.5, indent=6)


def circled(pen: Pen, box: Box) -> None:
    """A table in which circles and triangles are drawn beside what each cell says."""

    def ground(r: int, c: int, cell: Box) -> None:
        x, y, w, h = cell
        if r > 0 and c > 0 and pen.chance.random() < 0.7:
            mx, my, s = x + 0.25 * w, y + h / 2, 0.3 * h
            if pen.chance.random() < 0.6:
                pen.canvas.circle(mx, my, s, stroke=1, fill=0)
            else:
                pen.outline([(mx - s, my - s), (mx + s, my - s), (mx, my + s)], fill=False)

    _table(pen, box, ground=ground)


def barred_twice(pen: Pen, box: Box) -> None:
    """A table with bars in two of its columns, behind their numbers."""

    def ground(r: int, c: int, cell: Box) -> None:
        if r > 0 and c in (1, 2):
            size = pen.chance.uniform(0.2, 1) * (cell[2] - 4)
            pen.fill(cell[0] + 1, cell[1] + 3, size, cell[3] - 6, pale=True)

    _table(pen, box, ground=ground)


def flagged(pen: Pen, box: Box) -> None:
    """A table whose rows begin with lozenges of one size, and whose head stands on a banner."""

    def ground(r: int, c: int, cell: Box) -> None:
        x, y, _, h = cell
        if r == 0 and c == 0:
            pen.outline([(x, y + 1), (x + box[2], y + 1), (x + box[2] - 9, y + h / 2),
                         (x + box[2], y + h - 1), (x, y + h - 1)])  # fmt: skip
        elif c == 0:
            s = 4
            pen.outline([(x, y + h / 2), (x + s, y + h / 2 + s), (x + 2 * s, y + h / 2),
                         (x + s, y + h / 2 - s)])  # fmt: skip

    _table(pen, box, ground=ground, words=pen.chance.random() < 0.5, indent=10)


def iconed(pen: Pen, box: Box) -> None:
    """A table whose heads stand below small pictures in circles."""

    def ground(r: int, c: int, cell: Box) -> None:
        x, y, w, h = cell
        if r == 0:
            pen.canvas.setFillColor(pen.colour(pale=True))
            pen.canvas.circle(x + w / 2, y + h + 8, 9, stroke=0, fill=1)
            pen.outline([(x + w / 2 - 4, y + h + 4), (x + w / 2 + 4, y + h + 4),
                         (x + w / 2, y + h + 13)])  # fmt: skip

    x, y, w, h = box
    _table(pen, (x, y, w, h - 20), ground=ground, words=pen.chance.random() < 0.5)


Draw = Callable[[Pen, Box], None]
FIGURES: dict[str, Draw] = {
    "stacked_across": stacked_across, "pie": pie, "scatter": scatter, "flow": flow,
    "timeline": timeline, "pyramid": pyramid,
}  # fmt: skip
HELD_FIGURES: dict[str, Draw] = {
    "columns_stacked": columns_stacked, "ring": ring, "radar": radar, "pictured": pictured,
    "cycle": cycle, "regions": regions,
}  # fmt: skip
TABLES: dict[str, Draw] = {
    "shaded_head": shaded_head, "zebra": zebra, "signed": signed, "labelled_rows": labelled_rows,
    "on_picture": on_picture,
}  # fmt: skip
HELD_TABLES: dict[str, Draw] = {
    "shaded_cells": shaded_cells, "photographed": photographed, "arrow_heads": arrow_heads,
    "barred": barred, "beside_drawing": beside_drawing,
}  # fmt: skip

LAST_TABLES: dict[str, Draw] = {
    "circled": circled, "barred_twice": barred_twice, "flagged": flagged, "iconed": iconed,
}  # fmt: skip
"""Kinds that were made when all else was done, to see what comes of others."""


def page_with(draw: Draw, seed: int) -> tuple[bytes, Pen]:
    """A page that holds what ``draw`` draws, with or without prose around it, and its truth."""
    chance = random.Random(f"{draw.__name__}{seed}")
    size = chance.choice([(595.0, 842.0), (595.0, 842.0), (720.0, 540.0)])
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    pen = Pen(canvas, chance, size, chance.choice([FONT, GOTHIC]), chance.choice([7.0, 8.0, 9.5]))
    left, wide = 55.0, size[0] - 110
    top = size[1] - 60
    canvas.setFont(GOTHIC, 14)
    pen.prose.append("調査の結果について")
    canvas.drawString(left, top, pen.prose[-1])
    top -= 30

    def prose(at: float) -> float:
        canvas.setFillGray(0)
        canvas.setFont(FONT, 10.5)
        text = "".join(chance.sample(PROSE, 2))
        count = int(wide // 10.5)
        for n in range(0, len(text), count):
            pen.prose.append(text[n : n + count])
            canvas.drawString(left, at, pen.prose[-1])
            at -= 17
        return at

    around = chance.random() < 0.7
    if around:
        top = prose(top) - 12
    high = chance.uniform(190, 270)
    shrink = chance.choice([1.0, 0.85])
    box = left + wide * (1 - shrink) / 2, top - high, wide * shrink, high
    draw(pen, box)
    below = top - high - 2.2 * pen.em
    if chance.random() < 0.6:
        pen.text(size[0] / 2, below, f"図{chance.randint(1, 9)}　{chance.choice(WORDS)}の状況")
        below -= 26
    if around and below > 110:
        prose(below - 10)
    canvas.save()
    return out.getvalue(), pen


def plain(text: str) -> str:
    return "".join(text.split())


@dataclass
class Score:
    """How a page was read: labels that are whole in a figure, of all; cells that are whole in a
    table, of all; lines of prose that are whole outside of figures and tables, of all."""

    whole: int = 0
    labels: int = 0
    cells: int = 0
    every_cell: int = 0
    prose: int = 0
    every_line: int = 0
    figures: int = 0
    tables: int = 0

    @property
    def right(self) -> bool:
        prose = self.prose == self.every_line
        if self.labels:
            return prose and self.whole == self.labels and not self.tables
        return prose and self.cells == self.every_cell and not self.figures


def score(page: Page, pen: Pen) -> Score:
    """``page`` beside what ``pen`` wrote."""
    found = Score(labels=len(pen.labels), every_cell=len(pen.cells), every_line=len(pen.prose))
    runs: list[str] = []
    cells: list[str] = []
    free: list[str] = []
    for block in page.blocks:
        lines = [plain(line.text) for line in block.lines]
        if block.kind == "figure":
            found.figures += 1
            runs += [
                "".join(lines[a:b])
                for a in range(len(lines))
                for b in range(a + 1, min(a + 3, len(lines)) + 1)
            ]
        elif block.kind == "table":
            found.tables += 1
            cells += ["".join(lines[c.start : c.end]) for c in block.cells]
        else:
            free += lines
    for label in pen.labels:
        if label in runs:
            runs.remove(label)
            found.whole += 1
    for cell in pen.cells:
        if cell in cells:
            cells.remove(cell)
            found.cells += 1
    found.prose = sum(line in free for line in pen.prose)
    return found
