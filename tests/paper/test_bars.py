"""Charts of bars and curves are figures with their labels whole; tables with grounds stay tables."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import SIZE, page_of
from tests.pdfs import FONT

NAMES = ("窓口", "図書館", "公民館", "体育館", "保育所", "児童館")


def chart(canvas: Canvas, x: float, y: float, chance: random.Random, *, form: str) -> list[str]:
    """A chart whose lower left corner is at x, y, 130 wide and 100 high; its labels."""
    canvas.setFont(FONT, 7)
    count = chance.randint(3, 6)
    values = chance.sample(range(15, 95), count)
    labels = [*map(str, values)]
    if form == "across":
        step = 100 / count
        for number, value in enumerate(values):
            at = y + number * step
            canvas.setFillGray(0.7)
            canvas.rect(x + 30, at, value, step * 0.6, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawRightString(x + 28, at + step * 0.3 - 2.5, NAMES[number])
            canvas.drawString(x + 33 + value, at + step * 0.3 - 2.5, str(value))
        return labels + list(NAMES[:count])
    step = 120 / count
    for level in range(5):
        canvas.line(x + 10, y + level * 25, x + 130, y + level * 25)
        canvas.drawRightString(x + 8, y + level * 25 - 2.5, str(level * 200))
    points = []
    for number, value in enumerate(values):
        left = x + 10 + number * step
        points.append((left + step / 2, y + value))
        if form == "bars":
            canvas.setFillGray(0.7)
            canvas.rect(left + step * 0.2, y, step * 0.6, value, stroke=0, fill=1)
            canvas.setFillGray(0)
        canvas.drawCentredString(left + step / 2, y + value + 2, str(value))
        canvas.drawCentredString(left + step / 2, y - 9, f"R{number + 1}")
    if form == "lines":
        for (a, b), (c, d) in itertools.pairwise(points):
            canvas.line(a, b, c, d)
    return [*labels, *(str(level * 200) for level in range(5))]


def figures(page: Page) -> list[list[str]]:
    """The labels of each figure of a page, without white space."""
    return [
        ["".join(line.text.split()) for line in block.lines]
        for block in page.blocks
        if block.kind == "figure"
    ]


@pytest.mark.parametrize("form", ["bars", "across", "lines"])
@pytest.mark.parametrize("seed", range(4))
def test_charts_beside_each_other_keep_their_labels_and_captions(
    tmp_path: Path, form: str, seed: int
) -> None:
    chance = random.Random(f"{form}{seed}")
    drawn: list[list[str]] = []

    def draw(canvas: Canvas) -> None:
        for row in range(2):
            for column in range(2):
                x, y = 40 + 190 * column, SIZE[1] - 220 - 200 * row
                drawn.append(chart(canvas, x, y, chance, form=form))
                canvas.setFont(FONT, 10)
                number = 1 + column + 2 * row
                canvas.drawString(x, y + 111, f"図{number}　{NAMES[number]}の利用")
                canvas.setFont(FONT, 7)
                canvas.drawRightString(x + 130, y - 22, f"資料：{NAMES[number]}調べ")

    page = page_of(tmp_path, draw)
    assert list(map(sorted, figures(page))) == [
        sorted([*labels, *(f"R{n + 1}" for n in range(6) if form != "across" and n < bars)])
        for labels in drawn
        for bars in [len(labels) - 5]
    ]
    said = [line.text for block in page.blocks if block.kind != "figure" for line in block.lines]
    order = [text for text in map("".join, map(str.split, said)) if text[0] in "図資"]
    assert order == [
        text
        for number in range(1, 5)
        for text in (f"図{number}{NAMES[number]}の利用", f"資料：{NAMES[number]}調べ")
    ]


def test_points_among_crossing_lines_keep_their_names(tmp_path: Path) -> None:
    """A chart of points: lines cross, numbers stand at the ends of those across, the name of the
    scale is turned, and the names of points stand on the lines."""
    names = [f"{name}{end}" for end in ("県", "市") for name in NAMES]
    points = [(60 + 47 * (n % 6) + 5 * (n // 6), 300 + (37 * n) % 140) for n in range(12)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 8)
        canvas.setStrokeGray(0.8)
        for at in range(7):
            canvas.line(60, 300 + 25 * at, 360, 300 + 25 * at)
            canvas.line(60 + 50 * at, 300, 60 + 50 * at, 450)
            canvas.drawRightString(56, 297 + 25 * at, f"{10 * at}%")
            canvas.drawCentredString(60 + 50 * at, 290, f"+{10 * at}%")
        for name, (x, y) in zip(names, points, strict=True):
            canvas.drawString(x, y, name)
        canvas.saveState()
        canvas.translate(25, 360)
        canvas.rotate(90)
        canvas.drawString(0, 0, "店舗数")
        canvas.restoreState()

    page = page_of(tmp_path, draw)
    (labels,) = figures(page)
    assert set(names) <= set(labels)
    assert {f"+{10 * at}%" for at in range(7)} <= set(labels)
    assert not [block for block in page.blocks if block.kind == "table"]


def _squared(canvas: Canvas) -> None:
    """A ruled table of numbers, with the numbers of its rows left of it."""
    for at in range(7):
        canvas.line(60, SIZE[1] - 150 - 25 * at, 360, SIZE[1] - 150 - 25 * at)
        canvas.line(60 + 50 * at, SIZE[1] - 150, 60 + 50 * at, SIZE[1] - 300)
    for row in range(6):
        canvas.drawRightString(56, SIZE[1] - 167 - 25 * row, f"{row + 1}")
        for column in range(6):
            canvas.drawString(64 + 50 * column, SIZE[1] - 167 - 25 * row, str(row * 7 + column))


def _shaded(canvas: Canvas) -> None:
    """A table of numbers whose cells have grounds, white between them."""
    for row in range(4):
        for column in range(4):
            x, y = 60 + 70 * column, SIZE[1] - 150 - 24 * row
            canvas.setFillGray(0.85)
            canvas.rect(x, y, 66, 20, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawRightString(x + 60, y + 6, str(100 + 37 * row + 11 * column))


def _beside_rules(canvas: Canvas) -> None:
    """Rules below sums that stand right of their numbers, as in a list to be filled in."""
    for row in range(6):
        y = SIZE[1] - 150 - 30 * row
        canvas.drawString(60, y + 4, f"{row + 1}")
        canvas.line(72, y, 350, y)
        canvas.drawString(80, y + 4, f"{NAMES[row]}の利用について記入する欄")


@pytest.mark.parametrize("draw", [_squared, _shaded, _beside_rules])
def test_tables_are_no_charts(tmp_path: Path, draw: Callable[[Canvas], None]) -> None:
    def drawn(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        draw(canvas)

    assert not figures(page_of(tmp_path, drawn))
