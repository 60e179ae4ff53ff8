"""Making, sharing and deleting quotes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django_tasks import task

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.paper.model import Box
from shiryokan.paper.places import spans_in
from shiryokan.quotes import models
from shiryokan.quotes.anchor import anchored
from shiryokan.quotes.judging import judge
from shiryokan.quotes.quote import MOST_WORDS, Quote, quote_of
from shiryokan.quotes.rows import row_from
from shiryokan.records.models import Record
from shiryokan.records.rows import extracted_record

MOST_QUOTES = 20_000
"""Quotes that a person may keep."""
_LONGEST_RECORD = 20
"""Pages over which a record may run and still be found from its last one."""


class NotQuotable(ValueError):  # noqa: N818
    """There are no words in the boxes, or too many, or the person has too many quotes."""


def quote_in(document: Document, number: int, boxes: Sequence[Box]) -> Quote:
    """The quote of what stands in ``boxes`` of page ``number``, with the record it belongs to.
    Raises :class:`NotQuotable` where nothing stands there, or more than a quote may have."""
    if not 1 <= number <= document.page_count:
        raise NotQuotable("nothing")
    row = Page.objects.filter(document=document, number=number).first()
    page = page_from_row(row) if row is not None else None
    spans = spans_in(page, boxes) if page is not None else []
    if page is None or not spans:
        raise NotQuotable("nothing")
    quote = quote_of(page, spans, document.pk)
    if len(quote.words) > MOST_WORDS:
        raise NotQuotable("long")
    rows = Record.objects.filter(
        document=document, page__lte=number, page__gt=number - _LONGEST_RECORD
    ).order_by("register", "position")
    registers = list(rows.order_by().values_list("register", flat=True).distinct())
    for register in sorted(registers):
        records = map(extracted_record, rows.filter(register=register).defer("text"))
        if (found := anchored(quote, register, records)) is not None:
            return found
    return quote


@transaction.atomic
def keep(owner: User, document: Document, number: int, boxes: Sequence[Box]) -> models.Quote:
    """Keep a quote of a person, and have it judged. The same place is kept once. Raises
    :class:`NotQuotable`."""
    row = row_from(quote_in(document, number, boxes), document)
    own = models.Quote.objects.filter(owner=owner)
    same = own.filter(document_id=document.pk, page=number, words=row.words)
    for known in same:
        if known.boxes == row.boxes:
            return known
    if own.count() >= MOST_QUOTES:
        raise NotQuotable("many")
    row.owner = owner
    row.save()
    judge_quote.enqueue(str(row.pk))
    return row


@titled(_("引用箇所の効力の判定"))
@task(priority=4)
def judge_quote(quote_id: str, attempt: int = 1) -> None:
    """Judge a quote that was just made."""
    with retried(judge_quote, quote_id, attempt, lambda refusal: _give_up(refusal)):
        judge(models.Quote.objects.filter(pk=uuid.UUID(quote_id)))


def _give_up(refusal: Refusal) -> None:
    """It stays without a standing until its document changes."""
