"""What somebody follows, and what is new of it, as the API shows it."""

from __future__ import annotations

from django.utils import translation

from shiryokan.access.policies import AnyUser
from shiryokan.api.addresses import Addresses
from shiryokan.api.schemas import digest as shape
from shiryokan.digest import entries, following
from shiryokan.digest.entries import Entry
from shiryokan.digest.models import Subscriber
from shiryokan.following.followable import of_kind


def follows(user: AnyUser, addresses: Addresses) -> shape.Follows:
    """What whoever asks follows; nothing of somebody who is not known."""
    subscriber = _subscriber(user)
    rows = list(subscriber.follows.all()) if subscriber else []
    found = []
    for row in rows:
        kind = of_kind(row.kind)
        named = following.named_for(row.kind, row.ref, subscriber) if subscriber else None
        found.append(
            shape.Follow(
                kind=row.kind,
                kind_title=translation.gettext(kind.title) if kind else row.kind,
                ref=row.ref,
                name=named.name if named else "",
                address=addresses.base + named.path if named else "",
                since=row.made_at,
            )
        )
    return shape.Follows(
        frequency=subscriber.frequency if subscriber else "off",
        next_at=subscriber.next_at if subscriber else None,
        items=found,
    )


def digest(user: AnyUser, addresses: Addresses) -> shape.Digest:
    """What the next digest of whoever asks would say if it were made now."""
    subscriber = _subscriber(user)
    if subscriber is None:
        return shape.Digest(total=0, items=[])
    subscriber.language = translation.get_language() or "ja"
    contents = entries.contents(subscriber, entries.untold(subscriber, subscriber.follows.all()))
    return shape.Digest(
        total=contents.total, items=[_entry(each, addresses.base) for each in contents.entries]
    )


def _subscriber(user: AnyUser) -> Subscriber | None:
    if not user.is_authenticated:
        return None
    return Subscriber.objects.filter(user=user.pk).select_related("user").first()


def _entry(entry: Entry, base: str) -> shape.DigestEntry:
    return shape.DigestEntry(
        whats=list(entry.whats),
        title=entry.title,
        context=list(entry.context),
        at=entry.at,
        places=[
            shape.DigestPlace(
                label=each.label,
                words=each.text,
                address=base + each.path if each.path else "",
            )
            for each in entry.excerpts
        ],
        follows=[
            shape.DigestReason(kind_title=each.title, name=each.name, address=base + each.path)
            for each in entry.reasons
        ],
        address=base + entry.path if entry.path else "",
    )
