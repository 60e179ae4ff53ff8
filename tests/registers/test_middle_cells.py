"""Cells that are set about their middles: what stands beside the middle of a text is level with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from shiryokan.registers.middle_cells import Ink, cut_at, seams, set_level

HEIGHT, STEP, PADDING = 10.0, 15.0, 3.0


def table(lines: Sequence[int], *, at: float = 0.5) -> tuple[list[Ink], list[tuple[int, float]]]:
    """Rows of a label, a text of so many ``lines`` and an amount, with where text begins and ends;
    ``at`` is how far down the text the label and the amount are."""
    found: list[Ink] = []
    ends: list[tuple[int, float]] = []
    top = 100.0
    for count in lines:
        low = top + (count - 1) * STEP
        place = top + at * (low - top)
        ends += [(len(found), top), (len(found) + 1, low)]
        found += [Ink(60, 70, place, HEIGHT), Ink(400, 440, place, HEIGHT)]
        found += [Ink(100, 360, top + n * STEP, HEIGHT) for n in range(count)]
        top = low + STEP + PADDING
    return found, ends


def places(parts: Sequence[Sequence[Ink]]) -> Iterator[float]:
    for part in set_level(parts):
        yield from part


@pytest.mark.parametrize(
    "lines", [(2, 2, 2), (4, 1, 2, 6), (2, 3, 1, 5, 2, 1, 4)], ids=["two", "even", "odd too"]
)
def test_a_label_is_level_with_the_first_line_and_an_amount_with_the_last(
    lines: Sequence[int],
) -> None:
    inks, ends = table(lines)
    (found,) = set_level([inks])
    assert [(n, found[n]) for n, _ in ends] == ends


def test_texts_stay_where_they_are() -> None:
    inks, ends = table((2, 3, 4))
    (found,) = set_level([inks])
    moved = {n for n, _ in ends}
    assert all(found[n] == ink.across for n, ink in enumerate(inks) if n not in moved)


@pytest.mark.parametrize("at", [0.0, 1.0], ids=["at the top", "at the foot"])
def test_cells_that_are_not_set_about_their_middles_stay(at: float) -> None:
    inks, _ = table((2, 3, 4, 1, 2), at=at)
    assert list(places([inks])) == [ink.across for ink in inks]


def test_one_piece_between_two_lines_is_chance() -> None:
    inks, _ = table((2,))
    assert list(places([inks])) == [ink.across for ink in inks]


def test_other_pages_of_the_document_tell_how_cells_are_set() -> None:
    odd, ends = table((3, 1, 5))
    even, _ = table((2, 2))
    assert set_level([odd])[0] == [ink.across for ink in odd]
    found = set_level([even, odd])[1]
    assert [(n, found[n]) for n, _ in ends] == ends


def test_rows_of_one_line_stay_in_their_order() -> None:
    """Amounts beside three rows of one line each are none of one cell."""
    inks, _ = table((2, 2, 1, 1, 1, 1, 1))
    (found,) = set_level([inks])
    single = [n for n, ink in enumerate(inks) if ink.across > 170]
    assert [found[n] for n in single] == [inks[n].across for n in single]


def test_two_columns_of_text_are_no_cells() -> None:
    left = [Ink(50, 250, 100 + n * STEP, HEIGHT) for n in range(20)]
    right = [Ink(280, 480, 107.5 + n * STEP, HEIGHT) for n in range(20)]
    assert list(places([left + right])) == [ink.across for ink in left + right]


def test_a_label_that_is_one_line_with_a_text_is_parted_where_the_text_begins() -> None:
    text = "注　指導を行う"
    starts = [60.0, 70.0, *(100.0 + 10 * n for n in range(5))]
    lines = [Ink(60, 150, 115, HEIGHT), Ink(100, 360, 100, HEIGHT), Ink(100, 300, 130, HEIGHT)]
    begins = seams(lines)
    assert cut_at(text, starts, lines[0], begins[0]) == [2]
    assert begins[1] == []


def test_a_text_with_white_in_it_is_one() -> None:
    starts = [100.0 + 10 * n for n in range(7)]
    line = Ink(100, 170, 115, HEIGHT)
    assert cut_at("指導　を行う", starts, line, [60.0]) == []


def test_a_name_longer_than_the_rates_beside_it_is_level_with_their_first_line() -> None:
    """In a narrow column rates have several lines, and names stand about the middle of these."""
    found, top = [], 100.0
    for count in (4, 2, 3, 2):
        low = top + (count - 1) * STEP
        found.append(Ink(100, 240, (top + low) / 2, HEIGHT))
        found += [Ink(400, 510, top + n * STEP, HEIGHT) for n in range(count)]
        top = low + STEP + PADDING
    (levelled,) = set_level([found])
    names = [levelled[n] for n, ink in enumerate(found) if ink.start == 100]
    tops = [min(ink.across for ink in found[at : at + count])
            for at, count in ((1, 4), (6, 2), (9, 3), (13, 2))]  # fmt: skip
    assert names == tops
