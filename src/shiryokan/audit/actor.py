"""Who acts just now: whoever makes the request, or the keeper at the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

COMMAND_LINE = "command-line"
"""Whoever has the command line of the machine."""
SYSTEM = "system"
"""The instance itself: its worker and its clock."""
ANYONE = "anyone"
"""Somebody who is not signed in."""
_PERSON = "user:"

_actor: ContextVar[str] = ContextVar("actor", default=COMMAND_LINE)


def actor() -> str:
    """Who acts: one of the words above, or ``user:<number of the account>``."""
    return _actor.get()


def actor_of(person: AbstractBaseUser | AnonymousUser) -> str:
    """How the record names a person: by the number of the account, which outlives its name."""
    return f"{_PERSON}{person.pk}" if person.is_authenticated else ANYONE


def person_in(actor: str) -> int | None:
    """The number of the account that acted, if it was one."""
    number = actor.removeprefix(_PERSON)
    return int(number) if actor.startswith(_PERSON) and number.isdecimal() else None


@contextmanager
def acting(who: str) -> Iterator[None]:
    """Within the block ``who`` acts."""
    token = _actor.set(who)
    try:
        yield
    finally:
        _actor.reset(token)
