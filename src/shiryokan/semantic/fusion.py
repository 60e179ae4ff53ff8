"""Orders of several judges made one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

_K = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""
_Item = TypeVar("_Item", bound=Hashable)


def fused(*orders: Sequence[_Item]) -> list[_Item]:
    """The items of several orders in one: each counts 1/(60 + its place) in every order. Of those
    that count the same, the one that an earlier order has stands first."""
    worth: dict[_Item, float] = {}
    for order in orders:
        for place, item in enumerate(order, 1):
            worth[item] = worth.get(item, 0.0) + 1 / (_K + place)
    return sorted(worth, key=lambda item: -worth[item])
