"""Pages read from pictures by the real engine: straight, turned, askew, stamped, faxed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from bench.ocr_degrading import fax, stamp
from bench.ocr_scoring import normal
from PIL import Image
from rapidfuzz.distance import Levenshtein

from shiryokan.paper.model import Page
from shiryokan.paper.ocr.engine import Pixels
from shiryokan.paper.ocr.laying_out import laid_out
from shiryokan.paper.ocr.model import FROM_PICTURE, OcrPage, State
from shiryokan.paper.ocr.pictures import picture_hash
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.reading import read_picture
from tests.paper.ocr.pictures import HEIGHT, LINES, WIDTH, page

WANTED = normal("".join(LINES))


@pytest.fixture(scope="module")
def straight(engine: PpOcr) -> OcrPage:
    return read_picture(page(), (WIDTH, HEIGHT), engine)


def text_of(ocr: OcrPage) -> str:
    return normal(laid_out(msgspec.structs.replace(ocr, rotation=0, skew=0.0), 1).text)


def test_a_clean_page_is_read_to_the_letter(straight: OcrPage) -> None:
    assert text_of(straight) == WANTED
    assert (straight.rotation, straight.skew) == (0, 0.0)
    assert straight.picture_sha256 == picture_hash(page())
    assert straight.model.startswith("pp-ocrv6-small/")


def test_each_character_has_its_place(straight: OcrPage) -> None:
    first = min(straight.lines, key=lambda line: line.box.y0)
    assert first.text[:3] == "第一条"
    for number, character in enumerate(first.characters[:3]):
        assert character.box.x0 == pytest.approx(24 + 12 * number, abs=1.5)
        assert character.box.y0 == pytest.approx(18, abs=2.5)
        assert character.box.x1 - character.box.x0 == pytest.approx(12, abs=1.5)
        assert character.confidence > 0.9
    assert first.state is State.READ


def test_the_page_is_of_the_same_kind_as_a_digital_one(straight: OcrPage) -> None:
    read: Page = laid_out(straight, 7)
    assert read.page == 7
    assert [warning.code for warning in read.warnings] == [FROM_PICTURE]
    lines = [line for _, _, line in read.lines()]
    assert all(len(line.edges) == len(line.text) + 1 for line in lines)
    assert lines[0].bbox.y0 == pytest.approx(18, abs=2.5)


def turned(picture: Pixels) -> Pixels:
    return np.ascontiguousarray(np.rot90(picture))


def upside_down(picture: Pixels) -> Pixels:
    return np.ascontiguousarray(np.rot90(picture, 2))


def askew(picture: Pixels) -> Pixels:
    image = Image.fromarray(picture)
    return np.asarray(image.rotate(-1.7, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)))


def stamped(picture: Pixels) -> Pixels:
    return stamp(picture, picture, np.random.default_rng(3))[0]


def faxed(picture: Pixels) -> Pixels:
    return fax(picture, picture, np.random.default_rng(3))[0]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("worse", "most_wrong", "rotation"),
    [(turned, 0, 90), (upside_down, 0, 180), (askew, 1, 0), (stamped, 2, 0), (faxed, 2, 0)],
)
def test_a_worse_picture_is_made_straight_and_read(
    worse: Callable[[Pixels], Pixels], most_wrong: int, rotation: int, engine: PpOcr
) -> None:
    picture = worse(page())
    size = (picture.shape[1] * 72 / 200, picture.shape[0] * 72 / 200)
    ocr = read_picture(picture, size, engine)
    assert ocr.rotation == rotation
    assert Levenshtein.distance(text_of(ocr), WANTED) <= most_wrong
    if worse is askew:
        assert ocr.skew == pytest.approx(-1.7, abs=0.15)
    if worse is turned:
        # on the page as it is shown the first line stands at the left and reads upwards
        shown = laid_out(ocr, 1)
        first = next(line for _, _, line in shown.lines())
        assert first.direction == "btt"
        assert first.bbox.x0 == pytest.approx(18, abs=3)
        assert (shown.width, shown.height) == pytest.approx(size, abs=0.1)


def test_ruled_lines_make_a_table_of_a_picture(engine: PpOcr) -> None:
    picture = page(("区分　点数　備考",), (300.0, 90.0)).copy()
    cells = (("加算", "120点", "一般"), ("減算", "45点", "療養"))
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            part = page((text,), (80.0, 40.0), 10.0)[30:110, 40:220]
            y, x = 100 + 70 * row, 70 + 250 * column
            picture[y : y + 80, x : x + 180] = np.minimum(picture[y : y + 80, x : x + 180], part)
    for y in (95, 167, 239):
        picture[y : y + 3, 60:810] = 0
    for x in (60, 310, 560, 807):
        picture[95:242, x : x + 3] = 0
    ocr = read_picture(picture, (300.0, 90.0), engine)
    assert (len(ocr.horizontal), len(ocr.vertical)) == (3, 4)
    table = next(block for block in laid_out(ocr, 1).blocks if block.kind == "table")
    texts = ["".join(table.lines[i].text for i in range(c.start, c.end)) for c in table.cells]
    assert [normal(text) for text in texts] == [normal(t) for row in cells for t in row]


def test_nothing_is_read_where_nothing_stands(engine: PpOcr) -> None:
    for picture in (np.full((400, 300, 3), 255, np.uint8), np.zeros((400, 300, 3), np.uint8)):
        ocr = read_picture(picture, (108.0, 144.0), engine)
        assert ocr.lines == ()
        assert ocr.warnings == ("picture_blank",)
    noise = np.random.default_rng(1).integers(0, 255, (400, 300, 3)).astype(np.uint8)
    ocr = read_picture(noise, (108.0, 144.0), engine)
    assert ocr.lines == ()
    assert ocr.warnings == ("picture_without_text",)
