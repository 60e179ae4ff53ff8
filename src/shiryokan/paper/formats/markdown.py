"""Markdown (GFM): headings, paragraphs, lists and tables, without furniture, boxes and ruby."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.flow import FlowLine, Passage
from shiryokan.paper.formats.joined_lines import (
    Shown,
    is_drawn_on,
    pieces_of,
    shown_parts,
    shown_parts_of_flow,
)
from shiryokan.paper.markdown_marks import escaped
from shiryokan.paper.model import Block, BlockKind, Line, Page
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
    drawn_on = is_drawn_on(block.lines)
    if block.cells:
        return table_as_markdown(block, _drawn if drawn_on else None)
    if drawn_on:
        return _paragraph(block.kind, block.level, _drawn(block.lines))
    return _escaped(block.kind, block.level, join_lines(line.text for line in block.lines))


def _passage(passage: Passage) -> str:
    drawn_on = is_drawn_on(each.line for each in passage.lines)
    if passage.cells:
        return table_as_markdown(passage, _drawn_flow if drawn_on else None)
    if drawn_on:
        return _paragraph(passage.kind, passage.level, _drawn_flow(passage.lines))
    return _escaped(passage.kind, passage.level, passage.text)


_SIGNS = {"plain": "{}", "underlined": "<u>{}</u>", "struck": "~~{}~~"}
"""GFM has a sign for what is struck out, and none for what is underlined but HTML."""


def _drawn(lines: Iterable[Line]) -> str:
    return "".join(map(_written, shown_parts(lines)))


def _drawn_flow(lines: Iterable[FlowLine]) -> str:
    return "".join(map(_written, shown_parts_of_flow(lines)))


def _written(shown: Shown) -> str:
    pieces = (
        _SIGNS[kind].format(escaped(text or shown.line.text[start:end]))
        for kind, start, end, text in pieces_of(shown.line, shown.start, shown.end)
    )
    return escaped(shown.before) + "".join(pieces)


def _escaped(kind: BlockKind, level: int, text: str) -> str:
    # a line end would begin something else
    return _paragraph(kind, level, escaped(" ".join(text.split("\n"))))


def _paragraph(kind: BlockKind, level: int, safe: str) -> str:
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
