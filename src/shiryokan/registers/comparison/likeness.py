"""How alike records are, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.registers.aspects import Aspects
from shiryokan.registers.comparison.assignment import Matrix, assignment
from shiryokan.registers.comparison.differences import comparable


def likeness(aspects: Aspects, old: Sequence[Any], new: Sequence[Any]) -> Matrix:
    """For each pair (rows old, columns new) from 0 to 1: the weighted mean of the likeness of
    their texts and places (Indel ratio of the folded texts).

    A text that both lack says nothing; one that only one of them has says that they differ.
    """
    total: Matrix = np.zeros((len(old), len(new)))
    if not total.size:
        return total
    weights = np.zeros_like(total)
    for side in aspects.texts:
        if not side.weight:
            continue
        a, b = ([comparable(side.old(r)) for r in old], [comparable(side.new(r)) for r in new])
        ratio = process.cdist(a, b, scorer=fuzz.ratio, dtype=np.float64) / 100
        has_a, has_b = np.array([bool(t) for t in a]), np.array([bool(t) for t in b])
        some = has_a[:, None] | has_b[None, :]
        total += np.where(some, side.weight * ratio, 0)
        weights += np.where(some, side.weight, 0)
    places = [["\n".join(comparable(x) for x in aspects.place(r)) for r in rs] for rs in (old, new)]
    ratio = process.cdist(*places, scorer=fuzz.ratio, dtype=np.float64) / 100
    total += aspects.place_weight * ratio
    weights += aspects.place_weight
    result: Matrix = total / weights
    return result


def assigned(matrix: Matrix, least: float) -> list[tuple[int, int]]:
    """The pairs of the assignment with the greatest sum of likeness in which no pair is less alike
    than ``least``; in the order of the old records.

    Solved exactly (:mod:`.assignment`): a greedy choice of the best pair first would
    let two records that resemble each other take each other's partners.
    """
    if 0 in matrix.shape:
        return []
    # a pair below the least is worth nothing, so that it never costs a good one
    worth = np.where(matrix >= least, matrix, 0.0)
    return [(i, j) for i, j in assignment(worth) if worth[i, j] > 0]
