"""Pictures of pages, typeset here, and PDFs that hold nothing but pictures."""

from __future__ import annotations

import functools
import io

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from tools.office_pages.fonts import FILES, FOLDER
from tools.office_pages.fonts import font as office_font
from tools.office_pages.pdf import PdfWriter

from shiryokan.paper.ocr.engine import Pixels

DPI = 200
SCALE = DPI / 72
WIDTH, HEIGHT = 330.0, 150.0
"""Points."""
LINES = (
    "第一条　個人情報の保護に関する法律",
    "(1)　令和6年度の予算は12,340円とする。",
    "ロ　リハビリテーションの施設基準",
    "問73　診療報酬改定における取扱い",
)
"""What the pages say."""


@functools.cache
def font(size: float, name: str = "IPAexMincho") -> ImageFont.FreeTypeFont:
    """A font, set the same way on every machine: Raqm is used only where FriBidi is installed."""
    path = str(FOLDER / FILES[name])
    return ImageFont.truetype(path, round(size * SCALE), layout_engine=ImageFont.Layout.BASIC)


def page(
    lines: tuple[str, ...] = LINES, size: tuple[float, float] = (WIDTH, HEIGHT), em: float = 12.0
) -> Pixels:
    """A page of level lines, two ems apart."""
    image = Image.new("RGB", (round(size[0] * SCALE), round(size[1] * SCALE)), "white")
    draw = ImageDraw.Draw(image)
    for number, text in enumerate(lines):
        place = (24 * SCALE, (18 + 2 * em * number) * SCALE)
        draw.text(place, text, fill="black", font=font(em))
    return np.asarray(image)


def strip(text: str, em: float = 12.0, name: str = "IPAexMincho") -> Pixels:
    """One line, with a fifth of an em of white about it."""
    drawn = font(em, name)
    left, top, right, bottom = drawn.getbbox(text)
    image = Image.new("RGB", (round(right - left) + 16, round(bottom - top) + 16), "white")
    ImageDraw.Draw(image).text((8 - left, 8 - top), text, fill="black", font=drawn)
    return np.asarray(image)


def column(text: str, em: float = 12.0, name: str = "IPAexMincho") -> Pixels:
    """A vertical line that lies on its left side, as columns are looked at."""
    writer = PdfWriter("", "")
    used = writer.font(office_font(name), vertical=True)
    high = em * (len(text) + 1)
    place = f"1 0 0 1 {0.7 * em:.2f} {high - 0.5 * em:.2f} Tm"
    content = f"BT /{used.name} {em} Tf {place} <{used.encoded(text)}> Tj ET"
    writer.page(1.4 * em, high, content)
    drawn = pypdfium2.PdfDocument(writer.bytes())[0].render(scale=SCALE, rev_byteorder=True)
    return np.ascontiguousarray(np.rot90(drawn.to_numpy()[..., :3]))


def pdf_of(*pictures: Pixels | Image.Image) -> bytes:
    """A PDF of one picture a page."""
    images = [p if isinstance(p, Image.Image) else Image.fromarray(p) for p in pictures]
    held = io.BytesIO()
    images[0].save(held, "PDF", save_all=True, append_images=images[1:], resolution=DPI)
    return held.getvalue()
