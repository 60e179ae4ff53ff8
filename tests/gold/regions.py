"""Gold text of real pages, kept as rectangles: what stands in each, read in the order given.

A gold file (``pages/NAME.json``) names a document of the corpus and, for some of its pages, an
ordered list of regions which a person drew on the page's picture. A region holds plain lines only
(one column, no cell borders), so that its text needs no layout: glyphs sorted into lines, lines
from top to bottom (or, vertical, from right to left). Nothing here uses Shiryokan's own layout.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from shiryokan.japanese.codepoints import readable

FOLDER = Path(__file__).parent / "pages"
Rect = tuple[float, float, float, float]
Kind = Literal["text", "heading", "table", "footnote", "caption", "figure", "furniture"]


class Region(msgspec.Struct, omit_defaults=True):
    """A rectangle of plain lines, or a grid of them.

    ``box`` is left, top, right, bottom in points from the top-left corner of the page as seen.
    ``rows`` and ``columns`` (the positions of the rules, first and last too) make it a grid of
    cells, read row by row; ``rtl`` reads each row from the right. ``skip`` are rectangles whose
    glyphs do not belong (ruby, the text of another region). ``fix`` are corrections in order:
    each replaces the first occurrence of a short wrong string by what the picture shows.
    """

    box: Rect
    kind: Kind = "text"
    direction: Literal["ltr", "ttb"] = "ltr"
    rows: tuple[float, ...] = ()
    columns: tuple[float, ...] = ()
    rtl: bool = False
    skip: tuple[Rect, ...] = ()
    fix: tuple[tuple[str, str], ...] = ()

    def cells(self) -> Iterator[Rect]:
        """The rectangles to be read one after the other."""
        if not self.rows and not self.columns:
            yield self.box
            return
        rows = self.rows or (self.box[1], self.box[3])
        columns = self.columns or (self.box[0], self.box[2])
        spans = list(itertools.pairwise(columns))
        for top, bottom in itertools.pairwise(rows):
            for left, right in reversed(spans) if self.rtl else spans:
                yield left, top, right, bottom


class GoldPage(msgspec.Struct, omit_defaults=True):
    """A page's regions in reading order, and the hash of the text they give."""

    page: int
    regions: tuple[Region, ...]
    sha256: str = ""
    note: str = ""


class GoldFile(msgspec.Struct):
    """Pages of one document, ``file`` relative to the corpus."""

    file: str
    pages: tuple[GoldPage, ...]


class Mark(NamedTuple):
    """A glyph: its character, its cell on the page as seen, and where its baseline begins."""

    text: str
    box: Rect
    origin: tuple[float, float]


def gold_files() -> list[GoldFile]:
    """All gold files, by name."""
    return [
        msgspec.json.decode(path.read_bytes(), type=GoldFile)
        for path in sorted(FOLDER.glob("*.json"))
    ]


def digest(text: str) -> str:
    """What is kept of a page's text: the first 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(squeezed(text).encode()).hexdigest()[:16]


def squeezed(text: str) -> str:
    """Text without white space, in which the order of characters is compared."""
    return re.sub(r"\s+", "", text)


def page_text(marks: list[Mark], page: GoldPage) -> str:
    """The gold text of a page: its regions' lines, a line each."""
    return "\n".join(text for region in page.regions if (text := region_text(marks, region)))


def region_text(marks: list[Mark], region: Region) -> str:
    """The text of one region, corrected."""
    pieces = []
    for cell in region.cells():
        inside = [m for m in marks if _in(m, cell) and not any(_in(m, s) for s in region.skip)]
        pieces += _lines(inside, region.direction == "ttb")
    text = readable("\n".join(pieces))
    for wrong, right in region.fix:
        assert wrong in text, f"nothing to correct: {wrong!r} does not stand in {region.box}"
        text = text.replace(wrong, right, 1)
    return text


def read_marks(path: Path, page_number: int) -> list[Mark]:
    """The painted glyphs of a page (from 1), overprinted doubles once, spaces left out."""
    document = pypdfium2.PdfDocument(path)
    page = document[page_number - 1]
    text = page.get_textpage()
    left, bottom, right, top = _visible(page)
    rotation = pdfium.FPDFPage_GetRotation(page)

    def seen(x: float, y: float) -> tuple[float, float]:
        return {
            0: (x - left, top - y),
            1: (y - bottom, x - left),
            2: (right - x, y - bottom),
            3: (top - y, right - x),
        }[rotation]

    marks: dict[tuple[str, int, int], Mark] = {}
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        code = 0x2D if code == 2 else code
        if pdfium.FPDFText_IsGenerated(text, i) == 1 or code < 0x20 or chr(code).isspace():
            continue
        x0, y0, x1, y1 = text.get_charbox(i, loose=True)
        (ax, ay), (bx, by) = seen(x0, y0), seen(x1, y1)
        ox, oy = pdfium.c_double(), pdfium.c_double()
        pdfium.FPDFText_GetCharOrigin(text, i, ox, oy)
        box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        mark = Mark(chr(code), box, seen(ox.value, oy.value))
        marks.setdefault((mark.text, round(box[0] / 1.5), round(box[1] / 1.5)), mark)
    document.close()
    return list(marks.values())


def _visible(page: pypdfium2.PdfPage) -> Rect:
    box = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, box):
        return box.left, box.bottom, box.right, box.top
    return (0.0, 0.0, *page.get_size())


def _in(mark: Mark, rect: Rect) -> bool:
    x, y = (mark.box[0] + mark.box[2]) / 2, (mark.box[1] + mark.box[3]) / 2
    return rect[0] <= x < rect[2] and rect[1] <= y < rect[3]


def _lines(marks: list[Mark], vertical: bool) -> list[str]:
    """Marks of plain lines: a mark whose middle is level with a line's belongs to that line."""

    def level(mark: Mark) -> float:
        return -(mark.box[0] + mark.box[2]) / 2 if vertical else (mark.box[1] + mark.box[3]) / 2

    def height(mark: Mark) -> float:
        return max(mark.box[2] - mark.box[0] if vertical else mark.box[3] - mark.box[1], 0.1)

    lines: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda m: (-math.floor(height(m)), level(m))):
        near = [
            line
            for line in lines
            if abs(statistics.median(map(level, line)) - level(mark))
            < 0.5 * max(height(line[0]), height(mark))
        ]
        if near:
            min(near, key=lambda n: abs(level(n[0]) - level(mark))).append(mark)
        else:
            lines.append([mark])
    lines.sort(key=lambda line: statistics.median(map(level, line)))
    along = 1 if vertical else 0
    return ["".join(m.text for m in sorted(line, key=lambda m: m.box[along])) for line in lines]
