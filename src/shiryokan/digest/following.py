"""Following and unfollowing; changing when a digest comes; ending it."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.access.readers import reading_as, reading_everything
from shiryokan.delivery.timetable import Timetable, next_moment, timetable
from shiryokan.digest.addresses import account_of, address_of
from shiryokan.digest.errors import NotFollowed
from shiryokan.digest.models import Confirmation, Follow, Frequency, Subscriber
from shiryokan.following.followable import REF_LENGTH, Named, of_kind

MOST_FOLLOWS = 200
"""Follows of one person: each is asked for every digest."""


def table_of(subscriber: Subscriber) -> Timetable:
    """When a subscriber's digests come."""
    table = timetable()
    if subscriber.hour is None:
        return table
    return Timetable(table.zone, subscriber.hour, table.weekday)


def next_of(subscriber: Subscriber, now: datetime.datetime) -> datetime.datetime | None:
    """When the next digest of a subscriber is due; None where none comes."""
    if subscriber.frequency == Frequency.OFF or subscriber.stopped:
        return None
    return next_moment(subscriber.frequency, now, table_of(subscriber))


def found_subscriber(user: User) -> Subscriber | None:
    """The subscriber that an account is, if it follows anything."""
    return Subscriber.objects.filter(user=user).first()


def named_for(kind: str, ref: str, subscriber: Subscriber) -> Named | None:
    """What is to be followed, as the subscriber may see it."""
    followable = of_kind(kind)
    if followable is None or len(ref) > REF_LENGTH or (followable.personal and not subscriber.user):
        return None
    with reading_as(subscriber.reader):
        return followable.named(ref, subscriber.reader)


@transaction.atomic
def subscriber_for(user: User, base: str, language: str) -> Subscriber:
    """The subscriber that an account is. Who followed by the account's address before they had it,
    follows with it from now on."""
    # each person's one after the other: of a button pressed twice comes one
    User.objects.select_for_update().get(pk=user.pk)
    known = Subscriber.objects.filter(user=user).first()
    if known is not None:
        return known
    address = address_of(user)
    if address:
        before = Subscriber.objects.filter(user=None, email__iexact=address).first()
        if before is not None:
            before.user, before.email = user, ""
            before.save(update_fields=["user", "email"])
            return before
    made = Subscriber(user=user, base=base, language=language)
    made.next_at = next_of(made, timezone.now())
    made.save()
    return made


@transaction.atomic
def follow(subscriber: Subscriber, kind: str, ref: str) -> Follow:
    """Follow something from now on; what is followed already is followed once. Raises
    :class:`.NotFollowed` where there is nothing that they may see, or they follow too much."""
    Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    known = subscriber.follows.filter(kind=kind, ref=ref).first()
    if known is not None:
        return known
    followable = of_kind(kind)
    if followable is None or named_for(kind, ref, subscriber) is None:
        raise NotFollowed("follow_unknown")
    if subscriber.follows.count() >= MOST_FOLLOWS:
        raise NotFollowed("follows_many", most=MOST_FOLLOWS)
    with reading_everything():
        mark = followable.mark(ref)
    return Follow.objects.create(
        subscriber=subscriber, kind=kind, ref=ref, mark=mark, next_mark=mark
    )


@transaction.atomic
def unfollow(subscriber: Subscriber, kind: str, ref: str) -> None:
    """Follow something no more. Of whoever has no account and follows nothing more nothing is
    kept."""
    subscriber.follows.filter(kind=kind, ref=ref).delete()
    if subscriber.user_id is None and not subscriber.follows.exists():
        subscriber.delete()


@transaction.atomic
def set_rhythm(
    subscriber: Subscriber, frequency: str, hour: int | None, now: datetime.datetime
) -> None:
    """Say how often, and at what hour, the digest comes. What happened while none came is not told
    afterwards."""
    row = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    was_off = row.frequency == Frequency.OFF
    row.frequency, row.hour = frequency, hour
    row.failures, row.stopped = 0, ""
    row.next_at = next_of(row, now)
    row.save()
    if was_off and row.next_at is not None:
        _begin_anew(row)
    subscriber.refresh_from_db()


def _begin_anew(subscriber: Subscriber) -> None:
    for one in subscriber.follows.all():
        if (followable := of_kind(one.kind)) is not None:
            with reading_everything():
                one.mark = one.next_mark = followable.mark(one.ref)
            one.save(update_fields=["mark", "next_mark"])


@transaction.atomic
def end(subscriber: Subscriber) -> None:
    """Send no digest any more; of whoever has no account nothing is kept."""
    if subscriber.user_id is None:
        subscriber.delete()
        return
    Subscriber.objects.filter(pk=subscriber.pk).update(frequency=Frequency.OFF, next_at=None)


@transaction.atomic
def confirm(confirmation: Confirmation, now: datetime.datetime) -> Subscriber:
    """Whoever has the address says that it is theirs: they follow what they asked for. The address
    of an account follows with that account, so that one person has one digest. Raises
    :class:`.NotFollowed`."""
    user = account_of(confirmation.email)
    if user is not None:
        subscriber = subscriber_for(user, confirmation.base, confirmation.language)
    else:
        subscriber = _outsider(confirmation, now)
    follow(subscriber, confirmation.kind, confirmation.ref)
    return subscriber


def _outsider(confirmation: Confirmation, now: datetime.datetime) -> Subscriber:
    known = Subscriber.objects.filter(user=None, email__iexact=confirmation.email).first()
    if known is not None:
        return known
    made = Subscriber(
        email=confirmation.email, base=confirmation.base, language=confirmation.language
    )
    made.next_at = next_of(made, now)
    made.save()
    return made
