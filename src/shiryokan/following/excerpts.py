"""Words cut to what a line of a mail has room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shiryokan.following.followable import Op

MOST_AROUND = 16
"""Characters of unchanged words that are shown beside changed ones."""
MOST_CHANGED = 200
"""Characters of one run of changed words that are shown."""


def shortened(pieces: Iterable[tuple[str, Op]]) -> Sequence[tuple[str, Op]]:
    """Pieces of a text, with what did not change cut down to a few characters around what did."""
    given = [(" ".join(text.split()), op) for text, op in pieces if text]
    last = len(given) - 1
    return [
        (_around(text, first=at == 0, last=at == last) if op == "same" else _cut(text), op)
        for at, (text, op) in enumerate(given)
    ]


def _around(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * MOST_AROUND:
        return text
    before = "" if first else text[:MOST_AROUND]
    after = "" if last else text[-MOST_AROUND:]
    return f"{before}…{after}"


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHANGED else text[:MOST_CHANGED] + "…"
