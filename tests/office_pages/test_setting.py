"""Lines are broken and set as Japanese text is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.office_pages.setting import NOT_FIRST, Letters, broken, set_line, set_upright
from tools.office_pages.upright import upright_text

LETTERS = Letters("IPAexMincho", "IPAexMincho", 10.0)
KANA = "あいうえおカキクケコ市計画、。（）「」"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(KANA, min_size=1, max_size=80), st.integers(6, 30))
def test_lines_hold_all_the_text_within_the_room(text: str, letters: int) -> None:
    room = 10.0 * letters
    lines = broken(text, LETTERS.width, room)
    assert "".join(lines) == text
    # what is pushed out may have to stay where nothing else is possible
    assert all(LETTERS.length(line) <= room + 40.01 for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = broken("市は計画を定める。県は、これを公表する。", LETTERS.width, 80.0)
    assert lines == ["市は計画を定め", "る。県は、これを", "公表する。"]
    assert not any(line[0] in NOT_FIRST for line in lines)


def test_numbers_of_any_width_are_not_broken() -> None:
    room = LETTERS.length("あ12,345") + 1
    assert broken("あい12,345円", LETTERS.width, room) == ["あい", "12,345円"]
    assert broken("あい１２，３４５円", LETTERS.width, 70.0) == ["あい", "１２，３４５円"]


def test_a_first_line_may_have_less_room() -> None:
    assert broken("あいうえお", LETTERS.width, 30.0, 10.0) == ["あい", "うえお"]


def test_a_justified_line_fills_the_room_but_the_last_does_not() -> None:
    full = set_line("あいうえ", LETTERS, 100.0, 50.0, 43.0, "justify", last=False)
    assert full.end == pytest.approx(143.0)
    assert full.starts == pytest.approx([100.0, 111.0, 122.0, 133.0])
    last = set_line("あいうえ", LETTERS, 100.0, 50.0, 43.0, "justify")
    assert last.end == pytest.approx(140.0)


def test_an_even_line_always_fills_and_others_stand_as_asked() -> None:
    even = set_line("山田", LETTERS, 0.0, 0.0, 70.0, "even")
    assert even.starts == pytest.approx([0.0, 60.0])
    assert set_line("山田", LETTERS, 0.0, 0.0, 70.0, "right").end == pytest.approx(70.0)
    assert set_line("山田", LETTERS, 0.0, 0.0, 70.0, "center").starts[0] == pytest.approx(25.0)


def test_white_between_letters_counts_in_widths_but_not_after_the_last() -> None:
    wide = Letters("IPAexMincho", "IPAexMincho", 10.0, tracking=2.0)
    line = set_line("山田", wide, 0.0, 0.0, 70.0, "right")
    assert line.starts == pytest.approx([48.0, 60.0])
    assert line.end == pytest.approx(70.0)


def test_the_box_leaves_out_white_at_the_ends() -> None:
    line = set_line("　山田　", LETTERS, 0.0, 20.0, 70.0, "left")
    assert line.box == pytest.approx((10.0, 11.0, 30.0, 21.6))
    upright = set_upright("山田", LETTERS, 50.0, 10.0)
    assert upright.box == pytest.approx((45.0, 10.0, 55.0, 30.0))


def test_upright_text_has_numbers_in_kanji() -> None:
    assert (
        upright_text("2024年第12条 34,567円 5.6%") == "二〇二四年第十二条　三四五六七円　五・六％"
    )
