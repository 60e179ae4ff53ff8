"""Whether a document may be a notice: a look at how its lines begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices.heads import HEAD, PARAGRAPH

_FEWEST = 2
"""A document with fewer heads, or fewer numbered paragraphs, merely names an item."""
_POINTS = re.compile(r"(?:^|\s)[\d,]+\s?点\s*$")
"""The end of a row of a fee schedule: white space and points."""


def glance(pages: Sequence[Page]) -> bool:
    """Whether lines are heads of items and paragraphs with (1), and not as many tell points: a fee
    schedule has such heads too."""
    heads = paragraphs = points = 0
    for page in pages:
        for line in page.text.split("\n"):
            plain = narrow(line)
            heads += HEAD.fullmatch(plain) is not None
            paragraphs += PARAGRAPH.match(plain) is not None
            points += _POINTS.search(plain) is not None
    return heads >= _FEWEST and paragraphs >= _FEWEST and points < heads
