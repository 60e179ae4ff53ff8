"""Whether the fonts of a page tell its characters."""

from __future__ import annotations

from shiryokan.paper.model import UNREADABLE

_UNREADABLE = 0.3
"""Share of a page's characters that its fonts do not tell, from which on its picture is read."""


def is_readable(text: str) -> bool:
    """Whether a page has text, most of whose characters its fonts tell."""
    shown = "".join(text.split())
    return bool(shown) and shown.count(UNREADABLE) < _UNREADABLE * len(shown)
