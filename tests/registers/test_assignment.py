"""The assignment: never worse than any other, whatever the shape and however many ties."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiryokan.registers.comparison.assignment import Matrix, assignment


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    numbers = st.integers(-3, 3).map(lambda n: n / 4)
    cells = draw(st.lists(numbers, min_size=rows * columns, max_size=rows * columns))
    return np.array(cells, dtype=np.float64).reshape(rows, columns)


def best(worth: Matrix) -> float:
    """The greatest sum, by trying all."""
    small, large = sorted(worth.shape)
    across = worth if worth.shape[0] == small else worth.T
    return max(
        sum(across[i, j] for i, j in enumerate(order))
        for order in permutations(range(large), small)
    )


@settings(max_examples=300)
@given(matrices())
def test_no_other_assignment_has_a_greater_sum(worth: Matrix) -> None:
    pairs = assignment(worth)
    assert pairs == sorted(pairs)
    assert len(pairs) == min(worth.shape)
    for side in (0, 1):
        assert len({pair[side] for pair in pairs}) == len(pairs)
    assert sum(worth[pair] for pair in pairs) == best(worth)


@pytest.mark.parametrize(
    ("worth", "pairs"),
    [
        # what scipy.optimize.linear_sum_assignment 1.17 answers, of several that are as good
        ([[1, 1], [1, 1]], [(0, 0), (1, 1)]),
        ([[0, 0, 0], [0, 0, 0]], [(0, 0), (1, 1)]),
        ([[1, 0.5], [1, 0.5], [1, 0.5]], [(0, 0), (1, 1)]),
        ([[0, 1, 1], [1, 1, 0], [1, 1, 1]], [(0, 1), (1, 0), (2, 2)]),
    ],
)
def test_of_equals_it_takes_those_that_scipy_takes(
    worth: list[list[float]], pairs: list[tuple[int, int]]
) -> None:
    assert assignment(np.array(worth, dtype=np.float64)) == pairs
