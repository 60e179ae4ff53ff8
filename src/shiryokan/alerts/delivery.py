"""Sends deliveries, as jobs: each exactly one job at a time, tried again with growing pauses
(:mod:`shiryokan.delivery.attempts`). A double has the same Message-ID, or the same ``webhook-id``,
by which mail programs and receivers know it.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from shiryokan.alerts import mail, webhook
from shiryokan.alerts.contents import visible_hits
from shiryokan.alerts.models import Channel, Delivery
from shiryokan.delivery import attempts
from shiryokan.delivery.attempts import MOST_FAILURES
from shiryokan.delivery.errors import NotDelivered
from shiryokan.delivery.mail import send as send_letter
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled

_NO_FAILURE = ("channel_off", "documents_gone")
"""Why a delivery ends that says nothing against its channel."""


@titled(_("お知らせの送信"))
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
        send_letter(mail.letter(delivery))
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
    attempts.note_sent(delivery, now)
    Channel.objects.filter(pk=delivery.channel_id).update(failures=0, stopped="")


@transaction.atomic
def note_failure(delivery: Delivery, error: NotDelivered, now: datetime.datetime) -> None:
    """Have the delivery tried again later; or end it, and count the failure."""
    again = attempts.note_failure(delivery, error, now, once=delivery.trial)
    if again or delivery.trial or error.code in _NO_FAILURE:
        return
    channel = Channel.objects.select_for_update().get(pk=delivery.channel_id)
    channel.failures += 1
    if channel.failures >= MOST_FAILURES or error.code == "hook_gone":
        channel.on, channel.stopped, channel.waiting_since = False, error.code, None
    channel.save(update_fields=["failures", "on", "stopped", "waiting_since"])


def queue_due_again(now: datetime.datetime) -> None:
    """Queue deliveries that failed and whose time to be tried again has come."""
    attempts.queue_due_again(Delivery, deliver, now)


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
