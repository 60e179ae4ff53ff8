"""The path of a page with places on it marked: ``?at=`` names the boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shiryokan.paper.model import Box

PARAMETER = "at"
"""Of an address: the boxes of a quote, ``x0,y0,x1,y1`` in points from the page's upper left corner,
with ``_`` between them."""
FRAGMENT = "quote"
"""The id of the first word that is marked, for browsers that know no text directive."""
MOST_BOXES = 300
"""Boxes of a quote, at most: more lines than a page has."""


def named(boxes: Iterable[Box]) -> str:
    """Boxes as an address names them."""
    return "_".join(",".join(f"{number:.1f}" for number in box) for box in boxes)


def marked(path: str, boxes: Sequence[Box]) -> str:
    """The address of the page at ``path`` with all that stands in ``boxes`` marked; of too many
    boxes only the first are named."""
    return f"{path}?{PARAMETER}={named(boxes[:MOST_BOXES])}#{FRAGMENT}"
