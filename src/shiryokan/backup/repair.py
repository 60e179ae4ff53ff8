"""Puts right what a check found, out of the originals. Nothing that cannot be made again is ever
deleted: it is put aside into ``lost+found``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from shiryokan.access.models import Collection
from shiryokan.backup.damaged_database import LOST_AND_FOUND, moved
from shiryokan.backup.findings import Finding
from shiryokan.documents.collections import record_collection
from shiryokan.documents.description import Description
from shiryokan.documents.ingest import read_document, store_intake
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import ORIGINAL_MISSING, original_store
from shiryokan.documents.receive import hand_in, handed_file
from shiryokan.instance import current
from shiryokan.jobs.queues import at_home, other_homes
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
            stray = put_aside(Path(finding.about))
            hand_in([handed_file(stray, Description(collection=collection_of_found()))])
        case "put_aside":
            document = Document.everything.get(pk=finding.about)
            put_aside(original_store().path(document.sha256))
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
    at_home(read_document).enqueue(document_id)


@transaction.atomic
def store_anew(intake_id: str) -> None:
    """Have what was handed in stored once more."""
    intake = Intake.objects.select_for_update().get(pk=intake_id)
    Intake.objects.filter(pk=intake_id).update(**_GOING_ON, state=Intake.State.WAITING)
    # its file lies in the home into which it was handed, if that is still there
    home = intake.home if intake.home in other_homes() else current.home().id()
    store_intake.using(queue_name=home).enqueue(intake_id)


def put_aside(path: Path) -> Path:
    """Move a file into ``lost+found``; where it lies then."""
    folder = current.home().folder / LOST_AND_FOUND
    return moved(path, folder)


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
    paths = sorted(current.home().originals.glob("*/*.pdf"))
    known = set(Document.everything.values_list("sha256", flat=True))
    strays = [path for path in paths if path.stem not in known]
    if strays:
        description = Description(collection=collection_of_found())
        hand_in(handed_file(path, description) for path in strays)
    return len(strays)
