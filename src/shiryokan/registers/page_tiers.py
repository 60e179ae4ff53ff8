"""The tiers of vertical pages and the columns of others, told by the white between them."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.writing_lines import Seen, seen_lines

TAB = 8
"""Characters of what stands at the side of a page, at most."""
_SIDES = 12
"""Rows of a page at least, to tell whether it has tiers."""
_EDGE = 0.08
"""Share of a page's height at its head in which no tier ends."""
_LONG = 0.9
"""Share of the lines of a tier that end before its long ones."""
_CROSSING = 0.06
"""Share of the lines of a page that may run over the white between its columns."""
_TIER = 1.2
"""White across all rows of a page, in characters, that parts two tiers of vertical writing."""


def tiers_of(pages: Sequence[tuple[Page, bool]]) -> list[list[tuple[float, float]]]:
    """The tiers of each page: those of all of its writing, or where these show none, those of
    odd or of even ones, which may be set in differently."""
    known: dict[tuple[bool, int], list[tuple[float, float]]] = {}
    for vertical in {vertical for _, vertical in pages}:
        alike = [page for page, way in pages if way == vertical]
        whole = _tiers(alike, vertical=vertical)
        for side in (0, 1):
            own = [page for page in alike if page.page % 2 == side]
            known[vertical, side] = whole if len(whole) > 1 else _tiers(own, vertical=vertical)
    return [known[vertical, page.page % 2] for page, vertical in pages]


def _tiers(pages: Sequence[Page], *, vertical: bool) -> list[tuple[float, float]]:
    """Where the tiers of vertical pages begin, or the columns of others, parted by white that runs
    across most pages, and how much further on their lines end than those of the first; one where
    there is no such white."""
    white: Counter[int] = Counter()
    ends: list[tuple[float, float]] = []
    reaches: list[float] = []
    counted = 0
    for page in pages:
        way = "ttb" if vertical else "ltr"
        lines = [e for e in seen_lines(page, vertical=vertical) if e.line.direction == way]
        if vertical and lines:
            # what stands at the side may stand beside the white between tiers
            first, last = lines[0].c0, lines[-1].c0
            lines = [e for e in lines if len(e.line.text.strip()) > TAB or first < e.c0 < last]
        if len(lines) < _SIDES:
            continue
        counted += 1
        em = statistics.median(e.em for e in lines)
        ends += [(e.a0, e.a1) for e in lines]
        if not vertical:
            reaches.append(sorted(e.a1 for e in lines)[int(_LONG * (len(lines) - 1))])
            white.update(_gutter(page, lines, em))
            continue
        end = min(e.a0 for e in lines)
        for each in sorted(lines, key=lambda e: e.a0):
            below = sum(e.a0 >= each.a0 - 1 for e in lines)
            if each.a0 - end > _TIER * em and end > _EDGE * page.height and below > _SIDES / 2:
                white.update(range(int(end) + 1, int(each.a0)))
            end = max(end, each.a1)
    known = sorted(
        at
        for at, count in white.items()
        # a page of a single column says nothing of where a second one would be
        if count > 0.5 * (counted if vertical else sum(reach > at for reach in reaches))
    )
    # lines of the lower tier begin anywhere below, those of the upper end above
    cuts = [at for at, before in zip(known, [-2, *known], strict=False) if before != at - 1]
    found: list[tuple[float, float]] = []
    bounds = [float("-inf"), *map(float, cuts), float("inf")]
    first = 0.0
    for top, bottom in itertools.pairwise(bounds):
        own = sorted(a1 for a0, a1 in ends if top <= a0 < bottom)
        longest = own[int(_LONG * (len(own) - 1))] if own else 0.0
        first = first or longest
        found.append((top, longest - first))
    return found


def _gutter(page: Page, lines: Sequence[Seen], em: float) -> Iterator[int]:
    """The points of white between the columns of a page, over which titles may run."""
    covered = [0] * (int(page.width) + 2)
    for each in lines:
        edges = each.edges()
        begin = edges[0]
        for at, (start, end) in enumerate(itertools.pairwise(edges)):
            if not each.line.text[at].isspace() and end - start < _TIER * em:
                continue
            # white space reaches as far as what stands behind it
            _cover(covered, begin, start)
            begin = end
        _cover(covered, begin, each.a1)
    most = _CROSSING * len(lines)
    for is_white, points in itertools.groupby(range(len(covered)), lambda at: covered[at] <= most):
        run = list(points)
        before = sum(e.a1 <= run[0] + 1 for e in lines)
        behind = sum(e.a0 >= run[-1] for e in lines)
        if is_white and len(run) > _TIER * em and min(before, behind) > _SIDES / 2:
            yield from run


def _cover(covered: list[int], start: float, end: float) -> None:
    for at in range(max(int(start), 0), min(int(end) + 1, len(covered))):
        covered[at] += 1
