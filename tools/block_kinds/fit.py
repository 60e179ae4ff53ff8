"""Fit what speaks for a block with a number to be a heading.

    python -m tools.block_kinds.fit CORPUS [CORPUS ...]

Prints :data:`shiryokan.paper.kinds.WEIGHTS`: a logistic regression, held small, on the labelled
documents of ``tests/gold/kinds.tsv`` whose set is ``train``; how well they tell these, and how well
they tell each document when fitted on the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from shiryokan.paper.block_signs import DECIDED, signs_of
from shiryokan.paper.furniture import edge_texts, furniture_of, with_furniture
from shiryokan.paper.kinds import Evidence, Weighing
from shiryokan.paper.reader import Reader
from tools.block_kinds.gold import read_gold

_HOLD = 1.0
"""How much a weight is held near zero: so much as one block says."""
_STEPS = 50
"""Steps of Newton's method: it stands still after ten."""

Floats = npt.NDArray[np.float64]


class Case(NamedTuple):
    """A labelled block: its document, what speaks for it, and whether it is a heading."""

    name: str
    evidence: Evidence
    heading: bool


def cases(corpora: Sequence[Path]) -> Iterator[Case]:
    """The labelled blocks about whose kind the weights decide."""
    for (part, name), known in read_gold().items():
        path = next((p for c in corpora if (p := c / f"{name}.pdf").is_file()), None)
        if part != "train" or path is None:
            continue
        with Reader(path) as reader:
            pages = [reader.page(number) for number in range(1, reader.pages + 1)]
        furniture = furniture_of([edge_texts(page) for page in pages])
        weighing = Weighing([signs_of(p) for p in map(with_furniture, pages, furniture)])
        for number, blocks in known.items():
            left = [at for at, page in enumerate(weighing.page) if page == number - 1]
            for each in blocks:
                own = next(
                    (at for at in left if weighing.signs[at].text.startswith(each.begins)), None
                )
                if own is None:
                    continue
                left.remove(own)
                sign = weighing.signs[own]
                asked = sign.kind == "heading" or weighing.may_be_heading(own)
                doubted = len(each.kinds) > 1 and "heading" in each.kinds
                if sign.number is not None and sign.kind in DECIDED and asked and not doubted:
                    yield Case(name, weighing.evidence(own), each.kinds[0] == "heading")


def fitted(known: Sequence[Case]) -> Floats:
    """The weights, in the order of :class:`Evidence`."""
    x = np.array([case.evidence for case in known], np.float64)
    y = np.array([case.heading for case in known], np.float64)
    weights = np.zeros(x.shape[1])
    hold = np.full(x.shape[1], _HOLD)
    hold[0] = _HOLD / 100
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + hold * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(hold)
        weights -= np.linalg.solve(bend, slope)
    return weights


def wrong(weights: Floats, known: Sequence[Case]) -> int:
    """How many are told wrongly."""
    return sum((float(np.dot(weights, case.evidence)) > 0) != case.heading for case in known)


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path)
    known = list(cases(parser.parse_args().corpus))
    weights = fitted(known)
    for name, weight in zip(Evidence._fields, weights, strict=True):
        print(f"    {name}={weight:.2f},")
    apart = sum(
        wrong(
            fitted([case for case in known if case.name != name]),
            [case for case in known if case.name == name],
        )
        for name in sorted({case.name for case in known})
    )
    print(f"of {len(known)} wrong: {wrong(weights, known)}, by the other documents {apart}")


if __name__ == "__main__":
    main()
