"""A record's life through several versions: through years, and from drafts to final."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shiryokan.registers.comparison.changes import Change, ChangeKind, Comparison


class Stage(msgspec.Struct, frozen=True):
    """Where a life stands in one version (``edition``, counted from 0): its keys there, several
    while it is split, and how it came from the version before. ``keys`` is empty where it ended."""

    edition: int
    keys: tuple[str, ...]
    kind: ChangeKind | None
    likeness: float = 1.0


def life(edition: int, key: str, comparisons: Sequence[Comparison]) -> list[Stage]:
    """The life of the record ``key`` of version ``edition``, from its first version to its last.

    ``comparisons[n]`` compares version n with version n + 1. A label and a section may change on
    the way; what counts is what the comparisons found to belong together.
    """
    back: list[tuple[int, tuple[str, ...]]] = []
    keys: tuple[str, ...] = (key,)
    for at in range(edition, 0, -1):
        before = _keys([c for c in comparisons[at - 1].changes if set(c.new) & set(keys)], "old")
        if not before:
            break
        keys = before
        back.append((at - 1, keys))
    first = back[-1][0] if back else edition
    stages = [Stage(first, back[-1][1] if back else (key,), None)]
    keys = stages[0].keys
    for at in range(first, len(comparisons)):
        found = [c for c in comparisons[at].changes if set(c.old) & set(keys)]
        keys = _keys(found, "new")
        kind = found[0].kind if found else "ended"
        likeness = min((c.likeness for c in found), default=0.0)
        stages.append(Stage(at + 1, keys, kind, likeness))
        if not keys:
            break
    return stages


def _keys(changes: Sequence[Change], side: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for change in changes for key in getattr(change, side)))
