"""How far the confidence of lines can be believed on kinds and looks that nothing was fitted to.

usage: python -m tools.layout_training.calibration [--seeds N] [--first N]

Prints how many of the lines of each confidence are right, how many wrong and how many right lines
carry a doubt about their place, and how many wrong ones would, if so many of the right ones did.
What is wrong with a line is said in ``tools/layout_training/faults.py``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import pairwise

import numpy as np

from tools.layout_training.line_samples import LineSamples, sample_lines
from tools.office_pages import HELD_KINDS, HELD_LOOKS, TRAIN_KINDS, TRAIN_LOOKS

FIRST = 950_001
"""The first seed: none is of the pages that anything is fitted to."""
STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
RIGHT_DOUBTED = (0.01, 0.02, 0.03, 0.05, 0.1)
"""Shares of the right lines that might be doubted, to see what doubting more would find."""
ORDER_REASONS = {"columns", "line"}
"""Reasons that say that a line may not be one, or not stand where it belongs."""
GROUPS = (
    ("held kinds, held looks", HELD_KINDS, HELD_LOOKS),
    ("held kinds, training looks", HELD_KINDS, TRAIN_LOOKS),
    ("training kinds, held looks", TRAIN_KINDS, HELD_LOOKS),
)


def expected_error(said: np.ndarray, right: np.ndarray) -> float:
    """The mean distance, from 0 to 1, of confidence ``said`` and the share of lines ``right``, over
    the steps of confidence; both are (n,)."""
    error = 0.0
    for low, high in pairwise(STEPS):
        mine = (said >= low) & (said < high)
        if mine.any():
            error += mine.mean() * abs(said[mine].mean() - right[mine].mean())
    return float(error)


def doubted(samples: LineSamples) -> np.ndarray:
    """(n,) whether each line carries a doubt about itself or its place."""
    return np.array([bool(ORDER_REASONS & set(line.reasons)) for line in samples.lines])


def found_at(said: np.ndarray, wrong: np.ndarray, most: float) -> float:
    """The share of the ``wrong`` lines that are doubted if all are that are less sure than the
    ``most`` doubtful of the right lines, a share of these; ``said`` and ``wrong`` are (n,)."""
    least = np.quantile(said[~wrong], most)
    return float((said[wrong] < least).mean())


def on_doubted_pages(samples: LineSamples) -> tuple[float, float]:
    """The share of the wrong lines that stand on a page with a doubt, and the share of the pages
    that have one among those on which all is right."""
    pages, wrong = np.array(samples.pages), samples.wrong
    doubtful = np.isin(pages, pages[doubted(samples)])
    right = ~np.isin(pages, pages[wrong])
    held = len(np.unique(pages[right]))
    return (
        float(doubtful[wrong].mean()),
        len(np.unique(pages[right & doubtful])) / held if held else 0.0,
    )


def report(name: str, samples: LineSamples) -> None:
    """Print the curve and the shares."""
    said = np.array([line.confidence for line in samples.lines])
    wrong, doubt = samples.wrong, doubted(samples)
    print(f"{name}: {len(said)} lines, {wrong.mean():.1%} wrong")
    for low, high in pairwise(STEPS):
        mine = (said >= low) & (said < high)
        if mine.any():
            print(f"  {low:.2f} to {min(high, 1):.2f}: {mine.sum():6d} lines, confidence "
                  f"{said[mine].mean():.2f}, right {1 - wrong[mine].mean():.2f}")  # fmt: skip
    missed = Counter(
        fault for each, seen in zip(samples.faults, doubt, strict=True) if not seen
        for fault in each
    )  # fmt: skip
    print(f"  expected error {100 * expected_error(said, ~wrong):.1f} points")
    print(f"  doubted: {doubt[wrong].mean():.1%} of the wrong lines, {doubt[~wrong].mean():.1%} of "
          f"the right; not doubted: {dict(missed.most_common())}")  # fmt: skip
    beside, right_pages = on_doubted_pages(samples)
    print(f"  {beside:.1%} of the wrong lines stand on a page with a doubt, "
          f"and {right_pages:.1%} of the pages that are right have one")  # fmt: skip
    print("  of the wrong lines are as doubtful as that share of the right: " + ", ".join(
        f"{found_at(said, wrong, most):.1%} at {most:.0%}" for most in RIGHT_DOUBTED
    ))  # fmt: skip


def main() -> None:
    """Report on all that is held out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=FIRST)
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds)
    for name, kinds, looks in GROUPS:
        report(name, sample_lines(kinds, looks, seeds, LineSamples()))


if __name__ == "__main__":
    main()
