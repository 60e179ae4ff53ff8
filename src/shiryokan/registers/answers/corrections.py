"""Words that a reprinted question strikes out and inserts, from the marks on its paper."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.source_text import Traced


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One correction: the words struck out, and those inserted in their place; one may be empty.
    ``field[start:end]`` are the inserted words, or the place where the struck ones stood."""

    field: Literal["question", "answer"]
    start: int
    end: int
    struck: str = ""
    inserted: str = ""


def corrections(text: Traced, field: Literal["question", "answer"]) -> list[Correction]:
    """The struck and the underlined words of a text, in order; those that meet are one."""
    found: list[Correction] = []
    at = 0
    for piece in text.pieces:
        if piece.line is not None:
            start, end = piece.start, piece.start + len(piece.text)
            last = end == len(piece.line.text)
            for struck in piece.line.struck:
                if start <= struck.at < end or (last and struck.at == end):
                    place = at + struck.at - start
                    found.append(
                        Correction(field=field, start=place, end=place, struck=struck.text)
                    )
            for span in piece.line.underlined:
                low, high = max(span.start, start), min(span.end, end)
                if low < high:
                    words = piece.line.text[low:high]
                    first, stop = at + low - start, at + high - start
                    found.append(Correction(field=field, start=first, end=stop, inserted=words))
        at += len(piece.text)
    return _met(sorted(found, key=lambda each: (each.start, each.end)))


def _met(found: list[Correction]) -> list[Correction]:
    out: list[Correction] = []
    for each in found:
        before = out[-1] if out else None
        # a run goes on over a line's end; what is struck stands before or behind what replaces it
        if before is not None and before.end == each.start and not (before.struck and each.struck):
            out[-1] = Correction(
                field=each.field, start=before.start, end=each.end,
                struck=before.struck + each.struck, inserted=before.inserted + each.inserted,
            )  # fmt: skip
        elif before is not None and before.end == each.start and not before.inserted:
            out[-1] = msgspec.structs.replace(
                before, struck=before.struck + each.struck, inserted=each.inserted, end=each.end
            )
        else:
            out.append(each)
    return out
