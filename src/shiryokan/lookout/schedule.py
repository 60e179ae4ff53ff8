"""What is due by the clock: one short job a host and tick, so that no worker sleeps for a host."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task

from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.queues import at_home, enqueue_unless_waiting
from shiryokan.jobs.rows import update_if_any
from shiryokan.jobs.steps import titled
from shiryokan.lookout.looking import claim, look, release
from shiryokan.lookout.models import Address, Host, Visit

MOST_HOSTS = 20
"""Hosts that are asked between two ticks."""
_AHEAD = datetime.timedelta(days=2)
_KEPT = datetime.timedelta(days=90)
"""How long visits are remembered."""


def due(now: datetime.datetime) -> QuerySet[Address]:
    """Addresses that are due: pages first, for they tell which PDFs are; then PDFs that nobody has
    looked at yet."""
    return Address.objects.filter(due_at__lte=now, watched__active=True).order_by(
        F("role").desc(), F("checked_at").asc(nulls_first=True), "due_at"
    )


def look_at_the_clock(now: datetime.datetime | None = None, **_tick: object) -> None:
    """Queue a look for each host whose turn has come."""
    if current.config().lookout == "off":
        return
    now = now or timezone.now()
    take_back_what_is_ahead(now)
    waiting = Host.objects.filter(next_at__gt=now).values("name")
    hosts = due(now).exclude(host__in=waiting).order_by().values_list("host", flat=True)
    for host in hosts.distinct()[:MOST_HOSTS]:
        with transaction.atomic():
            enqueue_unless_waiting(at_home(look_at_host), host)


def take_back_what_is_ahead(now: datetime.datetime) -> None:
    """What a clock that was ahead has put off for long is due now."""
    update_if_any(Host.objects.filter(next_at__gt=now + _AHEAD), next_at=now)
    update_if_any(Address.objects.filter(due_at__gt=now + _AHEAD), due_at=now)


@titled(_("見回り"))
@task(priority=-10)
def look_at_host(host: str) -> None:
    """Look at one address of a host, if it is its turn."""
    now = timezone.now()
    if not claim(host, now):
        return
    try:
        address = due(now).filter(host=host).select_related("watched").first()
        if address is not None:
            look(address, now)
            forget_old_visits(address, now)
    finally:
        release(host)


def forget_old_visits(address: Address, now: datetime.datetime) -> None:
    """Remove visits that nobody asks for any more."""
    old = Visit.objects.filter(address=address, at__lt=now - _KEPT)
    if old.exists():
        old.delete()
