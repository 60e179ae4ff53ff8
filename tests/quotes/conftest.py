"""A draft and its final, read and structured, and people who quote."""

from __future__ import annotations

import pytest

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.model import Box
from shiryokan.paper.places import boxes_of, spans_of_words
from shiryokan.quotes.keeping import keep
from shiryokan.quotes.models import Quote
from shiryokan.records import models
from tests.alerts.conftest import work
from tests.records.conftest import Add, Fill, add, empty_instance, extractions, fill, hanako, plans

__all__ = ["Add", "Fill", "add", "empty_instance", "extractions", "fill", "hanako", "plans", "work"]


def boxes_at(document: Document, number: int, words: str) -> list[Box]:
    """Where words stand on a page."""
    page = page_from_row(Page.objects.get(document=document, number=number))
    return boxes_of(page, [spans_of_words(page, words)])[0]


def a_quote(owner: object, record: models.Record, words: str) -> Quote:
    """A kept quote of words of a record, which begin on the record's page."""
    boxes = boxes_at(record.document, record.page, words)
    return keep(owner, record.document, record.page, boxes)  # type: ignore[arg-type]


@pytest.fixture
def versions(extractions: list[models.Extraction]) -> list[models.Extraction]:
    """The two plans as a draft and its final, which they are made to be."""
    models.Extraction.objects.filter(pk=extractions[0].pk).update(year=2025, draft=True)
    for each in extractions:
        each.refresh_from_db()
    return extractions
