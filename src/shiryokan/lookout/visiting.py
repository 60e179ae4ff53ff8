"""Visits what is due, here and now: for the command line, which waits for its turn at each host."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable

import msgspec
from django.db.models import Min
from django.utils import timezone

from shiryokan.lookout.looking import claim, look, release
from shiryokan.lookout.models import Address, Host
from shiryokan.lookout.schedule import due

_POSTPONED = datetime.timedelta(minutes=2)
_LONGEST_SLEEP = 0.5


class Visited(msgspec.Struct):
    """How many addresses were looked at, and how many of them did not answer as they should."""

    looks: int = 0
    failed: int = 0


def all_due_now() -> None:
    """Have every page that is watched, and every PDF that it lists, looked at now."""
    Address.objects.filter(watched__active=True, due_at__isnull=False).update(due_at=timezone.now())


def visit(told: Callable[[Address], None] = lambda _address: None) -> Visited:
    """Look at all that is due, one host after the other's pause, until nothing is."""
    visited, last_round = Visited(), False
    while True:
        now = timezone.now()
        hosts = list(due(now).order_by().values_list("host", flat=True).distinct())
        if not hosts:
            if last_round or not _bring_postponed(now):
                return visited
            last_round = True
            continue
        # each host that is free has its turn
        turns = [_take_turn(host, visited, told) for host in hosts]
        if not any(turns):
            _sleep_until_a_turn(hosts)


def _take_turn(host: str, visited: Visited, told: Callable[[Address], None]) -> bool:
    now = timezone.now()
    if not claim(host, now):
        return False
    try:
        address = due(now).filter(host=host).select_related("watched").first()
        if address is not None:
            look(address, now)
            address.refresh_from_db()
            visited.looks += 1
            visited.failed += address.state != Address.State.ALIVE
            told(address)
    finally:
        release(host)
    return True


def _bring_postponed(now: datetime.datetime) -> int:
    """What was put off until other addresses had been looked at, which they have been now."""
    waiting = Address.objects.filter(
        role=Address.Role.DOCUMENT, state=Address.State.MISSING, due_at__lte=now + _POSTPONED,
        watched__active=True,
    )  # fmt: skip
    return waiting.update(due_at=now)


def _sleep_until_a_turn(hosts: list[str]) -> None:
    first = Host.objects.filter(name__in=hosts).aggregate(first=Min("next_at"))["first"]
    seconds = (first - timezone.now()).total_seconds() if first else 0.0
    time.sleep(min(max(seconds, 0.01), _LONGEST_SLEEP))
