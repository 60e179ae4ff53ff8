"""Words of a Japanese text, by Sudachi and its small dictionary (both Apache-2.0)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer

_MOST_BYTES = 40_000
"""Sudachi takes 49,149 bytes at once."""
_own = threading.local()


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    import sudachipy  # noqa: PLC0415  the dictionary is 40 MB: only when wanted

    return sudachipy.Dictionary(dict="small")


def _tokenizer() -> Tokenizer:
    """This thread's own tokenizer: one must not be shared."""
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = _dictionary().tokenizer()
    tokenizer: Tokenizer = _own.tokenizer
    return tokenizer


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, in Sudachi's middle unit (mode B); joined they are
    ``text`` again."""
    from sudachipy import SplitMode  # noqa: PLC0415

    found: list[str] = []
    for piece in _pieces(text):
        found += [m.surface() for m in _tokenizer().tokenize(piece, SplitMode.B)]
    return [token for token in found if token]


def _pieces(text: str) -> Iterator[str]:
    """``text`` in pieces that Sudachi takes, cut after a full stop or a line where there is one."""
    while len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        part = text[: _MOST_BYTES // 4]
        cut = max(part.rfind("。"), part.rfind("\n")) + 1 or len(part)
        yield text[:cut]
        text = text[cut:]
    yield text
