"""Fits boosted trees to samples and writes them as the layout reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from shiryokan.paper.layout.forest import Forest

SEED = 20261128
DEPTH = 4
ROWS = 10_000
"""Rows that a forest is asked about at once."""
FOLDS = 4
"""Parts of the kinds that are left out in turn, to see how right the rest makes what is fitted."""
TREES = {"starts": 80, "columns": 40, "cuts": 80, "doubts": 80, "cut": 16}
"""Trees of each decision: what held-out pages stop to gain from, or what a page has time for."""
RATE = 0.15
LEAST = 40
"""Samples of a leaf, at least: fewer are one look, not a rule."""
SMOOTH = 5.0
"""L2 penalty of a leaf's value."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A forest as arrays: see :class:`shiryokan.paper.layout.forest.Forest`."""

    feature: np.ndarray
    threshold: np.ndarray
    leaf: np.ndarray

    def forest(self) -> Forest:
        """The same as the layout asks it."""
        return Forest(self.feature, self.threshold.astype(np.float32), self.leaf, DEPTH)

    def write(self, path: Path) -> None:
        """As the package holds it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            feature=self.feature.astype(np.int16),
            threshold=self.threshold.astype(np.float32),
            leaf=self.leaf.astype(np.float32),
            depth=np.int64(DEPTH),
        )


def fit(decision: str, features: np.ndarray, right: np.ndarray, weight: np.ndarray) -> Fitted:
    """Trees fitted to ``features`` (n, f), ``right`` (n,) of 0 and 1, ``weight`` (n,)."""
    # thresholds are kept as single precision: so are the values they are fitted to
    data = lightgbm.Dataset(features.astype(np.float32), right, weight=weight)
    booster = lightgbm.train(
        {
            "objective": "binary", "max_depth": DEPTH, "num_leaves": 2**DEPTH,
            "learning_rate": RATE, "min_data_in_leaf": LEAST, "lambda_l2": SMOOTH,
            "seed": SEED, "deterministic": True, "force_row_wise": True, "num_threads": 2,
            "verbose": -1, "boost_from_average": True, "use_missing": False,
        },
        data,
        num_boost_round=TREES[decision],
    )  # fmt: skip
    return _packed(booster)


def folds_of(kinds: Iterable[str]) -> list[list[str]]:
    """Parts of ``kinds``, each to be left out once; the same for the same kinds."""
    names = sorted(set(kinds))
    return [names[fold::FOLDS] for fold in range(FOLDS)]


def said_by_others(
    decision: str, features: np.ndarray, right: np.ndarray, weight: np.ndarray, kinds: np.ndarray
) -> np.ndarray:
    """(n,) what trees say of each sample that are fitted to the other kinds; ``kinds`` is (n,)."""
    said = np.zeros(len(right))
    for fold in folds_of(kinds.tolist()):
        held = np.isin(kinds, fold)
        fitted = fit(decision, features[~held], right[~held], weight[~held])
        said[held] = said_of(fitted.forest(), features[held])
    return said


def said_of(forest: Forest, features: np.ndarray) -> np.ndarray:
    """(n,) what a forest says of ``features`` (n, f), kept as precisely as when it was fitted."""
    parts = np.array_split(features, len(features) // ROWS + 1)
    return np.concatenate([forest.probabilities(each.astype(np.float32)) for each in parts])


def _packed(booster: lightgbm.Booster) -> Fitted:
    trees = booster.dump_model()["tree_info"]
    inner = 2**DEPTH - 1
    feature = np.zeros((len(trees), inner), np.int64)
    threshold = np.full((len(trees), inner), np.inf)
    leaf = np.zeros((len(trees), inner + 1))

    def fill(number: int, node: dict[str, object], at: int, depth: int) -> None:
        if "leaf_value" in node:
            width = 2 ** (DEPTH - depth)
            first = (at + 1) * width - 1 - inner
            leaf[number, first : first + width] = node["leaf_value"]
            return
        feature[number, at] = node["split_feature"]
        threshold[number, at] = node["threshold"]
        fill(number, node["left_child"], 2 * at + 1, depth + 1)  # type: ignore[arg-type]
        fill(number, node["right_child"], 2 * at + 2, depth + 1)  # type: ignore[arg-type]

    for number, tree in enumerate(trees):
        fill(number, tree["tree_structure"], 0, 0)
    return Fitted(feature, threshold, leaf)
