"""Kinds of things that can be followed (フォロー).

A kind stands in the room that knows it, in one module, as a subclass of :class:`Followable`, and is
registered in that room's ``AppConfig.ready``::

    from shiryokan.following.followable import register
    from shiryokan.lookout.following import Councils

    register(Councils())

Nothing else needs to know it: the button that follows (``{% load digest_tags %}{% follow_button
"council" council.pk %}``), the digest, its pages, the API and the command ask the registered kinds
alone.

Nothing here is measured by a clock. A kind says where things stand now (:meth:`Followable.mark`),
as the highest number of its rows, say; later it is given that mark back and tells what came after.
Marks are kept as JSON and read by nobody else. The digest asks from the last mark and from the one
before it, and tells of a key once, so that what was committed late is not lost: a kind may tell the
same twice without harm, and may leave out what is not ready yet, to tell it the next time.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal

import msgspec

from shiryokan.access.policies import AnyUser

Mark = Mapping[str, Any]
"""Where things stood: what JSON can keep, and only its kind reads."""
Op = Literal["same", "hit", "old", "new"]
"""What words are: as around them, found by a search, taken out, put in."""
REF_LENGTH = 200
KEY_LENGTH = 200


class Excerpt(msgspec.Struct, frozen=True):
    """Some words with their place. ``label`` says where (``p.3``), ``path`` leads there (a path of
    the instance; empty without one)."""

    label: str
    path: str
    pieces: Sequence[tuple[str, Op]]

    @property
    def text(self) -> str:
        """The words as plain text: ［ what was taken out → what was put in ］."""
        return "".join(_PLAIN[op] % text if text else "" for text, op in self.pieces)


_PLAIN: dict[Op, str] = {"same": "%s", "hit": "%s", "old": "［−%s］", "new": "［＋%s］"}


def _none() -> Sequence[Excerpt]:
    return ()


class Happening(msgspec.Struct, frozen=True):
    """One thing that happened to something followed, in words that whoever reads may see, in the
    language that is active.

    ``key`` names it for good (``find:12``): nobody is told of one key twice, by whatever follow it
    came. What has the same ``about`` (``document:1f0c…``) is told as one entry, with the reasons.
    ``what`` says what happened in a word or two (差し替え), ``title`` what it happened to, ``path``
    leads there, ``context`` is where: publisher, council, meeting, date; each may be empty.
    ``excerpts`` is called only for what is really told, and may be costly.
    """

    key: str
    about: str
    what: str
    title: str
    path: str
    context: Sequence[str]
    at: datetime.datetime
    excerpts: Callable[[], Sequence[Excerpt]] = _none


class Named(msgspec.Struct, frozen=True):
    """How something that is followed is called, and its path in the instance."""

    name: str
    path: str


class Followable(ABC):
    """A kind of thing that can be followed. ``ref`` names one of them within its kind, in at most
    :data:`REF_LENGTH` characters."""

    kind: ClassVar[str]
    """Its name for programs: at most 20 letters."""
    title: ClassVar[str]
    """Its name for people, as a message."""
    personal: ClassVar[bool] = False
    """Whether only who has an account has such things; whoever follows by an address alone does
    not."""

    @abstractmethod
    def named(self, ref: str, user: AnyUser) -> Named | None:
        """The thing as whoever reads now (``user``) may see it; None where there is none for them,
        or ``ref`` is nonsense."""

    @abstractmethod
    def mark(self, ref: str) -> Mark:
        """Where it stands: what happened up to now is no news. Asked as one who sees everything."""

    @abstractmethod
    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterable[Happening]:
        """What happened after ``mark``, as far as whoever reads now (``user``) may see it, in any
        order. Nothing where the thing itself is not seen."""


_kinds: dict[str, Followable] = {}


def register(followable: Followable) -> None:
    """Have a kind of thing followed. One of the same name takes the other's place."""
    _kinds[followable.kind] = followable


def of_kind(kind: str) -> Followable | None:
    """The kind of that name."""
    return _kinds.get(kind)


def all_kinds() -> Iterator[Followable]:
    """The kinds in the order in which they were registered."""
    yield from _kinds.values()
