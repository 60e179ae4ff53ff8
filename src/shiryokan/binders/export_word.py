"""A binder as a Word file."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.utils.translation import gettext
from docx import Document as WordFile
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shiryokan.binders.crops import crop_of
from shiryokan.binders.export_text import origin_of
from shiryokan.binders.parts import HIDDEN, Part
from shiryokan.documents.citation import Cited, japanese
from shiryokan.paper.xml_text import allowed_text

FONT = "游明朝"
"""What Word has for Japanese text; where it is not there, another takes its place."""
_WIDTH = 150.0
"""Millimetres between the margins."""
_TALLEST = 210.0
"""Millimetres of a picture, so that the line of its origin has room."""


def word(title: str, parts: Sequence[Part], cited: Sequence[Cited], base: str) -> bytes:
    """The bytes of a ``.docx``."""
    made = WordFile()
    _set_up(made, title)
    made.add_heading(allowed_text(title), level=0)
    for part in parts:
        _add(made, part, cited, base)
    if cited:
        made.add_heading(gettext("出典"), level=1)
        for number, each in enumerate(cited, 1):
            made.add_paragraph(allowed_text(f"[{number}] {japanese(each)}"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: Word, title: str) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.top_margin = section.bottom_margin = Mm(25)
    made.core_properties.title = allowed_text(title)[:255]
    made.core_properties.author = "shiryokan"
    made.core_properties.language = "ja-JP"
    for style in made.styles:
        properties = style.element.find(qn("w:rPr"))
        if style.name in ("Normal", "Title", "Heading 1", "Quote") and properties is None:
            properties = style.element.get_or_add_rPr()
        if properties is not None:
            fonts = properties.get_or_add_rFonts()
            fonts.set(qn("w:eastAsia"), FONT)
    made.styles["Normal"].font.size = Pt(10.5)


def _add(made: Word, part: Part, cited: Sequence[Cited], base: str) -> None:
    kind = part.piece.kind
    if part.hidden:
        made.add_paragraph(gettext(HIDDEN))
        return
    if kind == "text":
        for paragraph in part.words.split("\n\n"):
            made.add_paragraph(allowed_text(paragraph))
        return
    if kind == "search":
        made.add_paragraph(allowed_text(f"{gettext('検索')}: {part.title}（{base}{part.path}）"))
        for hit in part.hits:
            words = " ".join(hit.words.split())
            text = f"{hit.title} p.{hit.page} {words}"
            made.add_paragraph(allowed_text(text), style="List Bullet")
        return
    if part.words:
        made.add_paragraph(allowed_text(part.words), style="Quote")
    crop = crop_of(part)
    if crop is not None:
        width = min(_WIDTH, _TALLEST * crop.width / crop.height)
        made.add_picture(io.BytesIO(crop.data), width=Mm(width))
    line = made.add_paragraph(allowed_text(origin_of(part, cited)))
    line.runs[0].font.size = Pt(8.5)
