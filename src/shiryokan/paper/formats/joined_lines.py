"""Which parts of a paragraph's lines are shown, and what stands between them.

It is :func:`shiryokan.japanese.joining.join_lines` for those who write marks around a line's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from shiryokan.japanese.joining import joint
from shiryokan.paper.flow import FlowLine
from shiryokan.paper.model import Line


class Shown(NamedTuple):
    """``before`` and then ``line.text[start:end]``; empty where a whole line is struck out."""

    before: str
    line: Line
    start: int
    end: int


class Piece(NamedTuple):
    """Characters ``start:end`` of a line's text and how they are drawn; of struck words, which are
    no part of it, ``text``."""

    kind: Literal["plain", "underlined", "struck"]
    start: int
    end: int
    text: str = ""


def is_shown(line: Line) -> bool:
    """Whether a line has anything to show: blank lines have no part."""
    return bool(line.text.strip(" ")) or bool(line.struck)


def shown_parts(lines: Iterable[Line]) -> list[Shown]:
    """The parts whose texts, one after the other, are the joined lines; one for each line that is
    shown."""
    return _shown((line, 0, len(line.text)) for line in lines)


def shown_parts_of_flow(lines: Iterable[FlowLine]) -> list[Shown]:
    """The same of lines of a flow."""
    return _shown((each.line, each.start, each.end) for each in lines)


def _shown(lines: Iterable[tuple[Line, int, int]]) -> list[Shown]:
    parts: list[Shown] = []
    so_far, last = "", -1
    for line, first, end in lines:
        whole = line.text[first:end]
        text = whole.strip(" ")
        if not text:
            if line.struck:
                parts.append(Shown("", line, first, first))
            continue
        start = first + len(whole) - len(whole.lstrip(" "))
        kept, between = joint(so_far, text)
        if kept < len(so_far):
            # a hyphen that parted a word goes
            parts[last] = parts[last]._replace(end=parts[last].end - 1)
        parts.append(Shown(between, line, start, start + len(text)))
        last = len(parts) - 1
        # the joining looks at no more than the end
        so_far = (so_far[:kept] + between + text)[-2:].strip(" ")
    return parts


def is_drawn_on(lines: Iterable[Line]) -> bool:
    """Whether any words of ``lines`` are struck out or underlined."""
    return any(line.struck or line.underlined for line in lines)


def pieces_of(line: Line, start: int, end: int) -> Iterator[Piece]:
    """``line.text[start:end]`` piece by piece, each plain or underlined, with the struck words
    between them."""
    if not line.struck and not line.underlined:
        yield Piece("plain", start, end)
        return
    length = len(line.text.rstrip(" "))
    first = len(line.text) - len(line.text.lstrip(" "))
    struck = [
        (min(max(each.at, start), end), each.text)
        for each in line.struck
        if start <= max(each.at, first) < end or (end >= length and each.at >= end) or start == end
    ]
    under = [(max(a, start), min(b, end)) for a, b in line.underlined]
    cuts = {start, end, *(at for at, _ in struck), *(c for a, b in under if a < b for c in (a, b))}
    places = sorted(cuts)
    for at, following in zip(places, [*places[1:], end], strict=True):
        for place, text in struck:
            if place == at:
                yield Piece("struck", at, at, text)
        if at < following:
            inside = any(a <= at < b for a, b in under)
            yield Piece("underlined" if inside else "plain", at, following)
