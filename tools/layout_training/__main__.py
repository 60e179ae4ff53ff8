"""Fits the weights of the layout's decisions, and writes them into the package.

usage: python -m tools.layout_training [--seeds N] [--more N]

Pages of all training kinds in all training looks are generated with N seeds each (default 5) for
the starts of paragraphs, and with ``--more`` others (default 6) for columns and rows, which know
the first. Kinds and looks that are held out are not seen. Needs LightGBM (`make weights`).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from shiryokan.paper.layout import forest
from tools.layout_training import WEIGHTS
from tools.layout_training.fitting import accuracy, fit
from tools.layout_training.plans import plan
from tools.layout_training.samples import Samples, sample
from tools.office_pages import TRAIN_KINDS, TRAIN_LOOKS, generate

PLANS = 40
"""Invented plans with each seed, beside the pages of all kinds and looks."""
FOLDS = 4
"""Parts of the kinds that are left out in turn, to see how right the rest makes what is fitted."""
FIRST_OF_MORE = 101
"""The first seed of the pages for columns and rows: none is of those for starts."""


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


def fit_and_write(decision: str, samples: Samples) -> None:
    """Fit one decision, and say how right it is on kinds that it was not fitted to."""
    features = np.array(samples.features[decision])
    right = np.array(samples.right[decision])
    source = np.array(samples.source[decision])
    # a page of many lines weighs more than one of few, but not as many times more
    weight = 1 / np.sqrt(np.bincount(source)[source])
    kinds = np.array(samples.kinds)[source]
    names = sorted(set(kinds))
    folds = [np.isin(kinds, names[fold::FOLDS]) for fold in range(FOLDS)]
    held = [accuracy(decision, features, right, weight, fold) for fold in folds]
    print(f"{decision}: {len(right)} decisions; on kinds left out {np.mean(held):.1%} right")
    fit(decision, features, right, weight).write(WEIGHTS / f"{decision}.npz")


def main() -> None:
    """Fit all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--more", type=int, default=6)
    asked = parser.parse_args()
    fit_and_write("starts", samples_of(range(1, asked.seeds + 1), frozenset()))
    forest.forest.cache_clear()
    more = range(FIRST_OF_MORE, FIRST_OF_MORE + asked.more)
    samples = samples_of(more, frozenset({"starts"}))
    fit_and_write("columns", samples)
    fit_and_write("cuts", samples)


if __name__ == "__main__":
    main()
