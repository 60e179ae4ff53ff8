"""The tiers of vertical pages and the columns of others, told by the white between them."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_LABEL, _NEAR = 6, 2.0
"""Signs of a label at most, and how far before white it may end, in characters."""
_ALL_LABELS = 0.9
"""Share of the lines before white that are labels, at least, where these have a column."""
_PAGES = 3
"""Pages of a side at least that tell their tiers by themselves."""
_NARROWEST = 40
"""Points that a column or a tier takes up at least."""
_NUMBER = 4
"""Signs of the number of a page at most."""
_RAGGED = 20
"""Points by which the ends of the lines of two columns may be apart besides."""
_BETTER = 1.3
"""How many times more lines must begin at the same places for what the ends tell not to hold."""
_TIER = 1.2
"""White across all rows of a page, in characters, that parts two tiers of vertical writing."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one page shows of tiers or columns: where it is white, where its lines begin and end,
    and how far its long ones reach (of columns alone)."""

    white: Sequence[int]
    ends: Sequence[tuple[float, float]]
    reach: float


def tiers_of(pages: Sequence[tuple[Page, bool]]) -> list[list[tuple[float, float]]]:
    """The tiers of each page: those of odd or of even ones, which may be set in differently, or
    those of all of its writing, where there are few of a side or these tell another number."""
    known: dict[tuple[bool, int], list[tuple[float, float]]] = {}
    for vertical in {vertical for _, vertical in pages}:
        alike = [
            (page.page % 2, seen)
            for page, way in pages
            if way == vertical and (seen := _seen(page, vertical=vertical)) is not None
        ]
        whole = _tiers([seen for _, seen in alike], vertical=vertical)
        for side in (0, 1):
            own = [seen for each, seen in alike if each == side]
            of_side = _tiers(own, vertical=vertical)
            told = len(own) >= _PAGES and len(of_side) == len(whole)
            known[vertical, side] = of_side if told or len(whole) == 1 else whole
    return [known[vertical, page.page % 2] for page, vertical in pages]


def _seen(page: Page, *, vertical: bool) -> _Seen | None:
    """What a page shows; None of one that has too few lines to show anything."""
    way = "ttb" if vertical else "ltr"
    lines = [e for e in seen_lines(page, vertical=vertical) if e.line.direction == way]
    if vertical and lines:
        # what stands at the side may stand beside the white between tiers
        first, last = lines[0].c0, lines[-1].c0
        lines = [e for e in lines if len(e.line.text.strip()) > TAB or first < e.c0 < last]
    if len(lines) < _SIDES:
        return None
    em = statistics.median(e.em for e in lines)
    ends = [(e.a0, e.a1) for e in lines]
    if not vertical:
        reach = sorted(e.a1 for e in lines)[int(_LONG * (len(lines) - 1))]
        return _Seen(list(_gutter(page, lines, em)), ends, reach)
    white: list[int] = []
    end = min(e.a0 for e in lines)
    for each in sorted(lines, key=lambda e: e.a0):
        if each.a0 - end > _TIER * em and end > _EDGE * page.height:
            below = sum(e.a0 >= each.a0 - 1 for e in lines)
            if below > _SIDES / 2:
                white += range(int(end) + 1, int(each.a0))
        end = max(end, each.a1)
    return _Seen(white, ends, 0.0)


def _tiers(pages: Sequence[_Seen], *, vertical: bool) -> list[tuple[float, float]]:
    """Where the tiers of vertical pages begin, or the columns of others, parted by white that runs
    across most pages, and how much further on their lines end than those of the first; one where
    there is no such white."""
    white: Counter[int] = Counter()
    for page in pages:
        white.update(page.white)
    reaches = [page.reach for page in pages]
    ends = [each for page in pages for each in page.ends]
    known = sorted(
        at
        for at, count in white.items()
        # a page of a single column says nothing of where a second one would be
        if count > 0.5 * (len(pages) if vertical else sum(reach > at for reach in reaches))
    )
    # lines of the lower tier begin anywhere below, those of the upper end above
    cuts: list[int] = []
    for at, before in zip(known, [-2, *known], strict=False):
        if before == at - 1:
            continue
        if cuts and at - cuts[-1] <= _NARROWEST:
            # signs in the margin between two columns are no column
            cuts.pop()
        cuts.append(at)
    found: list[tuple[float, float]] = []
    bounds = [float("-inf"), *map(float, cuts), float("inf")]
    first = 0.0
    for top, bottom in itertools.pairwise(bounds):
        own = sorted(a1 for a0, a1 in ends if top <= a0 < bottom)
        longest = own[int(_LONG * (len(own) - 1))] if own else 0.0
        first = first or longest
        found.append((top, longest - first))
    if vertical:
        return found
    starts = [
        Counter(round(a0) for a0, _ in ends if top <= a0 < bottom)
        for top, bottom in itertools.pairwise(bounds)
    ]
    return [
        (top, _apart(starts[0], own, off)) for (top, off), own in zip(found, starts, strict=True)
    ]


def _apart(first: Counter[int], own: Counter[int], off: float) -> float:
    """How much further on a column begins than the first, which is about ``off`` by where their
    lines end: these may be ragged, and what begins at one place does so in all columns."""

    def alike(shift: int) -> int:
        return sum(
            min(count, max(own[at + shift + k] for k in (-1, 0, 1))) for at, count in first.items()
        )

    about = round(off)
    near = range(about - _RAGGED, about + _RAGGED + 1)
    best = max(near, key=lambda shift: (alike(shift), -abs(shift - about)))
    return float(best) if alike(best) > _BETTER * alike(about) else off


def _gutter(page: Page, lines: Sequence[Seen], em: float) -> Iterator[int]:
    """The points of white between the columns of a page, over which titles may run."""
    size = int(page.width) + 2
    # what begins and ends at each point; summed up, how many lines cover it
    changes = [0] * (size + 1)
    wide = _TIER * em
    for each in lines:
        edges, text = each.edges(), each.line.text
        begin = edges[0]
        for at, (start, end) in enumerate(itertools.pairwise(edges)):
            if end - start < wide and not text[at].isspace():
                continue
            # white space reaches as far as what stands behind it
            _cover(changes, size, begin, start)
            begin = end
        _cover(changes, size, begin, each.a1)
    covered = list(itertools.accumulate(changes[:size]))
    most = _CROSSING * len(lines)
    for is_white, points in itertools.groupby(range(len(covered)), lambda at: covered[at] <= most):
        run = list(points)
        if not is_white or len(run) <= _TIER * em:
            continue
        before = sum(e.a1 <= run[0] + 1 for e in lines)
        # numbers of a table of contents are no column
        behind = sum(e.a0 >= run[-1] and len(e.line.text.strip()) > _NUMBER for e in lines)
        if min(before, behind) > _SIDES / 2 and not _is_behind_labels(lines, run[0], em):
            yield from run


def _is_behind_labels(lines: Sequence[Seen], begins: int, em: float) -> bool:
    """Whether white stands between labels and their texts: most of what ends right before it is
    short, or nearly all that ends before it, as in a column of their own."""
    before = [len(e.line.text.strip()) for e in lines if e.a1 <= begins + 1]
    if sum(signs <= _LABEL for signs in before) >= _ALL_LABELS * len(before):
        return True
    near = [
        len(e.line.text.strip()) for e in lines if begins - _NEAR * em < e.a1 <= begins + 1
    ]  # fmt: skip
    # single signs may as well stand in the margin
    near = [signs for signs in near if signs > 1]
    return sum(signs <= _LABEL for signs in near) > len(near) / 2


def _cover(changes: list[int], size: int, start: float, end: float) -> None:
    """Note that a line covers the points from ``start`` to ``end``, of ``size`` in all."""
    first, behind = max(int(start), 0), min(int(end) + 1, size)
    if first < behind:
        changes[first] += 1
        changes[behind] -= 1
