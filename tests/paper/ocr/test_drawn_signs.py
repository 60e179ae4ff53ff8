"""Signs that the networks pass over are told by their drawing, and nothing else is."""

from __future__ import annotations

import pytest

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.drawn_signs import circle_of, dots_of, with_drawn_signs
from shiryokan.paper.ocr.setting import ink_of
from tests.paper.ocr.pictures import font, strip

FONTS = ["IPAexMincho", "IPAexGothic", "VLGothic", "BIZUDMincho"]
EM = 10.5
PIXELS = EM * 200 / 72


def read(text: str, name: str, taken_for: dict[str, str]) -> str:
    """What is read where a network takes characters for others, or for nothing."""
    drawn, found = font(EM, name), []
    for at, character in enumerate(text):
        seen = taken_for.get(character, character)
        start, end = (8 + drawn.getlength(text[:to]) for to in (at, at + 1))
        for number, one in enumerate(seen):
            middle = start + (end - start) * (number + 0.5) / len(seen)
            found.append(Found(one, round(middle), round(middle), 0.99))
    return "".join(
        one.text for one in with_drawn_signs(found, 1.0, ink_of(strip(text, EM, name)), PIXELS)
    )


@pytest.mark.parametrize("name", FONTS)
@pytest.mark.parametrize("text", ["岩手 ※3※4", "備考※", "※点検の期限", "灯台※の霧笛"])
def test_a_reference_mark_that_was_passed_over_comes_back(text: str, name: str) -> None:
    assert read(text, name, {"※": ""}) == text
    assert read(text, name, {"※": "×"}) == text


@pytest.mark.parametrize("name", FONTS)
def test_numbers_in_rings_are_told_by_both_digits(name: str) -> None:
    for digit, teen in zip("①②③④⑤⑥⑦⑧⑨", "⑪⑫⑬⑭⑮⑯⑰⑱⑲", strict=True):
        assert read(f"{teen}灯台", name, {teen: f"⑩{digit}"}) == f"{teen}灯台"
        assert read(f"{teen}灯台", name, {teen: digit}) == f"{teen}灯台"
        assert read(f"{digit}灯台", name, {}) == f"{digit}灯台"


@pytest.mark.parametrize("name", FONTS)
@pytest.mark.parametrize(
    "text", ["3×4の米", "来年度の業務", "氷の求人", "第①回②", "AXA xyz", "木材・水産"]
)
def test_nothing_else_becomes_a_sign(text: str, name: str) -> None:
    assert read(text, name, {}) == text


@pytest.mark.parametrize("name", FONTS)
def test_a_circle_before_an_item_is_no_letter(name: str) -> None:
    for sign in "○◎":
        for taken in ("O", "0", "〇"):
            assert read(f"{sign}点検の期限", name, {sign: taken}) == f"{sign}点検の期限"
    for text in ("OCRの試行", "0番の灯台", "点検O"):
        assert read(text, name, {}) == text


@pytest.mark.parametrize("name", FONTS)
def test_circles_are_told_from_each_other(name: str) -> None:
    assert circle_of(ink_of(strip("◎", EM, name))) == "◎"
    assert circle_of(ink_of(strip("○", EM, name))) == "○"
    assert circle_of(ink_of(strip("1", EM, name))) == ""


def test_dots_alone_are_counted() -> None:
    for name in FONTS:
        for count in (2, 3, 4):
            picture = strip("口" + "・" * count + "口", EM, name)
            part = picture[:, round(PIXELS) + 8 : -round(PIXELS) - 8]
            assert dots_of(ink_of(part)) == count
        assert dots_of(ink_of(strip("点・検", EM, name))) == 0
