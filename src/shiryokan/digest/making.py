"""Makes a digest: what happened is written down as told before any of it is sent.

A digest tells what no digest before it told. Follows are asked from their marks, which move on only
when a digest was delivered, or when there was nothing to tell: what a digest would have said that
could not be delivered is in the next one.
"""

from __future__ import annotations

import datetime
import uuid

import msgspec
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from shiryokan.digest import entries, sending
from shiryokan.digest.entries import Collected
from shiryokan.digest.marks import move_marks
from shiryokan.digest.models import DigestDelivery, Subscriber, ToldHappening
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled


@titled(_("便りづくり"))
@task(priority=1)
def make_digest(subscriber_id: str, attempt: int = 1) -> None:
    """Write the digest of a subscriber down, if there is something to tell, and queue it."""
    with retried(make_digest, subscriber_id, attempt, lambda refusal: _give_up(refusal)):
        subscriber = (
            Subscriber.objects.filter(pk=uuid.UUID(subscriber_id)).select_related("user").first()
        )
        if subscriber is None or not sending.wanted(subscriber) or _one_waits(subscriber):
            return
        collected = entries.untold(subscriber, subscriber.follows.all())
        write(subscriber, collected, timezone.now())


def _give_up(refusal: Refusal) -> None:
    """The marks stay where they are, and the next digest tells it all."""


def _one_waits(subscriber: Subscriber) -> bool:
    """Whether a digest is still to be delivered: what comes after it waits for the next one."""
    return subscriber.deliveries.filter(state=DigestDelivery.State.WAITING).exists()


@transaction.atomic
def write(
    subscriber: Subscriber, collected: Collected, now: datetime.datetime
) -> DigestDelivery | None:
    """Write down what a digest tells, and queue it; None where there is nothing to tell."""
    locked = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if locked is None or _one_waits(locked):
        return None
    # another worker may have been faster
    known = entries.told_of(locked, collected.found)
    fresh = {key: value for key, value in collected.found.items() if key not in known}
    if not fresh:
        move_marks(locked, collected.asked)
        return None
    delivery = DigestDelivery.objects.create(
        subscriber=locked,
        asked=[msgspec.to_builtins(one) for one in collected.asked],
        entries=Collected(collected.asked, fresh).entries(),
        created_at=now,
    )
    ToldHappening.objects.bulk_create(
        [ToldHappening(subscriber=locked, delivery=delivery, key=key) for key in fresh],
        batch_size=500,
    )
    sending.deliver_digest.enqueue(str(delivery.pk))
    return delivery
