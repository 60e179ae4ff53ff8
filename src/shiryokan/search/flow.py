"""A page's own text as it flows on to the next page, without what stands between the two."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from shiryokan.paper.model import Line, Page

_APART = ("furniture", "footnote", "caption")
"""What stands between the text of two pages without being of it."""


class Flow(msgspec.Struct, frozen=True):
    """The text that flows, and for each of its lines where it begins there and in the page's whole
    text."""

    text: str
    places: tuple[tuple[int, int], ...]

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The span ``start:end`` of this text as spans of the page's whole text, one a line."""
        ends = [begin - 1 for begin, _ in self.places[1:]] + [len(self.text)]
        for (begin, whole), stop in zip(self.places, ends, strict=True):
            a, b = max(start, begin), min(end, stop)
            if a < b:
                yield a - begin + whole, b - begin + whole


def flow_of(page: Page) -> Flow:
    """The flow of a page whose furniture is marked."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for kind, whole, line in _lines(page):
        if kind not in _APART:
            places.append((length, whole))
            pieces.append(line.text)
            length += len(line.text) + 1
    return Flow("\n".join(pieces), tuple(places))


def line_places(page: Page) -> Iterator[tuple[int, Line]]:
    """Each line with the offset in the page's text at which it begins."""
    for _kind, begin, line in _lines(page):
        yield begin, line


def _lines(page: Page) -> Iterator[tuple[str, int, Line]]:
    at = 0
    for block in page.blocks:
        for line in block.lines:
            begin = max(page.text.find(line.text, at), at)
            yield block.kind, begin, line
            at = begin + len(line.text)
