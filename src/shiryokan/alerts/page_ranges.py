"""The pages on which something was found, in a few words."""

from __future__ import annotations

from collections.abc import Iterable

MOST_RANGES = 20
"""Pages, or runs of them, that are named; a mail of a thousand numbers is read by nobody."""


def page_ranges(numbers: Iterable[int]) -> str:
    """Pages as people write them: ``3, 5, 7–9``; after :data:`MOST_RANGES` an ellipsis."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    named = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:MOST_RANGES]]
    return ", ".join([*named, "…"] if len(runs) > MOST_RANGES else named)
