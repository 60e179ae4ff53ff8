"""From last year's form to this year's: which items are the same, reworded, new and gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.registers.checklists.model import Form, FormItem
from shiryokan.registers.comparison.differences import Piece, comparable, difference
from shiryokan.registers.comparison.likeness import assigned

ChangeKind = Literal["same", "reworded", "new", "gone"]
_LEAST = 0.6
"""Likeness of two wordings of one item at least."""


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one item. ``old`` is None for a new one, ``new`` for one that is gone.

    ``words`` are the runs of its words that stayed, went and came. ``renumbered``, ``moved`` (it
    stands in another section) and ``references_changed`` hold beside ``same`` and ``reworded``.
    ``likeness`` (0 to 1) says how alike the wordings are.
    """

    kind: ChangeKind
    old: FormItem | None = None
    new: FormItem | None = None
    words: tuple[Piece, ...] = ()
    renumbered: bool = False
    moved: bool = False
    references_changed: bool = False
    likeness: float = 1.0


def map_forms(old: Form, new: Form) -> list[ItemChange]:
    """What became of each item: those of ``new`` in its order, then those of ``old`` that are gone.

    Items of the same words are one, wherever they stand; of several that ask the same, those of one
    number or section. The rest are paired so that the sum of their likeness is greatest.
    """
    pairs = _paired(old.items, new.items)
    olds = dict(pairs)
    found = [
        _change(old.items[olds[j]], item) if j in olds else ItemChange(kind="new", new=item)
        for j, item in enumerate(new.items)
    ]
    kept = set(olds.values())
    return found + [
        ItemChange(kind="gone", old=item) for i, item in enumerate(old.items) if i not in kept
    ]


def plain_words(words: str) -> str:
    """Words as they are compared: folded, without white space and the stop at their end."""
    return comparable(words).rstrip("。．.")


def _paired(old: Sequence[FormItem], new: Sequence[FormItem]) -> list[tuple[int, int]]:
    """Pairs of places, those of ``new`` first."""
    a, b = [plain_words(item.words) for item in old], [plain_words(item.words) for item in new]
    if not a or not b:
        return []
    like = process.cdist(a, b, scorer=fuzz.ratio, dtype=np.float64) / 100
    return [(j, i) for i, j in assigned(like, _LEAST)]


def _change(old: FormItem, new: FormItem) -> ItemChange:
    same = plain_words(old.words) == plain_words(new.words)
    return ItemChange(
        kind="same" if same else "reworded",
        old=old,
        new=new,
        words=tuple(difference(old.words, new.words)),
        renumbered=old.key != new.key,
        moved=(comparable(old.section), comparable(old.sub_section))
        != (comparable(new.section), comparable(new.sub_section)),
        references_changed=list(map(comparable, old.references))
        != list(map(comparable, new.references)),
        likeness=fuzz.ratio(plain_words(old.words), plain_words(new.words)) / 100,
    )
