"""The forms in which a page is written out: plain text, JSON and Markdown."""

from __future__ import annotations

from typing import Any

import msgspec

from shiryokan.paper.model import Block, Line, Page

PAGE_BREAK = "\f"
"""Stands between the pages of a plain text (U+000C, form feed)."""


def as_text(page: Page) -> str:
    """The page's lines in reading order, one a line."""
    return page.text


def as_data(page: Page) -> dict[str, Any]:
    """The page as plain values for JSON.

    ``page``, ``width``, ``height``, ``text``, ``blocks`` (``kind``, ``bbox``, ``lines`` with
    ``text`` and ``bbox``) and ``warnings``; points, origin top-left.
    """
    return {
        "page": page.page,
        "width": page.width,
        "height": page.height,
        "text": page.text,
        "blocks": [_block(block) for block in page.blocks],
        "warnings": [{"code": w.code, "message": w.message} for w in page.warnings],
    }


def as_json(page: Page) -> str:
    """:func:`as_data` on one line."""
    return msgspec.json.encode(as_data(page)).decode()


def as_markdown(page: Page) -> str:
    """The page's blocks as paragraphs; a mark says where the page begins."""
    paragraphs = [_joined(block) for block in page.blocks]
    return "\n\n".join([f"<!-- page {page.page} -->", *paragraphs]) + "\n"


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "bbox": list(block.bbox),
        "lines": [_line(line) for line in block.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {"text": line.text, "bbox": list(line.bbox)}
    if line.direction != "ltr":
        data["direction"] = line.direction
    return data


def _joined(block: Block) -> str:
    return "  \n".join(_escaped(line.text) for line in block.lines)


def _escaped(text: str) -> str:
    """Characters that Markdown would take for its own are kept as they are written."""
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, "\\" + mark)
    return text
