"""Tesseract beside the engine, where it is installed."""

from __future__ import annotations

import pytest
from bench.ocr_scoring import normal

from shiryokan.paper.ocr.engine import Witness
from shiryokan.paper.ocr.lines import left_over, look
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.setting import ink_of
from shiryokan.paper.ocr.tesseract import Tesseract
from tests.paper.ocr.pictures import strip


def test_the_witness_reads_a_line() -> None:
    if not Tesseract.is_installed():
        pytest.skip("tesseract is not installed")
    witness: Witness = Tesseract()
    assert normal(witness.text(strip("個人情報の保護"), vertical=False)) == "個人情報の保護"


def test_ink_that_no_character_covers_is_told(engine: PpOcr) -> None:
    picture = strip("個人情報の保護")
    seen = look(picture, engine)
    assert seen.setting is not None
    ink = ink_of(picture)
    assert left_over(ink, seen.setting) == []
    cells = seen.setting.cells
    passed_over = type(seen.setting)(seen.setting.em, seen.setting.top, cells[:2] + cells[3:])
    ((start, end),) = left_over(ink, passed_over)
    assert start == pytest.approx(cells[2][0], abs=0.2 * seen.setting.em)
    assert end == pytest.approx(cells[2][1], abs=0.2 * seen.setting.em)
