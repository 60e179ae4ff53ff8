"""The head of a letter: whom it is for at the left, and level with that who sends it.

The two blocks share lines by chance: each is read whole, the addressees first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.nodes import Item
from shiryokan.paper.layout.panels import Panels
from shiryokan.paper.layout.params import PARAMS

_ADDRESSED = re.compile(r"(?:(?<![仕同多一])様|殿|御中|各位|[あ宛]て?|先生)[ 　]*[)）]?$")
_SENDS = re.compile(
    r"(?:長|官|省|庁|局|部|課|室|会|所|院|社|組合|大臣|知事|理事|代表|係|委員"
    r"|[公職会社]?印(?:省略)?|省略)[)）]?$"
    r"|^(?:申請者|届出者|請求者|報告者|住所|所在地|氏名|名称|法人名|代表者|担当)"
)
_LONGEST = PARAMS.letterheads.longest
_APART = PARAMS.letterheads.apart
_SAME = PARAMS.letterheads.same
_SHARED = PARAMS.letterheads.shared
_CLOSE = PARAMS.letterheads.close
_LEFT = PARAMS.letterheads.left
_MOST = PARAMS.letterheads.most


class _Piece(NamedTuple):
    """What of a line stands together, with its words without white."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    chunks: list[Chunk]


def letterheads(items: Sequence[Item], width: float) -> list[Panels]:
    """The addressees and the sender of a letter, where these stand level on a page as wide as
    ``width`` points: both as panels."""
    chunks = [i for i in items if isinstance(i, Chunk)]
    if not any(_ADDRESSED.search(chunk.text) for chunk in chunks):
        return []
    pieces = sorted(_pieces(chunks), key=lambda piece: (piece.y0, piece.x0))
    addressed = [piece for piece in pieces if _is_addressee(piece, width)]
    found: list[Panels] = []
    taken: set[int] = set()
    for first in addressed:
        if id(first) in taken:
            continue
        to = _block(first, addressed)
        sender = _beside(to, pieces)
        if sender and not taken.intersection(map(id, sender)):
            taken |= {*map(id, to), *map(id, sender)}
            columns: list[list[Item]] = [
                [chunk for piece in block for chunk in piece.chunks] for block in (to, sender)
            ]
            found.append(Panels(columns, plain=True))
    return found


def _pieces(chunks: list[Chunk]) -> Iterator[_Piece]:
    """The pieces of all lines."""
    for row in rows_of(chunks):
        own: list[Chunk] = []
        for chunk in row.items:
            level = own and abs(chunk.y0 - own[-1].y0) < _SAME * row.size
            if own and not (level and chunk.x0 - own[-1].x1 < _APART * row.size):
                yield _piece(own)
                own = []
            own.append(chunk)
        yield _piece(own)


def _piece(chunks: list[Chunk]) -> _Piece:
    text = "".join("".join(chunk.text.split()) for chunk in chunks)
    return _Piece(
        chunks[0].x0, min(c.y0 for c in chunks), chunks[-1].x1, max(c.y1 for c in chunks),
        chunks[0].size, text, chunks,
    )  # fmt: skip


def _is_addressee(piece: _Piece, width: float) -> bool:
    return (
        piece.x1 - piece.x0 < _LONGEST * piece.size
        and piece.x0 < _LEFT * width
        and _ADDRESSED.search(piece.text) is not None
    )


def _block(first: _Piece, pieces: Sequence[_Piece]) -> list[_Piece]:
    """``first`` and those of ``pieces``, from the top, that stand close below it."""
    block = [first]
    for piece in pieces:
        close = piece.y0 - block[-1].y1 < _CLOSE * piece.size
        if close and piece.y0 > block[-1].y0 and abs(piece.x0 - first.x0) < _SAME * piece.size:
            block.append(piece)
    return block


def _beside(to: Sequence[_Piece], pieces: Sequence[_Piece]) -> list[_Piece]:
    """The lines of the sender beside those whom a letter is for; nothing where what stands there
    is none."""
    own = set(map(id, to))
    edge = max(piece.x1 for piece in to) + _APART * to[0].size
    top, bottom = to[0].y0, to[-1].y1
    left = [piece for piece in pieces if piece.x0 <= edge and id(piece) not in own]
    right = [piece for piece in pieces if piece.x0 > edge]
    shared = _SHARED * to[0].size
    sender = [p for p in right if p.y1 > top + shared and p.y0 < bottom - shared]
    if not sender or any(piece.y1 > top and piece.y0 < bottom for piece in left):
        return []
    for piece in right:
        close = piece.y0 > sender[-1].y0 and piece.y0 - sender[-1].y1 < _CLOSE * piece.size
        if close and not any(p.y1 > piece.y0 and p.y0 < piece.y1 for p in left):
            sender.append(piece)
    texts = [piece.text for piece in sender]
    signed = any(map(_SENDS.search, texts)) and not any(map(_ADDRESSED.search, texts))
    return sender if signed and len(sender) <= _MOST else []
