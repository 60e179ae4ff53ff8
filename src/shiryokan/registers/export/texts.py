"""What any value looks like as one text, and which characters a file may hold."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.fields import FLAG

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow; nor is it of any use in CSV."""
_LINE_ENDS = re.compile("\r\n?")


def legal(text: str) -> str:
    """``text`` with U+FFFD, the mark of a lost character, for each that no file may hold."""
    return _LINE_ENDS.sub("\n", _FORBIDDEN.sub("\ufffd", text))


def cell_text(value: Any) -> str:
    """A value as one text: a list has an item a line; kinds of fields put structures in short."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return FLAG if value else ""
    if isinstance(value, Mapping):
        return "　".join(text for text in map(cell_text, value.values()) if text)
    if isinstance(value, list | tuple):
        flat = all(isinstance(each, str) for each in value)
        return "\n".join(each if flat else cell_text(each).replace("\n", " ") for each in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def lines_of(value: Any, bullet: str = "・") -> str:
    """A value for people to read: the items of a list of sentences have a mark before them."""
    items = value if isinstance(value, list | tuple) else ()
    if len(items) > 1 and all(isinstance(each, str) for each in items) and _are_sentences(items):
        return "\n".join(f"{bullet}{each}" for each in items)
    return cell_text(value)


def _are_sentences(items: Sequence[str]) -> bool:
    return max(map(len, items)) > 20


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        # half of a surrogate pair, which UTF-8 cannot hold but JSON's escapes can
        return json.dumps(msgspec.to_builtins(value)).encode()
