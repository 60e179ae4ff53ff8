"""Fonts that map their glyphs to wrong characters: the picture tells, and gives the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.ocr_scoring import normal

import shiryokan
from shiryokan.paper.line_states import TEXT_CONTRADICTED, LineState, contradicted
from shiryokan.paper.model import Box
from shiryokan.paper.ocr.isolated import OcrReader
from shiryokan.paper.ocr.model import State
from tests.paper.ocr.wrong_fonts import LINES, drawn


def test_a_font_of_wrong_characters_is_read_from_the_picture_and_told(tmp_path: Path) -> None:
    path = drawn(tmp_path / "ずれ.pdf", {}, shifted=True)
    with shiryokan.open(path) as document:
        assert normal(document.text()) != normal("".join(LINES))
    with shiryokan.open(path, ocr="all") as document:
        assert normal(document.text()) == normal("".join(LINES))
        told = [warning.code for warning in document.read_pictures[0].page.warnings]
    assert told == [TEXT_CONTRADICTED]


@pytest.mark.thorough
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
