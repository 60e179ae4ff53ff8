"""Columns and tiers of pages are told by the white between them."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Block, Page
from shiryokan.registers.page_tiers import tiers_of
from tests.paper.pages import block, line, page

ROWS = 20


def columns(number: int, off: float = 0.0, further: tuple[Block, ...] = ()) -> Page:
    """A page of two columns of ragged rows, at 60 and 300, ``off`` further in."""
    rows = [
        block(
            line("見守り料を算定する" + "。" * (at % 3), left + off + 10 * (at % 2), 60 + 20 * at)
        )
        for left in (60, 300)
        for at in range(ROWS)
    ]
    return page(*rows, *further, number=number)


def test_two_columns_begin_as_far_apart_as_their_lines_do() -> None:
    ((first, none), (cut, shift)), *_ = tiers_of([(columns(n), False) for n in range(1, 4)])
    assert (first, none) == (float("-inf"), 0)
    assert 170 < cut <= 300
    assert shift == 240


def test_signs_between_two_columns_are_no_column() -> None:
    signs = tuple(block(line("▲", 198, 60 + 20 * at)) for at in range(0, ROWS, 2))
    assert all(
        len(own) == 2 for own in tiers_of([(columns(n, further=signs), False) for n in range(1, 4)])
    )


def test_odd_and_even_pages_have_columns_of_their_own() -> None:
    pages = [(columns(n, 40.0 * (n % 2)), False) for n in range(1, 9)]
    odd, even, *_ = tiers_of(pages)
    assert odd[1][0] > 170 + 40
    assert even[1][0] < 190


@pytest.mark.parametrize("behind", ["２", "頁２０"])
def test_numbers_of_a_table_of_contents_are_no_column(behind: str) -> None:
    rows = [block(line("見守り料の施設基準", 60, 60 + 20 * at)) for at in range(ROWS)]
    numbers = [block(line(behind, 500, 60 + 20 * at)) for at in range(ROWS)]
    (own,) = tiers_of([(page(*rows, *numbers), False)])
    assert len(own) == 1


def test_white_between_labels_and_their_texts_parts_no_columns() -> None:
    # few of the rows have a label, so that white runs beside most of them
    rows = [block(line("見守り料の施設基準に係る届出", 130, 60 + 15 * at)) for at in range(150)]
    labels = [block(line("（１）", 60, 60 + 15 * at)) for at in range(0, 150, 12)]
    (own,) = tiers_of([(page(*rows, *labels), False)])
    assert len(own) == 1


@pytest.mark.parametrize("labels", ["一二三四", "㈠㈡イロ"])
def test_a_column_of_labels_of_one_sign_is_no_column_of_the_page(labels: str) -> None:
    """As where labels stand in cells of their own; few lines run over the white behind them."""
    rows = [
        block(line("見守り料の施設基準に係る届出を行うこと。", 130, 60 + 20 * at))
        for at in range(2 * ROWS)
    ]
    signs = [block(line(labels[at % 4], 60, 60 + 20 * at)) for at in range(2 * ROWS)]
    over = block(line("ただし、医師が必要と認めた患者に限る。", 70, 70 + 20 * ROWS))
    (own,) = tiers_of([(page(*rows, *signs, over), False)])
    assert len(own) == 1
