"""Marks of questions and answers that stand alone at the heads of pages, where they are often taken
for running headers: they come back there, with other numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Page
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.narrow_text import narrow

_HEAD = 0.25
"""Share of a page's height in which its head stands."""


def with_marks_at_top(document: Document) -> Document:
    """The document, with such marks as text, and with sentences right below a mark that came back
    as well: not with marks that count as the pages do."""
    found = {page.page: list(_lost(page)) for page in document.pages}
    if not any(found.values()):
        return document
    ahead = [
        page - number for page, lost in found.items() for each in lost if (number := _number(each))
    ]
    if len(ahead) > 1 and len(set(ahead)) == 1:
        return document
    return Document([_page(page, found[page.page]) for page in document.pages])


def _lost(page: Page) -> Iterator[Block]:
    marked = False
    for block in page.blocks:
        at_head = block.kind == "furniture" and block.bbox.y1 < _HEAD * page.height
        sentence = marked and block.lines[-1].text.rstrip().endswith("。") if block.lines else False
        if at_head and (_is_mark(block) or sentence):
            yield block
        marked = _is_mark(block)


def _is_mark(block: Block) -> bool:
    """Whether nothing but the mark of a question or an answer stands in a block."""
    if len(block.lines) != 1:
        return False
    plain = narrow(block.lines[0].text).strip()
    return marks.ANSWER.fullmatch(plain) is not None or _number(block) > 0


def _number(block: Block) -> int:
    """The last number of a question whose mark stands alone in a block; 0 of anything else."""
    plain = narrow(block.lines[0].text).strip() if len(block.lines) == 1 else ""
    match = marks.QUESTION.fullmatch(plain)
    # a number with nothing but brackets is that of the page
    return Number.of(match["number"]).parts[-1] if match and match["number"] != plain else 0


def _page(page: Page, lost: Sequence[Block]) -> Page:
    if not lost:
        return page
    blocks = tuple(
        msgspec.structs.replace(block, kind="list" if _is_mark(block) else "text")
        if any(block is each for each in lost) else block
        for block in page.blocks
    )  # fmt: skip
    return msgspec.structs.replace(page, blocks=blocks)
