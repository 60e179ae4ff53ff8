"""Atoms: what is written, in pieces; and where a row of them stands."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shiryokan.japanese.codepoints import fold_text
from shiryokan.search.grams import atoms, places, words

PIECES = ["医療", "機関", "ー", "サーバ", "1", "12", "1,000", "000", ",", "、", ". ", ".", "a", "ab",
          "C++", "c", "+", "Q&A", "ISO/IEC", "/", " ", "\n", "(", "個⼈", "_", "-", "A-1", "△", "▲ ", "-5", "±", "(株)", "々", "①", "ﾊﾞ"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def _found_by_all_atoms(text: str, row: list[str]) -> list[tuple[int, int]]:
    own = atoms(text)
    texts = [atom.text for atom in own]
    size = len(row)
    return [
        (own[i].start, own[i + size - 1].end)
        for i in range(len(texts) - size + 1)
        if texts[i : i + size] == row
    ]


@settings(max_examples=600)
@given(TEXTS, TEXTS)
@example("1,000", "000")
@example("a.b c", "b c")
@example("x 1,000,000円", "1,000")
def test_the_places_of_a_row_are_those_among_all_atoms(text: str, looked_for: str) -> None:
    folded = fold_text(text)
    row = words(looked_for)
    if row:
        assert list(places(folded, row)) == _found_by_all_atoms(folded, row)


@given(st.text(max_size=40), st.integers(0, 40), st.integers(1, 6))
def test_any_row_of_a_text_is_found_in_it(text: str, start: int, size: int) -> None:
    folded = fold_text(text)
    row = [atom.text for atom in atoms(folded)][start : start + size]
    if row:
        assert list(places(folded, row)) == _found_by_all_atoms(folded, row)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("第1,000号", ["1000"]),
        ("個人の、情報", ["個", "人", "の", "情", "報"]),
        ("C++で", ["c", "+", "+"]),
    ],
)
def test_commas_of_numbers_and_signs_between_words_do_not_part_a_row(
    text: str, row: list[str]
) -> None:
    assert len(list(places(fold_text(text), row))) == 1
