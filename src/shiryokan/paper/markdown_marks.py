"""Text in Markdown (GFM): what looks like markup is kept as it is written."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\`*_\[\]<>#|~&]")
_LINE_START = re.compile(r"^([ \t]*)(?:([-+=])|(\d{1,9})([.)]))", re.MULTILINE)


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it character by character; its newlines stay.

    A mark at the beginning of a line (a list's hyphen or number, the underline of a heading) is
    escaped there only; elsewhere it means nothing and is left readable.
    """
    safe = _INLINE.sub(r"\\\g<0>", text)
    return _LINE_START.sub(_mark, safe)


def _mark(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"
