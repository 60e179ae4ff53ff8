"""What the bytes under an address are beside those that are known: new, replaced, moved, gone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction
from django.db.models import Q

from shiryokan.documents.description import Description
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Intake
from shiryokan.documents.receive import hand_in, receive_upload
from shiryokan.jobs.models import confirm
from shiryokan.lookout.alarms import LASTING, LOOKS
from shiryokan.lookout.due import next_look, soon
from shiryokan.lookout.finding import found
from shiryokan.lookout.keys import id_of
from shiryokan.lookout.models import Address, Find, Listing
from shiryokan.lookout.publishers import publisher_of
from shiryokan.lookout.reading.addresses import key_of, shown

if TYPE_CHECKING:
    from shiryokan.documents.receive import Handed
    from shiryokan.fetch import Fetched
    from shiryokan.lookout.asking import Failed

_AGAIN = datetime.timedelta(minutes=1)


def document_answered(
    address_id: str, fetched: Fetched, source: BinaryIO, now: datetime.datetime
) -> None:
    """Keep that a PDF was there, and what its bytes make of it. They are handed in within the same
    transaction as the find, from a file that was synced to disk before."""
    address = Address.objects.select_related("watched").get(pk=address_id)
    handed: Handed | None = None
    other = not fetched.unchanged and fetched.sha256 != address.sha256
    if other and (said := _best(address)) is not None:
        handed = _handed(address, said, fetched, source)
    with transaction.atomic():
        confirm()
        address = Address.objects.select_for_update().select_related("watched").get(pk=address_id)
        old = address.sha256
        address.state, address.error, address.error_details = Address.State.ALIVE, "", {}
        address.failures, address.failing_since, address.checked_at = 0, None, now
        address.etag = fetched.validators.etag[:500]
        address.last_modified = fetched.validators.last_modified[:100]
        if not fetched.unchanged:
            address.sha256, address.size = fetched.sha256, fetched.size
        _judge(address, old, handed, now)
        address.due_at = next_look(address, now)
        successor = _sent_on_to(address, fetched)
        if successor is not None:
            address.due_at = None
        address.save()
        if successor is not None:
            _moved(address, successor, now)
        _settle_others(address, now)


def _sent_on_to(address: Address, fetched: Fetched) -> Address | None:
    """Of an address that no page lists any more: the one to which its server sends on, if that
    waits to be known."""
    target = id_of(key_of(fetched.final_url))
    if target == address.pk or _is_listed(address):
        return None
    waiting = Address.objects.filter(pk=target, sha256=address.sha256, settled=False)
    return waiting.first()


def _best(address: Address) -> Listing | None:
    """Of the places that list an address, the one that says most."""

    def told(one: Listing) -> tuple[bool | int, ...]:
        words = (bool(one.number), bool(one.date), bool(one.label), bool(one.title))
        return (one.listed, *words, -one.pk)

    return max(address.listings.select_related("page__watched"), key=told, default=None)


def _handed(address: Address, said: Listing, fetched: Fetched, source: BinaryIO) -> Handed:
    watched = said.page.watched
    description = Description(
        title=said.title or said.label,
        publisher=publisher_of(watched),
        council=said.council,
        meeting=said.meeting,
        date=said.date,
        source_url=shown(address.url),
        collection=watched.collection.name if watched.collection else "",
        retrieved_at=fetched.fetched_at,
    )
    return receive_upload(source, fetched.file_name or "document.pdf", description)


def _judge(address: Address, old: str, handed: Handed | None, now: datetime.datetime) -> None:
    said = _best(address)
    if said is None:
        return
    if not old:
        _first_bytes(address, said, handed, now)
    elif old != address.sha256:
        _other_bytes(address, said, old, handed, now)
    elif said.before is not None:
        _tell_words(address, said, "", None, now)


def _first_bytes(
    address: Address, said: Listing, handed: Handed | None, now: datetime.datetime
) -> None:
    present = not address.was_absent and not address.listings.filter(present=False).exists()
    if present:
        if address.watched.take_present:
            _take(handed)
        return
    same = _same_bytes(address, said)
    if not same:
        address.changed_at = now
        _find_new(address, said, handed, now)
        return
    if any(_is_listed(one) for one in same):
        return
    # whether they moved here shows when the old address is asked
    address.settled = False
    for one in same:
        soon(one, now)


def _same_bytes(address: Address, said: Listing) -> list[Address]:
    """Other addresses with these bytes, of the same meeting as far as it is told: what is laid
    before another meeting once more is a document of that meeting."""
    others = Address.objects.filter(role=Address.Role.DOCUMENT, sha256=address.sha256)
    others = others.exclude(pk=address.pk)
    if said.number:
        own = Q(listings__number=said.number, listings__council=said.council)
        others = others.filter(own | Q(listings__number=0))
    return list(others.distinct())


def _is_listed(address: Address) -> bool:
    return address.listings.filter(listed=True).exists()


def _find_new(
    address: Address, said: Listing, handed: Handed | None, now: datetime.datetime
) -> None:
    intake = _take(handed)
    _found(Find.Kind.NEW, address, said, now, intake=intake)


def _found(
    kind: Find.Kind, address: Address, said: Listing, now: datetime.datetime,
    *, intake: Intake | None = None, **more: str,
) -> Find:  # fmt: skip
    return found(
        kind, said.page.watched, said.page, said, now, url=shown(address.url),
        sha256=address.sha256, document_id=address.sha256[:DOCUMENT_ID_LENGTH], intake=intake,
        **more,
    )  # fmt: skip


def _take(handed: Handed | None) -> Intake | None:
    """Hand the bytes in. A file of theirs lies in the home already."""
    if handed is None:
        return None
    return Intake.objects.get(batch=hand_in([handed]))


def _other_bytes(
    address: Address, said: Listing, old: str, handed: Handed | None, now: datetime.datetime
) -> None:
    address.changed_at = now
    intake = _take(handed)
    if said.before is not None:
        _tell_words(address, said, old, intake, now)
        return
    _found(
        Find.Kind.REPLACED, address, said, now, intake=intake, old_sha256=old,
        old_document_id=old[:DOCUMENT_ID_LENGTH],
    )  # fmt: skip


def _tell_words(
    address: Address, said: Listing, old: str, intake: Intake | None, now: datetime.datetime
) -> None:
    """The words of a link have changed, and perhaps the bytes with them."""
    before = (said.before or {}).get("title", "")
    _found(
        Find.Kind.RETITLED, address, said, now, intake=intake, old_title=before, old_sha256=old,
        old_document_id=old[:DOCUMENT_ID_LENGTH],
    )  # fmt: skip
    address.listings.exclude(before=None).update(before=None)


@transaction.atomic
def document_failed(address_id: str, failed: Failed, now: datetime.datetime) -> None:
    """Keep that a PDF was not there. It is gone when no page lists it and its server knows of
    nothing there, or when that is so for days although it is listed."""
    confirm()
    address = Address.objects.select_for_update().select_related("watched").get(pk=address_id)
    address.state = Address.State.MISSING if failed.absent else Address.State.TROUBLE
    address.error, address.error_details = failed.code, dict(failed.details)
    address.failures, address.checked_at = address.failures + 1, now
    address.failing_since = address.failing_since or now
    address.due_at = next_look(address, now)
    if not address.sha256:
        address.was_absent = address.was_absent or failed.absent or failed.code == "not_a_pdf"
        if not _is_listed(address):
            # it was never there, and nobody says any more that it is
            address.due_at = None
    elif failed.absent:
        lasting = address.failures >= LOOKS and now - address.failing_since >= LASTING
        if not _is_listed(address) or lasting:
            _gone_or_moved(address, now)
    address.save()


def _gone_or_moved(address: Address, now: datetime.datetime) -> None:
    new = Address.objects.filter(role=Address.Role.DOCUMENT, sha256=address.sha256, settled=False)
    successor = new.order_by("checked_at").first()
    if successor is not None:
        _moved(address, successor, now)
        address.due_at = None
        return
    unseen = Address.objects.filter(
        role=Address.Role.DOCUMENT, watched=address.watched, checked_at=None, due_at__isnull=False
    )
    if unseen.exists():
        # it may stand at an address that has not been asked yet
        address.due_at = now + _AGAIN
        return
    address.due_at = None
    elsewhere = Address.objects.filter(sha256=address.sha256, state=Address.State.ALIVE)
    elsewhere = elsewhere.exclude(pk=address.pk)
    said = _best(address)
    if said is None or elsewhere.exists():
        return
    _found(Find.Kind.GONE, address, said, now)


def _moved(old: Address, new: Address, now: datetime.datetime) -> None:
    Address.objects.filter(pk=new.pk).update(settled=True)
    said = _best(new)
    if said is not None:
        _found(Find.Kind.MOVED, new, said, now, old_url=shown(old.url))


def _settle_others(address: Address, now: datetime.datetime) -> None:
    """Settle addresses that wait for what this one answers: it is there, so that its bytes stand at
    several addresses and moved nowhere."""
    if not address.settled:
        gone = Address.objects.filter(
            role=Address.Role.DOCUMENT, sha256=address.sha256, state=Address.State.MISSING
        )
        if (old := gone.exclude(pk=address.pk).order_by("-checked_at").first()) is not None:
            _moved(old, address, now)
            Address.objects.filter(pk=old.pk).update(due_at=None)
        return
    Address.objects.filter(sha256=address.sha256, settled=False).update(settled=True)
