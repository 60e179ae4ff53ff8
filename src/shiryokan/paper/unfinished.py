"""Whether a block ends in the middle of a paragraph, and whether another may go on with it."""

from __future__ import annotations

from shiryokan.paper.layout.lines import begins_with_marker, ends_sentence
from shiryokan.paper.model import Block

_REACH = 2.2
"""A line that ends at most this many characters before its block's right edge is full."""


def is_unfinished(block: Block) -> bool:
    """Whether the block's last line is full and does not end like a sentence."""
    last = block.lines[-1]
    if ends_sentence(last.text):
        return False
    if len(block.lines) == 1:
        return len(last.text) > 12
    along = 3 if last.direction == "ttb" else 2
    across = (0, 2) if last.direction == "ttb" else (1, 3)
    em = last.bbox[across[1]] - last.bbox[across[0]]
    return last.bbox[along] > max(line.bbox[along] for line in block.lines) - _REACH * em


def may_continue(block: Block, text: str | None = None) -> bool:
    """Whether a block's beginning (or ``text``) may be the rest of a paragraph."""
    if block.kind not in ("text", "list", "table"):
        return False
    return not begins_with_marker(block.lines[0].text if text is None else text)
