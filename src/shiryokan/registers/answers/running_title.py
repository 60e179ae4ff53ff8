"""The title of a paper said again at the head of its other pages, where it is so on too few of them
to be seen as such by the layout."""

from __future__ import annotations

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


def without_running_title(
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
        place = line.text.places()[:1]
        if not place or place[0].page == pages[0].page or _squeezed(line.text.text) not in titles:
            continue
        if place[0].boxes[0].y1 < _HEAD * heights[place[0].page]:
            gone[line.at] = []
    return rewritten(passages, gone) if gone else list(passages)


def _squeezed(text: str) -> str:
    return "".join(text.split())
