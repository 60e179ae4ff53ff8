"""Somebody's home: its blocks with what is in them, and how they change it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import cast

import msgspec
from django.contrib.auth.models import User

from shiryokan.access.policies import AnyUser
from shiryokan.homes import reading
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry, ordered
from shiryokan.homes.models import HomeChoice
from shiryokan.homes.roles import ROLE_TITLES, Role, first_role

_log = logging.getLogger("shiryokan.homes")


class Filled(msgspec.Struct, frozen=True):
    """A block with its entries, of which there is one at least."""

    block: Block
    entries: Sequence[Entry]


def choice_of(user: AnyUser) -> HomeChoice:
    """What somebody chose; a row that is not saved where they chose nothing."""
    found = HomeChoice.objects.filter(owner=user.pk).first() if user.is_authenticated else None
    return found or HomeChoice(role="")


def role_of_home(user: AnyUser, choice: HomeChoice) -> Role:
    """The role that somebody chose, or the one that goes with what they may do."""
    known = choice.role in ROLE_TITLES and user.is_authenticated
    return cast("Role", choice.role) if known else first_role(user)


def home_of(user: AnyUser) -> list[Filled]:
    """The blocks of whoever reads now; none that is empty."""
    choice = choice_of(user)
    found = []
    for block in ordered(role_of_home(user, choice), choice.order, choice.hidden, user):
        try:
            entries = list(block.entries(user))[:MOST_ENTRIES]
        except Exception:
            # what one room cannot say keeps nobody from the others
            _log.exception("the block %s", block.name)
            continue
        if entries:
            found.append(Filled(block, entries))
    return found


def choose(user: User, role: str, order: Sequence[str], hidden: Sequence[str]) -> None:
    """Keep the role and the order of blocks; names that nobody registered do no harm."""
    HomeChoice.objects.update_or_create(
        owner=user,
        defaults={
            "role": role if role in ROLE_TITLES else "",
            "order": [str(name)[:30] for name in order][:50],
            "hidden": [str(name)[:30] for name in hidden][:50],
        },
    )


def keep_reading(user: User, wanted: bool) -> None:
    """Keep the pages that somebody reads from now on, or none, and forget those that are kept."""
    HomeChoice.objects.update_or_create(owner=user, defaults={"keep_reading": wanted})
    if not wanted:
        reading.forget(user)
