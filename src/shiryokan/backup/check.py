"""Looks whether the instance is whole: originals, pages, index, jobs, files.

What is under way is no fault: whatever a job that is still to come will put right is passed over.
"""

from __future__ import annotations

import datetime
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shiryokan.audit.models import first_break
from shiryokan.backup.files import Progress, silent
from shiryokan.backup.findings import Finding
from shiryokan.documents.incoming import incoming
from shiryokan.documents.ingest import UPLOAD_MISSING
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import Listed, original_store
from shiryokan.documents.pages import page_from_row
from shiryokan.documents.picture_store import picture_store
from shiryokan.instance import current
from shiryokan.jobs.queues import other_homes
from shiryokan.jobs.retries import INTERNAL
from shiryokan.records.models import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.search.engine import IndexAway, IndexBusy, IndexDamaged
from shiryokan.search.indexing import engine, records_in_index
from shiryokan.search.kinds import PAGE

LEFT_OVER = datetime.timedelta(days=1)
"""Files that wait longer than this wait for nothing."""
_MAY_BE_COMING = 60.0
"""Seconds within which bytes that were put get their row."""
_STATES = Document.State


def check(*, quick: bool = False, progress: Progress = silent) -> Iterator[Finding]:
    """Everything that is not as it should be. ``quick`` does not read originals and pages through:
    it only looks whether they are there."""
    yield from _database(quick)
    if not quick:
        yield from _entries()
    under_way, elsewhere = unfinished(), other_homes()
    documents = list(Document.everything.order_by("pk").defer("outline"))
    # what comes while documents are looked at has its row after this list was made
    began = time.time()
    there = {each.name: each for each in original_store().list()}
    for number, document in enumerate(documents):
        progress(number, len(documents))
        yield from _original(document, there.get(document.sha256), elsewhere, quick)
        yield from _pages(document, under_way, quick)
    yield from _intakes(under_way)
    yield from _index(documents, under_way)
    known = {document.sha256 for document in documents}
    leaving = {key for step, key in under_way if step in ("forget_original", "forget_in_bucket")}
    for each in there.values():
        if each.name not in known | leaving and each.at < began - _MAY_BE_COMING:
            yield Finding(code="check_stray", about=each.name, remedy="take_in")
    yield from _pictures_of_nothing(known | leaving)
    yield from _left_over()


def _entries() -> Iterator[Finding]:
    wrong = first_break()
    if wrong is not None:
        yield Finding(code=f"check_audit_{wrong.why}", about=str(wrong.number))


def unfinished() -> set[tuple[str, str]]:
    """The jobs that are still to come or being done: the name of the step, and of what."""
    states = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    rows = DBTaskResult.objects.filter(status__in=states).values_list("task_path", "args_kwargs")
    return {
        (path.rpartition(".")[2], str(call["args"][0])) for path, call in rows if call.get("args")
    }


def _database(quick: bool) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check" if quick else "PRAGMA integrity_check")
            answer = [row[0] for row in cursor.fetchall()]
            if answer != ["ok"]:
                yield Finding(code="check_database", about=answer[0][:200])
            cursor.execute("PRAGMA foreign_key_check")
            loose = {row[0] for row in cursor.fetchall()}
            for table in sorted(loose):
                yield Finding(code="check_loose_rows", about=table)


def _original(
    document: Document, there: Listed | None, elsewhere: set[str], quick: bool
) -> Iterator[Finding]:
    about, store = {"title": document.title}, original_store()
    if there is None and not store.has(document.sha256):
        if document.home in elsewhere and not store.shared:
            # a check in that home looks at it
            return
        yield Finding(code="check_original_missing", about=document.pk, details=about)
    elif (there is not None and there.size != document.size) or (
        not quick and store.digest(document.sha256) != document.sha256
    ):
        yield Finding(
            code="check_original_damaged", about=document.pk, remedy="put_aside", details=about
        )


def _pages(document: Document, under_way: set[tuple[str, str]], quick: bool) -> Iterator[Finding]:
    about = {"title": document.title}
    if document.state == _STATES.STORED:
        if ("read_document", document.pk) not in under_way:
            yield Finding(code="check_not_read", about=document.pk, remedy="read", details=about)
        return
    held = document.pages.aggregate(count=Count("pk"), last=Max("number"))
    right = held["count"] == document.page_count == (held["last"] or 0)
    if right and not quick:
        right = all(map(_is_whole, document.pages.iterator(100)))
    if not right:
        yield Finding(code="check_pages", about=document.pk, remedy="read", details=about)
    elif (
        document.state == _STATES.READ
        and document.binned_at is None
        and not {
            ("index_document", document.pk),
            ("structure_document", document.pk),
        }
        & under_way
    ):
        yield Finding(code="check_not_indexed", about=document.pk, remedy="index", details=about)


def _is_whole(row: object) -> bool:
    try:
        page_from_row(row)  # type: ignore[arg-type]
    except (zlib.error, msgspec.MsgspecError, KeyError, TypeError):
        return False
    return True


def _wanted() -> QuerySet[Intake]:
    """What waits for its end, and uploads that were given up by the fault of the instance."""
    given_up = Q(error=INTERNAL, kind=Intake.Kind.UPLOAD, document=None)
    return Intake.objects.filter(~Q(state__in=Intake.ENDED) | given_up)


def _intakes(under_way: set[tuple[str, str]]) -> Iterator[Finding]:
    for intake in _wanted().select_related("document"):
        document = intake.document
        if ("reread_document", str(intake.pk)) in under_way:
            continue
        if document is None:
            if intake.error == UPLOAD_MISSING:
                yield Finding(
                    code="check_upload_missing", about=str(intake.pk),
                    details={"title": intake.name},
                )  # fmt: skip
            elif ("store_intake", str(intake.pk)) not in under_way:
                yield Finding(
                    code="check_intake", about=str(intake.pk), remedy="store",
                    details={"title": intake.name},
                )  # fmt: skip
        elif document.state == _STATES.INDEXED:
            yield Finding(
                code="check_intake_open", about=document.pk, remedy="index",
                details={"title": intake.name},
            )  # fmt: skip


def _index(documents: list[Document], under_way: set[tuple[str, str]]) -> Iterator[Finding]:
    changing = {key for step, key in under_way if step in ("index_document", "remove_document")}
    try:
        opened = engine()
        pages, records = 0, _records_by_document()
        for document in documents:
            if document.state != _STATES.INDEXED or document.binned_at is not None:
                continue
            if document.pk in changing:
                continue
            has = opened.pages_of(document.pk)
            pages += has
            if has != document.page_count:
                yield Finding(
                    code="check_index", about=document.pk, remedy="index",
                    details={"title": document.title, "has": has, "pages": document.page_count},
                )  # fmt: skip
        if not changing and not under_way:
            expected = sum(records.values())
            if opened.count(PAGE) != pages or records_in_index() != expected:
                yield Finding(code="check_index_whole", about="index", remedy="reindex")
    except IndexDamaged as error:
        yield Finding(code="check_index_damaged", about=str(error)[:200], remedy="reindex")
    except (IndexBusy, IndexAway):
        yield Finding(code="check_index_busy", about="index")


def _records_by_document() -> dict[str, int]:
    rows = Record.objects.filter(
        register__in=REGISTERS, document__state=_STATES.INDEXED, document__binned_at=None
    )
    return dict(rows.order_by().values_list("document").annotate(count=Count("pk")))


def _pictures_of_nothing(known: set[str]) -> Iterator[Finding]:
    pictures = picture_store()
    for sha256 in pictures.documents() if pictures else ():
        if sha256 not in known:
            yield Finding(code="check_pictures_left", about=sha256, remedy="drop_pictures")


def _left_over() -> Iterator[Finding]:
    home, old = current.home(), time.time() - LEFT_OVER.total_seconds()
    waiting = {Path(source).name for source in _wanted().values_list("source", flat=True)}
    for each in incoming().list():
        if each.name not in waiting and each.at < old:
            yield Finding(code="check_left_over", about=each.name, remedy="drop_upload")
    for folder, pattern in (
        (home.originals, ".part-*"),
        (home.copies, "**/.part-*"),
        (home.pictures, "*/*/.part-*"),
    ):
        for path in _left(folder.glob(pattern), old):
            yield Finding(code="check_left_over", about=str(path), remedy="drop")


def _left(paths: Iterator[Path], before: float) -> Iterator[Path]:
    for path in paths:
        try:
            if path.is_file() and path.stat().st_mtime < before:
                yield path
        except FileNotFoundError:
            continue
