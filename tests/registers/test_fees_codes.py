"""Codes and labels: how they are printed, and their order."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shiryokan.registers.fees.labels import follows, label_of
from shiryokan.registers.fees.values import amounts, number
from shiryokan.registers.item_codes import ascii_code, cited, codes_of, order

WIDE = str.maketrans(
    "ABCDEFGHIJKLMNO0123456789-", "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯ０１２３４５６７８９－"
)
KEYS = st.tuples(
    st.sampled_from("ABKM"), st.integers(0, 999), st.lists(st.integers(2, 30), max_size=2)
)
IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)


def written(key: tuple[str, int, list[int]]) -> str:
    letter, base, branches = key
    return "-".join([f"{letter}{base:03d}", *map(str, branches)])


@given(KEYS)
def test_a_code_is_the_same_in_full_width(key) -> None:
    assert ascii_code(written(key).translate(WIDE)) == written(key)


@given(KEYS, KEYS)
def test_the_order_of_codes_is_that_of_their_numbers(a, b) -> None:
    left, right = (order(written(key)) for key in (a, b))
    assert (left < right) == ((a[0], (a[1], *a[2])) < (b[0], (b[1], *b[2])))


@given(KEYS, KEYS)
def test_a_range_begins_and_ends_with_its_ends_and_rises(a, b) -> None:
    first, last = sorted([a, b], key=lambda key: order(written(key)))
    first = (last[0], *first[1:])
    if order(written(first)) >= order(written(last)):
        return
    printed = f"{written(first)}から{written(last)}まで".translate(WIDE)
    found = codes_of(printed)
    assert (found[0], found[-1]) == (written(first), written(last))
    keys = [order(each) for each in found]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Ａ２０１からＡ２０３まで", "A201 A202 A203"),
        ("Ａ２３８からＡ２３８－５まで", "A238 A238-2 A238-3 A238-4 A238-5"),
        ("Ａ２３８－８からＡ２４１まで", "A238-8 A239 A240 A241"),
        ("Ｂ００５－２からＢ００５－３－２まで", "B005-2 B005-3 B005-3-2"),
        ("Ｋ８３１及びＫ８３１－２", "K831 K831-2"),
        ("１１から１３まで", "11 12 13"),
        ("１０の２", "10-2"),
        ("Ｄ２１０―３", "D210-3"),
    ],
)
def test_codes_of_a_row(printed: str, codes: str) -> None:
    assert codes_of(printed) == codes.split()


def test_codes_cited_in_prose() -> None:
    text = (
        "区分番号Ａ１００からＡ１０９までに掲げる入院料、区分番号Ｂ００１の２３及びＤ００２－２、"
        "区分番号Ｂ\n００５－10に掲げる料、区分番号１５の２並びに薬剤ＡＢＣ００１を除く。"
    )
    assert cited(text) == ["A100~A109", "B001", "D002-2", "B005-10", "15-2"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("注　算定する。", ("note", "", 0)),
        ("注１　算定する。", ("note", "1", 1)),
        ("注12 算定する。", ("note", "12", 12)),
        ("10 別に定める", ("number", "10", 10)),
        ("イロ　データ提出加算", ("kana", "イロ", 50)),
        ("（３）　深夜加算", ("bracket", "(3)", 3)),
        ("(２)　深夜加算", ("bracket", "(2)", 2)),
        ("③　その他", ("circle", "③", 3)),
        ("ｂ　その他", ("latin", "b", 2)),
    ],
)
def test_labels(text: str, label: tuple[str, str, int]) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.kind, found.text, found.first) == label
    assert text[found.begins - 1] in "　 " or found.kind == "circle"


@pytest.mark.parametrize(
    "text",
    [
        "１日につき50点", "（２）の①若しくは②", "②から⑤まで、１のイ", "イ又はロに掲げる", "注11本文に",
        "10の額", "", "　", "（略）　", "ハイリスク　",
    ],
)  # fmt: skip
def test_what_begins_a_row_of_prose_is_no_label(text: str) -> None:
    assert label_of(text) is None


@given(st.integers(0, 46), st.integers(0, 46))
@example(IROHA.index("ヱ"), IROHA.index("ア"))
def test_kana_follow_iroha(i: int, j: int) -> None:
    a, b = (label_of(f"{IROHA[k]}　名") for k in (i, j))
    assert a is not None
    assert b is not None
    if (
        IROHA[i] + IROHA[j]
        not in "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ):
        assert follows(b, a) == max(j - i, 0)


def test_pairs_of_kana_follow_the_last_single_one() -> None:
    labels = [label_of(f"{text}　名") for text in ("ス", "イイ", "イロ")]
    assert all(labels)
    last, pair, next_pair = labels
    assert 0 < follows(pair, last) <= 3  # type: ignore[arg-type]
    assert follows(next_pair, pair) == 1  # type: ignore[arg-type]


@given(st.integers(0, 999_999))
def test_numbers_in_any_width(value: int) -> None:
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", "，").translate(WIDE)):
        assert number(text) == value
        assert amounts(f"所定点数に{text}点を加算し、点数表の{text}点数による。") == [value]
