"""The lines of a title page with what tells their part: how large, how far down, how centred."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from shiryokan.japanese.codepoints import readable
from shiryokan.paper.model import Block, Box, Line, Page

_SPACED_OUT = re.compile(r"(?:[^\s\x00-\x7f](?: |\u3000){1,3}){2,}[^\s\x00-\x7f]")
"""経　済　産　業　省: letters set apart to fill a width."""
_WIDE_SPACE = re.compile(r"[ \u3000]+")


class Row(msgspec.Struct, frozen=True):
    """A line. Lengths are points; of vertical writing ``top`` is measured from the right edge of
    the page and ``left`` from its top, so that both are told alike.

    ``size`` is the height of its letters, ``relative`` that in sizes of the running text.
    """

    text: str
    size: float
    relative: float
    top: float
    bottom: float
    left: float
    right: float
    page: int
    bbox: Box
    down: float
    """How far down it begins, as a share of the page: 0 at its top."""
    in_table: bool
    block: int
    heading: bool
    furniture: bool
    across: float
    """The extent of the page along the lines, in points."""

    @property
    def centre_off(self) -> float:
        """How far its middle is from the page's, as a share of the page's extent."""
        return abs((self.left + self.right) / 2 - self.across / 2) / self.across

    @property
    def length(self) -> float:
        """Its length as a share of the page's extent."""
        return (self.right - self.left) / self.across


def tidy_line(text: str) -> str:
    """A line without the spaces by which its letters are set apart, radicals as ideographs."""
    text = readable(text).strip(" \u3000")
    if _SPACED_OUT.fullmatch(text):
        return _WIDE_SPACE.sub("", text)
    return _SPACED_OUT.sub(lambda match: _WIDE_SPACE.sub("", match.group()), text)


def body_size(pages: Sequence[Page]) -> float:
    """The size, in points, that most letters of ``pages`` have; 10.5 where there is no text."""
    counted: dict[float, int] = {}
    for page in pages:
        for block in page.blocks:
            for line in block.lines:
                size = round(2 * _size(line)) / 2
                counted[size] = counted.get(size, 0) + len(line.text)
    return max(counted, key=lambda size: counted[size]) if counted else _USUAL_SIZE


_USUAL_SIZE = 10.5
"""Points: what Japanese word processors set text in unless told otherwise."""


LONGEST = 400
"""Characters of a line that may say what a document is: a page's width of the smallest letters."""


def rows_of(page: Page, usual: float) -> list[Row]:
    """The lines of a page in reading order; those without text, and those that are
    too long to be one, are left out. ``usual`` is
    :func:`body_size`."""
    return [
        _row(page, number, block, line, usual)
        for number, block in enumerate(page.blocks)
        for line in block.lines
        if len(line.text) <= LONGEST and tidy_line(line.text)
    ]


def _size(line: Line) -> float:
    x0, y0, x1, y1 = line.bbox
    return x1 - x0 if line.direction in ("ttb", "btt") else y1 - y0


def _row(page: Page, number: int, block: Block, line: Line, usual: float) -> Row:
    x0, y0, x1, y1 = line.bbox
    upright = line.direction in ("ttb", "btt")
    top, bottom, left, right = (page.width - x1, page.width - x0, y0, y1) if upright else (
        y0, y1, x0, x1,
    )  # fmt: skip
    extent, across = (page.width, page.height) if upright else (page.height, page.width)
    size = _size(line)
    return Row(
        text=tidy_line(line.text),
        size=size,
        relative=size / max(usual, 1.0),
        top=top,
        bottom=bottom,
        left=left,
        right=right,
        page=page.page,
        bbox=line.bbox,
        down=top / max(extent, 1.0),
        in_table=block.kind == "table",
        block=number,
        heading=block.kind == "heading",
        furniture=block.kind == "furniture",
        across=max(across, 1.0),
    )
