"""The edge of the column of names in a table whose amounts stand in a column of their own: there
sentences break well before the edge of the page."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_INNER = 3
"""How far before the edge of the page that of the column is at least, in characters."""
_LEVEL = 3
"""How far from where a row begins the one in which it goes on may begin, in characters."""
_LEAST, _ALIKE = 6, 0.6
"""Rows that go on in the next and end at one place there, at least, and their share of all such."""
_BARE = 0.02
"""Share of the rows that may be labels with nothing behind them, or amounts with nothing before."""


class Ends(NamedTuple):
    """A row: its page, where it begins and ends, both from the edge, in points; whether it can
    close a sentence or is worth something; whether it begins with a label; whether it is
    nothing but a label or an amount."""

    page: int
    start: float
    end: float
    closed: bool
    labelled: bool
    bare: bool


def reaches(end: float, inner: Iterable[float], near: float) -> bool:
    """Whether a row that ends at ``end``, from the edge of the page, is within ``near`` of that or
    of one of the ``inner`` edges; all in points."""
    return end > -near or any(abs(end - edge) < near for edge in inner)


def inner_edges(rows: Iterable[Ends], em: float) -> list[float]:
    """Where rows that go on in the next end, if it is one place before the edge; in points. None of
    a table with labels and amounts in the middle of their rows: there names begin above them."""
    rows = list(rows)
    if sum(row.bare for row in rows) > _BARE * len(rows):
        return []
    broken = [
        row.end
        for row, after in itertools.pairwise(rows)
        if row.page == after.page and row.end < -_INNER * em
        and not row.closed and not after.labelled
        and abs(after.start - row.start) < _LEVEL * em
    ]  # fmt: skip
    counts = Counter(round(end / em) for end in broken)
    least = max(_LEAST, len(broken) * _ALIKE)
    return [
        at * em
        for at, _ in counts.most_common(1)
        if sum(counts[at + n] for n in (-1, 0, 1)) >= least
    ]
