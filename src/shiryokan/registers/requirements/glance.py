"""Whether a document may be a guideline: a look at its first pages and at headings of parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.requirements import document_kind, facts
from shiryokan.registers.requirements.grammar import FEWEST

_NAMED = re.compile("|".join(facts.DEFINED))
_LINES_OF_HEADING = 3
"""A heading of a part fills no more lines."""


def glance(pages: Sequence[Page]) -> bool:
    """Whether the document calls itself a guideline, or enough headings of parts stand in it."""
    kind = document_kind.kind_of(pages)
    if kind != "unknown":
        return kind != "telling"
    found = 0
    for page in pages:
        if not _NAMED.search(_plain(page.text)):
            continue
        found += sum(_is_part(text) for text in _texts(page))
        if found >= FEWEST:
            return True
    return False


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _texts(page: Page) -> Iterator[str]:
    """The lines of a page, and what few lines are together."""
    for block in page.blocks:
        yield from (line.text for line in block.lines)
        if 1 < len(block.lines) <= _LINES_OF_HEADING:
            yield "".join(line.text for line in block.lines)


def _is_part(text: str) -> bool:
    if not _NAMED.search(_plain(text)):
        return False
    part = facts.part_of(text) or facts.inline_part(text)
    return part is not None and facts.is_defined(part[0])
