"""Boosted trees: what several features together say, as a probability.

The weights are fitted by ``python -m tools.layout_training`` (LightGBM; Ke et al., *LightGBM: A
Highly Efficient Gradient Boosting Decision Tree*, 2017) and stand beside this file; NumPy alone
reads and asks them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import numpy.typing as npt

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.params import PARAMS

_DEPTH = 4
"""Questions that a tree asks of a row."""
_BITS = 1 << _DEPTH
"""Bits that hold the answers to all questions of a tree, one to spare: 16, whole bytes."""


def _leaf_reached() -> npt.NDArray[np.uint8]:
    """(2 ** 16,) the leaf that is reached for each set of answers of a tree."""
    answers = np.arange(1 << _BITS, dtype=np.uint32)
    at = np.zeros(len(answers), np.uint32)
    for _ in range(_DEPTH):
        at = 2 * at + 1 + (answers >> at & 1)
    return (at - (_BITS - 1)).astype(np.uint8)


_LEAF = _leaf_reached()
_AT_ONCE = PARAMS.forest.at_once


class Forest:
    """Complete binary trees of depth 4, *t* of them with *k* = 15 inner nodes and 16 leaves.

    ``feature`` (t, k) is the number of the feature asked, ``threshold`` (t, k) the greatest value
    that goes left, ``leaf`` (t, k + 1) what a tree speaks, a logarithm of odds. The nodes stand
    level by level.

    All nodes of all trees are asked at once: to walk down a tree step by step would take several
    times as long, in lists and in arrays. The answers of a tree are the bits of a number, for
    which a table has the leaf.
    """

    def __init__(
        self, feature: npt.NDArray[np.int64], threshold: Floats, leaf: Floats, depth: int
    ) -> None:
        if depth != _DEPTH:
            raise ValueError(f"trees of depth {depth}, not {_DEPTH}")
        spare = ((0, 0), (0, 1))
        self._feature = np.pad(feature, spare).ravel()
        self._threshold = np.pad(threshold, spare, constant_values=np.inf).ravel()
        self._leaf = leaf.ravel()
        self._first = np.arange(len(leaf)) * leaf.shape[1]

    def probability(self, rows: list[list[float]]) -> list[float]:
        """What the trees say of each of ``rows``, whose features stand in the trained order."""
        said: list[float] = []
        for start in range(0, len(rows), _AT_ONCE):
            said += self._said(rows[start : start + _AT_ONCE])
        return said

    def _said(self, rows: list[list[float]]) -> list[float]:
        said: list[float] = self._chances(np.array(rows, np.float64)).tolist()
        return said

    def probabilities(self, values: Floats) -> Floats:
        """(n,) the same of many rows, (n, f)."""
        parts = [
            self._chances(values[start : start + _AT_ONCE])
            for start in range(0, len(values), _AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _chances(self, values: Floats) -> Floats:
        right = values.take(self._feature, axis=1) > self._threshold
        answers = np.packbits(right, axis=1, bitorder="little").view("<u2")
        odds = self._leaf.take(_LEAF.take(answers) + self._first).sum(axis=1)
        said: Floats = 1.0 / (1.0 + np.exp(-odds))
        return said


@cache
def forest(name: str) -> Forest:
    """The forest that was fitted for the decision ``name``."""
    packed = np.load(BytesIO(files(__package__).joinpath(f"weights/{name}.npz").read_bytes()))
    return Forest(
        packed["feature"].astype(np.int64),
        packed["threshold"].astype(np.float64),
        packed["leaf"].astype(np.float64),
        int(packed["depth"]),
    )
