"""The text of a block as HTML: Markdown of one paragraph, without HTML of its own, cleaned."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAGS = {"strong", "em", "code", "s", "a", "br"}
_MARKUP = re.compile("<[^>]*>")


@functools.cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  only where a text is shown

    # the preset knows emphasis, code and links; without HTML a "<" is a character
    return MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(
        "image"
    )


def as_html(text: str) -> str:
    """A paragraph as HTML, without its ``<p>``. What is not emphasis, code, a link or a line's end
    is text."""
    made = _reader().renderInline(text)
    return nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
    )


def as_text(text: str) -> str:
    """A paragraph without its marks."""
    plain: str = nh3.clean(as_html(text), tags=set())
    return (
        _MARKUP.sub("", plain)
        .replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        .replace("&nbsp;", " ").replace("&amp;", "&")
    )  # fmt: skip
