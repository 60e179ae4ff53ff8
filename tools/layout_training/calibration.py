"""How often lines are right that the layout gives a certain probability, and what follows.

usage: python -m tools.layout_training.calibration [--fit] [--seeds N] [--first N]

A line is right if its text is a printed line, or whole ones that follow each other, and if it
stands behind what is read before it. Prints for held-out kinds and looks how many of the lines of
each confidence are right, and how many wrong and how many right lines carry a doubt; ``--fit``
first fits the curve from a line's probability to its confidence to training kinds and looks.
"""

from __future__ import annotations

import argparse
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from shiryokan.paper.layout import setting
from shiryokan.paper.model import Page
from shiryokan.paper.reader import Reader
from tools.layout_training import WEIGHTS
from tools.layout_training.samples import PageTruth
from tools.office_pages import HELD_KINDS, HELD_LOOKS, TRAIN_KINDS, TRAIN_LOOKS, generate

FIRST = 5001
"""The first seed: none is of the pages that the decisions are fitted to."""
STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
POINTS = 12
FEW = 60
"""Lines that tell a share."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line: its confidence, whether it carries a doubt, and whether it is right."""

    confidence: float
    doubted: bool
    right: bool


def squeezed(text: str) -> str:
    """Text after NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def outcomes(page: Page, truth: dict[str, Any]) -> list[Outcome]:
    """The lines of a page, beside what is printed on it."""
    placed = PageTruth(truth)
    texts = {
        id(printed): squeezed(line["text"])
        for printed, line in zip(
            placed.printed,
            (line for field in truth["fields"] for line in field["lines"]),
            strict=True,
        )
    }
    orders = sorted(field["order"] for field in truth["fields"] if field["order"] is not None)
    after = dict(pairwise(orders))
    before: int | None = None
    found = []
    for line in (line for block in page.blocks for line in block.lines):
        printed = placed.of(line.bbox)
        if not printed:
            continue
        text = squeezed(line.text)
        right = any(text in texts[id(p)] or texts[id(p)] in text for p in printed)
        mine = sorted({p.order for p in printed if p.order is not None})
        if mine:
            right = right and all(after.get(a) == b for a, b in pairwise(mine))
            if before is not None:
                right = right and (mine[0] == before or after.get(before) == mine[0])
            before = mine[-1]
        found.append(Outcome(line.confidence, bool(line.reasons), right))
    return found


def survey(kinds: Iterable[str], looks: Iterable[str], seeds: Iterable[int]) -> list[Outcome]:
    """The lines of generated pages."""
    found: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        for kind, look, seed in product(kinds, looks, seeds):
            pdf, truth = generate(kind, look, seed)
            path.write_bytes(pdf)
            with Reader(path) as reader:
                for page in asdict(truth)["pages"]:
                    found += outcomes(reader.page(page["number"]), page)
    return found


def fitted(lines: list[Outcome]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and the confidence each means, both rising (isotonic regression by pool
    adjacent violators; Barlow et al., *Statistical Inference under Order Restrictions*, 1972)."""
    ordered = np.array(sorted((line.confidence, float(line.right)) for line in lines))
    pools: list[list[float]] = []
    for few in np.array_split(ordered, max(len(ordered) // FEW, 1)):
        pools.append([float(few[:, 0].mean()), float(few[:, 1].mean()), float(len(few))])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            a, b = pools[-2], pools.pop()
            weight = a[2] + b[2]
            pools[-1] = [
                (a[0] * a[2] + b[0] * b[2]) / weight, (a[1] * a[2] + b[1] * b[2]) / weight, weight,
            ]  # fmt: skip
    said, right = np.array([p[0] for p in pools]), np.array([p[1] for p in pools])
    at = np.quantile([line.confidence for line in lines], np.linspace(0, 1, POINTS))
    at = np.unique(np.concatenate((at, np.linspace(0, 1, POINTS))))
    return at, np.interp(at, said, right)


def report(name: str, lines: list[Outcome]) -> None:
    """Print the curve and the shares."""
    said = np.array([line.confidence for line in lines])
    right = np.array([line.right for line in lines])
    doubted = np.array([line.doubted for line in lines])
    error = 0.0
    print(f"{name}: {len(lines)} lines, {1 - right.mean():.1%} wrong")
    for low, high in pairwise(STEPS):
        mine = (said >= low) & (said < high)
        if mine.any():
            print(f"  {low:.2f} to {min(high, 1):.2f}: {mine.sum():6d} lines, confidence "
                  f"{said[mine].mean():.2f}, right {right[mine].mean():.2f}")  # fmt: skip
            error += mine.mean() * abs(said[mine].mean() - right[mine].mean())
    wrong, others = doubted[~right].mean(), doubted[right].mean()
    print(f"  expected error {100 * error:.1f} points")
    print(f"  doubted: {wrong:.1%} of the wrong lines, {others:.1%} of the right")


def main() -> None:
    """Fit if asked, and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=FIRST)
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds)
    if asked.fit:
        with patch.object(setting, "order_confidence", lambda chance: chance):
            lines = survey(TRAIN_KINDS, TRAIN_LOOKS, seeds)
        said, confidence = fitted(lines)
        np.savez_compressed(
            WEIGHTS / "order.npz",
            said=said.astype(np.float32),
            confidence=confidence.astype(np.float32),
        )
        setting.curve.cache_clear()
    report("held kinds, held looks", survey(HELD_KINDS, HELD_LOOKS, seeds))
    report("training kinds, held looks", survey(TRAIN_KINDS, HELD_LOOKS, seeds))


if __name__ == "__main__":
    main()
