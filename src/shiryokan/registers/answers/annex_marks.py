"""The marks of annexes at the tops of pages, where they are often taken for running headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced


def marks_at_top(pages: Sequence[Page]) -> dict[int, Traced]:
    """The mark of an annex that was taken for a running header, by the number of its page."""
    return {page.page: mark for page in pages for mark in _at_top(page)}


def _at_top(page: Page) -> Iterator[Traced]:
    for block in page.blocks:
        if block.kind == "furniture" and block.bbox.y0 < page.height / 4:
            for line in block.lines:
                if marks.ANNEX.fullmatch(narrow(line.text).strip()):
                    yield Traced.of(page.page, line)


def breaks(tops: dict[int, Traced]) -> frozenset[int]:
    """The pages on which an annex begins, by the marks at their tops."""
    found, last = set(), ""
    for page, mark in sorted(tops.items()):
        plain = narrow(mark.text).strip()
        if plain != last:
            found.add(page)
        last = plain
    return frozenset(found)
