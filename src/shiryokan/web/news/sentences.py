"""The sentence in which the words of a hit stand: what a search hit is quoted by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from shiryokan.paper.model import Page
from shiryokan.paper.places import TextSpan

_ENDS = "。．"


def sentence_around(page: Page, hit: Sequence[TextSpan]) -> list[TextSpan]:
    """The sentence of a hit, within its block or the cell of its table, as spans of the page's
    text, one a line."""
    start, end = hit[0][0], hit[-1][1]
    own = [
        line
        for lines in _wholes(page)
        if any(begin < end and start < stop for begin, stop in lines)
        for line in lines
    ]
    if not own:
        return list(hit)
    first, last = own[0][0], own[-1][1]
    before = max(page.text.rfind(sign, first, start) for sign in _ENDS)
    # a hit may end with the sentence's own full stop
    after = [at for sign in _ENDS if (at := page.text.find(sign, max(end - 1, start), last)) >= 0]
    low, high = max(before + 1, first), min(after, default=last - 1) + 1
    parts = ((max(begin, low), min(stop, high)) for begin, stop in own)
    return [(a, b) for a, b in parts if a < b and page.text[a:b].strip()]


def _wholes(page: Page) -> Iterator[list[TextSpan]]:
    """The lines of each paragraph of a cell, and of each block that is no table, as spans."""
    at = 0
    places = [(begin, begin + len(line.text)) for _, begin, line in page.lines()]
    for block in page.blocks:
        own = places[at : at + len(block.lines)]
        at += len(block.lines)
        if not block.cells:
            yield own
        for cell in block.cells:
            begins = {n for n in cell.paragraphs if cell.start < n < cell.end}
            edges = [cell.start, *sorted(begins), cell.end]
            for a, b in pairwise(edges):
                yield own[a:b]
