"""Claims held against a picture of their line."""

from __future__ import annotations

import pytest

from shiryokan.paper.ocr.lines import look
from shiryokan.paper.ocr.model import State
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.verifying import judged, verify
from tests.paper.ocr.pictures import strip

TEXT = "未払いの保険料は令和6年度の第31条により納付する。"


@pytest.mark.parametrize(
    "claim",
    [
        TEXT.replace("未", "末"), TEXT.replace("険", "検"), TEXT.replace("31", "37"),
        TEXT.replace("納付", "納"), TEXT.replace("年", "年年"), TEXT.replace("保険料", "法人税"), "",
    ],
)  # fmt: skip
def test_a_wrong_claim_is_doubtful(claim: str, engine: PpOcr) -> None:
    verdict = judged(claim, look(strip(TEXT), engine))
    assert verdict.state is State.DOUBTFUL
    assert verdict.alternatives == (TEXT,)


def test_a_right_claim_is_verified_however_it_is_spaced_and_wide(engine: PpOcr) -> None:
    seen = look(strip(TEXT), engine)
    for claim in (TEXT, TEXT.replace("6", "６"), "　".join(TEXT)):
        assert judged(claim, seen).state is State.VERIFIED


def test_the_wrong_character_is_named(engine: PpOcr) -> None:
    verdict = verify(TEXT.replace("険", "検"), strip(TEXT), engine)
    assert verdict.at == (TEXT.index("険"),)
    assert verdict.worst > 2


def test_what_is_drawn_alike_is_told_by_its_neighbours(engine: PpOcr) -> None:
    text = "ニュースをお知らせします"
    seen = look(strip(text), engine)
    assert judged(text, seen).state is State.VERIFIED
    wrong = judged(text.replace("ニ", "二"), seen)
    assert (wrong.state, wrong.alternatives, wrong.at) == (State.DOUBTFUL, (text,), (0,))


def test_glyphs_without_a_character_are_told_by_the_picture(engine: PpOcr) -> None:
    verdict = verify("\ufffd" * 5, strip("施設基準等"), engine)
    assert (verdict.state, verdict.alternatives) == (State.DOUBTFUL, ("施設基準等",))
