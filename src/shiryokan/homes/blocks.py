"""Blocks of a home.

A block stands in the room that knows it and is registered in its ``AppConfig.ready``::

    from shiryokan.homes.blocks import register
    from shiryokan.news.home import LATEST

    register(LATEST)

Nothing else needs to know it: the home asks the registered blocks alone, shows those that its role
has, and none that is empty.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

import msgspec
from django.utils import timezone

from shiryokan.access.policies import AnyUser
from shiryokan.homes.roles import Role

MOST_ENTRIES = 6
"""Entries of a block that a home shows."""


class Entry(msgspec.Struct, frozen=True):
    """A line of a block, in the language that is active: ``title`` leads to ``path`` in the
    instance; ``words`` and ``note`` say more, ``day`` is when; each may be empty. ``urgent``: it
    cannot wait."""

    title: str
    path: str
    words: str = ""
    note: str = ""
    day: datetime.date | None = None
    urgent: bool = False

    @property
    def passed(self) -> bool:
        """Whether it could not wait and its day is over."""
        return self.urgent and self.day is not None and self.day < timezone.localdate()


class Block(msgspec.Struct, frozen=True):
    """A block. ``name`` is for programs, ``title`` a message, ``more`` the name of the address with
    all of it (empty without one). ``ranks`` says for which roles it is there unasked, and how high:
    1 is the highest; others may choose it. ``entries`` gives at most :data:`MOST_ENTRIES` as
    whoever reads now may see them. ``personal``: a stranger has none."""

    name: str
    title: str
    ranks: Mapping[Role, int]
    entries: Callable[[AnyUser], Iterable[Entry]]
    more: str = ""
    personal: bool = True


_blocks: dict[str, Block] = {}


def register(block: Block) -> None:
    """Have a block in homes. One of the same name takes the other's place."""
    _blocks[block.name] = block


def all_blocks(user: AnyUser) -> list[Block]:
    """The blocks that somebody may have, in the order in which they were registered."""
    return [b for b in _blocks.values() if user.is_authenticated or not b.personal]


def ordered(role: Role, order: Iterable[str], hidden: Iterable[str], user: AnyUser) -> list[Block]:
    """The blocks of somebody's home: in the order that they chose, then by the ranks of the role;
    none that they put away, and none that their role has not and they did not choose."""
    chosen, away = list(order), set(hidden)
    places = {name: number for number, name in enumerate(chosen)}
    found = [
        block
        for block in all_blocks(user)
        if block.name not in away and (role in block.ranks or block.name in places)
    ]
    last = len(places)
    return sorted(found, key=lambda b: (places.get(b.name, last), b.ranks.get(role, 99), b.name))
