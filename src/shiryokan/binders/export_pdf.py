"""A binder as PDF: its texts, crops of the pages with the line of their origin, and citations."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape

from django.utils.translation import gettext
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from shiryokan.binders.crops import Crop, crop_of
from shiryokan.binders.export_text import origin_of
from shiryokan.binders.parts import HIDDEN, Part
from shiryokan.documents.citation import Cited, japanese
from shiryokan.learning.exchange.fonts import NoFont, font_for

MARGIN = 22 * mm
WIDTH = A4[0] - 2 * MARGIN
TALLEST = A4[1] - 2 * MARGIN - 40 * mm
"""Points of a picture: a whole page leaves room for the line of its origin."""
WITHOUT = "〓"
"""Stands for a character that no font of this machine has, as printers do."""
_MARK = Color(0.15, 0.3, 0.55, alpha=0.16)


class _Picture(Flowable):  # type: ignore[misc]
    """A crop with its boxes marked."""

    def __init__(self, crop: Crop) -> None:
        super().__init__()
        self.crop = crop
        self.scale = min(WIDTH / crop.width, TALLEST / crop.height)
        self.width, self.height = crop.width * self.scale, crop.height * self.scale

    def wrap(self, *_available: float) -> tuple[float, float]:
        """Its size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """The picture, a hair around it, and the marks."""
        canvas: Canvas = self.canv
        canvas.drawImage(ImageReader(io.BytesIO(self.crop.data)), 0, 0, self.width, self.height)
        canvas.setLineWidth(0.3)
        canvas.rect(0, 0, self.width, self.height)
        canvas.setFillColor(_MARK)
        for box in self.crop.boxes:
            canvas.rect(
                box.x0 * self.scale, self.height - box.y1 * self.scale,
                (box.x1 - box.x0) * self.scale, (box.y1 - box.y0) * self.scale, stroke=0, fill=1,
            )  # fmt: skip


def pdf(title: str, parts: Sequence[Part], cited: Sequence[Cited], base: str) -> bytes:
    """The bytes of an A4 PDF. Raises :class:`NoFont` where this machine has no Japanese font."""
    texts = [title, *(japanese(each) for each in cited), gettext(HIDDEN), "0123456789/—[]"]
    for part in parts:
        texts += [part.title, part.words, part.state_title, base]
        texts += [f"{hit.title}{hit.words}" for hit in part.hits]
    font, plain = _font(texts)
    out = io.BytesIO()
    made = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, title=title, creator="shiryokan", invariant=1,
    )  # fmt: skip

    def numbered(canvas: Canvas, _document: object) -> None:
        canvas.setFont(font, 8)
        canvas.drawCentredString(A4[0] / 2, MARGIN / 2, str(canvas.getPageNumber()))

    made.build(
        list(_flow(title, parts, cited, base, _styles(font), plain)),
        onFirstPage=numbered, onLaterPages=numbered,
    )  # fmt: skip
    return out.getvalue()


def _font(texts: Sequence[str]) -> tuple[str, Callable[[str], str]]:
    """A font, and what makes text out of text that it can write."""
    try:
        return font_for(texts), str
    except NoFont as error:
        missing = error.details["characters"]
        if not missing:
            raise
    table = dict.fromkeys(map(ord, missing), WITHOUT)
    return font_for(
        [*(text.translate(table) for text in texts), WITHOUT]
    ), lambda text: text.translate(table)


def _styles(font: str) -> dict[str, ParagraphStyle]:
    def style(name: str, size: float, **more: float) -> ParagraphStyle:
        return ParagraphStyle(
            name, fontName=font, fontSize=size, leading=size * 1.6, wordWrap="CJK", **more
        )

    return {
        "title": style("title", 18, spaceAfter=8 * mm),
        "heading": style("heading", 13, spaceBefore=6 * mm, spaceAfter=2 * mm),
        "text": style("text", 10.5, spaceAfter=3 * mm),
        "words": style("words", 10, leftIndent=6 * mm, spaceAfter=1.5 * mm),
        "origin": style("origin", 8.5, spaceBefore=1 * mm, spaceAfter=5 * mm),
    }


def _flow(
    title: str,
    parts: Sequence[Part],
    cited: Sequence[Cited],
    base: str,
    styles: dict[str, ParagraphStyle],
    plain: Callable[[str], str],
) -> Iterator[Flowable]:
    def said(text: str, style: str, address: str = "") -> Paragraph:
        markup = escape(plain(text)).replace("\n", "<br/>")
        if address:
            markup = f'<link href="{escape(address, {chr(34): "&quot;"})}">{markup}</link>'
        return Paragraph(markup, styles[style])

    yield said(title, "title")
    for part in parts:
        yield from _rows(part, cited, base, said)
    if cited:
        yield said(gettext("出典"), "heading")
        for number, each in enumerate(cited, 1):
            yield said(f"[{number}] {japanese(each)}", "origin")


def _rows(
    part: Part, cited: Sequence[Cited], base: str, said: Callable[..., Paragraph]
) -> Iterator[Flowable]:
    if part.hidden:
        yield said(gettext(HIDDEN), "origin")
    elif part.piece.kind == "text":
        yield said(part.words, "text")
    elif part.piece.kind == "search":
        yield said(f"{gettext('検索')}: {part.title}", "text", base + part.path)
        for hit in part.hits:
            words = " ".join(hit.words.split())
            yield said(f"{hit.title} p.{hit.page} {words}", "words", base + hit.path)
        yield Spacer(1, 3 * mm)
    else:
        crop = crop_of(part)
        rows: list[Flowable] = [said(part.words, "words")] if part.words else []
        if crop is not None:
            rows.append(_Picture(crop))
        rows.append(said(origin_of(part, cited), "origin", base + part.path))
        yield KeepTogether(rows)
