"""Words that changed, as the end of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shiryokan.registers.comparison import Piece

_MOST_PIECES = 3
"""Changes of a text that are told one by one."""
_LONGEST_PIECE = 120
"""Characters of words that are told; of longer ones it is said that the text changed."""
_AROUND = 8
"""Characters beside changed words that are told with them, so that one knows what they are."""


def told_pieces(pieces: Sequence[Piece]) -> str:
    """What became of a text, without the sentence's full stop: 「三分」が「二分」に改められた.
    Empty where that is too much for a sentence."""
    told = [part for part in _parts(pieces) if part]
    changed = [piece for piece in pieces if piece.op != "same"]
    longest = max((max(len(p.old), len(p.new)) for p in changed), default=0)
    if not told or len(told) > _MOST_PIECES or longest > _LONGEST_PIECE:
        return ""
    return "、".join(told) + "た"


def _parts(pieces: Sequence[Piece]) -> Iterator[str]:
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        match piece.op:
            case "changed":
                old = _within(before, piece.old, after, new=False)
                new = _within(before, piece.new, after, new=True)
                yield f"「{old}」が「{new}」に改められ"
            case "come":
                yield f"「{_line(piece.new)}」が加えられ"
            case "gone":
                yield f"「{_line(piece.old)}」が削られ"
            case _:
                pass


def _within(before: Piece | None, words: str, after: Piece | None, *, new: bool) -> str:
    """Changed words with a little of what stands beside them in the same line."""
    left = (before.new if new else before.old) if before and before.op == "same" else ""
    right = (after.new if new else after.old) if after and after.op == "same" else ""
    whole = f"{left.split(chr(10))[-1][-_AROUND:]}{words}{right.split(chr(10))[0][:_AROUND]}"
    return _line(whole)


def _line(text: str) -> str:
    return "".join(text.split("\n")).strip()
