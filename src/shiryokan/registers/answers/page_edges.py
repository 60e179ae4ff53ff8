"""What stands at the edges of pages, on too few of them to be seen as furniture by the layout: the
title of a paper said again at the head of its other pages, and words that it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.answers.document_lines import Address, lines_of, rewritten
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Traced

_HEAD = 0.13
"""Share of a page's height in which what runs over it stands."""
_TITLES = 4
"""Lines at the head of the first page among which the title is."""
_FEWEST = 4
"""Characters of a title at least."""


_GOES_ON = re.compile(
    r"[(\[【〔<]?\s?(?:(?:次|前)(?:の)?(?:頁|ページ|葉)|裏面)\s?(?:に|へ|から|より)(?:の)?"
    r"(?:続く|つづく|続き|つづき)\s?[)\]】〕>]?"
)
"""（次頁に続く）, 前ページから続く."""


def without_page_edges(
    passages: Sequence[TracedPassage], pages: Sequence[Page]
) -> list[TracedPassage]:
    """The passages without such lines."""
    if len(pages) < 2:
        return list(passages)
    first = [_squeezed(line.text) for block in pages[0].blocks for line in block.lines]
    titles = {text for text in first[:_TITLES] if len(text) >= _FEWEST}
    heights = {page.page: page.height for page in pages}
    gone: dict[Address, list[Traced]] = {}
    for line in lines_of(passages, pages):
        if _GOES_ON.fullmatch(line.plain):
            gone[line.at] = []
            continue
        place = line.text.places()[:1]
        if not place or place[0].page == pages[0].page or _squeezed(line.text.text) not in titles:
            continue
        if place[0].boxes[0].y1 < _HEAD * heights[place[0].page]:
            gone[line.at] = []
    return rewritten(passages, gone) if gone else list(passages)


def _squeezed(text: str) -> str:
    return "".join(text.split())
