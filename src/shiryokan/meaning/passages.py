"""A page's text cut into passages that a model takes in: sentences that stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

LONGEST = 280
"""Characters of a passage at most; a model's time grows with the square of its length."""
SHORTEST = 12
"""What is shorter says too little to be like anything."""
_SENTENCE = re.compile(r"[^。\n]*(?:。|\n|$)")


class Passage(msgspec.Struct, frozen=True):
    """The text ``text[start:end]`` of a page."""

    start: int
    end: int


def passages(text: str) -> Iterator[Passage]:
    """The passages of a page's text, in order, not overlapping; longer sentences are cut."""
    begin = end = 0
    for match in _SENTENCE.finditer(text):
        if match.start() == match.end():
            continue
        if match.end() - begin > LONGEST and end > begin:
            yield from _cut(text, begin, end)
            begin = match.start()
        end = match.end()
    yield from _cut(text, begin, end)


def _cut(text: str, begin: int, end: int) -> Iterator[Passage]:
    for start in range(begin, end, LONGEST):
        stop = min(start + LONGEST, end)
        if len(text[start:stop].strip()) >= SHORTEST:
            yield Passage(start, stop)
