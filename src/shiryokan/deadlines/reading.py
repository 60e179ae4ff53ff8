"""The limits that a page sets, with their places. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.japanese.deadlines import Deadline, deadlines
from shiryokan.paper.model import Block, Line, Page
from shiryokan.paper.places import TextSpan

SIGNS = (
    "まで",
    "迄",
    "期限",
    "締切",
    "〆切",
    "必着",
    "中に",
    "内に",
    "限り",
    "終了",
    "廃止",
    "失効",
)
"""One of these is in every page that sets a limit: others need not be looked at."""
MOST_WORDS = 400
"""Characters of a sentence; a longer one is a table that was read as one."""


class Limit(msgspec.Struct, frozen=True):
    """A limit and where its sentence stands on the page: spans of the page's text, one a line."""

    deadline: Deadline
    spans: tuple[TextSpan, ...]


def limits_on(page: Page) -> Iterator[Limit]:
    """The limits of a page, in its order."""
    at = 0
    for block in page.blocks:
        rows: list[tuple[int, Line]] = []
        for line in block.lines:
            rows.append((at, line))
            at += len(line.text) + 1
        if block.kind == "furniture":
            continue
        for run in _runs(block, rows):
            yield from _in_run(run)


def _runs(block: Block, rows: Sequence[tuple[int, Line]]) -> Iterator[Sequence[tuple[int, Line]]]:
    """Lines that read on: of a table those of each cell, else all of a block."""
    if block.cells:
        for cell in block.cells:
            yield rows[cell.start : cell.end]
    else:
        yield rows


def _in_run(run: Sequence[tuple[int, Line]]) -> Iterator[Limit]:
    text = "".join(line.text for _, line in run)
    if not any(sign in text for sign in SIGNS):
        return
    for found in deadlines(text):
        if found.end - found.start <= MOST_WORDS:
            yield Limit(found, tuple(_spans(run, found.start, found.end)))


def _spans(run: Sequence[tuple[int, Line]], start: int, end: int) -> Iterator[TextSpan]:
    begin = 0
    for at, line in run:
        low, high = max(start - begin, 0), min(end - begin, len(line.text))
        if low < high and line.text[low:high].strip():
            yield at + low, at + high
        begin += len(line.text)
