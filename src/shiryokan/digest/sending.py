"""Sends digests and the mails that ask whether an address is somebody's, as jobs: tried again with
growing pauses, a double under the same Message-ID (:mod:`shiryokan.delivery.attempts`)."""

from __future__ import annotations

import datetime
import uuid

import msgspec
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from shiryokan.delivery import attempts, mail
from shiryokan.delivery.attempts import MOST_FAILURES
from shiryokan.delivery.errors import NotDelivered
from shiryokan.digest import entries, letters
from shiryokan.digest.addresses import email_of
from shiryokan.digest.entries import Asked
from shiryokan.digest.marks import move_marks
from shiryokan.digest.models import Confirmation, DigestDelivery, Frequency, Subscriber
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled

_NO_FAILURE = ("digest_off", "digest_empty")
"""Why a digest ends that says nothing against its address."""


def wanted(subscriber: Subscriber) -> bool:
    """Whether a digest is to be sent to somebody at all."""
    active = subscriber.user is None or subscriber.user.is_active
    return active and subscriber.frequency != Frequency.OFF and not subscriber.stopped


@titled(_("便りの送信"))
@task(priority=2)
def deliver_digest(delivery_id: str, attempt: int = 1) -> None:
    """Send a digest, and note what became of it."""
    with retried(
        deliver_digest, delivery_id, attempt, lambda refusal: _refuse(delivery_id, refusal)
    ):
        waiting = DigestDelivery.objects.filter(pk=uuid.UUID(delivery_id))
        delivery = (
            waiting.filter(state=DigestDelivery.State.WAITING)
            .select_related("subscriber__user")
            .first()
        )
        if delivery is None:
            return
        try:
            _send(delivery)
        except NotDelivered as error:
            note_failure(delivery, error, timezone.now())
        else:
            _note_sent(delivery, timezone.now())


def _send(delivery: DigestDelivery) -> None:
    subscriber = delivery.subscriber
    if not wanted(subscriber):
        raise NotDelivered("digest_off", final=True)
    if not email_of(subscriber):
        raise NotDelivered("digest_no_address", final=True)
    collected = entries.told_by(delivery)
    if not collected.found:
        raise NotDelivered("digest_empty", final=True)
    told = entries.contents(subscriber, collected)
    mail.send(letters.digest(delivery, told))


def _refuse(delivery_id: str, refusal: Refusal) -> None:
    waiting = DigestDelivery.objects.filter(
        pk=uuid.UUID(delivery_id), state=DigestDelivery.State.WAITING
    )
    if (delivery := waiting.first()) is not None:
        error = NotDelivered(refusal.code, refusal.details, final=True)
        note_failure(delivery, error, timezone.now())


@transaction.atomic
def _note_sent(delivery: DigestDelivery, now: datetime.datetime) -> None:
    if not attempts.note_sent(delivery, now):
        return
    Subscriber.objects.filter(pk=delivery.subscriber_id).update(failures=0)
    move_marks(delivery.subscriber, [msgspec.convert(each, Asked) for each in delivery.asked])


@transaction.atomic
def note_failure(delivery: DigestDelivery, error: NotDelivered, now: datetime.datetime) -> None:
    """Have the digest tried again later; or end it, so that the next one tells it, and count the
    failure."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=delivery.subscriber_id).first()
    if subscriber is None or attempts.note_failure(delivery, error, now):
        return
    delivery.told.all().delete()
    if error.code in _NO_FAILURE:
        return
    subscriber.failures += 1
    if subscriber.failures >= MOST_FAILURES:
        subscriber.stopped, subscriber.next_at = error.code, None
    subscriber.save(update_fields=["failures", "stopped", "next_at"])


@titled(_("便りの宛先の確認メール"))
@task(priority=2)
def deliver_confirmation(confirmation_id: str, attempt: int = 1) -> None:
    """Send the mail that asks whether an address is somebody's."""
    with retried(deliver_confirmation, confirmation_id, attempt, lambda refusal: _give_up(refusal)):
        waiting = Confirmation.objects.filter(pk=uuid.UUID(confirmation_id))
        confirmation = waiting.filter(state=Confirmation.State.WAITING).first()
        if confirmation is None:
            return
        try:
            letter = letters.confirmation(confirmation)
            if letter is None:
                raise NotDelivered("follow_unknown", final=True)
            mail.send(letter)
        except NotDelivered as error:
            attempts.note_failure(confirmation, error, timezone.now())
        else:
            attempts.note_sent(confirmation, timezone.now())


def _give_up(refusal: Refusal) -> None:
    """Whoever asked can ask again."""
