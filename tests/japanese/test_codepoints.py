"""Text folded for search, with the way back."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.codepoints import fold, fold_text, readable, without_nul

NOT_RADICALS = {"\u2e80"}
"""Has no equivalent ideograph in Unicode's table."""
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"])
    | st.sampled_from("個⼈情報⻑⻄サーバーﾊﾞﾋﾟーｰ〜～－―—・•\n 　ABCａｂｃ０９ﬁ㈱①")
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("個⼈情報", "個人情報"),
        ("河内⻑野市", "河内長野市"),
        ("⽀払い", "支払い"),
        ("ｻｲﾊﾞｰ攻撃", "サイバー攻撃"),
        ("ＤＮＳ", "dns"),
        ("２０２４年", "2024年"),
        ("サイバーセ\nキュリティ", "サイバーセキュリティ"),
        ("情 報", "情報"),
        ("good\nwork", "good work"),
        ("バリアフリー化", "バリアフリー化"),
        ("センタ―ビル", "センタービル"),
        ("東京―大阪", "東京-大阪"),
        ("ア-イ", "ア-イ"),
        ("別紙1①の表", "別紙1(1)の表"),
        ("2024¹", "2024(1)"),
        ("Windows™", "windows(tm)"),
        ("PhaseⅢ", "phase(iii)"),
        ("ﬁrst", "first"),
        ("葛\U000e0100城市", "葛城市"),
        ("か゛っこう", "がっこう"),
        ("cafe\u0301", "café"),
        ("12〜15", "12~15"),
        ("12～15", "12~15"),
        ("A–B—C−D", "a-b-c-d"),
        ("soft\u00adhyphen", "softhyphen"),
        ("㈱水鏡", "(株)水鏡"),
        ("• 一", "・一"),
    ],
)
def test_variants_are_one(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(TEXT)
def test_every_folded_character_knows_where_it_comes_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))


@given(TEXT)
def test_the_folded_text_alone_is_the_same(text: str) -> None:
    assert fold_text(text) == fold(text).text


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    again = fold(once.text)
    assert again.text == once.text
    assert list(again.starts) == list(range(len(once.text)))


@given(TEXT)
def test_no_character_comes_from_two_places(text: str) -> None:
    folded = fold(text)
    spans = list(zip(folded.starts, folded.ends, strict=True))
    for before, after in pairwise(spans):
        assert before == after or before[1] <= after[0]


@given(TEXT)
def test_reading_text_keeps_its_length_and_has_no_radical(text: str) -> None:
    shown = readable(text)
    assert len(shown) == len(text)
    assert not any("\u2e80" <= c <= "\u2fdf" for c in shown if c not in NOT_RADICALS)


def test_every_radical_of_unicode_becomes_an_ideograph() -> None:
    assigned = {chr(p) for p in range(0x2E80, 0x2FD6) if unicodedata.name(chr(p), "")}
    left = {c for c in assigned if "\u2e80" <= readable(c) <= "\u2fdf"}
    assert left == NOT_RADICALS


def test_reading_text_keeps_full_width_and_marks_private_use() -> None:
    assert readable("ＤＮＳ　個⼈〜") == "ＤＮＳ　個人〜"
    assert readable("葛\ue000") == "葛〓"


def test_text_without_the_character_that_no_database_keeps() -> None:
    assert without_nul("訓\x00練") == "訓練"
    assert without_nul("訓\x00練", " ") == "訓 練"
