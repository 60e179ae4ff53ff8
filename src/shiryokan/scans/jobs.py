"""Reading pictures and holding text layers against them, as jobs behind everything else: some pages
of a document at a time, each kept when it is done, so that a killed worker's job goes on after
them."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task

from shiryokan.documents.guessing import entitle, look_for_publisher
from shiryokan.documents.models import Document
from shiryokan.documents.originals import original_store
from shiryokan.documents.pages import keep_furniture
from shiryokan.documents.signals import document_read
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.models import confirm
from shiryokan.jobs.queues import behind
from shiryokan.jobs.retries import Refusal, Stalled, retried
from shiryokan.jobs.steps import titled
from shiryokan.jobs.worker import is_others_turn
from shiryokan.paper.errors import PaperError, ReaderDied
from shiryokan.paper.model import Summary
from shiryokan.scans import availability
from shiryokan.scans.engine import OpenPictures
from shiryokan.scans.keeping import keep_check, keep_reading
from shiryokan.scans.models import PagePicture
from shiryokan.scans.planning import is_paused, queue, want_checked

PAGES_AT_ONCE = 40
"""Pages of one document between two jobs, which is also when the process that reads them is started
anew: a long document keeps no other waiting for more than some minutes."""
ATTEMPTS = 3
"""How often a page is begun that does not come to an end."""
PATIENCE_SECONDS = 600.0
"""How long a page waits for other jobs that follow one upon another: a library that takes documents
in day and night reads a picture every ten minutes all the same."""
LOOKING_SECONDS = 0.5
"""Between two looks whether other jobs are done: a page takes some four seconds."""
GONE_ON = "picture_given_up"
"""Code of a page whose reading ended its worker each time."""
_log = logging.getLogger(__name__)


@titled(_("画像の読み取り"))
@task(priority=-50)
def read_pictures(document_id: str, attempt: int = 1) -> None:
    """Read pages of a document that are pictures; have records, index and quotes follow."""
    step = behind(read_pictures)
    with retried(step, document_id, attempt, lambda refusal: _give_up(document_id, refusal)):
        document = _document(document_id)
        if document is None or is_paused() or not availability.reads_pictures():
            return
        summary, _ = _work(document, PagePicture.Task.READ)
        with transaction.atomic():
            confirm()
            _follow(document, summary)
            queue(document.pk)


@titled(_("画像との照合"))
@task(priority=-60)
def check_pictures(document_id: str, attempt: int = 1) -> None:
    """Hold the text layer of pages of a document against their pictures."""
    step = behind(check_pictures)
    with retried(step, document_id, attempt, lambda refusal: _give_up(document_id, refusal)):
        document = _document(document_id)
        if document is None or is_paused() or not availability.checks_pictures():
            return
        _, changed = _work(document, PagePicture.Task.CHECK)
        with transaction.atomic():
            confirm()
            if changed:
                # pictures say more than the text, or something else
                _follow(document, None)
            look_for_publisher(document)
            queue(document.pk)


def _document(document_id: str) -> Document | None:
    there = Document.objects.filter(pk=document_id, binned_at=None)
    return there.exclude(state=Document.State.STORED).first()


def _give_up(document_id: str, refusal: Refusal) -> None:
    """What the machine could not do is told beside each page that waits, and can be tried again."""
    waiting = PagePicture.objects.filter(document=document_id, state=PagePicture.State.WAITING)
    waiting.update(state=PagePicture.State.FAILED, error=refusal.code, at=timezone.now())


def _work(document: Document, task: PagePicture.Task) -> tuple[Summary | None, bool]:
    """Read or check some pages; what the file says of itself, if it was opened, and whether a
    page that has its own text is found by other words now."""
    try:
        with original_store().local_copy(document.sha256) as path:
            return _work_on(path, document, task)
    except FileNotFoundError as error:
        raise Stalled("original_missing") from error


def _work_on(path: Path, document: Document, task: PagePicture.Task) -> tuple[Summary | None, bool]:
    rows = list(_waiting(document, task)[:PAGES_AT_ONCE])
    if not rows:
        return None, False
    try:
        opened = OpenPictures(path)
    except ReaderDied:
        # it may have been killed, which says nothing against the file
        raise
    except PaperError as error:
        for row in rows:
            _failed(row, error.code)
        return None, False
    changed = False
    with opened as pictures:
        if task == PagePicture.Task.CHECK and any(row.sampled for row in rows):
            _want_pages_with_pictures(document, pictures)
        for row in rows:
            _let_others_go_first()
            if is_paused():
                break
            changed |= _one(document, row, pictures)
        return pictures.summary, changed


def _let_others_go_first() -> None:
    """Wait until no other job of this home is at work: a niceness leaves them the processor, but
    neither its caches nor the way to the memory."""
    until = time.monotonic() + PATIENCE_SECONDS
    while is_others_turn(current.home().locks) and time.monotonic() < until and not is_paused():
        time.sleep(LOOKING_SECONDS)


def _want_pages_with_pictures(document: Document, pictures: OpenPictures) -> None:
    """Have every page checked that holds a picture which may show words, or is one with a layer of
    earlier recognition: those that stand for others say nothing of it."""
    try:
        numbers = pictures.pages_with_pictures()
    except PaperError as error:
        _log.warning("pictures of %s: %s", document.pk, error.code)
        return
    with transaction.atomic():
        confirm()
        want_checked(document, numbers)


def _waiting(document: Document, task: PagePicture.Task) -> QuerySet[PagePicture]:
    rows = PagePicture.objects.filter(document=document, task=task, state=PagePicture.State.WAITING)
    # those that stand for others alone, so that the next document has its turn with them
    if rows.filter(sampled=True).exists():
        rows = rows.filter(sampled=True)
    # what was begun before and not ended comes last, so that it keeps no other page waiting
    return rows.order_by("attempts", "number")


def _one(document: Document, row: PagePicture, pictures: OpenPictures) -> bool:
    """Read or check one page. What ends the reading process is tried once more and then given
    up. Whether a page that has its own text is found by other words now."""
    if row.attempts >= ATTEMPTS:
        _failed(row, row.error or GONE_ON)
        return False
    # written before it is begun: what takes the worker with it is counted too
    PagePicture.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1)
    began = time.monotonic()
    try:
        if row.task == PagePicture.Task.READ:
            keep_reading(document, row.number, pictures, began)
        else:
            return keep_check(document, row.number, pictures, began)
    except ReaderDied as error:
        PagePicture.objects.filter(pk=row.pk).update(error=error.code)
        row.refresh_from_db()
        if row.attempts < ATTEMPTS - 1:
            return _one(document, row, pictures)
        _failed(row, error.code)
    except PaperError as error:
        _failed(row, error.code)
    return False


def _failed(row: PagePicture, code: str) -> None:
    _log.warning("picture of %s: %s", row, code)
    with transaction.atomic():
        confirm()
        PagePicture.objects.filter(pk=row.pk, state=PagePicture.State.WAITING).update(
            state=PagePicture.State.FAILED, error=code, at=timezone.now()
        )


def _follow(document: Document, summary: Summary | None) -> None:
    """Within a transaction: what is decided of all pages together, and what comes after."""
    there = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    if there is None or there.state == Document.State.STORED:
        return
    keep_furniture(there, {})
    if summary is not None:
        entitle(there, summary.title, summary.author, summary.created)
    Document.objects.filter(pk=there.pk).update(state=Document.State.READ)
    document_read.send(Document, document_id=there.pk)
