"""How people write answers, days and numbers."""

from __future__ import annotations

import datetime

import pytest

from shiryokan.registers.checklists.answers import answer_of, day_of, is_choice
from shiryokan.registers.checklists.heads import kind_of
from shiryokan.registers.checklists.model import Answer
from shiryokan.registers.checklists.numbers import keys_of_day, leading, number_key

D = datetime.date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和7年5月20日", D(2025, 5, 20)), ("（令和７年５月２０日）", D(2025, 5, 20)), ("R7.5.19", D(2025, 5, 19)),
        ("2025年4月1日（火）", D(2025, 4, 1)), ("4月1日火曜日", D(2025, 4, 1)), ("2025.05.17", D(2025, 5, 17)),
        ("6/8", D(2025, 6, 8)), ("2月23日", D(2026, 2, 23)), ("21-Sep-25", D(2025, 9, 21)),
        ("20250520", D(2025, 5, 20)), ("R070520", D(2025, 5, 20)), ("7.5.20", D(2025, 5, 20)),
        ("3月末", D(2026, 3, 31)), ("令和8年2月末", D(2026, 2, 28)), ("９月３日まで", D(2025, 9, 3)),
        (datetime.datetime(2025, 5, 1, 12), D(2025, 5, 1)), (45778.0, D(2025, 5, 1)),
        ("2月30日", None), ("来月", None), ("5月中", None), ("年度内", None), (1.0, None), ("", None),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_way_it_is_written(written: object, day: datetime.date) -> None:
    assert day_of(written, 2025) == day


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("はい　", Answer.YES), ("ﾊｲ", Answer.YES), ("〇", Answer.YES), ("☑はい □いいえ", Answer.YES),
        ("□はい ☑いいえ", Answer.NO), ("（はい）", Answer.YES), ("✕", Answer.NO), ("―", Answer.NOT_APPLICABLE),
        ("はい・いいえ", Answer.UNCHECKED), ("適 / 否", Answer.UNCHECKED), (None, Answer.UNCHECKED),
        (True, Answer.YES), ("△", None), ("はいいいえ？", None), (1.0, None), ("一部はい", None),
    ],
)  # fmt: skip
def test_an_answer_is_read_in_every_way_it_is_written(written: object, answer: Answer) -> None:
    assert answer_of(written) == answer


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1(2)", "1(2)"), ("１－２", "1(2)"), ("1-(2)", "1(2)"), ("第1 ②", "1(2)"), ("一(二)", "1(2)"),
        ("1.2.3", "1(2)(3)"), ("(ア)", "ア"), ("③", "3"), ("Ⅱ-3", "2(3)"), ("No.12", "12"), ("問7", "7"),
        ("備考", ""), ("", ""), ("2025-01-02", ""),
    ],
)  # fmt: skip
def test_a_number_has_one_key_in_every_way_of_writing(text: str, key: str) -> None:
    assert number_key(text) == key


def test_a_number_that_became_a_day_may_be_several_numbers() -> None:
    assert list(keys_of_day(D(2025, 1, 2))) == ["1(2)", "25(1)(2)"]
    assert "2(32)" in keys_of_day(D(1932, 2, 1))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(1) 台帳を作っている。", "(1)"), ("①台帳を作っている。", "①"), ("1-2-3 台帳", "1-2-3"),
        ("第１　体制", "第１"), ("Ⅰ　体制", "Ⅰ"), ("2025年度の計画", None), ("１回目の確認", None),
        ("ア　台帳", "ア"), ("アルコールの量", None),
    ],
)  # fmt: skip
def test_words_begin_behind_their_number(text: str, number: str | None) -> None:
    match = leading(text)
    assert (match["number"] if match else None) == number


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("確認結果（日付）", "answer"), ("チェック内容", "words"), ("１回目", ""), ("改善予定日", "target_on"),
        ("適・否", "answer"), ("聴取方法のポイント", "hearing"), ("根拠規定", "references"), ("特記事項", "remark"),
        ("大項目", "section"), ("№", "number"), ("対応状況", "state"), ("担当部署", "who"), ("金額", ""),
    ],
)  # fmt: skip
def test_a_head_says_what_its_column_holds(head: str, kind: str) -> None:
    assert kind_of(head) == kind


def test_what_is_printed_to_choose_from_is_no_answer() -> None:
    for text in (
        "はい・いいえ",
        "□適　□否",
        "（　月　日）",
        "　年　月　日",
        "□",
        "(　/　)",
        "実施済・未実施・対象外",
    ):
        assert is_choice(text), text
    for text in ("はい", "5月8日", "責任者", "○"):
        assert not is_choice(text) or text == "○", text
