"""Puts right what a check found, out of the originals. Nothing that cannot be made again is ever
deleted: it is put aside into ``lost+found``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from shiryokan.access.models import Collection
from shiryokan.backup.damaged_database import LOST_AND_FOUND, free_place
from shiryokan.backup.findings import Finding
from shiryokan.documents.collections import record_collection
from shiryokan.documents.description import Description
from shiryokan.documents.incoming import incoming
from shiryokan.documents.ingest import read_document, store_intake
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import ORIGINAL_MISSING, FolderOriginals, original_store
from shiryokan.documents.picture_store import picture_store
from shiryokan.documents.receive import Handed, hand_in, handed_file, receive_upload
from shiryokan.instance import current
from shiryokan.jobs.queues import near_originals, other_homes
from shiryokan.jobs.retries import INTERNAL
from shiryokan.search.indexing import queue_indexing, rebuild

FOUND = "戻した原本"
"""Name of the collection for originals that were found without a row."""


_GOING_ON: dict[str, Any] = {"error": "", "error_details": {}, "ended_at": None}


def repair(findings: Iterable[Finding]) -> int:
    """Do, or queue, what each finding needs; how many there is something to do about."""
    done = 0
    every = list(findings)
    for finding in every:
        done += _repaired(finding)
    if any(finding.remedy == "reindex" for finding in every):
        for _document in rebuild():
            pass
        done += 1
    return done


def _repaired(finding: Finding) -> bool:
    match finding.remedy:
        case "read":
            read_anew(finding.about)
        case "index":
            queue_indexing(finding.about)
        case "store":
            store_anew(finding.about)
        case "take_in":
            take_in(finding.about)
        case "put_aside":
            document = Document.everything.get(pk=finding.about)
            put_aside(document.sha256)
        case "drop_pictures":
            if pictures := picture_store():
                pictures.forget(finding.about)
        case "drop_upload":
            incoming().remove(finding.about)
        case "drop":
            Path(finding.about).unlink(missing_ok=True)
        case _:
            return False
    return True


@transaction.atomic
def read_anew(document_id: str) -> None:
    """Have a document read from the beginning, its pages being of no use."""
    document = Document.everything.select_for_update().get(pk=document_id)
    if not original_store().has(document.sha256):
        return
    document.pages.all().delete()
    Document.everything.filter(pk=document_id).update(
        state=Document.State.STORED, pages_read=0, home=current.home().id()
    )
    held_up = document.intakes.filter(error__in=(INTERNAL, ORIGINAL_MISSING))
    held_up.update(**_GOING_ON, state=Intake.State.READING)
    near_originals(read_document).enqueue(document_id)


@transaction.atomic
def store_anew(intake_id: str) -> None:
    """Have what was handed in stored once more."""
    intake = Intake.objects.select_for_update().get(pk=intake_id)
    Intake.objects.filter(pk=intake_id).update(**_GOING_ON, state=Intake.State.WAITING)
    # its file lies in the home into which it was handed, if that is still there
    if intake.kind == Intake.Kind.FILE:
        home = intake.home if intake.home in other_homes() else current.home().id()
        store_intake.using(queue_name=home).enqueue(intake_id)
    else:
        near_originals(store_intake, intake.home).enqueue(intake_id)


def put_aside(sha256: str) -> Path:
    """Move the bytes of an original into ``lost+found``, whatever they are; where they lie then."""
    place = free_place(current.home().folder / LOST_AND_FOUND, f"{sha256}.pdf")
    original_store().take_out(sha256, place)
    return place


def take_in(sha256: str) -> None:
    """Hand in an original that no row names. In a bucket it stays where it is: it might be another
    instance's."""
    store, description = original_store(), Description(collection=collection_of_found())
    if store.shared and store.digest(sha256) == sha256:
        with store.open(sha256) as file:
            hand_in([receive_upload(file, f"{sha256}.pdf", description)])
    else:
        hand_in([handed_file(put_aside(sha256), description)])


@transaction.atomic
def collection_of_found() -> str:
    """The collection for originals of which no row says who may see them: they may have been for
    a few only, or in the bin, so that only administrators see them until they are put elsewhere.
    One that was opened since is left alone, and another takes its place."""
    number, name = 1, FOUND
    while True:
        collection, new = Collection.objects.get_or_create(
            name=name, defaults={"visibility": Collection.GROUPS}
        )
        if new:
            record_collection(collection)
        if collection.visibility == Collection.GROUPS and not collection.groups.exists():
            return name
        number += 1
        name = f"{FOUND} {number}"


def take_in_all() -> int:
    """Hand in every original of the store: after a database was lost, this is what there is."""
    known = set(Document.everything.values_list("sha256", flat=True))
    strays = [each.name for each in original_store().list() if each.name not in known]
    if strays:
        description = Description(collection=collection_of_found())
        hand_in(_from_store(sha256, description) for sha256 in strays)
    return len(strays)


def _from_store(sha256: str, description: Description) -> Handed:
    store = original_store()
    if isinstance(store, FolderOriginals):
        return handed_file(store.path(sha256), description)
    with store.open(sha256) as file:
        return receive_upload(file, f"{sha256}.pdf", description)
