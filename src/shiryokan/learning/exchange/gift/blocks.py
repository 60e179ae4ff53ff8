"""Cuts a GIFT file into its questions, each with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from shiryokan.learning.exchange.gift.marks import tokens, unescaped

_CATEGORY = "$CATEGORY:"
_COMMENT = "//"


class Block(msgspec.Struct, frozen=True):
    """The lines of a question. ``line`` is that of ``text``'s first, from 1; lines that were
    comments are empty in ``text``."""

    line: int
    text: str
    comments: list[str]
    category: str


def blocks(text: str) -> Iterator[Block]:
    """The questions of a file: an empty line ends one, as it does for Moodle, so that a brace that
    is missing costs no more than its own question."""
    category = ""
    lines: list[str] = []
    comments: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        # the full-width space is text, but a line of it alone looks empty and ends a question
        plain = line.strip(" \t") if line.strip() else ""
        if plain.startswith(_COMMENT):
            comments.append(plain)
            if lines:
                lines.append("")
            continue
        if plain and not plain.startswith(_CATEGORY):
            first = first if lines else number
            lines.append(line)
            continue
        if lines:
            yield Block(first, "\n".join(lines).rstrip("\n"), comments, category)
            lines, comments = [], []
        if plain.startswith(_CATEGORY):
            category = unescaped(tokens(plain.removeprefix(_CATEGORY)))
            comments = []
