"""Lines through and below words are drawn where the truth says."""

from __future__ import annotations

from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tools.office_pages import generate
from tools.office_pages.truth import MarkKind

# the part of a line's height that a stroke through it lies in; below it, it underlines
THROUGH = 0.75


def drawn(pdf: bytes) -> dict[MarkKind, Counter[str]]:
    """The characters that thin strokes go through or lie below, by PDFium's boxes."""
    found: dict[MarkKind, Counter[str]] = {"struck": Counter(), "underlined": Counter()}
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        strokes = [o.get_bounds() for o in page.get_objects() if o.type == pdfium.FPDF_PAGEOBJ_PATH]
        for number in range(text.count_chars()):
            character = chr(pdfium.FPDFText_GetUnicode(text.raw, number))
            left, low, right, top = text.get_charbox(number, loose=True)
            if character.isspace() or pdfium.FPDFText_IsGenerated(text.raw, number) == 1:
                continue
            middle, high = (left + right) / 2, top - low
            for x0, y0, x1, y1 in strokes:
                down = (top - (y0 + y1) / 2) / high
                if x0 <= middle <= x1 and y1 - y0 < 2 and 0.2 < down < 1.15:
                    found["struck" if down < THROUGH else "underlined"][character] += 1
                    break
    return found


@pytest.mark.parametrize("look", ["word-mincho", "open", "shuffled", "held-ud"])
@pytest.mark.parametrize("seed", [1, 4])
def test_marks_are_drawn_on_the_words_that_have_them(look: str, seed: int) -> None:
    pdf, truth = generate("correction", look, seed)
    meant: dict[MarkKind, Counter[str]] = {"struck": Counter(), "underlined": Counter()}
    for page in truth.pages:
        for field in page.fields:
            for mark in field.marks:
                assert 0 <= mark.start < mark.end <= len(field.text)
                words = field.text[mark.start : mark.end]
                meant[mark.kind] += Counter(c for c in words if not c.isspace())
    seen = drawn(pdf)
    assert meant["struck"] or meant["underlined"]
    assert seen["struck"] == meant["struck"]
    # rules of a table below a last line look like underlines
    assert not meant["underlined"] - seen["underlined"]
