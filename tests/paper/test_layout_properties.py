"""What holds for every page: nothing lost, nothing doubled, and the same text whatever the order
in which the page was drawn."""

from __future__ import annotations

import dataclasses
import random
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.codepoints import readable
from shiryokan.paper.glyphs import Glyphs, frame_of, read_glyphs
from shiryokan.paper.layout.assembly import lay_out
from shiryokan.paper.layout.ruled_lines import RuledLines, read_ruled_lines
from shiryokan.paper.model import Page
from tests.paper.plan_pages import made
from tests.paper.plan_style import Style
from tests.paper.test_plan_variations import pages_of, steady, styles

REAL = (
    ("real/mhlw-fee-schedule-r6.pdf", 320),
    ("real/mext-sti-wp-r6-ch1.pdf", 2),
    ("real/fsa-insurance-slides.pdf", 3),
    ("real/mhlw-r6-facility-criteria-289p.pdf", 14),
    ("real/mhlw-h30-vert-rotated-2p.pdf", 2),
    ("real/mof-aml-action-plan-4p.pdf", 1),
    ("real/mhlw-r6-dispensing-notice.pdf", 59),
    ("real/osaka-covid-20210407.pdf", 2),
)


def opened(path: Path, number: int) -> tuple[Glyphs, RuledLines, tuple[float, float]]:
    """What PDFium gives of a page, before any layout."""
    document = pypdfium2.PdfDocument(path)
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    text = pdfium.FPDFText_LoadPage(page)
    return read_glyphs(page, text, 100_000), read_ruled_lines(page), frame_of(page).size


def shuffled(glyphs: Glyphs, seed: int) -> Glyphs:
    """The same glyphs as if the content stream had drawn them in another order."""
    order = np.array(random.Random(seed).sample(range(len(glyphs)), len(glyphs)), np.int64)
    columns = {
        field.name: getattr(glyphs, field.name)[order]
        for field in dataclasses.fields(glyphs)
        if field.name != "fonts"
    }
    return Glyphs(**columns, fonts=glyphs.fonts)


def letters(page: Page) -> Counter[str]:
    """The characters of a page's text and its ruby, white space aside."""
    ruby = (r.text for b in page.blocks for line in b.lines for r in line.ruby)
    return Counter(
        "".join((page.text, *ruby)).replace("\n", "").replace(" ", "").replace("\u3000", "")
    )


def private_use(glyphs: Glyphs) -> int:
    """How many glyphs of symbol fonts there are, whose signs stand at private code points."""
    return int(((glyphs.code >= 0xE000) & (glyphs.code < 0xF900)).sum())


@pytest.mark.thorough
@pytest.mark.guarding
@given(styles, st.integers(0, 2**31))
@steady
def test_the_order_of_drawing_does_not_matter(style: Style, seed: int) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(made(style).pdf)
        file.flush()
        glyphs, rules, size = opened(Path(file.name), 1)
    page = lay_out(1, size, glyphs, rules, cut=False).page
    assert lay_out(1, size, shuffled(glyphs, seed), rules, cut=False).page == page


@pytest.mark.thorough
@pytest.mark.guarding
@given(styles)
@steady
def test_no_character_is_lost_or_doubled(style: Style) -> None:
    plan = made(style)
    with pypdfium2.PdfDocument(plan.pdf) as document:
        for page, source in zip(pages_of(plan), document, strict=True):
            drawn = source.get_textpage().get_text_range().replace("\ufffe", "-")
            assert letters(page) == Counter("".join(drawn.split()))


@pytest.mark.parametrize(("name", "number"), REAL)
def test_real_pages_do_not_depend_on_the_order_of_their_stream(
    corpus: Path, name: str, number: int
) -> None:
    glyphs, rules, size = opened(corpus / name, number)
    page = lay_out(number, size, glyphs, rules, cut=False).page
    for seed in range(3):
        again = lay_out(number, size, shuffled(glyphs, seed), rules, cut=False).page
        assert again == page


@pytest.mark.parametrize(("name", "number"), REAL)
def test_real_pages_lose_and_double_nothing(corpus: Path, name: str, number: int) -> None:
    glyphs, rules, size = opened(corpus / name, number)
    page = lay_out(number, size, glyphs, rules, cut=False).page
    seen: dict[tuple[str, int, int], None] = {}
    for code, box, generated in zip(glyphs.code, glyphs.box, glyphs.generated, strict=True):
        character = readable(chr(int(code))) if not 0xD800 <= code < 0xE000 else ""
        if not generated and code > 0x20 and character.strip() and code not in (0xAD, 0xFFFE):
            seen[(character, round(float(box[0])), round(float(box[1])))] = None
    expected = Counter(character for character, _, _ in seen)
    doubled = letters(page) - expected
    assert all(ord(c) > 0x2000 for c in doubled) and sum(doubled.values()) <= private_use(glyphs)
    assert sum((expected - letters(page)).values()) <= 0.002 * sum(expected.values())
