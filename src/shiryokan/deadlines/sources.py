"""Days of other rooms: what a person has to do by when. Rooms register in ``AppConfig.ready``::

from shiryokan.deadlines.sources import register
from shiryokan.learning.due import COURSES, due_dates

register("courses", COURSES, due_dates)
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

import msgspec
from django.contrib.auth.models import User


class DueDate(msgspec.Struct, frozen=True):
    """A day by which a person has to do something. ``key`` names it for good within its source;
    ``path`` leads to it in the instance; ``words`` say more, and may be empty."""

    key: str
    day: datetime.date
    title: str
    path: str
    words: str = ""
    done: bool = False


class Source(msgspec.Struct, frozen=True):
    """A registered source: its name for programs, its title (a message), and what it asks."""

    name: str
    title: str
    due_dates: Callable[[User], Iterable[DueDate]]


_sources: dict[str, Source] = {}


def register(name: str, title: str, due_dates: Callable[[User], Iterable[DueDate]]) -> None:
    """Have days of a room told. One of the same name takes the other's place."""
    _sources[name] = Source(name, title, due_dates)


def sources() -> list[Source]:
    """The sources in the order in which they were registered."""
    return list(_sources.values())


def due_for(user: User) -> Iterator[tuple[Source, DueDate]]:
    """What a person, who reads now, has to do, of all rooms; not what is done."""
    for source in _sources.values():
        for each in source.due_dates(user):
            if not each.done:
                yield source, each
