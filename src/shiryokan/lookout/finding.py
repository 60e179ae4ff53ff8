"""Writes a find down."""

from __future__ import annotations

import datetime
from typing import Any

from shiryokan.lookout.models import Address, Find, Listing, Sighting, WatchedPage
from shiryokan.lookout.reading.addresses import shown

_KIND = Find.Kind
_NEWS = (
    _KIND.NEW, _KIND.REPLACED, _KIND.ANNOUNCED, _KIND.CANCELLED, _KIND.POSTPONED, _KIND.POSTED,
    _KIND.RETITLED,
)  # fmt: skip


def found(
    kind: Find.Kind,
    watched: WatchedPage,
    page: Address,
    said: Listing | Sighting | None,
    now: datetime.datetime,
    **more: Any,
) -> Find:
    """Within a transaction: write a find down, with the meeting that ``said`` tells."""
    find = Find(kind=kind, watched=watched, page_url=shown(page.url), found_at=now, **more)
    if said is not None:
        find.council, find.number, find.year, find.date = (
            said.council, said.number, said.year, said.date,
        )  # fmt: skip
    if isinstance(said, Listing):
        find.label, find.title = said.label, said.title
    find.council = find.council or watched.council
    find.save()
    if kind in _NEWS:
        WatchedPage.everything.filter(pk=watched.pk).update(newest_at=now)
    return find
