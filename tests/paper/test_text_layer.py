"""A text layer that is laid over pictures: found by other programs at its place, and not seen."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pypdfium2
import pytest

from shiryokan.paper.formats.text_layer import text_layer
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.model import Block, Box, Line, Page

WORDS = "御鏡市 第12号"
COLUMN = "縦の𠮷野"


def sheet() -> Page:
    level = Line(WORDS, Box(100, 100, 192, 112), tuple(100 + 11.5 * n for n in range(9)))
    upright = Line(
        COLUMN, Box(500, 100, 512, 148), (100.0, 112.0, 124.0, 136.0, 148.0), direction="ttb"
    )
    lines = (level, upright)
    text = "\n".join(line.text for line in lines)
    return Page(1, 595.28, 841.89, text, (Block("text", Box(0, 0, 1, 1), lines),))


@pytest.fixture
def searchable(samples: Path, tmp_path: Path) -> Path:
    path = tmp_path / "searchable.pdf"
    with IsolatedReader(samples / "mikagami-notice-scan.pdf") as reader:
        path.write_bytes(b"".join(reader.searchable(text_layer([sheet()]), [1])))
    return path


def test_the_text_is_found_at_its_place(searchable: Path) -> None:
    page = pypdfium2.PdfDocument(searchable)[0].get_textpage()
    whole = page.get_text_range()
    found = {word: whole.index(word) for word in ("鏡", "縦", "号")}
    height = 841.89
    for word, box in (
        ("鏡", (111.5, 100, 123.5, 112)),
        ("号", (180.5, 100, 192.5, 112)),
        ("縦", (500, 100, 512, 112)),
    ):
        left, bottom, right, top = page.get_charbox(found[word])
        assert (left, height - top, right, height - bottom) == pytest.approx(box, abs=0.7)
    assert COLUMN in pypdf.PdfReader(searchable).pages[0].extract_text()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_poppler_finds_it_too(searchable: Path) -> None:
    told = subprocess.run(
        ["pdftotext", "-bbox", searchable, "-"], capture_output=True, text=True, check=True
    ).stdout
    root = ElementTree.fromstring(told.partition("?>")[2] if told.startswith("<?xml") else told)
    words = [each for each in root.iter() if each.tag.endswith("word")]
    column = next(each for each in words if each.text == COLUMN)
    box = [float(column.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")]
    assert box == pytest.approx([500, 100, 512, 148], abs=0.5)
    assert "".join(str(each.text) for each in words if each is not column).count("御鏡市") == 1


def test_nothing_of_it_is_seen(searchable: Path, samples: Path) -> None:
    before, after = (
        pypdfium2.PdfDocument(path)[0].render(scale=0.5).to_pil().tobytes()
        for path in (samples / "mikagami-notice-scan.pdf", searchable)
    )
    assert before == after


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned_has_it_where_it_is_seen(
    samples: Path, tmp_path: Path, degrees: int
) -> None:
    path = tmp_path / "turned.pdf"
    turned = pypdfium2.PdfDocument(samples / "mikagami-notice-scan.pdf")
    turned[0].set_rotation(degrees)
    turned[0].set_cropbox(10, 20, 590, 820)
    turned.save(path)
    width, height = turned[0].get_size()
    line = Line("場所", Box(50, 60, 70, 70), (50.0, 60.0, 70.0))
    page = Page(1, width, height, "場所", (Block("text", line.bbox, (line,)),))
    with IsolatedReader(path) as reader:
        written = b"".join(reader.searchable(text_layer([page]), [1]))
    path.write_bytes(written)
    with IsolatedReader(path) as reader:
        (read,) = reader.pages()
    (found,) = [each for _, _, each in read.lines() if "場所" in each.text]
    assert found.bbox == pytest.approx(line.bbox, abs=1)
