"""Saving, changing and pausing a search."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from shiryokan.alerts.check import queue_since
from shiryokan.alerts.models import Channel, SavedSearch
from shiryokan.alerts.webhook import new_secret

MOST_SEARCHES = 100
"""Searches that one person may save: every new document is asked for each of them."""


@transaction.atomic
def save_once(search: SavedSearch, cleaned: dict[str, Any], now: datetime.datetime) -> SavedSearch:
    """Write down a new search, or find the same one if its owner saved it already."""
    # each person's one after the other: of a button pressed twice comes one search
    get_user_model().objects.select_for_update().get(pk=search.owner_id)
    known = SavedSearch.objects.filter(owner_id=search.owner_id, query=search.query).first()
    if known:
        return known
    apply(search, cleaned, now)
    return search


@transaction.atomic
def apply(search: SavedSearch, cleaned: dict[str, Any], now: datetime.datetime) -> None:
    """Write down a search and what the form says of it."""
    first = search._state.adding
    search.name, search.frequency = cleaned["name"], cleaned["frequency"]
    search.save()
    if first:
        transaction.on_commit(lambda: queue_since(search.since))
    for kind in Channel.Kind:
        on = bool(cleaned[f"by_{kind}"])
        _apply_channel(search, kind, on, cleaned[str(kind)], now)


def _apply_channel(
    search: SavedSearch, kind: str, on: bool, address: str, now: datetime.datetime
) -> None:
    channel = Channel.objects.select_for_update().filter(search=search, kind=kind).first()
    if channel is None:
        if not address:
            return
        channel = Channel(search=search, kind=kind, on=False)
        if kind == Channel.Kind.WEBHOOK:
            channel.secret = new_secret()
    if on and not channel.on:
        # what was found while it was off is not sent afterwards
        channel.since, channel.failures, channel.stopped = now, 0, ""
    channel.address = address or channel.address
    channel.on = on
    if not on:
        channel.waiting_since = None
    channel.save()


@transaction.atomic
def pause(search: SavedSearch) -> None:
    """Look for nothing more, until it is resumed."""
    search.active = False
    search.save(update_fields=["active"])
    search.channels.update(waiting_since=None)


@transaction.atomic
def resume(search: SavedSearch, now: datetime.datetime) -> None:
    """Look for what comes in from now on."""
    if not search.active:
        search.active, search.since = True, now
        search.save(update_fields=["active", "since"])
        transaction.on_commit(lambda: queue_since(now))


@transaction.atomic
def switch_off(channel: Channel) -> None:
    """Tell nothing more by this channel."""
    channel.on, channel.waiting_since = False, None
    channel.save(update_fields=["on", "waiting_since"])
