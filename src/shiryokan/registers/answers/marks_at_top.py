"""Marks of questions that stand alone at the heads of pages, where they are often taken for running
headers: they come back there, with other numbers."""

from __future__ import annotations

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Page
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.narrow_text import narrow

_HEAD = 0.25
"""Share of a page's height in which its head stands."""


def with_marks_at_top(document: Document) -> Document:
    """The document, with such marks as text; not where they count as the pages do."""
    found = {
        page.page: block
        for page in document.pages
        for block in page.blocks
        if block.kind == "furniture" and block.bbox.y1 < _HEAD * page.height and _mark(block)
    }
    ahead = {page - _mark(block)[-1] for page, block in found.items()}
    if not found or (len(found) > 1 and len(ahead) == 1):
        return document
    return Document([_page(page, found.get(page.page)) for page in document.pages])


def _mark(block: Block) -> tuple[int, ...]:
    """The number of a question, where nothing but its mark stands in a block."""
    if len(block.lines) != 1:
        return ()
    plain = narrow(block.lines[0].text).strip()
    match = marks.QUESTION.fullmatch(plain)
    # a number with nothing but brackets is that of the page
    return Number.of(match["number"]).parts if match and match["number"] != plain else ()


def _page(page: Page, mark: Block | None) -> Page:
    if mark is None:
        return page
    text = msgspec.structs.replace(mark, kind="list")
    blocks = tuple(text if block is mark else block for block in page.blocks)
    return msgspec.structs.replace(page, blocks=blocks)
