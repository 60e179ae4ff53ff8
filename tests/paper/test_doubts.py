"""Lines are doubted on pages that were spoiled, and not on the same pages as they were."""

from __future__ import annotations

import dataclasses

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tools.office_pages import generate

from shiryokan.paper.glyphs import Floats, Glyphs, frame_of, read_glyphs
from shiryokan.paper.layout.assembly import lay_out
from shiryokan.paper.layout.ruled_lines import RuledLines, read_ruled_lines
from shiryokan.paper.model import Line

PAGES = (
    ("circular", "word-mincho", 1),
    ("minutes", "word-mincho", 1),
    ("report", "horizontal", 1),
    ("terms", "open", 1),
)
ORDER = {"columns", "line"}


@dataclasses.dataclass
class Opened:
    """A page before any layout."""

    glyphs: Glyphs
    rules: RuledLines
    size: tuple[float, float]

    def lines(self, right: Floats | float = 0.0, down: Floats | float = 0.0) -> list[Line]:
        """Its lines, each glyph moved by so many points."""
        count = len(self.glyphs.box)
        shift = np.stack([np.zeros(count) + right, np.zeros(count) + down], axis=1)
        moved = dataclasses.replace(
            self.glyphs,
            box=self.glyphs.box + np.concatenate([shift, shift], axis=1),
            origin=self.glyphs.origin + shift,
        )
        page = lay_out(1, self.size, moved, self.rules, cut=False).page
        return [line for _, _, line in page.lines()]

    @property
    def em(self) -> float:
        return float(np.median(self.glyphs.size))


@pytest.fixture(params=PAGES, ids=lambda page: "-".join(map(str, page)))
def opened(request: pytest.FixtureRequest) -> Opened:
    pdf, _ = generate(*request.param)
    document = pypdfium2.PdfDocument(pdf)
    page = pdfium.FPDF_LoadPage(document.raw, 0)
    text = pdfium.FPDFText_LoadPage(page)
    return Opened(read_glyphs(page, text, 100_000), read_ruled_lines(page), frame_of(page).size)


def share(lines: list[Line]) -> float:
    """Of lines that are doubted for their order or their ends."""
    return sum(not ORDER.isdisjoint(line.reasons) for line in lines) / len(lines)


def test_a_clean_page_is_not_doubted(opened: Opened) -> None:
    lines = opened.lines()
    assert share(lines) == 0
    assert min(line.confidence for line in lines) > 0.5


def test_lines_whose_characters_are_not_level_are_doubted(opened: Opened) -> None:
    place = opened.glyphs.box[:, 0]
    assert share(opened.lines(down=0.5 * opened.em * np.sin(place / 15))) > 0.3
    chance = np.random.default_rng(1).uniform(-0.5, 0.5, len(place))
    assert share(opened.lines(down=chance * opened.em)) > 0.3


def test_columns_drawn_over_each_other_are_doubted(opened: Opened) -> None:
    over = np.where(opened.glyphs.box[:, 0] > opened.size[0] / 2, -0.3 * opened.size[0], 0.0)
    lines = opened.lines(right=over)
    assert sum(bool(line.reasons) for line in lines) > 0.2 * len(lines)


def test_a_doubted_line_is_less_sure_and_says_why(opened: Opened) -> None:
    place = opened.glyphs.box[:, 0]
    lines = opened.lines(down=0.5 * opened.em * np.sin(place / 15))
    doubted = [line for line in lines if not ORDER.isdisjoint(line.reasons)]
    others = [line for line in lines if not line.reasons]
    assert max(line.confidence for line in doubted) < 0.9
    assert min((line.confidence for line in others), default=1.0) >= max(
        line.confidence for line in doubted if set(line.reasons) <= ORDER
    )
