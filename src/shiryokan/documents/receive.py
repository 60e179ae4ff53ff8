"""Takes in what people hand in: each becomes an Intake row and a job, in one transaction."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import msgspec
from django.db import transaction

from shiryokan.audit.actor import actor
from shiryokan.documents.description import Description
from shiryokan.documents.ingest import store_intake
from shiryokan.documents.models import Intake
from shiryokan.documents.names import safe_name, tidy
from shiryokan.documents.originals import TooManyBytes
from shiryokan.instance import current
from shiryokan.jobs.queues import at_home

_CHUNK = 1 << 20


class Handed(msgspec.Struct, frozen=True):
    """One thing that is handed in. ``source`` is an absolute path or a URL."""

    kind: Intake.Kind
    source: str
    name: str
    description: Description


def handed_file(path: Path, description: Description) -> Handed:
    """A file on this machine."""
    return Handed(Intake.Kind.FILE, str(path.absolute()), safe_name(path.name), description)


def handed_url(url: str, description: Description) -> Handed:
    """A URL, which will be fetched."""
    try:
        path = urlsplit(url).path
    except ValueError:
        # the fetcher refuses it, and says why
        path = ""
    name = safe_name(unquote(PurePosixPath(path).name)) or url
    if not description.source_url:
        description = msgspec.structs.replace(description, source_url=url)
    return Handed(Intake.Kind.URL, url, tidy(name, 255), description)


def receive_upload(stream: BinaryIO, name: str, description: Description) -> Handed:
    """Keep an uploaded stream until it is stored; its name never becomes a path.

    Raises :class:`TooManyBytes` past the limit on uploads, with nothing kept.
    """
    place = current.home().incoming / uuid.uuid4().hex
    place.parent.mkdir(parents=True, exist_ok=True)
    limit, size = current.config().upload_bytes, 0
    try:
        with place.open("xb") as writing:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooManyBytes(limit)
                writing.write(chunk)
            writing.flush()
            os.fsync(writing.fileno())
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return Handed(Intake.Kind.UPLOAD, str(place), safe_name(name) or "document.pdf", description)


def _stored_source(thing: Handed) -> str:
    """An upload is named, not where it lies: the instance may be moved, or be restored
    elsewhere."""
    return Path(thing.source).name if thing.kind == Intake.Kind.UPLOAD else thing.source


def hand_in(things: Iterable[Handed], batch: uuid.UUID | None = None) -> uuid.UUID:
    """Write the things down and queue their first step. From here on none is lost.

    Returns the batch, by which their progress is asked for.
    """
    batch, home = batch or uuid.uuid4(), current.home().id()
    with transaction.atomic():
        for thing in things:
            intake = Intake.objects.create(
                batch=batch,
                kind=thing.kind,
                source=_stored_source(thing),
                name=thing.name,
                description=thing.description.as_data(),
                home=home,
                by=actor(),
            )
            at_home(store_intake).enqueue(str(intake.pk))
    return batch
