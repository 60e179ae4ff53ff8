"""What was written differently: word by word."""

from __future__ import annotations

import re
from typing import Literal

import msgspec
from rapidfuzz.distance import Levenshtein

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.tokens import tokens

Op = Literal["same", "gone", "come", "changed"]
_SPACE = re.compile(r"\s+")


class Piece(msgspec.Struct, frozen=True):
    """A run of words: ``old`` of the one text and ``new`` of the other."""

    op: Op
    old: str
    new: str


def comparable(text: str) -> str:
    """``text`` as it is compared: code points folded, white space taken out."""
    return _SPACE.sub("", fold(text).text)


def difference(old: str, new: str) -> list[Piece]:
    """The runs of words that are the same, gone, come or changed, in order.

    Words are compared as folded; the pieces' texts, joined, are ``old`` and ``new`` again. The
    alignment is that of least edits (Levenshtein) over words, not letters.
    """
    if comparable(old) == comparable(new):
        return [Piece("same", old, new)] if old or new else []
    a, b = tokens(old), tokens(new)
    codes = Levenshtein.opcodes([comparable(t) for t in a], [comparable(t) for t in b])
    pieces: list[Piece] = []
    for code in codes:
        before = "".join(a[code.src_start : code.src_end])
        after = "".join(b[code.dest_start : code.dest_end])
        pieces.append(Piece(_OPS[code.tag], before, after))
    return _without_islands(pieces)


_OPS: dict[str, Op] = {"equal": "same", "delete": "gone", "insert": "come", "replace": "changed"}


def _without_islands(pieces: list[Piece]) -> list[Piece]:
    """Changes that only a particle or a comma parts are one: read as a whole they make sense."""
    joined: list[Piece] = []
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and piece.op == "same" and len(piece.old.strip()) <= 1
        if joined and (between or piece.op != "same") and joined[-1].op != "same":
            last = joined[-1]
            old, new = last.old + piece.old, last.new + piece.new
            joined[-1] = Piece("changed" if old and new else "gone" if old else "come", old, new)
        else:
            joined.append(piece)
    return joined
