"""Whether a document may be a notice: a look at how its lines begin."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.paper.model import Page
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices.grammar import HEAD

_FEWEST = 2


def glance(pages: Sequence[Page]) -> bool:
    """Whether two lines are heads of items: a code and a name."""
    heads = 0
    for page in pages:
        lines = (narrow(line) for line in page.text.split("\n"))
        heads += sum(1 for line in lines if HEAD.fullmatch(line))
        if heads >= _FEWEST:
            return True
    return False
