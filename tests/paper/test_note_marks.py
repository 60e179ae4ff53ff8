"""Small raised marks of notes stand in their line where they are printed, and amounts beside a few
lines on theirs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Line, Page
from tests.paper.drawn import lines, page_of, plain, read
from tests.paper.note_marks import look_of, page_with_marks
from tests.paper.priced_items import page_of_items
from tests.pdfs import FONT

SEEDS = range(2001, 2041)
MAY_BE_WRONG = 0.01
"""The share of lines with marks that may be wrong: words over which a wider mark is set."""
ITEMS_MAY_BE_WRONG = 2
"""Pages of thirty: where notes alone stand on both sides of a title."""
SIZE, SMALL = 10.0, 6.0


def test_marks_in_many_looks_stand_where_they_are_printed(tmp_path: Path) -> None:
    wrong: list[str] = []
    count = 0
    for seed in SEEDS:
        told = page_with_marks(seed)
        words = plain(read(tmp_path, told.pdf))
        wrong += [f"{look_of(seed)}: {line}" for line in told.lines if line not in words]
        count += len(told.lines)
    assert len(wrong) <= MAY_BE_WRONG * count, wrong


def test_lines_with_marks_set_over_words_run_to_the_right(tmp_path: Path) -> None:
    """Where each character begins is told to whoever marks what was found on the page."""
    over = [seed for seed in SEEDS if look_of(seed).place == "over"]
    assert over
    for seed in over:
        for line in lines(read(tmp_path, page_with_marks(seed).pdf)):
            assert all(a <= b for a, b in pairwise(line.edges)), line


def _page_with(tmp_path: Path, *pieces: tuple[str, float, float, float]) -> Page:
    """Each piece: what it says, where it begins, its baseline above the line's, its size."""

    def draw(canvas: Canvas) -> None:
        for text, x, rise, size in pieces:
            canvas.setFont(FONT, size)
            canvas.drawString(x, 300 + rise, text)

    return page_of(tmp_path, draw)


@pytest.mark.parametrize("rise", [-2.5, 4.0])
def test_what_has_white_of_its_own_is_set_into_it(tmp_path: Path, rise: float) -> None:
    """Indices and powers, whatever they say."""
    page = _page_with(
        tmp_path, ("二酸化炭素ＣＯ", 40, 0, SIZE), ("２", 110.2, rise, SMALL), ("の排出量", 116.5, 0, SIZE)
    )  # fmt: skip
    assert plain(page) == "二酸化炭素ＣＯ２の排出量"


def test_a_mark_in_a_narrow_white_is_no_gap_between_two_columns(tmp_path: Path) -> None:
    page = _page_with(
        tmp_path, ("個人のデータ", 40, 0, SIZE), ("1", 100.2, 4, SMALL), ("の取扱い", 103.5, 0, SIZE)
    )  # fmt: skip
    (line,) = lines(page)
    assert line.text == "個人のデータ1の取扱い"
    assert line.part_box(6, 7).x0 == pytest.approx(100.2, abs=0.1)


def test_a_small_line_below_another_is_no_mark_of_it(tmp_path: Path) -> None:
    page = _page_with(tmp_path, ("参加費は三千円とする", 40, 0, SIZE), ("12", 60, -9.0, SMALL))
    assert [line.text for line in lines(page)] == ["参加費は三千円とする", "12"]


def test_readings_stay_readings(tmp_path: Path) -> None:
    page = _page_with(tmp_path, ("褥瘡の処置", 40, 0, SIZE), ("じよくそう", 40, 9.0, 4.0))
    (line,) = _with_text(page, "褥瘡の処置")
    assert [ruby.text for ruby in line.ruby] == ["じよくそう"]


def _with_text(page: Page, text: str) -> list[Line]:
    return [line for line in lines(page) if line.text == text]


def test_many_small_marks_over_each_other_are_read_in_time(tmp_path: Path) -> None:
    """As a hostile page has them: what is near is bounded."""
    pieces = [("1", 40 + 0.01 * n, 0.002 * n, 4.0) for n in range(2000)]
    texts = [("あああああああ", 40 + 0.01 * n, 0.002 * n, 12.0) for n in range(1000)]
    assert _page_with(tmp_path, *pieces, *texts).text


def _wrong_items(tmp_path: Path, seeds: Iterable[int]) -> list[int]:
    wrong = []
    for seed in seeds:
        pdf, said = page_of_items(seed)
        words = plain(read(tmp_path, pdf))
        wrong += [seed] if not all(told in words for told in said) else []
    return wrong


def test_points_on_the_line_of_a_bracket_stand_before_the_notes(tmp_path: Path) -> None:
    """Or on one by themselves, in tables set old beside new."""
    assert _wrong_items(tmp_path, (12, 28, 32, 38, 60)) == []


def test_points_of_items_in_many_looks_stand_before_their_notes(tmp_path: Path) -> None:
    assert len(_wrong_items(tmp_path, range(2001, 2031))) <= ITEMS_MAY_BE_WRONG
