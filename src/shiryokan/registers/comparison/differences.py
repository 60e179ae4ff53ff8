"""What was written differently: word by word."""

from __future__ import annotations

import re
from typing import Literal

import msgspec
import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.segments import segments

Op = Literal["same", "gone", "come", "changed"]
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。．\n]*[。．]?\n*")
_MOST_PAIRS = 250_000
"""Pairs of sentences that are aligned at most; longer texts are compared word by word at once."""
_UNLIKE = 55.0
"""Likeness (0 to 100, Indel ratio) up to which two sentences have nothing to do with each other."""


class Piece(msgspec.Struct, frozen=True):
    """A run of words: ``old`` of the one text and ``new`` of the other."""

    op: Op
    old: str
    new: str


def comparable(text: str) -> str:
    """``text`` as it is compared: code points folded, white space taken out."""
    return _SPACE.sub("", fold_text(text))


def difference(old: str, new: str) -> list[Piece]:
    """The runs of words that are the same, gone, come or changed, in order; the pieces' texts,
    joined, are ``old`` and ``new`` again.

    Sentences are aligned first (the alignment in order with the greatest sum of likeness), then the
    words of those that belong together (least edits, Levenshtein over words, not letters): words
    that two sentences of different matters share by chance say nothing.
    """
    if comparable(old) == comparable(new):
        return [Piece("same", old, new)] if old or new else []
    befores, afters = _sentences(old), _sentences(new)
    if len(befores) * len(afters) > _MOST_PAIRS:
        return _words(old, new)
    pieces: list[Piece] = []
    for a, b in _aligned(befores, afters):
        if a is None or b is None:
            text = befores[a] if a is not None else afters[b or 0]
            pieces.append(Piece("come", "", text) if a is None else Piece("gone", text, ""))
        elif befores[a] == afters[b]:
            pieces.append(Piece("same", befores[a], afters[b]))
        else:
            pieces += _words(befores[a], afters[b])
    return _runs(pieces)


def _sentences(text: str) -> list[str]:
    """The sentences, each with the line end after it."""
    return [match[0] for match in _SENTENCE.finditer(text) if match[0]]


def _aligned(befores: list[str], afters: list[str]) -> list[tuple[int | None, int | None]]:
    """Pairs of sentences in order; None where one has no other (Needleman and Wunsch, 1970)."""
    a, b = [comparable(s) for s in befores], [comparable(s) for s in afters]
    best = np.zeros((len(a) + 1, len(b) + 1))
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    if a and b:
        # pairs up to the cutoff are never taken: they need not be measured to the end
        like = process.cdist(a, b, scorer=fuzz.ratio, dtype=np.float64, score_cutoff=_UNLIKE)
        for row in range(len(a) - 1, -1, -1):
            taken = np.maximum(like[row] - _UNLIKE + best[row + 1, 1:], best[row + 1, :-1])
            # the greatest from each place on: that of the place itself, or of those after it
            best[row, :-1] = np.maximum.accumulate(taken[::-1])[::-1]
        while i < len(a) and j < len(b):
            pair = like[i, j] - _UNLIKE + best[i + 1, j + 1]
            if pair >= best[i + 1, j] and pair >= best[i, j + 1] and like[i, j] > _UNLIKE:
                pairs.append((i, j))
                i, j = i + 1, j + 1
            elif best[i + 1, j] >= best[i, j + 1]:
                pairs.append((i, None))
                i += 1
            else:
                pairs.append((None, j))
                j += 1
    pairs += [(n, None) for n in range(i, len(a))]
    return pairs + [(None, n) for n in range(j, len(b))]


def _words(old: str, new: str) -> list[Piece]:
    a, b = segments(old), segments(new)
    codes = Levenshtein.opcodes([comparable(t) for t in a], [comparable(t) for t in b])
    pieces: list[Piece] = []
    for code in codes:
        before = "".join(a[code.src_start : code.src_end])
        after = "".join(b[code.dest_start : code.dest_end])
        pieces.append(Piece(_OPS[code.tag], before, after))
    return _without_islands(pieces)


def _runs(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of the same kind as one piece."""
    runs: list[Piece] = []
    for piece in pieces:
        if runs and runs[-1].op == piece.op and piece.op in ("same", "gone", "come"):
            runs[-1] = Piece(piece.op, runs[-1].old + piece.old, runs[-1].new + piece.new)
        else:
            runs.append(piece)
    return runs


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
