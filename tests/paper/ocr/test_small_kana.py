"""Small kana and large ones of a line: told by how high they stand."""

from __future__ import annotations

import dataclasses

import pytest

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.model import Alternative
from shiryokan.paper.ocr.setting import ink_of, setting_of
from shiryokan.paper.ocr.small_kana import with_small_kana
from tests.paper.ocr.pictures import font, strip

EM = 12.0
SWAPPED = str.maketrans(
    "つやゆよツヤユヨエイオっゃゅょッャュョェィォ", "っゃゅょッャュョェィォつやゆよツヤユヨエイオ"
)


def seen(text: str, confidence: float, name: str) -> list[Found]:
    """What a network that has each kana of the other size would find, one step a pixel."""
    drawn = font(EM, name)
    places = [round(drawn.getlength(text[:at])) + 8 for at in range(len(text) + 1)]
    return [
        Found(
            other, start, end, confidence if other != one else 0.99,
            (Alternative(one, 1 - confidence),) if other != one else (),
        )
        for one, other, start, end in zip(
            text, text.translate(SWAPPED), places[:-1], places[1:], strict=True
        )
    ]  # fmt: skip


def read(text: str, confidence: float, name: str = "IPAexMincho") -> str:
    picture = strip(text, EM, name)
    ink = ink_of(picture)
    found = seen(text, confidence, name)
    setting = setting_of(found, 1.0, ink)
    return "".join(one.text for one in with_small_kana(found, setting, ink))


@pytest.mark.parametrize("name", ["IPAexMincho", "IPAexGothic", "VLGothic", "BIZUDMincho"])
@pytest.mark.parametrize(
    "text",
    [
        "医療費の受給資格や",
        "整備計画のキャリア",
        "検査装置のツール",
        "平成の年よ",
        "全国フォーラム",
    ],
)
def test_a_height_tells_where_the_network_is_in_doubt(text: str, name: str) -> None:
    assert read(text, 0.55, name) == text


def test_flat_ones_of_the_usual_font_are_told_too() -> None:
    assert read("算定することとなっ", 0.55) == "算定することとなっ"
    assert read("制度の改定を行っ", 0.55) == "制度の改定を行っ"
    assert read("使った費用は二つ", 0.55) == "使った費用は二つ"


@pytest.mark.parametrize(
    "text", ["整備計画のキャリア", "国際ネットワーク", "塩酸塩のフォン", "医療プロジェクト"]
)
def test_neighbours_and_height_together_overrule_it(text: str) -> None:
    assert read(text, 0.95) == text


def test_a_height_alone_does_not_overrule_a_network_that_is_sure() -> None:
    assert read("設備のツール", 0.999) == "設備のッール"


def test_a_line_may_begin_with_a_small_one() -> None:
    assert read("ォン製剤の使用", 0.55) == "ォン製剤の使用"


def test_what_is_no_kana_of_two_sizes_stays() -> None:
    picture = strip("国の予算", EM)
    found = [dataclasses.replace(one, text="木") for one in seen("国の予算", 0.5, "IPAexMincho")]
    ink = ink_of(picture)
    assert with_small_kana(found, setting_of(found, 1.0, ink), ink) == found


@pytest.mark.parametrize("name", ["IPAexMincho", "VLGothic", "BIZUDMincho"])
@pytest.mark.parametrize("text", ["制度の改定を行っ", "規則に従っ", "推移を図っ"])
def test_a_line_that_ends_within_a_verb_ends_with_a_small_one(text: str, name: str) -> None:
    """行った is parted where it doubles; the network is nearly sure of つ there."""
    assert read(text, 0.9, name) == text
