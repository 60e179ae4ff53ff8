"""Sends deliveries, as jobs: each exactly one job at a time, tried again with growing pauses.

A delivery is a row before it is sent and is marked as sent after it was taken. A worker that is
killed between the two sends it once more when it comes back: an alert is rather doubled than
lost. The double has the same Message-ID, or the same ``webhook-id``, by which mail programs and
receivers know it.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from shiryokan.alerts import mail, webhook
from shiryokan.alerts.contents import visible_hits
from shiryokan.alerts.errors import NotDelivered
from shiryokan.alerts.models import Channel, Delivery
from shiryokan.jobs.retries import Refusal, retried

PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""Before each further attempt."""
MOST_FAILURES = 5
"""Deliveries that fail one after the other, each with all its attempts, before a channel is
switched off."""

_NO_FAILURE = ("channel_off", "documents_gone")
"""Why a delivery ends that says nothing against its channel."""


@task(priority=2)
def deliver(delivery_id: str, attempt: int = 1) -> None:
    """Send a delivery, and note what became of it."""
    with retried(deliver, delivery_id, attempt, lambda refusal: _refuse(delivery_id, refusal)):
        waiting = Delivery.objects.filter(pk=delivery_id, state=Delivery.State.WAITING)
        delivery = waiting.select_related("channel__search__owner").first()
        if delivery is None:
            return
        try:
            _send(delivery)
        except NotDelivered as error:
            note_failure(delivery, error, timezone.now())
        else:
            _note_sent(delivery, timezone.now())


def _send(delivery: Delivery) -> None:
    channel = delivery.channel
    wanted = channel.search.owner.is_active and (
        delivery.trial or (channel.on and channel.search.active)
    )
    if not wanted:
        raise NotDelivered("channel_off", final=True)
    if not delivery.trial and not visible_hits(delivery).exists():
        raise NotDelivered("documents_gone", final=True)
    if channel.kind == Channel.Kind.EMAIL:
        mail.send(delivery)
    else:
        webhook.send(delivery)


def _refuse(delivery_id: str, refusal: Refusal) -> None:
    delivery = Delivery.objects.filter(pk=delivery_id, state=Delivery.State.WAITING).first()
    if delivery:
        note_failure(
            delivery, NotDelivered(refusal.code, refusal.details, final=True), timezone.now()
        )


@transaction.atomic
def _note_sent(delivery: Delivery, now: datetime.datetime) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.SENT,
        attempts=F("attempts") + 1,
        ended_at=now,
        error="",
        error_details={},
    )
    Channel.objects.filter(pk=delivery.channel_id).update(failures=0, stopped="")


@transaction.atomic
def note_failure(delivery: Delivery, error: NotDelivered, now: datetime.datetime) -> None:
    """Have the delivery tried again later; or end it, and count the failure."""
    attempts = delivery.attempts + 1
    again = not (error.final or delivery.trial or attempts > len(PAUSES))
    Delivery.objects.filter(pk=delivery.pk).update(
        attempts=attempts,
        error=error.code,
        error_details=error.details,
        state=Delivery.State.WAITING if again else Delivery.State.FAILED,
        next_at=now + PAUSES[attempts - 1] if again else None,
        ended_at=None if again else now,
    )
    if again or delivery.trial or error.code in _NO_FAILURE:
        return
    channel = Channel.objects.select_for_update().get(pk=delivery.channel_id)
    channel.failures += 1
    if channel.failures >= MOST_FAILURES or error.code == "hook_gone":
        channel.on, channel.stopped, channel.waiting_since = False, error.code, None
    channel.save(update_fields=["failures", "on", "stopped", "waiting_since"])


def queue_due_again(now: datetime.datetime) -> None:
    """Queue deliveries that failed and whose time to be tried again has come."""
    # further ahead than any pause is of a clock that was wrong
    come = Q(next_at__lte=now) | Q(next_at__gt=now + 2 * PAUSES[-1])
    due = Delivery.objects.filter(come, state=Delivery.State.WAITING)
    for delivery_id in due.values_list("pk", flat=True):
        with transaction.atomic():
            # of two workers one is the first to change the row, so there is one job
            if due.filter(pk=delivery_id).update(next_at=None):
                deliver.enqueue(str(delivery_id))


@transaction.atomic
def try_channel(channel: Channel) -> Delivery:
    """Queue a message that only tries the channel; one that waits already is enough."""
    waiting = channel.deliveries.filter(trial=True, state=Delivery.State.WAITING).first()
    if waiting:
        return waiting
    delivery = Delivery.objects.create(channel=channel, trial=True)
    deliver.enqueue(str(delivery.pk))
    return delivery


@transaction.atomic
def send_again(delivery: Delivery) -> bool:
    """Queue a delivery that failed once more, from its first attempt; whether it had failed."""
    failed = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED, trial=False)
    if not failed.update(state=Delivery.State.WAITING, attempts=0, next_at=None, ended_at=None):
        return False
    deliver.enqueue(str(delivery.pk))
    return True
