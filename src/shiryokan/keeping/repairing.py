"""Puts right what a check found, out of the originals. Nothing that cannot be made again is ever
deleted: it is put aside into ``lost+found``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from shiryokan.keeping.broken import LOST_AND_FOUND, moved
from shiryokan.keeping.findings import Finding
from shiryokan.library import house
from shiryokan.library.given import Given
from shiryokan.library.models import Document, Intake
from shiryokan.library.receiving import hand_in, handed_file
from shiryokan.library.steps import read_document, store_intake
from shiryokan.search.indexing import queue_indexing, rebuild


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
            _read_anew(finding.about)
        case "index":
            queue_indexing(finding.about)
        case "store":
            _store_anew(finding.about)
        case "take_in":
            stray = put_aside(Path(finding.about))
            hand_in([handed_file(stray, Given())])
        case "put_aside":
            document = Document.everything.get(pk=finding.about)
            put_aside(house.originals().path(document.sha256))
        case "drop":
            Path(finding.about).unlink(missing_ok=True)
        case _:
            return False
    return True


@transaction.atomic
def _read_anew(document_id: str) -> None:
    document = Document.everything.select_for_update().get(pk=document_id)
    if not house.originals().has(document.sha256):
        return
    document.pages.all().delete()
    Document.everything.filter(pk=document_id).update(state=Document.State.STORED, pages_read=0)
    read_document.enqueue(document_id)


@transaction.atomic
def _store_anew(intake_id: str) -> None:
    Intake.objects.filter(pk=intake_id).update(state=Intake.State.WAITING)
    store_intake.enqueue(intake_id)


def put_aside(path: Path) -> Path:
    """Move a file into ``lost+found``; where it lies then."""
    folder = house.home().folder / LOST_AND_FOUND
    return moved(path, folder)


def take_in_all() -> int:
    """Hand in every original of the store: after a database was lost, this is what there is."""
    paths = sorted(house.home().originals.glob("*/*.pdf"))
    known = set(Document.everything.values_list("sha256", flat=True))
    strays = [path for path in paths if path.stem not in known]
    if strays:
        hand_in(handed_file(path, Given()) for path in strays)
    return len(strays)
