"""Which records of two large versions belong together, where not every pair can be looked at.

Up to :data:`MOST_PAIRS` pairs the assignment is exact (:mod:`.likeness`). Beyond, what says the
same word for word at the same place is paired first, then what says it elsewhere; of the rest each
record is compared with a bounded number of others: those with which it shares rare runs of
characters, those at the same place, and those around the same position. Among these the pairs of
each group that hangs together are again assigned exactly, or the likest first where a group is too
large.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.registers.aspects import Aspects
from shiryokan.registers.comparison.assignment import Matrix
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.comparison.likeness import assigned

MOST_PAIRS = 6_000_000
"""Pairs of which all are looked at: some seconds and 250 MB; no register that is known comes near
(a plan of 300 measures has 90,000)."""
_GRAM = 4
"""Characters of a run: long enough to be rare in Japanese text, short enough to outlive an edit."""
_MOST_HOLDERS = 100
"""Records of one version that may hold a run: one that more hold tells nothing apart."""
_MOST_SHARING, _MOST_AT_PLACE, _AROUND = 12, 12, 4
"""Candidates of a record: those that share most runs, those at its place, and positions on either
side of where it would stand if the versions were stretched to one length."""

Pair = tuple[int, int, float]


def paired_by_candidates(
    aspects: Aspects,
    old: Sequence[Any],
    new: Sequence[Any],
    refused: Collection[tuple[int, int]] = (),
) -> list[Pair]:
    """Old and new records (by their numbers) that belong together, and how alike they are."""
    words = _Words(aspects, old, new)
    pairs: list[Pair] = []
    for names in (words.whole(), words.said()):
        pairs += words.equal(*names, pairs, refused)
    left_old, left_new = (
        _left(len(old), {p[0] for p in pairs}),
        _left(len(new), {p[1] for p in pairs}),
    )
    edges = [pair for pair in words.candidates(left_old, left_new) if pair not in refused]
    likes = words.likeness(edges)
    good = [(*edge, like) for edge, like in zip(edges, likes, strict=True) if like >= aspects.least]
    for group in _groups(good):
        pairs += _assigned(group, aspects.least)
    return sorted(pairs)


class _Words:
    """The texts and places of both versions, as they are compared."""

    def __init__(self, aspects: Aspects, old: Sequence[Any], new: Sequence[Any]) -> None:
        sides = [side for side in aspects.texts if side.weight]
        self._weights = [side.weight for side in sides]
        self._place_weight = aspects.place_weight
        self._old = [[comparable(side.old(record)) for side in sides] for record in old]
        self._new = [[comparable(side.new(record)) for side in sides] for record in new]
        self._old_places, self._new_places = (
            ["\n".join(map(comparable, aspects.place(record))) for record in records]
            for records in (old, new)
        )

    def whole(self) -> tuple[list[Hashable], list[Hashable]]:
        """What names a record by all that it says and where."""
        return (
            [(*texts, place) for texts, place in zip(self._old, self._old_places, strict=True)],
            [(*texts, place) for texts, place in zip(self._new, self._new_places, strict=True)],
        )

    def said(self) -> tuple[list[Hashable], list[Hashable]]:
        """What names a record by what it says, if that is something."""
        return (
            [tuple(texts) if any(texts) else ("old", n) for n, texts in enumerate(self._old)],
            [tuple(texts) if any(texts) else ("new", n) for n, texts in enumerate(self._new)],
        )

    def equal(
        self,
        old: Sequence[Hashable],
        new: Sequence[Hashable],
        done: Sequence[Pair],
        refused: Collection[tuple[int, int]],
    ) -> list[Pair]:
        """Those of one name, in order."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in _left(len(new), {pair[1] for pair in done}):
            waiting[new[j]].append(j)
        edges = []
        for i in _left(len(old), {pair[0] for pair in done}):
            found = next((j for j in waiting.get(old[i], ()) if (i, j) not in refused), None)
            if found is not None:
                waiting[old[i]].remove(found)
                edges.append((i, found))
        likes = self.likeness(edges)
        return [(*edge, like) for edge, like in zip(edges, likes, strict=True)]

    def likeness(self, edges: Sequence[tuple[int, int]]) -> list[float]:
        """How alike the pairs are, as :func:`.likeness.likeness` tells it."""
        if not edges:
            return []
        total, weights = np.zeros(len(edges)), np.zeros(len(edges))
        for number, weight in enumerate(self._weights):
            a = [self._old[i][number] for i, _ in edges]
            b = [self._new[j][number] for _, j in edges]
            some = np.array([bool(x or y) for x, y in zip(a, b, strict=True)])
            ratio = process.cpdist(a, b, scorer=fuzz.ratio, dtype=np.float64) / 100
            total += np.where(some, weight * ratio, 0)
            weights += np.where(some, weight, 0)
        places = [self._old_places[i] for i, _ in edges], [self._new_places[j] for _, j in edges]
        total += (
            self._place_weight * process.cpdist(*places, scorer=fuzz.ratio, dtype=np.float64) / 100
        )
        found: list[float] = (total / (weights + self._place_weight)).tolist()
        return found

    def candidates(self, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs that are looked at, in order and each once."""
        grams: dict[str, list[int]] = defaultdict(list)
        at_place: dict[str, list[int]] = defaultdict(list)
        for j in new:
            for gram in _grams(self._new[j]):
                grams[gram].append(j)
            at_place[self._new_places[j]].append(j)
        stretch = len(new) / max(1, len(old))
        found = []
        for position, i in enumerate(old):
            shared: Counter[int] = Counter()
            for gram in _grams(self._old[i]):
                holders = grams.get(gram, ())
                if len(holders) <= _MOST_HOLDERS:
                    shared.update(holders)
            best = heapq.nsmallest(_MOST_SHARING, shared, key=lambda j: (-shared[j], j))
            middle = int(position * stretch)
            around = new[max(0, middle - _AROUND) : middle + _AROUND + 1]
            here = at_place.get(self._old_places[i], [])[:_MOST_AT_PLACE]
            found += [(i, j) for j in sorted({*best, *here, *around})]
        return found


def _grams(texts: Sequence[str]) -> set[str]:
    return {
        text[at : at + _GRAM]
        for text in texts
        for at in range(max(1, len(text) - _GRAM + 1))
        if text
    }


def _left(count: int, done: Collection[int]) -> list[int]:
    return [number for number in range(count) if number not in done]


def _groups(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs that hang together through records they share."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j, _ in pairs:
        parent[root(("old", i))] = root(("new", j))
    groups: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[root(("old", pair[0]))].append(pair)
    yield from groups.values()


def _assigned(group: Sequence[Pair], least: float) -> list[Pair]:
    rows, columns = sorted({p[0] for p in group}), sorted({p[1] for p in group})
    if len(rows) * len(columns) > MOST_PAIRS:
        return _likest_first(group)
    row_of, column_of = {i: a for a, i in enumerate(rows)}, {j: b for b, j in enumerate(columns)}
    matrix: Matrix = np.zeros((len(rows), len(columns)))
    for i, j, like in group:
        matrix[row_of[i], column_of[j]] = like
    return [(rows[a], columns[b], float(matrix[a, b])) for a, b in assigned(matrix, least)]


def _likest_first(group: Sequence[Pair]) -> list[Pair]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for i, j, like in sorted(group, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            found.append((i, j, like))
    return found
