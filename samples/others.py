"""The guideline, the slides and the scanned notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from typesetting import GOTHIC, MINCHO, Sheet, broken, width_of

LEFT, RIGHT, BOTTOM = 70.0, 525.0, 760.0


def guideline(source: dict[str, Any], folder: Path) -> Path:
    """Numbered requirements with a table of contents, which needs the page numbers of a first
    pass."""
    path = folder / source["file"]
    places: dict[str, int] = {}
    for _ in range(2):
        _Guideline(path, source, places).build()
    return path


class _Guideline:
    def __init__(self, path: Path, source: dict[str, Any], places: dict[str, int]) -> None:
        self.source, self.places = source, places
        self.sheet = Sheet(path, A4, source["title"])
        self.number, self.y = 1, 90.0

    def build(self) -> None:
        self._front()
        for chapter in self.source["chapters"]:
            self._turn()
            self.places[chapter["title"]] = self.number
            self.sheet.bookmark(chapter["title"], 0, 70)
            self._lines(chapter["title"], GOTHIC, 15, 26)
            for item in chapter["items"]:
                self._item(item)
        self.sheet.next_page()
        self.sheet.save()

    def _front(self) -> None:
        self.sheet.bookmark("表題・目次", 0, 0)
        self._lines(self.source["title"], GOTHIC, 18, 34)
        self._lines(self.source["lead"], MINCHO, 10.5, 18)
        self._lines("（この文書は見本です。水鏡市は架空の市です。）", MINCHO, 9, 16)
        self.y += 14
        self._lines("目次", GOTHIC, 13, 24)
        for chapter in self.source["chapters"]:
            self._leader(chapter["title"], 0)
            for item in chapter["items"]:
                self._leader(f"{item['number']} {item['title']}", 14)
        self._foot()

    def _leader(self, title: str, indent: float) -> None:
        page = str(self.places.get(title, 0))
        x = LEFT + indent
        room = RIGHT - x - width_of(title, MINCHO, 10.5) - width_of(page, MINCHO, 10.5) - 10
        dots = "…" * int(room // width_of("…", MINCHO, 10.5))
        self.sheet.text(x, self.y, f"{title} {dots}", MINCHO, 10.5)
        self.sheet.text(RIGHT - width_of(page, MINCHO, 10.5), self.y, page, MINCHO, 10.5)
        self.y += 19

    def _item(self, item: dict[str, Any]) -> None:
        title = f"{item['number']} {item['title']}"
        if self.y > BOTTOM - 130:
            self._turn()
        self.y += 8
        self.places[title] = self.number
        self.sheet.bookmark(title, 1, self.y - 14)
        self._lines(title, GOTHIC, 12, 22)
        self._lines("【管理策】", GOTHIC, 10.5, 17)
        self._lines(item["control"], MINCHO, 10.5, 17, 12)
        self._lines("【実施の手引】", GOTHIC, 10.5, 17)
        for i, text in enumerate(item["guidance"], start=1):
            self._lines(f"({i}) {text}", MINCHO, 10.5, 17, 12)
        if "table" in item:
            self._table(item["table"])

    def _table(self, rows: list[list[str]]) -> None:
        xs = [LEFT + 12, LEFT + 72, LEFT + 280, RIGHT]
        self.y -= 6
        self.sheet.line(xs[0], self.y, xs[-1], self.y)
        for i, row in enumerate(rows):
            font = GOTHIC if i == 0 else MINCHO
            cells = [
                broken(cell, font, 9.5, b - a - 10)
                for cell, a, b in zip(row, xs, xs[1:], strict=False)
            ]
            height = max(map(len, cells)) * 14 + 7
            for x, lines in zip(xs, cells, strict=False):
                for j, line in enumerate(lines):
                    self.sheet.text(x + 5, self.y + 13 + 14 * j, line, font, 9.5)
            for x in xs:
                self.sheet.line(x, self.y, x, self.y + height)
            self.y += height
            self.sheet.line(xs[0], self.y, xs[-1], self.y)
        self.y += 20

    def _lines(self, text: str, font: str, size: float, leading: float, indent: float = 0) -> None:
        for line in broken(text, font, size, RIGHT - LEFT - indent):
            if self.y > BOTTOM:
                self._turn()
            self.sheet.text(LEFT + indent, self.y, line, font, size)
            self.y += leading

    def _foot(self) -> None:
        self.sheet.text(LEFT, 50, self.source["title"], MINCHO, 8.5)
        self.sheet.centred(805, str(self.number), MINCHO, 9)

    def _turn(self) -> None:
        self.sheet.next_page()
        self.number += 1
        self.y = 90.0
        self._foot()


def slides(source: dict[str, Any], folder: Path) -> Path:
    """Slides with boxes, a chart and a table."""
    path = folder / source["file"]
    width, height = 720.0, 405.0
    sheet = Sheet(path, (width, height), source["title"])
    for number, slide in enumerate(source["slides"], start=1):
        sheet.bookmark(slide["title"], 0, 0)
        if "subtitle" in slide:
            sheet.box(0, 120, width, 90, (0.12, 0.23, 0.37))
            sheet.canvas.setFillColorRGB(1, 1, 1)
            sheet.centred(172, slide["title"], GOTHIC, 30)
            sheet.canvas.setFillColorRGB(0, 0, 0)
            sheet.centred(100, slide["subtitle"], GOTHIC, 14)
        else:
            sheet.text(40, 52, slide["title"], GOTHIC, 24)
            sheet.line(40, 64, width - 40, 64, 2)
        _slide_body(sheet, slide)
        sheet.centred(392, f"架空の市の見本　{number}", MINCHO, 9)
        sheet.next_page()
    sheet.save()
    return path


def _slide_body(sheet: Sheet, slide: dict[str, Any]) -> None:
    for i, box in enumerate(slide.get("boxes", [])):
        x = 40 + i * 218
        sheet.box(x, 100, 200, 200, (0.9, 0.93, 0.97))
        sheet.text(x + 16, 135, box["title"], GOTHIC, 20)
        y = 172.0
        for line in box["lines"]:
            for j, part in enumerate(broken("・" + line, GOTHIC, 14, 172)):
                sheet.text(x + 14 + (14 if j else 0), y, part, GOTHIC, 14)
                y += 22
    for i, (year, count) in enumerate(slide.get("chart", [])):
        x = 70 + i * 85
        sheet.box(x, 320 - count * 6, 50, count * 6, (0.3, 0.45, 0.62))
        sheet.text(x + 14, 312 - count * 6, str(count), GOTHIC, 14)
        sheet.text(x + 2, 340, f"{year}年度", GOTHIC, 11)
    if "table" in slide:
        _slide_table(sheet, slide["table"])
    for i, line in enumerate(slide.get("lines", [])):
        if "subtitle" in slide:
            sheet.centred(270 + 28 * i, line, GOTHIC, 16)
        else:
            for j, part in enumerate(broken("・" + line, GOTHIC, 15, 250)):
                sheet.text(440 + (15 if j else 0), 130 + 60 * i + 22 * j, part, GOTHIC, 15)


def _slide_table(sheet: Sheet, rows: list[list[str]]) -> None:
    xs, y = (40, 140, 540, 680), 95.0
    for i, row in enumerate(rows):
        if i == 0:
            sheet.box(xs[0], y, xs[-1] - xs[0], 40, (0.85, 0.89, 0.94))
        for x, cell in zip(xs, row, strict=False):
            sheet.text(x + 10, y + 26, cell, GOTHIC, 15)
        for x in xs:
            sheet.line(x, y, x, y + 40)
        sheet.line(xs[0], y, xs[-1], y)
        y += 40
    sheet.line(xs[0], y, xs[-1], y)


def scanned(source: dict[str, Any], folder: Path) -> Path:
    """A page without text: drawn, turned a little, with the noise of a scanner (seeded)."""
    path = folder / source["file"]
    clean = folder / ".clean.pdf"
    sheet = Sheet(clean, A4, source["title"])
    for i, line in enumerate(source["lines"]):
        sheet.text(75, 90 + 24 * i, line, MINCHO, 13)
    sheet.text(75, 800, "（見本。水鏡市は架空の市です。）", MINCHO, 9)
    sheet.next_page()
    sheet.save()
    with pypdfium2.PdfDocument(clean) as pdf:
        picture = pdf[0].render(scale=130 / 72, grayscale=True).to_pil()
    clean.unlink()
    turned = picture.rotate(0.7, resample=Image.Resampling.BICUBIC, fillcolor=250)
    noise = np.random.default_rng(112).normal(0, 5, (turned.height, turned.width))
    grey = np.clip(np.asarray(turned, dtype=np.float64) * 0.94 + 8 + noise, 0, 255)
    image = Image.fromarray(grey.astype(np.uint8), "L")
    scan = Sheet(path, A4, source["title"])
    jpeg = folder / ".scan.jpg"
    image.save(jpeg, quality=45)
    scan.canvas.drawImage(ImageReader(str(jpeg)), 0, 0, A4[0], A4[1])
    scan.next_page()
    scan.save()
    jpeg.unlink()
    return path
