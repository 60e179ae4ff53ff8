"""Words of pictures that are turned within an upright page."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.ocr.folding import squeezed
from shiryokan.paper.ocr.isolated import OcrReader
from shiryokan.paper.ocr.model import OcrLine
from tests import pdfs
from tests.paper.ocr import pictures
from tests.paper.ocr.pictures import SCALE

WORDS = ("第三条　個人情報の保護に関する法律", "問73　診療報酬改定における取扱い")
ABOVE, BELOW = "灯台の点検と霧笛の整備について", "上の図のとおり取り扱う"


def figure(turn: int) -> Image.Image:
    """Two lines, turned against the clock by so many degrees."""
    drawn = Image.fromarray(pictures.page(WORDS, (240.0, 80.0), 11.0))
    return drawn.rotate(turn, expand=True)


def chart() -> Image.Image:
    """Level words, and at their left some that run upwards."""
    level = Image.fromarray(pictures.page(WORDS[:1], (240.0, 220.0), 11.0))
    label = Image.fromarray(pictures.page(WORDS[1:], (220.0, 40.0), 11.0))
    whole = Image.new("RGB", (level.width + label.height, level.height), "white")
    whole.paste(label.rotate(90, expand=True), (0, 0))
    whole.paste(level, (label.height, 0))
    return whole


def columns() -> Image.Image:
    """The same words as columns."""
    each = [np.rot90(pictures.column(text.replace("　", ""), 11.0), -1) for text in WORDS]
    high = max(column.shape[0] for column in each) + 30
    whole = Image.new("RGB", (30 + sum(column.shape[1] + 30 for column in each), high), "white")
    x = whole.width
    for column in each:
        x -= column.shape[1] + 30
        whole.paste(Image.fromarray(np.ascontiguousarray(column)), (x, 15))
    return whole


def shown(path: Path, image: Image.Image) -> list[OcrLine]:
    """What a page with text of its own above and below the picture is read to show in it."""
    wide, high = image.width / SCALE, image.height / SCALE
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=(420, high + 240), invariant=1)
    canvas.setFont(pdfs.FONT, 12)
    canvas.drawString(40, high + 200, ABOVE)
    canvas.drawImage(ImageReader(image), 40, 120, wide, high)
    canvas.drawString(40, 60, BELOW)
    canvas.save()
    path.write_bytes(held.getvalue())
    with OcrReader(path) as reader:
        read = reader.read_page(1, "all").ocr
    assert read is not None
    return [line for line in read.lines if line.pictured]


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_of_a_turned_figure_are_read_in_their_order(turn: int, tmp_path: Path) -> None:
    lines = shown(tmp_path / "a.pdf", figure(turn))
    assert [squeezed(line.text) for line in lines] == [squeezed(text) for text in WORDS]
    for line in lines:
        assert line.turn == turn
        assert line.vertical == (turn != 180)
        assert (line.box.y1 - line.box.y0 > line.box.x1 - line.box.x0) == line.vertical
        for character in line.characters:
            assert line.box.y0 - 1 <= character.box.y0 < character.box.y1 <= line.box.y1 + 1
    first, second = (line.box for line in lines)
    # turned against the clock, lines follow each other to the right
    assert {90: first.x0 < second.x0, 270: first.x0 > second.x0, 180: first.y0 > second.y0}[turn]
    ends = lines[0].characters[0].box, lines[0].characters[-1].box
    along = [end.y0 if lines[0].vertical else end.x0 for end in ends]
    assert (along[0] < along[1]) == (turn == 270)


@pytest.mark.thorough
@pytest.mark.guarding
def test_an_axis_is_turned_and_level_words_are_not(tmp_path: Path) -> None:
    found = {squeezed(line.text): line.turn for line in shown(tmp_path / "a.pdf", chart())}
    assert found == {squeezed(WORDS[0]): 0, squeezed(WORDS[1]): 90}


def test_columns_are_not_turned(tmp_path: Path) -> None:
    lines = shown(tmp_path / "a.pdf", columns())
    assert len(lines) == len(WORDS)
    assert all(line.turn == 0 and line.vertical for line in lines)
