"""Tables in pictures: what is ruled and what is written, lines across rules, and lone characters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from shiryokan.paper.model import Box
from shiryokan.paper.ocr import cells, ruling
from shiryokan.paper.ocr.engine import Pixels
from shiryokan.paper.ocr.model import OcrLine
from shiryokan.paper.ocr.pp_ocr import PpOcr, twins
from shiryokan.paper.ocr.reading import grey_of, read_picture
from tests.paper.ocr.pictures import SCALE, font

ROW, COLUMN = 40, 120
"""Pixels: 14 and 43 points."""
EDGE = 30


def table(rows: list[list[str]], *, shade: int = 255, noise: float = 0.0) -> Pixels:
    """A ruled table, the ground of its first row shaded."""
    wide, high = 2 * EDGE + COLUMN * len(rows[0]), 2 * EDGE + ROW * len(rows)
    image = Image.new("RGB", (wide, high), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((EDGE, EDGE, wide - EDGE, EDGE + ROW), fill=(shade, shade, shade))
    for i in range(len(rows) + 1):
        draw.line((EDGE, EDGE + ROW * i, wide - EDGE, EDGE + ROW * i), fill="black", width=3)
    for i in range(len(rows[0]) + 1):
        draw.line((EDGE + COLUMN * i, EDGE, EDGE + COLUMN * i, high - EDGE), fill="black", width=3)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            draw.text(
                (EDGE + COLUMN * (j + 0.5), EDGE + ROW * (i + 0.5)), text,
                fill="black", font=font(10.5, "IPAexGothic"), anchor="mm",
            )  # fmt: skip
    grey = np.asarray(image).astype(np.float64)
    grey += np.random.default_rng(1).normal(0, noise, grey.shape[:2])[..., None]
    return np.clip(grey, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("shade", "noise"), [(255, 0.0), (185, 0.0), (190, 12.0)])
def test_rules_are_found_and_what_is_written_between_them_stays(shade: int, noise: float) -> None:
    rows = [["検査件数", "陽性率", "件"], ["抗原検査", "中日", "件"]]
    picture = table(rows, shade=shade, noise=noise)
    strokes = ruling.strokes_of(grey_of(picture), SCALE)
    assert (len(strokes.level), len(strokes.upright)) == (3, 4)
    bare = grey_of(ruling.without(picture, strokes, SCALE)).astype(int)
    inside = grey_of(picture).astype(int)
    for i in range(2):
        for j in range(3):
            cell = np.s_[
                EDGE + ROW * i + 5 : EDGE + ROW * (i + 1) - 4,
                EDGE + COLUMN * j + 5 : EDGE + COLUMN * (j + 1) - 4,
            ]
            assert np.array_equal(bare[cell], inside[cell])
    # nothing is left of the rules, where they cross neither
    crossing = bare[EDGE + ROW - 3 : EDGE + ROW + 4, EDGE + COLUMN - 3 : EDGE + COLUMN + 4]
    assert crossing.min() > shade - 60


def test_what_was_found_across_rules_is_cut_at_them() -> None:
    picture = table([["男", "1,234"], ["女", "5"], ["男", "6"]])
    grey = grey_of(picture)
    strokes = ruling.strokes_of(grey, SCALE)
    bare = ruling.without(picture, strokes, SCALE)
    ink = cells.ink_in(grey_of(bare), SCALE)

    def box(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]

    row = box(EDGE + 30, EDGE + 4, EDGE + 2 * COLUMN - 10, EDGE + ROW - 4)
    column = box(EDGE + 35, EDGE + 4, EDGE + 85, EDGE + 3 * ROW - 4)
    found = cells.cut_at_rules(np.array([row]), strokes, ink, SCALE)
    assert len(found) == 2
    assert len(cells.cut_at_rules(np.array([column]), strokes, ink, SCALE)) == 3
    inside = np.array([box(EDGE + 35, EDGE + 4, EDGE + 85, EDGE + ROW - 4)])
    assert np.array_equal(cells.cut_at_rules(inside, strokes, ink, SCALE), inside)


def test_words_that_are_struck_out_are_not_cut() -> None:
    image = Image.new("RGB", (500, 60), "white")
    draw = ImageDraw.Draw(image)
    draw.text((20, 12), "削除された文字列", fill="black", font=font(12.0))
    draw.line((10, 29, 320, 29), fill="black", width=3)
    picture = np.asarray(image)
    strokes = ruling.strokes_of(grey_of(picture), SCALE)
    assert len(strokes.level) == 1
    ink = cells.ink_in(grey_of(ruling.without(picture, strokes, SCALE)), SCALE)
    found = np.array([[(14.0, 6.0), (300.0, 6.0), (300.0, 54.0), (14.0, 54.0)]])
    assert len(cells.cut_at_rules(found, strokes, ink, SCALE)) == 1


def test_single_characters_in_cells_are_read(engine: PpOcr) -> None:
    rows = [["番号", "性別", "該当"], ["3", "男", "○"], ["7", "女", ""], ["8", "女", "○"]]
    picture = table(rows, shade=200)
    size = (picture.shape[1] / SCALE, picture.shape[0] / SCALE)
    read = read_picture(picture, size, engine)
    ordered = sorted(read.lines, key=lambda line: (round(line.box.y0 / 14), line.box.x0))
    assert [line.text for line in ordered] == [text for row in rows for text in row if text]


def test_forms_that_chinese_print_uses_are_those_of_japanese() -> None:
    assert twins(("", "査", "沖", "查", "人")) == ([3], [1])


def numbers(dots: list[tuple[int, int]]) -> tuple[list[OcrLine], np.ndarray]:
    """Five rows of two numbers as they were read, and the ink of dots at such places, in pixels."""
    lines = [
        OcrLine(text, Box(x, y, x + 20, y + 8))
        for y in range(20, 120, 20)
        for x, text in ((20, "13.1"), (120, "18.2"))
    ]
    ink = np.zeros((140, 200), np.bool_)
    for x, y in dots:
        ink[y - 1 : y + 2, x - 1 : x + 2] = True
    return lines, ink


def test_dots_that_stand_for_nothing_in_a_column_of_numbers_are_found() -> None:
    column = [(80, 24), (80, 44), (81, 64), (80, 104)]
    found = cells.dots_for_nothing(*numbers(column), 1.0)
    assert [line.text for line in found] == ["・"] * 4
    for line, (x, y) in zip(found, column, strict=True):
        assert abs((line.box.x0 + line.box.x1) / 2 - x) < 1
        assert abs((line.box.y0 + line.box.y1) / 2 - y) < 1


@pytest.mark.parametrize(
    "specks",
    [
        [(80, 24), (80, 44)],
        [(80, 33), (80, 53), (80, 73), (80, 93)],
        [(60, 24), (75, 44), (90, 64), (100, 84)],
        [(x, y) for x in range(60, 110, 6) for y in range(20, 110, 4)],
        [(43, 24), (43, 44), (43, 64), (43, 84)],
    ],
    ids=["few", "between rows", "no column", "dotted ground", "beside a number"],
)
def test_specks_are_no_such_dots(specks: list[tuple[int, int]]) -> None:
    assert cells.dots_for_nothing(*numbers(specks), 1.0) == []
