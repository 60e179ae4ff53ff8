"""From last year's form to this year's: which items are the same, reworded, new and gone."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from shiryokan.registers.checklists.model import Form, FormItem
from shiryokan.registers.comparison.differences import Piece, comparable, difference
from shiryokan.registers.comparison.likeness import assigned

ChangeKind = Literal["same", "reworded", "new", "gone"]
_LEAST = 0.66
"""Likeness of two wordings of one item at least. On invented years (``tools/checklist_forms``)
those of one item are 0.68 alike or more; of 377 pairs of others two are."""
_LETTERS = 0.3
"""What the likeness of all letters counts beside that of telling words."""
_HELD = 0.9
"""What it counts that one wording holds the telling words of the other, beside equality."""
_SAME_SECTION, _SAME_NUMBER = 0.03, 0.02
"""What it adds that items stand in one section, or have one number."""


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
    same = np.array([[float(x == y) for y in b] for x in a]).reshape(len(a), len(b))
    places = np.array([[_place(x, y) for y in new] for x in old]).reshape(len(a), len(b))
    # what is the same word by word comes first: else two that resemble it could share it out
    pairs = assigned(same * (1 + places), 0.5)
    olds, news = {i for i, _ in pairs}, {j for _, j in pairs}
    rest = [i for i in range(len(a)) if i not in olds], [j for j in range(len(b)) if j not in news]
    like = likeness([a[i] for i in rest[0]], [b[j] for j in rest[1]])
    worth = np.where(like >= _LEAST, like + places[np.ix_(*rest)], 0.0)
    pairs += [(rest[0][i], rest[1][j]) for i, j in assigned(worth, _LEAST)]
    return [(j, i) for i, j in pairs]


def _place(old: FormItem, new: FormItem) -> float:
    section = (old.section, old.sub_section) == (new.section, new.sub_section)
    return _SAME_SECTION * section + _SAME_NUMBER * (old.key == new.key)


def likeness(old: Sequence[str], new: Sequence[str]) -> NDArray[np.float64]:
    """How alike wordings are (rows old, columns new; 0 to 1): the share of their pairs of letters
    that both have, each weighed by how few other wordings have it (inverse document frequency), so
    that what all items say counts for little; and the Indel ratio of their letters."""
    texts = [*old, *new]
    counts = [Counter(a + b for a, b in itertools.pairwise(text)) for text in texts]
    found = Counter(gram for count in counts for gram in count)
    weight = {gram: math.log((len(texts) + 1) / (n + 0.5)) for gram, n in found.items()}
    sums = [sum(weight[gram] * n for gram, n in count.items()) for count in counts]
    like = np.zeros((len(old), len(new)))
    for i, j in itertools.product(range(len(old)), range(len(new))):
        k = len(old) + j
        common = sum(weight[g] * n for g, n in (counts[i] & counts[k]).items())
        both, less = sums[i] + sums[k], min(sums[i], sums[k])
        told = max(2 * common / both, _HELD * common / less) if less > 0 else 0.0
        like[i, j] = _LETTERS * fuzz.ratio(old[i], new[j]) / 100 + (1 - _LETTERS) * told
    return like


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
