"""A page's text cut into passages that a model takes in: sentences that stand together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.model import Block, Page

VERSION = 2
"""Grows when pages are cut, or joined for the model, in another way."""
LONGEST = 280
"""Characters of a passage at most; a model's time grows with the square of its length."""
SHORTEST = 12
"""What is shorter says too little to be like anything."""
_SENTENCE = re.compile(r"[^。]*(?:。|$)")
_LINE = re.compile(r"[^\n]+\n?")


class Passage(msgspec.Struct, frozen=True):
    """The text ``text[start:end]`` of a page."""

    start: int
    end: int


def passages(page: Page) -> Iterator[Passage]:
    """The passages of a page whose furniture is marked, in order, not overlapping.

    They end with a sentence or a block. A heading begins a new one; furniture is in none.
    """
    pieces: list[Passage] = [] if page.blocks else [*sentences(page.text, 0, len(page.text))]
    for block, start, end in _blocks(page):
        if block.kind in ("heading", "furniture"):
            yield from _packed(page.text, pieces)
            pieces = []
        if block.kind != "furniture":
            pieces += sentences(page.text, start, end)
    yield from _packed(page.text, pieces)


def passage_text(text: str) -> str:
    """A passage as the model reads it: a line's end in the middle of a word would be a space to
    it, and the same sentence another one."""
    return join_lines(text.splitlines())


def sentences(text: str, start: int, end: int) -> Iterator[Passage]:
    """The sentences of ``text[start:end]``; those longer than a passage are cut, at the end of a
    line where there is one."""
    for match in _SENTENCE.finditer(text, start, end):
        if match.end() - match.start() <= LONGEST:
            if match.group().strip():
                yield Passage(*match.span())
            continue
        for line in _LINE.finditer(text, *match.span()):
            for begin in range(line.start(), line.end(), LONGEST):
                yield Passage(begin, min(begin + LONGEST, line.end()))


def _blocks(page: Page) -> Iterator[tuple[Block, int, int]]:
    """The page's blocks, and where each begins and ends in its text."""
    for block, lines in itertools.groupby(page.lines(), key=lambda each: each[0]):
        own = [(begin, begin + len(line.text)) for _, begin, line in lines]
        yield block, own[0][0], own[-1][1]


def _packed(text: str, pieces: list[Passage]) -> Iterator[Passage]:
    """As many neighbours together as make a passage."""
    at = 0
    while at < len(pieces):
        first, last = pieces[at], pieces[at]
        at += 1
        while at < len(pieces) and pieces[at].end - first.start <= LONGEST:
            last = pieces[at]
            at += 1
        if len(text[first.start : last.end].strip()) >= SHORTEST:
            yield Passage(first.start, last.end)
