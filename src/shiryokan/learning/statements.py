"""Sends answers and completed courses to the record store of the settings (LRS), as they happen.

A statement is a row in the transaction of what it tells of, so that a store that is down, and a
worker that is killed, lose none. It is tried again with growing pauses and, while its store takes
nothing, every six hours for as long as it takes.
"""

from __future__ import annotations

import datetime
import socket
from typing import Any

import msgspec
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django_tasks import task

from shiryokan.delivery.attempts import PAUSES, note_failure, queue_due_again
from shiryokan.delivery.errors import NotDelivered
from shiryokan.fetch import FetchError
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.learning import exporting, record_store
from shiryokan.learning.exchange import xapi
from shiryokan.learning.models import Attempt, Statement, TrainingRecord


def watch() -> None:
    """Notice what is to be told."""
    post_save.connect(_made, sender=Attempt)
    post_save.connect(_made, sender=TrainingRecord)


def _made(
    instance: Attempt | TrainingRecord, created: bool, raw: bool = False, **_signal: object
) -> None:
    """Write down that it is to be told, in its own transaction; not what is restored."""
    if not created or raw or not current.config().lrs_url:
        return
    if isinstance(instance, Attempt):
        row = Statement.objects.create(attempt=instance)
    else:
        row = Statement.objects.create(record=instance)
    transaction.on_commit(lambda: send_statement.enqueue(str(row.pk)))


def look_at_the_clock(now: datetime.datetime | None = None, **_tick: object) -> None:
    """Queue what was not taken and whose time to be tried again has come."""
    queue_due_again(Statement, send_statement, now or timezone.now())


@titled(_("学習記録ストアへの送信"))
@task(priority=-3)
def send_statement(statement_id: str, attempt: int = 1) -> None:
    """Send one statement, which goes when it was taken."""
    with retried(
        send_statement, statement_id, attempt, lambda refusal: _refuse(statement_id, refusal)
    ):
        row = _waiting(statement_id)
        if row is None:
            return
        told = _told(row)
        if told is None:
            # nobody is left to tell it of
            row.delete()
            return
        try:
            _send(told)
        except NotDelivered as error:
            _note_failure(row, error)
        else:
            row.delete()


def _waiting(statement_id: str) -> Statement | None:
    waiting = Statement.objects.filter(pk=statement_id, state=Statement.State.WAITING)
    return waiting.select_related(
        "attempt__user", "attempt__version__exercise__course", "record__user"
    ).first()


def house() -> xapi.House:
    """This instance, as a record store knows it."""
    name = socket.gethostname()
    return xapi.House(current.config().base_url.rstrip("/") or f"http://{name}", name)


def _told(row: Statement) -> dict[str, Any] | None:
    if row.attempt is not None:
        return xapi.answered(exporting.answer_said(row.attempt), house())
    said = exporting.completion_said(row.record) if row.record is not None else None
    return xapi.completed(said, house()) if said is not None else None


def _send(statement: dict[str, Any]) -> None:
    config = current.config()
    if not config.lrs_url:
        raise NotDelivered("lrs_off", final=True)
    body = msgspec.json.encode([statement])
    try:
        record_store.send(config.lrs_url, config.lrs_user, config.lrs_password, [body])
    except FetchError as error:
        raise NotDelivered(error.code, error.details) from error


def _refuse(statement_id: str, refusal: Refusal) -> None:
    row = _waiting(statement_id)
    if row is not None:
        _note_failure(row, NotDelivered(refusal.code, refusal.details))


def _note_failure(row: Statement, error: NotDelivered) -> None:
    now = timezone.now()
    if not note_failure(row, error, now) and not error.final:
        # the pauses are over, and the store is still down: what it is owed stays
        Statement.objects.filter(pk=row.pk).update(
            state=Statement.State.WAITING, next_at=now + PAUSES[-1], ended_at=None
        )
