"""The text of a page as it is shown beside its picture: block by block in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from shiryokan.paper.model import Block, Cell, Line, Page
from shiryokan.paper.tables import html_table, paragraph_lines
from shiryokan.web.viewer.line_html import Marks, NumberedLine, paragraph_html

_FIRST_HEADING, _DEEPEST_HEADING = 3, 6
"""The page's own headings take the levels above."""

_SHORT, _FAIR = 8, 60
"""Characters of a cell's paragraph that need no room, and some."""


class Piece(msgspec.Struct):
    """A piece of the page's text, by its ``kind``: ``level`` is that of the HTML heading,
    ``items`` are those of a list, ``number`` is that of a table in the page, from 1."""

    kind: str
    html: SafeString = SafeString()
    level: int = 0
    items: list[SafeString] = []
    number: int = 0


class PageText(msgspec.Struct):
    """The pieces in reading order, and apart from them what belongs to the paper only."""

    pieces: list[Piece]
    furniture: list[SafeString]


def tables(page: Page) -> list[Block]:
    """The tables of a page; table *k* of its address is the *k*-th."""
    return [block for block in page.blocks if block.kind == "table" and block.cells]


def page_text(page: Page, marks: Marks) -> PageText:
    """What is shown of ``page``."""
    shown = PageText([], [])
    above: list[int] = []
    number = table = 0
    for block in page.blocks:
        lines = [NumberedLine(number + i, line) for i, line in enumerate(block.lines)]
        number += len(lines)
        if block.kind == "table" and block.cells:
            table += 1
            shown.pieces.append(Piece("table", _table_html(block, lines, marks), number=table))
            continue
        html = paragraph_html(lines, marks)
        if not html:
            continue
        if block.kind == "furniture":
            shown.furniture.append(html)
        elif block.kind == "list":
            _add_item(shown.pieces, html)
        elif block.kind == "heading":
            shown.pieces.append(Piece("heading", html, level=_heading_level(above, block.level)))
        else:
            # a table without cells has no rows to show
            kind = "text" if block.kind == "table" else block.kind
            shown.pieces.append(Piece(kind, html))
    return shown


def _add_item(pieces: list[Piece], html: SafeString) -> None:
    """Items that follow each other are one list."""
    if not pieces or pieces[-1].kind != "list":
        pieces.append(Piece("list", items=[]))
    pieces[-1].items.append(html)


def _heading_level(above: list[int], level: int) -> int:
    """The level of the HTML heading. ``above`` are the levels of the headings it stands under.

    A page may begin in the middle of a chapter, and levels of HTML may not be left out, so that
    the document's own levels only say which heading stands under which.
    """
    while above and above[-1] >= level:
        above.pop()
    above.append(level)
    return min(_FIRST_HEADING + len(above) - 1, _DEEPEST_HEADING)


def _with_room(lines: Sequence[Line], html: SafeString) -> SafeString:
    """A cell's paragraph; long ones ask for a column in which they can be read."""
    length = sum(len(line.text) for line in lines)
    if length <= _SHORT:
        return html
    return format_html('<span class="{}">{}</span>', "fair" if length <= _FAIR else "long", html)


def _table_html(block: Block, lines: Sequence[NumberedLine], marks: Marks) -> SafeString:
    """The rows of a table; its paragraphs are joined lines."""

    def paragraphs(cell: Cell) -> list[SafeString]:
        at, texts = cell.start, []
        for own in paragraph_lines(block, cell):
            texts.append(_with_room(own, paragraph_html(lines[at : at + len(own)], marks)))
            at += len(own)
        return [text for text in texts if text]

    rows = html_table(block.cells, paragraphs).removeprefix("<table>").removesuffix("</table>")
    return mark_safe(rows)  # noqa: S308  paragraph_html escaped every text of the page
