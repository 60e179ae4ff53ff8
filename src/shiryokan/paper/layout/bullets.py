"""Bullets join the text that they begin: the white behind them is no gutter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import BULLETS
from shiryokan.paper.layout.params import PARAMS

_REACH = PARAMS.bullets.reach
_SLACK = PARAMS.bullets.slack
_LEVEL = PARAMS.bullets.level
_RUN = PARAMS.bullets.run
_SIGNS = frozenset(BULLETS) - frozenset("→⇒*＊")


def with_bullets(chunks: list[Chunk]) -> list[Chunk]:
    """``chunks``, each bullet that stands alone joined to the chunk after it on its line."""
    alone = [c for c in chunks if len(c.text) == 1 and c.text in _SIGNS]
    if not alone:
        return chunks
    single = {id(c) for c in alone}
    rest = sorted((c for c in chunks if id(c) not in single), key=lambda c: c.x0)
    places = [c.x0 for c in rest]
    reach = _REACH * max(c.size for c in chunks) + _SLACK
    joined_by = 0.0
    entries = _entries(alone)
    free: list[Chunk] = []
    for bullet in alone:
        if id(bullet) in entries:
            free.append(bullet)
            continue
        # what was joined keeps its place among the others, right of where it begins now
        first = bisect_left(places, bullet.x1 - reach)
        last = bisect_right(places, bullet.x1 + reach + joined_by)
        at = next((i for i in range(first, last) if _follows(bullet, rest[i])), None)
        if at is None:
            free.append(bullet)
            continue
        text, shift = rest[at], len(bullet.marks)
        rest[at] = Chunk(
            bullet.x0, min(bullet.y0, text.y0), text.x1, max(bullet.y1, text.y1), text.size,
            bullet.marks + text.marks, bullet.text + text.text, text.cell, text.turn,
            [(a + shift, b + shift, ruby) for a, b, ruby in text.ruby],
        )  # fmt: skip
        joined_by = max(joined_by, places[at] - bullet.x0)
    return rest + free


def _entries(signs: list[Chunk]) -> set[int]:
    """The ids of signs that stand beside each other, three or more: entries of a table, and no
    bullets."""
    found: set[int] = set()
    run: list[Chunk] = []
    for sign in sorted(signs, key=lambda c: (c.cell, round(c.middle), c.x0)):
        last = run[-1] if run else None
        level = (
            last is not None
            and last.cell == sign.cell
            and abs(last.middle - sign.middle) < _LEVEL * sign.size
        )
        if last is None or not level or not last.x1 < sign.x0 < last.x1 + _REACH * sign.size:
            run = []
        run.append(sign)
        if len(run) >= _RUN:
            found.update(map(id, run))
    return found


def _follows(bullet: Chunk, text: Chunk) -> bool:
    over = min(bullet.y1, text.y1) - max(bullet.y0, text.y0)
    level = over > 0.5 * min(bullet.y1 - bullet.y0, text.y1 - text.y0)
    gap = text.x0 - bullet.x1
    near = -0.3 * text.size < gap < _REACH * max(text.size, bullet.size)
    words = any(c.isalpha() for c in text.text[:3]) and len(text.text) > 1
    return level and near and words and text.cell == bullet.cell
