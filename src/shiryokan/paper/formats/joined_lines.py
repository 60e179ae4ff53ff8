"""Which parts of a paragraph's lines are shown, and what stands between them.

It is :func:`shiryokan.japanese.joining.join_lines` for those who write marks around a line's text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from shiryokan.japanese.joining import joint
from shiryokan.paper.model import Line


class Shown(NamedTuple):
    """``before`` and then ``line.text[start:end]``."""

    before: str
    line: Line
    start: int
    end: int


def shown_parts(lines: Iterable[Line]) -> list[Shown]:
    """The parts whose texts, one after the other, are the joined lines."""
    parts: list[Shown] = []
    so_far = ""
    for line in lines:
        text = line.text.strip(" ")
        if not text:
            continue
        start = len(line.text) - len(line.text.lstrip(" "))
        kept, between = joint(so_far, text)
        if kept < len(so_far):
            # a hyphen that parted a word goes
            parts[-1] = parts[-1]._replace(end=parts[-1].end - 1)
        parts.append(Shown(between, line, start, start + len(text)))
        # the joining looks at no more than the end
        so_far = (so_far[:kept] + between + text)[-2:].strip(" ")
    return parts
