"""Plain text: of a page its lines, of a flow its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.paper.flow import Passage
from shiryokan.paper.model import Page

PAGE_BREAK = "\f"
"""Stands between the pages of a plain text (U+000C, form feed)."""


def as_text(page: Page) -> str:
    """The page's lines in reading order, one a line; no newline at the end."""
    return page.text


def flow_as_text(passages: Iterable[Passage]) -> str:
    """A paragraph a line, cells one after the other; no newline at the end."""
    return "\n".join(passage.text for passage in passages)
