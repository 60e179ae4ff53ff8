"""Text that knows where each of its characters stands.

Whatever a grammar cuts, strips or joins, the result still tells its pages and boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from shiryokan.japanese.joining import joint
from shiryokan.paper.model import Box, Line


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a text stands on one page: a box for each line (points, origin top-left), and the
    exact text in them, a line a line."""

    page: int
    boxes: tuple[Box, ...]
    text: str


class Piece(NamedTuple):
    """``text`` from ``start`` on in a line of a page; ``line`` is None for what was put between
    two lines when they were joined."""

    text: str
    page: int
    line: Line | None
    start: int


class Traced:
    """A text and the pieces of lines it is made of. A value: it never changes.

    Slices are traced as well: ``traced[3:9]``, ``traced.cut(match, "name")``.
    """

    __slots__ = ("pieces", "text")

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self.pieces = tuple([piece for piece in pieces if piece.text])
        self.text = "".join([piece.text for piece in self.pieces])

    @classmethod
    def of(cls, page: int, line: Line, start: int = 0, end: int | None = None) -> Traced:
        """Characters ``start:end`` of a line of page ``page`` (from 1)."""
        return cls._whole(Piece(line.text[start:end], page, line, start))

    @classmethod
    def _whole(cls, piece: Piece) -> Traced:
        """A text of one piece, as nearly all are."""
        traced = cls.__new__(cls)
        traced.text = piece.text
        traced.pieces = (piece,) if piece.text else ()
        return traced

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Traced({self.text!r})"

    def __getitem__(self, key: slice) -> Traced:
        start, end, _ = key.indices(len(self.text))
        if start == 0 and end == len(self.text):
            return self
        if len(self.pieces) == 1:
            text, page, line, first = self.pieces[0]
            return self._whole(Piece(text[start:end], page, line, first + start))
        return Traced(self._between(start, end))

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.pieces + other.pieces)

    def _between(self, start: int, end: int) -> Iterator[Piece]:
        at = 0
        for piece in self.pieces:
            a, b = max(start - at, 0), min(end - at, len(piece.text))
            if a < b:
                yield Piece(piece.text[a:b], piece.page, piece.line, piece.start + a)
            at += len(piece.text)

    def strip(self, characters: str | None = None) -> Traced:
        """Without white space, or ``characters``, at both ends."""
        rest = self.text.lstrip(characters)
        inner = rest.rstrip(characters)
        if len(inner) == len(self.text):
            return self
        left = len(self.text) - len(rest)
        return self[left : left + len(inner)]

    def cut(self, match: re.Match[str], group: str | int = 0) -> Traced:
        """The part that a match on ``text`` found; empty where the group took no part."""
        start, end = match.span(group)
        return self[start:end] if start >= 0 else Traced()

    def split(self, pattern: re.Pattern[str]) -> list[Traced]:
        """The parts between the matches of ``pattern``, without the empty ones."""
        cuts = [0, *(at for match in pattern.finditer(self.text) for at in match.span())]
        cuts.append(len(self.text))
        parts = (self[a:b].strip() for a, b in zip(cuts[::2], cuts[1::2], strict=True))
        return [part for part in parts if part]

    @property
    def page(self) -> int:
        """The page on which it begins; 0 if there is nothing."""
        return next((piece.page for piece in self.pieces if piece.line), 0)

    @property
    def confidence(self) -> float:
        """That of the least sure line; 1 if there is nothing."""
        return min([p.line.confidence for p in self.pieces if p.line], default=1.0)

    def places(self) -> tuple[Place, ...]:
        """Its place on each page, in order."""
        if len(self.pieces) == 1:
            text, page, line, start = self.pieces[0]
            if line is None or not text.strip():
                return ()
            return (Place(page, (line.part_box(start, start + len(text)),), text),)
        pages: dict[int, list[tuple[Box, str]]] = {}
        for piece in self.pieces:
            if piece.line is not None and piece.text.strip():
                box = piece.line.part_box(piece.start, piece.start + len(piece.text))
                pages.setdefault(piece.page, []).append((box, piece.text))
        return tuple(
            Place(page, tuple(box for box, _ in found), "\n".join(text for _, text in found))
            for page, found in pages.items()
        )


def joined(parts: Iterable[Traced]) -> Traced:
    """Lines, or parts of a paragraph, joined as :func:`shiryokan.japanese.joining.join_lines`."""
    whole = [part for part in [part.strip(" ") for part in parts] if part]
    if len(whole) == 1:
        return whole[0]
    pieces: list[Piece] = []
    end = ""
    for part in whole:
        kept, between = joint(end, part.text)
        if kept < len(end):
            # a hyphen that parted a word goes
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text[:-1])
        if between:
            pieces.append(Piece(between, part.page, None, 0))
        pieces += part.pieces
        # the joining looks at no more than the end
        end = (end[:kept] + between + part.text)[-2:].strip(" ")
    return Traced(pieces)
