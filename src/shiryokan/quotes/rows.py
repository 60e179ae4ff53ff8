"""Quotes as rows and back."""

from __future__ import annotations

from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document
from shiryokan.japanese.codepoints import without_nul
from shiryokan.paper.model import Box
from shiryokan.quotes.models import Quote as QuoteRow
from shiryokan.quotes.quote import Quote


def quote_from(row: QuoteRow) -> Quote:
    """A row as a quote; its document goes by its key in the library."""
    return Quote(
        document=row.document_id,
        page=row.page,
        boxes=tuple(Box(*box) for box in row.boxes),
        words=row.words,
        before=row.before,
        after=row.after,
        register=row.register,
        key=row.key,
        field=row.field,
    )


def row_from(quote: Quote, document: Document) -> QuoteRow:
    """A quote of a document as a row that is not saved and has no owner."""
    return QuoteRow(
        document_id=document.pk[:DOCUMENT_ID_LENGTH],
        sha256=document.sha256,
        page=quote.page,
        boxes=[[round(number, 2) for number in box] for box in quote.boxes],
        words=without_nul(quote.words),
        before=without_nul(quote.before),
        after=without_nul(quote.after),
        register=quote.register,
        key=quote.key,
        field=quote.field,
    )
