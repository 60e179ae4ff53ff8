"""Glyphs asked for in bulk are those that PDFium gives one by one through its typed functions."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from shiryokan.paper.glyphs import _BLOCK, _codes, frame_of, read_glyphs
from tests import pdfs

PAGES = (
    ("mikagami-plan-2024.pdf", 3),
    ("mikagami-guideline.pdf", 2),
    ("mikagami-slides.pdf", 2),
    ("mikagami-notice-scan.pdf", 1),
)


@contextmanager
def opened(path: Path, number: int) -> Iterator[tuple[object, object]]:
    document = pypdfium2.PdfDocument(path)
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    text = pdfium.FPDFText_LoadPage(page)
    yield page, text
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)


class Description(NamedTuple):
    """What PDFium gives of a glyph, in the page's own coordinates."""

    code: int
    generated: bool
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: float
    mode: int
    weight: int


def one_by_one(text: object, i: int) -> Description:
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text, i, box)
    pdfium.FPDFText_GetCharOrigin(text, i, x, y)
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    painter = pdfium.FPDFText_GetTextObject(text, i)
    generated = pdfium.FPDFText_IsGenerated(text, i) == 1
    return Description(
        pdfium.FPDFText_GetUnicode(text, i),
        generated,
        (box.left, box.top, box.right, box.bottom),
        (x.value, y.value),
        0.0 if generated else pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d),
        0.0 if generated else math.atan2(matrix.b, matrix.a),
        -1 if generated else pdfium.FPDFTextObj_GetTextRenderMode(painter),
        -1 if generated else pdfium.FPDFText_GetFontWeight(text, i),
    )


def check(path: Path, number: int) -> int:
    """How many glyphs the page has, all of them as PDFium gives them one by one."""
    with opened(path, number) as (page, text):
        glyphs = read_glyphs(page, text, 100_000)
        frame = frame_of(page)
        assert frame.rotation == 0
        for i in range(len(glyphs)):
            given = one_by_one(text, i)
            left, top, right, bottom = (float(v) for v in glyphs.box[i])
            assert glyphs.code[i] == given.code and glyphs.generated[i] == given.generated
            assert given.box == pytest.approx(
                (left + frame.left, frame.top - top, right + frame.left, frame.top - bottom)
            )
            x, y = (float(v) for v in glyphs.origin[i])
            assert given.origin == pytest.approx((x + frame.left, frame.top - y))
            assert float(glyphs.size[i]) == pytest.approx(given.size)
            assert float(glyphs.angle[i]) == pytest.approx(-given.angle % (2 * math.pi))
            assert glyphs.mode[i] == given.mode
            weight = glyphs.fonts[glyphs.font[i]].weight if glyphs.font[i] >= 0 else -1
            assert weight == given.weight
        return len(glyphs)


@pytest.mark.parametrize(("name", "number"), PAGES)
def test_glyphs_are_those_that_pdfium_gives_one_by_one(
    samples: Path, name: str, number: int
) -> None:
    check(samples / name, number)


def test_more_glyphs_than_there_is_room_for_at_once(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdfs.pdf("\n".join(f"{i:03d}" + "資料館の目録" * 12 for i in range(40))))
    assert check(path, 1) > _BLOCK


@pytest.mark.parametrize(
    "text",
    ["an inter-\nnational agree-\nment of of-\nfices", "𠮷野家の𠮟責", "a\u00adb\u200bc", "目録"],
)
def test_signs_that_pdfium_gives_otherwise_where_all_are_asked_at_once(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(pdfs.pdf(text))
    with opened(path, 1) as (_, handle):
        count = pdfium.FPDFText_CountChars(handle)
        address = ctypes.cast(handle, ctypes.c_void_p)
        given = [pdfium.FPDFText_GetUnicode(handle, i) for i in range(count)]
        assert _codes(address, count).tolist() == given


def test_no_more_glyphs_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdfs.pdf("資料館の目録"))
    with opened(path, 1) as (page, text):
        assert len(read_glyphs(page, text, 4)) == 4
        assert len(read_glyphs(page, text, 0)) == 0
