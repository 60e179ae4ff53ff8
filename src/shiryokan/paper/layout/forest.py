"""Boosted trees: what several features together say, as a probability.

The weights are fitted by ``python -m tools.layout_training`` (LightGBM; Ke et al., *LightGBM: A
Highly Efficient Gradient Boosting Decision Tree*, 2017) and stand beside this file; NumPy alone
reads and asks them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from math import exp

import numpy as np
import numpy.typing as npt

from shiryokan.paper.glyphs import Floats

_FEW = 6
"""Rows up to which plain lists are asked faster than arrays."""


class Forest:
    """Complete binary trees of one depth, *t* of them with *k* inner nodes and *k* + 1 leaves.

    ``feature`` (t, k) is the number of the feature asked, ``threshold`` (t, k) the greatest value
    that goes left, ``leaf`` (t, k + 1) what a tree speaks, a logarithm of odds.
    """

    def __init__(
        self, feature: npt.NDArray[np.int64], threshold: Floats, leaf: Floats, depth: int
    ) -> None:
        self.depth = depth
        self.feature = feature
        self.threshold = threshold
        self.leaf = leaf
        self._lists = [
            (f, t, v)
            for f, t, v in zip(feature.tolist(), threshold.tolist(), leaf.tolist(), strict=True)
        ]

    def probability(self, rows: list[list[float]]) -> list[float]:
        """What the trees say of each of ``rows``, whose features stand in the trained order."""
        if not rows:
            return []
        if len(rows) <= _FEW:
            return [_logistic(self._sum(row)) for row in rows]
        values = np.array(rows)
        number = np.arange(len(rows))[:, None]
        tree = np.arange(len(self.feature))[None, :]
        at = np.zeros((len(rows), len(self.feature)), np.int64)
        for _ in range(self.depth):
            asked = values[number, self.feature[tree, at]]
            at = 2 * at + 1 + (asked > self.threshold[tree, at])
        odds = self.leaf[tree, at - self.feature.shape[1]].sum(axis=1)
        said: list[float] = (1.0 / (1.0 + np.exp(-odds))).tolist()
        return said

    def probabilities(self, values: Floats) -> Floats:
        """(n,) the same of many rows at once, (n, f)."""
        if not len(values):
            return np.zeros(0)
        trees, inner = self.feature.shape
        feature, threshold, leaf = self.feature.ravel(), self.threshold.ravel(), self.leaf.ravel()
        flat = np.ascontiguousarray(values).ravel()
        row = (np.arange(len(values)) * values.shape[1])[:, None]
        tree = np.arange(trees) * inner
        at = np.zeros((len(values), trees), np.int64)
        for _ in range(self.depth):
            node = at + tree
            asked = flat.take(feature.take(node) + row)
            at += at + 1 + (asked > threshold.take(node))
        odds = leaf.take(at - inner + np.arange(trees) * (inner + 1)).sum(axis=1)
        said: Floats = 1.0 / (1.0 + np.exp(-odds))
        return said

    def _sum(self, row: list[float]) -> float:
        total = 0.0
        inner = self.feature.shape[1]
        for feature, threshold, leaf in self._lists:
            at = 0
            while at < inner:
                at = 2 * at + 1 + (row[feature[at]] > threshold[at])
            total += leaf[at - inner]
        return total


def _logistic(odds: float) -> float:
    return 1.0 / (1.0 + exp(-max(min(odds, 60.0), -60.0)))


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
