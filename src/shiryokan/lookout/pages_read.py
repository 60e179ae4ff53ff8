"""What a page lists now, beside what it listed before: rows of addresses, listings, meetings."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from shiryokan.documents.names import tidy
from shiryokan.jobs.models import confirm
from shiryokan.lookout.alarms import judge_silence, tell_lasting_trouble
from shiryokan.lookout.due import next_look, soon
from shiryokan.lookout.finding import found
from shiryokan.lookout.keys import id_of
from shiryokan.lookout.leads import is_list, is_news_of, lead_of
from shiryokan.lookout.meetings_seen import announce_undecided, see_meetings
from shiryokan.lookout.models import Address, Find, Listing, Visit, WatchedPage
from shiryokan.lookout.reading.addresses import host_of, key_of, shown
from shiryokan.lookout.reading.model import Link, MeetingNamed, PageRead
from shiryokan.lookout.reading.words import folded, is_record

if TYPE_CHECKING:
    from shiryokan.fetch import Fetched
    from shiryokan.lookout.asking import Failed

MOST_MEETING_PAGES = 60
"""Pages of meetings that are followed from one watched page: some years of a council."""
_FEW = 3
_KEPT = 0.3
"""Share of the known links that a page keeps, at least, to be taken for itself."""
_MANY = 0.5
"""Share of a page's titles that change at once only where the page was made anew."""


@transaction.atomic
def page_failed(address_id: str, failed: Failed, now: datetime.datetime) -> None:
    """Note that a page did not answer. What is known of it stays."""
    confirm()
    address = Address.objects.select_for_update().get(pk=address_id)
    address.state = Address.State.MISSING if failed.absent else Address.State.TROUBLE
    address.error, address.error_details = failed.code, dict(failed.details)
    _count_failure(address, now)
    address.due_at = next_look(address, now)
    address.save()
    Visit.objects.create(address=address, at=now, state=address.state, error=failed.code)
    announce_undecided(address, now)
    tell_lasting_trouble(address, now)


def _count_failure(address: Address, now: datetime.datetime) -> None:
    address.checked_at = now
    address.failures += 1
    address.failing_since = address.failing_since or now


def page_answered(
    address_id: str, fetched: Fetched, sha256: str, read: PageRead | None, now: datetime.datetime
) -> None:
    """Within a transaction: keep what a page lists. ``read`` is None where nothing changed."""
    confirm()
    address = Address.objects.select_for_update().get(pk=address_id)
    changes = 0
    if read is not None and _is_odd(address, read):
        address.state, address.error = Address.State.ODD, "page_odd"
        _count_failure(address, now)
        # not the validators: the page is asked for again whole
    else:
        address.state, address.error, address.error_details = Address.State.ALIVE, "", {}
        address.failures, address.failing_since, address.told_failing = 0, None, False
        address.etag = fetched.validators.etag[:500]
        address.last_modified = fetched.validators.last_modified[:100]
        address.checked_at, address.size = now, fetched.size or address.size
        if read is not None:
            changes = _apply(address, read, now)
        address.sha256 = sha256
    address.due_at = next_look(address, now)
    address.save()
    links = len(read.links) if read else address.lists.filter(listed=True).count()
    Visit.objects.create(
        address=address, at=now, state=address.state, error=address.error, links=links,
        changes=changes,
    )  # fmt: skip
    tell_lasting_trouble(address, now)
    if address.role == Address.Role.PAGE and address.state == Address.State.ALIVE:
        judge_silence(address.watched, address, now)


def _is_odd(address: Address, read: PageRead) -> bool:
    """Whether what was read is not the page that is known: a maintenance or login page. A page
    that names meetings with documents is believed, and so is one of few links that names its
    council as before."""
    known = list(address.lists.filter(listed=True).select_related("target"))
    if not known or address.told_failing:
        return False
    if any(link.kind == "document" and link.meeting.number for link in read.links):
        return False
    councils = {folded(one.council) for one in known if one.council}
    if len(known) < _FEW and read.council and folded(read.council) in councils:
        return False
    ids = {id_of(link.key) for link in read.links}
    said = {(link.meeting.number, folded(link.label), folded(link.title)) for link in read.links}
    kept = sum(
        one.target_id in ids or (one.number, folded(one.label), folded(one.title)) in said
        for one in known
    )
    return kept < max(1, _KEPT * len(known))


def _apply(address: Address, read: PageRead, now: datetime.datetime) -> int:
    """Bring the rows in step with what was read; the number of differences."""
    watched = address.watched
    first = not address.sha256
    lead = lead_of(address)
    if address.role == Address.Role.PAGE:
        _name(watched, read, now)
    before = {one.target_id: one for one in address.lists.select_related("target")}
    links = [link for link in read.links if _wanted(address, link, lead)]
    retitled = _retitled(before, links)
    changes = 0
    for link in links:
        changes += _list(address, link, lead, before, retitled, now, first=first)
    listed = {id_of(link.key) for link in links}
    changes += _is_text_itself(address, read, lead, now, first=first)
    for one in before.values():
        if one.listed and one.target_id not in listed and read.form == "page":
            one.listed = False
            one.save(update_fields=["listed"])
            changes += 1
            if not _is_listed(one.target):
                _left_out(one.target, now)
    return changes + see_meetings(address, read, lead, now, first=first)


def _is_text_itself(
    address: Address, read: PageRead, lead: Listing | None, now: datetime.datetime, *, first: bool
) -> bool:
    """Tell of minutes that are a page: one that lists no document."""
    if lead is None or lead.present or not first or not is_record(lead.label):
        return False
    if any(link.kind != "page" for link in read.links):
        return False
    found(Find.Kind.POSTED, lead.page.watched, lead.page, lead, now, url=shown(address.url))
    return True


def _left_out(target: Address, now: datetime.datetime) -> None:
    """No page lists a target any more. A PDF is asked for; what only a page of a meeting listed
    that is left out itself is listed no more."""
    if target.role == Address.Role.DOCUMENT:
        soon(target, now)
    elif target.role == Address.Role.MEETING:
        listed = list(target.lists.filter(listed=True).select_related("target"))
        target.lists.update(listed=False)
        Address.objects.filter(pk=target.pk).update(due_at=None)
        for one in listed:
            if not _is_listed(one.target):
                _left_out(one.target, now)


def _name(watched: WatchedPage, read: PageRead, now: datetime.datetime) -> None:
    watched.title = tidy(read.title, 500)
    if watched.begun_at is None:
        watched.begun_at = watched.newest_at = now
    watched.save(update_fields=["title", "begun_at", "newest_at"])


def _wanted(address: Address, link: Link, lead: Listing | None) -> bool:
    """Documents; of pages only those that a watched page itself leads to, and those of meetings
    that a list (of a year, within a frame) does."""
    if link.kind != "page":
        return True
    from_list = lead is not None and is_list(lead)
    if host_of(link.address) != address.host:
        return False
    if not (address.role == Address.Role.PAGE or from_list):
        return False
    return not (from_list and is_list(link.meeting))


def _meeting_of(address: Address, link: Link, lead: Listing | None) -> MeetingNamed:
    """The meeting of a link, as far as the page and what led to it tell."""
    named, watched = link.meeting, address.watched
    council = named.council or (lead.council if lead else "") or watched.council
    if watched.council and address.role != Address.Role.MEETING and not named.council:
        council = watched.council
    number, year, date = named.number, named.year, named.date
    if lead is not None and number in (0, lead.number) and not is_list(lead):
        number, year = lead.number or number, year or lead.year
        date = date or lead.date
    return MeetingNamed(tidy(council, 200), min(number, 99_999), year[:30], date)


def _retitled(before: dict[str, Listing], links: list[Link]) -> set[str]:
    """Links whose words have changed, unless those of much of the page have: it was made anew."""
    known = [(before[id_of(link.key)], link) for link in links if id_of(link.key) in before]
    changed = {
        listing.target_id
        for listing, link in known
        if link.kind == "document" and _is_retitled(listing, link)
    }
    return set() if len(changed) >= _FEW and len(changed) > _MANY * len(known) else changed


def _is_retitled(listing: Listing, link: Link) -> bool:
    old, new = folded(listing.title), folded(link.title)
    if not old or not new or old == new:
        return False
    # a label that moved into the words, or out of them
    return folded(listing.label) + old != new and old != folded(link.label) + new


def _list(
    address: Address, link: Link, lead: Listing | None, before: dict[str, Listing],
    retitled: set[str], now: datetime.datetime, *, first: bool,
) -> int:  # fmt: skip
    meeting = _meeting_of(address, link, lead)
    target = _target(address, link, now)
    if target is None:
        return 0
    known = before.get(target.pk)
    listing = known or Listing(page=address, target=target)
    if known is None:
        listing.present = first and not is_news_of(address, lead, meeting)
    news = known is None and not listing.present
    if target.pk in retitled and known is not None and known.before is None:
        listing.before = {"title": known.title, "label": known.label}
        soon(target, now)
    came = known is None or not known.listed
    listing.text = tidy(link.text, 1000)
    listing.council, listing.number, listing.year = meeting.council, meeting.number, meeting.year
    listing.date = meeting.date or listing.date
    listing.label = tidy(link.label, 100) or listing.label
    listing.title = tidy(link.title, 500) or listing.title
    listing.listed = True
    listing.save()
    if target.role == Address.Role.FILE:
        if news and not target.listings.exclude(pk=listing.pk).exists():
            found(Find.Kind.POSTED, address.watched, address, listing, now, url=shown(target.url))
    elif came and target.role != Address.Role.DOCUMENT:
        # a page that is watched itself is looked at when a feed or a list names it
        soon(target, now)
    return int(came)


def _target(address: Address, link: Link, now: datetime.datetime) -> Address | None:
    role = _ROLES[link.kind]
    key = id_of(link.key)
    known = Address.objects.filter(pk=key).first()
    if known is not None:
        if known.url != link.address and len(link.address) <= 2000:
            known.url = link.address
            known.save(update_fields=["url"])
        if known.due_at is None and known.watched.active and known.role != Address.Role.FILE:
            soon(known, now)
        return known
    if len(link.address) > 2000:
        return None
    if role == Address.Role.MEETING:
        pages = Address.objects.filter(watched=address.watched, role=role, listings__listed=True)
        if pages.distinct().count() >= MOST_MEETING_PAGES:
            return None
    return Address.objects.create(
        id=key, url=link.address, host=host_of(link.address)[:255], role=role,
        watched=address.watched, due_at=None if role == Address.Role.FILE else now,
    )  # fmt: skip


_ROLES = {
    "document": Address.Role.DOCUMENT, "page": Address.Role.MEETING, "file": Address.Role.FILE,
}  # fmt: skip


def _is_listed(target: Address) -> bool:
    return target.listings.filter(listed=True).exists()


def address_for(watched: WatchedPage, now: datetime.datetime) -> Address:
    """The address of a watched page itself, due now."""
    key = id_of(key_of(watched.url))
    address, made = Address.objects.get_or_create(
        id=key,
        defaults={
            "url": watched.url, "host": host_of(watched.url)[:255], "role": Address.Role.PAGE,
            "watched": watched, "due_at": now,
        },
    )  # fmt: skip
    if not made and address.role != Address.Role.PAGE:
        # it was followed from another page till now
        address.role, address.watched = Address.Role.PAGE, watched
    address.due_at = now
    address.save(update_fields=["role", "watched", "due_at"])
    return address


__all__ = ["address_for", "id_of", "page_answered", "page_failed", "shown"]
