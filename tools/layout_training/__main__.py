"""Fits the weights of the layout's decisions, and writes them into the package.

usage: python -m tools.layout_training [--seeds N] [--more N] [--lines N]

Pages of all training kinds in all training looks are generated with N seeds each (default 5) for
the starts of paragraphs, and with ``--more`` others (default 6) for columns and rows, which know
the first. How sure a line is, is fitted to ``--lines`` others (default 10), each kind laid out by
decisions that were fitted without it. Kinds and looks that are held out are not seen. Needs
LightGBM (`make weights`).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from shiryokan.paper.layout import forest
from shiryokan.paper.layout.forest import Forest
from tools.layout_training import WEIGHTS
from tools.layout_training.confidence import fit_confidence
from tools.layout_training.fitting import fit, folds_of, said_of
from tools.layout_training.line_samples import LineSamples, sample_lines
from tools.layout_training.plans import plan
from tools.layout_training.samples import Samples, sample
from tools.office_pages import TRAIN_KINDS, TRAIN_LOOKS, generate

PLANS = 40
"""Invented plans with each seed, beside the pages of all kinds and looks."""
FIRST_OF_MORE = 101
"""The first seed of the pages for columns and rows: none is of those for starts."""
FIRST_OF_LINES = 5001
"""The first seed of the pages whose lines are doubted: none is of those for the decisions."""


def samples_of(seeds: Iterable[int], learnt: frozenset[str]) -> Samples:
    """The decisions on pages of all training kinds and looks."""
    samples = Samples()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        for kind, pdf, truth in _documents(list(seeds)):
            path.write_bytes(pdf)
            sample(path, truth, samples, len(samples.kinds), learnt)
            samples.kinds.append(kind)
    return samples


def _documents(seeds: list[int]) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    for kind, look, seed in product(TRAIN_KINDS, TRAIN_LOOKS, seeds):
        pdf, truth = generate(kind, look, seed)
        yield kind, pdf, asdict(truth)
    for number in (seed * PLANS + at for seed in seeds for at in range(PLANS)):
        yield "plan", *plan(number)


def fit_and_write(decision: str, samples: Samples) -> list[Forest]:
    """Fit one decision, and say how right it is on kinds that it was not fitted to; the forests
    that were fitted without each fold of the training kinds."""
    features = np.array(samples.features[decision])
    right = np.array(samples.right[decision])
    source = np.array(samples.source[decision])
    # a page of many lines weighs more than one of few, but not as many times more
    weight = 1 / np.sqrt(np.bincount(source)[source])
    kinds = np.array(samples.kinds)[source]
    without: list[Forest] = []
    shares = []
    for fold in folds_of(TRAIN_KINDS):
        held = np.isin(kinds, fold)
        without.append(fit(decision, features[~held], right[~held], weight[~held]).forest())
        said = said_of(without[-1], features[held])
        shares.append(((said > 0.5) == (right[held] > 0.5)).mean())
    print(f"{decision}: {len(right)} decisions; on kinds left out {np.mean(shares):.1%} right")
    fit(decision, features, right, weight).write(WEIGHTS / f"{decision}.npz")
    return without


def lines_of(seeds: Sequence[int], decisions: Mapping[str, list[Forest]]) -> LineSamples:
    """The lines of all training kinds and looks; ``decisions`` are the forests of each decision
    that were fitted without each fold of the kinds."""
    samples = LineSamples()
    for number, kinds in enumerate(folds_of(TRAIN_KINDS)):
        forests = {decision: without[number] for decision, without in decisions.items()}
        sample_lines(kinds, TRAIN_LOOKS, seeds, samples, forests)
    return samples


def main() -> None:
    """Fit all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--more", type=int, default=6)
    parser.add_argument("--lines", type=int, default=10)
    asked = parser.parse_args()
    without = {
        "starts": fit_and_write("starts", samples_of(range(1, asked.seeds + 1), frozenset()))
    }
    forest.forest.cache_clear()
    more = range(FIRST_OF_MORE, FIRST_OF_MORE + asked.more)
    samples = samples_of(more, frozenset({"starts"}))
    for decision in ("columns", "cuts"):
        without[decision] = fit_and_write(decision, samples)
    fit_confidence(lines_of(range(FIRST_OF_LINES, FIRST_OF_LINES + asked.lines), without))


if __name__ == "__main__":
    main()
