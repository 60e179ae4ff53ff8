"""Glyphs asked for in bulk are those that PDFium gives one by one through its typed functions."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from shiryokan.paper.glyphs import _BLOCK, _codes, frame_of, read_glyphs
from tests import pdfs
from tests.paper import font_drawing

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


def spanned(number: int, text: str, x: float) -> bytes:
    """A glyph in a span that tells of its text, as programs write that print through Skia."""
    told = text.encode("utf-16-be").hex().encode()
    return b"/Span << /ActualText <feff%s> >> BDC\n%sEMC\n" % (
        told,
        font_drawing.written([number], x),
    )


def cells(path: Path) -> list[tuple[str, tuple[float, ...]]]:
    """What stands on the first page, each with the box of its cell."""
    with opened(path, 1) as (page, text):
        glyphs = read_glyphs(page, text, 1000)
        return [
            (chr(code), tuple(round(float(side), 1) for side in box))
            for code, box, made in zip(glyphs.code, glyphs.box, glyphs.generated, strict=True)
            if not made
        ]


def test_a_glyph_whose_text_is_told_has_its_whole_cell(tmp_path: Path) -> None:
    font = font_drawing.mapped(["程", "第", "⽇"])
    path = tmp_path / "told.pdf"
    content = spanned(3, "日", 50) + font_drawing.written([1, 2], 62) + spanned(3, "日", 100)
    path.write_bytes(font_drawing.page_of(content, font))
    assert cells(path) == [
        ("日", (50.0, 89.4, 62.0, 101.4)),
        ("程", (62.0, 89.4, 74.0, 101.4)),
        ("第", (74.0, 89.4, 86.0, 101.4)),
        ("日", (100.0, 89.4, 112.0, 101.4)),
    ]


def test_characters_that_one_span_tells_of_stay_side_by_side(tmp_path: Path) -> None:
    font = font_drawing.mapped(["程", "第", "⽂"])
    path = tmp_path / "told.pdf"
    told = "文用文".encode("utf-16-be").hex().encode()
    content = b"/Span << /ActualText <feff%s> >> BDC\n%sEMC\n" % (
        told,
        font_drawing.written([3, 3, 3], 50),
    )
    path.write_bytes(font_drawing.page_of(font_drawing.written([1, 2], 26) + content, font))
    found = cells(path)[2:]
    assert [text for text, _ in found] == ["文", "用", "文"]
    assert {(box[1], box[3]) for _, box in found} == {(89.4, 101.4)}
    lefts = [box[0] for _, box in found]
    assert lefts == sorted(lefts) and lefts[-1] - lefts[0] > 20


def drawn_font(mapping: Sequence[str]) -> list[bytes]:
    """A Type 3 font whose glyph *i* + 1 is a low bar, and stands for ``mapping[i]``."""
    names = b" ".join(b"/g%d" % i for i in range(1, len(mapping) + 1))
    lines = b"".join(
        b"<%02x> <%s>\n" % (i, text.encode("utf-16-be").hex().encode())
        for i, text in enumerate(mapping, start=1)
    )
    procedures = b" ".join(b"/g%d 6 0 R" % i for i in range(1, len(mapping) + 1))
    return [
        b"<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox [0 0 0 0]"
        b" /FirstChar 1 /LastChar %d /Widths [%s] /CharProcs << %s >> /ToUnicode 7 0 R"
        b" /Encoding << /Differences [1 %s] >> >>"
        % (len(mapping), b"1000 " * len(mapping), procedures, names),
        font_drawing.stream(b"1000 0 100 300 900 400 d1 100 300 800 100 re f"),
        font_drawing.stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            b"1 begincodespacerange <00> <ff> endcodespacerange\n"
            b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(mapping), lines)
        ),
    ]


def test_glyphs_of_a_font_of_drawings_have_cells_of_an_em(tmp_path: Path) -> None:
    path = tmp_path / "drawn.pdf"
    content = b"BT /F1 12 Tf 1 0 0 1 50 300 Tm <010203> Tj ET"
    path.write_bytes(font_drawing.page_of(content, drawn_font(["一", "二", "-"])))
    one, two, dash = cells(path)
    assert one == ("一", (50.0, 89.4, 62.0, 101.4))
    assert two == ("二", (62.0, 89.4, 74.0, 101.4))
    assert dash == ("-", (74.0, 89.4, 86.0, 101.4))
