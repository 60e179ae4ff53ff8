"""What can be acted on. Each room registers its own, in its module ``audit_kinds``.

An entry names what was acted on by its kind and key (``user:4``), which outlive names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from django.db.models import Model
from django.utils.functional import Promise

Found = Callable[[set[str]], Mapping[str, str]]
"""What is found of each key; of what is no more, nothing."""


class Thing(msgspec.Struct, frozen=True):
    """A kind of things: what one is called, what each is named now, and the path where it is read.
    ``title`` is empty where the key by itself says what it is, and where nothing else is of this
    kind."""

    title: str | Promise = ""
    names: Found = lambda _keys: {}
    paths: Found = lambda _keys: {}
    gone: str | Promise = ""
    """What one is called that is no more, where that is told."""


def names_of(model: type[Model]) -> Found:
    """Finds the ``name`` of each row of a model whose key is a number."""

    def found(keys: set[str]) -> dict[str, str]:
        numbers = [key for key in keys if key.isdecimal()]
        rows = model._default_manager.filter(pk__in=numbers).values_list("pk", "name")
        return {str(number): name for number, name in rows}

    return found


_things: dict[str, Thing] = {}
_NOTHING = Thing()


def register(kind: str, thing: Thing) -> None:
    """Make a kind of things known. Raises :class:`ValueError` if another room did so already."""
    if kind in _things:
        raise ValueError(f"another kind of things has the code {kind!r}")
    _things[kind] = thing


def thing(kind: str) -> Thing:
    """What is known of a kind; of one that nobody registered, nothing."""
    return _things.get(kind, _NOTHING)


def parts(reference: str) -> tuple[str, str]:
    """The kind and the key that a reference names."""
    kind, _colon, key = reference.partition(":")
    return kind, key
