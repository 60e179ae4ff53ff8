"""A line without the words that are struck out of it, which it keeps beside its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats
from shiryokan.paper.layout.strikes import Strikes
from shiryokan.paper.model import Box, Ruby, Span, Struck


@dataclass(slots=True)
class Laid:
    """A line as it is set: its text, the ``len(text) + 1`` edges of its characters, its ruby."""

    text: str
    edges: list[float]
    ruby: list[Ruby]
    struck: list[Struck] = field(default_factory=list)
    underlined: list[Span] = field(default_factory=list)


def without_struck(
    laid: Laid,
    places: Sequence[tuple[int, int]],
    strikes: Strikes,
    boxes: Floats,
    box: tuple[float, float, float, float],
    seen: Callable[[tuple[float, float, float, float]], Box],
) -> Laid:
    """``laid`` without its struck words, and with its underlined ones noted.

    ``places`` are the places of its marks in its text with the marks' numbers, in order; ``boxes``
    (n, 4) those of the marks, ``box`` the line's in the same frame, and ``seen`` sets a box onto
    the page.
    """
    text = laid.text
    gone = np.zeros(len(text), np.bool_)
    struck: list[Struck] = []
    for start, end, marks in _runs(text, places, strikes.struck):
        x0, x1 = float(boxes[marks, 0].min()), float(boxes[marks, 2].max())
        struck.append(Struck(start, text[start:end], seen((x0, box[1], x1, box[3]))))
        gone[start:end] = True
    underlined = [(start, end) for start, end, _ in _runs(text, places, strikes.underlined)]
    _close_spaces(text, gone)
    # where each place of the text stands when what is gone has been taken out
    at = np.concatenate(([0], np.cumsum(~gone))).tolist()
    kept = np.flatnonzero(~gone).tolist()
    return Laid(
        "".join(text[i] for i in kept),
        [*(laid.edges[i] for i in kept), laid.edges[kept[-1] + 1 if kept else -1]],
        [
            Ruby(at[r.start], at[r.end], r.text)
            for r in laid.ruby
            if not gone[r.start : r.end].any()
        ],
        [Struck(at[s.at], s.text, s.bbox) for s in struck if s.text.strip(" \u3000")],
        [Span(at[a], at[b]) for a, b in underlined if at[a] < at[b]],
    )


def _runs(
    text: str, places: Sequence[tuple[int, int]], chosen: Bools
) -> list[tuple[int, int, list[int]]]:
    """Start and end in ``text`` of each run of chosen marks, with the marks."""
    runs: list[tuple[int, int, list[int]]] = []
    open_run = False
    for (at, mark), (following, _) in pairwise([*places, (len(text), -1)]):
        if not chosen[mark]:
            open_run = False
            continue
        end = at + len(text[at:following].rstrip(" \u3000")) or following
        end = max(end, at + 1)
        if open_run:
            start, _, marks = runs[-1]
            runs[-1] = start, end, [*marks, mark]
        else:
            runs.append((at, end, [mark]))
        open_run = True
    return runs


def _close_spaces(text: str, gone: Bools) -> None:
    """Of two spaces, one on each side of what is gone, the second goes too."""
    i = 0
    while i < len(text):
        if not gone[i]:
            i += 1
            continue
        start = i
        while i < len(text) and gone[i]:
            i += 1
        before = text[start - 1] if start else " "
        if before in " \u3000" and i < len(text) and text[i] in " \u3000":
            gone[i] = True
            i += 1
