"""Reads documents for limits, keeps them, and judges whether they still hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import task

from shiryokan.access.readers import reading_all_but_the_bin, reading_everything
from shiryokan.deadlines.models import DocumentDeadline
from shiryokan.deadlines.reading import SIGNS, limits_on
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n import message as _
from shiryokan.japanese.codepoints import without_nul
from shiryokan.jobs.queues import enqueue_unless_waiting
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.paper.model import Box
from shiryokan.quotes.library import Library
from shiryokan.quotes.quote import Quote, quote_of
from shiryokan.quotes.watching import Watched, batches

WATCHED = Watched(lambda: DocumentDeadline.objects.all(), "cause_document", lambda: _job())
"""All limits."""
MOST_OF_A_DOCUMENT = 2000


def _signed() -> Q:
    found = Q()
    for sign in SIGNS:
        found |= Q(text__contains=sign)
    return found


def document_read(document_id: str, **_signal: object) -> None:
    """Queue the reading of a document that may set a limit, or did."""
    with reading_everything():
        known = DocumentDeadline.objects.filter(document=document_id).exists()
        pages = Page.objects.filter(_signed(), document=document_id)
        if not known and not pages.exists():
            return
    enqueue_unless_waiting(read_deadlines, document_id)


def document_removed(document_id: str, **_signal: object) -> None:
    """Queue what stood otherwise because of it; its own go with it."""
    WATCHED.document_changed(document_id)


@titled(_("期限の読み取り"))
@task(priority=-3)
def read_deadlines(document_id: str, attempt: int = 1) -> None:
    """Keep the limits that a document sets, in the place of those that it set."""
    with retried(read_deadlines, document_id, attempt, _give_up):
        with reading_everything():
            document = Document.everything.filter(pk=document_id).first()
            if document is None:
                return
            keep(document, read(document))
        judge(DocumentDeadline.objects.filter(document=document_id))


@titled(_("期限の根拠の確かめ"))
@task(priority=-3)
def judge_deadlines_of(document_id: str, attempt: int = 1) -> None:
    """Judge the limits that a document may have changed."""
    with retried(judge_deadlines_of, document_id, attempt, _give_up):
        judge(WATCHED.touched_by(document_id))


def _job() -> Any:
    return judge_deadlines_of


def _give_up(refusal: Refusal) -> None:
    """What is kept stays as it was; the next change of the document has it read anew."""


def read(document: Document) -> list[DocumentDeadline]:
    """The limits of a document, as rows that are not saved."""
    found: dict[str, DocumentDeadline] = {}
    for row in Page.objects.filter(_signed(), document=document).order_by("number"):
        page = page_from_row(row)
        for limit in limits_on(page):
            quote = quote_of(page, limit.spans, document.pk)
            made = _row(document, quote)
            made.day, made.kind = limit.deadline.day, limit.deadline.kind
            stamp = f"{made.page}\n{made.words}\n{made.day}\n{made.boxes}"
            made.key = hashlib.sha256(stamp.encode()).hexdigest()[:32]
            found.setdefault(made.key, made)
        if len(found) >= MOST_OF_A_DOCUMENT:
            break
    return list(found.values())


def _row(document: Document, quote: Quote) -> DocumentDeadline:
    return DocumentDeadline(
        document=document, page=quote.page,
        boxes=[[round(number, 2) for number in box] for box in quote.boxes],
        words=without_nul(quote.words), before=without_nul(quote.before),
        after=without_nul(quote.after),
    )  # fmt: skip


@transaction.atomic
def keep(document: Document, rows: Iterable[DocumentDeadline]) -> None:
    """Have these limits be those of a document."""
    fresh = {row.key: row for row in rows}
    own = DocumentDeadline.objects.filter(document=document)
    own.exclude(key__in=fresh).delete()
    known = set(own.values_list("key", flat=True))
    DocumentDeadline.objects.bulk_create(row for key, row in fresh.items() if key not in known)


def judge(rows: QuerySet[DocumentDeadline]) -> int:
    """Judge limits as the house sees the library, but for what is in the bin. Returns how many
    stand otherwise than before."""
    changed = 0
    with reading_all_but_the_bin():
        library = Library()
        keys = list(rows.order_by("document_id", "pk").values_list("pk", flat=True))
        for some in batches(keys):
            changed += _judge(library, DocumentDeadline.objects.filter(pk__in=some))
    return changed


@transaction.atomic
def _judge(library: Library, rows: Iterable[DocumentDeadline]) -> int:
    changed = []
    for row in rows:
        found = library.standing_of(_quote(row))
        if found is None:
            continue
        cause = found.cause if found.state != "holds" else None
        document = cause.document[:DOCUMENT_ID_LENGTH] if cause else ""
        if (row.state, row.cause_document) != (found.state, document):
            row.state, row.cause_document = found.state, document
            changed.append(row)
    DocumentDeadline.objects.bulk_update(changed, ["state", "cause_document"])
    return len(changed)


def _quote(row: DocumentDeadline) -> Quote:
    return Quote(
        document=row.document_id, page=row.page, boxes=tuple(Box(*box) for box in row.boxes),
        words=row.words, before=row.before, after=row.after,
    )  # fmt: skip
