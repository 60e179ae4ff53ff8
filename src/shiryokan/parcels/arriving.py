"""Parcels that were sent in the browser: kept until somebody has looked at them and decided, then
taken by a worker of this home."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from shiryokan.audit.actor import acting, actor_of
from shiryokan.documents.batches import report
from shiryokan.documents.incoming import parcels
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.instance.signing import key_text
from shiryokan.jobs.queues import near_originals
from shiryokan.jobs.retries import Stalled, retried
from shiryokan.jobs.steps import titled
from shiryokan.parcels import documents, taking
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.keys import accepted_keys
from shiryokan.parcels.models import ArrivedParcel, TakenThing
from shiryokan.parcels.opening import Parcel, opened
from shiryokan.parcels.seal import seal_of

KEPT = datetime.timedelta(days=7)
"""A file about which nobody decided is kept so long."""

State = ArrivedParcel.State


class Prospect(msgspec.Struct, frozen=True):
    """What taking a parcel would do with a thing in it: ``new`` it comes in, ``update`` a newer one
    takes its place, ``same`` it is here and stays, ``refused`` it was changed here and stays."""

    kind: TakenThing.Kind
    title: str
    what: str


def name_of(row: ArrivedParcel) -> str:
    """The name under which its file waits."""
    return f"{row.pk.hex}.parcel"


def keep(stream: BinaryIO, name: str, user: User) -> ArrivedParcel:
    """Keep what was sent. Raises
    :class:`shiryokan.documents.originals.TooManyBytes`, with nothing kept."""
    _forget_old()
    row = ArrivedParcel(file_name=name[:255], home=current.home().id(), by=user)
    parcels().keep(stream, current.config().upload_bytes, name_of(row))
    row.save()
    return row


def _forget_old() -> None:
    # what is being taken is needed still
    old = ArrivedParcel.objects.filter(at__lt=timezone.now() - KEPT, home=current.home().id())
    for row in old.exclude(state=State.TAKING):
        discard(row)


def discard(row: ArrivedParcel) -> None:
    """Forget a parcel that nobody took."""
    parcels().remove(name_of(row))
    row.delete()


@contextlib.contextmanager
def _open(row: ArrivedParcel) -> Iterator[Parcel]:
    with _local(row) as place:
        try:
            with opened(place, accepted_keys()) as parcel:
                yield parcel
        except ParcelError as error:
            # people know it by the name that it was sent under
            if error.details.get("file") == place.name:
                error.details["file"] = row.file_name
            raise


@contextlib.contextmanager
def _local(row: ArrivedParcel) -> Iterator[Path]:
    with contextlib.ExitStack() as held:
        try:
            place = held.enter_context(parcels().local_file(name_of(row)))
        except FileNotFoundError as error:
            raise ParcelError("parcel_gone", file=row.file_name) from error
        yield place


def key_in(row: ArrivedParcel) -> str:
    """The public key with which it says that it was sealed, as text: to be compared before it is
    accepted. Raises :class:`ParcelError`."""
    with _local(row) as place, place.open("rb") as file:
        return key_text(seal_of(file, row.file_name).public)


def look(row: ArrivedParcel, user: User) -> tuple[Parcel, list[Prospect]]:
    """Check the seal and every byte, and tell what taking it would do; nothing is done. The parcel
    is closed again: its manifest alone is to be read. Raises :class:`ParcelError`."""
    with _open(row) as parcel:
        return parcel, _prospects(parcel, user)


def _prospects(parcel: Parcel, user: User) -> list[Prospect]:
    manifest = parcel.manifest
    here = documents.known([documents.id_of(each) for each in manifest.documents])
    found = [
        Prospect(
            TakenThing.Kind.DOCUMENT, each.title or each.file_name,
            "same" if documents.id_of(each) in here else "new",
        )
        for each in manifest.documents
    ]  # fmt: skip
    return found + [Prospect(*each) for each in taking.tried(parcel, user)]


def begin(row: ArrivedParcel, collection: str = "") -> None:
    """Have a parcel taken that somebody looked at; once, however often it is pressed."""
    with transaction.atomic():
        won = ArrivedParcel.objects.filter(pk=row.pk, state=State.ARRIVED).update(
            state=State.TAKING, collection=collection
        )
        if won:
            near_originals(take_arrived).enqueue(str(row.pk))


@titled(_("届いた荷物の確かめ"))
@task(priority=1)
def take_arrived(arrived_id: str, attempt: int = 1) -> None:
    """Hand the documents of a parcel in; what is written of them follows when these are there."""
    with retried(take_arrived, arrived_id, attempt, lambda why: _fail(arrived_id, why.code)):
        row = ArrivedParcel.objects.filter(pk=arrived_id, state=State.TAKING).first()
        if row is None:
            return
        try:
            with acting(actor_of(row.by)), _open(row) as parcel:
                taking.note_down(parcel)
                if row.batch is None:
                    row.batch = documents.hand_in_from(parcel, row.collection)
                    row.save(update_fields=["batch"])
        except ParcelError as error:
            _end(row, State.FAILED, [error])
            return
        near_originals(write_arrived).enqueue(arrived_id)


@titled(_("届いた荷物の取り込み"))
@task(priority=-10)
def write_arrived(arrived_id: str, attempt: int = 1) -> None:
    """Put the articles and courses of a parcel in. Behind all that is done for documents, so that
    what they quote is there."""
    with retried(write_arrived, arrived_id, attempt, lambda why: _fail(arrived_id, why.code)):
        row = ArrivedParcel.objects.filter(pk=arrived_id, state=State.TAKING).first()
        if row is None:
            return
        if row.batch is not None and not report(row.batch).at_rest:
            raise Stalled("parcel_documents")
        try:
            with acting(actor_of(row.by)), _open(row) as parcel:
                written = taking.write(parcel, taking.note_down(parcel), row.by)
        except ParcelError as error:
            _end(row, State.FAILED, [error])
            return
        row.articles, row.courses = written.articles, written.courses
        _end(row, State.TAKEN, written.refused)


def _fail(arrived_id: str, code: str) -> None:
    ArrivedParcel.objects.filter(pk=arrived_id, state=State.TAKING).update(
        state=State.FAILED, refused=[{"code": code, "details": {}}], ended_at=timezone.now()
    )


def _end(row: ArrivedParcel, state: ArrivedParcel.State, refused: Sequence[ParcelError]) -> None:
    row.state, row.ended_at = state, timezone.now()
    row.refused = [{"code": each.code, "details": each.details} for each in refused]
    row.save()
    parcels().remove(name_of(row))
