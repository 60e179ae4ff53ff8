"""How much of what continues is joined, and how much is joined wrongly."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from shiryokan.registers.comparison import compare
from shiryokan.registers.comparison.joining import joined
from tools.record_series.series import KINDS, Author, Version

_REGISTERS = {"plans": "measures"}


@dataclass
class Score:
    """Counts over pairs of versions that follow each other."""

    true: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def measure(kind: str, seeds: Iterable[int]) -> Score:
    """All versions of all seeds of a kind."""
    score = Score()
    for seed in seeds:
        for old, new in itertools.pairwise(Author(kind, seed).versions()):
            _add(score, _REGISTERS.get(kind, kind), f"{kind} {seed}", old, new)
    return score


def _add(score: Score, register: str, name: str, old: Version, new: Version) -> None:
    compared = compare(register, old.records, new.records)
    told = joined(register, old.records, new.records, compared)
    now = {uid: key for key, uid in new.matters.items()}
    for key, uid in old.matters.items():
        true, found = now.get(uid), told.get(key)
        score.true += true is not None
        if found is not None and found != true:
            score.wrong.append(f"{name}: {key} → {found}, not {true}")
        elif found is not None:
            score.right += 1
        elif true is not None:
            score.missed.append(f"{name}: {key} → {true}")


def table(seeds: Iterable[int]) -> Iterable[str]:
    """A row for each kind, in Markdown."""
    seeds = list(seeds)
    yield "| kind | continues | joined | wrongly |"
    yield "| --- | --- | --- | --- |"
    for kind in KINDS:
        score = measure(kind, seeds)
        share = 100 * score.right / max(score.true, 1)
        yield f"| {kind} | {score.true} | {score.right} ({share:.1f}%) | {len(score.wrong)} |"
