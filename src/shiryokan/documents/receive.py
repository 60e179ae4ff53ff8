"""Takes in what people hand in: each becomes an Intake row and a job, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import msgspec
from django.db import transaction

from shiryokan.audit.actor import actor
from shiryokan.documents.description import Description
from shiryokan.documents.incoming import incoming
from shiryokan.documents.ingest import near_intake, store_intake
from shiryokan.documents.models import Intake
from shiryokan.documents.names import safe_name, tidy
from shiryokan.documents.originals import TooManyBytes, original_store
from shiryokan.instance import current


class Handed(msgspec.Struct, frozen=True):
    """One thing that is handed in. ``source`` is an absolute path, a URL, or the name under which
    an upload waits."""

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

    Raises :class:`TooManyBytes` past the limit on uploads, and
    :class:`.store_errors.StoreUnavailable`, with nothing kept.
    """
    kept = incoming().keep(stream, current.config().upload_bytes)
    return Handed(Intake.Kind.UPLOAD, kept, safe_name(name) or "document.pdf", description)


def _within_reach(thing: Handed) -> Handed:
    """A file of this machine as an upload, where any worker may take it. What cannot be read stays
    what it is, so that its refusal says why."""
    if thing.kind != Intake.Kind.FILE or not original_store().shared:
        return thing
    try:
        with Path(thing.source).open("rb") as file:
            kept = incoming().keep(file, current.config().upload_bytes)
    except (TooManyBytes, FileNotFoundError, IsADirectoryError, PermissionError):
        return thing
    return msgspec.structs.replace(thing, kind=Intake.Kind.UPLOAD, source=kept)


def hand_in(things: Iterable[Handed], batch: uuid.UUID | None = None) -> uuid.UUID:
    """Write the things down and queue their first step. From here on none is lost.

    Returns the batch, by which their progress is asked for. Raises
    :class:`.store_errors.StoreUnavailable`, with nothing handed in.
    """
    batch, home = batch or uuid.uuid4(), current.home().id()
    reached = [_within_reach(thing) for thing in things]
    with transaction.atomic():
        for thing in reached:
            intake = Intake.objects.create(
                batch=batch,
                kind=thing.kind,
                source=thing.source,
                name=thing.name,
                description=thing.description.as_data(),
                home=home,
                by=actor(),
            )
            near_intake(store_intake, intake).enqueue(str(intake.pk))
    return batch
