"""Bullets join the text that they begin: the white behind them is no gutter."""

from __future__ import annotations

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import BULLETS

_REACH = 2.3
"""White between a bullet and its text, in ems, at most."""
_SIGNS = frozenset(BULLETS) - frozenset("→⇒*＊")


def with_bullets(chunks: list[Chunk]) -> list[Chunk]:
    """``chunks``, each bullet that stands alone joined to the chunk after it on its line."""
    alone = [c for c in chunks if len(c.text) == 1 and c.text in _SIGNS]
    if not alone:
        return chunks
    rest = sorted((c for c in chunks if c not in alone), key=lambda c: c.x0)
    gone: set[int] = set()
    for bullet in alone:
        text = next((c for c in rest if id(c) not in gone and _follows(bullet, c)), None)
        if text is None:
            continue
        gone |= {id(bullet), id(text)}
        shift = len(bullet.marks)
        joined = Chunk(
            bullet.x0, min(bullet.y0, text.y0), text.x1, max(bullet.y1, text.y1), text.size,
            bullet.marks + text.marks, bullet.text + text.text, text.cell, text.turn,
            [(a + shift, b + shift, ruby) for a, b, ruby in text.ruby],
        )  # fmt: skip
        rest = [joined if c is text else c for c in rest]
    return [c for c in rest if id(c) not in gone] + [c for c in alone if id(c) not in gone]


def _follows(bullet: Chunk, text: Chunk) -> bool:
    over = min(bullet.y1, text.y1) - max(bullet.y0, text.y0)
    level = over > 0.5 * min(bullet.y1 - bullet.y0, text.y1 - text.y0)
    gap = text.x0 - bullet.x1
    near = -0.3 * text.size < gap < _REACH * max(text.size, bullet.size)
    words = any(c.isalpha() for c in text.text[:3]) and len(text.text) > 1
    return level and near and words and text.cell == bullet.cell
