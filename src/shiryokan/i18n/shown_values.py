"""Values of records as people read them, in a table or a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shiryokan.i18n.register_messages import facet_word


def path_text(path: list[Any]) -> str:
    """Numbers and titles of headings as one line: 1 港と海 › (2) 夜間の安全.

    ``path`` has number and title by turns, or a structure of both for each heading.
    """
    if path and isinstance(path[0], dict):
        pairs = [(each.get("number", ""), each.get("title", "")) for each in path]
    else:
        pairs = list(zip(path[::2], path[1::2], strict=False))
    return " › ".join(" ".join(x for x in pair if x) for pair in pairs)


def shown_value(name: str, facet: bool, value: Any, translate: Callable[[str], str]) -> Any:
    """A value of field ``name``: a path as one line, a code of a facet as its word."""
    if name in ("section", "path") and isinstance(value, list):
        return path_text(value)
    if facet and isinstance(value, str) and value:
        return translate(facet_word(name, value))
    return value
