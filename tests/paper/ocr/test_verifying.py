"""Claims held against a picture of their line."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from shiryokan.paper.model import Box, Line
from shiryokan.paper.ocr.engine import Charset, Recognised
from shiryokan.paper.ocr.lines import Sight, look, own_row
from shiryokan.paper.ocr.model import State
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.setting import ink_of
from shiryokan.paper.ocr.verifying import judged, pieces_of, verify
from tests.paper.ocr.pictures import column, strip

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


COLUMNS = (
    "出血傾向を抑制する効能又は効果を有するものに限る。）",
    "担当医の氏名、担当日等を文書により提供していること。",
    "ハ　次のいずれか一つ以上を満たしていること。",
    "は、本文の規定にかかわらず、三以上とする。",
    "感染症（重いものに限る。）の患者である場合",
    "本文の規定にかかわらず、二以上であることとする。",
    "（三段階に分ける方法によるもの）",
    "、当該病棟における夜勤の数は二人とする。）",
)


@pytest.mark.parametrize("text", COLUMNS)
def test_points_and_brackets_of_a_column_are_seen(text: str, engine: PpOcr) -> None:
    seen = look(column(text), engine, vertical=True)
    assert judged(text, seen).state is State.VERIFIED
    for wrong in (text.replace("る", "", 1), text.replace("の", "のの", 1)):
        assert wrong == text or judged(wrong, seen).state is State.DOUBTFUL


def test_a_number_alone_lying_in_a_column_is_seen(engine: PpOcr) -> None:
    lying = np.ascontiguousarray(np.rot90(strip("(1)")))
    seen = look(lying, engine, vertical=True)
    assert seen.text == "(1)"
    assert judged("(1)", seen).state is State.VERIFIED
    assert judged("(7)", seen).state is State.DOUBTFUL


def test_words_parted_by_white_are_verified(engine: PpOcr) -> None:
    assert judged("(ⅰ＋ⅱ＋ⅲ）", look(strip("( i + ii + iii )"), engine)).state is State.VERIFIED


CHARSET = Charset(("", "あ", "つ", "っ", "せ", "き", " "))


@pytest.mark.parametrize(
    ("small", "large", "state"), [(0.06, 0.92, State.VERIFIED), (0.001, 0.99, State.DOUBTFUL)]
)
def test_the_size_of_a_kana_is_doubted_only_where_the_network_is_sure(
    small: float, large: float, state: State
) -> None:
    """Bold small kana are nearly as high as large ones."""
    lattice = np.full((6, len(CHARSET)), 1e-4, np.float32)
    lattice[::2, 0] = 0.999
    for step, odds in ((1, {1: 0.99}), (3, {3: small, 2: large}), (5, {4: 0.99})):
        lattice[step, list(odds)] = list(odds.values())
    seen = Sight([], None, Recognised(lattice, CHARSET, 4.0), np.zeros((40, 24), np.bool_))
    assert judged("あっせ", seen).state is state
    # no other character is believed for that
    assert judged("あきせ", seen).state is State.DOUBTFUL


@pytest.mark.parametrize("colour", [(0, 0, 0), (0, 90, 255)])
def test_a_sign_of_a_list_that_is_passed_over_is_believed_where_there_is_ink(
    colour: tuple[int, int, int], engine: PpOcr
) -> None:
    text = "保険会社の役割を適切に果たしている"
    bare = look(strip(text), engine)
    drawn = np.full((bare.ink.shape[0], 60, 3), 255, np.uint8)
    for width in range(24):
        # an arrowhead
        drawn[14 + width // 2 : -14 - width // 2, 8 + width] = colour
    signed = look(np.concatenate((drawn, strip(text)), axis=1), engine)
    assert signed.text == text
    assert judged("➢" + text, signed).state is State.VERIFIED
    assert judged("➢" + text, bare).state is State.DOUBTFUL
    assert judged("➢" + text.replace("険", "検"), signed).state is State.DOUBTFUL
    # nobody sets so many, but a layer may say so
    many = judged("➢" * 5000 + text.replace("険", "検"), signed)
    assert many.state is State.DOUBTFUL
    assert many.at == (5001,)


def test_reference_marks_are_held_against_their_drawing(engine: PpOcr) -> None:
    seen = look(strip("岩手　※3※4"), engine)
    assert judged("岩手 ※3※4", seen).state is State.VERIFIED
    for wrong in ("岩手 34", "岩手 ※34", "岩手 ※3※5", "※岩手 3※4"):
        assert judged(wrong, seen).state is State.DOUBTFUL


@pytest.mark.parametrize("sign", ["-", ".", "＿", "・"])
def test_leaders_are_held_against_ink_whatever_their_number(sign: str, engine: PpOcr) -> None:
    seen = look(strip(sign * 30), engine)
    assert judged(sign * 40, seen).state is State.VERIFIED
    assert judged(sign * 40, look(strip("点" + "　" * 20 + "検"), engine)).state is State.DOUBTFUL


def test_a_line_is_cut_at_its_leaders_and_reaches_to_a_stop_that_hangs_over() -> None:
    picture = np.full((200, 600, 3), 255, np.uint8)
    text = "調査の概要 " + "." * 30 + " 4"
    edges = tuple(10.0 + 8 * at for at in range(len(text) + 1))
    line = Line(text, Box(10, 10, edges[-1], 20), edges)
    assert [text for text, _ in pieces_of(line, picture, 1.0)] == ["調査の概要 ", "." * 30, " 4"]
    # the box of a line that ends a column leaves its last stop out
    short = Line("点検。", Box(10, 10, 30, 20), (10.0, 20.0, 30.0, 40.0))
    ((_, stopped),) = pieces_of(short, picture, 1.0)
    ((_, plain),) = pieces_of(msgspec.structs.replace(short, text="点検灯"), picture, 1.0)
    ((_, unknown),) = pieces_of(msgspec.structs.replace(short, edges=()), picture, 1.0)
    assert stopped is not None and plain is not None and unknown is not None
    assert unknown.shape[1] < stopped.shape[1] < plain.shape[1]
    assert stopped.shape[1] - unknown.shape[1] == 5


def test_heads_and_feet_of_other_rows_are_cut_off() -> None:
    row = ink_of(strip("灯台の点検"))
    high, wide = row.shape
    feet, heads = row[-high // 3 :], row[: high // 3]
    white = np.zeros((4, wide), np.bool_)
    first = ink_of(strip("灯台の点検"))[3:-3]
    both = np.concatenate((feet[:-8], white, first, white, heads[8:]))
    top, bottom = own_row(both)
    assert feet.shape[0] - 8 <= top <= feet.shape[0] - 2
    assert both.shape[0] - bottom >= 1
    assert both[top:bottom].sum() == first.sum()
    assert own_row(first) == (0, len(first))
    # two rows of which none is much the fuller are left as they are
    assert own_row(np.concatenate((first, white, first))) == (0, 2 * len(first) + 4)
