"""Fonts that map their glyphs to wrong characters: the picture tells, and gives the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.ocr_scoring import normal
from tools.office_pages.fonts import font
from tools.office_pages.pdf import PdfWriter

import shiryokan
from shiryokan.paper.line_states import TEXT_CONTRADICTED, LineState, contradicted
from shiryokan.paper.model import Box
from shiryokan.paper.ocr.isolated import OcrReader
from shiryokan.paper.ocr.model import State

LINES = (
    "医療機関における事務の取扱いについて",
    "施設基準に適合しているものとして届け出た",
    "保険料の納付期限は令和六年三月とする",
    "患者の同意を得て診療情報を提供した場合",
)


def drawn(path: Path, wrong: dict[str, str], *, shifted: bool = False) -> Path:
    """A page with the lines, whose font says ``wrong`` characters for some glyphs, or for each the
    one of the next glyph."""
    writer = PdfWriter("題", "試験")
    used = writer.font(font("IPAexMincho"))
    content = "".join(
        f"BT /{used.name} 14 Tf 1 0 0 1 40 {240 - 40 * number} Tm <{used.encoded(line)}> Tj ET\n"
        for number, line in enumerate(LINES)
    )
    glyphs = sorted(used.glyphs)
    characters = [used.glyphs[glyph] for glyph in glyphs]
    if shifted:
        characters = [*characters[1:], characters[0]]
    for glyph, character in zip(glyphs, characters, strict=True):
        used.glyphs[glyph] = wrong.get(character, character)
    writer.page(420, 300, content)
    path.write_bytes(writer.bytes())
    return path


def test_a_font_of_wrong_characters_is_read_from_the_picture_and_told(tmp_path: Path) -> None:
    path = drawn(tmp_path / "ずれ.pdf", {}, shifted=True)
    with shiryokan.open(path) as document:
        assert normal(document.text()) != normal("".join(LINES))
    with shiryokan.open(path, ocr="all") as document:
        assert normal(document.text()) == normal("".join(LINES))
        told = [warning.code for warning in document.read_pictures[0].page.warnings]
    assert told == [TEXT_CONTRADICTED]


@pytest.mark.parametrize(
    ("wrong", "line"), [({"基": "墓"}, 1), ({"六": "大"}, 2), ({"患": "恵"}, 3)]
)
def test_one_glyph_of_another_character_makes_its_line_doubtful(
    wrong: dict[str, str], line: int, tmp_path: Path
) -> None:
    path = drawn(tmp_path / "一字.pdf", wrong)
    with OcrReader(path) as reader:
        ocr = reader.read_page(1, "all").ocr
    assert ocr is not None
    states = [each.state for each in ocr.lines]
    assert [n for n, state in enumerate(states) if state is State.DOUBTFUL] == [line]
    assert [normal(text) for text in ocr.lines[line].alternatives] == [normal(LINES[line])]
    assert contradicted(ocr.lines) == {}


def state(text: str, seen: str = "", known: State = State.DOUBTFUL) -> LineState:
    return LineState(Box(0, 0, 10, 10), text, known, (seen,) if seen else ())


def test_a_few_crowded_labels_do_not_speak_against_a_page() -> None:
    crowded = [state("図表の凡例", "口匚十"), state("売上高", "几日")]
    assert contradicted(crowded) == {}
    verified = [state("本文の行である" * 3, known=State.VERIFIED)] * 20
    assert contradicted([*verified, *crowded, state("合計", "二百")]) == {}
