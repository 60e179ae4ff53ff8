"""Places of documents as columns and back."""

from __future__ import annotations

from typing import Any

from shiryokan.checklists.models import PlaceOfDocument
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document
from shiryokan.japanese.codepoints import without_nul
from shiryokan.paper.model import Box
from shiryokan.quotes.quote import MOST_WORDS, Quote
from shiryokan.records.models import KEY_LENGTH


def quote_from(row: PlaceOfDocument) -> Quote:
    """A row as a quote; its document goes by its key in the library."""
    return Quote(
        document=row.document_id, page=row.page, boxes=tuple(Box(*box) for box in row.boxes),
        words=row.words, before=row.before, after=row.after, register=row.register, key=row.key,
        field=row.field,
    )  # fmt: skip


def columns_of(quote: Quote, document: Document) -> dict[str, Any]:
    """A quote of a document as the columns of a row."""
    return {
        "document_id": document.pk[:DOCUMENT_ID_LENGTH],
        "page": quote.page,
        "boxes": [[round(number, 2) for number in box] for box in quote.boxes],
        "words": without_nul(quote.words)[:MOST_WORDS],
        "before": without_nul(quote.before),
        "after": without_nul(quote.after),
        "register": quote.register,
        "key": quote.key[:KEY_LENGTH],
        "field": quote.field,
    }
