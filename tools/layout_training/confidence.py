"""Fits how sure the layout is of a line: the trees that doubt, what they mean, and when it is said.

The lines are those of training kinds and looks, each kind laid out by decisions that were fitted
without it, so that as much is wrong with them as with pages nobody has shown.
"""

from __future__ import annotations

import numpy as np

from tools.layout_training import WEIGHTS
from tools.layout_training.faults import Fault
from tools.layout_training.fitting import fit, said_by_others
from tools.layout_training.line_samples import LineSamples

MOST_RIGHT_DOUBTED = 0.03
"""The share of right lines of kinds not fitted to that may be doubted."""
POINTS = 24
"""Points of the curve, and as many again between them."""
FEW = 100
"""Lines that tell a share."""
_OWN: frozenset[Fault] = frozenset(("text", "cut", "glued"))
"""What is wrong with a line by itself, and not with its place."""


def fit_confidence(samples: LineSamples) -> None:
    """Fit the trees, the curve and the doubt to ``samples``, and write them into the package."""
    features = np.concatenate(samples.features)
    wrong = samples.wrong
    pages = np.bincount(samples.pages)[samples.pages]
    # the lines of a page are wrong together: a page of many weighs more, but not as many times
    weight = 1 / np.sqrt(pages)
    said = said_by_others("doubts", features, wrong, weight, np.array(samples.kinds))
    at, right = curve(said, wrong)
    sure = np.interp(said, at, right)
    doubted = float(np.quantile(sure[~wrong], MOST_RIGHT_DOUBTED))
    caught = (sure[wrong] < doubted).mean()
    print(f"doubts: {len(wrong)} lines, {wrong.mean():.1%} wrong; of kinds left out {caught:.1%} "
          f"of the wrong are doubted, and {(sure[~wrong] < doubted).mean():.1%} of the right, at "
          f"{doubted:.2f}")  # fmt: skip
    fit("doubts", features, wrong, weight).write(WEIGHTS / "doubts.npz")
    own = np.array([bool(each & _OWN) for each in samples.faults])
    fit("cut", features[wrong], own[wrong], weight[wrong]).write(WEIGHTS / "cut.npz")
    np.savez_compressed(
        WEIGHTS / "confidence.npz",
        wrong=at.astype(np.float32),
        right=right.astype(np.float32),
        doubted=np.float32(doubted),
    )


def curve(said: np.ndarray, wrong: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of being wrong, ascending, and the share of right lines that each means
    (isotonic regression by pool adjacent violators; Barlow et al., *Statistical Inference under
    Order Restrictions*, 1972). ``said`` and ``wrong`` are (n,)."""
    order = np.argsort(said, kind="stable")
    pools: list[list[float]] = []
    for few in np.array_split(order, max(len(order) // FEW, 1)):
        pools.append([float(said[few].mean()), 1.0 - float(wrong[few].mean()), float(len(few))])
        while len(pools) > 1 and pools[-2][1] <= pools[-1][1]:
            a, b = pools[-2], pools.pop()
            weight = a[2] + b[2]
            pools[-1] = [
                (a[0] * a[2] + b[0] * b[2]) / weight, (a[1] * a[2] + b[1] * b[2]) / weight, weight,
            ]  # fmt: skip
    at = np.quantile(said, np.linspace(0, 1, POINTS))
    at = np.unique(np.concatenate((at, np.linspace(0, 1, POINTS))).astype(np.float32))
    return at, np.interp(at, [p[0] for p in pools], [p[1] for p in pools])
