"""Meetings that pages name: those that are announced, called off or put off to another day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from shiryokan.documents.names import tidy
from shiryokan.lookout.finding import found
from shiryokan.lookout.leads import is_news_of, lead_of
from shiryokan.lookout.models import Address, Find, Listing, Sighting, WatchedPage
from shiryokan.lookout.reading.model import Meeting, PageRead


def see_meetings(
    address: Address, read: PageRead, lead: Listing | None, now: datetime.datetime, *, first: bool
) -> int:
    """Within a transaction: tell of meetings that are announced, and of those that will not be held
    or not on their day; the number of finds."""
    with_documents = {
        (link.meeting.council, link.meeting.number, link.meeting.year)
        for link in read.links
        if link.kind != "page"
    }
    finds = 0
    for one in read.meetings:
        named = one.meeting
        if named.number:
            begun = first and not is_news_of(address, lead, named)
            has_documents = (named.council, named.number, named.year) in with_documents
            council = named.council or (lead.council if lead else "") or address.watched.council
            for kind, sighting, old in _became(
                address, one, tidy(council, 200), begun=begun, has_documents=has_documents
            ):
                _tell(kind, address, sighting, now, old_date=old)
                finds += 1
    return finds


def _became(
    address: Address, one: Meeting, council: str, *, begun: bool, has_documents: bool
) -> Iterator[tuple[Find.Kind, Sighting, datetime.date | None]]:
    """What became of a meeting since it was last seen, and the day on which it was to be held."""
    named, watched = one.meeting, address.watched
    sighting, new = Sighting.objects.get_or_create(
        watched=watched, council=council, number=min(named.number, 99_999), year=named.year[:30],
        defaults={"date": named.date},
    )  # fmt: skip
    old = sighting.date
    if named.date or (one.postponed and not sighting.postponed):
        sighting.date = named.date
    told = begun or _seen_by_others(watched, sighting, one)
    off = one.cancelled or one.postponed
    if new:
        sighting.undecided = not told and not off
    if sighting.undecided and not _has_page_to_look_at(address, sighting):
        # a meeting whose day is not told yet is announced when it is
        sighting.undecided = not sighting.date and not has_documents
        if sighting.date and not has_documents and not off:
            yield Find.Kind.ANNOUNCED, sighting, None
    if one.cancelled and not sighting.cancelled:
        sighting.cancelled, sighting.undecided = True, False
        if not told:
            yield Find.Kind.CANCELLED, sighting, None
    if one.postponed and (not sighting.postponed or sighting.date != old):
        sighting.postponed, sighting.undecided = True, False
        if not told:
            yield Find.Kind.POSTPONED, sighting, old if old != sighting.date else None
    sighting.save()


def _has_page_to_look_at(address: Address, sighting: Sighting) -> bool:
    """Whether a page of the meeting is listed that was not looked at yet: it may have documents."""
    if address.role != Address.Role.PAGE:
        return False
    pages = address.lists.filter(listed=True, target__role=Address.Role.MEETING)
    return pages.filter(number=sighting.number, target__checked_at=None).exists()


def _tell(
    kind: Find.Kind, address: Address, sighting: Sighting, now: datetime.datetime, **more: Any
) -> None:
    """What becomes of a meeting is told of the page that is watched, not of a page below it."""
    own = Address.objects.filter(watched=address.watched, role=Address.Role.PAGE).first()
    found(kind, address.watched, own or address, sighting, now, **more)


def announce_undecided(address: Address, now: datetime.datetime) -> None:
    """The page of a meeting cannot be read: the meeting was announced all the same."""
    lead = lead_of(address)
    if lead is None or not lead.number:
        return
    waiting = Sighting.objects.filter(watched=address.watched, number=lead.number, undecided=True)
    for sighting in waiting:
        sighting.undecided = False
        sighting.save(update_fields=["undecided"])
        if sighting.date:
            _tell(Find.Kind.ANNOUNCED, address, sighting, now)


def _seen_by_others(watched: WatchedPage, sighting: Sighting, one: Meeting) -> bool:
    """Whether another watched page has told of the same meeting in the same way."""
    same = Sighting.objects.exclude(watched=watched).filter(
        council=sighting.council, number=sighting.number, year=sighting.year
    )
    same = same.filter(Q(date=sighting.date) | Q(date=None))
    if one.cancelled:
        same = same.filter(cancelled=True)
    if one.postponed:
        same = same.filter(postponed=True)
    return same.exists()
