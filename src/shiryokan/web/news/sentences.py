"""The sentence in which the words of a hit stand: what a search hit is quoted by."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.paper.model import Block, Page
from shiryokan.paper.places import TextSpan

_ENDS = "。．"


def sentence_around(page: Page, hit: Sequence[TextSpan]) -> list[TextSpan]:
    """The sentence of a hit, within its block, as spans of the page's text, one a line; in a table
    the lines of the hit alone."""
    start, end = hit[0][0], hit[-1][1]
    lines = [(block, begin, begin + len(line.text)) for block, begin, line in page.lines()]
    blocks = [block for block, begin, stop in lines if begin < end and start < stop]
    if not blocks:
        return list(hit)
    own = [(begin, stop) for block, begin, stop in lines if _is_one_of(block, blocks)]
    if any(block.kind == "table" for block in blocks):
        return [(begin, stop) for begin, stop in own if begin < end and start < stop]
    first, last = own[0][0], own[-1][1]
    before = max(page.text.rfind(sign, first, start) for sign in _ENDS)
    # a hit may end with the sentence's own full stop
    after = [at for sign in _ENDS if (at := page.text.find(sign, max(end - 1, start), last)) >= 0]
    low, high = max(before + 1, first), min(after, default=last - 1) + 1
    parts = ((max(begin, low), min(stop, high)) for begin, stop in own)
    return [(a, b) for a, b in parts if a < b and page.text[a:b].strip()]


def _is_one_of(block: Block, blocks: Sequence[Block]) -> bool:
    return any(block is each for each in blocks)
