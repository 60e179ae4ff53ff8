"""Markdown (GFM): headings, paragraphs, lists and tables, without furniture, boxes and ruby."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.flow import Passage
from shiryokan.paper.markdown_marks import escaped
from shiryokan.paper.model import Block, BlockKind, Page
from shiryokan.paper.tables import as_markdown as table_as_markdown

_DEEPEST = 6


def as_markdown(page: Page) -> str:
    """The page's blocks; a comment says where the page begins. A newline ends it."""
    pieces = [(block.kind, _block(block)) for block in page.blocks if block.kind != "furniture"]
    return f"<!-- page {page.page} -->\n\n{_stacked(pieces)}".rstrip("\n") + "\n"


def flow_as_markdown(passages: Iterable[Passage]) -> str:
    """The passages of a flow. A newline ends it."""
    return _stacked([(passage.kind, _passage(passage)) for passage in passages]) + "\n"


def _block(block: Block) -> str:
    if block.cells:
        return table_as_markdown(block)
    return _paragraph(block.kind, block.level, join_lines(line.text for line in block.lines))


def _passage(passage: Passage) -> str:
    if passage.cells:
        return table_as_markdown(passage)
    return _paragraph(passage.kind, passage.level, passage.text)


def _paragraph(kind: BlockKind, level: int, text: str) -> str:
    # a line end would begin something else
    safe = escaped(" ".join(text.split("\n")))
    if not safe:
        return ""
    if kind == "heading":
        return "#" * min(max(level, 1), _DEEPEST) + " " + safe
    return "- " + safe if kind == "list" else safe


def _stacked(pieces: Iterable[tuple[BlockKind, str]]) -> str:
    """The pieces one under the other; items that follow each other are one list."""
    text, last = "", None
    for kind, piece in pieces:
        if not piece:
            continue
        if text:
            text += "\n" if kind == last == "list" else "\n\n"
        text, last = text + piece, kind
    return text
