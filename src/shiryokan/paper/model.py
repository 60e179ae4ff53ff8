"""The values of a read page. Units are PDF points; the origin is the top-left corner of the page
as it is seen (after its crop box and rotation are applied); x grows to the right, y downwards."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

SCHEMA_VERSION = 1
"""Version of the JSON form of :class:`Page`. It grows when a field changes its meaning."""


class Box(NamedTuple):
    """A rectangle in points: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )


Direction = Literal["ltr", "ttb"]
"""Writing direction of a line: left to right, or top to bottom (vertical Japanese)."""

BlockKind = Literal["text", "heading", "list", "table", "caption", "footnote", "furniture"]


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of text.

    ``edges`` has ``len(text) + 1`` positions in points along the writing direction (x for
    ``ltr``, y for ``ttb``): character *i* of ``text`` stands between ``edges[i]`` and
    ``edges[i + 1]``. It is what highlights a part of a line at its true place.
    """

    text: str
    bbox: Box
    edges: tuple[float, ...] = ()
    direction: Direction = "ltr"


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """Lines that belong together, in reading order."""

    kind: BlockKind
    bbox: Box
    lines: tuple[Line, ...]


class Warning(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What may be wrong with a page: a stable ``code`` and an English word for developers."""

    code: str
    message: str = ""


class Page(msgspec.Struct, frozen=True):
    """One page as read: ``page`` is its number from 1, ``text`` the lines in reading order."""

    page: int
    width: float
    height: float
    text: str
    blocks: tuple[Block, ...] = ()
    warnings: tuple[Warning, ...] = ()


class OutlineItem(msgspec.Struct, frozen=True, gc=False):
    """One bookmark of the PDF: depth (0 is top), title, and page number from 1 if it has one."""

    level: int
    title: str
    page: int | None


class Summary(msgspec.Struct, frozen=True):
    """What is known of a PDF as a whole."""

    pages: int
    title: str = ""
    author: str = ""
    created: str = ""
    outline: tuple[OutlineItem, ...] = ()
