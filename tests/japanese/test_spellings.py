"""The ways in which documents write what a reader types."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.kanji_forms import NEW_OF, other_forms
from shiryokan.japanese.spellings import MOST, spellings

OKURIGANA = Path(__file__).parent / "okurigana.tsv"
FOUND = 0.95
"""Share of the pairs of 171 words: what is left are words of one kanji (答, 曇), 踏切り, and long
compounds (売掛金). The last 35 words were written after the rules, and have 89%."""


def ways(text: str) -> set[str]:
    return {way.text for way in spellings(text)}


def test_words_with_more_or_less_kana_find_each_other() -> None:
    pairs = missed = 0
    for line in OKURIGANA.read_text("utf-8").splitlines():
        words = line.split("\t")
        for word in words:
            own = ways(word)
            pairs += len(words) - 1
            missed += len(set(words) - own - {word})
    assert pairs > 400
    assert missed / pairs < 1 - FOUND


@pytest.mark.parametrize(
    "same",
    [
        ("𠮟責", "叱責"),
        ("髙橋", "高橋"),
        ("山﨑", "山崎", "山嵜"),
        ("渡邊", "渡邉", "渡辺"),
        ("鷗外", "鴎外"),
        ("麴町", "麹町"),
        ("佐々木", "佐佐木"),
        ("霞ヶ関", "霞ケ関", "霞が関"),
        ("3ヶ月", "3か月", "3箇月", "三ヵ月"),
        ("㈱", "株式会社"),
        ("㈱水鏡", "株式会社水鏡", "(株)水鏡"),
        ("公益財団法人水鏡会", "（公財）水鏡会"),
        ("50㎡", "50平方メートル", "50平米", "50m2"),
        ("10㎞", "10キロメートル", "10km", "10キロ"),
        ("5㎏", "5キログラム", "5kg"),
        ("30㌫", "30%", "30パーセント"),
        ("立入検査を行う", "立ち入り検査を行う"),
        ("㍻31年4月分", "平成31年4月分", "2019年4月分"),
        ("△500", "▲500", "-500", "500"),
        ("500円", "△500円"),
    ],
)
def test_each_finds_all_the_others(same: tuple[str, ...]) -> None:
    wanted = {fold_text(text) for text in same}
    for text in same:
        assert wanted <= ways(text), text


@pytest.mark.parametrize(
    ("typed", "other"),
    [("10km", "10kg"), ("5g", "5m"), ("3.5", "三.5"), ("A-5", "A△5"), ("第5項", "第△5項"), ("iot", "io トン")],
)  # fmt: skip
def test_what_is_something_else_is_no_spelling(typed: str, other: str) -> None:
    assert fold_text(other) not in ways(typed)


def test_at_most_so_many() -> None:
    assert len(spellings("国立研究開発法人の取り組み状況の取り扱いについての申し込み書")) == MOST


def test_forms_of_kanji_are_pairs_that_folding_keeps_apart() -> None:
    for old, new in NEW_OF.items():
        assert old != new
        assert new not in NEW_OF
        for form in (old, new):
            assert unicodedata.normalize("NFKC", form) == form
            assert set(other_forms(form)) | {form} == {new, *other_forms(new)}
