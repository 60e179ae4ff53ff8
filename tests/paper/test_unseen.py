"""Text that a page does not show is not its text; what is seen stays, whatever lies about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import GOTHIC, Pen, lines, page_of, plain, read
from tests.paper.font_drawing import stream
from tests.pdfs import FONT, JAPANESE_FONT, raw_pdf

SECRET = "架空太郎"
TITLE = "行政文書開示決定通知書"


def picture(gray: int | None = None, *, noise: bool = False) -> ImageReader:
    """A picture of one grey, or one that looks like a scan of text."""
    if noise:
        pixels = np.random.default_rng(1).integers(0, 2, (60, 200)).astype(np.uint8) * 255
        return ImageReader(Image.fromarray(pixels).convert("L"))
    return ImageReader(Image.new("L", (40, 20), gray or 0))


def notice(canvas: Canvas, over: Callable[[Canvas, float, float, float], None]) -> None:
    """A page with a title and a name, over which ``over`` paints from x0 to x1 at height y."""
    Pen(canvas, 100, 500, 14).write(TITLE)
    hand = Pen(canvas, 60, 400)
    hand.write("請求者の氏名は")
    x0, x1 = hand.write(SECRET)
    hand.write("である。")
    over(canvas, x0, x1, 400)


def box(red: float, green: float, blue: float) -> Callable[[Canvas, float, float, float], None]:
    def paint(canvas: Canvas, x0: float, x1: float, y: float) -> None:
        canvas.setFillColorRGB(red, green, blue)
        canvas.rect(x0, y - 3, x1 - x0, 15, stroke=0, fill=1)

    return paint


def two_boxes(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    middle = (x0 + x1) / 2
    for a, b in ((x0, middle), (middle, x1)):
        canvas.rect(a, y - 3, b - a, 15, stroke=0, fill=1)


def rounded(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.roundRect(x0 - 3, y - 4, x1 - x0 + 6, 17, 3, stroke=0, fill=1)


def pasted(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.drawImage(picture(0), x0, y - 3, x1 - x0, 15)


def pasted_white(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.drawImage(picture(255), x0, y - 3, x1 - x0, 15)


def in_a_form(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.beginForm("over")
    canvas.rect(x0, y - 3, x1 - x0, 15, stroke=0, fill=1)
    canvas.endForm()
    canvas.doForm("over")


COVERS = [
    box(0, 0, 0), box(1, 1, 1), box(0.5, 0.5, 0.5), box(0.8, 0, 0), box(1, 1, 0.9),
    two_boxes, pasted, pasted_white, in_a_form, rounded,
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(COVERS)))
def test_covered_text_is_left_out(tmp_path: Path, number: int) -> None:
    page = page_of(tmp_path, lambda c: notice(c, COVERS[number]))
    assert plain(page) == TITLE + "請求者の氏名はである。"
    assert [w.code for w in page.warnings] == ["text_unseen"]


def clear(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.4)
    canvas.rect(x0, y - 3, x1 - x0, 15, stroke=0, fill=1)


def beside(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.rect(x0, y + 14, x1 - x0, 15, stroke=0, fill=1)


def outline(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.rect(x0, y - 3, x1 - x0, 15, stroke=1, fill=0)


def half(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.rect(x0, y - 6, x1 - x0, 5, stroke=0, fill=1)


@pytest.mark.parametrize("over", [clear, beside, outline, half])
def test_text_that_shows_stays(
    tmp_path: Path, over: Callable[[Canvas, float, float, float], None]
) -> None:
    page = page_of(tmp_path, lambda c: notice(c, over))
    assert sorted(plain(page)) == sorted(TITLE + f"請求者の氏名は{SECRET}である。")
    assert page.warnings == () and not any(line.reasons for line in lines(page))


def on(canvas: Canvas, ground: tuple[float, ...] | None, ink: tuple[float, ...]) -> None:
    Pen(canvas, 100, 500, 14).write(TITLE)
    if ground:
        canvas.setFillColorRGB(*ground)
        canvas.rect(50, 380, 300, 50, stroke=0, fill=1)
    canvas.setFillColorRGB(*ink)
    Pen(canvas, 60, 400).write(SECRET)


SAME = [
    (None, (1, 1, 1)), (None, (0.98, 0.98, 0.98)), ((0, 0, 0), (0, 0, 0)),
    ((0.2, 0.3, 0.7), (0.2, 0.3, 0.7)), ((0.9, 0.9, 0.9), (0.9, 0.9, 0.9)),
    ((1, 1, 1), (1, 1, 1)), ((1, 0, 0), (1, 0.02, 0)), ((0.5, 0.5, 0.5), (0.51, 0.5, 0.5)),
    ((0, 0.5, 0), (0, 0.5, 0)), ((1, 1, 0.8), (1, 1, 0.8)),
]  # fmt: skip
OTHER = [
    ((0, 0, 0), (1, 1, 1)), ((0.2, 0.3, 0.7), (1, 1, 1)), (None, (0.8, 0.8, 0.8)),
    ((1, 1, 0.8), (0, 0, 0)), ((0.9, 0.9, 0.9), (0.6, 0.6, 0.6)), (None, (1, 1, 0.5)),
    ((0.5, 0, 0), (1, 1, 1)), ((0, 0, 0), (0.3, 0.3, 0.3)), (None, (1, 0, 0)),
    ((1, 1, 1), (0, 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("ground", "ink"), SAME)
def test_text_in_the_colour_of_its_ground_is_left_out(
    tmp_path: Path, ground: tuple[float, ...] | None, ink: tuple[float, ...]
) -> None:
    page = page_of(tmp_path, lambda c: on(c, ground, ink))
    assert plain(page) == TITLE
    assert [w.code for w in page.warnings] == ["text_unseen"]


@pytest.mark.parametrize(("ground", "ink"), OTHER)
def test_text_in_another_colour_stays(
    tmp_path: Path, ground: tuple[float, ...] | None, ink: tuple[float, ...]
) -> None:
    page = page_of(tmp_path, lambda c: on(c, ground, ink))
    assert (plain(page), page.warnings) == (TITLE + SECRET, ())


def test_white_text_on_a_picture_or_a_shape_stays(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture(40), 50, 380, 300, 50)
        canvas.setFillColorRGB(0, 0, 0.6)
        canvas.circle(200, 500, 60, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        Pen(canvas, 60, 400, font=GOTHIC).write("写真の上の文字")
        Pen(canvas, 170, 500).write("円の中の字")

    page = page_of(tmp_path, draw)
    assert sorted(page.text.split()) == sorted(["写真の上の文字", "円の中の字"])
    assert page.warnings == ()


def invisible(canvas: Canvas, x: float, y: float, text: str) -> None:
    writing = canvas.beginText(x, y)
    writing.setFont(FONT, 10.5)
    writing.setTextRenderMode(3)
    writing.textLine(text)
    canvas.drawText(writing)


@pytest.mark.parametrize("first", ["picture", "text"])
@pytest.mark.parametrize("text", [SECRET, "予算の執行について", "令和６年４月１日"])
def test_the_text_of_a_scan_is_read_with_a_doubt(tmp_path: Path, first: str, text: str) -> None:
    def draw(canvas: Canvas) -> None:
        if first == "picture":
            canvas.drawImage(picture(noise=True), 0, 0, 420, 595)
        invisible(canvas, 60, 400, text)
        if first == "text":
            canvas.drawImage(picture(noise=True), 0, 0, 420, 595)

    (line,) = lines(page_of(tmp_path, draw))
    assert (line.text, line.reasons) == (text, ("invisible",))


@pytest.mark.parametrize("text", [SECRET, "予算の執行について", "令和６年４月１日"])
def test_painted_text_under_a_scan_is_read_with_a_doubt(tmp_path: Path, text: str) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 60, 400).write(text)
        canvas.drawImage(picture(noise=True), 0, 0, 420, 595)

    (line,) = lines(page_of(tmp_path, draw))
    assert (line.text, line.reasons) == (text, ("covered",))


@pytest.mark.parametrize("text", [SECRET, "予算の執行について", "令和６年４月１日"])
def test_invisible_text_over_blank_paper_is_left_out(tmp_path: Path, text: str) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 100, 500, 14).write(TITLE)
        invisible(canvas, 60, 400, text)

    page = page_of(tmp_path, draw)
    assert plain(page) == TITLE
    assert [w.code for w in page.warnings] == ["text_unseen"]


@pytest.mark.parametrize("opacity", [0.0, 0.03])
def test_transparent_text_is_left_out(tmp_path: Path, opacity: float) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 100, 500, 14).write(TITLE)
        canvas.setFillAlpha(opacity)
        Pen(canvas, 60, 400, 12).write(SECRET)

    page = page_of(tmp_path, draw)
    assert plain(page) == TITLE
    assert [w.code for w in page.warnings] == ["text_unseen"]


@pytest.mark.parametrize("opacity", [0.2, 0.6])
def test_pale_text_stays(tmp_path: Path, opacity: float) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 100, 500, 14).write(TITLE)
        canvas.setFillAlpha(opacity)
        Pen(canvas, 60, 400, 12).write(SECRET)

    assert plain(page_of(tmp_path, draw)) == TITLE + SECRET


def test_what_is_too_small_to_be_seen_is_left_out(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 100, 500, 14).write(TITLE)
        for i, size in enumerate((0.01, 0.05, 0.1, 0.2, 0.3, 0.4)):
            Pen(canvas, 60, 400 - 20 * i, size).write(SECRET)

    assert plain(page_of(tmp_path, draw)) == TITLE


def cut_to(canvas: Canvas, *boxes: tuple[float, float, float, float]) -> None:
    """Show what is painted next within all of ``boxes`` (left, bottom, width, height) alone."""
    for each in boxes:
        path = canvas.beginPath()
        path.rect(*each)
        canvas.clipPath(path, stroke=0, fill=0)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_its_cell_has_no_room_for_is_left_out(tmp_path: Path, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        Pen(canvas, 100, 380, 14).write(TITLE)
        canvas.saveState()
        cut_to(canvas, (60, 290, 72, 20))
        Pen(canvas, 60, 300, 12).write("電子カルテ情報共有サービス")
        canvas.restoreState()
        # the next cell, over which the rest would lie
        Pen(canvas, 132, 300, 12).write("令和七年度")

    page = page_of(tmp_path, draw)
    words = "電子カルテ情令和七年度"
    assert sorted(plain(page)) == sorted(TITLE + words)
    assert rotation or plain(page) == TITLE + words
    assert [w.code for w in page.warnings] == ["text_unseen"]


@pytest.mark.parametrize(
    "boxes",
    [
        [(50, 300, 300, 60)],
        # what all paths leave
        [(0, 0, 420, 595), (50, 300, 300, 60), (40, 290, 300, 60)],
        # to the edge of what is written, a letter's tail apart
        [(60, 318, 144, 12)],
    ],
)
def test_what_is_within_its_path_stays(
    tmp_path: Path, boxes: list[tuple[float, float, float, float]]
) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 100, 500, 14).write(TITLE)
        cut_to(canvas, *boxes)
        Pen(canvas, 60, 320, 12).write("請求者の氏名は" + SECRET)

    page = page_of(tmp_path, draw)
    assert plain(page) == TITLE + "請求者の氏名は" + SECRET
    assert not page.warnings


def test_a_whole_text_beyond_its_path_is_left_out(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        Pen(canvas, 100, 500, 14).write(TITLE)
        cut_to(canvas, (50, 300, 300, 60), (50, 450, 300, 20))
        Pen(canvas, 60, 320, 12).write(SECRET)

    assert plain(page_of(tmp_path, draw)) == TITLE


@pytest.mark.parametrize("place", [(-30, 300), (430, 300), (200, 640), (200, -20)])
def test_what_is_outside_the_page_is_left_out(tmp_path: Path, place: tuple[float, float]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        Pen(canvas, 100, 500, 14).write(TITLE)
        canvas.drawString(*place, "隠")

    assert plain(page_of(tmp_path, draw)) == TITLE


def layered(config: bytes, *, form: bool, nested: bool = False) -> bytes:
    """A page with a title, and a name in a layer; ``config`` is the layers' default state."""
    inner = b"BT /F1 12 Tf 50 200 Td <67b67a7a592a90ce> Tj ET"
    body = b"/Fm Do" if form else inner
    if nested:
        body = b"/P << /MCID 0 >> BDC " + body + b" EMC"
    content = b"BT /F1 14 Tf 50 300 Td <884c653f6587 66f8> Tj ET\n"
    content += body if form else b"/OC /L1 BDC " + body + b" EMC"
    oc = b"/OC 8 0 R" if form else b""
    resources = (
        b"/Resources << /Font << /F1 5 0 R >> /Properties << /L1 8 0 R >>"
        b" /XObject << /Fm 9 0 R >> >>"
    )
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [8 0 R] /D << %s >> >> >>"
            % config,
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R %s >>"
            % resources,
            stream(content.replace(b" 66f8", b"66f8")),
            *JAPANESE_FONT,
            b"<< /Type /OCG /Name (Layer) >>",
            stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 400 400] %s %s"
                   % (oc, resources)),
        ]
    )  # fmt: skip


OFF = [b"/OFF [8 0 R] /Order [8 0 R]", b"/BaseState /OFF", b"/ON [] /OFF [ 8 0 R ]"]
ON = [b"/ON [8 0 R] /OFF []", b"/Order [8 0 R]", b"/BaseState /OFF /ON [8 0 R]"]


@pytest.mark.parametrize("config", OFF)
@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("nested", [False, True])
def test_text_in_a_layer_that_is_off_is_left_out(
    tmp_path: Path, config: bytes, form: bool, nested: bool
) -> None:
    page: Page = read(tmp_path, layered(config, form=form, nested=nested))
    assert plain(page) == "行政文書"
    assert [w.code for w in page.warnings] == ["text_unseen"]


@pytest.mark.parametrize("config", ON)
@pytest.mark.parametrize("form", [False, True])
def test_text_in_a_layer_that_is_on_stays(tmp_path: Path, config: bytes, form: bool) -> None:
    page = read(tmp_path, layered(config, form=form))
    assert (plain(page), page.warnings) == ("行政文書架空太郎", ())
