"""Marks among letters that a network passes over are found in the ink, and nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.latin_marks import with_latin_marks
from shiryokan.paper.ocr.setting import ink_of, setting_of
from tests.paper.ocr.pictures import font, strip

EM = 12.0
FONTS = ["IPAexMincho", "IPAexGothic", "VLGothic", "BIZUDMincho"]


def found_in(text: str, name: str, lost: str, taken_for: dict[str, str]) -> list[Found]:
    """What a network would find that passes over the characters ``lost``, one step a pixel."""
    drawn = font(EM, name)
    places = [round(drawn.getlength(text[:at])) + 8 for at in range(len(text) + 1)]
    return [
        Found(taken_for.get(character, character), start, end, 0.99)
        for character, start, end in zip(text, places[:-1], places[1:], strict=True)
        if character not in lost
    ]


def read(text: str, name: str, lost: str = "", taken_for: dict[str, str] | None = None) -> str:
    ink = ink_of(strip(text, EM, name))
    found = found_in(text, name, lost, taken_for or {})
    em = setting_of(found, 1.0, ink).em
    return "".join(one.text for one in with_latin_marks(found, 1.0, ink, em))


@pytest.mark.parametrize("name", FONTS)
@pytest.mark.parametrize(
    "text", ["www.example.com/about-us", "様式2-a及びB-12号", "比率は12.5から13.75", "ISO-9001"]
)
def test_hyphens_and_points_that_were_passed_over_come_back(text: str, name: str) -> None:
    assert read(text, name, "-.") == text


@pytest.mark.parametrize("name", ["IPAexGothic", "VLGothic"])
@pytest.mark.parametrize("text", ["国のAI戦略", "生成AI", "AIを使う", "国のＡＩ戦略"])
def test_i_behind_a_capital_comes_back_and_is_no_one(text: str, name: str) -> None:
    plain = text.replace("Ｉ", "I")
    assert read(text, name, "IＩ") == plain
    assert read(text, name, "", {"I": "1", "Ｉ": "1"}) == plain


@pytest.mark.parametrize("name", FONTS)
@pytest.mark.parametrize(
    "text",
    [
        "様式A1を使う", "別表B1号", "HbA1c検査", "Alan Turing", "区分Aの川田", "Ａ小児", "2024年度",
        "第3回 令和6年", "Dダイマー", "A 研究", "Ver 2, p 3",
    ],
)  # fmt: skip
def test_nothing_is_added_or_changed_where_nothing_was_lost(text: str, name: str) -> None:
    assert read(text, name) == text


@pytest.mark.parametrize("text", ["制度改定", "e", "", "12"])
def test_lines_without_letters_or_ink_stay_as_they_are(text: str) -> None:
    found = found_in(text, "IPAexMincho", "", {})
    assert with_latin_marks(found, 1.0, np.zeros((40, 300), np.bool_), 30.0) == found


def test_a_speck_is_no_point() -> None:
    picture = strip("abcdef 123456", EM, "IPAexGothic").copy()
    ink = ink_of(picture)
    free = np.flatnonzero(~ink.any(axis=0))
    for at in free[5:-5:3]:
        ink[-10:-8, at] = True
    found = found_in("abcdef 123456", "IPAexGothic", "", {})
    assert with_latin_marks(found, 1.0, ink, 30.0) == found


@pytest.mark.parametrize("high", range(1, 12))
def test_letters_of_few_pixels_are_read_on(high: int) -> None:
    ink = np.zeros((40, 60), np.bool_)
    for at in (10, 14, 18):
        ink[5 : 5 + high, at] = True
    found = [Found("A", 10, 10, 0.9), Found("l", 14, 14, 0.9), Found("を", 18, 18, 0.9)]
    read_on = with_latin_marks(found, 1.0, ink, high / 0.8)
    assert "".join(one.text for one in read_on) in ("Alを", "AIを")


@pytest.mark.parametrize("name", FONTS)
@pytest.mark.parametrize("text", ["'89（平成元）", "昭和61年 '04", "（'16）"])
def test_the_apostrophe_of_a_year_comes_back(text: str, name: str) -> None:
    assert read(text, name, "'").replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["が89", "89年で12", "第 12"])
def test_no_apostrophe_is_put_where_none_stands(text: str) -> None:
    assert read(text, "IPAexMincho") == text
