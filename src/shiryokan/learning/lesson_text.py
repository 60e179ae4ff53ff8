"""The text of a lesson as an editor writes it, and as blocks. Pure.

A paragraph is a statement, a line that begins with ``#`` a heading. Lines with the address of a
place on a page, below a paragraph, are what it cites; where they stand alone they are a quotation::

    # 端末の持ち出し

    持ち出す端末は台帳に載せる。
    /documents/1a2b3c/pages/3?at=10,20,300,32
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from shiryokan.learning.exercise import QuotedPlace

BlockKind = Literal["heading", "statement", "quotation"]
LONGEST = 60_000
"""Characters of a lesson: some thirty printed pages, more than anybody reads at once."""
MOST_BLOCKS = 300
_ADDRESS = re.compile(r"\s*(?P<address>(?:https?://[^\s/]+)?/documents/\S+)\s*")
_HEADING = re.compile(r"[#＃]+\s*(?P<text>.+)")


class Paragraph(msgspec.Struct, frozen=True):
    """A block as it was written, with the addresses of what it cites."""

    kind: BlockKind
    text: str
    addresses: tuple[str, ...] = ()


class LessonBlock(msgspec.Struct, frozen=True, omit_defaults=True):
    """A block of a lesson (段), with the quotes that it cites."""

    kind: BlockKind
    text: str = ""
    quotes: tuple[QuotedPlace, ...] = ()


def paragraphs(text: str) -> list[Paragraph]:
    """The blocks of a text, in order."""
    found: list[Paragraph] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        found += _of_part(part.split("\n"))
    return found


def _of_part(lines: Iterable[str]) -> Iterable[Paragraph]:
    words: list[str] = []
    addresses: list[str] = []

    def finished() -> Iterable[Paragraph]:
        if words or addresses:
            kind: BlockKind = "statement" if words else "quotation"
            yield Paragraph(kind, "\n".join(words), tuple(addresses))
        words.clear()
        addresses.clear()

    for line in lines:
        address, heading = _ADDRESS.fullmatch(line), _HEADING.fullmatch(line.strip())
        if address:
            addresses.append(address["address"])
        elif heading:
            yield from finished()
            yield Paragraph("heading", heading["text"].strip())
        elif line.strip():
            if addresses:
                yield from finished()
            words.append(line.strip())
    yield from finished()


def written(blocks: Iterable[tuple[LessonBlock, Iterable[str]]]) -> str:
    """Blocks with the addresses of their quotes, as a text that :func:`paragraphs` reads again."""
    parts = []
    for block, addresses in blocks:
        head = f"# {block.text}" if block.kind == "heading" else block.text
        parts.append("\n".join([*([head] if head else []), *addresses]))
    return "\n\n".join(parts)
