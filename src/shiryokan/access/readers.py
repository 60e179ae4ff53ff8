"""What people may see: by the collections that documents are in, and the groups people are in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from django.contrib.auth.models import Group, User
from django.db.models import Q, QuerySet

from shiryokan.access.models import Collection
from shiryokan.access.policies import AnyUser
from shiryokan.access.scope import EVERYTHING, NOTHING, Scope, within_scope
from shiryokan.instance import current

Item = TypeVar("Item")
_hidden_checks: list[Callable[[], bool]] = []


def scope_of(user: AnyUser) -> Scope:
    """What ``user`` sees: administrators everything; whoever is not signed in nothing of a
    closed instance; others what is public, for members, or for a group of theirs."""
    member = bool(user.is_authenticated and user.is_active)
    if member and getattr(user, "is_superuser", False):
        return all_but_the_bin()
    if current.config().closed and not member:
        return NOTHING
    known = dict(Collection.objects.values_list("pk", "visibility"))
    seen = {key for key, visibility in known.items() if visibility == Collection.PUBLIC}
    if member:
        seen |= {key for key, visibility in known.items() if visibility == Collection.MEMBERS}
        if Collection.GROUPS in known.values():
            seen |= set(
                Collection.objects.filter(
                    visibility=Collection.GROUPS, groups__user=user.pk
                ).values_list("pk", flat=True)
            )
    if len(seen) == len(known) and _nothing_is_hidden():
        return EVERYTHING
    return Scope(uncollected=True, collections=frozenset(seen))


def members_who_see(collection: int | None, members: QuerySet[User]) -> QuerySet[User]:
    """Of members those who see what is in a collection; None is that it is in none."""
    if collection is None:
        return members
    groups = Collection.objects.filter(pk=collection, visibility=Collection.GROUPS)
    if not groups.exists():
        return members
    in_group = Q(groups__in=Group.objects.filter(pk__in=groups.values("groups")))
    return members.filter(Q(is_superuser=True) | in_group).distinct()


def all_but_the_bin() -> Scope:
    """All collections; and, as long as the bin is empty, without a condition at all."""
    if _nothing_is_hidden():
        return EVERYTHING
    return Scope(
        uncollected=True, collections=frozenset(Collection.objects.values_list("pk", flat=True))
    )


def hidden_when(check: Callable[[], bool]) -> None:
    """Have ``check()`` asked whether something is hidden from everyone: as long as nothing is, and
    all collections are seen, a question needs no condition at all."""
    if check not in _hidden_checks:
        _hidden_checks.append(check)


def _nothing_is_hidden() -> bool:
    return not any(check() for check in _hidden_checks)


def reading_all_but_the_bin() -> AbstractContextManager[None]:
    """Within the block all is there but what is in the bin: for the command line's questions."""
    return within_scope(all_but_the_bin)


def reading_as(user: AnyUser) -> AbstractContextManager[None]:
    """Within the block only what ``user`` sees is there."""
    return within_scope(lambda: scope_of(user))


def each_as(user: AnyUser, items: Iterable[Item]) -> Iterator[Item]:
    """The items, each made while ``user`` reads; for what is made after a view has returned."""
    rest = iter(items)
    while True:
        with reading_as(user):
            try:
                item = next(rest)
            except StopIteration:
                return
        yield item


@contextmanager
def reading_everything() -> Iterator[None]:
    """Within the block everything is there: for the instance's own work during a request."""
    with within_scope(lambda: EVERYTHING):
        yield
