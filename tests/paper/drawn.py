"""Pages with lines drawn on their words, and with text that is not seen, made with ReportLab."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Line, Page
from shiryokan.paper.reader import Reader
from tests.pdfs import FONT

SIZE = (420.0, 595.0)
GOTHIC = "HeiseiKakuGo-W5"
pdfmetrics.registerFont(UnicodeCIDFont(GOTHIC))


def page_of(tmp_path: Path, draw: Callable[[Canvas], None], **options: object) -> Page:
    """The page that ``draw`` makes, as it is read."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1, **options)  # type: ignore[arg-type]
    draw(canvas)
    canvas.save()
    return read(tmp_path, out.getvalue())


def read(tmp_path: Path, data: bytes) -> Page:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    with Reader(path) as reader:
        return reader.page(1)


def lines(page: Page) -> list[Line]:
    return [line for _, _, line in page.lines()]


def plain(page: Page) -> str:
    """The page's text without white space."""
    return "".join(page.text.split())


def struck(page: Page) -> list[str]:
    return [each.text for line in lines(page) for each in line.struck]


def underlined(page: Page) -> list[str]:
    return [line.text[span.start : span.end] for line in lines(page) for span in line.underlined]


class Pen:
    """Writes words one after the other on a line of ``size`` points and draws lines on them."""

    def __init__(
        self, canvas: Canvas, x: float, y: float, size: float = 10.5, font: str = FONT
    ) -> None:
        self.canvas, self.x, self.y, self.size, self.font = canvas, x, y, size, font

    def write(self, text: str) -> tuple[float, float]:
        """Write ``text``; where it begins and ends."""
        self.canvas.setFont(self.font, self.size)
        self.canvas.drawString(self.x, self.y, text)
        start = self.x
        self.x += pdfmetrics.stringWidth(text, self.font, self.size)
        return start, self.x
