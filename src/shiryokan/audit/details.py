"""How the details of an entry are said to people: each kind brings its own with it.

The database keeps names and values as programs have them, and the exports give them so, for the
chain is made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from django.utils.functional import Promise

Says = Callable[[Any], str]
"""What a value is called."""


class Detail(msgspec.Struct, frozen=True):
    """What a detail is called, and how its value is said.

    ``says`` gives the words of a value, or of each value of a list. ``of`` is the kind of the
    things whose keys are its values (:mod:`.things`); with ``refers`` each value names the kind
    itself: ``user:4``. ``parts`` tells what those parts of a value are called that are said. With
    none of them a value is said as it stands, a day or a moment as people read them, and one that
    holds or not as yes or no.
    """

    label: str | Promise
    says: Says | None = None
    of: str = ""
    refers: bool = False
    parts: Mapping[str, str | Promise] = msgspec.field(default_factory=dict)


FOR_PROGRAMS = None
"""Stands for a detail by which programs find rows and files: nobody reads it, and the exports have
it."""
Details = Mapping[str, Detail | None]
"""The details of a kind by their names, in the order in which they are read."""


def one_of(choices: Callable[[], Iterable[tuple[Any, Any]]]) -> Says:
    """Says a value that is one of some choices, which are asked for when there is one to say."""

    def says(value: Any) -> str:
        return next((str(words) for code, words in choices() if code == value), str(value))

    return says


def titled(titles: Mapping[str, str | Promise]) -> Says:
    """Says a value by its title."""
    return one_of(titles.items)
