"""Whether a document may be a plan: a look for tables, and for what tells that they are a plan's.

The grammar is sure of a plan by heads within cells, by bodies beside labels, or by a header with a
column of bodies; one of them must be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shiryokan.paper.model import Line, Page
from shiryokan.registers.measures.labels import BODY_ENDS, label_of, title_and_bodies
from shiryokan.registers.measures.roles import head_of_part, role_of_head
from shiryokan.registers.source_text import Traced, joined

_MOST_LINES = 4
"""A label, its title and its bodies fill no more lines."""
_LONGEST_HEAD = 60
"""Characters of a line that may be a head within a cell."""
_BODY_WORD = re.compile(BODY_ENDS)


def glance(pages: Sequence[Page]) -> bool:
    """Whether it has a table, and a head, labelled bodies or a column of bodies somewhere."""
    if not any(block.cells for page in pages for block in page.blocks):
        return False
    return any(
        _is_head(lines) or _has_bodies(page.page, lines) or (in_cell and _heads_bodies(lines))
        for page in pages
        for lines, in_cell in _stretches(page)
    )


def _stretches(page: Page) -> Iterator[tuple[Sequence[Line], bool]]:
    """The lines of each cell and of each block that is no table."""
    for block in page.blocks:
        for cell in block.cells:
            yield block.lines[cell.start : cell.end], True
        if not block.cells:
            yield block.lines, False


def _is_head(lines: Sequence[Line]) -> bool:
    return any(
        len(line.text) <= _LONGEST_HEAD and head_of_part(Traced.of(0, line)) for line in lines
    )


def _heads_bodies(lines: Sequence[Line]) -> bool:
    """Whether a cell heads the column of bodies, by all of its text or by the first line."""
    texts = ("".join(line.text for line in lines), *(line.text for line in lines[:1]))
    return any(role_of_head(text) == "ministries" for text in texts)


def _has_bodies(page: int, lines: Sequence[Line]) -> bool:
    """Whether a line begins with a label that bodies follow."""
    for at, line in enumerate(lines):
        traced = Traced.of(page, line)
        if label_of(traced) is None:
            continue
        whole = [Traced.of(page, each) for each in lines[at : at + _MOST_LINES]]
        for count in range(1, len(whole) + 1):
            label = label_of(joined(whole[:count]))
            if label and _BODY_WORD.search(label.rest.text) and title_and_bodies(label.rest)[1]:
                return True
    return False
