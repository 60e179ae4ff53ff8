"""A certificate as one page of A4, to be printed: with a font that is in it, and a QR code of the
page that verifies it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from shiryokan.i18n import message as _
from shiryokan.learning.exchange.certificate import Certificate
from shiryokan.learning.exchange.fonts import font_for

MARGIN = 25 * mm
QR_SIDE = 32 * mm
"""Of the code with its white rim: read by a telephone at a hand's breadth."""
QR_RIM = 4
"""White modules around a code (ISO/IEC 18004)."""
_TITLE, _PERSON, _TEXT, _SMALL = 34.0, 24.0, 14.0, 9.0
_LEAST = 7.0
"""Points: below it nobody reads a line."""
_LEADING = 1.6
_HEADING = _("修了証")
_DATE = _("%(year)s年%(month)s月%(day)s日")


def certificate_pdf(certificate: Certificate, translate: Callable[[str], str] = str) -> bytes:
    """A certificate as PDF, the same bytes for the same certificate. ``translate`` puts the words
    around it into another language. Raises :class:`.NoFont`."""
    words = _words(certificate, translate)
    font = font_for([certificate.person, certificate.address, *words])
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4, invariant=1)
    canvas.setTitle(f"{translate(_HEADING)} {certificate.number}")
    canvas.setAuthor(certificate.house)
    canvas.setSubject(certificate.course)
    canvas.setCreator("shiryokan")
    _frame(canvas)
    _write(canvas, font, certificate, words)
    _code(canvas, certificate.address)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _words(certificate: Certificate, translate: Callable[[str], str]) -> list[str]:
    """All lines but the person and the address, in the order in which they stand."""
    day = certificate.issued.date()
    until = certificate.valid_until
    return [
        translate(_("第%(number)s号")) % {"number": certificate.number},
        translate(_HEADING),
        translate(_("%(person)s 様")) % {"person": certificate.person},
        translate(_("あなたが次の課程を修了したことを証します。")),
        certificate.course,
        certificate.description,
        translate(_DATE) % {"year": day.year, "month": day.month, "day": day.day},
        certificate.house,
        translate(_("有効期限: %(until)s"))
        % {"until": translate(_DATE) % {"year": until.year, "month": until.month, "day": until.day}}
        if until
        else "",
        translate(_("もとにした文書の版")) if certificate.attested else "",
        *certificate.attested,
        translate(_("この証明の真偽と効力は、次のページで確かめられます。")),
    ]


def _frame(canvas: Canvas) -> None:
    width, height = A4
    canvas.setLineWidth(1.2)
    canvas.rect(12 * mm, 12 * mm, width - 24 * mm, height - 24 * mm)
    canvas.setLineWidth(0.4)
    canvas.rect(14 * mm, 14 * mm, width - 28 * mm, height - 28 * mm)


def _write(canvas: Canvas, font: str, certificate: Certificate, words: Sequence[str]) -> None:
    number, heading, person, said, course, description, day, house, until, title, *rest = words
    *attested, check = rest
    height = A4[1]
    _line(canvas, font, number, _SMALL + 2, height - 30 * mm, alignment=2)
    _line(canvas, font, heading, _TITLE, height - 56 * mm, most=20 * mm)
    _line(canvas, font, person, _PERSON, height - 88 * mm, most=20 * mm)
    _line(canvas, font, said, _TEXT, height - 112 * mm)
    _line(canvas, font, course, _TEXT + 4, height - 128 * mm, most=24 * mm)
    _line(canvas, font, description, _SMALL + 2, height - 154 * mm, most=16 * mm)
    _line(canvas, font, day, _TEXT, height - 174 * mm)
    _line(canvas, font, house, _TEXT + 2, height - 186 * mm, most=14 * mm)
    papers = "\n".join([until, title, *attested]).strip("\n")
    _line(canvas, font, papers, _SMALL, height - 204 * mm, alignment=0, most=36 * mm)
    right = MARGIN + QR_SIDE + 4 * mm
    below = f"{check}\n{certificate.address}"
    _line(canvas, font, below, _SMALL, 46 * mm, alignment=0, most=24 * mm, left=right)


def _line(
    canvas: Canvas,
    font: str,
    text: str,
    size: float,
    top: float,
    *,
    alignment: int = 1,
    most: float = 12 * mm,
    left: float = MARGIN,
) -> None:
    """Text whose top is at ``top`` points above the lower edge, no higher than ``most`` points:
    what is too long is set smaller. ``alignment`` is reportlab's: 0 left, 1 centre, 2 right."""
    if not text:
        return
    width = A4[0] - left - MARGIN
    markup = "<br/>".join(map(escape, text.split("\n")))
    while True:
        style = ParagraphStyle(
            "line", fontName=font, fontSize=size, leading=size * _LEADING, alignment=alignment,
            wordWrap="CJK",
        )  # fmt: skip
        paragraph = Paragraph(markup, style)
        _wide, high = paragraph.wrap(width, most)
        if high <= most or size <= _LEAST:
            break
        size = max(size - 1, _LEAST)
    paragraph.drawOn(canvas, left, top - high)


def _code(canvas: Canvas, address: str) -> None:
    """The code of an address as rectangles, so that it is sharp at any size."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QR_RIM)
    code.add_data(address)
    modules = code.get_matrix()
    side = QR_SIDE / len(modules)
    top = 20 * mm + QR_SIDE
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                # a hair wider, so that no white line shows between two
                canvas.rect(
                    MARGIN + column * side, top - (row + 1) * side, side * 1.02, side * 1.02,
                    stroke=0, fill=1,
                )  # fmt: skip
