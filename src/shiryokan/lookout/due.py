"""When an address is looked at next."""

from __future__ import annotations

import datetime

from shiryokan.instance import current
from shiryokan.lookout.models import Address

_LONGEST_DOUBLING = 5
RECENT = datetime.timedelta(days=90)
"""How long after a meeting, or after its bytes last changed, a PDF is looked at with its page:
silent replacements come within days or weeks of the meeting."""


def soon(address: Address, now: datetime.datetime) -> None:
    """Have an address looked at in its host's next turn."""
    address.due_at = now
    address.save(update_fields=["due_at"])


def next_look(address: Address, now: datetime.datetime) -> datetime.datetime | None:
    """When an address is due after it was looked at just now; None where its page is not watched
    any more.

    A page comes again in its rhythm, and later and later while it is in trouble, up to a day. A
    recent PDF comes with its page where the server tells whether it has changed; all others once a
    day.
    """
    watched = address.watched
    if not watched.active:
        return None
    if address.role == Address.Role.MEETING and not _is_listed(address):
        return None
    config = current.config()
    rhythm = datetime.timedelta(minutes=watched.minutes or config.lookout_minutes)
    day = datetime.timedelta(days=1)
    if address.failures > 1:
        doubled: datetime.timedelta = rhythm * 2 ** min(address.failures - 1, _LONGEST_DOUBLING)
        return now + max(rhythm, min(doubled, day))
    if address.role != Address.Role.DOCUMENT or not address.sha256:
        return now + rhythm
    if (address.etag or address.last_modified) and _is_recent(address, now):
        return now + rhythm
    return now + max(rhythm, datetime.timedelta(hours=config.lookout_document_hours))


def _is_listed(address: Address) -> bool:
    return address.listings.filter(listed=True).exists()


def _is_recent(address: Address, now: datetime.datetime) -> bool:
    if address.changed_at is not None and now - address.changed_at < RECENT:
        return True
    since = (now - RECENT).date()
    return address.listings.filter(listed=True, date__gte=since).exists()
