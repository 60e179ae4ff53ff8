"""Ruby: small kana set beside the characters whose reading they give; and dots of emphasis (圏点),
which are set as they are and read by nobody."""

from __future__ import annotations

import re
from bisect import bisect_left

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.marks import Marks
from shiryokan.paper.layout.params import PARAMS

_SMALLER = PARAMS.ruby.smaller
_NEAR = PARAMS.ruby.near
_STRADDLES = PARAMS.ruby.straddles
_MIDDLE = PARAMS.ruby.middle
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc・゛゜]+")
_DOTS = re.compile("[﹅﹆•◦●○◎◉▲△・﹑、．·]+")
_SPOKEN = re.compile(
    r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaffA-Za-z0-9Ａ-Ｚａ-ｚ\U00020000-\U0003ffff]"
)


def attach_ruby(chunks: list[Chunk], marks: Marks) -> list[Chunk]:
    """The chunks without those that are ruby, whose readings are noted at their bases, and without
    dots of emphasis."""
    largest = max((c.size for c in chunks), default=0.0)
    small = [
        c
        for c in chunks
        if c.size <= _SMALLER * largest and (_KANA.fullmatch(c.text) or _DOTS.fullmatch(c.text))
    ]
    if not small:
        return chunks
    by_top = sorted(chunks, key=lambda c: c.y0)
    tops = [c.y0 for c in by_top]
    taken: set[int] = set()
    for ruby in sorted(small, key=lambda c: c.x0):
        bases = _bases_of(ruby, by_top, tops)
        if _DOTS.fullmatch(ruby.text) and _stand_over_each(ruby, bases, marks):
            taken.add(id(ruby))
            continue
        if not _KANA.fullmatch(ruby.text):
            continue
        shares = _shared(ruby, bases, marks) if bases else []
        noted = [_note(part, base, marks) for part, base in shares]
        if noted and all(noted):
            taken.add(id(ruby))
    return [c for c in chunks if id(c) not in taken]


def _bases_of(ruby: Chunk, by_top: list[Chunk], tops: list[float]) -> list[Chunk]:
    """The larger chunks just below, on one line, above most of which ``ruby`` stands."""
    found: list[tuple[float, Chunk]] = []
    for i in range(bisect_left(tops, ruby.y1 - 2 * ruby.size), len(by_top)):
        base = by_top[i]
        gap = base.y0 - ruby.y1
        if gap > _NEAR * 2 * ruby.size:
            break
        over = min(ruby.x1, base.x1) - max(ruby.x0, base.x0)
        good = (
            ruby.size <= _SMALLER * base.size
            and -0.45 * ruby.size <= gap <= _NEAR * base.size
            and over > 0.2 * ruby.size
            and ruby.cell == base.cell
        )
        if good:
            found.append((gap, base))
    if not found:
        return []
    nearest = min(abs(gap) for gap, _ in found)
    bases = [base for gap, base in found if abs(gap) - nearest < 0.3 * ruby.size]
    over = sum(min(ruby.x1, b.x1) - max(ruby.x0, b.x0) for b in bases)
    enough = over >= (0.6 if len(bases) == 1 else 0.4) * (ruby.x1 - ruby.x0)
    return sorted(bases, key=lambda b: b.x0) if enough else []


def _stand_over_each(dots: Chunk, bases: list[Chunk], marks: Marks) -> bool:
    """Whether each of ``dots`` is in the middle of one character of ``bases``."""
    below = [marks.box[mark] for base in bases for mark in base.marks]
    middles = [float(box[0] + box[2]) / 2 for box in below]
    for mark in dots.marks:
        at = float(marks.box[mark, 0] + marks.box[mark, 2]) / 2
        if not any(abs(at - middle) <= _MIDDLE * dots.size for middle in middles):
            return False
    return True


def _shared(ruby: Chunk, bases: list[Chunk], marks: Marks) -> list[tuple[Chunk, Chunk]]:
    """``ruby`` shared out among ``bases``: each of its marks to the base nearest to it."""
    if len(bases) == 1:
        return [(ruby, bases[0])]
    shares: dict[int, list[int]] = {}
    for at, mark in enumerate(ruby.marks):
        middle = float(marks.box[mark, 0] + marks.box[mark, 2]) / 2
        near = min(
            range(len(bases)),
            key=lambda n: max(bases[n].x0 - middle, middle - bases[n].x1, 0.0),
        )
        shares.setdefault(near, []).append(at)
    parts = []
    for number, places in shares.items():
        mine = [ruby.marks[at] for at in places]
        box = marks.box[mine]
        text = "".join(ruby.text[at] for at in places)
        part = Chunk(
            float(box[:, 0].min()), ruby.y0, float(box[:, 2].max()), ruby.y1, ruby.size, mine,
            text, ruby.cell,
        )  # fmt: skip
        parts.append((part, bases[number]))
    return parts


def _note(ruby: Chunk, base: Chunk, marks: Marks) -> bool:
    """Whether the characters under ``ruby`` are such as have readings; if so it is noted."""
    under, beside = [], []
    for at, mark in enumerate(base.marks):
        x0, x1 = float(marks.box[mark, 0]), float(marks.box[mark, 2])
        over = min(ruby.x1, x1) - max(ruby.x0, x0)
        if over >= 0.4 * (x1 - x0) or over >= 0.7 * (ruby.x1 - ruby.x0):
            under.append(at)
        elif over >= _STRADDLES * (ruby.x1 - ruby.x0):
            beside.append(at)
    # kana that are spread over two characters: one stands between these
    under = under or beside
    spoken = [at for at in under if _SPOKEN.match(base.text[at])]
    if not spoken or 2 * len(spoken) < len(under):
        return False
    first, last, text = spoken[0], spoken[-1] + 1, ruby.text
    if base.ruby and base.ruby[-1][1] > first:
        before = base.ruby.pop()
        first, last, text = before[0], max(last, before[1]), before[2] + text
    base.ruby.append((first, last, text))
    return True
