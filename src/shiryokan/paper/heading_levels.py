"""How deep the headings of a document are: what contains what, as the document itself shows."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from shiryokan.paper.beginnings import level_of
from shiryokan.paper.block_signs import PARAMS, Sign

_FREE = ("enclosed", "bullet", "word", "underlined", "look")
"""Styles of which nothing but the document itself says how deep they are."""
_TITLE = "title"
"""The subject of a letter, the title of a slide."""
_PLAIN = "plain line"
"""A line that neither a number nor its look tells: it is within the heading before it."""


class Heading(NamedTuple):
    """A heading of a document: its block, the page it stands on, and the run of its series, -1
    where it has no number."""

    sign: Sign
    page: int
    run: int

    @property
    def style(self) -> str:
        """What the headings of one level have in common: their series, or their size."""
        sign = self.sign
        if sign.number is not None:
            return sign.number.series
        if sign.subject or sign.over_slide:
            return _TITLE
        if sign.kind == "heading":
            return f"look {sign.level} {sign.size:.0f}"
        return "underlined" if sign.underlined else _PLAIN

    def counts_on(self, after: Heading) -> bool:
        """Whether ``after``, of the same style, is the next one, or, on a slide, the same once
        more."""
        number = self.sign.number
        return (
            number is not None
            and number.value > 0
            and (self.run == after.run or self.sign.text == after.sign.text)
        )


def levels_of(headings: Sequence[Heading]) -> list[int]:
    """The level of each of the headings of a document, in reading order.

    Headings of one style are of one level: that which their form has by custom, or deeper, as far
    as the document shows that others contain them.
    """
    styles = [heading.style for heading in headings]
    customs: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for heading, style in zip(headings, styles, strict=True):
        customs[style][_custom(heading.sign)] += 1
    own = {style: levels.most_common(1)[0][0] for style, levels in customs.items()}
    _nest(own, _without_rings(_containing(headings, styles)), styles)
    levels: list[int] = []
    above = 0
    for style in styles:
        if style != _PLAIN:
            above = own[style]
        levels.append(own[style] if style != _PLAIN else min(above + 1, PARAMS.deepest))
    return levels


def _custom(sign: Sign) -> int:
    """The level that the page says, or that the form of the number has by custom."""
    if sign.number is None and (sign.subject or sign.over_slide):
        return 1
    if sign.kind == "heading" and sign.level:
        return sign.level
    return level_of(sign.text) or PARAMS.untold


def _containing(headings: Sequence[Heading], styles: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of styles of which the first contains the second, the surest first.

    A series that goes on counting has those between its numbers within it, and one that begins
    anew is within what stands before it; a larger heading is above a smaller one.
    """
    votes = _by_counting(headings, styles) + _by_beginning(headings, styles)
    votes += _by_size(headings, styles)
    often = Counter(styles)
    found = []
    for (above, below), count in votes.items():
        against = votes[below, above]
        if _PLAIN in (above, below):
            continue
        free = any(_is_free(style) and often[style] <= PARAMS.seldom for style in (above, below))
        free = free or (_is_free(above) and _is_free(below))
        if count - against >= PARAMS.agreed * (count + against) and (
            free or count - against >= PARAMS.least
        ):
            found.append((against - count, above, below))
    return [(above, below) for _, above, below in sorted(found)]


def _by_counting(headings: Sequence[Heading], styles: Sequence[str]) -> Counter[tuple[str, str]]:
    votes: Counter[tuple[str, str]] = Counter()
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, style in enumerate(styles):
        places[style].append(place)
    for style, own in places.items():
        for a, b in itertools.pairwise(own):
            if not headings[a].counts_on(headings[b]):
                continue
            for other, theirs in places.items():
                if other != style and bisect_left(theirs, b) > bisect_left(theirs, a):
                    votes[style, other] += 1
    return votes


def _by_beginning(headings: Sequence[Heading], styles: Sequence[str]) -> Counter[tuple[str, str]]:
    votes: Counter[tuple[str, str]] = Counter()
    for place, (before, own) in enumerate(itertools.pairwise(styles), 1):
        number = headings[place].sign.number
        near = headings[place - 1].page == headings[place].page
        # what 3.1 is within stands in its number
        counted = number is not None and number.value == 1 and not own.startswith("dotted")
        if near and counted and before != own:
            votes[before, own] += 1
    return votes


def _by_size(headings: Sequence[Heading], styles: Sequence[str]) -> Counter[tuple[str, str]]:
    """What the sizes say of headings whose depth no number says."""
    sizes: defaultdict[str, list[float]] = defaultdict(list)
    for heading, style in zip(headings, styles, strict=True):
        if _is_free(style):
            sizes[style].append(heading.sign.size)
    usual = {style: median(found) for style, found in sizes.items()}
    return Counter(
        (large, small)
        for large, small in itertools.permutations(usual, 2)
        if usual[large] > PARAMS.greater * usual[small]
    )


def _is_free(style: str) -> bool:
    return style.startswith(_FREE)


def _without_rings(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """``pairs``, of which the first contains the second, without those that others contradict that
    stand before them."""
    kept: list[tuple[str, str]] = []
    within: defaultdict[str, set[str]] = defaultdict(set)
    for above, below in pairs:
        if above in within[below]:
            continue
        kept.append((above, below))
        inner = {below, *within[below]}
        for each in [above, *(outer for outer in list(within) if above in within[outer])]:
            within[each] |= inner
    return kept


def _nest(own: dict[str, int], pairs: Sequence[tuple[str, str]], styles: Sequence[str]) -> None:
    """Change the levels ``own`` of styles so that each is below those that contain it, ``pairs``.

    Numbered ones move down only. The others, whose depth no custom tells, find their place between
    what they mostly follow, or what contains them, and what they contain.
    """
    fixed = [(a, b) for a, b in pairs if not _is_free(a) and not _is_free(b)]
    for _ in own:
        for a, b in fixed:
            own[b] = max(own[b], min(own[a] + 1, PARAMS.deepest))
    followed = _followed(styles)
    most: dict[str, int] = {}
    for style in filter(_is_free, own):
        if style in followed:
            own[style] = own[followed[style]] + 1
        least = max((own[a] + 1 for a, b in pairs if b == style and not _is_free(a)), default=1)
        most[style] = min(
            (own[b] - 1 for a, b in pairs if a == style and not _is_free(b)),
            default=PARAMS.deepest,
        )
        own[style] = max(min(max(min(own[style], most[style]), least), PARAMS.deepest), 1)
    free = [(a, b) for a, b in pairs if a in most and b in most]
    for _ in most:
        for a, b in free:
            own[b] = max(own[b], min(own[a] + 1, most[b], PARAMS.deepest))


def _followed(styles: Sequence[str]) -> dict[str, str]:
    """What headings in brackets, with a bullet or a word, or underlined ones, mostly follow: the
    last heading before them whose depth a number or a size tells."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    last = ""
    for style in styles:
        if style.startswith("look") or (style != _PLAIN and not _is_free(style)):
            last = style
        elif last and style != _PLAIN:
            found[style][last] += 1
    return {style: counts.most_common(1)[0][0] for style, counts in found.items()}
